"""`copydesk`, and `python -m copydesk`: the command, where what it needs is installed."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; exits with 1 and one line where only the client library is installed."""
    try:
        from copydesk.service.cli import main as command  # noqa: PLC0415 -- it may not be there
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("copydesk"):
            raise
        sys.exit(
            f"copydesk: the command needs more than the client library ({error.name}): pip install 'copydesk[worker]'"
        )
    command()


if __name__ == "__main__":
    main()
