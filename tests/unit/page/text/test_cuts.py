"""Headlines run into the story in scripts without capitals, as their seam is learned; every line here is made up."""

from __future__ import annotations

import pytest

from copydesk.service.core.page.text.cuts import cut_offers, learned_cut

TITLE = "پل قدیمی بندر پس از دو سال تعمیر بازگشایی شد"
STORY = "شهردار بندر روز دوشنبه گفت پل قدیمی پس از دو سال تعمیر به روی خودروها باز شد. او افزود این کار چهار میلیون هزینه داشت."
OTHERS = (
    "شهردار وعده داد همه هزینه ها تا تابستان منتشر شود، و کار بعدی آغاز شد.",
    "شهردار از مردم تشکر کرد.",
)
SLUG = tuple(TITLE.split())


def test_a_seam_within_a_word_is_found() -> None:
    """The word that the headline ends with and the one that the story begins with are known apart, together they are
    no word.
    """
    cut = learned_cut(TITLE + STORY, OTHERS, SLUG)
    assert cut is not None
    assert (TITLE + STORY)[: cut.at] == TITLE


@pytest.mark.parametrize("slug", [(), SLUG])
def test_a_line_without_a_seam_is_left_whole(slug: tuple[str, ...]) -> None:
    """A headline alone, and a paragraph, are cut nowhere."""
    assert learned_cut(f"{TITLE}، شورای شهر بندر اعلام کرد", OTHERS, slug) is None
    assert learned_cut(STORY, OTHERS, slug) is None


def test_only_scripts_without_capitals_are_looked_through() -> None:
    """Where there are capitals they tell the seam."""
    assert cut_offers("The old bridge opens againthe mayor of the town said on Monday.", (), ()) == []


def test_a_sign_without_a_space_may_be_the_seam() -> None:
    """A quotation that opens right behind a letter is an offer, one behind a space is none."""
    line = f"{TITLE}«شهردار بندر» روز دوشنبه گفت «پل» به روی خودروها باز شد."
    offers = {offer.value: offer.features for offer in cut_offers(line, OTHERS, ())}
    assert "before «" in offers[len(TITLE)]
    assert line.index(" «پل") + 1 not in offers
