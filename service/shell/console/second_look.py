"""What the desk would make of a document now, told in a process of its own: one that ends it, ends nothing else.

`python -m copydesk.service.shell.console.second_look` is that process: a pickle on stdin, lines on stdout.
"""

from __future__ import annotations

import asyncio
import pickle
import resource
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE

from copydesk.service.core.records import Record
from copydesk.service.explain import explain_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.explaining import explained

SECONDS = 20
WALL_TIMES = 6
MEMORY_BYTES = 2 * 1024**3


async def second_look(record: Record, settings: Settings) -> list[str]:
    """As `copydesk parse --explain` says it; one line where the document ends the process that reads it."""
    asked = pickle.dumps((record, settings.max_document_bytes, settings.policy))
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "copydesk.service.shell.console.second_look", stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        out, _ = await asyncio.wait_for(child.communicate(asked), SECONDS * WALL_TIMES)
    except TimeoutError:
        out = b""
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        return [f"it ended the process that read it ({_how(child.returncode)}): the desk would turn it away as crashed"]
    return out.decode(errors="replace").splitlines()


def _how(code: int) -> str:
    if code == -signal.SIGPROF:
        return f"longer than {SECONDS} s of processor time"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def main() -> None:
    """Read one document, and say what was made of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # without a handler it ends the process
    record, max_bytes, policy = pickle.loads(sys.stdin.buffer.read())
    for line in explained(explain_record(record, max_bytes, policy), str(record.origin)):
        sys.stdout.buffer.write(line.encode(errors="replace") + b"\n")


if __name__ == "__main__":
    main()
