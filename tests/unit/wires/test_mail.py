"""Mails: press releases, lists, mails that are passed on, and wires that travel in them."""

from __future__ import annotations

import time
from base64 import b64encode, encodebytes
from typing import Any

import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.intake.media import is_mail
from copydesk.service.core.records import Rejected
from copydesk.service.core.wires.mail_story import subject_of
from copydesk.service.core.wires.mime import words_of_header
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

LIMIT = 4 * 1024 * 1024
HEAD = """\
From: Harbour Office <press@harbour.example>
To: desk@gazette.example
Subject: {subject}
Date: Fri, 1 Mar 2024 10:30:00 +0100 (CET)
Message-ID: <20240301.77@harbour.example>
"""
STORY = (
    "The old bridge opened to traffic on Friday after two years of repairs, the council said.\n\nFerries stop in May."
)
NITF = (
    '<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="N4711-2024"/><date.issue norm="20240301T140000Z"/>'
    "</docdata></head><body><body.head><hedline><hl1>Harbour fair opens</hl1></hedline></body.head><body.content>"
    "<p>The harbour fair opened on Friday with a parade of two hundred boats, the port said.</p></body.content></body></nitf>"
)


def a_mail(body: str = STORY, *, subject: str = "Old harbour bridge opens", headers: str = "") -> str:
    """A mail as text."""
    return HEAD.format(subject=subject) + headers + "\n" + body


def read(mail: str | bytes, **fields: Any) -> ParsedArticle:
    """The article of a mail: bytes come in base64, as publishers of mail have them."""
    body = {"body": mail} if isinstance(mail, str) else {"body": None, "body_b64": b64encode(mail).decode()}
    found = parse_record(a_record(**body, **fields), LIMIT)
    assert isinstance(found, ParsedArticle), found
    return found


def parts(*contents: str, kind: str = "mixed") -> str:
    """Headers and body of a mail with these parts."""
    return (
        f'Content-Type: multipart/{kind}; boundary="b"\n\n' + "".join(f"--b\n{part}\n" for part in contents) + "--b--\n"
    )


def test_a_mail_is_its_headers_and_its_text() -> None:
    """Subject, day with its zone, and Message-ID are the story's; who sends it is no author."""
    found = read(a_mail())
    assert (found.headline, found.news_id) == ("Old harbour bridge opens", "20240301.77@harbour.example")
    assert (f"{found.published_at:%H:%M}", found.zone_basis, found.authors) == ("09:30", "offset", [])
    assert found.body_text == STORY


@pytest.mark.parametrize("text", [STORY, "Subject: a\n\nb", "From: a\nSubject: b\nno header\n\nc", ""])
def test_other_text_is_no_mail(text: str) -> None:
    """Three headers, and nothing else above the first blank line."""
    assert not is_mail(None, text)


def test_a_mail_without_declared_type_is_known() -> None:
    """Who sent it and what it is about tell it, and the line of a mailbox above."""
    assert is_mail(None, a_mail())
    assert is_mail(None, f"From press@harbour.example Fri Mar  1 10:30:00 2024\n{a_mail()}")


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("Re: AW: Bridge opens", "Bridge opens"),
        ("[News] Fwd: Bridge opens", "Bridge opens"),
        ("PRESS RELEASE: Bridge opens", "Bridge opens"),
        ("Pressemitteilung | Bridge opens", "Bridge opens"),
        ("Release of birds", "Release of birds"),
        ("[News] The future: 7 trends", "The future: 7 trends"),
        ("[2024] in pictures", "[2024] in pictures"),
        ("Press release", None),
        (None, None),
    ],
)
def test_what_clients_put_before_a_subject_is_no_headline(header: str | None, subject: str | None) -> None:
    """Answers, forwards, a list's name and the word for a release."""
    assert subject_of(header) == subject


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("=?utf-8?Q?Br=C3=BCcke_?=\r\n =?utf-8?Q?offen?=", "Brücke offen"),
        ("=?iso-8859-1?b?QnL8Y2tl?= offen", "Brücke offen"),
        ("=?no-such?Q?Bridge?=", "Bridge"),
        ("Br\udcc3\udcbccke", "Brücke"),
    ],
)
def test_encoded_words_are_read(header: str, words: str) -> None:
    """In their character set, over several lines; and bytes that should have been encoded."""
    assert words_of_header(header) == words


def test_each_part_has_its_own_character_set() -> None:
    """Eight bits of Latin-1 are read as such, whatever the rest of the mail is in."""
    sent = a_mail("", headers="MIME-Version: 1.0\n").encode().rstrip(b"\n") + b"\n"
    sent += b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=iso-8859-1\n\n'
    sent += "Die Brücke ist wieder offen, teilte die Stadt am Freitag mit.\n".encode("latin-1")
    sent += b"--b\nContent-Type: text/plain; charset=utf-8\n\n" + "„Wir sind froh“, sagte sie.\n--b--\n".encode()
    assert (
        read(sent).body_text
        == "Die Brücke ist wieder offen, teilte die Stadt am Freitag mit.\n\n„Wir sind froh“, sagte sie."
    )


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("windows-1251", "Портовый паром снова пойдет в понедельник после двух лет ремонта, сообщил порт."),
        ("koi8-r", "Портовый паром снова пойдет в понедельник после двух лет ремонта, сообщил порт."),
        ("gb18030", "港口渡轮经过两年维修后将于周一恢复航行，港口方面表示。"),
        ("big5", "港口渡輪經過兩年維修後將於週一恢復航行，港口方面表示。"),
        ("shift_jis", "港のフェリーは二年間の修理を終えて月曜日に再開すると港湾局が発表した。"),
        ("euc-kr", "항구 여객선이 2년간의 수리를 마치고 월요일에 다시 운항한다고 항만이 밝혔다."),
        ("windows-1256", "تعود عبارة الميناء إلى الإبحار يوم الاثنين بعد عامين من الإصلاحات."),
    ],
)
def test_eight_bits_of_any_character_set_are_no_binary_matter(charset: str, words: str) -> None:
    """The mail as a whole is text of no one character set; the story may be half of it and more."""
    text = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n" + "\n\n".join(
        [words] * 20
    )
    for headers in (text, parts(text)):
        sent = a_mail("", headers=headers).encode(charset)
        assert read(sent, content_type="message/rfc822").body_text == "\n\n".join([words] * 20)


def test_a_mail_that_was_made_text_is_read() -> None:
    """What was sent in eight bits was decoded already; what was encoded for the way was not."""
    text = "Content-Type: text/plain; charset=gb2312\n\n桥梁周五重新开放，市政府说。"
    assert read(a_mail("", headers=text), content_type="message/rfc822").body_text == "桥梁周五重新开放，市政府说。"
    coded = encodebytes("Die Brücke ist offen, teilte die Stadt mit.".encode("latin-1")).decode()
    headers = "Content-Type: text/plain; charset=latin1\nContent-Transfer-Encoding: base64\n"
    assert read(a_mail(coded, headers=headers)).body_text == "Die Brücke ist offen, teilte die Stadt mit."


def test_the_plain_text_of_two_is_read_unless_it_is_a_hint() -> None:
    """A program that writes no more than a hint into the plain text means the HTML."""
    html = "Content-Type: text/html\n\n<p>The old bridge opened on Friday, the council said.</p><p>Ferries stop in May.</p>"
    plain = "Content-Type: text/plain\n\nThe old bridge opened on Friday,\nthe council said.\n\nFerries stop in May."
    hint = "Content-Type: text/plain\n\nSee the HTML."
    expected = "The old bridge opened on Friday, the council said.\n\nFerries stop in May."
    assert read(a_mail(headers=parts(plain, html, kind="alternative"))).body_text == expected
    assert read(a_mail(headers=parts(hint, html, kind="alternative"))).body_text == expected


def test_a_release_is_read_without_its_frame() -> None:
    """Marks, day and contacts above, end, boilerplate and signature below; the headline is the one that the subject
    cuts.
    """
    body = (
        "FOR IMMEDIATE RELEASE\n\nFriday, March 1, 2024\n\nMedia contact:\nGrace Hopper\n+1 207 555 0100\n\n"
        "Old harbour bridge opens after two years of repairs\n\n"
        f"{STORY}\n\nAbout the cost nobody spoke.\n\n# # #\n\nAbout Portville\nPortville is a city.\n\n-- \nGrace Hopper\n"
    )
    found = read(a_mail(body, subject="PRESS RELEASE: Old harbour bridge opens"))
    assert found.headline == "Old harbour bridge opens after two years of repairs"
    assert found.body_text == f"{STORY}\n\nAbout the cost nobody spoke."


def test_contacts_and_regards_end_a_story() -> None:
    """In the language of the mail."""
    body = f"Sehr geehrte Damen und Herren,\n\n{STORY}\n\nPressekontakt:\nErika Mustermann, 030 1234567\n"
    assert read(a_mail(body)).body_text == STORY
    letter = f"Dear editor,\n\nPlease find below our press release.\n\n{STORY}\n\nKind regards,\nGrace"
    assert read(a_mail(letter)).body_text == STORY


def test_wrapped_lines_without_spaces_are_joined_without_one() -> None:
    """A line that a sentence ends, or that is not full, is the last of its paragraph."""
    body = "橋は二年間の修理を終えて火曜日に再開したと市は記者会見で\n発表した。\nフェリーは五月に止まる。\n"
    expected = "橋は二年間の修理を終えて火曜日に再開したと市は記者会見で発表した。\n\nフェリーは五月に止まる。"
    assert read(a_mail(body)).body_text == expected


def test_a_list_writes_below_the_story() -> None:
    """What its software adds below a rule is not the story's."""
    footer = "_" * 40 + "\nNews mailing list\nNews@lists.example\n"
    assert read(a_mail(f"{STORY}\n\n{footer}")).body_text == STORY


def test_an_answer_is_without_what_it_quotes() -> None:
    """The quotation and the line above it."""
    assert read(a_mail(f"{STORY}\n\nOn Friday Ada Lovelace wrote:\n> Is it open?\n")).body_text == STORY


def test_a_mail_that_is_passed_on_is_the_one_it_holds() -> None:
    """Its subject and its day; the day is printed in the zone of whoever passes it on."""
    passed = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Museum <press@museum.example>\n"
        f"Date: Thu, Feb 29, 2024 at 4:12 PM\nSubject: Museum opens its night hall\nTo: <desk@gazette.example>\n\n{STORY}\n"
    )
    found = read(a_mail(passed, subject="Fwd: Museum"))
    assert (found.headline, found.body_text) == ("Museum opens its night hall", STORY)
    assert (f"{found.published_at:%d %H:%M}", found.zone_basis) == ("29 15:12", "page")


def test_a_mail_attached_to_an_empty_one_is_read() -> None:
    """With its own headers."""
    inner = a_mail(subject="Museum opens").replace("20240301.77", "20240301.78")
    found = read(a_mail(headers=parts("Content-Type: message/rfc822\n\n" + inner)))
    assert (found.headline, found.news_id, found.body_text) == ("Museum opens", "20240301.78@harbour.example", STORY)


@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_a_wire_in_a_mail_is_read_by_its_own_reader(encoding: str) -> None:
    """Attached, whatever type it is sent as; what it does not say the mail does."""
    content = NITF if encoding == "7bit" else encodebytes(NITF.encode()).decode()
    wire = f'Content-Type: application/octet-stream; name="a.xml"\nContent-Transfer-Encoding: {encoding}\n\n{content}'
    found = read(a_mail(headers=parts("Content-Type: text/plain\n\nSee attached.", wire)))
    assert (found.headline, found.news_id, f"{found.published_at:%H:%M}") == (
        "Harbour fair opens",
        "N4711-2024",
        "14:00",
    )


def test_flowed_lines_are_joined() -> None:
    """Those that end in a space; the signature is no such line."""
    flowed = "The old bridge opened to \ntraffic on Friday, the council said.\nFerries stop in May.\n-- \nGrace"
    found = read(a_mail(flowed, headers="Content-Type: text/plain; format=flowed\n"))
    assert found.body_text == "The old bridge opened to traffic on Friday, the council said.\n\nFerries stop in May."


def test_an_embargo_is_kept() -> None:
    """The line is none of the story's."""
    found = read(a_mail(f"EMBARGOED UNTIL 10:00 GMT, March 9, 2024\n\n{STORY}"))
    assert (f"{found.embargoed_until:%d %H}", found.body_text) == ("09 10", STORY)


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("Fri, 1 Mar 2024 10:30:00 -0500 (EST)", ("2024-03-01T15:30:00+00:00", "offset")),
        ("Fri, 1 Mar 2024 10:30:00 -0000", ("2024-03-01T10:30:00+00:00", "none")),
        ("1 Mar 24 10:30 EST", ("2024-03-01T15:30:00+00:00", "offset")),
        ("Fri, 31 Feb 2024 10:30:00 +0000", None),
        ("yesterday", None),
        ("Fri, 1 Mar 2044 10:30:00 +0000", None),
    ],
)
def test_a_date_has_its_zone(date: str, told: tuple[str, str] | None) -> None:
    """Behind -0000 nobody says one; no such day, and a day to come, are none."""
    found = read(a_mail().replace("Fri, 1 Mar 2024 10:30:00 +0100 (CET)", date))
    assert (found.published_at.isoformat(), found.zone_basis) == told if told and found.published_at else told is None


def turned_away(mail: str | bytes) -> Rejected:
    """Why a mail is no article."""
    body = {"body": mail} if isinstance(mail, str) else {"body": None, "body_b64": b64encode(mail).decode()}
    found = parse_record(a_record(**body, content_type="message/rfc822"), LIMIT)
    assert isinstance(found, Rejected), found
    return found


@pytest.mark.parametrize("text", [STORY, "Die Brücke ist offen, teilte die Stadt mit.", "桥梁周五重新开放，市政府说。"])
def test_text_that_is_only_called_base64_is_taken_as_it_is(text: str) -> None:
    """A program that names an encoding need not have used it."""
    headers = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n"
    assert read(a_mail(text, headers=headers).encode()).body_text == text
    coded = encodebytes(text.encode()).decode()
    assert read(a_mail(coded, headers=headers).encode()).body_text == text
    assert read(a_mail(coded.replace("\n", ""), headers=headers).encode()).body_text == text


@pytest.mark.parametrize("headers", ["", "Content-Type: text/plain; charset=us-ascii\n"])
def test_japanese_in_seven_bits_needs_no_declaration(headers: str) -> None:
    """Its escapes tell it, in the text and in the subject."""
    words = "橋は二年間の修理を終えて火曜日に再開したと市は発表した。"
    found = read(a_mail(words, subject="橋が再開した", headers=headers).encode("iso-2022-jp"))
    assert (found.headline, found.body_text) == ("橋が再開した", words)


def test_what_programs_wrote_for_programs_is_no_text() -> None:
    """Ciphertext, signatures, keys and files; a mail of nothing else has nothing to read."""
    secret = "-----BEGIN PGP MESSAGE-----\nVersion: 2\n\nhQEMA7x0\nq83v\n-----END PGP MESSAGE-----\n"
    file = "begin 644 a.txt\n#0V%T\n+2&5L;&\\@=V]R;&0\n`\nend\n"
    signature = "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"
    signed = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{STORY}\n{signature}"
    assert read(a_mail(f"{STORY}\n\n{secret}\n{file}")).body_text == STORY
    assert read(a_mail(signed)).body_text == STORY
    assert turned_away(a_mail(secret)).reason == "no_text"
    assert turned_away(a_mail(file)).reason == "no_text"
    assert read(a_mail(f"{STORY}\n\nWe begin 644 works.")).body_text == f"{STORY}\n\nWe begin 644 works."


def test_lines_may_end_in_carriage_returns_alone() -> None:
    """As old Macintoshes ended them."""
    sent = a_mail(headers="Content-Type: text/plain; charset=us-ascii\n").replace("\n", "\r").encode()
    found = read(sent, content_type="message/rfc822")
    assert (found.headline, found.body_text) == ("Old harbour bridge opens", STORY)


@pytest.mark.parametrize(
    "headers",
    [
        'Content-Type: multipart/mixed; boundary="b"\n\n--b--\n',
        "Content-Type: multipart/mixed\n\nThis is a mail in parts.\n",
        "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nSUMMARY:Meeting\nEND:VCALENDAR\n",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
    ],
)
def test_a_mail_without_text_is_no_article(headers: str) -> None:
    """A subject above parts that nobody reads is no story."""
    assert turned_away(a_mail("", headers=headers)).reason == "no_text"


REPORT = (
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\n'
    f"{STORY}\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b--\n"
)


@pytest.mark.parametrize(
    "headers",
    [
        REPORT,
        REPORT.replace("report; report-type=delivery-status", "mixed"),
        "Auto-Submitted: auto-replied (vacation)\n",
        "X-Autoreply: yes\n",
        "Precedence: auto_reply\n",
    ],
)
def test_reports_and_automatic_answers_are_no_articles(headers: str) -> None:
    """Whatever they say, no newsroom wrote it."""
    assert turned_away(a_mail(headers=headers)).reason == "not_an_article"


def test_a_mail_servers_own_mail_is_no_article() -> None:
    """By its name as the sender; a newsletter that a program sends is one."""
    for name in ("MAILER-DAEMON@mx.example", "Mail Delivery <mailer-daemon@mx.example>", "Mailer-Daemon (Mail)"):
        sent = a_mail().replace("Harbour Office <press@harbour.example>", name)
        assert turned_away(sent).reason == "not_an_article"
    assert read(a_mail(headers="Auto-Submitted: auto-generated\n")).body_text == STORY
    assert read(a_mail(headers="Auto-Submitted: no\nX-Autoreply: no\n")).body_text == STORY


ONE = 1_000_000
HOSTILE = {
    "parts": a_mail(headers='Content-Type: multipart/mixed; boundary="b"\n', body="--b\n\nx\n" * (ONE // 7)),
    "nesting": a_mail(
        headers="".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(18_000))
    ),
    "mails": a_mail(headers="Content-Type: message/rfc822\n\n" * (ONE // 30)),
    "headers": a_mail(headers="A: b\n" * (ONE // 5)),
    "encoded words": a_mail(subject="=?utf-8?Q?a?= " * (ONE // 15)),
    "parameters": a_mail(headers="Content-Type: text/plain" + ";" * ONE + "\n"),
    "flowed": a_mail("a \n" * (ONE // 3), headers="Content-Type: text/plain; format=flowed\n"),
    "quotations": a_mail("> " * (ONE // 2)),
    "printed headers": a_mail("From: a\nSubject: b\nDate: x\nq\n" * (ONE // 30)),
    "armour": a_mail("-----BEGIN A B-----\n" * (ONE // 20)),
    "rules": a_mail("________\n" * (ONE // 9)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_bounded(name: str) -> None:
    """A megabyte of anything is read, or turned away, in a moment, and as no bug of ours."""
    record = a_record(orjson.dumps({"source_id": "example", "body": HOSTILE[name], "content_type": "message/rfc822"}))
    began = time.process_time()
    found = parse_record(record, LIMIT)
    assert time.process_time() - began < 1
    assert not isinstance(found, Rejected) or found.reason != "internal", found
