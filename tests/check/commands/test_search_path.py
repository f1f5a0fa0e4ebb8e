from collections.abc import Callable

import pytest

from harness.check.commands import search_path

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "command",
    [
        "export PATH=$PWD/tool/bin",
        'PATH="/opt/tool"',
        "PATH=$(pwd)/bin",
        "export PATH='$HOME/bin:$PATH'",
        "declare -x PATH=~/bin",
        "unset PATH",
    ],
)
def test_a_value_without_the_old_one(found: Found, command: str) -> None:
    [finding] = found(search_path.check, f"$ true\n$ {command}")
    assert finding.startswith("page.md:6: warning: ")
    assert "[path-overwritten]" in finding


@pytest.mark.parametrize(
    "command",
    [
        "export PATH=$PWD/bin:$PATH",
        'PATH="${PATH}:$HOME/.local/bin"',
        "PATH+=:/opt/tool",
        "PATH=$OLD_PATH",
        "PATH=/opt/tool:/usr/bin:/bin",
        "PATH=$(getconf PATH)",
        "export PATH=$PATH:$(go env GOPATH)/bin",
        "(PATH=/opt/tool; tool)",
        "PATH=/opt/tool tool",
        "export PATH",
        "TOOL_PATH=/opt/tool",
    ],
)
def test_what_keeps_it_or_may(found: Found, command: str) -> None:
    assert found(search_path.check, f"$ {command}") == []
