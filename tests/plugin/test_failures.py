"""What a run says of what went wrong, in which order, and what it counts."""

import json
from html import unescape
from importlib.metadata import version
from typing import Any
from xml.etree import ElementTree as ET

import pytest


def positions(text: str, *parts: str) -> list[int]:
    missing = [part for part in parts if part not in text]
    assert not missing, f"{missing} not in:\n{text}"
    return [text.index(part) for part in parts]


def failure(out: str) -> str:
    """The part of the output that tells failures."""
    return out.partition(" FAILURES ")[2].partition(" documentation ")[0]


def test_a_failure_is_told_in_the_order_in_which_people_ask(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        text("first", "$ x=apples"),
        text("second", "$ true\n$ echo two $x\ntwo pears"),
    )
    result = site.run()
    told = failure(result.out)
    places = positions(
        told,
        "a.md:13: second: output differs: line 1: expected `two pears`, got `two apples`",
        "  $ echo two $x",
        "- two pears",
        "+ two apples",
        "before it:",
        "first",
        "next:",
        "pytest a.md::second",
    )
    assert places == sorted(places)
    assert result.status == 1


VARIANTS = """\
{{< tabset category-name="color" >}}
{{< tab name="Red" category-value="red" >}}
{{< text syntax=bash snip_id=color_red >}}
$ color=RED
{{< /text >}}
{{< /tab >}}
{{< tab name="Blue" category-value="blue" >}}
{{< text syntax=bash snip_id=color_blue >}}
$ color=BLUE
{{< /text >}}
{{< /tab >}}
{{< /tabset >}}
"""


@pytest.mark.parametrize(
    ("command", "whole"),
    [
        pytest.param("$ echo two pears\ntwo apples", 1, id="in the same way"),
        pytest.param("$ echo two $color\ntwo apples", 2, id="in two ways"),
    ],
)
def test_what_fails_on_two_paths_in_the_same_way_is_told_whole_once(
    site: Any, text: Any, command: str, whole: int
) -> None:
    site.page("a.md", VARIANTS, text("count", command))
    result = site.run()
    told = failure(result.out)
    assert [word for word in result.words.values() if word == "FAILED"] == ["FAILED"] * 2
    assert (told.count("- two apples"), told.count("the same failure as a.md::")) == (whole, 2 - whole)
    assert "pytest a.md::blue::count" in told


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "workers"])
def test_on_ci_a_failure_is_told_once_too(
    site: Any, text: Any, monkeypatch: pytest.MonkeyPatch, workers: tuple[str, ...]
) -> None:
    """There pytest does not shorten the lines of its short summary."""
    monkeypatch.setenv("CI", "true")
    site.page("a.md", text("first", "$ echo two pears\ntwo apples"), text("second", "$ FRUIT=pear\n$ echo $FRIUT"))
    out = site.run_apart(*workers).out
    _, _, summary = out.partition(" short test summary info ")
    assert summary.splitlines()[1:3] == [
        "FAILED a.md::check - a.md:13: error: $FRIUT is set nowhere [unknown-variable]",
        "FAILED a.md::first - a.md:8: first: output differs: line 1: expected `two apples`, got `two pears`",
    ], out
    assert out.count("- two apples") == 1


def test_what_follows_is_folded_under_the_first_failure(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        text("first", "$ cat missing"),
        text("second", "$ cat missing"),
        text("third", "$ echo fine\nfine"),
        text("fourth", "$ cat missing too"),
    )
    result = site.run()
    assert result.words == {
        "a.md::check": "PASSED",
        "a.md::first": "FAILED",
        "a.md::second": "KNOCK-ON",
        "a.md::third": "PASSED",
        "a.md::fourth": "KNOCK-ON",
    }
    told = failure(result.out)
    positions(told, "knock-on failures:\n    line 11: second: ", "\n    line 20: fourth: ")
    assert "a.md  1 passed, 1 failed, 2 knock-on" in result.out


def test_a_difference_alone_lets_the_page_go_on_as_if_nothing_was(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ echo one\ntwo"), text("second", "$ echo one\ntwo"))
    assert set(list(site.run().words.values())[1:]) == {"FAILED"}


def test_stop_page(site: Any, text: Any) -> None:
    log = site.folder / "log"
    site.page("a.md", text("first", "$ false"), text("second", f"$ touch {log}"))
    site.page("b.md", text("other", "$ true"))
    result = site.run("--stop-page")
    assert result.words == {
        "a.md::check": "PASSED",
        "b.md::check": "PASSED",
        "a.md::first": "FAILED",
        "a.md::second": "KNOCK-ON",
        "b.md::other": "PASSED",
    }
    assert "second: not run: the page stopped at first" in result.out
    assert not log.exists()


def test_settings_stop_a_page_and_an_option_lets_it_go_on(site: Any, text: Any) -> None:
    site.file("harness.toml", "stop-page = true\n")
    site.page("a.md", text("first", "$ false"), text("second", "$ true"))
    assert site.run().words["a.md::second"] == "KNOCK-ON"
    assert site.run("--no-stop-page").words["a.md::second"] == "PASSED"


def test_what_is_not_run_has_words_and_counts_of_its_own(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        "{{< text syntax=bash snip_id=none >}}\n$ false\n{{< /text >}}\n",
        text("one", "$ false"),
        text("two", "$ true"),
        head="test: yes\nharness:\n  snippets:\n    one: {skip: takes a day}",
    )
    result = site.run()
    assert list(result.words.values()) == ["PASSED", "EXCLUDED", "SKIPPED", "PASSED"]
    assert "a.md  1 passed, 1 skipped, 1 excluded" in result.out
    assert "takes a day" in result.out
    assert result.status == 0


def test_letters(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        "{{< text syntax=bash snip_id=none >}}\n$ false\n{{< /text >}}\n",
        text("one", "$ mkdir a/b"),
        text("two", "$ cd a/b"),
        text("three", "$ true"),
        head="test: yes\nharness:\n  snippets:\n    three: {skip: takes a day}",
    )
    assert "a.md .oFks" in site.run("-q").out


@pytest.mark.parametrize(
    ("body", "head"),
    [
        pytest.param("{{< text syntax=bash snip_id=none >}}\n$ false\n{{< /text >}}", "test: yes", id="excluded"),
        pytest.param(
            "{{< text syntax=bash snip_id=one >}}\n$ true\n{{< /text >}}",
            "test: yes\nharness:\n  snippets:\n    one: {skip: takes a day}",
            id="skipped",
        ),
        pytest.param(
            "{{< text syntax=bash snip_id=one >}}\n$ echo hello\n...\n{{< /text >}}", "test: yes", id="vacuous"
        ),
    ],
)
@pytest.mark.parametrize(("options", "status"), [((), 0), (("--strict-docs",), 1)], ids=["by default", "strictly"])
def test_nothing_passes_silently(site: Any, body: str, head: str, options: tuple[str, ...], status: int) -> None:
    site.page("a.md", body, head=head)
    result = site.run(*options)
    assert result.status == status, result.out
    assert ("--strict-docs" in failure(result.out)) == bool(options)


def test_junit_says_what_the_report_says(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ cat missing"), text("second", "$ cat missing"), text("third", "$ true"))
    site.run("--junitxml=junit.xml")
    cases = {case.attrib["name"]: case for case in ET.parse(site.folder / "junit.xml").iter("testcase")}
    assert list(cases) == ["check", "first", "second", "third"]
    properties = {
        name: {one.attrib["name"]: one.attrib["value"] for one in case.iter("property")} for name, case in cases.items()
    }
    assert properties["first"]["outcome"] == "failed"
    assert properties["first"]["place"] == "a.md:7"
    assert properties["third"]["provider"] == "none"
    assert properties["third"]["version of docs-harness"] == version("docs-harness")
    assert properties["second"]["outcome"] == "knock-on"
    broken = cases["first"].find("failure")
    assert broken is not None
    assert broken.text is not None
    assert broken.text.startswith("a.md:7: first: command failed: ")
    assert properties["second"]["cause"] == "first"
    assert cases["second"].find("skipped") is not None


def test_reports_for_programs_and_people(site: Any, text: Any) -> None:
    site.page("a.md", text("first", "$ x=1"), text("second", "$ cat missing"))
    site.run("--report-dir", "reports")
    assert sorted(
        str(path.relative_to(site.folder / "reports")) for path in (site.folder / "reports").rglob("*.*")
    ) == [
        "junit.xml",
        "replay/a.md--second.sh",
        "report.html",
        "report.json",
    ]


@pytest.mark.parametrize(
    ("options", "failure", "sentence"),
    [
        pytest.param(
            ["--provider", "none"],
            "infrastructure",
            "the page needs clusters, and --provider none was asked for",
            id="clusters",
        ),
        pytest.param(
            ["--contexts", "cluster1=nowhere"], None, "context 'nowhere' may not be used", id="the caller's mistake"
        ),
    ],
)
def test_what_keeps_a_page_closed_is_in_the_reports(
    site: Any, text: Any, options: list[str], failure: str | None, sentence: str
) -> None:
    site.page("a.md", text("look", "$ kubectl get pods"), text("again", "$ kubectl get pods"))
    result = site.run(*options, "--report-dir", "reports")
    reports = site.folder / "reports"
    records = json.loads((reports / "report.json").read_text())["records"]
    assert [(one["id"], one["outcome"], one.get("failure"), one["sentence"]) for one in records] == [
        ("look", "error", failure, sentence),
        ("again", "knock-on", None, "not run: the page could not be opened, see look"),
    ]
    assert sentence in unescape((reports / "report.html").read_text())
    assert "1 page, 1 error, 1 knock-on" in result.out
    assert result.out.partition("ERROR at setup of look")[2].count(sentence) == 2  # in full, and in pytest's summary
    assert result.status == (1 if failure is None else 3)  # 3: nobody has to look at a page
