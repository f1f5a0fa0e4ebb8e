"""Blocks that name no syntax: what is typed, and what only looks so."""

import pytest

from harness.parse.blocks.bare_session import is_data_session, is_session
from harness.sites.plain import PLAIN


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kubectl get pods", id="what pages are about"),
        pytest.param("$ bake rye", id="a prompt"),
        pytest.param("kn service create rye --image oven", id="a tool"),
        pytest.param("bakectl join oven1 --context oven", id="a tool by its ending"),
        pytest.param("bakectl version", id="and a verb"),
        pytest.param("RYE=1\nkubectl scale oven --replicas $RYE", id="a variable for a command"),
        pytest.param("mkdir bread\ncd bread\ngit clone https://bread.example.org", id="a folder for a command"),
        pytest.param("for x in a b; do\n  kubectl delete pod $x\ndone", id="a loop"),
        pytest.param("# all of them\nkubectl get pods", id="a comment above"),
        pytest.param("# all of them\n$ bake rye", id="a comment above a prompt"),
    ],
)
def test_typed(text: str) -> None:
    assert is_session(text.split("\n"), PLAIN.fences)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("kubectl [flags]", id="a synopsis"),
        pytest.param("argocd account [flags]", id="that of a tool"),
        pytest.param("kubectl get [-o FORMAT] NAME", id="one with flags"),
        pytest.param("go version go1.25 linux/amd64", id="a version"),
        pytest.param("helm 3.19.0", id="another one"),
        pytest.param("kind: Pod\nname: kubectl get", id="a manifest"),
        pytest.param("NAME   READY\nkubectl get pods", id="a table"),
        pytest.param("ls bread", id="what every system has"),
        pytest.param("RYE=1\nOAT=2", id="variables alone"),
        pytest.param("make is a program", id="words"),
        pytest.param("bakectl   1/1   Running", id="a row of a table"),
    ],
)
def test_shown(text: str) -> None:
    assert not is_session(text.split("\n"), PLAIN.fences)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("kubectl apply -f - <<EOF\nkind: Pod\nEOF", True),
        ("cat <<'EOF' > rye.yaml\nkind: Pod\nEOF", True),
        ("kind: Pod", False),
        ("cat: black\ndog: white", False),
        ("# kubectl get pods\nkind: Pod", False),
    ],
)
def test_typed_into_a_shell_though_called_data(text: str, typed: bool) -> None:  # noqa: FBT001 - a table's cell
    assert is_data_session(text.split("\n")) is typed
