"""Why a broker that is there does not let us in: each way in which a door stays shut, in one line.

aiokafka tells a caller that nothing answers, and puts the reason into its log. So after a failure the door is tried once
more by hand, one step after the other: TLS, login, the first question.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from typing import Any

from aiokafka.conn import collect_hosts, create_conn
from aiokafka.errors import (
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)
from aiokafka.protocol.metadata import MetadataRequest

from copydesk.client.errors import Unreachable
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError, Refused
from copydesk.service.shell.security import client_options

TRY_SECONDS = 5.0
"""For one step at one broker."""

_HOSTNAME_MISMATCH = (62, 64)
"""OpenSSL's codes for a certificate of another host name, or of another address."""

_EXPIRED = (9, 10)
"""Not valid yet, and no longer."""


async def what_is_wrong(settings: Settings) -> CopydeskError | None:
    """What the first broker that answers holds against us, or where it leads us in vain; None where none answers."""
    for host, port, _ in collect_hosts(settings.brokers, randomize=False):
        told = await _try(host, port, settings)
        if isinstance(told, str):
            return Refused(f"{host}:{port} {told}")
        for address in told:
            further = await _try(*address, settings)
            if isinstance(further, str):
                return Refused(f"{host}:{port} leads to {address[0]}:{address[1]}, which {further}")
            if not further:
                return Unreachable(
                    f"{host}:{port} answers and leads to {address[0]}:{address[1]}, where nobody does: is that broker up, "
                    "and is this its address from here (advertised.listeners)?"
                )
    return None


async def _try(host: str, port: int, settings: Settings) -> str | list[tuple[str, int]]:
    """What keeps us out, in words; where we are let in, the brokers to which we are led; empty where nobody answers."""
    options = {name: value for name, value in client_options(settings).items() if name != "bootstrap_servers"}
    try:
        return await _ask(host, port, options)
    except (KafkaError, OSError, TimeoutError) as error:
        silent = isinstance(error, TimeoutError)  # busy, frozen or cut off: that says nothing of the door
        return told_of(error, settings) or ([] if silent else await _other_language(host, port, settings) or [])


async def _ask(host: str, port: int, options: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Connect, log in, and ask the first question that needs a login where there is one."""
    conn = await create_conn(host, port, request_timeout_ms=int(TRY_SECONDS * 1000), **options)
    try:
        answer = await conn.send(MetadataRequest([]))
    finally:
        await conn.close()
    return [(broker[1], broker[2]) for broker in answer.brokers]


def told_of(error: BaseException, settings: Settings) -> str | None:
    """What an error of a connection says of the door; None where it says nothing but that it is shut."""
    for cause in _causes(error):
        for kind, tell in _TELLINGS:
            if isinstance(cause, kind):
                told = tell(cause, settings)
                if told:
                    return told
    return None


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _untrusted(error: Any, _: Settings) -> str:
    why = " ".join(error.verify_message.split()).rstrip(".")
    if error.verify_code in _HOSTNAME_MISMATCH:
        return f"shows a certificate of another name ({why}): name it in COPYDESK_BROKERS as its certificate does"
    if error.verify_code in _EXPIRED:
        return f"shows a certificate that is not valid today ({why}): the broker needs a new one"
    return f"shows a certificate that nobody we trust has signed ({why}): set COPYDESK_SSL_CAFILE to its authority's certificate"


def _turned_away(error: Any, settings: Settings) -> str | None:
    """TLS alerts: the broker looked at our certificate, or at its absence."""
    if "ALERT" not in (error.reason or "") and "CERTIFICATE_REQUIRED" not in (error.reason or ""):
        return None
    what = error.reason.lower().replace("_", " ").partition("alert ")[2] or "certificate required"
    if settings.ssl_certfile is None:
        return f"asks for a certificate of ours ({what}): set COPYDESK_SSL_CERTFILE and COPYDESK_SSL_KEYFILE"
    return f"does not take the certificate in {settings.ssl_certfile} ({what}): is it signed by an authority of the broker's?"


def _login_failed(_: Any, settings: Settings) -> str:
    return (
        f"does not let {settings.sasl_username} in by {settings.sasl_mechanism}: no such user, or another password: "
        "see COPYDESK_SASL_USERNAME, COPYDESK_SASL_PASSWORD and COPYDESK_SASL_MECHANISM"
    )


def _no_mechanism(_: Any, settings: Settings) -> str:
    return f"does not know {settings.sasl_mechanism}: set COPYDESK_SASL_MECHANISM to one that it has"


def _no_login(_: Any, settings: Settings) -> str:
    plain = settings.security_protocol.removeprefix("SASL_")
    return f"asks for no login here: set COPYDESK_SECURITY_PROTOCOL={plain}, or COPYDESK_BROKERS to its other port"


_TELLINGS: tuple[tuple[type[BaseException], Callable[[Any, Settings], str | None]], ...] = (
    (ssl.SSLCertVerificationError, _untrusted),
    (ssl.SSLError, _turned_away),
    (SaslAuthenticationFailed, _login_failed),
    (UnsupportedSaslMechanismError, _no_mechanism),
    (IllegalSaslStateError, _no_login),
)


async def _other_language(host: str, port: int, settings: Settings) -> str | None:
    """A broker that hangs up without a word: does it expect TLS, plain text, or a login?"""
    wants_tls = await _speaks_tls(host, port)
    has_tls = settings.security_protocol.endswith("SSL")
    if wants_tls and not has_tls:
        login = "SASL_" if settings.security_protocol.startswith("SASL") else ""
        return f"speaks TLS, and COPYDESK_SECURITY_PROTOCOL is {settings.security_protocol}: set {login}SSL{'' if login else ' or SASL_SSL'}"
    if has_tls and not wants_tls and await _speaks_plainly(host, port):
        login = "SASL_" if settings.security_protocol.startswith("SASL") else ""
        return f"speaks no TLS, and COPYDESK_SECURITY_PROTOCOL is {settings.security_protocol}: use its TLS port, or set {login}PLAINTEXT"
    if not settings.security_protocol.startswith("SASL") and (wants_tls or await _speaks_plainly(host, port)):
        wanted = "SASL_SSL" if has_tls else "SASL_PLAINTEXT"
        return f"hangs up on who does not log in: set COPYDESK_SECURITY_PROTOCOL={wanted}, and COPYDESK_SASL_*"
    return None


async def _speaks_tls(host: str, port: int) -> bool:
    """Only a look: nothing is said, and nothing that is heard is believed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        async with asyncio.timeout(TRY_SECONDS):
            _, writer = await asyncio.open_connection(host, port, ssl=context)
    except (OSError, TimeoutError):
        return False
    writer.transport.abort()
    return True


async def _speaks_plainly(host: str, port: int) -> bool:
    """True where Kafka's first request, which needs no login, is answered in plain text."""
    try:
        conn = await create_conn(host, port, request_timeout_ms=int(TRY_SECONDS * 1000))
    except (KafkaConnectionError, OSError, TimeoutError):
        return False
    await conn.close()
    return True
