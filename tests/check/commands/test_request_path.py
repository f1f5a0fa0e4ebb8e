"""Paths of requests and routes that are one slip off the page's others."""

from collections.abc import Callable

import pytest

from harness.check.commands import request_path

ASKED = "$ curl http://oven:80/breads\n$ curl http://$OVEN/breads/rye\n"


@pytest.mark.parametrize(
    ("path", "count"),
    [
        pytest.param("braeds/rye", 1, id="letters swapped"),
        pytest.param("bread/rye", 0, id="the singular"),
        pytest.param("breads2", 0, id="a number"),
        pytest.param("beads", 1, id="a letter lost"),
        pytest.param("breams", 1, id="another letter"),
        pytest.param("cakes", 0, id="another word"),
        pytest.param("braeds/braeds", 0, id="twice"),
    ],
)
def test_paths_of_requests(found: Callable[..., list[str]], path: str, count: int) -> None:
    findings = found(request_path.check, f"{ASKED}$ curl http://oven:80/{path}")
    assert ["'breads'" in each for each in findings] == [True] * count


def test_the_path_of_a_route(found: Callable[..., list[str]], shown: Callable[[str], str]) -> None:
    route = shown("path:\n  type: PathPrefix\n  value: /braeds")
    (finding,) = found(request_path.check, f"{route}\n{{{{< text bash >}}}}\n{ASKED}{{{{< /text >}}}}\n")
    assert finding.startswith("page.md:4: warning")


def test_files_of_the_web(found: Callable[..., list[str]]) -> None:
    assert found(request_path.check, f"{ASKED}$ curl https://oven.example.com/braeds.tgz") == []
