"""info_sources: the news outlets that a story cites, `..., Al-Jazeera reported.` Known outlets only, in order of first
mention.

A word of attribution is looked for first; then an outlet of `outlets.py` must stand right before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from copydesk.schemas.article import InfoSource
from copydesk.service.enrichers.outlets import OUTLETS, Outlet
from copydesk.service.enrichers.story import Story

ROLE = "reported_by"

DATELINE_CHARACTERS = 150
"""A story's own agency named this early is its dateline or its Persian attribution line, not a source."""

PIECE_CHARACTERS = 64 * 1024
"""So much of a text is searched at a time: of a megabyte of `told ` the places alone would take thirty."""

REACH_CHARACTERS = 80
"""How far before a word of attribution an outlet's name can begin."""


def _fold(name: str) -> str:
    return name.replace("-", " ").replace("\u200c", " ").replace("’", "'")


_BY_NAME: dict[str, Outlet] = {_fold(name): outlet for outlet in OUTLETS for name in outlet.printed}
_NAMES = "|".join(re.escape(name) for name in sorted(_BY_NAME, key=len, reverse=True))

# Between `according to` and the name: `a report by the state-run`, `وكالة`. Bounded, so that a match costs a constant.
_NOUNS = (
    r"(?:[Aa] |[Aa]n |[Tt]he |reports? (?:by|from|in|of|on) |state(?: run)? |semi official |official |local |[A-Z][a-z]{2,12}(?:i|ian|ish|ese|can) "
    r"|news agency |agency |newspaper |daily |magazine |broadcaster |channel |television |TV |network |website |wire service "
    r"|خبرگزاری |روزنامه |شبکه |پایگاه خبری |وب سایت |تلویزیون |به نقل از |وكالة |وكالات |قناة |صحيفة |موقع |شبكة |تلفزيون |لوكالة |لقناة |لصحيفة |عن |أنباء |الأنباء "
    r"|l'agence (?:de presse )?|le (?:quotidien|journal|site) |la chaîne |(?:der|die|das|dem|den) |Nachrichtenagentur |(?:Nachrichten)?[Mm]agazin |Zeitung |Sender |Agentur "
    r"|la agencia |el (?:diario|periódico) |la cadena |агентств[оау] |газет[аеы] |телеканал[ау]? |[«\"'“„(]){0,5}"
)
_AFTER_CUE = re.compile(rf"{_NOUNS}(?P<name>{_NAMES})(?!\w)")

# Between the name and `reported`: `news agency`, `on Monday`, `has`.
_TAIL = (
    r"[»\"'”“)]?(?: (?:TV|television|news agency|news channel|newspaper|network|website|news|daily|correspondent"
    r"|الإخبارية|الاخبارية|للأنباء|الروسية|القطرية|السعودية|التركية)){0,2}"
    r"(?:,? (?:on|late|early)(?: on)? (?:[A-Z][a-z]{5,8})(?: (?:morning|evening|night))?)?(?: (?:has|have|had|also|earlier|first|previously|later)){0,2} ?"
)
_BEFORE_CUE = re.compile(rf"(?<!\w)(?P<name>{_NAMES}){_TAIL}$")

# What stands after an outlet's name, and what stands before one.
_VERBS = (
    ("reported", "reports", "said in a report", "said in its report", "quoted"),
    ("berichtete", "berichtet", "meldete", "meldet", "rapporte", "a rapporté", "informó", "reportó"),
    ("сообщает", "сообщило", "сообщила", "передает", "передаёт", "пишет"),
    ("گزارش داد", "گزارش کرد", "نوشت"),
)
_PREPOSITIONS = (
    (
        "according to ",
        "According to ",
        "told ",
        "citing ",
        "Citing ",
        "quoting ",
        "Quoting ",
        "reported by ",
        "quoted by ",
        "cited by ",
    ),
    ("selon ", "Selon ", "d'après ", "D'après ", "laut ", "Laut ", "según ", "Según ", "secondo ", "Secondo "),
    (
        "по данным ",
        "По данным ",
        "по сообщению ",
        "По сообщению ",
        "по информации ",
        "По информации ",
        "со ссылкой на ",
        "Со ссылкой на ",
    ),
    ("сообщает ", "сообщило ", "передает ", "передаёт ", "пишет "),
    ("به گزارش ", "به نقل از "),
    (
        "نقلا عن ",
        "نقلاً عن ",
        "وفقا ل",
        "وفقاً ل",
        "وفق ",
        "بحسب ",
        "حسب ",
        "أفادت ",
        "أفاد ",
        "ذكرت ",
        "ذكر ",
        "قالت ",
        "أوردت ",
        "نقلت ",
    ),
)


def _search(rows: tuple[tuple[str, ...], ...]) -> tuple[AhoCorasick, AhoCorasick]:
    """All cues, and those for a text in ASCII, which are searched for twice as fast."""
    cues = [cue for row in rows for cue in row]
    return _any_of(cues), _any_of([cue for cue in cues if cue.isascii()])


def _any_of(cues: list[str]) -> AhoCorasick:
    """Finds them all in one pass; where two begin at one place, the first of the list."""
    return AhoCorasick(cues, matchkind=MatchKind.LeftmostFirst)


_AFTER_NAME = _search(_VERBS)
_BEFORE_NAME = _search(_PREPOSITIONS)
_LONGEST = max(len(cue) for row in (*_VERBS, *_PREPOSITIONS) for cue in row)

# `The New York Times reported a quarterly loss`: a company in the news, not a source.
_ITS_OWN_BUSINESS = re.compile(
    r" (?:a |an |its |net |first |second |third |fourth |quarter(?:ly)? |higher |lower |strong |weak |record |better |worse ){0,5}(?:profit|loss|earnings|revenue|results|income)"
)


def find_info_sources(story: Story) -> dict[str, object]:
    """`info_sources`: outlets cited in the abstract or the body."""
    article = story.article
    own = {article.source_id, (article.dateline.agency or "").lower() if article.dateline else ""}
    text = _fold(f"{article.abstract}\n{article.body_text}" if article.abstract else article.body_text)
    names: dict[str, None] = {}
    for position, outlet in sorted(_citations(text), key=lambda citation: citation[0]):
        if position > DATELINE_CHARACTERS or own.isdisjoint(outlet.source_ids):
            names.setdefault(outlet.name)
    return {"info_sources": [InfoSource(name=name, role=ROLE) for name in names]}


def _citations(text: str) -> Iterator[tuple[int, Outlet]]:
    for _, end in _places(_BEFORE_NAME, text):
        if found := _AFTER_CUE.match(text, end):
            yield found.start("name"), _BY_NAME[found["name"]]
    for start, end in _places(_AFTER_NAME, text):
        begin = max(0, start - REACH_CHARACTERS)
        if (found := _BEFORE_CUE.search(text[begin:start])) and not _ITS_OWN_BUSINESS.match(text, end):
            yield begin + found.start("name"), _BY_NAME[found["name"]]


def _places(cues: tuple[AhoCorasick, AhoCorasick], text: str) -> Iterator[tuple[int, int]]:
    """Where the cues begin and end. One that begins in a piece may end behind it, where the next piece then begins."""
    search, at = cues[text.isascii()].find_matches_as_indexes, 0
    while at < len(text):
        piece, next_at = text[at : at + PIECE_CHARACTERS + _LONGEST], at + PIECE_CHARACTERS
        for _, start, end in search(piece):
            if start >= PIECE_CHARACTERS:
                break
            yield at + start, at + end
            next_at = max(next_at, at + end)
        at = next_at
