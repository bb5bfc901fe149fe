"""Settings come from the environment, and a bad one is a single line."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.variables import BadSetting


def test_round_trip(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is given the settings as environment reads the same settings."""
    settings = Settings(
        brokers="a.example:9092,b.example:9093",
        topic_prefix="x",
        partitions=3,
        state_dir=Path("/var/tmp/x"),
        store="memory",
        page_kinds="article,listing",
    )
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)
    assert Settings.from_environment() == settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARTITIONS", "many"),
        ("BROKERS", "localhost"),
        ("BROKERS", "http://localhost:9092"),
        ("STORE", "disk"),
        ("TOPIC_PREFIX", "a b"),
        ("LOG_LEVEL", "loud"),
        ("STATE_DIR", ""),
        ("REMEMBER_DAYS", "0"),
        ("PAGE_KINDS", "article,poem"),
    ],
)
def test_bad_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The line names the variable and the value."""
    monkeypatch.setenv(f"COPYDESK_{name}", value)
    with pytest.raises(BadSetting, match=f"COPYDESK_{name}='{value}'"):
        Settings.from_environment()


def test_topic_names() -> None:
    """A catalogue topic is named after the prefix."""
    assert Settings(topic_prefix="desk").topic("raw") == "desk.raw"
