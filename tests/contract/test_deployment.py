"""The image and the compose file agree with the settings and the version, and open nothing to the network."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from copydesk.service.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_each_setting_that_a_container_gets_is_one() -> None:
    """A misspelt variable would be ignored in silence."""
    named = set(re.findall(r"\b(COPYDESK_[A-Z_]+)[:=]", COMPOSE + DOCKERFILE))
    assert named
    assert named <= set(Settings.variables())


def test_each_setting_reaches_the_containers() -> None:
    """What the README tells of works in .env too; only the state folder is the image's own, on a volume."""
    passed_on = set(re.findall(r"^    (COPYDESK_[A-Z_]+):", COMPOSE, re.MULTILINE))
    assert passed_on == set(Settings.variables()) - {"COPYDESK_STATE_DIR"}


def test_each_container_has_its_bounds() -> None:
    """Memory and processes, so that one that runs wild leaves the machine to the others."""
    for section in ("\nx-copydesk: ", "\n  kafka:\n", "\n  prometheus:\n"):
        lines = COMPOSE.partition(section)[2].partition("\n\n")[0]
        assert re.search(r"^ +mem_limit: \d+g", lines, re.MULTILINE)
        assert re.search(r"^ +pids_limit: \d+", lines, re.MULTILINE)


def test_no_volume_is_without_a_name() -> None:
    """`down -v` removes those with a name; one without is left behind where its container was made anew."""
    rows = re.findall(r"volumes: \[(.+)\]", COMPOSE)
    mounted = [mount for row in rows for mount in re.findall(r'"([^"]+)"', row)]
    names = [source for source, _, _ in (mount.partition(":") for mount in mounted) if not source.startswith(".")]
    assert len(rows) == COMPOSE.count("volumes: [")
    assert sorted(names) == sorted(re.findall(r"^  ([a-z-]+):$", COMPOSE.partition("\nvolumes:\n")[2], re.MULTILINE))
    assert not re.search(r"^VOLUME", DOCKERFILE, re.MULTILINE)


def test_the_image_tells_what_it_is() -> None:
    """OCI labels, with the version of the package and the image that it is made from."""
    final = DOCKERFILE.rpartition("\nFROM ")[2]
    labels = dict(re.findall(r'org\.opencontainers\.image\.([a-z.]+)="([^"]+)"', final))
    assert labels["version"] == PROJECT["version"]
    assert labels["description"] == PROJECT["description"]
    assert labels["licenses"] == PROJECT["license"]
    assert labels["base.name"].rpartition("/")[2] == final.partition("\n")[0]


def test_published_ports_are_this_machines_alone() -> None:
    """Kafka without passwords is for loopback."""
    published = re.findall(r"ports: \[(.*)\]", COMPOSE)
    assert published
    assert all(
        re.fullmatch(r'"127\.0\.0\.1:\d+:\d+"', port.strip()) for ports in published for port in ports.split(",")
    )


def test_the_image_has_the_packages_version() -> None:
    """One number names a release."""
    assert f"image: copydesk:{PROJECT['version']}\n" in COMPOSE


def test_a_worker_can_be_scaled() -> None:
    """Replicas share no name and no host port, and on the volume that they share each takes a folder of its own."""
    worker = COMPOSE.partition("\n  worker:\n")[2].partition("\n\n")[0]
    assert worker
    assert "container_name" not in worker
    assert "ports:" not in worker
    assert 'volumes: ["worker-state:/var/lib/copydesk"]' in worker
    assert "COPYDESK_STATE_DIR=/var/lib/copydesk/*\n" in DOCKERFILE


def test_three_brokers_are_three() -> None:
    """Each is told of all, has an address and a volume of its own, and ports of this machine alone."""
    text = (ROOT / "deploy/compose/three-brokers.yml").read_text(encoding="utf-8")
    names = ("kafka", "kafka-2", "kafka-3")
    assert f"KAFKA_CONTROLLER_QUORUM_VOTERS: {','.join(f'{n}@{name}:9093' for n, name in enumerate(names, 1))}" in text
    assert f"COPYDESK_BROKERS: {','.join(f'{name}:19092' for name in names)}" in text
    for number, name in enumerate(names[1:], 2):
        section = text.partition(f"\n  {name}:\n")[2].partition("\n\n")[0]
        assert f"KAFKA_NODE_ID: {number}\n" in section
        assert f"INTERNAL://{name}:19092" in section
        assert f'"{name}-data:/var/lib/kafka/data"' in section
        assert re.findall(r'ports: !override \["([\d.]+):', section) == ["127.0.0.1"]
