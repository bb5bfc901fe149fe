"""Danish: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

DA = Lexicon(
    language="da",
    months={
        "januar": 1, "jan": 1,
        "februar": 2, "feb": 2,
        "marts": 3, "mar": 3,
        "april": 4, "apr": 4,
        "maj": 5,
        "juni": 6, "jun": 6,
        "juli": 7, "jul": 7,
        "august": 8, "aug": 8,
        "september": 9, "sep": 9,
        "oktober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
    weekdays={
        "mandag": 0, "man": 0,
        "tirsdag": 1, "tirs": 1,
        "onsdag": 2, "ons": 2,
        "torsdag": 3, "tors": 3,
        "fredag": 4, "fre": 4,
        "lørdag": 5, "lør": 5,
        "søndag": 6, "søn": 6,
    },
    published_labels=("offentliggjort", "publiceret", "udgivet", "publiceret den"),
    updated_labels=("opdateret", "opdateret den", "senest opdateret", "sidst opdateret"),
    byline_words=("af", "skrevet af", "tekst"),
    time_words=("kl", "klokken"),
    tags_labels=("emner", "tags", "læs mere om"),
    comment_labels=("kommentarer",),
    related_labels=("læs også", "læs mere", "mest læste", "annonce", "seneste nyt", "nyhedsbrev", "del artiklen"),
    boilerplate=("læs også:",),
    credit_words=("foto", "billede"),
    role_words=("journalist", "redaktør", "korrespondent"),
)
