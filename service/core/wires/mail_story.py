"""What of a mail's paragraphs is the story: below the marks of a press release and its headline, above its end, the
contacts and what the sender says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lines.contacts import is_contacts, is_sentence, tells_way
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.times.dates import parse_moment

_REACH = 12
"""The headline stands within so many lines of the mail's beginning."""
_LONG = 120
"""A paragraph; what is shorter may be a line of the frame."""
_SHORT = 80
_NOTICE = 160
"""What is longer says such words within a story."""
_FEW = 12
"""A headline that the subject cuts or puts something before has so many letters in common with it."""

_WORDS = re.compile(r"[^\W_]+")
# `BC-US--Bridge,1st Ld-Writethru` names a wire's story among editors, and is no headline.
_SLUG = re.compile(r"(?:BC|AM|PM|AP)-\S{3,80}(?:,\s?\S.{0,60})?\Z")
_TAGS = re.compile(r"\s*\[(?=[^\]]*[^\W\d_])[^\[\]\n]{1,40}\]\s*")
_ENDS = any_of(words_of(lambda lexicon: (*lexicon.closings.ends, *lexicon.closings.farewells)))
_END = re.compile(
    rf"[-\u2013\u2014*\s(/]{{0,6}}(?:#\s?#(?:\s?#)?|-?\s?30\s?-|(?:{_ENDS}))[-\u2013\u2014*\s)/.]{{0,6}}\Z", re.I
)
_NONE = re.compile(r"\b(?:no|none|nil)\b", re.I)


def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,6}}(?:{any_of(words)})(?!\w)", re.I)


_REPLY = re.compile(
    rf"(?:{any_of(words_of(lambda lexicon: lexicon.mails.replies))})(?:\[\d{{1,2}}\])?\s?[:\uff1a]\s*", re.I
)
_RELEASES = words_of(lambda lexicon: lexicon.mails.releases)
_RELEASE = _begins(_RELEASES)
_OF_RELEASE = re.compile(rf"\b(?:{any_of(_RELEASES)})\b", re.I)
_BEFORE_RELEASE = re.compile(rf"\W{{0,3}}(?:{any_of(_RELEASES)})\W{{0,3}}(?:[:|\u2013\u2014-]\s*|\Z)", re.I)
_BEFORE = (_REPLY, _TAGS, _BEFORE_RELEASE)
_GREETING = _begins(words_of(lambda lexicon: lexicon.mails.greetings))
_REGARDS = _begins(words_of(lambda lexicon: lexicon.mails.regards))
_ABOUT = _begins(words_of(lambda lexicon: lexicon.mails.abouts))
_EMBARGO = re.compile(rf"\b(?:{any_of(words_of(lambda lexicon: lexicon.signals.embargo))})\b", re.I)


@dataclass(frozen=True, slots=True)
class MailStory:
    """A mail's story."""

    headline: str | None
    paragraphs: tuple[str, ...]
    embargo: str | None = None
    """The line that says until when it may not be published."""


def subject_of(header: str | None) -> str | None:
    """A subject without what clients and lists put before it: `Re: [News] Press release: Bridge opens` is `Bridge
    opens`.
    """
    subject = (header or "").strip()
    if _SLUG.match(subject):
        return None
    while found := next((found for before in _BEFORE if (found := before.match(subject)) and found.end()), None):
        subject = subject[found.end() :]
    return subject or None


def story_of(subject: str | None, paragraphs: Sequence[str]) -> MailStory:
    """The story of a mail with that subject."""
    lines = [line for line in paragraphs if len(line) > _NOTICE or not is_notice(fold(line))]
    embargo = next((line for line in lines[:_REACH] if _is_embargo(line)), None)
    found = _headline(subject, lines)
    if found is not None:
        index, headline = found
        return MailStory(headline, _above_end(_below_frame(lines[index + 1 :])), embargo)
    below = _below_frame(lines)
    if subject is None and below and len(below[0]) <= _LONG and not is_sentence(below[0]):
        return MailStory(below[0], _above_end(below[1:]), embargo)
    return MailStory(subject, _above_end(below), embargo)


def _headline(subject: str | None, lines: Sequence[str]) -> tuple[int, str] | None:
    """The line that the subject repeats, cuts short or puts something before."""
    if subject is None:
        return None
    told = _spelt(subject)
    for index, line in enumerate(lines[:_REACH]):
        if _says(told, subject, line):
            return index, subject if line.isupper() and not subject.isupper() else line
        if len(line) > _LONG and is_sentence(line):
            return None
    return None


def _says(told: str, subject: str, line: str) -> bool:
    said = _spelt(line[:400])
    if not said or said == told:
        return bool(said)
    cut = subject.rstrip().endswith(("...", "\u2026"))
    if len(told) >= _FEW and said.startswith(f"{told} "):
        return cut or (not is_sentence(line) and len(said) <= 3 * len(told))
    return len(said) >= _FEW and 2 * len(said) >= len(told) and said in told


def _spelt(line: str) -> str:
    """Its words in small letters."""
    return " ".join(_WORDS.findall(key(line)))


def _below_frame(lines: Sequence[str]) -> list[str]:
    """Without the marks of a release, the day, the contacts and the greeting above the first paragraph."""
    index, contacts, greeted = 0, False, False
    while index < len(lines) and index < 2 * _REACH:
        line = lines[index]
        contacts, greeted = contacts or is_contacts(line), greeted or _is_greeting(line)
        listed = contacts and len(line) <= _SHORT and not is_sentence(line)
        # `Please find below our latest press release.`
        announced = greeted and len(line) <= _LONG and _OF_RELEASE.search(fold(line)) is not None
        if not (_is_frame(line) or listed or announced):
            break
        index += 1
    return list(lines[index:])


def _is_frame(line: str) -> bool:
    folded = fold(line)
    if len(line) > _LONG:
        return False
    return (
        _is_greeting(line)
        or (_RELEASE.match(folded) is not None and not is_sentence(line))
        or _is_embargo(line)
        or is_contacts(line)
        or (len(line) <= _SHORT and tells_way(line) and not is_sentence(line))
        or _is_day(line)
        or not _WORDS.search(line)
    )


def _is_greeting(line: str) -> bool:
    return len(line) <= _SHORT and line.rstrip().endswith((",", "!", ":")) and _GREETING.match(fold(line)) is not None


def _is_embargo(line: str) -> bool:
    return len(line) <= 2 * _LONG and _EMBARGO.search(fold(line)) is not None and not _NONE.search(line)


def _is_day(line: str) -> bool:
    if len(line) > 60:
        return False
    moment = parse_moment(line, zone=None, not_after=None)
    return moment is not None and len(line) - len(moment.raw) <= 14


def _above_end(lines: Sequence[str]) -> tuple[str, ...]:
    """To the end mark of a release, the contacts below it, or what the sender says of itself each time."""
    total, read = sum(map(len, lines)), 0
    for index, line in enumerate(lines):
        told = any(len(above) > _LONG or is_sentence(above) for above in lines[:3]) and index > 0
        if told and (_END.match(line) or _closes(line, read, total)):
            return tuple(lines[:index])
        read += len(line)
    return tuple(lines)


def _closes(line: str, read: int, total: int) -> bool:
    """Whether a line is the title of what stands below stories; such words in their first half may be the story's."""
    if len(line) > _SHORT or is_sentence(line):
        return False
    folded = fold(line)
    if _REGARDS.match(folded):
        return True
    return 2 * read >= total and (is_contacts(line) or (_ABOUT.match(folded) is not None and _is_title(line)))


def _is_title(line: str) -> bool:
    """`About Example Works`: the word behind the first has a capital."""
    return any(word[:1].isupper() for word in line.split()[1:])
