"""Lines that programs print besides their answer: pages leave them out, or show some that come only at times."""

import re
from collections.abc import Sequence
from typing import Final

from harness.match.lines import add_ons, http_head
from harness.match.lines.add_ons import ADD_ON
from harness.match.lines.jobs import ENDED
from harness.match.lines.line import Sides, accepted_missing, extra
from harness.match.lines.line_key import Scanner
from harness.match.lines.text import Line
from harness.match.match import Difference
from harness.match.proving.states import STATE
from harness.settings import tolerance

OWN_NAMESPACES: Final = re.compile(r"kube-(?:system|public|node-lease)")
"""Every cluster has them, and few pages that list namespaces show them."""

NOISE: Final = {
    tolerance.ADD_ON: re.compile(rf".*{ADD_ON.pattern}"),
    tolerance.WARNING: re.compile(
        r"(?:# )?warn(?:ing)?:|level=warn|[IW]\d{4} \d\d:\d\d:\d\d\.|E\d{4} .*\bmemcache\.go:\d+\]"
        r"|\s*\d{4}/\d\d/\d\d \d\d:\d\d:\d\d (?:info )?(?:gomemlimit|maxprocs:) "  # of Go programs about their limits
        r"|hint:|npm (?:notice|warn)\b|\[notice\] "
        r"|to further debug and diagnose cluster problems, use "
        r"|unable to read directory \"[^\"]*\" from your path: "
        r"|defaulted container |unable to use a tty|flag --?\S+ has been deprecated",
        re.IGNORECASE,
    ),
    tolerance.PROGRESS: re.compile(
        r"waiting for (?:deployment|daemon set|statefulset|rollout to finish|partitioned roll out|\d+ pods)\b.*\.\.\.$"
        r"|- (?:processing|pruning) resources "
        r"|(?:remote: )?(?:enumerating|counting|compressing|writing|receiving|resolving|unpacking) (?:objects|deltas): "
        r"|delta compression using |(?:remote: )?total \d+ \(delta "  # of git
        r"|\s*% total +% received|\s+dload +upload"  # of curl without -s
        r"|\s*\d{1,3} +[\d.]{1,5}[kmg]? +\d{1,3} .{10,60}[\d-]{1,2}:[\d-]{2}:[\d-]{2}",
        re.IGNORECASE,
    ),
    tolerance.JOB: ENDED,
    tolerance.TRACE: re.compile(
        r"(?:\*\s+)?(?:ALPN[,:] |TLSv[\d.]+ \((?:IN|OUT)\))"  # some pages show it without what stands before it
        r"|\*\s+(?:TLSv[\d.]+ \(|ALPN|NPN|CA(?:file|path|DB)|Added \S+ to DNS|Host(?:name)? \S+ was|IPv[46]: |Trying "
        r"|(?:Established )?[Cc]onnect(?:ed|ion)\b|Closing |SSL |OpenSSL|LibreSSL|Server certificate|Certificate level"
        r"|subject(?:AltName)?:|issuer:|start date:|expire date:|common name:|[Uu]sing HTTP|\[HTTP/[23]\]|h2h3"
        r"|Copying HTTP|Mark bundle|(?:Send|Recv) failure|old SSL|Request completely|successfully set cert|TCP_NODELAY"
        r"|Cipher selection|We are completely|upload completely|error:)"
        r"|(?:\* )?curl: \((?:16|35|5[256])\)"  # a connection that was refused after it had begun
        r"|[{}] \[\d+ bytes data\]"
    ),
}
"""By rule: what a line begins with."""
GLUED: Final = re.compile(
    r"(?P<body>.*\S)(?P<trace>\* (?:Connection #\d+ to host \S+ left intact|Closing connection\b.*))"
)
"""The end of an answer without a line's end, and what ``curl -v`` says after it."""
REQUEST: Final = re.compile(r"> (?:User-Agent|Accept): ")
"""What ``curl -v`` sends by itself, in an order that depends on its version."""
SENT: Final = re.compile(r">(?: |$)")
REQUEST_LINE: Final = re.compile(r"> [A-Z]+ \S+ HTTP/[\d.]+$")
EITHER: Final = frozenset({tolerance.JOB, tolerance.PROGRESS, tolerance.TRACE})
"""Rules by which a line that only the page shows need not come: time and a program's version decide about it."""


def noise(line: str, rules: tolerance.Tolerances) -> tolerance.Tolerance | None:
    """The rule by which a line may stand in an output although the page does not show it."""
    return next((rule for rule, pattern in NOISE.items() if rule in rules and pattern.match(line)), None)


def states(line: str) -> set[str]:
    """How things are, in the words of a line: such a line may be worded in another way, and must say the same."""
    return {found.group() for found in STATE.finditer(line)}


def shows_requests(expected: Sequence[Line]) -> bool:
    """Whether a page shows anything of what ``curl -v`` sends; many show the answers alone."""
    return any(SENT.match(line.text) for line in expected)


def unglued(line: str) -> tuple[str, ...]:
    found = GLUED.fullmatch(line)
    return (line,) if found is None else (found["body"], found["trace"])


def answers(scan: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> Sides:
    """Set aside warnings that the page does not show, and what either side may show alone."""
    if tolerance.TRACE in scan.rules:
        expected = [Line(line.number, part) for line in expected for part in unglued(line.text)]
        actual = [part for text in actual for part in unglued(text)]
    aside: list[Difference] = []
    if http_head.RULE in scan.rules:
        expected, actual, aside = http_head.arranged(expected, actual)
    if tolerance.ADD_ON in scan.rules:
        expected, actual, brought = add_ons.set_aside(expected, actual)
        aside = [*aside, *brought]
    told = {state for text in actual if noise(text, scan.rules) in EITHER for state in states(text)}
    shown, printed = {scan.key(line.text) for line in expected}, {scan.key(text) for text in actual}
    left: list[Line] = []
    right: list[str] = []
    unshown = REQUEST if shows_requests(expected) or not any(map(REQUEST_LINE.match, actual)) else SENT
    for text in actual:
        if tolerance.TRACE in scan.rules and unshown.match(text):
            aside.append(extra(text, tolerance.TRACE))
            continue
        rule = noise(text, scan.rules)
        if rule is None or scan.key(text) in shown:
            right.append(text)
        else:
            aside.append(extra(text, rule))
    for line in expected:
        if tolerance.TRACE in scan.rules and REQUEST.match(line.text):
            aside.append(accepted_missing(line, tolerance.TRACE))
            continue
        rule = noise(line.text, scan.rules)
        if rule is not None and rule in EITHER and scan.key(line.text) not in printed and states(line.text) <= told:
            aside.append(accepted_missing(line, rule))
        else:
            left.append(line)
    return Sides(left, right, aside)
