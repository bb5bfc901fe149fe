"""A site profile as people write it, a table of TOML or a value of Python, and what is wrong with one: a line for each fault,
with the field. Pure; files are read elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from hashlib import blake2b
from typing import Annotated, Any, Self
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from copydesk.service.core.addresses.urls import bare_host
from copydesk.service.core.markup.html_tree import problem_of
from copydesk.service.core.records import Calendar, IdRule, Layout, Selector, SiteProfile
from copydesk.service.core.times.printed_layouts import pattern_of
from copydesk.service.core.times.zones import known_zone
from copydesk.service.sites import BUILT_IN

LONGEST = 500
"""Characters of a selector or an expression."""
_ATTRIBUTE = re.compile(r"(.*?)\s*::attr\(\s*([\w:.-]+)\s*\)\s*", re.S)
_SLUG = re.compile(r"-*[a-z0-9][a-z0-9-]{0,63}")
# `(a+)+`: on some addresses Python tries every way in which the letters can be shared out, and there is no end to them.
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d)")
_DAY_GROUPS = ({"year", "month", "day"}, {"year", "name", "day"})


class BadProfile(ValueError):
    """A profile that cannot be used; `lines` has each fault, as `fields.headlin: ...`."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("; ".join(self.lines))


def _each(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What reads one text, for a text or a list of them."""

    def read_each(given: Any) -> tuple[Any, ...]:
        return tuple(read(one) for one in (given if isinstance(given, list) else [given]))

    return read_each


def _selector(given: Any) -> Selector:
    found = _ATTRIBUTE.fullmatch(_text(given))
    css, attribute = (found[1], found[2]) if found else (given.strip(), None)
    _check_css(css)
    return Selector(css, attribute)


def _text(given: Any) -> str:
    if not isinstance(given, str) or len(given) > LONGEST:
        raise ValueError(f"takes a text in quotes, of {LONGEST} characters at most")
    return given


def _check_css(given: Any) -> str:
    css = _text(given)
    if "::attr" in css:
        raise ValueError(f"::attr(name) stands once, at the end; write a list for several places: {css!r}")
    if "::text" in css:
        raise ValueError(f"the words of an element are taken without ::text: {css!r}")
    if problem := problem_of(css):
        raise ValueError(problem)
    return css


def _host(given: Any) -> str:
    host = bare_host(given if "://" in str(given) else f"https://{given}/")
    if host is None or "." not in host:
        raise ValueError(f"{given!r} is no host like dailyplanet.example")
    return host


def _zone(given: Any) -> str:
    if given == "" or known_zone(_text(given)):
        return str(given)
    near = get_close_matches(given, available_timezones(), n=1)
    raise ValueError(
        f"there is no time zone {given!r}; the nearest is {near[0] if near else 'none: Europe/Rome is one'}"
    )


def _expression(given: Any) -> str:
    try:
        re.compile(_text(given))
    except re.error as error:
        raise ValueError(f"'{given}' is no expression: {error}") from None
    if _NESTED.search(given):
        raise ValueError(f"'{given}' repeats what repeats in itself, which may take for ever: write it without")
    return str(given)


def _with_one_group(given: Any) -> str:
    pattern = re.compile(_expression(given))
    if pattern.groups != 1 and "id" not in pattern.groupindex:
        raise ValueError(f"'{given}' takes one group, (\\d+), or one named id, (?P<id>\\d+)")
    return pattern.pattern


def _with_a_day(given: Any) -> str:
    pattern = re.compile(_expression(given))
    if pattern.groupindex.keys() not in _DAY_GROUPS:
        raise ValueError(f"'{given}' takes the groups year, day, and month or name: (?P<year>\\d{{4}})")
    return pattern.pattern


def _printed(given: Any) -> str:
    pattern_of(_text(given))
    return str(given)


def _source(given: Any) -> str:
    if not _SLUG.fullmatch(_text(given)):
        raise ValueError(f"{given!r} is no source ID: lower-case letters, digits and hyphens, 64 at most")
    return str(given)


def _day(given: Any) -> date:
    if type(given) is not date:
        raise ValueError("takes a day without quotes: 2024-03-31")
    return given


Selectors = Annotated[tuple[Any, ...], BeforeValidator(_each(_selector))]
Texts = tuple[str, ...]
Expression = Annotated[str, BeforeValidator(_with_one_group)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Id(_Table):
    select: Selectors = ()
    url: Expression | None = None
    label: Annotated[str, Field(min_length=2, max_length=80)] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(map(bool, (self.select, self.url, self.label))) != 1:
            raise ValueError("takes one of select, url and label")
        return self


class _Fields(_Table):
    headline: Selectors = ()
    abstract: Selectors = ()
    body_text: Selectors = ()
    authors: Selectors = ()
    published_at: Selectors = ()
    modified_at: Selectors = ()
    section: Selectors = ()
    tags: Selectors = ()
    images: Selectors = ()
    language: Selectors = ()


class _Dates(_Table):
    formats: Annotated[Texts, BeforeValidator(_each(_printed))] = ()
    calendar: Calendar | None = None

    @model_validator(mode="after")
    def _is_used(self) -> Self:
        if self.calendar and not self.formats:
            raise ValueError("a calendar counts for times in formats, and none is given")
        return self


class _Layout(_Table):
    drop: Annotated[Texts, BeforeValidator(_each(_check_css))] = ()
    fields: _Fields = _Fields()
    dates: _Dates = _Dates()
    news_id: _Id | None = None

    @model_validator(mode="after")
    def _reads_times(self) -> Self:
        if self.dates.formats and not (self.fields.published_at or self.fields.modified_at):
            raise ValueError("dates.formats is for fields.published_at and fields.modified_at, and neither is given")
        return self


class _Earlier(_Layout):
    until: Annotated[date, BeforeValidator(_day)]


class _Profile(_Layout):
    source_id: Annotated[str, BeforeValidator(_source)]
    hosts: Annotated[Texts, BeforeValidator(_each(_host))] = ()
    time_zone: Annotated[str, BeforeValidator(_zone)] | None = None
    address_day: Annotated[str, BeforeValidator(_with_a_day)] | None = None
    earlier: tuple[_Earlier, ...] = ()


def profile_of(text: str) -> SiteProfile:
    """The profile that a text in TOML writes down; BadProfile where it writes none."""
    try:
        return named(_as_profile(_Profile.model_validate(tomllib.loads(text))))
    except tomllib.TOMLDecodeError as error:
        raise BadProfile([f"not TOML: {error}"]) from None
    except ValidationError as error:
        raise BadProfile(map(_line, error.errors())) from None


def named(site: SiteProfile) -> SiteProfile:
    """The profile with a name that tells it from others, and from another state of itself."""
    plain = replace(site, name=None)
    return replace(site, name=f"{site.source_id}@{blake2b(repr(plain).encode(), digest_size=4).hexdigest()}")


def faults_of(site: SiteProfile) -> Iterator[str]:
    """What is wrong with a profile that is written in Python: a line for each fault, with the field."""
    checks: list[tuple[str, Callable[[Any], Any], Iterable[Any]]] = [
        ("source_id", _source, [site.source_id]),
        ("hosts", _bare, site.hosts),
        ("time_zone", _zone, [site.time_zone or ""]),
        ("dated_paths", _with_a_day, [pattern for _, pattern in site.dated_paths]),
    ]
    for number, layout in enumerate(site.layouts):
        place, rule = f"layouts[{number}]", layout.news_id or IdRule(label="none")
        selectors = [(name, selector.css) for name, places in layout.fields for selector in places]
        checks += [
            (f"{place}.fields", _selectable, [name for name, _ in layout.fields]),
            *((f"{place}.fields.{name}", _check_css, [css]) for name, css in selectors),
            (f"{place}.drop", _check_css, layout.drop),
            (f"{place}.dates", _printed, layout.dates),
            (f"{place}.news_id.selectors", _check_css, [selector.css for selector in rule.selectors]),
            (f"{place}.news_id.url", _with_one_group, [rule.url] if rule.url is not None else []),
        ]
        if sum(map(bool, (rule.selectors, rule.url, rule.label))) != 1:
            yield f"{place}.news_id: takes one of selectors, url and label"
    untils = [layout.until or date.max for layout in site.layouts]
    if untils != sorted(untils, reverse=True):
        yield "layouts: the newest stands first"
    for place, check, values in checks:
        for value in values:
            try:
                check(value)
            except ValueError as error:
                yield f"{place}: {error}"


def _bare(host: Any) -> None:
    if _host(host) != host:
        raise ValueError(f"{host!r} is written {_host(host)!r}")


def _selectable(name: Any) -> None:
    if name not in _Fields.model_fields:
        raise ValueError(f"{name!r} is no field that can be selected{_nearest(('fields', name))}")


def _as_profile(given: _Profile) -> SiteProfile:
    same = BUILT_IN.site_for(given.source_id, None)
    zones = {BUILT_IN.site_for(None, f"https://{host}/").time_zone for host in given.hosts} or {same.time_zone}
    known = zones.pop() if len(zones) == 1 else None
    today = _as_layout(given, None)
    earlier = sorted(given.earlier, key=lambda layout: layout.until, reverse=True)
    layouts = (today, *(_as_layout(layout, today.news_id) for layout in earlier))
    return SiteProfile(
        given.source_id,
        hosts=tuple(dict.fromkeys(given.hosts)),
        time_zone=known if given.time_zone is None else given.time_zone or None,
        dated_paths=(("site", given.address_day),) if given.address_day else (),
        layouts=layouts if any(layout != Layout() for layout in layouts) else (),
    )


def _as_layout(given: _Layout, news_id: IdRule | None) -> Layout:
    """A layout; what an earlier one does not say of IDs is as today, since stories keep theirs."""
    rule = given.news_id
    return Layout(
        until=given.until if isinstance(given, _Earlier) else None,
        fields=tuple((name, value) for name, value in given.fields if value),
        drop=given.drop,
        dates=given.dates.formats,
        calendar=given.dates.calendar,
        news_id=IdRule(rule.select, rule.url, rule.label) if rule else news_id,
    )


def _line(error: ErrorDetails) -> str:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{place}: there is no such field{_nearest(error['loc'])}"
    if error["type"] == "missing":
        return f"{place}: is missing"
    return f"{place or 'the file'}: {' '.join(error['msg'].removeprefix('Value error, ').split())}"


def _nearest(loc: tuple[int | str, ...]) -> str:
    table: Any = _Profile
    for part in loc[:-1]:
        if isinstance(part, str):
            table = _TABLES.get(part, table)
    near = get_close_matches(str(loc[-1]), table.model_fields, n=1, cutoff=0.5)
    return f"; the nearest is {near[0]}" if near else f"; there are {', '.join(table.model_fields)}"


_TABLES: Mapping[str, type[_Table]] = {"fields": _Fields, "dates": _Dates, "news_id": _Id, "earlier": _Earlier}
