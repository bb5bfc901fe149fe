"""A story's named fields as a NewsItem: what ninjs and all other JSON have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from copydesk.schemas.parsed import Image, Link, PubStatus, Signal, Subject
from copydesk.service.core.bylines.search import authors_in, begins_byline, word_of
from copydesk.service.core.markup.jsonld import images_of
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.wires import named_fields as names
from copydesk.service.core.wires.named_fields import Names, given
from copydesk.service.core.wires.newsitem import MOST_CHARS, NewsItem, Times
from copydesk.service.core.wires.plain_values import line_of, lines_each, names_each
from copydesk.service.core.wires.status import (
    EMBARGOED,
    gravest,
    is_embargoed,
    pubstatus_called,
    says_no,
    says_yes,
    signals_called,
)

Fields = Mapping[str, object]

MOST_PARTS = 50
_NONE = frozenset({"0", "false", "no", "none", "null"})
"""What says that there is no embargo."""
_CODE = re.compile(r"[:/#]")
_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_UTC = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?")
_LINK_LIST = re.compile(r"https?://|www\.|[@{}<>]|\d{3}")
_OF_MAIL = re.compile(r"\S{1,100}@\S{1,100}\s{1,3}\(([^()]{2,100})\)\Z")
_MOST_NAMES = 20


def line(fields: Fields, wanted: Names) -> str | None:
    """The first of these names that says something, on one line."""
    return next((text for _, value in given(fields, wanted) if (text := line_of(value))), None)


def language(fields: Fields) -> str | None:
    """The first that is a tag; some write the language's name beside it."""
    given_lines = (line_of(value) for _, value in given(fields, names.LANGUAGES))
    return next((text for text in given_lines if text and language_tag(text)), None)


def item_of_fields(fields: Fields, rule: str) -> NewsItem:
    """All but headline, text, times and IDs."""
    byline = _byline(fields)
    authors = authors_of(fields)
    return NewsItem(
        rule=rule,
        abstract=line(fields, names.ABSTRACTS),
        byline=byline or next((name for name in authors if begins_byline(name)), None),
        authors=tuple(name for name in authors if not begins_byline(name)),
        dateline=line(fields, names.DATELINES),
        located=line(fields, names.LOCATED),
        credit=line(fields, names.CREDITS),
        provider=line(fields, names.PROVIDERS),
        language=language(fields),
        tags=tags_of(fields),
        images=images(fields),
        pubstatus=status(fields),
        embargo=embargo(fields),
        released=times(fields, names.RELEASES),
        signals=signals(fields),
        editorial_note=" ".join(text for _, value in given(fields, names.NOTES)[:1] for text in names_each(value))
        or None,
        version=version(fields),
        urgency=line(fields, names.URGENCIES),
        slugline=line(fields, names.SLUGLINES),
        genre=genre(fields),
        subjects=subjects(fields),
        copyright_holder=line(fields, names.HOLDERS),
        usage_terms=" ".join(text for _, value in given(fields, names.TERMS)[:1] for text in names_each(value)) or None,
    )


def _byline(fields: Fields) -> str | None:
    """As printed; AP lists its bylines, each with the title of its writer: `[{"by": "By Ada Lovelace", "title": ...}]`."""
    for _, value in given(fields, names.BYLINES):
        listed = value[:MOST_PARTS] if isinstance(value, list) else []
        printed = [text for one in listed if isinstance(one, dict) and (text := line_of(one.get("by")))]
        if text := ", ".join(dict.fromkeys(printed)) or line_of(value):
            return text
    return None


def times(fields: Fields, wanted: Names) -> Times:
    """The times that these names give, each as the rules for dates read it: what is called GMT or UTC is so."""
    return tuple((name, text) for name, value in given(fields, wanted) if (text := _time(name, value, fields)))


def _time(name: str, value: object, fields: Fields) -> str | None:
    text = line_of(value.get("date", value) if isinstance(value, dict) else value)
    if text is None:
        return None
    if _UTC.fullmatch(text) and (
        name.endswith(("gmt", "utc"))
        or fields.get(f"{name}tz") == "UTC"
        or (isinstance(value, dict) and value.get("timezone") == "UTC")
    ):
        return f"{text}Z"
    if _DAY.fullmatch(text) and name == "date" and (clock := line_of(fields.get("time"))) and _CLOCK.fullmatch(clock):
        return f"{text}T{clock}"
    return text


def authors_of(fields: Fields) -> list[str]:
    """The people that a field for authors names; a line of several is parted."""
    values = (value for _, value in given(fields, names.AUTHORS))
    listed = ([name for one in names_each(_people(value)) for name in people_in(one)] for value in values)
    return list(dict.fromkeys(islice(next((found for found in listed if found), []), _MOST_NAMES)))


def _people(value: object) -> object:
    """Arc keeps its authors in `credits.by`, others in `byline.person`."""
    return value.get("by", value) if isinstance(value, dict) else value


def people_in(text: str) -> list[str]:
    """The names in a line; none of an address, an account or an office."""
    mail = _OF_MAIL.match(text[:MOST_CHARS])
    text = mail[1] if mail else text[:MOST_CHARS]
    if word := word_of(text):
        text = text[word.end() :]
    if _LINK_LIST.search(text):
        return []
    people = [author.name for author in authors_in(text)]
    return people or ([text] if " " in text.strip() or not text.isascii() else [])


def tags_of(fields: Fields) -> tuple[str, ...]:
    """Keywords, then the names of subjects."""
    listed = [tag for _, value in given(fields, names.TAGS) for tag in lines_each(value)]
    listed += [one.name for one in subjects(fields) if one.name]
    return tuple(dict.fromkeys(tag for tag in listed if (len(tag) > 1 or not tag.isascii()) and not tag.isdigit()))


def images(fields: Fields) -> tuple[Image, ...]:
    """The pictures of the first name that has an address of one."""
    listed = (images_of(value) for _, value in given(fields, names.IMAGES))
    addressed = ([one for one in found if one.url.startswith(("http://", "https://"))] for found in listed)
    return tuple(next((found for found in addressed if found), []))


def status(fields: Fields) -> PubStatus | None:
    """The gravest that a word says, `usable`, `stat:usable` or the address of that code, or that stands as true or
    false. A status that is false is Drupal's, of what is not published.
    """
    told = [value for _, value in given(fields, names.STATUSES)]
    words = (pubstatus_called(line_of(value)) for value in told)
    canceled = any(says_yes(value) for _, value in given(fields, names.OF_CANCELED))
    withheld = (
        any(says_yes(value) for _, value in given(fields, names.OF_WITHHELD))
        or any(says_no(value) for _, value in given(fields, names.OF_PUBLISHED))
        or any(says_no(_bare(value)) for value in told)
    )
    return gravest((*words, "canceled" if canceled else None, "withheld" if withheld else None))


def embargo(fields: Fields) -> Times:
    """Until when; last what says no more than that there is one."""
    told = ((name, text) for name, text in times(fields, names.EMBARGOES) if text and text.lower() not in _NONE)
    flags = ((name, EMBARGOED) for name, value in given(fields, names.OF_EMBARGOED) if says_yes(value))
    statuses = ((name, EMBARGOED) for name, value in given(fields, names.STATUSES) if is_embargoed(line_of(value)))
    return (*told, *flags, *statuses)


def _bare(value: object) -> object:
    """Drupal lists its values: `[{"value": false}]`."""
    first = value[0] if isinstance(value, list) else value
    return first.get("value") if isinstance(first, dict) else first


def signals(fields: Fields) -> tuple[Signal, ...]:
    """Those that say what this version is to others."""
    return signals_called(text for _, value in given(fields, names.SIGNALS) for text in names_each(value))


def version(fields: Fields) -> str | None:
    """The provider's number of this version; no format's or schema's."""
    text = line(fields, names.VERSIONS)
    return text if text and _VERSION.fullmatch(text) else None


def genre(fields: Fields) -> str | None:
    """Its name; of a concept that has none the end of its address."""
    for _, value in given(fields, names.GENRES):
        first = next(iter(value), None) if isinstance(value, list) else value
        if text := line_of(first):
            return text
        if isinstance(first, dict) and (code := line_of(first.get("uri") or first.get("code") or first.get("literal"))):
            return _CODE.split(code)[-1]
    return None


def subjects(fields: Fields) -> tuple[Subject, ...]:
    """With their codes: generation 1 of ninjs has `scheme` and `code`, those after it an address."""
    listed = (one for _, value in given(fields, names.SUBJECTS) for one in _list(value))
    return tuple(subject for one in islice(listed, MOST_PARTS) if (subject := _subject(one)))


def _subject(one: object) -> Subject | None:
    if not isinstance(one, dict):
        return None
    name, scheme = line_of(one.get("name")), line_of(one.get("scheme"))
    code = line_of(one.get("code") or one.get("qcode") or one.get("literal"))
    uri = line_of(one.get("uri")) or ""
    if "/" in uri and (code is None or uri.endswith(f"/{code}")):
        scheme, code = scheme or uri[: uri.rindex("/") + 1], uri[uri.rindex("/") + 1 :] or None
    elif code is None:
        code = uri or None
    return Subject(code=code, scheme=scheme, name=name) if code or name else None


def _list(value: object) -> Iterator[object]:
    yield from value[:MOST_PARTS] if isinstance(value, list) else [value]


def links(associations: Mapping[str, object] | list[object]) -> Iterator[Link]:
    """Other texts that a story names as its own, each by how it is tied: what it says so itself, else its name."""
    named = associations.items() if isinstance(associations, dict) else (("", one) for one in associations)
    for key, one in islice(named, MOST_PARTS):
        fields = names.by_name(one.items()) if isinstance(one, dict) else {}
        news_id, kind = line(fields, ("uri", "guid")), line(fields, ("type",))
        if news_id and kind in (None, "text", "composite"):
            yield Link(rel=line(fields, ("rel", "name", "role")) or key or "association", id=news_id)
