"""What a site's own pages take to be installed."""

from pathlib import Path

import pytest

from harness.parse.page import Snippet
from harness.plan.own_product import products_before, products_of, with_products
from harness.plan.step import Command, Effect, Role, Step
from harness.sites.kubernetes_io import KUBERNETES_IO
from harness.sites.plain import PLAIN
from harness.source import Location


@pytest.mark.parametrize(
    ("urls", "names"),
    [
        pytest.param(["https://docs.tea-pot.dev/{path*}"], ("tea-pot",), id="its domain"),
        pytest.param(["https://tea-pot.github.io/{path*}"], (), id="the domain of a host"),
        pytest.param(["https://raw.githubusercontent.com/Brewers/docs/main/{path*}"], ("brewers",), id="its owner"),
        pytest.param(["https://k8s.io/examples/{path*}"], (), id="Kubernetes"),
        pytest.param([], (), id="nothing said"),
    ],
)
def test_products(urls: list[str], names: tuple[str, ...]) -> None:
    assert products_of(PLAIN.extended(published=dict.fromkeys(urls, "{path*}"))) == names


def test_none_where_it_is_known_what_pages_stand_on() -> None:
    assert products_of(KUBERNETES_IO) == ()


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        pytest.param(["kubectl get cups", "kubectl get pots"], [True, True], id="nothing installs it"),
        pytest.param(
            ["kubectl get cups", "helm install t oci://r.example/tea-pot", "kubectl get pots"],
            [True, False, False],
            id="installed on the way",
        ),
        pytest.param(
            ["kubectl apply -f https://tea-pot.dev/all.yaml", "kubectl get pots"], [False, False], id="by its manifest"
        ),
        pytest.param(["helm install oven stable/oven", "kubectl get pots"], [True, True], id="another product"),
        pytest.param(
            ["kubectl apply -f - <<EOF\napiVersion: tea-pot.dev/v1\nsee: https://tea-pot.dev\nEOF", "kubectl get pots"],
            [True, True],
            id="an object of its kind",
        ),
    ],
)
def test_up_to_what_installs_it(texts: list[str], known: list[bool]) -> None:
    at = Location(path=Path("p.md"), line=1)
    snippet = Snippet(id="s", at=at, syntax="bash", body="", body_at=at, segments=())
    steps = [
        Step(
            id=str(number),
            at=at,
            snippet=snippet,
            role=Role.PAGE,
            commands=(
                Command(
                    at=at,
                    text=text,
                    documented=text,
                    expected=None,
                    effect=Effect.READS if " get " in text else Effect.CHANGES,
                ),
            ),
        )
        for number, text in enumerate(texts)
    ]
    site = PLAIN.extended(published={"https://tea-pot.dev/{path*}": "static/{path*}"})
    found = [bool(one.products) for step in with_products(steps, products_of(site), ()) for one in step.commands]
    assert found == known


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("## Before you begin\n\nInstall [it](https://oven.dev/start).\n", ["oven"], id="comes before"),
        pytest.param("# A\n\nOven must be installed, see https://oven.dev.\n", ["oven"], id="to be installed"),
        pytest.param(
            "## Prerequisites\n\n### Oven\n\nhttps://oven.dev\n\n## Use\n\nhttps://pot.dev\n", ["oven"], id="below it"
        ),
        pytest.param("## Use\n\nSee [it](https://oven.dev).\n", [], id="only to be seen"),
        pytest.param(
            "## Before you begin\n\nhttps://kubernetes.io/docs and https://bake.github.io/x\n", [], id="nobody's"
        ),
    ],
)
def test_products_that_come_before(text: str, names: list[str]) -> None:
    assert products_before(text, PLAIN) == tuple(names)
