"""Settings come from the environment, and a bad one is a single line."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.schemas.topics import TOPICS
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


def test_each_topic_has_a_name_of_its_own_by_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every topic of the catalogue, and only the one that is named."""
    for entry in TOPICS:
        monkeypatch.setenv(f"COPYDESK_TOPIC_{entry.name.upper()}", f"other.{entry.name}-x")
        assert Settings.from_environment().topic(entry.name) == f"other.{entry.name}-x"
        monkeypatch.delenv(f"COPYDESK_TOPIC_{entry.name.upper()}")
        assert Settings.from_environment().topic(entry.name) == f"news.{entry.name}"


def test_two_topics_of_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker would read what it writes."""
    monkeypatch.setenv("COPYDESK_TOPIC_PARSED", "news.raw")
    with pytest.raises(BadSetting, match=r"COPYDESK_TOPIC_RAW and COPYDESK_TOPIC_PARSED both give 'news\.raw'"):
        Settings.from_environment()


LOGIN = {"SASL_MECHANISM": "SCRAM-SHA-512", "SASL_USERNAME": "desk", "SASL_PASSWORD": "s3cret"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            {"SECURITY_PROTOCOL": "SASL_SSL"},
            "needs COPYDESK_SASL_MECHANISM and COPYDESK_SASL_USERNAME and COPYDESK_SASL_PASS",
        ),
        ({"SECURITY_PROTOCOL": "SASL_SSL", **LOGIN, "SASL_PASSWORD": ""}, "needs COPYDESK_SASL_PASSWORD"),
        (LOGIN, "with COPYDESK_SECURITY_PROTOCOL=PLAINTEXT nobody logs in"),
        ({"SECURITY_PROTOCOL": "SSL", **LOGIN}, "with COPYDESK_SECURITY_PROTOCOL=SSL nobody logs in"),
        ({"SSL_CAFILE": "/ca.pem"}, "COPYDESK_SECURITY_PROTOCOL=PLAINTEXT is without TLS"),
        ({"SECURITY_PROTOCOL": "SASL_PLAINTEXT", **LOGIN, "SSL_CAFILE": "/ca.pem"}, "is without TLS"),
        ({"SECURITY_PROTOCOL": "SSL", "SSL_KEYFILE": "/k.pem"}, "COPYDESK_SSL_KEYFILE needs COPYDESK_SSL_CERTFILE"),
        ({"SECURITY_PROTOCOL": "TLS"}, "COPYDESK_SECURITY_PROTOCOL='TLS'"),
        ({"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": ""}, "COPYDESK_SSL_CAFILE='': a file is needed"),
    ],
)
def test_doors_that_contradict_themselves(monkeypatch: pytest.MonkeyPatch, given: dict[str, str], why: str) -> None:
    """One line names the variables, and no secret."""
    for name, value in given.items():
        monkeypatch.setenv(f"COPYDESK_{name}", value)
    with pytest.raises(BadSetting, match=why) as caught:
        Settings.from_environment()
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_secret_is_passed_on_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of our own gets it by its environment; a log line has stars."""
    for name, value in {"SECURITY_PROTOCOL": "SASL_PLAINTEXT", **LOGIN}.items():
        monkeypatch.setenv(f"COPYDESK_{name}", value)
    settings = Settings.from_environment()
    assert settings.as_environment()["COPYDESK_SASL_PASSWORD"] == "s3cret"
    assert "s3cret" not in f"{settings!r} {settings} {settings.shown()} {settings.model_dump()}"
