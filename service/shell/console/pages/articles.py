"""Stories: found, read, compared, followed through the topics."""

from __future__ import annotations

import asyncio

import orjson
from aiohttp import web
from markupsafe import Markup

from copydesk.schemas.article import Article
from copydesk.service.core.records import Origin, Record, parse_origin
from copydesk.service.difference.as_page import body as difference_body
from copydesk.service.difference.story import differences
from copydesk.service.shell.console.asking import PAGE, Row, Search
from copydesk.service.shell.console.pages.house import House, whole

RAW_BYTES = 20_000
"""Of a raw record that is shown."""

HIDDEN = frozenset({"body_text", "extraction", "guid", "version", "headline", "content_hash"})
"""Fields that have a place of their own on the page."""


class ArticlePages:
    """A search, a version, two versions."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[web.RouteDef]:
        """Where they are."""
        return [
            web.get("/articles", self.articles),
            web.get("/article", self.article),
            web.get("/article/diff", self.difference),
        ]

    async def articles(self, request: web.Request) -> web.Response:
        """Found by guid, ID, address or words."""
        query = request.query
        asked = Search(
            query.get("q", "")[:500], query.get("source", ""), query.get("language", ""), whole(query.get("before"))
        )
        rows = await asyncio.to_thread(self._house.shelves.articles, asked)
        languages = await asyncio.to_thread(self._house.shelves.languages)
        more = rows[PAGE - 1]["id"] if len(rows) > PAGE else None
        return self._house.page(request, "articles.html", rows=rows[:PAGE], asked=asked, more=more, languages=languages)

    async def article(self, request: web.Request) -> web.Response:
        """One version: its fields with where they come from, its way through the topics, the versions beside it."""
        versions = await self._versions(request)
        number = whole(request.query.get("version"))
        row = next((one for one in versions if number is None or one["version"] == number), None)
        if row is None:
            raise web.HTTPNotFound(text=f"No version {number} of it is kept here.")
        record = await self._house.lookups.record(self._place(row))
        article = _article(record, row)
        origin = parse_origin(row["raw"])
        raw = await self._house.lookups.record(origin) if origin else None
        return self._house.page(
            request,
            "article.html",
            versions=versions,
            row=row,
            fields=_fields(article) if article else None,
            extraction=article.extraction if article else None,
            body=article.body_text if article else "",
            article=article,
            raw=raw,
            raw_at=int(raw.timestamp.timestamp() * 1000) if raw and raw.timestamp else None,
            raw_size=len((raw and raw.value) or b""),
            raw_text=((raw and raw.value) or b"")[:RAW_BYTES].decode(errors="replace"),
            links=await asyncio.to_thread(self._house.shelves.links_of, row["guid"]),
            duplicates=await asyncio.to_thread(self._house.shelves.duplicates_of, row["guid"]),
            settings=self._house.settings,
        )

    async def _versions(self, request: web.Request) -> list[Row]:
        versions = await asyncio.to_thread(self._house.shelves.versions, request.query.get("guid", ""))
        if not versions:
            raise web.HTTPNotFound(text="No such story is kept here.")
        return versions

    def _place(self, row: Row) -> Origin:
        return Origin(self._house.settings.topic("articles"), row["partition"], row["offset"])

    async def difference(self, request: web.Request) -> web.Response:
        """Two versions, what differs in colours."""
        versions = await self._versions(request)
        new_number = whole(request.query.get("version")) or versions[0]["version"]
        old_number = whole(request.query.get("from")) or new_number - 1
        pair = [
            next((row for row in versions if row["version"] == number), None) for number in (old_number, new_number)
        ]
        if None in pair:
            missing = " and ".join(
                f"v{number}" for number, row in zip((old_number, new_number), pair, strict=True) if not row
            )
            raise web.HTTPNotFound(text=f"{missing} of it is not kept here.")
        old, new = [_article(await self._house.lookups.record(self._place(row)), row) for row in pair if row]
        body = ""
        if old and new:
            body = await asyncio.to_thread(lambda: "\n".join(difference_body(old, new, differences(old, new), 1)))
        return self._house.page(
            request,
            "difference.html",
            guid=request.query.get("guid", ""),
            old=old_number,
            new=new_number,
            body=Markup(body),
        )


def _article(record: Record | None, row: Row) -> Article | None:
    """What the record says, if it is still that version."""
    if record is None or not record.value:
        return None
    try:
        article = Article.model_validate_json(record.value)
    except ValueError:
        return None
    return article if (article.guid, article.version) == (row["guid"], row["version"]) else None


def _fields(article: Article) -> list[tuple[str, str, str]]:
    """Name, value, and the rule that gave it; those that have one."""
    said = article.model_dump(mode="json")
    rules = article.extraction.provenance
    return [
        (name, value if isinstance(value, str) else orjson.dumps(value).decode(), rules.get(name, ""))
        for name, value in said.items()
        if name not in HIDDEN and value not in (None, [], {}, "")
    ]
