"""Every code is explained, and its examples are what they say: the bad one is found, the good one is not."""

import re
from pathlib import Path

import pytest

from harness.check.code_descriptions import meanings
from harness.check.explanation import explain, explanations
from harness.diagnostic import Diagnostic
from harness.errors import PageError
from harness.session.checking import check, ended
from harness.session.site import Site
from harness.session.translations import Translations, all_findings

# What no text of a page alone brings about: bytes, files, other machines, settings, other commands.
WITHOUT_EXAMPLE = {
    *(
        "failed-rules",
        "missing-sample",
        "not-generated",
        "not-utf-8",
        "other-machine",
        "over-budget",
        "output-in-comment",
    ),
    *("partly-copied", "snippet-name-clash", "too-many-boilerplates", "unclear-line", "unreached-tab", "unreadable"),
}
SHOWN = sorted(code for code in explanations() if "bad" in explanations()[code])
OF_PAGES = [code for code in SHOWN if not code.startswith("drift-")]
OF_TRANSLATIONS = [code for code in SHOWN if code.startswith("drift-")]


def test_every_code_is_explained() -> None:
    assert set(explanations()) == set(meanings())
    assert {code for code, told in explanations().items() if {"bad", "good"} - set(told)} == WITHOUT_EXAMPLE
    assert all({"why", "ignore"} <= set(told) for told in explanations().values())


OUTPUT_FIRST = re.compile(r"\A(?![-#<`| ])[^\n]+\n\$ ")


def example_page(example: str) -> str:
    """The page of an example: commands and manifests get a block around them."""
    syntax = "bash" if example.startswith("$ ") else "yaml" if example.startswith("apiVersion:") else ""
    if "{{<" in example or not (syntax or OUTPUT_FIRST.search(example)):
        return f"{example}\n"
    body = example.strip("\n")
    return f"{{{{< text {syntax or 'bash'} >}}}}\n{body}\n{{{{< /text >}}}}\n"


@pytest.mark.parametrize("code", sorted(explanations()))
def test_an_explanation_can_be_shown(code: str) -> None:
    text = explain(code)
    assert explanations()[code]["why"] in text
    assert text.endswith(f"ignore {code} -- REASON -->\n")


def page_of(code: str, which: str, folder: Path) -> Path:
    for name, text in explanations()[code].get("files", {}).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    page = folder / "content/en/docs/example/index.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(example_page(explanations()[code][which]), encoding="utf-8")
    return page


def findings(page: Path) -> tuple[Diagnostic, ...]:
    site = Site()
    try:
        return check(site.plan(page), site.settings(page))
    except PageError as error:
        return ended(error.diagnostics)


@pytest.mark.parametrize("code", OF_PAGES)
def test_the_bad_example_is_found_and_the_good_one_is_not(code: str, tmp_path: Path) -> None:
    found = findings(page_of(code, "bad", tmp_path))
    assert code in {each.code for each in found}
    for each in found:
        assert_inside(each)
    assert code not in {each.code for each in findings(page_of(code, "good", tmp_path))}


@pytest.mark.parametrize("code", OF_TRANSLATIONS)
def test_the_bad_translation_is_found(code: str, tmp_path: Path) -> None:
    base, translation = tmp_path / "en" / "a.md", tmp_path / "de" / "a.md"
    for file, which in ((base, "good"), (translation, "bad")):
        file.parent.mkdir()
        file.write_text(example_page(explanations()[code][which]), encoding="utf-8")
    translations = Translations(site=Site(plan_files=False), base=base.parent)
    found = ended(all_findings(translations, [translation.parent]))
    assert code in {each.code for each in found}
    for each in found:
        assert_inside(each)


def assert_inside(finding: Diagnostic) -> None:
    """The place and the end of a finding are characters of its file; the end may be behind the last one of a line."""
    lines = finding.at.path.read_text(encoding="utf-8").split("\n")
    assert finding.end is not None, finding
    line, column = finding.end
    assert 0 < finding.at.line <= len(lines), finding
    assert 0 < finding.at.column <= max(1, len(lines[finding.at.line - 1])), finding
    assert (finding.at.line, finding.at.column) < (line, column), finding
    assert line <= len(lines), finding
    assert column <= max(2, len(lines[line - 1]) + 1), finding
