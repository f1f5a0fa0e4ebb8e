"""What is not there although the page shows its manifest: the failure names the line."""

from pathlib import Path

import pytest

from harness.match.thread import Sort, Thing
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.page.shown_manifest import with_shown_manifest
from harness.source import Location

PAGE = """\
# Cups

```yaml
apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    name: saucer
  name: cups
data:
  name: plates
---
kind: Service
metadata: {name: flow}
```

```bash
kubectl get configmap cups
```
"""
MADE = Thing(sort=Sort.OBJECT, kind="configmap", name="cups", namespace="bakery")


def gone(kind: str, name: str) -> str:
    return f'Error from server (NotFound): {kind} "{name}" not found'


@pytest.mark.parametrize(
    ("said", "made", "line"),
    [
        pytest.param(gone("configmaps", "cups"), (), 5, id="shown and not made"),
        pytest.param(gone("configmaps", "cups"), (MADE,), None, id="made, in another place"),
        pytest.param(gone("secrets", "cups"), (), None, id="another kind"),
        pytest.param(gone("configmaps", "saucer"), (), None, id="a label"),
        pytest.param(gone("configmaps", "plates"), (), None, id="a value"),
        pytest.param("error: connection refused", (), None, id="another failure"),
    ],
)
def test_the_line_of_its_manifest_is_named(said: str, made: tuple[Thing, ...], line: int | None) -> None:
    text = "kubectl get configmap cups"
    command = Command(at=Location(path=Path("page.md"), line=17), text=text, documented=text, expected=None)
    output = Output(text=said, status=1, ended=Ended.EXITED, seconds=0.1)
    result = CommandResult(command=command, output=output, failure=Failure.STATUS, note="it failed")
    note = with_shown_manifest(result, PAGE, made).note
    assert note.startswith("it failed")
    assert (f"line {line} " in note) is (line is not None)
    assert (note == "it failed") is (line is None)
