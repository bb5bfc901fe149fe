"""Estonian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import DatelineWords, Lexicon

ET = Lexicon(
    language="et",
    months={
        "jaanuar": 1, "jaan": 1,
        "veebruar": 2, "veebr": 2,
        "märts": 3,
        "aprill": 4, "apr": 4,
        "mai": 5,
        "juuni": 6,
        "juuli": 7,
        "august": 8, "aug": 8,
        "september": 9, "sept": 9,
        "oktoober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "detsember": 12, "dets": 12,
    },
    weekdays={
        "esmaspäev": 0,
        "teisipäev": 1,
        "kolmapäev": 2,
        "neljapäev": 3,
        "reede": 4,
        "laupäev": 5,
        "pühapäev": 6,
    },
    published_labels=("avaldatud",),
    updated_labels=("uuendatud", "viimati uuendatud"),
    time_words=("kell",),
    today_words=("täna",),
    yesterday_words=("eile",),
    ago=("# eest", "# tagasi"),
    minute_words=("minuti", "minutit", "min"),
    hour_words=("tunni", "tundi", "t", "h"),
    day_words=("päeva", "p"),
    tags_labels=("märksõnad",),
    byline_words=("autor",),
    related_labels=("loe ka", "loe lisaks",),
    credit_words=("foto",),
    datelines=DatelineWords(small=("ja",)),
)
