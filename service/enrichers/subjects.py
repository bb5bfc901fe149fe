"""subjects: what the provider's codes say, and the IPTC Media Topics that its section and tags name.

A name is a topic where it is the topic's label in any of its languages, or what newsrooms call the section
(`section_names.py`), letter for letter but for case, hyphens and spaces. Nothing is guessed from the text: what the labels of
the taxonomy say of a text is right in half of all cases.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from copydesk.schemas.parsed import Subject
from copydesk.service.core.text.spelling import key
from copydesk.service.enrichers.section_names import SECTION_NAMES
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.tables import unpacked

NEWSCODES = "http://cv.iptc.org/newscodes/"
OF_SECTION, OF_TAG = 0.95, 0.85
"""How sure a section, and a tag, is."""
MOST_TAGS, LONGEST = 60, 80
SHORTEST_TAG = 4
READ_CHARACTERS = 20_000
"""A tag that the text does not say is most often one of the whole site: a menu, a channel."""
_SAID_OF_ANYTHING = frozenset({"20000572"})
"""`trends` are tags of any text; the topic means those of fashion."""

_CODE = re.compile(
    r"(?:(?P<of>medtop|subj):|https?://cv\.iptc\.org/newscodes/(?P<list>mediatopic|subjectcode)/)?(?P<number>\d{8})",
    re.I,
)
_PARTS = re.compile(r"\s*[,/|>;]\s*")


@dataclass(frozen=True, slots=True)
class _Topics:
    """The Media Topics that are not retired."""

    names: dict[str, str]
    """Number -> English label."""
    of_codes: dict[str, str]
    """Number of an older Subject Code -> number."""
    of_labels: dict[tuple[str, str], str]
    """Language and folded label -> number, where only one topic has it: `have` are oceans in Danish only."""

    def named(self, folded: str, language: str) -> str | None:
        """The topic of a label, in English or the text's language."""
        return self.of_labels.get(("en", folded)) or self.of_labels.get((language, folded))


def find_subjects(story: Story) -> dict[str, object]:
    """`subjects`: the provider's first, as they came, with their URI; then those that its section and tags name."""
    given = [_with_uri(subject) for subject in story.article.subjects]
    known = {subject.uri for subject in given if subject.uri}
    drawn: dict[str, float] = {}
    for number, confidence in _named(story):
        if _uri(number) not in known:
            drawn[number] = max(confidence, drawn.get(number, 0))
    names = _topics().names
    return {
        "subjects": [
            *given,
            *(
                Subject(
                    code=f"medtop:{number}",
                    scheme="medtop",
                    name=names[number],
                    uri=_uri(number),
                    creator="copydesk",
                    confidence=confidence,
                )
                for number, confidence in drawn.items()
            ),
        ]
    }


def _named(story: Story) -> Iterator[tuple[str, float]]:
    section = (story.article.section or "")[:LONGEST]
    language = story.primary_language
    for name in [section] if _named_so(section, language) else _PARTS.split(section):
        if (number := _named_so(name, language)) and number not in _SAID_OF_ANYTHING:
            yield number, OF_SECTION
    text = ""
    for tag in story.article.tags[:MOST_TAGS]:
        if (
            SHORTEST_TAG <= len(tag) <= LONGEST
            and (number := _named_so(tag, language))
            and number not in _SAID_OF_ANYTHING
        ):
            text = text or _folded(story.text[:READ_CHARACTERS])
            if _folded(tag) in text:
                yield number, OF_TAG


def _named_so(name: str, language: str) -> str | None:
    folded = _folded(name)
    return _sections().get(folded) or _topics().named(folded, language)


def _with_uri(subject: Subject) -> Subject:
    """A provider's subject with the URI of its NewsCode, if it has one."""
    if subject.uri is not None or subject.code is None:
        return subject
    found = _CODE.fullmatch(subject.code)
    if found is None:
        return subject
    scheme = (found["of"] or found["list"] or (subject.scheme or "").rstrip("/").rpartition("/")[2]).lower()
    number: str | None = None
    if scheme in ("medtop", "mediatopic"):
        number = found["number"]
    elif scheme in ("tobject", "subj", "subjectcode"):
        number = _topics().of_codes.get(found["number"])
    return subject.model_copy(update={"uri": _uri(number)}) if number in _topics().names else subject


def _uri(number: str | None) -> str:
    return f"{NEWSCODES}mediatopic/{number}"


def _folded(name: str) -> str:
    return key(name.replace("-", " ").replace("&amp;", "&"))


@cache
def _sections() -> dict[str, str]:
    return {_folded(name): number for number, names in SECTION_NAMES.items() for name in names}


@cache
def _topics() -> _Topics:
    rows = [line.split("\t") for line in unpacked("media_topics").split("\n")]
    labels = {(("en", _folded(row[2])), row[0]) for row in rows}
    labels |= {((other[:2], _folded(other[3:])), row[0]) for row in rows for other in row[3:]}
    count = Counter(label for label, _ in labels)
    return _Topics(
        names={row[0]: row[2] for row in rows},
        of_codes={code: row[0] for row in rows for code in row[1].split(",") if code},
        of_labels={label: number for label, number in labels if count[label] == 1},
    )
