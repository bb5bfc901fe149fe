"""Norwegian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

NB = Lexicon(
    language="nb",
    months={
        "januar": 1, "jan": 1,
        "februar": 2, "feb": 2,
        "mars": 3, "mar": 3,
        "april": 4, "apr": 4,
        "mai": 5,
        "juni": 6, "jun": 6,
        "juli": 7, "jul": 7,
        "august": 8, "aug": 8,
        "september": 9, "sep": 9,
        "oktober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "desember": 12, "des": 12,
    },
    weekdays={
        "mandag": 0, "man": 0,
        "tirsdag": 1, "tir": 1,
        "onsdag": 2, "ons": 2,
        "torsdag": 3, "tor": 3,
        "fredag": 4, "fre": 4,
        "lørdag": 5, "lør": 5,
        "søndag": 6, "søn": 6,
    },
    published_labels=("publisert", "offentliggjort", "publisert dato", "først publisert"),
    updated_labels=("oppdatert", "sist oppdatert", "endret", "oppdatert dato"),
    byline_words=("av", "tekst", "skrevet av"),
    time_words=("kl", "klokken"),
    tags_labels=("relaterte emner", "emner", "stikkord", "tema", "les mer om"),
    comment_labels=("kommentarer", "kommenter"),
    related_labels=("les også", "les mer", "siste nytt", "mest lest", "annonse", "del artikkelen", "relaterte saker", "nyhetsbrev"),
    boilerplate=(
        "nettstedet du nå besøker",
        "ansvarlig for dine data",
        "les også:",
        "les mer om kunstig",
        "oppsummeringen er laget",
        "sammendraget er laget",
    ),
    credit_words=("foto", "bilde", "video", "illustrasjon"),
    role_words=("journalist", "redaktør", "korrespondent", "kommentator"),
)
