"""Malay: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

MS = Lexicon(
    language="ms",
    months={
        "januari": 1, "jan": 1,
        "februari": 2, "feb": 2,
        "mac": 3,
        "april": 4, "apr": 4,
        "mei": 5,
        "jun": 6,
        "julai": 7, "jul": 7,
        "ogos": 8, "ogo": 8,
        "september": 9, "sep": 9,
        "oktober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "disember": 12, "dis": 12,
    },
    weekdays={
        "isnin": 0,
        "selasa": 1,
        "rabu": 2,
        "khamis": 3,
        "jumaat": 4,
        "sabtu": 5,
        "ahad": 6,
    },
    published_labels=("diterbitkan", "diterbitkan pada", "tarikh terbit"),
    updated_labels=("dikemas kini", "dikemaskini", "kemas kini"),
    time_words=("pada", "jam"),
    morning_words=("pagi",),
    noon_words=("tengah hari",),
    evening_words=("petang",),
    night_words=("malam",),
    today_words=("hari ini",),
    yesterday_words=("semalam",),
    ago=("# lalu", "# yang lalu"),
    minute_words=("minit", "min"),
    hour_words=("jam",),
    day_words=("hari",),
)
