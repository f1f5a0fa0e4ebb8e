"""What plug-ins add is collected beside what the harness brings along."""

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.extensions.installed import has_plugins
from harness.extensions.manager import contributions, plugin_manager

PROVIDER = """
    from harness.cluster.provider_entry import ProviderEntry
    from harness.extensions import hookimpl

    @hookimpl
    def {hook}():
        return [ProviderEntry(name="{name}", make=None)]
"""
Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a package whose only module is the given text, as pip would leave it."""

    def packed(text: str) -> None:
        (tmp_path / "added_by_test.py").write_text(textwrap.dedent(text))
        info = tmp_path / "added_by_test-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: added-by-test\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[docs_harness]\nadded = added_by_test\n")
        monkeypatch.syspath_prepend(tmp_path)

    def forget() -> None:
        contributions.cache_clear()
        plugin_manager.cache_clear()
        has_plugins.cache_clear()
        sys.modules.pop("added_by_test", None)

    forget()
    yield packed
    forget()


def test_built_in_values_come_first(install: Install) -> None:
    install(PROVIDER.format(hook="harness_providers", name="mine"))
    assert list(contributions("harness_providers")) == ["embedded", "kind", "existing", "mine"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("import nowhere_to_be_found", ["added", "nowhere_to_be_found"], id="cannot be imported"),
        pytest.param(
            PROVIDER.format(hook="harness_providers", name="kind"), ["added", "kind"], id="a name that is taken"
        ),
        pytest.param(
            PROVIDER.format(hook="harness_provider", name="mine"), ["harness_provider"], id="a hook that does not exist"
        ),
    ],
)
def test_a_plug_in_that_cannot_be_used_is_named(install: Install, text: str, named: list[str]) -> None:
    install(text)
    with pytest.raises(SettingsError) as caught:
        contributions("harness_providers")
    assert [word for word in named if word not in caught.value.message] == []
