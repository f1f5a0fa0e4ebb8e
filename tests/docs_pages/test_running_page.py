"""The page about running has every option of pytest and every command of harness with its own options."""

import argparse
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.cli.main import COMMANDS
from harness.plugin.options import add_options

PAGE = Path(__file__).resolve().parents[2] / "docs" / "running" / "index.md"
COMMON = frozenset({"--help", "--settings", "--no-plan-files"})
CODE = re.compile(r"`([^`]+)`")
READ = re.compile(r"""environ(?:\.get\(|\[)"([A-Z_]+)\"""")


class Group:
    """What ``add_options`` is given, reduced to the names."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def getgroup(self, *_: str) -> "Group":
        return self

    def addoption(self, name: str, **_: object) -> None:
        self.names.append(name)


def rows(start: str) -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith(f"| `{start}")]


def long_options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Those of subcommands included."""
    for action in parser._actions:
        yield from (name for name in action.option_strings if name.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from long_options(one)


def test_every_option_of_pytest_stands_on_the_page() -> None:
    group = Group()
    add_options(group)  # type: ignore[arg-type] # all that is used of a parser
    assert [CODE.findall(row[0])[0] for row in rows("--")] == group.names


def test_every_command_stands_on_the_page() -> None:
    assert [CODE.findall(row[0])[0] for row in rows("harness ")] == [f"harness {name}" for name in COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_stands_on_the_page(name: str) -> None:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"harness.cli.{name}").add_arguments(parser)
    (row,) = rows(f"harness {name}`")
    assert set(CODE.findall(row[1])) == set(long_options(parser)) - COMMON


def test_every_environment_variable_stands_on_the_page() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (PAGE.parents[2] / "harness").rglob("*.py")]
    read = {name for text in texts for name in READ.findall(text)} - {"HOME", "PATH"}  # every system's
    start = PAGE.read_text(encoding="utf-8").partition("## Environment variables")[2]
    assert {name for name in CODE.findall(start) if name.isupper()} == read
