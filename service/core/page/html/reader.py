"""A web page to a Draft: what JSON-LD says, else the head, else the page itself. Total: any string gives a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from itertools import dropwhile

from copydesk.schemas.parsed import Image
from copydesk.service.core.addresses.other_names import first_story_id, other_name
from copydesk.service.core.datelines.reader import read_dateline
from copydesk.service.core.lines.paragraphs import trimmed
from copydesk.service.core.markup import jsonld, metadata
from copydesk.service.core.markup.metadata import Metadata
from copydesk.service.core.page.html.declared import is_sold, section_by_address, section_in_trail
from copydesk.service.core.page.html.kinds import WORDS_OF_BLOCKS, Declared, Read, kind_of_page
from copydesk.service.core.page.html.labelled_tags import labelled_tags
from copydesk.service.core.page.html.labelling import likely_lines
from copydesk.service.core.page.html.learned import Learned
from copydesk.service.core.page.html.measures import measured, told_key
from copydesk.service.core.page.html.own_fields import (
    body_missed,
    own_paragraphs,
    with_own_id,
    with_own_rest,
    with_own_story,
)
from copydesk.service.core.page.html.paragraphs import OF_OTHERS, paragraphs_of, story_of
from copydesk.service.core.page.html.pictures import own_pictures, with_captions
from copydesk.service.core.page.html.source import (
    MOST_CHARS,
    Source,
    offered_changes,
    offered_headlines,
    parted,
    without_tags,
)
from copydesk.service.core.page.html.subjects import listed_tags, printed_tags
from copydesk.service.core.page.html.teaser import is_teaser, without_offer
from copydesk.service.core.page.html.weights.body import WEIGHTS as OF_BODY
from copydesk.service.core.page.html.weights.kinds import WEIGHTS as OF_KINDS
from copydesk.service.core.page.scraps import scrap_of
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import key, one_line

# No story is longer; what is behind is left out.
_MOST_BODY, _MOST_LINES = 300_000, 20_000
# JSON-LD runs paragraphs together, so it is taken only where the page shows less than half of the story.
_MUCH_MORE = 2
# Its paragraphs may be marked as HTML marks them, or stand without a space between them: `said.The next`.
_GLUED = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[“„«\"]?[A-Z][\w’']*[\s,])")
# `&lt;p&gt;`: a template escaped the story's elements.
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div)\b[^<>&]{0,200}&gt;", re.I)
_WANTED = frozenset(OF_BODY.words) | WORDS_OF_BLOCKS | OF_OTHERS
_ID = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9_.:-]{4,64}")
_MOST_ID = 200


def read_html(page: Page, site: SiteProfile) -> Draft:
    """What the page says of its story; an empty draft where it says nothing."""
    return draft_of_source(Source(page, site))


def draft_of_source(source: Source) -> Draft:
    """The same of a page that is parsed already."""
    draft = Draft(
        warnings=(*source.warnings, "paywalled") if is_sold(source) else source.warnings,
        canonical_link=source.meta.canonical_link,
        language=_language(source.story, source.meta),
    )
    for step in STEPS:
        draft = step(draft, source)
    return draft


def _by(rule: str, draft: Draft, **fields: object) -> Draft:
    """The draft with these fields, and the rule that found the first of them."""
    return draft.with_found({next(iter(fields)): rule}, **fields)


def _language(story: jsonld.Node, meta: Metadata) -> str | None:
    declared = meta.first(metadata.LANGUAGES)
    offered = (meta.language, jsonld.text_of(story.get("inLanguage")), declared[0] if declared else None)
    return next((text for text in offered if language_tag(text)), None)


def _with_learned(draft: Draft, source: Source) -> Draft:
    learned = Learned(source)
    if headline := learned.headline():
        draft = _by(headline[1], draft, headline=headline[0])
    if time := learned.published():
        draft = _by(time[1], draft, **time[0].as_published())
    if changed := next(offered_changes(source), None):
        draft = _by(changed[1], draft, modified_at=changed[0].at)
    elif (printed := learned.changed()) and time and printed.at > time[0].at:
        draft = _by("learned:printed", draft, modified_at=printed.at)
    if written := learned.written():
        draft = _by(written[1], draft, authors=written[0])
    return draft


def _with_subjects(draft: Draft, source: Source) -> Draft:
    if tags := listed_tags(jsonld.texts_of(source.story.get("keywords"))):
        draft = _by("json-ld", draft, tags=tags)
    elif (every := source.meta.every(metadata.TAGS)) and (tags := listed_tags(every[0])):
        draft = _by(every[1], draft, tags=tags)
    elif tags := printed_tags(source.tree):
        draft = _by("tag-links", draft, tags=tags)
    elif (labelled := labelled_tags(source.tree, source.view))[0]:
        draft = _by(labelled[1] or "", draft, tags=labelled[0])
    if section := jsonld.text_of(source.story.get("articleSection")):
        draft = _by("json-ld", draft, section=section)
    elif first := source.meta.first(metadata.SECTIONS):
        draft = _by(first[1], draft, section=first[0])
    elif section := section_in_trail(source, draft.headline):
        draft = _by("trail", draft, section=section)
    elif section := section_by_address(source, [author.name for author in draft.authors]):
        draft = _by("address", draft, section=section)
    if abstract := jsonld.text_of(source.story.get("description")):
        return _by("json-ld", draft, abstract=without_tags(abstract, MOST_CHARS))
    given = source.meta.first(metadata.ABSTRACTS)
    return _by(given[1], draft, abstract=given[0]) if given else draft


def _with_images(draft: Draft, source: Source) -> Draft:
    if images := jsonld.images_of(source.told("image")):
        return _by("json-ld", draft, images=with_captions(images, source.tree))
    if every := source.meta.every(metadata.IMAGES):
        images = tuple(Image(url=url) for url in dict.fromkeys(every[0]))
        return _by(every[1], draft, images=with_captions(images, source.tree))
    own = own_pictures(source.tree, source.page.document.url)
    return _by("figures", draft, images=own) if own else draft


def _with_id(draft: Draft, source: Source) -> Draft:
    """The first that looks like a story's number: some sites give the publisher's name or an address as identifier."""
    found, warnings = first_story_id(offered_ids(source), partial(_no_id, url=source.page.document.url))
    draft = replace(draft, warnings=(*draft.warnings, *warnings))
    return _by(found[1], draft, metadata_id=found[0]) if found else draft


def _no_id(text: str, url: str | None) -> str | None:
    return other_name(text[:_MOST_ID], url) or (None if _ID.fullmatch(text) else "form")


def offered_ids(source: Source) -> Iterator[tuple[str, str]]:
    """Each ID that JSON-LD and metadata give, with its rule, the surest first."""
    for identifier in jsonld.identifiers_of(source.story):
        yield identifier, "json-ld"
    for name in metadata.IDS:
        for content in source.meta.metas.get(name, ())[:1]:
            yield content, f"meta:{name}"


def told_story(source: Source) -> str:
    """The story as JSON-LD tells it, a paragraph a line."""
    told = (jsonld.text_of(source.story.get("articleBody")) or "")[:_MOST_BODY]
    return without_tags(parted(unescape(told) if _ESCAPED.search(told) else told), _MOST_BODY) or ""


def described(source: Source) -> str:
    """What the page says for machines that the story is about, in each of its wordings."""
    told = (text for name in metadata.ABSTRACTS for text in source.meta.metas.get(name, ())[:1])
    return "\n".join(filter(None, (jsonld.text_of(source.story.get("description")), *told)))


def _lines_told(told: str) -> tuple[str, ...]:
    lines = told if "\n" in told else _GLUED.sub("\n", told)
    return tuple(line for part in lines.split("\n", _MOST_LINES) if (line := one_line(part)))


def declared_of(source: Source) -> Declared:
    """What the page says of its kind where no reader looks."""
    return Declared(source.page.document.url, source.meta.metas, source.nodes, source.title or "")


def _with_story(draft: Draft, source: Source) -> Draft:
    if own := own_paragraphs(source):
        titles = [line for line, _ in offered_headlines(source)]
        draft = replace(draft, page_kind=scrap_of(titles, own) or "article")
        return _with_paragraphs("site:body_text", draft, own)
    return _with_likely_story(draft.warned(*body_missed(source)), source)


def _with_likely_story(draft: Draft, source: Source) -> Draft:
    told = told_story(source)
    read = lines_read(source, told)
    paragraphs, rule = paragraphs_of(read.view, read.taken), "learned"
    if len(told) > _MUCH_MORE * sum(map(len, paragraphs)):
        paragraphs, rule = _lines_told(told), "json-ld"
        draft = replace(draft, warnings=(*draft.warnings, "html_cut")) if len(told) >= _MOST_BODY else draft
    elif read.view.lines:
        draft = replace(draft, page_kind=_kind(source, read, paragraphs))
        if is_teaser(read.view, read.taken):
            draft = replace(draft, warnings=(*draft.warnings, "paywalled"))
            paragraphs = without_offer(paragraphs)
    return _with_paragraphs(rule, draft, paragraphs)


def _with_paragraphs(rule: str, draft: Draft, paragraphs: Sequence[str]) -> Draft:
    names = {key(author.name) for author in draft.authors}
    own = dropwhile(lambda line: key(line) in names, (line for line in paragraphs if line != draft.headline))
    paragraphs = tuple(trimmed([*own]))
    return _with_dateline(_by(rule, draft, paragraphs=paragraphs)) if paragraphs else draft


def _kind(source: Source, read: Read, paragraphs: Sequence[str]) -> str:
    titles = [line for line, _ in offered_headlines(source)]
    return scrap_of(titles, paragraphs) or kind_of_page(read, declared_of(source), OF_KINDS)


def lines_read(source: Source, told: str) -> Read:
    """The page's lines, and which of them are its story's; `told`: the story as JSON-LD tells it."""
    page = measured(source.view, told_key(told), _WANTED, told_key(described(source)))
    likely = likely_lines(page, OF_BODY)
    return Read(source.view, page, likely, story_of(source.view, page, likely))


def _with_dateline(draft: Draft) -> Draft:
    """Taken off the first paragraph, as the reader of plain text does."""
    filed = read_dateline(draft.paragraphs[0])
    if filed is None or not draft.paragraphs[0][filed.end :].strip():
        return draft
    draft = _by(filed.rule, draft, dateline=filed.dateline, agency_source=filed.agency_source)
    return replace(draft, paragraphs=(draft.paragraphs[0][filed.end :].strip(), *draft.paragraphs[1:]))


STEPS = (_with_learned, with_own_story, _with_subjects, _with_images, with_own_rest, _with_id, with_own_id, _with_story)
"""What is added to a draft, in order: some of it is found by what is there already."""
