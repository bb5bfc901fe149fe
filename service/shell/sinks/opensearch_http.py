"""What the OpenSearch sink asks for over HTTP: documents of an index by their ids, and bulk requests of which each part has
an answer of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

import aiohttp
import orjson

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.contract import Away, Unusable

TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10)
MOST_BYTES = 8 * 1024 * 1024
"""Of a bulk request, where it has more than one part. OpenSearch takes 100 MB."""
TRIES, WAIT_SECONDS = 5, 0.5
"""For parts that the server had no time for; then it is away."""

MISSING, CONFLICT = 404, 409
_LATER = (429, 502, 503, 504)
_ADVICE: Mapping[int, str] = {
    401: "mend the login in the address, and start the sink again",
    403: "give its user that right, or lift the block of the index, and start the sink again",
    MISSING: "the index is gone; start the sink again, and it makes it and reads all articles anew",
}
"""By status: of the whole server or index, never of one document."""
_JSON = {"content-type": "application/json"}
_LINES = {"content-type": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Part:
    """A document that is to be written, if none with its version or a higher one is there."""

    id: str
    version: int
    body: bytes
    also_equal: bool = False
    """Written over one of the same version too."""

    def lines(self, index: str) -> bytes:
        """As a bulk request has it."""
        kind = "external_gte" if self.also_equal else "external"
        told = {"_index": index, "_id": self.id, "version": self.version, "version_type": kind}
        return orjson.dumps({"index": told}) + b"\n" + self.body + b"\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a part."""

    part: Part
    status: int
    why: str

    @property
    def is_refused(self) -> bool:
        """The document cannot be held, whenever it is sent."""
        return self.status >= 300 and self.status != CONFLICT


class Server:
    """An OpenSearch at `opensearch+http://user:password@host:9200/index`; `opensearch://` speaks TLS."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port or 9200
        except ValueError as error:
            raise CopydeskError(f"the address of OpenSearch cannot be read: {error}") from None
        self.index = parts.path.strip("/") or "articles"
        if not parts.hostname or "/" in self.index:
            raise CopydeskError("the address of OpenSearch is opensearch://USER:PASSWORD@HOST:9200/INDEX")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self._root = f"{'http' if parts.scheme.endswith('+http') else 'https'}://{host}:{port}"
        self._login: dict[str, str] = {}
        if parts.username:
            login = aiohttp.encode_basic_auth(unquote(parts.username), unquote(parts.password or ""), "utf-8")
            self._login = {"Authorization": login}
        self._session: aiohttp.ClientSession | None = None

    async def ask(self, method: str, path: str, body: Any = None, expected: Sequence[int] = ()) -> Any:
        """The answer's JSON. Raises Away where the server does not answer now, Unusable for what it does not allow."""
        content, headers = (body, _LINES) if isinstance(body, bytes) else (orjson.dumps(body), _JSON)
        try:
            async with self._opened().request(
                method, self._root + path, data=None if body is None else BytesIO(content), headers=headers
            ) as response:
                status, said = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            if isinstance(error, aiohttp.ClientConnectorCertificateError):
                raise Unusable(f"OpenSearch: its certificate is not trusted: {error.certificate_error}") from None
            if isinstance(error, aiohttp.ClientSSLError):
                raise Unusable(f"{self._root} does not speak TLS: opensearch+http:// is without") from None
            raise Away(f"{self._root}: {str(error) or type(error).__name__}") from None
        if status in _LATER:
            raise Away(f"{self._root} answers {status}")
        if status >= 300 and status not in expected:
            raise _unusable(status, _reason(said))
        try:
            return orjson.loads(said) if said else {}
        except orjson.JSONDecodeError:
            raise Unusable(f"what answers at {self._root} is no OpenSearch: it does not speak JSON") from None

    async def make(self, index: str, told: Mapping[str, Any]) -> None:
        """An index; nothing happens where it is there."""
        answer = await self.ask("PUT", f"/{index}", told, (400,))
        error = answer.get("error", {})
        if error and error.get("type") != "resource_already_exists_exception":
            raise Unusable(f"OpenSearch makes no index {index}: {_cause(error)}")

    async def meta(self) -> Mapping[str, Any]:
        """What the index was told about itself when it was made; Unusable where there is none."""
        found = await self.ask("GET", f"/{self.index}/_mapping?filter_path=*.mappings._meta,error")
        metas: list[Mapping[str, Any]] = [each["mappings"]["_meta"] for each in found.values()]
        return metas[0] if metas else {}

    async def found(self, ids: Sequence[str]) -> Mapping[str, Any]:
        """What is there now of these: id -> `_version` and `_source`. Not what a search sees, but what was written last."""
        if not ids:
            return {}
        path = f"/{self.index}/_mget?_source=forgotten,kafka"
        documents = (await self.ask("POST", path, {"ids": list(ids)}))["docs"]
        return {each["_id"]: each for each in documents if each.get("found")}

    async def write(self, parts: Sequence[Part]) -> list[Answer]:
        """An answer for each; those that the server had no time for are sent again. Raises Unusable where it is not the document
        that cannot be written, but the index.
        """
        answers: list[Answer] = []
        for chunk in _chunks(parts):
            waiting = list(chunk)
            for attempt in range(TRIES):
                given = await self._bulk(waiting)
                answers += [answer for answer in given if answer.status not in _LATER]
                waiting = [answer.part for answer in given if answer.status in _LATER]
                if not waiting:
                    break
                await asyncio.sleep(WAIT_SECONDS * 2**attempt)
            else:
                raise Away(f"{self._root} has no time for {len(waiting)} documents")
        return answers

    async def close(self) -> None:
        """End the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _bulk(self, parts: Sequence[Part]) -> list[Answer]:
        body = b"".join(part.lines(self.index) for part in parts)
        items = (await self.ask("POST", "/_bulk", body))["items"]
        given = [item["index"] for item in items]
        for item in given:
            if item["status"] in _ADVICE:
                raise _unusable(item["status"], _cause(item.get("error")))
        return [
            Answer(part, item["status"], _cause(item.get("error"))) for part, item in zip(parts, given, strict=True)
        ]

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT, headers=self._login)
        return self._session


def _unusable(status: int, why: str) -> Unusable:
    advice = _ADVICE.get(status, "")
    return Unusable(f"OpenSearch answers {status}: {why}{advice and ': '}{advice}")


def _chunks(parts: Sequence[Part]) -> list[list[Part]]:
    chunks: list[list[Part]] = []
    size = MOST_BYTES
    for part in parts:
        if size + len(part.body) > MOST_BYTES:
            chunks.append([])
            size = 0
        chunks[-1].append(part)
        size += len(part.body)
    return chunks


def _cause(error: Any) -> str:
    if not isinstance(error, dict):
        return str(error or "")
    cause = error.get("caused_by") or {}
    return " ".join(str(each) for each in (error.get("reason"), cause.get("reason")) if each)


def _reason(said: bytes) -> str:
    try:
        error = orjson.loads(said).get("error")
    except (orjson.JSONDecodeError, AttributeError):
        return said[:200].decode(errors="replace")
    return _cause(error)[:300]
