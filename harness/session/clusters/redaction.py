"""Takes secrets out of what is kept as evidence: rather too much than too little."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

REDACTED: Final = "[redacted]"
SUSPECT: Final = r"[\w.-]*(?:passw(?:or)?d|passphrase|token|secret|api[_-]?key|access[_-]?key|private[_-]?key)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to look for, and what to put there."""

    found: re.Pattern[str]
    replacement: str = REDACTED


PATTERNS: Final = (
    # Keys and certificates, as they are and in base64, to their end or to where the text was cut off.
    Pattern(re.compile(r"(-----BEGIN [A-Z0-9 ]+-----).*?(?:-----END [A-Z0-9 ]+-----|\Z)", re.DOTALL), r"\1 [redacted]"),
    Pattern(re.compile(r"LS0tLS1CRUdJTi[A-Za-z0-9+/=_-]*")),
    # What kubeconfig files, webhooks and charts keep in a line of their own.
    Pattern(
        re.compile(
            r"((?:client-key-data|client-certificate-data|certificate-authority-data|caBundle)[\"']?\s*[:=]\s*[\"']?)"
            r"[A-Za-z0-9+/=_-]+"
        ),
        r"\1[redacted]",
    ),
    Pattern(re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}", re.IGNORECASE), r"\1 [redacted]"),
    Pattern(re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?")),  # a JSON web token
    Pattern(re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),  # of Amazon
    Pattern(re.compile(r"\b(?:gh[opsur]_|github_pat_|glpat-|xox[abprs]-)[A-Za-z0-9_-]{10,}")),
    Pattern(re.compile(r"\bH4sI[A-Za-z0-9+/=]{40,}")),  # a Helm release, its values among it
    Pattern(re.compile(r"(://[^\s/:@]*:)[^\s/@]+@"), r"\1[redacted]@"),
    Pattern(
        re.compile(rf"((?<![\w.-]){SUSPECT}\\?[\"']?\s*=\s*\\?[\"']?)[^\s\"'\\,;&]+", re.IGNORECASE),
        r"\1[redacted]",
    ),
    # After a colon, on the same line; what switches something on or off is told.
    Pattern(
        re.compile(
            rf"((?<![\w.-]){SUSPECT}\\?[\"']?:[ \t]*\\?[\"']?)"
            r"(?!\[redacted|true\b|false\b|null\b)[^\s\"'\\,;&{}\[\]]+",
            re.IGNORECASE,
        ),
        r"\1[redacted]",
    ),
)

IS_SECRET: Final = re.compile(r"""\bkind\\?["']?\s*:\s*\\?["']?Secret\b""")
JSON_DATA: Final = re.compile(r"""(\\?"(?:data|stringData)\\?"\s*:\s*)\{[^{}]*\}""")
YAML_DATA: Final = re.compile(r"([ -]*)(?:data|stringData):\s*")
YAML_KEY: Final = re.compile(r"(\s*[\w.-]+:).*")


def redacted(text: str) -> str:
    """The text without what looks like a secret."""
    if IS_SECRET.search(text):
        text = JSON_DATA.sub(rf"\1{REDACTED}", "\n".join(without_data(text.split("\n"))))
    for pattern in PATTERNS:
        text = pattern.found.sub(pattern.replacement, text)
    return text


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
