"""Korean: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

KO = Lexicon(
    language="ko",
    weekdays={
        "월요일": 0,
        "화요일": 1,
        "수요일": 2,
        "목요일": 3,
        "금요일": 4,
        "토요일": 5,
        "일요일": 6,
    },
    published_labels=("입력",),
    updated_labels=("수정",),
)
