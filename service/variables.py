"""The variables of the environment: one that nobody reads is an error, and a secret may come from a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

_OURS = re.compile(r"copydesk_", re.IGNORECASE)

# Kubernetes tells every pod of the services around it; one that is named copydesk, or copydesk-..., comes as these.
_SERVICE = re.compile(r"COPYDESK_(\w+_)?(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)")


class BadSetting(Exception):
    """A setting that cannot be used; the message names the variable and what it takes."""


def require_known(known: Sequence[str]) -> None:
    """BadSetting for a variable that begins like ours and is none: it would be ignored, most likely misspelt."""
    for variable in sorted(os.environ):
        name = variable.upper()
        if _OURS.match(variable) and name not in known and not _SERVICE.fullmatch(name):
            nearest = get_close_matches(name, known, n=1, cutoff=0.0)
            raise BadSetting(f"{variable} is no setting: did you mean {nearest[0]}? The README lists all")


def read_secrets(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """The secrets that `<NAME>_FILE` variables lead to, without the newline at the end; BadSetting for one that is
    given twice or cannot be read.
    """
    given = {name.upper(): value for name, value in os.environ.items()}
    found = {}
    for name in names:
        variable = f"{prefix}{name.upper()}"
        file = given.get(f"{variable}_FILE")
        if file is not None and variable in given:
            raise BadSetting(f"{variable} and {variable}_FILE are both set: only one can be meant")
        if file is not None:
            found[name] = _secret(f"{variable}_FILE", file)
    return found


def _secret(variable: str, file: str) -> str:
    try:
        secret = Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise BadSetting(f"{variable}={file!r}: {error.strerror}") from None
    except ValueError:
        raise BadSetting(f"{variable}={file!r}: not UTF-8") from None
    secret = secret.removesuffix("\n").removesuffix("\r")
    if not secret:
        raise BadSetting(f"{variable}={file!r}: the file is empty")
    return secret
