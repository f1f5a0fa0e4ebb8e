"""Groups of fences that are tabs."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page


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
