"""Blocks for readers on another system."""

# ruff: noqa: RUF001 - commas and colons of Chinese

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.plan.variants.os_filter import for_another_system, lines_for_others

BLOCK = "{{< text bash >}}\n$ curl --version\n{{< /text >}}\n"
MAC = "for readers on macOS, as the text above it says"


@pytest.mark.parametrize(
    ("prose", "here", "why"),
    [
        pytest.param("For macOS users, verify this:", "linux", MAC, id="users"),
        pytest.param("*   For macOS users, verify this\n    line:", "linux", MAC, id="in a list, on two lines"),
        pytest.param("1. If using macOS, verify this:", "linux", MAC, id="a condition"),
        pytest.param("On macOS:", "linux", MAC, id="short"),
        pytest.param("对于 macOS 用户，请验证：", "linux", MAC, id="Chinese"),
        pytest.param("如果使用 macOS，请验证：", "linux", MAC, id="a condition in Chinese"),
        pytest.param("Для користувачів macOS переконайтеся:", "linux", MAC, id="Ukrainian"),
        pytest.param("Якщо ви використовуєте macOS, перевірте:", "linux", MAC, id="a condition in Ukrainian"),
        pytest.param(
            "For Windows users, do this:", "linux", "for readers on Windows, as the text above it says", id="Windows"
        ),
        pytest.param("For macOS users, verify this:", "darwin", None, id="who is one"),
        pytest.param("On Linux or macOS, do this:", "linux", None, id="both"),
        pytest.param("On macOS or Linux, do this:", "linux", None, id="both the other way round"),
        pytest.param("macOS comes with an old curl, so look:", "linux", None, id="no condition"),
        pytest.param("For everybody, also on macOS:", "linux", None, id="a condition about somebody else"),
        pytest.param("For macOS users, verify.\n\nThen go on:", "linux", None, id="another paragraph"),
        pytest.param("* For macOS users, verify.\n* Go on:", "linux", None, id="another item"),
        pytest.param("", "linux", None, id="nothing above"),
    ],
)
def test_who_a_block_is_for(prose: str, here: str, why: str | None) -> None:
    page = parse_page(f"{prose}\n\n{BLOCK}", path=Path("p.md"))
    assert for_another_system(page, page.snippets[0], here=here) == why


@pytest.mark.parametrize(
    ("body", "here", "others"),
    [
        pytest.param("# macOS\nbrew install oven\n# Linux\noven", "linux", {2}, id="each its own"),
        pytest.param("# macOS:\na\n\n# Ubuntu/Debian/WSL:\nb\n\n# Then\nc", "linux", {2}, id="distributions"),
        pytest.param("# Linux\na\n# Windows (PowerShell)\nb", "darwin", {2, 4}, id="nobody's"),
        pytest.param("# On macOS or Linux\na", "linux", set(), id="both"),
        pytest.param("# macOS\na\n\nb", "linux", {2}, id="up to an empty line"),
        pytest.param("# macOS has an old curl\na", "linux", set(), id="a remark"),
        pytest.param("# for Linux users\na\n# with Homebrew\nb", "linux", {4}, id="by what installs"),
    ],
)
def test_whom_comments_are_for(body: str, here: str, others: set[int]) -> None:
    page = parse_page(f"```bash\n{body}\n```\n", path=Path("p.md"))
    assert {line - 1 for line in lines_for_others(page.snippets[0], here=here)} == others
