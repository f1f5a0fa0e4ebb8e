"""What plug-ins add is collected beside what the harness brings along."""

import sys
import textwrap
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.extensions.installed import has_plugins
from harness.extensions.manager import HOOKS, _in_order, contributions
from harness.extensions.packages import plugin_manager
from harness.settings.tolerance import all_tolerances, known_tolerances

PROVIDER = """
    from harness.cluster.provider_entry import ProviderEntry
    from harness.extensions import hookimpl

    @hookimpl
    def {hook}():
        return [ProviderEntry(name="{name}", make=print)]
"""
SITE = """
from harness.extensions import hookimpl
from harness.sites.fences import Fences
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign
from harness.sites.shortcode import Shortcode, ShortcodeRole

@hookimpl
def harness_sites():
    {body}
"""
Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package whose only module is the given text, as pip would leave it."""

    names = []

    def packed(
        text: str,
        *,
        package: str = "added-by-test",
        entry: str = "added",
        requires: str = "",
        group: str = "docs_harness",
    ) -> None:
        module = package.replace("-", "_")
        names.append(module)
        (tmp_path / f"{module}.py").write_text(textwrap.dedent(text))
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        needs = f"Requires-Dist: {requires}\n" if requires else ""
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n{needs}")
        (info / "entry_points.txt").write_text(f"[{group}]\n{entry} = {module}\n")
        monkeypatch.syspath_prepend(tmp_path)

    def forget() -> None:
        for kept in (contributions, _in_order, plugin_manager, has_plugins):
            kept.cache_clear()
        for name in names:
            sys.modules.pop(name, None)

    forget()
    yield packed
    forget()


def refused(hook: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        contributions(hook)
    return caught.value


def lacks(error: SettingsError, words: list[str]) -> list[str]:
    return [word for word in words if word not in str(error)]


def test_built_in_values_come_first(install: Install) -> None:
    install(PROVIDER.format(hook="harness_providers", name="mine"))
    assert list(contributions("harness_providers")) == ["embedded", "kind", "existing", "mine"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("import nowhere_to_be_found", ["added", "nowhere_to_be_found", "added_by_test.py:1"], id="import"),
        pytest.param("def f(:", ["added", "SyntaxError", "added_by_test.py:1"], id="syntax"),
        pytest.param("raise SystemExit(3)", ["added", "SystemExit"], id="it ends the process"),
        pytest.param(
            "from harness.sites.site_profile import NewerThing",
            ["added", "NewerThing", version("docs-harness")],
            id="a name that this version does not have",
        ),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="kind"), ["added", "kind"], id="a name that is taken"
        ),
        pytest.param(
            PROVIDER.format(hook="harness_provider", name="mine"),
            ["harness_provider", "harness_providers"],
            id="a hook that does not exist",
        ),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="mine").replace("@hookimpl", ""),
            ["added", "harness_providers", "@hookimpl"],
            id="a function that is not marked",
        ),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="mine").replace("()", "(config)", 1),
            ["added", "harness_providers(config)", "arguments"],
            id="a hook with arguments",
        ),
        pytest.param("x = 1", ["added", "nothing"], id="no hook at all"),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="mine").replace("@hookimpl", "@hookimpl(wrapper=True)")
            + "        yield\n",
            ["harness_providers is a wrapper"],
            id="a wrapper around hooks",
        ),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="mine").replace("    def", "    async def"),
            ["harness_providers is async"],
            id="a coroutine",
        ),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="mine").replace("return", "raise SystemExit(3) #"),
            ["harness_providers failed", "SystemExit: 3", "added_by_test.py"],
            id="a hook that ends the process",
        ),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="auto"), ["added", "'auto'"], id="a word of --provider"
        ),
    ],
)
def test_a_plug_in_that_cannot_be_used_is_named(install: Install, text: str, named: list[str]) -> None:
    install(text)
    assert lacks(refused("harness_providers"), ["package added-by-test", *named]) == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param("pass", ["None", "SiteProfile"], id="nothing"),
        pytest.param('return PLAIN.extended(name="x")', ["SiteProfile", "return [...]"], id="one value"),
        pytest.param('return ["x"]', ["'x'", "SiteProfile"], id="another type"),
        pytest.param("return 3", ["TypeError"], id="no list"),
        pytest.param('return [PLAIN.extended(name="")]', ["SiteProfile", "''"], id="no name"),
        pytest.param('return [PLAIN.extended(name="a b")]', ["SiteProfile", "'a b'"], id="a name of two words"),
        pytest.param(
            'return [PLAIN.extended(name="x", cares=frozenset({"double-spaec"}))]',
            ["'x'", "'double-spaec'", "double-space"],
            id="a code that no site can care about",
        ),
        pytest.param("import json; json.loads('[')", ["JSONDecodeError", "added_by_test.py:10"], id="a library raises"),
        pytest.param("return [1 / 0]", ["ZeroDivisionError", "added_by_test.py:10"], id="it raises"),
        pytest.param("yield 1 / 0", ["ZeroDivisionError", "added_by_test.py:10"], id="its generator raises"),
        pytest.param(
            'return [PLAIN.extended(name="x", signs=("a.yaml",))]',
            ["'x'", "SiteProfile.signs[0]", "Sign", "'a.yaml'"],
            id="a text for a value",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", signs=(Sign(paths="a.yaml"),))]',
            ["SiteProfile.signs[0].paths", "tuple of str", "comma"],
            id="a text for a tuple",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", shortcodes={"a": Shortcode(role="TABS")})]',
            ["SiteProfile.shortcodes['a'].role", "ShortcodeRole"],
            id="a text for a role",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", page_sign="(")]',
            ["SiteProfile.page_sign", "regular expression"],
            id="no regular expression",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", shortcodes={"a": Shortcode(role=ShortcodeRole.VALUE)})]',
            ["'a'", "values"],
            id="a value without template",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", values={"a": 3})]', ["SiteProfile.values['a']", "3"], id="no template"
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", values={"a": "{0:dash}"})]',
            ["SiteProfile.values['a']", "'dash'", "'dashes'"],
            id="an unknown filter",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", marks={"(": "{0}"})]',
            ["SiteProfile.marks", "'('", "regular expression"],
            id="a mark that is no expression",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", marks={r"@(?P<of>a)@": r"\\g<of>{of|up}"})]',
            ["SiteProfile.marks", "{of|up}", "{$NAME}"],
            id="no field of a template",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", fences=Fences(syntaxes={"Tea": "bash"}))]',
            ["'Tea'", "small letters"],
            id="an info string that is never met",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", published={"https://a.example/{path*}": "static/{pth*}"})]',
            ["published", "{pth*}"],
            id="a placeholder that the URL does not have",
        ),
        pytest.param(
            'return [PLAIN.extended(name="x", shortcodes=["a"])]', ["SiteProfile.shortcodes", "['a']"], id="no table"
        ),
    ],
)
def test_a_wrong_value_is_named(install: Install, body: str, named: list[str]) -> None:
    install(SITE.format(body=body))
    words = ["plug-in 'added' of package added-by-test", "harness_sites", *named]
    assert lacks(refused("harness_sites"), words) == []


@pytest.mark.parametrize(
    ("hook", "module", "value", "named"),
    [
        pytest.param(
            *("harness_tolerances", "settings.tolerance", 'Tolerance(name="x")', ["'x'", "pattern"]), id="no pattern"
        ),
        pytest.param(
            *("harness_tolerances", "settings.tolerance", 'Tolerance(name="x", pattern="a*")', ["'x'", "empty"]),
            id="a pattern that matches nothing",
        ),
        pytest.param(
            *("harness_matchers", "match.matchers", 'NamedMatcher(name="x", compare=lambda a, b: None)', ["rules"]),
            id="a matcher without rules",
        ),
        pytest.param(
            *(
                "harness_reports",
                "report.writer",
                'ReportWriter(name="x", write=lambda folder: [])',
                ["ReportWriter.write"],
            ),
            id="a writer with other arguments",
        ),
        pytest.param(
            *("harness_rules", "check.rule", 'Family(name="x", rules=(), check=None)', ["Family.check", "function"]),
            id="no function",
        ),
        pytest.param(
            "harness_rules",
            "check.rule",
            'Family(name="x", rules=(Rule(code="A b", severity="error", meaning=""),), check=print)',
            ["Family.rules[0].severity", "Severity"],
            id="a text for a severity",
        ),
        pytest.param(
            "harness_rules",
            "check.rule",
            'Family(name="x", rules=(Rule(code="A b", severity=Severity.NOTE, meaning=""),), check=print)',
            ["'A b'"],
            id="a code that settings cannot name",
        ),
    ],
)
def test_each_hook_looks_at_its_values(install: Install, hook: str, module: str, value: str, named: list[str]) -> None:
    install(
        f"from harness.{module} import *\n"
        f"from harness.diagnostic import Severity\nfrom harness.extensions import hookimpl\n\n"
        f"@hookimpl\ndef {hook}():\n    return [{value}]\n"
    )
    assert lacks(refused(hook), ["added-by-test", hook, *named]) == []


def test_who_asks_for_something_else_is_not_told_of_a_broken_plug_in(install: Install) -> None:
    install("import nowhere\n\ndef harness_reports():\n    return []\n")
    assert "nowhere" in refused("harness_reports").message
    assert all(contributions(hook) for hook in HOOKS if hook != "harness_reports")


@pytest.mark.parametrize(
    ("requires", "fits"),
    [
        pytest.param("docs-harness", True, id="any version"),
        pytest.param("docs-harness>=0.1", True, id="this one"),
        pytest.param("Docs_Harness >=99", False, id="a newer one"),
        pytest.param('docs-harness>=99; extra == "new"', True, id="not without an extra"),
        pytest.param("pytest>=9999", True, id="another package"),
    ],
)
def test_a_package_says_which_versions_it_is_for(install: Install, requires: str, *, fits: bool) -> None:
    install(PROVIDER.format(hook="harness_providers", name="mine"), requires=requires)
    if fits:
        assert "mine" in contributions("harness_providers")
    else:
        assert lacks(refused("harness_providers"), ["added-by-test", ">=99", version("docs-harness")]) == []


def test_a_hook_of_a_newer_version_may_be_optional(install: Install) -> None:
    install(
        PROVIDER.format(hook="harness_providers", name="mine")
        + """
    @hookimpl(optionalhook=True)
    def harness_linters():
        return []
"""
    )
    assert "mine" in contributions("harness_providers")


@pytest.mark.parametrize("group", ["docs-harness", "docs_harnes", "Docs_Harness", "docs_harness.rules"])
def test_a_misspelt_group_is_named(install: Install, group: str) -> None:
    install(PROVIDER.format(hook="harness_providers", name="mine"), group=group)
    assert (
        lacks(refused("harness_providers"), ["package added-by-test", f"'{group}'", "name the group docs_harness"])
        == []
    )


@pytest.mark.parametrize("group", ["pytest11", "docs", "harness"])
def test_groups_of_other_programs_are_none_of_ours(install: Install, group: str) -> None:
    install("raise SystemExit", group=group)
    assert not has_plugins()


def test_two_packages_may_call_their_plug_ins_alike(install: Install) -> None:
    install(PROVIDER.format(hook="harness_providers", name="mine"))
    install(PROVIDER.format(hook="harness_providers", name="yours"), package="other")
    assert list(contributions("harness_providers"))[-2:] == ["mine", "yours"]


def test_two_packages_that_add_one_name_are_both_named(install: Install) -> None:
    install(PROVIDER.format(hook="harness_providers", name="mine"))
    install(PROVIDER.format(hook="harness_providers", name="mine"), package="other", entry="more")
    assert lacks(refused("harness_providers"), ["'mine'", "package added-by-test", "package other"]) == []


def test_hooks_under_another_name_count_beside_those_under_their_own(install: Install) -> None:
    own = PROVIDER.format(hook="harness_providers", name="mine")
    other = PROVIDER.format(hook="lent", name="theirs").replace("@hookimpl", '@hookimpl(specname="harness_providers")')
    install(textwrap.dedent(own) + textwrap.dedent(other))
    assert {"mine", "theirs"} <= set(contributions("harness_providers"))


def test_an_entry_that_names_a_class(install: Install, tmp_path: Path) -> None:
    install("class Docs:\n    pass")
    (tmp_path / "added_by_test-1.0.dist-info/entry_points.txt").write_text("[docs_harness]\nx = added_by_test:Docs\n")
    assert lacks(refused("harness_providers"), ["package added-by-test", "the class Docs", "module"]) == []


def test_a_mistake_is_told_of_the_package_that_makes_it(install: Install, tmp_path: Path) -> None:
    tolerances = PROVIDER.format(hook="harness_tolerances", name="mine")
    install(tolerances, package="wrong-one", entry="wrong")
    (tmp_path / "pot.toml").write_text('name = "pot"\nvolatile = [{ rule = "hex", patterns = ["a"] }]\n')
    install(
        "from pathlib import Path\nfrom harness.extensions import hookimpl\n"
        "from harness.programs.program_file import program_file\n\n\n@hookimpl\ndef harness_programs():\n"
        '    return [program_file(str(Path(__file__).with_name("pot.toml")))]\n',
        package="right-one",
        entry="right",
    )
    for kept in (known_tolerances, all_tolerances):
        kept.cache_clear()
    error = refused("harness_programs")
    for kept in (known_tolerances, all_tolerances):
        kept.cache_clear()
    assert lacks(error, ["package wrong-one", "harness_tolerances"]) == []
    assert "right-one" not in str(error)
