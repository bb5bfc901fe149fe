"""Health: what a worker says of itself, what that is worth, and how others ask for it.

A worker with work before it that does not move is not well, however alive it looks. It says how it is once a second,
on its health port and in a small file; `copydesk health`, the probe of the image and Kubernetes judge by the same two
questions. `live`: would a restart help? `ready`: does it do its work now?
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from copydesk.service.settings import Settings
from copydesk.service.shell.exits import END_FILE

HEALTH_FILE = "health.json"
LOCK_FILE = "lock"
"""Of a state folder: held by its worker, and with the name of its machine in it."""

ANY = "*"
"""Last part of a COPYDESK_STATE_DIR that workers share: each takes a numbered folder in its place."""


STARTING_SECONDS = 120.0
"""A worker that has not begun by then hangs: it waits 20 s for a cluster, the rest takes some seconds."""

STALE_SECONDS = 20.0
"""What is older than this says that the worker hangs or is gone."""

SILENT_SECONDS = 15.0
"""No broker has answered for this long: the worker is not ready. A heartbeat is answered every three seconds or so."""

GONE_SECONDS = 60.0
"""The same, and it is not live: the end of a broker's ordinary restart, and of a rebalance, is not waited for."""

STILL_SECONDS = 60.0
"""Work before it and nothing done for this long: it is not ready. The watch ends it after three times as long."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a worker is at one moment."""

    state: str = "starting"
    """`starting`, `rebalancing`, `recovering` (it reads its memory back), `working`, `spare` (there are more workers
    than partitions) or `no topic`.
    """
    partitions: int = 0
    """Of raw and parsed that are its own."""
    lag: int | None = None
    """Records of its partitions that wait; 0 where it has none, None while that is not known."""
    still_seconds: float = 0.0
    """Since it last had nothing to do or did something."""
    silent_seconds: float = 0.0
    """Since a broker last answered it."""
    done: Mapping[str, int] = field(default_factory=dict)
    """Records that it has sent since its start, by topic."""


def own_folder(path: Path) -> Path:
    """The state folder of the worker on this machine; of `/some/where/*` the one that a worker of this host name took
    last, in a container the container's own.
    """
    if path.name != ANY:
        return path
    host = socket.gethostname()
    locks = [lock for lock in path.parent.glob(f"*/{LOCK_FILE}") if lock.read_text(errors="replace") == host]
    return max(locks, key=lambda lock: lock.stat().st_mtime).parent if locks else path


def live_problem(health: Health, age_seconds: float) -> str | None:
    """Why a restart would help; None while it would not."""
    limit = STARTING_SECONDS if health.state == "starting" else STALE_SECONDS
    if age_seconds > limit:
        return f"the worker hangs: nothing was heard of it for {age_seconds:.0f} s"
    if health.silent_seconds > GONE_SECONDS:
        return f"no broker has answered for {health.silent_seconds:.0f} s"
    return None


def ready_problem(health: Health, age_seconds: float) -> str | None:
    """Why it does not do its work now; None while it does."""
    if problem := live_problem(health, age_seconds):
        return problem
    if health.silent_seconds > SILENT_SECONDS:
        return f"no broker has answered for {health.silent_seconds:.0f} s"
    if health.still_seconds > STILL_SECONDS:
        return f"{_records(health.lag)} to do and none done for {health.still_seconds:.0f} s"
    return NOT_YET.get(health.state)


NOT_YET = {
    "starting": "the worker is starting",
    "rebalancing": "a rebalance is under way",
    "recovering": "the memory is being read back",
    "no topic": "a topic is not there: run `copydesk topics check`",
}
"""State -> why it is not ready."""


def _records(lag: int | None) -> str:
    return "an unknown number of records" if lag is None else f"{lag} records"


def line_of(health: Health) -> str:
    """`working, 24 partitions, lag 0`."""
    lag = "not known" if health.lag is None else health.lag
    return f"{health.state}, {health.partitions} partitions, lag {lag}"


class Board:
    """The newest that the worker said of itself, for whoever asks. Written by one thread, read by others."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._posted = (Health(), clock())

    def post(self, health: Health) -> None:
        """Put up the newest."""
        self._posted = (health, self._clock())

    def read(self) -> tuple[Health, float]:
        """The newest, and how many seconds old it is."""
        health, at = self._posted
        return health, self._clock() - at


def answer(health: Health, age_seconds: float, problem: str | None) -> dict[str, Any]:
    """What the health port says, and the file."""
    return {"ok": problem is None, "reason": problem or line_of(health), **asdict(health), "age": round(age_seconds, 1)}


def write_health(folder: Path, health: Health) -> None:
    """Put it into the state folder, whole or not at all."""
    said = {"at": time.time(), **answer(health, 0, ready_problem(health, 0))}
    unfinished = folder / f"{HEALTH_FILE}.new"
    unfinished.write_text(json.dumps(said))
    unfinished.replace(folder / HEALTH_FILE)


def check(settings: Settings) -> tuple[bool, str]:
    """Whether the worker of these settings is ready, and why or why not in one line: it is asked itself, or, where it
    has no port, its file.
    """
    return _ask(settings) if settings.health_port else _read(own_folder(settings.state_dir) / HEALTH_FILE)


def _ask(settings: Settings) -> tuple[bool, str]:
    host = ANYWHERE.get(settings.health_host, settings.health_host)
    connection = HTTPConnection(host, settings.health_port, timeout=5)
    try:
        connection.request("GET", "/ready")
        said = json.loads(connection.getresponse().read())
        return bool(said["ok"]), str(said["reason"])
    except (HTTPException, ValueError, KeyError, TypeError):
        return False, f"what listens at {host}:{settings.health_port} is not a worker: see COPYDESK_HEALTH_PORT"
    except OSError as error:
        why = error.strerror or "it does not answer in time"
        return False, f"no worker answers at {host}:{settings.health_port} ({why})"
    finally:
        connection.close()


ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""What a worker that listens to all the world is asked at on its own machine."""


def _read(path: Path) -> tuple[bool, str]:
    if code := _ended(path.with_name(END_FILE)):
        return False, f"the worker has ended (exit {code})"
    try:
        said = json.loads(path.read_text())
        age = time.time() - said["at"]
        health = Health(**{name: said[name] for name in Health.__dataclass_fields__})
    except FileNotFoundError:
        return False, f"no worker has written {path} yet"
    except (ValueError, KeyError, TypeError):
        return False, f"{path} is not a health file"
    if age > STALE_SECONDS:
        return False, f"{path} is {age:.0f} s old: the worker hangs or is gone"
    problem = ready_problem(health, age)
    return problem is None, problem or line_of(health)


def _ended(note: Path) -> str | None:
    """The code that the last worker on the folder left; None while it runs, and where it could not leave one."""
    try:
        said = note.read_text(errors="replace").strip()
    except OSError:
        return None
    return said if said.isdigit() else None
