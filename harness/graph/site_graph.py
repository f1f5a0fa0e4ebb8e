"""All pages of a site with their edges, and what is odd about them: cycles, and chains that are very long."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harness.graph.edge import Edge, edges_of
from harness.graph.tree import SiteTree
from harness.json_values import chosen
from harness.plural import counted

LONG: Final = 8
"""Pages in a chain from which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGraph:
    """``edges`` by the page that has them; pages without any are among the keys."""

    edges: Mapping[Path, tuple[Edge, ...]]

    def running(self, page: Path) -> tuple[Path, ...]:
        """The pages that are run before a page, each once, without those before them."""
        found = (one.page for one in self.edges.get(page, ()) if one.runs and one.page is not None)
        return tuple(dict.fromkeys(found))

    def chain(self, page: Path) -> tuple[Path, ...]:
        """All pages that are run before a page, in order; a page that waits for itself is left where it is."""
        order: dict[Path, None] = {}
        self._visit(page, order, (page,))
        return tuple(one for one in order if one != page)

    def _visit(self, page: Path, order: dict[Path, None], way: tuple[Path, ...]) -> None:
        for before in self.running(page):
            if before not in way and before not in order:
                self._visit(before, order, (*way, before))
        order[page] = None

    def cycles(self) -> tuple[tuple[Path, ...], ...]:
        """Pages that wait for each other, each ring once, beginning with its first page by name."""
        rings: dict[frozenset[Path], tuple[Path, ...]] = {}
        for page in self.edges:
            for ring in self._rings(page, (page,)):
                first = ring.index(min(ring))
                rings.setdefault(frozenset(ring), (*ring[first:], *ring[:first]))
        return tuple(rings[key] for key in sorted(rings, key=lambda one: rings[one]))

    def _rings(self, page: Path, way: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
        for before in self.running(page):
            if before == way[0]:
                yield way
            elif before not in way and before > way[0]:  # a ring is found from its first page
                yield from self._rings(before, (*way, before))

    def long_chains(self) -> tuple[tuple[Path, int], ...]:
        lengths = ((page, len(self.chain(page))) for page in self.edges)
        return tuple((page, length) for page, length in lengths if length >= LONG)


def graph_of(
    pages: Collection[Path], tree: SiteTree, *, more: Mapping[Path, Sequence[Edge]] | None = None
) -> SiteGraph:
    """The graph of these pages and of all that they lead to; ``more`` are edges that plan files say."""
    edges: dict[Path, tuple[Edge, ...]] = {}
    todo = list(pages)
    while todo:
        page = todo.pop(0)
        if page not in edges:
            edges[page] = (*(more or {}).get(page, ()), *edges_of(page, tree))
            todo += [one.page for one in edges[page] if one.runs and one.page is not None]
    return SiteGraph(edges=edges)


def graph_lines(graph: SiteGraph) -> Iterator[str]:
    """A page a paragraph: what runs before it with ``+``, what it only names with ``-``; at last how many there are."""
    for page, edges in graph.edges.items():
        if edges:
            yield str(page)
            yield from (f"  {'+' if one.runs else '-'} {one}" for one in edges)
    yield from (f"cycle: {' -> '.join(map(str, (*ring, ring[0])))}" for ring in graph.cycles())
    yield from (f"long chain: {page}: {length} pages before it" for page, length in graph.long_chains())
    pages, standing = len(graph.edges), sum(any(one.runs for one in edges) for edges in graph.edges.values())
    yield f"{counted(pages, 'page')}, {standing} with something that runs before them"


def graph_json(graph: SiteGraph) -> dict[str, Any]:
    return {
        "pages": [
            {
                "page": str(page),
                "chain": [str(one) for one in graph.chain(page)],
                "edges": [
                    {
                        **chosen(one, "target page part"),
                        "at": f"{one.at.path}:{one.at.line}",
                        **chosen(one, "why confidence runs"),
                    }
                    for one in edges
                ],
            }
            for page, edges in graph.edges.items()
        ],
        "cycles": [[str(page) for page in ring] for ring in graph.cycles()],
        "long_chains": {str(page): length for page, length in graph.long_chains()},
    }


def graph_dot(graph: SiteGraph) -> Iterator[str]:
    """For Graphviz: from a page to what it expects, dashed where that is only named."""
    yield "digraph pages {"
    for page, edges in graph.edges.items():
        for edge in edges:
            style = "" if edge.runs else ", style=dashed"
            yield f'  "{page}" -> "{edge.page or edge.target}" [label="{edge.at.line}"{style}];'
    yield "}"
