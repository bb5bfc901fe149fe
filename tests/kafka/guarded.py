"""A process that never outlives us: it is ended by its own process id when we end, however we end."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

GUARD = 'read -r _; kill -KILL "$0"'
"""Waits on a pipe that closes when we end."""


class Guarded:
    """One process, its output in a file. Whoever starts it calls `kill` or `stop` in the end."""

    def __init__(
        self, command: Sequence[str], output: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> None:
        with output.open("ab") as out:
            # A session of its own: Ctrl-C is for us, and we end the process in good order.
            self._process = subprocess.Popen(
                command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        self._guard: subprocess.Popen[bytes] | None = _guard(self._process.pid)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        code = self._process.poll()
        if code is not None:
            self._release()
        return code

    def signal(self, number: int) -> None:
        """Send a signal; nothing happens where the process has ended."""
        self._process.send_signal(number)

    def wait(self, seconds: float | None = None) -> int:
        """The exit code, once it has ended; subprocess.TimeoutExpired after so many seconds."""
        code = self._process.wait(seconds)
        self._release()
        return code

    def kill(self) -> int:
        """SIGKILL: no clean-up of any kind."""
        self._process.kill()
        return self.wait()

    def stop(self, seconds: float) -> int:
        """SIGTERM, and SIGKILL after so many seconds."""
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.wait(seconds)
        return self.kill()

    def _release(self) -> None:
        """The guard goes with the process: another may get its number."""
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.kill()
            guard.communicate()


def _guard(pid: int) -> subprocess.Popen[bytes]:
    command = ["sh", "-c", GUARD, str(pid)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
