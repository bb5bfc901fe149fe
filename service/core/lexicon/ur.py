"""Urdu: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

UR = Lexicon(
    language="ur",
    months={
        "جنوری": 1,
        "فروری": 2,
        "مارچ": 3,
        "اپریل": 4,
        "مئی": 5,
        "جون": 6,
        "جولائی": 7,
        "اگست": 8,
        "ستمبر": 9,
        "اکتوبر": 10,
        "نومبر": 11,
        "دسمبر": 12,
    },
    weekdays={
        "پیر": 0,
        "منگل": 1,
        "بدھ": 2,
        "جمعرات": 3,
        "جمعہ": 4,
        "ہفتہ": 5,
        "اتوار": 6,
    },
    id_labels=("خبر کا کوڈ",),
    published_labels=("تاریخ اشاعت", "شائع"),
    updated_labels=("اپ ڈیٹ", "اپ ڈیٹ کیا گیا"),
    tags_labels=("ٹیگس",),
    related_labels=("مزید پڑھیں", "یہ بھی پڑھیں"),
    credit_words=("تصویر",),
)
