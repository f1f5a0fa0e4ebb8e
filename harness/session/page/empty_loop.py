"""Loops that do nothing, since the variable that they go over is empty: ``for one in $NAMES; do …; done``."""

import re
from typing import Final

from harness.run.shell import Shell
from harness.session.clusters.shell_values import value_of
from harness.shell.nodes import source, statements_of, tree_of

OVER_VARIABLE: Final = re.compile(r"for\s+\w+\s+in\s+\$(?:\{(\w+)\}|(\w+))\s*[;\n]")


def goes_over_nothing(text: str, shell: Shell) -> str:
    """Which empty variable a loop goes over, in a sentence; empty where it has a value."""
    if "for" not in text:
        return ""
    loops = (OVER_VARIABLE.match(source(one)) for one in statements_of(tree_of(text)) if one.type == "for_statement")
    names = [found[1] or found[2] for found in loops if found is not None]
    empty = next((name for name in names if not value_of(name, shell).strip()), "")
    return f"${empty} is empty, so the loop over it does nothing" if empty else ""
