"""Learns which headline, day and names of a page of text are right, from the labelled pages of the development corpus.

    python -m benchmarks.fit_text       # prints the scores and writes service/core/page/text/weights/*.py

The model and the fit are those of `benchmarks.fit`. The headline is learned first, as the other fields are placed by it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from benchmarks.fit import (
    NO_DAY,
    NOBODY,
    SUREST,
    TEXT_TABLES,
    Example,
    answers,
    as_one_or_each,
    cross_validated,
    days_around,
    fitted,
    host_of,
    known_of,
    report,
    rows_of,
    table,
)
from benchmarks.learned import note
from benchmarks.scoring import plain
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.page.choice import Offer, Offered, Weights
from copydesk.service.core.page.text.headline_context import context_of
from copydesk.service.core.page.text.learned import LearnedText
from copydesk.service.core.page.text.reader import Reading, begun, learned_of, read_whole, story_of
from copydesk.service.core.page.text.titles import title_offers
from copydesk.service.core.page.writers import Written
from copydesk.service.core.readers import wire_reading
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import choose_site

SETS = ("web_articles_text", "snippets_text", "days_text", "pages_text", "shapes", "persian_cms")
OF_HEADLINES = SETS[:-1]
"""In the last set the headline stands below a label, or is glued to the story: none is chosen among lines."""
MOST_OF_ONE_LAYOUT = 80
"""Of the set in which all pages have one layout no more are read: it would teach that layout alone."""
ONE_LAYOUT = "persian_cms"
UNSIGNED = ("web_articles_text",)
"""Of these a person read the whole page: a text without known authors shows none."""
UNTOLD_EVERY = 4
"""Of every so many pages one is shown again without its day: of the pages of the sets one in six or seven prints none."""


class Field(NamedTuple):
    """What is learned for a field."""

    name: str
    threshold: float
    most_weights: int
    offers: Callable[[Reading], list[Offered[Any]]]
    is_right: Callable[[Any, Any], bool]
    sets: tuple[str, ...] = SETS


def _titles(reading: Reading) -> list[Offered[Any]]:
    known = reading.known
    return list(title_offers(*context_of(reading.layout, reading.dates, known.slug_words, known.host)))


def _days(reading: Reading) -> list[Offered[Any]]:
    return _days_without(reading, frozenset())


def _days_without(reading: Reading, untold: frozenset[date]) -> list[Offered[Any]]:
    told = [dated for dated in reading.dates if dated.moment.day not in untold]
    found = _found(replace(reading, dates=told))
    return [_surest(found.ruled_day[0].moment)] if found.ruled_day else list(found.days_without(untold))


def _authors(reading: Reading) -> list[Offered[Any]]:
    ruled = _found(reading).ruled_authors
    return [_surest(Written(ruled[1], ()))] if ruled and ruled[1] else _all_authors(reading)


def _all_authors(reading: Reading) -> list[Offered[Any]]:
    """Also where the rules take some: nearly half of the texts, which teach what a name is as well as others do."""
    return list(_found(reading).authors)


def _found(reading: Reading) -> LearnedText:
    whole = read_whole(reading)
    return learned_of(whole, story_of(whole))


def _surest(value: Any) -> Offer[Any]:
    """What the rules take is the only offer, and teaches nothing of others."""
    return Offer(value, frozenset({SUREST}))


FIELDS = (
    Field("headline", 0.25, 250, _titles, lambda title, known: plain(title.text) == plain(known), OF_HEADLINES),
    Field("day", 0.5, 150, _days, lambda found, known: found.day.isoformat() == known),
    Field(
        "authors",
        0.55,
        200,
        _authors,
        lambda written, known: {plain(author.name) for author in written.authors} in as_one_or_each(known),
    ),
)


def examples(field: Field) -> Iterator[Example]:
    """The labelled pages of text; of the headline those that print it."""
    for name in field.sets:
        for row in rows(CORPUS / f"{name}.jsonl.gz", MOST_OF_ONE_LAYOUT if name == ONE_LAYOUT else None):
            known = row["gold"].get("headline") if field.name == "headline" else known_of(field.name, row["gold"])
            if known is None or (field.name == "headline" and plain(known) not in plain(row.get("body"))):
                continue
            if reading := reading_of(row):
                offers = field.offers(reading)
                right = tuple(field.is_right(offer.value, known) for offer in offers)
                yield Example(name, host_of(row), tuple(offer.features for offer in offers), right)


def nobody_named(field: Field) -> Iterator[Example]:
    """Texts of which a reader found no author, whatever they print of names."""
    for name in UNSIGNED:
        for row in rows(CORPUS / f"{name}.jsonl.gz", None):
            if not row["gold"].get("authors") and (reading := reading_of(row)):
                offers = field.offers(reading)
                yield Example(NOBODY, host_of(row), tuple(one.features for one in offers), (False,) * len(offers))


def no_day_told(names: Sequence[str] = SETS) -> Iterator[Example]:
    """As `benchmarks.fit` has them, of texts."""
    for name in names:
        all_rows = rows(CORPUS / f"{name}.jsonl.gz", MOST_OF_ONE_LAYOUT if name == ONE_LAYOUT else None)
        for row in islice(all_rows, 0, None, UNTOLD_EVERY):
            around = days_around(known_of("day", row["gold"]))
            if around and (reading := reading_of(row)):
                days = _days_without(reading, around)
                yield Example(NO_DAY, host_of(row), tuple(one.features for one in days), (False,) * len(days))


def reading_of(row: Mapping[str, Any]) -> Reading | None:
    """A page of text laid out; None for a wire's text, and for what is none."""
    page = decode(Record(Origin("news.raw", 0, 0), envelope(row), ()), MAX_BYTES)
    if isinstance(page, Rejected) or page.media != "text":
        return None
    site = choose_site(page)
    return None if wire_reading(page, site) else begun(page, site)


def pages_of(field: Field) -> list[Example]:
    """The labelled texts, and those that tell none."""
    untold = {"day": no_day_told, "authors": lambda: nobody_named(field)}
    return [*examples(field), *untold.get(field.name, tuple)()]


def main() -> None:
    """Learn the fields, or those named, print the scores, write the tables."""
    for field in FIELDS:
        if field.name in (sys.argv[1:] or [one.name for one in FIELDS]):
            pages = pages_of(field)
            teaching = pages_of(field._replace(offers=_all_authors)) if field.name == "authors" else pages
            weights = fitted(teaching, field.most_weights)
            unseen = rows_of(pages, cross_validated(pages, field.most_weights, teaching), field.threshold)
            seen = rows_of(pages, answers(pages, weights), field.threshold)
            print(
                f"{field.name}, cross-validated", *report(unseen), "resubstitution", *report(seen), sep="\n", flush=True
            )
            features = {name: weight for name, weight in weights.features.items() if name != SUREST}
            written = table(Weights(weights.none, field.threshold, features), "benchmarks.fit_text")
            (TEXT_TABLES / f"{field.name}.py").write_text(written)
            note(f"text {field.name}", unseen, seen)


if __name__ == "__main__":
    main()
