"""What kubectl refuses in a JSONPath template, which no cluster is needed for.

Grammar: https://kubernetes.io/docs/reference/kubectl/jsonpath/
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.closing_fixes import closed_template
from harness.check.commands.command_line import call_place, filled_script, segments
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.parse.page import Segment
from harness.programs.invocation import Invocation, invocation
from harness.shell.script import Call

JSONPATH: Final = Rule.named("jsonpath")
RULES: Final = (JSONPATH,)

_CLIENTS: Final = frozenset({"kubectl", "oc"})
_FILLED_IN: Final = re.compile(r"\$[A-Za-z_{(]|<[A-Za-z]")
_VALUE: Final = re.compile(r"\$[A-Za-z_]\w*|\$\{\w+\}|<[A-Za-z][\w -]*>")
_PIECE: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\\.|.", re.DOTALL)
_NAME: Final = r"\s*(?:-?\d+|'[^']*'|\"[^\"]*\")\s*"
_INDEX: Final = re.compile(rf"\??\(.*\)|\*|-?\d*:-?\d*(?::-?\d+)?|{_NAME}(?:,{_NAME})*", re.DOTALL)
_IDENTIFIER: Final = re.compile(r"[A-Za-z_][\w-]*")
_NOT_OPENED: Final = re.compile(r"\s*\$?[.\[][^{}]*\}\s*\{")
_GO_ACTION: Final = re.compile(r"\{\{-?\s*(range|if|with|end)?\b")
_PAIRS: Final = {"[": "]", "(": ")"}


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment in segments(subject.plan.page):
        if "template" in segment.command:
            yield from go_templates(segment)
        if "jsonpath" not in segment.command:
            continue
        for call in filled_script(segment.command).calls:
            for template in templates(invocation(call.words)):
                if (wrong := fault(template)) is not None:
                    message, expected = wrong
                    yield JSONPATH.found(
                        place(segment, call, template),
                        f"{message}: {template}",
                        expected=expected,
                        remedy="correct the template, and try it with kubectl create configmap x --dry-run=client",
                        fix=mended(segment, call, template),
                    )


def mended(segment: Segment, call: Call, template: str) -> Fix | None:
    """The template with the brace that it lacks."""
    tried = (f"{{{template}}}", f"{{{template}", f"{template}{{end}}")
    whole = next((each for each in tried if fault(each) is None), "")
    closed = closed_template(template, lambda text: fault(text) is None) or whole
    return swap(call_place(segment, call), template, closed) if closed else None


def go_templates(segment: Segment) -> Iterator[Diagnostic]:
    """In a template of Go each ``range``, ``if`` and ``with`` has its ``end``."""
    for call in filled_script(segment.command).calls:
        found = invocation(call.words)
        values = [found.flags.get(flag, "") for flag in ("--template", "-o", "--output")]
        for template in values if found.program in _CLIENTS else ():
            words = _GO_ACTION.findall(template)
            if len(words) - words.count("") != 2 * words.count("end"):
                yield JSONPATH.found(
                    place(segment, call, template),
                    f"what a template opens is not ended, or ended and not opened: {template}",
                    expected="an {{end}} for each {{range}}, {{if}} and {{with}}",
                    remedy="correct the template",
                )


def templates(call: Invocation) -> Iterator[str]:
    """Templates that a call of kubectl is given."""
    if call.program not in _CLIENTS:
        return
    for flag in ("-o", "--output", "--for"):
        kind, equals, template = call.flags.get(flag, "").partition("=")
        if not equals or kind not in {"jsonpath", "jsonpath-as-json"}:
            continue
        if flag != "--for":
            yield template
        elif "{" in template or "}" in template:  # which it may do without
            yield template.rpartition("=")[0] or template if "}=" in template else template


def fault(template: str) -> tuple[str, str] | None:
    """What is wrong with a template, and what it could be; ``None`` where nothing is, or a value is put in later."""
    filled_in = _FILLED_IN.search(template) is not None
    template = _VALUE.sub("x", template)
    if _FILLED_IN.search(template):
        return None
    if "{" not in template:
        plain = re.fullmatch(r"\s*\$?[.\[]\S+\s*", template) is not None
        path = template.strip().rstrip("}")
        return ("kubectl prints a template without braces as it is", f"{{{path}}}") if plain else None
    actions = None if _NOT_OPENED.match(template) else _actions(template)
    if actions is None:
        return (
            "a brace, a bracket, a parenthesis or a quote is not closed",
            "each of them closed before the template ends",
        )
    if filled_in:
        return None
    wrong = next((wrong for action in actions if (wrong := _fault_of_action(action)) is not None), None)
    return wrong or _fault_of_ranges([action.strip() for action in actions])


def _fault_of_ranges(actions: Sequence[str]) -> tuple[str, str] | None:
    """Each ``range`` has its ``end``."""
    ranges, ends = (sum(action.partition(" ")[0] == word for action in actions) for word in ("range", "end"))
    if ranges == ends:
        return None
    return (
        f"{{range}} is there {ranges} times and {{end}} {ends} times",
        "{end} behind what is printed for each" if ranges > ends else "{range PATH} before what is printed for each",
    )


def _actions(template: str) -> list[str] | None:
    """What the braces hold; ``None`` where something is not closed."""
    actions: list[str] = []
    open_ones: list[str] = []
    inside: list[str] | None = None
    for piece in _PIECE.findall(template):
        if inside is None:
            inside = [] if piece == "{" else None
        elif piece == "}" and not open_ones:
            actions.append("".join(inside))
            inside = None
        elif piece in {"'", '"', "}"} or (piece == "{" and not open_ones):  # a quote on its own has no end
            return None
        else:
            inside.append(piece)
            if piece in _PAIRS:
                open_ones.append(_PAIRS[piece])
            elif piece in _PAIRS.values() and (not open_ones or open_ones.pop() != piece):
                return None
    return None if inside is not None else actions


def _fault_of_action(action: str) -> tuple[str, str] | None:
    path = action.strip().removeprefix("range ").strip()
    if path in {"end", ""}:
        return None
    if (word := _IDENTIFIER.match(path)) is not None:
        return f"{word[0]!r} is no path: a path starts with a dot", f"{{.{path}}}"
    for index in re.findall(r"\[((?:\?\((?:[^()]|\([^()]*\))*\)|[^\[\]])*)\]", path):
        if _INDEX.fullmatch(index.strip()) is None:
            return (
                f"[{index}] is no index",
                "a number, a range, *, a name in quotes, or a filter such as [?(@.kind=='Pod')]",
            )
    return None
