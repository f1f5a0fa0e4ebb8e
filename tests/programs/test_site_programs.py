"""Programs that a site's settings add, and what they add to programs that are known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.capability import Capability
from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.commands.resource_word import known_words
from harness.errors import SettingsError
from harness.match.program_errors import error_lines
from harness.plan.commands.answer import asks
from harness.plan.commands.behaviour import behaviour
from harness.plan.commands.capability_rules import needs_of
from harness.plan.commands.effect import effect_of
from harness.plan.commands.timeouts import timeout_of
from harness.plan.step import Effect
from harness.programs.deprecation import Deprecation, deprecated_flag, deprecated_subcommand
from harness.programs.invocation import invocation
from harness.programs.registry import program, use
from harness.programs.site_programs import site_programs
from harness.session.clusters.command_targets import touched
from harness.session.site import Site
from harness.settings import read_settings
from harness.settings.sections import Timeouts
from harness.shell.script_reader import read_script

SHOP = """
[programs.shop]
aliases = ["shopctl"]
valued_flags = ["--till"]
error_lines = ['shop: ']

[programs.shop.verbs.open]
serves = true
port = 8099

[programs.shop.verbs."price list"]
watches = ["-f"]
"""
KUBECTL = """
[programs.kubectl]
valued_flags = ["--shop"]

[programs.kubectl.verbs.shop]
asks = true
"""
GONE = """
[programs.kubectl]
resources = ["till", "tills"]

[programs.kubectl.removed]
"get --shop" = "--till"
buy = "kubectl create order"

[programs.kubectl.deprecated]
"--slow" = ""
"""


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    yield
    use(())


def use_settings(folder: Path, text: str) -> None:
    (folder / "harness.toml").write_text(text)
    use(site_programs(read_settings(file=folder / "harness.toml")))


def acts(text: str) -> str:
    (call,) = read_script(text).calls
    found = behaviour(call)
    return "" if found is None else found.act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("shop open", "serves", id="a verb"),
        pytest.param("shopctl price list -f", "watches", id="a verb of two words, by an alias"),
        pytest.param("shop price list", "", id="without the flag"),
        pytest.param("shop close", "", id="another verb"),
    ],
)
def test_a_program_of_settings_is_known(tmp_path: Path, text: str, act: str) -> None:
    assert acts(text) == ""
    use_settings(tmp_path, SHOP)
    assert acts(text) == act


def test_flags_with_values_of_settings_are_known(tmp_path: Path) -> None:
    before = invocation(("shop", "--till", "3", "open")).verbs
    use_settings(tmp_path, SHOP)
    assert (before, invocation(("shop", "--till", "3", "open")).verbs) == (("3", "open"), ("open",))


def test_error_lines_of_settings_are_known(tmp_path: Path) -> None:
    assert error_lines(invocation(("shop",)).profile) is None
    use_settings(tmp_path, SHOP)
    lines = error_lines(invocation(("shopctl",)).profile)
    assert lines is not None
    assert lines.match("shop: no such till")


def test_settings_add_to_what_is_known(tmp_path: Path) -> None:
    use_settings(tmp_path, KUBECTL)
    assert (acts("kubectl shop"), acts("kubectl port-forward svc/a 80")) == ("asks", "serves")
    assert invocation(("kubectl", "--shop", "a", "-n", "b", "get")).verbs == ("get",)


def test_what_settings_say_of_flags_and_resources_is_known(tmp_path: Path) -> None:
    use_settings(tmp_path, GONE)
    assert deprecated_flag("kubectl get", "--shop") == Deprecation(instead="--till")
    assert deprecated_flag("kubectl get", "--export") is not None
    assert deprecated_flag("kubectl scale", "--slow") == Deprecation(instead="", works=True)
    assert deprecated_subcommand("kubectl", "buy") == Deprecation(instead="kubectl create order")
    assert "tills" in known_words(builtin_catalogue())
    assert invocation(("kubectl", "--shop", "get", "-w", "a")).verbs == ("get", "a")


def test_each_page_has_the_programs_of_its_own_settings(tmp_path: Path) -> None:
    for name, text in {"a": SHOP, "b": ""}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "harness.toml").write_text(text)
    site = Site()
    known = []
    for name in ("a", "b", "a"):
        site.settings(tmp_path / name / "index.md")
        known.append(program("shop") is not None)
    assert known == [True, False, True]


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        pytest.param(SHOP.replace("serves", "servs"), 8, "'serves'", id="an unknown key"),
        pytest.param(SHOP.replace('["-f"]', '"-f"'), 12, "true, false or a list", id="a flag that is in no list"),
        pytest.param(
            "[programs.shop]\nvolatile = [{ rule = 'hexx', patterns = ['a'] }]\n",
            1,
            "did you mean 'hex'?",
            id="an unknown rule of tolerance",
        ),
        pytest.param(SHOP.replace("8099", '"x"'), 9, "'x'", id="a wrong type"),
        pytest.param(SHOP.replace("'shop: '", "'('"), 5, "'('", id="no regular expression"),
        pytest.param("[programs.shop]\nname = 'x'\n", 2, "[programs.shop]", id="another name"),
        pytest.param("[programs.shop]\nverbs = 3\n", 2, "3", id="verbs that are no table"),
        pytest.param("[programs]\nshop = 3\n", 2, "3", id="no table"),
        pytest.param("[programs.shop]\nroles = ['cleint']\n", 2, "did you mean 'client'?", id="an unknown role"),
        pytest.param("[programs.shop.effect]\nread = ['a']\n", 2, "'reads'", id="an unknown key of a table of forms"),
        pytest.param("[programs.shop]\nfinal = ['7']\n", 2, "list of whole numbers", id="a text among numbers"),
        pytest.param("[programs.shop]\naliases = ['kubectl']\n", 2, "'kubectl'", id="an alias that is a program"),
        pytest.param(
            "[programs.shop]\naliases = ['s']\n[programs.town]\naliases = ['s']\n", 4, "'shop'", id="an alias of two"
        ),
        pytest.param("[programs.'a shop']\nserves = true\n", 1, "'a shop'", id="a name with a blank"),
        pytest.param("[programs.shop]\nport = 80000\n", 1, "65535", id="a port that is none"),
    ],
)
def test_what_makes_no_sense_is_an_error_at_its_line(tmp_path: Path, text: str, line: int, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        use_settings(tmp_path, text)
    assert str(caught.value.at).endswith(f"harness.toml:{line}")
    assert value in str(caught.value)


RUNNING = {Capability.API, Capability.PODS, Capability.CONTROLLERS}
FULL = """\
[programs.shop]
grouping = ["beta"]
context_flags = ["--town"]
namespace_flags = ["--street"]
namespace = "main"
relays = ["run"]
answers = [2]
time_flags = ["--until"]
reads_urls = true

[programs.shop.kinds]
goods = ["bread", "milk"]

[programs.shop.effect]
reads = ["list", "--preview"]
local = ["bag"]
inside = ["run"]

[programs.shop.needs]
api = ["*"]
nothing = ["help"]
running = ["buy {goods}"]

[programs.shop.timeout]
install = ["buy"]

[programs.shop.confirm]
asks = ["buy"]
given = ["--yes"]
"""


@pytest.mark.parametrize(
    ("command", "effect"),
    [
        pytest.param("shop list", Effect.READS, id="reads"),
        pytest.param("shop beta list", Effect.READS, id="behind a verb that only groups"),
        pytest.param("shop bag bread", Effect.LOCAL, id="local"),
        pytest.param("shop buy bread", Effect.CHANGES, id="no word of it"),
        pytest.param("shop buy bread --preview", Effect.READS, id="a flag counts more than a verb"),
        pytest.param("shop run till -- cat a", Effect.READS, id="what runs inside counts"),
        pytest.param("shop run till -- rm a", Effect.CHANGES, id="what runs inside changes"),
    ],
)
def test_settings_say_what_a_call_changes(tmp_path: Path, command: str, effect: Effect) -> None:
    use_settings(tmp_path, FULL)
    assert effect_of(read_script(command)) is effect


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        pytest.param("shop help", set(), id="nothing"),
        pytest.param("shop list", {Capability.API}, id="any call"),
        pytest.param("shop buy 3 milk/fresh", RUNNING, id="a kind among its words"),
        pytest.param("shop buy wine", {Capability.API}, id="no such kind"),
    ],
)
def test_settings_say_what_a_call_needs(tmp_path: Path, command: str, needs: set[Capability]) -> None:
    use_settings(tmp_path, FULL)
    assert needs_of(read_script(command), None) == needs


def test_settings_say_how_long_calls_take_and_whether_they_ask(tmp_path: Path) -> None:
    use_settings(tmp_path, FULL)
    buy, sure, told = (read_script(text) for text in ("shop buy milk", "shop buy --yes milk", "shop list --until 2h"))
    limits = Timeouts()
    assert [timeout_of(each, Effect.CHANGES, limits) for each in (buy, told)] == [
        limits.install,
        2 * 3600 + limits.read_only,
    ]
    assert [asks(each.calls[0]) for each in (buy, sure)] == [True, False]


def test_settings_say_where_a_call_works(tmp_path: Path) -> None:
    use_settings(tmp_path, FULL)
    (one,) = touched("shop list --town=north", {}, ["north", "south"])
    assert (one.context, one.namespaces) == ("north", ("main",))


def test_a_form_in_settings_takes_the_place_of_the_same_one(tmp_path: Path) -> None:
    use_settings(tmp_path, '[programs.kubectl.effect]\nchanges = ["get"]\n')
    effects = [effect_of(read_script(f"kubectl {verb} pods")) for verb in ("get", "describe")]
    assert effects == [Effect.CHANGES, Effect.READS]


@pytest.mark.parametrize(
    ("form", "kinds", "named"),
    [
        pytest.param("price {pods}", "", "'pod'", id="one letter off"),
        pytest.param("price {pod}", "", "", id="a list that is known"),
        pytest.param("price {cup}", "[programs.kubectl.kinds]\ncup = ['mug']", "", id="a list of the table"),
    ],
)
def test_kinds_in_forms_are_lists_that_there_are(tmp_path: Path, form: str, kinds: str, named: str) -> None:
    text = f"[programs.kubectl.effect]\nreads = ['{form}']\n{kinds}\n"
    if not named:
        use_settings(tmp_path, text)
        return
    with pytest.raises(SettingsError, match=named) as caught:
        use_settings(tmp_path, text)
    assert str(caught.value.at).endswith("harness.toml:1")
