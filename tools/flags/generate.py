"""Write the flags, subcommands and aliases that the harness knows, as the programs' own help tells them.

``python tools/flags/generate.py kubectl=PATH istioctl=PATH helm=PATH`` writes ``harness/check/commands/programs.json``
and ``harness/programs/data/flags.toml``: which flags take the next word, and the commands that take it for a switch.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HARNESS = Path(__file__).resolve().parents[2] / "harness"
TARGET = HARNESS / "check/commands/programs.json"
FLAGS = HARNESS / "programs/data/flags.toml"
HEAD = "# Which flags take the next word as their value, and the calls of whom they do not. Written by tools/flags.\n"
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


def known(name: str, path: str) -> dict[str, Any]:
    """All that the help of a program tells."""
    common = output(path, "options") if name == "kubectl" else output(path, "--help")
    everywhere = flags_in(common) | {"-h", "--help"}
    return {
        **crawl(path, (), everywhere),
        "version": version_of(name, path),
        "flags": sorted(everywhere),
        "valued": sorted(valued_in(common)),
    }


def version_of(name: str, path: str) -> str:
    return output(path, *VERSIONS[name]).splitlines()[0].rpartition(" ")[2]


def as_json(found: Mapping[str, Any]) -> str:
    return json.dumps(found, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n"


def as_toml(found: Mapping[str, Any]) -> str:
    return "\n".join((HEAD, *(table(name, program) for name, program in found.items())))


def table(name: str, program: Mapping[str, Any]) -> str:
    """A program's flags with values; of those, the switches of some subcommands."""
    commands = dict(calls(program, ()))
    valued = sorted({flag for command in commands.values() for flag in command.get("valued", ())})
    switches = {
        flag: sorted(
            call
            for call, command in commands.items()
            if flag in command.get("flags", ()) and flag not in command.get("valued", ())
        )
        for flag in valued
    }
    lines = (f'"{flag}" = {json.dumps(names)}' for flag, names in switches.items() if names)
    inside = "".join(f'  "{flag}",\n' for flag in valued)
    return f"[{name}]\nvalued_flags = [\n{inside}]\n\n[{name}.switches]\n" + "".join(f"{line}\n" for line in lines)


def calls(command: Mapping[str, Any], words: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each command by the words that call it, by an alias as well."""
    yield " ".join(words), command
    for name, inner in command.get("commands", {}).items():
        for alias in (name, *inner.get("aliases", ())):
            yield from calls(inner, (*words, alias))


def main() -> None:
    paths = {name: path for name, _, path in (argument.partition("=") for argument in sys.argv[1:])}
    found = {name: known(name, path) for name, path in paths.items()}
    TARGET.write_text(as_json(found), encoding="utf-8")
    FLAGS.write_text(as_toml(found), encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes; {FLAGS}: {FLAGS.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
