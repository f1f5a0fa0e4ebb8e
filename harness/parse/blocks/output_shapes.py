"""Shapes of lines that programs print and nobody types."""

import re
from typing import Final

_DONE: Final = (
    "created|configured|unchanged|deleted|patched|labeled|unlabeled|annotated|exposed|scaled|edited|replaced|restarted"
    "|rolled back|updated|autoscaled|tainted|untainted|cordoned|uncordoned|drained|evicted|pruned|serverside-applied"
    "|condition met|approved|unmodified|rolled out|installed|uninstalled|upgraded|not labeled|denied"
)
_NAMED: Final = (
    r"[a-z]+(?: [a-z]+)* [\"'][^\"']+[\"'] (?:created|deleted|added|updated|set|modified|configured|(?:un)?installed)\b"
)
_TABLE: Final = r"[A-Z][A-Z0-9()/_:%-]*(?:(?:\s{2,}|\t)[A-Z][A-Z0-9()/_:%-]*(?: [A-Z0-9()/_:%-]+)*)+\s*$"
"""NAME   READY"""
_SHAPES: Final = (
    rf"\S+(?:/\S+|\s\"[^\"]+\")\s+(?:[\w-]+ ){{0,2}}(?:{_DONE})(?:\s.*)?$",  # deployment.apps/oven created
    _TABLE,
    r"\s*(?!EO[A-Z]\b|END\b)[A-Z][A-Z_]{2,}\s*$",  # a table's only column
    r"\s*[\]\[{}]+,?\s*$|\s*\{\s*\"|\s*\"[^\"]*\"\s*[:,]|\s*\"[^\"]*\"\s*$",  # JSON
    r"\s*\[\s*(?:\{|\d[\d.]*\s*(?:[,\]]|$)|\"[^\"$]*\"\s*(?:[,\]]|$))",  # a list of JSON; no `[ "$A" = b ]`
    r"---\s*$|\.\.\.\s*$|\[\.{3}\]\s*$|v?\d+\.\d+\.\d+[\w.+-]*\s*$|…\s*$|\s*[.]{3,}",
    r"\s*(?:apiVersion|kind|metadata|spec|status|data|items|name|namespace|labels|annotations):(?:\s|$)",
    r"\s*-\s+[\w\"'/.-]+(?::(?:\s|$)|\s*$)",  # items of YAML
    r"\s*[A-Za-z][\w./-]*(?: [\w./()-]+){0,4}:(?:\s+\S.*)?$",  # key: value
    r"(?:[Ee]rror|ERROR|[Ww]arning|WARNING|WARN|INFO|FATAL|DEBUG|fatal|panic|Usage|usage|NOTE|NOTES|note)[:\[( ]",
    r"Error from server\b|Unable to |The connection to |curl: \(\d+\)|command terminated with",
    r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]|\d\d:\d\d(?::\d\d)?\b|[IWEF]\d{4} \d\d:|(?:time|level|ts)=[\"\w]",
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d\s",  # a system's log
    r"\[\w+\]\s",  # [INFO] ...
    r"HTTP/[\d.]+ \d{3}|[<>*]\s+\S|;\s|;;|[<>*]\s*$|<(?:!DOCTYPE|/?(?:html|head|body|title|h\d|p|pre|center|hr)\b)",
    r"[-+]?\d[\d.,:/]*[%)]?(?:\s|$)|[-+]?\d[\d.,]*[a-zA-Z]{1,3}(?:\s|$)",  # numbers and sizes
    r"\s*[\u2190-\u2bff\u2500-\u257f\u2600-\u27bf\U0001f300-\U0001faff\u2022\u00b7\u2713\u2717]",  # ticks
    r"(?:[A-Z][\w'\u2019`\"-]*|\d+)(?: \S+)+[.!:]?\s*$",  # sentences
    r"\s*[|+](?:[-=+ ]|\s)",  # ASCII tables
    r"[-=*#]{3,}",
    r"\S+ {2,}\S+ {2,}\S",  # rows of tables
    r"\S+ +\d+/\d+ +\S",
    r"(?:[a-z]+/)?[a-z0-9-]+-[a-z0-9]{8,10}-[a-z0-9]{5}\b",  # names of pods
    r"\S+\t+\S",
    _NAMED,
    r"[a-z_:][\w:]*\{[^{}]*\} [-+\d.]|[\w.-]+ = \S",  # a metric; a setting
    r"[a-z][a-z+]*://\S+\s*$",
    r"\S+ (?:has|have) been [a-z]+",  # "brew" has been added to your repositories
    r"(?:yes|no|true|false|ok|pong|null|<none>)\s*$|(?:yes|no) - ",
    r"-----(?:BEGIN|END) ",
    r"[dl-](?:[r-][w-][xsS-]){3}",  # ls -l
    r"total \d+\s*$",
    r"(?:[A-Za-z0-9+/]{4}){8,}={0,2}\s*$",  # base64
)
OUTPUT: Final = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
DONE: Final = re.compile(f"{_SHAPES[0]}|{_NAMED}")
"""What became of an object, which may be called like a program."""
_FAILED: Final = r"Error from server\b|error: |curl: \(\d+\)|HTTP/[\d.]+ \d{3}"
STRONG: Final = re.compile(f"{_SHAPES[0]}|{_NAMED}|{_TABLE}|{_FAILED}")
"""Those that are an output whatever the text above says."""
_OF_FILES: Final = (r"[\w.-]+ = ", r"\s*-\s", r"\s*[\]\[{}]", r"\s*[A-Za-z][\w./-]*: ", r"[-=*#]{3,}", r"\[\w+\]\s*$")
PRINTED: Final = re.compile(rf"(?!{'|'.join(_OF_FILES)})(?:{OUTPUT.pattern})")
"""Those that a file hardly has."""
