from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.commands import program_usage
from harness.check.rule import Subject
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings

# `velero` is a program of which nothing but its subcommands is known.
OTHERS = """```bash
velero backup create bread --include-namespaces shop --output json
velero backup create rolls \\
  --include-namespaces shop -o yaml
velero schedule create daily --include-namespaces shop --mode full -n till
velero schedule create weekly --mode full -n till
velero schedule create monthly --mode full -n till
```
Then `velero schedule describe daily`, or `velero schedule describe weekly`.
"""


def findings(root: Path, command: str, others: str = OTHERS) -> list[tuple[str, str]]:
    """The codes and new texts of what is found on a page of a site that has another page."""
    folder = root / "content/en/docs"
    folder.mkdir(parents=True)
    (folder / "others.md").write_text(others)
    file, text = folder / "page.md", f"```bash\n{command}\n```\n"
    file.write_text(text)
    plan = plan_page(parse_page(text, path=file), Settings(), overrides=Overrides())
    found = program_usage.check(Subject(plan=plan, catalogue=builtin_catalogue()))
    return [(each.code, each.fix.edits[0].new if each.fix else "") for each in found]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("velero backup create a --include-namespace shop", [], id="a plural"),
        pytest.param(
            "velero backup create a --inclued-namespaces shop",
            [("unknown-flag", "--include-namespaces")],
            id="a flag",
        ),
        pytest.param(
            "$ velero backup create a --inclde-namespaces=shop", [("unknown-flag", "--include-namespaces")], id="with ="
        ),
        pytest.param(
            "velero backup create a \\\n  -- include-namespaces shop",
            [("unknown-flag", "--include-namespaces")],
            id="a blank in a flag",
        ),
        pytest.param("velero schedule descrbe daily", [], id="a subcommand that a list has"),
        pytest.param("velero schedule create a --mode ful", [("unknown-subcommand", "full")], id="a value"),
        pytest.param("velero backup get -o yml", [("unknown-subcommand", "yaml")], id="a usual format"),
        pytest.param("velero schedule create a --mode full -n", [("missing-argument", "")], id="a lost value"),
        pytest.param("velero schedule create a --mode part", [], id="another value"),
        pytest.param("velero schedule create a --wait", [], id="another flag"),
        pytest.param("velero schedule create a -m full", [], id="another letter"),
        pytest.param("velero backup create a -- shop", [], id="what is passed on"),
        pytest.param('velero backup create a --include-namespaces "$SHOP"', [], id="as the others"),
        pytest.param("echo velero --inclued-namespaces", [], id="text"),
        pytest.param("kubectl get pods --inclued-namespaces", [], id="a program whose help is known"),
    ],
)
def test_unlike_the_other_calls(tmp_path: Path, command: str, expected: list[tuple[str, str]]) -> None:
    assert findings(tmp_path, command) == expected


def test_twice_is_no_slip(tmp_path: Path) -> None:
    command = "velero backup create a --inclued-namespaces b\nvelero backup create b --inclued-namespaces b"
    assert findings(tmp_path, command) == []


@pytest.mark.parametrize(
    ("others", "count"),
    [
        pytest.param("", 0, id="no other page"),
        pytest.param("```bash\nrestic --tag-name a\n```", 0, id="once elsewhere"),
    ],
)
def test_once_is_no_rule(tmp_path: Path, others: str, count: int) -> None:
    assert len(findings(tmp_path, "restic backup --tag-nmae a", others)) == count
