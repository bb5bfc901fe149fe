"""Standard output that says what keeps it from being written: a full disk in one line, a closed pipe silently."""

from __future__ import annotations

import io
import sys
from typing import Any

from copydesk.service.shell.errors import ClosedOutput, UnwrittenOutput


class _Output(io.FileIO):
    """The bytes of standard output. After the first that cannot be written, all that follow are dropped: what is left in
    buffers when the process ends is no second fault.
    """

    _lost = False

    def write(self, content: Any) -> int:
        """UnwrittenOutput, or ClosedOutput where nobody reads any more."""
        size = memoryview(content).nbytes
        if self._lost or not size:  # click asks with none whether bytes can be written, and swallows the answer
            return size
        try:
            return super().write(content)
        except BrokenPipeError:
            self._lost = True
            raise ClosedOutput from None
        except BlockingIOError:
            raise
        except OSError as error:
            self._lost = True
            raise UnwrittenOutput(f"cannot write the output: {error.strerror or error}") from None


def tell_of_output() -> None:
    """Put it in the place of this process's standard output, unless something else stands there."""
    given = sys.__stdout__
    if given is None or sys.stdout is not given:
        return
    raw = _Output(given.fileno(), "wb", closefd=False)
    at_once = given.write_through
    sys.stdout = io.TextIOWrapper(
        raw if at_once else io.BufferedWriter(raw),  # as Python itself does with -u
        encoding=given.encoding,
        errors=given.errors,
        line_buffering=given.line_buffering,
        write_through=at_once,
    )
