"""Amounts that differ with every run, and those that somebody chose."""

from pathlib import Path

import pytest

from harness.match.compare import compare
from harness.plan.step import Command
from harness.source import Location

JSONPATH = "kubectl get pod pan -o jsonpath='{.spec.x}'"


@pytest.mark.parametrize(
    ("text", "expected", "actual", "agrees"),
    [
        pytest.param("bake", "the limit is 500m", "the limit is 5m", False, id="a limit of processors"),
        pytest.param("bake", "cpu request 100m", "cpu request 10m", False, id="a request of few"),
        pytest.param("bake", "limits.cpu   100m   2", "limits.cpu   10m   2", False, id="a described quota"),
        pytest.param("bake", "up 500m", "up 5m", False, id="minutes that are told in hours"),
        pytest.param("bake", "up 50m", "up 5m", True, id="minutes"),
        pytest.param("bake", "tried every 10s", "tried every 1s", False, id="every"),
        pytest.param("bake", "tokens expire after 24h", "tokens expire after 2h", False, id="what expires"),
        pytest.param("bake", "crumbs are removed after 7d", "crumbs are removed after 70d", False, id="what is done"),
        pytest.param("bake", "done after 7s", "done after 9s", True, id="what took so long"),
        pytest.param("bake", "memory 12Mi", "memory 12Gi", False, id="a quantity"),
        pytest.param("bake", "12Mi of 64Mi used", "13Mi of 64Mi used", True, id="used"),
        pytest.param("bake", "took 12MiB", "took 13MiB", True, id="a size"),
        pytest.param(JSONPATH, "12Mi", "12Gi", False, id="a value that is asked for"),
        pytest.param(JSONPATH, "30s", "3s", False, id="a duration that is asked for"),
        pytest.param("bake", "NAME  KEEP\na     3d", "NAME  KEEP\na     4d", False, id="a column of what was chosen"),
        pytest.param("bake", "NAME  CAPACITY\na     5Gi", "NAME  CAPACITY\na     5Mi", False, id="a capacity"),
        pytest.param("bake", "NAME  AGE\na     3d", "NAME  AGE\na     4d", True, id="a column of ages"),
        pytest.param(
            "kubectl get pvc",
            "NAME  VOLUME\na     pvc-01234567-89ab-cdef-0123-456789abcdef",
            "NAME  VOLUME\na     pvc-fedcba98-7654-3210-fedc-ba9876543210",
            True,
            id="a volume, as long as a piece of base64",
        ),
    ],
)
def test_amounts(text: str, expected: str, actual: str, *, agrees: bool) -> None:
    at = Location(path=Path("page.md"), line=1)
    assert compare(Command(at=at, text=text, documented=text, expected=expected), actual).agrees is agrees
