"""A broker with locked doors: TLS, logins by each mechanism, and an authorizer that denies what no ACL allows.

It has a plain listener too, for itself: who comes by that is its super user.
"""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Mapping

from tests.kafka.certificates import Certificates
from tests.kafka.node import START_TIMEOUT_SECONDS
from tests.kafka.server import PROPERTIES, KafkaServer

PASSWORDS: Mapping[str, str] = {
    name: f"secret of {name}"
    for name in ("copydesk", "copydesk-admin", "scraper", "reader", "keeper", "auditor", "eraser", "nobody")
}

MECHANISMS = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
LISTENERS: Mapping[str, str] = {
    "PLAINTEXT": "PLAINTEXT",
    "CONTROLLER": "PLAINTEXT",
    "TLS": "SSL",
    "OTHERNAME": "SSL",
    "MUTUAL": "SSL",
    "LOGIN": "SASL_SSL",
    "OPENLOGIN": "SASL_PLAINTEXT",
}
"""Listener -> how it speaks. OTHERNAME shows a certificate of another host, MUTUAL asks for one."""


class SecuredServer(KafkaServer):
    """One broker behind all of LISTENERS. Its users are those of PASSWORDS."""

    listeners = tuple(LISTENERS)

    def __init__(self, certificates: Certificates) -> None:
        super().__init__(heap="384m")
        self._jvm += ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        self._certificates = certificates

    def address(self, listener: str, host: str = "localhost") -> str:
        """`host:port` of a listener."""
        return f"{host}:{self._ports[self.listeners.index(listener)]}"

    def acls(self, arguments: str) -> None:
        """`kafka-acls` with these arguments."""
        self._tool("org.apache.kafka.tools.AclCommand", *shlex.split(arguments))

    def change_password(self, user: str, password: str) -> None:
        """For SCRAM-SHA-512; connections that are open stay open."""
        change = ("--alter", "--add-config", f"SCRAM-SHA-512=[password={password}]")
        self._tool("kafka.admin.ConfigCommand", *change, "--entity-type", "users", "--entity-name", user)

    def _tool(self, name: str, *arguments: str) -> None:
        command = self._java(name, "--bootstrap-server", self.bootstrap, *arguments)
        done = subprocess.run(command, capture_output=True, text=True, timeout=START_TIMEOUT_SECONDS, check=False)
        if done.returncode or "Error" in done.stdout:
            raise RuntimeError(f"{name} {arguments}: {done.stdout[-1000:]}{done.stderr[-1000:]}")

    def _format_and_run(self) -> None:
        users = [
            f"{mechanism}=[name={name},password={password}]"
            for mechanism in MECHANISMS[1:]
            for name, password in PASSWORDS.items()
        ]
        options = [part for user in users for part in ("--add-scram", user)]
        self.format({**PROPERTIES, **self._places(), **self._doors()}, "--standalone", *options)
        self._run_and_wait()

    def _places(self) -> dict[str, str]:
        listeners = ",".join(
            f"{name}://127.0.0.1:{port}" for name, port in zip(self.listeners, self._ports, strict=True)
        )
        return {
            "listeners": listeners,
            "advertised.listeners": listeners.replace("127.0.0.1", "localhost"),
            "listener.security.protocol.map": ",".join(f"{name}:{protocol}" for name, protocol in LISTENERS.items()),
            "inter.broker.listener.name": "PLAINTEXT",
            "controller.quorum.bootstrap.servers": self.address("CONTROLLER", "127.0.0.1"),
        }

    def _doors(self) -> dict[str, str]:
        shown, other = self._certificates.signed("localhost", "localhost", "127.0.0.1"), "listener.name.othername"
        users = " ".join(f'user_{name}="{password}"' for name, password in PASSWORDS.items())
        security = "org.apache.kafka.common.security"
        logins = {"plain": f"{security}.plain.PlainLoginModule required {users};"}
        logins |= {name.lower(): f"{security}.scram.ScramLoginModule required;" for name in MECHANISMS[1:]}
        return {
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",
            "ssl.keystore.type": "PEM",
            "ssl.keystore.location": str(shown),
            "ssl.truststore.type": "PEM",
            "ssl.truststore.location": str(self._certificates.authority),
            f"{other}.ssl.keystore.type": "PEM",
            f"{other}.ssl.keystore.location": str(self._certificates.signed("elsewhere.example")),
            "listener.name.mutual.ssl.client.auth": "required",
            **{
                f"listener.name.{listener}.{mechanism}.sasl.jaas.config": login
                for listener in ("login", "openlogin")
                for mechanism, login in logins.items()
            },
            "sasl.enabled.mechanisms": ",".join(MECHANISMS),
            "listener.name.openlogin.sasl.enabled.mechanisms": "SCRAM-SHA-512",
        }
