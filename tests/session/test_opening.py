from pathlib import Path

from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides, OverrideTable
from harness.plan.page_plan import plan_page
from harness.plan.step import Step
from harness.session.opening import topology_of, unchanged_clusters
from harness.settings import Settings
from harness.settings.sections import ClusterSetting, ClusterSettings, TopologySetting

TEXT = '{{< text bash >}}\n$ kubectl get pods --context="${CTX_CLUSTER2}"\n{{< /text >}}\n'
SETTINGS = Settings(
    cluster=ClusterSettings(version="1.33.0"),
    topologies={
        "own": TopologySetting(clusters=(ClusterSetting(name="a"), ClusterSetting(name="b", version="v1.34.1")))
    },
)


def versions(settings: Settings, *, named: str = "") -> list[str]:
    """Of the clusters that a page of two clusters gets."""
    page = parse_page(TEXT, path=Path("p.md"))
    plan = plan_page(page, settings, overrides=Overrides(table=OverrideTable(topology=named)))
    return [one.version for one in topology_of(plan, plan.variants[0], settings).clusters]


def test_the_version_of_the_settings_is_that_of_clusters_that_say_none() -> None:
    assert versions(Settings()) == ["", ""]
    assert versions(Settings(cluster=SETTINGS.cluster)) == ["v1.33.0", "v1.33.0"]
    assert versions(SETTINGS, named="own") == ["v1.33.0", "v1.34.1"]


def test_clusters_of_somebody_else_keep_what_pages_expect_there() -> None:
    """Their mesh is neither installed again nor, at the end, taken away."""
    page = parse_page(f"## Before you begin\n\n[Install Istio](/docs/setup/)\n\n## Task\n\n{TEXT}", path=Path("p.md"))
    variant = plan_page(page, Settings(), overrides=Overrides()).variants[0]

    def skipped(steps: tuple[Step, ...]) -> list[tuple[str, str | None]]:
        return [(step.id, step.skip) for step in steps]

    why = "clusters of your own are used unchanged: istio is neither made nor removed"
    assert [id_ for id_, _ in skipped(variant.steps)] == [
        "istio.before_1",
        "task_1",
        "istio.after_1",
        "istio.after_2",
    ]
    assert skipped(unchanged_clusters(variant).steps) == [
        (id_, None if id_ == "task_1" else why) for id_, _ in skipped(variant.steps)
    ]
