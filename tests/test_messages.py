"""Options and settings that messages name exist: pasted into a command line or a settings file they are accepted."""

import argparse
import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from harness.cli.main import COMMANDS
from harness.plugin.options import add_options
from harness.settings import Settings
from harness.settings.build import hints, spelling

PACKAGE = Path(__file__).resolve().parents[1] / "harness"
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
TABLE = re.compile(r"\[(?:tool\.harness\.)?([a-z][a-z.-]*[a-z])\](?!\()")
OTHERS = re.compile(
    r"\b(?:apt-get|curl|docker|git|go|grep|helm|istioctl|journalctl|kind|kubectl|ls|pip|podman|sed|tail)\b"
)
OF_PYTEST = frozenset({"--tb", "--dist", "--co", "--junitxml", "--maxfail"})
OF_OTHERS = frozenset({"--in-place", "--namespace", "--context", "--kube-context", "--resolve", "--connect-to"})
"""Options of other programs that messages name without the program."""
DATA = (
    "check/",
    "match/ordering",
    "plan/",
    "run/",
    "match/lines",
    "match/noise",
    "cluster/workloads",
    "cluster/metallb",
)
"""Where strings are commands or what is known of other programs, unless a message says ``to fix``."""


class Group:
    """What ``add_options`` is given, reduced to the names."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def getgroup(self, *_: str) -> "Group":
        return self

    def addoption(self, name: str, **_: object) -> None:
        self.names.add(name)


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from options_of(one)


def of_command(name: str) -> frozenset[str]:
    parser = argparse.ArgumentParser()
    importlib.import_module(f"harness.cli.{name}").add_arguments(parser)
    return frozenset(options_of(parser)) | {"--version"}


def of_plugin() -> frozenset[str]:
    group = Group()
    add_options(group)  # type: ignore[arg-type] # all that is used of a parser
    return frozenset(group.names) | OF_PYTEST


PLUGIN = of_plugin()
HARNESS = {name: of_command(name) for name in COMMANDS}
ANY = PLUGIN.union(*HARNESS.values())


def texts(module: Path) -> Iterator[tuple[int, str]]:
    """Strings that are read by people, with what is filled in left out: they have blanks, and are no docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in {*docstrings, *inside}:
            yield node.lineno, node.value


def unknown_options(text: str) -> list[str]:
    """Options of ours that no parser has; what follows the name of another program is that one's."""
    unknown = []
    for match in OPTION.finditer(text):
        before = re.split(r"[;,.()]\s|`", text[: match.start()])[-1]
        if OTHERS.search(before) or match[0] in OF_OTHERS:
            continue
        command = re.search(r"\bharness (\w+)", before)
        known = HARNESS.get(command[1], ANY) if command else PLUGIN if "pytest" in before else ANY
        unknown += [match[0]] if match[0] not in known else []
    return unknown


def tables(kind: type[Any] = Settings, prefix: str = "") -> Iterator[str]:
    """Tables and keys of the settings, such as ``cluster.kind``."""
    for field in fields(kind):
        name = f"{prefix}{spelling(field.name)}"
        yield name
        hint = hints(kind)[field.name]
        for inner in (hint, *get_args(hint)):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from tables(inner, f"{name}.")


MESSAGES = [
    pytest.param(text, id=f"{module.relative_to(PACKAGE)}:{line}")
    for module in sorted(PACKAGE.rglob("*.py"))
    for line, text in texts(module)
    if " " in text.strip()
    and "\\" not in text
    and OPTION.search(text)
    and not str(module.relative_to(PACKAGE)).startswith(DATA)
]
NAMED_TABLES = [
    pytest.param(name, id=f"{module.relative_to(PACKAGE)}:{line}")
    for module in sorted(PACKAGE.rglob("*.py"))
    for line, text in texts(module)
    if " " in text.strip() and re.search(r"[a-z] [a-z]|setting", text) and "\\" not in text
    for name in TABLE.findall(text)
]


def test_there_are_messages() -> None:
    assert len(MESSAGES) > 10
    assert len(NAMED_TABLES) > 2


@pytest.mark.parametrize("text", MESSAGES)
def test_options_that_messages_name_exist(text: str) -> None:
    assert unknown_options(text) == []


@pytest.mark.parametrize("name", NAMED_TABLES)
def test_settings_that_messages_name_exist(name: str) -> None:
    assert name in {"tool.harness", *tables()}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param("run without --strict", ["--strict"], id="no option at all"),
        pytest.param("run harness check --provider none", ["--provider"], id="of another command"),
        pytest.param("try: kubectl --context X version", [], id="of another program"),
        pytest.param("kubectl is old, or use --profile", ["--profile"], id="ours again after a comma"),
        pytest.param("confirm them (--yes), or look only (--dry-run)", [], id="ours"),
    ],
)
def test_the_rule_itself(text: str, unknown: list[str]) -> None:
    assert unknown_options(text) == unknown
