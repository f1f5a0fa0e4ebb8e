"""The table of the page about the architecture: each row is tried in a copy of the package, with the files it names."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = ROOT / "docs" / "architecture" / "index.md"
ROW: Final = re.compile(r"^\| ([a-z][^|`]*) \| ([^|]*) \|[^|]*\|$", re.MULTILINE)
PATH: Final = re.compile(r"`([\w./]+)`")
ASK: Final = "import sys; from harness.cli.main import main; raise SystemExit(main())"
MOST_FILES: Final = 2
USAGE: Final = 2  # exit statuses
INFRASTRUCTURE: Final = 3
FENCE: Final = "```bash {{snip_id=tea}}\n$ {}\n{}```\n"


def rows() -> dict[str, tuple[str, ...]]:
    """What can be added, and the files and folders that the page names for it."""
    _, _, after = PAGE.read_text(encoding="utf-8").partition("| I want to add |")
    return {name: tuple(PATH.findall(files)) for name, files in ROW.findall(after.partition("\n\n")[0])}


@dataclass(kw_only=True)
class Copy:
    """The package beside a site: modules are links until something is changed."""

    root: Path
    touched: set[str] = field(default_factory=set)

    def add(self, name: str, text: str) -> None:
        assert not (self.root / "harness" / name).exists()
        self._write(name, text)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / "harness" / name).read_text(encoding="utf-8")
        assert old in text
        self._write(name, text.replace(old, new, 1))

    def _write(self, name: str, text: str) -> None:
        file = self.root / "harness" / name
        file.unlink(missing_ok=True)  # not what it leads to
        file.write_text(text, encoding="utf-8")
        self.touched.add(name)

    def page(self, text: str, name: str = "page.md") -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def settings(self, text: str) -> None:
        (self.root / "harness.toml").write_text(text, encoding="utf-8")

    def harness(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._ran("-c", ASK, *words)

    def pytest(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self._ran("-m", "pytest", "-p", "no:cacheprovider", "-q", *words)

    def _ran(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


def linked(source: str, target: str) -> None:
    Path(target).symlink_to(source)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(ROOT / "harness", tmp_path / "harness", copy_function=linked)
    made = Copy(root=tmp_path)
    made.settings('pages = "all"\n')
    return made


def tolerance(copy: Copy) -> None:
    copy.change(
        "settings/tolerance.py",
        "BUILT_IN: Final = tuple(",
        'TEA: Final = Tolerance(name="tea", pattern=r"tea-\\d")\nBUILT_IN: Final = tuple(',
    )
    copy.page(FENCE.format("echo tea-1", "tea-2\n"))
    assert copy.pytest("page.md").returncode == 0


def matcher(copy: Copy) -> None:
    copy.add(
        "match/any_case.py",
        "from harness.match.lines.tolerant import tolerant\n\n\n"
        "def any_case(expected, actual, /, *, rules):\n"
        "    return tolerant(expected.casefold(), actual.casefold(), rules=rules)\n",
    )
    copy.change(
        "match/built_in.py",
        "    return (\n",
        '    return (\n        NamedMatcher(name="any-case", compare=any_case),\n',
    )
    copy.change(
        "match/built_in.py",
        "from harness.match.matchers",
        "from harness.match.any_case import any_case\nfrom harness.match.matchers",
    )
    copy.page("---\nharness:\n  snippets:\n    tea: {match: any-case}\n---\n\n" + FENCE.format("echo TEA", "tea\n"))
    assert copy.pytest("page.md").returncode == 0


CHECK_ROW: Final = 'Rule(code="no-coffee", severity=Severity.ERROR, meaning="coffee")'
CHECK: Final = f"""\
from harness.check.rule import Rule
from harness.diagnostic import Severity
from harness.fix import swap

TEA = {CHECK_ROW}
RULES = (TEA,)


def check(subject):
    for snippet in subject.plan.page.snippets:
        for segment in snippet.segments:
            if "coffee" in segment.command:
                yield TEA.found(segment.at, "coffee")
"""


def check(copy: Copy) -> None:
    copy.add("check/no_coffee.py", CHECK)
    copy.change("check/built_in.py", '"expectation": "', '"expectation": "no_coffee ')
    copy.page(FENCE.format("echo coffee", ""))
    found = json.loads(copy.harness("check", "--no-cache", "--format", "json", "page.md").stdout)["findings"]
    assert [one["code"] for one in found] == ["no-coffee"]


def fix(copy: Copy) -> None:
    check(copy)
    copy.touched.clear()
    place = "replace(segment.at, column=len('$ echo ') + 1)"
    copy.change(
        "check/no_coffee.py",
        'found(segment.at, "coffee")',
        f'found(segment.at, "coffee", fix=swap({place}, "coffee", "tea"))',
    )
    copy.change("check/no_coffee.py", "from harness", "from dataclasses import replace\nfrom harness")
    copy.harness("check", "--no-cache", "--fix", "page.md")
    assert "echo tea" in (copy.root / "page.md").read_text(encoding="utf-8")


def explanation(copy: Copy) -> None:
    check(copy)
    copy.change("check/no_coffee.py", CHECK_ROW, 'Rule.named("no-coffee")')
    copy.touched.clear()
    row = '[no-coffee]\nseverity = "error"\nmeaning = "coffee"\nwhy = "Coffee is spilt."\n\n'
    copy.change("check/rules.toml", "[broken-link]\n", f"{row}[broken-link]\n")
    assert "Coffee is spilt." in copy.harness("check", "--explain", "no-coffee").stdout


def program(copy: Copy) -> None:
    copy.add("programs/teapot.toml", 'name = "teapot"\n\n[verbs.boil]\nserves = true\n')
    copy.page(FENCE.format("teapot boil", ""))
    (planned,) = json.loads(copy.harness("plan", "--json", "page.md").stdout)
    assert planned["variants"][0]["steps"][0]["commands"][0]["stays"] == "serves"


def verb(copy: Copy) -> None:
    copy.change("programs/helm.toml", "[deprecated]\n", '[deprecated]\n"install --wait" = "--tea"\n')
    copy.page(FENCE.format("helm install a ./b --wait", ""))
    found = json.loads(copy.harness("check", "--no-cache", "--format", "json", "page.md").stdout)["findings"]
    assert [(one["code"], one["expected"]) for one in found] == [("removed-command", "--tea")]


def site(copy: Copy) -> None:
    copy.add(
        "sites/tea.py",
        "from harness.sites.plain import PLAIN\nfrom harness.sites.site_profile import Sign\n\n"
        'TEA = PLAIN.extended(name="tea", signs=(Sign(paths=("tea.yaml",)),), values={"pot": "large"})\n',
    )
    copy.change("sites/built_in.py", "    ISTIO_IO,\n", "    TEA,\n    ISTIO_IO,\n")
    copy.change(
        "sites/built_in.py",
        "from harness.sites.starlight",
        "from harness.sites.tea import TEA\nfrom harness.sites.starlight",
    )
    (copy.root / "tea.yaml").touch()
    copy.page(FENCE.format("echo {{< pot >}}", ""))
    assert "echo large" in copy.harness("plan", "page.md").stdout


def shortcode(copy: Copy) -> None:
    copy.change(
        "sites/plain.py",
        '        "mermaid":',
        '        "brew": Shortcode(role=ShortcodeRole.BLOCK, usual_syntax="bash"),\n        "mermaid":',
    )
    copy.page("{{< brew >}}\necho tea\n{{< /brew >}}\n")
    assert "echo tea" in copy.harness("plan", "page.md").stdout


def role(copy: Copy) -> None:
    copy.change("settings/shortcode_table.py", '    RAW = "RAW"', '    SECRET = "SECRET"\n    RAW = "RAW"')
    copy.change("parse/shortcodes/tag_pairs.py", "ShortcodeRole.RAW}", "ShortcodeRole.RAW, ShortcodeRole.SECRET}")
    copy.settings('pages = "all"\n[shortcodes]\nhush = { role = "SECRET" }\n')
    copy.page("{{< hush >}}\n" + FENCE.format("echo tea", "") + "{{< /hush >}}\n\n```bash\n$ echo milk\n```\n")
    shown = copy.harness("plan", "page.md").stdout
    assert ("echo tea" in shown, "echo milk" in shown) == (False, True)


def phrase(copy: Copy) -> None:
    copy.change("sites/preparation.toml", "sections = [\n", "sections = [\n    '^bevor du',\n")
    (copy.root / "docs").mkdir()
    copy.page("# Erst\n\n```bash\n$ echo erst\n```\n", "docs/first.md")
    copy.page(
        "# Dann\n\n## Bevor du anfängst\n\n[Erst](first.md)\n\n## Los\n\n```bash\n$ echo dann\n```\n", "docs/second.md"
    )
    assert "first" in copy.harness("graph", "docs").stdout


def report(copy: Copy) -> None:
    copy.add(
        "report/tea.py",
        "def write(folder, records, run):\n    file = folder / 'tea.txt'\n"
        "    file.write_text(' '.join(one.id for one in records))\n    return [file]\n",
    )
    copy.change(
        "report/built_in.py", "    return (\n", '    return (\n        ReportWriter(name="tea", write=write),\n'
    )
    copy.change(
        "report/built_in.py",
        "from harness.report.writer",
        "from harness.report.tea import write\nfrom harness.report.writer",
    )
    copy.page(FENCE.format("echo tea", ""))
    copy.pytest("page.md", "--report-dir", "out")
    assert (copy.root / "out" / "tea.txt").read_text() == "tea"


def provider(copy: Copy) -> None:
    copy.add(
        "cluster/tea.py",
        "from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider\n"
        "from harness.errors import ClusterError\n\n\n"
        "class Tea(EmbeddedProvider):\n    name = 'tea'\n\n"
        "    def create(self, name, topology, *, progress):\n        raise ClusterError('the pot is empty')\n\n\n"
        "def tea(context):\n    return Tea(context.toolchain, context.root, EmbeddedOptions(owner=context.owner))\n",
    )
    copy.change("cluster/built_in.py", "    return (\n", '    return (\n        ProviderEntry(name="tea", make=tea),\n')
    copy.change(
        "cluster/built_in.py", "from harness.extensions", "from harness.cluster.tea import tea\nfrom harness.extensions"
    )
    assert "the pot is empty" in copy.harness("clusters", "up", "--provider", "tea").stderr


def container_tool(copy: Copy) -> None:
    copy.add(
        "cluster/tea.py",
        "from harness.cluster.containers import ContainerOptions, ContainerProvider\n"
        "from harness.cluster.kind import KindTool\nfrom harness.errors import ClusterError\n\n\n"
        "class TeaTool(KindTool):\n    name = 'tea'\n\n"
        "    def network(self, engine, environ, /):\n        raise ClusterError('the pot is empty')\n\n\n"
        "def tea(context):\n    cluster = context.settings.cluster\n"
        "    options = ContainerOptions(owner=context.owner, metallb=cluster.metallb, folder=context.settings.root)\n"
        "    return ContainerProvider(TeaTool(cluster.kind), context.toolchain, context.root, options)\n",
    )
    copy.change("cluster/built_in.py", "    return (\n", '    return (\n        ProviderEntry(name="tea", make=tea),\n')
    copy.change(
        "cluster/built_in.py", "from harness.extensions", "from harness.cluster.tea import tea\nfrom harness.extensions"
    )
    made = copy.harness("clusters", "up", "--provider", "tea")
    assert made.returncode == INFRASTRUCTURE, made.stderr  # as far as a machine without containers goes


def provider_setting(copy: Copy) -> None:
    copy.settings("[cluster.kind]\npots = 'two'\n")
    copy.page(FENCE.format("echo tea", ""))
    assert "unknown" in copy.harness("plan", "page.md").stderr
    copy.change("settings/sections.py", "    extra_mounts: tuple", "    pots: int = 1\n    extra_mounts: tuple")
    assert "harness.toml:2" in copy.harness("plan", "page.md").stderr  # a text is no number
    copy.settings("[cluster.kind]\npots = 2\n")
    assert copy.harness("plan", "page.md").returncode == 0


def setting(copy: Copy) -> None:
    """A key that is read, checked, and does something where it is used: in any module, which the row cannot name."""
    copy.page(FENCE.format("echo tea", ""))
    copy.settings("[timeouts]\ntea = 'green'\n")
    assert "unknown" in copy.harness("plan", "page.md").stderr
    copy.change("settings/sections.py", "class Timeouts:\n", "class Timeouts:\n    tea: float = 1.0\n")
    assert "harness.toml:2" in copy.harness("plan", "page.md").stderr
    use = copy.harness("plan", "--json", "page.md")
    assert use.returncode == USAGE, use.stdout  # the text is no number
    copy.settings("[timeouts]\ntea = 3\n")
    copy.change("plan/commands/timeouts.py", "timeouts.read_only if", "timeouts.tea if")
    copy.touched.remove("plan/commands/timeouts.py")  # where it is used, and not where it is added
    assert limit_of(copy) == 3
    copy.settings("")
    assert limit_of(copy) == 1


def limit_of(copy: Copy) -> float:
    """The time limit of the one command of the page."""
    (planned,) = json.loads(copy.harness("plan", "--json", "page.md").stdout)
    limit: float = planned["variants"][0]["steps"][0]["commands"][0]["timeout"]
    return limit


def command(copy: Copy) -> None:
    copy.add(
        "cli/tea.py",
        "def add_arguments(parser):\n    parser.add_argument('kind')\n\n\n"
        "def run(arguments):\n    print(arguments.kind, 'tea')\n    return 0\n",
    )
    copy.change("cli/main.py", '        "snips":', '        "tea": "make tea",\n        "snips":')
    assert copy.harness("tea", "green").stdout == "green tea\n"


TRIED: Final[dict[str, Callable[[Copy], None]]] = {
    "a tolerance": tolerance,
    "a matcher": matcher,
    "a check": check,
    "a fix": fix,
    "an explanation of a code": explanation,
    "a program": program,
    "a verb, a flag or a deprecation of a known program": verb,
    "a kind of site": site,
    "a shortcode": shortcode,
    "a role of shortcodes": role,
    "a phrase of a language": phrase,
    "a report": report,
    "a provider": provider,
    "a program that makes clusters of containers, as kind does": container_tool,
    "a setting of a provider": provider_setting,
    "a setting": setting,
    "a command": command,
}


def test_every_row_is_tried() -> None:
    assert list(rows()) == list(TRIED)


@pytest.mark.parametrize("name", TRIED)
def test_a_row(copy: Copy, name: str) -> None:
    """What it names is there, at most two files are touched, and each of them is one that it names or in one."""
    named = rows()[name]
    assert [path for path in named if not (ROOT / "harness" / path).exists()] == []
    TRIED[name](copy)
    assert len(copy.touched) <= MOST_FILES
    used = {max((path for path in named if is_in(file, path)), key=len, default=file) for file in copy.touched}
    assert used == set(named)


def is_in(file: str, path: str) -> bool:
    return file == path or (path.endswith("/") and file.startswith(path))
