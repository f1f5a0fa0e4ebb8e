"""Several workers and several machines: everything is run once, and a page's snippets stay together."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

HARNESS = Path(sys.executable).with_name("harness")

TABS = """\
{{{{< tabset category-name="install" >}}}}
{{{{< tab name="One" category-value="one" >}}}}
{}
{{{{< /tab >}}}}
{{{{< tab name="Two" category-value="two" >}}}}
{}
{{{{< /tab >}}}}
{{{{< /tabset >}}}}
"""


@pytest.fixture
def pages(site: Any, text: Any) -> Any:
    """Three pages, one of them with two paths; each snippet needs those before it."""
    for name in ("a", "b"):
        site.page(
            f"{name}.md",
            text("first", "$ x=1"),
            text("second", "$ x=$((x + 1))"),
            text("third", f"$ echo $x {name}\n2 {name}"),
        )
    site.page(
        "c.md", TABS.format(text("by_one", "$ x=one"), text("by_two", "$ x=two")), text("both", "$ echo x$x\nxone")
    )
    return site


ALL = {
    **{f"{page}.md::check": "PASSED" for page in "abc"},
    **{f"{page}.md::{name}": "PASSED" for page in "ab" for name in ("first", "second", "third")},
    "c.md::one::by_one": "PASSED",
    "c.md::one::both": "PASSED",
    "c.md::two::by_two": "PASSED",
    "c.md::two::both": "FAILED",
}


def test_workers_run_everything_and_report_it(pages: Any) -> None:
    result = pages.run_apart("-n", "2", "--report-dir", "reports")
    assert result.words == ALL, result.out
    assert result.status == 1
    assert "c.md:23: both [two]: output differs: line 1: expected `xone`, got `xtwo`" in result.out
    assert "3 pages, 9 passed, 1 failed" in result.out
    report = json.loads((pages.folder / "reports" / "report.json").read_text())
    assert sorted(outcomes(report)) == sorted(node for node in ALL if not node.endswith("check"))


def test_what_failed_last_is_run_again_with_what_it_needs(pages: Any) -> None:
    first = pages.run_apart("-p", "cacheprovider")
    again = pages.run_apart("-p", "cacheprovider", "--lf")
    assert (first.status, again.words) == (1, {"c.md::two::both": "FAILED"}), again.out


def test_shards_together_are_the_whole_and_share_nothing(pages: Any) -> None:
    shards = [pages.run("--shard", f"{index}/2").words for index in (1, 2)]
    assert {**shards[0], **shards[1]} == ALL
    assert shards[0].keys() & shards[1].keys() == set()
    for shard in shards:
        assert {node for node in shard if node.startswith("a.md::")} in (set(), {"a.md::check"}, *halves("a"))


def outcomes(report: dict[str, Any]) -> dict[str, str]:
    """What became of each snippet of a report, by node id."""
    return {
        "::".join(part for part in (one["page"], one.get("variant"), one["id"]) if part): one["outcome"]
        for one in report["records"]
    }


def halves(page: str) -> list[set[str]]:
    snippets = {f"{page}.md::{name}" for name in ("first", "second", "third")}
    return [snippets, snippets | {f"{page}.md::check"}]


def test_a_pod_of_an_indexed_job_knows_its_shard(pages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOB_COMPLETION_INDEX", "1")
    assert pages.run("--shard", "/2").words == pages.run("--shard", "2/2").words


def test_recorded_durations_balance_shards(pages: Any) -> None:
    pages.file("durations.json", json.dumps({"a.md": 100.0, "b.md": 30.0, "c.md::one": 30.0, "c.md::two": 30.0}))
    assert {node for node in pages.run("--shard", "1/2").words if not node.endswith("check")} == {
        "a.md::first",
        "a.md::second",
        "a.md::third",
    }


def test_reports_of_shards_are_joined(pages: Any) -> None:
    for index in (1, 2):
        pages.run("--shard", f"{index}/2", "--report-dir", f"shard{index}")
    done = pages.pytester.run(HARNESS, "merge", "shard1", "shard2", "--out", "all", "--durations", "durations.json")
    assert done.ret == 1
    assert "3 pages, 9 passed, 1 failed" in done.stdout.str()
    whole = pages.run("--report-dir", "whole")
    assert whole.status == 1
    merged, run = (json.loads((pages.folder / name / "report.json").read_text()) for name in ("all", "whole"))
    assert outcomes(merged) == outcomes(run)
    assert list(json.loads((pages.folder / "durations.json").read_text())) == ["a.md", "b.md", "c.md::one", "c.md::two"]


@pytest.mark.parametrize(
    "late",
    [
        pytest.param("first", id="with more to come"),
        pytest.param("third", id="in its last snippet"),
    ],
)
def test_a_worker_that_dies_is_replaced_and_its_page_begins_again(site: Any, text: Any, late: str) -> None:
    # The parent of the page's shell is the worker.
    once = f"$ test -e {site.folder}/died || {{ touch {site.folder}/died; kill -9 $PPID; }}\n$ echo came back"
    names = ("first", "second", "third")
    site.page("a.md", *(text(name, once if name == late else "$ true") for name in names))
    site.page("b.md", text("other", "$ true"))
    result = site.run_apart("-n", "1")
    assert result.status == pytest.ExitCode.TESTS_FAILED
    assert f"a.md::{late}" in result.out.partition("= FAILURES =")[2], result.out
    assert result.out.count(" PASSED ") == 6, result.out  # what died is told as failed, and passes when it is run again
    assert (site.folder / "died").exists()
