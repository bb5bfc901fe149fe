"""Who sends a message or holds its rights, however the name is written: `AAP`, `Australian Associated Press Pty Ltd`,
`© 2025 AAP. All rights reserved`, `aap.com.au`.
"""

from __future__ import annotations

import re

from copydesk.service.core.datelines.reader import canonical_agency
from copydesk.service.core.lexicon.agencies import SENDER_NAMES, SENDER_SOURCES, SENDERS
from copydesk.service.core.text.spelling import fold, key, one_line, slug

LONGEST_NAME = 200

_RIGHTS = re.compile(
    r"(?:©|\(c\)|℗|\bcopyrights?\b|\b(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?\b|\bby\b(?=\s[A-Z]))", re.I
)
_REST = re.compile(r"\.\s.*|\s[/|]\s.*|,\s.*|\(.*|\s-\s.*|\s(?:[Aa]ll|[Aa]lle|[Tt]ous|[Tt]odos) .{0,60}\Z", re.S)
_FORMS = re.compile(
    r"[\s,]+(?:GmbH|mbH|AG|A/S|AS|ApS|AB|Oy|Oyj|B\.?V\.?|N\.?V\.?|S\.?A\.?U?|S\.?p\.?A\.?|S\.?r\.?l\.?|Ltd|Limited|Pty|PLC|plc|"
    r"Inc|LLC|Corp|Corporation|Co|ASBL|e\.?\s?G)\.?\Z"
)
_HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]{1,40}\.){1,4})[a-z]{2,12}/?\Z")
_PUBLIC = frozenset("com co org net gov news press www feeds".split())


def holder_in(line: str | None) -> str | None:
    """The name in a line of rights: `© 2025 AAP. All rights reserved` names `AAP`. A name alone is itself."""
    given = one_line(line[:LONGEST_NAME]) if line else ""
    bare = one_line(_RIGHTS.sub(" ", given)).strip(" .,;:-–—")
    return (_REST.sub("", bare).strip(" .,;:-–—") or bare or None) if bare != given else given or None


def is_sender(name: str | None) -> bool:
    """Whether a name is an agency's that the lexicon knows, in whatever form."""
    return _known(name or "") is not None


def source_of_sender(name: str) -> str | None:
    """The one source ID of an agency, by any of its names; made of the name where the lexicon does not know it."""
    return _known(name) or slug(fold(_without_forms(holder_in(name) or name)))


def agency_of_sender(name: str) -> str | None:
    """The agency as it signs, by any of its names: `AAP`; None for a sender that is none."""
    if key(name) in SENDERS:
        return canonical_agency(name)
    return SENDER_NAMES.get(_known(name) or "")


def _known(name: str) -> str | None:
    return next((source for form in _forms(name) if (source := SENDER_SOURCES.get(key(form)))), None)


def _forms(name: str) -> tuple[str, ...]:
    """The name as it is written and with ever less around it."""
    line = one_line(name[:LONGEST_NAME])
    holder = (holder_in(line) or line).rstrip(" -–—")
    forms = (line, holder, _without_forms(holder), _without_article(_without_forms(holder)), *_labels(line))
    return tuple(dict.fromkeys(form for form in forms if form))


def _without_forms(name: str) -> str:
    """Without the company's legal form, or several: `Pty Ltd`."""
    for _ in range(3):
        name = _FORMS.sub("", name)
    return name


def _without_article(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name


def _labels(name: str) -> tuple[str, ...]:
    """The parts of a host's name that may name an agency: `www.itar-tass.com` has `itar-tass`."""
    found = _HOST.match(name.lower())
    return tuple(label for label in reversed(found[1].split(".")) if label and label not in _PUBLIC) if found else ()
