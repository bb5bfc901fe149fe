"""Swahili: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

SW = Lexicon(
    language="sw",
    months={
        "januari": 1, "jan": 1,
        "februari": 2, "feb": 2,
        "machi": 3, "mac": 3,
        "aprili": 4, "apr": 4,
        "mei": 5,
        "juni": 6, "jun": 6,
        "julai": 7, "jul": 7,
        "agosti": 8, "ago": 8,
        "septemba": 9, "sep": 9,
        "oktoba": 10, "okt": 10,
        "novemba": 11, "nov": 11,
        "desemba": 12, "des": 12,
    },
    weekdays={
        "jumatatu": 0,
        "jumanne": 1,
        "jumatano": 2,
        "alhamisi": 3,
        "ijumaa": 4,
        "jumamosi": 5,
        "jumapili": 6,
    },
    published_labels=("imechapishwa", "iliyochapishwa"),
    updated_labels=("imesasishwa",),
)
