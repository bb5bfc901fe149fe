"""The command line without a broker: what a person sees when all is well, and when it is not."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from copydesk.service.cli import main
from copydesk.service.shell.commands.documents import Asked, read_documents
from copydesk.service.shell.commands.publish import Published
from copydesk.service.shell.commands.resume import Resume

PAGE = b'{"url":"https://a.example/news/48213","body":"A Bridge Opens\\n\\nThe old bridge opened to traffic on Monday, the council said in a statement."}'
NOWHERE = {"COPYDESK_BROKERS": "127.0.0.1:1"}


def run(*arguments: str, **options: Any) -> Result:
    """`copydesk ARGUMENTS` in this process."""
    return CliRunner().invoke(main, list(arguments), **options)


@pytest.mark.parametrize("name", [*sorted(main.commands), ""])
def test_help(name: str) -> None:
    """Every command explains itself."""
    shown = run(*filter(None, [name, "--help"]))
    assert shown.exit_code == 0
    assert "Usage: copydesk" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "says"),
    [
        (["parse", "nothing.txt"], {}, "nothing.txt: there is no such file"),
        (["topics", "check"], {"COPYDESK_PARTITIONS": "many"}, "COPYDESK_PARTITIONS='many'"),
        (["topics", "check"], NOWHERE, "no Kafka broker answers at 127.0.0.1:1"),
        (["topics", "create"], NOWHERE, "COPYDESK_BROKERS"),
        (["publish", "-"], NOWHERE, "no Kafka broker"),
        (["tail", "raw"], NOWHERE, "no Kafka broker"),
        (["audit"], NOWHERE, "no Kafka broker"),
        (["watch", "example"], NOWHERE, "no Kafka broker"),
        (
            ["watch", "example", "--since", "soon"],
            {},
            "'soon' is neither so long ago, as 90m, 2h or 7d, nor a time like",
        ),
        (["watch", "example", "--since", "2100-01-01"], {}, "2100-01-01 is not past"),
        (["watch", "example", "--max-rejected", "nan"], {}, "'nan' is no number"),
        (["watch", "***"], {}, "'***' is no source"),
        (["watch", "example"], {"COPYDESK_PARTITIONS": "many"}, "COPYDESK_PARTITIONS='many'"),
        (["parse", "--json", "-"], {}, "--json is for --diff"),
        (["diff", "example:1"], NOWHERE, "no Kafka broker"),
        (["diff", "example:1", "1", "2", "3"], {}, "two versions at most"),
        (["diff", "example:1", "0"], {}, "0 is not in the range"),
        (["diff", "example:1", "--html", "--json"], {}, "exclude each other"),
        (["forget"], {}, "say which: GUIDs, or --source; not both"),
        (["forget", "example:1", "--source", "example"], {}, "not both"),
        (["forget", "example:1"], NOWHERE, "no Kafka broker"),
        (["feed", "--language", "englisch"], {}, "--language: 'englisch' is no BCP 47 tag of a language"),
        (["tail", "nonsense"], {}, "nonsense"),
        (["tail", "rejected", "--reason", "bad_charst"], {}, "is no reason; the nearest is bad_charset."),
        (["replay", "--reason", "no-text"], {}, "is no reason; the nearest is no_text."),
        (["tail", "articles", "--reason", "feed"], {}, "--reason is for rejected: a record of articles says none."),
        (["tail", "raw", "--guid", "a:1", "--until-end"], {}, "--guid is for parsed, articles, duplicates, links"),
        (["tail", "links", "--repeats"], {}, "--repeats is for articles"),
        (["tail", "raw", "--since", "soon"], {}, "'soon' is neither so long ago, as 90m, 2h or 7d, nor a time like"),
        (["tail", "raw", "--until", "soon"], {}, "'soon' is no time like 2026-11-01"),
        (["tail", "raw", "--since", "10m"], NOWHERE, "no Kafka broker"),
        (["publish", "--dry-run", "ftp://a.example/feed.xml"], {}, "ftp:// is not fetched"),
        (["publish", "ftp://a.example/feed.xml"], NOWHERE, "no Kafka broker"),
        (["publish", "--dry-run", "/dev/zero"], {}, "is no file but a pipe or a device"),
        (["parse"], {}, "copydesk parse --help"),
        (["parse", "--url", "https://a.example", "-", "-"], {}, "--url"),
        (["view", "--as", "docx", "-"], {}, "'docx' is not one of ninjs"),
        (["view", "--as", "ninjs", "nothing.jsonl"], {}, "nothing.jsonl: there is no such file"),
        (["view"], {}, "--as"),
        (["parse", "--map", "address=link", "-"], {}, "--map: 'address' is no field"),
        (["publish", "--dry-run", "nothing.warc.gz"], {}, "nothing.warc.gz: there is no such file"),
        (["publish", "--dry-run", "https://[::1"], {}, "https://[::1: cannot be fetched"),
        (["publish", "--resume", "state", "-"], {}, "--resume: what comes from standard input"),
        (["publish", "--resume", "no/such/folder", "nothing"], {}, "no/such/folder: there is no such file or folder"),
        (["publish", "--dry-run", "--resume", "state", "-"], {}, "--resume: what comes from standard input"),
        (["publish", "--dry-run", "--resume", __file__, __file__], {}, "is not a file that --resume has written"),
        (["nonsense"], {}, "No such command"),
    ],
)
def test_an_error_is_one_line(arguments: list[str], environment: dict[str, str], says: str, tmp_path: Path) -> None:
    """It says what to do, on stderr, and the exit code is not 0."""
    ended = run(*arguments, env={**environment, "COPYDESK_STATE_DIR": str(tmp_path)})
    assert ended.exit_code in (1, 2)
    assert says in ended.stderr
    assert ended.stderr.startswith("copydesk: ")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_parse_gives_one_outcome_a_line() -> None:
    """In order, one for each line that is not blank, broken ones too."""
    ended = run("parse", "-", input=PAGE + b"\n\nbroken\n" + PAGE)
    outcomes = [orjson.loads(line) for line in ended.stdout.splitlines()]
    assert ended.exit_code == 0
    assert [outcome["outcome"] for outcome in outcomes] == ["article", "rejected", "article"]
    article, rejection = outcomes[0]["article"], outcomes[1]["rejection"]
    assert (article["guid"], article["version"], article["language"]) == ("a-example:48213", 1, "en")
    assert rejection.keys() == {"record_id", "reason", "stage", "message"}
    assert (rejection["reason"], rejection["record_id"]) == ("bad_json", "stdin/0/3")


@pytest.mark.parametrize(
    ("value", "name"),
    [("null", "null"), ("true", "boolean"), ("1", "number"), ("1.5", "number"), ('"x"', "string"), ("[]", "array")],
)
def test_json_is_called_by_its_own_names(value: str, name: str) -> None:
    """Whoever publishes need not know Python."""
    outcome = orjson.loads(run("parse", "-", input=value).stdout)
    assert outcome["rejection"]["message"] == f"a JSON {name}, not an object"


def test_parse_reads_pages(tmp_path: Path) -> None:
    """A page on disk is a document of the source that the option names."""
    (tmp_path / "page.txt").write_text(
        "A Bridge Opens\n\nThe old bridge opened to traffic on Monday, the council said in a statement."
    )
    outcome = orjson.loads(run("parse", "--source", "gazette", str(tmp_path)).stdout)
    assert outcome["article"]["source_id"] == "gazette"


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    """`copydesk parse ... | head` ends like any other filter."""
    (tmp_path / "many.jsonl").write_bytes((PAGE + b"\n") * 500)
    command = [sys.executable, "-m", "copydesk", "parse", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


def on_a_full_disk(*arguments: str) -> tuple[int, str]:
    """Exit code and stderr of `copydesk ARGUMENTS` whose output nothing takes."""
    command = [sys.executable, "-m", "copydesk", *arguments]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    return ended.returncode, ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "command",
    [
        *("--help", "parse --help", "parse FILE", "parse --explain FILE", "publish --dry-run FILE", "site list"),
        *("schemas --check", "site check FOLDER", "topics plan --documents-per-day 1000"),
    ],
)
def test_a_full_disk_is_one_line(tmp_path: Path, command: str) -> None:
    """Text or bytes, one line of output or many; 2, since 1 is an answer of some."""
    (tmp_path / "a.jsonl").write_bytes((PAGE + b"\n") * 30)
    (tmp_path / "planet.toml").write_text("a profile that is none: a line of `site check`")
    whole = command.replace("FILE", str(tmp_path / "a.jsonl")).replace("FOLDER", str(tmp_path))
    assert on_a_full_disk(*whole.split()) == (
        2,
        "copydesk: cannot write the output: No space left on device\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["schemas --check", "parse --diff"])
def test_the_code_is_told_where_stderr_is_full_too(command: str) -> None:
    """2 for output that cannot be written and for a wrong use, with no word of either."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "copydesk", *command.split()], stdout=full, stderr=full, check=False, timeout=60
        )
    assert ended.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_no_answer(tmp_path: Path) -> None:
    """Of a command whose exit 1 is an answer it is 2."""
    file, before = tmp_path / "a.jsonl", tmp_path / "before.jsonl"
    file.write_bytes(PAGE)
    before.write_bytes(run("parse", str(file)).stdout_bytes)
    assert on_a_full_disk("parse", "--diff", str(before), str(file)) == (
        2,
        "copydesk: cannot write the output: No space left on device\n",
    )


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write to it: one line, at once."""
    os.mkfifo(tmp_path / "pipe")
    command = [sys.executable, "-m", "copydesk", "publish", "--dry-run", str(tmp_path / "pipe")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "is no file but a pipe or a device: give what it holds on standard input" in ended.stderr


@pytest.mark.parametrize(("told", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("resume", [[], ["--resume", "state"]])
def test_publishing_that_is_ended_tells_what_was_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: signal.Signals, code: int, resume: list[str]
) -> None:
    """By Ctrl-C or SIGTERM, on stderr, with and without a file to go on from."""
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(PAGE)

    async def slow(settings: Any, messages: Any, report: Any, confirm: Any, published: Published) -> None:
        published.records = 1234
        os.kill(os.getpid(), told)
        await asyncio.sleep(20)

    monkeypatch.setattr("copydesk.service.shell.commands.progress.publish", slow)
    before = signal.getsignal(signal.SIGTERM)
    try:
        ended = run("publish", *resume, "a.jsonl")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.exit_code == code
    assert "1,234 records were confirmed" in ended.stderr
    assert ("without --resume" in ended.stderr) == (not resume)


def test_health_without_a_worker(tmp_path: Path) -> None:
    """One line, exit 1."""
    ended = run("health", env={"COPYDESK_STATE_DIR": str(tmp_path)})
    assert ended.exit_code == 1
    assert "no worker has written" in ended.stderr


def test_a_dry_run_tells_what_the_desk_rejects(tmp_path: Path) -> None:
    """As publishing would, a line each, and how many."""
    (tmp_path / "a.jsonl").write_bytes(b'{"body": "x"}\n{"body": ""}\n{"url": "https://a.example/1"}\n')
    ended = run("publish", "--dry-run", str(tmp_path / "a.jsonl"))
    assert ended.exit_code == 0
    lines = ended.stdout.splitlines()
    assert [line.partition("a.jsonl:")[2].partition(":")[0] for line in lines[:2]] == ["2", "3"]
    assert "would reject it as no_text: the body is empty" in lines[0]
    assert lines[3] == "2 that the desk would reject"


def test_a_dry_run_tells_what_is_left_to_publish(tmp_path: Path) -> None:
    """From where its state file says; it leaves that file as it is, and makes none."""
    state, page = tmp_path / "state", tmp_path / "page.txt"
    page.write_text("A bridge opens.")
    ended = run("publish", "--dry-run", "--resume", str(state), str(page))
    assert (ended.exit_code, ended.stdout.splitlines()[0], state.exists()) == (0, "page: 1 document", False)
    resume = Resume(state)
    (message,) = read_documents([str(page)], replace(Asked(), start=resume.start))
    resume.confirm(message)
    resume.save()
    written = state.read_bytes()
    ended = run("publish", "--dry-run", "--resume", str(state), str(page))
    assert (ended.stdout, state.read_bytes()) == ("nothing to publish\n", written)
