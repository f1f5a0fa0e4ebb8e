"""Shapes of lines that programs print and nobody types: ``output_shapes.toml``."""

import re
from typing import Final

from harness.patterns import any_of, patterns_in

_SHAPES: Final = patterns_in("harness.parse.blocks", "output_shapes.toml", 0)


def _of(*names: str) -> re.Pattern[str]:
    return any_of(tuple(_SHAPES[name].pattern for name in names))


OUTPUT: Final = _of("done", "table", "others")
DONE: Final = _SHAPES["done"]
"""What became of an object, which may be called like a program."""
STRONG: Final = _of("done", "table", "failed")
"""Those that are an output whatever the text above says."""
PRINTED: Final = re.compile(rf"(?!{_SHAPES['of_files'].pattern})(?:{OUTPUT.pattern})")
"""Those that a file hardly has."""
