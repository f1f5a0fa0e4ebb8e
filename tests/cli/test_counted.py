"""How far a command is, said on standard error."""

import pytest

from harness.cli import counted
from harness.cli.counted import Counted


@pytest.mark.parametrize(
    ("patience", "said"),
    [
        pytest.param(0.0, "harness drift: 1 of 2 pages\nharness drift: 2 of 2 pages\n", id="as often as is due"),
        pytest.param(3600.0, "", id="nothing within its patience"),
    ],
)
def test_what_is_said(
    patience: float, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(counted, "PATIENCE", patience)
    progress = Counted("drift", "pages")
    progress(1, 2)
    progress(2, 2)
    assert capsys.readouterr() == ("", said)
