"""What a user lacks is told beforehand, all of it in one line; what a broker denies later, too."""

from __future__ import annotations

import pytest
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    TopicAuthorizationFailedError,
)
from pydantic import SecretStr

from copydesk.schemas.topics import TOPICS
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import Denied
from copydesk.service.shell.rights import SeenTopic, denial, require_rights, user_of
from copydesk.service.shell.topics import worker_needs

SETTINGS = Settings(
    security_protocol="SASL_PLAINTEXT", sasl_mechanism="PLAIN", sasl_username="desk", sasl_password=SecretStr("s3cret")
)
ALL = SeenTopic(4, frozenset({"read", "write", "describe"}))


def seen(**changed: SeenTopic) -> dict[str, SeenTopic]:
    """All topics with all rights, but those that are changed."""
    return {f"news.{entry.name}": changed.get(entry.name, ALL) for entry in TOPICS}


def test_who_may_do_all_is_let_in() -> None:
    """So is a worker at a broker that does not tell rights; what is missing is not for this to tell."""
    require_rights(SETTINGS, worker_needs(SETTINGS), seen())
    require_rights(SETTINGS, worker_needs(SETTINGS), seen(raw=SeenTopic(4, None)))
    require_rights(SETTINGS, worker_needs(SETTINGS), {})


def test_all_that_lacks_is_in_one_line() -> None:
    """Also of a topic that the user may not even see."""
    some = seen(parsed=SeenTopic(4, frozenset({"read", "describe"})), seen=SeenTopic(0, frozenset(), hidden=True))
    with pytest.raises(Denied) as caught:
        require_rights(SETTINGS, worker_needs(SETTINGS), some)
    assert str(caught.value).startswith("the user desk may not write news.parsed, read news.seen, write news.seen: ")


def test_a_worker_needs_what_it_does() -> None:
    """It reads three topics, and writes all but the publishers' one, under the names that the settings give."""
    settings = SETTINGS.model_copy(update={"topic_raw": "scraper.pages"})
    needs = worker_needs(settings)
    assert needs["scraper.pages"] == ["read"]
    assert needs["news.parsed"] == needs["news.seen"] == ["read", "write"]
    assert needs["news.articles"] == needs["news.duplicates"] == needs["news.rejected"] == ["write"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TopicAuthorizationFailedError("news.raw"), "desk may not use news.raw: "),
        (TopicAuthorizationFailedError({"b", "a"}), "desk may not use a, b: "),
        (GroupAuthorizationFailedError("copydesk"), "desk may not use the group copydesk: "),
        (ClusterAuthorizationFailedError(), "desk may not do this in the cluster"),
    ],
)
def test_a_denial_is_a_line(error: Exception, told: str) -> None:
    """It says who, what, and where the ACLs are listed."""
    line = denial(error, "desk")
    assert line
    assert line.startswith(told)
    assert "docs/operations.md" in line


def test_other_errors_are_no_denials() -> None:
    """A broker that is away denies nothing."""
    assert denial(KafkaConnectionError()) is None


def test_who_we_are() -> None:
    """By login, by certificate, or by neither."""
    assert user_of(SETTINGS) == "the user desk"
    assert user_of(Settings()) == "a client without a login"
