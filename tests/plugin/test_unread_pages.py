"""A page that was not read is not green, whatever the settings silence."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest

STRAY = "{{< /tip >}}\n"


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("", id="no settings"),
        pytest.param('[[rules]]\noff = ["stray-close"]\n', id="switched off"),
        pytest.param('[[rules]]\nseverity = { stray-close = "note" }\n', id="lowered"),
    ],
)
@pytest.mark.parametrize("option", [(), ("--strict-docs",)], ids=["plain", "strict"])
def test_rules_do_not_make_it_pass(site: Any, text: Any, settings: str, option: tuple[str, ...]) -> None:
    site.file("harness.toml", settings)
    site.page("a.md", text("one", "$ true"), STRAY, text("two", "$ true"))
    result = site.run(*option)
    assert result.words == {"a.md::check": "FAILED"}, result.out
    assert "2 blocks" in result.out


def test_reports_have_it(site: Any, text: Any) -> None:
    site.page("a.md", text("one", "$ true"), STRAY)
    site.run("--report-dir", "reports")
    suite = ET.parse(site.folder / "reports" / "junit.xml").getroot()
    assert [(case.get("name"), case.find("failure") is not None) for case in suite.iter("testcase")] == [
        ("check", True)
    ]


def test_commands_that_are_not_seen_are_told_and_fail_a_strict_run(site: Any) -> None:
    site.page("a.md", "```javascript\n$ kubectl get pods\n```\n")
    plain = site.run()
    assert plain.words == {"a.md::check": "PASSED"}
    assert "a.md:6: " in plain.out.partition("= documentation =")[2]
    assert site.run("--strict-docs").words == {"a.md::check": "FAILED"}


def test_what_a_block_that_is_not_read_was_to_make_is_not_a_failure(site: Any, text: Any) -> None:
    unread = text("one", "$ echo {{< nope >}} > oven.txt")
    site.page("a.md", unread, text("two", "$ cat oven.txt\nhot"), text("three", "$ cat loaf.txt\nrye"))
    found = site.run().words
    assert (found["a.md::one"], found["a.md::two"], found["a.md::three"]) == ("SKIPPED", "SKIPPED", "FAILED")


def test_no_rule_looks_at_a_command_with_an_unknown_value(site: Any, text: Any) -> None:
    site.page("a.md", text("one", "$ kubectl apply {{< nope >}} oven.yaml"))
    assert site.run().words["a.md::check"] == "PASSED"
