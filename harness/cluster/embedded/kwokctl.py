"""One control plane by kwokctl: etcd, API server, controller manager, scheduler and kwok, as processes of ours.

Every port and every program is given, so that kwokctl chooses nothing (two at a time would choose the same ports) and
downloads nothing.
"""

import base64
import json
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from harness.cluster import processes
from harness.cluster.api import kubeconfig
from harness.cluster.fleet.topology import ClusterSpec
from harness.cluster.machine_clock import MachineClock
from harness.cluster.own_address import own_address_towards
from harness.cluster.runner import CommandError, Runner
from harness.deadline import Deadline
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)

PORTS: Final = ("etcd", "etcd_peer", "api", "controller_manager", "scheduler", "kwok", "metallb")
EGRESS_SOCKET: Final = "egress.sock"
_NOBODY: Final = "192.0.2.1"  # TEST-NET-1: an address that no machine has
_MEMORY: Final = "600MiB"  # of a component; at 400 an API server with the kinds of a mesh took 40 % more CPU
_TIMEOUT: Final = 120.0  # of a machine with a core to spare
_LONGEST: Final = 1800.0  # by the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Where one control plane lives: its fleet's folder and its ports, by the names in ``PORTS``."""

    spec: ClusterSpec
    state: Path
    ports: Mapping[str, int]

    @property
    def folder(self) -> Path:
        """For what is told to its components, and what they said."""
        return self.state / self.spec.name

    @property
    def kubeconfig(self) -> Path:
        return self.folder / "kubeconfig"

    @property
    def context(self) -> str:
        """As kwokctl calls it; the fleet's kubeconfig says ``cluster1``."""
        return f"kwok-{self.spec.name}"

    @property
    def etcd(self) -> str:
        return f"http://127.0.0.1:{self.ports['etcd']}"

    @property
    def server(self) -> str:
        return f"https://127.0.0.1:{self.ports['api']}"

    @property
    def home(self) -> Path:
        """What kwokctl calls the cluster's folder, and where its components run."""
        return self.state / "kwok" / "clusters" / self.spec.name

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def egress_socket(self) -> Path:
        return self.home / EGRESS_SOCKET


def configuration(plane: Plane, programs: Mapping[str, Path], version: str, etcd_version: str) -> str:
    """What kwokctl is told, as a file of its own format: https://kwok.sigs.k8s.io/docs/user/configuration/."""
    options = {
        "runtime": "binary",
        "enableCRDs": ["PortForward"],  # by which kwok forwards ports of served pods, see supervisor.py
        "bindAddress": "127.0.0.1",
        "kubeVersion": version,
        "etcdVersion": etcd_version.removeprefix("v"),
        "etcdPort": plane.ports["etcd"],
        "etcdPeerPort": plane.ports["etcd_peer"],
        "kubeApiserverPort": plane.ports["api"],
        "kubeControllerManagerPort": plane.ports["controller_manager"],
        "kubeSchedulerPort": plane.ports["scheduler"],
        "kwokControllerPort": plane.ports["kwok"],
        "etcdBinary": str(programs["etcd"]),
        "kubeApiserverBinary": str(programs["kube-apiserver"]),
        "kubeControllerManagerBinary": str(programs["kube-controller-manager"]),
        "kubeSchedulerBinary": str(programs["kube-scheduler"]),
        "kubectlBinary": str(programs["kubectl"]),
        "kwokControllerBinary": str(programs["kwok"]),
    }
    patches = {
        "kube-apiserver": _api_server_arguments(plane),
        "kwok-controller": {"cidr": plane.spec.pod_subnet, "node-ip": "127.0.0.1"},
        # Each is the only one of its kind: it need not be elected, and loses nothing while the machine is busy.
        "kube-controller-manager": {
            "leader-elect": "false",
            # By default kwokctl's signs no certificates, as clusters that people have do.
            "cluster-signing-cert-file": str(plane.home / "pki" / "ca.crt"),
            "cluster-signing-key-file": str(plane.home / "pki" / "ca.key"),
        },
        "kube-scheduler": {"leader-elect": "false"},
    }
    return yaml.safe_dump(
        {
            "apiVersion": "config.kwok.x-k8s.io/v1alpha1",
            "kind": "KwokctlConfiguration",
            "options": options,
            "componentsPatches": [
                {"name": name, "extraArgs": [{"key": key, "value": value} for key, value in arguments.items()]}
                for name, arguments in patches.items()
            ],
        },
        sort_keys=False,
    )


def _api_server_arguments(plane: Plane) -> dict[str, str]:
    return {
        "service-cluster-ip-range": plane.spec.service_subnet,
        # Left out, it is the address of the default route's interface, and the start fails where there is none.
        "advertise-address": _own_address(),
        # Webhooks and aggregated APIs: dial an endpoint instead of the ClusterIP, which nobody routes here, and dial it
        # through our proxy, which knows the local process that serves the pod.
        "enable-aggregator-routing": "true",
        "egress-selector-config-file": str(plane.folder / "egress.yaml"),
        # The cache keeps the last hundred and more events of each kind, so that a fleet would grow with every page.
        "watch-cache": "false",
    }


def egress_configuration() -> str:
    """Calls of the API server into the cluster go by HTTP CONNECT, as through a konnectivity server.

    The socket is named from the API server's own folder: a whole path may exceed the 108 bytes of its name.
    """
    return yaml.safe_dump(
        {
            "apiVersion": "apiserver.k8s.io/v1beta1",
            "kind": "EgressSelectorConfiguration",
            "egressSelections": [
                {
                    "name": "cluster",
                    "connection": {
                        "proxyProtocol": "HTTPConnect",
                        "transport": {"uds": {"udsName": EGRESS_SOCKET}},
                    },
                }
            ],
        }
    )


def prepare(plane: Plane, programs: Mapping[str, Path], *, version: str, etcd_version: str) -> None:
    """Write what kwokctl and the API server read."""
    plane.folder.mkdir()
    (plane.folder / "egress.yaml").write_text(egress_configuration())
    (plane.folder / "kwok.yaml").write_text(configuration(plane, programs, version, etcd_version))


def environment(state: Path, basis: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the user's is read or written: kwokctl and kubectl keep what they keep below ``state``.

    Components give memory back sooner than Go does by itself once they have much: a fleet that is used again and again
    hardly grows. Below that they do not: the API server would spend a third of its time on it while kinds are made.
    """
    own = {"HOME": str(state), "KWOK_WORKDIR": str(state / "kwok"), "KUBECONFIG": str(state / "none")}
    return {**basis, **own, "GOMEMLIMIT": _MEMORY}


def start(plane: Plane, kwokctl: Path, runner: Runner) -> None:
    """Returns once the API server says that it is ready; ``ClusterError`` with the components' last words otherwise."""
    command: list[str | Path] = [kwokctl, "create", "cluster", "--name", plane.spec.name]
    command += ["--config", plane.folder / "kwok.yaml", "--kubeconfig", plane.kubeconfig, "--wait", f"{_LONGEST:.0f}s"]
    deadline = Deadline.after(_TIMEOUT, clock=MachineClock())
    try:
        with _watched(plane, runner, deadline):
            runner.run(command, timeout=_LONGEST + 10)
    except CommandError as error:
        said = f"not within {_TIMEOUT:.0f} s" if deadline.over else last_message(error.output)
        raise ClusterError(
            f"{plane.spec.name}: the control plane does not start: {said}",
            remedy="see what its components say last\n" + last_words(plane.logs),
        ) from error


@contextmanager
def _watched(plane: Plane, runner: Runner, deadline: Deadline) -> Iterator[None]:
    """Stop the runner at the deadline, or as soon as etcd or the API server has died: kwokctl would go on waiting."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            for name in ("etcd", "kube-apiserver"):
                record = plane.home / "pids" / f"{name}.pid"
                if record.exists() and (text := record.read_text()) and not processes.alive(int(text)):
                    LOG.warning("%s: %s has ended", plane.spec.name, name)
                    runner.stop()
            if deadline.over:
                runner.stop()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def own_kubeconfig(plane: Plane) -> dict[str, Any]:
    """The cluster's context, called as the cluster, with keys and certificates inside: a file that can be copied."""
    config = kubeconfig.read(plane.kubeconfig)
    part = kubeconfig.renamed(config, context=plane.context, name=plane.spec.name)
    for table in (part["clusters"][0]["cluster"], part["users"][0]["user"]):
        for key in ("certificate-authority", "client-certificate", "client-key"):
            if key in table:
                table[f"{key}-data"] = base64.b64encode(Path(table.pop(key)).read_bytes()).decode()
    return part


def last_message(output: str) -> str:
    """The last error in kwokctl's log of JSON lines; the last line where there is none."""
    lines = output.strip().splitlines()
    for line in reversed(lines):
        try:
            entry: dict[str, Any] = json.loads(line)
        except ValueError:
            continue
        if entry.get("level") == "ERROR":
            return " ".join(str(entry[key]) for key in ("msg", "err") if entry.get(key))
    return lines[-1] if lines else "it said nothing"


def last_words(logs: Path, *, lines: int = 3) -> str:
    """The end of every component's log."""
    texts = {log.stem: log.read_text(errors="replace").strip().splitlines() for log in sorted(logs.glob("*.log"))}
    return "\n".join(f"    {name}: {line}" for name, text in texts.items() for line in text[-lines:])


def _own_address() -> str:
    """This machine's address towards the world; nobody's where there is no way to it."""
    try:
        return own_address_towards(_NOBODY)
    except OSError:
        return _NOBODY
