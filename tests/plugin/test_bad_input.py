"""Mistakes in pages and settings: place and remedy, and no other page suffers."""

from typing import Any

import pytest


def others_run(result: Any, *, failed: str = "a.md::check") -> None:
    """One page's check fails, and the other page is run as ever."""
    assert result.words == {failed: "FAILED", "b.md::check": "PASSED", "b.md::fine": "PASSED"}, result.out
    assert result.status == pytest.ExitCode.TESTS_FAILED


def test_a_shortcode_that_is_never_closed(site: Any, text: Any) -> None:
    site.page("a.md", text("before", "$ true"), "{{< text bash >}}\n$ true\n")
    site.page("b.md", text("fine", "$ true"))
    result = site.run()
    others_run(result)
    assert "a.md:10: error: shortcode 'text' is opened on line 10 and never closed" in result.out
    assert "{{< /text >}}" in result.out


def test_a_page_that_is_not_utf_8(site: Any, text: Any) -> None:
    (site.folder / "a.md").write_bytes(b"---\ntest: yes\n---\n\ncaf\xe9\n")
    site.page("b.md", text("fine", "$ true"))
    result = site.run()
    others_run(result)
    assert "a.md:5: " in result.out
    assert "UTF-8" in result.out


def test_a_boilerplate_that_is_missing(site: Any, text: Any) -> None:
    site.file("boilerplates/nowhere-else.md", "Words.\n")
    site.page("a.md", text("before", "$ true"), '{{< boilerplate "nowhere" >}}')
    site.page("b.md", text("fine", "$ true"))
    result = site.run()
    others_run(result)
    assert "a.md:10: error: " in result.out
    assert "nowhere" in result.out


@pytest.mark.parametrize(
    ("settings", "meant"),
    [
        pytest.param("[timeouts]\nretri = 1\n", "'retry'", id="a key"),
        pytest.param("[tolerances]\nagge = false\n", "'age'", id="a rule of tolerance"),
        pytest.param('[variables]\nA = "{cluster1.nam}"\n', "{cluster1.name}", id="a placeholder"),
    ],
)
def test_an_unknown_setting(site: Any, text: Any, settings: str, meant: str) -> None:
    site.file("harness.toml", settings)
    site.page("b.md", text("fine", "$ true"))
    result = site.run()
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "harness.toml:2: " in result.err
    assert f"did you mean {meant}?" in result.err


def test_a_link_to_a_folder_that_it_is_in(site: Any, text: Any) -> None:
    site.page("docs/a.md", text("fine", "$ true"))
    site.page("docs/more/b.md", text("fine", "$ true"))
    (site.folder / "docs/more/up").symlink_to("..")
    (site.folder / "again").symlink_to("docs/more")
    result = site.run("docs", "again/b.md")
    assert {name for name, word in result.words.items() if word == "PASSED"} == {
        f"{page}.md::{test}" for page in ("docs/a", "docs/more/b", "again/b") for test in ("check", "fine")
    }


def test_a_folder_of_reports_that_is_a_file(site: Any, text: Any) -> None:
    site.file("reports", "taken")
    site.page("b.md", text("fine", "$ true"))
    result = site.run("--report-dir", "reports")
    assert (result.status, result.words) == (pytest.ExitCode.USAGE_ERROR, {})
    assert "reports is no folder" in result.err


def test_settings_that_are_not_there(site: Any, text: Any) -> None:
    site.page("b.md", text("fine", "$ true"))
    result = site.run("--settings", "nowhere.toml")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "no such settings file" in result.err


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        pytest.param(
            "snippets:\n  beforr: {retry: 0}\n", ("plans/a.yml:2: ", "before"), id="a snippet that is not there"
        ),
        pytest.param("\nclustres: 2\n", ("plans/a.yml:2: ", "clusters"), id="a key that is not there"),
        pytest.param(
            "contexts:\n  CTX: clutser1\n", ("plans/a.yml:2: ", "did you mean 'cluster1'?"), id="a cluster there is not"
        ),
        pytest.param(
            "variables:\n  A: '{cluster1.nam}'\n",
            ("plans/a.yml:2: ", "did you mean {cluster1.name}?"),
            id="a placeholder that there is not",
        ),
        pytest.param("clusters: [\n", ("plans/a.yml:2: ", "not YAML"), id="no YAML"),
    ],
)
def test_a_mistake_in_a_plan_file(site: Any, text: Any, plan: str, said: tuple[str, ...]) -> None:
    site.file("plans/a.yml", plan)
    site.page("a.md", text("before", "$ true"))
    site.page("b.md", text("fine", "$ true"))
    result = site.run()
    others_run(result)
    for part in said:
        assert part in result.out
    assert site.run("--no-plan-files").status == 0


def test_contexts_that_are_no_pairs(site: Any, text: Any) -> None:
    site.page("b.md", text("fine", "$ true"))
    result = site.run("--contexts", "cluster1")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "--contexts: 'cluster1'\n  expected: cluster1=CONTEXT,cluster2=CONTEXT" in result.err


def test_contexts_are_of_ones_own_clusters(site: Any, text: Any) -> None:
    """Without --provider as well: nobody who names contexts means other clusters."""
    site.page("b.md", text("look", "$ kubectl get pods"))
    result = site.run("--contexts", "cluster1=nowhere")
    assert result.words["b.md::look"] == "ERROR", result.out
    assert "context 'nowhere' may not be used" in result.out


@pytest.mark.parametrize("shard", ["0/2", "3/2", "two", "/2"])
def test_a_shard_that_is_no_part(site: Any, text: Any, shard: str) -> None:
    site.page("b.md", text("fine", "$ true"))
    result = site.run("--shard", shard)
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert f"--shard {shard}: no part of a whole" in result.err


def test_pages_that_need_clusters_when_there_are_to_be_none(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ kubectl get pods"), text("second", "$ kubectl get nodes"))
    site.page("b.md", text("fine", "$ true"))
    result = site.run("--provider", "none")
    assert result.words == {
        "a.md::check": "PASSED",
        "b.md::check": "PASSED",
        "b.md::fine": "PASSED",
        "a.md::first": "ERROR",
        "a.md::second": "KNOCK-ON",
    }
    assert result.out.count("the page needs clusters, and --provider none was asked for") == 2  # told and summed up
    assert result.status == 3  # nobody has to look at a page


def test_a_mistake_of_the_caller_is_no_crash_of_workers(site: Any, text: Any) -> None:
    site.page("b.md", text("fine", "$ true"))
    result = site.run_apart("-n", "1", "--variant", "three")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "--variant three: no page here has such a path" in result.out + result.err
    assert "Traceback" not in result.out + result.err


def test_a_mistake_in_settings_ends_a_run_with_workers_as_it_does_without(site: Any, text: Any) -> None:
    site.file("harness.toml", "[timeouts]\nretri = 1\n")
    site.page("b.md", text("fine", "$ true"))
    result = site.run_apart("-n", "2")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    said = result.out + result.err
    assert said.count("did you mean 'retry'?") == 1
    assert "raise " not in said


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["one process", "workers"])
def test_a_provider_that_there_is_not(site: Any, text: Any, workers: tuple[str, ...]) -> None:
    site.page("b.md", text("fine", "$ true"))
    result = site.run_apart("--provider", "knid", *workers)
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert (result.out + result.err).count("did you mean 'kind'?") == 1
