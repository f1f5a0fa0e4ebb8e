"""Tabs and notes that are no shortcodes."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.sites.docusaurus import DOCUSAURUS
from harness.sites.hugo import HUGO
from harness.sites.mkdocs_material import MKDOCS_MATERIAL
from harness.sites.site_profile import SiteProfile

PAGE = Path("page.md")


def fence(text: str, indent: int = 0) -> str:
    blanks = " " * indent
    return f"{blanks}```bash\n{blanks}{text}\n{blanks}```\n"


def taken(text: str, site: SiteProfile) -> list[tuple[str, tuple[str, ...]]]:
    """Each command with the values of the tabs around it."""
    page = parse_page(text, path=PAGE, site=site)
    assert page.diagnostics == ()
    assert "".join(node.text for node in page.nodes) == text
    return [
        (segment.command, tuple(choice.value for choice in snippet.tab_path))
        for snippet in page.snippets
        for segment in snippet.segments
    ]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        pytest.param(
            f"Set it and then\n      ```bash\n      one\n      ```\n\n{fence('two')}",
            [("one", ()), ("two", ())],
            id="a fence far right of its text",
        ),
        pytest.param(
            f'=== "a"\n\n      Set it.\n            ```bash\n            one\n            ```\n\n{fence("two")}',
            [("one", ("a",)), ("two", ())],
            id="likewise in a tab",
        ),
        pytest.param(
            f"/// tab | Helm\n{fence('one')}///\n\n/// tab | Raw\n    select: true\n\n"
            f"{fence('two')}///\n{fence('three')}",
            [("one", ("helm",)), ("two", ("raw",)), ("three", ())],
            id="tabs between marks",
        ),
        pytest.param(
            f"/// tab | a\n{fence('one')}///\n/// tab | a\n    new: true\n{fence('two')}///\n",
            [("one", ("a",)), ("two", ("a",))],
            id="a new group of them",
        ),
        pytest.param(
            f"//// tab | a\n/// note | Look\n{fence('one')}///\n////\n//// tab | b\n{fence('two')}////\n",
            [("one", ("a",)), ("two", ("b",))],
            id="a note in a tab between marks",
        ),
        pytest.param("```bash\necho '\n/// tab | a\n'\n```\n", [("echo '\n/// tab | a\n'", ())], id="marks in a fence"),
        pytest.param(
            f'=== "For Linux"\n\n{fence("one", 4)}\n=== "Helm"\n\n{fence("two", 4)}\n{fence("three")}',
            [("one", ("linux",)), ("two", ("helm",)), ("three", ())],
            id="what is not indented is below the tabs",
        ),
        pytest.param(
            f'=== "a"\n{fence("one", 4)}\n    === "b"\n\n{fence("two", 8)}\n{fence("three", 4)}## End\n{fence("four")}',
            [("one", ("a",)), ("two", ("a", "b")), ("three", ("a",)), ("four", ())],
            id="tabs in tabs",
        ),
        pytest.param(
            f'1. Do\n\n    === "a"\n        1. It\n\n{fence("one", 12)}\n    === "b"\n\n{fence("two", 8)}\n1. On\n',
            [("one", ("a",)), ("two", ("b",))],
            id="in a list",
        ),
        pytest.param(
            f'!!! note "Do this"\n\n{fence("one", 4)}\n??? tip\n{fence("two", 4)}\n???+ tip\n{fence("three", 4)}',
            [("one", ()), ("two", ()), ("three", ())],
            id="notes",
        ),
        pytest.param(
            f'=== "a"\n\n{fence("one", 4)}\n===! "a"\n\n{fence("two", 4)}',
            [("one", ("a",)), ("two", ("a",))],
            id="a new group of tabs",
        ),
        pytest.param(
            '```bash\ncat <<EOF\n=== "no"\n    x\nEOF\n```\n',
            [('cat <<EOF\n=== "no"\n    x\nEOF', ())],
            id="in a fence",
        ),
    ],
)
def test_indented(text: str, commands: list[tuple[str, tuple[str, ...]]]) -> None:
    assert taken(text, MKDOCS_MATERIAL) == commands


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        pytest.param(
            f'<Tabs groupId="how">\n<TabItem value="helm" label="Helm">\n\n{fence("one")}\n</TabItem>\n'
            f"<TabItem label={{'For macOS'}}>\n{fence('two')}</TabItem>\n</Tabs>\n\n{fence('three')}",
            [("one", ("helm",)), ("two", ("macos",)), ("three", ())],
            id="flat",
        ),
        pytest.param(
            f'<Tabs>\n  <TabItem\n    value="a"\n    default>\n\n{fence("one", 8)}\n  </TabItem>\n</Tabs>\n',
            [("one", ("a",))],
            id="indented",
        ),
        pytest.param(
            f'<Tabs values={{[{{label: "A", value: "a"}}]}}>\n<TabItem value="a">\n{fence("one")}</TabItem>\n</Tabs>\n',
            [("one", ("a",))],
            id="labels in the group",
        ),
        pytest.param(
            f"<details>\n<summary>More</summary>\n{fence('one')}</details>\n", [("one", ())], id="what unfolds"
        ),
        pytest.param("```bash\necho '<Tabs>'\n```\n", [("echo '<Tabs>'", ())], id="in a fence"),
    ],
)
def test_elements(text: str, commands: list[tuple[str, tuple[str, ...]]]) -> None:
    assert taken(text, DOCUSAURUS) == commands


def test_other_sites_have_none() -> None:
    assert taken(f'=== "a"\n\n{fence("one")}\n<Tabs>\n', HUGO) == [("one", ())]


def test_groups_have_a_name() -> None:
    page = parse_page('<Tabs groupId="os">\n<TabItem value="a">\n</TabItem>\n</Tabs>\n', path=PAGE, site=DOCUSAURUS)
    assert [tabset.category for tabset in page.tabsets] == ["os"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param(f'=== "a"\n\n{fence("one", 4)}', 5, id="MkDocs"),
        pytest.param(f"- x\n\n  === y\n\n{fence('one', 2)}", 3, id="list"),
    ],
)
def test_places_are_those_of_the_page(text: str, column: int) -> None:
    snippet = parse_page(text, path=PAGE, site=MKDOCS_MATERIAL).snippets[0]
    assert snippet.segments[0].at.column == column


def test_a_definition_holds_fences() -> None:
    text = f"Rye\n:   Bake it:\n\n{fence('bake rye', 4)}\nOat\n\n: Bake it:\n\n  ```bash\n  bake oat\n  ```\n"
    assert taken(text, HUGO) == [("bake rye", ()), ("bake oat", ())]
