"""Learns where a headline ends that is run into its story, in a script without capitals.

    python -m benchmarks.fit_cut        # prints the scores and writes service/core/page/text/weights/cut.py

The model and the fit are those of `benchmarks.fit`; the lines are those where the reader would look for a seam. Half of
the pages have none: there no cut is right. As the pages are of three publishers, the folds are by page; `by publisher`
is learned without the page's publisher.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.accuracy import CORPUS, rows
from benchmarks.fit import TEXT_TABLES, Answer, Example, answers, cross_validated, fitted, host_of, table
from benchmarks.fit_text import reading_of
from copydesk.service.core.page.choice import Weights
from copydesk.service.core.page.text.cuts import MOST_LINES, cut_offers
from copydesk.service.core.page.text.reader import LEAD_WEIGHT, Reading

SET, THRESHOLD, MOST_WEIGHTS = "persian_cms", 0.6, 80


def examples() -> Iterator[Example]:
    """The lines that hold a headline, alone or with the story's beginning."""
    for number, row in enumerate(rows(CORPUS / f"{SET}.jsonl.gz", None)):
        reading, known = reading_of(row), row["gold"].get("headline")
        if reading and known and (found := _example(reading, known, f"{host_of(row)} {number}")):
            yield found


def _example(reading: Reading, known: str, name: str) -> Example | None:
    lines = reading.layout.lines
    at = next((at for at, line in enumerate(lines) if line.text.startswith(known) and line.weight > LEAD_WEIGHT), None)
    if at is None:
        return None
    offers = cut_offers(
        lines[at].text,
        (line.folded for other, line in enumerate(lines[:MOST_LINES]) if other != at),
        reading.known.slug_words,
    )
    right = tuple(len(known) == offer.value < len(lines[at].text) for offer in offers)
    kind = "glued" if len(known) < len(lines[at].text) else "alone"
    return Example(kind, name, tuple(offer.features for offer in offers), right)


def _by_publisher(pages: list[Example]) -> list[Answer]:
    of = [page.host.split()[0] for page in pages]
    found: dict[int, Answer] = {}
    for publisher in dict.fromkeys(of):
        within = [at for at, name in enumerate(of) if name == publisher]
        weights = fitted([page for page, name in zip(pages, of, strict=True) if name != publisher], MOST_WEIGHTS)
        found |= zip(within, answers([pages[at] for at in within], weights), strict=True)
    return [found[at] for at in range(len(pages))]


def _report(pages: list[Example], found: list[Answer]) -> Iterator[str]:
    for kind in ("glued", "alone"):
        of_kind = [answer for page, answer in zip(pages, found, strict=True) if page.name == kind]
        held = sum(any(page.right) for page in pages if page.name == kind)
        given = [answer for answer in of_kind if answer.probability >= THRESHOLD]
        right = sum(answer.right for answer in given)
        yield f"  {kind}: {len(of_kind)}, held {held}, right {right}, wrong {len(given) - right}"


def main() -> None:
    """Learn, print the scores, write the table."""
    pages = list(examples())
    weights = fitted(pages, MOST_WEIGHTS)
    print("cross-validated", *_report(pages, cross_validated(pages, MOST_WEIGHTS)), sep="\n")
    print("by publisher", *_report(pages, _by_publisher(pages)), sep="\n")
    print("resubstitution", *_report(pages, answers(pages, weights)), sep="\n")
    learned = Weights(weights.none, THRESHOLD, weights.features)
    (TEXT_TABLES / "cut.py").write_text(table(learned, "benchmarks.fit_cut"))


if __name__ == "__main__":
    main()
