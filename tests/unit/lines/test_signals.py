"""What newsrooms write before a headline or above a story to say what this version is."""

from __future__ import annotations

import pytest

from copydesk.service.core.lines.signals import is_open_embargo, mark_of, slug_kills


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("UPDATE 2-Bridge reopens after repairs", "update"),
        ("UPDATE: Bridge reopens", "update"),
        ("(LEAD) Bridge reopens", "update"),
        ("(2nd LD) Bridge reopens", "update"),
        ("CORRECTED-(OFFICIAL)-Bridge reopens", "correction"),
        ("Correction: Harbour Bridge story", "correction"),
        ("REFILE-UPDATE 1-Bridge reopens", "correction"),
        ("(Corrects spelling in paragraph 3)", "correction"),
        ("[Corrects spelling] PORTLAND, March 4 - The bridge", "correction"),
        ("RECTIFICATIF - Le pont rouvre", "correction"),
        ("Berichtigung: Brücke wieder offen", "correction"),
        ("更正：大桥开放", "correction"),
        ("اصلاحیه: پل باز شد", "correction"),
        ("*** MANDATORY KILL ***", "kill"),
        ("Mandatory kill: the story of the bridge", "kill"),
        ("KILL", "kill"),
        ("KILL KILL KILL", "kill"),
        ("EDITORS: KILL the story of the bridge", "kill"),
        ("URGENT - ANNULATION", "kill"),
        ("ACHTUNG: Meldung zurückgezogen", "kill"),
        ("Prière de ne pas utiliser notre texte sur le pont", "kill"),
        ("Please kill the story of the bridge, moved at noon", "kill"),
        ("撤稿", "kill"),
        ("ADVISORY: the mayor speaks at 3 p.m.", "advisory"),
        ("EMBARGOED UNTIL 10:00 GMT MARCH 4 2030", "embargo"),
        ("ACHTUNG SPERRFRIST 04.03.2030, 10 Uhr", "embargo"),
    ],
)
def test_mark(line: str, kind: str) -> None:
    """Words for editors are known by what parts them from the rest, in any language of the desk."""
    found = mark_of(line)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "Lead-acid batteries are back",
        "Lead singer leaves the band",
        "Update-Pflicht für alle",
        "Kill Bill returns to cinemas",
        "KILL BILL RETURNS",
        "Killed in action: five sailors",
        "Corrections officers strike again",
        "Story removed from website after complaint",
        "Media advisory boards meet",
        "Advisory: heavy snow on the coast",
        "Embargo on oil lifted on 4 March 2030",
        "Sperrfrist für Wölfe endet am 1. Januar 2030",
        "Embargo sur le pétrole levé le 4 mars 2030",
        "Withdrawn",
        "",
        "...",
    ],
)
def test_sentence(line: str) -> None:
    """A sentence that opens with such a word says nothing of its version."""
    assert mark_of(line) is None


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("(Corrects spelling in paragraph 3)", True),
        ("CORRECTION", True),
        ("Updates", False),
        ("CORRECTED-Bridge reopens", False),
        ("(Corrects spelling) PORTLAND, March 4 - The bridge reopened", False),
    ],
)
def test_note(line: str, *, alone: bool) -> None:
    """A line that says nothing else is a note; a word alone only where it is marked as one."""
    found = mark_of(line)
    assert found is not None
    assert found.alone is alone


@pytest.mark.parametrize(("line", "is_open"), [("*** EMBARGOED ***", True), ("SPERRFRIST: Dienstag, 10 Uhr", True)])
def test_open_embargo(line: str, *, is_open: bool) -> None:
    """An embargo may not say until when."""
    found = mark_of(line)
    assert found is not None
    assert is_open_embargo(found) is is_open


def test_slug() -> None:
    """A slugline kills in capitals only."""
    assert slug_kills("BC-Harbour Bridge, KILL")
    assert not slug_kills("Films-Kill Bill")
