"""Slovak: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import DatelineWords, Lexicon, NameWords, PageWords

SK = Lexicon(
    language="sk",
    months={
        "januára": 1, "jan": 1, "január": 1,
        "februára": 2, "feb": 2, "február": 2,
        "marca": 3, "mar": 3, "marec": 3,
        "apríla": 4, "apr": 4, "apríl": 4,
        "mája": 5, "máj": 5,
        "júna": 6, "jún": 6,
        "júla": 7, "júl": 7,
        "augusta": 8, "aug": 8, "august": 8,
        "septembra": 9, "sep": 9, "september": 9,
        "októbra": 10, "okt": 10, "október": 10,
        "novembra": 11, "nov": 11, "november": 11,
        "decembra": 12, "dec": 12, "december": 12,
    },
    weekdays={
        "pondelok": 0,
        "utorok": 1,
        "streda": 2,
        "štvrtok": 3,
        "piatok": 4,
        "sobota": 5,
        "nedeľa": 6,
    },
    published_labels=("publikované", "zverejnené", "vydané"),
    updated_labels=("aktualizované", "aktualizácia"),
    time_words=("o",),
    today_words=("dnes",),
    yesterday_words=("včera",),
    ago=("pred #",),
    minute_words=("minútou", "minútami", "min"),
    hour_words=("hodinou", "hodinami", "hod", "h"),
    day_words=("dňom", "dňami", "d"),
    tags_labels=("kľúčové slová", "značky", "témy"),
    byline_words=("autor", "autorka", "autori"),
    related_labels=("čítajte aj", "súvisiace články", "prečítajte si aj", "najčítanejšie",),
    pointers=("čítajte tiež", "čítajte viac", "prečítajte si", "mohlo by vás zaujímať", "mohlo by vás tiež zaujímať", "súvisiace", "ďalšie články", "podobné články", "odporúčame", "viac k téme", "pozrite si aj",),
    boilerplate=("všetky práva vyhradené",),
    credit_words=("foto", "zdroj",),
    names=NameWords(
        organisations=("redakcia", "agentura"),
    ),
    datelines=DatelineWords(small=("nad", "pod", "pri")),
    page=PageWords(
        sold=(
            "len pre predplatiteľov", "už máte predplatné",
        ),
    ),
)
