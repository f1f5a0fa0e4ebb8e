"""Exit statuses that a page shows with ``echo $?`` behind the command that ends with them."""

import re
from typing import Final

from harness.plan.step import Command

LAST_STATUS: Final = re.compile(r"\$(?:\?|\{\?\})")
NUMBER: Final = re.compile(r"(?<![\w.-])(\d+)(?![\w.-])")
HIGHEST: Final = 255


def shown_status(behind: Command | None) -> int:
    """The status other than 0 that the command before ``behind`` ends with by what the page shows, else 0."""
    if behind is None or behind.expected is None or LAST_STATUS.search(behind.text) is None:
        return 0
    numbers = [int(found) for found in NUMBER.findall(behind.expected)]
    return numbers[0] if len(numbers) == 1 and numbers[0] <= HIGHEST else 0
