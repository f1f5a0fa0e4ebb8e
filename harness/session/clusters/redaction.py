"""Takes secrets out of what is kept as evidence: rather too much than too little."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from harness.package_data import toml_data

REDACTED: Final = "[redacted]"
IS_SECRET: Final = re.compile(r"""\bkind\\?["']?\s*:\s*\\?["']?Secret\b""")
JSON_DATA: Final = re.compile(r"""(\\?"(?:data|stringData)\\?"\s*:\s*)\{[^{}]*\}""")
YAML_DATA: Final = re.compile(r"([ -]*)(?:data|stringData):\s*")
YAML_KEY: Final = re.compile(r"(\s*[\w.-]+:).*")


def redacted(text: str) -> str:
    """The text without what looks like a secret."""
    if IS_SECRET.search(text):
        text = JSON_DATA.sub(rf"\1{REDACTED}", "\n".join(without_data(text.split("\n"))))
    for found, instead in patterns():
        text = found.sub(instead, text)
    return text


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What to look for, and what to put there."""
    secrets = toml_data("harness.session.clusters", "redaction.toml")["secret"]
    return tuple((re.compile(one["found"]), one.get("instead", REDACTED)) for one in secrets)


def without_data(lines: Iterable[str]) -> Iterator[str]:
    """Manifests in YAML with nothing but the keys of their data: of Secrets, and of all that is printed with them."""
    depth: int | None = None  # of the key `data` that the lines stand below
    for line in lines:
        if depth is not None and (not line.strip() or len(line) - len(line.lstrip()) > depth):
            if (key := YAML_KEY.fullmatch(line)) is not None:
                yield f"{key[1]} {REDACTED}"
            continue
        data = YAML_DATA.fullmatch(line)
        depth = None if data is None else len(data[1])
        yield line
