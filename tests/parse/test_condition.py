import pytest

from harness.parse.condition import condition_before


@pytest.mark.parametrize(
    ("above", "condition"),
    [
        pytest.param("If it exists, label it:", "If it exists, label it:", id="a sentence"),
        pytest.param("1.  If it exists, label it:", "If it exists, label it:", id="in a list"),
        pytest.param("Set it. If you have\none, label it:\n", "If you have one, label it:", id="over two lines"),
        pytest.param("Unless you use Helm, run:", "Unless you use Helm, run:", id="unless"),
        pytest.param("See what happens if you call it:", "", id="an if that is no condition"),
        pytest.param("If it exists, label it.\n\nThen run:", "", id="an earlier paragraph"),
        pytest.param("If it exists:\n\n## Heading", "", id="behind a heading"),
        pytest.param("", "", id="the start of the page"),
    ],
)
def test_what_stands_before_a_block(above: str, condition: str) -> None:
    lines = [*above.splitlines(), "", "```bash"]
    assert condition_before(lines, len(lines)) == condition
