"""Findings that a page ignores, with what is odd about ignoring."""

from pathlib import Path

import pytest

from harness.cli.main import main
from harness.session.checking import check
from harness.session.site import Site

BAD = "```bash\n$ kubectl get sevrice\n```\n"
OTHER = "```bash\n$ kubectl get gaetway\n```\n"


def codes(tmp_path: Path, body: str, front: str = "", plan: str = "") -> list[str]:
    page = tmp_path / "page.md"
    page.write_text(f"---\ntitle: A\ntest: yes\n{front}---\n{body}", encoding="utf-8")
    if plan:
        (tmp_path / "plans").mkdir(exist_ok=True)
        (tmp_path / "plans" / "page.yml").write_text(plan, encoding="utf-8")
    settings = tmp_path / "docs-harness.toml"
    site = Site(settings_file=settings if settings.is_file() else None)
    return [each.code for each in check(site.plan(page), site.settings(page))]


def ignore(text: str) -> str:
    return f"<!-- harness: ignore {text} -->\n"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        pytest.param(f"Text.\n\n{BAD}", ["unknown-resource"], id="nothing is ignored"),
        pytest.param(f"Text.\n\n{ignore('unknown-resource -- a CRD')}{BAD}", [], id="the block below"),
        pytest.param(
            f"Text.\n\n{ignore('unknown-resource -- a CRD')}{BAD}\n{OTHER}", ["unknown-resource"], id="not the next one"
        ),
        pytest.param(f"{ignore('unknown-resource -- a CRD')}\n{BAD}\n{OTHER}", [], id="all of the page"),
        pytest.param(f"Text.\n\n{ignore('unknown-resource')}{BAD}", ["ignore-without-reason"], id="no reason"),
        pytest.param(
            f"Text.\n\n{ignore('unknown-flag -- why')}{BAD}", ["unknown-resource", "unused-ignore"], id="another code"
        ),
        pytest.param(
            f"Text.\n\n{ignore('unknown-resource, unknown-flag -- why')}{BAD}", ["unused-ignore"], id="one of two"
        ),
        pytest.param(
            f"Text.\n\n{ignore('unknown-resorce -- why')}{BAD}", ["unknown-resource", "unused-ignore"], id="mistyped"
        ),
        pytest.param(f"Text.\n\n{ignore('-- why')}{BAD}", ["unknown-resource", "unused-ignore"], id="no code"),
    ],
)
def test_comments(tmp_path: Path, body: str, left: list[str]) -> None:
    assert codes(tmp_path, body) == left


@pytest.mark.parametrize("place", ["front", "plan"])
def test_front_matter_and_plan_files(tmp_path: Path, place: str) -> None:
    said = "ignore:\n  unknown-resource: a CRD\n  unknown-flag: ''\n"
    front = "harness:\n" + "".join(f"  {line}\n" for line in said.splitlines()) if place == "front" else ""
    (tmp_path / "docs-harness.toml").write_text("", encoding="utf-8")
    left = codes(tmp_path, BAD, front, said if place == "plan" else "")
    assert left == ["ignore-without-reason", "unused-ignore"]


def test_an_unread_page_stays_unread(tmp_path: Path) -> None:
    body = f"{ignore('unclosed-shortcode, stray-close, unread-page -- why')}\n{BAD}\n{{{{< /tip >}}}}\n"
    assert "unread-page" in codes(tmp_path, body)
    assert main(["check", str(tmp_path / "page.md")]) == 1


def test_a_boilerplate_is_ignored_where_it_is_included_or_in_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "content/en/boilerplates"
    folder.mkdir(parents=True)
    part = folder / "part.md"
    page = tmp_path / "content/en/docs/a.md"
    page.parent.mkdir()
    why = ignore("unknown-resource -- a CRD")
    include = "{{< boilerplate part >}}\n"
    for text, own in ((BAD, f"Text.\n\n{why}{include}"), (f"Text.\n\n{why}{BAD}", f"Text.\n\n{include}")):
        part.write_text(f"---\n---\n{text}", encoding="utf-8")
        page.write_text(f"---\ntitle: A\ntest: yes\n---\n{own}", encoding="utf-8")
        site = Site()
        assert check(site.plan(page), site.settings(page)) == ()
