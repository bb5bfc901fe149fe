"""The content hash: equal for two crawls of one version of a story, different once a reader would see a difference."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from hashlib import blake2b

from service.core.records import Draft

# Below U+0020 and white space to str.split(), so that no folded text holds them: fields cannot run into each other.
_FIELD = "\x1e"
_PARAGRAPH = "\x1f"

# What one CMS prints straight and another curled, and what prints nothing. ZWNJ is a space: Persian sites drop, keep and double it at random.
_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u200c", " ")
    | dict.fromkeys("\xad\u200b\u200d\u200e\u200f\u2060\ufeff", None)
)


def content_hash(draft: Draft) -> str:
    """BLAKE2b-128, 32 hex digits, of the normalised headline, paragraphs and publication time."""
    published = draft.published_at.astimezone(UTC).isoformat() if draft.published_at else ""
    body = _PARAGRAPH.join(map(normalised, draft.paragraphs))
    text = _FIELD.join((normalised(draft.headline or ""), body, published))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def normalised(text: str) -> str:
    r"""NFKC, case folded, quotes and dashes unified, white space single.

    >>> normalised("The  “New”\u00a0Deal — again")
    'the "new" deal - again'
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    text = text.translate(_ALIKE)
    text = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())
