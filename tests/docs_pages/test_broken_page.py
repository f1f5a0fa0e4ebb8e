"""The pages that are wrong on purpose: each fault is found, at its line, with its reason, and only once."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = "tests/pages/broken"
HEADLINE = re.compile(rf"^{PAGES}/(\w+\.md:\d+: .*)$", re.MULTILINE)
KNOCK_ON = re.compile(r"^    (line \d+: \w+):", re.MULTILINE)


@pytest.fixture(scope="module")
def said() -> str:
    """What a run of the three pages prints."""
    pages = [f"{PAGES}/{name}.md" for name in ("index", "unclosed", "hanging")]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *pages],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stdout


def test_every_fault_is_told_once_at_its_line(said: str) -> None:
    assert [re.sub(r"within \d+ s", "within 1 s", line) for line in HEADLINE.findall(said)] == [
        "index.md:17: error: unknown API group 'insall.istio.io' [unknown-api-group]",
        "index.md:47: error: $NAMESPCE is set nowhere [unknown-variable]",
        (
            "unclosed.md:10: error: shortcode 'text' is opened on line 10 and never closed; 1 block is not run"
            " [unclosed-shortcode]"
        ),
        "index.md:40: what_differs: output differs: front READY: expected 2/2, got 1/2",
        (
            "index.md:48: a_variable: output differs: line 1: expected `the shop is in shop`, got `the shop is in`"
            "; $NAMESPCE is not set"
        ),
        "index.md:54: a_flag: command failed: exit status 2: `ls: unrecognized option '--reversed'`",
        "hanging.md:14: what_waits: timed out: did not end within 1 s; its last line is `waiting for the shop`",
    ]


def test_what_may_differ_is_named_beside_what_may_not(said: str) -> None:
    assert "(accepted: pod-hash, age, ip)" in said


def test_what_follows_from_a_failure_is_folded_under_it(said: str) -> None:
    assert KNOCK_ON.findall(said) == ["line 62: what_follows"]


def test_the_rest_of_a_page_passes_and_a_page_that_is_not_whole_is_not_run(said: str) -> None:
    assert re.search(rf"{PAGES}/index\.md +3 passed, 3 failed, 1 knock-on$", said, re.MULTILINE)
    assert re.search(rf"{PAGES}/hanging\.md +1 passed, 1 failed$", said, re.MULTILINE)
    assert re.search(rf"{PAGES}/unclosed\.md +1 failed$", said, re.MULTILINE)
    assert f"{PAGES}/unclosed.md::" not in said.replace(f"{PAGES}/unclosed.md::check", "")


def test_the_failures_that_the_readme_shows_are_real(said: str) -> None:
    blocks = re.findall(r"```text\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    finding, failure = sorted(blocks, key=len)
    assert finding in said
    shown, _, ending = failure.partition("  tried once")
    assert shown in said
    assert ending.endswith("exit status 0\n")
