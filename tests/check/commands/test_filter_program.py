from collections.abc import Callable

import pytest

from harness.check.commands import filter_program

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "command",
    [
        "cat a.json | jq '.a | select(.b == \"c\"'",
        "cat a.json | jq -r '.a[] | select(.b = \"c\")'",
        "cat a.json | jq 'spec.replicas'",
        "cat a | sed 's/b/c'",
        "cat a | sed -e 's|b|c'",
        "cat a | awk '{print $2'",
        'cat a | awk "{print $2}"',
        "sed -i /etc/a.conf 's/b/c/'",
        "sed -e 's/a/b/' c | awk \"{print $2}\"",
    ],
)
def test_refused(found: Found, command: str) -> None:
    (finding,) = found(filter_program.check, f"$ {command}")

    assert finding.startswith("page.md:5: warning")
    assert "[broken-filter]" in finding


@pytest.mark.parametrize(
    "command",
    [
        "cat a.json | jq -r '.a[] | select(.b == \"(\") | .c'",
        "jq --arg a b '.c = $a' d.json",
        "jq . a.json",
        "cat a.json | jq 'length'",
        "cat a | sed 's/b/c/g; s|[/]|d|'",
        "sed -n '1,3p' a",
        'sed "s/a/$B" c',
        "cat a | awk '/{/ {print $2}'",
        'cat a | awk "{print \\$2}"',
        "awk -F: '{print $1}' a",
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(filter_program.check, f"$ {command}") == []
