"""What a run asks of installed packages, before anything runs: a mistake in one is found at the start, and once."""

from functools import cache
from typing import Final

from harness.extensions.installed import has_plugins

AUTOMATIC: Final = "auto"


@cache
def require_plugins(provider: str) -> None:
    """``SettingsError`` for the first mistake of any package, and for a ``provider`` that there is not."""
    if has_plugins():
        from harness.check.rule_registry import rules  # noqa: PLC0415 - few environments have plug-ins
        from harness.extensions.manager import require_all  # noqa: PLC0415 - likewise

        require_all()
        rules()  # no two of which may have one code
    if provider != AUTOMATIC:
        from harness.cluster.provider_entry import require_provider  # noqa: PLC0415 - most runs name none
        from harness.extensions.manager import contributions  # noqa: PLC0415 - likewise

        require_provider(provider, contributions("harness_providers"), but=("none",))
