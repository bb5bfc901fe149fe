"""Fixtures that every kind of test may ask for: one broker for the session, fresh names for each test."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.browser import require_chromium
from tests.kafka.jars import missing_tools
from tests.kafka.server import KafkaServer
from tests.objects.server import BUCKET, ObjectServer
from tests.opensearch.server import OpenSearchServer, missing_opensearch
from tests.postgres.server import PostgresServer, missing_postgres

settings.register_profile("copydesk", deadline=None)  # a busy machine is no mistake of the code
settings.load_profile("copydesk")


@pytest.hookimpl(tryfirst=True)  # before -m "not broker" looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the broker is a broker test: nobody can forget the marker."""
    for item in items:
        if "kafka" in getattr(item, "fixturenames", ()):
            item.add_marker("broker")


@pytest.fixture(scope="session")
def kafka() -> Iterator[KafkaServer]:
    """A running broker, shared by all tests; without Java and Maven they skip, and fail where CI=true."""
    _need(missing_tools())
    with KafkaServer() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A running PostgreSQL, shared by all tests; where there is none they skip, and fail where CI=true."""
    _need(missing_postgres())
    with PostgresServer() as server:
        yield server


@pytest.fixture
def database(postgres: PostgresServer, prefix: str) -> str:
    """The URL of a database that no other test has."""
    return postgres.make_database(prefix)


@pytest.fixture(scope="session")
def objects() -> Iterator[ObjectServer]:
    """A server that speaks S3, shared by all tests."""
    with ObjectServer() as server:
        yield server


@pytest.fixture(scope="session")
def opensearch() -> Iterator[OpenSearchServer]:
    """A running OpenSearch, shared by all tests; without Java and Maven they skip, and fail where CI=true."""
    _need(missing_opensearch())
    with OpenSearchServer() as server:
        yield server


@pytest.fixture
def bucket(objects: ObjectServer, prefix: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An address in it that no other test has; the environment has what a client needs."""
    for name, value in objects.environment.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{prefix}"


def _need(missing: str | None) -> None:
    if missing and os.environ.get("CI") == "true":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


@pytest.fixture
def prefix() -> str:
    """A topic prefix that no other test has: `t3f9a0c1.raw` and so on."""
    return f"t{uuid.uuid4().hex[:8]}"


@pytest.fixture
def group(prefix: str) -> str:
    """A consumer group of this test alone."""
    return f"{prefix}-workers"


@pytest.fixture
def chromium() -> str:
    """The path of a browser; skipped without one, and a failure where CI=true."""
    return require_chromium()
