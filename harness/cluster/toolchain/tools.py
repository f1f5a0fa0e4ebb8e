"""What each tool is, where its maker publishes it, and how it is built from Go modules: one table, ``TOOLS``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from harness.cluster.toolchain.versions import ONE_MINOR_APART, SAME_MAJOR, SAME_MINOR, Rule, at_least


class Checksum(Enum):
    """How a maker publishes the SHA-256 of a file."""

    DIGEST = "a file that holds the digest alone"
    LINES = "lines of digest and file name, as sha256sum prints them"
    GITHUB = "the digest that GitHub's API gives for a release asset"


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
    stamps: tuple[str, ...] = ()  # ``-X`` values of the linker: templates over ``version``, ``major``, ``minor``
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


def _kubernetes_stamps() -> tuple[str, ...]:
    """Without them a component calls itself v0.0.0, which charts' version constraints and pre-checks refuse."""
    values = {
        "gitVersion": "{version}",
        "gitMajor": "{major}",
        "gitMinor": "{minor}",
        "gitTreeState": "clean",
        "gitCommit": "modules",
        "buildDate": "1970-01-01T00:00:00Z",
    }
    packages = ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
    return tuple(f"{package}.{name}={value}" for package in packages for name, value in values.items())


def _istio(name: str, package: str, *, core_minutes: float) -> Build:
    version = "istio.io/istio/pkg/version"
    return Build(
        output=name,
        package=package,
        pin="istio-module",
        stamps=(
            f"{version}.buildVersion={{version}}",
            f"{version}.buildTag={{version}}",
            f"{version}.buildHub={ISTIO_HUB}",
            f"{version}.buildStatus=Clean",
        ),
        core_minutes=core_minutes,
    )


ISTIO_HUB: Final = "registry.istio.io/release"
"""Where a released istioctl says images are; the charts that we serve say the same."""

_GITHUB = "https://github.com/{project}/releases/download/{{version}}/{file}"
_GITHUB_API = "https://api.github.com/repos/{project}/releases/tags/{{version}}"

_KUBERNETES_RELEASE = Release(
    url="https://dl.k8s.io/release/{version}/bin/{os}/{arch}/{tool}",
    checksum_url="https://dl.k8s.io/release/{version}/bin/{os}/{arch}/{tool}.sha256",
    checksum=Checksum.DIGEST,
)
_KUBERNETES_BUILD = Build(
    output="kubernetes", package=".", wrapper="kubernetes", stamps=_kubernetes_stamps(), core_minutes=13
)
_KWOK_RELEASE = Release(  # kwok publishes no checksum files
    url=_GITHUB.format(project="kubernetes-sigs/kwok", file="{tool}-{os}-{arch}"),
    checksum_url=_GITHUB_API.format(project="kubernetes-sigs/kwok"),
    checksum=Checksum.GITHUB,
)


def _component(name: str, rule: Rule, *version_command: str) -> Tool:
    return Tool(
        name=name,
        pin="kubernetes",
        rule=rule,
        release=_KUBERNETES_RELEASE,
        build=_KUBERNETES_BUILD,
        version_command=version_command or ("--version",),
    )


_ALL = (
    Tool(
        name="etcd",
        pin="etcd",
        rule=at_least("3.5"),
        release=Release(
            url=_GITHUB.format(project="etcd-io/etcd", file="etcd-{version}-{os}-{arch}.tar.gz"),
            checksum_url=_GITHUB.format(project="etcd-io/etcd", file="SHA256SUMS"),
            checksum=Checksum.LINES,
            member="etcd-{version}-{os}-{arch}/etcd",
        ),
        # In Kubernetes' own module, whose packages it shares: seconds instead of a minute.
        build=Build(output="etcd", package="go.etcd.io/etcd/server/v3", wrapper="kubernetes", core_minutes=0.5),
    ),
    _component("kube-apiserver", SAME_MINOR),
    _component("kube-controller-manager", SAME_MINOR),
    _component("kube-scheduler", SAME_MINOR),
    _component("kubectl", ONE_MINOR_APART, "version", "--client"),
    Tool(
        name="kwok",
        pin="kwok",
        rule=SAME_MINOR,
        release=_KWOK_RELEASE,
        build=Build(output="kwok", package="sigs.k8s.io/kwok/cmd/kwok", core_minutes=4),
    ),
    Tool(
        name="kwokctl",
        pin="kwok",
        rule=SAME_MINOR,
        release=_KWOK_RELEASE,
        build=Build(output="kwokctl", package="sigs.k8s.io/kwok/cmd/kwokctl", core_minutes=1),
    ),
    # MetalLB publishes images, not programs.
    Tool(
        name="metallb-controller",
        pin="metallb",
        build=Build(
            output="metallb-controller", package="go.universe.tf/metallb/controller", wrapper="metallb", core_minutes=3
        ),
    ),
    Tool(
        name="metallb-speaker",
        pin="metallb",
        build=Build(
            output="metallb-speaker", package="go.universe.tf/metallb/speaker", wrapper="metallb", core_minutes=0.5
        ),
    ),
    Tool(
        name="helm",
        pin="helm",
        rule=SAME_MAJOR,
        version_command=("version", "--short"),
        release=Release(
            url="https://get.helm.sh/helm-{version}-{os}-{arch}.tar.gz",
            checksum_url="https://get.helm.sh/helm-{version}-{os}-{arch}.tar.gz.sha256sum",
            checksum=Checksum.LINES,
            member="{os}-{arch}/helm",
        ),
        build=Build(
            output="helm",
            package="helm.sh/helm/v3/cmd/helm",
            stamps=("helm.sh/helm/v3/internal/version.version={version}",),
            core_minutes=3.5,
        ),
    ),
    Tool(
        name="kind",
        pin="kind",
        rule=at_least("0.24"),
        release=Release(
            url=_GITHUB.format(project="kubernetes-sigs/kind", file="kind-{os}-{arch}"),
            checksum_url=_GITHUB.format(project="kubernetes-sigs/kind", file="kind-{os}-{arch}.sha256sum"),
            checksum=Checksum.LINES,
        ),
        build=Build(output="kind", package="sigs.k8s.io/kind", core_minutes=0.4),
    ),
    Tool(
        name="istioctl",
        pin="istio",
        rule=SAME_MINOR,
        version_command=("version", "--remote=false"),
        release=Release(
            url=_GITHUB.format(project="istio/istio", file="istioctl-{version}-{os}-{arch}.tar.gz"),
            checksum_url=_GITHUB.format(project="istio/istio", file="istioctl-{version}-{os}-{arch}.tar.gz.sha256"),
            checksum=Checksum.LINES,
            member="istioctl",
        ),
        build=_istio("istioctl", "istio.io/istio/istioctl/cmd/istioctl", core_minutes=10),
    ),
    # Published inside an image only.
    Tool(
        name="pilot-discovery",
        pin="istio",
        rule=SAME_MINOR,
        version_command=("version",),
        build=_istio("pilot-discovery", "istio.io/istio/pilot/cmd/pilot-discovery", core_minutes=4.5),
    ),
)

TOOLS: Final[Mapping[str, Tool]] = MappingProxyType({tool.name: tool for tool in _ALL})

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
