"""Italian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

IT = Lexicon(
    language="it",
    months={
        "gennaio": 1, "gen": 1,
        "febbraio": 2, "feb": 2,
        "marzo": 3, "mar": 3,
        "aprile": 4, "apr": 4,
        "maggio": 5, "mag": 5,
        "giugno": 6, "giu": 6,
        "luglio": 7, "lug": 7,
        "agosto": 8, "ago": 8,
        "settembre": 9, "set": 9,
        "ottobre": 10, "ott": 10,
        "novembre": 11, "nov": 11,
        "dicembre": 12, "dic": 12,
    },
    weekdays={
        "lunedì": 0, "lun": 0,
        "martedì": 1, "mar": 1,
        "mercoledì": 2, "mer": 2,
        "giovedì": 3, "gio": 3,
        "venerdì": 4, "ven": 4,
        "sabato": 5, "sab": 5,
        "domenica": 6, "dom": 6,
    },
    published_labels=("pubblicato il", "pubblicato"),
    updated_labels=("aggiornato il", "aggiornato", "ultimo aggiornamento", "modifica il", "modificato il"),
    tags_labels=("tag", "argomenti"),
    byline_words=("di",),
    time_words=("alle", "alle ore", "ore"),
    comment_labels=("commenti", "commenta"),
    related_labels=("leggi anche", "articoli correlati", "ultime notizie", "pubblicità"),
    boilerplate=("riproduzione riservata",),
)
