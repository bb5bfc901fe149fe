"""Dutch: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

NL = Lexicon(
    language="nl",
    months={
        "januari": 1, "jan": 1,
        "februari": 2, "feb": 2,
        "maart": 3, "mrt": 3,
        "april": 4, "apr": 4,
        "mei": 5,
        "juni": 6, "jun": 6,
        "juli": 7, "jul": 7,
        "augustus": 8, "aug": 8,
        "september": 9, "sep": 9,
        "oktober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
    weekdays={
        "maandag": 0, "ma": 0,
        "dinsdag": 1, "di": 1,
        "woensdag": 2, "wo": 2,
        "donderdag": 3, "do": 3,
        "vrijdag": 4, "vr": 4,
        "zaterdag": 5, "za": 5,
        "zondag": 6, "zo": 6,
    },
    published_labels=("gepubliceerd op", "gepubliceerd", "geplaatst", "geplaatst op", "publicatiedatum"),
    updated_labels=("bijgewerkt", "laatst bijgewerkt", "aangepast", "bijgewerkt op", "laatst gewijzigd", "gewijzigd op", "laatste update", "laatst bijgewerkt op"),
    byline_words=("door",),
    time_words=("om",),
    comment_labels=("reacties", "reageer"),
    related_labels=("lees ook", "meest gelezen", "lees meer", "lees verder", "gerelateerde artikelen", "nieuwsbrief", "delen", "net binnen", "aanbevolen"),
    tags_labels=("tags", "onderwerpen", "trefwoorden", "meer over"),
    boilerplate=("meld je aan", "abonneer", "privacybeleid", "alle rechten voorbehouden", "lees ook:"),
    credit_words=("foto", "beeld", "bron"),
    role_words=("correspondent", "redacteur", "verslaggever", "journalist", "redactie"),
)
