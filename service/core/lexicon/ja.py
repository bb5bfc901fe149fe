"""Japanese: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

JA = Lexicon(
    language="ja",
    weekdays={
        "月曜日": 0,
        "火曜日": 1,
        "水曜日": 2,
        "木曜日": 3,
        "金曜日": 4,
        "土曜日": 5,
        "日曜日": 6,
    },
    published_labels=("公開日", "公開", "公開日時", "配信", "配信日時", "掲載日", "投稿日", "公開時間"),
    updated_labels=("最終更新", "更新", "更新日", "更新日時", "最終更新日"),
    tags_labels=("関連キーワード", "キーワード", "タグ", "関連タグ"),
    byline_words=("文", "文・", "取材・文"),
    related_labels=("関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事", "おすすめ情報", "ランキング", "アクセスランキング", "この記事をシェア"),
    boilerplate=("会員限定", "無断転載", "ログインして", "会員登録"),
    credit_words=("写真", "撮影", "画像"),
    role_words=("記者", "編集委員", "特派員"),
)
