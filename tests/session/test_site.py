"""Plans of pages that stand on others: each has the same start state, whichever page was planned before it."""

from itertools import permutations
from pathlib import Path

import pytest

from harness.session.site import Site

CIRCLES = {
    "two that wait for each other": (
        {"a": "b", "b": "a", "c": "b", "d": "a"},
        {"a": "ba", "b": "ab", "c": "abc", "d": "bad"},
    ),
    "three in a circle": ({"a": "b", "b": "c", "c": "a", "d": "b"}, {"a": "cba", "b": "acb", "c": "bac", "d": "acbd"}),
    "no circle": ({"a": "b", "b": "c", "c": "", "d": "ab"}, {"a": "cba", "b": "cb", "c": "c", "d": "cbad"}),
    "itself": ({"a": "a", "b": "a"}, {"a": "a", "b": "ab"}),
}  # fmt: skip


def site_of(root: Path, links: dict[str, str]) -> dict[str, Path]:
    """Pages that say which ones they stand on, each with a command that names it."""
    (root / "harness.toml").write_text('content = { en = "content/en" }\nsite = "istio.io"\n')
    pages = {}
    for name, before in links.items():
        page = root / "content/en/docs" / name / "index.md"
        page.parent.mkdir(parents=True)
        steps = "".join(f"* Follow the instructions in [{one}](/docs/{one}/).\n" for one in before)
        begin = f"## Before you begin\n\n{steps}\n" if before else ""
        block = f"{{{{< text bash >}}}}\n$ kubectl create namespace {name}\n{{{{< /text >}}}}\n"
        page.write_text(f"---\ntitle: {name}\ntest: yes\n---\n\n{begin}## Use\n\n{block}")
        pages[name] = page
    return pages


def made(site: Site, page: Path) -> str:
    steps = site.plan(page).variants[0].steps
    return "".join(command.text.split()[-1] for step in steps if step.skip is None for command in step.commands)


@pytest.mark.parametrize("name", CIRCLES)
def test_a_start_state_does_not_depend_on_what_was_planned_before(tmp_path: Path, name: str) -> None:
    links, chains = CIRCLES[name]
    pages = site_of(tmp_path, links)
    for order in permutations(links):
        site = Site()
        assert {one: made(site, pages[one]) for one in order} == chains, order
