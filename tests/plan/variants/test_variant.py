from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.parse.page import Page, Segment, Snippet, TabChoice, Tabset
from harness.plan.step import Variant
from harness.plan.variants.variant import Paths, on_path, path_with, paths_of, tabsets_that_matter
from harness.source import Location

AT = Location(path=Path("page.md"), line=1)


def tabbed(*shapes: str) -> Page:
    """A page with a command in every tab. ``"iop helm"`` is a tabset; ``"0.helm> a b"`` one inside such a tab."""
    tabsets: list[Tabset] = []
    for index, shape in enumerate(shapes):
        inside, mark, values = shape.rpartition("> ")
        outer, _, value = inside.partition(".")
        parent = next(tab for tab in tabsets[int(outer)].tabs if tab.value == value) if mark else None
        tabs = tuple(TabChoice(tabset=index, category=f"c{index}", value=name, name=name) for name in values.split())
        tabsets.append(Tabset(index=index, category=f"c{index}", at=AT, tabs=tabs, parent=parent))
    numbers = count()
    snippets = [
        snippet(f"s{next(numbers)}", (*parents(tabset, tabsets), tab)) for tabset in tabsets for tab in tabset.tabs
    ]
    return Page(
        path=AT.path,
        language="en",
        text="",
        front_matter={},
        snippets=tuple(snippets),
        headings=(),
        tabsets=tuple(tabsets),
        boilerplates=(),
        diagnostics=(),
    )


def parents(tabset: Tabset, tabsets: list[Tabset]) -> tuple[TabChoice, ...]:
    parent = tabset.parent
    return () if parent is None else (*parents(tabsets[parent.tabset], tabsets), parent)


def snippet(name: str, tabs: tuple[TabChoice, ...]) -> Snippet:
    segments = (Segment(at=AT, command="true", documented="true"),)
    return Snippet(id=name, at=AT, syntax="bash", body="$ true", body_at=AT, segments=segments, tab_path=tabs)


def shown(paths: Paths) -> list[str]:
    """Each path as ``name: values``, a dash where it does not come by a tabset."""
    last = max((index for variant in paths.variants for index in variant.taken), default=-1)
    return [
        f"{variant.name}: {' '.join(variant.taken.get(index, '-') for index in range(last + 1))}".strip()
        for variant in paths.variants
    ]


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        pytest.param([], [":"], id="no tabs, one path without a name"),
        pytest.param(["iop helm"], ["iop: iop", "helm: helm"], id="one tabset"),
        pytest.param(["iop helm", "helm iop"], ["iop: iop iop", "helm: helm helm"], id="equal values go together"),
        pytest.param(["a b", "x y"], ["a+x: a x", "b+y: b y"], id="two dimensions side by side, not two times two"),
        pytest.param(["a b", "x y z"], ["a+x: a x", "b+y: b y", "a+z: a z"], id="the shorter dimension starts again"),
        pytest.param(["a", "x y"], ["x: a x", "y: a y"], id="a single tab is in no name"),
        pytest.param(["a"], [": a"], id="nothing but a single tab"),
        pytest.param(
            ["iop helm", "helm other"], ["iop: iop other", "helm: helm helm"], id="values that only one has pair up"
        ),
        pytest.param(["a", "a b"], ["a: a a", "b: a b"], id="a single tab leaves the choice open"),
        pytest.param(["iop helm", "helm"], ["iop: iop helm", "helm: helm helm"], id="where nothing else is there"),
        pytest.param(
            ["iop helm", "helm x y"],
            ["iop: iop x", "helm: helm helm", "y: iop y"],
            id="named by what a path is there for",
        ),
        pytest.param(["a b", "b c", "c d"], ["a: a c c", "b: b b d"], id="a chain of shared values"),
        pytest.param(["a b", "0.a> x y"], ["a+x: a x", "b: b -", "a+y: a y"], id="nested only under its parent"),
        pytest.param(
            ["a b", "0.a> x y", "1.y> p q"],
            ["a+x: a x -", "b: b - -", "a+y+p: a y p", "a+y+q: a y q"],
            id="nested twice",
        ),
        pytest.param(["a b", "0.b> a b"], ["a: a -", "b: b b"], id="nested with the parent's values"),
    ],
)
def test_paths(shapes: list[str], expected: list[str]) -> None:
    assert sorted(shown(paths_of(tabbed(*shapes)))) == sorted(expected)


def test_a_tab_that_contradicts_the_tab_around_it_is_told() -> None:
    assert paths_of(tabbed("a b", "0.b> a b")).unreached == ("c1=a",)


def test_tabs_without_commands_make_no_paths(page: Callable[[str], Page]) -> None:
    text = """
    {{< tabset category-name="a" >}}
    {{< tab name="X" category-value="x" >}}
    {{< text yaml >}}
    a: 1
    {{< /text >}}
    {{< /tab >}}
    {{< tab name="Y" category-value="y" >}}
    {{< text syntax=bash snip_id=none >}}
    $ true
    {{< /text >}}
    {{< /tab >}}
    {{< /tabset >}}
    """
    parsed = page(text)
    assert (tabsets_that_matter(parsed), paths_of(parsed)) == ((), Paths(variants=(Variant(name=""),)))


def test_a_place_is_on_a_path_when_all_its_tabs_are() -> None:
    choices = [
        TabChoice(tabset=0, category="c", value="a", name="A"),
        TabChoice(tabset=1, category="d", value="x", name="X"),
    ]
    assert on_path(choices, Variant(name="", taken={0: "a", 1: "x"}))
    assert on_path(choices, Variant(name="", taken={0: "a"}))
    assert not on_path(choices, Variant(name="", taken={0: "a", 1: "y"}))


def test_a_tab_that_shows_an_output_has_no_path_of_its_own() -> None:
    page = tabbed("Command Output", "a b")
    page = replace(page, snippets=tuple(one for one in page.snippets if one.tab_path[0].name != "Output"))
    assert [one.name for one in paths_of(page).variants] == ["a", "b"]
    assert paths_of(page).unreached == ()


def test_a_path_with_values_of_ones_own() -> None:
    page = tabbed("a b", "x y", "0.a> p q")
    assert path_with(page, ["b", "x"], "mine") == Variant(name="mine", taken={0: "b", 1: "x"})
    assert path_with(page, ["q"], "mine") == Variant(name="mine", taken={0: "a", 1: "x", 2: "q"})
    assert path_with(page, ["b", "q"], "mine") is None
    assert path_with(page, ["a", "b"], "mine") is None


@st.composite
def shapes(draw: st.DrawFn) -> list[str]:
    """Up to four tabsets of up to four tabs, each at the top or inside a tab of an earlier one."""
    found: list[str] = []
    for index in range(draw(st.integers(0, 4))):
        values = draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True))
        outer = draw(st.none() | st.integers(0, index - 1)) if index else None
        inside = "" if outer is None else f"{outer}.{draw(st.sampled_from(found[outer].rpartition('> ')[2].split()))}> "
        found.append(f"{inside}{' '.join(values)}")
    return found


@given(shapes())
def test_every_tab_is_on_a_path_or_told_to_be_on_none(given_shapes: list[str]) -> None:
    page = tabbed(*given_shapes)
    paths = paths_of(page)
    tabs = [(tabset, tab.value) for tabset in page.tabsets for tab in tabset.tabs]
    taken = {item for variant in paths.variants for item in variant.taken.items()}
    assert {f"c{tabset.index}={value}" for tabset, value in tabs if (tabset.index, value) not in taken} == set(
        paths.unreached
    )
    assert all(tabset.parent is not None for tabset, value in tabs if (tabset.index, value) not in taken)


@given(shapes())
def test_paths_are_few_and_have_names_of_their_own(given_shapes: list[str]) -> None:
    page = tabbed(*given_shapes)
    variants = paths_of(page).variants
    assert (
        len({variant.name for variant in variants}) == len(variants) <= max(1, sum(len(t.tabs) for t in page.tabsets))
    )
    assert len({tuple(variant.taken.items()) for variant in variants}) == len(variants)


@given(shapes())
def test_a_path_comes_by_what_stands_in_its_tabs_and_nothing_else(given_shapes: list[str]) -> None:
    page = tabbed(*given_shapes)
    for variant in paths_of(page).variants:
        for tabset in page.tabsets:
            parent = tabset.parent
            inside = parent is None or variant.taken.get(parent.tabset) == parent.value
            assert (tabset.index in variant.taken) is inside


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True), min_size=1, max_size=1))
def test_one_tabset_needs_as_many_paths_as_tabs(tabs: list[list[str]]) -> None:
    assert [each.taken[0] for each in paths_of(tabbed(" ".join(tabs[0]))).variants] == tabs[0]
