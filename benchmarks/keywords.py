"""How many of the words of a hidden headline are among the five strongest keywords, beside YAKE.

    python -m benchmarks.keywords [--most N] [--yake PYTHON]     # PYTHON: an interpreter that has yake 0.7.3

English articles of the web set, every second one: the others were looked at while the weights were set.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.accuracy import CORPUS, rows
from copydesk.schemas.article import Article
from copydesk.service.core.text.language import detect
from copydesk.service.enrichers.keywords import EVERYDAY, UNKNOWN, find_keywords
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.tables import frequencies_of

Finder = Callable[[Sequence[str]], tuple[list[list[str]], float]]
_WORD = re.compile(r"[^\W\d_]{3,}")
_YAKE = """
import json, sys, time, yake
asked = json.load(sys.stdin)
one = yake.KeywordExtractor(lan="en", n=asked["n"], top=5)
began = time.process_time()
found = [[word for word, _ in one.extract_keywords(body)] for body in asked["bodies"]]
print(json.dumps([found, time.process_time() - began]))
"""


def stories(most: int) -> Iterator[tuple[str, str]]:
    """Headline and body, which does not hold the headline."""
    count = 0
    for number, row in enumerate(rows(CORPUS / "web_articles_text.jsonl.gz", None)):
        headline, body = row["gold"].get("headline"), row["gold"].get("body_text") or ""
        if number % 2 and headline and len(body) > 800 and (detect(body[:1200])[0] or "").startswith("en"):
            count += 1
            yield headline, body.replace(headline, "")
        if count >= most:
            return


def folded(word: str) -> str:
    """A word without what may be an ending."""
    low = word.lower()
    return low[:-2] if len(low) > 6 else low.removesuffix("s")


def share_found(headlines: Sequence[str], keywords: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Of the headlines' words that are not in every text those among the keywords, and of the keywords those of which a
    word is in the headline.
    """
    known = frequencies_of("en")
    wanted = found = given = right = 0
    for headline, five in zip(headlines, keywords, strict=True):
        rare = {folded(word) for word in _WORD.findall(headline) if known.get(word.lower(), UNKNOWN) < EVERYDAY}
        sets = [{folded(word) for word in _WORD.findall(keyword)} for keyword in five]
        wanted, found = wanted + len(rare), found + len(rare & set().union(*sets))
        given, right = given + len(five), right + sum(bool(words & rare) for words in sets)
    return found / wanted, right / given


def ours(bodies: Sequence[str]) -> tuple[list[list[str]], float]:
    """Five keywords for each body, and the seconds of processor time."""
    blank = {"guid": "a:1", "source_id": "a", "news_id": "1", "identity_method": "label", "record_id": "1"} | {
        "content_hash": "0" * 32, "extraction": {"method": "text"}, "version": 1, "language": "en",
    }  # fmt: skip
    told = [Story(Article.model_validate({**blank, "body_text": body})) for body in bodies]
    find_keywords(told[0])
    began = time.process_time()
    found = [_found(story)[:5] for story in told]
    return found, time.process_time() - began


def _found(story: Story) -> list[str]:
    keywords = find_keywords(story)["keywords"]
    assert isinstance(keywords, list)
    return keywords


def yakes(python: str, words: int) -> Finder:
    """The same by YAKE, of as many words as a keyword may have."""

    def ask(bodies: Sequence[str]) -> tuple[list[list[str]], float]:
        asked = json.dumps({"n": words, "bodies": list(bodies)})
        answer = subprocess.run([python, "-c", _YAKE], input=asked, capture_output=True, text=True, check=True)
        found, seconds = json.loads(answer.stdout)
        return found, seconds

    return ask


def main() -> None:
    """Print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--yake")
    given = parser.parse_args()
    headlines, bodies = zip(*stories(given.most), strict=True)
    finders: dict[str, Finder] = {"copydesk": ours}
    if given.yake:
        finders |= {"yake, one word": yakes(given.yake, 1), "yake, up to three": yakes(given.yake, 3)}
    words = sum(len(body.split()) for body in bodies)
    for name, find in finders.items():
        keywords, seconds = find(bodies)
        held, right = share_found(headlines, keywords)
        print(
            f"{name:20} {len(bodies)} articles: {held:.3f} of the headline's words, {right:.3f} of the keywords, "
            f"{seconds * 400_000 / words:.2f} ms for 400 words"
        )


if __name__ == "__main__":
    main()
