"""language and its confidence: what the document declares, unless its script says otherwise; else what is detected."""

from __future__ import annotations

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.text.language import detect
from copydesk.service.core.text.scripts import contradicts

SAMPLE_CHARACTERS = 1_200
"""Of headline and body; more changes no answer and costs time."""


def find_language(article: ParsedArticle) -> dict[str, object]:
    """`language` and `language_confidence`; both None when nothing is declared and the detector is not sure."""
    sample = f"{article.headline or ''}\n{article.body_text[:SAMPLE_CHARACTERS]}"[:SAMPLE_CHARACTERS]
    if article.language and not contradicts(article.language, sample):
        return {"language": article.language, "language_confidence": 1.0}
    tag, confidence = detect(sample)
    return {"language": tag, "language_confidence": confidence}
