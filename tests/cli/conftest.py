"""Commands run in this process, in a site below a temporary folder."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.cli import counted
from harness.cli.main import main

PAGE = """\
---
title: A page
test: yes
---

{{< text syntax=bash snip_id=greet >}}
$ name=world
$ echo "hello $name"
hello world
{{< /text >}}
"""
WRONG = """\
---
title: A page
test: yes
---

{{< text syntax=bash snip_id=apply >}}
$ kubectl apply -f - <<END
apiVersion: insall.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
END
{{< /text >}}
"""
UNCLOSED = "---\ntest: yes\n---\n\n{{< text bash >}}\n$ true\n"


@dataclass(frozen=True, kw_only=True)
class Said:
    status: int
    out: str
    err: str


Harness = Callable[..., Said]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good page, which is the current folder; fleets and toolchain are nowhere near the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HARNESS_FLEETS", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "harness.toml").write_text("")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "good.md").write_text(PAGE)
    return tmp_path


@pytest.fixture
def harness(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Harness:
    """Runs ``harness`` with arguments; on a busy machine, too, it does not say how far it is."""
    monkeypatch.setattr(counted, "PATIENCE", math.inf)

    def run(*arguments: str) -> Said:
        try:
            status = main(arguments)
        except SystemExit as stopped:  # argparse ends the program itself
            status = int(str(stopped.code or 0))
        out, err = capsys.readouterr()
        return Said(status=status, out=out, err=err)

    return run


@pytest.fixture
def wrong(site: Path) -> Path:
    """A page whose manifest is of a group that there is not, at line 8."""
    path = site / "docs" / "wrong.md"
    path.write_text(WRONG)
    return path


@pytest.fixture
def unclosed(site: Path) -> Path:
    """A page that cannot be read: its line 5 opens what is never closed."""
    path = site / "docs" / "unclosed.md"
    path.write_text(UNCLOSED)
    return path
