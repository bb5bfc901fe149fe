"""How near an article is to what is known of its document: one score a field. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Known = Mapping[str, Any]
"""What is known of a document: `headline`, `published`, `tags`, `with` and `without` (words that the body must hold)."""
Found = Mapping[str, Any]
"""An article as JSON has it; empty for a document that was turned away."""
Verdict = bool | None
"""Right, wrong, or not given."""

_ALIKE = str.maketrans("“”„«»‘’‛–—\u200c\xa0يك", '"""""\'\'\'--  یک')
_SHADOWS = (0, -5, 9)
"""A day is right if it is that of London, New York or Tokyo: the sets do not say whose it is."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one field in one set."""

    known: int
    """Documents of which the field is known; of snippets, how many."""
    share: float
    """Right of known; of texts the mean F1."""
    given: float
    """Right of what was given: what is missing is no fault here. Of texts the same as `share`."""


def plain(text: str | None) -> str:
    """Alike for what a reader would call alike: white space, quotes, dashes and case aside."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_ALIKE).split()).strip(" .").casefold()


def f1(got: Counter[Any], want: Counter[Any]) -> float:
    """How much two bags share."""
    both = got.total() + want.total()
    return 2 * (got & want).total() / both if both else 1.0


def runs_of_four(text: str | None) -> Counter[tuple[str, ...]]:
    """A text's runs of four words."""
    words = re.findall(r"\w+", plain(text))
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def words_of(text: str | None) -> Counter[str]:
    """A text's words."""
    return Counter(re.findall(r"\w+", (text or "").lower()))


def _same_text(got: str | None, want: str) -> Verdict:
    return plain(got) == plain(want) if got else None


def _same_names(got: list[str], want: list[str]) -> Verdict:
    return {*map(plain, got)} == {*map(plain, want)} if got or not want else None


def _same_id(got: str | None, want: str) -> Verdict:
    """NewsML's own number is the last part of its URN."""
    return got == str(want) or got.endswith(f":{want}") if got else None


def _same_language(got: str | None, want: str) -> Verdict:
    return got[:2] == want[:2] if got else None


def _same_minute(got: str | None, want: str) -> Verdict:
    if not got:
        return None
    told, known = datetime.fromisoformat(got), datetime.fromisoformat(want)
    if known.tzinfo is None:
        return told.replace(tzinfo=None, second=0, microsecond=0) == known.replace(second=0, microsecond=0)
    return abs(told - known) < timedelta(minutes=1)


def _same_day(got: str | None, want: str) -> Verdict:
    if not got:
        return None
    told, known = datetime.fromisoformat(got), datetime.fromisoformat(want)
    return (told.astimezone(known.tzinfo) if known.tzinfo else told).date() == known.date()


def _near_day(got: str | None, want: str) -> Verdict:
    hours = (timedelta(hours=hours) for hours in _SHADOWS)
    return any((datetime.fromisoformat(got) + by).date().isoformat() == want for by in hours) if got else None


def _of_dateline(name: str) -> Callable[[Found], Any]:
    return lambda found: (found.get("dateline") or {}).get(name)


def _authors(found: Found) -> list[str]:
    return [author["name"] for author in found.get("authors", ())]


def _get(name: str) -> Callable[[Found], Any]:
    return lambda found: found.get(name)


FIELDS: tuple[tuple[str, str, Callable[[Found], Any], Callable[[Any, Any], Verdict]], ...] = (
    ("headline", "headline", _get("headline"), _same_text),
    ("published", "published", _get("published_at"), _same_minute),
    ("published day", "published", _get("published_at"), _same_day),
    ("day", "day", _get("published_at"), _near_day),
    ("news ID", "news_id", _get("news_id"), _same_id),
    ("byline", "byline", _get("byline"), _same_text),
    ("authors", "authors", _authors, _same_names),
    ("dateline place", "dateline_place", _of_dateline("place"), _same_text),
    ("agency", "agency", _of_dateline("agency"), _same_text),
    ("tags", "tags", lambda found: found.get("tags", []), _same_names),
    ("language", "language", _get("language"), _same_language),
)
"""Each field by its name in the tables, what is known of it, what was found, and how the two compare."""


def scores(documents: Iterable[tuple[Found, Known, str | None]]) -> dict[str, Score]:
    """The score of each field of which something is known. With a document comes the text that a reader saw, where it
    was plain: `headline printed` counts only what that text holds.
    """
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    texts: dict[str, list[float]] = defaultdict(list)
    snippets: Counter[tuple[str, bool]] = Counter()
    for found, known, text in documents:
        for name, verdict in _verdicts(found, known, text):
            verdicts[name].append(verdict)
        for name, share in _texts(found, known):
            texts[name].append(share)
        snippets.update(snippets_in(found.get("body_text"), known))
    of_texts = {name: _mean(shares) for name, shares in texts.items()}
    of_fields = {name: _share(given) for name, given in verdicts.items()}
    return dict(sorted((of_fields | of_texts | _of_snippets(snippets)).items()))


def _verdicts(found: Found, known: Known, text: str | None) -> Iterator[tuple[str, Verdict]]:
    for name, key, value_of, compare in FIELDS:
        if key in known:
            verdict = compare(value_of(found), known[key])
            yield name, verdict
            if text is not None and name in PRINTED and PRINTED[name](text, known[key]):
                yield f"{name} printed", verdict


def _prints_headline(text: str, headline: str) -> bool:
    return plain(headline) in plain(text)


def _prints_minute(text: str, published: str) -> bool:
    minute = datetime.fromisoformat(published).minute
    return bool(re.search(rf"(?<!\d)\d{{1,2}} ?(?:[:.hH]|Uhr) ?{minute:02d}(?!\d)", _western(text)))


def _prints_day(text: str, published: str) -> bool:
    at = datetime.fromisoformat(published)
    year, month, day, word = at.year, f"{at.month:02d}", f"{at.day:02d}", r"[^\d\W]{3,12}"
    forms = (
        rf"{year}[-/. ]{month}[-/. ]{day}",
        rf"{day}[-/. ]+{month}[-/. ]+{year}",
        rf"(?<!\d)0?{at.day}\D{{1,6}}{word}\D{{0,6}}{year}",
        rf"{word}\D{{1,3}}0?{at.day}\D{{1,4}}{year}",
    )
    return bool(re.search("|".join(forms), _western(text)))


def _western(text: str) -> str:
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text)


PRINTED: dict[str, Callable[[str, str], bool]] = {
    "headline": _prints_headline,
    "published": _prints_minute,
    "published day": _prints_day,
}


def story_known(known: Known) -> str:
    """The text of the story, where it is known; else empty."""
    return known.get("body_text") or "\n".join(known.get("paragraphs", ()))


def _texts(found: Found, known: Known) -> Iterator[tuple[str, float]]:
    """The body by its runs of four words; of a page of a kind by its words, and whether it was rightly taken
    for an article or turned away.
    """
    want = story_known(known)
    if want and known.get("kind", "article") == "article":
        yield "body", f1(runs_of_four(found.get("body_text")), runs_of_four(want))
    if "kind" in known:
        got, told = words_of(found.get("body_text")), words_of(known.get("body_text"))
        yield f"words of {known['kind']}", f1(got, told) if got and told else float(not got and not told)
        taken = known["kind"] == "article"
        yield f"{known['kind']} {'taken' if taken else 'turned away'}", float(bool(found) == taken)


def snippets_in(body: str | None, known: Known) -> Iterator[tuple[str, bool]]:
    """Of each snippet that the body must hold (`with`), or must not (`without`), whether it does."""
    text = plain(body)
    for kind in ("with", "without"):
        for snippet in known.get(kind, ()):
            yield kind, plain(snippet) in text


def _share(verdicts: list[Verdict]) -> Score:
    right, given = verdicts.count(True), len(verdicts) - verdicts.count(None)
    return Score(len(verdicts), round(right / len(verdicts), 4), round(right / given, 4) if given else 0.0)


def _mean(shares: list[float]) -> Score:
    mean = round(sum(shares) / len(shares), 4)
    return Score(len(shares), mean, mean)


def _of_snippets(counted: Counter[tuple[str, bool]]) -> dict[str, Score]:
    """The score of all snippets, where there are any."""
    if not counted:
        return {}
    share = round(snippets_share(counted), 4)
    return {"snippets": Score(counted.total(), share, share)}


def snippets_share(counted: Counter[tuple[str, bool]]) -> float:
    """F1 of the words that bodies must hold and must not."""
    right, missing, wrong = counted["with", True], counted["with", False], counted["without", True]
    return 2 * right / max(1, 2 * right + missing + wrong)
