"""ninjs, the IPTC's news in JSON, generations 1 to 3, and the dialects that name the story `guid`.
https://www.iptc.org/std/ninjs/userguide/

`versioncreated` is this version's time, `firstcreated` the first version's, `contentcreated` the content's own.
`located` is where the
content originates, whether or not the story prints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from copydesk.schemas.parsed import Image
from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.markup.jsonld import json_of, text_of, texts_of
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.wires.newsitem import NewsItem, draft_of_item

_HEADLINES = ("headlines", "headline", "title")
_ABSTRACTS = ("descriptions", "description_text", "description_html", "description")
_BODIES = ("body_xhtml", "body_html", "body_text", "bodies", "body_nitf")
_SIGNS = frozenset(("headlines", "headline", *_BODIES))
_MOST_PARTS = 50
_MOST_FORMS = 8
"""Of a body: each that is empty may be as much HTML as a page."""
_MOST_BREAKS = 20_000


def read_ninjs(page: Page, site: SiteProfile) -> Draft | None:
    """The story of a ninjs document; None for any other text."""
    text = page.text.strip()
    if not (text.startswith("{") and text.endswith("}")):
        return None
    story = json_of(text)
    return draft_of_item(_item(story), page, site) if isinstance(story, dict) and _names_story(story) else None


def _names_story(story: dict[str, object]) -> bool:
    return isinstance(story.get("uri") or story.get("guid"), str) and not _SIGNS.isdisjoint(story)


def _item(story: dict[str, object]) -> NewsItem:
    people = [name for field in ("authors", "creator") for name in texts_of(story.get(field))]
    bodies = (_lines(value, kind) for value, kind in islice(_bodies(story), _MOST_FORMS))
    return NewsItem(
        rule="ninjs",
        headline=_line(_first(story, _HEADLINES)),
        abstract=_line(_first(story, _ABSTRACTS)),
        byline=_first(story, ("byline", "by")),
        authors=tuple(people),
        dateline=_dateline(story),
        located=text_of(story.get("located")),
        credit=_first(story, ("creditline", "credit")),
        provider=_first(story, ("provider", "infosources", "source", "copyrightholder")),
        created=tuple(
            (name, text_of(story.get(name)))
            for name in ("firstcreated", "contentcreated", "firstpublished", "versioncreated")
        ),
        modified=(("versioncreated", text_of(story.get("versioncreated"))),),
        news_ids=(_first(story, ("uri",)), _first(story, ("guid",))),
        language=_first(story, ("language",)),
        tags=tuple(
            dict.fromkeys(tag for name in ("keywords", "subject", "subjects") for tag in texts_of(story.get(name)))
        ),
        images=tuple(islice(_images(story), _MOST_PARTS)),
        paragraphs=tuple(next((lines for lines in bodies if lines), [])),
    )


def _first(story: dict[str, object], names: tuple[str, ...]) -> str | None:
    """The first of these that is given; of a list, as generation 2 has it, its part with the role `main`, else its
    first.
    """
    return next((text for name in names if (text := text_of(_main(story.get(name))))), None)


def _main(value: object) -> object:
    parts = _parts(value)
    chosen = next((part for part in parts if part.get("role", part.get("name")) == "main"), parts[0] if parts else None)
    return value if chosen is None else chosen.get("value", chosen)


def _parts(value: object) -> list[dict[str, object]]:
    return [part for part in islice(value, _MOST_PARTS) if isinstance(part, dict)] if isinstance(value, list) else []


def _line(text: str | None) -> str | None:
    """Some write HTML into a headline."""
    return " ".join(lines_of_html(text)) if text and "<" in text else text


def _dateline(story: dict[str, object]) -> str | None:
    """No field of the standard, but of many dialects: a string, or an object with the words under `text`."""
    dateline = story.get("dateline")
    return text_of(dateline.get("text")) if isinstance(dateline, dict) else text_of(dateline)


def _bodies(story: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Each form of the body with its kind, the one with marked paragraphs first."""
    parts = [
        (text_of(part.get("value")), text_of(part.get("contenttype")) or "") for part in _parts(story.get("bodies"))
    ]
    for value, kind in sorted(parts, key=lambda part: "html" not in part[1]):
        if value:
            yield value, kind
    for name in _BODIES:
        if name != "bodies" and (value := text_of(story.get(name))):
            yield value, name


def _lines(value: str, kind: str) -> list[str]:
    if "html" in kind or "nitf" in kind or "</p>" in value:
        return lines_of_html(value)
    lines = value.split("\n", _MOST_BREAKS)
    return paragraphs_of_lines(lines) if "" in lines else [line for part in lines if (line := part.strip())]


def _images(story: dict[str, object]) -> Iterator[Image]:
    """Pictures that go with the story, each in the form of it that comes first."""
    for picture in _values(story.get("associations")):
        if picture.get("type") in ("picture", "graphic"):
            addresses = (url for form in _values(picture.get("renditions")) if (url := text_of(form.get("href"))))
            if url := next(addresses, None):
                yield Image(url=url, caption=_first(picture, ("description_text", "descriptions", "headline")))


def _values(value: object) -> list[dict[str, object]]:
    """Generation 1 names its parts in an object, generation 2 lists them."""
    return _parts(list(islice(value.values(), _MOST_PARTS))) if isinstance(value, dict) else _parts(value)
