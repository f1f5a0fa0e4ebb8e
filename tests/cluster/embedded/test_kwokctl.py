"""What kwokctl is told, and how its failures read."""

import json
from pathlib import Path

import pytest
import yaml

from harness.cluster.embedded.kwokctl import PORTS, Plane, configuration, environment, last_message, last_words
from harness.cluster.fleet.topology import ClusterSpec
from harness.cluster.toolchain import EMBEDDED

SPEC = ClusterSpec(name="cluster1", pod_subnet="10.10.0.0/16", service_subnet="10.255.10.0/24")
PLANE = Plane(spec=SPEC, state=Path("/fleet"), ports={name: 20000 + index for index, name in enumerate(PORTS)})
PROGRAMS = {name: Path(f"/tools/{name}") for name in EMBEDDED}


def test_every_port_and_program_is_given() -> None:
    told = yaml.safe_load(configuration(PLANE, PROGRAMS, "v1.34.4", "v3.6.4"))
    assert told["options"] == {
        "runtime": "binary",
        "enableCRDs": ["PortForward"],
        "bindAddress": "127.0.0.1",
        "kubeVersion": "v1.34.4",
        "etcdVersion": "3.6.4",
        "etcdPort": 20000,
        "etcdPeerPort": 20001,
        "kubeApiserverPort": 20002,
        "kubeControllerManagerPort": 20003,
        "kubeSchedulerPort": 20004,
        "kwokControllerPort": 20005,
        "etcdBinary": "/tools/etcd",
        "kubeApiserverBinary": "/tools/kube-apiserver",
        "kubeControllerManagerBinary": "/tools/kube-controller-manager",
        "kubeSchedulerBinary": "/tools/kube-scheduler",
        "kubectlBinary": "/tools/kubectl",
        "kwokControllerBinary": "/tools/kwok",
    }


def test_networks_are_the_topologys() -> None:
    told = yaml.safe_load(configuration(PLANE, PROGRAMS, "v1.34.4", "v3.6.4"))
    patches = {
        patch["name"]: {one["key"]: one["value"] for one in patch["extraArgs"]} for patch in told["componentsPatches"]
    }
    assert patches["kube-apiserver"].pop("advertise-address").count(".") == 3
    assert patches == {
        "kube-apiserver": {
            "service-cluster-ip-range": "10.255.10.0/24",
            "enable-aggregator-routing": "true",
            "egress-selector-config-file": "/fleet/cluster1/egress.yaml",
            "watch-cache": "false",
        },
        "kwok-controller": {"cidr": "10.10.0.0/16", "node-ip": "127.0.0.1"},
        "kube-controller-manager": {
            "leader-elect": "false",
            "cluster-signing-cert-file": "/fleet/kwok/clusters/cluster1/pki/ca.crt",
            "cluster-signing-key-file": "/fleet/kwok/clusters/cluster1/pki/ca.key",
        },
        "kube-scheduler": {"leader-elect": "false"},
    }


def test_nothing_of_the_users_is_used() -> None:
    assert environment(Path("/fleet"), {"HOME": "/home/user", "PATH": "/bin", "KUBECONFIG": "/home/user/config"}) == {
        "PATH": "/bin",
        "HOME": "/fleet",
        "KWOK_WORKDIR": "/fleet/kwok",
        "KUBECONFIG": "/fleet/none",
        "GOMEMLIMIT": "600MiB",
    }


def log(level: str, **entry: str) -> str:
    return json.dumps({"level": level, **entry})


@pytest.mark.parametrize(
    ("output", "message"),
    [
        pytest.param(
            "\n".join(
                [log("INFO", msg="creating"), log("ERROR", msg="Failed", err="port in use"), log("INFO", msg="x")]
            ),
            "Failed port in use",
            id="the last error",
        ),
        pytest.param("plain words\nand more", "and more", id="no JSON"),
        pytest.param("", "it said nothing", id="nothing"),
    ],
)
def test_the_reason_is_taken_from_the_log(output: str, message: str) -> None:
    assert last_message(output) == message


def test_the_end_of_every_log(tmp_path: Path) -> None:
    (tmp_path / "etcd.log").write_text("one\ntwo\nthree\n")
    (tmp_path / "kube-apiserver.log").write_text("")
    assert last_words(tmp_path, lines=2) == "    etcd: two\n    etcd: three"
