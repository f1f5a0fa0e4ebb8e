"""Shell scripts that a page writes itself."""

import pytest

from harness.plan.commands.own_script import fed, script_run, scripts_written
from harness.shell.script_reader import read_script


@pytest.mark.parametrize(
    ("head", "body", "names"),
    [
        pytest.param("cat > bake.sh <<'EOF'", "#!/bin/bash\noven on", ["bake.sh"], id="a file"),
        pytest.param("cat <<'EOF' > ./bake", "#!/usr/bin/env sh\noven on", ["bake"], id="in this folder"),
        pytest.param("tee bake.sh <<'EOF'", "oven on", ["bake.sh"], id="tee"),
        pytest.param("cat > bake.py <<'EOF'", "#!/usr/bin/env python3\nbake()", [], id="for another interpreter"),
        pytest.param("oven <<'EOF'", "on", [], id="no file"),
    ],
)
def test_what_is_written(head: str, body: str, names: list[str]) -> None:
    assert list(scripts_written(f"{head}\n{body}\nEOF")) == [(name, body) for name in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bash bake.sh rye", "bake.sh"),
        ("sh -e ./bake.sh", "bake.sh"),
        ("./bake.sh", "bake.sh"),
        ("source bake.sh", "bake.sh"),
        (". ./bake.sh", "bake.sh"),
        ("bash -c bake.sh", ""),
        ("cat bake.sh", ""),
    ],
)
def test_what_is_run(text: str, name: str) -> None:
    assert script_run(read_script(text).calls[0].words) == name


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("bash <<'EOF'\noven on\nEOF", "oven on"),
        ("sh -s -- <<'EOF'\noven on\nEOF", "oven on"),
        ("bash bake.sh <<'EOF'\nrye\nEOF", ""),
        ("cat <<'EOF'\noven on\nEOF", ""),
    ],
)
def test_what_a_shell_is_fed(text: str, script: str) -> None:
    assert fed(read_script(text).calls[0]).strip() == script
