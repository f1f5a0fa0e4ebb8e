"""Programs of jq, sed and awk on a command line: what they refuse, and what bash takes out of them."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.commands.command_line import page_calls, place_of, segments
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.programs.invocation import base_name
from harness.shell.script import Call

FILTER: Final = Rule.named("broken-filter")
RULES: Final = (FILTER,)

_TEXTS: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_ASSIGNS: Final = re.compile(r"select\([^()]*[\w\]\s](?<![=!<>|+*/-])=(?!=)[^()]*\)")
_BARE: Final = re.compile(r"[a-z]\w*(?:\.[A-Za-z]\w*)+(?:\[\d*\])?\s*(?:$|\|)")
_SUBSTITUTES: Final = re.compile(r"s([/|#,:@!%])")
_WHOLE: Final = re.compile(r"s([/|#,:@!%]).*\1.*\1[gipI\d]*")
_FILE: Final = re.compile(r"/?(?:[\w.-]+/)*[\w-]+\.[a-z]+")
_EXPANDED: Final = re.compile(r"\bawk(?:\s+-F\s*\S+)?\s+\"[^\"\n]*(?<!\\)\$\d")
_VALUED: Final = frozenset({"--arg", "--argjson", "--slurpfile", "--rawfile", "--indent", "-F", "-v", "-f", "-L"})
_OPTIONS_WITH_TWO: Final = frozenset({"--arg", "--argjson", "--slurpfile", "--rawfile"})
_AWKS: Final = frozenset({"awk", "gawk", "mawk"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call in page_calls(subject.plan.page):
        program = base_name(call.words[0]) if call.words else ""
        if program not in {"jq", "sed", *_AWKS} or call.in_function:
            continue
        if program == "sed" and (behind := swapped(call)):
            message = f"sed takes the name of the file, '{behind[0]}', for its program"
            expected = f"'{behind[1]}' before {behind[0]}"
            at = place(segment, call, behind[0])
            yield FILTER.found(at, message, expected=expected, remedy="write the program before the file")
            continue
        for text in programs_of(program, call):
            if "PLACEHOLDER" not in text and (wrong := fault(program, text)):
                message, expected = wrong
                at = place(segment, call, text.split("\n", maxsplit=1)[0])
                message = f"{program} refuses {text!r}: {message}"
                yield FILTER.found(at, message, expected=expected, remedy="correct the program")
    for segment in segments(subject.plan.page):
        if "awk" in segment.command:
            for match in _EXPANDED.finditer(segment.command):
                if segment.command[: match.start()].rpartition("\n")[2].count("'") % 2 == 0:
                    at = place_of(match.end() - 2, segment.command, segment.at)
                    message = "bash puts its own argument in the place of awk's field: the program is in double quotes"
                    yield FILTER.found(at, message, expected="the program in single quotes", remedy="use single quotes")


def programs_of(program: str, call: Call) -> Iterator[str]:
    """The texts that a call is given to run."""
    words = list(call.words[1:])
    explicit = [
        after for word, after in itertools.pairwise(words) if program == "sed" and word in {"-e", "--expression"}
    ]
    if explicit or (program == "sed" and any(word in {"-f", "--file"} for word in words)):
        yield from explicit
        return
    waiting = iter(words)
    for word in waiting:
        if word in {"-f", "--from-file"}:
            return
        if word in _VALUED and program != "sed":
            next(waiting, None)
            if word in _OPTIONS_WITH_TWO:
                next(waiting, None)
        elif not word.startswith("-") or word == "-":
            yield word
            return


def swapped(call: Call) -> Sequence[str]:
    """``sed -i FILE 's/OLD/NEW/'``: the two words, the wrong way round; empty where they are not."""
    words = [word for word in call.words[1:] if not word.startswith("-")]
    plain = len(words) > 1 and not {"-e", "-f", "--expression", "--file"}.intersection(call.words)
    return words[:2] if plain and _FILE.fullmatch(words[0]) and _WHOLE.fullmatch(words[1]) else ()


def fault(program: str, text: str) -> tuple[str, str] | None:
    if program == "jq":
        return of_jq(text)
    return of_sed(text) if program == "sed" else of_awk(text)


def of_jq(text: str) -> tuple[str, str] | None:
    if text.endswith((".json", ".txt")) or "$(" in text or "`" in text:
        return None
    bare = _TEXTS.sub('""', text)
    if not balanced(bare):
        return "a parenthesis, bracket or brace is not closed", "each of them closed"
    if _ASSIGNS.search(bare):
        return "'=' sets a value", "'==' to compare"
    if _BARE.match(bare) and not bare.startswith(("env.", "input.")):
        return "a path starts with a dot", f".{text}"
    return None


def of_awk(text: str) -> tuple[str, str] | None:
    bare = re.sub(r"/(?:[^/\\\n ]|\\.)*/", "//", _TEXTS.sub('""', text))
    if not balanced(re.sub(r"[^{}]", "", bare)):
        return "a brace is not closed", "'{ ... }'"
    return None


def of_sed(text: str) -> tuple[str, str] | None:
    """``s/OLD/NEW/`` has three of its signs."""
    opening = _SUBSTITUTES.match(text)
    if opening is None or "\n" in text or ";" in text or "$(" in text:
        return None
    sign = opening[1]
    bare = re.sub(r"\[[^\]]*\]", "", re.sub(r"\\.", "", text[1:]))
    if bare.count(sign) < len("s//") and not re.search(r"\$[A-Za-z{]", text):
        return f"the last '{sign}' is missing", f"s{sign}OLD{sign}NEW{sign}"
    return None


def balanced(text: Sequence[str]) -> bool:
    open_ones: list[str] = []
    for sign in text:
        if sign in _PAIRS.values():
            open_ones.append(sign)
        elif sign in _PAIRS and (not open_ones or open_ones.pop() != _PAIRS[sign]):
            return False
    return not open_ones
