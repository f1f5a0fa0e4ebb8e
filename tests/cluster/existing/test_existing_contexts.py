import base64
import errno
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.cluster.api.kubeconfig import renamed
from harness.cluster.existing.contexts import kubeconfig_files, portable, read_merged
from harness.errors import ClusterError, SettingsError


def config(name: str, *, cluster: dict[str, Any] | None = None, user: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "clusters": [{"name": name, "cluster": cluster or {"server": f"https://{name}"}}],
        "users": [{"name": name, "user": user or {}}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name}}],
    }


def written(file: Path, table: dict[str, Any]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(table))
    return file


def data(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("explicit", "environ", "expected"),
    [
        pytest.param(Path("/x"), {"KUBECONFIG": "/y", "HOME": "/h"}, [Path("/x")], id="settings come first"),
        pytest.param(None, {"KUBECONFIG": "/a:/b:", "HOME": "/h"}, [Path("/a"), Path("/b")], id="then the environment"),
        pytest.param(None, {"HOME": "/h"}, [Path("/h/.kube/config")], id="then the usual place"),
    ],
)
def test_files(explicit: Path | None, environ: dict[str, str], expected: list[Path]) -> None:
    assert list(kubeconfig_files(explicit, environ)) == expected


def test_the_first_file_wins_and_files_that_are_not_there_do_not_matter(tmp_path: Path) -> None:
    first = written(tmp_path / "first", config("a"))
    second = written(tmp_path / "second", config("a", cluster={"server": "https://other"}))
    third = written(tmp_path / "third", config("b"))
    merged = read_merged([tmp_path / "gone", first, second, third])
    assert [(one["name"], one["cluster"]["server"]) for one in merged["clusters"]] == [
        ("a", "https://a"),
        ("b", "https://b"),
    ]


def test_no_file_at_all(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_merged([tmp_path / "gone"])
    assert str(caught.value) == (
        f"no kubeconfig: {tmp_path / 'gone'}\n"
        "  to fix:   name the file of your contexts: kubeconfig in [cluster], or $KUBECONFIG"
    )


def copy(file: Path, environ: dict[str, str], context: str = "a") -> dict[str, Any]:
    return portable(renamed(read_merged([file]), context=context, name="cluster1"), environ, context=context)


def test_certificates_are_taken_along(tmp_path: Path) -> None:
    for name in ("ca.crt", "me.crt", "me.key"):
        (tmp_path / name).write_text(name)
    file = written(
        tmp_path / "config",
        config(
            "a",
            cluster={"server": "https://a", "certificate-authority": "ca.crt", "proxy-url": "http://proxy"},
            user={"client-certificate": "me.crt", "client-key": str(tmp_path / "me.key"), "tokenFile": "token"},
        ),
    )
    part = copy(file, {})
    assert part["clusters"][0]["cluster"] == {
        "server": "https://a",
        "certificate-authority-data": data("ca.crt"),
        "proxy-url": "http://proxy",
    }
    assert part["users"][0]["user"] == {
        "client-certificate-data": data("me.crt"),
        "client-key-data": data("me.key"),
        "tokenFile": str(tmp_path / "token"),
    }


def test_a_certificate_that_is_not_there(tmp_path: Path) -> None:
    file = written(tmp_path / "config", config("a", cluster={"server": "https://a", "certificate-authority": "ca.crt"}))
    with pytest.raises(ClusterError) as caught:
        copy(file, {})
    assert str(caught.value) == f"context 'a': {tmp_path / 'ca.crt'}: {os.strerror(errno.ENOENT)}"


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    program = tmp_path / "bin" / "login"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("command", ["login", "./bin/login"])
def test_a_login_plugin_works_from_everywhere(tmp_path: Path, plugin: Path, command: str) -> None:
    own = [{"name": "AWS_PROFILE", "value": "docs"}]
    file = written(tmp_path / "config", config("a", user={"exec": {"command": command, "args": ["token"], "env": own}}))
    environ = {
        "PATH": str(plugin.parent),
        "HOME": "/home/me",
        "AWS_PROFILE": "mine",
        "AWS_REGION": "eu",
        "https_proxy": "http://proxy",
        "SECRET": "x",
    }
    assert copy(file, environ)["users"][0]["user"]["exec"] == {
        "command": str(plugin),
        "args": ["token"],
        "env": [
            {"name": "AWS_PROFILE", "value": "docs"},
            {"name": "AWS_REGION", "value": "eu"},
            {"name": "HOME", "value": "/home/me"},
            {"name": "PATH", "value": str(plugin.parent)},
            {"name": "https_proxy", "value": "http://proxy"},
        ],
    }


@pytest.mark.parametrize(
    ("hint", "remedy"),
    [
        pytest.param("Install it from https://example.com\n", "Install it from https://example.com", id="its own hint"),
        pytest.param("", "install login, and try: kubectl --context a version", id="no hint"),
    ],
)
def test_a_login_plugin_that_is_not_there(tmp_path: Path, hint: str, remedy: str) -> None:
    file = written(tmp_path / "config", config("a", user={"exec": {"command": "login", "installHint": hint}}))
    with pytest.raises(ClusterError) as caught:
        copy(file, {"PATH": str(tmp_path)})
    assert str(caught.value) == f"context 'a' logs in by 'login', which is not on PATH\n  to fix:   {remedy}"
