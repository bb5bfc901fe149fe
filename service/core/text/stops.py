"""How sentences close, in every script."""

from __future__ import annotations

FULL_STOPS = (
    ".\u3002"  # Latin and its kin, Chinese and Japanese
    "\u0964\u06d4"  # Hindi and its kin, Urdu
    "\u104b\u17d4"  # Burmese, Khmer
    "\u0589\u1362"  # Armenian, Amharic
)
STOPS = FULL_STOPS + "!?…！？؟"
"""What stands behind a sentence's last word."""
QUOTES = '"”’»」』'
"""What closes the words of somebody, behind the stop or in its place. The apostrophe of typewriters closes titles too."""
SENTENCE_ENDS = tuple(STOPS + QUOTES)
"""How sentences end, colons and brackets not among them: links and credits end so too."""
