"""Who sends a message or holds its rights, by any of the names."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from copydesk.service.core.datelines.senders import agency_of_sender, holder_in, source_of_sender
from copydesk.service.core.lexicon.agencies import SENDER_NAMES, SENDER_SOURCES, SENDER_ZONES


@pytest.mark.parametrize(
    ("name", "source_id"),
    [
        ("AAP", "aap"),
        ("Australian Associated Press Pty Limited", "aap"),
        ("© 2025 AAP. All rights reserved", "aap"),
        ("Press Association Media Group", "pa"),
        ("PA Media", "pa"),
        ("The Associated Press", "ap"),
        ("Associated Press of Pakistan", "app"),
        ("Thomson Reuters", "reuters"),
        ("reuters.com", "reuters"),
        ("Agence France-Presse", "afp"),
        ("Deutsche Presse-Agentur GmbH", "dpa"),
        ("(c) 2019 dpa Deutsche Presse Agentur GmbH", "dpa"),
        ("Agencia EFE S.A.", "efe"),
        ("www.itar-tass.com", "tass"),
        ("STT–", "stt"),
        ("Example Wire", "example-wire"),
        ("© 2025 Example Wire GmbH", "example-wire"),
    ],
)
def test_sources(name: str, source_id: str) -> None:
    """An agency has one source ID, whatever name it goes by; a name that nobody knows makes its own."""
    assert source_of_sender(name) == source_id


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("© 2018 ANP. Alle auteursrechten voorbehouden. All copyrights reserved.", "ANP"),
        ("Copyright Example Wire 2021", "Example Wire"),
        ("Example Wire", "Example Wire"),
        ("© 2019", None),
        (None, None),
    ],
)
def test_holders(line: str | None, holder: str | None) -> None:
    """A line of rights names who holds them."""
    assert holder_in(line) == holder


def test_agencies() -> None:
    """An agency signs by its short name; who is none signs by no name."""
    assert (agency_of_sender("Australian Associated Press"), agency_of_sender("Example Wire")) == ("AAP", None)


def test_the_tables_agree() -> None:
    """Each agency's own name leads to it, and each zone is one of a known agency."""
    assert {source_of_sender(name) for name in SENDER_NAMES.values()} == set(SENDER_NAMES)
    assert set(SENDER_ZONES) <= set(SENDER_SOURCES.values())
    assert all(ZoneInfo(zone) for zone in SENDER_ZONES.values())
