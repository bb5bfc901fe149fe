"""How clients speak to the brokers: TLS and login, made from the settings in this one place, for aiokafka and for Faust."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.variables import BadSetting


def client_options(settings: Settings) -> dict[str, Any]:
    """What every client of aiokafka is given: the brokers, and how to speak to them; BadSetting for a file that is of no
    use.
    """
    options: dict[str, Any] = {
        "bootstrap_servers": settings.brokers,
        "security_protocol": settings.security_protocol,
        "ssl_context": tls_context(settings),
    }
    if settings.sasl_mechanism and settings.sasl_password:
        options["sasl_mechanism"] = settings.sasl_mechanism
        options["sasl_plain_username"] = settings.sasl_username
        options["sasl_plain_password"] = settings.sasl_password.get_secret_value()
    return options


def faust_credentials(settings: Settings) -> Any:
    """The same for Faust's `broker_credentials`; None for plain text without a login."""
    from faust.auth import SASLCredentials, SSLCredentials  # noqa: PLC0415 -- commands do not wait for Faust

    context = tls_context(settings)
    if settings.sasl_mechanism and settings.sasl_password:
        return SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password.get_secret_value(),
            mechanism=settings.sasl_mechanism,
            ssl_context=context,
        )
    return SSLCredentials(context) if context else None


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """Checks the broker's certificate and its name, always; None where the settings want no TLS."""
    if "SSL" not in settings.security_protocol.removeprefix("SASL_"):
        return None
    context = _trusting(settings.ssl_cafile)
    if settings.ssl_certfile:
        _show(context, settings, settings.ssl_certfile)
    return context


def _trusting(cafile: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=cafile)
    except ssl.SSLError:
        raise BadSetting(f"COPYDESK_SSL_CAFILE={str(cafile)!r}: no certificate in PEM is in it") from None
    except OSError as error:
        raise BadSetting(f"COPYDESK_SSL_CAFILE={str(cafile)!r}: {error.strerror}") from None


def _show(context: ssl.SSLContext, settings: Settings, certfile: Path) -> None:
    """Give the context our own certificate and its key."""
    _require_readable("COPYDESK_SSL_CERTFILE", certfile)
    if settings.ssl_keyfile:
        _require_readable("COPYDESK_SSL_KEYFILE", settings.ssl_keyfile)
    password = _Password(settings)
    try:
        context.load_cert_chain(certfile, settings.ssl_keyfile, password.tell)
    except ssl.SSLError as error:
        raise BadSetting(_key_problem(error, settings, asked=password.asked)) from None


class _Password:
    """Answers OpenSSL, which would ask a person at the terminal, and knows whether it was asked."""

    def __init__(self, settings: Settings) -> None:
        self._secret = settings.ssl_key_password
        self.asked = False

    def tell(self) -> str:
        self.asked = True
        return self._secret.get_secret_value() if self._secret else ""


def _key_problem(error: ssl.SSLError, settings: Settings, *, asked: bool) -> str:
    variable = "COPYDESK_SSL_KEYFILE" if settings.ssl_keyfile else "COPYDESK_SSL_CERTFILE"
    place = f"{variable}={str(settings.ssl_keyfile or settings.ssl_certfile)!r}"
    if asked and settings.ssl_key_password is None:
        return f"{place}: the key has a password: set COPYDESK_SSL_KEY_PASSWORD or COPYDESK_SSL_KEY_PASSWORD_FILE"
    if asked:
        return f"{place}: the password does not open the key: see COPYDESK_SSL_KEY_PASSWORD"
    if error.reason == "KEY_VALUES_MISMATCH":
        return f"{place}: not the key of the certificate in {settings.ssl_certfile}"
    return f"{place}: no certificate with its key in PEM is in it"


def _require_readable(variable: str, file: Path) -> None:
    try:
        with file.open("rb"):
            pass
    except OSError as error:
        raise BadSetting(f"{variable}={str(file)!r}: {error.strerror}") from None
