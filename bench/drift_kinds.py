"""Differences between a page and its translation by kind: those that matter, and those that are noise."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Final

from fault_kinds import (
    BLOCK,
    Fault,
    Mutate,
    bodies,
    commands,
    either,
    in_bodies,
    in_commands,
    in_manifests,
    replaced,
    slip,
    to,
)

OTHER_WORDS: Final = ("查看结果", "等待部署完成", "перевірте результат", "дочекайтеся розгортання")


def whole_blocks(page: str) -> Iterator[re.Match[str]]:
    return (found for found in BLOCK.finditer(page) if "\n" in found[0])


def lost_block(page: str, chance: random.Random) -> Iterator[Fault]:
    for found in whole_blocks(page):
        yield Fault(*found.span(), "")
    chance.random()


def added_block(page: str, chance: random.Random) -> Iterator[Fault]:
    new = "{{< text bash >}}\n$ kubectl rollout restart deployment/web --namespace staging\n{{< /text >}}\n\n"
    for found in whole_blocks(page):
        start = page.rfind("\n", 0, found.start()) + 1
        yield Fault(start, start, new)
    chance.random()


def moved_block(page: str, chance: random.Random) -> Iterator[Fault]:
    found = list(whole_blocks(page))
    for one, other in zip(found, found[2:], strict=False):
        if one[0] != other[0]:
            between = page[one.end() : other.start()]
            yield Fault(one.start(), other.end(), between.lstrip("\n") + other[0] + "\n\n" + one[0])
    chance.random()


def lost_line(page: str, chance: random.Random) -> Iterator[Fault]:
    for offset, line in commands(page):
        if line.lstrip().startswith("$ ") and not line.endswith("\\") and "<<" not in line:
            yield Fault(offset, offset + len(line) + 1, "")
    chance.random()


def added_line(page: str, chance: random.Random) -> Iterator[Fault]:
    for offset, line in commands(page):
        prompt = re.match(r"\s*\$ ", line)
        if prompt:
            yield Fault(offset, offset, f"{prompt[0]}kubectl get nodes\n")
    chance.random()


def outputs(page: str) -> Iterator[tuple[int, str]]:
    """The lines of the outputs of blocks with a prompt."""
    for start, body in bodies(page):
        known = {offset for offset, _ in commands(page)}
        offset = start
        if not re.search(r"^\s*\$ ", body, re.MULTILINE) or "<<" in body:
            continue
        for line in body.split("\n"):
            if offset not in known and line.strip() and "..." not in line:
                yield offset, line
            offset += len(line) + 1


def in_outputs(pattern: str, new: object) -> Mutate:
    return replaced(pattern, new, outputs)  # type: ignore[arg-type]


def lost_row(page: str, chance: random.Random) -> Iterator[Fault]:
    for offset, line in outputs(page):
        yield Fault(offset, offset + len(line) + 1, "")
    chance.random()


def words(_found: re.Match[str], chance: random.Random) -> str:
    return chance.choice(OTHER_WORDS)


def comment_above(page: str, chance: random.Random) -> Iterator[Fault]:
    for offset, line in commands(page):
        if line.lstrip().startswith("$ "):
            yield Fault(offset, offset, f"{line[: len(line) - len(line.lstrip())]}$ # {chance.choice(OTHER_WORDS)}\n")


def comment_in_manifest(page: str, chance: random.Random) -> Iterator[Fault]:
    for start, body in _yaml(page):
        for found in re.finditer(r"^ *\w+: \w+$", body, re.MULTILINE):
            yield Fault(start + found.end(), start + found.end(), f" # {chance.choice(OTHER_WORDS)}")


def _yaml(page: str) -> Iterator[tuple[int, str]]:
    for found in whole_blocks(page):
        if (found["syntax"] or found["fence"]) == "yaml":
            group = "text" if found["syntax"] else "body"
            yield found.start(group), found[group]


MATTERS: Final[Mapping[str, Mutate]] = {
    "resource": in_commands(r"kubectl (?:\S+ )?(?:get|delete|describe) (pods?|svc|services?|deploy\w*)\b", to("jobs")),
    "name": in_commands(r"kubectl (?:delete|get|describe) [a-z]+ ([a-z][\w-]{3,})", slip),
    "program": in_commands(r"\$ (kubectl|istioctl|helm|curl)\b", either("oc", "kubecolor", "wget")),
    "subcommand": in_commands(r"\$ (?:kubectl|istioctl|helm) ([a-z]+)\b", either("replace", "explain", "list")),
    "flag lost": in_commands(r"\$ [^|\n]*?( --[a-z][\w-]*(?:=\S+)?)(?=\s|$)", to("")),
    "flag added": in_commands(r"\$ kubectl (?:apply|delete|get)()", either(" --wait=false", " --v=6", " -A")),
    "flag value": in_commands(r"\s--[a-z][\w-]*=(\w[\w-]{2,})", slip),
    "short flag": in_commands(r"(?<=\s)(-[slvkI])(?=\s)", either("-q", "-z")),
    "namespace": in_commands(r"(?<=\s)(?:-n|--namespace)[ =](\w[\w-]+)", either("default", "other", "kube-system")),
    "namespace lost": in_commands(r"( (?:-n|--namespace)[ =]\w[\w-]+)", to("")),
    "context lost": in_commands(r"( --(?:kube-)?context[= ]\S+)", to("")),
    "context": in_commands(r"--(?:kube-)?context[= ]\"?\$?\{?([\w-]+)", slip),
    "file": in_commands(r"-f @?([\w./-]+\.ya?ml)", lambda f, _c: f[1].replace(".y", "-v2.y")),
    "address": in_commands(r"(https?://[\w.-]+)", lambda f, _c: f[1] + ".org"),
    "path of an address": in_commands(r"https?://[\w.-]+(?::\d+)?(/[\w/]+)", lambda f, _c: f[1] + "2"),
    "port": in_commands(r":(\d{4})\b", either("8081", "9999")),
    "variable set": in_commands(r"export (\w{4,})=", lambda f, _c: f"{f[1]}_OLD"),
    "variable read": in_commands(r"\$\{?([A-Z_]{4,})\b", lambda f, _c: f"{f[1]}_OLD"),
    "redirection": in_commands(r"> ([\w./-]+)", lambda f, _c: f"{f[1]}.bak"),
    "pipe": in_commands(r"(\|) (?:grep|jq|head|sed|tr)\b", either("&&", "||", ";")),
    "quoted argument": in_commands(r"jsonpath=['\"]?\{([^}]+)\}", lambda f, _c: f"{f[1]}x"),
    "text of a script": in_commands(r"-- (?:sh|bash) -c .*?(\d+)", lambda f, _c: f"{f[1]}0"),
    "apiVersion": in_manifests(r"^\s*apiVersion: \S*?(v\d\w*)$", either("v1alpha3", "v1beta9")),
    "kind": in_manifests(r"^kind: (\w+)$", slip),
    "metadata.name": in_manifests(r"^metadata:\n\s+name: ([\w-]+)$", slip),
    "metadata.namespace": in_manifests(r"^  namespace: ([\w-]+)$", slip),
    "value": in_manifests(r"^ {4,}\w+: ([a-z][\w.-]{2,})$", slip),
    "number": in_manifests(r": (\d+)$", lambda f, _c: f"{f[1]}1"),
    "item": in_manifests(r"^\s*- ([a-z][\w-]+)$", slip),
    "field lost": in_manifests(r"(^ {4,}\w+: \S+\n)", to("")),
    "image": in_manifests(r"image: (\S+)$", lambda f, _c: f"{f[1]}-old"),
    "label": in_manifests(r"^\s+(?:app|version): ([\w-]+)$", slip),
    "typographic quotes": in_commands(r"(?<=[ =])(\"[^\"\n]*\")", lambda f, _c: f"“{f[1][1:-1]}”"),
    "typographic dash": in_commands(r"(?<=\s)(--)(?=[a-z])", either("\u2013", "\u2014")),
    "look-alike letter": in_commands(
        r"\$ kubectl \w*?([aeo])", lambda f, _c: dict(zip("aeo", "\u0430\u0435\u043e", strict=True))[f[1]]
    ),
    "backslash lost": in_commands(r" *(\\)$", to("")),
    "prompt lost": in_bodies(r"^\s*(\$ )(?!\{|#)", to("")),
    "block lost": lost_block,
    "block added": added_block,
    "block moved": moved_block,
    "command lost": lost_line,
    "command added": added_line,
    "output word": in_outputs(r"(?<![\w-])([a-z][a-z-]{3,})(?![\w-])", slip),
    "output status": in_outputs(r"\b(\d{3})\b", either("404", "503", "301")),
    "output row lost": lost_row,
}
NOISE: Final[Mapping[str, Mutate]] = {
    "comment at a prompt": comment_above,
    "comment behind a value": comment_in_manifest,
    "comment translated": in_bodies(r"^\s*(?:\$ )?# ([A-Za-z][^\n]+)$", words),
    "comment of a manifest": in_manifests(r"# ([A-Za-z][^\n]+)$", words),
    "placeholder": in_bodies(r"<([a-z][\w -]{3,})>", words),
    "prose of an output": in_outputs(r"^(\s*[A-Z][a-z]+ [a-z]+ [a-z ]+)$", words),
    "link prefix": in_bodies(r"https?://istio\.io/latest(/)", to("/zh/")),
    "blanks in a command": in_commands(r"\$ \w+( )(?=\w)", to("  ")),
    "blanks at the end": in_commands(r"\w()$", to(" ")),
    "blanks of a table": in_outputs(r"\w( {2,})\w", lambda f, _c: f[1] + "   "),
    "quotes of the other sort": in_commands(r"(?<==)'([\w.-]+)'", lambda f, _c: f[1]),
    "long flag": in_commands(r"kubectl [^|]*?(?<=\s)(-n) ", to("--namespace")),
    "order of flags": in_commands(
        r"kubectl get \w+ (-n \S+ -o \w+)$", lambda f, _c: " ".join(f[1].split()[2:] + f[1].split()[:2])
    ),
    "age": in_outputs(r"\s(\d+[smhd])$", either("3d", "17m", "45s")),
    "empty line": in_outputs(r"$()", to("\n")),
    "name of a heredoc's end": in_bodies(r"<<(\s*)EOF\n", lambda f, _c: f"{f[1]} "),
}
