"""A kind of site that a package adds, for everything that reads pages."""

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
    from harness.extensions import hookimpl
    from harness.sites.docsy import DOCSY
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
