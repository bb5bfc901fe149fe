"""Times as machines count them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.service.core.times.epochs import counted

NOW = datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["1615195800", "1615195800000", " 1615195800 "])
def test_seconds_and_thousandths(text: str) -> None:
    """Ten figures are seconds, thirteen are thousandths of one."""
    moment = counted(text, NOW)
    assert moment is not None
    assert (moment.at, moment.precision) == (datetime(2021, 3, 8, 9, 30, tzinfo=UTC), "minute")


@pytest.mark.parametrize("text", ["0", "161519580", "0000000000", "9999999999", "16151958OO", "٠١٢٣٤٥٦٧٨٩"])
def test_other_numbers_are_no_times(text: str) -> None:
    """A time before pages, one to come and a number of another length are something else."""
    assert counted(text, NOW) is None
