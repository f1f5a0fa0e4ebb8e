"""Titles that are no headings, of every generator, and what stands under them."""

from pathlib import Path

import pytest

from harness.graph.edge import edges_of
from harness.graph.label import Labels
from harness.graph.tree import SiteTree

LINK = "[Ovens](b.md)"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        pytest.param(f":::note Prerequisites\n\n{LINK}\n\n:::", True, id="Docusaurus"),
        pytest.param(f":::info[Prerequisites]\n{LINK}\n:::", True, id="brackets"),
        pytest.param(f"::: tip Prerequisites\n{LINK}\n:::", True, id="VitePress"),
        pytest.param(f'!!! note "Prerequisites"\n\n    {LINK}', True, id="MkDocs"),
        pytest.param(f'??? info "Before you begin"\n    - {LINK}', True, id="MkDocs, folded"),
        pytest.param(f"```{{admonition}} Prerequisites\n:class: note\n{LINK}\n```", True, id="a fence of MyST"),
        pytest.param(f":::{{admonition}} Prerequisites\n{LINK}\n:::", True, id="colons of MyST"),
        pytest.param(f"> [!IMPORTANT]\n> **Prerequisites**\n> {LINK}", True, id="GitHub"),
        pytest.param(f'<Callout title="Prerequisites">\n\n{LINK}\n\n</Callout>', True, id="a title of an element"),
        pytest.param(f"<Prerequisites>\n\n- {LINK}\n\n</Prerequisites>", True, id="an element"),
        pytest.param(f"<details>\n<summary>Prerequisites</summary>\n\n{LINK}\n\n</details>", True, id="details"),
        pytest.param(f'{{{{% alert title="Prerequisites" %}}}}\n{LINK}\n{{{{% /alert %}}}}', True, id="Docsy"),
        pytest.param(f"**Prerequisites:**\n\n- {LINK}", True, id="bold letters"),
        pytest.param(f"**Prerequisites**\n\nNone.\n\n## More\n\n{LINK}", False, id="below another heading"),
        pytest.param(f"**Prerequisites**\n\n```sh\nx\n```\n\n{LINK}", False, id="below code"),
        pytest.param(f"**Prerequisites**\n\nNone.\n\n**See also**\n\n{LINK}", False, id="below other bold letters"),
        pytest.param(f":::note Prerequisites\nNone.\n:::\n\n{LINK}", False, id="behind a box"),
        pytest.param(f'!!! note "Prerequisites"\n\n    None.\n\n{LINK}', False, id="behind a box of MkDocs"),
        pytest.param(f":::note\n{LINK}\n:::", False, id="no title"),
    ],
)
def test_what_is_linked_under_a_title(tmp_path: Path, text: str, *, runs: bool) -> None:
    (tmp_path / "b.md").write_text("# Ovens\n")
    (tmp_path / "a.md").write_text(f"# Bread\n\n{text}\n")
    assert [edge.page for edge in edges_of(tmp_path / "a.md", SiteTree()) if edge.runs] == [tmp_path / "b.md"] * runs


def test_an_inner_box_ends_alone() -> None:
    labels = Labels()
    titles = []
    for line in ("::::tip Outer", ":::note Inner", "text", ":::", "text", "::::", "text"):
        labels.take(line)
        titles.append(labels.title)
    assert titles == ["Outer", "Inner", "Inner", "", "", "", ""]
