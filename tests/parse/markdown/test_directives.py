from pathlib import Path

import pytest

from harness.parse.page import Page
from harness.parse.read import read_page


@pytest.fixture
def site(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    (source / "parts").mkdir(parents=True)
    (source / "conf.py").write_text('extensions = ["myst_parser", "sphinx_design"]\n')
    (source / "run.sh").write_text("# start\necho one\necho two\n")
    (source / "parts" / "check.md").write_text("```{code-block} bash\necho check\n```\n")
    return source


def page(source: Path, text: str) -> Page:
    (source / "page.md").write_text(text)
    return read_page(source / "page.md")


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("```{code-block} console\n:caption: Steps\n\n$ echo a\na\n```\n", ["echo a"]),
        (":::{code-block} sh\necho a\n:::\n", ["echo a"]),
        ("```{code-block} sh\n---\ncaption: A\nlinenos:\n---\necho a\n```\n", ["echo a"]),
        ("- Do:\n\n  ```{code} bash\n  echo a\n  ```\n", ["echo a"]),
        ("```{literalinclude} run.sh\n:language: bash\n:lines: 2-3\n```\n", ["echo one", "echo two"]),
        ("```{literalinclude} /run.sh\n:language: bash\n:lines: 3\n```\n", ["echo two"]),
        ("```{literalinclude} run.sh\n:language: bash\n:start-after: start\n:end-before: two\n```\n", ["echo one"]),
        ("```{literalinclude} run.sh\n:language: bash\n:start-at: two\n```\n", ["echo two"]),
        ("```{literalinclude} run.sh\n:language: bash\n:end-at: one\n```\n", ["echo one"]),
        ("```{include} parts/check.md\n```\n", ["echo check"]),
        ("````{note}\n```bash\necho a\n```\n````\n", ["echo a"]),
        ("```{admonition} Look\n:class: tip\n~~~bash\necho a\n~~~\n```\n", ["echo a"]),
        ("````{toggle}\n```bash\necho a\n```\n````\n", ["echo a"]),
        ("````{tabs}\n```{tab} A\n~~~bash\necho a\n~~~\n```\n````\n", ["echo a"]),
        ("::::{dropdown} More\n:::{tip}\n```bash\necho a\n```\n:::\n::::\n", ["echo a"]),
        ("```bash\necho '```{code-block} sh'\n```\n", ["echo '```{code-block} sh'"]),
        ("```{terminal}\n:input: echo a\n:user: me\n\na\n```\n", ["echo a"]),
        ("```{eval-rst}\n.. code:: sh\n   :caption: x\n\n   echo a\n\n.. note:: c\n```\n", ["echo a"]),
        ("```{eval-rst}\nText\n\n.. prompt:: console\n\n     $ echo a\n     a\n```\n", ["echo a"]),
    ],
    ids=[
        "code", "code between colons", "options between lines", "in a list", "lines of a file", "of a file of the site",
        "between what lines hold", "from such a line", "to such a line", "a part", "a note",
        "an admonition with options", "what opens", "tabs of another extension", "inside each other",
        "in a fence", "a terminal", "reStructuredText", "a session in it",
    ],
)  # fmt: skip
def test_what_directives_hold(site: Path, text: str, commands: list[str]) -> None:
    found = page(site, text)
    assert found.site.name == "myst"
    assert [segment.command for snippet in found.snippets for segment in snippet.segments] == commands
    assert [one.code for one in found.diagnostics] == []


@pytest.mark.parametrize(("outer", "inner"), [("::::", ":::"), ("`````", "````")])
def test_tabs(site: Path, outer: str, inner: str) -> None:
    tabs = "".join(f"{inner}{{tab-item}} {label}\n```bash\necho {label}\n```\n{inner}\n" for label in ("Helm", "Plain"))
    found = page(site, f"{outer}{{tab-set}}\n{tabs}{outer}\n\n```bash\necho both\n```\n")
    assert [[tab.value for tab in snippet.tab_path] for snippet in found.snippets] == [["helm"], ["plain"], []]


def test_code_has_its_caption_and_its_place(site: Path) -> None:
    text = "# A\n\n```{code-block} yaml\n:caption: oven.yaml\nkind: Oven\n```\n"
    [snippet] = page(site, text).snippets
    assert (snippet.attributes["title"], snippet.body, snippet.body_at.line) == ("oven.yaml", "kind: Oven", 5)


def test_an_output_of_a_class_below_code(site: Path) -> None:
    text = "```{code-block} bash\necho a\n```\n\nThe output is:\n\n```{code-block} text\na\n```\n"
    [snippet] = page(site, text).snippets
    assert snippet.segments[0].expected == "a"


@pytest.mark.parametrize("text", ["```{code-block} bash\necho a\n", "::::{tab-set}\n:::{tab-item} A\n", ":::\n:::\n"])
def test_what_does_not_end_is_read_to_the_end(site: Path, text: str) -> None:
    assert page(site, text).text == text


def test_a_part_that_the_file_lacks_is_missing(site: Path) -> None:
    found = page(site, "```{literalinclude} run.sh\n:language: bash\n:start-after: never\n```\n")
    assert [(one.code, one.at.line) for one in found.diagnostics] == [("file-missing", 1)]
