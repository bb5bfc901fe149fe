"""Hebrew: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, ClosingWords, Lexicon

HE = Lexicon(
    language="he",
    pointers=("קראו גם", "קרא גם", "כתבות נוספות", "עוד בנושא", "אולי יעניין אותך", "לכתבות נוספות", "כתבות קשורות",),
    months={
        "ינואר": 1, "בינואר": 1, "ינו׳": 1,
        "פברואר": 2, "בפברואר": 2, "פבר׳": 2,
        "מרץ": 3, "במרץ": 3,
        "אפריל": 4, "באפריל": 4, "אפר׳": 4,
        "מאי": 5, "במאי": 5,
        "יוני": 6, "ביוני": 6,
        "יולי": 7, "ביולי": 7,
        "אוגוסט": 8, "באוגוסט": 8, "אוג׳": 8,
        "ספטמבר": 9, "בספטמבר": 9, "ספט׳": 9,
        "אוקטובר": 10, "באוקטובר": 10, "אוק׳": 10,
        "נובמבר": 11, "בנובמבר": 11, "נוב׳": 11,
        "דצמבר": 12, "בדצמבר": 12, "דצמ׳": 12,
    },
    weekdays={
        "יום שני": 0,
        "יום שלישי": 1,
        "יום רביעי": 2,
        "יום חמישי": 3,
        "יום שישי": 4,
        "יום שבת": 5,
        "יום ראשון": 6,
    },
    published_labels=("פורסם", "פורסם ב", "תאריך פרסום"),
    updated_labels=("עודכן", "עדכון אחרון"),
    time_words=("בשעה",),
    today_words=("היום",),
    yesterday_words=("אתמול",),
    ago=("לפני #",),
    minute_words=("דקה", "דקות", "דק׳", "דק'"),
    hour_words=("שעה", "שעות", "שע׳", "שע'"),
    day_words=("יום", "ימים"),
    tags_labels=("תגיות", "תגים"),
    byline_words=("מאת",),
    bylines=BylineWords(bare=("מאת",)),
    closings=ClosingWords(farewells=("sof",)),
)
