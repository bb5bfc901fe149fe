"""An article as enrichers read it: with what several of them ask, worked out once."""

from __future__ import annotations

from functools import cached_property

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.enrichers.full_names import NamedText, named_text
from copydesk.service.enrichers.speech_words import SPEECH
from copydesk.service.enrichers.told_language import language_of
from copydesk.service.enrichers.uncased_names import UncasedText, uncased_text
from copydesk.service.enrichers.uncased_words import UNCASED

READ_FOR_NAMES = 60_000
"""So many characters of a body are searched for people."""


class Story:
    """What was parsed, and what follows from it alone. No enricher changes it."""

    def __init__(self, article: ParsedArticle) -> None:
        self.article = article

    @cached_property
    def language(self) -> tuple[str | None, float | None]:
        """BCP 47 tag and confidence, None where nothing is declared and the detector is not sure."""
        return language_of(self.article)

    @cached_property
    def primary_language(self) -> str:
        """`en` of `en-GB`; empty where the language is unknown."""
        return (self.language[0] or "").partition("-")[0]

    @cached_property
    def people_named(self) -> NamedText | UncasedText | None:
        """The full names of the body and the surnames alone, in languages whose words are known; English has rules of its own."""
        text, language = self.article.body_text[:READ_FOR_NAMES], self.primary_language
        if language in SPEECH:
            return named_text(text, language)
        return uncased_text(text, language) if language in UNCASED else None

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Of the body, as the contract parts them."""
        return tuple(self.article.body_text.split("\n\n")) if self.article.body_text else ()

    @cached_property
    def text(self) -> str:
        """Headline, abstract and body, parted by empty lines."""
        article = self.article
        return "\n\n".join(part for part in (article.headline, article.abstract, article.body_text) if part)
