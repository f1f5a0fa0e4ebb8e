from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from harness.errors import SettingsError
from harness.settings import Settings, read_settings
from harness.settings.placeholder import KNOWN
from harness.settings.sections import ClusterSetting, PromptSetting, TopologySetting, default_variables
from harness.settings.tolerance import known_tolerances
from harness.settings.toml_place import line_of


def written(folder: Path, text: str, name: str = "harness.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def message(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(file=path)
    return str(caught.value).replace(str(path), path.name)


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
pages = "all"
values = ["data/args.yml"]
content = {en = "content/en", zh = "content/zh"}
env = ["HTTPS_PROXY"]
stop-page = true

[timeouts]
command = 90
read-only = 1.5

[[prompts]]
pattern = "Sure[?]"
reply = "yes"

[topologies.two]
clusters = [{name = "cluster1"}, {name = "cluster2", network = "network2", nodes = 2}]

[cluster.kind]
extra-mounts = [{host-path = "images", container-path = "/images", read_only = true}]

[cluster.kind.config]
networking = {disableDefaultCNI = true}
""",
    )
    settings = read_settings(file=path)
    assert (settings.file, settings.root, settings.pages) == (path, tmp_path, "all")
    assert settings.values == (tmp_path / "data/args.yml",)
    assert settings.content == {"en": tmp_path / "content/en", "zh": tmp_path / "content/zh"}
    assert (settings.env, settings.stop_page) == (("HTTPS_PROXY",), True)
    assert (settings.timeouts.command, settings.timeouts.read_only) == (90.0, 1.5)
    assert settings.prompts == (PromptSetting(pattern="Sure[?]", reply="yes"),)
    clusters = (ClusterSetting(name="cluster1"), ClusterSetting(name="cluster2", network="network2", nodes=2))
    assert settings.topologies == {"two": TopologySetting(clusters=clusters)}
    [mount] = settings.cluster.kind.extra_mounts
    assert (mount.host_path, mount.container_path, mount.read_only) == (tmp_path / "images", "/images", True)
    assert settings.cluster.kind.config == {"networking": {"disableDefaultCNI": True}}


def test_without_a_file_the_defaults_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings(root=tmp_path, plans=tmp_path / "plans")


def test_variables_come_on_top_of_the_built_in_ones(tmp_path: Path) -> None:
    settings = read_settings(file=written(tmp_path, 'variables = {CTX_EAST = "{cluster2.context}"}'))
    assert settings.variables == {**default_variables(), "CTX_EAST": "{cluster2.context}"}
    assert settings.variables["CTX_R2_Z3"] == "{cluster3.context}"
    assert settings.variables["CTX_REMOTE_CLUSTER"] == "{cluster2.context}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[timeouts]\n# a minute\ncomand = 60\n",
            "harness.toml:3: unknown setting 'timeouts.comand'\n"
            "  expected: one of background, cleanup, command, fleet, install, page, read-only, retry, run, wait\n"
            "  to fix:   did you mean 'command'?",
            id="an unknown key, with the nearest name",
        ),
        pytest.param(
            "[snips]\nbeside = true\n\nzzzzzz = 1\n",
            "harness.toml:4: unknown setting 'snips.zzzzzz'\n"
            "  expected: one of beside, dialect, header, out\n"
            "  to fix:   remove it",
            id="a key like nothing known",
        ),
        pytest.param(
            'pages = "test"\n',
            "harness.toml:1: setting 'pages' is 'test'\n"
            "  expected: one of 'tested', 'all'\n"
            "  to fix:   did you mean 'tested'?",
            id="a choice that there is not",
        ),
        pytest.param(
            'language = "en"\nenv = "HOME"\n',
            "harness.toml:2: setting 'env' is 'HOME'\n  expected: a list",
            id="text for a list",
        ),
        pytest.param(
            "language = 3\n",
            "harness.toml:1: setting 'language' is 3\n  expected: text in quotes",
            id="a number for text",
        ),
        pytest.param(
            "[cluster]\nfleets = true\n",
            "harness.toml:2: setting 'cluster.fleets' is True\n  expected: a whole number",
            id="true is no number",
        ),
        pytest.param(
            "timeouts = 3\n", "harness.toml:1: setting 'timeouts' is 3\n  expected: a table", id="a number for a table"
        ),
        pytest.param(
            'content = "content"\n',
            "harness.toml:1: setting 'content' is 'content'\n  expected: a table",
            id="text for a mapping",
        ),
        pytest.param(
            "[timeouts]\nretry = -1\n",
            "harness.toml:2: setting 'timeouts.retry': -1.0 is too small, expected at least 0",
            id="a negative time",
        ),
        pytest.param(
            '[[prompts]]\npattern = "ok"\nreply = "y"\n\n[[prompts]]\npattern = "("\nreply = "y"\n',
            "harness.toml:6: setting 'prompts[1].pattern': not a regular expression: "
            "missing ), unterminated subpattern at position 0",
            id="a prompt that is no regular expression, in the second entry",
        ),
        pytest.param(
            '[[prompts]]\npattern = "ok"\n',
            "harness.toml:1: setting 'prompts[0].reply' is missing\n  to fix:   add it",
            id="a key that must be there",
        ),
        pytest.param(
            "language = \n",
            "harness.toml: not TOML: Invalid value (at line 1, column 12)\n  to fix:   see https://toml.io",
            id="not TOML",
        ),
        pytest.param(
            "[tolerances]\nage = false\npod-hsh = false\n",
            "harness.toml:3: unknown setting 'tolerances.pod-hsh'\n"
            f"  expected: one of {', '.join(known_tolerances())}\n"
            "  to fix:   did you mean 'pod-hash'?",
            id="a rule of tolerance that there is not",
        ),
        pytest.param(
            "tolerances = {age = 3}\n",
            "harness.toml:1: setting 'tolerances.age' is 3\n  expected: true or false",
            id="a rule of tolerance is on or off",
        ),
        pytest.param(
            '[variables]\nA = "{kubeconfig}"\nCTX = "{cluster2.contxt}"\n',
            "harness.toml:3: setting 'variables.CTX': unknown placeholder {cluster2.contxt}\n"
            f"  expected: one of {', '.join(f'{{{name}}}' for name in KNOWN)}\n"
            "  to fix:   did you mean {cluster2.context}?",
            id="a placeholder of a cluster",
        ),
        pytest.param(
            'variables = {A = "x{kubconfig}"}\n',
            "harness.toml:1: setting 'variables.A': unknown placeholder {kubconfig}\n"
            f"  expected: one of {', '.join(f'{{{name}}}' for name in KNOWN)}\n"
            "  to fix:   did you mean {kubeconfig}?",
            id="a placeholder of a fleet",
        ),
        pytest.param(
            '[variables]\nA = "{.items}"\n',
            "harness.toml:2: setting 'variables.A': unknown placeholder {.items}\n"
            f"  expected: one of {', '.join(f'{{{name}}}' for name in KNOWN)}",
            id="a placeholder like none",
        ),
        pytest.param(
            '[variables]\n\nCTX = "{clustr2.context}"\n',
            "harness.toml:3: setting 'variables.CTX': unknown cluster 'clustr2'\n"
            "  expected: cluster1, cluster2 and so on: clusters with a number or of a topology\n"
            "  to fix:   did you mean 'cluster2'?",
            id="a cluster of no topology",
        ),
        pytest.param(
            '[topologies.pair]\nclusters = [{name = "remote"}]\n[variables]\nCTX = "{remtoe.context}"\n',
            "harness.toml:4: setting 'variables.CTX': unknown cluster 'remtoe'\n"
            "  expected: cluster1, cluster2 and so on, remote: clusters with a number or of a topology\n"
            "  to fix:   did you mean 'remote'?",
            id="a cluster much like one of a topology",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    assert message(written(tmp_path, text)) == expected


@pytest.mark.parametrize(
    "topology",
    [
        pytest.param('clusters = [{name = "remote"}]', id="in the settings"),
        pytest.param('file = "clusters.json"', id="in a file, which is read when clusters are needed"),
    ],
)
def test_variables_speak_of_clusters_of_topologies(tmp_path: Path, topology: str) -> None:
    text = f'[variables]\nCTX = "{{remote.context}}/{{remote.node_address}}"\n[topologies.pair]\n{topology}\n'
    assert read_settings(file=written(tmp_path, text)).variables["CTX"] == "{remote.context}/{remote.node_address}"


def test_a_mistake_in_pyproject_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, '[project]\nname = "x"\n\n[tool.harness]\npage = "all"\n', name="pyproject.toml")
    assert message(path).splitlines()[::2] == [
        "pyproject.toml:5: unknown setting 'page'",
        "  to fix:   did you mean 'pages'?",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert message(tmp_path / "harness.toml").startswith("no such settings file: harness.toml\n  to fix:   give ")


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "harness.toml"
    path.write_bytes(b"language = '\xff'\n")
    assert message(path) == "harness.toml:1: not UTF-8 text: invalid start byte\n  to fix:   save it as UTF-8"


@pytest.mark.parametrize(
    ("files", "start", "found"),
    [
        pytest.param({"harness.toml": "", "a/harness.toml": ""}, "a/b/index.md", "a/harness.toml", id="the nearest"),
        pytest.param(
            {"harness.toml": "", "a/pyproject.toml": ""}, "a/b", "harness.toml", id="not one without our table"
        ),
        pytest.param(
            {"harness.toml": "", "a/pyproject.toml": "[tool.harness]"},
            "a/b",
            "a/pyproject.toml",
            id="one with our table",
        ),
        pytest.param(
            {"harness.toml": "", "pyproject.toml": "[tool.harness]"}, "a", "harness.toml", id="our own file comes first"
        ),
        pytest.param(
            {"harness.toml": "", "a/pyproject.toml": "not TOML"}, "a", "harness.toml", id="not another tool's mistake"
        ),
        pytest.param({"cwd/harness.toml": ""}, "a", "cwd/harness.toml", id="else upwards from the current folder"),
        pytest.param({}, "a", None, id="else none"),
    ],
)
def test_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], start: str, found: str | None
) -> None:
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    for name, text in files.items():
        written((tmp_path / name).parent, text, name=Path(name).name)
    assert read_settings(start=tmp_path / start).file == (None if found is None else tmp_path / found)


@pytest.mark.parametrize(
    ("text", "keys", "line"),
    [
        pytest.param("a = 1\nb = 2\n", ("b",), 2, id="a plain key"),
        pytest.param(
            "a = [\n 1,\n]\n\n# b\nb = 2\n", ("b",), 6, id="after a value of several lines, blanks and comments"
        ),
        pytest.param("a = 1\nb = [\n 1,\n 2,\n]\n", ("b", 1), 2, id="a list of several lines, where it starts"),
        pytest.param("[a]\n[a.b]\nc.d = 1\n", ("a", "b", "c", "d"), 3, id="a dotted key in a nested table"),
        pytest.param("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 1, "b"), 4, id="in the second of a list of tables"),
        pytest.param('"a b" = """\nb = 1\n"""\nb = 2\n', ("b",), 4, id="not inside text that looks like a key"),
        pytest.param("a = 1\n", ("b",), 1, id="no such key"),
    ],
)
def test_place_of_a_key(text: str, keys: tuple[str | int, ...], line: int) -> None:
    assert line_of(text, keys) == line


def sections(kind: Any = Settings, name: str = "") -> list[Any]:
    """Every table with a default of its own, with its dotted name."""
    found: list[Any] = []
    for field in fields(kind):
        if is_dataclass(field.default_factory):
            inner = f"{name}{field.name.replace('_', '-')}"
            found += [pytest.param(inner, id=inner), *sections(field.default_factory, f"{inner}.")]
    return found


@pytest.mark.parametrize("table", [one for one in sections() if one.values[0] not in {"tolerances", "catalogue"}])
def test_no_table_takes_any_key(tmp_path: Path, table: str) -> None:
    path = written(tmp_path, f"[{table}]\nnobody = 1\n")
    assert message(path).startswith(f"harness.toml:2: unknown setting '{table}.nobody'\n  expected: one of ")
