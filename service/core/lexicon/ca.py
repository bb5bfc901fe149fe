"""Catalan: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, Lexicon, NameWords, PageWords

CA = Lexicon(
    language="ca",
    months={
        "de gener": 1, "de gen": 1, "gener": 1, "gen": 1,
        "de febrer": 2, "de febr": 2, "febrer": 2, "febr": 2,
        "de març": 3, "març": 3,
        "d'abril": 4, "d'abr": 4, "abril": 4, "abr": 4,
        "de maig": 5, "maig": 5,
        "de juny": 6, "juny": 6,
        "de juliol": 7, "de jul": 7, "juliol": 7, "jul": 7,
        "d'agost": 8, "d'ag": 8, "agost": 8, "ag": 8,
        "de setembre": 9, "de set": 9, "setembre": 9, "set": 9,
        "d'octubre": 10, "d'oct": 10, "octubre": 10, "oct": 10,
        "de novembre": 11, "de nov": 11, "novembre": 11, "nov": 11,
        "de desembre": 12, "de des": 12, "desembre": 12, "des": 12,
    },
    weekdays={
        "dilluns": 0,
        "dimarts": 1,
        "dimecres": 2,
        "dijous": 3,
        "divendres": 4,
        "dissabte": 5,
        "diumenge": 6,
    },
    published_labels=("publicat", "publicat el", "data de publicació"),
    updated_labels=("actualitzat", "actualitzat el", "darrera actualització"),
    time_words=("a les",),
    today_words=("avui",),
    yesterday_words=("ahir",),
    ago=("fa #",),
    minute_words=("minut", "minuts", "min"),
    hour_words=("hora", "hores", "h"),
    day_words=("dia", "dies", "d"),
    tags_labels=("etiquetes", "temes relacionats"),
    byline_words=("redactat per", "autor"),
    related_labels=("llegeix també", "més informació", "notícies relacionades",),
    pointers=("llegir més", "llegiu també", "et pot interessar", "us pot interessar", "vegeu també", "més sobre", "articles relacionats", "no et perdis",),
    boilerplate=("tots els drets reservats",),
    credit_words=("foto",),
    names=NameWords(
        organisations=("redacció",),
    ),
    bylines=BylineWords(own=("Per",), ands=("i",)),
    page=PageWords(
        sold=(
            "només per a subscriptors", "ja ets subscriptor",
        ),
    ),
)
