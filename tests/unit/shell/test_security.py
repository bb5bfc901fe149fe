"""Client options are made from the settings, and a file that is of no use is one line."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import pytest
from faust.auth import SASLCredentials, SSLCredentials

from copydesk.service.settings import Settings
from copydesk.service.shell.security import client_options, faust_credentials
from copydesk.service.variables import BadSetting
from tests.kafka.certificates import Certificates

LOGIN: dict[str, Any] = {"sasl_mechanism": "SCRAM-SHA-512", "sasl_username": "desk", "sasl_password": "s3cret"}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority and a certificate of ours, with its key in the same file and apart."""
    made = Certificates(tmp_path_factory.mktemp("certificates"))
    made.signed("desk")
    return made


def test_plain_text_needs_nothing() -> None:
    """The default for `docker compose up`: no TLS, no login."""
    assert client_options(Settings()) == {
        "bootstrap_servers": "localhost:9092",
        "security_protocol": "PLAINTEXT",
        "ssl_context": None,
    }
    assert faust_credentials(Settings()) is None


def test_a_login_without_tls() -> None:
    """aiokafka and Faust are given the same."""
    settings = Settings(security_protocol="SASL_PLAINTEXT", **LOGIN)
    options, credentials = client_options(settings), faust_credentials(settings)
    assert options["ssl_context"] is None
    assert (options["sasl_mechanism"], options["sasl_plain_username"], options["sasl_plain_password"]) == (
        "SCRAM-SHA-512",
        "desk",
        "s3cret",
    )
    assert isinstance(credentials, SASLCredentials)
    assert (credentials.protocol.value, credentials.mechanism.value) == ("SASL_PLAINTEXT", "SCRAM-SHA-512")
    assert (credentials.username, credentials.password) == ("desk", "s3cret")


def test_a_login_by_tls(certificates: Certificates) -> None:
    """The certificate and its name are checked, whatever else is set."""
    settings = Settings(security_protocol="SASL_SSL", ssl_cafile=certificates.authority, **LOGIN)
    for context in (client_options(settings)["ssl_context"], faust_credentials(settings).ssl_context):
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
        assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert faust_credentials(settings).protocol.value == "SASL_SSL"


def test_tls_alone(certificates: Certificates) -> None:
    """With a certificate of ours, its key in the same file or under a password in another."""
    for changed in (
        {"ssl_certfile": certificates.signed("desk")},
        {
            "ssl_certfile": certificates.signed("desk"),
            "ssl_keyfile": certificates.locked_key("desk", "s3cret"),
            "ssl_key_password": "s3cret",
        },
    ):
        settings = Settings(security_protocol="SSL", ssl_cafile=certificates.authority, **changed)
        assert isinstance(faust_credentials(settings), SSLCredentials)
        assert client_options(settings)["security_protocol"] == "SSL"


def test_files_of_no_use(certificates: Certificates, tmp_path: Path) -> None:
    """Each is one line that names the variable and the file."""
    ours, locked = certificates.signed("desk"), certificates.locked_key("desk", "s3cret")
    (tmp_path / "text").write_text("no certificate")
    bad: list[tuple[dict[str, Any], str]] = [
        ({"ssl_cafile": tmp_path / "none"}, "COPYDESK_SSL_CAFILE=.*No such file"),
        ({"ssl_cafile": tmp_path}, "COPYDESK_SSL_CAFILE=.*Is a directory"),
        ({"ssl_cafile": tmp_path / "text"}, "COPYDESK_SSL_CAFILE=.*no certificate in PEM"),
        ({"ssl_certfile": tmp_path / "none"}, "COPYDESK_SSL_CERTFILE=.*No such file"),
        ({"ssl_certfile": tmp_path / "text"}, "COPYDESK_SSL_CERTFILE=.*no certificate with its key in PEM"),
        ({"ssl_certfile": ours, "ssl_keyfile": tmp_path / "none"}, "COPYDESK_SSL_KEYFILE=.*No such file"),
        ({"ssl_certfile": ours, "ssl_keyfile": certificates.authority.with_suffix(".key")}, "not the key of the cert"),
        ({"ssl_certfile": ours, "ssl_keyfile": locked}, "the key has a password: set COPYDESK_SSL_KEY_PASSWORD or"),
        ({"ssl_certfile": ours, "ssl_keyfile": locked, "ssl_key_password": "wr0ng"}, "does not open the key"),
    ]
    for changed, why in bad:
        with pytest.raises(BadSetting, match=why) as caught:
            client_options(Settings(security_protocol="SSL", **changed))
        assert "\n" not in str(caught.value)
        assert "wr0ng" not in str(caught.value)
