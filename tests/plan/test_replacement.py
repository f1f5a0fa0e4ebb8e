from pathlib import Path

import pytest

from harness.plan.replacement import replaced, replacements_in
from harness.plan.step import Command, Replacement
from harness.source import Location

URLS = {"https://x.org/a": "go:x.org@v1/a", "https://x.org/a/b": "local/b", "github.com/y/crd?ref=v1": "crd"}


def command(text: str) -> Command:
    return Command(
        at=Location(path=Path("p.md"), line=1),
        text=text,
        documented=text,
        expected=None,
        replacements=replacements_in(text, URLS),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("kubectl apply -f https://x.org/a/c.yaml", ["https://x.org/a"], id="a prefix"),
        pytest.param("kubectl apply -f https://x.org/a/b/c.yaml", ["https://x.org/a/b"], id="the longest prefix"),
        pytest.param("a https://x.org/a/b https://x.org/a", ["https://x.org/a/b", "https://x.org/a"], id="both"),
        pytest.param('kubectl apply -k "github.com/y/crd?ref=v1"', ["github.com/y/crd?ref=v1"], id="in quotes"),
        pytest.param("git clone https://github.com/y/crd?ref=v1", [], id="not inside another URL"),
        pytest.param("curl https://x.org/other", [], id="none"),
    ],
)
def test_found(text: str, found: list[str]) -> None:
    assert [each.url for each in replacements_in(text, URLS)] == found


def test_a_session_puts_sources_in_and_says_so() -> None:
    after = replaced(command("kubectl apply -f https://x.org/a/c.yaml"), lambda source: f"/cache/{source[-1]}")
    assert (after.text, after.documented) == (
        "kubectl apply -f /cache/a/c.yaml",
        "kubectl apply -f https://x.org/a/c.yaml",
    )
    assert after.notes == ("https://x.org/a is replaced by go:x.org@v1/a, as settings say",)
    assert after.replacements == (Replacement(url="https://x.org/a", source="go:x.org@v1/a"),)


def test_backslashes_of_a_path_stay() -> None:
    assert replaced(command("cat https://x.org/a"), lambda _: r"C:\new\1").text == r"cat C:\new\1"


def test_without_urls_a_command_stays_as_it_is() -> None:
    plain = command("echo hello")
    assert replaced(plain, str) == plain
