"""Thai: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import BylineWords, DateWords, Lexicon

TH = Lexicon(
    language="th",
    months={
        "มกราคม": 1, "ม.ค": 1,
        "กุมภาพันธ์": 2, "ก.พ": 2,
        "มีนาคม": 3, "มี.ค": 3,
        "เมษายน": 4, "เม.ย": 4,
        "พฤษภาคม": 5, "พ.ค": 5,
        "มิถุนายน": 6, "มิ.ย": 6,
        "กรกฎาคม": 7, "ก.ค": 7,
        "สิงหาคม": 8, "ส.ค": 8,
        "กันยายน": 9, "ก.ย": 9,
        "ตุลาคม": 10, "ต.ค": 10,
        "พฤศจิกายน": 11, "พ.ย": 11,
        "ธันวาคม": 12, "ธ.ค": 12,
    },
    weekdays={
        "วันจันทร์": 0,
        "วันอังคาร": 1,
        "วันพุธ": 2,
        "วันพฤหัสบดี": 3,
        "วันศุกร์": 4,
        "วันเสาร์": 5,
        "วันอาทิตย์": 6,
    },
    published_labels=("เผยแพร่", "เผยแพร่เมื่อ", "วันที่เผยแพร่"),
    updated_labels=("อัปเดต", "อัพเดท", "อัปเดตล่าสุด", "แก้ไขล่าสุด"),
    time_words=("เวลา",),
    today_words=("วันนี้",),
    yesterday_words=("เมื่อวาน", "เมื่อวานนี้"),
    ago=("#ที่ผ่านมา", "# ที่ผ่านมา", "#ที่แล้ว", "# ที่แล้ว", "#ก่อน"),
    minute_words=("นาที",),
    hour_words=("ชั่วโมง", "ชม"),
    day_words=("วัน",),
    tags_labels=("แท็ก", "คำสำคัญ"),
    byline_words=("โดย",),
    bylines=BylineWords(bare=("โดย",)),
    dates=DateWords(of=("พ.ศ", "ค.ศ")),
)
