from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.plan.given_objects import given_objects

PAGE = Path("bake.md")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ('In this example, there is already a "loaf" Deployment\nand a "crumb" Service.', [("loaf", 3), ("crumb", 3)]),
        ("Read this. Assume that the Deployment `loaf` is running.", [("loaf", 3)]),
        ("You should have a StatefulSet named `loaf`.", [("loaf", 3)]),
        ("假设已有一个名为 `loaf` 的 Deployment。", [("loaf", 3)]),
        ("Create the Deployment `loaf`. It is already hot.", []),
        ("Replace `loaf` with the name of your Deployment.", [("loaf", 3)]),
        ('```shell\n# Change the namespace "loaf"\nls -n loaf\n```', [("loaf", 4)]),
        ("```shell\n# there is already a `loaf`\nls\n```", []),
    ],
    ids=[
        "there is already",
        "assume",
        "you should have",
        "in Chinese",
        "made by the page",
        "to be replaced",
        "in a comment",
        "in code",
    ],
)
def test_what_a_page_takes_to_be_there(text: str, given: list[tuple[str, int]]) -> None:
    page = parse_page(f"# Bake\n\n{text}\n", path=PAGE)
    assert [(one.name, one.at.line) for one in given_objects(page)] == given
