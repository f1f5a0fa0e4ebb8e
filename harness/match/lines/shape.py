"""Shapes of text that differ with every run: an age, an address, the end of a pod's name.

A shape is a regular expression and a rule. Two texts agree by a rule when both have its shape at the same place
and all around them is equal; so agreement is an equivalence, and lines can be compared by a key (see ``scan.py``).
Every expression is bounded or repeats disjoint characters, so a scan takes time linear in the text.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from harness.match.lines.chosen_amount import is_age, is_measured, is_used
from harness.match.lines.moments import AGO, CLOCK, HALF_DAY, MOMENTS, SPAN
from harness.settings import tolerance

# A ReplicaSet's name ends in a number written with ten of 27 letters and digits, a pod's in five of them; no vowels, so
# that no words come about. Source: SafeEncodeString and String in k8s.io/apimachinery/pkg/util/rand. Authors invent
# hexadecimal numbers or write x for each character, and before Kubernetes 1.8 the number was written in decimal; behind
# such a number any five characters are the end of a pod's name, alone only those that Kubernetes takes.
SET: Final = r"(?:[4-9bcdf]{6,10}|(?=[a-f]{0,9}\d)[0-9a-f]{6,10}|x{5,10})"
POD: Final = r"[a-z0-9]{5}"
LONE_SET: Final = r"(?=[4-9]{0,9}[bcdf])(?=[bcdf]{0,9}[4-9])[4-9bcdf]{8,10}"
BUILT: Final = r"(?=[bcdfghkmt]{0,9}[2456789])(?=[2456789]{0,9}[bcdfghkmt])[bcdfghkmt2456789]{10}"
"""The end of a name that Kustomize gives to a ConfigMap or Secret: a digest in hexadecimal, without vowels."""
MINUTE: Final = r"(?:2[5-9]\d{6}|\d{10})"
"""The end of the name of a CronJob's Job: the time that it is for, in minutes, once in seconds; no date."""
LONE_POD: Final = r"[bcdfghjklmnpqrstvwxz2456789]{5}"
SHORT_SET: Final = rf"(?!http2)(?=[a-z]{{0,4}}\d){LONE_POD}-(?=[a-z]{{0,4}}\d){POD}"
"""Two such ends: that of a controller with a name of its own, and that of its pod."""
NODE: Final = r"[a-z0-9][\w.-]{0,252}"
WORDS_LIKE_A_POD: Final = frozenset({"https", "http2", "grpcs"})

NODE_PORTS: Final = range(30000, 65536)  # given out by Kubernetes (to 32767) or by the kernel (above)


class Begins(Enum):
    """Where a shape may begin."""

    ANYWHERE = "anywhere"
    WORD = "where a word begins"
    WITHIN = "inside a word"


BEFORE: Final = {Begins.ANYWHERE: "", Begins.WORD: r"(?<!\w)", Begins.WITHIN: r"(?<=[\w\]])"}
"""What stands before a shape, as an expression; where two begin at the same character the earlier place wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A rule, and the pattern of what it is about.

    ``holds`` may refuse what the pattern found, which then is text like any other.
    """

    rule: tolerance.Tolerance
    pattern: str
    key: str = ""  # texts of different keys do not agree; empty: the rule's name
    sized: bool = False  # texts of different length do not agree
    begins: Begins = Begins.WORD
    holds: Callable[[re.Match[str]], bool] | None = None


def _is_address(found: re.Match[str]) -> bool:
    """A loopback or unspecified address means itself; ``10.0.0.0/16`` is a setting; all others are handed out."""
    try:
        address = ipaddress.ip_address(found.group().strip("[]"))
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified)


def _is_given_port(found: re.Match[str]) -> bool:
    return int(found.group()[1:]) in NODE_PORTS


def _is_pod(found: re.Match[str]) -> bool:
    return found.group()[1:] not in WORDS_LIKE_A_POD


def _is_blob(found: re.Match[str]) -> bool:
    text = found.group()
    if sum(text.count(mark) for mark in "/-_") * 16 > len(text):
        return False  # a path or a name
    return any(c.isupper() for c in text) and any(c.islower() for c in text) and any(c.isdigit() for c in text)


def _is_hash(found: re.Match[str]) -> bool:
    text = found.group()
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


def _is_owner(found: re.Match[str]) -> bool:
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return re.fullmatch(r"\s*[-bcdlps][rwxsStT-]{9}[.+@]? +\d+ +", line) is not None


def _is_process(found: re.Match[str]) -> bool:
    """``baker[99]:`` behind a time of day is a process; ``ports[1]:`` is the index of a list."""
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return re.search(CLOCK, line) is not None


def shape_of(custom: tolerance.Tolerance) -> Shape:
    """The shape of a rule that settings or a plug-in add; its pattern says itself where it begins."""
    return Shape(rule=custom, pattern=custom.pattern, key=f"{custom} {custom.pattern}", begins=Begins.ANYWHERE)


# Earlier shapes win where two begin at the same character.
SHAPES: Final[tuple[Shape, ...]] = (
    Shape(
        rule=tolerance.FILE,
        pattern=r"(?<=[\"'])(?:https?:/)?/?(?:[\w.~@-]+/)+(?=[\w.-]+\.(?:ya?ml|json)[\"'])",
        begins=Begins.ANYWHERE,
    ),
    Shape(rule=tolerance.FILE, key="temporary", pattern=r"(?<=/tmp)/tmp\.\w{10}(?!\w)", begins=Begins.ANYWHERE),
    Shape(rule=tolerance.JOB, pattern=r"(?<![^\n])\[\d{1,3}\] {1,3}\d{1,10}(?=\s*$)"),
    Shape(rule=tolerance.JOB, key="process", pattern=r"\[\d{1,7}\](?=: )", begins=Begins.WITHIN, holds=_is_process),
    Shape(
        rule=tolerance.JOB,
        key="process",
        pattern=r"(?<=\] )\[\d{1,7}\](?= \[[A-Z]{4,8}\])|(?<=\[pid )\d{1,7}(?::tid \d{1,20})?(?=\])",
        begins=Begins.ANYWHERE,
        holds=_is_process,
    ),
    Shape(
        rule=tolerance.JOB,
        key="process",
        pattern=r"(?:(?<=\b[Pp]id[ =:])|(?<=\bPID[ =:])|(?<=\b[Pp]id: )|(?<=\bPID: )|(?<=\bpid\": ))\d{2,7}(?![\w.])",
        begins=Begins.ANYWHERE,
    ),
    Shape(rule=tolerance.JOB, key="process of nginx", pattern=r"\d{1,7}#\d{1,7}(?=: )"),
    Shape(rule=tolerance.MACHINE, pattern=r"(?<=\bnode/)[a-z0-9][\w.-]*(?= \w|\s*$)", begins=Begins.ANYWHERE),
    Shape(
        rule=tolerance.OWN_CLUSTER,
        pattern=r"(?:(?<= plane is running at )|(?<= master is running at )|(?<=DNS is running at ))https?://[^/\s]+",
        begins=Begins.ANYWHERE,
    ),
    Shape(
        rule=tolerance.VOLATILE_FIELD,
        pattern=r"(?:(?<=\bresourceVersion\": \")|(?<=\bresourceVersion: \"))\d+(?=\")",
        begins=Begins.ANYWHERE,
    ),
    Shape(
        rule=tolerance.POD_HASH,
        key="hash of a template",
        pattern=r"(?:(?<=pod-template-hash=)|(?<=pod-template-hash\": \")|(?<=pod-template-hash: ))[a-z0-9]{5,10}\b",
        begins=Begins.ANYWHERE,
    ),
    Shape(  # the node of a pod, as kubectl describes and events tell it
        rule=tolerance.MACHINE,
        key="node",
        pattern=rf"(?:(?<=\bkubelet, )|(?<=\bnodeName\": \")|(?<=\bnodeName: )){NODE}",
        begins=Begins.ANYWHERE,
    ),
    Shape(
        rule=tolerance.MACHINE,
        key="node of a pod",
        pattern=rf"(?<=\bNode:)[ \t]{{1,40}}{NODE}(?:/[\w.:-]{{1,60}})?(?=\s*$)",
        begins=Begins.ANYWHERE,
    ),
    Shape(
        rule=tolerance.MACHINE,
        key="node",
        pattern=rf"(?<= to ){NODE}(?=\s*$)",
        begins=Begins.ANYWHERE,
        holds=lambda found: "Successfully assigned " in found.string[: found.start()],
    ),
    Shape(rule=tolerance.UUID, pattern=r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\w-])"),
    Shape(rule=tolerance.RFC3339, pattern=rf"\d{{4}}-\d\d-\d\dT{CLOCK}(?:Z|[+-]\d\d:?\d\d)?"),
    *(Shape(rule=tolerance.DATE, key=key, pattern=pattern) for key, pattern in MOMENTS),
    *(  # the letter in front says how grave it is, which counts
        Shape(
            rule=tolerance.DATE,
            key=f"log {level}",
            pattern=rf"{level}\d{{4}} {CLOCK} {{1,7}}\d{{1,7}}(?= )(?: [\w.-]{{1,60}}\.go:\d{{1,5}}(?=\]))?",
        )
        for level in "IWEF"
    ),
    Shape(
        rule=tolerance.DATE,
        key="in a name",
        pattern=r"(?<=\w[-_])(?:\d{4}-\d\d-\d\d|20\d{6})(?:[-_T]\d{6}Z?(?=\.[a-z]|[\s/]|$))?(?=[-_]\d|\.[a-z]|[\s/]|$)",
        begins=Begins.ANYWHERE,
    ),
    Shape(rule=tolerance.DATE, pattern=r"(?<!-)\d{4}(?P<dash>[-/])\d\d(?P=dash)\d\d(?![\w-])"),
    Shape(rule=tolerance.DATE, key="seconds", pattern=r"(?<!\.)1[4-9]\d{8}(?:\d{3}|\.\d{1,9})?(?![\w.])"),
    Shape(rule=tolerance.TIME, pattern=rf"(?<![:.]){HALF_DAY}"),
    Shape(rule=tolerance.TIME, pattern=rf"(?<![:.]){CLOCK}(?![\w:])"),
    Shape(rule=tolerance.HEX, pattern=r"(?:[0-9a-fA-F]{2}:){15,63}[0-9a-fA-F]{2}(?![\w:])", sized=True),
    Shape(rule=tolerance.IP, pattern=r"(?<!\.)(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d|/\d{1,2}\b)", holds=_is_address),
    Shape(
        rule=tolerance.IP,
        pattern=r"(?!\[?\d{1,2}:\d\d:\d\d(?![\w:]))(?<![:.])"  # a time of day
        r"\[?(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}\]?(?![\w.]|/\d{1,3}\b)",
        holds=_is_address,
    ),
    Shape(
        rule=tolerance.VERSION,
        pattern=r"(?<!\.)v?\d{1,5}\.\d{1,5}\.\d{1,5}(?:-(?:alpha|beta|rc|dev|DEV|pre)[\w.-]*)?(?:\+[\w.-]+)?(?!\w|\.\d)",
    ),
    Shape(rule=tolerance.VERSION, pattern=r"(?<!\.)v?\d{1,5}\.\d{1,5}-(?:alpha|beta|rc|dev)(?:[.-]\w[\w.-]*)?(?!\w)"),
    Shape(rule=tolerance.AGE, key="age in words", pattern=AGO),
    Shape(
        rule=tolerance.AGE,
        key="measured",
        pattern=r"(?<![.-])\d{1,6}\.\d{1,9} ?(?:(?:milli|micro)?sec(?:ond)?s?|(?<= )s)(?!\w)",
        holds=is_measured,
    ),
    Shape(rule=tolerance.AGE, key="up for", pattern=rf"[Uu]p {SPAN}(?:, +\d{{1,2}}:\d\d)?(?!\w)"),
    Shape(
        rule=tolerance.AGE,
        pattern=r"(?<![.-])(?:\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|ms|[smhdy])){1,6}(?![\w-])",
        holds=is_age,
    ),
    Shape(
        rule=tolerance.SIZE,
        pattern=r"(?<![.-])\d{1,12}(?:\.\d{1,6})? ?(?:[KMGT]i?B|kB|bytes)(?!\w)",
        holds=is_measured,
    ),
    Shape(rule=tolerance.SIZE, pattern=r"(?<![.-])\d{1,12}(?:\.\d{1,6})?[KMGT]i(?!\w)", holds=is_used),
    Shape(rule=tolerance.OWNER, pattern=r"[a-z_][\w.-]{0,31} +[a-z_][\w.-]{0,31}(?= +\d)", holds=_is_owner),
    Shape(  # files are made so by other users where their groups may write, too
        rule=tolerance.OWNER,
        key="of the group",
        pattern=r"(?<=-rw-r)[w-](?=-r-- )|(?<=[d-]rwxr)[w-](?=xr-x )|(?<=-rw-r)[w-](?=-r--[.+@])",
        begins=Begins.ANYWHERE,
    ),
    Shape(rule=tolerance.SERIAL, pattern=r"(?<!\.)\d{15,}(?![\w.])"),
    Shape(rule=tolerance.HEX, pattern=r"[0-9a-f]{12,}(?!\w)", sized=True, holds=_is_hash),
    Shape(
        rule=tolerance.HEX,
        key="commit",
        pattern=r"(?:(?<=\w )|(?<=\) ))[0-9a-f]{7,10}(?=\] \S)|(?<=HEAD is now at )[0-9a-f]{7,10}(?!\w)"
        r"|(?<=commit )[0-9a-f]{40}(?: \((?:HEAD|tag: )[^()\n]*\))?(?!\w)",
        begins=Begins.ANYWHERE,
    ),
    Shape(rule=tolerance.HEX, pattern=r"[0-9A-F]{12,}(?!\w)", sized=True, holds=_is_hash),
    Shape(rule=tolerance.BASE64, key="token", pattern=r"eyJ[\w-]{10,}(?:\.[\w-]+){2}(?![\w.-])"),
    Shape(rule=tolerance.BASE64, key="key of ssh", pattern=r"SHA256:[A-Za-z0-9+/]{43}(?: \S+@\S+)?(?![\w+/])"),
    Shape(
        rule=tolerance.BASE64,
        pattern=r"(?<![+/-])(?![\w-]{0,20}[0-9a-f]{8}-[0-9a-f]{4}-)[A-Za-z0-9+/_-]{40,}={0,2}",
        holds=_is_blob,
    ),
    Shape(rule=tolerance.PORT, pattern=r":\d{5}(?!\d)", begins=Begins.WITHIN, holds=_is_given_port),
    Shape(
        rule=tolerance.PORT,
        key="node port",
        pattern=r"(?<=\s)\d{5}(?=/(?:TCP|UDP|SCTP)\b)",
        begins=Begins.ANYWHERE,
        holds=lambda found: int(found.group()) in NODE_PORTS,
    ),
    Shape(rule=tolerance.POD_HASH, key="pod-hash of two", pattern=rf"-{SET}-{POD}(?![\w-])", begins=Begins.WITHIN),
    Shape(rule=tolerance.POD_HASH, key="pod-hash of two", pattern=rf"-{SHORT_SET}(?![\w-])", begins=Begins.WITHIN),
    Shape(rule=tolerance.POD_HASH, key="pod-hash of a set", pattern=rf"-{LONE_SET}(?![\w-])", begins=Begins.WITHIN),
    Shape(rule=tolerance.POD_HASH, key="pod-hash of a set", pattern=rf"-{BUILT}(?![\w-])", begins=Begins.WITHIN),
    Shape(
        rule=tolerance.POD_HASH,
        key="pod-hash of a set",  # that of a ReplicaSet was a number like it once
        pattern=rf"-{MINUTE}(?:-{POD})?(?![\w-])",
        begins=Begins.WITHIN,
    ),
    Shape(rule=tolerance.POD_HASH, pattern=rf"-{LONE_POD}(?![\w-])", begins=Begins.WITHIN, holds=_is_pod),
)
