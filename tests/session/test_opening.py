from pathlib import Path

from harness.parse.parser import parse_page
from harness.plan.overrides import Overrides, OverrideTable
from harness.plan.page_plan import plan_page
from harness.session.opening import topology_of
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
