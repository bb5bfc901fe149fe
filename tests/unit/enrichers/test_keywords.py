"""Keywords: what sets a text apart, as it prints it."""

from __future__ import annotations

from typing import cast

import pytest

from copydesk.service.enrichers.keywords import MOST, find_keywords
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.tables import frequencies_of
from tests.unit.articles import an_article

HARBOUR = (
    "The lighthouse of Lindholm will be moved inland before winter, the council said on Tuesday. "
    "The cliff under the lighthouse has lost four metres in two storms. "
    "Harbour master Ida Falk said that the cliff would not last another year, and that the town had no choice. "
    "Engineers want to put the lighthouse on rails, as was done with two others on this coast. "
    "Ida Falk has asked for money from the capital. It is not the first of the lighthouses to be moved."
)
FERRY = (
    "Die neue Fähre verkehrt seit Montag zwischen Lindholm und der Insel. Die Fähre ersetzt ein Schiff, das vierzig Jahre "
    "lang fuhr. Nach Angaben der Reederei kostet die Überfahrt vier Euro. Die Reederei hatte lange auf die Fähre gewartet, "
    "weil die Werft zweimal den Termin verschob. Auf der Insel wohnen dreihundert Menschen, die nun öfter fahren können."
)


def keywords(body: str, language: str | None = "en") -> list[str]:
    """Of an article with this body."""
    return cast("list[str]", find_keywords(Story(an_article(body_text=body, language=language)))["keywords"])


def test_what_is_said_often_and_is_rare_comes_first() -> None:
    """The subject of the story leads, a name is whole, and no word of any text is among them."""
    found = keywords(HARBOUR)
    assert found[0] == "lighthouse"
    assert {"cliff", "Ida Falk"} <= set(found)
    assert {"the", "said", "has", "Falk", "lighthouses"}.isdisjoint(found)


def test_a_name_is_without_its_title() -> None:
    """Who somebody is, is not their name."""
    assert "Ida Falk" in keywords(HARBOUR.replace("Harbour master Ida", "Harbour Minister Ida"))


def test_in_another_language() -> None:
    """Each language has its own list, and German nouns next to each other are no names."""
    assert keywords(FERRY, "de")[:2] == ["Fähre", "Reederei"]


@pytest.mark.parametrize("language", ["zh", "tlh", "../en", None])
def test_a_language_without_a_list(language: str | None) -> None:
    """No keyword rather than a wrong one; no name of a language is a path."""
    assert frequencies_of(language or "") == {}
    assert keywords("Qapla' batlh je! " * 40, language) == []


def test_a_short_text_has_none() -> None:
    """In a few words each would be a keyword."""
    assert keywords("The lighthouse will be moved. The lighthouse is old.") == []


def test_no_more_than_so_many() -> None:
    """However much a text says."""
    words = [f"zoo{chr(97 + n)}{chr(97 + m)}" for n in range(8) for m in range(8)]
    assert len(keywords(" ".join(words * 2))) == MOST


def test_put_together_words_are_none() -> None:
    """`don't` is no keyword; what owns something is said without its ending."""
    found = keywords(
        (HARBOUR + " Don't ask the lighthouse's keeper, the keeper says. They don't know what wouldn't last. ") * 2
    )
    assert "keeper" in found
    assert not [word for word in found if "'" in word]
