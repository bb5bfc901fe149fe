"""Gujarati: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon

GU = Lexicon(
    language="gu",
    months={
        "જાન્યુઆરી": 1, "જાન્યુ": 1,
        "ફેબ્રુઆરી": 2, "ફેબ્રુ": 2,
        "માર્ચ": 3,
        "એપ્રિલ": 4,
        "મે": 5,
        "જૂન": 6,
        "જુલાઈ": 7,
        "ઑગસ્ટ": 8,
        "સપ્ટેમ્બર": 9, "સપ્ટે": 9,
        "ઑક્ટોબર": 10, "ઑક્ટો": 10,
        "નવેમ્બર": 11, "નવે": 11,
        "ડિસેમ્બર": 12, "ડિસે": 12,
    },
    weekdays={
        "સોમવાર": 0,
        "મંગળવાર": 1,
        "બુધવાર": 2,
        "ગુરુવાર": 3,
        "શુક્રવાર": 4,
        "શનિવાર": 5,
        "રવિવાર": 6,
    },
    updated_labels=("અપડેટેડ",),
    today_words=("આજે",),
    yesterday_words=("ગઈકાલે", "ગઇકાલે"),
    ago=("# પહેલાં", "# પહેલા"),
    minute_words=("મિનિટ", "મિનિટો"),
    hour_words=("કલાક", "કલાકો"),
    day_words=("દિવસ", "દિવસો"),
    tags_labels=("ટૅગ્સ",),
)
