from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.manifests import manifest
from harness.check.rule import Subject
from harness.diagnostic import Severity
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings

VERSION = "bread.zebra.dev/v1"
OVEN = """apiVersion: bread.zebra.dev/v1
kind: Oven
metadata:
  name: NAME
spec:
  trays: 3
  timer: true
  breads:
    - rye
  mode: Steady
  door:
    ref:
      apiVersion: doors.zebra.dev/v1
      kind: Door
      name: front
"""


def block(text: str) -> str:
    return f"```yaml\n{text}```\n"


def findings(root: Path, text: str, folder: str) -> list[tuple[int, str, str]]:
    """The lines, codes and new texts of what is found on a page of a site whose other pages each have an oven."""
    if not folder.startswith("content"):
        (root / "mkdocs.yml").write_text("site_name: Ovens\n")
    (root / folder).mkdir(parents=True)
    for name in ("one", "two", "three"):
        (root / folder / f"{name}.md").write_text(block(OVEN.replace("NAME", name)))
    file = root / folder / "page.md"
    file.write_text(text)
    plan = plan_page(parse_page(text, path=file), Settings(), overrides=Overrides())
    found = manifest.check(Subject(plan=plan, catalogue=builtin_catalogue()))
    return [
        (each.at.line, each.code, each.fix.edits[0].new if each.fix else "")
        for each in found
        if each.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize("folder", ["content/en/docs", "docs/guides"])
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "bread.zebra.dev/v1", "bread.zebra.dev/v3", (2, "unknown-api-version", "bread.zebra.dev/v1"), id="a version"
        ),
        pytest.param("kind: Oven", "kind: Ovven", (3, "unknown-kind", "Oven"), id="a kind"),
        pytest.param("kind: Door", "kind: Dooor", (15, "unknown-kind", "Door"), id="a kind that is named"),
        pytest.param("doors.zebra.dev/v1", "apps/v7", (14, "unknown-api-version", "apps/v1"), id="a known group"),
        pytest.param("      apiVersion", "      api Version", (14, "unknown-field", "apiVersion"), id="a blank"),
        pytest.param("      apiVersion", "      apiversion", (14, "unknown-field", "apiVersion"), id="a small letter"),
        pytest.param("trays: 3", 'trays: "3"', (7, "wrong-type", "3"), id="a number in quotes"),
        pytest.param("trays: 3", "trays: 3O", (7, "wrong-type", ""), id="a letter for a number"),
        pytest.param("timer: true", "timer: 'true'", (8, "wrong-type", "true"), id="true in quotes"),
        pytest.param("    - rye", "    rye", (10, "wrong-type", ""), id="a lost dash"),
        pytest.param("mode: Steady", "mode: Stedy", (11, "wrong-value", "Steady"), id="a word"),
        pytest.param("kind: Door", "kind: door", (15, "unknown-kind", "Door"), id="a kind in small letters"),
        pytest.param("name: NAME", "name: My_Oven", (5, "invalid-name", "my-oven"), id="a name"),
    ],
)
def test_unlike_the_others(tmp_path: Path, folder: str, old: str, new: str, expected: tuple[int, str, str]) -> None:
    text = OVEN.replace(old, new).replace("NAME", "mine")

    assert findings(tmp_path, block(text), folder) == [expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("NAME", "mine", id="as the others"),
        pytest.param("trays: 3", "trays: <TRAYS>", id="a value to fill in"),
        pytest.param("trays: 3", "trays: ${TRAYS}", id="a variable"),
        pytest.param("trays: 3", "trays: 12", id="another number"),
        pytest.param("mode: Steady", "mode: Quick", id="another word"),
        pytest.param("mode: Steady", "mode: Stedy\n  other: Stedy", id="a word that is there twice"),
        pytest.param("trays: 3", "trays: auto", id="a word"),
        pytest.param("trays: 3", "trays: 50%", id="a share"),
        pytest.param("trays: 3", "trays: 30s", id="a time"),
        pytest.param("trays: 3", "trays: 10Gi", id="an amount"),
        pytest.param("trays: 3", "trays: [3, 4]", id="a list"),
        pytest.param("trays: 3", "trays: TRAYS", id="a name in capitals"),
        pytest.param("trays: 3", "trays:", id="no value"),
        pytest.param("trays: 3", 'data:\n    trays: "3"', id="data"),
        pytest.param("trays: 3", "trays: 3 # of steel", id="a comment"),
        pytest.param("name: NAME", "name: rye.bread-oven2", id="a name with dots"),
        pytest.param("name: NAME", "generateName: rye-", id="a name that is made"),
        pytest.param("name: NAME", "name: mine\n  namespace: elsewhere", id="a namespace made elsewhere"),
        pytest.param("spec:\n  trays: 3", "spec:\n  template: {apiVersion: v1, kind: Pod}\n  trays: 3", id="a pod"),
        pytest.param("timer: true", "timer: false", id="the other truth"),
        pytest.param("timer: true", 'timer: {every: "3"}', id="a mapping"),
        pytest.param("name: NAME", 'name: mine\n  annotations:\n    trays: "3"', id="an annotation"),
        pytest.param("name: NAME", "name: <YOUR_OVEN>", id="a name to fill in"),
        pytest.param("name: front", "name: back", id="another name"),
        pytest.param("    - rye", "    - rye\n    - wheat", id="a longer list"),
        pytest.param("    - rye", "    <BREADS>", id="a list to fill in"),
        pytest.param("kind: Oven", "kind: Stove", id="a kind like no other"),
        pytest.param("kind: Oven", "kind: OvenPool", id="a longer kind"),
        pytest.param("kind: Door", "kind: Doors", id="a plural"),
        pytest.param("doors.zebra.dev/v1", "windows.zebra.dev/v3", id="another group"),
        pytest.param("doors.zebra.dev/v1\n      kind: Door", "v1\n      kind: ConfigMap", id="a core kind"),
        pytest.param("doors.zebra.dev/v1\n      kind: Door", "apps/v1\n      kind: Deployment", id="a workload"),
        pytest.param("      apiVersion: doors.zebra.dev/v1\n", "", id="a reference by kind"),
        pytest.param("apiVersion: doors.zebra.dev/v1\n", "group: doors.zebra.dev\n", id="a reference by group"),
    ],
)
def test_right(tmp_path: Path, old: str, new: str) -> None:
    assert findings(tmp_path, block(OVEN.replace(old, new).replace("NAME", "mine")), "content/en/docs") == []


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("Version v3 is served from release 9 on.\n", id="the text names the version"),
        pytest.param(block(OVEN.replace(VERSION, "bread.zebra.dev/v3")), id="twice on the page"),
    ],
)
def test_a_version_that_the_page_is_about(tmp_path: Path, prose: str) -> None:
    text = block(OVEN.replace("bread.zebra.dev/v1", "bread.zebra.dev/v3")) + prose
    assert findings(tmp_path, text, "content/en/docs") == []


def test_another_kind_has_its_own_values(tmp_path: Path) -> None:
    text = OVEN.replace("kind: Oven", "kind: Kettle").replace("trays: 3", 'trays: "3"').replace("- rye", "rye")
    assert findings(tmp_path, block(text), "content/en/docs") == []


def test_a_key_with_more_than_one_kind_of_value(tmp_path: Path) -> None:
    (tmp_path / "content/en/other").mkdir(parents=True)
    (tmp_path / "content/en/other/page.md").write_text(block(OVEN.replace("trays: 3", "trays: many")))
    text = block(OVEN.replace("trays: 3", "trays: few"))
    assert findings(tmp_path, text, "content/en/docs") == []


@pytest.mark.parametrize(
    ("kind", "count", "expected"),
    [
        pytest.param("Deployment", 6, [3], id="a kind of another group"),
        pytest.param("Deployment", 1, [], id="a version that few manifests have"),
        pytest.param("Tray", 6, [], id="a kind that nobody knows"),
    ],
)
def test_a_version_with_kinds_of_its_own(tmp_path: Path, kind: str, count: int, expected: list[int]) -> None:
    (tmp_path / "content/en/other").mkdir(parents=True)
    for number in range(count):
        text = block(OVEN.replace("kind: Oven", f"kind: Door{number}"))
        (tmp_path / f"content/en/other/page{number}.md").write_text(text)
    text = block(f"apiVersion: {VERSION}\nkind: {kind}\nmetadata:\n  name: mine\n")
    assert [line for line, _, _ in findings(tmp_path, text, "content/en/docs")] == expected


@pytest.mark.parametrize(
    ("value", "count"), [pytest.param("many", 1, id="a word"), pytest.param("50%", 0, id="a share")]
)
def test_a_key_that_is_a_number_on_many_pages(tmp_path: Path, value: str, count: int) -> None:
    (tmp_path / "content/en/other").mkdir(parents=True)
    for name in "ab":
        (tmp_path / f"content/en/other/{name}.md").write_text(block(OVEN))
    found = findings(
        tmp_path, block(OVEN.replace("trays: 3", f"trays: {value}").replace("NAME", "x")), "content/en/docs"
    )
    assert [code for _, code, _ in found] == ["wrong-type"] * count
