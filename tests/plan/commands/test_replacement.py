from dataclasses import replace
from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.plan.commands.replacement import (
    read_as_file,
    replaced,
    replacements_in,
    repositories_in,
    repositories_known,
)
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import Command, Replacement
from harness.settings import Settings
from harness.shell.script_reader import read_script
from harness.sites.hugo import HUGO
from harness.sites.istio_io import ISTIO_IO
from harness.sites.plain import PLAIN
from harness.sites.site_profile import SiteProfile
from harness.source import Location

URLS = {"https://x.org/a": "go:x.org@v1/a", "https://x.org/a/b": "local/b", "github.com/y/crd?ref=v1": "crd"}


def command(text: str) -> Command:
    return Command(
        at=Location(path=Path("p.md"), line=1),
        text=text,
        documented=text,
        expected=None,
        replacements=replacements_in(text, URLS, {}),
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
    assert [each.url for each in replacements_in(text, URLS, {})] == found


COPY = {
    "https://x.org/repo/{branch}/{path*}": "go:x.org@{pin-of-x}/{path*}",
    "crd?ref={version}": "go:y.org@{version}/crd",
}
LONG, FILE = "https://x.org/repo/v1/b", "go:x.org@{pin-of-x}/b"


@pytest.mark.parametrize(
    ("text", "url", "source"),
    [
        pytest.param(f"curl {LONG}/c.yaml -s", f"{LONG}/c.yaml", f"{FILE}/c.yaml", id="up to the end of the URL"),
        pytest.param(f"T=$(curl {LONG})", LONG, FILE, id="not the bracket behind it"),
        pytest.param(f"uri: '{LONG}'", LONG, FILE, id="not the quote behind it"),
        pytest.param("kubectl apply -k crd?ref=v2", "crd?ref=v2", "go:y.org@v2/crd", id="up to the next slash"),
    ],
)
@pytest.mark.parametrize("if_unreachable", [pytest.param(False, id="always"), pytest.param(True, id="at need")])
def test_placeholders(text: str, url: str, source: str, *, if_unreachable: bool) -> None:
    found = replacements_in(text, *(({}, COPY) if if_unreachable else (COPY, {})))
    assert found == (Replacement(url=url, source=source, if_unreachable=if_unreachable),)


def test_each_url_once_and_settings_before_copies() -> None:
    text = "curl https://x.org/repo/v1/a https://x.org/repo/v2/b https://x.org/repo/v1/a"
    found = replacements_in(text, {"https://x.org/repo/v2": "local"}, COPY)
    assert [(each.url, each.if_unreachable) for each in found] == [
        ("https://x.org/repo/v2", False),
        ("https://x.org/repo/v1/a", True),
    ]


def test_a_url_that_begins_like_another() -> None:
    one = command("cat https://x.org/repo/v1/a https://x.org/repo/v1/a/b")
    found = replacements_in(one.text, {}, COPY)
    after = replaced(replace(one, replacements=found), lambda each: each.source.rpartition("}/")[2])
    assert after.text == "cat a a/b"


JWKS = "security/tools/jwt/samples/jwks.json"
GATEWAY_API = "github.com/kubernetes-sigs/gateway-api"


@pytest.mark.parametrize(
    ("url", "source"),
    [
        pytest.param(
            f"https://raw.githubusercontent.com/istio/istio/release-1.27/{JWKS}",
            f"go:istio.io/istio@{{istio-module}}/{JWKS}",
            id="a file of the release",
        ),
        pytest.param(
            f"https://{GATEWAY_API}/releases/download/v1.3.0/standard-install.yaml",
            "go:sigs.k8s.io/gateway-api@v1.3.0/config/crd/standard",
            id="definitions of the Gateway API",
        ),
        pytest.param(
            f"{GATEWAY_API}/config/crd/experimental?ref=v1.3.0",
            "go:sigs.k8s.io/gateway-api@v1.3.0/config/crd/experimental",
            id="the same by kustomize",
        ),
        pytest.param(
            "https://istio-release.storage.googleapis.com/charts",
            "charts:go:istio.io/istio@{istio-module}/manifests",
            id="a Helm repository",
        ),
        pytest.param(
            "https://raw.githubusercontent.com/metallb/metallb/v0.15.2/config/manifests/metallb-native.yaml",
            "go:go.universe.tf/metallb@v0.15.2/config/manifests/metallb-native.yaml",
            id="manifests of MetalLB",
        ),
    ],
)
@pytest.mark.parametrize("site", [PLAIN, HUGO, ISTIO_IO], ids=lambda site: site.name)
def test_copies_for_every_site(url: str, source: str, site: SiteProfile) -> None:
    [found] = replacements_in(f'kubectl kustomize "{url}" | cat', {}, site.copies)
    assert found == Replacement(url=url, source=source, if_unreachable=True)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        pytest.param("kubectl apply -f URL", True, id="kubectl"),
        pytest.param("kubectl apply --filename=URL", True, id="in a flag"),
        pytest.param('kubectl kustomize "URL" | kubectl apply -f -', True, id="kustomize"),
        pytest.param("curl -s URL", False, id="curl"),
        pytest.param("curl -s URL | kubectl apply -f -", False, id="curl in front of kubectl"),
        pytest.param("kubectl apply -f <(curl -s URL)", False, id="curl inside"),
        pytest.param("kubectl exec a -- curl URL", False, id="curl in a pod"),
        pytest.param("kubectl apply -f - <<END\njwksUri: URL\nEND", False, id="in a manifest"),
    ],
)
def test_who_reads_a_file_and_who_needs_a_url(text: str, *, file: bool) -> None:
    assert read_as_file(text.replace("URL", "https://x.org/a"), "https://x.org/a") is file


def test_a_url_that_answers_stays() -> None:
    one = command("kubectl apply -f https://x.org/a/c.yaml")
    assert replaced(one, lambda _: None) == one


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
    after = replaced(command("kubectl apply -f https://x.org/a/c.yaml"), lambda one: f"/cache/{one.source[-1]}")
    assert (after.text, after.documented) == (
        "kubectl apply -f /cache/a/c.yaml",
        "kubectl apply -f https://x.org/a/c.yaml",
    )
    assert after.notes == ("https://x.org/a is replaced by go:x.org@v1/a, as settings say",)
    assert after.replacements == (Replacement(url="https://x.org/a", source="go:x.org@v1/a"),)


def test_a_slash_at_the_end_stays() -> None:
    found = replacements_in("cat https://x.org/dir/a.txt", {"https://x.org/dir/": "copies/"}, {})
    after = replaced(replace(command("cat https://x.org/dir/a.txt"), replacements=found), lambda _: "/copies")
    assert after.text == "cat /copies/a.txt"


def test_backslashes_of_a_path_stay() -> None:
    assert replaced(command("cat https://x.org/a"), lambda _: r"C:\new\1").text == r"cat C:\new\1"


def test_without_urls_a_command_stays_as_it_is() -> None:
    plain = command("echo hello")
    assert replaced(plain, lambda one: one.source) == plain
