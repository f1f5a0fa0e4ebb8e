"""What is linked into the folder that a page runs in."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.plan.step import VariantPlan
from harness.settings import Settings
from harness.shell.script_reader import read_script

PRESETS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "": {},
        "istio.io": {
            name: f"go:istio.io/istio@{{istio-module}}/{name}" for name in ("manifests", "samples", "tools/certs")
        },
    }
)
"""By preset: folders of the release in which its readers work, as sources."""
UPWARDS: Final = re.compile(r"(?:\.{1,2}/)*")
"""Seen from a folder that the page has made in that of the release."""
MAKING: Final = frozenset({"cp", "git", "ln", "mkdir", "mv"})


def links_of(settings: Settings, variant: VariantPlan) -> dict[str, str]:
    """Sources by name: all of the settings, and those of the preset whose files the page names and does not make."""
    calls = [
        call.words for step in variant.steps for command in step.commands for call in read_script(command.text).calls
    ]
    used = {
        name: source
        for name, source in PRESETS[settings.preset].items()
        if any(UPWARDS.sub("", word, count=1).startswith(f"{name}/") for words in calls for word in words)
        and not any(words[0] in MAKING and name in words for words in calls)
    }
    return used | dict(settings.links)
