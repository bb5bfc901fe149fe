"""What the desk knows of a language: one frozen value per language, all of it plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    boilerplate: tuple[str, ...] = ()
    """Words of a line that is never part of a story."""
    credit_words: tuple[str, ...] = ()
    """What stands before the maker of a picture: `Foto: Ada Lovelace`."""
    role_words: tuple[str, ...] = ()
    """Words of an office that a byline prints behind the name: `Ada Lovelace Science Correspondent`."""
    credit_verbs: tuple[str, ...] = ()
    """What stands between a credit's word and the maker of a picture: `Photograph by Ada Lovelace`."""
    taken_words: tuple[str, ...] = ()
    """What stands behind the maker of a picture, both in brackets: `（王小明攝）`."""
    caption_labels: tuple[str, ...] = ()
    """What stands before a caption, with a colon: `Legende: Autos auf der Brücke`."""
    caption_openings: tuple[str, ...] = ()
    """First words of a caption: `Image caption`."""
    closing_rights: tuple[str, ...] = ()
    """Last words of a caption that credits nobody else: `All rights reserved.`"""
