"""Names of programs that pages call: any of them is no mistake."""

from functools import cache

from harness.programs.names import BUILTINS, COMMON, LOCAL, OTHERS, READING, STANDARD


@cache
def known_names() -> frozenset[str]:
    return frozenset().union(BUILTINS, STANDARD, READING, LOCAL, COMMON, OTHERS)
