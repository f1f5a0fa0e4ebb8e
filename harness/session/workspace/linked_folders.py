"""What is linked into the folder that a page runs in."""

import re
from typing import Final

from harness.plan.step import VariantPlan
from harness.settings import Settings
from harness.shell.script_reader import read_script
from harness.sites.site_profile import SiteProfile

UPWARDS: Final = re.compile(r"(?:\.{1,2}/)*")
"""Seen from a folder that the page has made in that of the release."""
MAKING: Final = frozenset({"cp", "git", "ln", "mkdir", "mv"})


def links_of(settings: Settings, site: SiteProfile, variant: VariantPlan) -> dict[str, str]:
    """Sources by name: those of the settings, and of the site those whose files the page names and does not make."""
    calls = [
        call.words for step in variant.steps for command in step.commands for call in read_script(command.text).calls
    ]
    used = {
        name: source
        for name, source in site.links.items()
        if any(UPWARDS.sub("", word, count=1).startswith(f"{name}/") for words in calls for word in words)
        and not any(words[0] in MAKING and name in words for words in calls)
    }
    return used | dict(settings.links)
