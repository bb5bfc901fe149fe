"""The places that a sink can fill, by the scheme of their address. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from copydesk.service.shell.errors import CopydeskError, MissingExtra
from copydesk.service.shell.sinks.contract import Sink

MODULES = "copydesk.service.shell.sinks"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place."""

    schemes: tuple[str, ...]
    module: str
    extra: str | None
    """What `pip install` needs in brackets; None for nothing."""
    make: Callable[[Any, str, timedelta], Sink]
    """`(module, address, roll) -> sink`: `roll` is how long what is collected may wait."""


KINDS = (
    Kind(("postgresql", "postgres"), "postgres", "postgres", lambda module, url, _: module.Postgres(url)),
    Kind(("opensearch", "opensearch+http"), "opensearch", None, lambda module, url, _: module.OpenSearch(url)),
    Kind(("s3", "file"), "parquet", "parquet", lambda module, url, roll: module.Parquet(url, roll)),
)


def _scheme(address: str) -> str:
    return urlsplit(address).scheme if "://" in address else "file"


def sink_at(address: str, roll: timedelta) -> Sink:
    """The sink of an address; one without a scheme is a folder. Raises CopydeskError for one that is none."""
    scheme = _scheme(address)
    if "://" not in address and ":" in address.partition("/")[0]:
        raise CopydeskError(
            "that is neither a folder nor an address with ://; for a folder of that name put ./ before it"
        )
    kind = next((kind for kind in KINDS if scheme in kind.schemes), None)
    if kind is None:
        known = ", ".join(f"{name}://" for each in KINDS for name in each.schemes)
        raise CopydeskError(f"no sink for {scheme}://: there are {known} and a folder")
    try:
        module = import_module(f"{MODULES}.{kind.module}")
    except ModuleNotFoundError as error:
        if kind.extra is None or (error.name or "").startswith("copydesk"):
            raise
        raise MissingExtra(f"this sink needs {error.name}: pip install 'copydesk[worker,{kind.extra}]'") from None
    return kind.make(module, address, roll)
