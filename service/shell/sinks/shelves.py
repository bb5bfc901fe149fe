"""Where files of the Parquet sink lie: a folder, or a bucket that speaks S3. On both a file comes into being whole, and only
where there is none of its name; so of two processes that go on from one place, one wins.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from copydesk.service.shell.errors import MissingExtra
from copydesk.service.shell.sinks.contract import Away, Overtaken, Unusable

ABANDONED_SECONDS = 3600
"""Nobody writes at a file for so long."""


class Shelf(Protocol):
    """Files by their paths from the root, `day=2026-03-01/part-00003-….parquet`. All may raise Away and Unusable."""

    async def names(self) -> list[str]:
        """Paths of all files."""

    async def read(self, path: str) -> tuple[bytes, Any]:
        """A file, and a token of what it is now."""

    async def found(self, path: str) -> bytes | None:
        """A file that may be missing: None then."""

    async def create(self, path: str, content: bytes) -> bool:
        """False where there is a file of that name already."""

    async def replace(self, path: str, content: bytes, token: Any) -> None:
        """Only where it is still what it was; raises Overtaken else."""

    async def remove(self, path: str) -> None:
        """Nothing happens where it is gone."""


def shelf_at(address: str) -> Shelf:
    """Of `s3://bucket/prefix`, `file:///folder` or a folder."""
    if address.startswith("s3://"):
        return Bucket(address)
    return Folder(Path(unquote(urlsplit(address).path) if address.startswith("file://") else address))


class Folder:
    """A folder of this machine. What is written is on the disk before it has its name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def names(self) -> list[str]:
        """As the protocol says; what is being written does not count."""
        with _disk():
            files = (path for path in self._root.rglob("*") if path.is_file() and not path.name.startswith("."))
            return [str(path.relative_to(self._root)) for path in files]

    async def read(self, path: str) -> tuple[bytes, Any]:
        """The token is what tells two files of one name apart."""
        with _disk():
            file = self._root / path
            return file.read_bytes(), _identity(file)

    async def found(self, path: str) -> bytes | None:
        """As the protocol says."""
        with _disk():
            file = self._root / path
            return file.read_bytes() if file.exists() else None

    async def create(self, path: str, content: bytes) -> bool:
        """By a link, which fails where there is one."""
        with _disk(), self._written(content) as fresh:
            target = self._root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.hardlink_to(fresh)
            except FileExistsError:
                return False
            _sync(target.parent)
            return True

    async def replace(self, path: str, content: bytes, token: Any) -> None:
        """Under a lock, or a process that slept in between would bring back what another took away."""
        with _disk(), self._written(content) as fresh, self._locked():
            target = self._root / path
            if not target.exists() or _identity(target) != token:
                raise Overtaken(f"{target} is not what it was")
            fresh.replace(target)
            _sync(target.parent)

    async def remove(self, path: str) -> None:
        """As the protocol says."""
        with _disk():
            (self._root / path).unlink(missing_ok=True)

    @contextmanager
    def _written(self, content: bytes) -> Iterator[Path]:
        self._root.mkdir(parents=True, exist_ok=True)
        self._tidy()
        fresh = self._root / f".{uuid4().hex}"
        try:
            with fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            yield fresh
        finally:
            fresh.unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Take away what processes that were killed had begun to write."""
        for path in self._root.glob(f".{'[0-9a-f]' * 32}"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > ABANDONED_SECONDS:
                    path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._root / ".lock").open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _identity(file: Path) -> tuple[int, int, int]:
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_NOT_TO_BE_HAD = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}
    | {errno.EOPNOTSUPP, errno.EINVAL}
)


@contextmanager
def _disk() -> Iterator[None]:
    """A disk that is full may have room again; a folder that we may not write to, or that is a file, is for a person."""
    try:
        yield
    except OSError as error:
        if error.errno in _NOT_TO_BE_HAD:
            raise Unusable(
                f"{error.filename}: {error.strerror}: give the sink a folder that it may write to, and start it again"
            ) from None
        raise Away(f"{error.filename or 'the disk'}: {error.strerror}") from None


class Bucket:
    """A bucket, by the AWS_ variables of the environment: keys, AWS_REGION, AWS_ENDPOINT_URL for another's S3."""

    def __init__(self, address: str) -> None:
        try:
            from obstore.store import S3Store  # noqa: PLC0415 -- a folder needs none
        except ModuleNotFoundError:
            raise MissingExtra("S3 needs obstore: pip install 'copydesk[worker,parquet]'") from None
        with _requests():
            self._store = S3Store.from_url(address, retry_config={"max_retries": 3})

    async def names(self) -> list[str]:
        """As the protocol says."""
        from obstore import list as list_objects  # noqa: PLC0415

        async with _answers():
            return [found["path"] async for chunk in list_objects(self._store) for found in chunk]

    async def read(self, path: str) -> tuple[bytes, Any]:
        """The token is the object's ETag."""
        async with _answers():
            found = await self._store.get_async(path)
            return bytes(await found.bytes_async()), found.meta["e_tag"]

    async def found(self, path: str) -> bytes | None:
        """As the protocol says; a bucket that is not there is no missing file."""
        from obstore.exceptions import NotFoundError  # noqa: PLC0415

        async with _answers():
            try:
                return bytes(await (await self._store.get_async(path)).bytes_async())
            except (NotFoundError, FileNotFoundError) as error:
                if "nosuchbucket" in str(error).lower():
                    raise
                return None

    async def create(self, path: str, content: bytes) -> bool:
        """By a conditional request: If-None-Match."""
        from obstore.exceptions import AlreadyExistsError  # noqa: PLC0415

        async with _answers():
            try:
                await self._store.put_async(path, content, mode="create", use_multipart=False)
            except AlreadyExistsError:
                return False
            return True

    async def replace(self, path: str, content: bytes, token: Any) -> None:
        """By a conditional request: If-Match."""
        from obstore.exceptions import PreconditionError  # noqa: PLC0415

        async with _answers():
            try:
                await self._store.put_async(path, content, mode={"e_tag": token}, use_multipart=False)
            except PreconditionError:
                raise Overtaken(f"{path} is not what it was") from None

    async def remove(self, path: str) -> None:
        """As the protocol says."""
        from obstore.exceptions import NotFoundError  # noqa: PLC0415

        async with _answers():
            with suppress(NotFoundError):
                await self._store.delete_async(path)


FOR_A_PERSON = ("404 not found", "403 forbidden", "401 unauthorized", "nosuchbucket", "400 bad request")


@asynccontextmanager
async def _answers() -> AsyncIterator[None]:
    with _requests():
        yield


@contextmanager
def _requests() -> Iterator[None]:
    """What the store says of a bucket or keys that are none is for a person; a server that is down comes back."""
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        yield
    except (BaseError, OSError) as error:  # it raises Python's own for what is missing or not allowed
        said = " ".join(str(error).split("\n\nDebug source")[0].split())
        if any(words in said.lower() for words in FOR_A_PERSON) or "S3 error" not in said:
            raise Unusable(
                f"the bucket does not take it: {said[:300]}: mend the bucket, the keys or their rights, and start the sink again"
            ) from None
        raise Away(said[:200]) from None
