"""The flags that are known of programs are those that the pinned programs tell in their help."""

import importlib.util
import json
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import platformdirs
import pytest

from harness.cluster.toolchain import Toolchain
from harness.programs.invocation import invocation
from harness.programs.program_file import generated_flags

GENERATOR = Path(__file__).resolve().parents[2] / "tools/flags/generate.py"
PROGRAMS = ("kubectl", "istioctl", "helm")
KNOWN = json.loads(files("harness.check.commands").joinpath("programs.json").read_text(encoding="utf-8"))
REMEDY = "python tools/flags/generate.py kubectl=PATH istioctl=PATH helm=PATH"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_flags", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("words", "verbs"),
    [
        pytest.param("kubectl get --raw /healthz", ("get",), id="a value"),
        pytest.param("kubectl config view --raw contexts", ("config", "view", "contexts"), id="a switch of this verb"),
        pytest.param("kubectl logs -f web", ("logs", "web"), id="-f follows"),
        pytest.param("kubectl apply -f web.yaml", ("apply",), id="-f is a file"),
        pytest.param("kubectl get -w pods", ("get", "pods"), id="a switch of most verbs"),
        pytest.param("helm list -a mine", ("list", "mine"), id="a switch of helm"),
        pytest.param("helm ls -a mine", ("ls", "mine"), id="the verb by its alias"),
        pytest.param("istioctl x version -s mine", ("x", "version", "mine"), id="a verb of two words"),
    ],
)
def test_what_takes_a_value_depends_on_the_verb(words: str, verbs: tuple[str, ...]) -> None:
    assert invocation(tuple(words.split())).verbs == verbs


def test_nothing_is_generated_for_other_programs() -> None:
    assert generated_flags("git") is None


def test_the_table_follows_from_what_checks_know(generator: ModuleType) -> None:
    """Both files are written at once."""
    assert generator.FLAGS.read_text(encoding="utf-8") == generator.as_toml(KNOWN)


@pytest.fixture
def pinned(name: str) -> str:
    """The program of the cache; tests of the toolchain build what is missing, which takes minutes."""
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    if toolchain.missing([name]):
        pytest.skip(
            f"whether the data of {name} is stale is NOT known: `harness setup` puts the pinned {name} in place"
        )
    return str(toolchain.path(name, progress=print))


@pytest.mark.parametrize("name", PROGRAMS)
def test_generated_data_is_of_the_pinned_version(generator: ModuleType, name: str, pinned: str) -> None:
    assert generator.version_of(name, pinned) == KNOWN[name]["version"], f"stale, write it anew: {REMEDY}"


@pytest.mark.slow
@pytest.mark.parametrize("name", PROGRAMS)
def test_generated_data_is_what_the_pinned_tools_tell(generator: ModuleType, name: str, pinned: str) -> None:
    assert generator.known(name, pinned) == KNOWN[name], f"stale, write it anew: {REMEDY}"
