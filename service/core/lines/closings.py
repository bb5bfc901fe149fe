"""What newsrooms print on lines of their own below a story: initials, editors, rights, when it was sent. Agencies'
names are in signatures.py.
"""

from __future__ import annotations

import re

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lexicon.model import GAP
from copydesk.service.core.text.spelling import fold

_INITIALS = r"[^\W\d_]{2,4}"
_FAREWELL = any_of(words_of(lambda lexicon: lexicon.closings.farewells))
_DESK = any_of(words_of(lambda lexicon: lexicon.closings.desk))
_HELPERS = any_of(words_of(lambda lexicon: lexicon.closings.helpers))
_VERBS = any_of(map(str.capitalize, words_of(lambda lexicon: lexicon.closings.verbs)))
_AND = any_of(words_of(lambda lexicon: lexicon.bylines.ands))
_BY = any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))
_RIGHTS = any_of(words_of(lambda lexicon: lexicon.closings.rights))
_SYNDICATED = any_of(words_of(lambda lexicon: map(fold, lexicon.closings.syndicated))).replace(GAP, "[^\\n]{1,200}")

CLOSINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # jsk/po/gil, ABC // DEF, jrd/ agz/ mow/: who wrote, edited and filed it.
    ("initials", re.compile(rf"{_INITIALS}(?:\s?//?\s?{_INITIALS}){{1,3}}/?\Z")),
    # (Schluss) mla/fre, (END), // انتهى //, (完), ■
    (
        "farewell",
        re.compile(rf"(?:[(（/]{{1,2}}\s?(?:{_FAREWELL})\s?[)）/]{{1,2}}(?:\s[a-z/.]{{2,14}})?|[■□●◆]{{1,3}})\Z", re.I),
    ),
    # Saudi and Japanese agencies print when it was sent below the end: 18:42 ت م, 2024/06/25 14:03 송고.
    ("time-sent", re.compile(r"(?:\d{4}[/.-]\d\d[/.-]\d\d\s)?\d{1,2}:\d\d(?:\s[^\W\d_]{1,4}){0,2}\Z")),
    # ada@example.com, ◎Example News ada@example.com
    ("address", re.compile(r"[^@.!?]{0,40}\b[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}\Z")),
    # 【责任编辑：王小明】, （編輯：王小明）1130304
    (
        "desk-in-brackets",
        re.compile(rf"[(（\[【]\s?(?:{_DESK})\s?[:：/]?\s?[^()（）【】]{{1,60}}[)）\]】]\s?\d{{0,9}}\Z", re.I),
    ),
    # Edição: Ada Lovelace
    ("desk", re.compile(rf"(?:{_DESK})\s?[:：]\s?[【]?[^.!?。:]{{2,70}}\Z", re.I)),
    # Reporting by A in Oslo; Editing by B
    (
        "credits",
        re.compile(
            rf"(?:(?:{_HELPERS}) )?(?:{_VERBS})(?: (?:{_AND}) [a-z]{{5,9}})? (?:{_BY}) [A-Z][^\n]{{3,300}}[^.!?\n]\Z"
        ),
    ),
    # © dpa-infocom, dpa:190304-99-1/2; © 2019 Example
    ("rights", re.compile(rf"(?:©|\(c\)|(?:{_RIGHTS})\s(?=[©(\d]))\s?[^!?]{{2,90}}\Z", re.I)),
    # (c) Copyright Example News 2019. Click for restrictions - https://...
    ("rights-and-terms", re.compile(rf"(?:©|\(c\))\s?(?:{_RIGHTS})\b[^!?]{{2,200}}\Z", re.I)),
    # SOURCE Example Works Inc.: the sender, below a press release
    ("sender", re.compile(r"SOURCE:?\s(?=\S)[^!?]{2,90}\Z")),
    # The post Bridge opens appeared first on Example News.
    ("syndicated", re.compile(rf"(?:{_SYNDICATED})\s\S[^\n]{{1,100}}\Z", re.I)),
)
"""What a whole line, being the last of a story, is when it is none of its words."""

LONGEST_CLOSING = 320


def closing_rule(line: str) -> str | None:
    """The name of the rule by which a line closes a story; None if no rule does."""
    if len(line) > LONGEST_CLOSING:
        return None
    folded = fold(line)
    addressed = "@" in folded  # else the one pattern that looks through the line has nothing to find
    return next(
        (name for name, pattern in CLOSINGS if (addressed or name != "address") and pattern.match(folded)), None
    )
