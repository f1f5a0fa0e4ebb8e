"""Blocks that name no syntax: what is typed, and what only looks so."""

import pytest

from harness.parse.blocks.bare_session import is_data_session, is_session, is_shown_session
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
        pytest.param("mkdir bread\ncd bread", id="what changes something, alone"),
        pytest.param("chmod +x bake", id="and on one line"),
        pytest.param("# all of them\nkubectl get pods", id="a comment above"),
        pytest.param("echo rye | base64", id="a pipeline"),
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
        pytest.param("#!/bin/bash\nset -e\nexit 1", id="a script to save"),
        pytest.param("echo rye | loaf", id="a pipeline to nowhere"),
        pytest.param("bake rye --hot", id="a program that nobody knows"),
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


@pytest.mark.parametrize(
    ("prose", "text", "typed"),
    [
        ("Run the following command:", "bake rye --hot", True),
        ("so run the following command.", "bake rye", True),
        ("Set it by running one of", "bake rye", True),
        ("Execute the command below:", "ls bread", True),
        ("运行以下命令:", "bake rye", True),
        ("The oven looks like this:", "bake rye --hot", False),
        ("Running the command prints this output:", "bake rye --hot", False),
        ("Run the following command:", "NAME   READY", False),
        ("Run the following command:", "make is a program.", False),
        ("You can run commands. This is one of its files:", "bake rye", False),
    ],
)
def test_prose_says_that_a_command_follows(prose: str, text: str, *, typed: bool) -> None:
    assert is_session(text.split("\n"), PLAIN.fences, prose) is typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("kubectl get pods\n\nNAME   READY\noven   1/1", True),
        ("kubectl create -f a.yaml\npod/oven created", True),
        ("kubectl get pods", False),
        ("kubectl get pods\nkubectl get nodes", False),
        ("the pods\nNAME   READY\noven   1/1", False),
    ],
)
def test_text_that_is_a_call_and_what_it_prints(text: str, *, typed: bool) -> None:
    assert is_shown_session(text.split("\n")) is typed
