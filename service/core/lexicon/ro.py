"""Romanian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, Lexicon, NameWords, PageWords

RO = Lexicon(
    language="ro",
    months={
        "ianuarie": 1, "ian": 1,
        "februarie": 2, "feb": 2,
        "martie": 3, "mar": 3,
        "aprilie": 4, "apr": 4,
        "mai": 5,
        "iunie": 6, "iun": 6,
        "iulie": 7, "iul": 7,
        "august": 8, "aug": 8,
        "septembrie": 9, "sept": 9,
        "octombrie": 10, "oct": 10,
        "noiembrie": 11, "nov": 11,
        "decembrie": 12, "dec": 12,
    },
    weekdays={
        "luni": 0,
        "marți": 1,
        "miercuri": 2,
        "joi": 3,
        "vineri": 4,
        "sâmbătă": 5,
        "duminică": 6,
    },
    published_labels=("publicat", "publicat la", "publicat pe", "publicat în", "data publicării", "data publicarii"),
    updated_labels=("actualizat", "actualizat la", "ultima actualizare"),
    time_words=("ora", "la", "la ora"),
    today_words=("astăzi", "azi"),
    yesterday_words=("ieri",),
    ago=("acum #", "# în urmă"),
    minute_words=("minut", "minute", "de minute", "min"),
    hour_words=("oră", "ore", "de ore", "h"),
    day_words=("zi", "zile", "de zile"),
    tags_labels=("etichete", "cuvinte cheie"),
    byline_words=("scris de", "articol de", "autor"),
    related_labels=("citește și", "citeşte şi", "articole similare", "cele mai citite", "publicitate",),
    pointers=("citeste si", "citeste și", "citiți și", "citește mai mult", "citește mai departe", "vezi și", "vezi si", "te-ar putea interesa", "te-ar mai putea interesa", "ar putea să te intereseze", "articole recomandate", "știri similare", "recomandări", "nu rata", "pe aceeași temă",),
    boilerplate=("toate drepturile rezervate", "citește și:", "citeşte şi:", "abonează-te",),
    credit_words=("foto", "sursa foto",),
    names=NameWords(
        organisations=("redacția", "redactia", "știri"),
    ),
    bylines=BylineWords(own=("De",)),
    page=PageWords(
        furniture=("distribuie", "citește", "comentarii"),
    ),
)
