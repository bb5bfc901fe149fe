"""Chinese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

ZH = Lexicon(
    language="zh",
    months={
        "一月": 1,
        "二月": 2,
        "三月": 3,
        "四月": 4,
        "五月": 5,
        "六月": 6,
        "七月": 7,
        "八月": 8,
        "九月": 9,
        "十月": 10,
        "十一月": 11,
        "十二月": 12,
    },
    weekdays={
        "星期一": 0, "周一": 0,
        "星期二": 1, "周二": 1,
        "星期三": 2, "周三": 2,
        "星期四": 3, "周四": 3,
        "星期五": 4, "周五": 4,
        "星期六": 5, "周六": 5,
        "星期日": 6, "周日": 6,
    },
    published_labels=("发布时间", "发布日期", "发表时间", "发布于", "發布時間", "發布日期", "發表時間", "刊登時間", "发稿时间"),
    updated_labels=("更新时间", "最后更新", "更新于", "更新時間", "最後更新", "更新於"),
)
