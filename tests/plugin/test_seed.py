"""The page that this project was started for, run with the settings and plan files of this project."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = "multi-primary_multi-network/index.md"
SNIPPET = re.compile(rf"{PAGE}::(\w+)::\w+ ([A-Z -]+?) (?:\(.*\) )?\s*\[")
HEADLINE = re.compile(rf"^\S*{PAGE}:(\d+): (.*)$", re.MULTILINE)

pytestmark = [pytest.mark.cluster, pytest.mark.slow]


def run(seed: Path, *arguments: str) -> str:
    """What the run prints."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-v",
            "-p",
            "no:cacheprovider",
            "--provider",
            "embedded",
            *arguments,
            str(seed),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def words(said: str, variant: str) -> set[str]:
    return {word for name, word in SNIPPET.findall(said) if name == variant}


def test_only_the_two_mistyped_manifests_are_wrong(shared: Path) -> None:
    said = run(shared / "seed")
    assert {variant: words(said, variant) for variant in ("iop", "helm")} == {
        "iop": {"PASSED", "EXCLUDED"},  # its cleanup, which the author leaves out
        "helm": {"PASSED"},
    }, said
    assert HEADLINE.findall(said) == [
        ("59", "error: unknown API group 'insall.istio.io' [unknown-api-group]"),
        ("210", "error: unknown API group 'insall.istio.io' [unknown-api-group]"),
    ]
    assert said.count("install.istio.io/v1alpha1") == 2


def test_from_the_page_alone(shared: Path) -> None:
    """The page before it is not here: what stands in for it makes namespaces and the Gateway API on both clusters."""
    said = run(shared / "seed", "--no-plan-files")
    assert {variant: words(said, variant) for variant in ("iop", "helm")} == {
        "iop": {"PASSED", "EXCLUDED"},
        "helm": {"PASSED"},
    }, said
    assert [line for line, _ in HEADLINE.findall(said)] == ["59", "210"]
