"""From a segment of a page to a command that is ready to run; what other commands mean for it comes in ``flow``."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from harness.parse.page import Segment
from harness.plan.commands.answer import answers_of
from harness.plan.commands.behaviour import behaviour, ends_in_time, is_known
from harness.plan.commands.capability_rules import calls_client, needs_of
from harness.plan.commands.editor import editor
from harness.plan.commands.effect import effect_of, is_repeatable
from harness.plan.commands.node_name import told, with_node_name
from harness.plan.commands.replacement import NO_FILES, replacements_in, repositories_in
from harness.plan.commands.tested_first import begins_with_test, loop_ends_with_test
from harness.plan.commands.timeouts import timeout_of
from harness.plan.commands.unattended import Hindrance, hindrance
from harness.plan.overrides.override import NOTHING_SAID, SnippetOverride
from harness.plan.step import Answer, Command, Effect, Stay
from harness.programs.invocation import SHELLS, Invocation, base_name, invocation, unwrapped
from harness.programs.names import BUILTINS, LOCAL, READING, STANDARD
from harness.programs.roles import FILTERS, SEARCHES, SHOWS_LOGS, WALKS_FOLDERS
from harness.settings.sections import PromptSetting, Timeouts
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

# Expected outputs that show an error; whether the status tells depends on what stands around the call that failed.
ERROR_SHOWN: Final = re.compile(
    r"^(?:command terminated with exit code [1-9]|curl: \(\d+\)|Error from server|[Ee]rror:|error |The .* is invalid)"
    r"|\A\s*(?:(?:yes|no)(?: - .*)?\n)*no(?: - .*)?\s*\Z",  # as kubectl answers what somebody may do
    re.MULTILINE,
)

WAITS_ONLY: Final = frozenset({"inotifywait", "read", "sleep"})
PROGRAM: Final = re.compile(r"[\w.+-]+")
TIMED_OUT: Final = 124  # the exit status of timeout
REQUESTS: Final = re.compile(r"\b(?:GET|HEAD|POST|PUT|PATCH|DELETE) /")  # what servers log when they are used
SERVED: Final = re.compile(rf"\"{REQUESTS.pattern}\S* HTTP/")  # in the log of what may serve
RUNNING: Final = SHELLS | {".", "source", "exec", "eval", "command", "fg"}  # these run what others wrote
ONCE: Final = re.compile(r"\breadonly[ \t]+\w+=|\b(?:declare|typeset|local)[ \t]+-\w*r\w*[ \t]+\w+=")
"""What sets a variable for good: a second time it fails."""
COUNTS: Final = re.compile(r"^[ \t]*(?:\(\((?=[^()]*(?:\+\+|--|[^=<>!]=[^=]))[^()]*\)\)|let[ \t].*)\s*\Z", re.MULTILINE)
"""Arithmetic that sets a variable, at the end of a text: it ends with 1 where the result is 0."""
INTO_FILE: Final = re.compile(r"[^0-9&<>]>{1,2}[ \t]*(?!/dev/|&)[^\s&|;<>()]+\s*\Z")
"""A file that the end of a text sends its output to."""
BESIDE: Final = frozenset({":", "declare", "disown", "echo", "export", "printf", "sleep", "true"})


def commands_of(
    segments: tuple[Segment, ...],
    override: SnippetOverride,
    *,
    timeouts: Timeouts,
    prompts: tuple[PromptSetting, ...],
    urls: Mapping[str, str],
    copies: Mapping[str, str],
    site_files: Mapping[str, str] = NO_FILES,
    charts: Collection[str] = (),
    cleanup: bool = False,
    earlier: Sequence[str] = (),
) -> tuple[Command, ...]:
    """The commands of one snippet, in order; ``earlier`` are the texts of those before it."""
    commands: list[Command] = []
    for written in segments:
        segment = replace(written, command=with_node_name(written.command))
        script = read_script(segment.command)
        command = plain_command(segment, script, timeouts=timeouts, prompts=prompts)
        if segment != written:
            command = told(command, written.documented)
        before = (*earlier, *(each.text for each in commands))
        found = hindrance(script, editor=editor(segment.command, before))
        if found is not None and (not override.run or found.stays is not None):
            command = hindered(command, found, asked_for=override.run)
        if cleanup and command.timeout < timeouts.cleanup:
            command = replace(command, timeout=timeouts.cleanup)
        served = repositories_in(script, charts)
        others = replacements_in(command.text, urls, copies, site_files)
        if found_urls := (*served, *(one for one in others if one.url not in {each.url for each in served})):
            command = replace(command, replacements=found_urls)
        commands.append(command if override == NOTHING_SAID else overridden(command, override))
    return tuple(commands)


def plain_command(
    segment: Segment, script: Script, *, timeouts: Timeouts, prompts: tuple[PromptSetting, ...]
) -> Command:
    """A command as inferred from its text and its expected output alone."""
    effect = effect_of(script)
    read_only = effect is Effect.READS
    background = leaves_jobs(script)
    repeatable = not background and (read_only or is_repeatable(script)) and ONCE.search(segment.command) is None
    return Command(
        at=segment.at,
        text=segment.command,
        documented=segment.documented,
        expected=segment.expected,
        expected_at=segment.expected_at,
        part=segment.part and segment.expected is not None and prints_document(script, segment.expected),
        read_only=read_only,
        background=background,
        timeout=timeouts.background if background else timeout_of(script, effect, timeouts),
        retry=timeouts.retry if repeatable else 0.0,
        answers=answers_of(script, segment.command, segment.expected, prompts),
        variables=script.reads,
        needs=needs_of(script, segment.expected),
        effect=effect,
        tools=tools_of(script),
        judged_late=not ends_by_itself(script)
        and segment.expected is not None
        and SERVED.search(segment.expected) is not None,
        may_fail=segment.expected is not None and ERROR_SHOWN.search(segment.expected) is not None,
        prints=prints(script),
        ports=jobs_ports(script) if background else (),
        known=ends_by_itself(script),
        ends_with=ends_with(segment.command, script),
        may_find_nothing=segment.expected is None and may_find_nothing(segment.command, script),
    )


def ends_with(text: str, script: Script) -> int:
    """The exit status other than 0 with which a text ends when all is well; 0 where there is none."""
    answers = COUNTS.search(text) is not None or loop_ends_with_test(text)
    return 1 if answers else next(map(ends_well_with, script.calls[-1:]), 0)


def prints_document(script: Script, expected: str) -> bool:
    """Whether what a text prints is one document or description, of which a page may show a part."""
    words = script.calls[-1].words if script.calls else ()
    if calls_client(script) and expected.lstrip()[:1] in {"{", '"'}:
        return True
    shown = {word.removeprefix("--output=").removeprefix("-o=").removeprefix("-o") for word in words}
    return "describe" in words or not shown.isdisjoint({"yaml", "json"})


def may_find_nothing(text: str, script: Script) -> bool:
    """Whether the status of a text answers a question; behind a ``!`` the page says what the answer is.

    What is found and sent to a file is to be there.
    """
    if text.lstrip().startswith("!") or (searches(script) and INTO_FILE.search(text)):
        return False
    return searches(script) or begins_with_test(text)


def searches(script: Script) -> bool:
    """Whether a text ends in a ``grep``, which exits with 1 where there is nothing to be found.

    An assignment ends as its last substitution does.
    """
    if not script.calls or script.calls[-1].program not in SEARCHES:
        return False
    return script.calls[-1].gives is None or all(call.gives is not None for call in script.calls)


def prints(script: Script) -> str:
    """``log`` for a log, or those of its lines that a filter lets through; ``listing`` for names of files.

    ``lines`` for those that come as the file system has them.
    """
    calls = [inside(invocation(call.words)) for call in script.calls if call.gives is None]
    last = calls[-1] if calls else None
    if last is not None and last.program == "ls" and not last.letter("l"):
        return "listing"
    if walks(script):
        return "lines"
    logs = [at for at, call in enumerate(calls) if call.verb == "logs" and call.program in SHOWS_LOGS]
    behind = calls[logs[-1] + 1 :] if logs else []
    counting = any(call.letter("c") or call.has("--count") for call in behind if call.program in SEARCHES)
    return "log" if logs and not counting and all(call.program in FILTERS for call in behind) else ""


def walks(script: Script) -> bool:
    """Whether a text prints what is in an order of the system's own, or those lines of it that filters let through."""
    for call in reversed([each for each in script.calls if each.gives is None]):
        seen = inside(invocation(call.words))
        if seen.program in WALKS_FOLDERS or (seen.program in SEARCHES and seen.letter("r")):
            return True
        if not (call.fed and seen.program in FILTERS):
            return False
    return False


def inside(seen: Invocation) -> Invocation:
    """What a call runs in a pod or a container, else itself."""
    return invocation(seen.rest) if seen.verb == "exec" and seen.rest else seen


def tools_of(script: Script) -> frozenset[str]:
    """Programs that have to be there: no builtins, no functions of the page, nothing by its path, nothing computed."""
    called = {invocation(call.words).program for call in script.calls if "/" not in call.program}
    return frozenset(
        name
        for name in called
        if name not in BUILTINS and name not in STANDARD and name not in script.functions and PROGRAM.fullmatch(name)
    )


def leaves_jobs(script: Script) -> bool:
    """Whether a text goes on in the background, and does little else: ``server & PID=$!``."""
    jobs = [call for call in script.calls if call.background]
    return script.background or (bool(jobs) and all(call.background or call.program in BESIDE for call in script.calls))


def jobs_ports(script: Script) -> tuple[int, ...]:
    """The ports that what it leaves in the background will listen on."""
    found = (behaviour(call) for call in script.calls if call.background)
    return tuple(port for each in found if each is not None and each.act == "serves" for port in each.ports)


def ends_by_itself(script: Script) -> bool:
    """Whether all its programs are known, so that those which never end are told already."""
    return all(is_known(call) or ends(invocation(call.words).program) for call in script.calls)


def ends(program: str) -> bool:
    return program not in RUNNING and any(program in names for names in (BUILTINS, STANDARD, READING, LOCAL))


def ends_well_with(call: Call) -> int:
    """The exit status other than 0 with which a call ends when all is well; 0 where there is none."""
    if watched_for_a_time(call):
        return TIMED_OUT
    seen = invocation(call.words)
    return min(seen.profile.verb_of(seen.verbs)[1].ends_with, default=0) if call.gives is None else 0


def watched_for_a_time(call: Call) -> bool:
    """Whether ``timeout`` ends what would go on otherwise, or does nothing but wait."""
    if not ends_in_time(call.words):
        return False
    words = unwrapped(call.words)
    if words and base_name(words[0]) in WAITS_ONLY:
        return True
    found = behaviour(replace(call, words=words))
    return found is not None and found.act in {"serves", "watches"}


def hindered(command: Command, found: Hindrance, *, asked_for: bool = False) -> Command:
    """Run in a terminal of its own, as a reader would; else not at all.

    A watch whose output the page does not show is run only where a plan file asks for it.
    """
    if found.stays is None or (found.stays is Stay.WATCHES and command.expected is None and not asked_for):
        return replace(command, skip=found.reason, unattended=True, where=found.where)
    late = command.expected is not None and (found.stays is Stay.WATCHES or used(found, command.expected))
    # A watch goes on, and shows what was there before.
    matcher = "log" if late else command.matcher
    return replace(command, stays=found.stays, ports=found.ports, judged_late=late, retry=0.0, matcher=matcher)


def used(found: Hindrance, expected: str) -> bool:
    """Whether a page shows what a server prints only when it is used."""
    later = bool(found.later) and re.search(found.later, expected, re.MULTILINE) is not None
    return later or REQUESTS.search(expected) is not None


def overridden(command: Command, override: SnippetOverride) -> Command:
    """What a plan file says about the snippet, on top of what was inferred."""
    answers = tuple(Answer(prompt=prompt, reply=reply) for prompt, reply in override.answer.items())
    read_only = command.read_only if override.read_only is None else override.read_only
    effect = {None: command.effect, True: Effect.READS, False: Effect.CHANGES}[override.read_only]
    return replace(
        command,
        matcher=override.match or command.matcher,
        timeout=command.timeout if override.timeout is None else override.timeout,
        retry=command.retry if override.retry is None else override.retry,
        retry_said=override.retry is not None,
        answers=(*answers, *command.answers),
        read_only=read_only,
        effect=effect,
        expect_failure=override.expect == "failure",
        may_fail=command.may_fail and override.expect is None,
        skip=override.skip or command.skip,
    )
