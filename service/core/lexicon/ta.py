"""Tamil: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

TA = Lexicon(
    language="ta",
    months={
        "ஜனவரி": 1, "ஜன": 1,
        "பிப்ரவரி": 2, "பிப்": 2,
        "மார்ச்": 3, "மார்": 3,
        "ஏப்ரல்": 4, "ஏப்": 4,
        "மே": 5,
        "ஜூன்": 6,
        "ஜூலை": 7,
        "ஆகஸ்ட்": 8, "ஆக": 8,
        "செப்டம்பர்": 9, "செப்": 9,
        "அக்டோபர்": 10, "அக்": 10,
        "நவம்பர்": 11, "நவ": 11,
        "டிசம்பர்": 12, "டிச": 12,
    },
    weekdays={
        "திங்கள்": 0,
        "செவ்வாய்": 1,
        "புதன்": 2,
        "வியாழன்": 3,
        "வெள்ளி": 4,
        "சனி": 5,
        "ஞாயிறு": 6,
    },
    published_labels=("வெளியிடப்பட்டது",),
    updated_labels=("புதுப்பிக்கப்பட்டது",),
)
