"""istio.io: Hugo with shortcodes of its own, and pages that work in the folder of a release."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from harness.package_data import toml_data
from harness.settings.prerequisite_table import PrerequisiteSetting
from harness.sites.fences import NOTHING_MORE
from harness.sites.plain import PLAIN
from harness.sites.preparation import PREPARATION
from harness.sites.site_profile import MATTERS_OF_TASTE, Choice, Sign

_KNOWN: Final = toml_data("harness.sites", "istio_io.toml")
_SHORTCODES: Final = ("text", "text_import", "boilerplate", "tabset", "gloss", *_KNOWN["values"])


def _prerequisite(table: Mapping[str, Any]) -> PrerequisiteSetting:
    """For pages of istio.io alone: other sites have a page /docs/setup/, too."""
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    return PrerequisiteSetting(mentions=("istio",), **fields)


ISTIO_IO: Final = PLAIN.extended(
    name="istio_io",
    containers=frozenset(),
    fences=NOTHING_MORE,
    signs=(Sign(paths=("data/args.yml",), says=r"^(?:full_version|source_branch_name|version):"),),
    page_sign=rf"(?i)istio|\{{\{{[<%]\s*(?:{'|'.join(_SHORTCODES)})\b",
    values={name: one if isinstance(one, str) else Choice(**one) for name, one in _KNOWN["values"].items()},
    cares=MATTERS_OF_TASTE,
    tab_boilerplates={"gateway-api-*": "gateway-api"},
    variables_from=_KNOWN["variables"],
    prerequisites={name: _prerequisite(table) for name, table in _KNOWN["prerequisites"].items()},
    preparation=replace(PREPARATION, knowledge=(*PREPARATION.knowledge, *_KNOWN["knowledge"])),
    implied={link: tuple(pages) for link, pages in _KNOWN["implied"].items()},
    continued={link: tuple(pages) for link, pages in _KNOWN["continued"].items()},
    links={name: f"go:istio.io/istio@{{istio-module}}/{name}" for name in ("manifests", "samples", "tools/certs")},
)
