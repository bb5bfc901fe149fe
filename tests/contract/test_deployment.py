"""The image and the compose file agree with the settings and the version, and open nothing to the network."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from copydesk.service.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_each_setting_that_a_container_gets_is_one() -> None:
    """A misspelt variable would be ignored in silence."""
    named = set(re.findall(r"\bCOPYDESK_([A-Z_]+)[:=]", COMPOSE + DOCKERFILE))
    assert named
    assert named <= {field.upper() for field in Settings.model_fields}


def test_published_ports_are_this_machines_alone() -> None:
    """Kafka without passwords is for loopback."""
    published = re.findall(r"ports: \[(.*)\]", COMPOSE)
    assert published
    assert all(
        re.fullmatch(r'"127\.0\.0\.1:\d+:\d+"', port.strip()) for ports in published for port in ports.split(",")
    )


def test_the_image_has_the_packages_version() -> None:
    """One number names a release."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"image: copydesk:{version}\n" in COMPOSE


def test_a_worker_can_be_scaled() -> None:
    """Replicas share no name, no host port and no folder."""
    worker = COMPOSE.partition("\n  worker:\n")[2].partition("\n\n")[0]
    assert worker
    assert "container_name" not in worker
    assert "ports:" not in worker
    assert "volumes: [/var/lib/copydesk]" in worker
