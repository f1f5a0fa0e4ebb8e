"""What exit statuses say of another try."""

import pytest

from harness.run.output import Ended, FailedPart, Output
from harness.session.page.final_status import finally_ended, refused_here

LOCAL = "curl -s http://localhost:8080/"


def ended(status: int, *parts: FailedPart) -> Output:
    return Output(text="", status=status, ended=Ended.EXITED, seconds=0.1, failed_parts=parts)


@pytest.mark.parametrize(
    ("text", "output", "refused"),
    [
        pytest.param(LOCAL, ended(7), True, id="a call"),
        pytest.param(f"{LOCAL} | jq .", ended(0, FailedPart(text=LOCAL, status=7)), True, id="a part of a pipeline"),
        pytest.param(LOCAL, ended(28), False, id="no answer in time"),
        pytest.param("curl -s http://$HOST/", ended(7), False, id="elsewhere"),
        pytest.param("wget -q http://localhost:8080/", ended(7), False, id="another program"),
    ],
)
def test_refused_here(text: str, output: Output, refused: bool) -> None:  # noqa: FBT001 - a parameter
    assert refused_here(text, output) is refused


@pytest.mark.parametrize(
    ("text", "output", "final"),
    [
        pytest.param("curl -s http://:80:80/", ended(3), True, id="a malformed URL"),
        pytest.param(
            "curl -s http://a | jq .", ended(0, FailedPart(text="curl -s http://a", status=3)), True, id="a part"
        ),
        pytest.param("curl -s http://gateway/", ended(6), False, id="a name that may come"),
        pytest.param("grep x y", ended(3), False, id="a program of which nothing is known"),
    ],
)
def test_finally_ended(text: str, output: Output, final: bool) -> None:  # noqa: FBT001 - a parameter
    assert (finally_ended(text, output) is not None) is final
