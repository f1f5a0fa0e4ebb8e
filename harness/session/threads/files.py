"""Files, folders and the working directory: which words of a call are paths, and which of them it makes."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from harness.match.thread import Sort, Thing
from harness.programs.git_clone import git_clone
from harness.programs.invocation import base_name, shell_text, unwrapped
from harness.programs.names import OUTPUT_FLAGS
from harness.programs.registry import program as known_program
from harness.programs.roles import CHANGES_FILES, MAKES_FILES, MAKES_LAST, NO_FILES, PATTERN_FIRST, WORKS_IN_FOLDER
from harness.session.threads.call_part import NOTHING, Part, things
from harness.shell.script import Call

TEXT_FLAGS: Final = frozenset({"-c", "-e", "--expression"})
URL: Final = re.compile(r"[a-z][a-z0-9+.-]*://")
ANY_FILE: Final = Thing(sort=Sort.FILE, vague=True)
ANY_PROGRAM: Final = Thing(sort=Sort.PROGRAM, vague=True)
UNPACKED: Final = Thing(sort=Sort.FILE, kind="unpacked", vague=True)
"""What is in an archive."""
HERE: Final = Thing(sort=Sort.FILE, name=".")


def path(word: str) -> str:
    """A path as all commands would spell it."""
    word = word.removeprefix("@").strip("\"'")
    while word.startswith("./") and len(word) > 2:
        word = word[2:].lstrip("/")
    return word.rstrip("/") or word[:1]


def of_call(call: Call, _texts: Mapping[str, str]) -> Part:
    words = unwrapped(call.words)
    if not words or shell_text(words) is not None:
        return NOTHING
    program, arguments = base_name(words[0]), words[1:]
    if program in RULES:
        return RULES[program](arguments)
    run_from = things(Sort.FILE, [path(words[0])]) if "/" in words[0] else ()
    if program in NO_FILES:
        return Part(needs=run_from)
    plain = paths(program, arguments)
    saved = saved_by(program, arguments)
    made = (*saved, *made_by(program, plain, arguments))
    here = (HERE,) if program in WORKS_IN_FOLDER and not plain else ()
    return Part(makes=things(Sort.FILE, made), needs=(*run_from, *needed(program, plain, made), *here))


def paths(program: str, arguments: tuple[str, ...]) -> list[str]:
    """The words that may be paths, values of flags included."""
    found: list[str] = []
    text_next = skip_first = False
    skip_first = program in PATTERN_FIRST and not any(word in {"-e", "-f"} for word in arguments)
    for word in arguments:
        if text_next or word in TEXT_FLAGS:
            text_next = word in TEXT_FLAGS
        elif not word.startswith("-") and skip_first:
            skip_first = False
        else:
            value = word.partition("=")[2] if word.startswith("-") else word
            found += [path(value)] if value and not URL.match(value) and "\n" not in value else []
    return found


def pairs(arguments: tuple[str, ...]) -> list[tuple[str, str]]:
    """Flags with their values, ``--flag=value`` and ``--flag value``."""
    found = [(flag, value) for flag, value in pairwise(arguments) if flag.startswith("-")]
    return [*found, *((flag, value) for flag, _, value in (word.partition("=") for word in arguments) if value)]


def saved_by(program: str, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The files that flags name for what a program writes."""
    known = known_program(program)
    own = known.output_flags if known is not None else frozenset()
    return tuple(path(value) for flag, value in pairs(arguments) if flag in OUTPUT_FLAGS or flag in own)


def made_by(program: str, plain: list[str], arguments: tuple[str, ...]) -> list[str]:
    if program in MAKES_FILES:
        return plain
    if program in CHANGES_FILES:
        return plain[1:]
    if program in MAKES_LAST and len(plain) > 1:
        inside = [f"{plain[-1]}/{base_name(source)}" for source in plain[:-1]]
        return [plain[-1], *inside]
    if program in {"gunzip", "gzip"}:
        return [f"{each}.gz" for each in plain] if program == "gzip" else [each.removesuffix(".gz") for each in plain]
    if program == "dd":
        return [path(word[3:]) for word in arguments if word.startswith("of=")]
    return plain[-1:] if program == "sed" and any(word.startswith(("-i", "--in-place")) for word in arguments) else []


def needed(program: str, plain: list[str], made: tuple[str, ...]) -> tuple[Thing, ...]:
    """What is made needs the folder it is made in."""
    if program in MAKES_FILES or program in MAKES_LAST:
        folders = [each.rpartition("/")[0] for each in made if "/" in each.strip("/")]
        plain = [*folders, *([] if program in MAKES_FILES else plain[:-1])]
    return things(Sort.FILE, plain)


def cd(arguments: tuple[str, ...]) -> Part:
    target = next((word for word in arguments if not word.startswith("-")), "~")
    return Part(makes=(Thing(sort=Sort.DIRECTORY, name=path(target)),), needs=things(Sort.FILE, [path(target)]))


def tar(arguments: tuple[str, ...]) -> Part:
    """An archive that is written, or any files out of one that is read."""
    first = arguments[0].lstrip("-") if arguments else ""
    archive = [
        path(value) for flag, value in pairs(("-" + first, *arguments[1:])) if re.fullmatch(r"-\w*f|--file", flag)
    ]
    plain = paths("tar", arguments[1:])
    if "c" in first or "--create" in arguments:
        return Part(
            makes=things(Sort.FILE, archive), needs=things(Sort.FILE, [one for one in plain if one not in archive])
        )
    into = [path(value) for flag, value in pairs(arguments) if flag in {"-C", "--directory"}]
    return Part(makes=unpacked(into), needs=things(Sort.FILE, plain))


def unpacked(into: list[str]) -> tuple[Thing, ...]:
    """What is in an archive; a folder that it is unpacked in may be one of programs."""
    return (*things(Sort.FILE, into), ANY_PROGRAM) if into else (UNPACKED,)


def unzip(arguments: tuple[str, ...]) -> Part:
    into = [path(value) for flag, value in pairs(arguments) if flag == "-d"]
    return Part(makes=unpacked(into), needs=things(Sort.FILE, paths("unzip", arguments)))


def fetched(arguments: tuple[str, ...]) -> Part:
    """What curl and wget save, and what they send."""
    among_letters = (path(value) for flag, value in pairs(arguments) if re.fullmatch(r"-[A-Za-z]+o", flag))
    saved = (*saved_by("", arguments), *among_letters)
    sent = [path(word) for word in arguments if word.startswith("@") and len(word) > 1]
    return Part(makes=things(Sort.FILE, saved), needs=things(Sort.FILE, sent))


def curl(arguments: tuple[str, ...]) -> Part:
    by_name = any(re.fullmatch(r"-[A-Za-z]*O[A-Za-z]*|--remote-name", word) for word in arguments)
    part = fetched(tuple(word for word in arguments if word != "-O"))
    return Part(makes=(*part.makes, *(things(Sort.FILE, last_parts(arguments)) if by_name else ())), needs=part.needs)


def wget(arguments: tuple[str, ...]) -> Part:
    part = fetched(arguments)
    return part if part.makes else Part(makes=things(Sort.FILE, last_parts(arguments)))


def last_parts(arguments: tuple[str, ...]) -> list[str]:
    return [base_name(word.partition("?")[0].rstrip("/")) for word in arguments if URL.match(word)]


def git(arguments: tuple[str, ...]) -> Part:
    """A clone makes a folder; anything else works in the one where the page is, or in ``-C FOLDER``."""
    if clone := git_clone(("git", *arguments)):
        return Part(makes=things(Sort.FILE, [path(clone.folder)]))
    return Part(needs=things(Sort.FILE, [next((path(value) for flag, value in pairs(arguments) if flag == "-C"), ".")]))


RULES: Final = {"cd": cd, "pushd": cd, "tar": tar, "unzip": unzip, "curl": curl, "wget": wget, "git": git}
