"""The frame around every command: what a person can mend is one line and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any, NoReturn

import click

from copydesk.service.cli.output import tell_of_output
from copydesk.service.shell.errors import ClosedOutput, CopydeskError, UnwrittenOutput
from copydesk.service.variables import BadSetting

NO_ANSWER = 2
"""As of `grep` and `diff`: what the command has to say cannot be written."""
INTERRUPTED = 130
NOBODY_READS = 141
"""As of a program that SIGPIPE ended: the answer of no command."""


LOUD = ("aiokafka", "asyncio")
"""Loggers of the client, and of the loop, which tells of errors that the client left to nobody."""


class Desk(click.Group):
    """Runs a command. What a person can mend is one line on stderr; a traceback means a bug."""

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """As click's own, which would print usage errors on three lines and ours as tracebacks. It ends silently
        where a pipe is closed.
        """
        for name in LOUD:  # commands say in one line what these say in thirty
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        tell_of_output()
        try:
            code = super().main(*args, **{**options, "prog_name": "copydesk", "standalone_mode": False})
            sys.stdout.flush()
        except ClosedOutput:
            sys.exit(NOBODY_READS)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            _leave(
                error.exit_code,
                f"{error.format_message().rstrip('.')}. See `{error.ctx.command_path if error.ctx else 'copydesk'} --help`.",
            )
        except click.ClickException as error:
            _leave(error.exit_code, error.format_message())
        except UnwrittenOutput as error:
            _leave(NO_ANSWER, str(error))
        except (CopydeskError, BadSetting) as error:
            _leave(1, str(error))
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)


def log_to_stderr() -> None:
    """What a command that runs on has to say, with its time: of commands that are no worker."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")


def web_address(host: str, port: int) -> str:
    """Where a browser finds what answers there."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _leave(code: int, message: str) -> NoReturn:
    try:
        click.echo(f"copydesk: {' '.join(message.split())}", err=True)
    except OSError:  # where stderr is full too, the code is all that is left; Python's own end would make it 120
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    sys.exit(code)
