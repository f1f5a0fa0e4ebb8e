"""What a user can set, as values: one frozen class a table; a field's name is its key, with ``_`` or ``-``.

A ``Path`` is relative to the settings file's folder and absolute once read. A *source* is text that is turned into a
folder or file when it is needed: a path relative to the settings file, a URL, or ``go:MODULE@VERSION/sub/folder``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from harness.settings.catalogue_settings import CatalogueSettings
from harness.settings.constraint import AtLeast, Duration, Regex
from harness.settings.open_table import OTHER_KEYS
from harness.settings.placeholder import Template
from harness.settings.prerequisite_table import PrerequisiteSetting
from harness.settings.raw_table import RawTable
from harness.settings.shortcode_table import ShortcodeSetting, TemplateText
from harness.settings.tolerance_settings import ToleranceSettings

Seconds = Annotated[float, Duration(), AtLeast(0)]
Count = Annotated[int, AtLeast(1)]
Pattern = Annotated[str, Regex()]
Templated = Annotated[str, Template()]


def default_variables() -> dict[str, str]:
    """Templates over the fleet, see ``variables``: the names that documents use for contexts and kubeconfig."""
    clusters = {f"CTX_CLUSTER{number}": f"{{cluster{number}.context}}" for number in range(1, 10)}
    # Zones are numbered through all regions, so a zone is a cluster.
    zones = {f"CTX_R{region}_Z{zone}": f"{{cluster{zone}.context}}" for region in range(1, 10) for zone in range(1, 10)}
    # Of a mesh whose control plane runs on the first cluster.
    roles = {"PRIMARY": 1, "EXTERNAL_CLUSTER": 1, "REMOTE_CLUSTER": 2, "SECOND_CLUSTER": 3}
    named = {f"CTX_{role}": f"{{cluster{number}.context}}" for role, number in roles.items()}
    return {"KUBECONFIG": "{kubeconfig}", **clusters, **zones, **named}


@dataclass(frozen=True, slots=True, kw_only=True)
class SnipsSettings:
    """``[snips]``: the snippet files. ``header`` is a template's file or, with a line break in it, the template."""

    dialect: Literal["default", "compat"] = "default"
    header: str = ""
    out: Path | None = None  # folder of the files; None: snippets/ beside the settings
    beside: bool = False  # next to the page instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """``[timeouts]``: how long one attempt of a command may take, by its kind, and how long to retry; in seconds.

    ``page`` and ``run`` are budgets: all commands of a page's path together, and the whole run; 0 is no limit.
    """

    command: Seconds = 120.0
    read_only: Seconds = 60.0
    wait: Seconds = 300.0  # kubectl wait, rollout status, without a --timeout of their own
    install: Seconds = 600.0  # of installing commands, such as helm install and upgrade
    cleanup: Seconds = 300.0
    background: Seconds = 5.0  # a command ended by & gives its prompt back at once
    retry: Seconds = 60.0  # a read-only command is repeated until its output agrees; 0: one attempt
    fleet: Seconds = 600.0  # until clusters are ready
    page: Seconds = 1800.0
    run: Seconds = 7200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSetting:
    """``[[prompts]]``: a prompt that commands show, as a regular expression, and what is typed then."""

    pattern: Pattern
    reply: str
    command: Pattern = ""  # only for commands that this finds; empty: for all


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSetting:
    """``[[rules]]``: check rules switched off or on, or changed in severity, for pages that match ``paths``."""

    paths: tuple[str, ...] = ("**",)
    off: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    severity: Mapping[str, Literal["error", "warning", "note"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSetting:
    """One cluster of ``[topologies.NAME]``."""

    name: str
    network: str = "network1"
    pod_subnet: str = ""
    service_subnet: str = ""
    nodes: Count = 1
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopologySetting:
    """``[topologies.NAME]``: clusters, or ``file``, JSON with cluster_name, pod_subnet, svc_subnet and network_id."""

    clusters: tuple[ClusterSetting, ...] = ()
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MountSetting:
    """``[[cluster.kind.extra-mounts]]``, as kind has it."""

    host_path: Path
    container_path: str
    read_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeSettings:
    """What is set for clusters of containers, whichever program makes them.

    ``node_image`` is empty for the program's own; ``{version}`` in it is the topology's. ``env`` are variables of the
    program. ``prepare`` are shell commands run before the first cluster, ``after`` after each one (with its ``CONTEXT``
    set). ``wait`` are seconds until a cluster is ready.
    """

    node_image: str = ""
    images: tuple[str, ...] = ()  # archives or local images, loaded into all nodes
    env: Mapping[str, str] = field(default_factory=dict)
    prepare: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    wait: Seconds = 180.0
    runtime: Literal["", "docker", "podman"] = ""  # empty: whichever answers


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSettings(NodeSettings):
    """``[cluster.kind]``: what kind is told beyond the topology.

    ``config`` is merged into each cluster's kind configuration; ``patches`` are kubeadm configuration patches (YAML).
    """

    config: Mapping[str, object] = field(default_factory=dict)
    patches: tuple[str, ...] = ()
    extra_mounts: tuple[MountSetting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetallbSettings:
    """``[cluster.metallb]``: ``manifest`` is a source, empty for the pinned version's own."""

    version: str = ""
    manifest: str = ""
    addresses: Count = 50  # for each cluster
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkloadSetting:
    """``[[cluster.workloads]]``: pods with such an image are served by a local process, where pods are simulated.

    In ``command`` and ``env`` stand templates: ``{kubeconfig}`` (of the pod's service account), ``{port:N}`` (the
    loopback port that stands for the container's port N), ``{cluster}``, ``{namespace}``, ``{pod}``, ``{pod_ip}``,
    ``{workdir}``, ``{env:NAME}`` of the container. A word that is ``{args}`` becomes the container's arguments.
    The first word is a tool of the toolchain, a name on PATH, or a path.
    """

    image: str  # a glob, such as "*/pilot:*"
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSettings:
    """``[cluster]``: where clusters come from and what they are like."""

    provider: str = "auto"  # auto, none, or the name of a provider
    version: str = ""  # of Kubernetes; empty: the toolchain's
    fleets: Count | None = None  # None: one for each worker where a machine has room for several, else one
    contexts: Mapping[str, str] = field(default_factory=dict)  # existing clusters: cluster1 -> context
    allow: tuple[str, ...] = ()  # contexts that may be used; nothing is allowed unless named
    kubeconfig: Path | None = None  # of existing clusters
    keep: bool = False
    kind: KindSettings = field(default_factory=KindSettings)
    metallb: MetallbSettings = field(default_factory=MetallbSettings)
    workloads: tuple[WorkloadSetting, ...] = ()
    stand_ins: tuple[str, ...] = ()  # patterns of images that do not hold what those of their names do
    of_providers: Mapping[str, Any] = field(default_factory=dict, metadata=OTHER_KEYS)  # [cluster.NAME] of packages


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolchainSettings:
    """``[toolchain]``: how programs that clusters need are found; ``mirrors`` replaces the start of addresses."""

    mirrors: Mapping[str, str] = field(default_factory=dict)
    downloads: bool = True  # False: no release is downloaded


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """``[evidence]``: ``commands`` run after a failure, with ``CONTEXT`` and ``NAMESPACE``; what they print is kept."""

    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a user can set, read once. ``file`` is where it came from, ``None`` when there is none.

    ``root`` is the folder that sources start from: the settings file's (of files that extend one another that of the
    last one), or the current folder.
    """

    file: Path | None = None
    root: Path = field(default_factory=Path.cwd)
    extends: Path | None = None  # a settings file whose tables lie below this one's

    # What pages there are and how they are read
    language: str = "en"  # of pages outside every content folder, and the one that translations fall back to
    content: Mapping[str, Path] = field(default_factory=dict)  # folder of each language
    boilerplates: Mapping[str, Path] = field(default_factory=dict)  # folder of each language, "*" for all
    values: tuple[Path, ...] = ()  # YAML files that value shortcodes read
    site: str = ""  # the kind of site, by the name of its profile; empty: as its root shows
    shortcodes: Mapping[str, TemplateText | ShortcodeSetting] = field(default_factory=dict)  # a text: a value's
    pages: Literal["tested", "all"] = "tested"  # "tested": those whose front matter says ``test: yes``
    plans: Path = Path("plans")
    snips: SnipsSettings = field(default_factory=SnipsSettings)

    # How commands are run
    timeouts: Timeouts = field(default_factory=Timeouts)
    prompts: tuple[PromptSetting, ...] = ()
    variables: Mapping[str, Templated] = field(default_factory=default_variables)
    variables_from: Mapping[str, str] = field(default_factory=dict)  # variable -> command that prints its value
    prerequisites: Mapping[str, PrerequisiteSetting] = field(default_factory=dict)  # by a name of one's own
    env: tuple[str, ...] = ()  # names passed on from the caller's environment; "X_*" is a glob
    path: tuple[str, ...] = ()  # folders first on PATH; "{python}" is the one of the running interpreter
    links: Mapping[str, str] = field(default_factory=dict)  # name in the working directory -> source
    urls: Mapping[str, str] = field(default_factory=dict)  # URL prefix in commands -> source; always reported
    charts: Mapping[str, str] = field(default_factory=dict)  # Helm repository name -> source
    strict: bool = False
    stop_page: bool | None = None  # None: only on clusters that are not ours

    # What is known of programs, compared and checked
    programs: Mapping[str, RawTable] = field(default_factory=dict)  # read by programs/, whose files have the same keys
    tolerances: ToleranceSettings = field(default_factory=ToleranceSettings)
    rules: tuple[RulesSetting, ...] = ()
    catalogue: CatalogueSettings = field(default_factory=CatalogueSettings)

    # What is asked about failures
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)

    # Clusters and the programs that make them
    topologies: Mapping[str, TopologySetting] = field(default_factory=dict)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    tools: Mapping[str, str] = field(default_factory=dict)  # program -> version, or its path
    toolchain: ToolchainSettings = field(default_factory=ToolchainSettings)

    def named_clusters(self) -> frozenset[str] | None:
        """The clusters of topologies; ``None`` when files have them, which are read when clusters are needed."""
        if any(topology.file is not None for topology in self.topologies.values()):
            return None
        return frozenset(cluster.name for topology in self.topologies.values() for cluster in topology.clusters)

    def resolve(self, source: str) -> Path:
        """A source that is a path, seen from the settings file."""
        return self.root / source
