"""Filipino: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, DateWords, Lexicon, NameWords

FIL = Lexicon(
    language="fil",
    months={
        "enero": 1, "ene": 1,
        "pebrero": 2, "peb": 2,
        "marso": 3, "mar": 3,
        "abril": 4, "abr": 4,
        "mayo": 5, "may": 5,
        "hunyo": 6, "hun": 6,
        "hulyo": 7, "hul": 7,
        "agosto": 8, "ago": 8,
        "setyembre": 9, "set": 9,
        "oktubre": 10, "okt": 10,
        "nobyembre": 11, "nob": 11,
        "disyembre": 12, "dis": 12,
    },
    weekdays={
        "lunes": 0, "lun": 0,
        "martes": 1, "mar": 1,
        "miyerkules": 2, "miy": 2,
        "huwebes": 3, "huw": 3,
        "biyernes": 4, "biy": 4,
        "sabado": 5, "sab": 5,
        "linggo": 6, "lin": 6,
    },
    published_labels=("inilathala",),
    today_words=("ngayon", "ngayong araw"),
    yesterday_words=("kahapon",),
    ago=("# ang nakalipas", "# ang nakaraan", "# nakalipas"),
    minute_words=("minuto", "na minuto", "min", "mins"),
    hour_words=("oras", "na oras"),
    day_words=("araw", "na araw"),
    names=NameWords(
        organisations=("balita",),
    ),
    bylines=BylineWords(own=("Ni", "Nina"), ands=("at",)),
    dates=DateWords(of=("ng",)),
)
