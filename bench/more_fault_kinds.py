"""More faults by kind, as somebody writes them who reads a page and not the checks: any word, anywhere on the page."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Final

from fault_kinds import (
    Fault,
    Mutate,
    blocks,
    bodies,
    commands,
    either,
    in_bodies,
    in_commands,
    in_manifests,
    in_page,
    manifests,
    replaced,
    slip,
    to,
)

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
WORDS = (
    r"pods?|po|svc|services?|deploy(?:ment)?s?|virtualservices?|destinationrules?|gateways?|httproutes?|secrets?"
    r"|configmaps?|namespaces?|ns|nodes?|serviceentr(?:y|ies)|requestauthentications?|authorizationpolic(?:y|ies)"
    r"|peerauthentications?|envoyfilters?|telemetr(?:y|ies)|sidecars?|jobs?|ingress(?:es)?|statefulsets?|daemonsets?"
)


def neighbour_key(found: re.Match[str], chance: random.Random) -> str:
    """A word with one letter that is beside the right one on the keyboard."""
    word = found[1] if found.re.groups else found[0]
    places = [(at, row, row.index(word[at])) for at in range(len(word)) for row in KEYBOARD if word[at] in row]
    if not places:
        return word
    at, row, column = chance.choice(places)
    return word[:at] + (row[column + 1] if column + 1 < len(row) else row[column - 1]) + word[at + 1 :]


def less_indent(found: re.Match[str], chance: random.Random) -> str:
    return found[1][: -chance.choice([1, 2])]


def more_indent(found: re.Match[str], chance: random.Random) -> str:
    return found[1] + " " * chance.choice([1, 2])


def lone_lines(text: str, pattern: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"^{pattern}\n", text, re.MULTILINE)


def lost_line(pattern: str) -> Mutate:
    """A line of a manifest that is lost."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        for offset, text in manifests(page):
            for found in lone_lines(text, pattern):
                yield Fault(offset + found.start(), offset + found.end(), "")
        chance.random()

    return mutate


def in_cleanup(pattern: str) -> Mutate:
    """A slip in a command of the cleanup."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        heading = re.search(r"^#+ +clean ?-?up", page, re.MULTILINE | re.IGNORECASE)
        for offset, line in commands(page) if heading else ():
            for found in re.finditer(pattern, line):
                if heading and offset > heading.start():
                    yield Fault(offset + found.start(1), offset + found.end(1), slip(found, chance))

    return mutate


def never_made(page: str, chance: random.Random) -> Iterator[Fault]:
    """A cleanup of what the page never made."""
    words = ("kubectl delete serviceentry billing-db", "kubectl delete namespace staging", "helm uninstall keycloak")
    words += ("kubectl delete -f @samples/helloworld/canary.yaml@", "kubectl delete deployment reporter-v9")
    heading = re.search(r"^#+ +clean ?-?up", page, re.MULTILINE | re.IGNORECASE)
    for offset, line in commands(page) if heading else ():
        prompt = re.match(r"\s*\$ (?=kubectl delete)", line)
        if heading and offset > heading.start() and prompt:
            yield Fault(offset, offset, f"{prompt[0]}{chance.choice(words)}\n")


def moved_up(page: str, chance: random.Random) -> Iterator[Fault]:
    """A block that uses what the block above it makes, above that."""
    pattern = r"^[ \t]*\{\{< text bash[^\n]*>\}\}\n.*?\n[ \t]*\{\{< /text >\}\}\n"
    found = list(re.finditer(pattern, page, re.DOTALL | re.MULTILINE))
    for block in found:
        made = re.search(
            r"kubectl create (?:ns|namespace) ([\w-]+)|export (\w+)=|kind: \w+\nmetadata:\n  name: (\S+)", block[0]
        )
        name = made and next(filter(None, made.groups()))
        later = next(
            (
                other
                for other in found
                if name
                and other.start() >= block.end()
                and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", other[0])
            ),
            None,
        )
        if (
            name
            and later
            and f"{name}=" not in later[0]
            and page.count(f"export {name}=") < 2
            and page.count(f"name: {name}\n") < 2
        ):
            yield Fault(block.start(), later.end(), later[0] + "\n" + block[0] + page[block.end() : later.start()])
    chance.random()


def first_of_last_blocks(pattern: str, *, last: bool) -> Mutate:
    """A slip in the first or the last block of commands."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        found = [(start, body) for syntax, start, body in blocks(page) if syntax == "bash"]
        for start, body in found[-1:] if last else found[:1]:
            for match in re.finditer(pattern, body):
                yield Fault(start + match.start(1), start + match.end(1), slip(match, chance))

    return mutate


IN_TEXT = r"\$\([^()]*?"
MORE_KINDS: Final[Mapping[str, Mutate]] = {
    "2 resource anywhere": in_commands(rf"(?<=\s)({WORDS})(?=[\s/])", slip),
    "2 resource, neighbour key": in_commands(rf"(?<=\s)({WORDS})(?=[\s/])", neighbour_key),
    "2 resource in a substitution": in_bodies(rf"{IN_TEXT}kubectl [^()]*?(?<=\s)({WORDS})(?=[\s/])", slip),
    "2 resource in the cleanup": in_cleanup(rf"kubectl delete ({WORDS})\b"),
    "2 any flag": in_commands(r"(?<=\s)--([a-z][\w-]{2,})(?=[= ]|$)", slip),
    "2 any flag, neighbour key": in_commands(r"(?<=\s)--([a-z][\w-]{2,})(?=[= ]|$)", neighbour_key),
    "2 short flag": in_commands(r"(?<=kubectl )-([a-z])(?= )|(?<=\s)-([nflo])(?= )", either("y", "j", "b")),
    "2 one dash lost": in_commands(r"(?<=\s)(--)(?=[a-z]{4})", to("-")),
    "2 blank in a flag": in_commands(r"(?<=\s)(--)(?=[a-z]{4})", to("-- ")),
    "2 flag value lost": in_commands(
        r"(?<=\s)(?:-n|-f|-l|-c|--namespace|--context|-o|--selector|-p)( \"?[\w${}./@=-]+\"?)(?=\s|$)", to("")
    ),
    "2 flag value after = lost": in_commands(r"(?<=\s)--[a-z-]+=([\w${}./-]+)(?=\s|$)", to("")),
    "2 subcommand": in_commands(
        r"(?:kubectl|istioctl|helm|docker|openssl|kind|git)(?: -n \S+| --\S+)* ([a-z][a-z-]{2,})(?=\s|$)", slip
    ),
    "2 inner subcommand": in_commands(
        r"(?:istioctl (?:proxy-config|pc|x|tag|waypoint)|kubectl (?:create|rollout|config|set)|helm (?:repo|dep))"
        r" ([a-z][a-z-]{2,})(?=\s|$)",
        slip,
    ),
    "2 output format": in_commands(r"(?<=\s)(?:-o|--output)[ =]?([a-z]{4,})\b", slip),
    "2 namespace anywhere": in_bodies(
        r"(?:-n|--namespace|kubectl create (?:ns|namespace)|kubectl label (?:ns|namespace))[ =]([a-z][a-z-]{2,})", slip
    ),
    "2 namespace, neighbour key": in_bodies(r"(?:-n|--namespace)[ =]([a-z][a-z-]{2,})", neighbour_key),
    "2 created namespace": in_commands(r"kubectl create (?:ns|namespace) ([a-z][a-z-]{2,})", slip),
    "2 namespace of a short host": in_bodies(r"https?://[\w-]+\.([a-z][\w-]{2,})(?=[:/])", slip),
    "2 host of a service": in_bodies(r"https?://([a-z][\w-]{4,})\.[a-z][\w-]+(?=[:/])", slip),
    "2 bare host": in_bodies(r"(?:https?://|curl (?:-\w+ )*)([a-z][a-z-]{4,}):\d+", slip),
    "2 port of a service": in_bodies(
        r"https?://[\w.-]+:(\d{2,5})\b", lambda f, _c: f"{f[1][:-1]}{(int(f[1][-1]) + 1) % 10}"
    ),
    "2 host header": in_bodies(r"[Hh]ost: ?([\w-]+\.\w+\.\w+)", slip),
    "2 host of a gateway": in_manifests(r"(?:hosts|hostnames):\n\s*- \"?([\w-]+\.\w+\.com)", slip),
    "2 variable in a text": in_bodies(r"\"[^\"\n]*\$\{?([A-Z][A-Z_]{4,})\b", slip),
    "2 variable in a heredoc": in_manifests(r"\$\{?([A-Z][A-Z_]{3,})\b", slip),
    "2 lost brace": in_bodies(r"\$\{\w+(\})", to("")),
    "2 lost opening brace": in_bodies(r"\$(\{)\w+\}", to("")),
    "2 blanks around =": in_commands(r"export \w+(=)", either(" =", " = ", "= ")),
    "2 dollar of an export": in_commands(r"export ()\w+=", to("$")),
    "2 lost parenthesis": in_bodies(r"\$(\()", to("")),
    "2 lost last quote": in_bodies(r"(?<=\w)(['\"])$", to("")),
    "2 mixed quotes": in_commands(r"(?<=[ =])'[^'\"\n]*(')(?=\s|$)", to('"')),
    "2 backslash of a middle line": in_commands(r"^(?!\s*\$).*?( ?\\)$", to("")),
    "2 slash for backslash": in_commands(r" (\\)$", to("/")),
    "2 end word of a heredoc": in_page(r"^[ \t]*(EOF)$", either("EFO", "EOFF", "EO", "eof")),
    "2 start word of a heredoc": in_page(r"<<-? ?['\"]?(EOF)\b", either("EFO", "EOFF", "EO")),
    "2 end word indented": in_page(r"^()EOF$", to("  ")),
    "2 dash of -f -": in_commands(r"-f( -) ?<<", to("")),
    "2 -f lost": in_commands(r"kubectl (?:\S+ )*?(?:apply|create|delete|replace) (?:-n \S+ )?(-f )", to("")),
    "2 text syntax": in_page(r"\{\{< text (?:syntax=)?\"?(bash|yaml|json|plain)", slip),
    "2 shortcode": in_page(r"\{\{< (text|tip|warning|boilerplate|tabset|tab|idea|image|gloss|github_file)\b", slip),
    "2 closing shortcode": in_page(r"\{\{< /(text|tip|warning|tabset|tab|idea|gloss)\b", slip),
    "2 lost closing shortcode": in_page(r"^[ \t]*(\{\{< /(?:tip|warning|tabset|tab|idea) >\}\})$", to("")),
    "2 lost opening shortcode": in_page(r"^[ \t]*(\{\{< (?:text|tip|warning|tab|tabset)[^\n]* >\}\})$", to("")),
    "2 percent of a shortcode": in_page(r"\{\{(<) (?:text|tip|boilerplate|/text)\b", to("")),
    "2 boilerplate": in_page(r"\{\{< boilerplate ([\w-]{4,})", slip),
    "2 attribute of a tab": in_page(r"\{\{< tab[^>\n]*(category-value|name)=", slip),
    "2 indent of a closing tag": in_page(r"^(    )\{\{< /text >\}\}$", to("")),
    "2 name of a snippet used": in_page(r"\{\{< text [^>\n]*snip_id=(\w+)", lambda f, _c: f"{f[1]}-x y"),
    "2 api version without group": in_manifests(r"^apiVersion: ([\w.-]+/)", to("")),
    "2 removed api": in_manifests(
        r"^apiVersion: (apps/v1|batch/v1|networking\.k8s\.io/v1|rbac\.authorization\.k8s\.io/v1|policy/v1)$",
        lambda f, _c: f"{f[1]}beta1",
    ),
    "2 other group": in_manifests(
        r"^apiVersion: ((?:networking|security|telemetry|extensions)\.istio\.io)/",
        lambda f, _c: "security.istio.io" if f[1][0] != "s" else "networking.istio.io",
    ),
    "2 kind of an item": in_manifests(r"^\s+kind: (\w{4,})$", slip),
    "2 kind, neighbour key": in_manifests(r"^kind: (\w+)$", neighbour_key),
    "2 case of a key": in_manifests(r"^\s*(?:- )?([a-z]+[A-Z]\w+):", lambda f, _c: f[1].lower()),
    "2 case of a kind": in_manifests(r"^kind: ([A-Z]\w+[A-Z]\w+)$", lambda f, _c: f[1].capitalize()),
    "2 field, neighbour key": in_manifests(r"^\s*(?:- )?([a-z]\w{3,}):", neighbour_key),
    "2 field without colon": in_manifests(r"^\s*(?:- )?[a-z]\w+(:)(?= \S|$)", to("")),
    "2 colon without blank": in_manifests(r"^\s*(?:- )?[a-z]\w+:( )(?=\w)", to("")),
    "2 less indent": in_manifests(r"^( +)(?=[\w-])", less_indent),
    "2 more indent": in_manifests(r"^( *)(?=[\w-])", more_indent),
    "2 indent of spec": in_manifests(r"^()spec:", either(" ", "  ")),
    "2 indent of an item": in_manifests(r"^( {2,})(?=- )", less_indent),
    "2 item's dash lost": in_manifests(r"^\s+(- )(?=\w)", either("  ", "")),
    "2 blank after a dash lost": in_manifests(r"^\s+-( )(?=\w)", to("")),
    "2 tab anywhere": in_manifests(r"^ *(  )(?=[\w-])", to("\t")),
    "2 no-break indent": in_manifests(r"^( ) +\w", to("\xa0")),
    "2 lost kind": lost_line(r"kind: \w+"),
    "2 lost apiVersion": lost_line(r"apiVersion: \S+"),
    "2 lost metadata": lost_line(r"metadata:"),
    "2 lost name": lost_line(r"  name: \S+"),
    "2 lost spec": lost_line(r"spec:"),
    "2 lost separator": lost_line(r"---"),
    "2 lost line": lost_line(r" +\w+:"),
    "2 duplicate of any key": in_manifests(r"^( +\w+: \S.*)$", lambda f, _c: f"{f[1]}\n{f[1]}"),
    "2 quote of a value": in_manifests(r": \"[^\"\n]*(\")$", to("")),
    "2 bracket of a list": in_manifests(r": \[[^\]\n]*(\])$", to("")),
    "2 value of an enum": in_manifests(r": ([A-Z][A-Z_]{3,}|[A-Z][a-z]+[A-Z]\w+)$", slip),
    "2 number as text": in_manifests(
        r"(?:number|port|replicas|weight|percent|targetPort|containerPort): (\d+)$", either("x80", "1O0", "80a")
    ),
    "2 port too large": in_manifests(r"(?:number|port|containerPort): (\d+)$", either("80800", "70000")),
    "2 duration": in_manifests(r": (\d+m?s)$", either("5sec", "10", "3 s", "2seconds")),
    "2 bool": in_manifests(r": (true|false)$", either("ture", "flase", "maybe")),
    "2 label with a blank": in_manifests(r"labels:\n\s+[\w./-]+: ([\w-]{3,})$", lambda f, _c: f"{f[1]} x!"),
    "2 jsonpath opened": in_bodies(r"jsonpath=['\"]?(\{)", to("")),
    "2 jsonpath index": in_bodies(r"jsonpath=['\"]?\{[^}]*?\[\d+(\])", to("")),
    "2 jsonpath quote": in_bodies(r"jsonpath='\{[^}]*\}(')", to("")),
    "2 jsonpath field": in_bodies(r"jsonpath=['\"]?\{\.(items|status|spec|metadata|data)\b", slip),
    "2 patch quote": in_bodies(r"(?:-p|--patch)[ =]?'?[\[{].*?\"\w+(\"):", to("")),
    "2 patch colon": in_bodies(r"(?:-p|--patch)[ =]?'?[\[{].*?\"\w+\"(:)", to("")),
    "2 patch op": in_bodies(r"\"op\": ?\"(\w+)\"", slip),
    "2 address": in_commands(
        r"(https?://)", lambda f, _c: f[1].replace("://", ":/") if len(f[1]) % 2 else f[1].replace("t", "", 1)
    ),
    "2 label key": in_commands(r"kubectl label .*?([a-z][\w.-]*/?[a-z-]{4,})=", slip),
    "2 label key of istio": in_bodies(
        r"\b(istio-injection|istio\.io/\w[\w-]*|topology\.istio\.io/\w+|sidecar\.istio\.io/\w+)\b", slip
    ),
    "2 profile": in_commands(r"profile=(\w{4,})", slip),
    "2 chart": in_commands(r"helm (?:install|upgrade) .*?(?<=\s)\w+/([a-z]\w{3,})(?=\s|$)", slip),
    "2 chart repository": in_commands(r"helm (?:install|upgrade) .*?(?<=\s)(\w{4,})/[a-z]\w+(?=\s|$)", slip),
    "2 program": in_bodies(
        r"(?:\$ |\| ?|\$\()(kubectl|istioctl|helm|curl|grep|openssl|docker|jq|sed|awk|cut|head|tail|sleep|export)\b",
        slip,
    ),
    "2 first command": first_of_last_blocks(r"\$ ([a-z]{4,})\b", last=False),
    "2 last command": first_of_last_blocks(r"(?<=[a-z] )([a-z]{4,})(?= )", last=True),
    "2 timeout": in_commands(r"--timeout[= ](\d+s)", either("60", "60sec", "1minute")),
    "2 path of a sample": in_commands(r"@samples/[\w/-]*?([a-z][\w-]{3,})(?=[/.])", slip),
    "2 sample lost its @": in_commands(r"@samples/[\w./-]+(@)", to("")),
    "2 cleanup of what was never made": never_made,
    "2 use before creation": moved_up,
    "2 en dash in a value": in_bodies(
        r"(?<=[a-z])(-)(?=(?:system|gateway|ingress|egress|proxy)\b)", either("\u2013", "\u2010", "\u2011")
    ),
    "2 ellipsis": in_bodies(r"(?<=\{1)(\.\.)(?=\d)", to("\u2026")),
    "2 output of another name": replaced(
        r"^(?:\w+/|namespace/)?([a-z][\w-]{3,}) (?:created|configured|deleted|labeled)$", slip, bodies
    ),
    "2 output of another kind": replaced(
        r"^([a-z][\w.]{3,})(?:/| \")[\w-]+\"? (?:created|configured|deleted|labeled)$", slip, bodies
    ),
    "2 link, neighbour key": in_page(r"\]\(/docs/[\w/-]*?/?([\w-]{5,})/\)", neighbour_key),
    "2 anchor of another page": in_page(r"\]\(/docs/[\w/-]+/#([\w-]{5,})\)", slip),
    "2 bracket of a link": in_page(r"\[[^\]\[\n]+\]\(/docs[^)\s]+(\))", to("")),
    "2 image": in_page(r"\{\{< image [^>\n]*link=\"([\w./-]{5,})\.\w+\"", slip),
}
