"""Canonical addresses, sources by host, IDs in addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.addresses.ids import RULES, id_in_url
from copydesk.service.core.addresses.urls import canonical_url, host_slug


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Example.COM:80/News/A#top", "http://example.com/News/A"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("https://m.example.com/a/amp/", "https://example.com/a/"),
        ("https://amp.example.com/amp/news/1", "https://example.com/news/1"),
        ("https://example.com/camp/1", "https://example.com/camp/1"),
        ("https://www.google.com/amp/s/www.example.com/a", "https://www.example.com/a"),
        ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a", "https://www.example.com/a"),
        ("https://example.com/a?b=2&utm_source=x&a=1&fbclid=y&gclid=z&yclid=1", "https://example.com/a?a=1&b=2"),
        ("http://example.ir/news.aspx?cid=75875", "http://example.ir/news.aspx?cid=75875"),
        ("https://example.com/?a=2&a=1", "https://example.com/?a=2&a=1"),
        ("https://example.com/خبر", "https://example.com/%D8%AE%D8%A8%D8%B1"),
        ("https://example.com/%D8%AE", "https://example.com/%D8%AE"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    """Addresses of one page have one form, and that form is its own."""
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "news",
        "ftp://example.com/a",
        "mailto:a@example.com",
        "http://",
        "http://[",
        "https://example.com:99999/",
        "http://a b/",
        "http://" + "x" * 5000,
    ],
)
def test_no_address(url: str | None) -> None:
    """What is no web address has no canonical form, no source and no ID."""
    assert (canonical_url(url), host_slug(url), id_in_url(url)) == (None, None, None)


@given(
    st.one_of(
        st.text(),
        st.text().map("https://".__add__),
        st.from_regex(r"https?://[a-zم.]{1,9}[/a-z0-9?=&%#\[\]@:é-]*", fullmatch=True),
    )
)
def test_canonical_is_stable(url: str) -> None:
    """Canonical once is canonical for good, whatever the address."""
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical
    id_in_url(url)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.example.com/a", "example-com"),
        ("https://en.mehrnews.com/news/1", "en-mehrnews-com"),
        ("http://m.example.co.uk", "example-co-uk"),
        ("https://" + "a." * 60 + "com", None),
    ],
)
def test_host_slug(url: str, slug: str | None) -> None:
    """The whole host names the source, but for the prefixes that all publishers share."""
    assert host_slug(url) == slug


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/news.aspx?cid=75875", ("75875", "query")),
        ("/a/12345678?newsId=99", ("99", "query")),
        ("/view?cid=300&id=75875", ("75875", "query")),
        ("/view?newsid=0&articleid=null&nid=75875", ("75875", "query")),
        ("/view?id=202010", None),
        ("/view?id=1234-5679", None),
        ("/list?p=2&x=1", None),
        ("/article/2006/12/15/us-x-idUSWEN121920061215", ("USWEN121920061215", "reuters")),
        ("/a-1b9f3c6e-52a8-4f0e-9d3c-7a1b2c3d4e5f", ("1b9f3c6e-52a8-4f0e-9d3c-7a1b2c3d4e5f", "uuid")),
        ("/fa/news/۷۳۴۹۹۲۶/slug", ("7349926", "number")),
        ("/99999/news/75875/slug", ("75875", "number")),
        ("/20190227/75875/slug", ("75875", "number")),
        ("/news/19852382", ("19852382", "number")),
        ("/news/20190227", None),
        ("/news/13990521/", None),
        ("/2019/201902/27/slug", None),
        ("/city/202010/t3714581.htm", ("t3714581", "alphanumeric")),
        ("/archive/202103/slug", None),
        ("/139905/slug", None),
        ("/032021/slug", None),
        ("/news/2103/slug", None),
        ("/202103/4829145.html", ("4829145", "number")),
        ("/14677/n-4829145.html", ("4829145", "marked")),
        ("/news/14677/slug-4829145.html", ("14677", "number")),
        ("/210308/slug", None),
        ("/category/12345/slug", None),
        ("/2022-05-04/074527.html", None),
        ("/2022/05/04/00012/slug", None),
        ("/news/99999999", None),
        ("/a/00000000-0000-0000-0000-000000000000", None),
        ("/story/328/slug", ("328", "short-number")),
        ("/news/12", ("12", "short-number")),
        ("/news/12/slug", None),
        ("/328/slug", None),
        ("/slug-article242348272.html", ("242348272", "marked")),
        ("/slug/a-65464327", ("65464327", "marked")),
        ("/iran-i335406", ("335406", "marked")),
        ("/slug_id_101072480.html", ("101072480", "marked")),
        ("/slug-ld.1759794", ("1759794", "marked")),
        ("/slug-1.16990729", ("1.16990729", "marked")),
        ("/slug/!5928990", ("5928990", "marked")),
        ("/slug-of-a-piece-4829145.html", ("4829145", "trailing")),
        ("/3103246-slug-of-a-story.html", ("3103246", "leading")),
        ("/slug-of-a-piece-482914", ("482914", "trailing")),
        ("/slug-of-a-piece-240625", None),
        ("/2012/12/121210_slug_of_a_piece.shtml", None),
        ("/news/240625/slug", ("240625", "number")),
        ("/election-2024", None),
        ("/slug-20240501", None),
        ("/01052024-slug", None),
        ("/slug-nid01052024", None),
        ("/slug-202405", None),
        ("/how-to-win-1000000", None),
        ("/enum.Result.html", None),
        ("/story.aspx?cid=12345&id=1", None),
        ("/topics/1234567/bridge", None),
        ("/2024/12/674cdc8a21efa004028b45a8.html", ("674cdc8a21efa004028b45a8", "hex")),
        ("/news/A2025051516330004328", ("A2025051516330004328", "alphanumeric")),
        ("/slug,UAf9GNd", ("UAf9GNd", "alphanumeric")),
        ("/world/slug-of-a-story", None),
        ("/", None),
    ],
)
def test_id_in_url(url: str, found: tuple[str, str] | None) -> None:
    """The surest place that holds an ID gives it; dates, sums, sections and words are none."""
    assert id_in_url("https://example.com" + url) == found


def test_every_rule_is_tested() -> None:
    """The rules have names of their own, in the order of their certainty."""
    names = [name for name, _ in RULES]
    assert names == "query reuters uuid number short-number marked trailing leading hex alphanumeric".split()
