from collections.abc import Callable

import pytest

from harness.check import expectation

Found = Callable[..., list[str]]
SAME = ["...", "...\n\n...", "… [...]", "<omitted>", "<output>", "[output truncated]", "(output omitted)"]


@pytest.mark.parametrize("output", SAME)
def test_outputs_that_say_nothing(found: Found, output: str) -> None:
    (finding,) = found(expectation.check, f"$ date\n{output}")
    assert finding.startswith("page.md:6: warning: ")
    assert "[vacuous-output]" in finding


@pytest.mark.parametrize("output", ["", "...\nready\n...", "READY ...", "<none>", "[output]: 3"])
def test_outputs_that_say_something(found: Found, output: str) -> None:
    assert found(expectation.check, f"$ date\n{output}") == []
