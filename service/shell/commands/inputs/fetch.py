"""What an address gives: one request for a feed that the caller names, within a time and a size."""

from __future__ import annotations

import http.client
import re
import time
import urllib.error
import urllib.request
from email.message import Message
from importlib.metadata import version
from typing import IO

from copydesk.service.shell.commands.inputs.feeds import LARGEST_FEED
from copydesk.service.shell.commands.inputs.messages import SCRAPER
from copydesk.service.shell.errors import UnreadableFile

TIMEOUT_SECONDS = 10.0
"""Without a byte."""
DEADLINE_SECONDS = 60.0
"""For all of it."""
MOST_REDIRECTIONS = 3
_CHUNK = 64 * 1024


def is_address(path: str) -> bool:
    """Whether a caller named an address instead of a file."""
    return path.lower().startswith(("http://", "https://"))


def other_scheme(path: str) -> str | None:
    """The scheme of an address that is not fetched, `ftp`; None for anything else."""
    found = re.match(r"([a-z][a-z0-9+.-]*)://", path, re.IGNORECASE)
    return found[1].lower() if found and not is_address(path) else None


class _Redirections(urllib.request.HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTIONS

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        """To addresses only: no file of this machine."""
        return super().redirect_request(req, fp, code, msg, headers, newurl) if is_address(newurl) else None  # type: ignore[arg-type]  # as urllib calls it


def fetch(address: str) -> tuple[bytes, str]:
    """The bytes, and the address that they came from in the end; UnreadableFile, in one line, for anything else."""
    try:
        request = urllib.request.Request(address, headers={"User-Agent": f"{SCRAPER}/{version('copydesk')}"})
        opener = urllib.request.build_opener(_Redirections)
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            return _read(response, address), response.url
    except urllib.error.HTTPError as error:
        raise UnreadableFile(f"{address}: the server says {error.code} {error.reason}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise UnreadableFile(f"{address}: cannot be fetched: {reason or type(error).__name__}") from None


def _read(response: http.client.HTTPResponse, address: str) -> bytes:
    parts: list[bytes] = []
    size, end = 0, time.monotonic() + DEADLINE_SECONDS
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST_FEED:
            raise UnreadableFile(f"{address}: gives more than {LARGEST_FEED} bytes")
        if time.monotonic() > end:
            raise UnreadableFile(f"{address}: gives its bytes too slowly: not all within {DEADLINE_SECONDS:.0f} s")
    return b"".join(parts)
