"""Whether what one command makes is what another one needs."""

from collections.abc import Callable
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from harness.match.thread import Sort, Thing
from harness.session.threads.kinds import BUILT_IN, kind_of, kinds_meet, names_meet

SYSTEM: Final = ("/etc/", "/usr/", "/proc/", "/sys/", "/dev/", "/bin/", "/lib/", "/boot/", "/sbin/")
"""Where no command of a page makes files, unless it says so."""


def meet(made: Thing, used: Thing) -> bool:
    """Whether ``used`` depends on ``made``."""
    if (made.sort, used.sort) in ACROSS:
        return ACROSS[made.sort, used.sort](made, used)
    if made.sort is not used.sort:
        return False
    return WITHIN.get(made.sort, same_name)(made, used)


def may_make(lost: Thing, missing: Thing) -> bool:
    """Whether what is missing is called as a custom object, whose controller would have made it."""
    custom = lost.sort is missing.sort is Sort.OBJECT and bool(lost.kind) and kind_of(lost.kind) not in BUILT_IN
    return custom and "" != lost.name == missing.name and same_field(lost.context, missing.context)


def same_name(made: Thing, used: Thing) -> bool:
    return not made.name or not used.name or made.name == used.name


def files(made: Thing, used: Thing) -> bool:
    """A folder takes what is in it along, and so does a path that ends in the other; ``.`` is where the page is."""
    if not made.name:
        return not used.name.startswith(SYSTEM)
    if used.name == ".":
        return not made.name.startswith(("/", "~", "$"))
    first, second = PurePosixPath(made.name), PurePosixPath(used.name)
    if first.is_relative_to(second) or second.is_relative_to(first):
        return True
    return not first.is_absolute() and second.is_absolute() and used.name.endswith(f"/{made.name}")


def objects(made: Thing, used: Thing) -> bool:
    """Nodes are machines: no manifest that cannot be read makes one."""
    if not made.name and made.kind != used.kind == "node":
        return False
    return (
        same_field(made.context, used.context)
        and same_field(made.namespace, used.namespace)
        and kinds_meet(made.kind, used.kind)
        and names_meet(made.name, used.name, made_kind=made.kind, used_kind=used.kind)
    )


def same_field(made: str, used: str) -> bool:
    return not made or not used or made == used


def states(made: Thing, used: Thing) -> bool:
    return made.name == used.name and same_field(made.kind, used.kind)


def relative(_directory: Thing, used: Thing) -> bool:
    return not used.name.startswith(("/", "~", "$", "-"))


def called(file: Thing, program: Thing) -> bool:
    """A program that was to be fetched or built."""
    return PurePosixPath(file.name).name == program.name if file.name else file.vague


def always(_made: Thing, _used: Thing) -> bool:
    return True


WITHIN: Final = MappingProxyType(
    {Sort.FILE: files, Sort.OBJECT: objects, Sort.STATE: states, Sort.TRAFFIC: always, Sort.NAMESPACE: always}
)
ACROSS: Final = MappingProxyType[tuple[Sort, Sort], Callable[[Thing, Thing], bool]](
    {
        (Sort.DIRECTORY, Sort.FILE): relative,
        (Sort.DIRECTORY, Sort.VARIABLE): lambda _directory, variable: variable.name in {"PWD", "OLDPWD"},
        (Sort.FILE, Sort.PROGRAM): called,
        (Sort.FUNCTION, Sort.PROGRAM): same_name,
        (Sort.VARIABLE, Sort.PROGRAM): lambda variable, _program: variable.name == "PATH",
    }
)
