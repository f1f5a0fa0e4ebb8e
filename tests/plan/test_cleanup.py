from collections.abc import Callable

import pytest

from harness.parse.page import Page
from harness.plan.cleanup import cleanup_ids

PAGE = """\
# Page

## Deploy
{block}
## {heading}
{block}
### Inside
{block}
## See also
{block}
"""
BLOCK = "\n{{< text bash >}}\n$ true\n{{< /text >}}\n"


@pytest.mark.parametrize(
    ("heading", "cleans"),
    [
        ("Cleanup", True),
        ("Clean up", True),
        ("Cleaning up", True),
        ("Cleanup part 2", True),
        ("Clean-up of the example", True),
        ("清理 {#cleanup}", True),
        ("清理 {#clean-up}", True),
        ("Очищення прикладу{#cleanup-the-mutual-tls-termination-example}", True),
        ("Before you clean up", False),
        ("A clean upgrade", False),
        ("Cleanups", False),
        ("Clean upgrade", False),
    ],
)
def test_headings(page: Callable[[str], Page], heading: str, *, cleans: bool) -> None:
    parsed = page(PAGE.format(heading=heading, block=BLOCK))
    second, third = parsed.snippets[1].id, parsed.snippets[2].id
    assert cleanup_ids(parsed) == ({second, third} if cleans else set())


def test_named_by_a_plan_file(page: Callable[[str], Page]) -> None:
    parsed = page(PAGE.format(heading="Remove {#remove-it}", block=BLOCK))
    ids = [snippet.id for snippet in parsed.snippets]
    assert cleanup_ids(parsed, ["remove-it"]) == {ids[1], ids[2]}
    assert cleanup_ids(parsed, [ids[0]]) == {ids[0]}
