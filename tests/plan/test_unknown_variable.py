from collections.abc import Callable

import pytest

from harness.plan.overrides.override import OverrideTable
from harness.plan.step import PagePlan
from harness.plan.unknown_variable import unknown_variables

Planner = Callable[..., PagePlan]
KNOWN = ("CTX_CLUSTER1", "KUBECONFIG")


def page(*commands: str) -> str:
    return "\n".join(f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}" for command in commands)


@pytest.mark.parametrize(
    ("commands", "unknown"),
    [
        pytest.param(["echo $A"], ["A"], id="never set"),
        pytest.param(["A=1", "echo $A"], [], id="set before"),
        pytest.param(["echo $A", "A=1"], ["A"], id="set later"),
        pytest.param(["A=<x>", "echo $A"], ["A"], id="set by a reader"),
        pytest.param(["A=1", "unset A", "echo $A"], ["A"], id="unset"),
        pytest.param(["echo ${A:-x} $((A+1))", '[ -n "$A" ]'], [], id="provided for"),
        pytest.param(["echo $HOME $PWD $CTX_CLUSTER1"], [], id="known"),
        pytest.param(["echo $A", "echo $A $B"], ["A", "B"], id="each once"),
        pytest.param(["echo $A <x>"], [], id="read by what is not run"),
        pytest.param(["for i in 1 2; do echo $i; done"], [], id="a loop's variable"),
    ],
)
def test_unknown(plan: Planner, commands: list[str], unknown: list[str]) -> None:
    found = unknown_variables(plan(page(*commands)), KNOWN)
    assert [each.name for each in found] == unknown


TABS = """\
{{{{< tabset category-name="os" >}}}}
{{{{< tab name="Linux" category-value="linux" >}}}}
{{{{< text bash >}}}}
$ A=1
{{{{< /text >}}}}
{{{{< /tab >}}}}
{{{{< tab name="{other}" category-value="other" >}}}}
{{{{< text powershell >}}}}
$env:A = "1"
{{{{< /text >}}}}
{{{{< /tab >}}}}
{{{{< /tabset >}}}}

"""


@pytest.mark.parametrize(("other", "unknown"), [("Windows", ["B"]), ("Helm", ["A", "B"])])
def test_another_machine_sets_variables_in_its_own_words(plan: Planner, other: str, unknown: list[str]) -> None:
    found = unknown_variables(plan(TABS.format(other=other) + page("echo $A $B")), KNOWN)
    assert sorted(each.name for each in found) == unknown


def test_the_place_is_the_line_of_the_reading(plan: Planner) -> None:
    [found] = unknown_variables(plan("{{< text bash >}}\n$ cat <<EOF\na\n$GATEWAY_ULR\nEOF\n{{< /text >}}\n"), KNOWN)
    assert found.at.line == 4


def test_a_plan_file_may_set_it(plan: Planner) -> None:
    table = OverrideTable(variables={"A": "1"}, contexts={"B": "cluster1"})
    assert unknown_variables(plan(page("echo $A $B"), table), KNOWN) == ()
