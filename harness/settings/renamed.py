"""Keys that had another name once, and go on working."""

import logging
from collections.abc import Mapping
from typing import Any, Final

from harness.source import Location

LOG = logging.getLogger(__name__)

PRESET: Final = "preset"
SITE: Final = "site"
_SITES: Final = {"": "plain", "istio.io": "istio_io"}  # the two presets that there were


def under_new_names(table: Mapping[str, Any], at: Location) -> Mapping[str, Any]:
    """The table with ``site`` for ``preset``; of both, ``site`` counts. A note says so."""
    site = table.get(SITE, _SITES.get(table[PRESET], table[PRESET]))
    LOG.warning("%s: note: the setting 'preset' is called 'site' now: write site = %r", at, site)
    return {**{key: value for key, value in table.items() if key != PRESET}, SITE: site}
