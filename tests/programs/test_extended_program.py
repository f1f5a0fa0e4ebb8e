"""What packages add to a program that is known: it counts with what was known, and contradicts nothing."""

import pytest

from harness.errors import SettingsError
from harness.programs.extended_program import joined
from harness.programs.form import Forms, form_of
from harness.programs.program_profile import ProgramProfile, VerbProfile
from harness.programs.registry import known_programs

WATCHES = VerbProfile(acts={"watches": True})


def forms(**keys: str) -> Forms:
    return Forms(of={key: (form_of(text),) for key, text in keys.items()})


KNOWN = ProgramProfile(
    name="pot",
    aliases=("p",),
    verbs={"boil": WATCHES},
    valued_flags=frozenset({"--cup"}),
    error_lines=("pot: ",),
    effect=forms(reads="list"),
    statuses={7: "cold"},
    namespace="kitchen",
    deprecated={"boil --fast": "--quick"},
)


def added(**fields: object) -> ProgramProfile:
    return ProgramProfile(name="pot", **fields)  # type: ignore[arg-type] # of the table below


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        pytest.param(added(verbs={"pour": WATCHES}), "verbs", {"boil": WATCHES, "pour": WATCHES}, id="a verb"),
        pytest.param(added(verbs={"boil": WATCHES}), "verbs", {"boil": WATCHES}, id="a verb that is the same"),
        pytest.param(added(flags=frozenset({"--lid"})), "flags", {"--lid"}, id="a flag"),
        pytest.param(added(valued_flags=frozenset({"--lid"})), "valued_flags", {"--cup", "--lid"}, id="with a value"),
        pytest.param(added(error_lines=("lid: ",)), "error_lines", ("pot: ", "lid: "), id="an error line"),
        pytest.param(added(aliases=("kettle",)), "aliases", ("p", "kettle"), id="an alias"),
        pytest.param(added(statuses={8: "empty"}), "statuses", {7: "cold", 8: "empty"}, id="a status"),
        pytest.param(added(), "namespace", "kitchen", id="what is not mentioned stays"),
        pytest.param(
            added(deprecated={"list": "show"}), "deprecated", {"boil --fast": "--quick", "list": "show"}, id="old words"
        ),
    ],
)
def test_what_is_added(more: ProgramProfile, field: str, value: object) -> None:
    whole = joined(KNOWN, "the harness", more, "package a").profile()
    assert (whole.name, getattr(whole, field)) == ("pot", value)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        pytest.param(added(verbs={"boil": VerbProfile()}), "verbs.boil", id="a verb"),
        pytest.param(added(effect=forms(changes="list")), "effect of 'list'", id="a form"),
        pytest.param(added(statuses={7: "hot"}), "statuses.7", id="a status"),
        pytest.param(added(namespace="hall"), "namespace", id="a word"),
        pytest.param(added(deprecated={"boil --fast": ""}), "deprecated.boil --fast", id="a deprecation"),
    ],
)
def test_a_contradiction_names_both(more: ProgramProfile, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        joined(KNOWN, "package a", more, "package b")
    assert [word for word in (key, "package a", "package b", "[programs.pot]") if word not in str(caught.value)] == []


def test_of_several_packages_the_one_is_named_that_contradicts() -> None:
    first = joined(KNOWN, "the harness", added(verbs={"pour": WATCHES}), "package a")
    with pytest.raises(SettingsError) as caught:
        joined(first, "the harness", added(verbs={"pour": VerbProfile()}), "package b")
    assert [word in str(caught.value) for word in ("package a", "package b", "the harness")] == [True, True, False]


def test_what_the_harness_knows_is_still_known() -> None:
    more = ProgramProfile(name="kubectl", verbs={"steep": WATCHES})
    whole = joined(known_programs()["kubectl"], "the harness", more, "package a").profile()
    assert {"steep", "port-forward"} <= whole.verbs.keys()
    assert "--namespace" in whole.valued_flags


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        pytest.param(added(verbs={"boil": VerbProfile(acts={"watch": True})}), ["'watch'", "'watches'"], id="an act"),
        pytest.param(added(effect=forms(read="list")), ["'read'", "effect", "'reads'"], id="a key of forms"),
        pytest.param(added(needs=forms(pod="list")), ["'pod'", "needs", "'pods'"], id="a capability"),
    ],
)
def test_a_key_that_nothing_reads(profile: ProgramProfile, words: list[str]) -> None:
    problem = profile.problem()
    assert problem is not None
    assert [word for word in words if word not in problem.message + problem.remedy] == []


def test_a_profile_of_known_keys_has_no_problem() -> None:
    assert KNOWN.problem() is None
