"""Lithuanian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import DateWords, Lexicon

LT = Lexicon(
    language="lt",
    months={
        "sausio": 1, "saus": 1, "sausis": 1,
        "vasario": 2, "vas": 2, "vasaris": 2,
        "kovo": 3, "kov": 3, "kovas": 3,
        "balandžio": 4, "bal": 4, "balandis": 4,
        "gegužės": 5, "geg": 5, "gegužė": 5,
        "birželio": 6, "birž": 6, "birželis": 6,
        "liepos": 7, "liep": 7, "liepa": 7,
        "rugpjūčio": 8, "rugp": 8, "rugpjūtis": 8,
        "rugsėjo": 9, "rugs": 9, "rugsėjis": 9,
        "spalio": 10, "spal": 10, "spalis": 10,
        "lapkričio": 11, "lapkr": 11, "lapkritis": 11,
        "gruodžio": 12, "gruod": 12, "gruodis": 12,
    },
    weekdays={
        "pirmadienis": 0,
        "antradienis": 1,
        "trečiadienis": 2,
        "ketvirtadienis": 3,
        "penktadienis": 4,
        "šeštadienis": 5,
        "sekmadienis": 6,
    },
    published_labels=("paskelbta", "publikuota"),
    updated_labels=("atnaujinta",),
    today_words=("šiandien",),
    yesterday_words=("vakar",),
    ago=("prieš #",),
    minute_words=("minutę", "minutes", "minučių", "min"),
    hour_words=("valandą", "valandas", "valandų", "val"),
    day_words=("dieną", "dienas", "dienų", "d"),
    tags_labels=("žymos", "raktažodžiai"),
    byline_words=("autorius", "autorė", "parengė"),
    related_labels=("skaitykite taip pat", "susiję straipsniai",),
    pointers=("skaityti daugiau", "susijusios naujienos", "taip pat skaitykite", "rekomenduojame", "daugiau apie", "panašūs straipsniai",),
    boilerplate=("visos teisės saugomos",),
    dates=DateWords(year_endings=("d.",), year_letters=("m",), leading_years=("m.",)),
)
