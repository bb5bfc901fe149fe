"""The fence's alarms: a process in which one thing never ends is ended by the kernel, and says where it stood."""

from __future__ import annotations

import signal
import subprocess
import sys

ENDLESS = """
import asyncio
from copydesk.service.shell.worker.fence import Fence

def never_ends():
    while True:
        pass

async def main():
    beat = asyncio.ensure_future(Fence(1).beat())
    await asyncio.sleep(0.3)
    never_ends()

asyncio.run(main())
"""

QUIET = """
import asyncio
from copydesk.service.shell.worker.fence import Fence

async def main():
    beat = asyncio.ensure_future(Fence(1).beat())
    await asyncio.sleep(1.5)
    beat.cancel()

asyncio.run(main())
"""


def test_an_endless_loop() -> None:
    """It is ended by SIGPROF, and the stack is on stderr."""
    ended = subprocess.run([sys.executable, "-c", ENDLESS], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == -signal.SIGPROF
    assert "never_ends" in ended.stderr


def test_a_loop_that_turns() -> None:
    """The alarms never ring where the loop gets its turns."""
    assert subprocess.run([sys.executable, "-c", QUIET], timeout=60, check=False).returncode == 0
