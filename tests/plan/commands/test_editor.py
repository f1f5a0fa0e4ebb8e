import pytest

from harness.plan.commands.editor import editor, works_alone
from harness.plan.commands.unattended import hindrance
from harness.shell.script_reader import read_script


@pytest.mark.parametrize(
    ("text", "earlier", "named"),
    [
        pytest.param("KUBE_EDITOR='sed -i s/1/2/' kubectl edit cm x", [], "sed -i s/1/2/", id="for one command"),
        pytest.param("kubectl edit cm x", ["export EDITOR=./change.sh"], "./change.sh", id="exported before"),
        pytest.param("kubectl edit cm x", ["export EDITOR=a", 'export KUBE_EDITOR="b c"'], "b c", id="the last"),
        pytest.param("kubectl edit cm y", ["KUBE_EDITOR=a kubectl edit cm x"], "", id="only for the command before"),
        pytest.param("kubectl edit cm x", [], "", id="none"),
        pytest.param("echo $EDITOR", ["MY_EDITOR=x"], "", id="another variable"),
    ],
)
def test_the_editor_in_force(text: str, earlier: list[str], named: str) -> None:
    assert editor(text, earlier) == named


@pytest.mark.parametrize(
    ("named", "alone"),
    [
        ("sed -i s/1/2/", True), ("true", True), ("./change.sh", True), ("nano", False), ("/usr/bin/vim", False),
        ("code --wait", False), ("$MINE", False), ("", False),
    ],
)  # fmt: skip
def test_editors_that_come_to_their_end(named: str, *, alone: bool) -> None:
    assert works_alone(named) is alone


@pytest.mark.parametrize(
    ("text", "named", "runs"),
    [
        ("kubectl edit cm x", "sed -i s/1/2/", True), ("kubectl edit cm x", "vim", False),
        ("kubectl create cm x --edit", "true", True), ("git commit", "true", True), ("vi x", "true", False),
    ],
)  # fmt: skip
def test_what_opens_an_editor(text: str, named: str, *, runs: bool) -> None:
    assert (hindrance(read_script(text), editor=named) is None) is runs
