"""Logging in and out; style and script."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web

from copydesk.service.shell.console.pages.house import House

STATIC = {"console.css": "text/css", "console.js": "text/javascript"}


class LoginPages:
    """The way in."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/login", self.login),
            web.post("/login", self.log_in),
            web.post("/logout", self.log_out),
            web.get("/static/{name}", self.static),
        ]

    async def login(self, request: web.Request) -> web.Response:
        """The form."""
        return self._house.page(request, "login.html", wrong=False)

    async def log_in(self, request: web.Request) -> web.Response:
        """With the token."""
        token = (await request.post()).get("token")
        response = await self._house.doors.log_in(request, str(token or ""))
        return response or self._house.page(request, "login.html", 403, wrong=True)

    async def log_out(self, request: web.Request) -> web.Response:
        """Forget it."""
        self._house.doors.log_out(request)
        raise web.HTTPSeeOther("/")

    async def static(self, request: web.Request) -> web.Response:
        """Style and script."""
        name = request.match_info["name"]
        if name not in STATIC:
            raise web.HTTPNotFound
        body = files("copydesk.service.shell.console").joinpath("static", name).read_bytes()
        return web.Response(body=body, content_type=STATIC[name], headers={"Cache-Control": "max-age=300"})
