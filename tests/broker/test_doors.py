"""A broker with TLS, logins and ACLs: worker and commands come in with what docs/operations.md lists, and each shut door is
one line.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.kafka.certificates import Certificates
from tests.kafka.guarded import Guarded
from tests.kafka.jars import missing_tools
from tests.kafka.secured import PASSWORDS, SecuredServer

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
STORY = b'{"url": "https://www.dailyplanet.example/news/75875", "body": "News ID: 75875\\nPublish Date: 27 February 2019 - 14:01\\n\\nCouncil approves new river bridge\\n\\nThe city council approved a second bridge over the river on Tuesday. Work begins in May."}\n'
PARTITIONS = "2"
SECONDS = 90

Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.broker


def acl_commands() -> list[str]:
    """The arguments of each kafka-acls command that the page lists, without how to reach the broker."""
    block = OPERATIONS.partition("<!-- acls -->\n```sh\n")[2].partition("```")[0].replace("\\\n", " ")
    return [line.partition("$ACLS ")[2] for line in block.splitlines() if "$ACLS " in line]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority, and one that nobody trusts."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def doors(certificates: Certificates) -> Iterator[SecuredServer]:
    """The broker, with the page's ACLs and its topics, made by the page's administrator."""
    missing = missing_tools()
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with SecuredServer(certificates) as server:
        for command in acl_commands():
            server.acls(command)
        created = run(user(server, certificates, "copydesk-admin"), "topics", "create")
        assert created.returncode == 0, created.stderr
        yield server


def user(
    server: SecuredServer, certificates: Certificates, name: str, mechanism: str = "SCRAM-SHA-512"
) -> dict[str, str]:
    """The environment of a user of the broker, by TLS and login."""
    return {
        "COPYDESK_BROKERS": server.address("LOGIN"),
        "COPYDESK_PARTITIONS": PARTITIONS,
        "COPYDESK_SECURITY_PROTOCOL": "SASL_SSL",
        "COPYDESK_SSL_CAFILE": str(certificates.authority),
        "COPYDESK_SASL_MECHANISM": mechanism,
        "COPYDESK_SASL_USERNAME": name,
        "COPYDESK_SASL_PASSWORD": PASSWORDS[name],
    }


def run(environment: Mapping[str, str], *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """`copydesk ARGUMENTS` with these settings and no other."""
    ended = subprocess.run(
        [sys.executable, "-m", "copydesk", *arguments],
        check=False,
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=SECONDS,
    )
    return subprocess.CompletedProcess(arguments, ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def the_line(ended: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed says: one line, and nothing of a secret."""
    assert ended.returncode == 1, (ended.stdout, ended.stderr)
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert ended.stderr.startswith("copydesk: ")
    assert not [password for password in PASSWORDS.values() if password in ended.stderr]
    return ended.stderr


def test_the_acls_of_the_page_are_enough(doors: SecuredServer, certificates: Certificates, tmp_path: Path) -> None:
    """Administrator, worker, publisher, reader and auditor each do their work with the page's ACLs and no other, by each
    of the mechanisms.
    """
    settings = {
        **user(doors, certificates, "copydesk", "SCRAM-SHA-512"),
        "COPYDESK_STATE_DIR": str(tmp_path / "state"),
        "COPYDESK_SESSION_TIMEOUT_SECONDS": "6",
    }
    worker = Guarded([sys.executable, "-m", "copydesk", "worker"], tmp_path / "log", env={**os.environ, **settings})
    try:
        sent = run(user(doors, certificates, "scraper", "SCRAM-SHA-256"), "publish", "-", stdin=STORY)
        assert sent.returncode == 0, sent.stderr
        reader = user(doors, certificates, "reader", "PLAIN")
        read = run(reader, "tail", "articles", "--json", "--from-start", "-n", "1")
        assert json.loads(read.stdout)["key"] == "dailyplanet:75875", (tmp_path / "log").read_text()
        assert PASSWORDS["copydesk"] not in (tmp_path / "log").read_text()
        audited = run(user(doors, certificates, "auditor"), "audit")
        assert audited.returncode == 0, (audited.stdout, audited.stderr)
        assert run(user(doors, certificates, "copydesk-admin"), "topics", "check").returncode == 0
        worker.signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
