from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.check_plan import check_plan
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings


def codes(text: str) -> list[str]:
    plan = plan_page(parse_page(text, path=Path("page.md")), Settings(), overrides=Overrides())
    return [each.code for each in check_plan(plan, catalogue=builtin_catalogue(), known_variables=frozenset())]


def block(*lines: str) -> str:
    return "\n".join(("{{< text bash >}}", *lines, "{{< /text >}}", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(block("$ kubectl get pdos"), ["unknown-resource"], id="a slip"),
        pytest.param(
            block("$ kubectl get pdos", 'error: the server doesn\'t have a resource type "pdos"'),
            [],
            id="with its error",
        ),
        pytest.param(
            block("$ kubectl get pdos", "Error from server (NotFound)"), ["unknown-resource"], id="with another error"
        ),
        pytest.param("Do not do this:\n\n" + block("$ kubectl get pdos"), [], id="called wrong"),
        pytest.param("It is refused:\n\n" + block("$ kubectl get pdos"), ["unknown-resource"], id="of something else"),
        pytest.param(block("# wrong:", "$ kubectl get pdos"), [], id="with a remark"),
        pytest.param(block("# This fails.", "$ kubectl get pdos"), [], id="with a sentence"),
        pytest.param(
            block("# see the error, don't wait", "$ kubectl get pdos"),
            ["unknown-resource"],
            id="with another remark",
        ),
        pytest.param("This command has a typo:\n\n" + block("$ kubectl get pdos"), [], id="a typo that is announced"),
    ],
)
def test_what_is_wrong_on_purpose(text: str, expected: list[str]) -> None:
    assert codes(text) == expected
