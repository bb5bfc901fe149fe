"""Vietnamese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

VI = Lexicon(
    language="vi",
    weekdays={
        "thứ hai": 0, "th 2": 0,
        "thứ ba": 1, "th 3": 1,
        "thứ tư": 2, "th 4": 2,
        "thứ năm": 3, "th 5": 3,
        "thứ sáu": 4, "th 6": 4,
        "thứ bảy": 5, "th 7": 5,
        "chủ nhật": 6, "cn": 6,
    },
    published_labels=(),
    updated_labels=("cập nhật",),
)
