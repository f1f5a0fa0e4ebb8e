"""``harness drift`` on a small site of two languages."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Harness

PAGE = """\
---
title: A page
---

## {title} {{#start}}

{words}

{{{{< text bash >}}}}
$ kubectl get pods -n {namespace} # {words}
$ kubectl get svc
{{{{< /text >}}}}

1. {words}

    {{{{< text syntax=bash snip_id=apply >}}}}
    $ kubectl apply -f {file}
    {{{{< /text >}}}}
"""
ENGLISH = PAGE.format(title="Start", words="See all pods.", namespace="blue", file="a.yaml")
SAME = PAGE.format(title="开始", words="查看所有 Pod。", namespace="blue", file="a.yaml")
OTHER = PAGE.format(title="开始", words="查看所有 Pod。", namespace="green", file="b.yaml")


def write(site: Path, language: str, text: str, name: str = "a") -> Path:
    page = site / "content" / language / "docs" / name / "index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return page


def commit(site: Path) -> str:
    options = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    for arguments in (["init", "-q"], ["add", "."], [*options, "commit", "-qm", "a"]):
        subprocess.run(["git", *arguments], cwd=site, check=True)
    answer = subprocess.run(["git", "rev-parse", "HEAD"], cwd=site, check=True, capture_output=True, text=True)
    return answer.stdout.strip()


def drift(harness: Harness, *more: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(harness("drift", "--base", "content/en", "content/zh", "--json", *more).out)
    return answer


def test_no_difference(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", SAME)
    said = harness("drift", "--base", "content/en", "content/zh")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("1 page compared, 0 blocks differ")


def test_places_and_kinds(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", OTHER)
    assert harness("drift", "--base", "content/en", "content/zh", "--table").status == 1
    found = drift(harness)
    (page,) = found["pages"]
    assert page["language"] == "zh"
    assert [(one["id"], one["kinds"], one["base"]["line"], one["near"]["line"]) for one in page["blocks"]] == [
        ("start_1", ["namespace"], 9, 9),
        ("apply", ["file"], 16, 16),
    ]
    assert page["blocks"][1]["changes"] == [
        {"kind": "file", "subject": "--filename", "base": "--filename=a.yaml", "translation": "--filename=b.yaml"}
    ]


def test_pages_of_one_language_only_are_listed_and_are_no_difference(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", SAME)
    write(site, "en", ENGLISH, "b")
    write(site, "zh", SAME, "c")
    found = drift(harness)
    assert (found["pages"], found["compared"]) == ([], 1)
    assert found["untranslated"] == ["content/en/docs/b/index.md"]
    assert found["without_base"] == ["content/zh/docs/c/index.md"]


def test_languages_side_by_side(site: Path, harness: Harness) -> None:
    (site / "docs/good.md").unlink()
    (site / "docs/index.md").write_text(ENGLISH)
    (site / "docs/index.zh.md").write_text(OTHER)
    found = json.loads(harness("drift", "--base", "docs", "docs", "--json").out)
    assert [(page["translation"], len(page["blocks"])) for page in found["pages"]] == [("docs/index.zh.md", 2)]


def test_a_boilerplate_is_reported_once(site: Path, harness: Harness) -> None:
    for language, name in (("en", "blue"), ("zh", "green")):
        folder = site / "content" / language / "boilerplates"
        folder.mkdir(parents=True)
        (folder / "b.md").write_text(
            f"---\n---\n{{{{< text bash >}}}}\n$ kubectl create ns {name}\n{{{{< /text >}}}}\n"
        )
        write(site, language, "---\ntitle: T\n---\n\n{{< boilerplate b >}}\n")
    (page,) = drift(harness)["pages"]
    assert page["translation"] == "content/zh/boilerplates/b.md"
    below = json.loads(harness("drift", "--base", "content/en/docs", "content/zh/docs", "--json").out)
    (block,) = below["pages"][0]["blocks"]
    assert (block["near"]["line"], block["base"]["path"]) == (5, "content/en/boilerplates/b.md")


@pytest.mark.parametrize("since", ["last", "revision"])
def test_which_side_changed(site: Path, harness: Harness, since: str) -> None:
    english = write(site, "en", ENGLISH)
    write(site, "zh", OTHER.replace("b.yaml", "a.yaml"))
    revision = commit(site)
    english.write_text(ENGLISH.replace("a.yaml", "c.yaml"))
    (page,) = drift(harness, "--since", revision if since == "revision" else since)["pages"]
    assert [(one["id"], one["way"]) for one in page["blocks"]] == [
        ("start_1", "translation differs"),
        ("apply", "base changed"),
    ]


def test_fix_takes_the_commands_and_keeps_translated_comments(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    page = write(site, "zh", OTHER)
    assert (
        "+    $ kubectl apply -f a.yaml"
        in harness("drift", "--base", "content/en", "content/zh", "--table", "--fix", "--diff").out.splitlines()
    )
    assert page.read_text() == OTHER
    harness("drift", "--base", "content/en", "content/zh", "--table", "--fix")
    assert page.read_text() == OTHER.replace("b.yaml", "a.yaml")  # the other command has a translated comment


def test_fix_refuses_files_with_uncommitted_changes(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    page = write(site, "zh", SAME)
    commit(site)
    page.write_text(OTHER)
    assert harness("drift", "--base", "content/en", "content/zh", "--table", "--fix").status == 2
    assert page.read_text() == OTHER
    harness("drift", "--base", "content/en", "content/zh", "--table", "--fix", "--force")
    assert page.read_text() != OTHER


def test_html_has_both_sides_and_nothing_from_elsewhere(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", OTHER)
    harness("drift", "--base", "content/en", "content/zh", "--table", "--html", "drift.html")
    text = (site / "drift.html").read_text()
    assert "kubectl apply -f a.yaml" in text
    assert "kubectl apply -f b.yaml" in text
    assert "http" not in text


def test_findings_of_check(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", OTHER)
    arguments = ("check", "content/zh", "--drift-from", "content/en", "--format", "json")
    codes = [(one["code"], one["line"]) for one in json.loads(harness(*arguments).out)["findings"]]
    assert [one for one in codes if one[0].startswith("drift-")] == [("drift-namespace", 9), ("drift-file", 16)]
    (site / "harness.toml").write_text('[[rules]]\npaths = ["**"]\noff = ["drift-file"]\n')
    assert "drift-file" not in harness(*arguments).out


def test_check_fixes_the_same(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    page = write(site, "zh", OTHER)
    harness("check", "content/zh", "--drift-from", "content/en", "--fix")
    assert page.read_text() == OTHER.replace("b.yaml", "a.yaml")


def test_a_page_that_cannot_be_read_is_reported(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", SAME).write_bytes(b"\xff")
    said = harness("drift", "--base", "content/en", "content/zh")
    assert said.status == 1
    assert "not-utf-8" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["content/zh"], id="no base"),
        pytest.param(["--base", "content/en", "content/nowhere"], id="no such folder"),
        pytest.param(["--base", "content/en", "docs"], id="no pair"),
        pytest.param(["--base", "content/en", "docs/good.md"], id="a page with a folder"),
        pytest.param(["--base", "content/en", "content/zh", "--diff"], id="a diff of nothing"),
        pytest.param(["--base", "content/en", "content/zh", "--since", "nowhen"], id="no such revision"),
    ],
)
def test_usage(site: Path, harness: Harness, arguments: list[str]) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", SAME)
    assert harness("drift", *arguments).status == 2


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        pytest.param("comment", {"file"}, id="a comment above the block"),
        pytest.param("front matter", {"file"}, id="front matter, for the page"),
        pytest.param("plan file", {"file"}, id="the plan file"),
    ],
)
def test_a_difference_that_is_right_is_ignored(site: Path, harness: Harness, where: str, kinds: set[str]) -> None:
    write(site, "en", ENGLISH)
    text = OTHER
    if where == "comment":
        text = text.replace(
            "{{< text bash >}}", "<!-- harness: ignore drift-namespace -- its own cluster -->\n\n{{< text bash >}}"
        )
    elif where == "front matter":
        text = text.replace("---\n", "---\nharness: {ignore: {drift-namespace: its own cluster}}\n", 1)
    else:
        plan = site / "plans/content/zh/docs/a.yml"
        plan.parent.mkdir(parents=True)
        plan.write_text("ignore: {drift-namespace: its own cluster}\n")
    write(site, "zh", text)

    found = drift(harness)
    checked = harness("check", "content/zh", "--drift-from", "content/en", "--format", "json").out

    assert {kind for page in found["pages"] for block in page["blocks"] for kind in block["kinds"]} == kinds
    assert "drift-namespace" not in checked
    assert "unused-ignore" not in checked
    assert "unused-ignore" not in harness("check", "content/zh", "--format", "json").out


def test_an_ignore_of_no_difference_is_a_finding_where_languages_are_compared(site: Path, harness: Harness) -> None:
    write(site, "en", ENGLISH)
    write(site, "zh", SAME.replace("---\n", "---\nharness: {ignore: {drift-file: why}}\n", 1))
    assert "unused-ignore" in harness("check", "content/zh", "--drift-from", "content/en").out
    assert "unused-ignore" not in harness("check", "content/zh").out
