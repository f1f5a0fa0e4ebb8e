"""The functions of a shell that a command calls, so that what fails in them unheard is told as well."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from harness.plan.commands.accountable import accountable_programs
from harness.run.terminal.probes import probe_count, trips_over_probes
from harness.run.terminal.still import may_redefine
from harness.shell.function_bodies import function_bodies

KEPT_AS_IT_IS: Final = re.compile(r"^declare -\w*[rt]\w* (\S+)$", re.MULTILINE)
"""How bash lists a function that cannot be replaced, or that is traced."""
SHOWS_FUNCTIONS: Final = re.compile(r"\b(?:declare|typeset|type|caller|FUNCNAME|BASH_SOURCE|unset)\b")
"""What shows a function's text or place, or takes one away."""
ESCAPES: Final = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledFunctions:
    """``bodies`` by name, in the order in which their probes are numbered."""

    bodies: Mapping[str, str] = field(default_factory=dict)

    def defined(self, bodies: Mapping[str, str]) -> str:
        """Source on one line that gives each its body."""
        return "".join(f"\\builtin eval $'{name} () {body.translate(ESCAPES)}'; " for name, body in bodies.items())


def called_functions(command: str, functions: str) -> CalledFunctions:
    """Those that have to succeed for a command to, by the ``functions`` that its shell lists."""
    if not functions or may_redefine(command) or SHOWS_FUNCTIONS.search(command):
        return CalledFunctions()
    bodies = probed_bodies(functions)
    found: dict[str, str] = {}
    texts = [command]
    while texts:
        for words in accountable_programs(texts.pop()):
            name = words[0] if words else ""
            if name in bodies and name not in found:
                found[name] = bodies[name]
                texts.append(bodies[name])
    return CalledFunctions(bodies={name: body for name, body in found.items() if probe_count(body)})


@lru_cache(maxsize=8)
def probed_bodies(functions: str) -> Mapping[str, str]:
    """The bodies into which something can be put, by name."""
    kept = {*KEPT_AS_IT_IS.findall(functions)}
    return {
        name: body
        for name, body in function_bodies(functions).items()
        if name not in kept and not (trips_over_probes(body) or may_redefine(body) or SHOWS_FUNCTIONS.search(body))
    }
