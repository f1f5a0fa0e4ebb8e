"""A settings file says what is different from the one it extends."""

from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.settings import Settings, read_settings
from harness.settings.layer import on_top


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def message(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(file=path)
    return str(caught.value).replace(f"{path.parents[1]}/", "")


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        pytest.param({"strict": True}, {"language": "zh"}, {"language": "zh", "strict": True}, id="keys of both"),
        pytest.param({"env": ["A"]}, {"env": ["B", "C"]}, {"env": ["A"]}, id="a list is replaced"),
        pytest.param(
            {"timeouts": {"wait": 1}},
            {"timeouts": {"wait": 2, "retry": 3}},
            {"timeouts": {"retry": 3, "wait": 1}},
            id="tables are merged",
        ),
        pytest.param(
            {"cluster": {"kind": {"config": {"networking": {"a": 1}}}}},
            {"cluster": {"kind": {"config": {"networking": {"b": 2}}}}},
            {"cluster": {"kind": {"config": {"networking": {"b": 2, "a": 1}}}}},
            id="tables of any depth",
        ),
        pytest.param({"stop-page": True}, {"stop_page": False}, {"stop-page": True}, id="one field in two spellings"),
        pytest.param(
            {"links": {"a-b": "x"}}, {"links": {"a_b": "y"}}, {"links": {"a_b": "y", "a-b": "x"}}, id="names of users"
        ),
        pytest.param({"links": 3}, {"links": {"a": "x"}}, {"links": 3}, id="a value over a table"),
    ],
)
def test_merging(upper: object, lower: object, expected: object) -> None:
    assert on_top(upper, lower, Settings) == expected


def test_paths_start_at_the_file_that_says_them_and_the_root_is_the_extended_one(tmp_path: Path) -> None:
    written(
        tmp_path / "pyproject.toml",
        '[tool.harness]\ncontent = {en = "docs"}\n[tool.harness.snips]\nout = "snippets"\n'
        '[tool.harness.variables]\nCTX_EAST = "{cluster2.context}"\n',
    )
    written(tmp_path / "ci/base.toml", 'extends = "../pyproject.toml"\ncontent = {zh = "chinese"}\n')
    top = written(tmp_path / "ci/deep/top.toml", 'extends = "../base.toml"\nvalues = ["args.yml"]\n')
    settings = read_settings(file=top)
    assert (settings.file, settings.root, settings.extends) == (top, tmp_path, top.parent / "../base.toml")
    assert settings.content == {"en": tmp_path / "docs", "zh": tmp_path / "ci/chinese"}
    assert settings.snips.out == tmp_path / "snippets"
    assert settings.values == (tmp_path / "ci/deep/args.yml",)
    assert settings.plans == tmp_path / "plans", "a default starts at the root"
    assert {"CTX_EAST", "KUBECONFIG"} <= settings.variables.keys()


def test_a_mistake_is_told_in_the_file_that_made_it(tmp_path: Path) -> None:
    written(tmp_path / "base.toml", "strict = true\n[timeouts]\ncomand = 3\n")
    top = written(tmp_path / "ci/top.toml", 'extends = "../base.toml"\n[timeouts]\nwait = 1\n')
    assert message(top).startswith("base.toml:3: unknown setting 'timeouts.comand'\n")


@pytest.mark.parametrize(
    ("base", "top", "expected"),
    [
        pytest.param(
            "",
            'strict = true\nextends = "../bse.toml"',
            "ci/top.toml:2: no such settings file: bse.toml\n  expected: a harness.toml or pyproject.toml",
            id="a file that is not there",
        ),
        pytest.param(
            "",
            'extends = ".."',
            "ci/top.toml:1: no such settings file: ",
            id="a folder",
        ),
        pytest.param(
            'language = "en"\nextends = "ci/top.toml"',
            'extends = "../base.toml"',
            "base.toml:2: settings extend themselves: top.toml extends base.toml extends top.toml\n"
            "  to fix:   remove one of the keys 'extends'",
            id="a cycle",
        ),
        pytest.param(
            "",
            '\nextends = "top.toml"',
            "ci/top.toml:2: settings extend themselves: top.toml extends top.toml\n",
            id="a cycle of one",
        ),
        pytest.param(
            "",
            'extends = "../pyproject.toml"',
            "ci/top.toml:1: no settings in pyproject.toml\n  expected: a table [tool.harness]",
            id="a pyproject.toml without settings",
        ),
        pytest.param(
            "",
            "extends = 3",
            "ci/top.toml:1: setting 'extends' is 3\n  expected: a path in quotes",
            id="no path",
        ),
    ],
)
def test_what_cannot_be_extended(tmp_path: Path, base: str, top: str, expected: str) -> None:
    written(tmp_path / "base.toml", base)
    written(tmp_path / "pyproject.toml", '[project]\nname = "other"\n')
    assert message(written(tmp_path / "ci/top.toml", top)).startswith(expected)


def test_kind_in_ci_is_the_project_and_what_such_a_machine_needs() -> None:
    repository = Path(__file__).resolve().parents[2]
    own = read_settings(file=repository / "pyproject.toml")
    kind = read_settings(file=repository / ".ci/kind.toml")
    assert (kind.root, kind.content, kind.links, kind.rules) == (own.root, own.content, own.links, own.rules)
    assert kind.cluster.kind.extra_mounts[1].host_path == repository / ".ci/kubeadm"
