"""How a kind of site writes commands and outputs in fences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

from harness.package_data import toml_data
from harness.settings.constraint import Regex


@dataclass(frozen=True, slots=True, kw_only=True)
class Fences:
    """What is read beyond commands with ``$ `` and their outputs in the same block.

    With ``linked_outputs`` the fence below one of commands may be their output; with ``outputs_inside`` a fence of
    commands without prompts may show what they print; with ``bare_sessions`` a fence without a syntax that starts with
    a prompt is read as well. ``prompts`` are regular expressions beside ``$ ``. A fence of one of ``output_classes``
    shows an output. ``syntaxes`` are info strings of the site's own, in small letters, with the usual one that each
    stands for: ``bash`` for commands, ``console`` for a session, ``output``. An empty fence with an attribute of
    ``files`` shows the file that it names. ``announcements`` are regular expressions, searched without regard to case,
    for the last paragraph above a fence that shows an output, beside those that are known of many languages.
    """

    linked_outputs: bool = False
    outputs_inside: bool = False
    bare_sessions: bool = False
    prompts: tuple[Annotated[str, Regex()], ...] = ()
    output_classes: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()
    syntaxes: Mapping[str, str] = field(default_factory=dict)
    announcements: tuple[Annotated[str, Regex()], ...] = ()


NOTHING_MORE: Final = Fences()
USUAL_PROMPTS: Final = tuple(toml_data("harness.sites", "prompts.toml")["usual"])
SHOWN: Final = Fences(
    linked_outputs=True, outputs_inside=True, bare_sessions=True, prompts=USUAL_PROMPTS, files=("file", "src")
)
"""Most sites: what is an output is for the user to see."""
