"""Telugu: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon

TE = Lexicon(
    language="te",
    months={
        "జనవరి": 1, "జన": 1,
        "ఫిబ్రవరి": 2, "ఫిబ్ర": 2,
        "మార్చి": 3,
        "ఏప్రిల్": 4, "ఏప్రి": 4,
        "మే": 5,
        "జూన్": 6,
        "జులై": 7,
        "ఆగస్టు": 8, "ఆగ": 8,
        "సెప్టెంబర్": 9, "సెప్టెం": 9,
        "అక్టోబర్": 10, "అక్టో": 10,
        "నవంబర్": 11, "నవం": 11,
        "డిసెంబర్": 12, "డిసెం": 12,
    },
    weekdays={
        "సోమవారం": 0,
        "మంగళవారం": 1,
        "బుధవారం": 2,
        "గురువారం": 3,
        "శుక్రవారం": 4,
        "శనివారం": 5,
        "ఆదివారం": 6,
    },
    published_labels=("ప్రచురించబడింది",),
    updated_labels=("నవీకరించబడింది",),
    morning_words=("ఉదయం",),
    noon_words=("మధ్యాహ్నం",),
    evening_words=("సాయంత్రం",),
    night_words=("రాత్రి",),
    today_words=("ఈరోజు", "ఈ రోజు", "నేడు"),
    yesterday_words=("నిన్న",),
    ago=("# క్రితం",),
    minute_words=("నిమిషం", "నిమిషాల", "నిమి"),
    hour_words=("గంట", "గంటల", "గం"),
    day_words=("రోజు", "రోజుల"),
)
