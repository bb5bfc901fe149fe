"""Chinese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import (
    BylineWords,
    CaptionWords,
    ClosingWords,
    DatelineWords,
    DateWords,
    Lexicon,
    NameWords,
    PageWords,
    SignalWords,
)

_HAN = r"[\u3400-\u9fff]"
_NAME = rf"{_HAN}{{2,4}}"
_REPORTERS = ("记者", "記者")
# `記者王小明／台北報導`
_FILED = rf"[〔\[【(（]?(?:{'|'.join(_REPORTERS)})\s?({_NAME}(?:、{_NAME}){{0,3}})\s?[／/]\s?{_HAN}{{2,6}}報[導导][〕\]】)）]?"

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
    headline_labels=("标题", "標題"),
    published_labels=("发布时间", "发布日期", "发表时间", "发布于", "發布時間", "發布日期", "發表時間", "刊登時間", "发稿时间"),
    updated_labels=("更新时间", "最后更新", "更新于", "更新時間", "最後更新", "更新於"),
    tags_labels=("标签", "標籤", "关键词", "關鍵詞", "关键字", "關鍵字", "相关标签", "相關標籤"),
    byline_words=("作者", "撰文", "记者", "記者", "文", "采写", "撰稿"),
    morning_words=("上午", "早上", "凌晨", "清晨"),
    noon_words=("中午",),
    evening_words=("下午", "傍晚"),
    night_words=("晚上", "深夜"),
    today_words=("今天", "今日"),
    yesterday_words=("昨天", "昨日"),
    ago=("#前", "#之前"),
    minute_words=("分钟", "分鐘", "分"),
    hour_words=("小时", "小時", "个小时", "個小時"),
    day_words=("天", "日"),
    comment_labels=("发表评论", "發表評論", "网友评论", "網友評論", "最新评论", "最新評論", "我要评论", "我要評論", "发表留言", "發表留言"),
    related_labels=(
        "相关新闻",
        "相關新聞",
        "相关阅读",
        "相關閱讀",
        "相关报道",
        "相關報導",
        "相关文章",
        "相關文章",
        "延伸阅读",
        "延伸閱讀",
        "推荐阅读",
        "推薦閱讀",
        "更多新闻",
        "更多新聞",
        "热门新闻",
        "熱門新聞",
        "为您推荐",
        "為您推薦",
        "猜你喜欢",
        "猜你喜歡",
        "大家都在看",
        "点击排行",
        "看更多",
        "分享到",
    ),
    pointers=("相关链接", "相關連結", "相关推荐", "相關推薦", "推荐文章", "推薦文章", "热门文章", "熱門文章", "更多文章", "上一篇", "下一篇", "您可能感兴趣", "您可能感興趣", "你可能感兴趣", "你可能感興趣", "热门推荐", "熱門推薦", "阅读更多", "閱讀更多", "相关视频", "往期回顾", "精彩推荐", "編輯推薦", "编辑推荐", "责任编辑推荐",),
    boilerplate=(
        "版权所有",
        "版權所有",
        "未经授权不得",
        "未經授權不得",
        "信息服务许可证",
        "经营许可证",
        "不良信息举报",
        "icp备",
        "公网安备",
        "未经许可不得",
        "未經許可不得",
        "禁止转载",
        "禁止轉載",
        "请勿转载",
        "請勿轉載",
        "责任编辑",
        "責任編輯",
        "免责声明:",
        "免責聲明:",
        "扫描二维码关注",
        "文明上网理性发言",
        "隱私權規範",
        "不得轉載",
        "不得转载",
        "未經授權",
        "请注明出处",
    ),
    role_words=("记者", "記者", "编辑", "編輯"),
    names=NameWords(
        outlet_words=("通信", "通讯", "通訊", "新闻", "新聞", "编辑", "編輯", "时报", "時報"),
        outlet_endings=(*"社网網报報部局台臺会會组組室院处處",),
    ),
    bylines=BylineWords(
        bare=("作者", "撰文"),
        editors=("责任编辑", "責任編輯", "责编", "責編"),
        offices_before=("本报记者", "特约记者", "本報記者", "通讯员", "通訊員", "实习记者", "见习记者", "首席记者", "实习生"),
        reporters=_REPORTERS,
        reporters_joined=("記者",),
        lines=(_FILED,),
        in_datelines={
            # On a line of its own, or before the first sentence: `記者王小明／台北報導`.
            "taiwanese-byline": rf"({_FILED})",
            # In brackets behind place and date. What stands between name and bracket would be the place: then none is
            # read.
            "chinese-dateline": (
                rf".{{0,40}}[（(]([^（()）]{{0,8}}(?:{'|'.join(_REPORTERS)})"
                rf"[\s:：\u3000]{{0,2}}({_NAME}(?:[、，\s\u3000]{_NAME}){{0,5}}))[）)]"
            ),
        },
        joined=r"[（(]中央社(記者)((?:[\u3400-\u9fff]{2,3}、){0,4})([\u3400-\u9fff]{4,6})\d{1,2}日專?[電电]",
    ),
    closings=ClosingWords(
        farewells=("完", "完了", "了"),
        desk=(
            "编辑", "責任編輯", "责任编辑", "責編", "责编", "編輯", "编审", "編審", "作者", "记者", "記者", "校对", "校對", "来源", "來源",
            "核稿編輯", "核稿",
        ),
    ),
    dates=DateWords(
        eras={"民国": 1911, "民國": 1911},
        first_years=("元",),
        year_marks=("年",),
        month_marks=("月",),
        day_marks=("日",),
        hour_marks=("时", "時", "点", "點"),
        minute_marks=("分",),
    ),
    datelines=DatelineWords(
        days=(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日",),
        forms={
            # 据新华社北京6月25日电
            "chinese": (
                rf"\s*[据據]?(?:本[报報社刊])?(?P<agency>{_HAN}{{1,4}}?[社网網])?"
                rf"(?P<lead>{_HAN}{{0,8}}?\d{{1,2}}月\d{{1,2}}日)(?P<sep>[电電讯訊][\s：:]{{0,3}})"
            ),
            # （中央社記者李先鳳花蓮縣25日電）
            "taiwanese": (
                rf"[(（](?P<agency>{_HAN}{{2,4}}社)(?P<lead>(?:記者(?:{_HAN}|、){{2,14}}|{_HAN}{{2,8}})\d{{1,2}}日)"
                rf"{_HAN}{{0,8}}[电電導导][)）]"
            ),
        },
        counties=("縣", "市", "州"),
    ),
    page=PageWords(
        controls=(
            "分享", "分享到", "收藏", "打印", "点赞", "評論", "评论", "返回顶部", "展开全文", "字号",
        ),
        sold=(
            "订阅以继续阅读", "訂閱以繼續閱讀", "登录后阅读全文", "會員限定", "会员专享",
        ),
        adverts=("广告", "廣告"),
        errors=("页面不存在", "页面未找到", "找不到页面"),
        furniture=("分享", "打印", "保存", "收藏", "评论", "評論"),
    ),
    captions=CaptionWords(taken=("攝影", "摄影", "攝", "摄")),
    signals=SignalWords(
        update=("更新",),
        correction=("更正", "订正", "更正稿", "更正啟事",),
        kill=("撤稿", "撤稿通知", "撤销稿件",),
        kill_alone=("撤销",),
        advisory=("编辑注意", "致编辑",),
        embargo=("禁止发布至",),
    ),
)
