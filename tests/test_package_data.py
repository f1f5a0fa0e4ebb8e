"""Tables of the package are read by the folder and the name of their file."""

import pytest

from harness.package_data import json_data, toml_data


def test_what_the_files_hold() -> None:
    assert "-f" in toml_data("harness.programs.data", "names.toml")["kubectl_from_files"].split()
    assert "pods" in {each["plural"] for each in json_data("harness.programs.data", "resources.json")}


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        toml_data("harness.programs.data", "nothing.toml")
