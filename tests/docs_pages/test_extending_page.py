"""The page about extending has every field of what packages make and read."""

import inspect
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from harness.check.rule import Subject
from harness.cluster.containers import ClusterTool
from harness.cluster.provider import ClusterProvider, Fleet
from harness.extensions.manager import HOOKS
from harness.match.match import Difference, Match
from harness.programs.profile_reader import OF_PROGRAMS, OF_VERBS
from harness.programs.program_profile import OF_FORMS
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.sites.fences import Fences
from harness.sites.front_matter_keys import FrontMatterKeys
from harness.sites.preparation import Preparation
from harness.sites.shortcode import Shortcode
from harness.sites.site_profile import SiteProfile

PAGE = Path(__file__).resolve().parents[2] / "docs" / "extending" / "index.md"
TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
NAMES = re.compile(r"`([\w*]+)`")


def tables() -> list[set[str]]:
    """The names in the first column of each table."""
    found = TABLE.findall(PAGE.read_text(encoding="utf-8"))
    return [{name for row in table.splitlines()[2:] for name in NAMES.findall(row.split("|")[1])} for table in found]


@pytest.mark.parametrize(
    "kind",
    [Match, Difference, Subject, SiteProfile, Shortcode, Fences, FrontMatterKeys, Preparation, Record, Run, Fleet],
)
def test_every_field_is_in_a_table(kind: Any) -> None:
    assert {field.name for field in fields(kind) if field.init} in tables()


def test_every_hook_and_method_is_in_a_table() -> None:
    assert set(HOOKS) in tables()
    assert public(ClusterTool) in tables()


def test_every_method_of_a_provider_is_there_with_its_arguments() -> None:
    methods = [getattr(ClusterProvider, name) for name in public(ClusterProvider)]
    page = PAGE.read_text(encoding="utf-8")
    assert [called(one) for one in methods if callable(one) and f"\n| `{called(one)}` |" not in page] == []


def called(method: Callable[..., object]) -> str:
    known = [*inspect.signature(method).parameters.values()][1:]
    wanted = (each.replace(annotation=each.empty, default=each.empty) for each in known)
    return f"{method.__name__}{inspect.Signature([*wanted])}".replace(", /", "")


def public(protocol: Any) -> set[str]:
    return {name for name in vars(protocol) if not name.startswith("_")}


def test_every_key_of_a_program_is_in_a_table() -> None:
    keys = {*OF_PROGRAMS, *OF_VERBS} - set(OF_FORMS) - {"name"}
    assert keys - set().union(*tables()) == set()
