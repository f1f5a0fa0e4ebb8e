"""The container engine that nodes run in: docker or podman, by its command."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.cluster.runner import CommandError, Runner
from harness.errors import ClusterError

ENGINES = ("docker", "podman")
OURS = "docs-harness"  # label of networks that we made and may remove
LARGE_SUBNETS = tuple(f"172.{number}.0.0/16" for number in range(18, 32))  # what docker takes for its networks


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """What an engine says about its machine. ``root`` is the folder of images and containers."""

    cgroup: int  # 1 or 2
    rootless: bool
    memory: int  # bytes
    root: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """docker or podman: ``name`` says which, ``program`` is its path; nodes carry ``node_label``."""

    name: str
    program: Path
    runner: Runner
    node_label: str

    def run(self, *arguments: str, stdin: str | Path = "", timeout: float = 60.0) -> str:
        return self.runner.run([self.program, *arguments], stdin=stdin, timeout=timeout)

    def run_in(self, container: str, *command: str, stdin: str | Path = "", timeout: float = 60.0) -> str:
        """What a command prints inside a container."""
        interactive = ("--interactive",) if stdin else ()
        return self.run("exec", *interactive, container, *command, stdin=stdin, timeout=timeout)

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments))

    def info(self) -> EngineInfo:
        """``ClusterError`` when no engine answers, with what it says."""
        return parse_info(self.json("info", "--format", "json" if self.name == "podman" else "{{json .}}"))

    def subnets(self, network: str) -> tuple[str, ...] | None:
        """The subnets of a network, ``None`` when there is no such network."""
        try:
            found = self.json("network", "inspect", network)
        except CommandError as error:
            if "not found" in error.output.lower() or "no such network" in error.output.lower():
                return None
            raise
        return parse_subnets(found[0])

    def make_network(self, network: str) -> None:
        """A bridge network that carries our label, large enough for the addresses of several clusters.

        podman's own choice has 256 addresses, so it is given a subnet: the first of docker's that nobody uses.
        """
        command = ("network", "create", "--driver", "bridge", "--label", OURS)
        for subnet in LARGE_SUBNETS if self.name == "podman" else ():
            try:
                self.run(*command, "--subnet", subnet, network)
            except CommandError as error:
                if "already used" not in error.output:
                    raise
            else:
                return
        self.run(*command, network)

    def save(self, images: Sequence[str], file: Path, *, timeout: float) -> None:
        """Local images as one archive; without its option podman takes further images for names of the first."""
        several = ("--multi-image-archive",) if self.name == "podman" else ()
        self.run("save", *several, "--output", str(file), *images, timeout=timeout)

    def remove_network(self, network: str) -> bool:
        """Remove a network that we made and that no container, running or stopped, belongs to."""
        ours = self.run("network", "ls", "--quiet", "--filter", f"name=^{network}$", "--filter", f"label={OURS}")
        if not ours.strip() or self.run("ps", "--all", "--quiet", "--filter", f"network={network}").strip():
            return False
        self.run("network", "rm", network)
        return True

    def nodes(self, cluster: str | None = None) -> dict[str, str]:
        """Node containers, stopped ones too, with the cluster each belongs to."""
        label = self.node_label if cluster is None else f"{self.node_label}={cluster}"
        # One question, as containers may go between two; podman writes labels in another way.
        of_one = "index .Labels" if self.name == "podman" else ".Label"
        shown = f'{{{{{of_one} "{self.node_label}"}}}}'
        listed = self.run("ps", "--all", "--filter", f"label={label}", "--format", f"{{{{.Names}}}} {shown}")
        return dict(line.split() for line in listed.splitlines() if line.strip())

    def address(self, container: str, network: str) -> str:
        """The IPv4 address of a container on a network."""
        networks = self.json("inspect", container)[0]["NetworkSettings"]["Networks"]
        address = networks.get(network, {}).get("IPAddress", "")
        if not address:
            raise ClusterError(f"container {container} has no address on network {network!r}")
        return str(address)


def parse_info(info: dict[str, Any]) -> EngineInfo:
    """``docker info`` and ``podman info`` in one shape."""
    if host := info.get("host"):
        return EngineInfo(
            cgroup=2 if host.get("cgroupVersion") == "v2" else 1,
            rootless=bool(host.get("security", {}).get("rootless")),
            memory=int(host.get("memTotal") or 0),
            root=Path(info.get("store", {}).get("graphRoot") or "/"),
        )
    if errors := info.get("ServerErrors"):  # docker prints its client's half and exits 0 in some versions
        raise ClusterError("docker: " + "; ".join(errors))
    return EngineInfo(
        cgroup=2 if str(info.get("CgroupVersion")) == "2" else 1,
        rootless=any("rootless" in option for option in info.get("SecurityOptions") or ()),
        memory=int(info.get("MemTotal") or 0),
        root=Path(info.get("DockerRootDir") or "/"),
    )


def parse_subnets(network: dict[str, Any]) -> tuple[str, ...]:
    """Subnets as docker writes them, as podman does since 4.0, and as it did before (CNI)."""
    if "IPAM" in network:
        return tuple(part["Subnet"] for part in network["IPAM"].get("Config") or ())
    if "subnets" in network:
        return tuple(part["subnet"] for part in network["subnets"] or ())
    return tuple(
        part["subnet"]
        for plugin in network.get("plugins") or ()
        for ranges in plugin.get("ipam", {}).get("ranges") or ()
        for part in ranges
    )


def choose_engine(
    wanted: str, *, node_label: str, runner: Runner, which: Callable[[str], Path | None]
) -> tuple[Engine, EngineInfo]:
    """The engine settings ask for, or the first that answers; ``which`` finds a program.

    ``ClusterError`` that says of each engine why it cannot serve.
    """
    reasons: list[str] = []
    for name in (wanted,) if wanted else ENGINES:
        program = which(name)
        if program is None:
            reasons.append(f"{name}: no such program on PATH")
            continue
        engine = Engine(name=name, program=program, runner=runner, node_label=node_label)
        try:
            return engine, engine.info()
        except ClusterError as error:
            reasons.append(f"{name}: {first_line_of(error)}")
    raise ClusterError(
        "no container engine answers\n" + "\n".join(f"  {reason}" for reason in reasons),
        expected="a docker daemon or podman that this user may use",
        remedy=remedy_for(" ".join(reasons)),
    )


def first_line_of(error: ClusterError) -> str:
    """What an engine said, rather than that its command failed or the JSON of docker's client half."""
    output = error.output.strip() if isinstance(error, CommandError) else ""
    lines = [line for line in output.splitlines() if not line.startswith("{")] or error.message.splitlines()
    return next((line for line in lines if "rror" in line or "ermission" in line), lines[0])


def remedy_for(reasons: str) -> str:
    """What to do about an engine that does not answer."""
    if "permission denied" in reasons.lower():
        return "add this user to the group docker (sudo usermod -aG docker $USER) and log in again"
    if "daemon" in reasons.lower() or "connect" in reasons.lower():
        return "start it: sudo systemctl start docker"
    return "install docker (https://docs.docker.com/engine/install/) or podman, or use --provider embedded"
