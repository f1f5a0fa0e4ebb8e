"""Where a tool comes from, in which order, and what is said when it cannot be had at all."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.toolchain import Got, Toolchain, ToolchainOptions
from harness.cluster.toolchain.web import this_platform
from harness.errors import SettingsError, ToolchainError

NOWHERE = "http://127.0.0.1:1"
HOSTS = ("https://dl.k8s.io", "https://github.com", "https://api.github.com", "https://get.helm.sh")
OFFLINE = ToolchainOptions(mirrors=dict.fromkeys(HOSTS, NOWHERE), search_path="", connect_seconds=0.3)
KUBECTL = "/release/v1.34.4/bin/{os}/{arch}/kubectl".format(**this_platform())
BODY = b"#!/bin/sh\necho kubectl\n"


def options(tmp_path: Path, **changes: Any) -> ToolchainOptions:
    return replace(OFFLINE, **{"search_path": str(tmp_path / "bin"), **changes})


def test_a_program_named_in_the_settings_comes_first(tmp_path: Path, program: Any, said: list[str]) -> None:
    mine = program("mine", "echo v1.34.4", folder="own")
    program("kubectl", "echo v1.34.4")
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path, paths={"kubectl": mine}))
    assert toolchain.get("kubectl", progress=said.append) == Got(
        tool="kubectl", path=mine, origin="settings", seconds=0.0
    )


def test_a_program_named_in_the_settings_that_is_none(tmp_path: Path, said: list[str]) -> None:
    toolchain = Toolchain(tmp_path, options(tmp_path, paths={"kubectl": tmp_path / "absent"}))
    with pytest.raises(ToolchainError) as caught:
        toolchain.path("kubectl", progress=said.append)
    assert str(caught.value) == (
        "kubectl: the program named in the settings cannot be run\n"
        f"  expected: an executable file {tmp_path}/absent\n"
        "  to fix:   correct the path, or remove the setting to have it found, downloaded or built"
    )


def test_a_program_on_path_serves_when_its_version_fits(tmp_path: Path, program: Any, said: list[str]) -> None:
    found = program("kubectl", 'test "$*" = "version --client" && echo "Client Version: v1.33.7"')
    got = Toolchain(tmp_path / "cache", options(tmp_path)).get("kubectl", progress=said.append)
    assert (got.path, got.origin) == (found, "PATH")


def test_a_release_serves_when_path_has_the_wrong_version(
    tmp_path: Path, program: Any, host: Any, said: list[str]
) -> None:
    program("kubectl", 'echo "Client Version: v1.32.4-dispatcher"')
    host.files = {KUBECTL: BODY, f"{KUBECTL}.sha256": hashlib.sha256(BODY).hexdigest().encode()}
    with_host = options(tmp_path, mirrors={"https://dl.k8s.io": host.url})
    got = Toolchain(tmp_path / "cache", with_host).get("kubectl", progress=said.append)
    assert got.origin == "release"
    assert got.path.read_bytes() == BODY
    again = Toolchain(tmp_path / "cache", options(tmp_path)).get("kubectl", progress=said.append)
    assert (again.path, again.origin) == (got.path, "cache")
    assert len(host.asked) == 2


def test_all_ways_closed_names_each_with_its_reason(tmp_path: Path, program: Any, said: list[str]) -> None:
    program("kubectl", 'echo "Client Version: v1.32.4-dispatcher"')
    program("go", "echo go1.21.0")
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path, versions={"go": "1.26.0"}, downloads=False))
    blocked = replace(toolchain.options, versions={"kubernetes": "v1.35.0"})
    with pytest.raises(ToolchainError) as caught:
        Toolchain(tmp_path / "cache", blocked).path("kubectl", progress=said.append)
    assert str(caught.value) == (
        "kubectl v1.35.0 cannot be had\n"
        "  expected: one of these ways, all of which are closed\n"
        f"    PATH: {tmp_path}/bin/kubectl is version 1.32.4, v1.35.0 needs at most one minor version apart\n"
        f"    cache: nothing in {tmp_path}/cache/tools\n"
        "    release: switched off by `downloads` of [toolchain] in the settings\n"
        "    build: modules can build v1.34.4 only, v1.35.0 is asked for\n"
        '  to fix:   put kubectl on PATH, or name it in the settings ([tools] kubectl = "/path/to/kubectl"),'
        " or open one of the ways above: a Go compiler on PATH and a Go module proxy are enough"
    )


def test_a_host_out_of_reach_is_one_of_the_reasons(tmp_path: Path, said: list[str]) -> None:
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path, versions={"kubernetes": "v1.35.0"}))
    with pytest.raises(ToolchainError, match=r"release: http://127\.0\.0\.1:1/\S+: cannot be reached: "):
        toolchain.path("kubectl", progress=said.append)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        pytest.param({"paths": {"kubctl": Path("/x")}}, "kubctl", id="path of an unknown tool"),
        pytest.param({"versions": {"kubernets": "v1"}}, "kubernets", id="version of an unknown part"),
    ],
)
def test_unknown_names_in_the_settings(tmp_path: Path, wrong: dict[str, Any], name: str) -> None:
    with pytest.raises(SettingsError, match=f"unknown tool '{name}'"):
        Toolchain(tmp_path, options(tmp_path, **wrong))


def test_an_unknown_tool(tmp_path: Path, said: list[str]) -> None:
    with pytest.raises(SettingsError, match="unknown tool 'kubctl'"):
        Toolchain(tmp_path, OFFLINE).path("kubctl", progress=said.append)


def test_a_folder_holds_exactly_the_tools_asked_for(tmp_path: Path, program: Any, said: list[str]) -> None:
    mine = {name: program(f"{name}-of-mine", "true", folder="own") for name in ("kubectl", "helm")}
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path, paths=mine))
    folder = toolchain.folder(["kubectl", "helm"], progress=said.append)
    assert {path.name: path.readlink() for path in folder.iterdir() if path.is_symlink()} == mine
    assert toolchain.folder(["helm", "kubectl"], progress=said.append) == folder


def test_ensure_says_what_came_from_where(tmp_path: Path, program: Any, said: list[str]) -> None:
    mine = program("mine", "true", folder="own")
    found = program("helm", "echo v3.22.1")
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path, paths={"kubectl": mine}))
    assert [
        (got.tool, got.path, got.origin) for got in toolchain.ensure(["kubectl", "helm"], progress=said.append)
    ] == [
        ("kubectl", mine, "settings"),
        ("helm", found, "PATH"),
    ]


def test_what_is_missing_names_each_program_once(tmp_path: Path) -> None:
    missing = Toolchain(tmp_path, OFFLINE).missing(["kubectl", "kube-apiserver", "etcd"])
    assert [plan.build.output for plan in missing] == ["kubernetes", "etcd"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("nowhere", "'nowhere' is not there", id="a path"),
        pytest.param("go:example.com/module", "names no part of a Go module", id="no version"),
        pytest.param("go:example.com/m@{nothing}/x", "unknown version 'nothing'", id="unknown pin"),
    ],
)
def test_sources_that_make_no_sense(tmp_path: Path, said: list[str], text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Toolchain(tmp_path, OFFLINE).source(text, base=tmp_path, progress=said.append)


def test_a_source_that_is_a_path(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "charts").mkdir()
    assert Toolchain(tmp_path, OFFLINE).source("charts", base=tmp_path, progress=said.append) == tmp_path / "charts"


def test_a_source_inside_a_module_is_kept(tmp_path: Path, program: Any, said: list[str]) -> None:
    module = tmp_path / "module"
    (module / "samples").mkdir(parents=True)
    (module / "samples" / "run.sh").write_text("#!/bin/sh\n")
    answer = f'{{"Path": "x", "Dir": "{module}"}}'
    log = tmp_path / "asked"
    program("go", f"case $1 in env) echo go1.99.0;; mod) echo \"$*\" >>{log}; echo '{answer}';; esac")
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path, versions={"helm": "v9"}))
    for _ in range(2):
        folder = toolchain.source("go:example.com/m@{helm}/samples", base=tmp_path, progress=said.append)
        assert (folder / "run.sh").stat().st_mode & 0o111
    assert log.read_text() == "mod download -json example.com/m@v9\n"


def test_a_module_that_nobody_has(tmp_path: Path, program: Any, said: list[str]) -> None:
    program("go", "case $1 in env) echo go1.99.0;; *) echo 'no such module' >&2; exit 1;; esac")
    with pytest.raises(ToolchainError) as caught:
        Toolchain(tmp_path, options(tmp_path)).module_dir("example.com/m@v1", progress=said.append)
    assert str(caught.value) == (
        "Go module example.com/m@v1 cannot be had\n"
        "  expected: a Go module proxy that has it: go mod exits with 1: no such module\n"
        "  to fix:   check GOPROXY, or give the files as a folder of this machine in the settings"
    )


def test_a_program_that_is_no_tool_is_looked_for_on_path(tmp_path: Path, program: Any, said: list[str]) -> None:
    mine = program("k3d", "echo 5")
    toolchain = Toolchain(tmp_path / "cache", options(tmp_path))
    assert toolchain.program("k3d", progress=said.append) == mine
    with pytest.raises(ToolchainError, match="'k4d'"):
        toolchain.program("k4d", progress=said.append)
