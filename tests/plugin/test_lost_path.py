"""Pages that set PATH, run in a real bash: whose failure a missing program is, and which line is named."""

import re
from collections.abc import Callable
from typing import Any

import pytest

Text = Callable[[str, str], str]


@pytest.mark.parametrize("command", ["export PATH=$PWD/tool/bin", "unset PATH", "eval 'PATH=/nowhere'"])
def test_a_page_that_loses_path_fails_and_the_line_is_named(site: Any, text: Text, command: str) -> None:
    site.page("a.md", text("set_path", f"$ {command}"), text("list", "$ ls /"))
    result = site.run("--provider", "none")
    assert result.status == pytest.ExitCode.TESTS_FAILED
    assert re.search(r"a\.md:11: list: command failed: ls is not found: a\.md:7\b", result.out), result.out
    assert "infrastructure" not in result.out


def test_what_another_shell_misses_is_the_same_failure(site: Any, text: Text) -> None:
    site.page("a.md", text("set_path", "$ export PATH=/nowhere"), text("list", "$ /bin/sh -c 'ls /'"))
    result = site.run("--provider", "none")
    assert re.search(r"a\.md:11: list: command failed: ls is not found: a\.md:7\b", result.out), result.out


def test_for_a_single_program(site: Any, text: Text) -> None:
    site.page("a.md", text("one", "$ PATH=/nowhere ls /"))
    result = site.run("--provider", "none")
    assert result.status == pytest.ExitCode.TESTS_FAILED
    assert re.search(r"a\.md:7: one: command failed: ls is not found: a\.md:7\b", result.out), result.out


def test_a_page_that_keeps_it_passes(site: Any, text: Text) -> None:
    kept = ("$ mkdir bin", "$ PATH=$PWD/bin:$PATH", "$ OLD=$PATH; PATH=/nowhere; PATH=$OLD", "$ ls bin")
    site.page("a.md", text("all", "\n".join(kept)))
    assert site.run("--provider", "none").status == 0


def test_one_path_is_one_failure(site: Any, text: Text) -> None:
    site.page("a.md", text("set_path", "$ PATH=/nowhere"), text("list", "$ ls /"), text("show", "$ cat a"))
    result = site.run("--provider", "none")
    assert re.search(r"1 failed, \d+ passed, 1 knock-on", result.out), result.out


def test_a_program_that_nobody_knows_is_named(site: Any, text: Text) -> None:
    site.page("a.md", text("status", "$ teactl status"), text("again", "$ teactl brew"))
    result = site.run("--provider", "none")
    assert re.search(r"a\.md:7: status: command failed: teactl: ", result.out), result.out
    assert re.search(r"1 failed, 1 knock-on", result.out), result.out
