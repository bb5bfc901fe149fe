"""language and its confidence."""

from __future__ import annotations

from copydesk.service.enrichers.story import Story


def find_language(story: Story) -> dict[str, object]:
    """`language` and `language_confidence`; both None when nothing is declared and the detector is not sure."""
    tag, confidence = story.language
    return {"language": tag, "language_confidence": confidence}
