import pytest

from harness.check.manifests.character_fix import repaired


@pytest.mark.parametrize(
    ("line", "right"),
    [
        pytest.param("  name nginx", "  name: nginx", id="a colon"),
        pytest.param("  name:nginx", "  name: nginx", id="a blank behind a colon"),
        pytest.param("  -name: a", "  - name: a", id="a blank behind a dash"),
        pytest.param("    name: a", "  - name: a", id="a dash"),
        pytest.param("spec", "spec:", id="a colon of a mapping"),
        pytest.param('  a: "b', '  a: "b"', id="a closing quote"),
        pytest.param('  a: b"', '  a: "b"', id="an opening quote"),
        pytest.param('  a: ["b"', '  a: ["b"]', id="a closing bracket"),
        pytest.param('  a: "b"]', '  a: ["b"]', id="an opening bracket"),
        pytest.param('  a: ["b]', '  a: ["b"]', id="a quote before a bracket"),
        pytest.param('  a: ["b" "c"]', '  a: ["b", "c"]', id="a comma"),
        pytest.param("  a\uff1ab", "  a: b", id="a wide colon"),
        pytest.param("  - *", '  - "*"', id="quotes of a star"),
        pytest.param("  - - a: b", "  - a: b", id="a dash too many"),
        pytest.param("  a;b", "  a: b", id="a semicolon"),
        pytest.param("  a=b", "  a: b", id="an equals sign"),
        pytest.param("  the heat of the oven", "  # the heat of the oven", id="the sign of a comment"),
    ],
)
def test_lines_with_a_character_more(line: str, right: str) -> None:
    assert right in list(repaired(line))


def test_a_right_line_stays() -> None:
    assert [each for each in repaired("- a: 1") if each != "- a: 1"] == []
