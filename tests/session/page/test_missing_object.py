"""What was meant by a command that misses an object is said with its failure."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.thread import Sort, Thing
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.page.missing_object import meant, with_missing_object
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
    ("said", "made", "told"),
    [
        pytest.param(gone("configmaps", "cups"), (), "line 5 ", id="shown and not made"),
        pytest.param(gone("configmaps", "cups"), (MADE,), "namespace bakery", id="made in another place"),
        pytest.param(gone("configmaps", "cusp"), (MADE,), "configmap cups", id="made by another name"),
        pytest.param(gone("deployments.apps", "cusp"), (MADE,), "", id="another kind made"),
        pytest.param(gone("secrets", "cups"), (), "", id="another kind shown"),
        pytest.param(gone("configmaps", "saucer"), (), "", id="a label"),
        pytest.param(gone("configmaps", "plates"), (), "", id="a value"),
        pytest.param("error: connection refused", (MADE,), "", id="another failure"),
    ],
)
def test_what_was_meant(said: str, made: tuple[Thing, ...], told: str) -> None:
    text = "kubectl get configmap cups"
    command = Command(at=Location(path=Path("page.md"), line=17), text=text, documented=text, expected=None)
    output = Output(text=said, status=1, ended=Ended.EXITED, seconds=0.1)
    result = CommandResult(command=command, output=output, failure=Failure.STATUS, note="it failed")
    note = with_missing_object(result, PAGE, made).note
    assert note.startswith("it failed")
    assert told in note.removeprefix("it failed")
    assert bool(told) is (note != "it failed")


def test_what_was_deleted_was_not_meant_elsewhere() -> None:
    assert meant(replace(MADE, namespace=""), "kubectl get configmap cups -n bakery", PAGE, (MADE,)) == ""
