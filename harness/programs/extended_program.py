"""A known program with what packages add to it: verbs, flags, error lines, deprecations."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields

from harness.errors import SettingsError
from harness.programs.form import Forms
from harness.programs.program_profile import NOTHING, OF_FORMS, KnownProgram, ProgramProfile
from harness.settings.constraint import Problem
from harness.suggest import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What one package says of a program. ``origin`` is how messages call the package."""

    origin: str
    program: KnownProgram


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedProgram:
    """``parts`` are the program as it is known first, and each addition in its order; ``whole`` is all of them."""

    parts: tuple[Addition, ...]
    whole: ProgramProfile

    @property
    def name(self) -> str:
        return self.whole.name

    @property
    def aliases(self) -> tuple[str, ...]:
        return self.whole.aliases

    def profile(self) -> ProgramProfile:
        return self.whole


def joined(known: KnownProgram, origin: str, added: KnownProgram, by: str) -> ExtendedProgram:
    """``known``, which ``origin`` brings along, with what the package ``by`` adds.

    ``SettingsError`` names both where they say different things of one verb, flag or form.
    """
    parts = known.parts if isinstance(known, ExtendedProgram) else (Addition(origin=origin, program=known),)
    for part in parts:
        for key in clashes(part.program.profile(), added.profile()):
            raise SettingsError(
                f"{by}: harness_programs returns {added.name!r} with {key}, which {part.origin} sets otherwise",
                expected=f"what {part.origin} does not say of {added.name} yet",
                remedy=f"leave it out there; [programs.{added.name}] in the settings has the last word",
            )
    return ExtendedProgram(
        parts=(*parts, Addition(origin=by, program=added)), whole=added.profile().on(known.profile())
    )


def unknown_kind(program: ProgramProfile, known: Collection[str]) -> Problem | None:
    """A form of ``program`` with a list of kinds that is not among the ``known`` ones, and would fit no call."""
    tables: list[Forms] = [getattr(program, table) for table in OF_FORMS]
    for form in (form for table in tables for forms in table.of.values() for form in forms):
        for kind in form.kinds:
            if kind not in known:
                near = nearest(kind, known)
                expected = f"one of {', '.join(sorted(known))}" if known else f"a list {kind} in the table kinds"
                return Problem(
                    f"there are no kinds {kind!r}, as in {form.text!r}",
                    expected,
                    f"did you mean {near!r}?" if near else "",
                )
    return None


def clashes(known: ProgramProfile, added: ProgramProfile) -> Iterator[str]:
    """The keys, as files write them, of which both say something, and not the same."""
    for each in fields(ProgramProfile):
        left, right = getattr(known, each.name), getattr(added, each.name)
        if each.name == "name" or not left or not right:
            continue
        if isinstance(left, Forms):
            yield from (f"{each.name} of {form!r}" for form in _forms_elsewhere(left, right))
        elif isinstance(left, Mapping):
            yield from (f"{each.name}.{key}" for key in right if key in left and left[key] != right[key])
        elif each.name == "own":
            yield from ("what it does without a verb",) if NOTHING not in (left, right) and left != right else ()
        elif each.name in ("context_flags", "namespace_flags", "namespace", "writes_as") and left != right:
            yield each.name


def _forms_elsewhere(known: Forms, added: Forms) -> list[str]:
    """Forms that both have, under other keys."""

    def keys_by_form(forms: Forms) -> dict[str, set[str]]:
        keys: dict[str, set[str]] = {}
        for key, listed in forms.of.items():
            for form in listed:
                keys.setdefault(form.text, set()).add(key)
        return keys

    left, right = keys_by_form(known), keys_by_form(added)
    return [form for form, keys in right.items() if form in left and left[form] != keys]
