"""The editor that a page names in a variable: one that works by itself, such as ``sed -i``, hinders nobody."""

import re
import shlex
from collections.abc import Iterable
from typing import Final

from harness.programs.invocation import base_name
from harness.programs.registry import program as known_program

NAMES: Final = r"(?:KUBE_EDITOR|EDITOR|VISUAL|GIT_EDITOR|GIT_SEQUENCE_EDITOR|SUDO_EDITOR)"
VALUE: Final = r"('[^']*'|\"[^\"]*\"|[^\s;&|]+)"
SET: Final = re.compile(rf"(?<![\w$-]){NAMES}={VALUE}")
EXPORTED: Final = re.compile(rf"^\s*(?:export|declare -x)\s+{NAMES}={VALUE}", re.MULTILINE)
KEEPS: Final = ("edits", "waits", "redraws")  # what a person has to do


def editor(text: str, earlier: Iterable[str] = ()) -> str:
    """The editor in force for a command, which comes after ``earlier`` ones; empty where none is named."""
    exported = [value for before in earlier if names_one(before) for value in EXPORTED.findall(before)]
    named = [*exported, *(SET.findall(text) if names_one(text) else ())]
    return named[-1].strip("'\"") if named else ""


def names_one(text: str) -> bool:
    """Whether a text has one of the names at all; few have."""
    return "EDITOR=" in text or "VISUAL=" in text


def works_alone(named: str) -> bool:
    """Whether an editor comes to its end without a person."""
    try:
        words = shlex.split(named)
    except ValueError:
        return False
    if not words or "$" in words[0]:
        return False
    profile = known_program(base_name(words[0]))
    return profile is None or not any(profile.own.acts.get(act, False) for act in KEEPS)
