"""Which programs of the toolchain pages get."""

from pathlib import Path

import pytest

from harness.cluster.processes import ProcessIdentity
from harness.cluster.toolchain import Toolchain
from harness.session import resources
from harness.settings import Settings


@pytest.mark.parametrize(
    ("every", "built"),
    [
        pytest.param(True, ["helm", "kubectl"], id="for clusters"),
        pytest.param(False, ["helm"], id="for a page without clusters, what is not there"),
    ],
)
def test_programs_that_a_page_gets(monkeypatch: pytest.MonkeyPatch, *, every: bool, built: list[str]) -> None:
    asked: list[str] = []

    def folder(_toolchain: Toolchain, names: list[str], **_rest: object) -> Path:
        asked.extend(names)
        return Path("bin")

    monkeypatch.setattr(Toolchain, "folder", folder)
    monkeypatch.setattr(resources, "which", lambda name: "/usr/bin/kubectl" if name == "kubectl" else None)
    shared = resources.Resources(settings=Settings(), owner=ProcessIdentity.of(1))
    shared.tools(frozenset({"kubectl", "helm", "cat"}), lambda _said: None, every=every)
    assert asked == built
