from collections.abc import Callable

import pytest

from harness.check.commands import data_flow
from harness.check.commands.data_flow import variable_typo

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        pytest.param(
            "$ kubectl get pods --context=$CTX_CLUSTR1",
            "page.md:5: error: $CTX_CLUSTR1 is set nowhere [unknown-variable]\n"
            "  expected: a variable that the page or the settings set, such as $CTX_CLUSTER1\n"
            "  to fix:   did you mean $CTX_CLUSTER1?",
            id="mistyped",
        ),
        pytest.param(
            "$ echo $ZEBRA",
            "page.md:5: warning: $ZEBRA is set nowhere on the page [unknown-variable]\n"
            "  expected: an earlier command, a plan file or the settings to set it\n"
            "  to fix:   show how to set ZEBRA, or set it in a plan file",
            id="set nowhere",
        ),
        pytest.param(
            "$ export CLUSTER_NETWORK=a\n$ echo $CLUSTER_NETWORK\n$ cat <<EOF\n\n${NETWORK}\nEOF",
            "page.md:9: warning: $NETWORK is set nowhere on the page [unknown-variable]\n"
            "  expected: an earlier command, a plan file or the settings to set it\n"
            "  to fix:   did you mean $CLUSTER_NETWORK?",
            id="a part of another name, in a here-document",
        ),
        pytest.param(
            "$ cat <<EOF > a.conf\nHost $host;\nEOF",
            "page.md:6: warning: $host is set nowhere on the page: bash takes it out of the here-document"
            " [unknown-variable]\n"
            "  expected: a quoted delimiter, <<'EOF', where the file is to hold $host itself\n"
            "  to fix:   quote the delimiter, or set host",
            id="meant for the file that a here-document writes",
        ),
        pytest.param(
            "$ echo $LATER\n$ LATER=x",
            "page.md:5: warning: $LATER has no value here: it is set only later, on line 6 [unknown-variable]\n"
            "  expected: a command that sets it, before this one, on the same path\n"
            "  to fix:   set it before it is read",
            id="set later",
        ),
        pytest.param(
            "$ LONELY=x",
            "page.md:5: note: LONELY is set and nothing on the page reads it [unused-variable]\n"
            "  to fix:   remove it, or use it",
            id="never read",
        ),
    ],
)
def test_variables_along_a_path(found: Found, commands: str, expected: str) -> None:
    assert found(data_flow.check, commands, known=frozenset({"CTX_CLUSTER1"})) == [expected]


TABS = """\
{{< tabset category-name="a" >}}
{{< tab name="One" category-value="one" >}}
{{< text bash >}}
$ HOST=x
{{< /text >}}
{{< /tab >}}
{{< tab name="Two" category-value="two" >}}
{{< text bash >}}
$ date
{{< /text >}}
{{< /tab >}}
{{< /tabset >}}
{{< text bash >}}
$ curl $HOST
{{< /text >}}
"""


def test_set_in_another_tab(found: Found) -> None:
    assert [line.split("\n")[0] for line in found(data_flow.check, TABS)] == [
        "page.md:14: warning: $HOST has no value here: it is set only on line 4, in the tab One [unknown-variable]"
    ]


def test_set_in_a_block_that_is_left_out(found: Found) -> None:
    text = (
        "{{< text syntax=bash snip_id=none >}}\n$ A=x\n{{< /text >}}\n\n{{< text bash >}}\n$ echo $A\n{{< /text >}}\n"
    )

    assert [line.split("\n")[0] for line in found(data_flow.check, text)] == [
        (
            "page.md:6: warning: $A has no value here: it is set only on line 2, "
            "in a block that its author leaves out of the run [unknown-variable]"
        )
    ]


def test_set_by_a_command_that_is_not_run(found: Found) -> None:
    assert [line.split("\n")[0] for line in found(data_flow.check, "$ A=$(ssh host date)\n$ vi x; B=1\n$ echo $B")][
        :1
    ] == ["page.md:5: note: A is set and nothing on the page reads it [unused-variable]"]


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ A=1\n$ echo $A", id="set before"),
        pytest.param("$ export A=<your-name>\n$ B=$A-1\n$ echo $A $B", id="for the reader to fill in"),
        pytest.param("$ echo ${A:-b}", id="with a default"),
        pytest.param("$ for i in 1 2; do date; done", id="a loop that counts"),
        pytest.param("$ export A=1", id="exported for a program"),
        pytest.param("$ echo $KNOWN $HOME $RANDOM", id="known to the settings or to every shell"),
        pytest.param("$ for a in 1; do \\\n  echo $a \\\ndone\n", id="in a command that bash cannot read"),
        pytest.param("$ read -r -p 'Name: ' NAME\n$ echo $NAME", id="a person says it"),
    ],
)
def test_what_is_well(found: Found, commands: str) -> None:
    assert found(data_flow.check, commands, known=frozenset({"KNOWN"})) == []


@pytest.mark.parametrize(
    ("name", "other", "mistyped"),
    [
        pytest.param("CTX_CLUSTR1", "CTX_CLUSTER1", True, id="a letter left out"),
        pytest.param("CTXCLUSTER1", "CTX_CLUSTER1", True, id="an underscore left out"),
        pytest.param("ingress_host", "INGRESS_HOST", True, id="another case"),
        pytest.param("CTX_CLUSTER2", "CTX_CLUSTER1", False, id="another number"),
        pytest.param("INGRESS_PORT", "INGRESS_HOST", False, id="another word"),
        pytest.param("CLIENT_IP", "CLIENT_ID", False, id="too short to tell"),
        pytest.param("TCP_INGRESS_PORT", "INGRESS_PORT", False, id="one word more"),
    ],
)
def test_when_a_variable_is_another_one_mistyped(name: str, other: str, mistyped: bool) -> None:  # noqa: FBT001 - a column
    assert variable_typo(name, [other]) == (other if mistyped else "")


def test_a_mistyped_reading_is_one_finding(found: Found) -> None:
    """The variable that it was to read is set for nothing only because of it."""
    told = found(data_flow.check, "$ export NAMESPACE=a\n$ echo $NAMESPCE")
    assert len(told) == 1
    assert "$NAMESPCE" in told[0]


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("$ $ kubectl get pods", "'$ kubectl'", id="two prompts"),
        pytest.param('$ kubectl logs "$kubectl get pod -o name)"', "'$(kubectl'", id="a lost parenthesis"),
    ],
)
def test_a_program_that_bash_takes_for_a_variable(found: Found, command: str, meant: str) -> None:
    (finding,) = found(data_flow.check, command)
    assert finding.startswith("page.md:5: error")
    assert meant in finding


def test_a_slip_in_a_command_that_is_not_run_here(found: Found) -> None:
    (finding,) = found(data_flow.check, '$ export OVEN_PORT=1\n$ minikube ssh "curl a:$OVEN_PROT $OVEN_PORT"')

    assert finding.startswith("page.md:6: ")
    assert "did you mean 'OVEN_PORT'?" in finding


@pytest.mark.parametrize(
    ("value", "count"),
    [
        pytest.param("${OVEN_TOEKN}", 1, id="mistyped"),
        pytest.param("${OVEN_TOKEN}", 0, id="right"),
        pytest.param("${DOOR_TOKEN}", 0, id="another variable"),
        pytest.param("${OVEN_TOEKN}:${OVEN_TOEKN}", 0, id="twice"),
    ],
)
def test_variables_that_a_program_fills_in(found: Found, shown: Callable[[str], str], value: str, count: int) -> None:
    text = f"Set `OVEN_TOKEN`, which `bake` reads: `echo $OVEN_TOKEN`.\n\n{shown(f'token: {value}')}"
    assert len(found(data_flow.check, text)) == count
