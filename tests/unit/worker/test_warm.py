"""What a worker reads before it joins its group."""

from __future__ import annotations

import subprocess
import sys

CHECK = """
import time
from copydesk.service.settings import Settings
from copydesk.service.shell.worker.warm import warm_up
from copydesk.service.enrichers.gazetteer import _tables
from copydesk.service.enrichers.tables import frequencies_of

warm_up(Settings())
print(_tables.cache_info().currsize, frequencies_of.cache_info().currsize > 0)
warm_up(Settings(enrichers="none"))
"""


def test_tables_are_read_before() -> None:
    """After it the tables of names and frequencies are there, so that no record has to wait for them."""
    done = subprocess.run([sys.executable, "-c", CHECK], capture_output=True, text=True, check=True)
    assert done.stdout == "1 True\n"
