"""Swedish: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

SV = Lexicon(
    language="sv",
    months={
        "januari": 1, "jan": 1,
        "februari": 2, "feb": 2,
        "mars": 3,
        "april": 4, "apr": 4,
        "maj": 5,
        "juni": 6,
        "juli": 7,
        "augusti": 8, "aug": 8,
        "september": 9, "sep": 9,
        "oktober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    },
    weekdays={
        "måndag": 0, "mån": 0,
        "tisdag": 1, "tis": 1,
        "onsdag": 2, "ons": 2,
        "torsdag": 3, "tors": 3,
        "fredag": 4, "fre": 4,
        "lördag": 5, "lör": 5,
        "söndag": 6, "sön": 6,
    },
    published_labels=("publicerad", "publicerat", "publicerades", "först publicerad", "publiceringsdatum"),
    updated_labels=("uppdaterad", "senast uppdaterad", "uppdaterades", "ändrad"),
    byline_words=("av", "text"),
    time_words=("kl",),
    related_labels=("läs mer", "läs också", "läs även", "mest läst", "annons", "dela artikeln", "senaste nytt", "nyhetsbrev", "relaterat"),
    tags_labels=("ämnen", "taggar", "ämnen i artikeln", "läs mer om"),
    comment_labels=("kommentarer", "kommentera"),
    boilerplate=("prenumerera", "läs mer:", "läs också:"),
    credit_words=("foto", "bild", "video"),
    role_words=("reporter", "redaktör", "korrespondent", "journalist", "krönikör"),
)
