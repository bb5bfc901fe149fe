"""The language of an article: what the document declares, unless its script or, of a web page, its words say otherwise;
else what is detected.
"""

from __future__ import annotations

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.text.language import detect
from copydesk.service.core.text.scripts import contradicts

SAMPLE_CHARACTERS = 1_200
"""Of headline and body; more changes no answer and costs time."""
LEAST_CHARACTERS, SURE = 150, 0.97
"""A text shorter than that, or with a smaller share in one language, refutes nothing that is declared."""
KIN = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"bs", "hr", "sr", "sh", "cnr"}),
    frozenset({"id", "ms"}),
    frozenset({"fil", "tl"}),
    frozenset({"gl", "pt"}),
    frozenset({"cs", "sk"}),
    frozenset({"mk", "bg"}),
    frozenset({"fa", "prs", "tg"}),
)
"""Languages that a detector may take for each other. Latin is what templates are filled with."""


def language_of(article: ParsedArticle) -> tuple[str | None, float | None]:
    """BCP 47 tag and confidence; both None when nothing is declared and the detector is not sure."""
    sample = f"{article.headline or ''}\n{article.body_text[:SAMPLE_CHARACTERS]}"[:SAMPLE_CHARACTERS]
    if article.language and not contradicts(article.language, sample):
        refuting = _refuting(article, sample) if article.extraction.method == "html" else None
        return refuting or (article.language, 1.0)
    return detect(sample)


def _refuting(article: ParsedArticle, sample: str) -> tuple[str, float] | None:
    """What is detected, where it is sure and another language than the declared: many sites leave `en` in their template."""
    tag, confidence = detect(sample) if len(sample) >= LEAST_CHARACTERS else (None, None)
    if tag is None or confidence is None or confidence < SURE:
        return None
    both = {tag.partition("-")[0], (article.language or "").partition("-")[0]}
    if len(both) == 1 or "la" in both or any(both <= kin for kin in KIN):
        return None
    return tag, confidence
