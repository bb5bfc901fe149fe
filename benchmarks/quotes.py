"""Of the quotes of PolNeAR's development half that are given, how many have the right speaker; of its direct quotes of
named speakers, how many are given.

    python -m benchmarks.quotes
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from benchmarks.accuracy import CORPUS, rows
from copydesk.schemas.article import Article, Quote
from copydesk.service.enrichers.quotes import LEAST_WORDS, find_quotes
from copydesk.service.enrichers.story import Story

PRONOUNS = frozenset("he she they i we it who you him her them".split())


class Told(NamedTuple):
    """What an annotator marked: who says it, and where the words stand."""

    source: str
    spans: tuple[tuple[int, int], ...]

    def holds(self, quote: Quote, share: float) -> bool:
        """Whether so much of a quote lies in it."""
        shared = sum(max(0, min(quote.end, end) - max(quote.start, start)) for start, end in self.spans)
        return shared > share * (quote.end - quote.start)

    def is_by(self, quote: Quote) -> bool:
        """Whether it names the quote's speaker."""
        return quote.speaker.split()[-1] in self.source


def told_of(row: Mapping[str, Any]) -> Iterator[Told]:
    """The attributions of an article."""
    for told in row["gold"]["attributions"]:
        if "content" in told:
            spans = tuple((start, end) for start, end in told["content"]["spans"])
            yield Told((told.get("source") or {}).get("text", ""), spans)


def is_wanted(told: Told, body: str) -> bool:
    """Whether it is a direct quote of somebody named."""
    last = (told.source.split() or [""])[-1]
    words = sum(len(body[start:end].split()) for start, end in told.spans)
    opens = body[told.spans[0][0]] in '“"'
    return opens and words >= LEAST_WORDS and last[:1].isupper() and told.source.lower() not in PRONOUNS


def quotes_of(body: str) -> list[Quote]:
    """What is found in an English article."""
    article = Article.model_validate(
        {"guid": "a:1", "source_id": "a", "news_id": "1", "identity_method": "label", "record_id": "1", "version": 1}
        | {"content_hash": "0" * 32, "extraction": {"method": "text"}, "language": "en", "body_text": body}
    )
    found = find_quotes(Story(article))["quotes"]
    assert isinstance(found, list)
    return found


def main() -> None:
    """Print the shares."""
    right = judged = wanted = given = words = 0
    seconds = 0.0
    for row in rows(CORPUS / "quotes.jsonl.gz", None):
        body, told = row["body"], list(told_of(row))
        began = time.process_time()
        quotes = quotes_of(body)
        seconds, words = seconds + time.process_time() - began, words + len(body.split())
        for quote in quotes:
            same = [one for one in told if one.holds(quote, 0.5) and one.source.lower() not in PRONOUNS | {""}]
            judged, right = judged + bool(same), right + any(one.is_by(quote) for one in same)
        sought = [one for one in told if is_wanted(one, body)]
        wanted += len(sought)
        given += sum(any(one.holds(quote, 0) and one.is_by(quote) for quote in quotes) for one in sought)
    print(f"{right} of {judged} quotes given have the right speaker ({right / judged:.3f})")
    print(f"{given} of {wanted} direct quotes of named speakers are given ({given / wanted:.3f})")
    print(f"{seconds * 400_000 / words:.2f} ms for 400 words")


if __name__ == "__main__":
    main()
