"""Names that a page gives to commands of its own: functions and aliases."""

import re
from typing import Final

_DEFINED: Final = re.compile(
    r"^[ \t]*(?:\$[ \t]+)?(?:function[ \t]+([\w-]+)|([\w-]+)[ \t]*\(\))|\balias[ \t]+([\w-]+)=", re.MULTILINE
)


def own_names(text: str) -> frozenset[str]:
    """The functions and aliases that a block defines."""
    if not any(sign in text for sign in ("()", "function", "alias")):
        return frozenset()
    return frozenset(name for match in _DEFINED.finditer(text) for name in match.groups() if name)
