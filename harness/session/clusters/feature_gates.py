"""Feature gates that a page names and that its cluster has switched off: what needs one cannot work there."""

import re
from dataclasses import replace
from typing import Final

from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.run.shell import Shell

HEADING: Final = re.compile(r"(?m)^#{1,6}\s")
NAMED: Final = re.compile(
    r"\bfeature_gate_name=[\"']?(?P<set>\w+)"
    r"|\b(?:[Ee]nabl|[Rr]equir|[Nn]eed)\w*\b[^.`]*`(?P<told>[A-Z]\w+)`[^.\w]*feature[ -]gate"
)
"""In a shortcode, or in a sentence that says what is needed."""
REFUSED: Final = re.compile(
    r"\bis invalid\b|\bunknown field\b|strict decoding error|no matches for kind|doesn't have a resource type"
    r"|\bforbidden\b|Unsupported value|could not find the requested resource|\bdisabled\b"
)
"""How an API server answers what it does not know, or takes no part of."""
ASKED: Final = 10.0  # seconds


def named_gates(snippet: Snippet) -> tuple[str, ...]:
    """Those of the page's first section and of the snippet's own, each once."""
    above = "".join(snippet.source.splitlines(keepends=True)[: snippet.at.line])
    starts = [found.start() for found in HEADING.finditer(above)] or [len(above)]
    parts = (above[: starts[0]], above[starts[-1] :])
    return tuple(dict.fromkeys(found["set"] or found["told"] for part in parts for found in NAMED.finditer(part)))


def without_gate(result: CommandResult, snippet: Snippet, shell: Shell) -> CommandResult:
    """The result; one that was refused for want of a gate which the page names is no failure, and says what it lacks.

    The API server itself tells which gates are off (``kubernetes_feature_enabled`` among its metrics); where it may not
    be asked, nothing is known.
    """
    if result.failure is not Failure.STATUS or not REFUSED.search(result.printed):
        return result
    gates = named_gates(snippet)
    if not gates:
        return result
    metrics = shell.run("kubectl get --raw /metrics | grep '^kubernetes_feature_enabled'", timeout=ASKED).text
    off = next((gate for gate in gates if re.search(rf'(?m)name="{gate}".*\}} 0$', metrics)), None)
    return result if off is None else replace(result, failure=None, lacks=f"the feature gate {off} is off")
