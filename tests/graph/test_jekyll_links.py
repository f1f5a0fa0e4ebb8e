"""Links of Jekyll: to files, by values of the site, and to where a page's front matter puts it."""

from pathlib import Path

import pytest

from harness.graph.edge import edges_of
from harness.graph.tree import SiteTree


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("{% link _lessons/b.md %}", "_lessons/b.md"),
        ("{{ site.baseurl }}{% link _lessons/b.md %}", "_lessons/b.md"),
        ("{{ '/lessons/b' | relative_url }}", "_lessons/b.md"),
        ("{{ site.baseurl }}/lessons/b/", "_lessons/b.md"),
        ("/lessons/b/", "_lessons/b.md"),
        ("/ovens/first/", "_lessons/oven.md"),
        ("/ovens/second/", None),
    ],
)
def test_links(tmp_path: Path, link: str, file: str | None) -> None:
    files = {
        "_config.yml": "theme: minima\n",
        "_lessons/a.md": f"# A\n\n## Before you begin\n\nFollow [the first lesson]({link}).\n",
        "_lessons/b.md": "# B\n",
        "_lessons/oven.md": "---\npermalink: /ovens/first/\n---\n\n# C\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    found = [edge.page for edge in edges_of(tmp_path / "_lessons/a.md", SiteTree()) if edge.runs]
    assert found == [None if file is None else tmp_path / file]
