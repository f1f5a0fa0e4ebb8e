"""Groups of fences that are tabs, and lines that show files."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.parse.read import read_page


@pytest.mark.parametrize(
    ("opening", "infos", "closing"),
    [
        pytest.param("::: code-group", ("sh [Rye]", "sh [Oat]"), ":::", id="VitePress"),
        pytest.param(":::code-group {.wide}", ("sh:line-numbers [Rye]", "sh{1} [Oat]"), ":::", id="with attributes"),
        pytest.param("<CodeGroup>", ("bash Rye", 'bash title="Oat"'), "</CodeGroup>", id="Mintlify"),
    ],
)
def test_each_fence_is_a_tab(opening: str, infos: tuple[str, str], closing: str) -> None:
    rye, oat = infos
    text = f"{opening}\n\n```{rye}\nbake rye\n```\n```{oat}\nbake oat\n```\n\n{closing}\n\n```sh\nbake all\n```\n"
    page = parse_page(text, path=Path("page.md"))
    assert [([tab.name for tab in one.tab_path], one.segments[0].command) for one in page.snippets] == [
        (["Rye"], "bake rye"),
        (["Oat"], "bake oat"),
        ([], "bake all"),
    ]
    assert page.diagnostics == ()


REGIONS = "one: 1\n# #region oven\nkind: Pod\n# #endregion oven\ntwo: 2\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "<<< ./oven.yaml",
            [("yaml", REGIONS.replace("# #region oven", "").replace("# #endregion oven", "").strip())],
            id="a file",
        ),
        pytest.param("<<< @/docs/oven.yaml#oven{1,3} [oven.yaml]", [("yaml", "kind: Pod")], id="a region of one"),
        pytest.param("<<< @/docs/run.txt{2 sh:line-numbers}", [("bash", "echo rye\necho oat")], id="commands"),
        pytest.param("<!--@include: ./part.md-->", [("bash", "bake all")], id="a part of the page"),
        pytest.param("<!--@include: ./part.md{4,}-->", [("bash", "bake all")], id="lines of one"),
        pytest.param("```sh\ncat \\\n<<< ./oven.yaml\n```", [("bash", "cat \\\n<<< ./oven.yaml")], id="in a fence"),
    ],
)
def test_files_are_shown(tmp_path: Path, text: str, found: list[tuple[str, str]]) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "oven.yaml").write_text(REGIONS)
    (docs / "run.txt").write_text("echo rye\necho oat\n")
    (docs / "part.md").write_text("Text\n\n\n```sh\nbake all\n```\n")
    (docs / "page.md").write_text(f"{text}\n")
    page = read_page(docs / "page.md")
    assert [(one.syntax, one.body) for one in page.snippets] == found
    assert page.diagnostics == ()
