"""Latvian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon

LV = Lexicon(
    language="lv",
    months={
        "janvāris": 1, "janv": 1,
        "februāris": 2, "febr": 2,
        "marts": 3,
        "aprīlis": 4, "apr": 4,
        "maijs": 5,
        "jūnijs": 6, "jūn": 6,
        "jūlijs": 7, "jūl": 7,
        "augusts": 8, "aug": 8,
        "septembris": 9, "sept": 9,
        "oktobris": 10, "okt": 10,
        "novembris": 11, "nov": 11,
        "decembris": 12, "dec": 12,
    },
    weekdays={
        "pirmdiena": 0,
        "otrdiena": 1,
        "trešdiena": 2,
        "ceturtdiena": 3,
        "piektdiena": 4,
        "sestdiena": 5,
        "svētdiena": 6,
    },
    published_labels=("publicēts",),
    updated_labels=("atjaunots", "atjaunināts"),
    time_words=("plkst",),
    today_words=("šodien",),
    yesterday_words=("vakar",),
    ago=("pirms #",),
    minute_words=("minūtes", "minūtēm", "min"),
    hour_words=("stundas", "stundām", "st", "h"),
    day_words=("dienas", "dienām", "d"),
    tags_labels=("tēmas", "atslēgvārdi"),
    byline_words=("autors", "autore", "autori"),
    related_labels=("lasi arī", "saistītie raksti",),
    boilerplate=("ziņot par kļūdu", "visas tiesības aizsargātas", "kļūda rakstā",),
    credit_words=("foto",),
)
