"""The entries of feeds, RSS, Atom, RDF and JSON Feed, a raw document each with what the feed knows for certain as hints.

Read by the desk's own XML reader, whose bounds hold for whatever a publisher sends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, tostring

import orjson

from copydesk.service.core.markup.xml import root_name
from copydesk.service.shell.commands.inputs.json_lines import How
from copydesk.service.shell.commands.inputs.messages import Mark, RawMessage, envelope
from copydesk.service.shell.commands.inputs.opened import Opened, tree_of
from copydesk.service.shell.errors import UnreadableFile

LARGEST_FEED = 32 * 1024 * 1024
ROOTS = ("rss", "feed", "rdf")
_JSON_FEED = re.compile(rb"\"version\"\s{0,10}:\s{0,10}\"https?:\\?/\\?/jsonfeed\.org")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9._-]{2,40})")
_TAG = re.compile(r"<[^<>]{1,2000}>")
_MARKUP = re.compile(r"<[a-zA-Z!/]|&(?:#\w{1,8}|\w{2,32});")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST_ID, _LONGEST_TITLE, _LONGEST_URL = 128, 1000, 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as a feed gives it."""

    content: str
    content_type: str | None
    url: str | None = None
    title: str | None = None
    news_id: str | None = None
    published_at: str | None = None
    language: str | None = None
    host: str | None = None
    """Of the feed: whose story an entry without an address is."""


def is_feed(head: bytes) -> bool:
    """Whether a file begins as a feed does."""
    if head.lstrip()[:1] == b"{":
        return _JSON_FEED.search(head) is not None
    return root_name(head.decode("utf-8", "replace").removeprefix("\ufeff")) in ROOTS


def read_feed(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A message for each entry, in the feed's order."""
    content = opened.stream.read(LARGEST_FEED + 1)
    if len(content) > LARGEST_FEED:
        raise UnreadableFile(f"{opened.path}: is a feed of more than {LARGEST_FEED} bytes")
    entries = _of_json(content) if opened.head.lstrip()[:1] == b"{" else _of_xml(content, opened.base)
    if entries is None:
        raise UnreadableFile(f"{opened.path}: begins as a feed, and cannot be read as one")
    for number, entry in enumerate(entries, 1):
        if number > how.start.messages:
            source = None if entry.url or how.wrapping.source_id else entry.host
            fields = _fields(entry) | ({"source_id": source} if source else {})
            value = envelope(how.wrapping, entry.content.encode("utf-8", "replace"), fields)
            mark = Mark(0, number)
            yield RawMessage(value, (), opened.place, number, None if opened.base else opened.path, mark)


def _fields(entry: Entry) -> dict[str, object]:
    hints = {
        "headline": entry.title,
        "news_id": entry.news_id,
        "published_at": entry.published_at,
        "language": entry.language,
    }
    given = {name: value for name, value in hints.items() if value}
    return {"url": entry.url, "content_type": entry.content_type, "hints": given}


def _of_json(content: bytes) -> list[Entry] | None:
    try:
        feed = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return None
    language, host = _text(feed.get("language")), _host(_text(feed.get("home_page_url")))
    return [replace(_json_entry(item, language), host=host) for item in items if isinstance(item, dict)]


def _json_entry(item: dict[str, object], language: str | None) -> Entry:
    html, text = _text(item.get("content_html")), _text(item.get("content_text"))
    content = html or text or _text(item.get("summary")) or orjson.dumps(item).decode()
    address = _text(item.get("url")) or _text(item.get("external_url"))
    return _entry(
        content=content,
        content_type="text/html" if html else "text/plain" if text else None,
        url=address,
        title=_text(item.get("title")),
        news_id=_text(item.get("id")),
        published=_text(item.get("date_published")),
        language=_text(item.get("language")) or language,
    )


def _text(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _of_xml(content: bytes, base: str | None) -> list[Entry] | None:
    named = _ENCODING.match(content.lstrip()[:400])
    charset = named[1].decode() if named else "utf-8"
    tree = tree_of(content, f"text/xml; charset={charset}")
    if tree is None:
        return None
    feed = next((child for child in tree if child.tag == "channel"), tree)
    language = _language(tree, feed)
    base = base or _link(feed, None)
    entries = [element for element in tree.iter() if element.tag in ("item", "entry")]
    return [replace(_xml_entry(element, base, language), host=_host(base)) for element in entries]


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:
        return None


def _language(tree: Element, feed: Element) -> str | None:
    return _words(feed, "language") or tree.get("xml:lang") or feed.get("xml:lang")


def _xml_entry(element: Element, base: str | None, language: str | None) -> Entry:
    content, content_type = _content(element)
    identifier = _child(element, "guid", "id")
    return _entry(
        content=content,
        content_type=content_type,
        url=_link(element, base),
        title=_words(element, "title"),
        news_id=identifier.text if identifier is not None else None,
        published=_words(element, "pubDate", "published", "issued", "date"),
        language=element.get("xml:lang") or language,
    )


def _entry(
    *,
    content: str,
    content_type: str | None,
    url: str | None,
    title: str | None,
    news_id: str | None,
    published: str | None,
    language: str | None,
) -> Entry:
    """An entry with nothing that a hint may not be. An address as its ID names the page, whose own ID is the story's."""
    name = (news_id or "").strip()
    is_name = (
        0 < len(name) <= _LONGEST_ID and not re.search(r"\s", name) and not name.startswith(("http://", "https://"))
    )
    address = url if url and len(url) <= _LONGEST_URL else None
    line = " ".join(unescape(_TAG.sub("", title or "")).split())
    return Entry(
        content=content,
        content_type=content_type,
        url=address or (name if name.startswith(("http://", "https://")) else None),
        title=line[:_LONGEST_TITLE] or None,
        news_id=name if is_name else None,
        published_at=_moment(published),
        language=language.strip() if language and _LANGUAGE.fullmatch(language.strip()) else None,
    )


def _content(element: Element) -> tuple[str, str | None]:
    """The fullest that the entry gives, content before summary; else the entry itself, as the desk reads one alone."""
    for name in ("encoded", "content", "description", "summary"):
        found = next((child for child in element if child.tag == name and (child.text or len(child))), None)
        if found is None:
            continue
        text = "".join(tostring(child, "unicode") for child in found) if len(found) else (found.text or "").strip()
        if text:
            return text, "text/html" if _MARKUP.search(text) else "text/plain"
    return f'<?xml version="1.0"?>{tostring(element, "unicode")}', "application/xml"


def _child(element: Element, *names: str) -> Element | None:
    return next((child for name in names for child in element if child.tag == name), None)


def _words(element: Element, *names: str) -> str | None:
    """The words of the first child of these names that has any."""
    texts = ("".join(child.itertext()).strip() for name in names for child in element if child.tag == name)
    return next((text for text in texts if text), None)


def _link(element: Element, base: str | None) -> str | None:
    """The address of the story: Atom's alternate link, RSS's link, a permalink."""
    links = [child for child in element if child.tag in ("link", "origLink")]
    atom = [
        child.get("href", "") for child in links if child.get("href") and child.get("rel", "alternate") == "alternate"
    ]
    plain = [child.text.strip() for child in links if child.text and child.text.strip()]
    address = next(iter([*plain, *atom]), None)
    if address is None:
        return None
    try:
        whole = urljoin(base or "", address)
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _moment(text: str | None) -> str | None:
    """A time with its zone in ISO 8601; None without one, as a hint outranks the page."""
    if not text:
        return None
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text.strip()[:60])
            return moment.astimezone(UTC).isoformat() if moment.tzinfo else None
        except (ValueError, OverflowError):
            continue
    return None
