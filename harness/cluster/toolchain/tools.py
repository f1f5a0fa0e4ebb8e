"""What each tool is, where its maker publishes it, and how it is built from Go modules: ``tools.toml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from harness.cluster.toolchain.versions import Rule, rule_named
from harness.package_data import toml_data


class Checksum(Enum):
    """How a maker publishes the SHA-256 of a file."""

    DIGEST = "digest"  # a file that holds the digest alone
    LINES = "lines"  # of digest and file name, as sha256sum prints them
    GITHUB = "github"  # the digest that GitHub's API gives for a release asset


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Where a maker publishes a program. All texts are templates over ``version``, ``os``, ``arch`` and ``tool``."""

    url: str
    checksum_url: str
    checksum: Checksum
    member: str = ""  # its path inside the tar.gz archive; empty: the file is the program itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """How Go makes a program.

    In a wrapper module (a folder below ``modules/``) where ``wrapper`` is set: our go.sum pins all its dependencies;
    else by ``go install package@version``. Tools with equal builds come out of one link and are told apart by name.
    """

    output: str
    package: str
    wrapper: str = ""
    pin: str = ""  # the key of the module's version, where it is not the tool's own
    stamps: tuple[str, ...] = ()  # ``-X`` values of the linker: over ``version``, ``major``, ``minor``, ``istio_hub``
    core_minutes: float = 1  # measured without any cache, for the estimate that is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A program that clusters or pages need. ``rule`` is ``None`` where PATH is not asked: the name says too little."""

    name: str
    pin: str  # its key in versions.toml
    build: Build
    release: Release | None = None
    rule: Rule | None = None
    version_command: tuple[str, ...] = ("--version",)


ISTIO_HUB: Final = "registry.istio.io/release"
"""Where a released istioctl says images are; the charts that we serve say the same."""


def _read() -> Iterator[Tool]:
    data = toml_data("harness.cluster.toolchain", "tools.toml")
    releases = {
        name: Release(**(one | {"checksum": Checksum(one["checksum"])})) for name, one in data["releases"].items()
    }
    builds = {
        name: Build(output=name, **(one | {"stamps": tuple(one.get("stamps", ()))}))
        for name, one in data["builds"].items()
    }
    for name, one in data["tools"].items():
        yield Tool(
            name=name,
            pin=one["pin"],
            build=builds[one.get("build", name)],
            release=releases.get(one.get("release", name)),
            rule=rule_named(one["rule"]) if "rule" in one else None,
            version_command=tuple(one.get("version_command", ("--version",))),
        )


TOOLS: Final[Mapping[str, Tool]] = MappingProxyType({tool.name: tool for tool in _read()})

EMBEDDED: Final = (
    "etcd",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "kubectl",
    "kwok",
    "kwokctl",
    "metallb-controller",
)
"""What the embedded provider needs."""
