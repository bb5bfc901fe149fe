"""What names a wire's story for good."""

from __future__ import annotations

import pytest

from copydesk.service.core.wires.story_ids import NewsIdentifier, story_id, urn_of

PUBLIC = "urn:newsml:wire.example:20190304:"


@pytest.mark.parametrize(
    ("provider", "day", "item", "public", "urn"),
    [
        ("wire.example", "20190304", "bsf153", None, "bsf153"),
        ("wire.example", "2019-03-04", "bsf153", None, "bsf153"),
        ("wire.example", "20190304T101500Z", "bsf153", None, "bsf153"),
        ("wire.example", "20190304", "WX-41337-v2", None, "WX-41337"),
        ("wire.example", "20190304", "WX 41337", None, "WX%2041337"),
        ("wire.example", "20190304", "WX-41337-v2", PUBLIC + "WX-41337:2", "WX-41337"),
        ("wire.example", "20190304", "x", PUBLIC + "WX-41337:12U", "WX-41337"),
        ("wire.example", "20190304", "x", PUBLIC + "41337", "41337"),
        ("wire.example", "20190304", "bsf153", "urn:newsml:::", "bsf153"),
        ("wire.example", "20190304", "bsf153", PUBLIC + "0:1", "bsf153"),
        (None, None, None, PUBLIC + "bsf153:1", "bsf153"),
    ],
)
def test_urn(provider: str | None, day: str | None, item: str | None, public: str | None, urn: str) -> None:
    """NewsML 1's identifier is provider, day and item, without the revision, whoever wrote it together."""
    assert urn_of(NewsIdentifier(provider, day, item, public)) == PUBLIC + urn


@pytest.mark.parametrize(
    ("provider", "day", "item"),
    [
        ("wire.example", "20190304", "0"),
        ("wire.example", "20190304", None),
        ("wire.example", "20190304", "null"),
        (None, "20190304", "bsf153"),
        ("wire.example", None, "bsf153"),
        ("wire.example", "today", "bsf153"),
        ("wire.example", "00000000", "bsf153"),
    ],
)
def test_no_urn(provider: str | None, day: str | None, item: str | None) -> None:
    """Parts that are missing or empty name no story."""
    assert urn_of(NewsIdentifier(provider, day, item, None)) is None


@pytest.mark.parametrize("slot", ["1", "0041", "a0041", "bsf153", "AB-12"])
def test_slots(slot: str) -> None:
    """A slot of a wire's day is passed over for what stands behind it, with a warning."""
    assert story_id(None, slot, "WX-41337") == ("WX-41337", ("unusable_id:metadata:counter",))
    assert story_id(slot) == (None, ("unusable_id:metadata:counter",))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("WX-101218-041-v2", "WX-101218-041"),
        ("41337_rev03", "41337"),
        ("urn:newsml:wire.example:20190304:41337:3", "urn:newsml:wire.example:20190304:41337"),
        ("urn:newsml:wire.example:20190304:41337", "urn:newsml:wire.example:20190304:41337"),
        ("urn:example:41337:3", "urn:example:41337:3"),
        ("bridge-v2", "bridge-v2"),
        ("urn:newsml:wire.example:20190304:EXW:585167:0", "urn:newsml:wire.example:20190304:EXW:585167:0"),
        ("20190304:EXW:8883:0", "20190304:EXW:8883:0"),
    ],
)
def test_versions(given: str, kept: str) -> None:
    """All versions of a story have one ID."""
    assert story_id(given, "41337")[0] in (kept, "41337")
    assert (story_id(given)[0] or given) == kept
