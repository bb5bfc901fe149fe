"""The fields of a page by the selectors of its site's own profile. They outrank what the general reader finds, if they hold
what such a field may hold; where they give nothing, a warning says so and the general reader's find stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from copydesk.schemas.parsed import Author, Image
from copydesk.service.core.addresses.labelled import id_behind
from copydesk.service.core.bylines.people import han_names
from copydesk.service.core.bylines.words import author, authors_in, read_byline
from copydesk.service.core.page.html.learned import names_of_site
from copydesk.service.core.page.html.paragraphs import paragraphs_of
from copydesk.service.core.page.html.pictures import whole_address, with_captions
from copydesk.service.core.page.html.selected import BODY
from copydesk.service.core.page.html.source import MOST_CHARS, Source, without_tags
from copydesk.service.core.page.html.subjects import listed_tags
from copydesk.service.core.page.view import Box, View, view_within
from copydesk.service.core.records import Draft
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import key, one_line
from copydesk.service.core.times.dates import Moment
from copydesk.service.core.times.epochs import NOTHING
from copydesk.service.core.times.printed_layouts import Layouts, moment_in
from copydesk.service.core.times.zones import Home

LONGEST_HEADLINE, LONGEST_SECTION, LONGEST_NAMES = 400, 80, 300
_OF_PICTURES = frozenset({"figure", "figcaption", "picture"})

Texts = Sequence[str]
Fields = dict[str, Any]
"""Fields of a Draft; none where the texts are not what the field may hold."""


def with_own_story(draft: Draft, source: Source) -> Draft:
    """The draft with what other fields are found by: headline, times, authors, language."""
    return _with_own(draft, source, _OF_STORY)


def with_own_rest(draft: Draft, source: Source) -> Draft:
    """The draft with all other fields, but for the body."""
    return _with_own(draft, source, _OTHERS)


def _with_own(draft: Draft, source: Source, readers: dict[str, Reader]) -> Draft:
    if source.selected is None:
        return draft
    for field, texts in source.selected.given.items():
        if field in readers:
            fields = readers[field](source, texts) if texts else {}
            draft = draft.with_found({field: _rule(field)}, **fields) if fields else draft.warned(_missed(field, texts))
    return draft


def with_own_id(draft: Draft, source: Source) -> Draft:
    """The draft with the ID that a selector or a label gives; what it may be is asked where stories are named."""
    selected = source.selected
    rule = selected.layout.news_id if selected else None
    if selected is None or rule is None or rule.url:
        return draft
    if rule.label:
        name, found = "label_id", id_behind(rule.label, (line.printed for line in source.view.lines))
    else:
        name, found = "metadata_id", next(iter(selected.ids), None)
    if not found:
        return draft.warned(_missed("news_id", ()))
    return draft.with_found({name: _rule("news_id")}, **{name: found})


def own_paragraphs(source: Source) -> tuple[str, ...]:
    """The paragraphs of the regions that the profile calls the body: all that a reader sees there but for captions."""
    parts = (view_within(region) for region in (source.selected.body if source.selected else ()))
    return tuple(paragraph for view in parts for paragraph in paragraphs_of(view, _of_text(view)))


def body_missed(source: Source) -> tuple[str, ...]:
    """The warning where a profile names the body's region and the page has none, or nothing in it."""
    declared = source.selected is not None and any(field == BODY for field, _ in source.selected.layout.fields)
    return (_missed(BODY, ()),) if declared else ()


def _of_text(view: View) -> list[int]:
    """The lines that a reader sees; all of them where most are hidden, as a script shows them."""
    own = [at for at, line in enumerate(view.lines) if not _is_caption(line.box, view.boxes)]
    shown = [at for at in own if not view.boxes[view.lines[at].box].hidden]
    return shown if len(shown) * 2 >= len(own) else own


def _is_caption(box: int, boxes: Sequence[Box]) -> bool:
    while box >= 0:
        if boxes[box].tag in _OF_PICTURES:
            return True
        box = boxes[box].parent
    return False


def _rule(field: str) -> str:
    return f"site:{field}"


def _missed(field: str, texts: Texts) -> str:
    return f"site_value_refused:{field}" if texts else f"site_selector_empty:{field}"


def _headline(source: Source, texts: Texts) -> Fields:
    line = one_line(without_tags(texts[0], MOST_CHARS) or "")
    sites = {key(name) for name in names_of_site(source)}
    told = any(map(str.isalpha, line)) and len(line) <= LONGEST_HEADLINE and key(line) not in sites
    return {"headline": line} if told else {}


def _published(source: Source, texts: Texts) -> Fields:
    moment = _moment(source, texts[0])
    return moment.as_published() if moment else {}


def _modified(source: Source, texts: Texts) -> Fields:
    moment = _moment(source, texts[0])
    return {"modified_at": moment.at} if moment else {}


def _moment(source: Source, text: str) -> Moment | None:
    """By the layouts that the profile gives and no others; as anybody prints times where it gives none."""
    layout = source.selected.layout if source.selected else None
    if layout is None or not layout.dates:
        return next(iter(source.moments(text)), None)
    home = Home(source.site.time_zone, source.spoken, source.times)
    moment = moment_in(text, Layouts(layout.dates, layout.calendar), home, source.page.fetched_at)
    return None if moment is None or moment.day in NOTHING else moment


def _authors(source: Source, texts: Texts) -> Fields:
    names: dict[str, Author] = {}
    for one in (one for text in texts for one in _people(text[:LONGEST_NAMES])):
        names.setdefault(key(one.name), one)
    return {"authors": tuple(names.values())} if names else {}


def _people(text: str) -> tuple[Author, ...]:
    """The people that a text names, behind a byline's word, behind a colon, or alone."""
    byline = read_byline(text)
    for words in (text, text.rpartition(":")[2]):
        if found := authors_in(words) or tuple(map(author, han_names(words))):
            return byline[1] if byline and byline[1] else found
    return byline[1] if byline else ()


def _language(source: Source, texts: Texts) -> Fields:
    return {"language": texts[0]} if language_tag(texts[0]) else {}


def _abstract(source: Source, texts: Texts) -> Fields:
    text = without_tags(texts[0], MOST_CHARS)
    return {"abstract": text} if text else {}


def _section(source: Source, texts: Texts) -> Fields:
    line = one_line(texts[0])
    return {"section": line} if 0 < len(line) <= LONGEST_SECTION else {}


def _tags(source: Source, texts: Texts) -> Fields:
    tags = listed_tags(texts)
    return {"tags": tags} if tags else {}


def _images(source: Source, texts: Texts) -> Fields:
    urls = (whole_address(text, source.page.document.url) for text in texts)
    images = tuple(Image(url=url) for url in dict.fromkeys(urls) if url.startswith("http"))
    return {"images": with_captions(images, source.tree)} if images else {}


Reader = Callable[[Source, Texts], Fields]

_OF_STORY: dict[str, Reader] = {
    "headline": _headline,
    "published_at": _published,
    "modified_at": _modified,
    "authors": _authors,
    "language": _language,
}
_OTHERS: dict[str, Reader] = {"abstract": _abstract, "section": _section, "tags": _tags, "images": _images}

SELECTABLE = (*_OF_STORY, *_OTHERS, BODY)
"""Fields that a profile may select, as the article calls them."""
