"""What is known of istio.io is in its profile and in the data of programs; the core names it only where said here."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[2] / "harness"
KNOWN_OF: Final = re.compile(r"istio|bookinfo|httpbin", re.IGNORECASE)
FREE: Final = ("sites/", "programs/", "cluster/toolchain/", "check/catalogue/", "snips/compat.py")
"""Profiles, programs, what is downloaded, schemas, and the dialect of a generator."""
_PROGRAM: Final = "what istioctl does beside kubectl and helm, in a rule that takes code"
_INSTALLED: Final = "what an installed Istio leaves in a cluster or serves there: no site knows it"
_FIELD: Final = "fields and values of Istio's own manifests and logs, whichever site shows them"
EXCEPTIONS: Final[Mapping[str, str]] = {
    "settings/settings_file.py": "what a setting could be before its key had another name",
    **dict.fromkeys(
        (
            "parse/blocks/snippet.py",
            "session/threads/cluster_calls.py",
        ),
        _PROGRAM,
    ),
    **dict.fromkeys(
        (
            "cluster/charts.py",
            "cluster/embedded/embedded_provider.py",
            "cluster/leaks/leak_rules.py",
            "cluster/workloads.py",
        ),
        _INSTALLED,
    ),
    **dict.fromkeys(
        (
            "check/commands/set_values.py",
            "match/lines/access_log.py",
        ),
        _FIELD,
    ),
}


def test_only_these_modules_know_istio() -> None:
    modules = {module.relative_to(PACKAGE).as_posix(): module for module in PACKAGE.rglob("*.py")}
    knowing = {name for name, module in modules.items() if KNOWN_OF.search(module.read_text())}
    assert {name for name in knowing if not name.startswith(FREE)} == set(EXCEPTIONS)


def test_bookinfo_and_httpbin_are_of_one_site() -> None:
    samples = re.compile(r"bookinfo|httpbin", re.IGNORECASE)
    files = (
        file for file in PACKAGE.rglob("*") if file.suffix in {".py", ".toml"} and samples.search(file.read_text())
    )
    knowing = {file.relative_to(PACKAGE).as_posix() for file in files}
    assert {name for name in knowing if not name.startswith(FREE[2:4])} == {"sites/istio_io.toml"}
