"""Turkish: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

TR = Lexicon(
    language="tr",
    months={
        "ocak": 1, "oca": 1,
        "şubat": 2, "şub": 2,
        "mart": 3, "mar": 3,
        "nisan": 4, "nis": 4,
        "mayıs": 5, "may": 5,
        "haziran": 6, "haz": 6,
        "temmuz": 7, "tem": 7,
        "ağustos": 8, "ağu": 8,
        "eylül": 9, "eyl": 9,
        "ekim": 10, "eki": 10,
        "kasım": 11, "kas": 11,
        "aralık": 12, "ara": 12,
    },
    weekdays={
        "pazartesi": 0, "pzt": 0,
        "salı": 1, "sal": 1,
        "çarşamba": 2, "çar": 2,
        "perşembe": 3, "per": 3,
        "cuma": 4, "cum": 4,
        "cumartesi": 5, "cmt": 5,
        "pazar": 6, "paz": 6,
    },
    id_labels=("haber kodu",),
    published_labels=("yayınlama tarihi", "yayınlanma tarihi", "yayın tarihi", "giriş", "giriş tarihi"),
    updated_labels=("güncelleme", "güncelleme tarihi", "son güncelleme", "güncellenme tarihi"),
    tags_labels=("etiketler",),
    time_words=("saat",),
    comment_labels=("yorumunuz", "yorumlar", "yorum yap"),
    related_labels=("ilgili haberler", "son dakika haberleri", "reklam"),
    boilerplate=("tüm hakları saklıdır",),
)
