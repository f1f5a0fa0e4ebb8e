"""Links between pages lead somewhere: to a page, and to a heading of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.parse.page import Page
from harness.parse.read import read_page

REPOSITORY = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]\[]+\]\((?!https?://)([^)#\s]*)(?:#([\w-]+))?\)")
PAGES = sorted(REPOSITORY.glob("docs/*/index*.md"))


def links(text: str) -> Iterator[tuple[str, str]]:
    """Targets and anchors outside of blocks."""
    shown = re.sub(r"\{\{< text .*?\{\{< /text >\}\}", "", text, flags=re.DOTALL)
    return ((found[1], found[2] or "") for found in LINK.finditer(shown))


def anchors(page: Page) -> set[str]:
    return {
        heading.anchor or re.sub(r"[^\w-]", "", heading.text.lower().replace(" ", "-")) for heading in page.headings
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(REPOSITORY / "docs")))
def test_links_of_pages(path: Path) -> None:
    broken = []
    for target, anchor in links(path.read_text(encoding="utf-8")):
        page = path if not target else path.parent / target / "index.md"
        if not page.is_file() or (anchor and anchor not in anchors(read_page(page))):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def test_links_of_the_readme_lead_to_every_page() -> None:
    targets = {target for target, _ in links((REPOSITORY / "README.md").read_text(encoding="utf-8"))}
    assert targets == {*(str(page.relative_to(REPOSITORY)) for page in PAGES if page.name == "index.md"), "LICENSE"}
