"""All faults, in the order in which `--kinds all` goes through them. A new one is one line here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.faults import brokers, disk, memory, network, poison, state, workers
from tests.faults.world import World


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which the world goes wrong, and comes right again before `run` returns."""

    name: str
    doc: str
    run: Callable[[World], Awaitable[str]]
    """Returns what exactly it did."""
    then: Callable[[World], Awaitable[list[str]]] | None = None
    """Looks closer when the desk is well again; returns what it found missing."""
    mixes: bool = False
    """Whether it can overlap with any other."""


FAULTS: tuple[Fault, ...] = (
    Fault("kill", "A worker is killed and started again up to three seconds later.", workers.kill, mixes=True),
    Fault("term", "A worker is stopped in good order and started again.", workers.term, mixes=True),
    Fault("freeze", "A worker stands still for longer than its session.", workers.freeze, mixes=True),
    Fault("freeze_short", "A worker stands still for a part of its session.", workers.freeze_short, mixes=True),
    Fault("kill_all", "All workers are killed within a second.", workers.kill_all),
    Fault(
        "kill_rising", "A worker is killed, and again while it recovers, three times.", workers.kill_rising, mixes=True
    ),
    Fault("lose_state", "A worker's state folder is gone.", state.lose_state, mixes=True),
    Fault("lose_all_state", "All workers are killed and all state folders are gone.", state.lose_all_state),
    Fault(
        "rebuild_storm",
        "A worker rebuilds its memory while the others leave and join; then it is compared with the changelog.",
        memory.rebuild_storm,
        then=memory.holes_of_all,
    ),
    Fault("old_snapshot", "A state folder is replaced by a copy of a while ago.", state.old_snapshot, mixes=True),
    Fault("swap_state", "Two workers come up with each other's state folders.", state.swap_state),
    *(
        Fault(f"corrupt_{what}_{how}", f"While a worker is down: {how} one {what} file in each of its databases.", run)
        for what, how, run in state.CORRUPTIONS
    ),
    Fault("disk_full", "The file system of a worker's state is full for twenty seconds.", disk.disk_full),
    Fault("broker_kill", "One broker is killed and comes back.", brokers.broker_kill, mixes=True),
    Fault("broker_freeze", "One broker stands still for a while.", brokers.broker_freeze, mixes=True),
    Fault("cluster_kill", "All brokers are killed at once and come back.", brokers.cluster_kill),
    Fault("cluster_rolling", "Each broker in turn is stopped in good order and comes back.", brokers.cluster_rolling),
    Fault(
        "net_hole",
        "Between a worker and all brokers nothing passes for longer than its session.",
        network.hole,
        mixes=True,
    ),
    Fault(
        "net_refuse",
        "A worker's connections are reset and refused for longer than its session.",
        network.refuse,
        mixes=True,
    ),
    Fault("net_noreply", "A worker's requests arrive, the answers do not.", network.noreply, mixes=True),
    Fault("net_one_broker", "A worker does not reach one of the brokers.", network.one_broker, mixes=True),
    Fault("net_flap", "Connections of all workers are reset, ten times within twenty seconds.", network.flap),
    Fault("net_slow", "All that passes between workers and one broker comes late.", network.slow),
    Fault("poison", "Records that no producer of good will sends.", poison.publish),
)


def named(names: str) -> list[Fault]:
    """`kill,net_hole`, or `all`; KeyError for a name that is none."""
    if names == "all":
        return list(FAULTS)
    known = {fault.name: fault for fault in FAULTS}
    return [known[name] for name in names.split(",")]
