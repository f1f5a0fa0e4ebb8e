"""What a shell text changes, by the profiles of its programs; what nothing is known of may change anything."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.plan.step import Effect
from harness.programs.invocation import Invocation, invocation, shell_text
from harness.programs.names import LOCAL, READING
from harness.programs.registry import remembered
from harness.shell.script import Script
from harness.shell.script_reader import read_script

EFFECTS: Final[Mapping[str, Effect]] = MappingProxyType(
    {"reads": Effect.READS, "local": Effect.LOCAL, "changes": Effect.CHANGES}
)


def effect_of(script: Script) -> Effect:
    """The strongest effect of all that a text does."""
    effects = [call_effect(call.words) for call in script.calls]
    if script.writes or script.functions or not script.calls:
        effects.append(Effect.LOCAL)
    return strongest(effects)


def is_repeatable(script: Script) -> bool:
    """Whether a text that fails before it does anything may simply be run again: at most one of its calls changes."""
    effects = [call_effect(call.words) for call in script.calls]
    return effects.count(Effect.CHANGES) <= 1 and Effect.LOCAL not in effects


@remembered(8192)
def call_effect(words: tuple[str, ...]) -> Effect:
    """What one call changes."""
    if (text := shell_text(words)) is not None:
        return effect_of(read_script(text))
    call = invocation(words)
    if call.profile.effect:
        return by_profile(call)
    if call.program in READING:
        return Effect.READS
    return Effect.LOCAL if call.program in LOCAL else Effect.CHANGES


def strongest(effects: list[Effect]) -> Effect:
    order = list(Effect)
    return max(effects, key=order.index, default=Effect.READS)


def by_profile(call: Invocation) -> Effect:
    """What the profile of a program says of a call; one that it does not speak of may change anything."""
    said = call.chosen(call.profile.effect)
    if "inside" not in said:
        return strongest([EFFECTS[one] for one in said] or [Effect.CHANGES])
    # A file that is local there is none of the page's own.
    inside = call.rest or call.verbs[2:]
    return Effect.READS if inside and call_effect(inside) is Effect.READS else Effect.CHANGES
