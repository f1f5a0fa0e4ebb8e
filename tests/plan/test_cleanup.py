from collections.abc import Callable

import pytest

from harness.parse.page import Page
from harness.plan.cleanup import cleanup_ids, midway_ids, undone_ids

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


@pytest.mark.parametrize(
    ("headings", "midway"),
    [
        pytest.param("Deploy, Cleanup", (), id="only at the end"),
        pytest.param("One, Cleanup part 1, Two, Cleanup part 2", (1,), id="in parts"),
        pytest.param("One, Clean up, Two, Clean up, Three, Clean up", (1, 3), id="after each example"),
        pytest.param("One, Cleanup, Cleanup of the rest", (), id="two in a row"),
        pytest.param("One, Cleanup, Troubleshooting", (), id="the last one, before more"),
        pytest.param("One, 清理一 {#cleanup-part-1}, Two, 清理二 {#cleanup-part-2}", (1,), id="a translation"),
    ],
)
def test_what_is_cleaned_up_before_the_page_goes_on(
    page: Callable[[str], Page], headings: str, midway: tuple[int, ...]
) -> None:
    parsed = page("".join(f"## {heading}\n{BLOCK}\n" for heading in headings.split(", ")))
    ids = [snippet.id for snippet in parsed.snippets]
    assert midway_ids(parsed, cleanup_ids(parsed)) == {ids[number] for number in midway}


def test_what_a_plan_file_names_is_kept_for_the_end(page: Callable[[str], Page]) -> None:
    parsed = page("".join(f"## {heading}\n{BLOCK}\n" for heading in ("One", "Cleanup", "Two", "Cleanup of two")))
    ids = [snippet.id for snippet in parsed.snippets]
    assert midway_ids(parsed, cleanup_ids(parsed), [ids[1]]) == set()


@pytest.mark.parametrize(
    ("headings", "undone"),
    [
        pytest.param(("Deploy", "Uninstall"), {1}, id="uninstall"),
        pytest.param(("Deploy", "Uninstalling the chart", "Delete the cluster"), {1, 2}, id="two sections"),
        pytest.param(("Deploy", "Tear down"), {1}, id="tear down"),
        pytest.param(("Deploy", "清理"), {1}, id="Chinese"),
        pytest.param(("Deploy", "Прибирання"), {1}, id="Ukrainian"),
        pytest.param(("Deploy", "Aufräumen"), {1}, id="German"),
        pytest.param(("Deploy", "Uninstall the old version", "Install the new one"), set(), id="before it goes on"),
        pytest.param(("Deploy", "Remove the taint"), set(), id="a part of the task"),
        pytest.param(("Deploy", "Delete the sample policy"), set(), id="one of its objects"),
        pytest.param(("Uninstall", "Tear down"), set(), id="a page about that"),
    ],
)
def test_what_is_taken_back_at_the_end(
    page: Callable[[str], Page], headings: tuple[str, ...], undone: set[int]
) -> None:
    parsed = page("# Page\n\n" + "\n".join(f"## {heading}\n{BLOCK}" for heading in headings))
    ids = [snippet.id for snippet in parsed.snippets]
    assert undone_ids(parsed) == {ids[number] for number in undone}
