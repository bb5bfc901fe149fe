"""How well the languages of paragraphs are told: on bodies in one language, and on such bodies with paragraphs of another
set in.

    python -m benchmarks.paragraph_languages [--most N] [--mixed N] [--wrong]

The bodies are of the development corpus, as they are parsed, each in the language that all of its text is detected in. In
the mixed ones one to three paragraphs that stand behind each other in a body of another language are set into the first,
at its end, or at its beginning; each is counted by how many words it has.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.accuracy import CORPUS, MAX_BYTES, envelope, rows
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.core.text.language import detect
from copydesk.service.enrichers.paragraph_languages import find_paragraph_languages
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.told_language import KIN
from copydesk.service.pipeline import parse_record

SETS = (
    "wire_reuters", "persian_cms", "snippets_text", "web_articles_text", "days_text", "pages_text", "shapes",
    "other_pages_html", "snippets_html", "days_html", "pages_html",
)  # fmt: skip
LENGTHS = (5, 10, 20, 40, 80)
"""Where the rows of the table part, in words."""
Teller = Callable[[ParsedArticle, Sequence[str]], list[str | None]]
"""From an article and the paragraphs of its body to their languages; empty where they are in one."""

MOST_OF_A_LANGUAGE = 60
SEED = 5


class Body(NamedTuple):
    """A parsed article whose body is in one language."""

    language: str
    article: ParsedArticle


class Mixed(NamedTuple):
    """A body with paragraphs of another, and what each is in."""

    body: Body
    paragraphs: Sequence[str]
    languages: Sequence[str]


def bodies(most: int) -> Iterator[Body]:
    """So many of each set."""
    for name in SETS:
        for number, row in enumerate(rows(CORPUS / f"{name}.jsonl.gz", most)):
            parsed = parse_record(Record(Origin("news.raw", 0, number), envelope(row), ()), MAX_BYTES)
            if isinstance(parsed, ParsedArticle) and parsed.body_text.count("\n\n") >= 2:
                tag, _ = detect(parsed.body_text[:20_000])
                if tag:
                    yield Body(tag.partition("-")[0], parsed)


def mixtures(told: Sequence[Body], count: int) -> Iterator[Mixed]:
    """So many bodies with paragraphs of another language, each language about as often as the others."""
    chance = random.Random(SEED)
    by_language: dict[str, list[Body]] = defaultdict(list)
    for body in told:
        if len(by_language[body.language]) < MOST_OF_A_LANGUAGE:
            by_language[body.language].append(body)
    for _ in range(count):
        one, other = chance.sample(sorted(by_language), 2)
        yield _mixed(chance.choice(by_language[one]), chance.choice(by_language[other]), chance)


def _mixed(body: Body, other: Body, chance: random.Random) -> Mixed:
    own, theirs = body.article.body_text.split("\n\n"), other.article.body_text.split("\n\n")
    at = chance.randrange(len(theirs))
    run = theirs[at : at + chance.randint(1, 3)]
    place = chance.choice((0, len(own), chance.randrange(len(own))))
    languages = [body.language] * place + [other.language] * len(run) + [body.language] * (len(own) - place)
    return Mixed(body, own[:place] + run + own[place:], languages)


def told_languages(article: ParsedArticle, paragraphs: Sequence[str]) -> list[str | None]:
    """What the desk says of these as an article's body."""
    found = find_paragraph_languages(Story(article.model_copy(update={"body_text": "\n\n".join(paragraphs)})))
    languages = found["paragraph_languages"]
    assert isinstance(languages, list)
    return languages


def detected_languages(article: ParsedArticle, paragraphs: Sequence[str]) -> list[str | None]:
    """What CLD2 alone says of each of these."""
    tags = [detect(paragraph)[0] for paragraph in paragraphs]
    return tags if len({tag.partition("-")[0] for tag in tags if tag}) > 1 else []


def score(mixed: Sequence[Mixed], tell: Teller) -> Mapping[tuple[str, int], Counter[str]]:
    """By kind of paragraph and its least words how many are right, wrong, of them found, and all."""
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for one in mixed:
        told = tell(one.body.article, one.paragraphs) or [None] * len(one.paragraphs)
        for paragraph, language, tag in zip(one.paragraphs, one.languages, told, strict=True):
            kind = "own" if language == one.body.language else "other"
            short = (tag or "").partition("-")[0]
            count = counts[kind, _least(paragraph)]
            count.update(["all", "none" if not short else "right" if is_one(short, language) else "wrong"])
    return counts


def is_one(one: str, other: str) -> bool:
    """Whether these are one language, or so near that a detector hardly tells them apart."""
    return one == other or any({one, other} <= kin for kin in KIN)


def _least(paragraph: str) -> int:
    words = len(paragraph.split())
    return max((least for least in LENGTHS if words >= least), default=0)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=700)
    parser.add_argument("--mixed", type=int, default=3000)
    parser.add_argument("--wrong", action="store_true", help="print what was told of bodies in one language")
    given = parser.parse_args()
    told = list(bodies(given.most))
    mixed = list(mixtures(told, given.mixed))
    print(len(told), "bodies in one language:", Counter(body.language for body in told).most_common())
    for name, tell in (("copydesk", told_languages), ("CLD2 alone", detected_languages)):
        print(f"\n{name}:")
        print_single(told, tell, given.wrong)
        print_mixed(mixed, tell)


def print_single(told: Sequence[Body], tell: Teller, show: bool) -> None:
    """How many of these get languages of paragraphs, and what it costs."""
    bodies = [(body, body.article.body_text.split("\n\n")) for body in told]
    words = sum(len(body.article.body_text.split()) for body in told)
    tell(told[0].article, bodies[0][1])
    began = time.process_time()
    found = [(body, languages) for body, paragraphs in bodies if (languages := tell(body.article, paragraphs))]
    seconds = time.process_time() - began
    print(
        f"{len(found)} told as mixed ({len(found) / len(told):.4f}); {seconds * 400_000 / words:.3f} ms for 400 words"
    )
    for body, languages in found if show else ():
        show_others(body, languages)


def show_others(body: Body, languages: Sequence[str | None]) -> None:
    """The paragraphs that are told to be in another language."""
    for tag, paragraph in zip(languages, body.article.body_text.split("\n\n"), strict=True):
        if tag and tag.partition("-")[0] != body.language:
            print(f"  {body.language} {body.article.url}: {tag}: {paragraph[:150]!r}")


def print_mixed(mixed: Sequence[Mixed], tell: Teller) -> None:
    """The table by length."""
    counts = score(mixed, tell)
    print("| | words | paragraphs | right of those told | told and right of all |\n|-|-|-|-|-|")
    for (kind, least), count in sorted(counts.items()):
        said = count["right"] + count["wrong"]
        print(
            f"| {kind} | {least}+ | {count['all']} | {count['right'] / max(said, 1):.3f} | {count['right'] / count['all']:.3f} |"
        )


if __name__ == "__main__":
    main()
