"""`make faults`: a cluster, workers and load; faults of the catalogue; a table; exit code 1 where the desk did what it
must not.

python -m tests.faults [--kinds kill,net_hole | --kinds all] [--times N]     # one after the other
python -m tests.faults --seconds 600                                         # overlapping, at random moments
python -m tests.faults --kills 200 --broker-kills 20 --records 1000000       # figures for a long run
python -m tests.faults --list
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.catalogue import FAULTS, named
from tests.faults.report import as_text
from tests.faults.scenes import Report, finish, mixed, one_by_one
from tests.faults.soak import soak
from tests.faults.world import Plan, running

DEFAULT_KINDS = "kill,term,freeze,lose_state,rebuild_storm,broker_kill,net_hole,net_refuse,poison"


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="make faults ARGS=", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", action="store_true", help="print the faults")
    parser.add_argument("--kinds", default=DEFAULT_KINDS, help="names, comma-separated, or all (default: %(default)s)")
    parser.add_argument("--times", type=int, default=1, help="how often each fault is made")
    parser.add_argument("--rate", type=float, default=120, help="raw records a second")
    parser.add_argument("--seed", type=int, default=1, help="of all that is left to chance")
    parser.add_argument("--seconds", type=float, help="overlapping faults for so long, instead of one after the other")
    parser.add_argument("--known", type=int, default=30_000, help="stories in the memory before the start")
    parser.add_argument("--session", type=float, default=8, help="COPYDESK_SESSION_TIMEOUT_SECONDS of the workers")
    parser.add_argument("--person", type=float, default=240, help="seconds until a person is said to be needed")
    parser.add_argument("--records", type=int, help="publish so many records while workers and brokers are killed")
    parser.add_argument("--kills", type=int, default=20, help="of workers, with --records")
    parser.add_argument("--broker-kills", type=int, default=2, help="of brokers, with --records")
    return parser.parse_args()


async def scene(asked: argparse.Namespace, folder: Path) -> Report:
    """One run in a temporary folder."""
    long_run, me = asked.records is not None, asyncio.current_task()
    assert me is not None
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGTERM, me.cancel
    )  # what it started ends with it, and its files go
    plan = Plan(
        folder,
        rate=asked.rate,
        seed=asked.seed,
        known=asked.known,
        session_seconds=asked.session,
        person_seconds=asked.person,
        steady=not long_run,
    )
    async with running(plan, Teller()) as world:
        if long_run:
            return await soak(world, asked.records, asked.kills, asked.broker_kills)
        if asked.seconds:
            await mixed(world, asked.seconds)
        else:
            await one_by_one(world, named(asked.kinds), asked.times)
        return await finish(world)


def main() -> int:
    """Run, print, and say by the exit code whether the law holds."""
    asked = arguments()
    if asked.list:
        print("\n".join(f"{fault.name:24} {fault.doc}" for fault in FAULTS))
        return 0
    logging.disable(logging.CRITICAL)  # the clients' own, while brokers are away
    with tempfile.TemporaryDirectory(prefix="copydesk-faults-") as folder:
        report = asyncio.run(scene(asked, Path(folder)))
    print(as_text(report))
    return 1 if report.broken else 0


class Teller:
    """Prints a line with the seconds since the start before it."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, text: str) -> None:
        """Print it."""
        print(f"{time.monotonic() - self._began:7.1f} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
