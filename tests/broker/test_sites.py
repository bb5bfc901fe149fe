"""Profiles of one's own in a worker, and what a changed profile changes in the stories that stand, on a real broker."""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest

from copydesk.service.shell.topics import create_topics
from tests.broker.fleet import publish, settings_for
from tests.broker.test_reprocess import articles, reprocess, work
from tests.kafka.server import KafkaServer

PAGE = (
    "<html><head><title>The Quay</title></head><body><div class=top>{headline}</div><div class=copy>"
    "<p>The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat.</p>"
    "<p>Nobody was hurt, the port said, and the ferry sails again in May of the next year, after repairs.</p></div></body></html>"
)
HEADLINES = {"77123": "Ferry runs aground in the winter storm", "77124": "Crew of the ferry is brought ashore"}


@pytest.mark.broker
def test_a_profile_in_a_worker(kafka: KafkaServer, prefix: str, tmp_path: Path) -> None:
    """With COPYDESK_SITES a worker reads by the profile, and `reprocess` sends what stood before to be read so."""
    settings = settings_for(kafka.bootstrap, prefix, tmp_path / "state", partitions=1)
    pages = [
        (
            None,
            orjson.dumps({"url": f"https://www.quay.example/news/{number}", "body": PAGE.format(headline=headline)}),
        )
        for number, headline in HEADLINES.items()
    ]
    asyncio.run(create_topics(settings))
    asyncio.run(publish(settings, pages[:1]))
    work(settings)
    (before,) = articles(settings).values()
    assert before["headline"] != HEADLINES["77123"]
    assert before["extraction"]["site_profile"] is None

    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "quay.toml").write_text(
        'source_id = "quay-example"\nhosts = "quay.example"\nfields.headline = ".top"\nfields.body_text = ".copy"\n'
    )
    with_sites = settings.model_copy(update={"sites": tmp_path / "sites"})
    assert reprocess(with_sites, "--source", "quay-example", "--dry-run")[-1] == "found 1: 1 to send"
    assert reprocess(settings, "--source", "quay-example", "--dry-run")[-1] == "found 0: 0 to send"
    reprocess(with_sites, "--source", "quay-example", "--yes")
    asyncio.run(publish(settings, pages[1:]))
    work(with_sites)
    after = articles(settings)
    assert sorted(after) == ["77123@1", "77123@2", "77124@1"]
    for name, number in (("77123@2", "77123"), ("77124@1", "77124")):
        article = after[name]
        assert article["headline"] == HEADLINES[number]
        assert article["extraction"]["provenance"]["headline"] == "site:headline"
        assert article["extraction"]["site_profile"].startswith("quay-example@")
    assert "headline" in after["77123@2"]["changed_fields"]
    assert after["77123@2"]["extraction"]["reprocessed"]
