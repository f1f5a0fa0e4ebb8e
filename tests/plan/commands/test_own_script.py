"""Shell scripts that a page writes itself."""

import pytest

from harness.plan.commands.own_script import fed, script_run, scripts_written, tasks_run
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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("echo 'oven on' > bake.sh", [("bake.sh", "oven on")]),
        (r"printf 'bake:\n\toven on\n' > Makefile", [("Makefile", "bake:\n\toven on\n")]),
        ('echo "oven $HEAT" > bake.sh', []),
        ("echo 'oven on'; date > bake.sh", []),
        ("date > bake.sh", []),
    ],
)
def test_what_is_printed_into_a_file(text: str, written: list[tuple[str, str]]) -> None:
    assert list(scripts_written(text)) == written


@pytest.mark.parametrize(
    ("words", "path", "text", "tasks"),
    [
        pytest.param("make bake", "Makefile", "bake: rye\n\t@cp $$F x\n\t-rm y\n", "cp $F x", id="recipes"),
        pytest.param("make -C a", "a/Makefile", "b:\n\tc \\\n\t  d\n", "c \\\n\t  d", id="elsewhere, over two lines"),
        pytest.param("npm run bake", "package.json", '{"bake": "oven \\"on\\""}', 'oven "on"', id="scripts"),
        pytest.param("oven bake", "Makefile", "bake:\n\toven on\n", "", id="a program that knows no tasks"),
        pytest.param("make bake", "notes.txt", "bake:\n\toven on\n", "", id="another file"),
    ],
)
def test_tasks_that_may_be_run(words: str, path: str, text: str, tasks: str) -> None:
    assert tasks_run(tuple(words.split()), {path: text}) == tasks
