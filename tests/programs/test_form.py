"""Which of the forms that a program's file lists a call has."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import pytest

from harness.errors import SettingsError
from harness.programs import names
from harness.programs.form import Forms, form_of
from harness.programs.names import Names, lists
from harness.programs.profile_reader import read_profile
from harness.session.threads import kinds

KINDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType({"pod": frozenset({"po", "pod", "pods"})})


@pytest.mark.parametrize(
    ("form", "verbs", "flags", "fits"),
    [
        pytest.param("*", ("get",), {}, True, id="any call"),
        pytest.param("get", ("get", "pods"), {}, True, id="the first word"),
        pytest.param("get", ("pods", "get"), {}, False, id="not another one"),
        pytest.param("rollout status", ("rollout", "status", "x"), {}, True, id="two words"),
        pytest.param("rollout status", ("rollout",), {}, False, id="one of two"),
        pytest.param("* delete", ("compute", "disks", "delete"), {}, True, id="anywhere"),
        pytest.param("get {pod}", ("get", "svc,po"), {}, True, id="a kind among several"),
        pytest.param("get {pod}", ("get", "pod/a"), {}, True, id="a kind with a name"),
        pytest.param("get {pod}", ("get", "pods.v1"), {}, True, id="a kind with a group"),
        pytest.param("get {pod}", ("get", "svc", "podium"), {}, False, id="no such kind"),
        pytest.param("--dry-run=client|server", ("apply",), {"--dry-run": "client"}, True, id="a value"),
        pytest.param("--dry-run=client|server", ("apply",), {"--dry-run": "none"}, False, id="another value"),
        pytest.param("--wait", ("apply",), {"--wait": "false"}, False, id="a flag that is taken back"),
        pytest.param("-i", ("run",), {"-it": ""}, True, id="a letter among others"),
        pytest.param("-i", ("run",), {"-limit": ""}, False, id="a letter with its value"),
        pytest.param("-X=(?!GET$).+", (), {"-X": "GET"}, False, id="any value but one"),
        pytest.param("pc --level", ("pc",), {}, False, id="a word without its flag"),
    ],
)
def test_forms(form: str, verbs: tuple[str, ...], flags: dict[str, str], *, fits: bool) -> None:
    assert form_of(form).fits(verbs, flags, KINDS) is fits


@pytest.mark.parametrize(
    ("verbs", "flags", "keys"),
    [
        pytest.param(("config", "view"), {}, ("reads",), id="more words say more"),
        pytest.param(("config", "set"), {}, ("local",), id="fewer words say what is left"),
        pytest.param(("config", "set"), {"--dry-run": ""}, ("reads",), id="a flag says more than words"),
        pytest.param(("pc", "log"), {"--dry-run": "", "--level": "debug"}, ("changes",), id="a flag and a word"),
        pytest.param(("apply",), {}, (), id="nothing is said"),
    ],
)
def test_the_form_that_says_most_counts(verbs: tuple[str, ...], flags: dict[str, str], keys: tuple[str, ...]) -> None:
    texts = {"reads": ("config view", "--dry-run"), "local": ("config",), "changes": ("pc --level",)}
    forms = Forms(of={key: tuple(map(form_of, each)) for key, each in texts.items()})
    assert forms.chosen(verbs, flags, {}) == keys


def test_every_list_of_names_has_a_value_and_every_value_a_list() -> None:
    values = [*vars(names).values(), *vars(kinds).values()]
    assert {each.name for each in values if isinstance(each, Names)} == set(lists())


def test_no_name_is_twice_in_a_list() -> None:
    text = (files("harness.programs.data") / "names.toml").read_text(encoding="utf-8")
    sizes = [len(block.split()) for block in text.split("'''")[1::2]]
    assert sizes == [len(names) for names in lists().values()]


@pytest.mark.parametrize(
    ("table", "at"),
    [
        pytest.param('effect = {read = ["a"]}', "x.toml:2", id="unknown key of a table"),
        pytest.param('needs = {api = ["--a("]}', "x.toml:2", id="no regular expression"),
        pytest.param("needs = {api = 3}", "x.toml:2", id="no list"),
        pytest.param("answers = [true]", "x.toml:2", id="no number"),
        pytest.param("kinds = []", "x.toml:2", id="no table"),
    ],
)
def test_what_makes_no_sense_is_an_error_with_its_line(table: str, at: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_profile(f'name = "x"\n{table}\n', path="x.toml")
    assert caught.value.at == at
