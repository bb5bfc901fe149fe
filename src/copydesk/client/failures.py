"""Why a document was not published. Each message is one line for a person, and says what to do where somebody can do it."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.client.errors import PublishError

_LONGEST_LINE = 300


class InvalidDocument(PublishError, ValueError):
    """The document is none that the desk takes. Nothing was sent, and sending it again as it is will not help."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split())[:_LONGEST_LINE])


class TooLarge(PublishError, ValueError):
    """Larger than the desk reads or than the topic takes. Nothing was stored, and sending it again will not help."""


class NotDelivered(PublishError):
    """The brokers did not confirm it in time. It may still arrive: publish it again under the same `record_id`, so that what comes
    twice can be told.
    """

    def __init__(self, message: str, record_ids: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.record_ids = tuple(record_ids)
        """Of the documents that this is about, in the order in which they were sent."""


class Forbidden(NotDelivered):
    """The brokers refuse it whatever the document says: a right or the topic is missing. Somebody has to mend that first."""
