"""Confirmations that commands are known to ask for, and what is typed then."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from harness.plan.step import Answer
from harness.programs.invocation import Invocation, invocation
from harness.programs.verb_tables import names
from harness.settings.sections import PromptSetting
from harness.shell.script import Call, Script

CONFIRM: Final = Answer(prompt=r"[(\[][yY]/[nN][)\]]", reply="y")

# Verbs that ask, and flags that answer beforehand.
ASKING: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = MappingProxyType(
    {
        "istioctl": (names("install upgrade uninstall"), names("-y --skip-confirmation --dry-run --help")),
        "apt": (names("install remove upgrade"), names("-y --yes --assume-yes -qy -yq")),
        "apt-get": (names("install remove upgrade"), names("-y --yes --assume-yes -qy -yq")),
        "yum": (names("install remove update"), names("-y --assumeyes")),
        "dnf": (names("install remove update"), names("-y --assumeyes")),
        "gcloud": (names("delete"), names("-q --quiet")),
    }
)


def answers_of(script: Script, text: str, expected: str | None, prompts: Sequence[PromptSetting]) -> tuple[Answer, ...]:
    """Answers for one command: the settings' own first, then what its programs or its promised output tell."""
    own = [Answer(prompt=each.pattern, reply=each.reply) for each in prompts if re.search(each.command, text)]
    promised = expected is not None and re.search(CONFIRM.prompt, expected) is not None
    if promised or any(asks(call) for call in script.calls):
        own.append(CONFIRM)
    return tuple(own)


def asks(call: Call) -> bool:
    """Whether a call stops for a confirmation."""
    seen = invocation(call.words)
    if seen.program not in ASKING or call.fed:
        return False
    verbs, answered = ASKING[seen.program]
    return not answered & set(seen.flags) and (bool(verbs & set(seen.verbs)) or removes_tag(seen))


def removes_tag(seen: Invocation) -> bool:
    return seen.program == "istioctl" and {"tag", "remove"} <= set(seen.verbs)
