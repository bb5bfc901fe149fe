"""Vietnamese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

VI = Lexicon(
    language="vi",
    weekdays={
        "thứ hai": 0, "th 2": 0,
        "thứ ba": 1, "th 3": 1,
        "thứ tư": 2, "th 4": 2,
        "thứ năm": 3, "th 5": 3,
        "thứ sáu": 4, "th 6": 4,
        "thứ bảy": 5, "th 7": 5,
        "chủ nhật": 6, "cn": 6,
    },
    published_labels=("ngày đăng", "đăng lúc", "đăng ngày", "xuất bản", "thời gian đăng"),
    updated_labels=("cập nhật", "cập nhật lúc", "cập nhật lần cuối"),
    time_words=("lúc",),
    tags_labels=("từ khóa", "chủ đề", "tags"),
    byline_words=("tác giả",),
    related_labels=("tin liên quan", "xem thêm", "đọc thêm", "tin cùng chuyên mục", "bình luận"),
    credit_words=("ảnh",),
    role_words=("phóng viên",),
)
