"""A difference as one page that needs nothing beside it: no script, no address, everything of the story escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from copydesk.schemas.article import Article
from copydesk.service.difference.paragraphs import Row
from copydesk.service.difference.shown import Folded, before, folded, kind_of, number_of, summary, version_line, visible
from copydesk.service.difference.story import BodyDifference, Difference, TextDifference, ValueDifference
from copydesk.service.difference.words import Part

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --aside: #666; --rule: #ddd;
  --gone: #fbdcdc; --gone-ink: #8c1414; --come: #d6f2dc; --come-ink: #0d5424; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e4e4e4; --aside: #9a9a9a; --rule: #34383d;
  --gone: #4a1d1f; --gone-ink: #ffb9b5; --come: #173d25; --come-ink: #a8ecbb; } }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: .9rem; margin: 2rem 0 .4rem; color: var(--aside); }
h2 span, .who, summary, .row > small { color: var(--aside); font-weight: normal; font-size: .85rem; }
.who { margin: .1rem 0; white-space: pre-wrap; } p { margin: 0; text-align: start; } ul { list-style: none; margin: 0; padding: 0; }
del { background: var(--gone); color: var(--gone-ink); }
ins { background: var(--come); color: var(--come-ink); text-decoration: none; }
del, ins { border-radius: .15rem; padding: 0 .1em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.row { display: grid; grid-template-columns: 5.5rem 1fr; padding: .45rem 0; border-top: 1px solid var(--rule); }
.as-before p { color: var(--aside); }
details { padding: .45rem 0; border-top: 1px solid var(--rule); } details p { margin: .6rem 0 .6rem 5.5rem; color: var(--aside); }
"""

_TOLD = {"changed": "changed", "moved": "", "added": "added", "removed": "removed,", "as before": ""}

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1 dir="auto">{headline}</h1>
<p class="who"><bdi>{guid}</bdi>  {versions}</p>"""


def page(old: Article, new: Article, found: Sequence[Difference], context: int) -> Iterator[str]:
    """The page, line by line."""
    versions = f"v{old.version} → v{new.version}"
    guid, headline = _text(new.guid), _text(new.headline or "(no headline)")
    yield _HEAD.format(title=f"{guid} {versions}", style=STYLE, headline=headline, guid=guid, versions=versions)
    yield from body(old, new, found, context)
    yield "</body>\n</html>"


def body(old: Article, new: Article, found: Sequence[Difference], context: int) -> Iterator[str]:
    """What stands on the page below its heading, for other pages too; STYLE says how it looks."""
    for article in (old, new):
        yield f'<p class="who"><bdi>{_text(version_line(article))}</bdi></p>'
    if not found:
        yield "<h2>nothing that is compared differs</h2>"
    language = f' lang="{escape(new.language)}"' if new.language else ""
    for difference in found:
        yield from _section(difference, context, f' dir="auto"{language}')


def _section(difference: Difference, context: int, manner: str) -> Iterator[str]:
    match difference:
        case TextDifference(field, parts):
            yield f"<h2>{field}</h2>"
            yield f"<p{manner}>{marked(parts)}</p>"
        case ValueDifference(field, removed, added):
            yield f"<h2>{field}{'' if removed or added else ' <span>in another order</span>'}</h2>"
            values = [*(_marked("del", value) for value in removed), *(_marked("ins", value) for value in added)]
            yield "<ul>" + "".join(f"<li{manner}>{value}</li>" for value in values) + "</ul>"
        case BodyDifference(field, rows):
            yield f"<h2>{field} <span>{summary(rows)}</span></h2>"
            yield from (_row(row, manner) for row in folded(rows, context))


def _row(row: Row | Folded, manner: str) -> str:
    if isinstance(row, Folded):
        hidden = "".join(f"<p{manner}>{_text(one.text)}</p>" for one in row.rows)
        return f"<details><summary>{row.told}</summary>{hidden}</details>"
    kind, where = kind_of(row), before(row)
    told = " ".join(part for part in (number_of(row), _TOLD[kind], where) if part)
    return f'<div class="row {kind.replace(" ", "-")}"><small>{told}</small><p{manner}>{_row_text(row, kind)}</p></div>'


def _row_text(row: Row, kind: str) -> str:
    match kind:
        case "added":
            return _marked("ins", row.text)
        case "removed":
            return _marked("del", row.text)
        case "changed":
            return marked(row.parts)
        case _:
            return _text(row.text)


def marked(parts: Sequence[Part]) -> str:
    """`kept <del>removed</del> <ins>added</ins>`."""
    return "".join(_part(part) for part in parts).strip(" ")


def _part(part: Part) -> str:
    text = visible(part.text)
    words = text.lstrip(" ")
    space = " " * (len(text) > len(words))
    return space + (_text(words) if part.kind == "=" else _marked("del" if part.kind == "-" else "ins", words))


def _marked(tag: str, text: str) -> str:
    return f"<{tag}>{_text(text)}</{tag}>"


def _text(text: str) -> str:
    return escape(visible(text))
