"""Hungarian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon, NameWords, PageWords

HU = Lexicon(
    language="hu",
    months={
        "január": 1, "jan": 1,
        "február": 2, "febr": 2,
        "március": 3, "márc": 3,
        "április": 4, "ápr": 4,
        "május": 5, "máj": 5,
        "június": 6, "jún": 6,
        "július": 7, "júl": 7,
        "augusztus": 8, "aug": 8,
        "szeptember": 9, "szept": 9,
        "október": 10, "okt": 10,
        "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
    weekdays={
        "hétfő": 0,
        "kedd": 1,
        "szerda": 2,
        "csütörtök": 3,
        "péntek": 4,
        "szombat": 5,
        "vasárnap": 6,
    },
    published_labels=("megjelent", "közzétéve", "publikálva", "megjelenés"),
    updated_labels=("frissítve", "frissült", "módosítva", "utolsó frissítés"),
    today_words=("ma",),
    yesterday_words=("tegnap",),
    ago=("# ezelőtt",),
    minute_words=("perccel",),
    hour_words=("órával",),
    day_words=("nappal",),
    tags_labels=("címkék", "kulcsszavak", "témák"),
    byline_words=("szerző", "szerzők", "írta"),
    related_labels=("kapcsolódó cikkek", "kapcsolódó cikk", "olvasta már", "ajánlott cikkek", "legolvasottabb", "hirdetés",),
    pointers=("olvassa el ezt is", "olvasd el ezt is", "ezt is olvassa el", "ezek is érdekelhetik", "ez is érdekelheti", "ez is érdekelhet", "tovább olvasom", "bővebben", "lásd még", "további cikkek", "hasonló cikkek", "korábban írtuk", "ajánljuk",),
    boilerplate=("minden jog fenntartva", "iratkozzon fel",),
    names=NameWords(
        organisations=("szerkesztőség", "hírek"),
    ),
    page=PageWords(
        no_sections=(
            "hírek",
        ),
        sold=(
            "csak előfizetőknek", "már előfizető",
        ),
        furniture=("megosztás", "hirdetés"),
    ),
)
