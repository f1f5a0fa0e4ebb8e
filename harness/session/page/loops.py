"""Loops that do nothing, loops that end and have waited in vain, and loops that wait for what does not come."""

import re
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from harness.deadline import Deadline
from harness.match.headline import quote
from harness.plan.commands.effect import effect_of
from harness.plan.step import Effect
from harness.programs.addresses import HERE
from harness.programs.names import READING
from harness.run.output import GivenUp
from harness.run.ports import answering
from harness.run.shell import Shell
from harness.session.clusters.shell_values import value_of
from harness.shell.nodes import source, statements_of, tree_of
from harness.shell.script_reader import read_script

if TYPE_CHECKING:
    from tree_sitter import Node

PATIENCE: Final = 90.0  # seconds in which a server has begun to listen, or something moves on clusters, or never will
IDLE: Final = 20.0  # the same where nothing that the page started goes on
WAITS_FOR_FILE: Final = re.compile(
    r"\s*(?:until|while)\s+(?:!\s*)?(?:\[\[?|test)\s+(?:!\s+)?-[edfhLprsSwx]\s+(?P<file>\S+?)\s*(?:\]\]?)?\s*[;\n]\s*do\b"
)
PORT: Final = re.compile(rf"(?:{HERE.pattern})[:/\s]\s*(\d{{1,5}})\b")
LOOPS: Final = frozenset({"for_statement", "c_style_for_statement"})
SLEEPS: Final = re.compile(r"\bsleep\b")
UNSEEN: Final = re.compile(r"\s*(?:&>|\d?>)\s*/dev/null|\s*2>&1")
ASKED: Final = 20.0  # seconds for one more look
OVER_VARIABLE: Final = re.compile(r"for\s+\w+\s+in\s+\$(?:\{(\w+)\}|(\w+))\s*[;\n]")


def unheard_port(
    text: str, *, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
) -> Callable[[], GivenUp | None] | None:
    """What says, from now on, when to end a loop; ``None`` for a text that waits for no port that it names."""
    ports = tuple(sorted({int(number) for number in PORT.findall(text)}))
    if not ports or not read_script(text).waits:
        return None
    end = Deadline.after(patience, clock=clock)
    named = " or ".join(map(str, ports))

    def give_up() -> GivenUp | None:
        if not end.over or answering(ports):
            return None
        return GivenUp(reason=f"nothing has listened on port {named} of this machine for {patience:.0f} s")

    return give_up


def unmade_file(
    text: str, *, patience: float = IDLE, clock: Callable[[], float] = time.monotonic
) -> Callable[[], GivenUp | None] | None:
    """What says when to end a loop for a file that only another process could make or remove, where none goes on."""
    waits = WAITS_FOR_FILE.match(text)
    script = read_script(text)
    if waits is None or script.writes or script.background or any(one.program not in READING for one in script.calls):
        return None
    end = Deadline.after(patience, clock=clock)
    why = GivenUp(reason=f"nothing that the page started goes on and could change {waits['file']}")
    return lambda: why if end.over else None


def still_clusters(
    text: str, still: Callable[[], float], *, patience: float = PATIENCE
) -> Callable[[], GivenUp | None] | None:
    """What says when to end a loop that only reads from clusters, by for how long they have been ``still``."""
    if not read_script(text).waits:
        return None

    def give_up() -> GivenUp | None:
        if still() < patience:
            return None
        return GivenUp(reason=f"nothing has changed on the clusters for {patience:.0f} s")

    return give_up


def first_of(rules: Iterable[Callable[[], GivenUp | None] | None]) -> Callable[[], GivenUp | None] | None:
    """What any of the rules says; ``None`` where there is none."""
    asked = [rule for rule in rules if rule is not None]
    return (lambda: next(filter(None, (rule() for rule in asked)), None)) if asked else None


def waited_in_vain(text: str, shell: Shell) -> str:
    """What a loop at the end of a text has waited for and does still not hold, in a sentence; empty if nothing is."""
    condition = condition_of(text)
    script = read_script(UNSEEN.sub("", condition))
    if not condition or (script.calls and effect_of(script) is not Effect.READS):
        return ""
    holds = shell.run(f"{{ {condition}\n}} >/dev/null 2>&1 && echo holds || :", timeout=ASKED).text.strip() == "holds"
    return "" if holds else f"the loop has ended, and what it waits for does not hold: {quote(condition)}"


def condition_of(text: str) -> str:
    """What ends the loop that is the last statement of a text before its rounds are over; empty where nothing does."""
    if "break" not in text or SLEEPS.search(text) is None:
        return ""
    statements = statements_of(tree_of(text))
    if not statements or statements[-1].type not in LOOPS:
        return ""
    bodies = (child for child in statements[-1].named_children if child.type == "do_group")
    return next((found for body in bodies for child in body.named_children if (found := ends_rounds(child))), "")


def ends_rounds(node: "Node") -> str:
    """The condition of a statement that only leaves the loop."""
    children = [source(child) for child in node.children]
    if node.type == "list" and children[1:] == ["&&", "break"]:
        return children[0]
    if node.type != "if_statement" or "then" not in children or "break" not in children or "else" in children:
        return ""
    return "\n".join(each for each in children[1 : children.index("then")] if each != ";")


def goes_over_nothing(text: str, shell: Shell) -> str:
    """Which empty variable a loop goes over, in a sentence; empty where it has a value."""
    if "for" not in text:
        return ""
    loops = (OVER_VARIABLE.match(source(one)) for one in statements_of(tree_of(text)) if one.type == "for_statement")
    names = [found[1] or found[2] for found in loops if found is not None]
    empty = next((name for name in names if not value_of(name, shell).strip()), "")
    return f"${empty} is empty, so the loop over it does nothing" if empty else ""
