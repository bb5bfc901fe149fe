"""JSON: ninjs, the shapes of other systems that are known, and any that calls the parts of a story what they are.

The text of a story is only what is called so: terms of use and notices of rights, which many items share, never are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from copydesk.service.core.addresses.other_names import first_story_id, other_name
from copydesk.service.core.datelines.reader import source_of_agency
from copydesk.service.core.markup.json_text import JsonText, read_json
from copydesk.service.core.markup.jsonld import Node, identifiers_of, story_in
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.times.epochs import counted
from copydesk.service.core.wires import named_fields as names
from copydesk.service.core.wires.json_shapes import Shape, shape_of
from copydesk.service.core.wires.json_story import Fields, Several, fields_of, story_of_json
from copydesk.service.core.wires.named_fields import given
from copydesk.service.core.wires.newsitem import NewsItem, Times, draft_of_item
from copydesk.service.core.wires.ninjs import item_of_ninjs, names_ninjs, refused_kind
from copydesk.service.core.wires.plain_values import line_of, paragraphs_of_value
from copydesk.service.core.wires.refusals import many, many_named, named, neither, no_story
from copydesk.service.core.wires.told_fields import item_of_fields, line, times

# NewsAPI and its like cut a text: `... of the harbour… [+1234 chars]`.
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d{1,7} (?:chars|characters)\]\s*\Z")
_SHORTCODE = re.compile(r"\[(\w{3,20})(?:\s[^\[\]\n]{0,300})?\][^\[\]\n]{0,500}\[/\1\]")
_ADDRESS = re.compile(r"https?://\S{4,2000}")
_FEW_DIGITS = 3
_MOST_BODIES = 4
_ALIKE = 5


def read_other_json(page: Page, site: SiteProfile) -> Draft | Rejected | None:
    """The story of a JSON document; Rejected for one that tells none or several; None for any other text."""
    found = read_json(page.text)
    if found is None:
        return None
    if found.value is None:
        return no_story("JSON that is broken, or too large or too deep to read")
    read = _read(found, page, site)
    return (
        read
        if isinstance(read, Rejected) or not found.warnings
        else replace(read, warnings=(*read.warnings, *found.warnings))
    )


def _read(found: JsonText, page: Page, site: SiteProfile) -> Draft | Rejected:
    value = found.value
    if isinstance(value, dict) and (fields := fields_of(value)) and names_ninjs(fields):
        return _read_ninjs(fields, page, site)
    if (
        isinstance(value, dict | list)
        and (node := story_in([value]))
        and (node.get("headline") or node.get("articleBody"))
    ):
        return _draft(_with_identifiers(node), page, site)
    story = story_of_json(value)
    if story is None:
        return neither(_what(value))
    if isinstance(story, Several) and story.named:
        return many_named(story.count)
    if isinstance(story, Several):
        return many(story.count, "a list" if isinstance(value, list) else "a feed")
    return _read_ninjs(story, page, site) if names_ninjs(story) else _draft(story, page, site)


def _read_ninjs(fields: Fields, page: Page, site: SiteProfile) -> Draft | Rejected:
    if kind := refused_kind(fields):
        return no_story(f"a ninjs item of the type {kind}, which is no text")
    item = item_of_ninjs(fields)
    if not item.paragraphs and not item.headline:
        return neither(f"ninjs with the fields {named(fields)}")
    return _with_section(draft_of_item(item, page, site), fields, item.rule)


def _with_identifiers(node: Node) -> Fields:
    return {**fields_of(node), "identifier": next(iter(identifiers_of(node)), None)}


def _what(value: object) -> str:
    if isinstance(value, list):
        return f"a JSON list of {len(value)}"
    return f"JSON with the fields {named(value)}" if isinstance(value, dict) and value else "JSON without fields"


def _draft(fields: Fields, page: Page, site: SiteProfile) -> Draft:
    shape = shape_of(fields)
    item = _item(fields, shape, page)
    draft = _with_section(draft_of_item(replace(item, provider=None), page, site), fields, shape.name)
    links = (line_of(value) for _, value in given(fields, names.LINKS))
    link = next((address for address in links if address and _ADDRESS.fullmatch(address)), None)
    news_id, refused = _news_id(fields, shape, link)
    draft = replace(
        draft,
        canonical_link=link,
        # Whom an API names as its source is a publisher: no sender that would stand in a dateline.
        agency_source=draft.agency_source or (source_of_agency(item.provider) if item.provider else None),
        warnings=(*draft.warnings, *refused),
    )
    return draft.with_found({"metadata_id": shape.name}, metadata_id=news_id) if news_id else draft


def _item(fields: Fields, shape: Shape, page: Page) -> NewsItem:
    told = item_of_fields(fields, shape.name)
    headline = line(fields, names.HEADLINES) or line(fields, names.PLAIN_NAMES)
    abstract = line(fields, shape.abstracts) or told.abstract
    body = _body(fields, shape)
    lines, is_cut = _whole(_without_shortcodes(body) if shape.name == "wordpress" else body)
    return replace(
        told,
        headline=headline,
        abstract=abstract if abstract != headline else None,
        provider=told.provider if told.provider and not _ADDRESS.fullmatch(told.provider) else None,
        created=_counted(times(fields, (*shape.published, *names.PUBLISHED)), page),
        modified=_counted(times(fields, (*shape.modified, *names.MODIFIED)), page),
        paragraphs=tuple(lines),
        warnings=("body_cut",) if is_cut else (),
    )


def _body(fields: Fields, shape: Shape) -> list[str]:
    """By the surest name; where another holds the same words in more paragraphs, those."""
    tried = (paragraphs_of_value(value, name) for name, value in given(fields, (*shape.bodies, *names.BODIES)))
    bodies = list(islice((lines for lines in tried if lines), _MOST_BODIES))
    length = sum(map(len, bodies[0])) if bodies else 0
    alike = (lines for lines in bodies if abs(sum(map(len, lines)) - length) * _ALIKE <= length)
    return max(alike, key=len, default=[])


def _without_shortcodes(lines: list[str]) -> list[str]:
    """What a plug-in that is gone leaves in a text: `[caption id="5"]The quay[/caption]`."""
    left = (_SHORTCODE.sub("", line).strip() for line in lines)
    return [line for line in left if line]


def _whole(lines: list[str]) -> tuple[list[str], bool]:
    """The paragraphs without the mark of a cut, and whether there was one."""
    cut = _CUT.search(lines[-1][-60:]) if lines else None
    if cut is None:
        return lines, False
    last = lines[-1][: len(lines[-1]) - len(cut[0])].rstrip()
    return [*lines[:-1], *([last] if last else [])], True


def _counted(given_times: Times, page: Page) -> Times:
    """Times that are a count of seconds, as machines print them."""
    read = ((name, text, counted(text, page.fetched_at) if text else None) for name, text in given_times)
    return tuple((name, moment.at.isoformat() if moment else text) for name, text, moment in read)


def _news_id(fields: Fields, shape: Shape, link: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The key of a table is the story's for good, but a number of few digits may count the items of an answer."""
    ids = ((text, name) for name, value in given(fields, (*shape.ids, *names.IDS)) if (text := line_of(value)))
    ids = ((text, name) for text, name in ids if text != link)
    found, refused = first_story_id(ids, lambda text: _kind_of(text, shape))
    return (found[0] if found else None), refused


def _kind_of(text: str, shape: Shape) -> str | None:
    if text.isdigit() and len(text) <= _FEW_DIGITS and not shape.small_ids:
        return "counter"
    return other_name(text)


def _with_section(draft: Draft, fields: Fields, rule: str) -> Draft:
    section = line(fields, names.SECTIONS)
    return draft.with_found({"section": rule}, section=section) if section and not section.isdigit() else draft
