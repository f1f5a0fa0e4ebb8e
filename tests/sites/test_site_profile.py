"""What a site's profile can say of its shortcodes and fences, as pages are read by it."""

from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from harness.parse.page import Page
from harness.parse.parser import parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateTexts
from harness.settings.prerequisite_table import PrerequisiteSetting
from harness.sites.fences import SHOWN
from harness.sites.hook import harness_sites
from harness.sites.plain import PLAIN
from harness.sites.shortcode import Shortcode, ShortcodeRole

TEA = PLAIN.extended(
    name="tea",
    shortcodes={
        "cmd": Shortcode(role=ShortcodeRole.BLOCK, syntax=("lang",), prompts=True),
        "run": Shortcode(role=ShortcodeRole.BLOCK, usual_syntax="bash"),
        "result": Shortcode(role=ShortcodeRole.BLOCK, usual_syntax="output"),
        "fragment": Shortcode(role=ShortcodeRole.INCLUDE_PAGE, file=("file", "0")),
        "brews": Shortcode(role=ShortcodeRole.TABS),
        "brew": Shortcode(role=ShortcodeRole.TAB, label=("title",), usual_syntax="bash"),
    },
    values={"ref": "/{0}/", "steam": ""},
    fences=replace(SHOWN, prompts=(r"tea> ",), syntaxes={"tea-session": "console", "tea-out": "output"}),
)


def read(text: str) -> Page:
    fragments = BoilerplateTexts(texts={"en": {"pour": "```bash {snip_id=pour}\npour\n```\n"}})
    return parse_page(dedent(text), path=Path("p.md"), site=TEA, boilerplates=fragments)


def shown(page: Page) -> list[tuple[str, str | None]]:
    return [(each.command, each.expected) for snippet in page.snippets for each in snippet.segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '{{< cmd lang="bash" title="Tea" >}}\n$ boil\nboils\n{{< /cmd >}}',
            [("boil", "boils")],
            id="prompts, by name",
        ),
        pytest.param("{{< run >}}\nboil\n{{< /run >}}", [("boil", None)], id="a syntax that no argument names"),
        pytest.param(
            "{{< run >}}\nboil\n{{< /run >}}\n\n{{< result >}}\nboils\n{{< /result >}}",
            [("boil", "boils")],
            id="its output",
        ),
        pytest.param(
            '{{< cmd lang="bash" >}}\n$ boil\n{{< /cmd >}}\n\n{{< result >}}\nboils\n{{< /result >}}',
            [("boil", "boils")],
            id="the output of a block with prompts",
        ),
        pytest.param("```tea-session\ntea> boil\nboils\n```", [("boil", "boils")], id="an info string"),
        pytest.param(
            "```tea-session\ntea> boil\n```\n\n```tea-out\nboils\n```", [("boil", "boils")], id="that of an output"
        ),
        pytest.param('{{< fragment file="pour" >}}', [("pour", None)], id="a page by a named argument"),
        pytest.param("{{< fragment pour.md >}}", [("pour", None)], id="a page by its file"),
        pytest.param(
            '{{< brews >}}{{< brew title="One" >}}\nboil\n{{< /brew >}}{{< /brews >}}',
            [("boil", None)],
            id="a tab with code",
        ),
        pytest.param(
            'See {{< ref "a" >}}. {{< steam >}}\n\n{{< run >}}\nopen {{< ref "a" >}} {{< steam >}}now\n{{< /run >}}',
            [("open /a/ now", None)],
            id="a link, and one that only looks nice",
        ),
    ],
)
def test_a_page_of_the_site(text: str, expected: list[tuple[str, str | None]]) -> None:
    page = read(text)
    assert shown(page) == expected
    assert page.diagnostics == ()


def test_blocks_of_the_site_count_like_any() -> None:
    page = read("## Boil it\n\n" + '{{< cmd lang="bash" >}}\n$ boil\n{{< /cmd >}}\n\n' * 2)
    assert [snippet.id for snippet in page.snippets] == ["boil_it_1", "boil_it_2"]


def test_an_info_string_of_the_site_is_suggested() -> None:
    (found,) = (one for one in read("```tea-sesion\ntea> boil\n```\n").diagnostics if one.code == "unknown-syntax")
    assert "'tea-session'" in found.expected


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param(
            {"shortcodes": {"cup": Shortcode(role=ShortcodeRole.BLOCK, label=("0",))}},
            "label of the shortcode 'cup'",
            id="a label of a block",
        ),
        pytest.param(
            {"prerequisites": {"pot": PrerequisiteSetting(links=("/pot/",), requires=("stove",))}},
            "'pot' requires 'stove'",
            id="a prerequisite of none",
        ),
        pytest.param({"variables_from": {"1POT": "echo"}}, "'1POT'", id="a variable that no shell has"),
        pytest.param({"links": {"cups": "/no/such/cups"}}, "/no/such/cups", id="a folder that is not there"),
    ],
)
def test_what_would_mean_nothing_is_a_problem(changes: dict[str, Any], named: str) -> None:
    problem = TEA.extended(**changes).problem()
    assert problem is not None
    assert named in problem.message


def test_no_built_in_kind_says_what_means_nothing() -> None:
    assert [one.name for one in harness_sites() if one.problem() is not None] == []
