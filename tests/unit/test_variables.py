"""A variable that nobody reads is an error, and a secret may come from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.variables import BadSetting


@pytest.mark.parametrize(
    ("variable", "nearest"),
    [
        ("COPYDESK_BROKER", "COPYDESK_BROKERS"),
        ("COPYDESK_SASL_PASWORD_FILE", "COPYDESK_SASL_PASSWORD_FILE"),
        ("copydesk_partition", "COPYDESK_PARTITIONS"),
        ("COPYDESK_SASL_USERNAME_FILE", "COPYDESK_SASL_USERNAME"),
        ("COPYDESK_TOPIC_ARTICLE", "COPYDESK_TOPIC_ARTICLES"),
    ],
)
def test_a_misspelt_variable_names_the_nearest(monkeypatch: pytest.MonkeyPatch, variable: str, nearest: str) -> None:
    """It would be ignored in silence otherwise."""
    monkeypatch.setenv(variable, "x")
    with pytest.raises(BadSetting, match=rf"^{variable} is no setting: did you mean {nearest}\?"):
        Settings.from_environment()


@pytest.mark.parametrize(
    "variable",
    ["COPYDESK_SERVICE_HOST", "COPYDESK_PORT", "COPYDESK_PORT_9090_TCP_ADDR", "COPYDESK_WEB_SERVICE_PORT_HTTP"],
)
def test_what_kubernetes_sets_is_left_alone(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """A service named copydesk comes as variables in every pod beside it."""
    monkeypatch.setenv(variable, "tcp://10.0.0.1:9090")
    assert Settings.from_environment() == Settings()


def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """A login without its password."""
    for name, value in {"SECURITY_PROTOCOL": "SASL_SSL", "SASL_MECHANISM": "PLAIN", "SASL_USERNAME": "desk"}.items():
        monkeypatch.setenv(f"COPYDESK_{name}", value)


@pytest.mark.parametrize(("content", "secret"), [("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret"), (" s 3 ", " s 3 ")])
def test_a_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, secret: str) -> None:
    """Without the newline that editors put at its end, and with all else that is in it."""
    login(monkeypatch)
    (tmp_path / "password").write_bytes(content.encode())
    monkeypatch.setenv("COPYDESK_SASL_PASSWORD_FILE", str(tmp_path / "password"))
    password = Settings.from_environment().sasl_password
    assert password
    assert password.get_secret_value() == secret


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file or directory"), (b"\n", "the file is empty"), (b"\xff\xfe", "not UTF-8")]
)
def test_a_file_without_a_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, why: str
) -> None:
    """The line names variable, file and fault."""
    login(monkeypatch)
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    monkeypatch.setenv("COPYDESK_SASL_PASSWORD_FILE", str(tmp_path / "password"))
    with pytest.raises(BadSetting, match=f"^COPYDESK_SASL_PASSWORD_FILE='.*password': {why}$"):
        Settings.from_environment()


def test_a_secret_in_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is guessed to be the one that is meant."""
    login(monkeypatch)
    monkeypatch.setenv("COPYDESK_SASL_PASSWORD", "s3cret")
    monkeypatch.setenv("COPYDESK_SASL_PASSWORD_FILE", "/run/secrets/password")
    with pytest.raises(BadSetting, match="both set") as caught:
        Settings.from_environment()
    assert "s3cret" not in str(caught.value)
