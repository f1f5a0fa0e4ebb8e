"""The values that a page's shell has for variables."""

from typing import Final

from harness.programs.invocation import calls_of, invocation
from harness.run.shell import Shell
from harness.shell.script_reader import read_script

ASKED: Final = 5.0  # seconds


def values_read(command: str, shell: Shell) -> dict[str, str]:
    """By name, asked before the command runs; none of those that it sets itself, nor of one that asks no cluster."""
    script = read_script(command)
    if not script.reads or not any(invocation(call.words).profile.context_flags for call in calls_of(command)):
        return {}
    names = [name for name in script.reads if name not in script.sets]
    return {name: value_of(name, shell) for name in names}


def value_of(name: str, shell: Shell) -> str:
    """What a page's shell has for a variable, empty for none; the page's own status is kept aside."""
    return shell.run(f'printf "%s" "${{{name}:-}}"', timeout=ASKED).text
