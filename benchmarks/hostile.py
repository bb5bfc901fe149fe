"""Documents of one megabyte that would take long to read if a rule went back and forth: regex bait, repetition, nesting."""

from __future__ import annotations

MEGABYTE = 1_000_000

# name, what is repeated until the document is full, and what stands before it once.
TEXTS: tuple[tuple[str, str, str], ...] = (
    ("one long word", "a", ""),
    ("one long line of words", "word ", ""),
    ("one long line of prose", "The council said on Monday that it would decide. ", ""),
    ("prose in paragraphs", "The council said on Monday that it would decide after a long debate on the matter.\n\n", "Headline\n\n"),
    ("spaces", " ", "Headline"),
    ("empty lines", "\n", "Headline"),
    ("line ends and spaces", " \n", "Headline"),
    ("no-break spaces", "\u00a0", "Headline"),
    ("digits", "7", ""),
    ("Persian digits", "۷", ""),
    ("digit groups", "12.", ""),
    ("dates", "27 February 2019 - 14:01\n", ""),
    ("dates on one line", "27 February 2019 - 14:01 ", ""),
    ("half dates", "27 February ", ""),
    ("Jalali dates", "۲۱ ارديبهشت ۱۳۹۹ - ۱۸:۵۹\n", ""),
    ("times", "14:01 ", ""),
    ("labels", "News ID: 75875\n", ""),
    ("labels without a value", "News ID:\n", ""),
    ("labels on one line", "News ID: ", ""),
    ("Persian labels", "کد خبر: ۷۵۸۷۵\n", ""),
    ("tags", "Tags: a ، b\n", ""),
    ("one long list of tags", "a ، ", "Headline\n\nBody text of some length that is a paragraph.\n\nTags: "),
    ("datelines", "TEHRAN (defapress) - ", ""),
    ("half datelines", "TEHRAN, ", ""),
    ("capitals", "A", ""),
    ("capital words", "ABC ", ""),
    ("brackets", "(", ""),
    ("closing brackets", ")", ""),
    ("dashes", "-", ""),
    ("dashed lines", "-- a\n", ""),
    ("bullets", "* a\n", ""),
    ("quotes", '"', ""),
    ("full stops", ".", ""),
    ("slashes", "/", ""),
    ("sign-offs", "Message end/\n", ""),
    ("credits", "(Reporting by A; Editing by B)\n", ""),
    ("bylines", "By Ann Example\n", ""),
    ("Chinese", "新华社北京电", ""),
    ("Japanese dates", "2025年1月13日 21時37分\n", ""),
    ("Arabic prose", "قال المجلس يوم الاثنين إنه سيقرر بعد نقاش طويل. ", ""),
    ("combining marks", "e\u0301", ""),
    ("joiners", "می\u200c", ""),
    ("ANPA fields", "^a<\r\n", ""),
)

HTML: tuple[tuple[str, str, str], ...] = (
    ("nested div", "<div>", "<html><body>"),
    ("nested formatting", "<b><i>", "<html><body>"),
    ("open tags", "<", "<html><body>"),
    ("attributes", " a=1", "<html><body><div"),
    ("paragraphs", "<p>The council said on Monday that it would decide.</p>", "<html><body>"),
    ("links", '<a href="/x">x</a>', "<html><body>"),
    ("line breaks", "<br>", "<html><body>"),
    ("table cells", "<td>", "<html><body><table>"),
    ("entities", "&amp;", "<html><body><p>"),
    ("meta", '<meta property="og:title" content="x">', "<html><head>"),
    ("JSON-LD brackets", "[", '<html><head><script type="application/ld+json">'),
    ("JSON-LD scripts", '<script type="application/ld+json">{"@type":"NewsArticle"}</script>', "<html><head>"),
)


def documents(rows: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    """`(name, text)`, each of one megabyte in UTF-8 or a little less."""
    return [(name, before + unit * ((MEGABYTE - len(before.encode())) // len(unit.encode()))) for name, unit, before in rows]
