"""Programs by name, from the first place that has them: settings, PATH, the cache, the maker's release, Go modules."""

import hashlib
import json
import logging
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness.cluster.provider import Progress
from harness.cluster.toolchain.attempt import UnavailableError
from harness.cluster.toolchain.go_build import BuildPlan, compile_program, plan_build, refuse_unpinned
from harness.cluster.toolchain.golang import Go, find_go
from harness.cluster.toolchain.store import Store, copy_source
from harness.cluster.toolchain.tools import TOOLS, Tool
from harness.cluster.toolchain.versions import parse_version, pinned
from harness.cluster.toolchain.web import CONNECT_SECONDS, Web, this_platform
from harness.errors import SettingsError, ToolchainError

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolchainOptions:
    """What users can say about tools: where they are, which ones, and where else releases are."""

    paths: Mapping[str, Path] = field(default_factory=dict)  # tool -> program
    versions: Mapping[str, str] = field(default_factory=dict)  # key of versions.toml -> version
    mirrors: Mapping[str, str] = field(default_factory=dict)  # start of an address -> what stands there instead
    downloads: bool = True  # False: releases are not asked for
    search_path: str | None = None  # like PATH, which it defaults to
    connect_seconds: float = CONNECT_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A tool at hand: ``origin`` is ``settings``, ``PATH``, ``cache``, ``release`` or ``build``."""

    tool: str
    path: Path
    origin: str
    seconds: float


class Toolchain:
    """Finds, downloads or builds tools; one object a run: it remembers what it found and which hosts are silent."""

    def __init__(self, cache: Path, options: ToolchainOptions | None = None) -> None:
        self.options = options or ToolchainOptions()
        unknown = sorted(set(self.options.paths) - set(TOOLS)) + sorted(set(self.options.versions) - set(pinned()))
        if unknown:
            raise SettingsError(
                f"unknown tool {unknown[0]!r}", expected="one of " + ", ".join(sorted({*TOOLS, *pinned()}))
            )
        self.cache = cache
        self.versions: Mapping[str, str] = {**pinned(), **self.options.versions}
        self._search_path = (
            self.options.search_path if self.options.search_path is not None else os.environ.get("PATH", "")
        )
        self._store = Store(cache / "tools")
        self._web = Web(self.options.mirrors, connect_seconds=self.options.connect_seconds)
        self._platform = this_platform()
        self._got: dict[str, Got] = {}
        self._go: Go | None = None

    def with_version(self, pin: str, version: str) -> "Toolchain":
        """The same toolchain, with another version of one of its parts."""
        return Toolchain(self.cache, replace(self.options, versions={**self.options.versions, pin: version}))

    def path(self, tool: str, *, progress: Progress) -> Path:
        return self.get(tool, progress=progress).path

    def program(self, name: str, *, progress: Progress) -> Path:
        """A program of the toolchain, or another one by its path, or by its name on PATH."""
        if name in TOOLS:
            return self.path(name, progress=progress)
        found = shutil.which(name, path=self._search_path)
        if found is None:
            raise ToolchainError(f"no program {name!r}", remedy="give its path in the settings, or put it on PATH")
        return Path(found)

    def ensure(self, tools: Iterable[str], *, progress: Progress) -> tuple[Got, ...]:
        """All of ``tools``, with where each came from and how long that took: the summary of a set-up."""
        return tuple(self.get(tool, progress=progress) for tool in tools)

    def get(self, name: str, *, progress: Progress) -> Got:
        """``ToolchainError`` names every way that was tried and why it was closed."""
        if name in self._got:
            return self._got[name]
        tool = _tool(name)
        reasons: list[str] = []
        started = time.monotonic()
        for origin, way in (
            ("settings", self._configured),
            ("PATH", self._on_path),
            ("cache", self._cached),
            ("release", self._released),
            ("build", self._built),
        ):
            try:
                path = way(tool, progress)
            except UnavailableError as error:
                reasons.append(f"{origin}: {error}")
                LOG.info("no %s by %s: %s", name, origin, error)
                continue
            if path is not None:
                got = Got(tool=name, path=path, origin=origin, seconds=round(time.monotonic() - started, 1))
                return self._got.setdefault(name, got)
        raise ToolchainError(
            f"{name} {self.versions[tool.pin]} cannot be had",
            expected="one of these ways, all of which are closed\n    " + "\n    ".join(reasons),
            remedy=f'put {name} on PATH, or name it in the settings ([tools] {name} = "/path/to/{name}"),'
            " or open one of the ways above: a Go compiler on PATH and a Go module proxy are enough",
        )

    def version_of(self, name: str) -> str:
        """The version of a tool that was got: what it says itself where it may be another than the wanted one."""
        tool, got = _tool(name), self._got.get(name)
        if got is None or got.origin not in {"settings", "PATH"}:
            return self.versions[tool.pin].removeprefix("v")
        return str(parse_version(_says(str(got.path), *tool.version_command)) or "unknown")

    def folder(self, tools: Iterable[str], *, progress: Progress) -> Path:
        """A folder that holds exactly these tools under their names, to stand first on a PATH."""
        targets = {tool: str(self.path(tool, progress=progress)) for tool in sorted(set(tools))}
        digest = hashlib.sha256(json.dumps(targets).encode()).hexdigest()[:12]

        def link(folder: Path) -> None:
            for tool, target in targets.items():
                (folder / tool).symlink_to(target)

        return Store(self.cache / "paths").make(digest, origin="links", fill=link, progress=progress)

    def missing(self, tools: Iterable[str]) -> tuple[BuildPlan, ...]:
        """The programs that the cache lacks, each with how it would be built if no release of it can be had."""
        missing: dict[str, BuildPlan] = {}
        for name in tools:
            tool = _tool(name)
            with_release = self._store.get(self._release_key(tool)) is not None
            plan = self._plan(tool)
            if name not in self.options.paths and not with_release and self._store.get(plan.key) is None:
                missing[plan.key] = plan
        return tuple(missing.values())

    def module_dir(self, module: str, *, progress: Progress) -> Path:
        """The folder of the module cache that holds ``module`` (``path@version``), downloaded where it is missing."""
        try:
            with tempfile.TemporaryDirectory() as nowhere:  # outside any module, whose go.mod would have a say
                answer = self._compiler(progress).run("mod", "download", "-json", module, cwd=Path(nowhere))
            return Path(json.loads(answer)["Dir"])
        except (UnavailableError, KeyError, ValueError) as error:
            raise ToolchainError(
                f"Go module {module} cannot be had",
                expected=f"a Go module proxy that has it: {error}",
                remedy="check GOPROXY, or give the files as a folder of this machine in the settings",
            ) from error

    def source(self, text: str, *, base: Path, progress: Progress) -> Path:
        """A file or folder from settings: a path (relative to ``base``), or ``go:MODULE@VERSION/sub/folder``.

        ``VERSION`` may be a key of versions.toml in braces: ``go:istio.io/istio@{istio-module}/samples``. What comes
        from a module is a copy in the cache, whose scripts can be run; it must not be written to.
        """
        if text.startswith("go:"):
            return self._from_module(text, progress)
        if not (base / text).exists():
            raise SettingsError(f"{text!r} is not there", expected=f"a file or folder {base / text}")
        return base / text

    def published(self, url: str, *, digest: str | None = None, progress: Progress) -> Path:
        """A file of the web, downloaded once; ``digest`` is its SHA-256 where known. ``ToolchainError`` without it."""

        def fetch(folder: Path) -> None:
            progress(f"downloading {url}")
            self._web.fetch(url, folder / "file", digest=digest)

        key = hashlib.sha256(f"{url} {digest}".encode()).hexdigest()[:16]
        try:
            return Store(self.cache / "files").make(key, origin="release", fill=fetch, progress=progress) / "file"
        except UnavailableError as error:
            raise ToolchainError(str(error)) from error

    def _from_module(self, text: str, progress: Progress) -> Path:
        found = re.fullmatch(r"go:(?P<module>[^@]+)@(?P<version>[^/]+)/(?P<path>.+)", text)
        if found is None:
            raise SettingsError(f"{text!r} names no part of a Go module", expected="go:MODULE@VERSION/sub/folder")
        version = re.sub(r"\{([^}]*)\}", lambda key: self._pin(key[1], text), found["version"])
        module, path = f"{found['module']}@{version}", found["path"].rstrip("/")

        def copy(folder: Path) -> None:
            original = self.module_dir(module, progress=progress) / path
            if not original.exists():
                raise SettingsError(f"{text!r} is not there", expected=f"a file or folder {path} in Go module {module}")
            copy_source(original, folder / original.name)

        key = re.sub(r"[^\w.@-]+", "_", f"{module}_{path}")
        return Store(self.cache / "sources").make(key, origin="module", fill=copy, progress=progress) / Path(path).name

    def _pin(self, key: str, text: str) -> str:
        if key not in self.versions:
            raise SettingsError(
                f"{text!r}: unknown version {key!r}", expected="one of " + ", ".join(sorted(self.versions))
            )
        return self.versions[key]

    def _configured(self, tool: Tool, _: Progress) -> Path | None:
        path = self.options.paths.get(tool.name)
        if path is None:
            return None
        if not os.access(path, os.X_OK) or path.is_dir():
            raise ToolchainError(
                f"{tool.name}: the program named in the settings cannot be run",
                expected=f"an executable file {path}",
                remedy="correct the path, or remove the setting to have it found, downloaded or built",
            )
        return path

    def _on_path(self, tool: Tool, _: Progress) -> Path:
        if tool.rule is None:
            raise UnavailableError("not looked for, the name says too little")
        found = shutil.which(tool.name, path=self._search_path)
        if found is None:
            raise UnavailableError(f"no {tool.name}")
        version, wanted = parse_version(_says(found, *tool.version_command)), parse_version(self.versions[tool.pin])
        if version is None or wanted is None or not tool.rule.fits(version, wanted):
            wish = f"{self.versions[tool.pin]} needs {tool.rule.text}"
            raise UnavailableError(f"{found} is version {version or 'unknown'}, {wish}")
        return Path(found)

    def _cached(self, tool: Tool, _: Progress) -> Path:
        for key in (self._release_key(tool), self._plan(tool).key):
            folder = self._store.get(key)
            if folder is not None:
                return folder / tool.name
        raise UnavailableError(f"nothing in {self._store.folder}")

    def _released(self, tool: Tool, progress: Progress) -> Path:
        release = tool.release
        if release is None:
            raise UnavailableError("its maker publishes no program files")
        if not self.options.downloads:
            raise UnavailableError("switched off by `downloads` of [toolchain] in the settings")
        values = {"tool": tool.name, "version": self.versions[tool.pin], **self._platform}

        def fetch(folder: Path) -> None:
            self._web.fetch_program(release, values, folder / tool.name, progress)

        return self._store.make(self._release_key(tool), origin="release", fill=fetch, progress=progress) / tool.name

    def _built(self, tool: Tool, progress: Progress) -> Path:
        plan = self._plan(tool)
        refuse_unpinned(plan, tool.build.pin or tool.pin)
        go = self._compiler(progress)

        def build(folder: Path) -> None:
            compile_program(plan, go, folder, progress)

        return self._store.make(plan.key, origin="build", fill=build, progress=progress) / tool.name

    def _compiler(self, progress: Progress) -> Go:
        self._go = self._go or find_go(self._store, search_path=self._search_path, progress=progress)
        return self._go

    def _plan(self, tool: Tool) -> BuildPlan:
        version = self.versions[tool.pin]
        module_version = self.versions[tool.build.pin or tool.pin]
        return plan_build(tool.build, version=version, module_version=module_version, platform=self._platform)

    def _release_key(self, tool: Tool) -> str:
        return f"{tool.name}-{self.versions[tool.pin]}-release-{self._platform['os']}-{self._platform['arch']}"


def _tool(name: str) -> Tool:
    if name not in TOOLS:
        raise SettingsError(f"unknown tool {name!r}", expected="one of " + ", ".join(sorted(TOOLS)))
    return TOOLS[name]


def _says(program: str, *args: str) -> str:
    try:
        result = subprocess.run([program, *args], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout or result.stderr
