import re
import shutil
from pathlib import Path

import pytest

from harness.run.terminal.unfinished import incomplete, only_comments

BASH = Path(shutil.which("bash") or "bash")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("echo a", id="simple"),
        pytest.param("cat <<EOF\na\nEOF", id="heredoc"),
        pytest.param("cat <<'EOF' > f\n$a\nEOF\necho b", id="quoted delimiter"),
        pytest.param("cat <<-EOF\n\ta\n\tEOF", id="indented heredoc"),
        pytest.param("cat <<\\EOF\na\nEOF", id="escaped delimiter"),
        pytest.param("cat <<A - <<B\na\nA\nb\nB", id="two heredocs"),
        pytest.param("cat <<<word", id="here-string"),
        pytest.param("echo $((1 << 2))", id="shift"),
        pytest.param("echo '<<EOF'", id="in quotes"),
        pytest.param("echo a # b |", id="a pipe in a comment"),
        pytest.param("echo 'a", id="an unclosed quote is for bash to refuse"),
    ],
)
def test_complete(command: str) -> None:
    assert incomplete(command, BASH) is None


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("cat <<EOF\na", id="heredoc without its end"),
        pytest.param("echo a |", id="pipe to nothing"),
        pytest.param("echo a &&\n", id="and nothing"),
        pytest.param("f()", id="function without a body"),
    ],
)
def test_incomplete(command: str) -> None:
    assert re.fullmatch(r"bash: line [12]: .+\n", incomplete(command, BASH) or "")


@pytest.mark.parametrize(
    ("command", "only"),
    [
        pytest.param("# a\n\n  # b", True, id="comments and blank lines"),
        pytest.param("", True, id="nothing"),
        pytest.param("# a\ntrue", False, id="a command after a comment"),
        pytest.param("echo '\n# a'", False, id="a command"),
    ],
)
def test_only_comments(command: str, *, only: bool) -> None:
    assert only_comments(command) is only
