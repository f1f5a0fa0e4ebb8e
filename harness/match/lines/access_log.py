"""Lines of Envoy's access log in Istio's default format: what in them differs with every run.

Source: https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
"""

import re
from collections.abc import Iterator
from typing import Final

_ADDRESS: Final = r"(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]):\d{1,5}"
LINE: Final = re.compile(
    r'\[\d{4}-[^\]\s]+\] "[^"]*" \d+ \S+ \S+ \S+ "[^"]*" '  # time, request, status, flags and details
    r"(?P<sizes>\d+ \d+ \d+ (?:\d+|-)) "  # bytes in both directions, two durations
    r'"[^"]*" "[^"]*" "[^"]*" "[^"]*" '  # forwarded for, client, request id, authority
    rf'"(?:(?P<upstream>{_ADDRESS})|[^"]*)" \S+ '  # and the cluster's name
    rf"(?:(?P<from_here>{_ADDRESS})|\S+) (?:(?P<asked>{_ADDRESS})|\S+) (?:(?P<asking>{_ADDRESS})|\S+) "
)


def parts(line: str, start: int) -> Iterator[tuple[int, int]]:
    """Sizes with durations, and addresses with ports, from left to right; none where a line is no such line."""
    found = LINE.match(line, start)
    if found is not None:
        yield from (found.span(name) for name in LINE.groupindex if found[name] is not None)
