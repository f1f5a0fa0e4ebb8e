"""What a page expects its reader to have done on another page before it begins."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides, OverrideTable
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan, Role, Step
from harness.session.site import Site
from harness.settings import Settings
from harness.settings.prerequisite_table import PrerequisiteSetting

Planner = Callable[..., PagePlan]

ISTIO_IO = Settings(site="istio_io")
SHOP = PrerequisiteSetting(
    links=("/docs/shop/",), before=("make shop", "make open"), after=("make clean",), met_by=("make shop",)
)
LINK = "See [the guide](/docs/setup/) of Istio."


def block(*commands: str) -> str:
    return "\n".join(["{{< text bash >}}", *(f"$ {command}" for command in commands), "{{< /text >}}"])


def page(link: str = LINK, *, begin: str = "## Before you begin", there: str = "", later: str = "") -> str:
    return "\n".join([begin, "", link, "", there, "", "## The task", "", block("kubectl get pods"), "", later, ""])


def prepared(plan: PagePlan) -> list[Step]:
    return [step for step in plan.variants[0].steps if step.prepares]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        pytest.param(page(), True, id="a link under the heading"),
        pytest.param(page("Istio: [a](/docs/setup) and [b](/docs/other/)"), True, id="without the last slash"),
        pytest.param(page("* Istio\n  [this](/docs/setup/install/istioctl/)."), True, id="on any line of the section"),
        pytest.param(page("### Istio\n\n[this](/docs/setup/)"), True, id="below a heading of the section"),
        pytest.param(page(begin="## Prerequisites"), True, id="another name of the section"),
        pytest.param(page(begin="## 开始之前 {#before-you-begin}"), True, id="a translated heading"),
        pytest.param(page("See [the guide](/docs/setup/)."), False, id="a page of another site"),
        pytest.param(page(begin="## About"), False, id="another section"),
        pytest.param(page("none", later=LINK), False, id="behind the section"),
        pytest.param(page("[Istio](/docs/setup/#download)"), False, id="a part of the other page"),
        pytest.param(page("[Istio](/docs/setup/additional-setup/)"), False, id="another page"),
        pytest.param(page("Istio `](/docs/other)`"), False, id="no page that is known"),
        pytest.param(page(there=block("istioctl install -y")), False, id="the page does it there"),
        pytest.param(page(later=block("istioctl install -y")), True, id="the page does it later, too"),
        pytest.param(f"## Before you begin\n\n{LINK}\n\n## End\n", False, id="a page that needs no cluster"),
        pytest.param(
            page(later=block("kubectl --context=$CTX_CLUSTER1 get a", "kubectl --context=$CTX_CLUSTER2 get a")),
            False,
            id="a page about two clusters",
        ),
    ],
)
def test_what_needs_a_prerequisite(plan: Planner, text: str, *, needed: bool) -> None:
    assert bool(prepared(plan(text, settings=ISTIO_IO))) is needed


@pytest.mark.parametrize(
    ("before", "runs"),
    [
        pytest.param("mkdir shop", True, id="it needs no cluster either"),
        pytest.param("kubectl apply -f shop.yaml", False, id="it needs one"),
    ],
)
def test_a_page_without_a_cluster_is_prepared_by_what_needs_none(plan: Planner, before: str, *, runs: bool) -> None:
    settings = Settings(prerequisites={"shop": PrerequisiteSetting(links=("/docs/shop/",), before=(before,))})
    text = f"## Before you begin\n\n[Shop](/docs/shop/)\n\n## Then\n\n{block('ls shop')}\n"
    assert [step.prepares for step in prepared(plan(text, settings=settings))] == ["shop"] * runs


def test_commands_run_around_the_page(plan: Planner) -> None:
    made = plan(
        page("[the shop](/docs/shop/)", later=f"## Cleanup\n\n{block('kubectl delete pods --all')}"),
        settings=Settings(site="plain", prerequisites={"shop": SHOP}),
    )
    assert [(step.id, step.role, step.at.line, step.prepares, step.added) for step in made.variants[0].steps] == [
        ("shop.before_1", Role.BEFORE, 3, "shop", True),
        ("shop.before_2", Role.BEFORE, 3, "shop", True),
        ("the_task_1", Role.PAGE, 9, "", False),
        ("cleanup_1", Role.CLEANUP, 15, "", False),
        ("shop.after_1", Role.CLEANUP, 3, "shop", True),
    ]
    assert [step.commands[0].text for step in prepared(made)] == ["make shop", "make open", "make clean"]


@pytest.mark.parametrize(
    ("link", "names"),
    [
        pytest.param("/docs/setup/", ["istio"], id="an installation"),
        pytest.param(
            "/docs/examples/bookinfo/#deploying-the-application", ["istio", "bookinfo"], id="a part that is named"
        ),
        pytest.param("/docs/examples/bookinfo/#cleanup", [], id="another part"),
        pytest.param(
            "/docs/tasks/traffic-management/ingress/ingress-control/#before-you-begin",
            ["istio", "httpbin"],
            id="what another page begins with",
        ),
    ],
)
def test_what_is_known_of_istio_io(plan: Planner, link: str, names: list[str]) -> None:
    found = prepared(plan(page(f"Istio: See [there]({link})."), settings=ISTIO_IO))
    assert list(dict.fromkeys(step.prepares for step in found)) == names


@pytest.mark.parametrize(
    ("said", "first"),
    [
        pytest.param({}, "istioctl install -y --set profile=demo", id="what is known of the site"),
        pytest.param({"istio": PrerequisiteSetting(before=("make istio",))}, "make istio", id="other commands"),
        pytest.param({"istio": PrerequisiteSetting(links=())}, None, id="links taken away"),
        pytest.param({"istio": PrerequisiteSetting(before=())}, None, id="commands taken away"),
        pytest.param({"istio": PrerequisiteSetting(links=("/docs/x/",))}, None, id="other links"),
    ],
)
def test_settings_over_the_site(plan: Planner, said: dict[str, PrerequisiteSetting], first: str | None) -> None:
    found = prepared(plan(page(), settings=Settings(site="istio_io", prerequisites=said)))
    assert next((step.commands[0].text for step in found), None) == first


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        pytest.param(page("Follow [the guide](/docs/other/)."), ["/docs/other/"], id="a page that is not here"),
        pytest.param(page("Follow [the guide](/docs/setup/)."), [], id="one that is known"),
        pytest.param(
            page("Follow [the guide](/docs/ops/integrations/kiali/)."), [], id="one that something stands in for"
        ),
        pytest.param(page("[The guide](/docs/other/)."), [], id="not said plainly"),
        pytest.param(page("Read [the guide](/docs/other/)."), [], id="knowledge"),
    ],
)
def test_pages_that_are_not_here(plan: Planner, text: str, absent: list[str]) -> None:
    [variant] = plan(f"Istio\n\n{text}", settings=ISTIO_IO).variants
    assert [(one.link, one.at.line) for one in variant.absent] == [(link, 5) for link in absent]


def test_what_stands_in_for_pages_comes_in_their_order(plan: Planner) -> None:
    text = page("Istio.\n\n* Deploy [it](/docs/ambient/getting-started/secure-and-visualize/).")
    found = prepared(plan(text, settings=ISTIO_IO))
    assert list(dict.fromkeys(step.prepares for step in found if step.role is Role.BEFORE)) == [
        "ambient",
        "ambient-sample",
        "ambient-namespace",
    ]


def test_a_page_that_is_here_is_run_instead_of_what_stands_in_for_it(tmp_path: Path) -> None:
    link = "/docs/ambient/getting-started/"
    files = {
        link: f"---\ntitle: A\n---\nIstio.\n\n{block('kubectl create namespace made')}\n",
        "/docs/b/": f"---\ntitle: B\n---\n{page(f'Istio: Install [it]({link}).')}\n",
    }
    for name, text in files.items():
        file = tmp_path / f"content/en{name}index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/args.yml").write_text("version: '1'\n")
    [variant] = Site(plan_files=False).plan(tmp_path / "content/en/docs/b/index.md").variants
    assert [step.commands[0].text for step in variant.steps if step.prepares] == ["kubectl create namespace made"]


def test_two_clusters_are_prepared_by_commands_that_name_them(plan: Planner) -> None:
    text = page(
        "Istio. Follow [it](/docs/setup/install/multicluster/multi-primary/) and [that](/docs/setup/).",
        later=block("kubectl --context=$CTX_CLUSTER1 get a", "kubectl --context=$CTX_CLUSTER2 get a"),
    )
    found = prepared(plan(text, settings=ISTIO_IO))
    assert list(dict.fromkeys(step.prepares for step in found if step.role is Role.BEFORE)) == [
        "charts",
        "two-clusters",
        "primaries",
    ]


def test_what_a_page_does_itself_is_not_done_for_it(plan: Planner) -> None:
    text = page(
        "Istio. Complete [it](/docs/setup/install/multicluster/before-you-begin).",
        later=block(
            "kubectl --context=$CTX_CLUSTER1 get a", 'kubectl --context="${CTX_CLUSTER2}" create namespace istio-system'
        ),
    )
    found = [step for step in prepared(plan(text, settings=ISTIO_IO)) if step.prepares == "two-clusters"]
    assert [step.commands[0].text for step in found] == [
        'kubectl create namespace istio-system --context="${CTX_CLUSTER1}"'
    ]


def test_what_changes_only_the_shell_is_done_twice(plan: Planner) -> None:
    add = "helm repo add istio https://istio-release.storage.googleapis.com/charts"
    text = page("Istio. Complete an [installation](/docs/setup/install/helm/).", later=block(add, "helm list"))
    found = prepared(plan(text, settings=ISTIO_IO))
    assert found[0].commands[0].text == add


def test_elsewhere_nothing_is_expected(plan: Planner) -> None:
    assert prepared(plan(page(), settings=Settings(site="plain"))) == []


@pytest.mark.parametrize(
    ("before", "needed"),
    [pytest.param(None, True, id="nothing said"), pytest.param((), False, id="an empty list")],
)
def test_a_plan_file_that_says_what_runs_first_says_all(
    plan: Planner, before: tuple[str, ...] | None, *, needed: bool
) -> None:
    assert bool(prepared(plan(page(), OverrideTable(before=before), settings=ISTIO_IO))) is needed


def test_links_of_a_translation() -> None:
    text = page("Istio: [这里](/zh/docs/setup/)", begin="## 开始之前 {#before-you-begin}")
    parsed = parse_page(text, path=Path("content/zh/docs/page/index.md"), language="zh")
    assert prepared(plan_page(parsed, ISTIO_IO, overrides=Overrides()))


def test_what_needs_a_value_on_an_earlier_page_needs_it_on_the_next_one(tmp_path: Path) -> None:
    earlier = block("export STALL=<your-stall>") + "\n\n" + block('kubectl create namespace "$STALL"')
    later = block('kubectl -n "$STALL" get pods') + "\n\n" + block("kubectl get nodes")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/args.yml").write_text("version: '1'\n")
    for name, front, text in (("a", "", earlier), ("b", "prev: /docs/a\n", later)):
        file = tmp_path / f"content/en/docs/{name}/index.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\ntitle: {name}\n{front}---\n\n{text}\n")
    [variant] = Site(plan_files=False).plan(tmp_path / "content/en/docs/b/index.md").variants
    wants = [(command.documented, command.wants) for step in variant.steps for command in step.commands]
    assert wants == [
        ("export STALL=<your-stall>", ("STALL",)),
        ('kubectl create namespace "$STALL"', ("STALL",)),
        ('kubectl -n "$STALL" get pods', ("STALL",)),
        ("kubectl get nodes", ()),
    ]


def test_a_failure_that_an_earlier_page_shows_is_still_one(tmp_path: Path) -> None:
    shown = block('kubectl create quota q\nThe ResourceQuota "q" is invalid: spec: Required value')
    (tmp_path / "data").mkdir()
    (tmp_path / "data/args.yml").write_text("version: '1'\n")
    for name, front, text in (("a", "", shown), ("b", "prev: /docs/a\n", block("kubectl get nodes"))):
        file = tmp_path / f"content/en/docs/{name}/index.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\ntitle: {name}\n{front}---\n\n{text}\n")
    [variant] = Site(plan_files=False).plan(tmp_path / "content/en/docs/b/index.md").variants
    assert [(each.may_fail, each.expected is None) for step in variant.steps for each in step.commands] == [
        (True, False),
        (False, True),
    ]
