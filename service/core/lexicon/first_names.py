"""What people are called first, in some seventy languages: a table made by `python -m benchmarks.given_names`, unpacked when
first asked.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files

_TABLE = files("copydesk.service.core.lexicon") / "data" / "first_names.txt.xz"


@cache
def first_names() -> frozenset[str]:
    """Single words, case folded. Many are words of a language as well: `mark`, `hope`, `grant`."""
    return frozenset(lzma.decompress(_TABLE.read_bytes()).decode().split("\n"))
