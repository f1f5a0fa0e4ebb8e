"""What programs are to pages, by the lists of the harness and by what settings and packages say."""

from collections.abc import Iterator
from importlib.resources import files

import pytest

from harness.errors import SettingsError
from harness.match.thread import Sort, Thing
from harness.plan.commands.capability_rules import is_client
from harness.programs import roles
from harness.programs.invocation import invocation
from harness.programs.profile_reader import read_profile
from harness.programs.program_profile import ROLES
from harness.programs.registry import program, use
from harness.programs.roles import Role, listed
from harness.session.threads import files as file_calls
from harness.session.threads import programs as program_calls
from harness.session.threads.call_part import Part
from harness.shell.script import Call
from harness.shell.script_reader import read_script

KETTLE = """
name = "kettle"
aliases = ["pot"]
roles = ["keeps_state", "makes_clusters", "client"]
output_flags = ["--pour-into"]
context_prefix = "kettle-"
"""


@pytest.fixture(autouse=True)
def kettle() -> Iterator[None]:
    use((read_profile(KETTLE, path="kettle.toml"),))
    yield
    use(())


def call(text: str) -> Call:
    (found,) = read_script(text).calls
    return found


def part_of(text: str) -> tuple[Part, Part]:
    return program_calls.of_call(call(text), {}), file_calls.of_call(call(text), {})


def test_roles_are_those_of_profiles_and_each_has_a_value() -> None:
    values = [each.name for each in vars(roles).values() if isinstance(each, Role)]
    assert set(values) == set(listed()) == set(ROLES)
    assert len(values) == len(ROLES) == len(set(ROLES))


def test_no_program_is_twice_in_a_role() -> None:
    text = (files("harness.programs.data") / "roles.toml").read_text(encoding="utf-8")
    assert [len(block.split()) for block in text.split("'''")[1::2]] == [len(names) for names in listed().values()]


@pytest.mark.parametrize(
    ("name", "role", "has"),
    [
        pytest.param("terraform", "keeps_state", True, id="a listed one"),
        pytest.param("kettle", "keeps_state", True, id="one of settings"),
        pytest.param("pot", "keeps_state", True, id="by its alias"),
        pytest.param("ncat", "client", True, id="an alias of a listed one"),
        pytest.param("kettle", "searches", False, id="a role that it does not have"),
        pytest.param("no-such-program", "client", False, id="a program nobody knows"),
    ],
)
def test_who_has_a_role(name: str, role: str, *, has: bool) -> None:
    assert (name in Role(role)) is has


def test_a_program_of_settings_keeps_state_and_makes_clusters() -> None:
    made = part_of("kettle create cluster --name east")[0].makes
    assert Thing(sort=Sort.STATE, name="kettle") in made
    assert Thing(sort=Sort.CONTEXT, name="kettle-east") in made


def test_its_own_flags_name_what_it_writes() -> None:
    assert part_of("kettle brew --pour-into cup.yaml")[1].makes == (Thing(sort=Sort.FILE, name="cup.yaml"),)


def test_it_asks_servers() -> None:
    assert is_client(invocation(("kettle", "ask")))


def test_settings_add_roles_to_a_known_program() -> None:
    known = program("htop")
    assert known is not None
    use((read_profile('name = "htop"\nroles = ["client"]\n', path="x.toml"),))
    assert invocation(("htop",)).profile.roles == {"client"}


def test_a_misspelt_role_is_told_with_its_line() -> None:
    with pytest.raises(SettingsError) as caught:
        read_profile('name = "x"\n\nroles = ["clent"]\n', path="x.toml")
    assert caught.value.at == "x.toml:3"
    assert "client" in caught.value.message
