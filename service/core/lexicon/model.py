"""What the desk knows of a language: one frozen value per language, all of it plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

GAP = "…"
"""Stands in a phrase for other words: `follow … on facebook`."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells a person's name from an outlet's, and a name from other words."""

    particles: tuple[str, ...] = ()
    """Words in small letters within a person's name: `van`, `de la`; of other scripts as Latin letters spell them."""
    prefixes: tuple[str, ...] = ()
    """As printed: what stands before a capital within one word, `McDonald`, `iPhone`."""
    articles: tuple[str, ...] = ()
    """The article that an outlet's name may begin with: `The Times`, `Le Progrès`."""
    outlet_articles: tuple[str, ...] = ()
    """Those of them that no person's name begins with, as `Le Thi Mai` does."""
    organisations: tuple[str, ...] = ()
    """Words of agencies, desks, outlets and offices: among the first words of a byline they tell that it is no
    person's, `Harbour News Service`, `Redacción Norte`.
    """
    degrees: tuple[str, ...] = ()
    """As printed, without stops: what stands behind a name and a comma and belongs to it, `Ada Lovelace, PhD`."""
    surnames: tuple[str, ...] = ()
    """Such words that people are called by too."""
    outlet_words: tuple[str, ...] = ()
    """What stands within the name of an outlet or an office, and in no person's, where no space parts words."""
    outlet_endings: tuple[str, ...] = ()
    """The last character of such names."""
    outlet_closings: tuple[str, ...] = ()
    """As printed: the last word of an outlet's name that stands alone on a line, `Harbour News Agency`."""


@dataclass(frozen=True, slots=True)
class BylineWords:
    """What stands around the names of those who wrote a story."""

    bare: tuple[str, ...] = ()
    """Those of the byline's words that need no colon before a name in a script without capitals."""
    editors: tuple[str, ...] = ()
    """Labels of the editor who answers for a story, where pages name nobody else."""
    own: tuple[str, ...] = ()
    """As printed: words for `by` that mean something else in other languages, and are read in this one's pages only."""
    prefixes: tuple[str, ...] = ()
    """Words for `by` that metadata print before the name of an author."""
    ands: tuple[str, ...] = ()
    """What joins two names: `and`."""
    withs: tuple[str, ...] = ()
    """What stands before helpers and agencies behind the names: `with`."""
    offices: tuple[str, ...] = ()
    """Offices behind a name and a comma, small or with a capital: `Ada Lovelace, Science Correspondent`."""
    offices_behind: tuple[str, ...] = ()
    """Offices that close a line which holds nothing but a name before them."""
    offices_before: tuple[str, ...] = ()
    """Offices that open such a line, the name behind them."""
    office_links: tuple[str, ...] = ()
    """Small words in a line of offices: `Editor and Head of Science`."""
    place_links: tuple[str, ...] = ()
    """Those behind which a place or a field is missing: a line of offices does not end with one."""
    of_comments: tuple[str, ...] = ()
    """The last word of labels that stand above readers' comments as well as above stories: `Posted by:`."""
    sections: tuple[str, ...] = ()
    """As printed: the word between a name and the section that a story is filed in, `By Ada Lovelace In Harbour`."""
    seams: tuple[str, ...] = ()
    """As printed: the word before a date that is glued to a name, `Ada LovelacePublished`."""
    buttons: tuple[str, ...] = ()
    """As printed: the word of a button that is glued so."""
    reporters: tuple[str, ...] = ()
    """The word for a reporter that a dateline prints beside the name."""
    reporters_joined: tuple[str, ...] = ()
    """The one behind which the name runs into the place that follows it."""
    in_datelines: Mapping[str, str] = field(default_factory=dict)
    """Name of the rule -> how a story's beginning names its reporters, an expression: group 1 is all that is printed of
    them, group 2 their names.
    """
    joined: str = ""
    """The same where the last name runs into the place: groups for the word, all names but the last, name and place."""
    pictures: tuple[str, ...] = ()
    """As printed: what says in a line that closes with a name that it is about a picture."""


@dataclass(frozen=True, slots=True)
class ClosingWords:
    """What newsrooms print below a story."""

    farewells: tuple[str, ...] = ()
    """The end, within brackets or strokes on a line of its own: `(END)`."""
    ends: tuple[str, ...] = ()
    """The end in brackets behind the last sentence, small or in capitals."""
    stroked: tuple[str, ...] = ()
    """The end, with or without strokes, before the codes of a desk."""
    signed: tuple[str, ...] = ()
    """As printed: the end behind an agency's name, `Lusa/Fim`."""
    desk: tuple[str, ...] = ()
    """What stands before the names of those who edited, translated or sent a story, and before its source."""
    helpers: tuple[str, ...] = ()
    """As printed: what may stand before a verb of the credits, `Additional reporting`."""
    verbs: tuple[str, ...] = ()
    """What the credits of a story begin with, with a colon or the word for `by` behind it: `Reporting by`."""
    participles: tuple[str, ...] = ()
    """The same in brackets only: `(Compiled by ...)`."""
    shared: tuple[str, ...] = ()
    """What tells whose text was used, before an agency's name: `with inputs from`; `…` stands for other words."""
    rights: tuple[str, ...] = ()
    """The word for copyright."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """What stands within a date, and between a date and its time."""

    of: tuple[str, ...] = ()
    """Between day and month, or month and year: `25 de junio de 2024`."""
    ordinals: tuple[str, ...] = ()
    """What is written behind the number of a day: `25th`."""
    month_openings: tuple[str, ...] = ()
    """First words of the months that have two."""
    month_words: tuple[str, ...] = ()
    """The word for month before its number: `25 tháng 6`."""
    year_words: tuple[str, ...] = ()
    """The word for year before its number, in such dates."""
    eras: Mapping[str, int] = field(default_factory=dict)
    """Name of an era -> the year before its first."""
    first_years: tuple[str, ...] = ()
    """What is written for an era's first year."""
    year_marks: tuple[str, ...] = ()
    """One character behind the number of a year; the next fields likewise: `2024年6月25日14時03分`."""
    month_marks: tuple[str, ...] = ()
    day_marks: tuple[str, ...] = ()
    hour_marks: tuple[str, ...] = ()
    """Between hour and minute, one character or a word."""
    hour_letters: tuple[str, ...] = ()
    """Between hour and minute with a figure right behind it: `14h03`."""
    minute_marks: tuple[str, ...] = ()
    year_endings: tuple[str, ...] = ()
    """What stands behind the year of a date, with the stop of an abbreviation: `25 июня 2024 г. 14:03`."""
    year_letters: tuple[str, ...] = ()
    """The one letter that abbreviates `year` behind its number."""
    leading_years: tuple[str, ...] = ()
    """What stands behind a year that opens its date, with the stop: `2024 m. birželio 25`."""
    before_day: tuple[str, ...] = ()
    """What stands between a time and the date behind it: `14:05 Uhr am 4. März`."""
    am: tuple[str, ...] = ()
    """Abbreviations for the first half of the day, as expressions."""
    pm: tuple[str, ...] = ()
    noon: tuple[str, ...] = ()
    """What stands behind a 12 that is noon."""
    midnight: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    """As printed: what stands between a time and its zone, `14:05 Uhr MEZ`."""
    islamic_years: tuple[str, ...] = ()
    """The letter behind a year of the Islamic calendar."""
    same_day: tuple[str, ...] = ()
    """What stands between a day of one calendar and the same day of another."""


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """What stands around place and date of a dateline."""

    small: tuple[str, ...] = ()
    """Words in small letters within the name of a place, or between two: `Rio de Janeiro`, `Stratford upon Avon`."""
    stopped: tuple[str, ...] = ()
    """Abbreviations that a place's name begins with, without the stop: `St. Louis`."""
    openings: tuple[str, ...] = ()
    """Small words that begin a sentence and no place's name."""
    before_day: tuple[str, ...] = ()
    """What stands between place and day."""
    days: tuple[str, ...] = ()
    """How a day is written that needs no name of a month, as expressions."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """Name of the rule -> an expression for a form of its own, with the groups of `datelines/forms.py`."""
    kickers: tuple[str, ...] = ()
    """Words that head a story in capitals and are no place. `LIVE OAK` is one: only where every word is of these."""
    counties: tuple[str, ...] = ()
    """The last character of places that have three, where the reporter's name runs into the place."""


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """What a picture's caption says besides `credit_words`."""

    verbs: tuple[str, ...] = ()
    """What stands between a credit's word and the maker of a picture: `Photograph by Ada Lovelace`."""
    taken: tuple[str, ...] = ()
    """What stands behind the maker of a picture, both in brackets: `（王小明攝）`."""
    labels: tuple[str, ...] = ()
    """What stands before a caption, with a colon: `Legende: Autos auf der Brücke`."""
    openings: tuple[str, ...] = ()
    """First words of a caption: `Image caption`."""
    rights: tuple[str, ...] = ()
    """Last words of a caption that credits nobody else: `All rights reserved.`"""


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a page prints around a story, and how a story begins."""

    furniture: tuple[str, ...] = ()
    """What buttons, boxes and sections are called: none is a person's name."""
    only_before_date: tuple[str, ...] = ()
    """Labels of dates that are words of sentences too: nothing may stand before them."""
    biographies: tuple[str, ...] = ()
    """Labels of boxes about the author, which hold sentences."""
    box_ends: tuple[str, ...] = ()
    """What a page says to readers who listen where a list of other stories ends."""
    to_desks: tuple[str, ...] = ()
    """As printed: the first word of a note to other desks, in brackets."""
    one_letter_words: tuple[str, ...] = ()
    """Words of one letter that may begin a sentence, as capitals."""
    stopped: tuple[str, ...] = ()
    """As printed: abbreviations whose last stop ends no sentence."""
    attributions: tuple[str, ...] = ()
    """The formula by which a story opens in a script without capitals: according to."""
    errors: tuple[str, ...] = ()
    """What a page without a story is called because it is not there or not open."""
    consents: tuple[str, ...] = ()
    """What a page says that asks a reader to agree to something first."""
    sold: tuple[str, ...] = ()
    """What a page says below the beginning of a story whose rest is for subscribers; `…` stands for other words."""
    no_sections: tuple[str, ...] = ()
    """What sites call the part that holds their stories, of whatever section."""
    adverts: tuple[str, ...] = ()
    """All of a line that stands for an advertisement between two paragraphs."""
    in_addresses: tuple[str, ...] = ()
    """A part of an address behind which the story's number stands: `/news/75875`."""


@dataclass(frozen=True, slots=True)
class SignalWords:
    """What newsrooms write before a headline or above a story to tell other newsrooms what this version is."""

    update: tuple[str, ...] = ()
    """A newer version: `UPDATE 2-Bridge reopens`, `(LEAD)`."""
    correction: tuple[str, ...] = ()
    """Something was wrong before: `CORRECTED-`, `(Corrects name in paragraph 3)`."""
    kill: tuple[str, ...] = ()
    """The story is taken back, and so told that nobody writes it of anything else: `MANDATORY KILL`."""
    kill_alone: tuple[str, ...] = ()
    """The same where nothing else stands on the line: `KILL`."""
    advisory: tuple[str, ...] = ()
    """The text speaks to editors."""
    embargo: tuple[str, ...] = ()
    """What stands before the time until when a story may not be published."""


@dataclass(frozen=True, slots=True)
class MailWords:
    """What mails and press releases print around a story."""

    replies: tuple[str, ...] = ()
    """What stands with a colon before the subject of a mail that is answered or passed on: `AW`, `Fwd`."""
    forwarded: tuple[str, ...] = ()
    """What stands above a mail that is passed on, between dashes or with a colon."""
    subjects: tuple[str, ...] = ()
    """How the header of such a mail is printed: what stands before its subject, its day, its sender and its readers."""
    dates: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    """What a press release calls itself above its headline, or with a colon in its subject."""
    greetings: tuple[str, ...] = ()
    """The first words of a line that greets editors."""
    regards: tuple[str, ...] = ()
    """The first words of the line that closes a letter."""
    contacts: tuple[str, ...] = ()
    """The first words of a line that names whom to call."""
    abouts: tuple[str, ...] = ()
    """The first words of the title above what a sender says of itself in each of its releases."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language, in lower case and without a closing full stop or colon.

    A phrase matches when the words of a line begin with it; the letter variants that `fold` removes need no second
    entry.
    """

    language: str
    months: Mapping[str, int] = field(default_factory=dict)
    """Gregorian month names, long and short, in every case form that dates use."""
    jalali_months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """Monday is 0."""
    id_labels: tuple[str, ...] = ()
    """What stands before the publisher's ID of the story."""
    not_id_labels: tuple[str, ...] = ()
    """What stands before other numbers: the reporter's, the comment count."""
    headline_labels: tuple[str, ...] = ()
    """What stands before the headline, with a colon, where a scraper prints its fields: `Title: Bridge reopens`."""
    published_labels: tuple[str, ...] = ()
    updated_labels: tuple[str, ...] = ()
    clock_labels: tuple[str, ...] = ()
    """What stands before the time at which the page was drawn, which says nothing of the story."""
    as_of_labels: tuple[str, ...] = ()
    """`Stand:`: a publication date only where there is no other."""
    tags_labels: tuple[str, ...] = ()
    byline_words: tuple[str, ...] = ()
    time_words: tuple[str, ...] = ()
    """What may stand between a date and a time: `at`, `um`, `ساعت`."""
    morning_words: tuple[str, ...] = ()
    """What stands beside a time of day on a clock of twelve hours and says which half is meant."""
    noon_words: tuple[str, ...] = ()
    evening_words: tuple[str, ...] = ()
    night_words: tuple[str, ...] = ()
    today_words: tuple[str, ...] = ()
    """What stands for the date of a page's own day: `today, 14:05`."""
    yesterday_words: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    """How a time is told by its age, `#` for the number and its unit in either order: `# ago`, `vor #`."""
    minute_words: tuple[str, ...] = ()
    """Minutes in every form that stands behind a number in such words, abbreviations among them."""
    hour_words: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()
    signoffs: tuple[str, ...] = ()
    """Last words of a story: `Message end`."""
    comment_labels: tuple[str, ...] = ()
    """First words of the comment form."""
    related_labels: tuple[str, ...] = ()
    """First words of what a page prints after or between the paragraphs of a story."""
    pointers: tuple[str, ...] = ()
    """More words that stand above, or before, links to other stories: `You may also like`, `Read this next: ...`."""
    boilerplate: tuple[str, ...] = ()
    """Words of a line that is never part of a story."""
    credit_words: tuple[str, ...] = ()
    """What stands before the maker of a picture: `Foto: Ada Lovelace`."""
    role_words: tuple[str, ...] = ()
    """Words of an office that a byline prints behind the name: `Ada Lovelace Science Correspondent`."""
    names: NameWords = NameWords()
    bylines: BylineWords = BylineWords()
    closings: ClosingWords = ClosingWords()
    dates: DateWords = DateWords()
    datelines: DatelineWords = DatelineWords()
    page: PageWords = PageWords()
    captions: CaptionWords = CaptionWords()
    signals: SignalWords = SignalWords()
    mails: MailWords = MailWords()
