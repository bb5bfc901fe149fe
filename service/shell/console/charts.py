"""Lines and bars as inline SVG: no script, no style of their own, so that a strict policy lets them be."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape


def bars(numbers: Sequence[int], label: str, width: int = 144, height: int = 24) -> Markup:
    """A bar for each number, the newest on the right; `label` for those who do not see it."""
    top, step = max([*numbers, 1]), width / max(1, len(numbers))
    parts = "".join(
        f'<rect x="{place * step:.1f}" y="{height - _height(number, top, height):.1f}" '
        f'width="{max(step - 0.6, 0.6):.1f}" height="{_height(number, top, height):.1f}"/>'
        for place, number in enumerate(numbers)
        if number
    )
    return _drawing(parts, label, width, height, "bars")


def lines(series: Sequence[tuple[str, Sequence[int]]], label: str, width: int = 720, height: int = 140) -> Markup:
    """A line for each named series, all on one scale from nothing to the most."""
    top = max((number for _, numbers in series for number in numbers), default=0) or 1
    parts = "".join(
        f'<polyline class="line {escape(name)}" points="{_points(numbers, top, width, height)}"/>'
        for name, numbers in series
        if numbers
    )
    scale = "".join(f'<line class="scale" x1="0" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>' for y in _scale(top, height))
    return _drawing(scale + parts, label, width, height, "chart")


def _height(number: int, top: int, height: int) -> float:
    return max(1.0, number / top * height) if number else 0.0


def _points(numbers: Sequence[int], top: int, width: int, height: int) -> str:
    step = width / max(1, len(numbers) - 1)
    return " ".join(
        f"{place * step:.1f},{height - number / top * (height - 14) - 1:.1f}" for place, number in enumerate(numbers)
    )


def _scale(top: int, height: int) -> list[float]:
    return [height - value / top * (height - 14) - 1 for value in (top, top / 2)]


def _drawing(parts: str, label: str, width: int, height: int, kind: str) -> Markup:
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" preserveAspectRatio="none"><title>{}</title>{}</svg>'
    ).format(kind, width, height, label, Markup(parts))
