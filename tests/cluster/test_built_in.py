"""The providers that the harness brings along."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.cluster.built_in import contexts_named, harness_providers
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider_entry import ProviderContext
from harness.cluster.toolchain import Toolchain
from harness.settings import Settings
from harness.settings.sections import ClusterSettings


def context(root: Path, *, typed: Mapping[str, str], settings: Mapping[str, str]) -> ProviderContext:
    return ProviderContext(
        settings=Settings(cluster=ClusterSettings(contexts=settings)),
        toolchain=Toolchain(root / "cache"),
        root=root / "fleets",
        owner=ProcessIdentity.of(os.getpid()),
        contexts=typed,
    )


def test_a_provider_is_called_as_its_entry_and_only_those_of_the_user_are_not_owned(tmp_path: Path) -> None:
    made = {entry.name: entry.make(context(tmp_path, typed={}, settings={})) for entry in harness_providers()}
    assert {name: (one.name, one.owned) for name, one in made.items()} == {
        "embedded": ("embedded", True),
        "kind": ("kind", True),
        "existing": ("existing", False),
    }


@pytest.mark.parametrize(
    ("typed", "settings", "origin"),
    [
        pytest.param({}, {}, "", id="nobody names any"),
        pytest.param({"cluster1": "a"}, {"cluster1": "b"}, "--contexts", id="the caller, before settings"),
        pytest.param({}, {"cluster1": "b"}, "cluster.contexts", id="settings"),
    ],
)
def test_contexts_that_are_named_mean_clusters_of_the_user(
    tmp_path: Path, typed: Mapping[str, str], settings: Mapping[str, str], origin: str
) -> None:
    assert contexts_named(context(tmp_path, typed=typed, settings=settings)).partition(" ")[0] == origin
