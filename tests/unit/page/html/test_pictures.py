"""The pictures of a web page and what stands below them; every page here is made up."""

from __future__ import annotations

import json

import pytest

from copydesk.schemas.parsed import Image
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.records import SiteProfile
from tests.builders import a_page

STORY = (
    "<p>The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat.</p>" * 4
)
URL = "https://www.quay.example/town/ferry-runs-aground"
FERRY = "https://media.quay.example/7/old-ferry.jpg"


def images(figures: str, *given: object, around: str = "article") -> list[Image]:
    """The images of a page that shows these figures and declares these images."""
    told = json.dumps({"@type": "NewsArticle", "headline": "Ferry runs aground"} | ({"image": given} if given else {}))
    html = (
        f'<script type="application/ld+json">{told}</script>'
        f"<{around}><h1>Ferry runs aground</h1>{figures}{STORY}</{around}>"
    )
    return list(read_html(a_page(html, media="html", url=URL), SiteProfile("quay")).images)


def figure(src: str, caption: str = "The ferry. <span>Photo: Ada Lovelace</span>", attribute: str = "src") -> str:
    """A figure with a caption."""
    return f'<figure><img {attribute}="{src}"><figcaption>{caption}</figcaption></figure>'


@pytest.mark.parametrize(
    "src",
    [FERRY, "/small/old-ferry-300x200.jpg", "//cdn.example/old-ferry-scaled.jpg?w=20", "/old-ferry-780x470-1.webp"],
)
def test_a_declared_image_has_the_caption_of_its_figure(src: str) -> None:
    """The figure may show another size of the picture."""
    assert images(figure(src), FERRY) == [Image(url=FERRY, caption="The ferry. Photo: Ada Lovelace")]


def test_a_declared_caption_stays() -> None:
    """What metadata say of an image is believed before what stands below it."""
    given = {"@type": "ImageObject", "url": FERRY, "caption": "A ferry"}
    assert images(figure(FERRY), given) == [Image(url=FERRY, caption="A ferry")]


@pytest.mark.parametrize(
    ("src", "declared", "caption"),
    [
        ("/old-ferry-2.jpg", "https://quay.example/old-ferry-1.jpg", "The second ferry"),
        ("/a/image.jpg", "https://quay.example/b/image.jpg", "Another"),
        ("/old-ferry.jpg", FERRY, '<a href="/share">Share</a> <button>Print</button>'),
    ],
)
def test_what_is_no_caption_of_a_declared_image(src: str, declared: str, caption: str) -> None:
    """Another picture, a name that any picture may have, and buttons tell nothing of it."""
    assert images(figure(src, caption), declared) == [Image(url=declared)]


def test_the_storys_own_figures() -> None:
    """Where no metadata give an image, those of the story's figures are given, with whole addresses, each once."""
    own = figure("data:image/gif;base64,R0", "Late").replace("<img", '<img data-src="/late.jpg"')
    assert images(figure("/old-ferry.jpg") * 2 + own) == [
        Image(url="https://www.quay.example/old-ferry.jpg", caption="The ferry. Photo: Ada Lovelace"),
        Image(url="https://www.quay.example/late.jpg", caption="Late"),
    ]


@pytest.mark.parametrize(
    "figures",
    [
        f"<aside>{figure('/a-picture.jpg')}</aside>",
        f'<div class="related-stories">{figure("/a-picture.jpg")}</div>',
        f'<a href="/next-story">{figure("/a-picture.jpg")}</a>',
        figure("/lazyloading-placeholder.png"),
        "<figure><blockquote>So they said.</blockquote></figure>",
        figure("http://[bad/a-picture.jpg"),
    ],
)
def test_figures_that_are_not_the_storys(figures: str) -> None:
    """Pictures of boxes beside the story and of other stories are not given, nor is what stands for one to come."""
    assert images(figures) == []


def test_a_figure_on_a_page_without_a_story_of_its_own() -> None:
    """Where the page does not say which part of it is the story, no figure is known to be the story's."""
    assert images(figure("/old-ferry.jpg"), around="div") == []
