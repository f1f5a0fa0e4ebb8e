from pathlib import Path

import pytest

from harness.check.manifests.site_twin import site_twins
from harness.parse.parser import parse_page

OVEN = """apiVersion: v1
kind: Service
metadata:
  name: oven
spec:
  selector:
    app: oven
  ports:
  - port: 80
    targetPort: 8080
"""


def block(text: str) -> str:
    return f"```yaml\n{text}```\n"


def found(root: Path, text: str, others: list[str]) -> list[tuple[int, int, str]]:
    """The lines, columns and new texts of what is found on a page of a site with other pages."""
    folder = root / "content/en/docs"
    folder.mkdir(parents=True)
    for number, other in enumerate(others):
        (folder / f"other{number}.md").write_text(other)
    file = folder / "page.md"
    file.write_text(text)
    findings = site_twins(parse_page(text, path=file), set())
    return [(each.at.line, each.at.column, each.fix.edits[0].new if each.fix else "") for each in findings]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("8080", "8081", [(11, 17, "8080")], id="a number"),
        pytest.param("app: oven", "app: ovens", [(8, 10, "oven")], id="a word"),
        pytest.param("  - port: 80", "  - port: 81", [(10, 11, "80")], id="an entry"),
        pytest.param("8080", "8080", [], id="as the others"),
        pytest.param("8080", "<PORT>", [], id="a value to fill in"),
        pytest.param("targetPort", "nodePort", [], id="another key"),
        pytest.param("app: oven", "app: stove\n    app2: oven", [], id="another line"),
        pytest.param("80\n    targetPort: 8080", "81\n    targetPort: 8081", [], id="two values"),
    ],
)
def test_a_value_of_one_page(tmp_path: Path, old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    others = [block(OVEN), block(f"# The oven\n\n{OVEN}\n---\n{OVEN}")]
    assert found(tmp_path, block(OVEN.replace(old, new, 1)), others) == expected


@pytest.mark.parametrize(
    ("text", "others"),
    [
        pytest.param(block(OVEN.replace("8080", "81")), [block(OVEN)], id="one other page"),
        pytest.param(f"Port 81.\n{block(OVEN.replace('8080', '81'))}", [block(OVEN)] * 2, id="a value of the text"),
        pytest.param(
            block(OVEN.replace("8080", "81")), [block(OVEN)] * 2 + [block(OVEN.replace("8080", "81"))], id="two forms"
        ),
        pytest.param(
            block(OVEN.replace("8080", "81")), [block(OVEN)] * 2 + [block(OVEN.replace("8080", "82"))], id="three forms"
        ),
        pytest.param(
            f"{block(OVEN)}\nNow it bakes elsewhere:\n\n{block(OVEN.replace('8080', '81'))}",
            [block(OVEN)] * 2,
            id="the page changes it",
        ),
        pytest.param(block(OVEN.replace("8080", "81 # of the stove")), [block(OVEN)] * 2, id="a remark beside it"),
        pytest.param(
            f"The `targetPort` is another one here.\n\n{block(OVEN.replace('8080', '81'))}",
            [block(OVEN)] * 2,
            id="the text names the key",
        ),
        pytest.param(
            f"# Use another target port\n\n{block(OVEN.replace('8080', '81'))}",
            [block(OVEN)] * 2,
            id="the heading names the key",
        ),
        pytest.param(
            f"Only five may come.\n\n{block(OVEN.replace('8080', '5'))}", [block(OVEN)] * 2, id="the number in words"
        ),
        pytest.param(
            f"It is the stove of version 2.1.\n\n{block(OVEN.replace('app: oven', 'app: oven-2.1'))}",
            [block(OVEN)] * 2,
            id="the text names a part of the value",
        ),
    ],
)
def test_values_that_differ(tmp_path: Path, text: str, others: list[str]) -> None:
    assert found(tmp_path, text, others) == []
