from pathlib import Path

import pytest

from harness.parse.page import Page
from harness.parse.read import read_page

POD = "apiVersion: v1\nkind: Pod\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docusaurus.config.js").write_text("module.exports = {};\n")
    docs = tmp_path / "docs"
    (docs / "parts").mkdir(parents=True)
    (docs / "_steps.mdx").write_text("```bash\necho part\n```\n\nThe output is:\n\n```\npart\n```\n")
    (docs / "parts" / "_check.md").write_text("```bash\necho check\n```\n")
    (docs / "pod.yaml").write_text(POD)
    (docs / "run.sh").write_text("echo one\necho two\n")
    return docs


def page(docs: Path, text: str) -> Page:
    (docs / "page.mdx").write_text(text)
    return read_page(docs / "page.mdx")


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("import Steps from './_steps.mdx';\n\n<Steps name=\"x\" />\n", ["echo part"]),
        ("import Check from '@site/docs/parts/_check.md'\n\n## Check\n\n<Check/>\n", ["echo check"]),
        ("import Check from '@docs/parts/_check.md';\n\n<Check />\n", ["echo check"]),
        ("import Check from '@parts/_check.md';\n\n<Check />\n", ["echo check"]),
        (
            "import run from '!!raw-loader!./run.sh';\n\n<CodeBlock language=\"bash\">{run}</CodeBlock>\n",
            ["echo one", "echo two"],
        ),
        ("import run from './run.sh?raw';\n\n<Code code={run} lang=\"sh\" />\n", ["echo one", "echo two"]),
        ('<Code code="echo a" lang="sh" />\n', ["echo a"]),
        ("<Code lang='sh' code={`echo a\necho b`} />\n", ["echo a", "echo b"]),
        ("{/* ```bash\necho a\n``` */}\n\n```bash\necho b\n```\n", ["echo b"]),
        ('<CodeBlock language="bash">\necho a\n</CodeBlock>\n', ["echo a"]),
        ('<CodeBlock language="bash">{`echo a\necho b`}</CodeBlock>\n', ["echo a", "echo b"]),
        (
            '<PickVersion className="language-bash">{`\\# one\necho a --version latest`}</PickVersion>\n',
            ["echo a --version latest"],
        ),
        ('<PickVersion className="wide language-bash">\necho a\n</PickVersion>\n', ["echo a"]),
        ('<Note className="language">\n\n```bash\necho a\n```\n\n</Note>\n', ["echo a"]),
        (
            'export const oven = \'hot\';\n\n<CodeBlock language="bash">{`echo "${oven}" ${own}`}</CodeBlock>\n',
            ['echo "hot" ${own}'],
        ),
        (
            'export const a = `echo a`;\n\n<Code code={a} lang="sh" />\n\n<CodeBlock language="sh">{a}</CodeBlock>\n',
            ["echo a", "echo a"],
        ),
        ("import Steps from '@theme/Steps';\n\n<Steps />\n\n```bash\necho a\n```\n", ["echo a"]),
        (
            '<Tabs>\n  <TabItem value="a">\n\n```bash\nif true; then\n  echo a\nfi\n```\n\n  </TabItem>\n</Tabs>\n',
            ["if true; then\n  echo a\nfi"],
        ),
        (
            '<pre><code class="lang-bash"><strong>echo a\n</strong>echo b &#x26;&#x26; echo c\n</code></pre>\n',
            ["echo a", "echo b && echo c"],
        ),
        ("<pre>echo a</pre>\n\n```bash\necho b\n```\n", ["echo b"]),
        ('```jsx\n<CodeBlock language="bash">echo a</CodeBlock>\n```\n', []),
    ],
    ids=[
        "a partial",
        "of the site",
        "by a folder's alias",
        "by that of an inner one",
        "a file",
        "a file of Vite",
        "text in an attribute",
        "a template in one",
        "a comment",
        "text",
        "a template",
        "a component that shows code",
        "one with another class",
        "one that shows none",
        "constants in a template",
        "constants",
        "a component",
        "further left than its element",
        "preformatted text of HTML",
        "without a language",
        "in a fence",
    ],
)
def test_what_elements_show(site: Path, text: str, commands: list[str]) -> None:
    found = page(site, text)
    assert [segment.command for snippet in found.snippets for segment in snippet.segments] == commands
    assert [one.code for one in found.diagnostics] == []


@pytest.mark.parametrize(
    "tab", ["<Tabs.Tab>", "<Tab>", "<TabItem>"], ids=["Nextra", "Nextra without a prefix", "items of another kind"]
)
def test_labels_of_tabs_in_a_list(site: Path, tab: str) -> None:
    inside = "".join(f"  {tab}\n```bash\nbake {each}\n```\n  {tab.replace('<', '</')}\n" for each in ("rye", "oat"))
    found = page(site, f'<Tabs items={{[\'Rye\', "Oat"]}} storageKey="flour">\n{inside}</Tabs>\n')
    assert [(one.tab_path[0].category, one.tab_path[0].value) for one in found.snippets] == [
        ("flour", "rye"),
        ("flour", "oat"),
    ]


def test_a_partial_has_its_outputs_and_its_places(site: Path) -> None:
    [snippet] = page(site, "import Steps from './_steps.mdx';\n\n<Steps />\n").snippets
    assert snippet.segments[0].expected == "part"
    assert (snippet.at.path.name, snippet.at.line) == ("_steps.mdx", 1)


def test_a_file_has_the_title_that_the_page_gives_it(site: Path) -> None:
    text = (
        'import pod from \'!!raw-loader!./pod.yaml\';\n\n<CodeBlock language="yaml" title="a.yaml">{pod}</CodeBlock>\n'
    )
    [snippet] = page(site, text).snippets
    assert (snippet.body, snippet.attributes["title"], snippet.segments) == (POD.rstrip(), "a.yaml", ())


def test_a_partial_that_is_not_there_is_a_finding(site: Path) -> None:
    found = page(site, "import Steps from './_none.mdx';\n\n<Steps />\n")
    assert [(str(one.code), one.at.line) for one in found.diagnostics] == [("file-missing", 3)]
