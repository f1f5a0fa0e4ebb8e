import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from harness.check.manifests.yaml_fault import Fault
from harness.check.manifests.yaml_text import duplicates, entries, known, merges, read_yaml, text_of, value_of
from harness.shell.heredoc import UNKNOWN


def mapping(text: str) -> yaml.MappingNode:
    (node,) = read_yaml(text).documents
    assert isinstance(node, yaml.MappingNode)
    return node


def test_empty_documents_do_not_count() -> None:
    found = read_yaml("---\na: 1\n---\n---\nb: 2\n")

    assert (len(found.documents), found.fault) == (2, None)


def test_documents_before_a_fault_count() -> None:
    found = read_yaml("a: 1\n---\nb: [\n")

    assert len(found.documents) == 1
    assert found.fault is not None


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        pytest.param("a: b", True, id="text"),
        pytest.param(f"a: x{UNKNOWN}", False, id="a variable in it"),
        pytest.param("a: ...", False, id="left out"),
        pytest.param("a: <your name>", False, id="for the reader to fill in"),
        pytest.param("a: '{{ template }}'", False, id="a template"),
        pytest.param("a: ${B}", False, id="for a later substitution"),
        pytest.param("a: [b]", True, id="a list"),
    ],
)
def test_what_stands_on_the_page(text: str, is_known: bool) -> None:  # noqa: FBT001 - a column of the table
    assert known(mapping(text).value[0][1]) is is_known


def test_values_by_name() -> None:
    node = mapping("a: text\nb: 1\nc:\nd: [x]\n")

    assert [text_of(value_of(node, name)) for name in "abcde"] == ["text", "1", None, None, None]


def test_merged_and_unknown_keys_are_no_entries() -> None:
    node = mapping(f"base: &x {{a: 1}}\nb:\n  <<: *x\n  c: 2\n  {UNKNOWN}: 3\n")
    inner = value_of(node, "b")
    assert isinstance(inner, yaml.MappingNode)

    assert [name for name, _, _ in entries(inner)] == ["c"]
    assert (merges(node), merges(inner)) == (False, True)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("a: 1\nb: 2", [], id="none"),
        pytest.param(
            "a:\n- b: 1\n  c: 2\n  b: 3",
            [
                Fault(
                    line=3,
                    column=2,
                    message="the key 'b' occurs twice in one mapping, first 2 lines above",
                    remedy="keep one of them: only the last one counts, and kubectl refuses both",
                )
            ],
            id="in an entry of a list",
        ),
        pytest.param(
            "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B\nkind: C",
            [
                Fault(
                    line=2,
                    column=0,
                    message="the key 'apiVersion' occurs twice in one mapping, first 2 lines above",
                    remedy="keep one of them: only the last one counts, and kubectl refuses both",
                ),
                Fault(
                    line=3,
                    column=0,
                    message="the key 'kind' occurs twice in one mapping, first 2 lines above",
                    remedy="keep one of them: only the last one counts, and kubectl refuses both",
                ),
                Fault(
                    line=4,
                    column=0,
                    message="the key 'kind' occurs twice in one mapping, first 3 lines above",
                    remedy="keep one of them: only the last one counts, and kubectl refuses both",
                ),
            ],
            id="each repetition",
        ),
        pytest.param(
            "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B\n",
            [
                Fault(
                    line=2,
                    column=0,
                    message="a second resource starts here, in the same YAML document: 'apiVersion' occurs twice",
                    remedy="put a line with '---' above it",
                )
            ],
            id="a second resource is one fault",
        ),
        pytest.param("a: &x {b: 1}\nc: *x\n", [], id="an alias is looked at once"),
    ],
)
def test_keys_that_stand_twice(text: str, faults: list[Fault]) -> None:
    assert list(duplicates(mapping(text))) == faults


@given(st.text(alphabet="ab:- \n\t[]{}'\"&*#|>", max_size=40))
def test_any_text_is_read_or_has_a_fault_in_it(text: str) -> None:
    fault = read_yaml(text).fault

    assert fault is None or 0 <= fault.line <= text.count("\n")
