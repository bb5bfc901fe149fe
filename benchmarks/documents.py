"""Documents to measure with: made up, sized and laid out like wire text and page text, no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

import orjson

WORDS = (
    "the council of ministers said on Monday that talks over water rights will resume after a pause of two weeks while engineers inspect "
    "three dams near the border and farmers wait for the spring release which officials expect to be smaller than last year because snow in "
    "the mountains melted early and reservoirs stand at half of their usual level according to figures that the ministry published"
).split()
PLACES = ("GENEVA", "OSLO", "NAIROBI", "LIMA", "SEOUL", "MADRID")
SCENES = "-- {headline}\n-- By  {name}\n-- Mon Mar {day}, 2026 {hour}:{minute:02}am EDT\n-- http://www.dailywire.example/article/2026/03/{day:02}/idUSX{number}\n\n \n\n {place}  (Reuters) - {body}\n"
PAGE = "Updated in: 17 April 2026 - 02:01\n{place} (dailydesk)- {lead}\nNews ID: {number}\nPublish Date: {day} March 2026 - {hour}:{minute:02}\n\n{headline}\n{body}\n\nMessage end/\n\nTags: water ، dams ، {name}\nyour comment\n* Comment:"


def envelopes(count: int, seed: int = 7) -> Iterator[bytes]:
    """`count` envelopes of about 3 KB: wire text and page text in turn, one in ten a second crawl of an earlier one."""
    chance = random.Random(seed)
    for number in range(count):
        story = chance.randrange(number) if number > 10 and number % 10 == 9 else number
        yield orjson.dumps(_envelope(story, crawl=number))


def _envelope(story: int, crawl: int) -> dict[str, object]:
    chance = random.Random(story)
    layout, host = (SCENES, "dailywire") if story % 2 else (PAGE, "dailydesk")
    text = layout.format(
        headline=_sentence(chance, 9),
        lead=_sentence(chance, 25),
        body="\n\n".join(" ".join(_sentence(chance, 24) for _ in range(3)) for _ in range(6)),
        name="Ann Example",
        place=chance.choice(PLACES),
        day=1 + story % 28,
        hour=1 + story % 11,
        minute=story % 60,
        number=1_000_000 + story,
    )
    return {
        "record_id": f"crawl-{crawl}",
        "source_id": host,
        "url": f"https://www.{host}.example/news/{1_000_000 + story}",
        "content_type": "text/plain",
        "body": text,
    }


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."
