"""Day and authors of web pages, chosen by what was learned; every page here is made up."""

from __future__ import annotations

import json

import pytest

from copydesk.service.core.page.choice import Offer, Weights, chosen, judge, reasons
from copydesk.service.core.page.html.candidates import html_candidates
from copydesk.service.core.page.html.learned import Learned
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.html.source import Source
from copydesk.service.core.page.html.weights import authors, day
from copydesk.service.core.records import Draft, SiteProfile
from tests.builders import a_page

STORY = "".join(
    f"<p>The ferry between the two harbours ran aground {n} times last winter, and the crew was brought ashore by boat.</p>"
    for n in range(5)
)
HEAD = "<title>Ferry runs aground again | The Quay</title>"
URL = "https://www.quay.example/town/ferry-runs-aground-again"


def read(body: str, head: str = "") -> Draft:
    """What the reader makes of a page."""
    html = f'<html lang="en"><head>{HEAD}{head}</head><body>{body}</body></html>'
    return read_html(a_page(html, media="html", url=URL), SiteProfile("quay"))


def story(above: str = "", below: str = "") -> str:
    """An article with lines around its text."""
    return f"<article><h1>Ferry runs aground again</h1>{above}{STORY}{below}</article>"


def json_ld(**fields: object) -> str:
    """A script that describes the story."""
    told = {"@type": "NewsArticle", "headline": "Ferry runs aground again"} | fields
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def names(draft: Draft) -> list[str]:
    """Whom the draft names."""
    return [author.name for author in draft.authors]


@pytest.mark.parametrize(
    "line",
    [
        '<div class="meta">March 4, 2022</div>',
        '<p class="info">Published: 4 March 2022</p>',
        '<span itemprop="datePublished">4 March 2022</span>',
        '<time datetime="2022-03-04">4 March</time>',
        "<div>By Ada Lovelace | March 4, 2022</div>",
    ],
)
def test_a_day_below_the_headline_is_read(line: str) -> None:
    """A page that declares nothing may print its day in any element."""
    draft = read(story(line))
    assert draft.published_at is not None
    assert (draft.published_at.date().isoformat(), draft.published_precision) == ("2022-03-04", "day")


def test_a_printed_time_keeps_its_clock_and_zone() -> None:
    """What is chosen by its day is given to the minute where the page prints one."""
    draft = read(story('<div class="date">March 4, 2022, 9:30 a.m. EST</div>'))
    assert draft.published_at is not None
    assert (draft.published_at.isoformat(), draft.published_precision) == ("2022-03-04T14:30:00+00:00", "minute")
    assert draft.published_raw == "March 4, 2022, 9:30 a.m. EST"
    assert draft.zone_basis == "zone_name"
    assert draft.provenance["published_at"].startswith("learned:")


def test_what_the_surest_place_says_stays_as_it_is() -> None:
    """Where the page agrees with its JSON-LD, moment and rule are JSON-LD's."""
    head = json_ld(datePublished="2022-03-04T23:30:00-05:00", author={"@type": "Person", "name": "Ada Lovelace"})
    draft = read(story("<div>By Ada Lovelace</div><time>March 4, 2022</time>"), head)
    assert draft.published_at is not None
    assert (draft.published_at.isoformat(), draft.provenance["published_at"]) == (
        "2022-03-05T04:30:00+00:00",
        "json-ld",
    )
    assert (names(draft), draft.provenance["authors"]) == (["Ada Lovelace"], "json-ld")


@pytest.mark.parametrize(
    ("declared", "printed", "given"),
    [
        ("2022-03-05T01:30:00Z", "March 4, 2022", "2022-03-05T01:30:00+00:00"),
        ("2022-03-04T20:15:00+00:00", "5 March 2022", "2022-03-04T20:15:00+00:00"),
        ("2022-03-05T13:30:00Z", "March 4, 2022", "2022-03-04T00:00:00+00:00"),
        ("2022-03-05T01:30:00+01:00", "March 4, 2022", "2022-03-04T00:00:00+00:00"),
    ],
)
def test_a_time_in_utc_falls_on_a_day_printed_in_another_zone(declared: str, printed: str, given: str) -> None:
    """The day that a reader sees is the declared one where a zone explains it, and then the declared time is given."""
    head = f'<meta name="date" content="2022-03-07"><meta property="og:article:published_time" content="{declared}">'
    draft = read(story(f'<time class="published" datetime="{printed}">{printed}</time>'), head)
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == given


@pytest.mark.parametrize(
    "other",
    [
        '<aside class="related"><a href="/x">Storm</a> <time datetime="2023-07-01T10:00:00Z">Jul 1</time></aside>',
        '<div class="comments"><div class="comment"><time datetime="2023-07-01T10:00:00Z">Jul 1</time> So true.</div></div>',
        "<footer>&copy; 2023 The Quay. 1 July 2023</footer>",
    ],
)
def test_a_day_of_something_else_is_passed_over(other: str) -> None:
    """Times of comments, related stories and the page's foot are not the story's."""
    draft = read(story('<time datetime="2022-03-04T09:30:00Z">4 March 2022</time>') + other)
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2022-03-04T09:30:00+00:00"


def test_a_day_to_come_is_never_given() -> None:
    """A date later than a day past the fetching is an event's, whatever stands beside it."""
    assert read(story('<time datetime="2024-06-01T09:30:00Z">1 June 2024</time>')).published_at is None


@pytest.mark.parametrize(
    "line",
    [
        '<div class="byline">By <a rel="author" href="/ada">Ada Lovelace</a></div>',
        '<span class="byline">by <span class="author vcard"><a href="/author/ada/">Ada Lovelace</a></span></span>',
        '<div class="author-name">Ada Lovelace</div><time datetime="2022-03-04">4 March 2022</time>',
    ],
)
def test_an_author_below_the_headline_is_read(line: str) -> None:
    """A page that declares nobody may name its author in a link, a class or a line."""
    assert names(read(story(line))) == ["Ada Lovelace"]


def test_nobody_is_named_without_a_byline() -> None:
    """Capitals in menus and captions make no author."""
    menus = "<nav><a href='/a'>Grand Harbour</a> <a href='/b'>Old Town</a></nav>"
    caption = "<figure><figcaption>Grace Hopper at the quay</figcaption></figure>"
    assert names(read(menus + story(caption))) == []


def learned(body: str, head: str = "") -> Learned:
    """What a page offers."""
    html = f'<html lang="en"><head>{HEAD}{head}</head><body>{body}</body></html>'
    return Learned(Source(a_page(html, media="html", url=URL), SiteProfile("quay")))


def test_a_house_is_told_from_those_who_sign_beside_it() -> None:
    """Where JSON-LD calls a house the author, both offers say whether a person signs as well."""
    head = json_ld(author={"@type": "Organization", "name": "harbour.news"})
    signed = learned(story('<div class="byline">By <a rel="author" href="/ada">Ada Lovelace</a></div>'), head)
    told = {offer.value.authors[0].name: offer.features for offer in signed.authors}
    assert {"a house is declared, people sign", "holds a domain"} <= told["harbour.news"]
    assert "signs where a house is declared" in told["Ada Lovelace"]
    [alone] = learned(story(), head).authors
    assert "a house is declared, nobody signs" in alone.features


def test_a_day_of_change_says_whether_there_is_another() -> None:
    """A page that prints nothing but `Updated` may not give its day of publication at all."""
    [only] = learned(story("<p>Updated: 4 March 2022</p>")).days
    assert "of a change only, no other day given" in only.features
    both = learned(story("<p>Published: 1 March 2022</p><p>Updated: 4 March 2022</p>")).days
    told = {offer.value.day.day: offer.features for offer in both}
    assert "of a change only, another day given" in told[4]
    assert "beside a day of change" in told[1]


def test_a_house_among_authors() -> None:
    """The publisher that JSON-LD calls the author gives way to the reporter that the page names."""
    head = (
        json_ld(author={"@type": "Organization", "name": "The Quay"})
        + '<meta property="og:site_name" content="The Quay">'
    )
    above = '<div class="byline">By <a rel="author" href="/author/ada/">Ada Lovelace</a></div>'
    assert names(read(story(above), head)) == ["Ada Lovelace"]


def test_authors_by_id() -> None:
    """An author that JSON-LD names by its ID is looked up among the page's nodes."""
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Ferry runs aground again", "author": {"@id": "#ada"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Lovelace"},
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert names(read(story('<div class="author">Ada Lovelace</div>'), head)) == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ("By Ada Lovelace and Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
        ("Ada Lovelace, Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
        ("Ada Lovelace &amp; Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
        ("Ada Lovelace | The Quay", ["Ada Lovelace"]),
        ("Ada Lovelace (The Quay)", ["Ada Lovelace"]),
        ("Ada Lovelace, Reuters", ["Ada Lovelace"]),
        ("Ada Lovelace, Harbour Editor", ["Ada Lovelace"]),
    ],
)
def test_a_declared_text_is_read_as_people(told: str, people: list[str]) -> None:
    """Several names in one string, offices and houses behind a name: the people alone are given."""
    assert names(read(story(), f'<meta name="author" content="{told}">')) == people


def test_a_month_is_nobody() -> None:
    """The first word of a date in a byline's element is no name."""
    assert names(read(story('<div class="byline">Mar 4, 2022 · Ada Lovelace</div>'))) == ["Ada Lovelace"]


def test_an_element_called_updated() -> None:
    """What is called updated is not the day of publication, though it stands first."""
    both = (
        '<time class="updated" datetime="2022-05-02T10:00:00Z">May 2, 2022</time>'
        '<time class="entry-date published" datetime="2022-03-04T09:30:00Z">March 4, 2022</time>'
    )
    draft = read(story(f'<span class="posted-on">{both}</span>'))
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2022-03-04T09:30:00+00:00"


def test_microdata_of_another_story() -> None:
    """An item without the page's headline is no source, whatever it declares."""
    other = '<aside><div itemscope><meta itemprop="datePublished" content="2021-01-01T00:00:00Z"></div></aside>'
    own = f'<div itemscope><meta itemprop="datePublished" content="2022-03-04T09:30:00Z">{story()}</div>'
    draft = read(other + own)
    assert draft.published_at is not None
    assert draft.published_at.isoformat() == "2022-03-04T09:30:00+00:00"


def test_why_is_told() -> None:
    """Each offer comes with its probability and the features that weigh most."""
    html = f"<html><head>{HEAD}</head><body>{story('<div>By Ada Lovelace</div><p>Published: 4 March 2022</p>')}</body></html>"
    told = list(html_candidates(Source(a_page(html, media="html", url=URL), SiteProfile("quay"))))
    assert {"published_at", "authors"} <= {candidate.field for candidate in told}
    [when] = [candidate for candidate in told if candidate.field == "published_at"]
    assert when.value == "4 March 2022"
    assert "%: " in when.note
    assert "printed" in when.note


WEIGHTS = Weights(none=0.0, threshold=0.6, features={"near": 2.0, "far": -1.0})


def test_the_likeliest_offer_is_chosen() -> None:
    """Offers are judged beside each other and beside none; the order of a page's offers decides between equals."""
    near, far = Offer("a", frozenset({"near", "unknown"})), Offer("b", frozenset({"far"}))
    judged = judge([far, near], WEIGHTS)
    assert [one.offer.value for one in judged] == ["a", "b"]
    assert sum(one.probability for one in judged) < 1
    assert chosen(judged, WEIGHTS) is near
    assert reasons(near, WEIGHTS) == ("+2.0 near",)


def test_an_unlikely_offer_is_not_given() -> None:
    """Below the threshold nothing is chosen, and of no offers nothing."""
    assert chosen(judge([Offer("b", frozenset({"far"}))], WEIGHTS), WEIGHTS) is None
    assert chosen(judge([], WEIGHTS), WEIGHTS) is None
    equal = [Offer("a", frozenset({"near"})), Offer("b", frozenset({"near"}))]
    assert chosen(judge(equal, WEIGHTS), WEIGHTS) is None


@pytest.mark.parametrize("weights", [day.WEIGHTS, authors.WEIGHTS])
def test_tables_stay_readable(weights: Weights) -> None:
    """A field has no more weights than a person can read, and none that does nothing."""
    assert 50 < len(weights.features) <= 250
    assert all(abs(weight) >= 0.05 for weight in weights.features.values())


HAN_STORY = "".join(
    f"<p>港口大桥经过两年维修,于星期一重新开放通车,市政府在一份声明中说,第{number}阶段工程花费四百万元,比最初估计高出一倍,潜水员发现桥墩也需要更换。</p>"
    for number in "一二三四五"
)


@pytest.mark.parametrize(
    ("line", "below", "people"),
    [
        ("2021-03-08 09:30:12 来源：港口日报 作者：王明", "", ["王明"]),
        ("2021年03月08日", "<div>责任编辑：张三</div>", ["张三"]),
        ("2021年03月08日", "<p>(记者 李华、王明)</p><div>责任编辑：张三</div>", ["李华", "王明"]),
        ("2021年03月08日 来源： 港口网", "", []),
    ],
)
def test_names_without_capitals(line: str, below: str, people: list[str]) -> None:
    """Labels tell them, within a line too; the editor who answers for a story is named only if nobody else is."""
    html = f"<html><head><title>大桥重新开放</title></head><body><h1>大桥重新开放</h1><div>{line}</div>{HAN_STORY}{below}</body></html>"
    draft = read_html(a_page(html, media="html", url="https://www.quay.example/a/1.html"), SiteProfile("quay"))
    assert names(draft) == people


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Grete Horn 8. 3. 2021, 09:30", ["Grete Horn"]),
        ("08.03.2021 09:30 / Автор: Ирина Носова", ["Ирина Носова"]),
        ("08.03.2021 Автор: Ирина Носова Комментарии: 12", ["Ирина Носова"]),
        ("2021-03-08 09:30 本报记者 李小明", ["李小明"]),
        ("김하나기자 승인 2021.03.08 09:30", ["김하나"]),
        ("2021.03.08 09:30 文・鈴木花子", ["鈴木花子"]),
    ],
)
def test_a_line_with_a_day_names_the_author(line: str, expected: list[str]) -> None:
    """Beside the day stands who wrote it, before it or behind, in a line of one."""
    assert names(read(story(f"<div>{line}</div>"))) == expected


def test_a_japanese_signature_is_the_authors() -> None:
    """Behind the last sentence, in brackets of its own."""
    body = "<h1>渡し船がまた座礁</h1>" + "<p>港を結ぶ渡し船が昨年の冬にまた座礁し、乗組員は小舟で岸に運ばれた。</p>" * 3
    assert names(read(f"{body}<p>船は春に修理を終え、乗客を乗せて再び港の間を往復している。【鈴木花子】</p>")) == [
        "鈴木花子"
    ]


def test_who_designed_a_house_did_not_write_of_it() -> None:
    """`by` within a paragraph of the story is no byline, though nobody else is named."""
    told = "<p>The lighthouse, which has stood on the rock since 1871, was built by Flora Grant, then the only woman of her trade.</p>"
    assert names(read(story(below=told + STORY.replace("ferry", "barge")))) == []


def test_who_made_a_film_on_the_page_did_not_write_the_story() -> None:
    """JSON-LD tells whose a film is that the page shows; of the story it tells nobody."""
    film = '<script type="application/ld+json">{"@type": "VideoObject", "name": "Knots", "author": {"@type": "Person", "name": "Vera Stone"}}</script>'
    assert names(read(story(), film)) == []


def test_an_office_between_two_names_hides_neither() -> None:
    """`Ada Lovelace, City Editor, and Mary Somerville` are two."""
    told = json_ld(author={"@type": "Person", "name": "Ada Lovelace, City Editor, and Mary Somerville"})
    assert names(read(story(), told)) == ["Ada Lovelace", "Mary Somerville"]


def test_who_wrote_the_stories_of_a_list_did_not_write_this_one() -> None:
    """JSON-LD lists other stories of the page, each with its author."""
    listed = {
        "@type": "ListItem",
        "item": {"@type": "NewsArticle", "headline": "Knots", "author": {"name": "Vera Stone"}},
    }
    told = (
        f'<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": [listed]})}</script>'
    )
    assert names(read(story(), told)) == []


CHINESE = "".join(
    f"<p>港口轮渡去年冬天第{n}次搁浅，船员全部乘小船上岸，市政府说今年将在航道两侧增设灯标。</p>" for n in "一二三四五"
)


@pytest.mark.parametrize(
    "below", ["<p>（记者 王立平 通讯员 陈晓燕）</p>", "<p>明年开放。（本报记者王立平、陈晓燕）</p>"]
)
def test_a_chinese_newsroom_signs_below_the_story(below: str) -> None:
    """Each office before its names; the editor who answers for the page is named where nobody else is."""
    page = f"<article><h1>轮渡再度搁浅</h1>{CHINESE}{below}<div>责任编辑：刘洋</div></article>"
    html = f'<html lang="zh"><head><title>轮渡再度搁浅</title></head><body>{page}</body></html>'
    assert names(read_html(a_page(html, media="html", url=URL), SiteProfile("quay"))) == ["王立平", "陈晓燕"]


@pytest.mark.parametrize(("language", "author"), [("ro-RO", "Ada Lovelace"), ("nl", "de Ada Lovelace")])
def test_a_word_for_by_in_one_language(language: str, author: str) -> None:
    """It is one in pages of that language; in others it may belong to the name."""
    line = '<div class="byline">de Ada Lovelace | 4.03.2022</div>'
    html = f'<html lang="{language}"><head>{HEAD}</head><body>{story(line)}</body></html>'
    assert names(read_html(a_page(html, media="html", url=URL), SiteProfile("quay"))) == [author]
