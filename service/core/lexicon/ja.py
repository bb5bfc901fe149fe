"""Japanese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

JA = Lexicon(
    language="ja",
    weekdays={
        "月曜日": 0,
        "火曜日": 1,
        "水曜日": 2,
        "木曜日": 3,
        "金曜日": 4,
        "土曜日": 5,
        "日曜日": 6,
    },
    published_labels=("公開日", "公開"),
    updated_labels=("最終更新", "更新"),
)
