"""Paths that lead nowhere in the page's repository."""

from pathlib import Path

import pytest

from harness.session.checking import check
from harness.session.site import Site

FILES = ("config/crd/oven.yaml", "config/samples/rye.yaml", "scripts/heat.sh", "docs/shelf.yaml")


@pytest.mark.parametrize(
    ("commands", "meant"),
    [
        pytest.param("kubectl apply -f config/samples/ry.yaml", "config/samples/rye.yaml", id="a file"),
        pytest.param("kubectl apply -f config/sample/rye.yaml", "config/samples/rye.yaml", id="a folder"),
        pytest.param("kubectl apply -f cofnig/samples/", "config/samples/", id="of a folder"),
        pytest.param("bash scipts/heat.sh", "scripts/heat.sh", id="a script"),
        pytest.param("kubectl apply -f config/samples/rye.yaml", "", id="what is there"),
        pytest.param("kubectl apply -f config/samples/oat.yaml", "", id="what is like nothing"),
        pytest.param("kubectl apply -f other/rye.yaml", "", id="another folder"),
        pytest.param("mkdir -p confi\nkubectl apply -f confi/samples/rye.yaml", "", id="a folder of the page"),
        pytest.param("echo a: b > config/samples/ry.yaml\ncat config/samples/ry.yaml", "", id="a file of the page"),
        pytest.param("git clone https://example.org/b\nbash scipts/heat.sh", "", id="of another repository, perhaps"),
        pytest.param("kubectl apply -f https://example.org/config/ry.yaml", "", id="a URL"),
    ],
)
def test_paths_of_the_repository(tmp_path: Path, commands: str, meant: str) -> None:
    for name in (*FILES, ".git/HEAD"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    page = tmp_path / "docs/bread.md"
    page.write_text(f"# Bread\n\n```bash\n{commands}\n```\n", encoding="utf-8")
    site = Site()
    found = [one for one in check(site.plan(page), site.settings(page)) if one.code == "unknown-file"]
    assert [one.fix.edits[0].new if one.fix else "" for one in found] == ([meant] if meant else [])
