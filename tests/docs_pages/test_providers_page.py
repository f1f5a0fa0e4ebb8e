"""The page about providers has every capability, and says what the providers themselves say of it."""

from pathlib import Path

from harness.capability import Capability
from harness.cluster.containers import container_provider
from harness.cluster.embedded.embedded_provider import CAPABILITIES as EMBEDDED
from harness.extensions.manager import contributions

PAGE = Path(__file__).resolve().parents[2] / "docs" / "providers" / "index.md"


def test_every_capability_stands_on_the_page() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    documented = {row[0]: (row[2], row[3]) for row in rows}
    assert documented == {
        one.value: (EMBEDDED[one].name, container_provider.CAPABILITIES[one].name) for one in Capability
    }


def test_every_provider_stands_on_the_page() -> None:
    terms = {line.strip("`") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("`")}
    assert {"auto", "none", *contributions("harness_providers")} <= terms
