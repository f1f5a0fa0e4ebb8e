from importlib.resources import files

import pytest

from harness.errors import SettingsError
from harness.programs.output_pattern import Meant, Volatile
from harness.programs.profile_reader import read_profile
from harness.programs.program_profile import ProgramProfile, VerbProfile
from harness.programs.registry import known_programs, program

SHOP = """\
name = "shop"
aliases = ["shopctl"]
error_lines = ['^shop: ']
volatile = [{ rule = "hex", patterns = ['[0-9a-f]{7}'] }]
meant = [{ means = "the shop with a till", version = "till", told = "no till" }]

[verbs.open]
aliases = ["start"]
serves = true
port = 80

[verbs."price list"]
watches = ["-f"]
"""


def test_a_file_becomes_a_profile() -> None:
    opens = VerbProfile(acts={"serves": True}, port=80)
    assert read_profile(SHOP, path="shop.toml") == ProgramProfile(
        name="shop",
        aliases=("shopctl",),
        error_lines=("^shop: ",),
        volatile=(Volatile(rule="hex", patterns=("[0-9a-f]{7}",)),),
        meant=(Meant(means="the shop with a till", version="till", told="no till"),),
        verbs={
            "open": opens,
            "start": opens,
            "price list": VerbProfile(acts={"watches": frozenset({"-f"})}),
        },
    )


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        pytest.param(("open", "late"), "open", id="one word"),
        pytest.param(("price", "list", "x"), "price list", id="two words"),
        pytest.param(("price",), "", id="a part of a verb is none"),
        pytest.param((), "", id="no word"),
    ],
)
def test_the_longest_verb_counts(words: tuple[str, ...], verb: str) -> None:
    assert read_profile(SHOP, path="shop.toml").verb_of(words)[0] == verb


@pytest.mark.parametrize(
    ("text", "at", "named"),
    [
        pytest.param('name = "x"\nservs = true\n', "x.toml:2", "serves", id="unknown key"),
        pytest.param('name = "x"\n[verbs.y]\nwatch = true\n', "x.toml:3", "watches", id="unknown key of a verb"),
        pytest.param('name = "x"\n[verb.y]\nserves = true\n', "x.toml:2", "'verbs'", id="the table of verbs misspelt"),
        pytest.param(
            'name = "x"\nmeant = [{ means = "y", version = "z" }]\n', "x.toml:2", "told", id="meant for any call"
        ),
        pytest.param('name = "x"\n\nserves = 1\n', "x.toml:3", "1", id="wrong type"),
        pytest.param('name = "x"\nports = "("\n', "x.toml:2", "'('", id="no regular expression"),
        pytest.param('name = "x"\nvalued_flags = ["cup"]\n', "x.toml:2", "'cup'", id="a flag without a hyphen"),
        pytest.param('name = "x"\ncontext_flags = ["c"]\n', "x.toml:2", "'c'", id="one that names a cluster"),
        pytest.param('name = "x"\n[effect]\nreads = [" "]\n', "x.toml:2", '"*" is any', id="a form without words"),
        pytest.param('name = "x"\n[deprecated]\n"y" = 3\n', "x.toml:2", "table of strings", id="no text in a table"),
        pytest.param('name = "x"\n[uninstall]\ny = "z"\n', "x.toml:2", "lists of strings", id="no list in a table"),
        pytest.param('aliases = ["y"]\n', "x.toml:1", "name", id="no name"),
        pytest.param("name = \n", "x.toml", "TOML", id="no TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(text: str, at: str, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_profile(text, path="x.toml")
    assert str(caught.value).startswith(f"{at}: ")
    assert named in str(caught.value)


@pytest.mark.parametrize("name", sorted(known_programs()))
def test_every_file_can_be_read_and_is_found(name: str) -> None:
    found = program(name)
    assert found is not None
    assert name in {found.name, *found.aliases}


def test_no_name_is_given_twice() -> None:
    names: list[str] = []
    for file in files("harness.programs").iterdir():
        if file.name.endswith(".toml"):
            profile = read_profile(file.read_text(), path=file.name)
            assert file.name == f"{profile.name}.toml"
            names += [profile.name, *profile.aliases]
    assert sorted(names) == sorted(set(names))


def test_nothing_is_known_of_other_programs() -> None:
    assert program("no-such-program") is None


def test_exit_statuses_say_when_a_program_ends_so() -> None:
    profile = read_profile('name = "pot"\n\n[statuses]\n4 = "there is no water"\n', path="pot.toml")
    assert profile.statuses == {4: "there is no water"}
    more = read_profile('name = "pot"\n\n[statuses]\n4 = "it is empty"\n5 = "it is hot"\n', path="pot.toml")
    assert more.on(profile).statuses == {4: "it is empty", 5: "it is hot"}
    with pytest.raises(SettingsError, match=r"pot\.toml:2"):
        read_profile('name = "pot"\n[statuses]\nfour = "there is no water"\n', path="pot.toml")
