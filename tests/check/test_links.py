from pathlib import Path

import pytest

from harness.check import links
from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.rule import Subject
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        pytest.param("See [it](/docs/tasks/bakign/).", "/docs/tasks/baking/", id="a page"),
        pytest.param("See [it](/docs/tasks/baking/).", "", id="a page that is there"),
        pytest.param("See [it](/docs/tasks/sleeping/).", "", id="a page like no other"),
        pytest.param("See [it](other.md).", "", id="a file beside it"),
        pytest.param("See [it](othr.md).", "other.md", id="a file mistyped"),
        pytest.param("See [it](./kneading.md).", "../kneading.md", id="a file one folder up"),
        pytest.param("See [it](../other.md#a).", "", id="a file beside the folder that the page becomes"),
        pytest.param("See [it](../kneading.md).", "", id="a file one folder up that is there"),
        pytest.param("See [it](./ovens/warm.md).", "../ovens/warm.md", id="a folder one folder up"),
        pytest.param("See [it](./doors/left.md).", "", id="a folder that is not at hand"),
        pytest.param("See [it](./baking/left.md).", "", id="a folder beside it"),
        pytest.param("![x](./pan.svg)", "../pan.svg", id="an image one folder up"),
        pytest.param("![x](ovens.svg)", "oven.svg", id="an image"),
        pytest.param('{{< image link="./oevn.svg" >}}', "./oven.svg", id="an image of a shortcode"),
        pytest.param("See [it](#the-ovne).", "#the-oven", id="an anchor"),
        pytest.param("See [it](#the-oven).", "", id="an anchor that is there"),
        pytest.param("See [it](https://zebra.dev/othr.md).", "", id="another site"),
        pytest.param("See [it](/docs/tasks/baking/ and bake.", "(/docs/tasks/baking/)", id="a link without its end"),
        pytest.param('See [it](/docs/tasks/baking/ "Title").', "", id="a title"),
        pytest.param("See [it](/docs/tasks/baking/ ).", "", id="a blank before its end"),
        pytest.param("See [it](/docs/tasks/baking/\n).", "", id="its end on the next line"),
        pytest.param("```\n[it](othr.md)\n```", "", id="code"),
    ],
)
def test_links(tmp_path: Path, line: str, meant: str) -> None:
    folder = tmp_path / "content/en/docs/tasks"
    for name in ("baking/index.md", "other.md", "oven.svg", "../kneading.md", "../pan.svg", "../ovens/hot.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    page = parse_page(f"## The oven\n{line}\n", path=folder / "page.md")
    plan = plan_page(page, Settings(), overrides=Overrides())
    found = list(links.check(Subject(plan=plan, catalogue=builtin_catalogue())))
    assert [(each.at.line, meant in each.expected) for each in found] == ([(2, True)] if meant else [])


def test_a_folder_that_other_pages_link_to_is_not_at_hand(tmp_path: Path) -> None:
    folder = tmp_path / "content/en/docs/tasks"
    pages = {"page.md": "", "other.md": "[it](./ovens/cold.md)", "../ovens/hot.md": ""}
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    assert broken(tmp_path, "See [it](./ovens/warm.md).\n") == []


def broken(root: Path, text: str, *, name: str = "content/en/docs/tasks/page.md") -> list[tuple[int, str]]:
    """The lines with a broken link, each with what the only fix would write."""
    page = parse_page(text, path=root / name)
    plan = plan_page(page, Settings(), overrides=Overrides())
    found = links.check(Subject(plan=plan, catalogue=builtin_catalogue()))
    return [(each.at.line, each.fix.edits[0].new if each.fix else "") for each in found]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """All of a small site: its pages link to each other."""
    pages = {
        "en/docs/_index.md": "",
        "en/docs/tasks/_index.md": "[a](/docs/tasks/baking/) [b](/docs/tasks/mixing/) [c](/docs/setup/install/)",
        "en/docs/tasks/baking/index.md": "## The oven\n## The oven\n[a](/docs/setup/) ![x](oven.svg)",
        "en/docs/tasks/mixing/index.md": '<a name="bowl"></a>\n## By hand {#hand}\n![x](bowl.svg)',
        "en/docs/setup/install/index.md": "---\naliases:\n    - /docs/start/\n---\n{{< boilerplate more >}}",
        "en/docs/setup/remove.md": "---\nslug: uninstall\n---\n## With [tea](/x)\n## Version {{< param v >}}",
        "en/home.md": "---\nslug: house\n---\n",
        "en/docs/setup/more.md": "---\nurl: /else/where/\n---\n",
        "zh/docs/tasks/page.md": "[a](/zh/docs/tasks/mixing/) [b](/zh/docs/far/away/)",
    }
    for name, text in pages.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    for name in ("baking/oven.svg", "mixing/bowl.svg"):
        (tmp_path / "content/en/docs/tasks" / name).write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("[it](/docs/tasks/sleeping/)", [(1, "")], id="no such page"),
        pytest.param("[it](/docs/taks/baking/)", [(1, "/docs/tasks/baking/")], id="a folder mistyped"),
        pytest.param("[it](/docs/tasks/bakings/)", [(1, "/docs/tasks/baking/")], id="a plural, on a whole site"),
        pytest.param("[it](/docs/start/)", [], id="an alias"),
        pytest.param("[it](/docs/far/away/)", [], id="what its translation links to as well"),
        pytest.param("[it](/blog/2024/bread/)", [], id="a part of the site that is not here"),
        pytest.param("[it](/docs/tasks/baking/#the-oven-1)", [], id="the second heading of its name"),
        pytest.param("[it](/docs/tasks/baking/#the-fridge)", [(1, "")], id="an anchor that the other page lacks"),
        pytest.param("[it](/docs/tasks/mixing/#bowl)", [], id="an anchor in HTML"),
        pytest.param("[it](/docs/tasks/mixing/#hadn)", [(1, "/docs/tasks/mixing/#hand")], id="its anchor mistyped"),
        pytest.param("[it](/docs/setup/install/#anything)", [], id="an anchor that an include may bring"),
        pytest.param("[it](#nowhere)", [(1, "")], id="an anchor that the page lacks"),
        pytest.param("[it](/docs/setup/uninstall/)", [], id="a slug"),
        pytest.param("[it](/house/)", [], id="a slug at the root"),
        pytest.param("[it](/else/where/)", [], id="a path of its own"),
        pytest.param("[it](#with-tea)\n## With [tea](/x)", [], id="a link in a heading"),
        pytest.param("[it](#version-1)\n## Version {{< param v >}}", [], id="a value in a heading"),
        pytest.param('[it](#my-tabs-1)\n{{< tabs name="My tabs" >}}', [], id="a tab"),
        pytest.param("[it](#top)", [], id="what browsers know"),
        pytest.param("[it](#bread_config)\n### `<bread_config>`", [], id="brackets in a heading's code"),
        pytest.param("[it](#loaf)\n### \\<loaf\\>", [], id="brackets that are escaped"),
        pytest.param("[it](#v1-2-rye)\n## v1.2: rye", [], id="a generator that writes dashes for dots"),
        pytest.param("[it](#my-loaf)\n(my-loaf)=\n# Rye", [], id="a target of MyST"),
        pytest.param("[it](#my-loaf)\n# Rye {/* #my-loaf */}", [], id="an id in a comment of MDX"),
        pytest.param("[it](../mixing/index.md#bowl)", [], id="a file"),
        pytest.param("[it](../index.md)", [], id="the text of a section, whose file is called otherwise"),
        pytest.param("[it](#topping)", [(1, "")], id="what no browser knows"),
        pytest.param("![x](../mixing/bowl.svg)", [], id="an image beside the folder that the page becomes"),
        pytest.param("`[it](#nowhere)`", [], id="code in the text"),
        pytest.param("<!-- [it](#nowhere) -->", [], id="a comment"),
        pytest.param("[it](/docs/{{< version >}}/)", [], id="a value"),
        pytest.param('{{< image link="./cake.svg" >}}', [(1, "")], id="an image that is not there"),
        pytest.param('<a href="/docs/tasks/bakign/">it</a>', [(1, "/docs/tasks/baking/")], id="in HTML"),
        pytest.param("[it]: /docs/tasks/bakign/", [(1, "/docs/tasks/baking/")], id="a definition"),
    ],
)
def test_links_of_a_whole_site(site: Path, line: str, found: list[tuple[int, str]]) -> None:
    assert broken(site, line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("[it](/docs/tasks/sleeping/)", [], id="no such page here"),
        pytest.param("[it](/docs/far/awway/)", [(1, "/docs/far/away/")], id="one slip off what another page links to"),
        pytest.param("[it](/docs/tasks/bakings/)", [], id="may be another page"),
        pytest.param("![x](cake.svg)", [], id="images are elsewhere"),
        pytest.param("![x](../far/plane-1.svg)", [], id="a number makes another image"),
        pytest.param("![x](../far/plnae.svg)", [(1, "../far/plane.svg")], id="an image that another page shows"),
    ],
)
def test_links_of_a_part_of_a_site(tmp_path: Path, line: str, found: list[tuple[int, str]]) -> None:
    folder = tmp_path / "content/en/docs/tasks/baking"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("[a](/docs/far/away/) [b](/docs/near/) [c](/docs/tasks/x/) ![y](plane.svg)")
    assert broken(tmp_path, line) == found


def test_a_link_of_the_page_itself_proves_nothing_by_whichever_path_it_is_called(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "[it](/docs/taks/baking/)"
    (site / "content/en/docs/tasks/page.md").write_text(line)
    monkeypatch.chdir(site)
    assert broken(site, line) == broken(Path(), line) == [(1, "/docs/tasks/baking/")]
