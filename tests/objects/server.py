"""A bucket on loopback, for tests: the few requests of S3 that the sink makes, as S3's documentation has them, conditional
ones included. It is no S3: it checks no signature, and keeps all in memory.
"""

from __future__ import annotations

import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape, unescape

from copydesk.service.shell.sinks.shelves import shelf_at

BUCKET = "desk"
PAGE = 50
"""Keys of one page of a list; S3 has a thousand."""


class ObjectServer:
    """One server with one bucket."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.refusing: tuple[int, str] | None = None
        """Status and code of what it answers to all, where it is to take nothing."""
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Request)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a client of it needs."""
        host, port = self._server.server_address[:2]
        return {
            "AWS_ENDPOINT_URL": f"http://{host!s}:{port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "of-the-test",
            "AWS_SECRET_ACCESS_KEY": "secret-of-the-test",
        }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: ObjectServer


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """An object, or a page of the list."""
        key = self._key()
        if not self._is_there():
            return
        if not key:
            self._answer(200, self._listed().encode())
            return
        content = self.server.owner.objects.get(key)
        if content is None:
            self._refuse(404, "NoSuchKey")
        else:
            self._answer(200, content, _etag(content))

    def do_PUT(self) -> None:
        """If-None-Match: `*`, and If-Match, as S3 has had them since 2024."""
        content = self.rfile.read(int(self.headers["content-length"]))
        if not self._is_there():
            return
        objects, key = self.server.owner.objects, self._key()
        with self.server.owner.lock:
            wanted, there = self.headers["if-match"], key in objects
            if (self.headers["if-none-match"] == "*" and there) or (
                wanted and not (there and _etag(objects[key]) == wanted)
            ):
                self._refuse(412, "PreconditionFailed")
                return
            objects[key] = content
        self._answer(200, b"", _etag(content))

    def do_POST(self) -> None:
        """`?delete`: keys to take away, whether they are there or not."""
        asked = self.rfile.read(int(self.headers["content-length"])).decode()
        keys = [unescape(key) for key in re.findall(r"<Key>(.*?)</Key>", asked)]
        for key in keys:
            self.server.owner.objects.pop(key, None)
        gone = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode())

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").lstrip("/")

    def _is_there(self) -> bool:
        there = urlsplit(self.path).path.split("/")[1] == BUCKET
        refusing = self.server.owner.refusing or (None if there else (404, "NoSuchBucket"))
        if refusing:
            self._refuse(*refusing)
        return refusing is None

    def _listed(self) -> str:
        asked = parse_qs(urlsplit(self.path).query)
        [prefix], [after] = asked.get("prefix", [""]), asked.get("continuation-token", [""])
        keys = sorted(key for key in list(self.server.owner.objects) if key.startswith(prefix) and key > after)
        page, more = keys[:PAGE], len(keys) > PAGE
        contents = "".join(self._content(key) for key in page)
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        return f"<ListBucketResult><IsTruncated>{str(more).lower()}</IsTruncated>{token}{contents}</ListBucketResult>"

    def _content(self, key: str) -> str:
        content = self.server.owner.objects[key]
        told = {"Key": key, "LastModified": "2026-03-01T12:00:00.000Z", "ETag": _etag(content), "Size": len(content)}
        return (
            f"<Contents>{''.join(f'<{name}>{escape(str(value))}</{name}>' for name, value in told.items())}</Contents>"
        )

    def _refuse(self, status: int, code: str) -> None:
        self._answer(status, f"<Error><Code>{code}</Code></Error>".encode())

    def _answer(self, status: int, content: bytes, etag: str = "") -> None:
        self.send_response(status)
        for name, value in (("content-length", len(content)), ("etag", etag), ("last-modified", _MODIFIED)):
            if value != "":
                self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


_MODIFIED = "Sun, 01 Mar 2026 12:00:00 GMT"


def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


async def copy(address: str, folder: Path) -> None:
    """All that lies at an address of a sink, into a folder."""
    shelf = shelf_at(address)
    for name in await shelf.names():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((await shelf.read(name))[0])
