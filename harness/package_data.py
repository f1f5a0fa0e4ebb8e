"""Files of this package that hold what it knows: tables that nobody wants as code."""

import json
import tomllib
from pathlib import Path
from typing import Any, Final

_HERE: Final = Path(__file__).parent


def toml_data(package: str, name: str) -> dict[str, Any]:
    """The table in a TOML file beside the modules of ``package``."""
    return tomllib.loads(_text(package, name))


def json_data(package: str, name: str) -> Any:
    """The value in a JSON file there."""
    return json.loads(_text(package, name))


def _text(package: str, name: str) -> str:
    return _HERE.joinpath(*package.split(".")[1:], name).read_text(encoding="utf-8")
