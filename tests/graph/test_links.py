"""Links in the forms of several kinds of sites, and the files that they mean."""

from pathlib import Path

import pytest

from harness.graph.tree import SiteTree


@pytest.mark.parametrize(
    ("page", "text", "target"),
    [
        pytest.param("docs/eat.md", "[Bake](bake.md)", "docs/bake.md", id="a file"),
        pytest.param("docs/eat.md", "[Bake][it]\n\n[it]: bake.md", "docs/bake.md", id="by reference"),
        pytest.param("docs/eat.md", "[Bake]\n\n[bake]: bake.md", "docs/bake.md", id="by its text"),
        pytest.param("docs/eat.md", "[Bake][]\n\n[bake]: <bake.md>", "docs/bake.md", id="by its text, in brackets"),
        pytest.param("docs/eat.md", '[Bake]({{< relref "bake.md#oven" >}})', "docs/bake.md", id="Hugo, a file"),
        pytest.param("docs/eat.md", '[Bake]({{% ref "/docs/bake" %}})', "docs/bake.md", id="Hugo, from the root"),
        pytest.param("docs/eat.md", '[Bake]({{< ref "bake" >}}#oven)', "docs/bake.md", id="Hugo, without its ending"),
        pytest.param("docs/eat.md", '[Mix]({{< ref "mix" >}})', "docs/mix/index.md", id="Hugo, a bundle"),
        pytest.param("docs/eat.md", "{doc}`bake`", "docs/bake.md", id="Sphinx"),
        pytest.param("docs/eat.md", "{doc}`the oven <bake>`", "docs/bake.md", id="Sphinx with a text"),
        pytest.param("docs/eat.mdx", "[Sell](./sell.mdx)", "docs/sell.mdx", id="MDX"),
        pytest.param("docs/eat.mdx", "[Sell](/docs/sell)", "docs/sell.mdx", id="MDX from the root"),
        pytest.param("docs/eat.mdx", "[Sell](./sell)", "docs/sell.mdx", id="beside the page, as a file has it"),
        pytest.param("docs/eat.md", "[Bake](../bake/)", "docs/bake.md", id="beside the page, as a folder has it"),
        pytest.param("docs/eat.md", "[Gone](gone.md)", None, id="not there"),
        pytest.param("docs/eat.md", "[1]: x\n\n[Bake](https://example.com/bake.md)", None, id="elsewhere"),
    ],
)
def test_the_file_of_a_link(tmp_path: Path, page: str, text: str, target: str | None) -> None:
    for name in ("docs/bake.md", "docs/mix/index.md", "docs/sell.mdx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# Here\n", encoding="utf-8")
    tree, file = SiteTree(), tmp_path / page
    links = tree.outline_of(file, f"# Eat\n\n{text}\n").links
    found = [tree.file(one.target, file) for one in links if "[1]" not in one.target]
    assert found == [target and tmp_path / target]
