"""A kind of site that a package adds, for everything that reads pages."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from harness.extensions.installed import has_plugins
from harness.extensions.manager import _in_order, contributions
from harness.extensions.packages import plugin_manager
from harness.sites import detection

PACKAGE = """
    from dataclasses import replace

    from harness.extensions import hookimpl
    from harness.sites.docsy import DOCSY
    from harness.sites.front_matter_keys import FrontMatterKeys
    from harness.sites.site_profile import Sign
    from harness.sites.shortcode import Shortcode, ShortcodeRole

    @hookimpl
    def harness_sites():
        return [
            DOCSY.extended(
                name="shop",
                signs=(Sign(paths=("shop.yaml",), says=r"^kind: shop$"),),
                shortcodes={"run": Shortcode(role=ShortcodeRole.BLOCK, syntax=("in",))},
                values={"greeting": "hello"},
                variables_from={"SHOP": "echo here"},
                fences=replace(DOCSY.fences, announcements=("^thou wilt read",)),
                front_matter=FrontMatterKeys(tested=("params.run", "run"), answers=("ja",), needs=("stands_on",)),
            )
        ]
"""
PAGE = """\
---
test: yes
---

{{< run in="bash" >}}
echo {{< greeting >}} $SHOP > a
{{< /run >}}

```console
$ cat a
hello here
```
"""
TOLD = """```bash
echo "$A"
```

Thou wilt read in it:

```text
pomo piro
```
"""


def forget() -> None:
    """What a process keeps, for the tests in this one."""
    for kept in (
        *(contributions, _in_order, plugin_manager, detection.all_sites, detection._page_signs, detection._first_names),
        *(detection._site_above, has_plugins),
    ):
        kept.cache_clear()
    sys.modules.pop("shop_site", None)


@pytest.fixture
def site(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.Pytester]:
    """A site of the kind, and the package as pip would leave it."""
    packages = pytester.mkdir("packages")
    (packages / "shop_site.py").write_text(dedent(PACKAGE))
    info = packages / "shop_site-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shop-site\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[docs_harness]\nshop = shop_site\n")
    monkeypatch.syspath_prepend(packages)
    monkeypatch.setenv("PYTHONPATH", str(packages))
    (pytester.path / "shop.yaml").write_text("# ours\nkind: shop\n")
    (pytester.path / "a.md").write_text(PAGE)
    forget()
    yield pytester
    forget()


def test_keys_of_the_front_matter(site: pytest.Pytester) -> None:
    (site.path / "b.md").write_text("---\nparams: {run: Ja}\nstands_on: [a.md, /other/]\n---\n" + TOLD)
    result = site.runpytest_subprocess("--collect-only", "-q")
    assert {line.partition("::")[0] for line in result.outlines if "::" in line} == {"b.md"}
    graph = site.run(Path(sys.executable).with_name("harness"), "graph", "b.md", "--json")
    pages = {page["page"]: page["edges"] for page in json.loads("\n".join(graph.outlines))["pages"]}
    assert [(edge["target"], edge["page"], edge["runs"]) for edge in pages["b.md"]] == [
        ("a.md", "a.md", True),
        ("/other/", None, True),
    ]


def test_a_phrase_that_announces_an_output(site: pytest.Pytester) -> None:
    (site.path / "b.md").write_text(TOLD)
    plan = site.run(Path(sys.executable).with_name("harness"), "plan", "b.md", "--json")
    (page,) = json.loads("\n".join(plan.outlines))
    (step,) = page["variants"][0]["steps"]
    assert [command["expected"] for command in step["commands"]] == ["pomo piro"]


@pytest.mark.parametrize("command", ["check", "plan"])
def test_on_the_command_line(site: pytest.Pytester, command: str) -> None:
    result = site.run(Path(sys.executable).with_name("harness"), command, "a.md")
    assert result.ret == 0
    if command == "plan":
        result.stdout.fnmatch_lines(["*echo hello $SHOP > a*"])


def test_in_pytest(site: pytest.Pytester) -> None:
    result = site.runpytest_subprocess("a.md", "--provider", "none", "-q")
    result.stdout.fnmatch_lines(["* passed in *"])
    assert (result.ret, result.parseoutcomes().get("failed", 0)) == (0, 0)
