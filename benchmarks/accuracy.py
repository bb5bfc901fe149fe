"""How well documents are read, field by field: scores the samples that ship and, where it is, the development corpus.

    python -m benchmarks.accuracy          # the samples and a part of each set of the corpus; what the gate compares
    python -m benchmarks.accuracy --all    # every document too; what docs/accuracy.md shows
    python -m benchmarks.accuracy --all --trafilatura PYTHON    # and what that peer reads in the same HTML pages

Writes benchmarks/accuracy.json and the tables of docs/accuracy.md, and prints what rose and fell. A set is gzipped JSON
Lines: `body` or `body_b64`, `url`, `content_type`, `source`, and in `gold` what is known.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from benchmarks.scoring import Found, Known, Score, scores
from copydesk.schemas.parsed import PAGE_KINDS
from copydesk.service.core.records import Headers, Origin, Record, Rejected
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.shell.commands.samples import samples

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
FILE = ROOT / "benchmarks" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"
OTHER_MATTERS = ("places", "quotes")
"""Sets that know nothing of a field that is read here."""
PEER = Path(__file__).with_name("peer.py")
_NOT_THEIRS = frozenset(f"{kind} turned away" for kind in PAGE_KINDS)
"""What the peer is not made for."""
MOST_SAMPLED = 40
TOLERANCE = 0.005
MAX_BYTES = 8 * 1024 * 1024
_FETCHED = "2026-11-01T00:00:00+00:00"
_EXAMPLE = re.compile(r"^### (.+?)\n(.*?)```text\n(.*?)```\n\n```json\n(.*?)```", re.DOTALL | re.MULTILINE)

SetScores = Mapping[str, Mapping[str, Score]]
Reader = Callable[[bytes], Found]
"""From a raw record's value to an article as JSON has it; that of another program can be scored as well."""


class Example(NamedTuple):
    """A document of docs/parsing.md."""

    title: str
    url: str | None
    """Its address, where it has one."""
    text: str
    expected: str
    """Fields of its article, in JSON."""


def examples(page: str) -> Iterator[Example]:
    """The examples of docs/parsing.md."""
    for title, words, text, expected in _EXAMPLE.findall(page):
        address = re.search(r"`(https://[^`]+)`", words)
        yield Example(title, address[1] if address else None, text, expected)


def read(value: bytes, headers: Headers = ()) -> Found:
    """What the desk makes of a document of which it knows nothing; empty where it turns it away."""
    parsed = parse_record(Record(Origin("news.raw", 0, 0), value, headers), MAX_BYTES)
    return {} if isinstance(parsed, Rejected) else first_version(parsed).model_dump(mode="json")


def score_shipped() -> dict[str, dict[str, Score]]:
    """The samples that ship, and the examples of docs/parsing.md."""
    return {"samples": scores(_samples()), "examples": scores(_examples())}


def score_set(path: Path, most: int | None, reader: Reader = read) -> dict[str, Score]:
    """A set, or so many of its documents at even distances."""
    documents = rows(path, most)
    return scores((reader(envelope(row)), _known(row), _text(row)) for row in documents)


@contextmanager
def peer(python: str) -> Iterator[Reader]:
    """How trafilatura reads, in an interpreter that has it."""
    with subprocess.Popen([python, "-P", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        told, answers = running.stdin, running.stdout

        def read_by_peer(value: bytes, _: Headers = ()) -> Found:
            told.write(value + b"\n")
            told.flush()
            found: Found = json.loads(answers.readline())
            return found

        yield read_by_peer
        told.close()


def sets() -> list[Path]:
    """The sets that are here: none without the corpus."""
    return [path for path in sorted(CORPUS.glob("*.jsonl.gz")) if path.name.split(".")[0] not in OTHER_MATTERS]


def name_of(path: Path) -> str:
    """`wire_reuters`."""
    return path.name.removesuffix(".jsonl.gz")


def stored() -> dict[str, dict[str, dict[str, Score]]]:
    """The scores that are checked in: `shipped`, `sampled`, `whole`."""
    parts = orjson.loads(FILE.read_bytes()) if FILE.exists() else {}
    return {part: {name: _revived(fields) for name, fields in found.items()} for part, found in parts.items()}


def falls(before: Mapping[str, Score], after: Mapping[str, Score]) -> list[str]:
    """Each score that is lower by more than the tolerance, or gone."""
    nothing = Score(0, 0.0, 0.0)
    return [
        f"{field} {measure}: {had:.4f} -> {has:.4f}"
        for field, score in before.items()
        for measure, had in _measures(score)
        if (has := dict(_measures(after.get(field, nothing)))[measure]) < had - TOLERANCE
    ]


def tables(part: SetScores, peers: SetScores | None = None) -> str:
    """A row for each field of each set, as Markdown; with what a peer scores there."""
    head = "| set | field | known | right | of those given |\n|-|-|-|-|-|\n"
    if peers:
        head = "| set | field | known | right | of those given | trafilatura | of those given |\n|-|-|-|-|-|-|-|\n"
    return head + "".join(
        f"| {name} | {field} | {score.known:,} | {score.share:.3f} | {score.given:.3f} |{_beside(peers, name, field)}\n"
        for name, fields in part.items()
        for field, score in fields.items()
    )


def _beside(peers: SetScores | None, name: str, field: str) -> str:
    if not peers:
        return ""
    score = peers.get(name, {}).get(field)
    return f" {score.share:.3f} | {score.given:.3f} |" if score and field not in _NOT_THEIRS else " | |"


def page_with(text: str, parts: Mapping[str, SetScores]) -> str:
    """docs/accuracy.md with the tables of these scores between its marks."""
    for part, found in parts.items():
        table = tables(found, parts.get("trafilatura") if part == "whole" else None)
        marked = re.compile(rf"(<!-- {part} -->\n).*?(?=<!-- end -->)", re.DOTALL)
        text = marked.sub(lambda mark, table=table: mark[1] + table, text)  # type: ignore[misc]  # a default
    return text


def main() -> None:
    """Score, print what changed, write."""
    parser = argparse.ArgumentParser(description="How well documents are read, field by field.")
    parser.add_argument("--all", action="store_true", help="every document of the corpus, for docs/accuracy.md")
    parser.add_argument("--trafilatura", metavar="PYTHON", help="an interpreter that has it; with --all")
    given = parser.parse_args()
    every = given.all
    before = stored()
    after = before | {"shipped": score_shipped()}
    if paths := sets():
        after["sampled"] = {name_of(path): score_set(path, MOST_SAMPLED) for path in paths}
    if paths and every:
        after["whole"] = {name_of(path): score_set(path, None) for path in paths}
    if paths and given.trafilatura:
        with peer(given.trafilatura) as reader:
            after["trafilatura"] = {
                name_of(path): score_set(path, None, reader) for path in paths if "html" in path.name
            }
    changes = list(_changes(before, after))
    corpus = f"{len(paths)} sets of the corpus" if paths else "no corpus"
    print(*changes, f"{len(changes)} scores changed; shipped documents and {corpus} were read", sep="\n")
    FILE.write_bytes(orjson.dumps(after, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE, default=asdict))
    PAGE.write_text(page_with(PAGE.read_text(), after))


def _changes(before: Mapping[str, SetScores], after: Mapping[str, SetScores]) -> Iterator[str]:
    for part, found in after.items():
        for name, fields in found.items():
            for field, score in fields.items():
                had = before.get(part, {}).get(name, {}).get(field)
                if had != score:
                    was = f"{had.share:.3f}, {had.given:.3f} of those given" if had else "new"
                    yield f"{part:8} {name:20} {field:24} {was} -> {score.share:.3f}, {score.given:.3f}"


def _measures(score: Score) -> tuple[tuple[str, float], ...]:
    return (("of known", score.share), ("of given", score.given))


def _revived(fields: Mapping[str, dict[str, Any]]) -> dict[str, Score]:
    return {field: Score(**score) for field, score in fields.items()}


def _samples() -> Iterator[tuple[Found, Known, None]]:
    """A sample that repeats another is an article here, as nothing is remembered."""
    for sample in samples():
        known = dict(sample.expect)
        renamed = {"day": known.pop("published_day", None), "news_id": known.get("guid", "").partition(":")[2]}
        if known["outcome"] == "article":
            yield (
                read(sample.value, sample.message.headers),
                {**known, **{name: value for name, value in renamed.items() if value}},
                None,
            )


def _examples() -> Iterator[tuple[Found, Known, str]]:
    for _, url, text, expected in examples((ROOT / "docs/parsing.md").read_text()):
        told = orjson.loads(expected)
        renamed = {"published": told.get("published_at"), "news_id": told.get("guid", "").partition(":")[2]}
        place = (told.get("dateline") or {}).get("place")
        known = {**told, **{name: value for name, value in renamed.items() if value}}
        envelope = {"url": url, "source_id": None if "guid" in told else "example"}
        yield read(orjson.dumps({**envelope, "body": text})), known | ({"dateline_place": place} if place else {}), text


def rows(path: Path, most: int | None) -> Iterator[dict[str, Any]]:
    """The documents of a set, or so many of them at even distances."""
    # Not orjson: some pages hold half of a character.
    with gzip.open(path) as lines:
        step = 1
        if most is not None:
            step = max(1, sum(1 for _ in lines) // most)
            lines.seek(0)
        yield from map(json.loads, islice(lines, 0, None, step))


def envelope(row: Mapping[str, Any]) -> bytes:
    """A document as the scraper sends it."""
    fetched = row.get("fetched_at") or _FETCHED
    body = {name: row[name] for name in ("body", "body_b64") if name in row}
    return json.dumps(
        {
            "source_id": re.sub(r"[^a-z0-9-]+", "-", row["source"].lower()).strip("-")[:64].rstrip("-"),
            "url": row["url"] or None,
            "content_type": row["content_type"],
            "fetched_at": fetched if re.search(r"(?:Z|[+-]\d\d:\d\d)$", fetched) else f"{fetched}+00:00",
            **body,
        }
    ).encode()


def _known(row: Mapping[str, Any]) -> Known:
    kind = {"kind": row["kind"]} if "kind" in row else {}
    return {**row["gold"], **kind}


def _text(row: Mapping[str, Any]) -> str | None:
    return row["body"] if row["content_type"].startswith("text/plain") and "body" in row else None


if __name__ == "__main__":
    main()
