"""What is linked into the folder that a page runs in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.plan.step import VariantPlan
from harness.settings import Settings

PRESETS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"": {}, "istio.io": {"samples": "go:istio.io/istio@{istio-module}/samples"}}
)
"""By preset: folders of the release in which its readers work, as sources."""


def links_of(settings: Settings, variant: VariantPlan) -> dict[str, str]:
    """Sources by name: all of the settings, and those of the preset in which the page marks files: ``@samples/a@``."""
    shown = [command.documented for step in variant.steps for command in step.commands]
    preset = PRESETS[settings.preset].items()
    return {name: source for name, source in preset if any(f"@{name}/" in text for text in shown)} | dict(
        settings.links
    )
