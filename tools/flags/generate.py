"""Write the flags, subcommands and aliases that ``harness check`` knows, as the programs' own help tells them.

``python tools/flags/generate.py kubectl=PATH istioctl=PATH helm=PATH`` writes ``harness/check/commands/programs.json``.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[2] / "harness/check/commands/programs.json"
FLAG = re.compile(r"^\s+(?:-(\w), )?--([A-Za-z][\w-]*)", re.MULTILINE)
ALIASES = re.compile(r"^Aliases:\n\s*(.*)$", re.MULTILINE)
# kubectl says a default, which is `false` for a switch; the others name the sort of value, if there is one.
VALUED = re.compile(
    r"^\s+(?:-(\w), )?--([A-Za-z][\w-]*)(?:=(?!false:|true:)[^\n]*:$|[ ]\w[\w=,-]*(?![\w\[])(?=  |$))", re.MULTILINE
)
# Their value may be left out, so the next word is none; kubectl's help does not tell.
OPTIONAL = {"--cascade", "--dry-run", "--validate"}
COMMANDS = re.compile(r"^(?:[\w ]*)Commands[\w ():]*:?\n((?:  \S.*\n)+)", re.MULTILINE)
VERSIONS = {
    "kubectl": ["version", "--client"],
    "istioctl": ["version", "--remote=false", "--short"],
    "helm": ["version", "--short"],
}


def output(program: str, *words: str) -> str:
    answer = subprocess.run(
        [program, *words], capture_output=True, text=True, check=False, env={"HOME": "/nonexistent"}
    )
    return answer.stdout + answer.stderr


def flags_in(text: str) -> set[str]:
    found = FLAG.findall(text)
    return {f"--{name}" for _, name in found} | {f"-{letter}" for letter, _ in found if letter}


def valued_in(text: str) -> set[str]:
    """The flags that take the next word for their value."""
    found = [(letter, name) for letter, name in VALUED.findall(text) if f"--{name}" not in OPTIONAL]
    return {f"--{name}" for _, name in found} | {f"-{letter}" for letter, _ in found if letter}


def crawl(program: str, words: tuple[str, ...], everywhere: set[str]) -> dict[str, Any]:
    """A command's own flags and its subcommands, each with theirs."""
    text = output(program, *words, "--help")
    commands = [line.split()[0] for block in COMMANDS.findall(text) for line in block.splitlines()]
    own = sorted(flags_in(text) - everywhere)
    inside = {name: crawl(program, (*words, name), everywhere) for name in sorted(set(commands) - {"help"})}
    aliases = sorted({name for line in ALIASES.findall(text) for name in line.split(", ")} - set(words[-1:]))
    parts = {"flags": own, "valued": sorted(valued_in(text) - everywhere), "aliases": aliases, "commands": inside}
    return {name: part for name, part in parts.items() if part}


def main() -> None:
    found: dict[str, Any] = {}
    for argument in sys.argv[1:]:
        name, _, path = argument.partition("=")
        common = output(path, "options") if name == "kubectl" else output(path, "--help")
        everywhere = flags_in(common) | {"-h", "--help"}
        version = output(path, *VERSIONS[name]).splitlines()[0].rpartition(" ")[2]
        found[name] = {
            **crawl(path, (), everywhere),
            "version": version,
            "flags": sorted(everywhere),
            "valued": sorted(valued_in(common)),
        }
    TARGET.write_text(
        json.dumps(found, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n", encoding="utf-8"
    )
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
