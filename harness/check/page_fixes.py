"""Fixes that need the text around a finding: a line that lost its backslash, a here-document without its end."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from harness.check.closing_fixes import lost_parenthesis, lost_single_quote, lost_word, mixed_quotes
from harness.check.commands.fragment import is_command
from harness.check.context_fix import missing_context
from harness.check.prompted_line import PROMPT, command_start
from harness.check.tag_fixes import boilerplate_there, closing_tag, known_syntax, opening_tag, shell_syntax
from harness.check.typo import is_one_slip
from harness.check.typography import plain_quotes
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.programs.known import known_names
from harness.shell.bash_n import read_by_bash
from harness.shell.completeness import ShellReader

PageFix = Callable[[Diagnostic, Sequence[str]], Fix | None]

_DELIMITER: Final = re.compile(r"<<-?\s*[\\'\"]?(\w+)")
_TAG: Final = re.compile(r"\s*(?:\{\{[<%]|```|~~~)")
_API_VERSION: Final = re.compile(r"^\s*(?:- )?apiVersion:\s*[\"']?([\w.-]+(?:/[\w.-]+)?)")
_REMARK: Final = re.compile(r"(?<=\\)\s+#.*$")
_JOINED_PROMPT: Final = re.compile(r"\$[a-z][\w-]+ ")
_FILE_AND_WORD: Final = re.compile(r" -(?:f|-filename|k|-kustomize)[ =][^\s'\"]+( [a-z]+)$")


def lost_backslash(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    above = lines[finding.at.line - 2]
    at = replace(finding.at, line=finding.at.line - 1, column=len(above) + 1)
    if above.endswith(" /"):
        return swap(replace(at, column=len(above)), "/", "\\")
    if remark := _REMARK.search(above):
        return swap(replace(at, column=remark.start() + 1), remark[0], "")
    if not above.strip() or above.rstrip().endswith("\\"):
        return None
    return swap(at, "", "\\" if above[-1:].isspace() else " \\")


def unclosed_heredoc(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The delimiter takes the place of an empty line, or that of the line at which the block ends."""
    start = finding.at.line - 1
    delimiters = [found[1] for line in lines[start : start + 3] if (found := _DELIMITER.search(line))]
    end = next((number for number in range(start + 1, len(lines)) if _stops(lines[number])), None)
    if len(set(delimiters)) != 1 or end is None:
        return None
    if other := misspelt_end(finding, lines, delimiters[0], range(start + 1, end)):
        return other
    indent = " " * (finding.at.column - 1)
    empty = [number for number in range(start + 1, end) if not lines[number].strip()]
    at = replace(finding.at, column=1)
    if len(empty) == 1 and empty[0] == end - 1:
        return swap(replace(at, line=end), lines[end - 1], f"{indent}{delimiters[0]}")
    if empty:
        return None
    return swap(replace(at, line=end + 1), "", f"{indent}{delimiters[0]}\n")


def misspelt_end(finding: Diagnostic, lines: Sequence[str], delimiter: str, inside: range) -> Fix | None:
    """The line that is the delimiter but for its indent or a slip; the slip is in what the page has less often."""
    for number in inside:
        word = lines[number].strip()
        if word != delimiter and not (word.isalpha() and (word.upper() == delimiter or is_one_slip(word, delimiter))):
            continue
        counts = [sum(each in line.split() or f"<<{each}" in line for line in lines) for each in (word, delimiter)]
        at = replace(finding.at, column=1)
        if word == delimiter or counts[0] <= counts[1]:
            return swap(replace(at, line=number + 1), lines[number], " " * (finding.at.column - 1) + delimiter)
        opening = next(each for each in range(finding.at.line - 1, number) if _DELIMITER.search(lines[each]))
        column = lines[opening].index(delimiter, lines[opening].index("<<")) + 1
        return swap(replace(at, line=opening + 1, column=column), delimiter, word)
    return None


def _stops(line: str) -> bool:
    return _TAG.match(line) is not None or PROMPT.match(line) is not None


def lost_quote(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """A double quote at the place that the line's other quotes leave for it, if one is left or the page shows which."""
    number = finding.at.line - 1
    line = lines[number].rstrip()
    start = command_start(line)
    if line.endswith("\\") or line[start:].count('"') % 2 == 0:
        return None
    other = "\n".join((*lines[:number], *lines[number + 1 :]))
    places, open_at = places_for_quote(line, start)
    places = [at for at in places if read_by_bash(f'{line[start:at]}"{line[at:]}').accepted]
    seen = [at for at in places if would_quote(line, at, open_at) in other]
    # What begins with a variable, a substitution or an address ends with its word.
    one_word = open_at is not None and re.match(r"\"(?:\$|https?:)", line[open_at:]) is not None
    closes = open_at is not None and (len(places) == 1 or one_word)
    sure = seen if len(seen) == 1 else places[:1] if closes else []
    return swap(replace(finding.at, column=sure[0] + 1), "", '"') if sure else None


def lost_sign(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    fixes = (mixed_quotes, lost_quote, lost_parenthesis, lost_single_quote, lost_word, added_backslash)
    return next((fix for each in fixes if (fix := each(finding, lines)) is not None), None)


def added_backslash(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The backslash at the end of a command, where its block ends or another command begins."""
    for number in range(finding.at.line - 1, len(lines) - 1):
        line, below = lines[number], lines[number + 1]
        if not line.endswith("\\"):
            return None
        if _stops(below):
            old = line[len(line[:-1].rstrip()) :]
            return swap(replace(finding.at, line=number + 1, column=len(line) - len(old) + 1), old, "")
    return None


def usual_api_version(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The apiVersion that the page has beside this kind everywhere else."""
    fix = finding.fix
    edit = fix.edits[0] if fix is not None and len(fix.edits) == 1 else None
    if fix is None or edit is None or not (found := _API_VERSION.match(edit.new)):
        return None
    kind = lines[edit.at.line - 1].strip()
    beside = {
        each[1]
        for number, line in enumerate(lines)
        if (each := _API_VERSION.match(line)) and kind in (near.strip() for near in lines[number + 1 : number + 2])
    }
    same = sorted(each for each in beside if each.rpartition("/")[0] == found[1].rpartition("/")[0])
    if len(same) != 1:
        return None
    (version,) = same
    return replace(fix, edits=(replace(edit, new=edit.new.replace(found[1], version)),), safe=True)


def file_alone(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The command without the word behind its file."""
    found = _FILE_AND_WORD.search(lines[finding.at.line - 1])
    return None if found is None else swap(replace(finding.at, column=found.start(1) + 1), found[1], "")


def places_for_quote(line: str, start: int) -> tuple[list[int], int | None]:
    """Where the missing quote may be; and where the quote is that it would close, ``None`` where it would open one."""
    open_at, last = None, start
    for at in (at for at in range(start, len(line)) if line[at] == '"'):
        opens = at == start or line[at - 1] in " \t=(:,"
        closes = line[at + 1 : at + 2] in {"", " ", "\t", ")", "|", ";", ",", "/", "'"}
        if open_at is not None and opens and not closes:
            return word_ends(line, open_at, at), open_at
        if open_at is None and closes and not opens:
            return [
                begin for begin in range(last + 1, at) if line[begin - 1] in " \t=(" and line[begin] not in " \t"
            ], None
        open_at, last = (at, at) if open_at is None else (None, at)
    return ([], None) if open_at is None else (word_ends(line, open_at, len(line)), open_at)


def word_ends(line: str, begin: int, end: int) -> list[int]:
    """The ends of words between two places, none inside parentheses."""
    ends = (at for at in range(begin + 2, end + 1) if not line[at - 1].isspace())
    found = [at for at in ends if line[at : at + 1] in {"", " ", "\t", "|", ";", ")"}]
    return [at for at in found if line.count("(", begin, at) == line.count(")", begin, at)]


def would_quote(line: str, at: int, open_at: int | None) -> str:
    """The quoted text that a quote at a place would make."""
    if open_at is not None:
        return f'{line[open_at:at]}"'
    return f'"{line[at : line.index(chr(34), at) + 1]}'


def lost_prompt(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """A prompt before a line that is a command and stands above the first one of its block."""
    line = lines[finding.at.line - 1]
    text = line.strip()
    column = len(line) - len(line.lstrip()) + 1
    return swap(replace(finding.at, column=column), text, f"$ {text}") if is_command(text, frozenset()) else None


def first_prompt(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """A prompt before the only command of a block."""
    first = finding.at.line - 1
    end = next((number for number in range(first, len(lines)) if _TAG.match(lines[number])), first)
    indent = len(lines[first]) - len(lines[first].lstrip())
    block = [line[indent:] for line in lines[first:end]]
    if block and _JOINED_PROMPT.match(block[0]) and block[0][1:].split(" ")[0] in known_names():
        return swap(replace(finding.at, column=indent + 2), "", " ")
    rest = behind_first(block)
    known = frozenset({"for", "while", "watch"})
    if not block or not is_command(block[0], known) or any(is_command(line, known) for line in rest):
        return None
    return swap(replace(finding.at, column=indent + 1), "", "$ ")


def behind_first(lines: Sequence[str]) -> Sequence[str]:
    """The lines behind the command that some lines begin with."""
    reader = ShellReader()
    for number, line in enumerate(lines, start=1):
        reader.feed(line)
        if reader.open is None:
            return lines[number:]
    return ()


def second_creation(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The command goes where it is directly below the same one."""
    line = lines[finding.at.line - 1]
    same = finding.at.line > 1 and line.strip() == lines[finding.at.line - 2].strip() and not line.endswith("\\")
    return swap(replace(finding.at, column=1), f"{line}\n", "") if same else None


def usual_version(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The version that the page has for the group everywhere else."""
    found = _API_VERSION.search(lines[finding.at.line - 1])
    if found is None:
        return None
    group = found[1].rpartition("/")[0]
    others = {each[1] for line in lines if (each := _API_VERSION.search(line)) and each[1] != found[1]}
    same = sorted(each for each in others if each.rpartition("/")[0] == group)
    return swap(replace(finding.at, column=found.start(1) + 1), found[1], same[0]) if len(same) == 1 else None


def usual_name(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """The name that would be right, where the page has it elsewhere."""
    fix = finding.fix
    if fix is None:
        return None
    (edit,) = fix.edits
    if not edit.old.isascii():  # the quotes around it are typographic
        return None
    word = re.compile(rf"(?<![\w-]){re.escape(edit.new)}(?![\w-])")
    return replace(fix, safe=True) if any(word.search(line) for line in lines) else None


PAGE_FIXES: Final[Mapping[str, PageFix]] = MappingProxyType(
    {
        "boilerplate-missing": boilerplate_there,
        "incomplete-command": lost_sign,
        "incomplete-manifest": usual_api_version,
        "lost-backslash": lost_backslash,
        "stray-close": opening_tag,
        "unclosed-shortcode": closing_tag,
        "unknown-syntax": known_syntax,
        "commands-in-data": shell_syntax,
        "unclosed-heredoc": unclosed_heredoc,
        "missing-context": missing_context,
        "shell-error": lost_sign,
        "output-before-command": lost_prompt,
        "no-prompt": first_prompt,
        "file-and-resource": file_alone,
        "typography": plain_quotes,
        "created-twice": second_creation,
        "unknown-api-version": usual_version,
        "invalid-name": usual_name,
    }
)
