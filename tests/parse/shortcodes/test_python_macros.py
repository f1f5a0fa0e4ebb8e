from pathlib import Path
from typing import Any

import pytest

from harness.parse.shortcodes.python_macros import module_values

MODULE = '''
import os

RELEASE = "2.0"
HOME = os.environ["HOME"]


def define_env(env):
    """Macros."""
    base = f"https://tea.example/{RELEASE}"
    env.variables["leaf"] = "oolong"
    env.variables.url = base + "/all.yaml"
    env.variables.update({"cups": 3, "pot": "%s-%s" % ("big", "red")})
    env.variables["home"] = HOME

    @env.macro
    def manifest(name, version="latest", *, kind=None):
        """The address of one."""
        path = "{}/{}".format(version, name.lower())
        if kind == "raw" and not name.startswith("x"):
            return f"raw/{path}"
        elif kind is not None:
            path += "?" + kind
        return base + "/" + path

    @env.macro
    def asked(name):
        return os.environ[name]

    @env.filter
    def loud(text):
        return text.upper()

    def plain():
        return "plain"

    env.macro(plain, "simple")
'''


@pytest.fixture
def values(tmp_path: Path) -> Any:
    (tmp_path / "main.py").write_text(MODULE)
    return module_values(tmp_path)


def test_variables_and_macros_of_a_module(values: Any) -> None:
    plain = {name: value for name, value in values.items() if not callable(value)}
    assert plain == {"leaf": "oolong", "url": "https://tea.example/2.0/all.yaml", "cups": 3, "pot": "big-red"}
    assert sorted(values.keys() - plain.keys()) == ["asked", "manifest", "simple"]


@pytest.mark.parametrize(
    ("positional", "named", "made"),
    [
        (("Oven",), {}, "https://tea.example/2.0/latest/oven"),
        (("oven", "v1"), {"kind": "raw"}, "raw/v1/oven"),
        (("oven",), {"kind": "x"}, "https://tea.example/2.0/latest/oven?x"),
    ],
)
def test_what_a_macro_makes(values: Any, positional: tuple[str, ...], named: dict[str, str], made: str) -> None:
    assert values["manifest"](*positional, **named) == made


def test_what_is_only_known_when_it_runs(values: Any) -> None:
    with pytest.raises(ValueError, match="Attribute"):
        values["asked"]("HOME")


@pytest.mark.parametrize(
    ("file", "name"), [("hooks/vars.py", "hooks/vars"), ("own/__init__.py", "own"), ("vars.py", "vars.py")]
)
def test_where_the_module_is(tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("def declare_variables(variables, macro):\n    variables['leaf'] = 'oolong'\n")
    assert module_values(tmp_path, name) == {"leaf": "oolong"}
    assert module_values(tmp_path, "other") == {}


def test_what_is_no_python_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("def (:")
    assert module_values(tmp_path) == {}


def test_a_macro_that_calls_itself_without_end(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("def define_env(env):\n    @env.macro\n    def a():\n        return a()\n")
    with pytest.raises(ValueError, match="do not end"):
        module_values(tmp_path)["a"]()
