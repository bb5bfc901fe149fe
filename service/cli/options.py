"""What several commands ask for: kinds of values, options, and a question before what has no way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from math import isnan
from typing import Any

import click

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.variables import BadSetting


class ViewName(click.ParamType):
    """The name of a view. The views are loaded when one is asked for."""

    name = "view"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """All names."""
        from copydesk.service.views import VIEWS

        return f"[{'|'.join(view.name for view in VIEWS)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The view of that name."""
        from copydesk.service.views import VIEWS, view_named

        view = view_named(value)
        if view is None:
            self.fail(f"{value!r} is not one of {', '.join(view.name for view in VIEWS)}.", param, ctx)
        return view


class Moment(click.ParamType):
    """A date or a time in ISO 8601; UTC where it names no zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The moment, aware."""
        try:
            given = datetime.fromisoformat(value)
            return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no time like 2026-11-01 or 2026-11-01T12:30:00Z.", param, ctx)


_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Since(Moment):
    """A time, or how long ago it was: `90m`, `2h`, `7d`. `past`: one that is yet to come is refused."""

    def __init__(self, *, past: bool = False) -> None:
        self._past = past

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The moment, aware."""
        from copydesk.service.core.records import EPOCH

        ago = re.fullmatch(r"([1-9]\d{0,4})([mhd])", value)
        now = datetime.now(UTC)
        found = now - timedelta(**{_UNITS[ago[2]]: int(ago[1])}) if ago else self._moment(value, param, ctx)
        if self._past and found >= now:
            self.fail(f"{value} is not past: nothing can have come since.", param, ctx)
        return max(found, EPOCH)

    def _moment(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is neither so long ago, as 90m, 2h or 7d, nor a time like 2026-11-01T12:30:00Z.", param, ctx
            )
        return super().convert(value, param, ctx)


class ReasonCode(click.ParamType):
    """The code of a reason for rejections."""

    name = "reason"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The code, if there is such a reason."""
        from difflib import get_close_matches

        from copydesk.schemas.notices import Reason

        codes = [reason.value for reason in Reason]
        nearest = get_close_matches(value, codes, n=1, cutoff=0)[0]
        return value if value in codes else self.fail(f"{value!r} is no reason; the nearest is {nearest}.", param, ctx)


class Place(click.ParamType):
    """Where a record stands, `news.raw/3/1234`."""

    name = "origin"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The origin."""
        from copydesk.service.core.records import parse_origin

        return parse_origin(value) or self.fail(f"{value!r} is no origin like news.raw/3/1234.", param, ctx)


class Number(click.FloatRange):
    """A number in a range; `nan` lies in every range for click."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        number = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is no number.", param, ctx) if isnan(number) else number


PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


SOURCE = click.option("--source", help="Source ID for documents that are not in an envelope, `defapress`.")


URL = click.option("--url", help="Address of the page; for a single file.")


MAP = click.option(
    "--map",
    "fields",
    metavar="FIELD=THEIRS,...",
    help="Names of fields in JSON Lines: url=link,body=html,hints.published_at=date.",
)


def ask_first(question: str, otherwise: str) -> None:
    """Asked on stderr; CopydeskError with what to say where the answer is no, or there is nobody to ask."""
    try:
        agreed = click.confirm(question, err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        raise CopydeskError(otherwise)


class Trouble(click.ClickException):
    """One line and exit 2: the command cannot say whether all is well."""

    exit_code = 2


@contextmanager
def trouble_is_2() -> Iterator[None]:
    """For commands whose exit 1 is an answer, as that of `diff` and `grep` is: what keeps them from answering is 2."""
    try:
        yield
    except (CopydeskError, BadSetting) as error:
        raise Trouble(str(error)) from None
