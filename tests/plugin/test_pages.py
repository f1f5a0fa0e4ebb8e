"""Pages as collectors, snippets as items: names, order, and what is chosen."""

from typing import Any

import pytest

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


def test_a_page_is_a_check_and_its_snippets_in_order(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ x=1"), text("second", "$ echo $x\n1"))
    result = site.run()
    assert list(result.words.items()) == [
        ("a.md::check", "PASSED"),
        ("a.md::first", "PASSED"),
        ("a.md::second", "PASSED"),
    ]
    assert result.status == 0


def test_a_page_with_tabs_has_an_item_for_each_path(site: Any, text: Any) -> None:
    site.page("a.md", TABS.format(text("by_one", "$ x=1"), text("by_two", "$ x=2")), text("both", "$ echo $x"))
    assert list(site.run().words) == [
        "a.md::check",
        "a.md::one::by_one",
        "a.md::one::both",
        "a.md::two::by_two",
        "a.md::two::both",
    ]


@pytest.mark.parametrize("selector", [pytest.param("two", id="by name"), pytest.param("install=two", id="by category")])
def test_one_path_is_chosen(site: Any, text: Any, selector: str) -> None:
    site.page("a.md", TABS.format(text("by_one", "$ x=1"), text("by_two", "$ x=2")))
    assert list(site.run("--variant", selector).words) == ["a.md::check", "a.md::two::by_two"]


def test_a_path_that_no_page_has_is_the_callers_mistake(site: Any, text: Any) -> None:
    site.page("a.md", TABS.format(text("by_one", "$ x=1"), text("by_two", "$ x=2")))
    result = site.run("--variant", "three")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "--variant three: no page here has such a path\n  expected: one of one, two" in result.err


def test_checks_come_first_then_pages_without_clusters(site: Any, text: Any) -> None:
    site.page("a.md", text("needs_one", "$ kubectl get pods"))
    site.page(
        "b.md",
        text(
            "needs_two",
            '$ kubectl --context="${CTX_CLUSTER1}" get pods',
        )
        + text("other", '$ kubectl --context="${CTX_CLUSTER2}" get pods'),
    )
    site.page("c.md", text("needs_none", "$ true"))
    collected = site.run("--collect-only", "-qq").out.splitlines()[:7]
    assert collected == [
        "a.md::check",
        "b.md::check",
        "c.md::check",
        "c.md::needs_none",
        "b.md::needs_two",
        "b.md::other",
        "a.md::needs_one",
    ]


def test_only_pages_that_ask_for_it_are_run(site: Any, text: Any) -> None:
    site.page("docs/a.md", text("tested", "$ true"))
    site.page("docs/b.md", text("untested", "$ true"), head="test: no")
    site.page("docs/c.md", text("undecided", "$ true"), head="weight: 1")
    site.page("other/d.md", text("elsewhere", "$ true"), head="weight: 1")
    for result in (site.run("docs"), site.run_apart("docs", "-n", "1")):
        assert list(result.words) == ["docs/a.md::check", "docs/a.md::tested"]
        assert "not asking to be tested in their front matter: 2 pages" in result.out


@pytest.mark.parametrize("head", ["test: yes", 'test: "yes"', "test: true", "test: Yes  # it does"])
def test_ways_to_ask(site: Any, text: Any, head: str) -> None:
    site.page("a.md", text("tested", "$ true"), head=head)
    assert list(site.run().words) == ["a.md::check", "a.md::tested"]


def test_a_page_that_is_named_is_run_whatever_it_says(site: Any, text: Any) -> None:
    site.page("a.md", text("untested", "$ true"), head="test: no")
    assert site.run("a.md").words == {"a.md::check": "PASSED", "a.md::untested": "PASSED"}


def test_all_pages(site: Any, text: Any) -> None:
    site.page("docs/a.md", text("untested", "$ true"), head="test: no")
    assert list(site.run("--all-pages", "docs").words) == ["docs/a.md::check", "docs/a.md::untested"]


@pytest.mark.parametrize(
    ("file", "settings", "run"),
    [
        pytest.param("harness.toml", 'pages = "all"\n', True, id="all"),
        pytest.param("harness.toml", 'pages = "tested"\n', False, id="those that say so"),
        pytest.param("docs/pyproject.toml", '[tool.harness]\npages = "all"\n', True, id="in the project's file"),
        pytest.param("docs/pyproject.toml", '[tool.other]\npages = "all"\n', False, id="of another tool"),
        pytest.param("docs/harness.toml", 'pages = "all"\n', True, id="beside the page"),
    ],
)
def test_settings_that_ask_for_all_pages(site: Any, text: Any, file: str, settings: str, *, run: bool) -> None:
    site.page("docs/a.md", text("untested", "$ true"), head="title: A")
    site.file(file, settings)
    assert list(site.run("docs").words) == (["docs/a.md::check", "docs/a.md::untested"] if run else [])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["docs"], True, id="a folder of such pages"),
        pytest.param(["docs", "--co"], True, id="listed"),
        pytest.param(["docs", "-n", "1"], True, id="by a worker"),
        pytest.param([], False, id="anybody's project"),
        pytest.param(["other"], False, id="a folder of none"),
        pytest.param(["docs", "sums"], False, id="beside tests"),
    ],
)
def test_a_run_that_found_only_pages_that_do_not_ask_says_so(
    site: Any, text: Any, arguments: list[str], *, told: bool
) -> None:
    site.page("docs/a.md", text("untested", "$ true"), head="title: A")
    site.file("other/notes.txt", "none\n")
    site.file("sums/test_sums.py", "def test_sum():\n    assert 1 + 1 == 2\n")
    result = site.run_apart(*arguments) if "-n" in arguments else site.run(*arguments)
    assert ("--all-pages" in result.out) == told
    assert not result.words


def test_a_page_without_snippets_has_no_items(site: Any) -> None:
    site.page("a.md", "Only words.")
    assert site.run().status == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_snippet_alone_runs_what_stands_before_it_once_and_says_so(site: Any, text: Any) -> None:
    left_out = "{{< text syntax=bash snip_id=none >}}\n$ false\n{{< /text >}}\n"
    site.page(
        "a.md",
        text("first", "$ echo ran >> log"),
        left_out,
        text("second", "$ x=$(wc -l < log)"),
        text("third", "$ echo $x\n1"),
    )
    result = site.run("a.md::third")
    assert result.words == {"a.md::third": "PASSED"}
    assert "\n  ran first, because it was needed: first, second\n" in result.out


@pytest.mark.parametrize(
    ("second", "word", "said"),
    [
        pytest.param("$ cat list", "FAILED", "second: command failed: first, which runs before it: ", id="it needs it"),
        pytest.param("$ true", "PASSED", "", id="it has nothing to do with it"),
    ],
)
def test_a_failure_before_the_chosen_snippet(site: Any, text: Any, second: str, word: str, said: str) -> None:
    site.page("a.md", text("first", "$ cat nothing > list"), text("second", second))
    result = site.run("a.md::second")
    assert result.words == {"a.md::second": word}
    assert said in result.out


def test_snippets_are_chosen_by_name(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ x=1"), text("second", "$ echo $x\n1"))
    result = site.run("-k", "second")
    assert result.words == {"a.md::second": "PASSED"}


def test_a_snippet_that_there_is_not(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ true"))
    result = site.run("a.md::fist")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "a.md::fist" in result.err


def test_cleanup_runs_also_when_it_was_not_chosen(site: Any, text: Any) -> None:
    log = site.folder / "log"
    site.page("a.md", text("first", f"$ echo first >> {log}"), "## Cleanup\n", text("tidy", f"$ echo tidy >> {log}"))
    result = site.run("a.md::first")
    assert log.read_text() == "first\ntidy\n"
    assert "\n  cleanup tidy: passed\n" in result.out


def test_cleanup_runs_after_a_failure(site: Any, text: Any) -> None:
    log = site.folder / "log"
    site.page("a.md", text("first", "$ false"), "## Cleanup\n", text("tidy", f"$ echo tidy >> {log}"))
    assert site.run("--stop-page").words["a.md::tidy"] == "PASSED"
    assert log.read_text() == "tidy\n"


def test_nothing_of_a_page_stays(site: Any, text: Any) -> None:
    site.page(
        "a.md", text("first", "$ mkdir -p locked/in && touch locked/in/file ~/file && chmod 500 locked/in locked")
    )
    assert site.run().status == 0
    assert list((site.folder / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("patience", "word"),
    [pytest.param("", "FAILED", id="a file is not waited for"), pytest.param("retry: 20", "PASSED", id="if told so")],
)
def test_a_plan_file_says_what_to_wait_for(site: Any, text: Any, patience: str, word: str) -> None:
    site.page("a.md", text("start", "$ (sleep 2; echo done >state) &"), text("wait", "$ cat state\ndone"))
    site.file("plans/a.yml", f"snippets:\n  wait: {{{patience}}}\n")
    assert site.run("a.md").words["a.md::wait"] == word
