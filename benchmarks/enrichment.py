"""What each enricher costs, in processor time for an article of 400 words.

    python -m benchmarks.enrichment [--most N]

Reuters stories and articles of the web set, parsed before; each enricher by itself, on stories that know nothing yet but
their language, so that what several ask is counted with the first.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.enrichers import ENRICHERS, enrich
from copydesk.service.enrichers.story import Story
from copydesk.service.pipeline import parse_record

SETS = ("wire_reuters", "web_articles_text")


def articles(most: int) -> Iterator[ParsedArticle]:
    """So many of each set."""
    for name in SETS:
        for number, row in enumerate(rows(CORPUS / f"{name}.jsonl.gz", most)):
            parsed = parse_record(Record(Origin("news.raw", 0, number), envelope(row), ()), MAX_BYTES)
            if isinstance(parsed, ParsedArticle):
                yield parsed


def cost(stories: Sequence[Story], name: str) -> float:
    """Seconds of processor time that an enricher takes for these."""
    enricher = next(one for one in ENRICHERS if one.name == name)
    enricher.function(stories[0])  # reads its tables
    began = time.process_time()
    for story in stories:
        enricher.function(story)
    return time.process_time() - began


def main() -> None:
    """Print a row for each enricher, and for all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=300)
    parsed = list(articles(parser.parse_args().most))
    words = sum(len(article.body_text.split()) for article in parsed)
    print(f"{len(parsed)} articles, {words / len(parsed):.0f} words each\n\n| enricher | ms for 400 words |\n|-|-|")
    for enricher in ENRICHERS:
        stories = [Story(article) for article in parsed]
        if enricher.name != "language":
            for story in stories:
                _ = story.language
        print(f"| `{enricher.name}` | {cost(stories, enricher.name) * 400_000 / words:.2f} |")
    began = time.process_time()
    for article in parsed:
        enrich(article)
    print(f"| all | {(time.process_time() - began) * 400_000 / words:.2f} |")


if __name__ == "__main__":
    main()
