"""All that a page's text offers for its fields, for a person who asks why one was taken. Weighed by the very rules that
read the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.service.core.bylines.search import REACH, is_byline
from copydesk.service.core.datelines.reader import read_dateline
from copydesk.service.core.lines.labelled_ids import labelled_ids
from copydesk.service.core.lines.wrapped import numbered
from copydesk.service.core.page.choice import reasons
from copydesk.service.core.page.text.headlines import judged_titles
from copydesk.service.core.page.text.reader import Reading
from copydesk.service.core.page.text.weights.headline import WEIGHTS
from copydesk.service.core.records import Candidate
from copydesk.service.core.text.mojibake import mended

MOST_HEADLINES = 6
DATELINE_REACH = 5
ROLES = {
    "published": "a label of publication stands before it",
    "updated": "a label of a change stands before it: never the publication",
    "clock": "the page's own clock",
    "as_of": "says as of when: taken only where there is no other",
    "bare": "no label: taken only beside the headline",
}


def page_candidates(text: str, begin: Reading, reading: Reading) -> Iterator[Candidate]:
    """Field by field, in the order of the page; headlines by weight. The page's text, its reading with nothing chosen,
    and the same when all was chosen.
    """
    number = _numbers(text, begin)
    yield from _headlines(begin, number)
    yield from _dates(begin, number)
    yield from (
        Candidate("news_id", found.value, f"label:{found.name}", number[found.line], "a label in the text")
        for found in labelled_ids(begin.layout.lines, begin.layout.labels)
    )
    yield from _datelines(reading, number)
    yield from _tags(begin, number)
    yield from _bylines(reading, number)


def _numbers(text: str, reading: Reading) -> tuple[int, ...]:
    """Line of the page -> line of the text, from 1. Fields that a scraper joined in the first line are all in that
    one.
    """
    numbers = [number for number, line in numbered(mended(text)) if line.strip()]
    joined = max(0, len(reading.layout.lines) - len(numbers))
    return (*[1] * joined, *numbers)


def _headlines(reading: Reading, number: tuple[int, ...]) -> Iterator[Candidate]:
    known = reading.known
    _, judged = judged_titles(reading.layout, reading.dates, known.slug_words, known.host)
    for one in judged[:MOST_HEADLINES]:
        because = ", ".join(reasons(one.offer, WEIGHTS))
        title = one.offer.value
        yield Candidate("headline", title.text, "learned", number[title.line], f"{one.probability:.0%}: {because}")


def _dates(reading: Reading, number: tuple[int, ...]) -> Iterator[Candidate]:
    for dated in reading.dates:
        rule = f"label:{dated.name}" if dated.name else "bare"
        note = ROLES[dated.role] + ("" if dated.pure or dated.name else "; within a sentence")
        yield Candidate("published_at", dated.moment.raw, rule, number[dated.line], note)


def _datelines(reading: Reading, number: tuple[int, ...]) -> Iterator[Candidate]:
    first = min(reading.body, reading.headline or 0)
    for index in range(first, min(first + DATELINE_REACH + REACH, len(reading.layout.lines))):
        if filed := read_dateline(reading.layout.lines[index].text):
            yield Candidate("dateline", filed.dateline.text, filed.rule, number[index])


def _tags(reading: Reading, number: tuple[int, ...]) -> Iterator[Candidate]:
    for index, label in reading.layout.labels.items():
        if label.kind == "tags":
            yield Candidate(
                "tags",
                reading.layout.lines[index].text,
                f"label:{label.name}",
                number[index],
                "" if label.colon else "no colon",
            )


def _bylines(reading: Reading, number: tuple[int, ...]) -> Iterator[Candidate]:
    if reading.headline is None:
        return
    lines = reading.layout.lines
    for index in range(reading.headline + 1, min(reading.headline + REACH, len(lines))):
        if is_byline(lines[index].text):
            yield Candidate("byline", lines[index].text, "byline", number[index])
