"""A broker with TLS, logins and ACLs: worker and commands come in with what docs/operations.md lists, and each shut door is
one line.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from copydesk.publisher import Publisher, Receipt, SyncPublisher, Unreachable
from tests.kafka.certificates import Certificates
from tests.kafka.guarded import Guarded
from tests.kafka.jars import missing_tools
from tests.kafka.secured import PASSWORDS, SecuredServer

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
STORY = b'{"url": "https://www.dailyplanet.example/news/75875", "body": "News ID: 75875\\nPublish Date: 27 February 2019 - 14:01\\n\\nCouncil approves new river bridge\\n\\nThe city council approved a second bridge over the river on Tuesday. Work begins in May."}\n'
PARTITIONS = "2"
SECONDS = 90

PAGE = {"url": "https://www.hillradio.example/news/75876", "body": "<h1>Ferry returns</h1><p>It sails on Monday.</p>"}

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Publish = Callable[[str, Certificates, str, str], Receipt]

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


def in_asyncio(address: str, certificates: Certificates, name: str, password: str) -> Receipt:
    """Publish a page through a Publisher."""

    async def scene() -> Receipt:
        async with Publisher(
            address,
            security_protocol="SASL_SSL",
            ssl_context=ssl.create_default_context(cafile=certificates.authority),
            sasl_mechanism="SCRAM-SHA-512",
            sasl_plain_username=name,
            sasl_plain_password=password,
        ) as desk:
            return await desk.publish(PAGE)

    return asyncio.run(scene())


def without_asyncio(address: str, certificates: Certificates, name: str, password: str) -> Receipt:
    """Publish a page through a SyncPublisher."""
    with SyncPublisher(
        address,
        security_protocol="SASL_SSL",
        ssl_ca_location=str(certificates.authority),
        sasl_mechanisms="SCRAM-SHA-512",
        sasl_username=name,
        sasl_password=password,
    ) as desk:
        return desk.publish(PAGE)


@pytest.mark.parametrize("publish", [in_asyncio, without_asyncio])
def test_publishing_from_python(doors: SecuredServer, certificates: Certificates, publish: Publish) -> None:
    """A user with the page's rights of a scraper comes in; one without, or with another password, is told in a line."""
    receipt = publish(doors.address("LOGIN"), certificates, "scraper", PASSWORDS["scraper"])
    assert receipt.topic == "news.raw"
    with pytest.raises(Unreachable, match=r"this user may not write to news.raw$"):
        publish(doors.address("LOGIN"), certificates, "nobody", PASSWORDS["nobody"])
    with pytest.raises(Unreachable) as shut:
        publish(doors.address("LOGIN"), certificates, "scraper", "a wrong one")
    assert "\n" not in str(shut.value)
    assert "a wrong one" not in str(shut.value)


def test_the_acls_of_the_page_are_enough(doors: SecuredServer, certificates: Certificates, tmp_path: Path) -> None:
    """Administrator, worker, publisher, reader, sink, auditor and eraser each do their work with the page's ACLs and no other, by each
    of the mechanisms.
    """
    settings = {
        **user(doors, certificates, "copydesk", "SCRAM-SHA-512"),
        "COPYDESK_STATE_DIR": str(tmp_path / "state"),
        "COPYDESK_SESSION_TIMEOUT_SECONDS": "6",
    }
    (tmp_path / "empty.jsonl").touch()
    restored = run(settings, "restore", str(tmp_path / "empty.jsonl"))  # asks all that it ever asks
    assert restored.stdout.startswith("restored 0 stories"), restored.stderr
    worker = Guarded([sys.executable, "-m", "copydesk", "worker"], tmp_path / "log", env={**os.environ, **settings})
    try:
        sent = run(user(doors, certificates, "scraper", "SCRAM-SHA-256"), "publish", "-", stdin=STORY)
        assert sent.returncode == 0, sent.stderr
        reader = user(doors, certificates, "reader", "PLAIN")
        read = run(reader, "tail", "articles", "--json", "--from-start", "-n", "1", "--source", "dailyplanet-example")
        assert json.loads(read.stdout)["key"] == "dailyplanet-example:75875", (tmp_path / "log").read_text()
        assert PASSWORDS["copydesk"] not in (tmp_path / "log").read_text()
        watched = run(reader, "watch", "dailyplanet-example")
        assert "1 document: 1 new" in watched.stdout, watched.stderr
        assert "the rights of this user do not let it see how much the desk" in watched.stdout
        audited = run(user(doors, certificates, "auditor"), "audit")
        assert audited.returncode == 0, (audited.stdout, audited.stderr)
        assert "rights" not in run(user(doors, certificates, "auditor"), "watch", "dailyplanet-example").stdout
        kept = run(user(doors, certificates, "keeper"), "sink", str(tmp_path / "kept"), "--until-end")
        assert (kept.returncode, any((tmp_path / "kept").glob("day=*/*.parquet"))) == (0, True), kept.stderr
        erased = run(user(doors, certificates, "eraser"), "forget", "dailyplanet-example:75875", "--yes")
        assert erased.returncode == 0, (erased.stdout, erased.stderr)
        assert run(user(doors, certificates, "copydesk-admin"), "topics", "check").returncode == 0
        worker.signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()


SHUT: dict[str, tuple[str, dict[str, str], str]] = {
    "plain text at a TLS port": ("TLS", {}, "speaks TLS, and COPYDESK_SECURITY_PROTOCOL is PLAINTEXT"),
    "TLS at a plain port": ("PLAINTEXT", {"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": "authority"}, "speaks no TLS"),
    "no login where one is asked for": (
        "LOGIN",
        {"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": "authority"},
        "hangs up on who does not log in: set COPYDESK_SECURITY_PROTOCOL=SASL_SSL",
    ),
    "neither TLS nor login": ("OPENLOGIN", {}, "set COPYDESK_SECURITY_PROTOCOL=SASL_PLAINTEXT"),
    "a certificate of another name": (
        "OTHERNAME",
        {"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": "authority"},
        "shows a certificate of another name",
    ),
    "a certificate of an unknown authority": (
        "TLS",
        {"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": "other_authority"},
        "nobody we trust has signed",
    ),
    "no certificate where one is asked for": (
        "MUTUAL",
        {"SECURITY_PROTOCOL": "SSL", "SSL_CAFILE": "authority"},
        "asks for a certificate of ours",
    ),
    "a login where none is asked for": ("TLS", {"LOGIN": "scraper"}, "asks for no login here"),
    "a mechanism that is not there": (
        "OPENLOGIN",
        {"LOGIN": "scraper", "SECURITY_PROTOCOL": "SASL_PLAINTEXT", "SASL_MECHANISM": "PLAIN"},
        "does not know PLAIN",
    ),
    "a wrong password": (
        "LOGIN",
        {"LOGIN": "scraper", "SASL_PASSWORD": "wrong"},
        "does not let scraper in by SCRAM-SHA-512",
    ),
    "an unknown user": ("LOGIN", {"LOGIN": "scraper", "SASL_USERNAME": "hugo"}, "does not let hugo in"),
    "a login by PLAIN with a wrong password": (
        "LOGIN",
        {"LOGIN": "scraper", "SASL_MECHANISM": "PLAIN", "SASL_PASSWORD": "wrong"},
        "does not let scraper in by PLAIN",
    ),
}


@pytest.mark.parametrize("door", SHUT)
def test_a_shut_door_is_one_line(doors: SecuredServer, certificates: Certificates, door: str) -> None:
    """Which door, why, and which variable opens it; told at once, and without the password."""
    listener, given, why = SHUT[door]
    changed = dict(given)
    environment = user(doors, certificates, changed.pop("LOGIN")) if "LOGIN" in changed else {}
    if "SSL_CAFILE" in changed:
        changed["SSL_CAFILE"] = str(getattr(certificates, changed["SSL_CAFILE"]))
    environment |= {f"COPYDESK_{name}": value for name, value in changed.items()}
    if environment.get("COPYDESK_SECURITY_PROTOCOL") == "SASL_PLAINTEXT":
        del environment["COPYDESK_SSL_CAFILE"]
    line = the_line(run({**environment, "COPYDESK_BROKERS": doors.address(listener)}, "topics", "check"))
    assert f"{doors.address(listener)} " in line
    assert why in line


def test_a_certificate_of_ours_opens(doors: SecuredServer, certificates: Certificates) -> None:
    """The listener that asks for one lets its owner in, who then lacks the rights to more."""
    mutual = {
        "COPYDESK_BROKERS": doors.address("MUTUAL"),
        "COPYDESK_SECURITY_PROTOCOL": "SSL",
        "COPYDESK_SSL_CAFILE": str(certificates.authority),
        "COPYDESK_SSL_CERTFILE": str(certificates.signed("client")),
        "COPYDESK_SSL_KEYFILE": str(certificates.locked_key("client", "s3cret")),
        "COPYDESK_SSL_KEY_PASSWORD": "s3cret",
    }
    assert "the owner of the certificate" in the_line(run(mutual, "tail", "articles"))


DENIED: dict[str, tuple[str, list[str], str]] = {
    "write": ("reader", ["publish", "-"], "the user reader may not write news.raw"),
    "read": ("scraper", ["tail", "articles"], "the user scraper may not read news.articles"),
    "read by group": ("reader", ["audit"], "the user reader may not read news.raw, read news.parsed"),
    "create": ("scraper", ["topics", "create"], "the user scraper may not "),
    "all that a worker needs": (
        "nobody",
        ["worker"],
        "the user nobody may not read news.raw, read news.parsed, write news.p",
    ),
}


@pytest.mark.parametrize("what", DENIED)
def test_a_denied_right_is_one_line(
    doors: SecuredServer, certificates: Certificates, tmp_path: Path, what: str
) -> None:
    """Who may not do what, and where the ACLs are listed."""
    name, arguments, why = DENIED[what]
    environment = {**user(doors, certificates, name), "COPYDESK_STATE_DIR": str(tmp_path)}
    if what == "create":
        environment["COPYDESK_TOPIC_PREFIX"] = "other"
    line = the_line(run(environment, *arguments, stdin=STORY))
    assert why in line
    assert "docs/operations.md lists the ACLs" in line


def test_a_group_of_others_is_one_line(doors: SecuredServer, certificates: Certificates, tmp_path: Path) -> None:
    """A worker learns of it before it begins."""
    environment = {
        **user(doors, certificates, "copydesk"),
        "COPYDESK_STATE_DIR": str(tmp_path),
        "COPYDESK_GROUP": "others",
    }
    assert "the user copydesk may not read the group others: " in the_line(run(environment, "worker"))


def ended(doors: SecuredServer, certificates: Certificates, folder: Path, shut: Callable[[], None]) -> tuple[int, str]:
    """Exit code and log of a worker at work, after `shut` was called."""
    settings = {**user(doors, certificates, "copydesk"), "COPYDESK_STATE_DIR": str(folder / "state")}
    log, command = folder / "log", [sys.executable, "-m", "copydesk", "worker"]
    worker = Guarded(command, log, env={**os.environ, **settings, "COPYDESK_SESSION_TIMEOUT_SECONDS": "6"})
    try:
        deadline = time.monotonic() + SECONDS
        while "working: news" not in log.read_text():
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.5)
        shut()
        return worker.wait(SECONDS), log.read_text()
    finally:
        worker.kill()


def test_a_right_that_is_withdrawn_ends_the_worker(
    doors: SecuredServer, certificates: Certificates, tmp_path: Path
) -> None:
    """It ends with a line that names the topic, instead of a storm; what is in hand is done again when the right is back."""
    right = "--allow-principal User:copydesk --operation Write --topic news.parsed"

    def shut() -> None:
        doors.acls(f"--remove --force {right}")
        assert run(user(doors, certificates, "scraper"), "publish", "-", stdin=STORY).returncode == 0

    try:
        code, log = ended(doors, certificates, tmp_path, shut)
    finally:
        doors.acls(f"--add {right}")
    assert code == 3
    assert "could not be delivered: this user may not use news.parsed: docs/operations.md lists the ACLs" in log
    assert "Traceback" not in log
    assert log.count("\n") < 15


def test_a_topic_that_may_no_longer_be_read_ends_the_worker(
    doors: SecuredServer, certificates: Certificates, tmp_path: Path
) -> None:
    """With a line that names the topic, and no traceback."""
    right = "--allow-principal User:copydesk --operation Read --topic news.raw"
    try:
        code, log = ended(doors, certificates, tmp_path, lambda: doors.acls(f"--remove --force {right}"))
    finally:
        doors.acls(f"--add {right}")
    assert code == 6
    assert "this user may not use news.raw: docs/operations.md lists the ACLs" in log
    assert "Traceback" not in log


def test_a_password_that_was_changed_ends_the_worker(
    doors: SecuredServer, certificates: Certificates, tmp_path: Path
) -> None:
    """When its connections are gone and the broker no longer lets it in. The last test: the password stays changed."""

    def shut() -> None:
        doors.change_password("copydesk", "another")
        doors.restart()

    code, log = ended(doors, certificates, tmp_path, shut)
    assert code == 6
    assert "does not let copydesk in by SCRAM-SHA-512" in log
    assert PASSWORDS["copydesk"] not in log


def test_the_administrator_may_repartition(doors: SecuredServer, certificates: Certificates) -> None:
    """With the page's ACLs, and nobody else: last of all, for the topics have another number of partitions then."""
    doors.change_password("copydesk", PASSWORDS["copydesk"])  # the test before has changed it
    more = ("topics", "repartition", "3", "--yes")
    assert "may not delete news.parsed, alter news.parsed, alter news.seen, alter news.raw" in the_line(
        run(user(doors, certificates, "copydesk"), *more)
    )
    done = run(user(doors, certificates, "copydesk-admin"), *more)
    assert done.returncode == 0, done.stderr
    three = {**user(doors, certificates, "copydesk-admin"), "COPYDESK_PARTITIONS": "3"}
    assert run(three, "topics", "check").returncode == 0
