"""Faults of values and arguments by kind, as bug reports about documentation have them: right words in a wrong form."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Final

from fault_kinds import Fault, Mutate, blocks, bodies, either, in_bodies, in_commands, in_manifests, replaced, slip, to


def lower_first(found: re.Match[str], _chance: random.Random) -> str:
    return found[1][0].lower() + found[1][1:]


def next_number(found: re.Match[str], _chance: random.Random) -> str:
    return str(int(found[1]) + 1)


def rows_lost(page: str, chance: random.Random) -> Iterator[Fault]:
    """One of several lines of an output that name what was created."""
    for offset, text in bodies(page):
        found = list(re.finditer(r"^[ \t]*[a-z.0-9-]+/[\w.-]+ created\n", text, re.MULTILINE))
        if len(found) > len("ab") and "EOF" in text:
            chosen = chance.choice(found)
            yield Fault(offset + chosen.start(), offset + chosen.end(), "")


def one_of_two_blocks(page: str, chance: random.Random) -> Iterator[Fault]:
    """A port in the text that is another one in the blocks."""
    shown = "\n".join(body for _, _, body in blocks(page))
    for found in re.finditer(r"\bport `?(\d{4,5})`?", page):
        if found[1] in shown and not any(start <= found.start() < start + len(body) for _, start, body in blocks(page)):
            yield Fault(found.start(1), found.end(1), f"{found[1][:-1]}{(int(found[1][-1]) + 7) % 10}")
    chance.random()


VALUE_KINDS: Final[Mapping[str, Mutate]] = {
    "3 literal without =": in_commands(r"--from-literal[= ][\w.-]+(=\S+)", to("")),
    "3 literal with a colon": in_commands(r"--from-literal[= ]\"?[\w.-]+(=)", to(":")),
    "3 selector with a colon": in_commands(r"(?:-l|--selector)[= ]\"?[\w./-]+(=)", to(":")),
    "3 time without a unit": in_commands(r"--timeout[= ]\d+(s|m)\b", to("")),
    "3 time in words": in_commands(r"--timeout[= ]\d+(s|m)\b", either("sec", "min", "seconds")),
    "3 number in words": in_commands(r"--replicas[= ](\d+)", either("two", "1x")),
    "3 case of a word": in_commands(r"--(?:restart|type|image-pull-policy)[= ]([A-Z][a-z]\w+)", lower_first),
    "3 values of helm": in_commands(r"--set [\w.]+(=)", to(":")),
    "3 header": in_bodies(r"-H ?[\"'][\w-]+(:) ", to("")),
    "3 resolve": in_bodies(r"--resolve \"?[\w.-]+:[\w${}]+(:)", to("=")),
    "3 subject": in_commands(r"-subj ['\"](/)", to("")),
    "3 key": in_commands(r"-newkey rsa(:)", to("")),
    "3 label with a colon": in_commands(r"kubectl (?:\S+ )?(?:label|annotate) \S+ \S+ [\w./-]+(=)[\w-]+$", to(":")),
    "3 repository": in_commands(r"helm repo add (\S+ \S+)$", lambda f, _c: " ".join(reversed(f[1].split()))),
    "3 release and chart": in_commands(
        r"helm install ([\w-]+ \w+/\w+)(?=\s|$)", lambda f, _c: " ".join(reversed(f[1].split()))
    ),
    "3 key of a TLS secret": in_commands(r"kubectl create (?:-n \S+ )?secret tls [^\n]*( --key[= ]\S+)", to("")),
    "3 quotes of a variable": in_commands(r"(?<=\s)(\"\$[A-Z_]+\")(?=\s|$)", lambda f, _c: f"'{f[1][1:-1]}'"),
    "3 parenthesis of jq": in_bodies(r"jq [^|\n]*?select\([^()\n]*(\))", to("")),
    "3 end of sed": in_commands(r"sed (?:-\w+ )*'s/[^/'\n]*/[^/'\n]*(/)g?'", to("")),
    "3 quotes of awk": in_commands(r"awk ('\{[^'\"\n]*\$\d[^'\"\n]*\}')", lambda f, _c: f'"{f[1][1:-1]}"'),
    "3 brace of awk": in_commands(r"awk '\{[^'\n]*(\})'", to("")),
    "3 end of a range": in_bodies(r"\{range [^\n]*(\{end\})", to("")),
    "3 braces of a path": in_bodies(r"jsonpath='(\{[^{}'\n]*\})'", lambda f, _c: f[1][1:-1]),
    "3 folder of a clone": in_commands(r"cd ([a-z][\w-]{4,})$", slip),
    "3 namespace lost": in_commands(
        r"kubectl (?:get|describe|delete|label|scale) \w+ [a-z][\w-]+( -n [a-z][\w-]+)$", to("")
    ),
    "3 condition": in_commands(
        r"wait --for=condition=(ready|Ready|available|Available)\b", either("Avaliable", "Redy")
    ),
    "3 key of a secret": in_commands(r"jsonpath='?\"?\{\.data\.(\w{4,})", slip),
    "3 schedule": in_manifests(r"schedule: \"?\S+ \S+ \S+ \S+( [^\s\"]+)\"?$", to("")),
    "3 operator": in_manifests(r"operator: (In|NotIn|Exists|DoesNotExist)$", lower_first),
    "3 image": in_manifests(r"image: \"?([a-z][\w./-]+:[\w.]+)$", lambda f, c: c.choice([f"{f[1]}:1", f[1].title()])),
    "3 base64": in_manifests(r"^data:\n  [\w.-]+: ([A-Za-z0-9+/]{8,}={0,2})$", lambda f, _c: f"{f[1][:-3]}!"),
    "3 verb of a role": in_manifests(r"verbs:(?: \[|\n\s+- )\"?(get|list|watch|create|update|patch|delete)\b", slip),
    "3 resource of a role": in_manifests(r"resources:(?: \[|\n\s+- )\"?([a-z]{5,})\b", slip),
    "3 group of a role": in_manifests(r"apiGroups:(?: \[|\n\s+- )\"?([a-z][\w.]+)\b", lambda f, _c: f"{f[1]}/v1"),
    "3 role of a binding": in_manifests(r"roleRef:\n(?:.*\n)*?\s+kind: (Role|ClusterRole)$", either("Roles")),
    "3 restart": in_manifests(r"restartPolicy: (\w+)$", lambda f, _c: "Always" if f[1] != "Always" else "Never"),
    "3 port of a probe": in_manifests(r"(?:httpGet|tcpSocket):\n(?:.*\n)??\s+port: ([a-z][\w-]+)$", slip),
    "3 two of a name": in_manifests(r"ports:\n\s+- (?:.*\n\s+)?name: (\w+)\n(?:.*\n)*?\s+- name: (?:\w+)$", to("http")),
    "3 request": in_manifests(r"requests:\n(?:.*\n)??\s+memory: \"?(\d+)", lambda f, _c: f"{f[1]}000"),
    "3 port of a backend": in_manifests(r"backendRefs:\n\s+- name: \S+\n\s+port: (\d+)$", next_number),
    "3 pods of a service": in_manifests(r"kind: Service\n(?:.*\n)*?\s+selector:\n\s+app: (\w+)", to("backend-x")),
    "3 created name": replaced(r"^[ \t]*[a-z.0-9-]+/([a-z][\w-]{3,}) (?:created|configured|patched)$", slip, bodies),
    "3 verb of an output": replaced(r"^[ \t]*[a-z.0-9-]+/[\w.-]+ (created|deleted|labeled|patched)$", slip, bodies),
    "3 heading": replaced(r"^[ \t]*NAME .*\b(READY|STATUS|RESTARTS|CLUSTER-IP)\b", slip, bodies),
    "3 state": replaced(r"^[ \t]*\S+ +\d+/\d+ +(Running|Completed|Pending)\b", slip, bodies),
    "3 row lost": rows_lost,
    "3 port of the text": one_of_two_blocks,
}
