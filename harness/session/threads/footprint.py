"""What a command makes and what it needs, read from its text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from harness.check.commands.program import known_programs
from harness.check.commands.program_name import meant_by
from harness.check.typo import typo_of
from harness.match.thread import Sort, Thing
from harness.plan.commands.glob_loops import glob_loops
from harness.plan.commands.literal_values import literal_values, loop_words, rounds_of
from harness.plan.commands.own_script import READS_IN, is_for_a_shell, script_run
from harness.programs.invocation import base_name, calls_of, unwrapped
from harness.programs.known import known_names
from harness.session.clusters.command_targets import filled
from harness.session.threads import cluster_calls, files, programs
from harness.shell.nodes import outermost, source, tree_of
from harness.shell.script import Call, Script, Use
from harness.shell.script_reader import read_script

DASH: Final = re.compile(r"^[\u2010-\u2015\u2212]+(?=\w)")
MOVING: Final = re.compile(r"(?:builtin\s+|command\s+)?(?:cd|pushd|popd)\b")
OF_ITS_SHELL: Final = frozenset({Sort.VARIABLE, Sort.FUNCTION, Sort.DIRECTORY})
SUBSHELLS: Final = frozenset(
    {"subshell", "command_substitution", "process_substitution", "variable_assignment", "pipeline"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What earlier commands said: values of variables, texts of files."""

    values: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


NOTHING_KNOWN: Final = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """``makes`` is what is set, written or changed; ``needs`` what is read or used; ``values`` and ``texts`` as known.

    ``derived`` are the things made whose content comes from what is needed, so that a wrong one makes them wrong.
    """

    makes: tuple[Thing, ...] = ()
    needs: tuple[Thing, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def footprint(text: str, known: Known = NOTHING_KNOWN) -> Footprint:
    """``known`` comes from the commands before it."""
    script = read_script(text)
    values = {**known.values, **literal_values(text)}
    made, needed = list(of_shell(script)), [*read_by(script), *gone_over(text)]
    loops = loop_words(script)
    stays, folder = not moves(text), ""  # the folder of a subshell, in which its commands have their files
    for call in calls_of(text):
        made += of_own_script(call, known)
        for given in rounds_of(call, loops, values):
            filled_call = as_meant(with_values(call, given))
            texts = {**known.texts, "-": heredoc_of(script, call, given)}
            for rule in (files.of_call, cluster_calls.of_call, programs.of_call):
                one = rule(filled_call, texts)
                made += [inside(folder, thing) for thing in one.makes]
                needed += [inside(folder, thing) for thing in one.needs]
                entered = next((thing.name for thing in one.makes if thing.sort is Sort.DIRECTORY), "")
                folder = in_folder(folder, entered) if stays and entered else folder
    made = [one for one in made if one.sort is not Sort.DIRECTORY or not stays]
    written = [in_folder(folder, files.path(filled(name, values))) for name in script.writes]
    made += [Thing(sort=Sort.FILE, name=name) for name in written]
    needed += [Thing(sort=Sort.FILE, name=in_folder(folder, files.path(filled(name, values)))) for name in script.takes]
    needed += [Thing(sort=Sort.FILE, name=f"{name.rpartition('/')[0]}") for name in written if "/" in name.lstrip("/")]
    return Footprint(
        makes=tuple(dict.fromkeys(made)),
        needs=tuple(dict.fromkeys(needed)),
        values=values,
        texts={**known.texts, **written_texts(script, written, values)},
    )


def of_own_script(call: Call, known: Known) -> Iterator[Thing]:
    """What a script that the page has written makes; what it sets is lost with its shell, unless that is the page's."""
    name = files.path(script_run(call.words))
    text = known.texts.get(name, "")
    if not text or not is_for_a_shell(text):
        return
    texts = {path: text for path, text in known.texts.items() if path != name}  # it may run itself
    read_in = base_name(call.words[0]) in READS_IN
    inner = footprint(text, Known(values=known.values, texts=texts))
    yield from (thing for thing in inner.makes if read_in or thing.sort not in OF_ITS_SHELL)


def as_meant(call: Call) -> Call:
    """A call of a program or a subcommand that nobody knows, as the usual one that was meant: both make the same.

    A dash that is none was to begin a flag.
    """
    words = tuple(
        DASH.sub(lambda dash: "-" if dash.end() + 1 == len(dash.string) else "--", word) for word in call.words
    )
    words = unwrapped(words)
    if words and base_name(words[0]) not in known_names() and (meant := meant_by(words[0])):
        words = (meant, *words[1:])
    known = known_programs().get(words[0]) if len(words) > 1 else None
    if known is not None and known.commands and words[1] not in known.commands and not words[1].startswith("-"):
        words = (words[0], typo_of(words[1], known.commands) or words[1], *words[2:])
    return call if words == unwrapped(call.words) else replace(call, words=words)


def inside(folder: str, thing: Thing) -> Thing:
    """The thing; a file that has a name is in the folder."""
    return replace(thing, name=in_folder(folder, thing.name)) if thing.sort is Sort.FILE and thing.name else thing


def in_folder(folder: str, name: str) -> str:
    """A path in a folder, unless it starts elsewhere."""
    return f"{folder}/{name}" if folder and name not in {"", "."} and name[0] not in "/~$" else name


def moves(text: str) -> bool:
    """Whether a text changes the working directory of the page's shell, and not only that of a subshell."""
    return any(MOVING.match(source(one)) for one in outermost(tree_of(text), {"command"}, but=SUBSHELLS))


def of_shell(script: Script) -> Iterator[Thing]:
    """Variables and functions that a text sets."""
    for mention in script.mentions:
        if mention.use is not Use.READ:
            yield Thing(sort=Sort.VARIABLE, name=mention.name)
    yield from (Thing(sort=Sort.FUNCTION, name=name) for name in script.functions)


def gone_over(text: str) -> Iterator[Thing]:
    """The folders of the files that loops go over."""
    for loop in glob_loops(text):
        for word in loop.words.split():
            yield Thing(sort=Sort.FILE, name=files.path(word.rpartition("/")[0] or "."))


def read_by(script: Script) -> Iterator[Thing]:
    for name in script.reads:
        yield Thing(sort=Sort.VARIABLE, name=name)
    for call in script.calls:
        yield Thing(sort=Sort.PROGRAM, name=base_name((unwrapped(call.words) or call.words)[0]))


def with_values(call: Call, values: Mapping[str, str]) -> Call:
    words = tuple(filled(word, values) for word in call.words)
    return Call(words=words, line=call.line, heredoc=call.heredoc, fed=call.fed, background=call.background)


def heredoc_of(script: Script, call: Call, values: Mapping[str, str]) -> str:
    """What a call reads from its input where the text shows it, else empty."""
    if call.heredoc is not None:
        return filled(call.heredoc, values)
    shown = [each.heredoc for each in script.calls if each.heredoc is not None]
    return filled(shown[0], values) if call.fed and len(shown) == 1 else ""


def written_texts(script: Script, written: list[str], values: Mapping[str, str]) -> dict[str, str]:
    """The text of a file that is written from a here-document; of any other the text is no longer known."""
    shown = [call for call in script.calls if call.heredoc is not None]
    if len(shown) != 1 or shown[0].heredoc is None:
        return dict.fromkeys(written, "")
    text = filled(shown[0].heredoc, values)
    names = [files.path(word) for word in shown[0].words[1:] if shown[0].program == "tee" and not word.startswith("-")]
    return dict.fromkeys([*written, *names], text)
