"""Budgets of a page and of the run: what is over is stopped or not begun, cleanup runs, and the run fails."""

from pathlib import Path
from typing import Any

import pytest

LOOP = "$ while [ ! -e never ]; do sleep 0.1; done"


def test_a_command_that_takes_longer_than_its_page_may_is_not_begun(site: Any, text: Any) -> None:
    site.page("a.md", text("long", "$ sleep 3600"), text("short", "$ echo hi\nhi"))
    result = site.run()
    assert result.words == {"a.md::check": "FAILED", "a.md::long": "FAILED", "a.md::short": "PASSED"}
    assert "over-budget" in result.out
    assert result.status == pytest.ExitCode.TESTS_FAILED


def test_a_page_out_of_time_ends_with_its_cleanup(site: Any, text: Any, tmp_path: Path) -> None:
    cleaned = tmp_path / "cleaned"
    site.page(
        "a.md",
        text("one", "$ echo one\none"),
        text("endless", LOOP),
        text("two", "$ echo two\ntwo"),
        "## Cleanup\n",
        text("tidy", f"$ echo done > {cleaned}"),
    )
    result = site.run("--page-timeout", "2s")
    assert result.words == {
        "a.md::check": "PASSED",
        "a.md::one": "PASSED",
        "a.md::endless": "FAILED",
        "a.md::two": "KNOCK-ON",
        "a.md::tidy": "PASSED",
    }
    assert "not run: page budget of 2 s used up" in result.out
    assert result.status == pytest.ExitCode.TESTS_FAILED
    assert cleaned.read_text() == "done\n"


def test_time_that_is_over_between_two_commands_fails_the_next(site: Any, text: Any) -> None:
    site.page("a.md", text("one", LOOP + " || true"), text("two", "$ echo two\ntwo"), text("three", "$ echo"))
    site.file("harness.toml", '[timeouts]\npage = "1s"\nretry = 0\n')
    result = site.run()
    assert [result.words[f"a.md::{name}"] for name in ("one", "two", "three")] == ["FAILED", "KNOCK-ON", "KNOCK-ON"]


def test_pages_that_the_run_has_no_time_for_are_counted_and_one_of_them_fails(site: Any, text: Any) -> None:
    for name in ("a", "b"):
        site.page(f"{name}.md", text("one", "$ echo"), text("two", "$ echo"))
    result = site.run("--run-timeout", "0.001s")
    words = [result.words[f"{page}.md::{step}"] for page in ("a", "b") for step in ("one", "two")]
    assert words == ["FAILED", "SKIPPED", "SKIPPED", "SKIPPED"]
    assert result.status == pytest.ExitCode.TESTS_FAILED


def test_without_a_limit_nothing_is_stopped(site: Any, text: Any) -> None:
    site.page("a.md", text("one", "$ sleep 0.1"))
    assert site.run("--page-timeout", "0", "--run-timeout", "0").status == pytest.ExitCode.OK


@pytest.mark.parametrize("value", ["soon", "-1", "infinity"])
def test_a_time_that_is_none_is_a_usage_error(site: Any, text: Any, value: str) -> None:
    site.page("a.md", text("one", "$ echo"))
    result = site.run(f"--page-timeout={value}")
    assert result.status == pytest.ExitCode.USAGE_ERROR
    assert "--page-timeout" in result.err
