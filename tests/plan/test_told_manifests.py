"""Manifests that are applied because the text says so."""

from collections.abc import Callable

import pytest

from harness.plan.step import PagePlan

Planner = Callable[..., PagePlan]
POD = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: oven\n```\n"
PART = POD.replace("metadata:", "spec: {}\n...")
GET = "\n```bash\nkubectl get pods\n```\n"


def applied(plan: Planner, text: str) -> list[tuple[str, bool, str]]:
    steps = plan(f"## Bake\n\n{text}{GET}").variants[0].steps
    return [
        (step.id, step.added, step.commands[0].text.splitlines()[-1]) for step in steps if step.id.endswith(".apply")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Save and apply the following resource to your cluster:",
        "Apply this manifest:",
        "There is an oven. Now apply the following:",
        "1. Apply these resources:",
    ],
)
def test_the_text_tells_to_apply(plan: Planner, words: str) -> None:
    assert applied(plan, f"{words}\n\n{POD}") == [("bake_1.apply", True, "END_OF_MANIFEST")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"The pod is:\n\n{POD}", id="shown"),
        pytest.param(f"You can apply the following pod:\n\n{POD}", id="what one can do"),
        pytest.param(f"Apply the following pod or write your own:\n\n{POD}", id="one of two"),
        pytest.param(f"Apply this pod:\n\n{POD}\n```bash\nkubectl apply -f oven.yaml\n```\n", id="a command does it"),
        pytest.param(f"Apply this pod:\n\n{PART}", id="not the whole of it"),
        pytest.param("Apply this change:\n\n```yaml\nspec: {}\n```\n", id="a part of a manifest"),
    ],
)
def test_it_does_not(plan: Planner, text: str) -> None:
    assert applied(plan, text) == []


def tabs(**contents: str) -> str:
    shown = "".join(f'{{{{% tab name="{name}" %}}}}\n{text}{{{{% /tab %}}}}\n' for name, text in contents.items())
    return f'{{{{< tabs name="how" >}}}}\n{shown}{{{{< /tabs >}}}}\n'


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param(tabs(Shell="```bash\nkubectl run oven\n```\n", YAML=POD), ["bake_2.apply"], id="beside a command"),
        pytest.param(tabs(Shell="```bash\nkubectl get pods\n```\n", YAML=POD), [], id="beside what only looks"),
        pytest.param(tabs(Shell="```bash\nkubectl run oven\n```\n", Oven=POD), [], id="called something else"),
        pytest.param(
            tabs(Shell="```bash\nkubectl run oven\n```\n", YAML=f"{POD}```bash\nkubectl apply -f oven.yaml\n```\n"),
            [],
            id="with a command of its own",
        ),
    ],
)
def test_a_tab_with_nothing_but_a_manifest(plan: Planner, text: str, ids: list[str]) -> None:
    variants = plan(f"## Bake\n\n{text}{GET}").variants
    assert [step.id for variant in variants for step in variant.steps if step.id.endswith(".apply")] == ids
