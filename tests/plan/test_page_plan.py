from collections.abc import Callable
from pathlib import Path

import pytest

from harness.diagnostic import Severity
from harness.plan.overrides.override import OverrideTable, SnippetOverride
from harness.plan.overrides.override_file import load_overrides
from harness.plan.page_plan import plan_page
from harness.plan.site_reading import read_site_page
from harness.plan.step import PagePlan, VariantPlan
from harness.plan.step_maker import EXCLUDED, NO_COMMAND
from harness.settings import Settings

Planner = Callable[..., PagePlan]

PAGE = """
## Deploy

{{< text bash >}}
$ kubectl apply -f x
{{< /text >}}

{{< text yaml >}}
a: 1
{{< /text >}}

{{< text syntax=bash snip_id=none >}}
$ kubectl apply -f y
{{< /text >}}

{{< text bash >}}
$ kubectl get <name>
$ kubectl logs -f x
{{< /text >}}

## Cleanup

{{< text bash >}}
$ kubectl delete -f x
{{< /text >}}
"""


def shown(path: VariantPlan) -> list[tuple[str, str, str | None]]:
    return [(step.id, str(step.role), step.skip) for step in path.steps]


def test_steps_of_a_page(plan: Planner) -> None:
    [path] = plan(PAGE).variants
    unfit = "has to be filled in by the reader: <name>; watches until interrupted: kubectl logs -f"
    assert shown(path) == [
        ("deploy_1", "page", None),
        ("deploy_3", "page", EXCLUDED),
        ("deploy_4", "page", unfit),
        ("cleanup_1", "cleanup", None),
    ]


def test_a_snippet_whose_other_commands_run_is_no_skipped_one(plan: Planner) -> None:
    [step] = plan("{{< text bash >}}\n$ sudo ls\n$ ls\n{{< /text >}}\n").variants[0].steps
    assert (step.skip, [command.skip for command in step.commands]) == (
        None,
        ["needs administrator rights: sudo", None],
    )


def test_a_shell_block_without_a_command_says_so(plan: Planner) -> None:
    [step] = plan("{{< text bash >}}\n$ # a comment\n{{< /text >}}\n").variants[0].steps
    assert step.skip == NO_COMMAND


def test_what_a_plan_file_adds(plan: Planner) -> None:
    table = OverrideTable(
        snippets={
            "deploy_1": SnippetOverride(before=("date",), after=("sleep 1", "ls")),
            "deploy_4": SnippetOverride(skip="not now"),
        },
        cleanup=("deploy_4",),
        variables={"TAG": "1.0"},
        contexts={"CTX_EAST": "cluster2"},
    )
    page = plan(PAGE, table)
    assert shown(page.variants[0]) == [
        ("deploy_1.before_1", "page", None),
        ("deploy_1", "page", None),
        ("deploy_1.after_1", "page", None),
        ("deploy_1.after_2", "page", None),
        ("deploy_3", "page", EXCLUDED),
        ("deploy_4", "cleanup", "not now"),
        ("cleanup_1", "cleanup", None),
    ]
    assert [step.added for step in page.variants[0].steps[:3]] == [True, False, True]
    assert page.variables == {"TAG": "1.0", "CTX_EAST": "{cluster2.context}"}


def test_what_its_author_left_out_can_be_run(plan: Planner) -> None:
    table = OverrideTable(snippets={"deploy_3": SnippetOverride(run=True)})
    assert shown(plan(PAGE, table).variants[0])[1] == ("deploy_3", "page", None)


@pytest.mark.parametrize(
    ("text", "read_only"),
    [
        ("$ kubectl get x\n$ export A=$(kubectl get y)\n$ cat <<EOF > z\na\nEOF", True),
        ("$ kubectl get x\n$ kubectl delete y", False),
        ("$ kubectl get x\n$ kubectl delete <y>", True),
    ],
)
def test_a_path_that_changes_no_cluster(plan: Planner, text: str, *, read_only: bool) -> None:
    page = f"{{{{< text bash >}}}}\n{text}\n{{{{< /text >}}}}\n"
    assert plan(page).variants[0].read_only is read_only
    assert plan(page, OverrideTable(read_only=not read_only)).variants[0].read_only is not read_only


@pytest.mark.parametrize(
    ("front", "tested"),
    [("test: yes", True), ("test: true", True), ("test: 'yes'", True), ("test: no", False), ("a: b", False)],
)
def test_pages_say_whether_they_are_tested(plan: Planner, front: str, *, tested: bool) -> None:
    text = f"---\n{front}\n---\n"
    assert plan(text).tested is tested
    assert plan(text, settings=Settings(pages="all")).tested


def test_tested_needs_no_front_matter(plan: Planner) -> None:
    assert not plan("text").tested


CONTRADICTION = """
{{< tabset category-name="outer" >}}
{{< tab name="A" category-value="a" >}}
{{< text bash >}}
$ echo a
{{< /text >}}
{{< /tab >}}
{{< tab name="B" category-value="b" >}}
{{< tabset category-name="inner" >}}
{{< tab name="A again" category-value="a" >}}
{{< text bash >}}
$ echo never
{{< /text >}}
{{< /tab >}}
{{< tab name="B again" category-value="b" >}}
{{< text bash >}}
$ echo b
{{< /text >}}
{{< /tab >}}
{{< /tabset >}}
{{< /tab >}}
{{< /tabset >}}
"""


def test_tabs_that_no_path_reaches_are_told(plan: Planner) -> None:
    page = plan(CONTRADICTION)
    assert page.unreached == ("inner=a",)
    [diagnostic] = page.diagnostics
    assert str(diagnostic) == (
        "site/docs/page/index.md:9: warning: no path through the page takes the tab 'A again' [unreached-tab]\n"
        "  expected: a tab whose value does not contradict the tabs around it\n"
        "  to fix:   give the tab another category-value than 'a', or name a path in a plan file"
    )


def seed(shared: Path) -> PagePlan:
    settings = Settings(plans=shared / "no plans")
    page = read_site_page(shared / "seed/multi-primary_multi-network/index.md", settings)
    return plan_page(page, settings, overrides=load_overrides(page, settings))


def test_the_seed_page(shared: Path) -> None:
    paths = {path.variant.name: path for path in seed(shared).variants}
    assert list(paths) == ["iop", "helm"]
    own = {
        name: [step for step in path.steps if step.snippet.boilerplate is None and not step.added]
        for name, path in paths.items()
    }
    assert {name: len(steps) for name, steps in own.items()} == {"iop": 14, "helm": 24}
    common = {step.id for step in own["iop"]} & {step.id for step in own["helm"]}
    assert len(common) == 6
    assert [step.skip for step in own["iop"] if step.skip] == [EXCLUDED, EXCLUDED]
    for name, path in paths.items():
        needs = path.needs
        assert (needs.clusters, needs.networks, needs.contexts) == (2, 2, ("CTX_CLUSTER1", "CTX_CLUSTER2")), name
        assert not path.read_only
    assert {path.needs.tools for path in paths.values()} == {frozenset({"helm", "istioctl", "kubectl"})}
    installs = [c for step in own["iop"] for c in step.commands if c.text.startswith("istioctl install")]
    assert [len(command.answers) for command in installs] == [1, 1]
    waiting = [c for step in own["iop"] for c in step.commands if c.expected is not None]
    assert [(command.read_only, command.retry) for command in waiting] == [(True, 60.0), (True, 60.0)]


def test_every_real_page_is_planned(shared: Path) -> None:
    settings = Settings(pages="all", plans=shared / "no plans")
    pages = sorted(path for path in (shared / "corpus/content").rglob("*.md") if "boilerplates" not in path.parts)
    assert len(pages) > 150
    names: dict[str, list[str]] = {}
    for path in pages:
        page = read_site_page(path, settings)
        plan = plan_page(page, settings, overrides=load_overrides(page, settings))
        planned = {step.id for variant in plan.variants for step in variant.steps}
        runnable = {snippet.id for snippet in page.snippets if snippet.segments}
        assert runnable <= planned, f"{path}: no path runs {runnable - planned}"
        assert plan.unreached == (), path
        assert not any(each.severity is Severity.ERROR for each in plan.diagnostics[len(page.diagnostics) :])
        language = path.relative_to(shared / "corpus/content").parts[0]
        names.setdefault(str(path.relative_to(shared / "corpus/content" / language)), []).append(
            " ".join(variant.variant.name for variant in plan.variants)
        )
    # Translators add and drop tabs at times; what they keep has the same paths.
    differing = [page for page, each in names.items() if len(set(each)) > 1]
    assert differing == ["docs/tasks/traffic-management/ingress/ingress-sni-passthrough/index.md"]
