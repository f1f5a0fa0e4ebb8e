"""Variables of the environment in paths of settings: one file serves machines that keep things in different places."""

import re
from collections.abc import Mapping

# As in shells: a name, and what stands for it when it is not set or empty.
VARIABLE = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}")


def expand(text: str, environ: Mapping[str, str]) -> str:
    """``${NAME}`` and ``${NAME:-default}`` replaced; ``KeyError`` with the name of one that has neither."""

    def value(found: re.Match[str]) -> str:
        return environ.get(found["name"]) or (environ[found["name"]] if found["default"] is None else found["default"])

    return VARIABLE.sub(value, text)
