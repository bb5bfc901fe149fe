"""Documents of one megabyte that would take long to read if a rule went back and forth: regex bait, repetition,
nesting.

Most rules read the first 6,000 lines of a text and a few hundred characters of each: the dearest megabyte has that many
lines, each as long as that allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import NamedTuple

from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.lexicon.model import Lexicon

MEGABYTE = 1_000_000
WIDTH = 160
"""So long are lines where a megabyte has 6,000 of them."""


class Row(NamedTuple):
    """A document: what is repeated until it is full, and what stands once before and behind that."""

    name: str
    unit: str
    before: str = ""
    after: str = ""


STORY = "Headline\n\nBody text of some length that is a paragraph.\n\n"

ALONE: tuple[Row, ...] = (
    Row("one long word", "a"),
    Row("one long line of words", "word "),
    Row("one long line of prose", "The council said on Monday that it would decide. "),
    Row(
        "prose in paragraphs",
        "The council said on Monday that it would decide after a long debate on the matter.\n\n",
        "Headline\n\n",
    ),
    Row("spaces", " ", "Headline"),
    Row("empty lines", "\n", "Headline"),
    Row("line ends and spaces", " \n", "Headline"),
    Row("no-break spaces", "\u00a0", "Headline"),
    Row("digits", "7"),
    Row("Persian digits", "۷"),
    Row("digit groups", "12."),
    Row("dates", "27 February 2019 - 14:01\n"),
    Row("dates on one line", "27 February 2019 - 14:01 "),
    Row("half dates", "27 February "),
    Row("Jalali dates", "۲۱ ارديبهشت ۱۳۹۹ - ۱۸:۵۹\n"),
    Row("times", "14:01 "),
    Row("labels", "News ID: 75875\n"),
    Row("labels without a value", "News ID:\n"),
    Row("labels on one line", "News ID: "),
    Row("Persian labels", "کد خبر: ۷۵۸۷۵\n"),
    Row("tags", "Tags: a ، b\n"),
    Row("one long list of tags", "a ، ", STORY + "Tags: "),
    Row("datelines", "TEHRAN (defapress) - "),
    Row("half datelines", "TEHRAN, "),
    Row("capitals", "A"),
    Row("capital words", "ABC "),
    Row("brackets", "("),
    Row("closing brackets", ")"),
    Row("dashes", "-"),
    Row("dashed lines", "-- a\n"),
    Row("bullets", "* a\n"),
    Row("quotes", '"'),
    Row("full stops", "."),
    Row("slashes", "/"),
    Row("sign-offs", "Message end/\n"),
    Row("credits", "(Reporting by A; Editing by B)\n"),
    Row("bylines", "By Ann Example\n"),
    Row("Chinese", "新华社北京电"),
    Row("Japanese dates", "2025年1月13日 21時37分\n"),
    Row("Arabic prose", "قال المجلس يوم الاثنين إنه سيقرر بعد نقاش طويل. "),
    Row("combining marks", "e\u0301"),
    Row("joiners", "می\u200c"),
    Row("ANPA fields", "^a<\r\n"),
    Row("ANPA lines", "word\n", "W0001asian\nr i BC-US--HarbourBridge   03-04 0590\n"),
    Row("IPTC 7901 lines", "word\n", "eca0001 3 i 93  dpa 0001\n\nSnow =\n"),
    Row("lines below a dashed header", "a\n", "-- A\n-- By B\n-- C\n-- http://a\n"),
    Row("lines of a release", " a\na\n", "Source: A\nMEDIA RELEASE PR00001\nHeadline\n\n"),
    Row("short lines", "a\n"),
    Row("short lines apart", "a\n\n"),
    Row("tabs", "\t", "Headline"),
    Row("control characters", "\x01a"),
    Row("marks that print nothing", "\u200ea"),
    Row("astral characters", "\U0001f600"),
    Row("wide letters", "Ａ"),
    Row("ligatures", "\ufdfa"),
    Row("Hangul letters", "\u1100\u1161"),
    Row("line separators", "a\u2028"),
    Row("broken UTF-8 in lines", "Ã©\n"),
    Row("broken UTF-8 on one line", "â€™"),
    Row("base64", "QUJDREVGR0hJSktMTU5PUA", "Headline\n\n"),
    Row(
        "base64 in lines", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAx\n", "Headline\n\n"
    ),
    Row("data URLs", "data:image/png;base64,iVBORw0KGgo= "),
    Row("a scraper's fields", "a###", "a###a###a###"),
    Row("a scraper's list", "'a', ", "Headline\n["),
    Row("open lists", "['a'\n"),
    Row("hashtags", "#a ", STORY),
    Row("trails", "1. A > 2. B > "),
    Row("entries in order", "1. Home\n2. Politics of the harbour\n"),
    Row(
        "menus and prose",
        "* a\nThe council said on Monday that it would decide after a long debate on the matter of the harbour bridge.\n",
    ),
    Row("credits at the end", "(Reporting by A) ", STORY),
    Row("end marks", "(END) ", STORY),
)
"""What is hostile as it stands."""

BAIT: tuple[tuple[str, str], ...] = (
    ("dates in figures", "1.2.2019 3/4/2018 "),
    ("half dates in figures", "1.2.3.4-5/6/"),
    ("years", "2019 1999 1399 "),
    ("ordinals", "1st 2nd 3rd of "),
    ("named dates", "1 May 2019, May 1, 2019, "),
    ("named half dates", "1 May May 1, 20 "),
    ("two names of a month", "1 آذار/مارس آذار / مارس "),
    ("Thai months", "1 ม.ค. 2568 ก.พ. "),
    ("East Asian dates", "2019年1月1日2019년 1월 1일 "),
    ("Vietnamese dates", "1 tháng 2 năm 2019, ngày 1 tháng 2 "),
    ("clocks", "14:01 2.30 p.m. 14h01 12 noon "),
    ("clocks behind dates", "2019-01-01 (Mon) 14:01:02.333 +01:00 "),
    ("zones", "14:01 GMT+2 EST Europe/Berlin "),
    ("clocks of East Asia", "上午10时30分 오후 3시 12분 午後9時"),
    ("compact dates", "20190101T140100Z 20190101T1401 "),
    ("IDs", "News ID A-1/2.3 id 1234 "),
    ("datelines and dates", "ROME, Jan 1, 2019, Jan 2 (AP) "),
    ("places", "St. A, B. C, D / E - "),
    ("slashed agencies", "Rome, Jan 1 /AP/ Rome /AP/ "),
    ("agencies without an end", "Rome Reuters Rome AP, Rome "),
    ("Korean datelines", "[서울=연합 (서울=연합뉴스 "),
    ("Chinese datelines", "新华社北京1月1日北京1月1日"),
    ("capital places", "NEW YORK A. B. NEW-YORK "),
    ("credit words", "Photo: Photo: (Photo by a "),
    ("houses", "/AP (AFP | AP . Reuters "),
    ("copyright signs", "© a © b ©"),
    ("names", "Ada Lovelace, Mary Somerville and "),
    ("bylines and offices", "By Ada Lovelace, Staff Writer, By "),
    ("reporters", "홍길동 기자 [서울= 記者 "),
    ("tag separators", "a،b|c;d؛e•f·g、"),
    ("tag marks", "#a #b Tags: #c "),
    ("credits", "(Reporting by A) (Editing by "),
    ("sign-offs within", "Message end / انتهای پیام / "),
    ("addresses", "http://a.b/c?d=e https:// www.a.b "),
    ("mail addresses", "a@b.c a@b "),
    ("titles and sites", "Bridge opens | A - B – C :: D > E » "),
    ("seams", "harbourThe Old bridgeThe Old "),
    ("camel case", "aAbBcCdDeE"),
    ("seams of Persian", "پل؟به گزارش پل؟"),
    ("quotes and lists", "['a', \"b\", ['c' "),
    ("numbered entries", "1. A 2. B 3. C "),
    ("dots", "... . . … "),
    ("initials", "A. B. C. D. "),
    ("mixed scripts", "a ب я 漢 ह ก 한 e\u0301 "),
    ("mixed digits", "1۲३৪๕٦ "),
    ("combining marks", "a\u0301\u0323\u0308"),
    ("joiners and marks", "می\u200cشود\u200f "),
    ("broken UTF-8", "fÃ¼r â€œa"),
    ("entities", "&amp;&#39;&nbsp "),
    ("tags of HTML", "<b>a</b> <i "),
)
"""What rules stop at, laid out in each of the ways below."""


def _line(bait: str) -> str:
    return (bait * (WIDTH // len(bait) + 1))[:WIDTH]


LANGUAGES = frozenset("ar bn de en es fa fr hi id it ja ko nl pl pt ru sw th tr uk ur vi zh".split())

LAYOUTS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("in lines", lambda bait: _line(bait) + "\n"),
    ("in a page with menus", lambda bait: f"* a\n{_line(bait)}.\n{_line(bait)}.\n"),
)


def _words(lexicon: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """Bait of one language, by what it is for."""
    labels = (
        *lexicon.id_labels,
        *lexicon.not_id_labels,
        *lexicon.published_labels,
        *lexicon.updated_labels,
        *lexicon.clock_labels,
        *lexicon.as_of_labels,
    )
    months = (*lexicon.months, *lexicon.jalali_months)
    foot = (
        *lexicon.tags_labels,
        *lexicon.related_labels,
        *lexicon.comment_labels,
        *lexicon.signoffs,
        *lexicon.boilerplate,
    )
    people = (*lexicon.byline_words, *lexicon.credit_words, *lexicon.role_words)
    yield "labels and dates", [*(f"{label}: 12 " for label in labels), *(f"1 {month} 2019 14:01 " for month in months)]
    yield "a page's foot and people", [*(f"{words} " for words in foot), *(f"{word}: Ada Lovelace " for word in people)]
    yield "words without spaces", [words.replace(" ", "") for words in (*labels, *months, *foot, *people)]


def _of_languages() -> Iterator[Row]:
    """Lines of a language's words; each of them begins a line that the others fill."""
    for lexicon in LEXICONS:
        for name, words in _words(lexicon) if lexicon.language in LANGUAGES else ():
            lines = (_line("".join(words[at:] + words[:at])) for at in range(len(words)))
            yield Row(f"{name} ({lexicon.language})", "\n".join(lines) + "\n")


_NITF = "<nitf><head><docdata><doc-id id-string='a'/></docdata></head><body><body.head><hedline><hl1>A</hl1></hedline></body.head><body.content>"
_G2 = '<newsItem guid="a"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>A</headline>'
_NEWSML = "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>A</HeadLine></NewsLines>"
_NITF_END, _G2_END, _NEWSML_END = (
    "</body.content></body></nitf>",
    "</contentMeta></newsItem>",
    "</NewsComponent></NewsItem></NewsML>",
)

XML: tuple[Row, ...] = (
    Row("NITF paragraphs", "<p>The council said.</p>", _NITF, _NITF_END),
    Row("NITF short paragraphs", "<p>a</p>", _NITF, _NITF_END),
    Row("NITF one paragraph", "word ", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF line ends", "\n", _NITF + "<pre>", "</pre>" + _NITF_END),
    Row("NITF lines", "a\n", _NITF + "<pre>", "</pre>" + _NITF_END),
    Row("NITF line breaks", "<br/>", _NITF, _NITF_END),
    Row("NITF nesting", "<p>", _NITF),
    Row("NITF nesting as deep as may be", "<p>" * 90 + "a" * 100 + "</p>" * 90, _NITF, _NITF_END),
    Row("NITF deep words", "word ", _NITF + "<em>" * 90, "</em>" * 90 + _NITF_END),
    Row("NITF cells", "<td>a", _NITF + "<table><tr>"),
    Row("NITF empty elements", "<a/>", _NITF, _NITF_END),
    Row("NITF attributes of one element", "{count}='1' ", _NITF + "<p ", ">a</p>" + _NITF_END),
    Row("NITF attributes", "<p lede='true' id='a' class='b'>a</p>", _NITF, _NITF_END),
    Row("NITF one long attribute", "a", _NITF + "<p id='", "'>a</p>" + _NITF_END),
    Row("NITF entities", "&eacute;", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF numbers of characters", "&#233;", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF unknown entities", "&a;", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF bare ampersands", "& ", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF entities without an end", "&amp", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF comments", "<!---->", _NITF, _NITF_END),
    Row("NITF open comments", "<!--", _NITF),
    Row("NITF CDATA", "<![CDATA[a]]>", _NITF + "<p>", "</p>" + _NITF_END),
    Row("NITF open CDATA", "<![CDATA[", _NITF),
    Row("NITF instructions", "<?a?>", _NITF, _NITF_END),
    Row("NITF open tags", "<p ", _NITF),
    Row("NITF open quotes", "<p a='", _NITF),
    Row("NITF that breaks at its end", "<p>a</p>", _NITF, "&</x>"),
    Row("NITF words that break at their end", "word & ", _NITF + "<p>", "</x>"),
    Row(
        "NITF lines that break",
        "<p>1 May 2019, Rome (AP) - By Ada Lovelace and Mary, Photo: Ada Lovelace/AP, News ID: 12345, Tags: a, b, c, published on 1.1.2019, 14:01\n",
        _NITF,
    ),
    Row("NITF media", "<media media-type='image'><media-reference source='http://a.b/c'/></media>", _NITF, _NITF_END),
    Row(
        "NITF keywords",
        "<keyword key='a{count}'/>",
        "<nitf><head><docdata><key-list>",
        f"</key-list></docdata></head>{_NITF[6:]}<p>a</p>{_NITF_END}",
    ),
    Row(
        "NITF long keywords",
        f"<keyword>{'a' * 40}{{count}}</keyword>",
        "<nitf><head>",
        f"</head>{_NITF[6:]}<p>a</p>{_NITF_END}",
    ),
    Row("NITF headlines", "<hl1>a</hl1>", "<nitf><body><body.head>", "</body.head></body></nitf>"),
    Row("NITF empty headlines", "<hl1> </hl1>", "<nitf><body><body.head>", "</body.head></body></nitf>"),
    Row("NITF empty words in nesting", ("<hl1>" * 90 + " " * 900 + "</hl1>" * 90), "<nitf><body>", "</body></nitf>"),
    Row(
        "an entity bomb",
        '<!ENTITY a{count} "&a0;&a0;">',
        "<!DOCTYPE nitf [<!ENTITY a0 'a'>",
        "]><nitf><p>&a9;</p></nitf>",
    ),
    Row("an entity bomb behind comments", "<!-- -->", "<!DOCTYPE nitf [", "<!ENTITY a 'a'>]><nitf><p>&a;</p></nitf>"),
    Row("open entities", "<!ENTITY ", "<!DOCTYPE nitf [", "]><nitf/>"),
    Row("external entities", '<!ENTITY a{count} SYSTEM "a">', "<!DOCTYPE nitf [", "]><nitf><p>&a1;</p></nitf>"),
    Row("parameter entities", "%a;", "<!DOCTYPE nitf [<!ENTITY % a SYSTEM 'a'>", "]><nitf/>"),
    Row("element declarations", "<!ELEMENT a (b)>", "<!DOCTYPE nitf [", "]><nitf/>"),
    Row("one element declaration", "(", "<!DOCTYPE nitf [<!ELEMENT a ", ">]><nitf/>"),
    Row("a long document type", "a ", "<!DOCTYPE nitf SYSTEM '", "'><nitf/>"),
    Row("comments above the root", "<!-- -->", "", "<nitf/>"),
    Row("NewsML-G2 headlines", "<headline>a</headline>", _G2, _G2_END),
    Row("NewsML-G2 headlines in headlines", "<headline>" * 90 + "w" * 200 + "</headline>" * 90, _G2, _G2_END),
    Row("NewsML-G2 subjects", "<subject><name>a{count}</name></subject>", _G2, _G2_END),
    Row("NewsML-G2 names of a subject", "<name xml:lang='x'>a</name>", _G2 + "<subject>", "</subject>" + _G2_END),
    Row("NewsML-G2 subjects in subjects", "<subject>" * 45 + "<name>a</name>" * 45 + "</subject>" * 45, _G2, _G2_END),
    Row("NewsML-G2 creators in creators", "<creator>" * 80 + "</creator>" * 80, _G2, _G2_END),
    Row(
        "NewsML-G2 items",
        "<newsItem guid='a'><itemMeta><itemClass qcode='ninat:text'/></itemMeta></newsItem>",
        "<newsMessage>",
        "</newsMessage>",
    ),
    Row("NewsML-G2 items in items", "<newsItem>" * 95 + "</newsItem>" * 95, "<newsMessage>", "</newsMessage>"),
    Row(
        "NewsML-G2 escaped HTML", "&lt;p&gt;a&lt;/p&gt;", _G2 + "</contentMeta><inlineData>", "</inlineData></newsItem>"
    ),
    Row(
        "NewsML-G2 escaped nesting", "&lt;div&gt;&lt;/b", _G2 + "</contentMeta><inlineData>", "</inlineData></newsItem>"
    ),
    Row("NewsML-G2 wrapped lines", "a\n", _G2 + "</contentMeta><inlineData>", "</inlineData></newsItem>"),
    Row("NewsML-G2 empty content", "<inlineXML> </inlineXML>", _G2 + "</contentMeta>", "</newsItem>"),
    Row(
        "NewsML-G2 content in content",
        "<inlineXML>" * 90 + " " * 900 + "</inlineXML>" * 90,
        _G2 + "</contentMeta>",
        "</newsItem>",
    ),
    Row("NewsML 1 content", "<DataContent> </DataContent>", _NEWSML, _NEWSML_END),
    Row("NewsML 1 content in content", "<DataContent>" * 90 + "</DataContent>" * 90, _NEWSML, _NEWSML_END),
    Row("NewsML 1 properties", "<Property FormalName='Keyword' Value='a{count}'/>", _NEWSML, _NEWSML_END),
    Row("NewsML 1 providers in providers", "<Provider>" * 90 + "</Provider>" * 90, _NEWSML, _NEWSML_END),
    Row("NewsML 1 items in items", "<NewsItem>" * 95 + "</NewsItem>" * 95, "<NewsML>", "</NewsML>"),
    Row("NewsML 1 places", "<Location HowPresent='Origin'/>", _NEWSML, _NEWSML_END),
    Row(
        "other XML",
        "<a{count}>a</a{count}>",
        "<?xml version='1.0'?><story><headline>A</headline><text>a</text>",
        "</story>",
    ),
    Row("other XML with many titles", "<title> </title>", "<?xml version='1.0'?><story>", "<text>a</text></story>"),
    Row(
        "other XML with bodies in bodies",
        "<text>" * 90 + " " * 900 + "</text>" * 90,
        "<?xml version='1.0'?><story><title>a</title>",
        "</story>",
    ),
    Row("XML of an unknown kind", "<a>b</a>\n", "<?xml version='1.0'?><story>", "</story>"),
)

_STORY_IN_JSON = '{"uri":"a","headline":"h","body_html":"'

JSON: tuple[Row, ...] = (
    Row("ninjs paragraphs", "<p>a</p>", _STORY_IN_JSON, '"}'),
    Row("ninjs nested div", "<div>", _STORY_IN_JSON, '"}'),
    Row("ninjs nested formatting", "<b><i>", _STORY_IN_JSON, '"}'),
    Row("ninjs line breaks", "<br>", _STORY_IN_JSON, '"}'),
    Row("ninjs spaces", " ", _STORY_IN_JSON + "a", '"}'),
    Row("ninjs words", "word ", _STORY_IN_JSON, '"}'),
    Row("ninjs entities", "&amp;", _STORY_IN_JSON, '"}'),
    Row("ninjs text", "a\\n", '{"uri":"a","headline":"h","body_text":"', '"}'),
    Row("ninjs wrapped text", "a\\n", '{"uri":"a","headline":"h","body_text":"a\\n\\n', '"}'),
    Row("ninjs lists", "[", '{"uri":"a","headline":', "}"),
    Row("ninjs objects", '{"value":', '{"uri":"a","headline":', "}"),
    Row("ninjs headline of HTML", "<p>a", '{"uri":"a","headline":"', '"}'),
    Row("ninjs byline", "Ada Lovelace and ", '{"uri":"a","body_text":"x","byline":"', '"}'),
    Row("ninjs keywords", '"a{count}",', '{"uri":"a","body_text":"x","keywords":[', '""]}'),
    Row("ninjs bodies", '{"value":"<p>","contenttype":"text/html"},', '{"uri":"a","bodies":[', "{}]}"),
    Row(
        "ninjs empty bodies",
        f'{{"value":"{"<i>" * 6000}","contenttype":"text/html"}},',
        '{"uri":"a","bodies":[',
        "{}]}",
    ),
    Row(
        "ninjs associations",
        '"a{count}":{"type":"picture","renditions":{}},',
        '{"uri":"a","headline":"h","associations":{',
        '"a":{}}}',
    ),
    Row("ninjs names", '"a{count}":1,', '{"uri":"a","headline":"h",', '"a":1}'),
    Row("JSON of an unknown kind", '"a{count}":[1,{"b":"c"}],\n', '{"a":1,', '"a":1}'),
    Row("JSON without an end", '"a{count}":[1,{"b":"c"}],\n', '{"a":1,'),
)

TEXTS: tuple[Row, ...] = (
    *ALONE,
    *(Row(f"{name} {layout}", lay(bait)) for name, bait in BAIT for layout, lay in LAYOUTS),
    *_of_languages(),
    *XML,
    *JSON,
)

_LD = '<html><head><script type="application/ld+json">'

HTML: tuple[Row, ...] = (
    Row("nested div", "<div>", "<html><body>"),
    Row("nested div with words", "<div>a ", "<html><body>"),
    Row("nested formatting", "<b><i>", "<html><body>"),
    Row("formatting with attributes", "<font a={count}>", "<html><body><p>"),
    Row("formatting in paragraphs", "<p><b><i><u><s>a", "<html><body>"),
    Row("formatting closed crosswise", "<b><i></b></i>", "<html><body>"),
    Row("links in links", "<a href=x><p>", "<html><body>"),
    Row("open tags", "<", "<html><body>"),
    Row("open tags of a name", "<a ", "<html><body>"),
    Row("closing tags", "</p>", "<html><body>"),
    Row("closing tags of a line", "</br>", "<html><body>"),
    Row("attributes", " a=1", "<html><body><div"),
    Row("attributes of many names", " a{count}=1", "<html><body><div"),
    Row("attributes in every tag", "<p a=1 b=2 c=3 d=4 e=5 class=x id=y>a", "<html><body>"),
    Row("tags as long as may be", f"<p {'a=1 ' * 990}>a", "<html><body>"),
    Row(
        "long attributes of many tags",
        f"<p class='{'comment ' * 480}'>The council said on Monday that it would decide.",
        "<html><body>",
    ),
    Row(
        "tags with many names",
        f"<p {' '.join(f'a{n}' for n in range(700))}>The council said on Monday that it would decide.",
        "<html><body>",
    ),
    Row("a quote without an end", "<p>a", '<html><body><p class="'),
    Row("quotes", '<p class="', "<html><body>"),
    Row("paragraphs", "<p>The council said on Monday that it would decide.</p>", "<html><body>"),
    Row("short paragraphs", "<p>a", "<html><body>"),
    Row(
        "paragraphs of links",
        "<p>The council said on Monday that <a>it</a> <a>would</a> <a>decide</a>.</p>",
        "<html><body>",
    ),
    Row(
        "paragraphs in notices",
        "<div class=comment><p>The council said on Monday that it would decide.</div>",
        "<html><body>",
    ),
    Row("deep paragraphs", "<div><p>The council said on Monday that it would decide.", "<html><body>"),
    Row("paragraphs in paragraphs", "<p><marquee>", "<html><body>"),
    Row("words in paragraphs in paragraphs", "word ", "<html><body>" + "<p><marquee>" * 900),
    Row("tags in paragraphs in paragraphs", "<i></i>", "<html><body>" + "<p><marquee>" * 900),
    Row("headings", "<h2>The council said</h2>", "<html><body>"),
    Row("first headings", "<h1>a</h1>", "<html><body>"),
    Row("first headings in first headings", "<h1><div>", "<html><body>"),
    Row("list entries", "<ul><li>a", "<html><body>"),
    Row("links", '<a href="/x">x</a>', "<html><body>"),
    Row("links of one paragraph", "<a>x</a>", "<html><body><p>"),
    Row("line breaks", "<br>", "<html><body>"),
    Row("lines", "The council said on Monday that it would decide.<br>", "<html><body><div>"),
    Row("line ends", "\n\n", "<html><body><div>a<br>"),
    Row("spaces", " ", "<html><body><p>a"),
    Row("words", "word ", "<html><body><p>"),
    Row("words in nesting", "word ", "<html><body>" + "<div>" * 900),
    Row("articles", "<article>", "<html><body>"),
    Row("articles with words", "<article>The council said on Monday that it would decide.", "<html><body>"),
    Row("table cells", "<td>", "<html><body><table>"),
    Row("tables", "<table><tr><td>a", "<html><body>"),
    Row("words in tables", "a<b>", "<html><body><table>"),
    Row("selects", "<select><option>a", "<html><body>"),
    Row("nested forms", "<form><input>", "<html><body>"),
    Row("buttons", "<button>", "<html><body>"),
    Row("templates", "<template>", "<html><body>"),
    Row("frames", "<frameset>", "<html>"),
    Row("SVG", "<svg><path d='M0 0'/><g>", "<html><body>"),
    Row("SVG and HTML", "<svg><foreignObject><p>", "<html><body>"),
    Row("closing tags in SVG", "</rp>a", "<html><body>" + "<svg>" * 1_500),
    Row("formulas", "<math><mi>", "<html><body>"),
    Row("ruby", "<ruby><rt>a", "<html><body>"),
    Row("unknown elements", "<x{count}>a", "<html><body>"),
    Row("bodies", "<body a{count}=1>", "<html>"),
    Row("roots", "<html a{count}=1>", "<html>"),
    Row("roots of many names", f"<html {' '.join(f'a{{count}}{n}' for n in range(150))}>", "<html>"),
    Row("entities", "&amp;", "<html><body><p>"),
    Row("entities without an end", "&amp", "<html><body><p>"),
    Row("long names of entities", "&CounterClockwiseContourIntegra", "<html><body><p>"),
    Row("ampersands", "&", "<html><body><p>"),
    Row("numbers of characters", "&#233;", "<html><body><p>"),
    Row("numbers of characters without an end", "&#1", "<html><body><p>"),
    Row("one long number of a character", "1", "<html><body><p>&#"),
    Row("entities in an attribute", "&lt", "<html><body><p title='"),
    Row("NULs", "\x00", "<html><body><p>" + "a" * 5000),
    Row("comments", "<!---->", "<html><body>"),
    Row("open comments", "<!--", "<html><body>"),
    Row("comments without an end in tags", "<p><!-- ", "<html><body>"),
    Row("a comment without an end", "a -- ", "<html><body><!--"),
    Row("dashes of comments", "--!>", "<html><body><!--"),
    Row("tags in a comment", "</div>", "<html><body><!--"),
    Row("comments that hide depth", "<div><!--</div>-->", "<html><body>"),
    Row("bogus comments", "<?", "<html><body>"),
    Row("bogus closing tags", "</ ", "<html><body>"),
    Row("declarations", "<!DOCTYPE html>", ""),
    Row("CDATA", "<![CDATA[", "<html><body>"),
    Row("CDATA in SVG", "<![CDATA[a]]>", "<html><body><svg>"),
    Row("scripts", "<script>a</script>", "<html><body>"),
    Row("a script without an end", "a<b;", "<html><body><script>"),
    Row("open scripts", "<script", "<html><body>"),
    Row("scripts in comments in scripts", "<!--<script>", "<html><body><script>"),
    Row("half ends of scripts", "</scrip", "<html><body><script>"),
    Row("ends of scripts", "</script ", "<html><body><script>"),
    Row("styles", "<style>a{}</style>", "<html><body>"),
    Row("titles", "<title>a</title>", "<html><head>"),
    Row("a title without an end", "a ", "<html><head><title>"),
    Row("text areas", "<textarea>\n", "<html><body>"),
    Row("plain text", "<plaintext>", "<html><body>"),
    Row("raw text", "<xmp></xmp><noembed></noembed>", "<html><body>"),
    Row("meta", '<meta property="og:title" content="x">', "<html><head>"),
    Row("meta of many names", '<meta name="a{count}" content="x">', "<html><head>"),
    Row("meta tags", '<meta property="article:tag" content="x{count}">', "<html><head>"),
    Row("long meta", f'<meta name=author content="{"a, " * 1000}">', "<html><head>"),
    Row("meta in the body", "<meta name=a content=b><p>a", "<html><body>"),
    Row("one long keyword list", "a, ", '<html><head><meta name=keywords content="'),
    Row("links of the head", '<link rel="canonical" href="/a">', "<html><head>"),
    Row("times", '<time datetime="1 May">', "<html><body>"),
    Row(
        "times of many offsets", '<p><time datetime="2024-05-01T10:{count}:00+02:00">1 May 2024</time>', "<html><body>"
    ),
    Row("dated lines", "<p>1 May 2024 {count}", "<html><body><h1>Bridge opens</h1>"),
    Row("headings of many parts", "<h1>A | B | C - D : E {count}</h1>", "<html><body>"),
    Row("headings of one page", "<h1>Bridge {count} opens</h1>", "<html><body>"),
    Row("classes of many names", '<p class="author-{count} nav-{count}" id="x{count}">x', "<html><body>"),
    Row("captions", "<p>Photo by Ada Lovelace/Reuters (c) {count}", "<html><body>"),
    Row(
        "pictures with captions",
        "<figure><img src=/{count}.jpg><figcaption>Photo: Ada</figcaption></figure>",
        "<html><body><article>",
    ),
    Row("times in scripts", '"publishedAt":"2024-05-0{count}",', "<html><body><script>", "</script>"),
    Row("times in times", '<time itemprop=datePublished content="1 May">', "<html><body>"),
    Row("authors", "<a rel=author>Ada Lovelace</a>", "<html><body>"),
    Row("authors in authors", "<div itemprop=author>", "<html><body>"),
    Row("authors with names", "<div itemprop=author><span itemprop=name>Ada Lovelace</span>", "<html><body>"),
    Row("linked authors", "<p><a rel=author href=/author/a>Ada {count} Lovelace</a>", "<html><body>"),
    Row("bylines", "<p>By Ada Lovelace{count}", "<html><body><h1>Bridge opens</h1>"),
    Row("one byline of many names", "Ada Lovelace and ", "<html><body><h1>Bridge opens</h1><p>By "),
    Row("names in authors", "<i itemprop=name>", "<html><body>" + "<div itemprop=author>" * 400),
    Row("declared bodies", "<div itemprop=articleBody>", "<html><body>"),
    Row("pictures as data", '<img src="data:image/png;base64,iVBORw0KGgo=">', "<html><body>"),
    Row("one picture as data", "iVBORw0KGgo", '<html><body><img src="data:image/png;base64,'),
    Row("pictures as data in many tags", f'<p><img src="data:image/png;base64,{"A" * 3800}">', "<html><body>"),
    Row("base64", "QUJDREVGR0hJSktMTU5PUA", "<html><body><p>"),
    Row("JSON-LD brackets", "[", _LD),
    Row("JSON-LD closed brackets", "[]" + ",[]" * 99 + ",", _LD + "[", "1]</script>"),
    Row("JSON-LD objects", '{"@graph":', _LD),
    Row("JSON-LD objects with ends", '{"@graph":[', _LD, "</script>"),
    Row("JSON-LD scripts", '<script type="application/ld+json">{"@type":"NewsArticle"}</script>', "<html><head>"),
    Row("JSON-LD stories", '{"@type":"NewsArticle","headline":"a","datePublished":"1 May"},', _LD + "[", "1]</script>"),
    Row("JSON-LD stories that break", '{"@type":"NewsArticle","headline":"a\n"},', _LD + "[", "1]</script>"),
    Row("JSON-LD names", '"a{count}":1,', _LD + '{"@type":"NewsArticle",', '"a":1}</script>'),
    Row("JSON-LD names that break", '"a{count}":"\n",', _LD + '{"@type":"NewsArticle",', '"a":1}</script>'),
    Row("JSON-LD that breaks at its end", '"a{count}":[1],\n', _LD + '{"@type":"NewsArticle",', "</script>"),
    Row("JSON-LD numbers", "1", _LD, "</script>"),
    Row("JSON-LD spaces", " ", _LD, "a</script>"),
    Row("JSON-LD escapes", "\\u00e9", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row(
        "JSON-LD body",
        "The council said on Monday that it would decide.\\n",
        _LD + '{"@type":"NewsArticle","articleBody":"',
        '"}</script>',
    ),
    Row("JSON-LD body in lines", "a\\n", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row("JSON-LD body of HTML", "<p>a", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row("JSON-LD body of nesting", "<div>a ", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row("JSON-LD body of formatting", "<b>a ", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row("JSON-LD body of open tags", "<", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row("JSON-LD body of entities", "&amp;", _LD + '{"@type":"NewsArticle","articleBody":"', '"}</script>'),
    Row("JSON-LD headline of HTML", "<b>a", _LD + '{"@type":"NewsArticle","headline":"', '"}</script>'),
    Row("JSON-LD description of HTML", "<b>a", _LD + '{"@type":"NewsArticle","description":"', '"}</script>'),
    Row("JSON-LD keywords", '"a{count}",', _LD + '{"@type":"NewsArticle","keywords":[', "1]}</script>"),
    Row("JSON-LD one keyword", "a,", _LD + '{"@type":"NewsArticle","keywords":"', '"}</script>'),
    Row("JSON-LD authors", '{"name":"a{count}"},', _LD + '{"@type":"NewsArticle","author":[', "1]}</script>"),
    Row("JSON-LD one author", "Ada Lovelace, ", _LD + '{"@type":"NewsArticle","author":"', '"}</script>'),
    Row("JSON-LD people", '{"@type":"Person","name":"Ada Lovelace {count}"},', _LD + "[", "1]</script>"),
    Row(
        "JSON-LD changes",
        '{"@type":"WebPage","dateModified":"2024-05-01T10:00:{count}+02:00"},',
        _LD + "[",
        "1]</script>",
    ),
    Row("JSON-LD date", "1 May ", _LD + '{"@type":"NewsArticle","datePublished":"', '"}</script>'),
)


def documents(rows: Iterable[Row], most: int = MEGABYTE) -> list[tuple[str, str]]:
    """`(name, text)`, each of so many bytes in UTF-8 or a little less; `{count}` in what is repeated is another number
    each time.
    """
    return [
        (row.name, row.before + _repeated(row.unit, most - len((row.before + row.after).encode())) + row.after)
        for row in rows
    ]


def _repeated(unit: str, most: int) -> str:
    if "{count}" not in unit:
        return unit * (most // len(unit.encode()))
    parts: list[str] = []
    for number in count():
        most -= len((part := unit.replace("{count}", str(number))).encode())
        if most < 0:
            return "".join(parts)
        parts.append(part)
    raise AssertionError("count has no end")
