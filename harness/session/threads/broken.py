"""What is not as it should be at a place of a page, and which failures that explains."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from harness.match.counterparts import wrong_values
from harness.match.error_patterns import REFUSED, meaning_of
from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.behaviour import behaviour
from harness.plan.step import AbsentPage, Command, Effect, GivenObject
from harness.session.threads.absence import (
    WRONG_CONTENT,
    WRONG_WORDS,
    missing_in,
    speaks_of,
    without_image,
)
from harness.session.threads.footprint import NOTHING_KNOWN, Footprint, Known, footprint
from harness.session.threads.kinds import kinds_meet
from harness.session.threads.literal_name import is_absolute, is_literal, may_bring
from harness.session.threads.losses import losses, words_of
from harness.session.threads.meeting import may_make, meet
from harness.session.threads.programs import ANYTHING, IN_THIS_SHELL
from harness.session.threads.shown_things import shown_by, shows
from harness.shell.script_reader import read_script

ONLY_ONE: Final = frozenset({Sort.DIRECTORY, Sort.NAMESPACE, Sort.TRAFFIC})
"""There is one of these, whatever its name: the next command that sets it mends it."""
CARRYING: Final = frozenset({Sort.VARIABLE, Sort.FILE})
CARRIED: Final = CARRYING | {Sort.OBJECT}
"""What takes over the fault of a variable or a file that it is made of."""
HOLDING: Final = frozenset({Sort.FILE, Sort.OBJECT})
"""What holds values that outputs show."""
MADE_ONCE: Final = frozenset({Sort.OBJECT, Sort.KIND})
"""What does not come by itself when the command that should have made it has failed."""
OF_A_PAGE: Final = (
    *(one for one in (*ANYTHING, *IN_THIS_SHELL) if one.sort not in {Sort.PROGRAM, Sort.FILE}),
    Thing(sort=Sort.RELEASE, vague=True),
    Thing(sort=Sort.REPOSITORY, vague=True),
)
"""What another page may have made."""
ALL: Final = frozenset(Sort)
BY_TEXT: Final = ALL - {Sort.PROGRAM}  # a program that is needed may be there from before


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """``lost`` has a thread for each thing that is not as it should be, the earliest first.

    ``made`` are objects that commands made well, ``known`` is what they said. ``wrong`` has a thread for each thing in
    which a command found other values than its page shows, with them. ``contexts`` are there whatever the page does.
    """

    lost: tuple[Thread, ...] = ()
    wrong: tuple[tuple[Thread, frozenset[tuple[str, str]]], ...] = ()
    made: frozenset[Thing] = frozenset()
    known: Known = NOTHING_KNOWN
    contexts: frozenset[str] = frozenset()

    def before(self, command: Command) -> Thread | None:
        """The thread that leads to a command by its text alone, before it runs."""
        if not self.lost:
            return None
        return next(self._threads(self._footprint(command), BY_TEXT), None) or self._unanswered(command)

    def behind(self, command: Command, result: CommandResult) -> Thread | None:
        """The thread that a failure hangs on, ``None`` where it stands for itself."""
        if not (self.lost or self.wrong) or result.failure is None:
            return None
        text = result.printed
        prints = self._footprint(command)
        missing = [thing for one in missing_in(text, result.note) for thing in refined(one, prints.needs)]
        missing += [one for one in without_image(f"{text}\n{result.note}") if one.sort is Sort.OBJECT]
        status = result.output.status if result.output is not None else None
        if not missing and meaning_of(command.text, status) == REFUSED:
            missing = [need for need in prints.needs if need.sort is Sort.SERVER]  # it says so without a word
        explaining = ((thread, thing) for thing in missing for thread in self._explaining(thing))
        found = next((thread for thread, thing in explaining if may_bring(thread.thing, thing, command.text)), None)
        if found is not None:
            return found
        if any(is_literal(thing, command.text) or is_absolute(thing, command.text) for thing in missing):
            return None  # something else is missing than what failed to be made
        by_needs = next(self._threads(prints, possible_causes(text)), None)
        reached = by_needs or self._expecting(command, result, prints) or self._unanswered(command)
        return reached or self._expecting_alike(result, prints)

    def _expecting_alike(self, result: CommandResult, prints: Footprint) -> Thread | None:
        """The thread to a thing in which an earlier command missed the same values."""
        values = wrong_in(result)
        alike = (thread for thread, wrong in self.wrong if values and values <= wrong)
        return next((one for one in alike if any(meet(one.thing, need) for need in prints.needs)), None)

    def _expecting(self, command: Command, result: CommandResult, prints: Footprint) -> Thread | None:
        """The thread to a file that an output lacks, or to objects of a command that has a word which it lacks."""
        text = result.printed
        shown = next((one for one in self.lost if shows(command, text, one.thing)), None)
        if shown is not None or result.failure is not Failure.OUTPUT:
            return shown
        if not any(need.sort is Sort.CONTEXT for need in prints.needs):
            return None
        lacking = words_of(command.expected or "") - words_of(text) - words_of(command.text)
        return next((one for one in self.lost if one.words & lacking), None)

    def _unanswered(self, command: Command) -> Thread | None:
        """The thread to a host that could not be asked, for what only looks at its traces, such as counters.

        Of an address that is not known here speak only the words of a command that asks it.
        """
        words = command.text, f"{command.text}\n{command.expected or ''}"
        hosts = (one for one in self.lost if one.thing.sort is Sort.HOST and command.read_only)
        return next((one for one in hosts if speaks_of(words[not one.thing.vague], one.thing.name)), None)

    def never_made(self, command: Command, text: str) -> Thread | None:
        """The thread to what an output misses, where only a command that failed was to make it."""
        if not self.lost:
            return None
        needs = self._footprint(command).needs
        missing = [thing for one in missing_in(text) for thing in refined(one, needs) if one.sort in MADE_ONCE]
        threads = ((thread, thing) for thing in missing for thread in self._explaining(thing))
        return next((thread for thread, thing in threads if self._is_only_maker(thread, thing)), None)

    def after(self, step: str, command: Command, result: CommandResult, thread: Thread | None) -> "Broken":
        """What is broken once a command has run; ``thread`` is what its failure hangs on, if it failed."""
        if result.output is None:
            return self
        prints = self._footprint(command)
        known = Known(values=prints.values, texts=prints.texts)
        if result.failure is not None:
            lost = (*self.lost, *losses(step, command, result, thread, prints))
            values = wrong_in(result) if thread is None else frozenset()
            read = [one for one in prints.needs if one.sort in HOLDING and one.name] if values else []
            why = Thread(cause=step, at=command.at, thing=Thing(sort=Sort.STATE), alike=True)
            wrong = tuple((replace(why, thing=one), values) for one in read)
            return replace(self, known=known, lost=lost, wrong=(*self.wrong, *wrong))
        if result.output.status != 0:
            return self  # it was to fail
        return replace(self._after_passing(command, result, prints), known=known)

    def after_all(self, step: str, results: Sequence[CommandResult]) -> "Broken":
        """The same for commands whose results, and what they hang on, are known."""
        broken = self
        for one in results:
            broken = broken.after(step, one.command, one, one.thread)
        return broken

    def without(
        self, step: str, command: Command, *, value: str = "", reason: str = "", unsupported: bool = False
    ) -> "Broken":
        """What is not there since a command was not to change anything, or was not run: see ``Thread``."""
        prints = self._footprint(command)
        why = Thread(
            cause=step,
            at=command.at,
            thing=Thing(sort=Sort.STATE),
            unmade=True,
            value=value,
            reason=reason,
            unsupported=unsupported,
            edits=edits(command),
        )
        made = (*filter(None, map(surely_made, prints.makes)), *shown_by(command)) if reason else prints.makes
        unmade = (replace(why, thing=thing) for thing in made)
        known = Known(values=prints.values, texts=prints.texts)
        return replace(self, known=known, lost=(*self.lost, *unmade))

    def without_pages(self, pages: Sequence[AbsentPage]) -> "Broken":
        """What is not there since the page that should have made it is not here: anything."""
        return self._with_absent((page, thing) for page in pages for thing in OF_A_PAGE)

    def without_given(self, objects: Sequence[GivenObject]) -> "Broken":
        """What is not there since the reader is to have it; a command that makes it all the same mends that."""
        return self._with_absent((one, Thing(sort=Sort.OBJECT, name=one.name, vague=True)) for one in objects)

    def _with_absent(self, absent: Iterable[tuple[AbsentPage | GivenObject, Thing]]) -> "Broken":
        threads = (Thread(cause="", at=one.at, thing=thing, unmade=True, absent=str(one)) for one, thing in absent)
        return replace(self, lost=(*self.lost, *threads))

    def _after_passing(self, command: Command, result: CommandResult, prints: Footprint) -> "Broken":
        """What a passed command made is well, unless it was made of something that is not."""
        reached = next(self._threads(prints, BY_TEXT), None)
        if reached is None or (result.match is not None and result.match.agrees):
            return self._mended(command, prints)
        if reached.thing.sort in CARRYING:
            worse = tuple(replace(reached, thing=thing) for thing in prints.makes if thing.sort in CARRIED)
            return replace(self, lost=(*self.lost, *worse))
        other = tuple(thing for thing in prints.makes if thing.sort is not reached.thing.sort)
        return self._mended(command, replace(prints, makes=other))

    def _mended(self, command: Command, prints: Footprint) -> "Broken":
        """Without what a command has made now, or has shown to be there by changing it."""
        shown = [one for one in prints.needs if one.sort is Sort.OBJECT and one.name]
        well = (*prints.makes, *(shown if command.effect is Effect.CHANGES else ()))
        lost = tuple(one for one in self.lost if not any(mends(thing, one.thing) for thing in well))
        objects = frozenset(thing for thing in prints.makes if thing.sort is Sort.OBJECT and thing.name)
        return replace(self, lost=lost, made=self.made | objects)

    def _footprint(self, command: Command) -> Footprint:
        prints = footprint(command.text, self.known)
        made = [one for one in prints.makes if one.sort is not Sort.CONTEXT or one.name not in self.contexts]
        return prints if len(made) == len(prints.makes) else replace(prints, makes=tuple(made))

    def _threads(self, prints: Footprint, sorts: AbstractSet[Sort]) -> Iterator[Thread]:
        """Threads to what a command needs, the earliest failure first."""
        for one in self.lost:
            if one.thing.sort in sorts and not one.thing.vague and not one.shared:
                needs = [
                    need for need in prints.needs if need.sort is not Sort.PROGRAM or one.thing.sort is Sort.FUNCTION
                ]
                if any(meet(one.thing, need) and not self._is_well(one.thing, need) for need in needs):
                    yield one

    def _explaining(self, missing: Thing) -> Iterator[Thread]:
        """Threads to a thing that is not there; those that only miss it as well come last."""
        meeting = [
            one
            for one in self.lost
            if (meet(one.thing, missing) or may_make(one.thing, missing))
            and (not one.shared or one.thing.name == missing.name)
            and not (one.edits and self._makes_objects())
        ]

        def weakness(one: Thread) -> tuple[bool, ...]:
            return one.shared, one.thing.vague, not one.thing.name, one.thing.name != missing.name

        yield from sorted(meeting, key=weakness)

    def _makes_objects(self) -> bool:
        """Whether the page makes objects, or tried to: then one that it only edits is not its reader's own."""
        return bool(self.made) or any(
            one.thing.sort is Sort.OBJECT and not one.edits and not one.absent for one in self.lost
        )

    def _is_only_maker(self, thread: Thread, missing: Thing) -> bool:
        """Whether nothing else may still bring a thing: controllers make pods of what commands made beside it."""
        if thread.shared or thread.thing.vague or thread.thing.sort is not missing.sort:
            return False
        if thread.thing.name and thread.thing.name == missing.name:
            return True
        return bool(missing.name) and not any(
            kinds_meet(one.kind, missing.kind) and one.namespace in {"", missing.namespace} for one in self.made
        )

    def _is_well(self, lost: Thing, need: Thing) -> bool:
        """Whether an object that might have been among those of a manifest was made by another command."""
        return lost.sort is Sort.OBJECT and not lost.name and bool(need.name) and need in self.made


def wrong_in(result: CommandResult) -> frozenset[tuple[str, str]]:
    return wrong_values(result.match) if result.failure is Failure.OUTPUT and result.match is not None else frozenset()


def edits(command: Command) -> bool:
    """Whether a command opens an editor, so that what it is about has to be there before."""
    done = (behaviour(call) for call in read_script(command.text).calls)
    return any(one is not None and one.act == "edits" for one in done)


def surely_made(thing: Thing) -> Thing | None:
    """What a command makes that is not run: a placeholder for a name says nothing, one for a file leaves all open.

    A reader's own namespace is where what a page makes by other commands is looked for.
    """
    if thing.name or thing.kind == "namespace":
        return thing
    return replace(thing, vague=True) if thing.sort is Sort.OBJECT and not thing.kind else None


def refined(missing: Thing, needs: Sequence[Thing]) -> tuple[Thing, ...]:
    """A message seldom says all: the command itself knows namespaces, and the kind of what it lists."""
    if missing.sort is not Sort.OBJECT:
        return (missing,)
    alike = tuple(
        need for need in needs if need.sort is Sort.OBJECT and need.name == missing.name and meet(need, missing)
    )
    return alike or (missing,)


def possible_causes(text: str) -> AbstractSet[Sort]:
    """The sorts of things that a failure may hang on, by its message: some commands are wrong by themselves."""
    if WRONG_WORDS.search(text):
        return frozenset({Sort.VARIABLE, Sort.FUNCTION})
    if WRONG_CONTENT.search(text):
        return frozenset({Sort.VARIABLE, Sort.FILE, Sort.FUNCTION})
    return ALL


def mends(made: Thing, lost: Thing) -> bool:
    if made.sort is not lost.sort or made.vague:
        return False
    if made.sort in ONLY_ONE:
        return True
    return bool(lost.name) and made.name == lost.name and meet(made, lost)
