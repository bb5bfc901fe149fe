"""Icelandic: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon

IS = Lexicon(
    language="is",
    months={
        "janúar": 1, "jan": 1,
        "febrúar": 2, "feb": 2,
        "mars": 3, "mar": 3,
        "apríl": 4, "apr": 4,
        "maí": 5,
        "júní": 6, "jún": 6,
        "júlí": 7, "júl": 7,
        "ágúst": 8, "ágú": 8,
        "september": 9, "sep": 9,
        "október": 10, "okt": 10,
        "nóvember": 11, "nóv": 11,
        "desember": 12, "des": 12,
    },
    weekdays={
        "mánudagur": 0,
        "þriðjudagur": 1,
        "miðvikudagur": 2,
        "fimmtudagur": 3,
        "föstudagur": 4,
        "laugardagur": 5,
        "sunnudagur": 6,
    },
    published_labels=("birt", "birtist"),
    updated_labels=("uppfært", "síðast uppfært"),
    time_words=("kl", "klukkan"),
    today_words=("í dag",),
    yesterday_words=("í gær",),
    ago=("fyrir # síðan", "fyrir #"),
    minute_words=("mínútu", "mínútum", "mín"),
    hour_words=("klukkustund", "klukkustundum", "klukkutíma", "klukkutímum", "tíma", "tímum", "klst"),
    day_words=("degi", "dögum"),
    tags_labels=("efnisorð",),
    byline_words=("höfundur",),
)
