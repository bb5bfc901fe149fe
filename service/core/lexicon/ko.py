"""Korean: month and weekday names (CLDR), and the words that newsrooms print around a story."""

from service.core.lexicon.model import Lexicon

KO = Lexicon(
    language="ko",
    weekdays={
        "월요일": 0,
        "화요일": 1,
        "수요일": 2,
        "목요일": 3,
        "금요일": 4,
        "토요일": 5,
        "일요일": 6,
    },
    published_labels=("입력", "기사입력", "입력시간", "등록", "등록일", "승인", "송고", "송고시간", "게시", "작성"),
    updated_labels=("수정", "기사수정", "최종수정", "수정시간", "업데이트", "최종 수정", "최종 업데이트"),
    tags_labels=("태그", "관련태그", "키워드"),
    byline_words=("글",),
    related_labels=("관련기사", "관련 기사", "많이 본 뉴스", "인기기사", "공유하기", "댓글"),
    boilerplate=("무단 전재", "무단전재", "재배포 금지", "저작권자"),
    credit_words=("사진",),
    role_words=("기자", "특파원", "논설위원", "선임기자"),
)
