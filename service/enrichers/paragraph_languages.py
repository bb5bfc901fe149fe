"""paragraph_languages: where the paragraphs of a body are in more than one language, which is in which.

A paragraph is in another language than the story where CLD2 is sure, it is long enough, and its everyday words are those
of that language and not of the story's. Everything shorter takes the language of its script or its neighbours, or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from copydesk.service.core.text.language import detect
from copydesk.service.core.text.scripts import contradicts
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.tables import frequencies_of
from copydesk.service.enrichers.told_language import KIN

MOST_PARAGRAPHS = 400
"""So many are read; of those behind it is not known."""
READ_CHARACTERS = 400
"""So much of a paragraph is read."""
LOOKED_AT, LEAST_READ = 240, 100
"""So much where its words are plain at once, and where its letters are."""
EVERYDAY = 6.0
"""Zipf frequency of words that are in any text: a hundred of each language, a third to a half of what is said."""
PLAIN_SHARE, OWN_SHARE, LEAST_SHARE = 0.5, 0.6, 0.4
"""Of the share of everyday words that texts of a language have: with so much a paragraph is plainly in the story's language;
with less it is in no other; and with less it is not in the story's, though it is detected.
"""
LONG, OWN_SHARE_OF_LONG = 20, 0.4
"""A paragraph of so many words needs no more than this."""
TWICE = 2.0
"""So many more everyday words of its own language than of the story's a paragraph in another one has."""
LEAST_WORDS, LEAST_CLOSE, LEAST_UNLISTED = 10, 30, 25
"""Words of a paragraph in another language: of the story's script, in a language that is close to the story's, and in one
whose everyday words are not known.
"""
SURE = 0.9
"""Share of the paragraph that the detector must give to one language."""
ONE_SCRIPT = 0.8
"""Share of its letters that must be of one script, for a paragraph to be in it."""

CLOSE = (
    frozenset({"da", "nb", "nn", "no", "sv", "is", "fo"}),
    frozenset({"es", "gl", "ca", "pt", "ast", "oc", "it", "co", "eu"}),
    frozenset({"cs", "sk", "pl", "sl"}),
    frozenset({"bs", "hr", "sr", "sl", "mk", "bg"}),
    frozenset({"id", "ms", "jv", "su"}),
    frozenset({"fa", "ar", "ur", "ps", "ckb", "ku", "sd", "ug"}),
    frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "tt"}),
    frozenset({"nl", "af", "fy", "lb", "de"}),
    frozenset({"fi", "et"}),
    frozenset({"tr", "az", "tk", "uz", "crh"}),
    frozenset({"hi", "ne", "mr", "bh", "sa"}),
    frozenset({"zh", "ja"}),
)
"""Languages that are taken for each other more easily than others."""
NONE_OF_THEM = frozenset({"la", "sco", "vo", "ia", "ie"})
"""Filler text, and what a detector says of lists of names."""

_NO_WORDS = re.compile(r"\S*(?:://|www\.|[@#\d])\S*")
_WORD = re.compile(r"[^\W\d_]+")


def find_paragraph_languages(story: Story) -> dict[str, object]:
    """`paragraph_languages`; empty where all that is known is in one language."""
    paragraphs = story.paragraphs[:MOST_PARAGRAPHS]
    if len(paragraphs) < 2:
        return {"paragraph_languages": []}
    languages = _sure_languages(paragraphs, story.primary_language)
    if not _are_several(paragraphs, languages, story.primary_language):
        return {"paragraph_languages": []}
    tags = {story.primary_language: story.language[0]}
    filled = [
        tags.get(language, language) or None for language in _filled(paragraphs, languages, story.primary_language)
    ]
    return {"paragraph_languages": filled + [None] * (len(story.paragraphs) - len(filled))}


def _are_several(paragraphs: Sequence[str], languages: Sequence[str], primary: str) -> bool:
    """Whether two languages are sure; the story's own is where most of the text is not in the other."""
    found = {language for language in languages if language}
    if not primary or primary in found or not found:
        return len(found) > 1
    sure = sum(len(paragraph) for paragraph, language in zip(paragraphs, languages, strict=True) if language)
    return len(found) > 1 or sure * 2 < sum(map(len, paragraphs))


def _sure_languages(paragraphs: Sequence[str], primary: str) -> list[str]:
    """Of each paragraph, or empty: where the story's language is unknown, beside the one that most of the text is in."""
    if primary:
        return [_sure_language(paragraph, primary) for paragraph in paragraphs]
    found = [_sure_language(paragraph, "") for paragraph in paragraphs]
    letters = Counter[str]()
    for language, paragraph in zip(found, paragraphs, strict=True):
        letters[language] += len(paragraph) if language else 0
    most = max(letters, key=lambda language: (letters[language], language), default="")
    return [_sure_language(paragraph, most) for paragraph in paragraphs] if most else found


def _sure_language(paragraph: str, primary: str) -> str:
    """The primary language where the paragraph is plainly in it, or another that it is surely in; else empty."""
    if share_of_everyday(words := paragraph[:LOOKED_AT].lower().split(), primary) >= PLAIN_SHARE:
        return primary if len(words) >= LEAST_WORDS else ""
    if len(words) < LEAST_WORDS and _is_listed(primary) and not contradicts(primary, paragraph[:LEAST_READ]):
        return ""
    text = _NO_WORDS.sub(" ", paragraph[:READ_CHARACTERS])
    tag, confidence = detect(text)
    language = _of_kin((tag or "").partition("-")[0], primary)
    if not language or language in NONE_OF_THEM or (confidence or 0) < SURE:
        return ""
    return language if _is_in(text, language, primary) else ""


def _of_kin(language: str, primary: str) -> str:
    """The story's language for one that is hardly told from it."""
    return primary if any({language, primary} <= kin for kin in KIN) else language


def _is_in(text: str, language: str, primary: str) -> bool:
    """Whether the words of a text speak for the language that was detected."""
    words = _WORD.findall(text.lower())
    own = share_of_everyday(words, language)
    if language == primary:
        return own >= LEAST_SHARE or not _is_listed(language)
    if primary and contradicts(primary, text) and contradicts("en", text):
        return True  # names are printed in Latin letters everywhere, and in no other
    least = OWN_SHARE if len(words) < LONG else OWN_SHARE_OF_LONG
    if _is_listed(language) and own < max(least, TWICE * share_of_everyday(words, primary)):
        return False
    if not primary or contradicts(primary, text):
        return True
    if any({language, primary} <= close for close in CLOSE):
        return len(words) >= LEAST_CLOSE
    return len(words) >= (LEAST_WORDS if _is_listed(language) else LEAST_UNLISTED)


def _is_listed(language: str) -> bool:
    return bool(everyday_words(language)[0])


def share_of_everyday(words: Sequence[str], language: str) -> float:
    """How many of these are everyday words, 1 where as many as in other texts of the language; 0 where none are known."""
    everyday, usual = everyday_words(language)
    return sum(map(everyday.__contains__, words)) / len(words) / usual if everyday and words else 0.0


@cache
def everyday_words(language: str) -> tuple[frozenset[str], float]:
    """Those of a language, and the share of its texts that they are; none where there is no list."""
    often = {word: zipf for word, zipf in frequencies_of(language).items() if zipf >= EVERYDAY}
    return frozenset(often), sum(10 ** (zipf - 9) for zipf in often.values())


def _filled(paragraphs: Sequence[str], languages: Sequence[str], primary: str) -> Iterator[str]:
    """The languages, and for those not sure the one that alone has their script here, or alone their everyday words."""
    scripts = [_script(paragraph) for paragraph in paragraphs]
    written: dict[str, set[str]] = {}
    for script, language in zip(scripts, languages, strict=True):
        written.setdefault(script, set()).update({language} if language else ())
    if primary and primary not in languages:
        written[_most_without(paragraphs, scripts, written)].add(primary)
    for paragraph, script, language in zip(paragraphs, scripts, languages, strict=True):
        of_script = written[script] if script else set()
        if language:
            yield language
        elif len(of_script) == 1 and (script != "LATIN" or primary in of_script):
            yield min(of_script)
        else:
            yield _likeliest(paragraph, of_script)


def _most_without(paragraphs: Sequence[str], scripts: Sequence[str], written: Mapping[str, set[str]]) -> str:
    """The script of most of the text that is in no sure language."""
    letters = Counter(dict.fromkeys(scripts, 0))
    for paragraph, script in zip(paragraphs, scripts, strict=True):
        letters[script] += len(paragraph) if script and not written[script] else 0
    return letters.most_common(1)[0][0]


def _likeliest(paragraph: str, languages: Iterable[str]) -> str:
    """The one whose everyday words it has, two or more, and no other's nearly as often; else empty."""
    words = _WORD.findall(paragraph[:READ_CHARACTERS].lower())
    shares = sorted(((share_of_everyday(words, language), language) for language in languages), reverse=True)
    (best, language), (second, _) = (*shares, (0.0, ""), (0.0, ""))[:2]
    is_sure = best >= max(OWN_SHARE, TWICE * second) and sum(word in everyday_words(language)[0] for word in words) > 1
    return language if is_sure else ""


def _script(paragraph: str) -> str:
    """What nearly all of its letters are, as Unicode names them; empty where it has none, or of several."""
    letters = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in paragraph[:READ_CHARACTERS] if letter.isalpha()
    )
    letters["CJK"] += letters.pop("HIRAGANA", 0) + letters.pop("KATAKANA", 0)
    name, count = letters.most_common(1)[0]
    return name if count and count >= ONE_SCRIPT * letters.total() else ""
