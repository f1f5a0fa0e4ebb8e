"""The page about settings has every key, each with the default that the code has."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from harness.cluster.containers.container_cluster import extra
from harness.cluster.fleet import environment
from harness.cluster.toolchain import versions
from harness.plan.overrides.override import OverrideTable
from harness.settings.build import hints, spelling
from harness.settings.open_table import OTHER_KEYS
from harness.settings.placeholder import KNOWN, OF_A_CLUSTER
from harness.settings.sections import RulesSetting, Settings

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
SHORT_OR_TABLE = " .NAME"
"""Where a key holds tables, or for each of them a text that says the most important of it."""
NOT_KEYS = frozenset({"file", "root"})


def rows(page: str) -> Iterator[list[str]]:
    """The cells of every row of a page's tables."""
    for line in (DOCS / page / "index.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def code(cell: str) -> str:
    """What stands between backticks in a cell that has nothing else."""
    return cell.strip("`")


def keys(kind: type[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Each key of a table of settings with its default as the page writes it."""
    for field in fields(kind):
        if not prefix and kind is Settings and field.name in NOT_KEYS:
            continue
        if field.metadata == OTHER_KEYS:
            yield f"{prefix}NAME" if field.name == "of_providers" else prefix.removesuffix("."), default_of(field)
            continue
        name = f"{prefix}{spelling(field.name)}"
        inner, ending = dataclass_in(hints(kind)[field.name])
        if inner is None or ending == SHORT_OR_TABLE:
            yield name, default_of(field)
        if inner is not None:
            yield from keys(inner, f"{name}{ending.strip()}.")


def dataclass_in(hint: Any) -> tuple[type[Any] | None, str]:
    """The table that a key holds, and how the page writes where it stands."""
    origin, arguments = get_origin(hint), get_args(hint)
    inner, ending = hint, ""
    if origin is tuple:
        inner, ending = arguments[0], "[]"
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        inner, ending = arguments[1], ".NAME"
        if tables := [part for part in get_args(inner) if is_dataclass(part)]:
            inner, ending = tables[0], SHORT_OR_TABLE
    return (inner, ending) if isinstance(inner, type) and is_dataclass(inner) else (None, "")


def default_of(field: Field[Any]) -> str:
    if field.default is MISSING:
        return "required" if field.default_factory is MISSING else ""
    value = field.default
    if value in (None, "", ()):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_every_setting_stands_on_its_page_with_its_default() -> None:
    documented = {code(row[0]): code(row[2]) for row in rows("settings") if len(row) == 4 and row[0].startswith("`")}
    assert documented == {**dict(keys(Settings)), "variables": "see [below](#variables)"}


def test_keys_of_every_depth_are_found() -> None:
    """The test above would say nothing if it looked at the top only."""
    found = dict(keys(Settings))
    assert {"rules[].paths", "topologies.NAME.clusters[].nodes", "cluster.kind.extra-mounts[].host-path"} <= set(found)
    assert found["rules[].paths"] == RulesSetting().paths[0]


def test_every_placeholder_stands_on_the_page() -> None:
    documented = {code(row[0]) for row in rows("settings") if row[0].startswith("`{")}
    assert documented == {f"{{{name}}}" for name in KNOWN}
    assert {*environment._CLUSTER_FIELDS, "node", "node_address"} == set(OF_A_CLUSTER)
    assert extra.__doc__ is not None
    assert "{cluster1.node_address}" in extra.__doc__


def test_every_version_that_can_be_set_is_named() -> None:
    pins = tomllib.loads(Path(versions.__file__).with_name("versions.toml").read_text(encoding="utf-8"))
    text = (
        (DOCS / "settings" / "index.md").read_text(encoding="utf-8").split("The parts whose version can be set", 1)[1]
    )
    assert [name for name in pins if f"`{name}`" not in text] == []


def test_every_key_of_a_plan_file_stands_on_its_page() -> None:
    documented = {code(row[0]): code(row[2]) for row in rows("plan-files") if len(row) == 4 and row[0].startswith("`")}
    assert documented == dict(keys(OverrideTable))


@pytest.mark.parametrize("page", ["settings", "plan-files"])
def test_no_key_stands_twice(page: str) -> None:
    names = [row[0] for row in rows(page) if row[0].startswith("`")]
    assert sorted(set(names)) == sorted(names)
