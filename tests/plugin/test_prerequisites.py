"""A chain that fails: reported once with its place, and the other pages that stand on it are skipped for it."""

from pathlib import Path
from typing import Any, Final

import platformdirs
import pytest

from harness.plugin.recorder import INFRASTRUCTURE_STATUS

pytestmark = pytest.mark.cluster

CACHE: Final = Path(platformdirs.user_cache_dir("docs-harness")).parent  # of the real home: tools are not built again
BEFORE = "## Before you begin\n\nInstall [the base](/docs/base/).\n\n## Use\n"
SETTINGS = """[cluster]
provider = "embedded"

[timeouts]
retry = 1
"""
KNOWN = """
[prerequisites.base]
links = ["/docs/base/"]
before = ["kubectl get namespace nowhere", "kubectl create namespace base"]
"""
FULL = """
[prerequisites.base]
links = ["/docs/base/"]
before = [
  "kubectl create namespace full",
  "kubectl -n full create quota none --hard=pods=0",
  "kubectl -n full create deployment web --image=nginx",
  "kubectl -n full rollout status deployment/web --timeout=4m",
]
"""


def stand_on_base(site: Any, text: Any) -> None:
    """Two pages that stand on the same one, each with two snippets."""
    for name in ("first", "second"):
        blocks = (text("see", "$ kubectl get namespace base"), text("say", "$ echo yes\nyes"))
        site.page(f"content/en/docs/{name}/index.md", BEFORE, *blocks)


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        pytest.param("", "content/en/docs/base/index.md:7", id="a page"),
        pytest.param(KNOWN, "content/en/docs/first/index.md:8", id="commands of the settings"),
    ],
)
def test_a_chain_that_fails_is_reported_once(
    site: Any, text: Any, monkeypatch: pytest.MonkeyPatch, settings: str, place: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    site.file("harness.toml", SETTINGS + settings)
    site.page("content/en/docs/base/index.md", text("make", "$ kubectl create -f none.yaml"), head="test: no")
    stand_on_base(site, text)
    result = site.run_apart("content/en/docs/first/index.md", "content/en/docs/second/index.md", "-rsE")
    kinds = [word for node, word in result.words.items() if not node.endswith("::check")]
    assert result.status == 1, result.out
    assert kinds.count("ERROR") == 1, result.out
    assert kinds.count("SKIPPED") == 3, result.out
    assert f"prerequisite failed: {place}: " in result.out
    assert len([line for line in result.out.splitlines() if line.startswith("ERROR ")]) == 1


def test_what_a_chain_waits_for_and_will_not_come_ends_the_wait(
    site: Any, text: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    site.file("harness.toml", SETTINGS + FULL)
    stand_on_base(site, text)
    result = site.run_apart("content/en/docs/first/index.md", "content/en/docs/second/index.md", "-rsE")
    assert result.status == 1, result.out
    assert "waiting cannot help" in result.out, result.out
    assert "exceeded quota" in result.out, result.out


LACKS = """
[prerequisites.base]
links = ["/docs/base/"]
before = ["curl -sSL https://tools.example.net/cup.sh | sh", "kubectl create namespace base"]
"""


def test_what_only_the_machine_lacks_is_told_once_and_pages_go_on(
    site: Any, text: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(CACHE))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    site.file("harness.toml", SETTINGS + LACKS)
    for name in ("first", "second"):
        blocks = (text("see", "$ kubectl get namespace base"), text("pour", "$ cup pour"))
        site.page(f"content/en/docs/{name}/index.md", BEFORE, *blocks)
    result = site.run_apart("content/en/docs/first/index.md", "content/en/docs/second/index.md", "-rsE")
    words = {node.partition("docs/")[2]: word for node, word in result.words.items() if not node.endswith("::check")}
    assert result.status == INFRASTRUCTURE_STATUS, result.out
    assert words == {
        "first/index.md::see": "PASSED",
        "first/index.md::pour": "ERROR",  # its page ends with it,
        "second/index.md::see": "PASSED",
        "second/index.md::pour": "SKIPPED",
    }, result.out
    told = [line for line in result.out.splitlines() if line.startswith("ERROR ")]
    assert len(told) == 1, result.out
    assert "prerequisite failed: content/en" in told[0], result.out
