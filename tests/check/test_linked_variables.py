from pathlib import Path

import pytest

from harness.check.linked_variables import LinkedVariables
from harness.graph.tree import SiteTree

HOST = "[the oven](/docs/oven/)"


@pytest.mark.parametrize(
    ("page", "other", "link"),
    [
        pytest.param(f"See {HOST}.", "$ export OVEN=1", "/docs/oven/", id="by export"),
        pytest.param(f"See {HOST}.", "OVEN=$(bake)", "/docs/oven/", id="by an assignment"),
        pytest.param(f"See {HOST}.", "bake OVEN=1", "", id="an argument"),
        pytest.param(f"See {HOST}.", "$ export BREAD=1", "", id="another variable"),
        pytest.param("See nothing.", "$ export OVEN=1", "", id="no link"),
        pytest.param("See [it](/docs/bread/).", "$ export OVEN=1", "", id="a link to nowhere"),
    ],
)
def test_linked_pages(tmp_path: Path, page: str, other: str, link: str) -> None:
    docs = tmp_path / "content/en/docs"
    for name, text in (("page", page), ("oven", other)):
        (docs / name).mkdir(parents=True)
        (docs / name / "index.md").write_text(f"---\ntitle: {name}\n---\n## Before you begin\n\n{text}\n")
    assert LinkedVariables(page=docs / "page/index.md", tree=SiteTree())("OVEN") == link


def test_a_page_that_is_no_file_has_no_links() -> None:
    assert LinkedVariables(page=Path("nowhere.md"), tree=SiteTree())("OVEN") == ""
