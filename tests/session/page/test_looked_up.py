"""What is wrong with a call that clusters cannot run, by what they say of the pod that it looks for."""

from pathlib import Path

import pytest

from harness.match.verdict import CommandResult
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.clusters.mistyped_place import PageWords
from harness.session.page.looked_up import is_slip
from harness.source import Location

PAGE = PageWords(others="kubectl create deployment oven\nkubectl run fridge-v1 --image=hot")


@pytest.mark.parametrize(
    ("text", "said", "slip"),
    [
        pytest.param("kubectl exec a --nme b", "error: unknown flag: --nme", True, id="a flag"),
        pytest.param("kubectl exec \u2212it oven", "error: anything", True, id="a dash that is none"),
        pytest.param("kubectl exec deploy/ovne", 'deployments.apps "ovne" not found', True, id="a name like another"),
        pytest.param("kubectl exec bike", 'pods "bike" not found', False, id="a name like none: it may come elsewhere"),
        pytest.param("kubectl exec oven", 'pods "oven" not found', False, id="a name of the page"),
        pytest.param("kubectl exec fridge-v2", 'pods "fridge-v2" not found', False, id="another number"),
        pytest.param("kubectl exec a -c hto", "container hto is not valid for pod a", True, id="a container"),
        pytest.param(
            "kubectl exec a -c proxy", "container proxy is not valid for pod a", False, id="one that was added"
        ),
        pytest.param(
            'kubectl exec "$(kubectl get pod -o jsonpath={.a)"',
            "error: error parsing jsonpath {.a, unclosed action\nerror: pod, type/name or --filename must be specified",
            True,
            id="what gives the name",
        ),
        pytest.param(
            "kubectl exec oven", "error: Internal error occurred: unable to upgrade", False, id="anything else"
        ),
        pytest.param("kubectl exec $P", "error: pod, type/name or --filename must be specified", False, id="no name"),
    ],
)
def test_what_is_a_slip(text: str, said: str, slip: bool) -> None:  # noqa: FBT001 - a column of the table
    asked = Command(at=Location(path=Path("page.md"), line=1), text=text, documented=text, expected=None)
    output = Output(text=f"Error from server: {said}\n", status=1, ended=Ended.EXITED, seconds=0.0)
    assert is_slip(CommandResult(command=asked, output=output), PAGE) is slip
