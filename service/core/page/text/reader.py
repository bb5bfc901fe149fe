"""The text of a whole page: label block, headline, dates, paragraphs, sign-off and tags, in whatever order the CMS
prints them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from copydesk.service.core.addresses.slugs import slug_words
from copydesk.service.core.addresses.urls import bare_host, lists_stories
from copydesk.service.core.bylines.search import Found, is_byline
from copydesk.service.core.datelines.reader import Filed, read_dateline
from copydesk.service.core.lines.labelled_ids import choose_id, labelled_ids
from copydesk.service.core.lines.line import is_cut, with_line
from copydesk.service.core.lines.paragraphs import paragraphs_of, trimmed
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.page.publication import (
    Dated,
    choose_modified,
    clock_ignored,
    dated_lines,
    is_dated,
)
from copydesk.service.core.page.scraps import scrap_of
from copydesk.service.core.page.text.body import ruled_lines, story_lines
from copydesk.service.core.page.text.cuts import MOST_LINES, learned_cut
from copydesk.service.core.page.text.glued import Cut, Known, cut_headline
from copydesk.service.core.page.text.headline_context import SHORTEST
from copydesk.service.core.page.text.headlines import choose_headline
from copydesk.service.core.page.text.layout import Layout, layout_of
from copydesk.service.core.page.text.learned import LearnedText
from copydesk.service.core.page.text.story import Story
from copydesk.service.core.page.text.tags import read_tags
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.spelling import one_line
from copydesk.service.core.times.ages import is_day_word, tells_age
from copydesk.service.core.times.dates import Moment

LONGEST_TITLE = 420
LEAST_STORY, FEWEST_DATED, LONGEST_DATED, MOST_LISTED = 300, 3, 60, 1_000
"""Characters of a story that a list of stories has not; short lines with a date of such a list; lines that are looked at."""
LEAD_WEIGHT = 60
BUTTON = 9
"""What weighs less is no title, but `T T` or `Share`."""
FILED_WITHIN = 8
"""A dateline opens one of the first so many lines of a story."""
FILED_ABOVE = 2
"""A dateline that has a line to itself stands within so many lines above the first paragraph."""
FIELDS_REACH = 12
"""A scraper's fields stand in the first lines."""
TITLES_OF_SCRAPS = 5
"""An error page says what it is in so many lines."""
FURNITURE = 8
"""No more lines of the page's own stand between a label block and the headline below it."""
PLACEHOLDERS = ("nan", "none", "null", "undefined", "-")
"""What scrapers print for a title that they did not find."""
_PLACEHOLDER = re.compile(r"(?:nan|None|null|undefined)(?=[^\W\d_a-zA-Z])")
"""The same run into a story of another script."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page under reading: what is known of it so far."""

    layout: Layout
    known: Known
    page: Page
    site: SiteProfile
    dates: list[Dated]
    headline: int | None = None
    """The headline's line."""
    body: int = 0
    """The line where the body may begin."""
    draft: Draft = field(default_factory=Draft)


def read_pages(page: Page, site: SiteProfile) -> Draft:
    """Read a page's text, field by field."""
    return read_whole(begun(page, site)).draft


def begun(page: Page, site: SiteProfile) -> Reading:
    """A page laid out, with its dates found and nothing chosen yet."""
    layout = layout_of(page.text)
    dates = dated_lines(layout.lines, layout.labels, zone=site.time_zone, not_after=page.fetched_at)
    draft = Draft(warnings=("lines_cut",) if is_cut(layout.lines) else ())
    return Reading(layout, known_of(page), page, site, dates, draft=draft)


def read_whole(reading: Reading) -> Reading:
    """Each field chosen; where the headline stands decides where the others are looked for."""
    reading = headed(reading)
    story = story_of(reading)
    for step in (_with_story, _with_day_and_authors, _with_id, _with_tags, _with_kind):
        reading = step(reading, story)
    return reading


def headed(reading: Reading) -> Reading:
    """With its headline, and what stands above that."""
    return _with_lead(_with_headline(reading))


def story_of(reading: Reading) -> Story:
    """The lines of its story, once its headline is known."""
    return story_lines(reading.layout, reading.body, dated_in(reading))


def dated_in(reading: Reading) -> frozenset[int]:
    """The lines that print a date and little else."""
    return frozenset(dated.line for dated in reading.dates if dated.pure)


def learned_of(reading: Reading, story: Story) -> LearnedText:
    """What a page offers for its day and its authors, once its headline is known."""
    return LearnedText(reading.page, reading.site, reading.layout, reading.dates, reading.headline, story.lines)


def known_of(page: Page) -> Known:
    """What the document says of its headline outside the text."""
    hint = page.document.hints.headline
    return Known(
        hint=hint.strip() if hint else None,
        slug_words=slug_words(page),
        host=re.sub(r"[^a-z0-9]", "", bare_host(page.document.url) or ""),
    )


def _found(reading: Reading, rules: dict[str, str], **fields: object) -> Reading:
    return replace(reading, draft=reading.draft.with_found(rules, **fields))


def _warned(reading: Reading, warning: str) -> Reading:
    return _found(reading, {}, warnings=(*reading.draft.warnings, warning))


def _label_block_end(reading: Reading) -> int | None:
    """The line behind a label block that has the story's beginning right below it; None in a page with menus."""
    labels = reading.layout.labels
    block = [index for index, label in labels.items() if label.kind in ("id", "published") and label.colon]
    if not block or reading.layout.navigated:
        return None
    last = block[0]
    while last + 1 in labels and labels[last + 1].kind in ("headline", "id", "not_id", "published", "updated"):
        last += 1
    return last + 1 if last <= 12 and last + 1 < len(reading.layout.lines) else None


def _with_headline(reading: Reading) -> Reading:
    if found := _labelled(reading):
        return found
    below = _label_block_end(reading)
    if below is not None and not _titled_above(reading, below):
        title = _behind_furniture(reading, below)
        if found := _glued(reading, title) or _below_labels(reading, title):
            return found
    chosen = choose_headline(reading.layout, reading.dates, reading.known.slug_words, reading.known.host)
    if chosen is None:
        first = next(iter(ruled_lines(reading.layout, 0).lines), None)
        if first is not None and (found := _glued(reading, first)):
            return found
        if found := _above_dateline(reading):
            return found
        return _warned(replace(reading, body=below or 0), "headline_unclear")
    return _found(
        replace(reading, headline=chosen.line, body=chosen.line + 1), {"headline": chosen.rule}, headline=chosen.text
    )


def _above_dateline(reading: Reading) -> Reading | None:
    """The line right above a dateline that names its agency, if that is a title: a wire prints nothing between them."""
    lines = reading.layout.lines[: FIELDS_REACH + 1]
    for index in range(1, len(lines)):
        filed = read_dateline(lines[index].text) if lines[index].weight >= LEAD_WEIGHT else None
        if filed is None or filed.dateline.agency is None:
            continue
        above = lines[index - 1]
        if above.sentence or not SHORTEST <= above.weight <= LONGEST_TITLE // 2 or _is_furniture(reading, index - 1):
            return None
        read = replace(reading, headline=index - 1, body=index)
        return _found(read, {"headline": "above-dateline"}, headline=one_line(above.text))
    return None


def _labelled(reading: Reading) -> Reading | None:
    """The headline under a label of its own, as scrapers print their fields."""
    labels = (
        index
        for index, label in reading.layout.labels.items()
        if label.kind == "headline" and label.colon and index < FIELDS_REACH
    )
    index = next(labels, None)
    if index is None:
        return None
    label, line = reading.layout.labels[index], reading.layout.lines[index].text
    title = one_line(line[label.end :])
    if not BUTTON <= weight_of(title) <= LONGEST_TITLE:
        return None
    return _found(replace(reading, headline=index, body=index + 1), {"headline": f"label:{label.name}"}, headline=title)


def _titled_above(reading: Reading, below: int) -> bool:
    """Whether a line above the label block may be the headline, so that both sides of it must be weighed."""
    lines = reading.layout.lines[:below]
    return any(
        SHORTEST <= line.weight <= LEAD_WEIGHT * 2 and not line.sentence and not _is_furniture(reading, index)
        for index, line in enumerate(lines)
    )


def _behind_furniture(reading: Reading, below: int) -> int:
    """The first line at or behind `below` that is not the page's: buttons, counts and a byline may stand between labels
    and headline.
    """
    reach = range(below, min(below + FURNITURE, len(reading.layout.lines)))
    return next((index for index in reach if not _is_furniture(reading, index)), below)


def _is_furniture(reading: Reading, index: int) -> bool:
    line, text = reading.layout.lines[index], reading.layout.lines[index].text
    label = reading.layout.labels.get(index)
    return (
        (label is not None and (label.colon or label.kind in ("id", "not_id", "published", "updated", "clock")))
        or any(dated.line == index and dated.pure for dated in reading.dates)
        or (line.weight < BUTTON and text.lower() not in PLACEHOLDERS)
        or line.valued
        or text.startswith(("@", "#", "http", "|"))
        or is_byline(text)
        or line.notice
        or line.caption
    )


def _below_labels(reading: Reading, index: int) -> Reading | None:
    """The line under the label block, if it is a title and no paragraph; a placeholder of the scraper's gives none."""
    line = reading.layout.lines[index].text
    reading = replace(reading, headline=index, body=index + 1)
    if line.lower() in PLACEHOLDERS:
        return _warned(reading, "placeholder_headline")
    if len(line) > LONGEST_TITLE or (line.endswith(".") and (len(line) > 90 or ". " in line)) or read_dateline(line):
        return None
    return _found(reading, {"headline": "below-labels"}, headline=one_line(line))


def _glued(reading: Reading, index: int) -> Reading | None:
    """A headline run into the first paragraph; that paragraph's line stays the body's first."""
    layout = reading.layout
    line = layout.lines[index].text
    if placeholder := _PLACEHOLDER.match(line):
        lines = with_line(layout.lines, index, line[placeholder.end() :])
        return _warned(replace(reading, layout=replace(layout, lines=lines), body=index), "placeholder_headline")
    if layout.lines[index].weight <= LEAD_WEIGHT:
        return None
    cut = cut_headline(line, reading.known) or _learned_cut(reading, index)
    if cut is None:
        return None
    lines = with_line(layout.lines, index, line[cut.at :].strip())
    return _found(
        replace(reading, layout=replace(layout, lines=lines), headline=index, body=index),
        {"headline": cut.rule},
        headline=one_line(line[: cut.at]),
    )


def _learned_cut(reading: Reading, index: int) -> Cut | None:
    lines = [line.folded for line in reading.layout.lines[:MOST_LINES]]
    return learned_cut(
        reading.layout.lines[index].text, (*lines[:index], *lines[index + 1 :]), reading.known.slug_words
    )


def _with_lead(reading: Reading) -> Reading:
    """A lead printed above the label block: the abstract, with the dateline that begins it."""
    labels, block = reading.layout.labels, _label_block_end(reading)
    if block is None or reading.headline != block:
        return reading
    above = enumerate(reading.layout.lines[:block])
    lead = next((line.text for index, line in above if index not in labels and line.weight >= LEAD_WEIGHT), None)
    if lead is None:
        return reading
    filed = read_dateline(lead)
    reading = _found(reading, {"abstract": "above-labels"}, abstract=one_line(lead[filed.end :] if filed else lead))
    return _with_dateline(reading, filed) if filed else reading


def _with_dateline(reading: Reading, filed: Filed) -> Reading:
    rules = {"dateline": filed.rule} | ({"agency_source": "dateline"} if filed.agency_source else {})
    return _found(reading, rules, dateline=filed.dateline, agency_source=filed.agency_source)


def _with_story(reading: Reading, story: Story) -> Reading:
    """The paragraphs, without the lines that only print a date, and with the dateline taken off the first."""
    filed_at, filed = _dateline_of(reading, story)
    if filed:
        reading = _with_dateline(reading, filed)
    dated = dated_in(reading)
    lines = [
        reading.layout.lines[index].text[filed.end if filed and index == filed_at else 0 :]
        for index in story.lines
        if index not in dated or (filed and index == filed_at)
    ]
    paragraphs = paragraphs_of(trimmed(lines))
    return _found(reading, {"paragraphs": story.rule}, paragraphs=paragraphs) if paragraphs else reading


def _dateline_of(reading: Reading, story: Story) -> tuple[int, Filed | None]:
    """The dateline of the first lines, if none was found above, and its line; it may stand on a line of its own, above
    the first paragraph, too.
    """
    lines = reading.layout.lines
    if reading.draft.dateline is not None or not story.lines:
        return 0, None
    for index in story.lines[:FILED_WITHIN]:
        if filed := read_dateline(lines[index].text):
            return index, filed
    for index in range(max(reading.body, story.lines[0] - FILED_ABOVE), story.lines[0]):
        line = lines[index].text
        if (filed := read_dateline(line)) and filed.dateline.agency and filed.end >= len(line):
            return index, filed
    return 0, None


def _with_day_and_authors(reading: Reading, story: Story) -> Reading:
    learned = learned_of(reading, story)
    return _with_authors(_with_dates(reading, learned.published()), learned.written())


def _with_dates(reading: Reading, published: tuple[Moment, str, Dated | None] | None) -> Reading:
    moment, rule, dated = published or (None, "", None)
    if clock_ignored(reading.dates, dated):
        reading = _warned(reading, "page_clock_ignored")
    if moment is None:
        return reading
    reading = _found(reading, {"published_at": rule}, **moment.as_published())
    modified = choose_modified(reading.dates, dated)
    return (
        _found(reading, {"modified_at": f"label:{modified.name}"}, modified_at=modified.moment.at)
        if modified
        else reading
    )


def _with_id(reading: Reading, story: Story) -> Reading:
    found = choose_id(labelled_ids(reading.layout.lines, reading.layout.labels), reading.page.document.url)
    return _found(reading, {"label_id": f"label:{found.name}"}, label_id=found.value) if found else reading


def _with_tags(reading: Reading, story: Story) -> Reading:
    """Around the run that the rules take: single lines behind it say nothing of where a page prints its tags."""
    run = story.run or story.lines
    first, last = (run[0], run[-1]) if run else (0, 0)
    tags, rule = read_tags(reading.layout, start=first if reading.headline is None else reading.headline + 1, end=last)
    return _found(reading, {"tags": rule}, tags=tags) if rule else reading


def _with_kind(reading: Reading, story: Story) -> Reading:
    """A page without a headline, or at an address for lists, and with hardly a story, of which several lines print a date,
    lists other stories.
    """
    if scrap := scrap_of(_titles(reading), reading.draft.paragraphs):
        return _found(reading, {"page_kind": "scrap"}, page_kind=scrap)
    size = sum(map(len, reading.draft.paragraphs))
    titled = reading.draft.headline and not lists_stories(reading.page.document.url)
    if titled or reading.known.hint or size > LEAST_STORY:
        return reading
    lines = [line.folded for line in reading.layout.lines[:MOST_LISTED] if len(line.text) <= LONGEST_DATED]
    dated = sum(1 for line in lines if is_dated(line) or tells_age(line) or is_day_word(line))
    return _found(reading, {"page_kind": "listing"}, page_kind="listing") if dated >= FEWEST_DATED else reading


def _titles(reading: Reading) -> list[str]:
    """What may head a page without a story: its headline, else its first short lines."""
    if reading.draft.headline:
        return [reading.draft.headline]
    return [line.text for line in reading.layout.lines[:TITLES_OF_SCRAPS]]


def _with_authors(reading: Reading, written: Found | None) -> Reading:
    """What is printed as the byline is no paragraph."""
    if written is None:
        return reading
    byline, authors, rule = written
    filed = reading.draft.dateline
    if filed and any(author.name == filed.place for author in authors):
        return reading  # `Sankt Gallen, 4 March 2019 – ...`
    paragraphs = tuple(paragraph for paragraph in reading.draft.paragraphs if paragraph != byline)
    return _found(
        reading,
        {"byline": rule} | ({"authors": rule} if authors else {}),
        byline=byline,
        authors=authors,
        paragraphs=paragraphs,
    )
