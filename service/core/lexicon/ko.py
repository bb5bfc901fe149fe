"""Korean: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from copydesk.service.core.lexicon.model import (
    BylineWords,
    ClosingWords,
    DateWords,
    Lexicon,
    NameWords,
    PageWords,
    SignalWords,
)

_NAME = r"[\uac00-\ud7af]{2,4}"
_REPORTERS = ("선임기자", "인턴기자", "기자", "특파원", "통신원", "논설위원")

KO = Lexicon(
    language="ko",
    months={
        "1월": 1,
        "2월": 2,
        "3월": 3,
        "4월": 4,
        "5월": 5,
        "6월": 6,
        "7월": 7,
        "8월": 8,
        "9월": 9,
        "10월": 10,
        "11월": 11,
        "12월": 12,
    },
    weekdays={
        "월요일": 0,
        "화요일": 1,
        "수요일": 2,
        "목요일": 3,
        "금요일": 4,
        "토요일": 5,
        "일요일": 6,
    },
    headline_labels=("제목",),
    published_labels=("입력", "기사입력", "입력시간", "등록", "등록일", "승인", "송고", "송고시간", "게시", "작성"),
    updated_labels=("수정", "기사수정", "최종수정", "수정시간", "업데이트", "최종 수정", "최종 업데이트"),
    tags_labels=("태그", "관련태그", "키워드"),
    byline_words=("글",),
    morning_words=("오전", "새벽"),
    noon_words=("낮",),
    evening_words=("오후", "저녁"),
    night_words=("밤",),
    today_words=("오늘",),
    yesterday_words=("어제",),
    ago=("# 전", "#전"),
    minute_words=("분",),
    hour_words=("시간",),
    day_words=("일",),
    comment_labels=("댓글 쓰기", "댓글쓰기", "댓글 작성", "댓글 남기기", "전체 댓글", "의견쓰기"),
    related_labels=("관련기사", "관련 기사", "많이 본 뉴스", "인기기사", "공유하기", "댓글"),
    pointers=("관련뉴스", "관련 뉴스", "함께 보면 좋은 기사", "이 기사를 추천합니다", "추천기사", "추천 기사", "주요뉴스", "주요 뉴스", "이전기사", "다음기사", "더보기",),
    boilerplate=("무단 전재", "무단전재", "재배포 금지", "저작권자", "기사 제보"),
    credit_words=("사진",),
    role_words=("기자", "특파원", "논설위원", "선임기자"),
    names=NameWords(outlet_words=("연합", "뉴스", "신문", "기자", "편집", "취재")),
    bylines=BylineWords(
        offices_behind=("선임기자", "기자", "특파원"),
        reporters=_REPORTERS,
        in_datelines={
            # Place and agency in brackets, the names, the word for reporter, an equals sign.
            "korean-dateline": (
                r"[\[(（【][^\])）】]{2,30}[\])）】]\s{0,2}"
                rf"(({_NAME}(?:[\s·,]{{1,2}}{_NAME}){{0,3}})\s?(?:{'|'.join(_REPORTERS)}))\s?="
            ),
        },
    ),
    closings=ClosingWords(farewells=("끝",), desk=("취재", "글")),
    dates=DateWords(year_marks=("년",), month_marks=("월",), day_marks=("일",), hour_marks=("시",), minute_marks=("분",)),
    page=PageWords(
        sold=(
            "구독자 전용", "유료회원 전용", "이 기사는 유료",
        ),
        adverts=("광고",),
        furniture=("공유", "댓글", "인쇄", "요약", "기사내용", "글자크기조정", "글자크기", "스크랩"),
    ),
    signals=SignalWords(
        update=("종합", "속보",),
        correction=("정정", "바로잡습니다",),
        kill=("기사 삭제", "기사삭제", "전문취소",),
        kill_alone=("취소",),
        advisory=("편집자 주",),
        embargo=("엠바고",),
    ),
)
