"""Loops that try a number of times and end all the same: ``for i in 1 2 3; do CONDITION && break; sleep 1; done``."""

import re
from typing import TYPE_CHECKING, Final

from harness.match.headline import quote
from harness.plan.commands.effect import effect_of
from harness.plan.step import Effect
from harness.run.shell import Shell
from harness.shell.nodes import source, statements_of, tree_of
from harness.shell.script_reader import read_script

if TYPE_CHECKING:
    from tree_sitter import Node

LOOPS: Final = frozenset({"for_statement", "c_style_for_statement"})
SLEEPS: Final = re.compile(r"\bsleep\b")
UNSEEN: Final = re.compile(r"\s*(?:&>|\d?>)\s*/dev/null|\s*2>&1")
ASKED: Final = 20.0  # seconds for one more look


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
