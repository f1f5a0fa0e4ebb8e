"""Blocks and pages that take their text from files of the checkout."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.parse.page import Page
from harness.parse.read import ParseOptions, read_page
from harness.settings.shortcode_table import ShortcodeRole, ShortcodeSetting

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: oven\n"
MKDOCS = "site_name: shop\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs/parts]\n"
K8S = {"hugo.toml": 'baseURL = "https://kubernetes.io"\ntheme = ["docsy"]\n'}
DOCSY = {"hugo.yaml": "baseURL: /\ntheme: docsy\n"}
HUGO = {"config.toml": 'baseURL = "/"\n'}
ENGLISH = "content/en/docs/page.md"


def read(root: Path, text: str, files: Mapping[str, str], *, page: str = "page.md") -> Page:
    for name, content in {page: text, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    (root / ".git").mkdir(exist_ok=True)
    return read_page(root / page)


def commands(page: Page) -> list[str]:
    return [segment.command for snippet in page.snippets for segment in snippet.segments]


@pytest.mark.parametrize(
    ("text", "files", "page"),
    [
        pytest.param('{{% code_sample file="pods/oven.yaml" %}}', K8S, ENGLISH, id="code_sample"),
        pytest.param('{{< code_sample language="yaml" file="pods/oven.yaml" >}}', K8S, ENGLISH, id="with a language"),
        pytest.param('{{% codenew file="pods/oven.yaml" %}}', K8S, ENGLISH, id="codenew"),
        pytest.param('{{% code file="pods/oven.yaml" language="yaml" %}}', K8S, ENGLISH, id="code"),
        pytest.param('{{% code_sample file="pods/oven.yaml" %}}', K8S, "content/zh-cn/docs/page.md", id="translation"),
        pytest.param('1. Do:\n\n   {{% code_sample file="pods/oven.yaml" %}}', K8S, ENGLISH, id="in a list"),
    ],
)
def test_examples_of_kubernetes_io(tmp_path: Path, text: str, files: Mapping[str, str], page: str) -> None:
    own = {"content/en/examples/pods/oven.yaml": POD, **files}
    found = read(tmp_path, f"## Bake\n\n{text}\n", own, page=page)
    [snippet] = found.snippets
    assert found.diagnostics == ()
    assert (snippet.syntax, snippet.body) == ("yaml", POD.rstrip())
    assert snippet.body_at.path == tmp_path / "content/en/examples/pods/oven.yaml"
    assert (snippet.body_at.line, snippet.at.path, snippet.id) == (1, tmp_path / page, "bake_file_1")


@pytest.mark.parametrize(
    ("text", "files", "page"),
    [
        pytest.param(
            '{{< readfile file="parts/oven.yaml" code="true" lang="yaml" >}}',
            {"content/en/docs/parts/oven.yaml": POD, **DOCSY},
            ENGLISH,
            id="readfile of Docsy",
        ),
        pytest.param(
            '{{< readfile file="/content/en/docs/parts/oven.yaml" code="true" lang="yaml" >}}',
            {"content/en/docs/parts/oven.yaml": POD, **DOCSY},
            ENGLISH,
            id="from the site's root",
        ),
        pytest.param(
            '{{< codeFromFile file="static/oven.yaml" lang="yaml" >}}',
            {"site/static/oven.yaml": POD, "site/config.toml": 'baseURL = "/"\n'},
            "site/content/docs/page.md",
            id="codeFromFile",
        ),
        pytest.param(
            '```yaml\n{{% readFile "static/oven.yaml" %}}\n```',
            {"static/oven.yaml": POD, **HUGO},
            "page.md",
            id="in a fence",
        ),
        pytest.param("```yaml file=./parts/oven.yaml\n```", {"parts/oven.yaml": POD}, "page.md", id="empty fence"),
        pytest.param(
            "```yaml file=../oven.yaml\n```", {"oven.yaml": POD}, "docs/page.md", id="empty fence, from above"
        ),
        pytest.param(
            '```yaml\n--8<-- "oven.yaml"\n```',
            {"docs/parts/oven.yaml": POD, "mkdocs.yml": MKDOCS},
            "docs/page.md",
            id="snippet",
        ),
        pytest.param(
            '```yaml title="oven.yaml"\n--8<-- "oven.yaml"\n```', {"oven.yaml": POD}, "page.md", id="no configuration"
        ),
        pytest.param(
            "```yaml\n--8<--\noven.yaml\n; other.yaml\n--8<--\n```",
            {"docs/parts/oven.yaml": POD, "mkdocs.yml": MKDOCS},
            "docs/page.md",
            id="block of snippets",
        ),
        pytest.param(
            "```yaml\n--8<-- 'oven.yaml:2:5'\n```",
            {"docs/parts/oven.yaml": f"# of the shop\n{POD}# end\n", "mkdocs.yml": MKDOCS},
            "docs/page.md",
            id="lines",
        ),
        pytest.param(
            '```yaml\n--8<-- "oven.yaml:pod"\n```',
            {"docs/parts/oven.yaml": f"# --8<-- [start:pod]\n{POD}# --8<-- [end:pod]\nx: 1\n", "mkdocs.yml": MKDOCS},
            "docs/page.md",
            id="section",
        ),
        pytest.param(
            "```yaml\n{% include 'pods/oven.yaml' %}\n```",
            {"examples/pods/oven.yaml": POD, "mkdocs.yml": "plugins:\n- macros:\n    include_dir: examples\n"},
            "site-src/page.md",
            id="include of macros",
        ),
    ],
)
def test_a_block_is_the_text_of_a_file(tmp_path: Path, text: str, files: Mapping[str, str], page: str) -> None:
    found = read(tmp_path, f"{text}\n", files, page=page)
    [snippet] = found.snippets
    assert found.diagnostics == ()
    assert (snippet.syntax, snippet.body) == ("yaml", POD.rstrip())
    assert (tmp_path / snippet.body_at.path).name == "oven.yaml"
    assert snippet.body_at.included_from is not None
    lines = (tmp_path / snippet.body_at.path).read_text().splitlines()
    assert lines[snippet.body_at.line - 1] == "apiVersion: v1"


@pytest.mark.parametrize(
    ("text", "files", "page"),
    [
        pytest.param('{{< include "oven.md" >}}', {"content/en/includes/oven.md": "", **K8S}, ENGLISH, id="include"),
        pytest.param(
            '{{% include "oven.md" %}}', {"content/en/docs/_includes/oven.md": "", **DOCSY}, ENGLISH, id="_includes"
        ),
        pytest.param('{{% readfile "oven.md" %}}', {"content/en/docs/oven.md": "", **DOCSY}, ENGLISH, id="readfile"),
        pytest.param(
            '{{% readfile file="oven.md" %}}', {"content/en/docs/oven.md": "", **DOCSY}, ENGLISH, id="readfile file"
        ),
        pytest.param(
            '--8<-- "oven.md"', {"docs/parts/oven.md": "", "mkdocs.yml": MKDOCS}, "docs/oven.md", id="snippet"
        ),
        pytest.param(
            '!!! note\n\n    --8<-- "oven.md"',
            {"docs/parts/oven.md": "", "mkdocs.yml": MKDOCS},
            "docs/page.md",
            id="in a note",
        ),
        pytest.param(
            '{% include "oven.md" %}',
            {"parts/oven.md": "", "mkdocs.yml": "plugins:\n  macros:\n    include_dir: parts\n"},
            "docs/page.md",
            id="macros",
        ),
    ],
)
def test_a_page_takes_in_another_one(tmp_path: Path, text: str, files: Mapping[str, str], page: str) -> None:
    part = "---\ntitle: x\n---\n\n```bash\n$ bake\nready\n```\n"
    own = {name: content or part for name, content in files.items()}
    found = read(tmp_path, f"```bash\necho 1\n```\n\n{text}\n\n```bash\necho 2\n```\n", own, page=page)
    assert found.diagnostics == ()
    assert commands(found) == ["echo 1", "bake", "echo 2"]
    at = found.snippets[1].segments[0].at
    assert (at.path.name, at.line) == ("oven.md", 6)
    assert at.included_from is not None
    assert at.included_from.path == tmp_path / page


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        pytest.param('{{< tab name="A" include="part.md" />}}', ["a/bake"], id="a page"),
        pytest.param('{{< tab name="A" include="part" />}}', ["a/bake"], id="without its ending"),
        pytest.param('{{< tab name="A" include="part.md" >}}{{< /tab >}}', ["a/bake"], id="a pair"),
        pytest.param('{{< tab name="A" include="run.sh" codelang="bash" />}}', ["a/knead"], id="code"),
    ],
)
def test_a_tab_takes_in_a_file(tmp_path: Path, tab: str, expected: list[str]) -> None:
    files = {"content/en/docs/part.md": "```bash\nbake\n```\n", "content/en/docs/run.sh": "knead\n", **K8S}
    found = read(tmp_path, f'{{{{< tabs name="x" >}}}}\n{tab}\n{{{{< /tabs >}}}}\n', files, page=ENGLISH)
    assert found.diagnostics == ()
    assert [f"{one.tab_path[0].value}/{one.segments[0].command}" for one in found.snippets] == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('{{% code_sample file="gone.yaml" %}}', 5, id="code_sample"),
        pytest.param('{{< include "gone.md" >}}', 5, id="include"),
        pytest.param('--8<-- "gone.md"', 5, id="snippet"),
        pytest.param('```bash\n--8<-- "gone.sh"\n```', 6, id="in a block of commands"),
        pytest.param('```bash\necho 1\n--8<-- "gone.sh"\n```', 7, id="below a command"),
        pytest.param("```yaml file=gone.yaml\n```", 5, id="empty fence"),
        pytest.param('```yaml\n--8<-- "there.yaml:9:12"\n```', 6, id="lines that there are not"),
        pytest.param('```yaml\n--8<-- "there.yaml:no"\n```', 6, id="a section that there is not"),
    ],
)
def test_a_missing_file_is_said_where_it_is_named(tmp_path: Path, text: str, line: int) -> None:
    found = read(tmp_path, f"```bash\nbefore\n```\n\n{text}\n\n```bash\nafter\n```\n", {"there.yaml": "x: 1\n"})
    assert [(odd.code, odd.severity.value, odd.at.line) for odd in found.diagnostics] == [
        ("file-missing", "warning", line)
    ]
    runnable = [one.segments[0].command for one in found.snippets if one.segments and not one.unread]
    assert runnable == ["before", "after"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{{% code_sample file="run.sh" %}}', [], id="a script that is shown"),
        pytest.param('{{% code_sample file="run.sh" language="bash" %}}', ["echo b", "echo c"], id="commands"),
        pytest.param('```bash\n--8<-- "run.sh"\n```', ["echo b", "echo c"], id="in a fence of commands"),
        pytest.param('```bash\necho a \\\n;--8<-- "run.sh"\n```', ['echo a \\\n--8<-- "run.sh"'], id="shown as it is"),
    ],
)
def test_commands_of_a_file(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = read(tmp_path, f"{text}\n", {"run.sh": "echo b\necho c\n"})
    assert commands(found) == expected


def test_a_picture_that_is_missing_holds_no_commands(tmp_path: Path) -> None:
    assert read(tmp_path, '--8<-- "oven.svg"\n', {}).diagnostics == ()


def test_places_of_a_block_with_lines_of_its_own(tmp_path: Path) -> None:
    found = read(
        tmp_path, '- x\n\n  ```bash\n  echo a\n  --8<-- "run.sh"\n  echo d\n  ```\n', {"run.sh": "echo b\necho c\n"}
    )
    at = [segment.at for segment in found.snippets[0].segments]
    assert [(one.path.name, one.line, one.column) for one in at] == [
        ("page.md", 4, 3),
        ("run.sh", 1, 1),
        ("run.sh", 2, 1),
        ("page.md", 6, 3),
    ]
    assert found.diagnostics == ()


def test_pages_that_take_in_each_other(tmp_path: Path) -> None:
    found = read(tmp_path, '--8<-- "a.md"\n', {"a.md": '--8<-- "b.md"\n', "b.md": '--8<-- "a.md"\n'})
    assert [(odd.code, odd.at.path.name) for odd in found.diagnostics] == [("boilerplate-cycle", "b.md")]


def test_includes_by_settings(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "run.sh").write_text("bake\n")
    (tmp_path / "page.md").write_text('{{< shell src="run.sh" lang="bash" >}}\n')
    setting = ShortcodeSetting(role=ShortcodeRole.INCLUDE_FILE, file="src", folders=("parts",))
    found = read_page(tmp_path / "page.md", ParseOptions(shortcodes={"shell": setting}))
    assert (commands(found), found.diagnostics) == (["bake"], ())
