"""What an output says about who is to blame, as tables of things that programs print."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from harness.check.catalogue.catalogue import builtin_catalogue, group_of
from harness.package_data import toml_data
from harness.patterns import any_of
from harness.programs.addresses import PUBLIC_NAME
from harness.programs.invocation import invocation
from harness.programs.kubectl import kubectl_words
from harness.programs.names import COMMON, LOCAL, OFTEN_MISSING, OTHERS, PYTHON_MODULES, READING, STANDARD
from harness.programs.program_profile import NO_PROGRAM, ProgramProfile
from harness.programs.registry import program as known_program
from harness.programs.resource_names import resource_words
from harness.programs.roles import CLIENT, OFFLINE
from harness.shell.script_reader import read_script
from harness.suggest import nearest

NOT_PULLED: Final = "an image could not be pulled"
ERROR: Final = re.compile(
    r"\s*(?:error\b|(?:\* )?curl: \(\d+\)|command terminated with exit code \d|usage:)"
    r"|.*(?:Error from server|: error:|\berror: |\bFAILED\b|\bcommand not found|\bNo such file or directory"
    r"|\bconnection refused\b|\bConnection reset by peer\b|\bdenied the request\b|\bexit status [1-9]|\bforbidden\b)",
    re.IGNORECASE,
)
FAILING: Final = re.compile(
    r"\s*(?:fatal|panic|traceback|exception|E|Err|FATA\[\d*\]|Fehler)\b[: (\[]|.*\b\w*(?:Error|Exception):\s"
    r"|.*\b(?:cannot|can't|could not|couldn't|unable to|failed to|no such|not found|denied|not permitted|not allowed"
    r"|unrecognized|does(?: not|n't) exist|unknown (?:flag|option|command|shorthand|host|field)"
    r"|invalid (?:\w+ )?(?:option|argument|flag|value|input|date|character|token))\b",
    re.IGNORECASE,
)
"""What is said when something fails, and sometimes when nothing does."""
PREFIX: Final = re.compile(r"(?:bash: )?(?:line \d+: )?(?:\S*/)?([\w.+-]+): \S")
"""How programs begin what they say of themselves."""
ABSENT: Final = re.compile(
    r"(?:.*: )?(?:(?:line \d+: )?(?P<typed>[\w.+-]+): command not found|\d+: (?P<dash>[\w.+-]+): not found"
    r"|(?:env|nice|nohup|setsid|stdbuf|time|timeout|xargs): (?:failed to run command |cannot run )?"
    r"['\u2018]?(?P<run>[\w.+-]+)['\u2019]?: No such file or directory)\s*"
)
NO_PLUGIN: Final = re.compile(r"[Ee]rror: unknown command \"([\w.-]+)\" for \"kubectl\"\s*")
NOT_INSTALLED: Final = re.compile(
    r"the server doesn't have a resource type \"(?P<word>\w+)\.?(?P<group>[\w.-]*)\""
    r"|no matches for kind \"(?P<kind>\w+)\" in version \"(?P<version>[\w./-]+)\""
    r"|namespaces \"(?P<namespace>[\w-]+)\" not found|No resources found in (?P<empty>[\w-]+) namespace"
    r"|Release not loaded: (?P<release>[\w.-]+): release: not found|\brepo (?P<repository>[\w.-]+) not found"
)
NO_MODULE: Final = re.compile(r".*\bNo module named '?(\w+)")
OF_KUBERNETES: Final = ("kube-", "default")
LONGEST: Final = 4_000  # characters of a line that are looked at


PROGRESS: Final = (
    r"% Total +% Received.*",
    r"Dload +Upload.*",
    r"(?:\d+ +[\d.]+[kMGTP]? +){3}\d+[kMGTP]? +\d+[kMGTP]? +(?:[\d:-]{7,} +){3}[\d.]+[kMGTP]?",
)
"""The meter with which curl shows how far it is."""
POINTERS: Final = r"(?:Try|Run|See|Use) ['`\"].*-h(?:elp)?['`\"]? for .*|Try ['`].*--help.*"
"""Where programs point to for help."""
SAYS_NOTHING: Final = re.compile(rf"\s*(?:{POINTERS}|[\[\]{{}}(),;]+|{'|'.join(PROGRESS)})\s*")
"""Lines with which programs end that are not their reason."""
DETAIL: Final = re.compile(
    r"[0-9A-F]{8,}:error:[0-9A-F]+:|[Uu]nable to load (?:\w+ ?){1,2}\Z"
    r"|ensure CRDs are installed first|To see the stack trace of this error|(?:hint|note): "
    r"|Please make sure you have the correct access rights|and the repository exists\."
    r"|.*[Aa] complete log of this run can be found"
    r"|make(?:\[\d+\])?: Target .* not remade because of errors"
)
"""What programs add below their reason: openssl's trace, advice of kubectl, kubeadm, git, pip, npm and make."""
USAGE: Final = re.compile(r"\s*(?:usage:|valid arguments are:)", re.IGNORECASE)

NAMED: Final = (STANDARD, READING, LOCAL, OFFLINE, OFTEN_MISSING, COMMON, CLIENT, OTHERS)
NO_NAME: Final = "a host's name cannot be resolved"
REFUSED: Final = "nothing listens there"
SHOWN_STATUS: Final = re.compile(r"\b\w+: \((\d+)\) |\bexit (?:code|status) (\d+)\b")
"""Where a message tells an exit status: ``curl: (7) ``, ``command terminated with exit code 7``."""


def meaning_of(text: str, status: int | None) -> str:
    """What an exit status means where it can only be that of one program, and that is known; else empty."""
    return only_program(text).statuses.get(status or 0, "")


def is_final(text: str, status: int | None) -> bool:
    """Whether an exit status says that waiting changes nothing."""
    return status in only_program(text).final


def only_program(text: str) -> ProgramProfile:
    """The program that a command is about, beside those that print and read; ``NO_PROGRAM`` where there are more."""
    calls = [invocation(call.words) for call in read_script(text).calls]
    profiles = {call.program: call.profile for call in calls}
    about = profiles.keys() - LOCAL - READING - {"export"}
    return profiles[next(iter(about))] if len(about) == 1 else NO_PROGRAM


def shown_statuses(text: str) -> frozenset[str]:
    """The exit statuses that messages in a text tell."""
    return frozenset(number for found in SHOWN_STATUS.findall(text) for number in found if number)


def infrastructure(output: str, expected: str | None, products: Sequence[str] = ()) -> str | None:
    """What an output says went wrong outside of page and product, unless the page itself shows it; else ``None``.

    ``products`` are names in the groups of kinds that nothing has installed and that the page's reader has.
    """
    for line in output.splitlines():
        lacked = lacks_product(line[:LONGEST], products) if products else ""
        if lacked and not (expected and lacks_product(expected, products)):
            return f"nothing on the page or before it installs what makes {lacked}"
        module = NO_MODULE.match(line[:LONGEST])
        if module is not None and module[1] in PYTHON_MODULES and not (expected and module[0].strip() in expected):
            return f"this machine's Python has no module {module[1]}"
        absent = ABSENT.fullmatch(line[:LONGEST])
        program = absent[absent.lastindex or 0] if absent is not None else ""
        if absent is not None and is_well_known(program) and not (expected and absent[0] in expected):
            return f"this machine has no {program}"
        plugin = NO_PLUGIN.fullmatch(line[:LONGEST])
        if plugin is not None and plugin[1] in kubectl_words().plugins and not (expected and plugin[0] in expected):
            return f"this machine has no kubectl-{plugin[1]}"
        for what, pattern in patterns_of_infrastructure().items():
            if pattern.search(line[:LONGEST]) and not (expected and pattern.search(expected)):
                return what
    return None


@cache
def patterns_of_infrastructure() -> Mapping[str, re.Pattern[str]]:
    """By what went wrong that is neither the page's fault nor the product's, how programs say so on one line."""
    data = toml_data("harness.programs.data", "infrastructure.toml")
    return {what: any_of(tuple(one.replace("PUBLIC_NAME", PUBLIC_NAME) for one in said)) for what, said in data.items()}


def lacks_product(text: str, products: Sequence[str]) -> str:
    """The kind or the namespace of a product that is not there, as a program says; any other may be a mistake."""
    found = NOT_INSTALLED.search(text)
    if found is None:
        return ""
    for what in ("release", "repository"):
        if (name := found[what]) is not None:
            return f"the {what} {name}" if _is_called_as(name, products) else ""
    if (namespace := found["namespace"] or found["empty"]) is not None:
        known = namespace in kubectl_words().namespaces and not namespace.startswith(OF_KUBERNETES)
        return f"the namespace {namespace}" if known or _is_called_as(namespace, products) else ""
    word = found["word"] or found["kind"]
    group = group_of(found["version"]) if found["version"] else found["group"]
    if not group and word not in resource_words():
        return word if word in kubectl_words().others else ""
    group = group or resource_words()[word].group
    named = any(name in group.split(".") for name in products)
    return f"{word} of {group}" if named and not (found["kind"] and _is_mistaken(word, found["version"])) else ""


def _is_called_as(name: str, products: Sequence[str]) -> bool:
    return any(name == product or name.startswith(f"{product}-") for product in products)


def _is_mistaken(kind: str, api_version: str) -> bool:
    """Whether a group is known not to have a kind in a version, or has one whose name is nearly the same."""
    known = builtin_catalogue()
    kinds = {each for version in known.versions(group_of(api_version)) for each in known.kinds[version]}
    return api_version not in known.having(kind) if kind in kinds else bool(nearest(kind, kinds))


def is_well_known(program: str) -> bool:
    """Whether a program exists; any other name may be a mistake of the page's."""
    return any(program in names for names in NAMED) or known_program(program) is not None


def shows_error(expected: str) -> bool:
    """Whether an expected output is that of a command that fails."""
    return any(ERROR.match(line[:LONGEST]) for line in expected.splitlines())


def shows_failure(expected: str, command: str) -> bool:
    """The same of a command that did fail, so that less of a hint will do: its program's name before a message."""
    if shows_error(expected):
        return True
    programs = {invocation(call.words).program for call in read_script(command).calls}
    for line in expected.splitlines():
        prefix = PREFIX.match(line)
        if FAILING.match(line[:LONGEST]) or (prefix is not None and prefix[1] in programs):
            return True
    return False
