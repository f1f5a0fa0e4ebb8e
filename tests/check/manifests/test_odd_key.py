from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

CONFIG = "$ cat > oven.yaml <<EOF\nheat_level: 3\nEOF\n$ cat > oven2.yaml <<EOF\nheat_level: 4\nEOF\n"


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        pytest.param("heat_leve", [12], id="a letter lost"),
        pytest.param("heat_level", [], id="as the others"),
        pytest.param("heat_level2", [], id="a number"),
        pytest.param("heat_levels", [], id="a plural"),
        pytest.param("HEAT_LEVEL", [], id="another case"),
        pytest.param("door", [], id="like no other"),
    ],
)
def test_odd_keys(found: Callable[..., list[str]], key: str, lines: list[int]) -> None:
    findings = found(manifest.check, f"{CONFIG}$ cat > oven3.yaml <<EOF\n{key}: 5\nEOF")
    assert [int(each.split(":")[1]) for each in findings] == lines
