"""Bulgarian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, Lexicon, NameWords, PageWords

BG = Lexicon(
    language="bg",
    months={
        "януари": 1, "яну": 1,
        "февруари": 2, "фев": 2,
        "март": 3,
        "април": 4, "апр": 4,
        "май": 5,
        "юни": 6,
        "юли": 7,
        "август": 8, "авг": 8,
        "септември": 9, "сеп": 9,
        "октомври": 10, "окт": 10,
        "ноември": 11, "ное": 11,
        "декември": 12, "дек": 12,
    },
    weekdays={
        "понеделник": 0,
        "вторник": 1,
        "сряда": 2,
        "четвъртък": 3,
        "петък": 4,
        "събота": 5,
        "неделя": 6,
    },
    published_labels=("публикувано", "публикувана"),
    updated_labels=("обновено", "последна актуализация", "актуализирано"),
    time_words=("в",),
    today_words=("днес",),
    yesterday_words=("вчера",),
    ago=("преди #", "пр. #"),
    minute_words=("минута", "минути", "мин"),
    hour_words=("час", "часа", "ч"),
    day_words=("ден", "дни", "д"),
    tags_labels=("тагове", "етикети", "ключови думи"),
    byline_words=("автор", "автори"),
    related_labels=("прочетете още", "още по темата", "вижте още",),
    pointers=("прочети още", "прочетете също", "вижте също", "виж още", "още от", "свързани статии", "свързани новини", "подобни статии", "може да ви хареса", "препоръчваме", "четете още",),
    boilerplate=("всички права запазени",),
    credit_words=("снимка",),
    names=NameWords(
        organisations=("редакция", "новини", "служба"),
    ),
    bylines=BylineWords(own=("От",), ands=("и",)),
    page=PageWords(
        sold=(
            "само за абонати",
        ),
    ),
)
