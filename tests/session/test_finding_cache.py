"""Findings are kept for as long as nothing has changed that they depend on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.cli.main import main
from harness.session.finding_cache import FOLDER, MOST_FILES, FindingCache, open_cache
from harness.session.many_pages import WORTH_A_PROCESS, check_pages, page_findings
from harness.session.site import Site

PAGE = "---\ntitle: Page\n---\n\n{{{{< text bash >}}}}\n$ kubectl get {word}\n{{{{< /text >}}}}\n"
USES = """---
title: Page
---

See [before you begin](/docs/before/).

{{< text bash >}}
$ curl "http://$SHOP_HOST/"
{{< /text >}}
"""
SETS = "---\ntitle: Before\n---\n\n{{< text bash >}}\n$ export SHOP_HOST=10.0.0.1\n{{< /text >}}\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two pages, the current folder; findings are kept beside it."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "site"
    for name, text in {"a": PAGE.format(word="sevrice"), "b": PAGE.format(word="service")}.items():
        write(root / f"content/en/docs/{name}/index.md", text)
    monkeypatch.chdir(root)
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    main(["check", "content", "--format", "compact", *options])
    return capsys.readouterr().out


def cache() -> FindingCache:
    found = open_cache([Path("content")], ("None", "True"))
    assert found is not None
    return found


def test_a_second_run_says_the_same_and_checks_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = checked(capsys)
    assert "unknown-resource" in first
    assert set(cache().pages) == {"content/en/docs/a/index.md", "content/en/docs/b/index.md"}
    assert checked(capsys) == first


def test_findings_come_back_whole(site: Path) -> None:
    page = Path("content/en/docs/a/index.md")
    found = page_findings(Site(), page)
    kept = cache()
    kept.keep(page, found)
    kept.save()
    again = cache().findings(page)
    assert again == found
    assert [each.end for each in again or ()] == [each.end for each in found]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: write(root / "content/en/docs/a/index.md", PAGE.format(word="x")), id="the page"),
        pytest.param(lambda root: write(root / "content/en/docs/c/index.md", "text"), id="a new page"),
        pytest.param(lambda root: (root / "content/en/docs/b/index.md").unlink(), id="a page less"),
        pytest.param(lambda root: write(root / "harness.toml", 'language = "en"\n'), id="settings"),
        pytest.param(lambda root: write(root / "data/args.yml", "a: 1\n"), id="the site's values"),
        pytest.param(lambda root: write(root / "content/en/docs/a/a.png", ""), id="an image"),
    ],
)
def test_a_change_makes_all_findings_useless(
    site: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None]
) -> None:
    checked(capsys)
    change(site)
    assert cache().pages == {}


def test_what_a_linked_page_sets_is_seen(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(site / "content/en/docs/a/index.md", USES)
    assert "$SHOP_HOST is set nowhere on the page" in checked(capsys)
    write(site / "content/en/docs/before/index.md", SETS)
    assert "$SHOP_HOST is set nowhere on the page" not in checked(capsys)


@pytest.mark.parametrize("name", ["run.sh", "part.yaml", "part.md"])
def test_what_an_included_file_holds_is_seen(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    write(site / "content/en/docs/b" / name, "kubectl get pods\n")
    write(site / "content/en/docs/b/index.md", f'{{{{% code_sample file="{name}" language="bash" %}}}}\n')
    checked(capsys)
    assert cache().pages != {}
    write(site / "content/en/docs/b" / name, "kubectl get nodes\n")
    assert cache().pages == {}


def test_another_time_of_a_file_is_no_change(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys)
    os.utime(site / "content/en/docs/a/index.md", (1, 1))
    assert cache().pages != {}


def test_files_elsewhere_that_settings_name(site: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write(site / "harness.toml", 'values = ["../elsewhere/values.yml"]\n')
    write(tmp_path / "elsewhere/values.yml", "version: one\n")
    checked(capsys)
    assert cache().pages != {}
    write(tmp_path / "elsewhere/values.yml", "version: other\n")
    assert cache().pages == {}


def test_options_choose_from_what_is_kept(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = checked(capsys)
    assert checked(capsys, "--ignore", "unknown-resource") == ""
    assert checked(capsys, "--select", "unknown-resource") == first
    assert checked(capsys, "--no-cache") == first


def test_a_baseline_and_fixes_work_on_what_is_kept(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys)
    checked(capsys, "--baseline", "known.json", "--write-baseline")
    assert checked(capsys, "--baseline", "known.json") == ""
    main(["check", "content", "--fix"])
    assert "kubectl get service" in (site / "content/en/docs/a/index.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert checked(capsys) == ""


def test_half_a_file_is_no_cache(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = checked(capsys)
    cache().file.write_text("{", encoding="utf-8")
    assert checked(capsys) == first


def test_no_more_than_so_many_files_are_kept(site: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for number in range(MOST_FILES + 5):
        write(tmp_path / f"kept/{number}.json", "{}")
    checked(capsys)
    assert len(list((tmp_path / "kept").glob("*.json"))) == MOST_FILES


def test_many_pages_give_the_findings_of_one_process(site: Path) -> None:
    pages = []
    for number in range(WORTH_A_PROCESS * 2 + 1):
        pages.append(site / f"content/en/docs/{number:02}/index.md")
        write(pages[-1], PAGE.format(word="sevrice" if number % 3 else "service"))
    alone = [page_findings(Site(), page) for page in pages]
    assert check_pages(Site(), pages) == alone
    assert [bool(found) for found in alone] == [number % 3 != 0 for number in range(len(pages))]
