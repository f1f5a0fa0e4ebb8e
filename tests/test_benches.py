"""Benches are run by hand, so nothing else would tell that one no longer fits the code."""

import runpy
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.mark.parametrize("bench", sorted(BENCH.glob("*.py")), ids=lambda path: path.stem)
def test_finds_what_it_imports(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(BENCH), *sys.path])
    assert runpy.run_path(str(bench), run_name="imported")["__doc__"]
