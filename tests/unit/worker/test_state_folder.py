"""The state folder: one worker each, its name in the group, and stores of an older format."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.exits import END_FILE, NOTE
from copydesk.service.shell.health import Health, check, own_folder, write_health
from copydesk.service.shell.worker.state_folder import (
    FORMAT_FILE,
    PARTITIONS_FILE,
    ROOM_FILE,
    STORES,
    StateFolder,
    StateFolderError,
    believe_stores,
    end_before,
    take_folder,
)


def opened(path: Path) -> str:
    """The worker's name, by a worker that ends at once."""
    folder = StateFolder(path)
    name = folder.open()
    folder.close()
    return name


def test_one_worker_each(tmp_path: Path) -> None:
    """A second worker on a folder is told to take another, and the folder is free when the first has ended."""
    first = StateFolder(tmp_path)
    first.open()
    with pytest.raises(StateFolderError, match="set another COPYDESK_STATE_DIR"):
        StateFolder(tmp_path).open()
    first.close()
    opened(tmp_path)


def test_the_name_stays(tmp_path: Path) -> None:
    """A worker that comes back has its name; one on a copy of the folder has another."""
    name = opened(tmp_path / "one")
    assert opened(tmp_path / "one") == name
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    assert opened(tmp_path / "two") != name


@pytest.mark.parametrize("damage", [b"", b"\xf2\x81 no name", b"\n"])
def test_a_damaged_name(tmp_path: Path, damage: bytes) -> None:
    """A worker whose name cannot be read takes a new one, and keeps that."""
    opened(tmp_path)
    (tmp_path / "identity").write_bytes(damage)
    name = opened(tmp_path)
    assert name.startswith("copydesk-")
    assert opened(tmp_path) == name


@pytest.mark.parametrize("older", [None, "1"])
def test_older_stores_are_removed(tmp_path: Path, older: str | None, caplog: pytest.LogCaptureFixture) -> None:
    """Stores that were made in a format before this one are removed once, with a line that says so."""
    (tmp_path / STORES / "tables").mkdir(parents=True)
    if older:
        (tmp_path / FORMAT_FILE).write_text(older)
    opened(tmp_path)
    assert not (tmp_path / STORES).exists()
    assert "read back once" in caplog.text
    (tmp_path / STORES).mkdir()
    opened(tmp_path)
    assert (tmp_path / STORES).exists()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without room for a start is said in one line, and what was tried is taken away."""
    opened(tmp_path)

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StateFolderError, match="cannot be used: No space left on device"):
        opened(tmp_path)
    assert not (tmp_path / ROOM_FILE).exists()


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    """What is in the way is said in one line."""
    (tmp_path / "file").touch()
    with pytest.raises(StateFolderError, match="cannot be used"):
        StateFolder(tmp_path / "file").open()


def test_a_folder_that_takes_no_note(tmp_path: Path) -> None:
    """One line, as of all that is wrong with a folder."""
    (tmp_path / END_FILE).mkdir()
    with pytest.raises(StateFolderError, match="cannot be used: Is a directory"):
        end_before(tmp_path)


def test_workers_share_a_volume(tmp_path: Path) -> None:
    """Of `*` each takes the first numbered folder that no other has, and its name in the group is the folder's."""
    second = StateFolder(tmp_path / "2")
    name = second.open()
    first, first_name = take_folder(tmp_path / "*")
    third, _ = take_folder(tmp_path / "*")
    assert (first, third) == (tmp_path / "1", tmp_path / "3")
    second.close()
    assert take_folder(tmp_path / "*") == (tmp_path / "2", name)
    assert first_name != name


def test_a_folder_that_is_named_is_taken_as_it_is(tmp_path: Path) -> None:
    """No number comes into it."""
    assert take_folder(tmp_path / "state")[0] == tmp_path / "state"


def test_health_finds_the_folder_of_its_own_machine(tmp_path: Path) -> None:
    """In a container, whose host name is its own, the one that its worker took."""
    for number, host in enumerate(("another", socket.gethostname(), "a third"), 1):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "lock").write_text(host)
    assert own_folder(tmp_path / "*") == tmp_path / "2"
    assert own_folder(tmp_path / "1") == tmp_path / "1"
    assert own_folder(tmp_path / "none" / "*") == tmp_path / "none" / "*"


def test_health_is_not_that_of_the_worker_before(tmp_path: Path) -> None:
    """What it said lasts no longer than it: not when it has ended, and not while the next one begins."""
    settings = Settings(state_dir=tmp_path)
    end_before(tmp_path)
    write_health(tmp_path, Health("working", partitions=1, lag=0))
    assert check(settings)[0]
    NOTE.write(7)
    assert check(settings) == (False, "the worker has ended (exit 7)")
    opened(tmp_path)
    end_before(tmp_path)
    assert check(settings) == (False, f"no worker has written {tmp_path / 'health.json'} yet")


def test_stores_of_another_number_of_partitions_are_removed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """After the partitions of the memory were made more, what lies in the folder is not believed."""
    (tmp_path / STORES).mkdir()
    believe_stores(
        tmp_path, 4
    )  # a folder of a release that did not note it: an update is no reason to read a memory back
    believe_stores(tmp_path, 4)
    assert (tmp_path / STORES).exists()
    believe_stores(tmp_path, 7)
    assert not (tmp_path / STORES).exists()
    assert "with 4 partitions, this has 7" in caplog.text
    assert (tmp_path / PARTITIONS_FILE).read_text() == "7\n"
