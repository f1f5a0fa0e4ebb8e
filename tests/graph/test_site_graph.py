"""Chains, rings and long chains of a whole site."""

from pathlib import Path

from harness.graph.site_graph import SiteGraph, graph_dot, graph_json, graph_of
from harness.graph.tree import SiteTree


def chained(root: Path, links: dict[str, list[str]]) -> tuple[Path, SiteGraph]:
    folder = root / "content/en/docs"
    for name, before in links.items():
        page = folder / name / "index.md"
        page.parent.mkdir(parents=True)
        steps = "".join(f"* Run [it](/docs/{one}/).\n" for one in before)
        page.write_text(f"---\ntitle: {name}\n---\n## Before you begin\n\n{steps}")
    return folder, graph_of([folder / name / "index.md" for name in links], SiteTree())


def test_what_is_before_a_page_comes_first_and_once(tmp_path: Path) -> None:
    folder, graph = chained(tmp_path, {"top": ["app", "mesh"], "app": ["mesh"], "mesh": []})
    assert graph.chain(folder / "top/index.md") == (folder / "mesh/index.md", folder / "app/index.md")
    assert graph.cycles() == ()


def test_pages_that_wait_for_each_other_are_told_and_end(tmp_path: Path) -> None:
    folder, graph = chained(tmp_path, {"a": ["b"], "b": ["a"], "c": ["a"]})
    a, b = folder / "a/index.md", folder / "b/index.md"
    assert graph.cycles() == ((a, b),)
    assert graph.chain(folder / "c/index.md") == (b, a)


def test_long_chains_are_told(tmp_path: Path) -> None:
    links = {f"p{number}": [f"p{number - 1}"] if number else [] for number in range(10)}
    folder, graph = chained(tmp_path, links)
    assert graph.long_chains() == ((folder / "p8/index.md", 8), (folder / "p9/index.md", 9))


def test_forms(tmp_path: Path) -> None:
    folder, graph = chained(tmp_path, {"a": ["b"], "b": []})
    (first, _) = graph_json(graph)["pages"]
    assert first["chain"] == [str(folder / "b/index.md")]
    assert first["edges"][0]["at"] == f"{folder / 'a/index.md'}:6"
    assert f'"{folder / "a/index.md"}" -> "{folder / "b/index.md"}"' in "\n".join(graph_dot(graph))
