"""The README's table of what `copydesk publish` takes: every kind has its row, and every example runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from copydesk.service.cli import main
from copydesk.service.shell.commands import documents
from copydesk.service.shell.commands.inputs.kinds import KINDS
from tests.readme import README
from tests.unit.commands.test_inputs import JSON_FEED, MAIL, a_record, a_response, archive

ROWS = re.findall(r"^\| ([^|`]+) \| [^|]+ \| `copydesk (publish [^`]+)` \|$", README.split("<!-- inputs -->")[1], re.M)
FILES = {
    "press.mbox": f"From a@b.example Mon Mar  4 09:00:00 2024\n{MAIL.format(number=1)}",
    "release.eml": MAIL.format(number=1),
    "items.jsonl": '{"link": "https://a.example/1", "html": "<p>x</p>", "date": "2024-03-04T09:00:00Z"}\n',
    "items.json": '[{"url": "https://a.example/1", "body": "x"}]',
    "message.xml": "<newsMessage><itemSet><newsItem/></itemSet></newsMessage>",
    "page.html": "<h1>Bridge opens</h1>",
}


def test_each_kind_has_its_row() -> None:
    """As the table of the code has it, in the same words."""
    assert {kind for kind, _ in ROWS} == {kind.name for kind in KINDS}


@pytest.mark.parametrize(("kind", "command"), ROWS)
def test_each_example_runs(kind: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of that kind would be published; nothing is fetched for it here."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    archive(tmp_path, a_record(a_response()), name="crawl.warc.gz")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(documents, "fetch", lambda address: (JSON_FEED, address))
    ended = CliRunner().invoke(main, [*shlex.split(command), "--dry-run"])
    assert ended.exit_code == 0, ended.stderr
    assert ended.stdout.startswith(f"{kind}: ")
