"""What a caller catches: one name for one thing, wherever it is imported from."""

from __future__ import annotations

import pytest

from copydesk import publisher, reader
from copydesk.client.errors import CopydeskError, PublishError, ReaderError, Unreachable
from copydesk.client.failures import InvalidDocument
from copydesk.client.reading.errors import Denied
from copydesk.service.shell import errors


def test_no_broker_is_one_error() -> None:
    """Who publishes and who reads import the same, and catch it as what they know."""
    assert publisher.Unreachable is reader.Unreachable is Unreachable
    for kind in (PublishError, ReaderError, CopydeskError, ConnectionError):
        with pytest.raises(kind, match=r"^no Kafka broker answers$"):
            raise Unreachable("no Kafka broker answers")


@pytest.mark.parametrize("error", [InvalidDocument("no body"), Denied("not to this topic"), errors.MissingTopic("raw")])
def test_each_is_a_line_for_a_person(error: Exception) -> None:
    """The command line prints what is a CopydeskError, from the library too, and no traceback."""
    assert isinstance(error, errors.CopydeskError)
    assert errors.CopydeskError is CopydeskError
