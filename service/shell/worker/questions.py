"""What a worker is asked at its health port: `/live` and `/ready`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.shell.health import Board, Health, answer, live_problem, ready_problem
from copydesk.service.shell.health_port import Question, answer_at

QUESTIONS: tuple[tuple[str, Callable[[Health, float], str | None]], ...] = (
    ("/live", live_problem),
    ("/ready", ready_problem),
)
"""Path, and what is wrong."""


def serve_health(board: Board, settings: Settings, metrics: Callable[[], bytes]) -> None:
    """Answer from now on, where the settings name a port; PortTaken with one line where it cannot be had."""
    answer_at(settings, {path: _of(board, problem) for path, problem in QUESTIONS}, metrics)


def _of(board: Board, problem: Callable[[Health, float], str | None]) -> Question:
    def asked() -> dict[str, Any]:
        health, age = board.read()
        return answer(health, age, problem(health, age))

    return asked
