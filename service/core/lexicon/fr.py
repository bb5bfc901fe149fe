"""French: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

FR = Lexicon(
    language="fr",
    months={
        "janvier": 1, "janv": 1,
        "février": 2, "févr": 2,
        "mars": 3,
        "avril": 4, "avr": 4,
        "mai": 5,
        "juin": 6,
        "juillet": 7, "juil": 7,
        "août": 8,
        "septembre": 9, "sept": 9,
        "octobre": 10, "oct": 10,
        "novembre": 11, "nov": 11,
        "décembre": 12, "déc": 12,
    },
    weekdays={
        "lundi": 0, "lun": 0,
        "mardi": 1, "mar": 1,
        "mercredi": 2, "mer": 2,
        "jeudi": 3, "jeu": 3,
        "vendredi": 4, "ven": 4,
        "samedi": 5, "sam": 5,
        "dimanche": 6, "dim": 6,
    },
    id_labels=("code de l'info", "code de l’info"),
    published_labels=("publié le", "publiée le", "date de la publication", "date de publication", "mis en ligne le"),
    updated_labels=("mis à jour le", "mis à jour", "mise à jour le", "modifié le", "dernière mise à jour"),
    tags_labels=("mots-clés", "tags", "thèmes"),
    byline_words=("par",),
    time_words=("à",),
    signoffs=("fin",),
    comment_labels=("votre commentaire", "commentaires", "réagir"),
    related_labels=("à lire aussi", "lire aussi", "à découvrir également", "sur le même sujet", "les plus lus", "partager", "publicité"),
    boilerplate=("tous droits réservés",),
)
