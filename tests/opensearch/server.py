"""A real OpenSearch on loopback, for tests: one node, started from its jars, in a folder that goes with it.

with OpenSearchServer() as opensearch:
    ... opensearch.address_of("articles") ...
"""

from __future__ import annotations

import http.client
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from tests.kafka.guarded import Guarded
from tests.kafka.jars import jars, missing_tools
from tests.kafka.node import free_ports

POM, MAIN = Path(__file__).with_name("pom.xml"), Path(__file__).with_name("Server.java")
JVM = ("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.security.manager=allow")
START_SECONDS = 120


def missing_opensearch() -> str | None:
    """What keeps it from starting here, as a sentence; None where all is there."""
    return missing_tools(POM)


class OpenSearchServer:
    """One node. `kill` ends it without a word, `start` brings it back with the same address and data."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-opensearch-"))
        self._port = free_ports(1)[0]
        self._process: Guarded | None = None

    def address_of(self, index: str) -> str:
        """What `copydesk sink` is given."""
        return f"opensearch+http://127.0.0.1:{self._port}/{index}"

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """What it answers, as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            content = None if body is None else json.dumps(body)
            connection.request(method, path, content, {"content-type": "application/json"})
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def documents(self, index: str) -> list[Any]:
        """All hits of an index or alias, with their sources; 10,000 at most."""
        self.ask("POST", f"/{index}/_refresh")
        query = {"size": 10_000, "version": True, "query": {"match_all": {}}}
        hits: list[Any] = self.ask("POST", f"/{index}/_search", query)["hits"]["hits"]
        return hits

    def start(self) -> None:
        """Return when it answers."""
        home = self._folder / "home"
        (home / "config").mkdir(parents=True, exist_ok=True)
        command = ["java", *JVM, "-cp", f"{jars(POM)}/*", str(MAIN), str(home), str(self._port)]
        self._process = Guarded(command, self._folder / "log")
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/_cluster/health")["status"] in ("green", "yellow"):
                    return
            except (OSError, http.client.HTTPException, KeyError):
                assert self._process.poll() is None, self._log()
            time.sleep(0.2)
        raise TimeoutError(f"OpenSearch does not answer:\n{self._log()}")

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def __enter__(self) -> Self:
        """Start; all is closed again if that fails."""
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")[-3000:]
