"""Subcommands and flags of programs whose help is known: those that the program would not understand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from harness.check.commands.command_line import call_place, line_place, page_calls
from harness.check.commands.inner_call import inner_words
from harness.check.commands.long_option import mistyped, mistyped_subcommand
from harness.check.commands.program import Program, known_programs, listed_flags, with_additions
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, only_slip, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Segment
from harness.programs.deprecation import Deprecation, deprecated_flag, deprecated_subcommand
from harness.programs.invocation import Invocation, invocation, unwrapped
from harness.programs.kubectl import kubectl_words
from harness.programs.names import KUBECTL_BEFORE_NOUNS
from harness.programs.program_profile import ProgramProfile
from harness.programs.resource_names import is_resource
from harness.shell.script import Call
from harness.source import Location
from harness.suggest import nearest

FLAG: Final = Rule.named("unknown-flag")
COMMAND: Final = Rule.named("unknown-subcommand")
REMOVED: Final = Rule.named("removed-command")
RULES: Final = (FLAG, COMMAND, REMOVED)

_FLAG: Final = re.compile(r"--[A-Za-z][\w-]*")
_SHORT: Final = re.compile(r"-([A-Za-z])")
_WORD: Final = re.compile(r"[a-z][a-z-]+")
_NOT_WITH: Final = frozenset({"-f", "--filename", "-k", "--kustomize", "--raw"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call in page_calls(subject.plan.page):
        words = unwrapped(call.words)
        seen, program = invocation(call.words), known_programs().get(words[0].rpartition("/")[2])
        for found in gone(seen) if program is None else of_call(words[1:], program, seen.profile):
            yield found.diagnostic(place(segment, call, found.word))
        for words in inner_words(call):
            verb = mistyped_subcommand(words)
            slips = [*((FLAG, *each) for each in mistyped(words)), *([(COMMAND, *verb)] if verb else ())]
            for rule, name, word, meant in slips:
                misfit = Misfit(rule=rule, word=word, command=Program(name=name), meant=meant)
                yield misfit.diagnostic(place(segment, call, word))


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A word that the command does not know, and the one that was meant, where it is clear."""

    rule: Rule
    word: str
    command: Program
    meant: str = ""
    near: str = ""
    removed: Deprecation | None = None

    def diagnostic(self, at: Location) -> Diagnostic:
        name = self.command.name
        if self.removed is not None:
            return self._removed(at, self.removed)
        near, meant = self.meant or self.near, self.meant
        if self.rule is COMMAND:
            message = f"'{name}' has no subcommand '{self.word}'"
            expected = f"a subcommand such as '{near or min(self.command.commands)}'"
            remedy = f"did you mean '{name} {near}'?" if near else f"see '{name} --help' for the subcommands"
        else:
            message, expected = f"'{name}' has no flag {self.word}", f"a flag that '{name} --help' lists"
            remedy, meant = f"did you mean {dashed(near)}?", dashed(meant) if meant else ""
            remedy = remedy if near else "remove it, or check the version that the page is written for"
        severity, fix = (None, swap(at, self.word, meant)) if meant else (Severity.WARNING, None)
        return self.rule.found(at, message, expected=expected, remedy=remedy, severity=severity, fix=fix)

    def _removed(self, at: Location, removed: Deprecation) -> Diagnostic:
        name, state = self.command.name, "deprecates" if removed.works else "no longer has"
        nothing, _, why = removed.instead.partition("nothing: ")
        if why and not nothing:
            return REMOVED.found(
                at, f"'{name}' no longer has {self.word}: {why}", expected="a command without it", remedy="remove it"
            )
        return REMOVED.found(
            at,
            f"'{name}' {state} {self.word}",
            expected=removed.instead,
            remedy=f"use {removed.instead}",
            severity=Severity.NOTE if removed.works else None,
        )


def dashed(flag: str) -> str:
    """A flag with its dashes, whether they are there already or not."""
    return flag if flag.startswith("-") else f"--{flag}"


def place(segment: Segment, call: Call, word: str) -> Location:
    """The place of a word of a call: in a command over several lines it may stand further down."""
    lines = segment.command.split("\n")
    here = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number in range(call.line, len(lines)):
        if found := here.search(lines[number]):
            return line_place(segment, number, found.start())
    return call_place(segment, call)


def gone(seen: Invocation) -> Iterator[Misfit]:
    """What the profile says of a program whose help nobody has: subcommands and flags that are gone."""
    if not (seen.profile.removed or seen.profile.deprecated):
        return
    name, verbs = seen.profile.name, seen.verbs
    commands = [Program(name=" ".join((name, *verbs[:count]))) for count in range(len(verbs) + 1)]
    for command, verb in zip(commands, verbs, strict=False):
        if removed := deprecated_subcommand(command.name, verb):
            yield Misfit(rule=REMOVED, word=verb, command=command, removed=removed)
    for flag in seen.flags:
        known = ((command, deprecated_flag(command.name, flag)) for command in commands)
        command, removed = next(((one, found) for one, found in known if found), (commands[0], None))
        if removed is not None and removed.instead:
            yield Misfit(rule=REMOVED, word=flag, command=command, removed=removed)


def of_call(words: tuple[str, ...], program: Program, profile: ProgramProfile) -> Iterator[Misfit]:
    """``profile`` may know of verbs, flags and deprecations that the help of ``program`` does not list."""
    names = 0
    value = False
    whole = not _NOT_WITH.intersection(word.partition("=")[0] for word in words)
    for command, word in program.walk(words):
        if word == "--":
            return
        if value:
            value = False
        elif word.startswith("-"):
            flag = word.partition("=")[0]
            yield from wrong_flag(word, command, profile)
            # The value of an unknown flag, or of one of a subcommand that is still to come, may be the next word.
            known = {*command.flags, *profile.flags}
            value = flag == word and (
                flag in command.valued or not (flag in known or known.issuperset(f"-{letter}" for letter in flag[1:]))
            )
        elif word in command.commands:
            yield from deprecated_command(word, command) if names == 0 else ()
        elif names == 0 and begins_verb(word, command, profile):
            yield from gone(invocation((program.name, *words)))
            return  # the help does not list its flags
        else:
            names += 1
            if names > 1 and runs_another(command.name):
                return
            full = with_additions(command, profile) if command.commands else command
            found = first_argument(word, words, full, whole=whole) if names == 1 else None
            if found is not None:
                yield found
            if found is not None or (names == 1 and command is program and program.commands):
                return  # the flags of a plug-in are its own


def first_argument(word: str, words: tuple[str, ...], command: Program, *, whole: bool) -> Misfit | None:
    """What is wrong with the first word that is no subcommand, where it should be one."""
    known = swapped(word, words, command) or noun_first(word, words, command) or short_verb(word, words, command)
    return known or unknown_subcommand(word, command, whole=whole)


def swapped(word: str, words: tuple[str, ...], command: Program) -> Misfit | None:
    """Two subcommands in each other's place: ``helm add repo``."""
    after = next(iter(words[words.index(word) + 1 :]), "")
    if after not in command.commands or word not in command.commands[after].commands:
        return None
    return Misfit(rule=COMMAND, word=f"{word} {after}", command=command, meant=f"{after} {word}")


def short_verb(word: str, words: tuple[str, ...], command: Program) -> Misfit | None:
    """Two letters before a resource: ``kubectl ge pod``."""
    after = words[words.index(word) + 1 :][:1]
    noun = re.split(r"[./]", after[0])[0] if after else ""
    if command.name != "kubectl" or len(word) != len("ge") or not is_resource(noun):
        return None
    longer = [each for each in command.commands if len(each) > len(word)]
    near = only_slip(word, longer) or only_slip(word, kubectl_words().resource_first & {*longer})
    return Misfit(rule=COMMAND, word=word, command=command, meant=near) if near else None


def noun_first(word: str, words: tuple[str, ...], command: Program) -> Misfit | None:
    """``kubectl subscription delete``: the verb is behind what it is about."""
    verb = next((each for each in words[words.index(word) + 1 :] if not each.startswith("-")), "")
    if (
        command.name != "kubectl"
        or verb not in KUBECTL_BEFORE_NOUNS
        or not _WORD.fullmatch(word)
        or is_plugin(word, command)
    ):
        return None
    return Misfit(rule=COMMAND, word=word, command=command, near=f"{verb} {word}")


def is_plugin(word: str, command: Program) -> bool:
    """Whether kubectl looks for another program, `kubectl-word`, that is known."""
    return command.name == "kubectl" and word in kubectl_words().plugins and not deprecated_subcommand("kubectl", word)


def runs_another(command: str) -> bool:
    """Whether a command runs a program of a pod's: what is behind the pod's name is that program's."""
    seen = invocation(tuple(command.split()))
    return seen.has_form(seen.profile.effect, "inside")


def needs_subcommand(command: str) -> bool:
    """Whether a command does nothing without a subcommand; others may have more than is known, from plugins."""
    seen = invocation(tuple(command.split()))
    return " ".join(seen.verbs) in seen.profile.only_grouping


def begins_verb(word: str, command: Program, profile: ProgramProfile) -> bool:
    """Whether a verb of the profile begins so: packages and settings add verbs that the help does not list."""
    name = " ".join((*command.name.split()[1:], word))
    called = (" ".join(form.words) for forms in profile.effect.of.values() for form in forms)
    known = any(f"{verb} ".startswith(f"{name} ") for verb in (*profile.verbs, *called))
    return known and not deprecated_subcommand(command.name, word)


def deprecated_command(word: str, command: Program) -> Iterator[Misfit]:
    """A subcommand that the help lists, and of which the profile says that something takes its place."""
    if removed := deprecated_subcommand(command.name, word):
        yield Misfit(rule=REMOVED, word=word, command=command, removed=removed)


def wrong_flag(word: str, command: Program, profile: ProgramProfile) -> Iterator[Misfit]:
    """A flag that is deprecated, though the help may list it, or that neither the help nor the profile knows."""
    flag = word.partition("=")[0]
    if flag in command.flags:
        removed = deprecated_flag(command.name, flag)
        found = removed and removed.instead and Misfit(rule=REMOVED, word=flag, command=command, removed=removed)
    elif flag in profile.flags or flag in profile.valued_flags - listed_flags(profile.name):
        found = None
    else:
        found = unknown_flag(word, with_additions(command, profile))
    if found:
        yield found


def unknown_flag(word: str, command: Program) -> Misfit | None:
    flag = _FLAG.match(word)
    if flag is None:
        return unknown_short(word, command)
    if flag[0] in command.flags or flag.end() not in {len(word), word.find("=")}:
        return None
    if removed := deprecated_flag(command.name, flag[0]):
        return Misfit(rule=REMOVED, word=flag[0], command=command, removed=removed) if removed.instead else None
    long = sorted(each[2:] for each in command.flags if each.startswith("--"))
    meant, near = meant_flag(flag[0][2:], long), nearest(flag[0][2:], long)
    return Misfit(rule=FLAG, word=flag[0], command=command, meant=meant, near=near)


def meant_flag(name: str, flags: list[str]) -> str:
    """One slip is enough in a short flag, too, where only one flag is that near: the help lists all of them."""
    return typo_of(name, flags) or (only_slip(name, flags) if len(name) > 1 else "")


def unknown_short(word: str, command: Program) -> Misfit | None:
    """A letter that the command does not have; before the subcommand it may be one of the subcommand's."""
    flag = _SHORT.match(word)
    long = f"-{word.partition('=')[0]}"
    if len(long) > len("--it") and long in command.flags:
        return Misfit(rule=FLAG, word=long[1:], command=command, meant=long[2:])
    inner = any(flag is not None and flag[0] in each.flags for each in command.commands.values())
    if flag is None or flag[0] in command.flags or inner:
        return None
    if removed := deprecated_flag(command.name, flag[0]):
        return Misfit(rule=REMOVED, word=flag[0], command=command, removed=removed) if removed.instead else None
    return Misfit(rule=FLAG, word=flag[0], command=command)


def glued(word: str, command: Program) -> str:
    """``kubectl getpods``: a verb and a resource without the blank between them."""
    if command.name != "kubectl":
        return ""
    parts = [(verb, word.removeprefix(verb)) for verb in kubectl_words().resource_first if word.startswith(verb)]
    return next((f"{verb} {rest}" for verb, rest in parts if is_resource(rest.partition("/")[0])), "")


def unknown_subcommand(word: str, command: Program, *, whole: bool) -> Misfit | None:
    noun = word.replace(",", "/").partition("/")[0]
    if not command.commands or not _WORD.fullmatch(noun.lower()) or is_plugin(word, command):
        return None
    if removed := deprecated_subcommand(command.name, word):
        return Misfit(rule=REMOVED, word=word, command=command, removed=removed)
    meant = glued(word, command) or typo_of(word, command.commands)
    near = next((each for each in sorted(command.commands) if len(word) > len("ns") and is_one_slip(word, each)), "")
    as_verb = command.name == "kubectl" and (is_resource(noun.lower()) or noun != word)  # `kubectl service delete`
    if meant or near or as_verb or (whole and needs_subcommand(command.name)):
        near = near or nearest(word, command.commands)
        return Misfit(rule=COMMAND, word=word, command=command, meant=meant, near=near)
    return None
