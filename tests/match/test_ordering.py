from pathlib import Path

import pytest

from harness.match.compare import compare
from harness.plan.step import Command
from harness.source import Location

PODS = "NAME  READY\nb     1/1\na     1/1"
SWAPPED = "NAME  READY\na     1/1\nb     1/1"
ADDRESSES = "10.1.0.4 front\n10.1.0.5 back"
FILES = "a.txt\nb.txt"


def turned(text: str) -> str:
    return "\n".join(reversed(text.splitlines()))


@pytest.mark.parametrize(
    ("text", "expected", "actual", "agrees"),
    [
        pytest.param("kubectl get pods", PODS, SWAPPED, True, id="kubectl prints in its own order"),
        pytest.param("kubectl get pods --sort-by=.metadata.name", PODS, SWAPPED, False, id="--sort-by="),
        pytest.param("kubectl get pods --sort-by '{.spec.x}'", PODS, SWAPPED, False, id="--sort-by"),
        pytest.param("kubectl get pods --sort-by=.metadata.name", PODS, PODS, True, id="the order that it asks for"),
        pytest.param("docker ps --sort name", PODS, SWAPPED, False, id="--sort"),
        pytest.param("kubectl get pods | sort -r", PODS, SWAPPED, False, id="sort"),
        pytest.param("kubectl get pods | sort -R", PODS, SWAPPED, True, id="sort in no order"),
        pytest.param("kubectl top pod --sort-by=cpu", PODS, SWAPPED, True, id="sorted by what nobody can foresee"),
        pytest.param("kubectl get sorters", PODS, SWAPPED, True, id="a name like it"),
        pytest.param("routes", ADDRESSES, turned(ADDRESSES), True, id="lines with addresses"),
        pytest.param("routes | sort -k2", ADDRESSES, turned(ADDRESSES), False, id="lines with addresses, sorted"),
        pytest.param("date -d 2024-05-14 +%F", "2024-05-14", "2024-05-15", True, id="a moment in any zone"),
        pytest.param("date -u -d @1715680000 +%F", "2024-05-14", "2024-05-15", False, id="a moment that is named"),
        pytest.param("ls", FILES, turned(FILES), True, id="files"),
        pytest.param("ls -1t", FILES, turned(FILES), False, id="files by age"),
        pytest.param("ls -l --sort=size", FILES, turned(FILES), False, id="files by size"),
    ],
)
def test_order(text: str, expected: str, actual: str, agrees: bool) -> None:  # noqa: FBT001 - a parameter
    prints = "listing" if text.startswith("ls") else ""
    at = Location(path=Path("p.md"), line=1)
    command = Command(at=at, text=text, documented=text, expected=expected, prints=prints)
    assert compare(command, actual).agrees is agrees
