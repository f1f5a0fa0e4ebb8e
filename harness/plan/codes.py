"""Every diagnostic that planning a page can give beyond the checks' own: ``codes.toml``."""

from typing import Final

from harness.parse.codes import codes_of

_CODES: Final = codes_of("harness.plan")
BAD_OVERRIDE: Final = _CODES["bad-override"]
UNREACHED_TAB: Final = _CODES["unreached-tab"]
UNREAD_PAGE: Final = _CODES["unread-page"]
OTHER_MACHINE: Final = _CODES["other-machine"]
IGNORE_WITHOUT_REASON: Final = _CODES["ignore-without-reason"]
UNUSED_IGNORE: Final = _CODES["unused-ignore"]
PLAN_CODES: Final = tuple(_CODES.values())
