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
from copydesk.service.shell.worker.questions import QUESTIONS

ROOT = Path(__file__).parents[2]
KUBERNETES = ROOT / "deploy/kubernetes"
UNIT = ROOT / "deploy/systemd/copydesk-worker@.service"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
OTHERS = frozenset({"kustomization.yaml", "autoscale.yaml"})
"""Of kinds that are not Kubernetes' own."""
OPTIONAL = frozenset({"gateway.yaml", "sink.yaml"})
"""They need secrets that only those have who want them."""


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """File and object."""
    for path in sorted(KUBERNETES.glob("*.yaml")):
        for each in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            yield path.name, each


def the(kind: str, name: str | None = None) -> dict[str, Any]:
    """The only object of a kind, or of a kind and a name."""
    [found] = [
        each for _, each in objects() if each["kind"] == kind and (name is None or each["metadata"]["name"] == name)
    ]
    return found


WORKLOADS = [each for _, each in objects() if each["kind"] in {"StatefulSet", "Job", "Deployment"}]


def names(each: dict[str, Any]) -> str:
    """Of an object, for the name of its test."""
    return str(each["metadata"]["name"])


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
    """Kustomize takes every file, but the one for KEDA, which not every cluster has, and those that need secrets; it names them."""
    kustomization = the("Kustomization")
    assert {*kustomization["resources"]} == {path.name for path in KUBERNETES.glob("*.yaml")} - OTHERS - OPTIONAL
    assert all(name in (KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8") for name in OPTIONAL)
    assert kustomization["images"] == [{"name": "copydesk", "newTag": VERSION}]
    assert the("Job")["metadata"]["name"].endswith(VERSION.replace(".", "-"))


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here: the kustomization is not built")
@pytest.mark.parametrize("optional", [frozenset(), OPTIONAL], ids=["as it is", "with all"])
def test_kustomize_builds_it(optional: frozenset[str], tmp_path: Path) -> None:
    """One object for each, in the namespace, with the settings under the name that the pods ask for."""
    folder = shutil.copytree(KUBERNETES, tmp_path / "kubernetes")
    file = folder / "kustomization.yaml"
    file.write_text(file.read_text().replace("network.yaml]", f"{', '.join(('network.yaml', *sorted(optional)))}]"))
    done = subprocess.run(
        ["kubectl", "kustomize", str(folder)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    built = [*yaml.safe_load_all(done.stdout)]
    left_out = [name for name, _ in objects() if name in OPTIONAL - optional]
    assert len(built) == len(OWN) + 1 - len(left_out)
    [settings] = [each["metadata"]["name"] for each in built if each["kind"] == "ConfigMap"]
    for workload in (each for each in built if each["kind"] in {"StatefulSet", "Deployment"}):
        [container] = workload["spec"]["template"]["spec"]["containers"]
        assert container["envFrom"][0] == {"configMapRef": {"name": settings}}
        assert container["image"] == f"copydesk:{VERSION}"


def test_settings_are_settings() -> None:
    """A misspelt variable would be ignored in silence."""
    text = "".join(path.read_text(encoding="utf-8") for path in [*KUBERNETES.glob("*.yaml"), UNIT])
    named = set(re.findall(r"\bCOPYDESK_[A-Z_]*[A-Z]\b", text)) - {"COPYDESK_NAME"}
    assert named <= set(Settings.variables())


@pytest.mark.parametrize(
    ("kind", "name"), [("StatefulSet", "worker"), ("Deployment", "gateway"), ("Deployment", "sink")]
)
def test_probes_ask_what_is_answered(kind: str, name: str) -> None:
    """Each path is one of the health port's, which the image opens and the annotation names; the command is one that is there."""
    template = the(kind, name)["spec"]["template"]
    [container] = template["spec"]["containers"]
    probes = [container[probe]["httpGet"] for probe in ("startupProbe", "livenessProbe", "readinessProbe")]
    assert [probe["path"] for probe in probes] == ["/live", "/live", "/ready"]
    assert {probe["path"] for probe in probes} <= {path for path, _ in QUESTIONS}
    assert {probe["port"] for probe in probes} == {"health"}
    [port] = [port["containerPort"] for port in container["ports"] if port["name"] == "health"]
    assert f"COPYDESK_HEALTH_PORT={port}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert template["metadata"]["annotations"]["prometheus.io/port"] == str(port)
    assert container["args"][0] in main.commands


@pytest.mark.parametrize("name", ["gateway", "sink"])
def test_secrets_are_asked_for_by_the_settings_that_they_hold(name: str) -> None:
    """The file says how each is made, with the setting that the command reads."""
    [container] = the("Deployment", name)["spec"]["template"]["spec"]["containers"]
    assert {"secretRef": {"name": name}} in container["envFrom"]
    variable = {"gateway": "COPYDESK_GATEWAY_TOKEN", "sink": "COPYDESK_SINK"}[name]
    text = (KUBERNETES / f"{name}.yaml").read_text(encoding="utf-8")
    assert f"create secret generic {name} --from-literal {variable}=" in text
    assert variable in Settings.variables()


@pytest.mark.parametrize("name", ["gateway", "sink"])
def test_prometheus_collects_them(name: str) -> None:
    """Under the name of the job that the alert rules ask for, by the name of the compose service, at the health port."""
    configured = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text(encoding="utf-8"))
    [job] = [job for job in configured["scrape_configs"] if job["job_name"] == f"copydesk-{name}"]
    assert job["dns_sd_configs"] == [{"names": [name], "type": "A", "port": 8086}]
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert compose["services"][name]["command"][0] == name
    assert f'job="copydesk-{name}"' in (ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8")


def test_the_console_lets_its_probes_in() -> None:
    """They ask by the address of the pod, which is no name that it answers to: they bring one that is."""
    [container] = the("Deployment", "console")["spec"]["template"]["spec"]["containers"]
    known = Settings.model_fields["console_hosts"].default.split(",")
    for probe in ("startupProbe", "livenessProbe"):
        asked = container[probe]["httpGet"]
        assert asked["path"] == "/health"
        assert {header["name"]: header["value"] for header in asked["httpHeaders"]}["Host"] in known
    assert container["args"][0] in main.commands


@pytest.mark.parametrize("workload", WORKLOADS, ids=names)
def test_containers_have_no_more_rights_than_in_compose(workload: dict[str, Any]) -> None:
    """No root, no capability, nothing written but to the volumes, and an end to what they may take."""
    pod = workload["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert not pod["automountServiceAccountToken"]
    rights = container["securityContext"]
    assert rights["readOnlyRootFilesystem"]
    assert not rights["allowPrivilegeEscalation"]
    assert rights["capabilities"] == {"drop": ["ALL"]}
    assert "memory" in container["resources"]["limits"]


@pytest.mark.parametrize("name", ["gateway", "sink"])
def test_they_have_time_to_stop(name: str) -> None:
    """As long as compose gives them."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    seconds = the("Deployment", name)["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert compose["services"][name]["stop_grace_period"] == f"{seconds}s"


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
