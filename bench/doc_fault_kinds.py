"""Faults by kind, as corrections of documentation mend them: names of other things, places, forms and signs."""

import itertools
import random
import re
from collections.abc import Iterator, Mapping
from typing import Final

from fault_kinds import (
    BLOCK,
    HEREDOC,
    Fault,
    Mutate,
    New,
    bodies,
    commands,
    either,
    in_bodies,
    in_commands,
    in_manifests,
    in_page,
    replaced,
    slip,
    to,
)
from more_fault_kinds import in_cleanup

METHOD = r"\b(GET|POST|PUT|DELETE|PATCH)\b"
CELL = r"\b(NAMESPACE|READY|STATUS|RESTARTS|TYPE|CLUSTER-IP|EXTERNAL-IP|PORT\(S\)|UP-TO-DATE|AVAILABLE|ADDRESS)\b"
LOOKALIKE = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р"}  # noqa: RUF001 - Cyrillic on purpose
CLASSES = r"(?:gatewayClassName|ingressClassName|storageClassName)"


def other(pattern: str) -> Mutate:
    """In place of one name another one that the page has in the same role."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        found = [(offset, each) for offset, text in bodies(page) for each in re.finditer(pattern, text, re.MULTILINE)]
        names = sorted({each[1] for _, each in found})
        for offset, each in found if len(names) > 1 else ():
            name = chance.choice([name for name in names if name != each[1]])
            yield Fault(offset + each.start(1), offset + each.end(1), name)

    return mutate


def in_prose(pattern: str, new: New) -> Mutate:
    """Outside of blocks and front matter."""

    def places(page: str) -> Iterator[tuple[int, str]]:
        start = page.find("\n---\n", 3) + 1 if page.startswith("---") else 0
        for block in BLOCK.finditer(page):
            if block.start() > start:
                yield start, page[start : block.start()]
            start = max(start, block.end())
        yield start, page[start:]

    return replaced(pattern, new, places)


def quoted_heredocs(page: str, chance: random.Random) -> Iterator[Fault]:
    """A here-document that reads variables of the shell, quoted."""
    for offset, text in bodies(page):
        for found in HEREDOC.finditer(text):
            name = re.search(r"\$\{?([A-Z][A-Z_]{3,})", found[2])
            if name and f"export {name[1]}=" in page and "'" not in found[0].split("\n")[0]:
                yield Fault(offset + found.start(1), offset + found.end(1), f"'{found[1]}'")
    chance.random()


def swapped(pattern: str) -> Mutate:
    """The two groups of a pattern in each other's place."""

    def mutate(page: str, chance: random.Random) -> Iterator[Fault]:
        for offset, line in commands(page):
            for found in re.finditer(pattern, line):
                between = line[found.end(1) : found.start(2)]
                yield Fault(offset + found.start(1), offset + found.end(2), f"{found[2]}{between}{found[1]}")
        chance.random()

    return mutate


def same_id(page: str, chance: random.Random) -> Iterator[Fault]:
    """An id that another block has."""
    found = list(re.finditer(r"snip_id=(?!none)(\w+)", page))
    for first, second in itertools.pairwise(found):
        if first[1] != second[1]:
            yield Fault(second.start(1), second.end(1), first[1])
    chance.random()


def one_letter(found: re.Match[str], chance: random.Random) -> str:
    places = [at for at, letter in enumerate(found[1]) if letter in LOOKALIKE]
    if not places:
        return found[1]
    at = chance.choice(places)
    return found[1][:at] + LOOKALIKE[found[1][at]] + found[1][at + 1 :]


def removed_quotes(found: re.Match[str], _chance: random.Random) -> str:
    return found[1][1:-1]


DOC_KINDS: Final[Mapping[str, Mutate]] = {
    "4 another container": other(r"kubectl (?:exec|logs) .*? -c ([a-z][\w-]+)"),
    "4 another subset": in_manifests(r"subset: (v\d)$", either("v9", "v7", "stable")),
    "4 another host of a header": in_bodies(
        r"[Hh]ost: ?(\w[\w-]*\.\w+\.com)", lambda f, c: c.choice([f[1].split(".", 1)[1], f"{f[1]}.org", f"x.{f[1]}"])
    ),
    "4 another kind": in_manifests(
        r"^kind: (VirtualService|DestinationRule|Gateway|Service|Deployment|AuthorizationPolicy|HTTPRoute)$",
        either("VirtualService", "DestinationRule", "Deployment", "PeerAuthentication", "ConfigMap"),
    ),
    "4 another context": in_commands(r"--context[= ]\"?\$\{?(CTX_CLUSTER[12])", lambda f, _c: f[1][:-1] + "9"),
    "4 deletes another name": in_cleanup(r"kubectl (?:-n \S+ )?delete \S+ ([a-z][\w-]+)"),
    "4 deletes a longer name": in_commands(
        r"kubectl (?:-n \S+ )?delete (?:virtualservice|gateway|authorizationpolicy|destinationrule)s? ([a-z]\S+)",
        lambda f, c: f[1] + c.choice(["-policy", "-v2", "-example"]),
    ),
    "4 column misspelt": replaced(rf"^[ \t]*NAME[A-Z]* .*?{CELL}", slip, bodies),
    "4 column lost": replaced(rf"^[ \t]*NAME[A-Z]* .*?(?<=\S)(\s+){CELL}", lambda _f, _c: "", bodies),
    "4 quoted here-document": quoted_heredocs,
    "4 label before its object": swapped(r"kubectl label (?:namespace|ns) ([a-z][\w-]+) ([\w./-]+=[\w-]+)"),
    "4 name before its resource": swapped(
        r"kubectl (?:delete|get|describe) (pods?|svc|service|virtualservice|secret|gateway|gtw|configmap) ([a-z][\w-]+)"
    ),
    "4 unquoted value of a variable": in_manifests(r"^\s+value: ([\"'](?:\d+|true|false)[\"'])$", removed_quotes),
    "4 unquoted annotation": in_manifests(
        r"(?:annotations|labels):\n(?: +\S.*\n){0,6}? +[\w.-]+/?[\w.-]*: ([\"'](?:\d+|true|false)[\"'])$",
        removed_quotes,
    ),
    "4 quoted bool": in_manifests(r": (true|false)$", lambda f, _c: f'"{f[1]}"'),
    "4 quoted number": in_manifests(
        r"(?:number|port|replicas|weight|containerPort): (\d+)$", lambda f, _c: f'"{f[1]}"'
    ),
    "4 range of addresses": in_manifests(
        r"\b(\d+\.\d+\.\d+\.\d+/\d+)\b",
        lambda f, c: c.choice([f"{f[1].split('/')[0]}/33", f"256.{f[1].split('.', 1)[1]}"]),
    ),
    "4 schedule": in_manifests(r"schedule: \"?(\S+) (?=\S+ \S+ \S+ \S+)", either("60", "*/", "a")),
    "4 name of a namespace": in_commands(r"kubectl create (?:ns|namespace) ([a-z][\w-]+)", lambda f, _c: f"{f[1]}_x"),
    "4 options behind the image": swapped(r"docker run (.*?) ([\w./-]+:[\w.]+)$"),
    "4 letters of tar": in_commands(r"tar (-?[xzcvf]*f)\b", lambda f, _c: f[1][-1:].join(["-", f[1].strip("-")[:-1]])),
    "4 mode of chmod": in_commands(r"chmod (\+x|\d{3})", either("x+", "-+x", "788")),
    "4 option of base64": in_bodies(r"base64 (-d|--decode|-D|-w0)(?=\W)", either("--decod", "-decode", "--decodes")),
    "4 set image": in_commands(r"kubectl (?:\S+ )*set image \S+ ([a-z][\w-]+)=", slip),
    "4 resource of can-i": in_commands(r"auth can-i [a-z]+ ([a-z]{4,})", slip),
    "4 role of a command": in_commands(r"--(?:cluster)?role[= ]([a-z][\w-]{3,})", slip),
    "4 topology key": in_manifests(r"topologyKey: \"?([\w./-]+)", slip),
    "4 port of a probe": in_manifests(r"(?:httpGet|tcpSocket|grpc):\n(?:.*\n)??\s+port: (\d+)$", to("8099")),
    "4 host of --resolve": in_bodies(r"--resolve [\"']?([\w-]+\.[\w.]+):", slip),
    "4 port of --resolve": in_bodies(r"--resolve [\"']?[\w.-]+:(\d+):", either("8443", "80", "444")),
    "4 id of another block": same_id,
    "4 front matter key": in_page(r"\A---\n(?:.*\n){0,8}?(title|description|weight|test|owner|aliases)(?=:)", slip),
    "4 front matter test": in_page(r"^test: (yes)$", either("yse", "ye", "yess")),
    "4 front matter colon": in_page(r"\A---\n(?:.*\n){0,8}?title(:) ", to("")),
    "4 front matter end": in_page(r"\A---\n(?:[^-\n].*\n)+?(---)\n", either("--", "", "----")),
    "4 heading": in_page(r"^#{2,3}( )\w", to("")),
    "4 blank in a link": in_page(r"\w\](?=\(/docs)()", to(" ")),
    "4 brackets of a link": in_page(
        r"(?<!!)(\[[^\]\[\n`]+\]\(/docs[^)\s]+\))", lambda f, _c: "({})[{}]".format(*f[1][1:-1].split("]("))
    ),
    "4 port-forward": in_bodies(r"port-forward \S+ (?:-n \S+ )?(\d+):\d+", lambda f, _c: f"{int(f[1]) + 1}"),
    "4 remote port": in_bodies(r"port-forward (?:-n \S+ )?(?:svc|service)\S+ (?:-n \S+ )?\d+:(\d+)", to("4711")),
    "4 method of curl": in_bodies(rf"-X ?{METHOD}", slip),
    "4 method of a manifest": in_manifests(rf"\"{METHOD}\"", slip),
    "4 null device": in_bodies(r"/dev/(null)\b", slip),
    "4 variable of curl": in_bodies(r"%\{(http_code|response_code|\w+_code|time_\w+)\}", slip),
    "4 status and reason": replaced(
        r"HTTP/1.1 (200 OK|403 Forbidden|404 Not Found)", either("200 Forbidden", "430 Forbidden"), bodies
    ),
    "4 inner field of a path": in_bodies(
        r"jsonpath=['\"]?\{[^}\n]*\.(metadata|name|loadBalancer|ingress|addresses|spec|hostIP|ports|nodePort|value)\b(?=[^}\n]*\})",
        slip,
    ),
    "4 known label's value": in_bodies(
        r"istio-injection=(enabled|disabled)", lambda f, c: c.choice([f[1][:-1], f[1][:-2], f[1].title()])
    ),
    "4 lost done": in_commands(r"(; ?done)\b", to("")),
    "4 lost do": in_commands(r";( do)\b", to("")),
    "4 lost semicolon": in_commands(r"(;) ?do\b", to("")),
    "4 redirection": in_bodies(r"(2>&1)", either("2&>1", "2>$1", "2>>&1")),
    "4 secret of a gateway": in_manifests(r"credentialName: \"?([a-z][\w-]+)", slip),
    "4 secret of a listener": in_manifests(r"certificateRefs:\n\s+- (?:kind: \w+\n\s+)?name: ([a-z][\w-]+)", slip),
    "4 class": in_manifests(rf"{CLASSES}: ([a-z][\w-]+)$", slip),
    "4 removed file": in_commands(r"\brm (?:-\w+ )?(?:\./)?([a-z][\w-]{3,})", slip),
    "4 folder": in_commands(r"\bcd (?:\./)?([a-z][\w-]{4,})", slip),
    "4 file of an option": in_commands(
        r"--?(?:cert|key|cacert|CA|CAkey|in|out|from-file|config)[= ](?:[\w-]+=)?[\w-]*/?([a-z][\w-]{4,})\.", slip
    ),
    "4 value of a tab": in_page(r"category-value=\"?([\w-]{4,})", slip),
    "4 name of a tab": in_page(r"\{\{< tab name=\"([\w ]{4,})\"", slip),
    "4 value shortcode": in_page(r"\{\{< (github_file|source_branch_name|istio_full_version|istio_version) >", slip),
    "4 doubled word": in_commands(
        r"^\s*\$ (kubectl|kubectl [a-z]+|helm [a-z]+|istioctl [a-z-]+) ", lambda f, _c: f"{f[1]} {f[1].split()[-1]}"
    ),
    "4 capital": in_commands(r"^\s*\$ (kubectl|istioctl|helm|curl|export|cat)\b", lambda f, _c: f[1].title()),
    "4 blank of a prompt": in_commands(r"^\s*\$( )(?=[a-z]{2})", to("")),
    "4 doubled prompt": in_commands(r"^\s*(\$ )(?=[a-z]{2})", to("$ $ ")),
    "4 added backslash": in_commands(r"^\s*\$ kubectl .*[\w\"]()$", to(" \\")),
    "4 entity": in_bodies(
        r"(<<|&&|2>&1| > )", lambda f, _c: f[1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ),
    "4 letter of another alphabet": in_commands(r"(?<=\s)([a-z]{4,})(?=\s)", one_letter),
    "4 wide colon": in_manifests(r"^\s*[\w-]+(: )(?=\w)", to("\uff1a")),
    "4 conflict marker": in_page(r"^()\{\{< text", either("<<<<<<< HEAD\n", "=======\n", ">>>>>>> main\n")),
    "4 port of a URL": in_bodies(r"https?://[\w.-]+:(\d{2,5})\b", lambda f, _c: f[1].replace("0", "O", 1)),
    "4 lost sign of a comment": in_manifests(r"^\s*(# )(?=\w)", to("")),
    "4 quotes of a star": in_manifests(r"^\s*- (\"\*\"|'\*')$", removed_quotes),
    "4 sum of weights": in_manifests(r"weight: (\d0)$", lambda f, _c: f"{int(f[1]) + 15}"),
    "4 principal": in_manifests(r"cluster\.local(/ns/)", to("/")),
    "4 mode of a file": in_manifests(r"defaultMode: (\d+)$", to("888")),
    "4 selector of a wait": in_commands(r"kubectl .*wait (--for=\S+ )", to("")),
    "4 lost resource": in_commands(
        r"kubectl (?:-n \S+ )?(?:get|delete|describe) ((?:pods?|svc|services?|secrets?|virtualservices?) )(?=[a-z-])",
        to(""),
    ),
    "4 lost verb": in_commands(r"kubectl (?:-n \S+ )?((?:get|delete|describe|apply|create|label|exec|logs) )", to("")),
    "4 lost name": in_commands(r"kubectl (?:create (?:ns|namespace)|label (?:ns|namespace))( [a-z][\w-]+)", to("")),
    "4 blank in a name": in_commands(r"kubectl .*[a-z](-)[a-z]+(?=\s|$)", to(" ")),
    "4 blank in a path": in_commands(r"(?<=\s)[\w.-]+(/)[\w.-]+\.ya?ml", to("/ ")),
    "4 comma of a list": in_manifests(r"\[\"[^\"\n]*\"(,) \"", to("")),
    "4 item beside its key": in_manifests(r"^\s*- (\w+): \S+\n\s+\w", lambda f, _c: f"- {f[1]}"),
    "5 domain": in_page(
        r"https?://(?:www\.)?((?:raw\.githubusercontent|github|storage\.googleapis)\.com|istio\.io)", slip
    ),
    "5 name in the text": in_prose(r"(?<!`)`([a-z][a-z0-9-]{5,})`(?!`)", slip),
    "5 kind in the text": in_prose(r"(?<!`)`([A-Z][a-z]+[A-Z]\w+)`(?!`)", slip),
    "5 lost backtick": in_prose(r"(?<!`)`[a-z][\w./ -]+(`)(?!`)", to("")),
    "5 brace of a tag": in_page(r"\{\{< (?:text|/text|tab|/tab|tip|/tip)[^\n{}]*>(\}\})", to("}")),
    "5 opening brace of a tag": in_page(r"(\{\{)< (?:text|/text|tab|/tab|tip|/tip)", to("{")),
    "5 closed twice": in_page(r"^[ \t]*(\{\{< /text >\}\}\n)", lambda f, _c: f[1] * 2),
    "5 another syntax": in_page(
        r"\{\{< text (?:syntax=)?\"?(bash|yaml)\b", lambda f, _c: "yaml" if f[1] == "bash" else "bash"
    ),
    "5 word in a tag": in_page(r"\{\{< text syntax=\w+( )snip_id=\w+", either(" id ", " none ")),
    "5 address in a manifest": in_manifests(r": \"?(https?)://", either("htps", "http:", "htttp")),
    "5 value of a label": in_commands(r"kubectl (?:\S+ )*label .*?[\w./-]+=([a-z][\w-]{4,})(?=\s|$)", slip),
    "5 object of istioctl": in_commands(r"istioctl .*?(?:deploy|pod)/([a-z][\w-]{4,})", slip),
    "5 option of openssl": in_commands(r"openssl .*?\s-([a-z]{4,})(?=\s|$)", slip),
    "5 bracket of jq": in_bodies(r"jq (?:-\w+ )*'[^'\n]*?\[[^'\n\]]*(\])", to("")),
    "5 port of a flag": in_commands(r"--port[= ](\d+)", either("80800", "8O80")),
    "5 protocol of a port": in_manifests(r"protocol: (HTTP|HTTPS|TCP|TLS|GRPC)$", lambda f, _c: f"{f[1]}1"),
    "5 file twice": in_commands(r"kubectl (?:\S+ )*?(?:apply|delete|create) (-f )", to("-f -f ")),
    "5 lost file": in_commands(r"kubectl (?:\S+ )*?(?:apply|delete) -f( @?[\w./-]+@?)", to("")),
    "5 end of a for": in_commands(r"\{1(\.\.)\d+\}", either(".", "...", "-")),
    "5 test of a header": in_bodies(
        r"-H ?\"(\w[\w-]*): ", lambda f, _c: f[1].replace("-", "", 1) if "-" in f[1] else f"{f[1][:-2]}"
    ),
    "5 key of a selector": in_manifests(
        r"^\s+(matchLabels|selector|labels|targetRefs?|parentRefs|backendRefs):$", slip
    ),
    "5 name of an account": in_commands(r"kubectl create (?:sa|serviceaccount) ([a-z][\w-]{3,})", slip),
    "5 lost line end": in_manifests(r"^( +\w+: \S+\n) +(?=\w+: )", lambda f, _c: f[1].rstrip("\n") + " "),
    "5 space in a key": in_manifests(r"^\s+[a-z]+()[A-Z]\w+:", to(" ")),
    "5 semicolon": in_manifests(r"^\s+(?:- )?\w+(:) \S", to(";")),
    "5 equals": in_manifests(r"^\s+(?:- )?\w+(: )\S", to("=")),
}
