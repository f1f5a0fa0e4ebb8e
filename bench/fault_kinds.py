"""Faults that a person may make in a page, by kind: a place in the page's text, and what takes its place."""

import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

BLOCK = re.compile(
    r"\{\{< text (?:syntax=)?\"?(?P<syntax>\w+)[^\n]*>\}\}\n(?P<text>.*?)\n[ \t]*\{\{< /text >\}\}"
    r"|^(?P<indent>[ \t]*)```(?P<fence>\w+)[^\n]*\n(?P<body>.*?)\n(?P=indent)```",
    re.DOTALL | re.MULTILINE,
)
HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?[^\n]*\n(.*?\n)[ \t]*\1\b", re.DOTALL)
QUOTES = "\"'"
RESOURCES = r"(?:pods?|svc|services?|deployments?|virtualservices?|gateways?|secrets?|configmaps?|namespaces?|nodes?)"
NAME = r"[a-z][\w-]{4,}"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a page's text and what takes its place there."""

    start: int
    end: int
    text: str
    right: str | None = None  # what would be right there, where the page itself is no example of it

    def into(self, page: str) -> str:
        return page[: self.start] + self.text + page[self.end :]

    def mended(self, page: str) -> str:
        return page if self.right is None else page[: self.start] + self.right + page[self.end :]


Mutate = Callable[[str, random.Random], Iterator[Fault]]
New = Callable[[re.Match[str], random.Random], str]
Places = Callable[[str], Iterator[tuple[int, str]]]


def blocks(page: str) -> Iterator[tuple[str, int, str]]:
    """The syntax of each block, where its body is, and the body."""
    for block in BLOCK.finditer(page):
        group, syntax = ("text", "syntax") if block["syntax"] else ("body", "fence")
        if "snip_id=none" not in block[0].partition("\n")[0]:
            yield block[syntax], block.start(group), block[group]


def hidden(found: re.Match[str]) -> str:
    """A here-document as blanks, the line that opens it as it is."""
    first, _, rest = found[0].partition("\n")
    return first + "\n" + re.sub(r"[^\n]", " ", rest)


def commands(page: str) -> Iterator[tuple[int, str]]:
    """The lines of commands: those of a block from a prompt to its output, all without prompts; no heredocs."""
    for syntax, start, body in blocks(page):
        if syntax not in {"bash", "shell", "sh", "console"}:
            continue
        text = HEREDOC.sub(hidden, body)
        prompted = re.search(r"^\s*\$ ", body, re.MULTILINE) is not None
        offset, goes_on = start, False
        for line in text.split("\n"):
            if goes_on or line.lstrip().startswith("$ ") or (not prompted and line.strip()):
                yield offset, page[offset : offset + len(line)]
                goes_on = line.endswith("\\")
            offset += len(line) + 1


def manifests(page: str) -> Iterator[tuple[int, str]]:
    for syntax, start, body in blocks(page):
        if syntax == "yaml" and "apiVersion:" in body and "..." not in body:
            yield start, body
        elif syntax in {"bash", "shell"}:
            for found in HEREDOC.finditer(body):
                if "apiVersion:" in found[2]:
                    yield start + found.start(2), found[2]


def bodies(page: str) -> Iterator[tuple[int, str]]:
    return ((start, body) for syntax, start, body in blocks(page) if syntax in {"bash", "shell", "sh", "console"})


def replaced(pattern: str, new: New, places: Places) -> Mutate:
    """Faults at every match of a pattern; ``new`` says what takes the place of its first group, or of all of it."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        for offset, text in places(page):
            for found in re.finditer(pattern, text, re.MULTILINE):
                group = found.lastindex or 0
                changed = new(found, chance)
                if changed != found[group]:
                    yield Fault(offset + found.start(group), offset + found.end(group), changed)

    return mutate


def slip(found: re.Match[str], chance: random.Random) -> str:
    """A word with one slip anywhere: a letter lost, doubled, swapped, changed or added."""
    word = found[1] if found.re.groups else found[0]
    letters = [at for at in range(len(word)) if word[at].isalnum()]
    at, letter = chance.choice(letters), chance.choice(LETTERS)
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        swapped if swapped != word and word[at + 1 : at + 2].isalnum() else word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
    )
    return chance.choices(ways, weights=(3, 2, 3, 1, 1))[0]


def in_commands(pattern: str, new: New) -> Mutate:
    return replaced(pattern, new, commands)


def in_manifests(pattern: str, new: New) -> Mutate:
    return replaced(pattern, new, manifests)


def to(text: str) -> New:
    return lambda _found, _chance: text


def either(*texts: str) -> New:
    return lambda _found, chance: chance.choice(texts)


def in_page(pattern: str, new: New) -> Mutate:
    return replaced(pattern, new, lambda page: iter([(0, page)]))


def in_bodies(pattern: str, new: New) -> Mutate:
    return replaced(pattern, new, bodies)


def swapped_steps(page: str, chance: random.Random) -> Iterator[Fault]:
    """A command that creates something, below the next one that needs it."""
    lines = [
        (offset, line) for offset, line in commands(page) if line.lstrip().startswith("$ ") and not line.endswith("\\")
    ]
    for number, (offset, line) in enumerate(lines):
        made = re.search(r"kubectl create (?:ns|namespace) ([\w-]+)\s*$", line)
        for later, other in lines[number + 1 : number + 5] if made else ():
            if made and re.search(rf"-n {re.escape(made[1])}\b|namespace {re.escape(made[1])}\b", other):
                between = page[offset + len(line) : later]
                yield Fault(offset, later + len(other), f"{other}{between}{line}")
                break
    chance.random()


def late_files(page: str, chance: random.Random) -> Iterator[Fault]:
    """A block that writes a file, below the next one, which reads it."""
    found = [block for block in BLOCK.finditer(page) if (block["syntax"] or block["fence"]) in {"bash", "shell", "sh"}]
    for block, later in itertools.pairwise(found):
        made = re.search(r"> (?:\./)?([\w-]+\.(?:ya?ml|json|conf))\b", block[0])
        if (
            made
            and re.search(rf"(?<![>\w-])\s(?:\./)?{re.escape(made[1])}\b", later[0])
            and made[1] not in later[0].split("> ")[-1][:40]
        ):
            between = page[block.end() : later.start()]
            yield Fault(block.start(), later.end(), f"{later[0]}{between}{block[0]}")
    chance.random()


def dropped_lines(page: str, chance: random.Random, pattern: str, *, least: int) -> Iterator[Fault]:
    """One command lost of at least so many of its kind."""
    lines = [(at, line) for at, line in commands(page) if re.search(pattern, line) and not line.endswith("\\")]
    for offset, line in lines if len(lines) >= least else ():
        yield Fault(offset, offset + len(line) + 1, "")
    chance.random()


def forgotten_cleanup(page: str, chance: random.Random) -> Iterator[Fault]:
    """A command of the cleanup that is lost."""
    cleanup = re.search(r"^#+ clean ?-?up.*?(?=^#|\Z)", page, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    for fault in dropped_lines(page, chance, r"kubectl delete (?:ns|namespace|-f)|helm (?:uninstall|delete)", least=2):
        if cleanup is not None and fault.start in range(*cleanup.span()):
            yield fault


def one_cluster(page: str, chance: random.Random) -> Iterator[Fault]:
    """A change that is made in one of two clusters only."""
    yield from dropped_lines(
        page,
        chance,
        r"CTX_CLUSTER[12].*(?:create|apply|label|install)|(?:create|apply|label|install).*CTX_CLUSTER[12]",
        least=4,
    )


def web_addresses(page: str, chance: random.Random) -> Iterator[Fault]:
    """The address of the page that shows a file, where the raw file was meant."""
    blob, raw = "github.com/istio/istio/blob/master/a/b.yaml", "raw.githubusercontent.com/istio/istio/master/a/b.yaml"
    for offset, line in commands(page):
        for found in re.finditer(r"(?:-f|curl(?: -\S+)*) \"?((?:https?://|@)[\w./@{}<% >-]*\.(?:ya?ml|sh)@?)", line):
            yield Fault(offset + found.start(1), offset + found.end(1), f"https://{blob}", right=f"https://{raw}")
    chance.random()


def ampersands(page: str, chance: random.Random) -> Iterator[Fault]:
    """An address with two parameters that lost its quotes."""
    for offset, line in commands(page):
        for found in re.finditer(r"(?<=\s)([\"']?https?://[^\s\"'|\\)?]+[\"']?)(?=\s|$)", line):
            url = f"{found[1].strip(QUOTES)}?a=1&b=2"
            yield Fault(offset + found.start(1), offset + found.end(1), url, right=f'"{url}"')
    chance.random()


FLAGS = r"--(namespace|context|from-literal|dry-run|set|timeout|selector|filename|output|all|for|wait|version|type)"
KUBECTL = r"kubectl (?:-n \S+ |--\S+ )?"
KINDS: Final[Mapping[str, Mutate]] = {
    "api group": in_manifests(r"^\s*apiVersion: (\w+\.[\w.]+)/", slip),
    "api version": in_manifests(r"^\s*apiVersion: \S*?(v\d\w*)$", either("v7", "v1alpha7", "v2", "v1beta9")),
    "kind": in_manifests(r"^kind: (\w+)$", slip),
    "field": in_manifests(r"^\s*(?:- )?([a-z]\w{3,}):", slip),
    "resource": in_commands(rf"{KUBECTL}(?:get|describe|delete|label|annotate|edit) ({RESOURCES})\b", slip),
    "namespace": in_commands(r"(?:-n|--namespace)[ =]([a-z][a-z-]{4,})", slip),
    "namespace in a manifest": in_manifests(r"^\s+namespace: ([a-z][a-z-]{4,})$", slip),
    "host of a namespace": in_bodies(r"\b[\w-]+\.([a-z][\w-]{4,})\.svc\.cluster\.local", slip),
    "subcommand": in_commands(r"(?:kubectl|istioctl|helm) (get|apply|delete|install|create|proxy-config|exec)\b", slip),
    "flag": in_commands(rf"(?<=\s){FLAGS}\b", slip),
    "variable": in_commands(r"\$\{?([A-Z][A-Z_]{5,})\b", slip),
    "exported variable": in_commands(r"export ([A-Z][A-Z_]{5,})=", slip),
    "lost dollar": in_commands(r"(?<=[\s\"'=/:])(\$)(?=\{?[A-Z]{4}|\([a-z])", to("")),
    "lost backslash": in_commands(r" *(\\)$", to("")),
    "blank after backslash": in_commands(r"(\\)$", either("\\ ", "\\  ", "\\\t")),
    "lost prompt": in_commands(r"^\s*(\$ )(?!\{|#)", to("")),
    "lost quote": in_commands(r"\S(\")(?=\s|$)", to("")),
    "lost opening quote": in_commands(r"(?<=[\s=])([\"'])(?=\S)", to("")),
    "lost bracket": in_commands(r"\$\([^()]*(\))", to("")),
    "lost heredoc end": in_page(r"^[ \t]*(EOF)$", to("")),
    "lost close": in_page(r"^[ \t]*(\{\{< /text >\}\})$", to("")),
    "tab": in_manifests(r"^([ ]{2,4})(?=\w+:)", to("\t")),
    "duplicate key": in_manifests(r"^(\s{2}(?:name|hosts|selector|namespace): .+)$", lambda f, _c: f"{f[1]}\n{f[1]}"),
    "wrong type": in_manifests(r"(?:number|port|replicas|weight): (\d+)$", either("many", '"80"', "[80]", "ten")),
    "wrong value": in_manifests(r"(?:mode|protocol|imagePullPolicy|action): (\w{3,})$", slip),
    "indent of a label or selector": in_manifests(
        r"^\s*(?:labels|selector|matchLabels):\n( +)(?=[\w./-]+: \S)", lambda f, _c: f[1][:-2]
    ),
    "indent of a field": in_manifests(r"^( {4,})(?=\w+:)", lambda f, _c: f[1][:-2]),
    "file name": in_commands(r"(?:-f|cat|<) ([a-z][\w-]{3,}\.\w+)\b", slip),
    "written file name": in_bodies(r"> (?:\./)?([a-z][\w-]{3,})\.(?:ya?ml|json|conf)\b", slip),
    "lost context": in_commands(r"( --(?:kube-)?context[= ]\S+)", to("")),
    "wrong context": in_commands(r" --(?:kube-)?context[= ]\"?\$?\{?([\w-]{5,})", slip),
    "dash": in_commands(r"\s(--)(?=\w)", either("\u2013", "\u2014")),
    "minus": in_commands(r"\s(-)(?=[a-z]\s)", either("\u2212", "\u2013")),
    "typographic quotes": in_commands(r"(?<=[ =])(\"[^\"\n]*\")", lambda f, _c: f"“{f[1][1:-1]}”"),
    "single typographic quotes": in_commands(r"(?<=[ =])('[^'\n]*')", lambda f, _c: f"\u2018{f[1][1:-1]}\u2019"),
    "typographic quotes in manifests": in_manifests(r": (\"[^\"\n]*\")$", lambda f, _c: f"“{f[1][1:-1]}”"),
    "quotes in a list": in_manifests(r"^\s*- (\"[^\"\n]*\")$", lambda f, _c: f"“{f[1][1:-1]}”"),
    "no-break space": in_manifests(r"^\s*\w+:( )(?=\w)", to("\xa0")),
    "no-break space in a value": in_manifests(r": \w+()$", either("\xa0", "\u200b")),
    "zero-width space": in_commands(r"(?<=\w)()(?=\s+-)", either("\u200b", "\ufeff")),
    "ampersand": ampersands,
    "blob": web_addresses,
    "first key": in_manifests(r"\A(?=\w+:)", either(" ", "  ")),
    "lost dashes": in_commands(r"kubectl exec [^|]*? (-- )(?=\w)", to("")),
    "program": in_commands(r"(?:\$ |\| )(kubectl|istioctl|helm|curl|grep|openssl|docker)\b", slip),
    "service selector": in_manifests(r"kind: Service\n(?:.*\n)*?spec:\n(?:.*\n)*?\s+selector:\n\s+app: (\w{4,})", slip),
    "pod label": in_manifests(r"template:\n\s+metadata:\n(?:.*\n)*?\s+labels:\n\s+[\w./-]+: ([\w-]{4,})$", slip),
    "target port": in_manifests(r"targetPort: (\d+)$", either("4711", "81")),
    "volume mount": in_manifests(r"volumeMounts:\n(?:.*\n)*?\s+(?:- )?name: ([\w-]{4,})$", slip),
    "config reference": in_manifests(
        r"(?:configMapRef|secretRef|configMapKeyRef|secretKeyRef|configMap):\n(?:.*\n){0,1}?\s+name: ([\w-]{4,})$", slip
    ),
    "service account": in_manifests(r"serviceAccountName: ([\w-]{4,})$", slip),
    "policy account": in_manifests(r"cluster\.local/ns/[\w-]+/sa/([\w-]{4,})", slip),
    "parent gateway": in_manifests(r"parentRefs:\n\s*- (?:.*\n\s*)?name: ([\w-]{4,})$", slip),
    "section": in_manifests(r"sectionName: ([\w-]{4,})$", slip),
    "backend": in_manifests(r"backendRefs:\n\s*- name: ([\w-]{4,})$", slip),
    "ingress backend": in_manifests(r"service:\n\s+name: ([\w-]{4,})$", slip),
    "gateway of a route": in_manifests(r"gateways:\n\s*- ([\w-]{4,})$", slip),
    "destination": in_manifests(r"destination:\n\s+host: ([\w-]{4,})(?=\.|$)", slip),
    "subset": in_manifests(r"subset: ([\w-]{2,})$", lambda f, _c: f"{f[1]}x"),
    "policy selector": in_manifests(r"matchLabels:\n\s+[\w./-]+: ([\w-]{4,})$", slip),
    "mixed contexts": in_commands(
        r"\"\$\(kubectl [^)]*(CTX_CLUSTER1|CTX_CLUSTER2)", lambda f, _c: f[1][:-1] + "12"[f[1][-1] == "1"]
    ),
    "unquoted heredoc": in_page(r"<<\s*('EOF'|\"EOF\"|\\EOF)", to("EOF")),
    "name": in_manifests(
        r"^metadata:\n\s+name: ([a-z][\w-]{3,})$",
        lambda f, c: c.choice([f[1].title().replace("-", "_"), f"{f[1]}-", f"{f[1]}_x", f"{f[1]}.Y"]),
    ),
    "quantity": in_manifests(
        r"(?:cpu|memory|storage): \"?(\d+\w+)", lambda f, c: c.choice([f"{f[1]}q", f"{f[1]}B", f"{f[1][:-1]}Mb"])
    ),
    "object name": in_commands(
        rf"{KUBECTL}(?:get|describe|delete|rollout status) {RESOURCES}[ /](?!-)([a-z][\w-]{{5,}})(?=\s|$)", slip
    ),
    "object of exec": in_commands(r"(?:exec|logs) [^|]*?deploy(?:ment)?/([a-z][\w-]{3,})", slip),
    "container": in_commands(r"kubectl (?:exec|logs) .* -c ([a-z][\w-]{4,})", slip),
    "label": in_commands(r"(?:-l|--selector)[ =]?\"?[\w./-]+=([a-z][\w-]{4,})", slip),
    "label key": in_commands(r"(?:-l|--selector)[ =]?\"?([a-z][\w./-]{4,})=", slip),
    "release": in_commands(r"helm (?:delete|uninstall|status|upgrade) ([a-z][\w-]{4,})", slip),
    "condition": in_commands(r"--for=condition=(\w{4,})", slip),
    "set key": in_commands(r"--set \"?([a-zA-Z][\w.]{4,})=", slip),
    "link": in_page(r"\]\(/docs/[\w/-]*?/?([\w-]{5,})/\)", slip),
    "anchor": in_page(r"\]\(#([\w-]{6,})\)", slip),
    "image of the page": in_page(r"link=\"(?:\./)?([\w-]{5,})\.\w+\"", slip),
    "created twice": in_commands(
        r"^\s*\$ (kubectl create (?:namespace|ns|configmap|secret \w+) [a-z][^\n$\\|<]*)$",
        lambda f, _c: f"{f[1]}\n$ {f[1]}",
    ),
    "file and resource": in_commands(r"kubectl (?:\S+ )?delete (-f \S+)$", lambda f, _c: f"{f[1]} service"),
    "lost sign of a heredoc": in_page(r"(<<)[ ]*['\"]?EOF", to("<")),
    "double letter": in_commands(r"(?:kubectl|istioctl) ([a-z]{4,})\b", lambda f, _c: f"{f[1][:2]}{f[1][1:]}"),
    "json patch": in_commands(r"(?:-p|--patch)[ =]?'?\{.*(\})'?", to("")),
    "field of a patch": in_commands(r"(?:-p|--patch)[ =]?'?[\[{].*?\"(\w{4,})\":", slip),
    "jsonpath": in_commands(r"jsonpath='?\"?\{[^}]*(\})", to("")),
    "swapped steps": swapped_steps,
    "file read before it is written": late_files,
    "cleanup of a file": in_commands(r"kubectl delete -f ([\w./-]+\.yaml)", slip),
    "forgotten cleanup": forgotten_cleanup,
    "step of one cluster": one_cluster,
    "json block": in_page(r"```json[^`]*?(,)\n\s*\"", to("")),
    "image of an output": replaced(r"image: \S+:(\d[\w.]*)$", lambda f, _c: f"{f[1]}9", manifests),
    "label of wait": in_commands(r"kubectl .*wait .*(?:-l|--selector)[ =]?\"?[\w./-]+=([a-z][\w-]{4,})", slip),
    "network selector": in_manifests(r"podSelector:\n\s+matchLabels:\n\s+[\w./-]+: ([\w-]{4,})$", slip),
    "pipe": in_commands(r" (\|) (?:jq|grep|kubectl|sed|head|tr|awk)\b", to("")),
}
