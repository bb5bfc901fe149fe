"""What lies in deploy/ for Kubernetes and systemd: it fits their schemas, the settings, the image and the health port."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from copydesk.service.cli import main
from copydesk.service.settings import Settings
from copydesk.service.shell.worker.health_server import QUESTIONS

ROOT = Path(__file__).parents[2]
KUBERNETES = ROOT / "deploy/kubernetes"
UNIT = ROOT / "deploy/systemd/copydesk-worker@.service"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
OTHERS = frozenset({"kustomization.yaml", "autoscale.yaml"})
"""Of kinds that are not Kubernetes' own."""


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """File and object."""
    for path in sorted(KUBERNETES.glob("*.yaml")):
        for each in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            yield path.name, each


def the(kind: str) -> dict[str, Any]:
    """The only object of a kind."""
    [found] = [each for _, each in objects() if each["kind"] == kind]
    return found


OWN = [(f"{name} {each['kind']}", each) for name, each in objects() if name not in OTHERS]


@pytest.mark.parametrize("version", ["1.30", "1.33", "1.37"])
@pytest.mark.parametrize("each", [each for _, each in OWN], ids=[name for name, _ in OWN])
def test_objects_fit_the_schemas(each: dict[str, Any], version: str) -> None:
    """Each object is one of Kubernetes', without a field that it does not know."""
    kubernetes_validate.validate(each, version, strict=True)


def test_a_misspelt_field_is_found() -> None:
    """The schemas are strict: what they do not know is no object of theirs."""
    broken = the("StatefulSet")
    broken["spec"]["replcas"] = 3
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, "1.33", strict=True)


def test_all_files_are_applied() -> None:
    """Kustomize takes every file, but the one for KEDA, which not every cluster has."""
    kustomization = the("Kustomization")
    assert {*kustomization["resources"]} == {path.name for path in KUBERNETES.glob("*.yaml")} - OTHERS
    assert kustomization["images"] == [{"name": "copydesk", "newTag": VERSION}]
    assert the("Job")["metadata"]["name"].endswith(VERSION.replace(".", "-"))


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here: the kustomization is not built")
def test_kustomize_builds_it() -> None:
    """One object for each, in the namespace, with the settings under the name that the workers ask for."""
    done = subprocess.run(
        ["kubectl", "kustomize", str(KUBERNETES)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    built = [*yaml.safe_load_all(done.stdout)]
    assert len(built) == len(OWN) + 1
    [settings] = [each["metadata"]["name"] for each in built if each["kind"] == "ConfigMap"]
    [worker] = [each for each in built if each["kind"] == "StatefulSet"]
    [container] = worker["spec"]["template"]["spec"]["containers"]
    assert container["envFrom"] == [{"configMapRef": {"name": settings}}]
    assert container["image"] == f"copydesk:{VERSION}"


def test_settings_are_settings() -> None:
    """A misspelt variable would be ignored in silence."""
    text = "".join(path.read_text(encoding="utf-8") for path in [*KUBERNETES.glob("*.yaml"), UNIT])
    named = set(re.findall(r"\bCOPYDESK_[A-Z_]*[A-Z]\b", text)) - {"COPYDESK_NAME"}
    assert named <= set(Settings.variables())


def test_probes_ask_what_is_answered() -> None:
    """Each path is one of the health port's, which the image opens."""
    [container] = the("StatefulSet")["spec"]["template"]["spec"]["containers"]
    asked = {container[probe]["httpGet"]["path"] for probe in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert asked <= {path for path, _ in QUESTIONS}
    [port] = container["ports"]
    assert f"COPYDESK_HEALTH_PORT={port['containerPort']}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_console_lets_its_probes_in() -> None:
    """They ask by the address of the pod, which is no name that it answers to: they bring one that is."""
    [container] = the("Deployment")["spec"]["template"]["spec"]["containers"]
    names = Settings.model_fields["console_hosts"].default.split(",")
    for probe in ("startupProbe", "livenessProbe"):
        asked = container[probe]["httpGet"]
        assert asked["path"] == "/health"
        assert {header["name"]: header["value"] for header in asked["httpHeaders"]}["Host"] in names
    assert container["args"][0] in main.commands


def test_containers_have_no_more_rights_than_in_compose() -> None:
    """No root, no capability, nothing written but to the volumes, and an end to what they may take."""
    for kind in ("StatefulSet", "Job", "Deployment"):
        pod = the(kind)["spec"]["template"]["spec"]
        [container] = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert not pod["automountServiceAccountToken"]
        rights = container["securityContext"]
        assert rights["readOnlyRootFilesystem"]
        assert not rights["allowPrivilegeEscalation"]
        assert rights["capabilities"] == {"drop": ["ALL"]}
        assert "memory" in container["resources"]["limits"]


def test_a_worker_has_time_to_stop() -> None:
    """As long everywhere as compose gives it."""
    [grace] = re.findall(r"stop_grace_period: (\d+)s  # time to finish", (ROOT / "docker-compose.yml").read_text())
    assert the("StatefulSet")["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] == int(grace)
    assert f"TimeoutStopSec={grace}\n" in UNIT.read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here: the unit is not read")
def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    """Without a complaint; the command is one that is there."""
    text = UNIT.read_text(encoding="utf-8").replace("/opt/copydesk/bin/copydesk", "/bin/true")
    (tmp_path / "copydesk-worker@1.service").write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "copydesk-worker@1.service")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
