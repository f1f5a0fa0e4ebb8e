from collections.abc import Callable

import pytest

from harness.check import expectation

Found = Callable[..., list[str]]


@pytest.mark.parametrize("output", ["...", "...\n\n...", "… [...]", "<omitted>"])
def test_outputs_that_say_nothing(found: Found, output: str) -> None:
    assert found(expectation.check, f"$ date\n{output}") == [
        (
            "page.md:6: warning: the promised output says nothing: every output matches it [vacuous-output]\n"
            "  expected: at least one line that the command really prints\n"
            "  to fix:   show the line that tells the reader that it worked, or remove the output"
        )
    ]


@pytest.mark.parametrize("output", ["", "...\nready\n...", "READY ..."])
def test_outputs_that_say_something(found: Found, output: str) -> None:
    assert found(expectation.check, f"$ date\n{output}") == []
