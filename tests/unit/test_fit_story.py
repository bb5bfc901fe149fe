"""Learning which lines are a story's; every page here is made up."""

from __future__ import annotations

from benchmarks.fit_story import StoryPage, cross_validated, fitted, score

TEXTS = ("Home and contact of the harbour town", "The old bridge opened to traffic again on Sunday")


def pages() -> list[StoryPage]:
    """Pages of ten publishers: a link is never of the story, a paragraph always."""
    told = (("link",), ("paragraph",))
    return [
        StoryPage(
            "web_articles_text", f"site{at}.example", TEXTS, told, (1.0, 1.0), (False, True), (True, True), TEXTS[1]
        )
        for at in range(10)
        for _ in range(4)
    ]


def test_what_tells_a_story_s_lines_is_learned() -> None:
    """The feature of the story's lines weighs for them, that of others against; the rule took both."""
    weights = fitted(pages())
    assert weights.features["paragraph"] > weights.none > weights.features["link"]
    assert score(pages(), weights) == [1.0] * 40
    assert max(score(pages(), None)) < 1.0


def test_each_page_is_judged_without_its_publisher() -> None:
    """What all publishers do is known of each without it; the same pages give the same weights."""
    assert cross_validated(pages()) == [1.0] * 40
    assert fitted(pages()) == fitted(pages())
