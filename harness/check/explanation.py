"""What ``--explain`` says of a code: why it is reported, a bad and a good example, and when to ignore it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from harness.check.code_descriptions import meanings
from harness.check.selection import require

FILE: Final = "explanations.toml"


@cache
def explanations() -> Mapping[str, Mapping[str, Any]]:
    """By code: ``why``, ``bad``, ``good``, ``ignore``."""
    return tomllib.loads((files("harness.check") / FILE).read_text(encoding="utf-8"))


def explain(code: str) -> str:
    """The whole explanation; ``SettingsError`` for a code that there is not."""
    require(code, meanings())
    told = explanations().get(code, {})
    parts = [f"{code}: {meanings()[code]}", told.get("why", "")]
    parts += [
        f"{title}:\n{_indented(told[name])}" for name, title in (("bad", "Wrong"), ("good", "Right")) if name in told
    ]
    parts.append(f"When to ignore it: {told.get('ignore', _IGNORE)}")
    parts.append(f"To ignore it above one block: <!-- harness: ignore {code} -- REASON -->")
    return "\n\n".join(filter(None, parts)) + "\n"


_IGNORE: Final = "when the page is right and the check cannot know why; say the reason."


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").split("\n"))
