"""The text of a whole page: label block, headline, dates, paragraphs, sign-off and tags, in whatever order the CMS prints them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from service.core.body import Story, is_navigated, is_prose, paragraphs_of, story_lines, trimmed
from service.core.bylines import byline_beside, read_byline
from service.core.datelines import read_dateline, source_of_agency
from service.core.glued import cut_headline
from service.core.headlines import Setting, choose_headline, known_of, line_counts
from service.core.labels import Label, choose_id, labelled_ids, labels_of
from service.core.normalise import one_line
from service.core.publication import Dated, choose_modified, choose_published, clock_ignored, dated_lines
from service.core.records import Draft, Page
from service.core.sheet import Sheet, sheet_of, weight, without_bullet
from service.core.site import SiteProfile
from service.core.tags import read_tags

HEAVY = 75
"""A line of prose of this weight is a paragraph, not a title."""
CANDIDATES = 900
"""A headline stands within this many lines of the page's beginning."""
LONGEST_TITLE = 420
PLACEHOLDERS = ("nan", "none", "null", "undefined", "-")
"""What scrapers print for a title that they did not find."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page under reading: what is known of it so far."""

    page: Page
    site: SiteProfile
    sheet: Sheet
    labels: dict[int, Label]
    dates: list[Dated]
    draft: Draft = field(default_factory=Draft)


def read_pages(page: Page, site: SiteProfile) -> Draft:
    """Read a page's text, field by field."""
    sheet = sheet_of(page.text)
    labels = labels_of(sheet)
    dates = dated_lines(sheet, labels, zone=site.time_zone, not_after=page.fetched_at)
    reading = Reading(page, site, sheet, labels, dates, Draft(warnings=("lines_cut",) if sheet.cut else ()))
    headline, body_start, reading = _headline(reading)
    reading, body_start = _lead(reading, headline, body_start)
    story = story_lines(sheet, labels, body_start)
    for step in (_with_story, _with_dates, _with_id, _with_tags, _with_byline):
        reading = step(reading, headline, story)
    return reading.draft


def _found(reading: Reading, rules: dict[str, str], **fields: object) -> Reading:
    return replace(reading, draft=replace(reading.draft, provenance=reading.draft.provenance | rules, **fields))  # type: ignore[arg-type]  # fields of Draft


def _label_block_end(reading: Reading) -> int | None:
    """The line behind a label block that has the story's beginning right below it; None in a page with menus."""
    block = [index for index, label in reading.labels.items() if label.kind in ("id", "published") and label.colon]
    if not block or is_navigated(reading.sheet, reading.labels):
        return None
    last = block[0]
    while last + 1 in reading.labels and reading.labels[last + 1].kind in ("id", "not_id", "published", "updated"):
        last += 1
    return last + 1 if last <= 12 and last + 1 < len(reading.sheet.lines) else None


def _headline(reading: Reading) -> tuple[int | None, int, Reading]:
    """The headline's line, the line where the body begins, and the reading with the headline in it."""
    below = _label_block_end(reading)
    if below is not None and (found := _glued(reading, below) or _below_labels(reading, below)):
        return below, below + (0 if found.sheet is not reading.sheet else 1), found
    chosen = choose_headline(*_setting(reading))
    if chosen is None:
        return None, below or 0, reading
    line = one_line(without_bullet(reading.sheet.lines[chosen[0]]))
    return chosen[0], chosen[0] + 1, _found(reading, {"headline": chosen[1]}, headline=line)


def _below_labels(reading: Reading, index: int) -> Reading | None:
    """The line under the label block, if it is a title and no paragraph; a placeholder of the scraper's gives none."""
    line = reading.sheet.lines[index]
    if line.lower() in PLACEHOLDERS:
        return replace(reading, draft=replace(reading.draft, warnings=(*reading.draft.warnings, "placeholder_headline")))
    if len(line) > LONGEST_TITLE or (line.endswith(".") and (len(line) > 90 or ". " in line)):
        return None
    return _found(reading, {"headline": "below-labels"}, headline=one_line(line))


def _glued(reading: Reading, index: int) -> Reading | None:
    """A headline run into the first paragraph; that paragraph's line stays the body's first."""
    line = reading.sheet.lines[index]
    cut = cut_headline(line, known_of(reading.page)) if weight(line) > 60 else None
    if cut is None:
        return None
    lines = (*reading.sheet.lines[:index], line[cut.at :].strip(), *reading.sheet.lines[index + 1 :])
    sheet = replace(
        reading.sheet, lines=lines, folded=(*reading.sheet.folded[:index], reading.sheet.folded[index][cut.at :].strip(), *reading.sheet.folded[index + 1 :])
    )
    return _found(replace(reading, sheet=sheet), {"headline": cut.rule}, headline=one_line(line[: cut.at]))


def _setting(reading: Reading) -> tuple[Setting, range]:
    """What the headline's candidates are weighed against, and which lines they are: all to where a quarter of the prose is read."""
    sheet = reading.sheet
    story = story_lines(sheet, reading.labels, 0)
    heavy = tuple(weight(line) >= HEAVY and is_prose(sheet, index) for index, line in enumerate(sheet.lines[: CANDIDATES + 20]))
    weights = [weight(sheet.lines[index]) for index in story.lines]
    total, read, last = sum(weights), 0, 0
    for index, worth in zip(story.lines, weights, strict=True):
        last, read = index, read + worth
        if read * 4 > total:
            break
    dated = frozenset(dated.line for dated in reading.dates if dated.pure)
    bylines = frozenset(index for index in range(last + 12) if index < len(sheet.lines) and read_byline(sheet.lines[index]))
    start = story.lines[0] if story.lines else 0
    setting = Setting(
        sheet,
        reading.labels,
        frozenset(known_of(reading.page).slug_words),
        dated,
        bylines,
        heavy,
        start,
        sum(sheet.after_blank) > 0.05 * len(sheet.lines),
        line_counts(sheet),
    )
    return setting, range(min(len(sheet.lines), last + 1, CANDIDATES))


def _lead(reading: Reading, headline: int | None, body_start: int) -> tuple[Reading, int]:
    """A lead printed above the label block: the abstract, with the dateline that begins it."""
    block = _label_block_end(reading)
    if block is None or headline != block:
        return reading, body_start
    above = [index for index in range(block) if index not in reading.labels and weight(reading.sheet.lines[index]) >= 60]
    if not above:
        return reading, body_start
    lead = reading.sheet.lines[above[0]]
    filed = read_dateline(lead)
    if filed is None:
        return _found(reading, {"abstract": "above-labels"}, abstract=one_line(lead)), body_start
    agency = source_of_agency(filed.dateline.agency) if filed.dateline.agency else None
    rules = {"abstract": "above-labels", "dateline": filed.rule} | ({"agency_source": "dateline"} if agency else {})
    return _found(reading, rules, abstract=one_line(lead[filed.end :]), dateline=filed.dateline, agency_source=agency), body_start


def _with_story(reading: Reading, headline: int | None, story: Story) -> Reading:
    lines = [reading.sheet.lines[index] for index in story.lines if index not in _side_lines(reading, headline)]
    reading, lines = _filed(reading, lines)
    paragraphs = paragraphs_of(trimmed(lines))
    return _found(reading, {"paragraphs": story.rule}, paragraphs=paragraphs) if paragraphs else reading


def _side_lines(reading: Reading, headline: int | None) -> frozenset[int]:
    """Lines within the story that are no paragraph: bylines and dates by themselves, the headline once more."""
    return frozenset(dated.line for dated in reading.dates if dated.pure)


def _filed(reading: Reading, lines: list[str]) -> tuple[Reading, list[str]]:
    """The dateline of the first paragraphs, if none was found above; it is taken off the paragraph."""
    if reading.draft.dateline is not None:
        return reading, lines
    for index, line in enumerate(lines[:3]):
        filed = read_dateline(line)
        if filed:
            agency = source_of_agency(filed.dateline.agency) if filed.dateline.agency else None
            rules = {"dateline": filed.rule} | ({"agency_source": "dateline"} if agency else {})
            reading = _found(reading, rules, dateline=filed.dateline, agency_source=agency)
            return reading, [*lines[:index], line[filed.end :], *lines[index + 1 :]]
    return reading, lines


def _with_dates(reading: Reading, headline: int | None, story: Story) -> Reading:
    published = choose_published(reading.dates, headline, story.lines[0] if story.lines else None)
    if clock_ignored(reading.dates, published):
        reading = _found(reading, {}, warnings=(*reading.draft.warnings, "page_clock_ignored"))
    if published is None:
        return reading
    modified = choose_modified(reading.dates, published)
    moment = published.moment
    rules = {"published_at": f"label:{published.name}" if published.name else "beside-headline"} | (
        {"modified_at": f"label:{modified.name}"} if modified else {}
    )
    return _found(
        reading,
        rules,
        published_at=moment.at,
        published_raw=moment.raw,
        published_precision=moment.precision,
        zone_basis=moment.zone_basis,
        modified_at=modified.moment.at if modified else None,
    )


def _with_id(reading: Reading, headline: int | None, story: Story) -> Reading:
    found = choose_id(labelled_ids(reading.sheet, reading.labels), reading.page.document.url)
    return _found(reading, {"label_id": f"label:{found.name}"}, label_id=found.value) if found else reading


def _with_tags(reading: Reading, headline: int | None, story: Story) -> Reading:
    tags, name = read_tags(reading.sheet, reading.labels, start=(headline or 0) + 1, end=story.lines[-1] if story.lines else 0)
    return _found(reading, {"tags": f"label:{name}"}, tags=tags) if tags else reading


def _with_byline(reading: Reading, headline: int | None, story: Story) -> Reading:
    found = byline_beside(reading.sheet, headline, {dated.line: dated.moment.start for dated in reading.dates}) if headline is not None else None
    if found is None:
        return reading
    byline, authors, rule = found
    return _found(reading, {"byline": rule, "authors": rule}, byline=byline, authors=authors)
