from collections.abc import Mapping

import pytest

from harness.parse.blocks.removed_lines import without_marks

YAML = ["spec:", "  loaves: 1", "  loaves: 2"]


@pytest.mark.parametrize(
    ("lines", "attributes", "left"),
    [
        pytest.param(YAML, {}, YAML, id="nothing"),
        pytest.param(YAML, {"del": "{2}"}, ["spec:", "", "  loaves: 2"], id="a line that the fence names"),
        pytest.param(YAML, {"del": "{1-2, 3}"}, ["", "", ""], id="several"),
        pytest.param(YAML, {"del": "loaves"}, YAML, id="a text that is marked"),
        pytest.param(YAML, {"del": "{2-99999999999}"}, ["spec:", "", ""], id="more lines than there are"),
        pytest.param(["a: 1 # [!code --]", "a: 2 # [!code ++]"], {}, ["", "a: 2 # [!code ++]"], id="a comment"),
        pytest.param(["x(1); // [!code --:2]"], {}, [""], id="a comment of another language"),
        pytest.param(["bake \\ # (1)!", "  --hot"], {}, ["bake \\", "  --hot"], id="a note behind a backslash"),
        pytest.param(["bake # (1)!"], {}, ["bake # (1)!"], id="a note elsewhere"),
        pytest.param(["bake \\ # hot"], {}, ["bake \\ # hot"], id="a comment behind a backslash"),
    ],
)
def test_marks(lines: list[str], attributes: Mapping[str, str], left: list[str]) -> None:
    assert list(without_marks(lines, attributes)) == left
