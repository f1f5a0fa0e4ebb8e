from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.plan.overrides import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.replacement import replaced, replacements_in, repositories_in, repositories_known
from harness.plan.script_reader import read_script
from harness.plan.step import Command, Replacement
from harness.settings import Settings
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


SERVED = Replacement(url="https://shop.example.com/charts", source="charts.shop")
ADD = "helm repo add shop https://shop.example.com/charts"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(ADD, [SERVED], id="added"),
        pytest.param(f"{ADD} --force-update && helm repo update", [SERVED], id="with flags, and more"),
        pytest.param("helm repo add other https://other.example.com", [], id="another one"),
        pytest.param("helm repo list", [], id="none"),
    ],
)
def test_repositories_that_settings_serve(text: str, found: list[Replacement]) -> None:
    assert list(repositories_in(read_script(text), {"shop": "charts"})) == found


@pytest.mark.parametrize(
    ("commands", "known"),
    [
        pytest.param([ADD, "helm install a shop/a"], [], id="added by the page"),
        pytest.param(["helm install a shop/a"], ["shop"], id="used as if it were there"),
        pytest.param(["helm install a shop/a", ADD], ["shop"], id="used before it is added"),
        pytest.param(["helm search repo shop"], ["shop"], id="by its name"),
        pytest.param(["ls"], ["shop"], id="not mentioned"),
    ],
)
def test_repositories_that_helm_has_to_know_beforehand(commands: list[str], known: list[str]) -> None:
    blocks = "".join(f"{{{{< text bash >}}}}\n$ {text}\n{{{{< /text >}}}}\n\n" for text in commands)
    settings = Settings(charts={"shop": "charts"})
    plan = plan_page(parse_page(blocks, path=Path("p.md")), settings, overrides=Overrides())
    assert repositories_known(plan.variants[0], settings.charts) == known
    adding = [one.replacements for step in plan.variants[0].steps for one in step.commands if one.text == ADD]
    assert all([each.source for each in replacements] == ["charts.shop"] for replacements in adding)


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
