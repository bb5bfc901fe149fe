"""Georgian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import Lexicon

KA = Lexicon(
    language="ka",
    months={
        "იანვარი": 1, "იან": 1,
        "თებერვალი": 2, "თებ": 2,
        "მარტი": 3, "მარ": 3,
        "აპრილი": 4, "აპრ": 4,
        "მაისი": 5, "მაი": 5,
        "ივნისი": 6, "ივნ": 6,
        "ივლისი": 7, "ივლ": 7,
        "აგვისტო": 8, "აგვ": 8,
        "სექტემბერი": 9, "სექ": 9,
        "ოქტომბერი": 10, "ოქტ": 10,
        "ნოემბერი": 11, "ნოე": 11,
        "დეკემბერი": 12, "დეკ": 12,
    },
    weekdays={
        "ორშაბათი": 0,
        "სამშაბათი": 1,
        "ოთხშაბათი": 2,
        "ხუთშაბათი": 3,
        "პარასკევი": 4,
        "შაბათი": 5,
        "კვირა": 6,
    },
    published_labels=("გამოქვეყნებულია", "გამოქვეყნდა"),
    updated_labels=("განახლებულია", "განახლდა"),
    today_words=("დღეს",),
    yesterday_words=("გუშინ",),
    ago=("# წინ",),
    minute_words=("წუთის", "წთ"),
    hour_words=("საათის", "სთ"),
    day_words=("დღის",),
    tags_labels=("თეგები", "ტეგები"),
    byline_words=("ავტორი",),
)
