"""``[cluster.NAME]``: what the provider of a package lets its users set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest

from harness.cluster.provider_entry import ProviderEntry
from harness.errors import SettingsError
from harness.settings import package_table, read_settings
from harness.settings.constraint import AtLeast
from harness.settings.package_table import schema_problem
from harness.settings.sections import NodeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pots(NodeSettings):
    pots: Annotated[int, AtLeast(1)] = 1
    leaf: Literal["green", "black"] = "green"
    folder: Path | None = None

    def __post_init__(self) -> None:
        if self.pots > 1 and self.leaf == "black":
            raise ValueError("black tea has one pot")


ENTRIES = {
    "tea": ProviderEntry(name="tea", make=print, settings=Pots),  # type: ignore[arg-type] # is not made
    "plain": ProviderEntry(name="plain", make=print),  # type: ignore[arg-type] # likewise
}


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a package had these providers."""
    monkeypatch.setattr(package_table, "contributions", lambda _: ENTRIES)
    monkeypatch.setattr(package_table, "origin_of", lambda *_: "package tea-docs")


def read(folder: Path, text: str) -> Any:
    file = folder / "harness.toml"
    file.write_text(text)
    return ENTRIES["tea"].options(read_settings(file=file))


def test_values_are_of_the_class(tmp_path: Path) -> None:
    options = read(tmp_path, "[cluster.tea]\npots = 3\nnode-image = 'x'\nfolder = 'leaves'\n")
    assert options == Pots(pots=3, node_image="x", folder=tmp_path / "leaves")


def test_without_the_table_the_defaults_hold(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Pots()


def test_tables_of_files_that_extend_each_other_are_merged(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.harness.cluster.tea]\npots = 3\nruntime = 'podman'\n")
    options = read(tmp_path, "extends = 'pyproject.toml'\n[cluster.tea]\npots = 2\n")
    assert (options.pots, options.runtime) == (2, "podman")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("[cluster.tea]\npot = 3\n", 2, ["cluster.tea.pot", "'pots'"], id="a key that there is not"),
        pytest.param("[cluster.tea]\npots = '3'\n", 2, ["cluster.tea.pots", "'3'", "whole number"], id="another type"),
        pytest.param("[cluster.tea]\npots = 0\n", 2, ["cluster.tea.pots", "at least 1"], id="beyond a limit"),
        pytest.param("[cluster.tea]\nleaf = 'red'\n", 2, ["'red'", "'green'"], id="no choice"),
        pytest.param(
            "[cluster.tea]\nleaf = 'black'\npots = 2\n", 1, ["cluster.tea", "one pot", "tea-docs"], id="its own check"
        ),
        pytest.param("[cluster.teas]\npots = 2\n", 1, ["cluster.teas", "'tea'"], id="a provider that there is not"),
        pytest.param("[cluster.zz]\npots = 2\n", 1, ["cluster.zz", "package"], id="one that may not be installed"),
        pytest.param("[cluster.plain]\npots = 2\n", 1, ["cluster.plain", "'plain'"], id="one without settings"),
        pytest.param("[cluster]\nprovdier = 'tea'\n", 2, ["cluster.provdier", "'provider'"], id="a key of the harness"),
        pytest.param("[cluster]\nof-providers = 1\n", 2, ["cluster.of-providers"], id="no key at all"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert [word for word in (f"harness.toml:{line}:", *words) if word not in str(caught.value)] == []


@dataclass(frozen=True)
class NoDefault:
    pots: int


@dataclass(frozen=True)
class Unreadable:
    pots: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    pots: tuple[int, str] = (1, "a")


@dataclass(frozen=True)
class Broken:
    def __post_init__(self) -> None:
        raise ValueError("no leaves")


@dataclass(frozen=True)
class Nested:
    tables: Mapping[str, tuple[Pots, ...]] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param(dict, ["dict", "dataclass"], id="no dataclass"),
        pytest.param(NoDefault, ["'pots'", "default"], id="no default"),
        pytest.param(Unreadable, ["'pots'", "list", "tuple"], id="a list"),
        pytest.param(Pair, ["'pots'", "tuple"], id="a pair"),
        pytest.param(Broken, ["no leaves"], id="defaults that it refuses"),
    ],
)
def test_a_class_that_is_no_schema(kind: type[Any], words: list[str]) -> None:
    problem = schema_problem(kind)
    assert problem is not None
    assert [word for word in words if word not in problem.message + problem.expected] == []


@pytest.mark.parametrize("kind", [Pots, Nested])
def test_a_class_that_is_one(kind: type[Any]) -> None:
    assert schema_problem(kind) is None


@pytest.mark.parametrize("name", ["kind", "metallb", "auto"])
def test_names_that_the_settings_have(name: str) -> None:
    entry = ProviderEntry(name=name, make=print, settings=Pots)  # type: ignore[arg-type] # is not made
    assert entry.problem() is not None
