"""Indonesian: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

ID = Lexicon(
    language="id",
    months={
        "januari": 1, "jan": 1,
        "februari": 2, "feb": 2,
        "maret": 3, "mar": 3,
        "april": 4, "apr": 4,
        "mei": 5,
        "juni": 6, "jun": 6,
        "juli": 7, "jul": 7,
        "agustus": 8, "agu": 8,
        "september": 9, "sep": 9,
        "oktober": 10, "okt": 10,
        "november": 11, "nov": 11,
        "desember": 12, "des": 12,
    },
    weekdays={
        "senin": 0, "sen": 0,
        "selasa": 1, "sel": 1,
        "rabu": 2, "rab": 2,
        "kamis": 3, "kam": 3,
        "jumat": 4, "jum": 4,
        "sabtu": 5, "sab": 5,
        "minggu": 6, "min": 6,
    },
    published_labels=("diterbitkan", "dipublikasikan", "tayang", "terbit", "tanggal terbit", "dipublikasikan pada", "diterbitkan pada"),
    updated_labels=("diperbarui", "pembaruan", "diperbarui pada", "terakhir diperbarui", "update"),
    tags_labels=("tag", "tags", "topik"),
    byline_words=("oleh", "penulis"),
    time_words=("pukul", "jam"),
    comment_labels=("komentar",),
    related_labels=("baca juga", "berita terkait", "berita lainnya", "terpopuler", "artikel terkait", "load more"),
    boilerplate=("cek berita dan artikel", "baca juga:"),
    credit_words=("foto",),
    role_words=("reporter", "editor", "penulis"),
)
