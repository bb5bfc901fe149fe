"""Serbian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, Lexicon, NameWords

SR = Lexicon(
    language="sr",
    months={
        "јануар": 1, "јан": 1, "januar": 1,
        "фебруар": 2, "феб": 2, "februar": 2,
        "март": 3, "мар": 3, "mart": 3,
        "април": 4, "апр": 4, "april": 4,
        "мај": 5, "maj": 5,
        "јун": 6, "jun": 6,
        "јул": 7, "jul": 7,
        "август": 8, "авг": 8, "avgust": 8,
        "септембар": 9, "сеп": 9, "septembar": 9,
        "октобар": 10, "окт": 10, "oktobar": 10,
        "новембар": 11, "нов": 11, "novembar": 11,
        "децембар": 12, "дец": 12, "decembar": 12,
    },
    weekdays={
        "понедељак": 0, "ponedeljak": 0,
        "уторак": 1, "utorak": 1,
        "среда": 2, "sreda": 2,
        "четвртак": 3, "četvrtak": 3,
        "петак": 4, "petak": 4,
        "субота": 5, "subota": 5,
        "недеља": 6, "nedelja": 6,
    },
    published_labels=("објављено", "objavljeno"),
    updated_labels=("ажурирано", "ažurirano", "последња измена", "poslednja izmena"),
    time_words=("у", "u"),
    today_words=("данас", "danas"),
    yesterday_words=("јуче", "juče"),
    ago=("пре #", "прије #", "pre #", "prije #"),
    minute_words=("минут", "минута", "минуте", "мин", "minut", "minuta", "minute", "min"),
    hour_words=("сат", "сата", "сати", "ч", "sat", "sata", "sati", "h"),
    day_words=("дан", "дана", "д", "dan", "dana"),
    tags_labels=("ознаке", "тагови", "кључне речи", "oznake", "tagovi"),
    byline_words=("аутор", "piše", "пише"),
    related_labels=("прочитајте још", "pročitajte još", "повезане вести", "povezane vesti",),
    pointers=("прочитајте и", "pročitajte i", "погледајте још", "pogledajte još", "можда ће вас занимати", "možda će vas zanimati", "најчитаније", "najčitanije", "препоручујемо", "preporučujemo", "više o temi",),
    boilerplate=("сва права задржана", "sva prava zadržana",),
    credit_words=("фото", "foto",),
    names=NameWords(
        organisations=("redakcija", "редакција", "агенција"),
    ),
    bylines=BylineWords(ands=("и", "i")),
)
