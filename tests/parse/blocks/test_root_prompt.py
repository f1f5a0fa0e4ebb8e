"""``# `` before a call: the prompt of root, or the start of a comment."""

from pathlib import Path

import pytest

from harness.parse.blocks.root_prompt import shows_root_prompt
from harness.parse.parser import parse_page
from harness.sites.plain import PLAIN


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("# kubectl get loaves\nNAME   READY\nloaf-1   True", True, id="a table below"),
        pytest.param("# helm list\n\nNAME   REVISION", True, id="a blank line between"),
        pytest.param("# kubectl get loaf rye -o yaml\napiVersion: v1\nkind: Loaf", True, id="a document it prints"),
        pytest.param("# cat <<EOF | kubectl apply -f -\nkind: Loaf\nEOF", True, id="a here-document"),
        pytest.param("# kubectl apply -f rye.yaml\napiVersion: v1\nkind: Loaf", False, id="the file that is meant"),
        pytest.param("# kubectl get loaves", False, id="alone"),
        pytest.param("# kubectl get loaves\n# helm list", False, id="comments alone"),
        pytest.param("# kubectl get loaves\nkubectl delete loaf rye", False, id="a command below"),
        pytest.param("# the loaves\nNAME   READY", False, id="words"),
        pytest.param("kubectl get loaves\nNAME   READY", False, id="none"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_root(text: str, *, shown: bool) -> None:
    assert shows_root_prompt(text.split("\n")) is shown


@pytest.mark.parametrize("syntax", ["shell", "bash", "console", ""])
def test_its_output_is_compared(syntax: str) -> None:
    text = f"```{syntax}\n# kubectl get loaves\nNAME   READY\n```\n"
    (snippet,) = parse_page(text, path=Path("p.md"), site=PLAIN).snippets
    assert [(each.command, each.expected) for each in snippet.segments] == [("kubectl get loaves", "NAME   READY")]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        pytest.param("# id -u\n0", ["id -u"], id="a program"),
        pytest.param("# expr 1 + 2\n3", ["expr 1 + 2"], id="a word with arguments that are none"),
        pytest.param("# echo loaf\nloaf", ["echo loaf"], id="a word that is printed"),
        pytest.param("# tar xf a.tgz\n# ls /bread\nloaf", ["tar xf a.tgz", "ls /bread"], id="several"),
        pytest.param("# find the loaves\nloaf", [], id="a sentence"),
        pytest.param("# id -u", [], id="without an output"),
        pytest.param("# ls -l\nls -a", ["ls -a"], id="a command below"),
    ],
)
def test_a_session_in_which_nothing_else_is_a_prompt(text: str, commands: list[str]) -> None:
    (snippet,) = parse_page(f"```console\n{text}\n```\n", path=Path("p.md"), site=PLAIN).snippets
    assert [each.command for each in snippet.segments] == commands
