"""What ends a command: a broken world, in one line that says what to do. The command line prints it and exits with
1.
"""

from __future__ import annotations

from copydesk.client.errors import CopydeskError as CopydeskError  # noqa: PLC0414 -- the service takes it from here


class ClosedOutput(Exception):
    """Nobody reads any more what the command prints."""


class UnwrittenOutput(CopydeskError):
    """What a command prints cannot be written, for a full disk. The command line exits with 2: of many commands 1 is an
    answer.
    """


class Refused(CopydeskError):
    """A broker answers and does not let us in: TLS or login."""


class Denied(CopydeskError):
    """A broker has let us in and does not allow what we want."""


class MissingTopic(CopydeskError):
    """A topic that is needed is not there."""


class TopicsNotReady(CopydeskError):
    """Topics are missing or are not as the catalogue says."""


class UnreadableFile(CopydeskError):
    """A file that the caller named cannot be read."""


class MissingExtra(CopydeskError):
    """A command needs a package that is not installed."""


class Unfinished(CopydeskError):
    """A command did its work, but not all of it succeeded."""
