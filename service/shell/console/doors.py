"""Who may do what at the console: hosts that it answers as, the token, the forms that only its own pages can send, and
the policy that lets a page load nothing from outside.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import secrets
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

SESSION = "copydesk_session"
SESSION_SECONDS = 12 * 3600
WRONG_SECONDS = 1.0
MOST_SESSIONS = 100

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAME_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""Of a document that somebody else made: no script, nothing from outside, no form."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

READ_ONLY: Final = "The console only shows things until COPYDESK_CONSOLE_TOKEN is set."


class Doors:
    """One for a console."""

    def __init__(self, token: str | None, hosts: frozenset[str]) -> None:
        """`hosts`: names that requests may be addressed to, so that no foreign page reaches it by a name of its own; empty for
        any.
        """
        self._token, self._hosts = token, hosts
        self._sessions: dict[str, str] = {}

    @property
    def writable(self) -> bool:
        """Whether anybody may do anything."""
        return self._token is not None

    def form_key(self, request: web.Request) -> str | None:
        """What the forms of this session carry; None for somebody who has not logged in."""
        return self._sessions.get(request.cookies.get(SESSION, ""))

    async def log_in(self, request: web.Request, token: str) -> web.Response | None:
        """A redirect with the session's cookie; None for a wrong token, after a second."""
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            await asyncio.sleep(WRONG_SECONDS)
            return None
        while len(self._sessions) >= MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        name = secrets.token_urlsafe(32)
        self._sessions[name] = secrets.token_urlsafe(32)
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(
            SESSION, name, max_age=SESSION_SECONDS, httponly=True, samesite="Strict", secure=request.secure, path="/"
        )
        return response

    def log_out(self, request: web.Request) -> None:
        """Forget the session."""
        self._sessions.pop(request.cookies.get(SESSION, ""), None)

    async def require(self, request: web.Request) -> None:
        """A form of ours, from somebody who has logged in; else an error of HTTP."""
        if not self.writable:
            raise web.HTTPForbidden(text=READ_ONLY)
        key = self.form_key(request)
        given = (await request.post()).get("key")
        if key is None:
            raise web.HTTPSeeOther("/login")
        if not isinstance(given, str) or not hmac.compare_digest(given, key):
            raise web.HTTPForbidden(text="This form is too old: load the page again.")

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """The headers on all, and no answer under a foreign name."""
        if self._hosts and _host(request) not in self._hosts:
            raise web.HTTPForbidden(text="Not a name of this console: see COPYDESK_CONSOLE_HOSTS.")
        try:
            response = await handler(request)
        except web.HTTPException as error:
            for name, value in HEADERS.items():
                error.headers.setdefault(name, value)
            raise
        except sqlite3.OperationalError as error:  # the shelf is being made anew
            log.warning("%s: %s", request.path, error)
            response = web.Response(status=503, text="What is kept here is being made anew: try again in a moment.")
        except Exception:
            log.exception("%s failed", request.path)
            response = web.Response(status=500, text="The console failed on this page; its log says why.")
        if not response.prepared:
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response


def _host(request: web.Request) -> str:
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""
