from pathlib import Path

import pytest

from harness.snips.bash_names import distinct_words, function_name, page_name, word


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("setup_1", "setup_1", id="a name"),
        pytest.param("multi-primary_multi-network", "multi_primary_multi_network", id="dashes"),
        pytest.param("1_setup", "_1_setup", id="a digit in front"),
        pytest.param("größe 2", "gr__e_2", id="no letters of ASCII"),
        pytest.param("", "_", id="nothing"),
    ],
)
def test_words(text: str, name: str) -> None:
    assert word(text) == name


@pytest.mark.parametrize(
    ("snippet_id", "commands", "name"),
    [
        pytest.param("install", "helm install a", "install", id="an argument of that name is no command"),
        pytest.param("install", "install -m 644 a b", "_install", id="a command of the page"),
        pytest.param("tool", "a | tool", "_tool", id="in a pipe"),
        pytest.param("tool", "x=$(tool)", "_tool", id="in a substitution"),
        pytest.param("tool", "tool.sh\ntool-2\nmytool", "tool", id="part of a longer word"),
        pytest.param("test", "ls", "_test", id="a builtin, even if the page does not use it"),
        pytest.param("done", "ls", "_done", id="a reserved word"),
        pytest.param("1_a", "ls", "_1_a", id="a digit in front"),
    ],
)
def test_a_function_hides_no_command(snippet_id: str, commands: str, name: str) -> None:
    assert function_name(snippet_id, commands) == name


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        pytest.param("docs/setup/index.md", "en", "setup", id="a bundle"),
        pytest.param("docs/setup/_index.md", "en", "setup", id="a section"),
        pytest.param("docs/setup/index.zh.md", "zh", "setup", id="a translation beside it"),
        pytest.param("docs/setup.md", "en", "setup", id="a file"),
        pytest.param("docs/setup.zh.md", "zh", "setup", id="its translation"),
        pytest.param("docs/v1.2.md", "en", "v1.2", id="another dot"),
    ],
)
def test_page_names(path: str, language: str, name: str) -> None:
    assert page_name(Path(path), language) == name


def test_words_that_become_equal_are_numbered() -> None:
    assert distinct_words(["a-b", "a_b", "c"]) == ["a_b", "a_b_2", "c"]
