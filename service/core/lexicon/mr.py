"""Marathi: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon

MR = Lexicon(
    language="mr",
    months={
        "जानेवारी": 1, "जाने": 1,
        "फेब्रुवारी": 2, "फेब्रु": 2,
        "मार्च": 3,
        "एप्रिल": 4, "एप्रि": 4,
        "मे": 5,
        "जून": 6,
        "जुलै": 7,
        "ऑगस्ट": 8, "ऑग": 8,
        "सप्टेंबर": 9, "सप्टें": 9,
        "ऑक्टोबर": 10, "ऑक्टो": 10,
        "नोव्हेंबर": 11, "नोव्हें": 11,
        "डिसेंबर": 12, "डिसें": 12,
    },
    weekdays={
        "सोमवार": 0,
        "मंगळवार": 1,
        "बुधवार": 2,
        "गुरुवार": 3,
        "शुक्रवार": 4,
        "शनिवार": 5,
        "रविवार": 6,
    },
    published_labels=("प्रकाशित",),
    updated_labels=("अपडेटेड",),
    morning_words=("सकाळी",),
    noon_words=("दुपारी",),
    evening_words=("सायंकाळी", "संध्याकाळी"),
    night_words=("रात्री",),
    today_words=("आज",),
    yesterday_words=("काल",),
    ago=("#पूर्वी", "# पूर्वी", "# आधी"),
    minute_words=("मिनिटा", "मिनिटां", "मिनिट", "मिनिटे", "मिनि"),
    hour_words=("तासा", "तासां", "तास"),
    day_words=("दिवसा", "दिवसां", "दिवस"),
    tags_labels=("टॅग्स", "टॅग"),
)
