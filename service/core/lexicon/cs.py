"""Czech: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon, NameWords, PageWords

CS = Lexicon(
    language="cs",
    months={
        "ledna": 1, "led": 1, "leden": 1,
        "února": 2, "úno": 2, "únor": 2,
        "března": 3, "bře": 3, "březen": 3,
        "dubna": 4, "dub": 4, "duben": 4,
        "května": 5, "kvě": 5, "květen": 5,
        "června": 6, "čvn": 6, "červen": 6,
        "července": 7, "čvc": 7, "červenec": 7,
        "srpna": 8, "srp": 8, "srpen": 8,
        "září": 9, "zář": 9,
        "října": 10, "říj": 10, "říjen": 10,
        "listopadu": 11, "lis": 11, "listopad": 11,
        "prosince": 12, "pro": 12, "prosinec": 12,
    },
    weekdays={
        "pondělí": 0,
        "úterý": 1,
        "středa": 2,
        "čtvrtek": 3,
        "pátek": 4,
        "sobota": 5,
        "neděle": 6,
    },
    published_labels=("publikováno", "zveřejněno", "vydáno"),
    updated_labels=("aktualizováno", "poslední aktualizace", "aktualizace"),
    time_words=("v",),
    today_words=("dnes",),
    yesterday_words=("včera",),
    ago=("před #",),
    minute_words=("minutou", "minutami", "min"),
    hour_words=("hodinou", "hodinami", "hod", "h"),
    day_words=("dnem", "dny"),
    tags_labels=("štítky", "klíčová slova", "témata"),
    byline_words=("autor", "autorka", "autoři", "napsal", "napsala"),
    related_labels=("čtěte také", "související články", "přečtěte si také", "nejčtenější", "reklama",),
    pointers=("čtěte dále", "čtěte více", "přečtěte si", "mohlo by vás zajímat", "mohlo by vás také zajímat", "související", "další články", "podobné články", "doporučujeme", "nenechte si ujít", "více k tématu", "viz také", "předchozí článek", "následující článek",),
    boilerplate=("všechna práva vyhrazena",),
    credit_words=("foto", "zdroj",),
    names=NameWords(
        organisations=("redakce", "agentura", "zprávy"),
    ),
    page=PageWords(
        no_sections=(
            "zprávy",
        ),
        sold=(
            "pouze pro předplatitele", "jen pro předplatitele", "už máte předplatné",
        ),
        furniture=("sdílet", "číst", "komentáře", "reklama"),
    ),
)
