"""Prints what `quotes` or `people` find in documents that are not English, each within its sentence, for a person to say how
many are right: no labelled set has them.

    python -m benchmarks.named quotes [--most 60] [--language de] [--seed 1]

At most so many of a language, drawn by chance; each language once with how many were found in all, and the cost.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from copydesk.schemas.article import Person, Quote
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.enrichers.people import find_people
from copydesk.service.enrichers.quotes import find_quotes
from copydesk.service.enrichers.story import Story
from copydesk.service.pipeline import parse_record

SETS = ("web_articles_text", "snippets_text", "pages_text", "days_text", "persian_cms", "shapes")
BEFORE, BEHIND = 70, 90


def stories() -> Iterator[Story]:
    """Each document of the sets that has a language other than English, once."""
    seen: set[str] = set()
    for name in SETS:
        for number, row in enumerate(rows(CORPUS / f"{name}.jsonl.gz", None)):
            parsed = parse_record(Record(Origin("news.raw", 0, number), envelope(row), ()), MAX_BYTES)
            if isinstance(parsed, ParsedArticle) and parsed.body_text not in seen:
                seen.add(parsed.body_text)
                story = Story(parsed)
                if story.primary_language not in ("", "en"):
                    yield story


def shown(body: str, one: Quote | Person) -> str:
    """One line: who, and where."""
    if isinstance(one, Quote):
        start, end, who = one.start, one.end, one.speaker
    else:
        start, who = max(0, body.find(one.name)), f"{one.name} {one.count}"
        end = start + len(one.name)
    inside = body[start:end] if end - start < BEFORE else f"{body[start : start + 40]} ~ {body[end - 25 : end]}"
    line = f"[{who}] {body[max(0, start - BEFORE) : start]}<<{inside}>>{body[end : end + BEHIND]}"
    return line.replace("\n", " / ")


def find(story: Story, name: str) -> list[Quote | Person]:
    """What the enricher gives."""
    fields: Mapping[str, object] = {"quotes": find_quotes, "people": find_people}[name](story)
    found = fields[name]
    assert isinstance(found, list)
    return found


def main() -> None:
    """Print the samples, language by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("enricher", choices=("quotes", "people"))
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--language")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    lines: defaultdict[str, list[str]] = defaultdict(list)
    seconds: defaultdict[str, float] = defaultdict(float)
    letters: defaultdict[str, int] = defaultdict(int)
    documents: defaultdict[str, int] = defaultdict(int)
    for story in stories():
        tag, body = story.primary_language, story.article.body_text
        if asked.language in (None, tag):
            find(Story(story.article), asked.enricher)  # tables are read
            fresh = Story(story.article)
            assert fresh.language
            began = time.process_time()
            found = find(fresh, asked.enricher)
            seconds[tag] += time.process_time() - began
            letters[tag] += len(body)
            documents[tag] += 1
            lines[tag] += [shown(body, one) for one in found]
    for tag, all_of_them in sorted(lines.items(), key=lambda pair: -len(pair[1])):
        milliseconds = seconds[tag] * 2_500_000 / max(1, letters[tag])
        print(f"== {tag}: {len(all_of_them)} in {documents[tag]} documents, {milliseconds:.2f} ms for 2,500 letters")
        chosen = random.Random(asked.seed).sample(all_of_them, min(asked.most, len(all_of_them)))
        print("\n".join(chosen))


if __name__ == "__main__":
    main()
