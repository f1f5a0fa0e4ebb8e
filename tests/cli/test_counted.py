"""How far a command is, said on standard error."""

import pytest

from harness.cli import counted
from harness.cli.counted import Counted


@pytest.mark.parametrize(
    ("patience", "said"),
    [
        pytest.param(0.0, ["harness drift, 1 of 2 pages"], id="a log has a line now and then"),
        pytest.param(3600.0, [], id="nothing within its patience"),
    ],
)
def test_what_is_said(
    patience: float, said: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(counted, "PATIENCE", patience)
    with Counted("drift", "pages") as progress:
        progress(1, 2)
        progress(2, 2)
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", said)
