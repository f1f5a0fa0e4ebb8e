import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from harness.match.documents.document import is_gap, looks_like_document, read_documents


def plain(node: yaml.Node) -> object:
    """A tree as plain values, gaps as ``...``."""
    if is_gap(node):
        return "..."
    if isinstance(node, yaml.MappingNode):
        entries = [(plain(key), plain(value)) for key, value in node.value]
        return {str(key): value for key, value in entries} if all(key != "..." for key, _ in entries) else entries
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return node.value


def read(text: str) -> list[object] | None:
    documents = read_documents(text)
    return None if documents is None else [plain(root) for root in documents.roots]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        pytest.param("a: 1\nb:\n- c\n", [{"a": "1", "b": ["c"]}], id="YAML"),
        pytest.param('{"a": [1, true]}', [{"a": ["1", "true"]}], id="JSON"),
        pytest.param('{\n\t"a": 1\n}', [{"a": "1"}], id="JSON indented with tabs"),
        pytest.param("a: 1\n---\nb: 2", [{"a": "1"}, {"b": "2"}], id="two documents"),
        pytest.param("a: 1\n...\nb: 2", [[("a", "1"), ("...", ""), ("b", "2")]], id="keys left out"),
        pytest.param("a:\n...\nb: 2", [[("a", "..."), ("...", ""), ("b", "2")]], id="a value left out"),
        pytest.param("a:\n- b\n...\n- c", [{"a": ["b", "...", "c"]}], id="items left out, wherever the dots stand"),
        pytest.param(
            "a:\n  b: 1\n...\nc: 2",
            [[("a", [("b", "1"), ("...", "")]), ("...", ""), ("c", "2")]],
            id="the rest of a block and keys after it",
        ),
        pytest.param("a:\n...\n  b: 1", [{"a": [("...", ""), ("b", "1")]}], id="the beginning of a block"),
        pytest.param(
            "- a: 1\n  b: 2\n...\n- a: 3",
            [[[("a", "1"), ("b", "2"), ("...", "")], "...", {"a": "3"}]],
            id="the rest of an item and items after it",
        ),
        pytest.param('{\n"a": 1,\n...\n"b": 2\n}', [[("a", "1"), ("...", ""), ("b", "2")]], id="JSON keys left out"),
        pytest.param('{\n"a": 1\n...\n}', [[("a", "1"), ("...", "")]], id="JSON, the last keys"),
        pytest.param('{\n...\n"a": 1\n}', [[("...", ""), ("a", "1")]], id="JSON, the first keys"),
        pytest.param("[\n1,\n...\n]", [["1", "..."]], id="JSON items left out"),
        pytest.param("a", None, id="only text"),
        pytest.param("", None, id="nothing"),
        pytest.param("a: 1\nb", None, id="not readable"),
        pytest.param('{"a": 1,', None, id="the beginning of a document"),
        pytest.param("a: 1\n...\n      b: 2", None, id="a parent left out: there is no structure to compare"),
        pytest.param("[" * 10_000, None, id="too deep for any reader"),
        pytest.param("- " * 10_000 + "a", None, id="too deep, in dashes"),
    ],
)
def test_read(text: str, documents: list[object] | None) -> None:
    assert read(text) == documents


def test_lines_of_what_was_read_are_those_of_the_text() -> None:
    documents = read_documents("a:\n  b: 1\n...\nc: 2")
    assert documents is not None
    (root,) = documents.roots
    assert isinstance(root, yaml.MappingNode)
    assert [(key.value, documents.line(key.start_mark.line)) for key, _ in root.value if not is_gap(key)] == [
        ("a", 0),
        ("c", 3),
    ]


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        pytest.param('{"a": 1}', True, id="JSON on one line"),
        pytest.param("{\n...\n}", True, id="JSON with dots"),
        pytest.param("[\n1\n]", True, id="a JSON list"),
        pytest.param("apiVersion: v1\nkind: Service", True, id="a Kubernetes object"),
        pytest.param("---\na: b", True, id="a YAML document"),
        pytest.param("key: value\nother: value", False, id="lines with colons may be anything"),
        pytest.param("apiVersion: v1", False, id="a line that grep found"),
        pytest.param("[info] done", False, id="a line that begins with a bracket"),
        pytest.param("{{ x }}", False, id="braces"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_looks_like_document(text: str, looks: bool) -> None:  # noqa: FBT001 - a parameter
    assert looks_like_document(text) == looks


LINES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["...", "- a", "- b: c", "d:", "e: f", "- ...", "g: ...", "}", "{", '"h": 1,']),
    ),
    max_size=8,
)


@given(LINES)
def test_any_text_is_read_or_refused(lines: list[tuple[int, str]]) -> None:
    text = "\n".join("  " * depth + line for depth, line in lines)
    documents = read_documents(text)
    if documents is not None:
        assert all(0 <= line < len(lines) for line in documents.lines)
