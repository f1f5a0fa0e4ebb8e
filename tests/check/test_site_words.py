from pathlib import Path

import pytest

from harness.check.site_words import meant_on_site
from harness.parse.parser import parse_page

SHARED = "```bash\nkubectl get pods -l app=oven-door -n bakery\n```\n"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("bakey", "bakery", id="a letter lost"),
        pytest.param("oven-dorr", "oven-door", id="a letter changed"),
        pytest.param("bakery", "", id="a word of other pages"),
        pytest.param("bread", "", id="like no other"),
        pytest.param("bakerys", "", id="a plural"),
        pytest.param("oven-door1", "", id="a number"),
        pytest.param("gte", "", id="three letters"),
        pytest.param("cellr", "", id="one slip off a word of one page"),
        pytest.param("bakry", "", id="what the translation has as well"),
        pytest.param("a b", "", id="no word"),
    ],
)
def test_meant_on_site(tmp_path: Path, word: str, meant: str) -> None:
    pages = {f"en/docs/{name}.md": SHARED for name in ("one", "two", "three")}
    pages |= {"en/docs/page.md": f"```bash\necho {word}\n```\n", "en/docs/four.md": "`cellar`"}
    pages |= {"zh/docs/page.md": "```bash\necho bakry\n```\n"}
    for name, text in pages.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    page = parse_page(pages["en/docs/page.md"], path=tmp_path / "content/en/docs/page.md")
    assert meant_on_site(word, page) == meant


def test_a_page_without_a_site_has_no_other_words(tmp_path: Path) -> None:
    assert meant_on_site("bakey", parse_page("", path=tmp_path / "page.md")) == ""
