"""How many faults ``harness check`` finds: ``python bench/mutations.py [CONTENT] [--each N] [--kind KIND] [--fix]``.

One fault at a time is put into the tested pages of a site, of the kinds of ``KINDS``; printed is how many of each kind
are found, as an error or as a warning, with ``--fix`` what becomes of them, and what is reported of the pages as they
are. CONTENT is a folder of pages in the site's format; by default the real pages beside the repository, read in place.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.check_plan import check_plan
from harness.check.mending import safe_fixes, with_place
from harness.diagnostic import Diagnostic, Severity
from harness.edit.text import compatible, edited
from harness.parse.neighbours import boilerplate_folders
from harness.parse.parser import parse_page
from harness.parse.read import ParseOptions, site_for, values_for
from harness.parse.shortcodes.boilerplate import BoilerplateFolders
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.session.fixing import verified
from harness.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[1]
REAL = REPOSITORY.parents[1] / "shared/corpus/content/en"
BLOCK = re.compile(r"\{\{< text (?:syntax=)?\"?(\w+)[^\n]*>\}\}\n(.*?)\n[ \t]*\{\{< /text >\}\}", re.DOTALL)
HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?[^\n]*\n(.*?\n)[ \t]*\1\b", re.DOTALL)
QUOTES = "\"'"
RESOURCES = r"(?:pods?|svc|services?|deployments?|virtualservices?|gateways?|secrets?|configmaps?|namespaces?)"


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a page's text and what takes its place there."""

    start: int
    end: int
    text: str

    def into(self, page: str) -> str:
        return page[: self.start] + self.text + page[self.end :]


Mutate = Callable[[str, random.Random], Iterator[Fault]]


def commands(page: str) -> Iterator[tuple[int, str]]:
    """The lines of commands: those of a block from its first prompt to its first output, without heredocs."""
    for block in BLOCK.finditer(page):
        if block[1] != "bash" or "snip_id=none" in block[0].partition("\n")[0]:
            continue
        text = HEREDOC.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), block[2])
        offset, goes_on = block.start(2), False
        for line in text.split("\n"):
            if goes_on or line.lstrip().startswith("$ "):
                yield offset, page[offset : offset + len(line)]
                goes_on = line.endswith("\\")
            offset += len(line) + 1


def manifests(page: str) -> Iterator[tuple[int, str]]:
    for block in BLOCK.finditer(page):
        if block[1] == "yaml" and "apiVersion:" in block[2] and "..." not in block[2]:
            yield block.start(2), block[2]
        elif block[1] == "bash":
            for found in HEREDOC.finditer(block[2]):
                if "apiVersion:" in found[2]:
                    yield block.start(2) + found.start(2), found[2]


def replaced(pattern: str, new: Callable[[re.Match[str], random.Random], str], places: Callable[..., object]) -> Mutate:
    """Faults at every match of a pattern; ``new`` says what takes the place of its first group, or of all of it."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        for offset, text in places(page):  # type: ignore[attr-defined]
            for found in re.finditer(pattern, text, re.MULTILINE):
                group = 1 if found.re.groups else 0
                changed = new(found, chance)
                if changed != found[group]:
                    yield Fault(offset + found.start(group), offset + found.end(group), changed)

    return mutate


def slip(found: re.Match[str], chance: random.Random) -> str:
    """A word with one letter lost, or two swapped."""
    word = found[1] if found.re.groups else found[0]
    at = chance.randrange(1, len(word) - 1) if len(word) > 2 else 0
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return swapped if chance.random() < 0.5 and swapped != word else word[:at] + word[at + 1 :]


def in_commands(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Mutate:
    return replaced(pattern, new, commands)


def in_manifests(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Mutate:
    return replaced(pattern, new, manifests)


def to(text: str) -> Callable[[re.Match[str], random.Random], str]:
    return lambda _found, _chance: text


def in_page(pattern: str, new: Callable[[re.Match[str], random.Random], str]) -> Mutate:
    return replaced(pattern, new, lambda page: [(0, page)])


FIXED = ("put back", "otherwise", "worse", "left")  # what becomes of a fault by --fix
FLAGS = r"--(namespace|context|from-literal|dry-run|set|timeout|selector|filename|output|all|for|wait|version)"
KINDS: dict[str, Mutate] = {
    "api group": in_manifests(r"^\s*apiVersion: (\w+\.[\w.]+)/", slip),
    "api version": in_manifests(r"^\s*apiVersion: \S*?(v\d\w*)$", to("v7")),
    "kind": in_manifests(r"^kind: (\w+)$", slip),
    "field": in_manifests(r"^\s*(?:- )?(spec|metadata|selector|hosts|http|route|ports|containers|template):", slip),
    "resource": in_commands(rf"kubectl (?:\S+ )?(?:get|describe|delete|label) ({RESOURCES})\b", slip),
    "namespace": in_commands(r"(?:-n|--namespace)[ =]([a-z][a-z-]{4,})", slip),
    "subcommand": in_commands(r"(?:kubectl|istioctl|helm) (get|apply|delete|install|create|proxy-config|exec)\b", slip),
    "flag": in_commands(rf"(?<=\s){FLAGS}\b", slip),
    "variable": in_commands(r"\$\{?([A-Z][A-Z_]{5,})\b", slip),
    "lost backslash": in_commands(r" *(\\)$", to("")),
    "blank after backslash": in_commands(r"(\\)$", to("\\ ")),
    "lost prompt": in_commands(r"^\s*(\$ )(?!\{|#)", to("")),
    "lost quote": in_commands(r"\S(\")(?=\s|$)", to("")),
    "lost heredoc end": in_page(r"^[ \t]*(EOF)$", to("")),
    "tab": in_manifests(r"^([ ]{2,4})(?=\w+:)", to("\t")),
    "duplicate key": in_manifests(r"^(\s{2}(?:name|hosts|selector|namespace): .+)$", lambda f, _c: f"{f[1]}\n{f[1]}"),
    "wrong type": in_manifests(r"(?:number|port|replicas|weight): (\d+)$", to("many")),
    "wrong value": in_manifests(r"(?:mode|protocol|imagePullPolicy|action): (\w{3,})$", slip),
    "indent of a label or selector": in_manifests(
        r"^\s*(?:labels|selector|matchLabels):\n( +)(?=[\w./-]+: \S)", lambda f, _c: f[1][:-2]
    ),
    "file name": in_commands(r"(?:-f|cat|<) ([a-z][\w-]{3,}\.\w+)\b", slip),
    "lost context": in_commands(r"( --(?:kube-)?context=\S+)", to("")),
    "dash": in_commands(r"\s(--)(?=\w)", to("\u2013")),
    "minus": in_commands(r"\s(-)(?=[a-z]\s)", to("\u2212")),
    "typographic quotes": in_commands(r"(?<=[ =])(\"[^\"\n]*\")", lambda f, _c: f"“{f[1][1:-1]}”"),
    "typographic quotes in manifests": in_manifests(r": (\"[^\"\n]*\")$", lambda f, _c: f"“{f[1][1:-1]}”"),
    "no-break space": in_manifests(r"^\s*\w+:( )(?=\w)", to("\xa0")),
    "zero-width space": in_commands(r"(?<=\w)()(?=\s+-)", to("\u200b")),
    "ampersand": in_commands(
        r"(?<=\s)([\"']?https?://[^\s\"'|\\)?]+[\"']?)(?=\s|$)", lambda f, _c: f"{f[1].strip(QUOTES)}?a=1&b=2"
    ),
    "blob": in_commands(
        r"(?:-f|curl(?: -\S+)*) \"?((?:https?://|@)[\w./@{}<% >-]*\.(?:ya?ml|sh)@?)",
        to("https://github.com/istio/istio/blob/master/a/b.yaml"),
    ),
    "first key": in_manifests(r"\A(?=\w+:)", to(" ")),
    "lost dashes": in_commands(r"kubectl exec [^|]*? (-- )(?=\w)", to("")),
    "program": in_commands(r"(?:\$ |\| )(kubectl|istioctl|helm|curl|grep)\b", slip),
    "service selector": in_manifests(r"kind: Service\n(?:.*\n)*?spec:\n(?:.*\n)*?\s+selector:\n\s+app: (\w{4,})", slip),
    "target port": in_manifests(r"targetPort: (\d+)$", to("4711")),
    "volume mount": in_manifests(r"volumeMounts:\n(?:.*\n)*?\s+(?:- )?name: ([\w-]{4,})$", slip),
    "service account": in_manifests(r"serviceAccountName: ([\w-]{4,})$", slip),
    "parent gateway": in_manifests(r"parentRefs:\n\s*- (?:.*\n\s*)?name: ([\w-]{4,})$", slip),
    "backend": in_manifests(r"backendRefs:\n\s*- name: ([\w-]{4,})$", slip),
    "mixed contexts": in_commands(
        r"\"\$\(kubectl [^)]*(CTX_CLUSTER1|CTX_CLUSTER2)", lambda f, _c: f[1][:-1] + "12"[f[1][-1] == "1"]
    ),
    "unquoted heredoc": in_page(r"<<\s*('EOF'|\"EOF\"|\\EOF)", to("EOF")),
    "name": in_manifests(r"^metadata:\n\s+name: ([a-z][\w-]{3,})$", lambda f, _c: f[1].title().replace("-", "_")),
    "quantity": in_manifests(r"(?:cpu|memory|storage): \"?(\d+\w+)", lambda f, _c: f"{f[1]}q"),
    "object name": in_commands(
        rf"kubectl (?:\S+ )?(?:get|describe|delete|rollout status) {RESOURCES}[ /](?!-)([a-z][\w-]{{5,}})(?=\s|$)", slip
    ),
    "label": in_commands(r"-l \"?\w+=([a-z][\w-]{4,})", slip),
    "link": in_page(r"\]\(/docs/[\w/-]*?/?([\w-]{5,})/\)", slip),
    "anchor": in_page(r"\]\(#([\w-]{6,})\)", slip),
    "image": in_page(r"link=\"(?:\./)?([\w-]{5,})\.\w+\"", slip),
    "created twice": in_commands(
        r"^\s*\$ (kubectl create (?:namespace|ns|configmap|secret \w+) [a-z][^\n$\\|<]*)$",
        lambda f, _c: f"{f[1]}\n$ {f[1]}",
    ),
    "file and resource": in_commands(r"kubectl (?:\S+ )?delete (-f \S+)$", lambda f, _c: f"{f[1]} service"),
    "lost sign of a heredoc": in_page(r"(<<)[ ]*['\"]?EOF", to("<")),
    "double letter": in_commands(r"(?:kubectl|istioctl) ([a-z]{4,})\b", lambda f, _c: f"{f[1][:2]}{f[1][1:]}"),
    "json patch": in_commands(r"(?:-p|--patch)[ =]?'?\{.*(\})'?", to("")),
}


def plan_of(text: str, path: Path) -> PagePlan:
    options = ParseOptions()
    page = parse_page(
        text,
        path=path,
        values=values_for(path, site_for(path, text, options), options),
        boilerplates=BoilerplateFolders(folders=boilerplate_folders(path, "en", "en"), base="en"),
    )
    return plan_page(page, Settings(), overrides=Overrides())


def findings(text: str, path: Path) -> tuple[Diagnostic, ...]:
    plan = plan_of(text, path)
    found = check_plan(plan, catalogue=builtin_catalogue(), known_variables=frozenset(Settings().variables))
    return tuple(each for each in (*plan.diagnostics, *found) if each.severity is not Severity.NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    path: Path
    text: str
    clean: frozenset[tuple[str, str]]  # what is reported of the page as it is


def tested_pages(content: Path) -> Iterator[Page]:
    for path in sorted(content.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^test: *yes\b", text, re.MULTILINE):
            yield Page(
                path=path, text=text, clean=frozenset((each.code, each.message) for each in findings(text, path))
            )


def mended(text: str, page: Page) -> str:
    """The text after all sure fixes of the page's own findings."""
    lines = {page.path: text.split("\n")}
    placed = [with_place(each, lambda path: lines.get(path, ())) for each in findings(text, page.path)]
    fixes = verified(
        text, compatible(safe_fixes(placed, unsafe=False).values()), lambda after: findings(after, page.path)
    )
    return edited(text, [edit for fix in fixes for edit in fix.edits])


def fix(page: Page, fault: Fault) -> str:
    """What becomes of a fault that is found: put back byte for byte, made worse, changed otherwise, or left."""
    broken = fault.into(page.text)
    after = mended(broken, page)
    if after == page.text:
        return "put back"
    if after == broken:
        return "left"
    before, now = ({(each.code, each.message) for each in findings(text, page.path)} for text in (broken, after))
    return "worse" if now - before else "otherwise"


def severity(page: Page, fault: Fault) -> str:
    """How a fault is reported: as an error, as a warning, or not at all."""
    new = [each for each in findings(fault.into(page.text), page.path) if (each.code, each.message) not in page.clean]
    return min((each.severity.value for each in new), default="missed")  # error comes before warning


def faults(pages: list[Page], mutate: Mutate, most: int, chance: random.Random) -> list[tuple[Page, Fault]]:
    every = [(page, fault) for page in pages for fault in mutate(page.text, chance)]
    return chance.sample(every, min(most, len(every)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How many faults 'harness check' finds, by kind.")
    parser.add_argument("content", nargs="?", type=Path, default=REAL)
    parser.add_argument("--each", type=int, default=8, help="faults of a kind (default: 8)")
    parser.add_argument("--kind", action="append", choices=tuple(KINDS), help="only this kind; may be repeated")
    parser.add_argument("--fix", action="store_true", help="also mend what is found, and compare with the page")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="show the faults that are missed")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    if not given.content.is_dir():
        print(f"NOT MEASURED: there are no pages at {given.content}")
        return 1
    pages = list(tested_pages(given.content))
    alarms = [f"{page.path}: {code}: {message}" for page in pages for code, message in sorted(page.clean)]
    total: Counter[str] = Counter()
    print(f"{'kind':32} found of  error warning " + "".join(f"{name:>10}" for name in FIXED))
    for kind in given.kind or KINDS:
        chance = random.Random(f"{given.seed} {kind}")  # the same faults whatever else is measured
        chosen = faults(pages, KINDS[kind], given.each, chance)
        seen = Counter(word for page, fault in chosen for word in report(page, fault, show=given.list, fixes=given.fix))
        total += seen
        print(row(kind, seen) if chosen else f"{kind:32} NOT MEASURED: no page has a place for it")
    print(row("all", total))
    print(f"reported of the {len(pages)} pages as they are: {len(alarms)}", *alarms, sep="\n  ")
    return 0


def row(kind: str, seen: "Counter[str]") -> str:
    found = seen["error"] + seen["warning"]
    columns = f"{kind:32} {found:5} {seen['error'] + seen['warning'] + seen['missed']:2}"
    return f"{columns} {seen['error']:6} {seen['warning']:7} " + "".join(f"{seen[name]:10}" for name in FIXED)


def report(page: Page, fault: Fault, *, show: bool, fixes: bool) -> Iterator[str]:
    """How a fault is reported, and when asked what becomes of it."""
    outcome = severity(page, fault)
    yield outcome
    mending = fix(page, fault) if fixes and outcome != "missed" else ""
    if mending:
        yield mending
    if show and (outcome == "missed" or mending not in {"", "put back"}):
        line = page.text.count("\n", 0, fault.start) + 1
        broken = fault.into(page.text).split("\n")[line - 1]
        print(f"  {mending or outcome}: {page.path}:{line}: {broken.strip()[:160]}")


if __name__ == "__main__":
    sys.exit(main())
