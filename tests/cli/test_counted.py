"""How far a command is, said on standard error."""

import pytest

from harness.cli import counted
from harness.cli.counted import Counted


@pytest.mark.parametrize(
    ("patience", "total", "said"),
    [
        pytest.param(0.0, 11, ["harness drift, 1 of 11 pages"], id="a log has a line now and then"),
        pytest.param(0.0, 10, [], id="nothing of a few"),
        pytest.param(3600.0, 11, [], id="nothing within its patience"),
    ],
)
def test_what_is_said(
    patience: float, total: int, said: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(counted, "PATIENCE", patience)
    with Counted("drift", "pages") as progress:
        progress(1, total)
        progress(total, total)
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", said)
