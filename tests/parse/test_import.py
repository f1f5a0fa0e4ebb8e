import subprocess
import sys

import pytest

import harness.parse


def test_the_public_names_are_there() -> None:
    assert len(harness.parse.__all__) == len(set(harness.parse.__all__))
    assert [name for name in harness.parse.__all__ if not hasattr(harness.parse, name)] == []


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["markdown_it", "yaml", "tomllib", "json", "difflib", "kubernetes", "rich", "pexpect"]
)
def test_importing_waits_for_what_only_reading_needs(module: str) -> None:
    assert module not in modules_after("import harness.parse") - modules_after("import sys")
