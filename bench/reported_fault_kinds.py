"""Faults by kind, as readers report them of commands that they copied: signs and parts that are lost or too many."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Final

from fault_kinds import Fault, Mutate, either, in_bodies, in_commands, in_manifests, in_page, manifests, to

NAMED = r"(virtualservice|gateway|destinationrule|authorizationpolicy|requestauthentication|service|deployment|secret)"
TAGS = r"tip|warning|tab|tabset|idea"


def scalars_for_lists(page: str, chance: random.Random) -> Iterator[Fault]:
    """A list of one entry as its entry."""
    for offset, text in manifests(page):
        for found in re.finditer(r"^ *(?:hosts|gateways|methods|paths):(\n *- )\S+$(?!\n *- )", text, re.MULTILINE):
            yield Fault(offset + found.start(1), offset + found.end(1), " ")
    chance.random()


def other_version(found: re.Match[str], _chance: random.Random) -> str:
    return str(int(found[1]) + 1)


REPORTED_KINDS: Final[Mapping[str, Mutate]] = {
    "6 remark behind a backslash": in_commands(r"(\\)$", to("\\ # and then")),
    "6 blank behind the end of a here-document": in_page(r"^[ \t]*EOF()$", to(" ")),
    "6 ending of a file": in_commands(r"-f @?[\w./-]+\.(yaml|json)\b", lambda f, _c: {"yaml": "yml"}.get(f[1], "jsn")),
    "6 ending of a file lost": in_commands(r"-f [\w-][\w./-]*(\.ya?ml)(?=\s|$)", to("")),
    "6 dashes before the pod": in_commands(
        r"kubectl exec ([a-z][\w/-]+(?: -c \S+| -n \S+)* -- )", lambda f, _c: f"-- {f[1].removesuffix('-- ')}"
    ),
    "6 option without dashes": in_commands(
        r"(?<=\s)(--)(?=(?:namespace|context|set|from-literal|for|timeout)[= ])", to("")
    ),
    "6 backslash of a dollar": in_manifests(r"(\\)\$", to("")),
    "6 another kind in the cleanup": in_commands(
        rf"kubectl (?:-n \S+ )?delete {NAMED} [a-z]", either("configmap", "ingress", "serviceaccount")
    ),
    "6 JSON in double quotes": in_commands(
        r"(?:-p|-d|--patch|--overrides)[ =]('[\[{].*\"\w.*[\]}]')", lambda f, _c: f'"{f[1][1:-1]}"'
    ),
    "6 export without =": in_commands(r"export \w+(=)", to(" ")),
    "6 closing tag of another": in_page(rf"\{{\{{< /({TAGS}) >", either("text", "warning", "tip")),
    "6 entry for a list": scalars_for_lists,
    "6 small letters of a variable": in_commands(r"\$\{?([A-Z][A-Z_]{5,})\b", lambda f, _c: f[1].lower()),
    "6 selector with a blank": in_commands(r"(?:-l|--selector)[= ]\"?[\w./-]+(=)", to(" ")),
    "6 lost redirection": in_bodies(r"(> )(?:\./)?[\w-]+\.(?:ya?ml|json|txt|pem|crt|key)\b", to("")),
    "6 colon in a value": in_manifests(r"^ *\w+: ([a-z]\w+) *$", lambda f, _c: f"{f[1]}: x"),
    "6 namespace in capitals": in_commands(r"(?:-n|--namespace)[= ]([a-z][\w-]{2,})", lambda f, _c: f[1].capitalize()),
    "6 version of one command": in_commands(r"\b\d+\.\d+\.(\d+)\b(?!\.)", other_version),
    "6 list for a mapping": in_manifests(
        r"^( +)(?=(?:matchLabels|labels|metadata|selector):$)", lambda f, _c: f"{f[1]}- "
    ),
    "6 port of the Service": in_manifests(r"kind: Service\n(?:.*\n)*?\s+(?:- )?port: (\d+)$", either("8099", "8888")),
    "6 quotes of a word": in_commands(r"(?<= )\"([^\"$\n]* [^\"$\n]*)\"(?=\s|$)", lambda f, _c: f[1]),
    "6 lost at of a file": in_commands(r"(?:-d|--data(?:-binary)?) (@)\w", to("")),
    "6 two commands on a line": in_page(r"^ *\$ kubectl [^\\\n|&;<]*[\w\"}](\n *\$ )(?=kubectl)", to(" ")),
    "6 command on the line of the output": in_page(
        r"^ *\$ (?:kubectl|curl) [^\\\n|&;<]*[\w\"}](\n *)(?=[A-Z]{4})", to(" ")
    ),
}
