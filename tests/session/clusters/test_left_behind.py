from collections.abc import Sequence
from dataclasses import replace

import pytest

from harness.cluster.leaks.command_log import Attribution, LoggedCommand
from harness.cluster.leaks.object_leaks import Leftover, deletion
from harness.session.clusters.left_behind import MOST_GROUPS, told


def logged(command: str) -> LoggedCommand:
    return LoggedCommand(step="install", command=command, started=1.0, ended=2.0)


def left(kind: str, name: str, command: str | None, *, holds: int = 0, certain: bool = True) -> Leftover:
    return Leftover(
        context="dev",
        kind=kind,
        name=name,
        cleanup=deletion("dev", kind, "", name),
        holds=holds,
        maker=None if command is None else Attribution(logged=logged(command), certain=certain),
    )


INSTALL = "istioctl install -y -f iop.yaml"
BY_INSTALL = f"left behind on dev by install (`{INSTALL}`, line 96)"
UNINSTALL = "istioctl uninstall --purge -y --context=dev"
APPLY = "kubectl apply -f a.yaml"


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        pytest.param(
            [
                left("namespace", "istio-system", INSTALL, holds=21),
                *(left("crd", f"{n}.istio.io", INSTALL) for n in range(14)),
                *(left("clusterrole", f"istio-{n}", INSTALL) for n in range(6)),
            ],
            [
                f"{BY_INSTALL}: namespace istio-system with 21 objects, 14 CRDs, 6 cluster roles",
                f"  clean up: `{UNINSTALL}`; `kubectl --context=dev delete namespace istio-system`",
            ],
            id="an installation",
        ),
        pytest.param(
            [left("pod", "a", APPLY), left("pod", "b", APPLY)],
            [
                f"left behind on dev by install (`{APPLY}`, line 96): pods a and b",
                "  clean up: `kubectl --context=dev delete pod a b`",
            ],
            id="objects of one kind",
        ),
        pytest.param(
            [left("ovens.tea.example", "a", APPLY), left("ovens.tea.example", "b", APPLY)],
            [
                f"left behind on dev by install (`{APPLY}`, line 96): ovens.tea.example a and b",
                "  clean up: `kubectl --context=dev delete ovens.tea.example a b`",
            ],
            id="objects of a kind with its group",
        ),
        pytest.param(
            [left("pod", "a", APPLY, certain=False)],
            [
                f"left behind on dev probably by install (`{APPLY}`, line 96): pod a",
                "  clean up: `kubectl --context=dev delete pod a`",
            ],
            id="who is not sure",
        ),
        pytest.param(
            [left("pod", "a", None)],
            ["left behind on dev: pod a", "  clean up: `kubectl --context=dev delete pod a`"],
            id="by nobody that is known",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_what_is_told(found: Sequence[Leftover], lines: list[str]) -> None:
    assert list(told(found, lambda made: (made.command, "line 96"))) == lines


def test_many_commands_fit_a_screen() -> None:
    found = [left("pod", f"p{number}", f"kubectl run p{number}") for number in range(40)]
    assert len(told(found, lambda made: (made.command, "line 1"))) == 2 * MOST_GROUPS + 1


def test_the_same_on_two_clusters_is_told_once() -> None:
    make = "kubectl create namespace shop"
    found = [
        replace(left("namespace", "shop", f"{make} --context={name}"), context=name,
                cleanup=deletion(name, "namespace", "", "shop"))
        for name in ("east", "west")
    ]  # fmt: skip
    assert list(told(found, lambda made: (made.command, "line 7" if "east" in made.command else "line 9"))) == [
        f"left behind on east and west (line 9) by install (`{make} --context=east`, line 7): namespace shop",
        "  clean up: `kubectl --context=east delete namespace shop`, then with --context=west",
    ]


def test_what_differs_is_told_apart() -> None:
    found = [replace(left("pod", name, f"kubectl run {name}"), context=f"{name}-cluster") for name in ("a", "b")]
    assert len(told(found, lambda made: (made.command, "line 1"))) == 4
