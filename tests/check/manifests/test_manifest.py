from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
Wrap = Callable[[str], str]


def test_a_manifest_has_to_be_yaml(found: Found, applied: Wrap) -> None:
    assert found(manifest.check, applied("apiVersion: v1\nkind: Namespace\nmetadata:\n\tname: x")) == [
        (
            "page.md:9: error: this is not YAML: a tab indents the line [manifest-syntax]\n"
            "  to fix:   indent by spaces: YAML knows no tabs"
        )
    ]


def test_documents_before_a_fault_are_looked_at(found: Found, applied: Wrap) -> None:
    said = found(manifest.check, applied("apiVersion: v1\nkind: Pood\n---\na: ["))

    assert [line.split(" [")[0] for line in said] == [
        "page.md:9: error: this is not YAML: a value or a closing bracket is missing",
        "page.md:7: error: v1 has no kind 'Pood'",
    ]


def test_a_second_resource_without_a_line_between(found: Found, shown: Wrap) -> None:
    text = "apiVersion: v1\nkind: Pod\nspec: {}\napiVersion: v1\nkind: Service\nspec: {ports: []}"

    assert found(manifest.check, shown(text)) == [
        (
            "page.md:5: error: a second resource starts here, in the same YAML document: 'apiVersion' occurs twice "
            "[duplicate-key]\n"
            "  to fix:   put a line with '---' above it"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("    nested: 1\n  less: 2", id="cut-off nesting"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  ...\n    odd: 1", id="keys left out around a line"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  # ...\n    odd: 1", id="likewise, in a comment"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  ...\n  hostNetwork: true", id="keys left out beside a line"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  ...\n  - name: a", id="entries left out"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n  ...", id="entries at the end"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - ...", id="an entry left out"),
        pytest.param("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    ...", id="a whole list left out"),
        pytest.param(
            "apiVersion: v1\nkind: Pod\nspec:\n  containers: # two\n    [...]\n  volumes:\n    # ...\n  hostIPC: true",
            id="lists left out between keys",
        ),
        pytest.param("spec:\n  a: 1\n\nspec:\n  a: 2", id="two parts"),
    ],
)
def test_blocks_may_show_parts(found: Found, shown: Wrap, text: str) -> None:
    assert found(manifest.check, shown(text)) == []


def test_values_of_a_chart_only_have_to_be_yaml(found: Found) -> None:
    values = "$ helm install a b -f - <<EOF\nkind: any\napiVersion: thing\na: 1\na: 2\nEOF"

    assert [line.split("\n")[0] for line in found(manifest.check, values)] == [
        "page.md:9: error: the key 'a' occurs twice in one mapping, first 1 line above [duplicate-key]"
    ]


def test_places_in_a_boilerplate_name_both_files(found: Found, tmp_path: object) -> None:
    text = "{{< tip >}}\n{{< text yaml >}}\napiVersion: v1\nkind: Pood\n{{< /text >}}\n{{< /tip >}}"

    assert [line.split(" ")[0] for line in found(manifest.check, text)] == ["page.md:4:"]


def json_block(body: str) -> str:
    return f"{{{{< text json >}}}}\n{body}\n{{{{< /text >}}}}\n"


@pytest.mark.parametrize(
    ("body", "line", "code"),
    [
        pytest.param(
            '{"apiVersion": "v1", "kind": "Pod",\n"metadata": {"name": "a"},\n"spec": {"containers": '
            '[{"name": "a", "imagePullPolicy": "always"}]}}',
            4,
            "wrong-value",
            id="a value",
        ),
        pytest.param('{"apiVersion": "v1",\n"kind": "Pod",\n}', 3, "manifest-syntax", id="a comma before the bracket"),
        pytest.param('{"apiVersion": "v1"\n"kind": "Pod"}', 3, "manifest-syntax", id="a comma that is missing"),
    ],
)
def test_resources_as_json(found: Found, body: str, line: int, code: str) -> None:
    (finding,) = found(manifest.check, json_block(body))

    assert finding.startswith(f"page.md:{line}: error")
    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('{"kind": "bread", "price": 3,}', id="an answer of a program"),
        pytest.param('{"apiVersion": "v1", "kind": "Pod",\n...\n}', id="a part"),
        pytest.param('{\n\t"apiVersion": "v1",\n\t"kind": "Namespace",\n\t"metadata": {"name": "a"}\n}', id="by tabs"),
    ],
)
def test_json_that_is_right_or_none_of_kubernetes(found: Found, body: str) -> None:
    assert found(manifest.check, json_block(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[ loaves:\n  [ - <string> ... ] ]\n\n[ ovens:\n  [ - <oven> ... ] ]", id="what may be left out"),
        pytest.param("[ - <string> ... ]\n[ name: <string> ]", id="entries of it"),
    ],
)
def test_a_notation_is_no_yaml(found: Found, body: str) -> None:
    assert found(manifest.check, f"```yaml\n{body}\n```\n") == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("apiVersion: v1\n kind: Pod\n metadata:\n   name: a", 3, ["[manifest-syntax]"], id="indented"),
        pytest.param("apiVersion: v1\nkind: Service\nmetadata:\n  name: My_Oven", 5, ["[invalid-name]"], id="a name"),
        pytest.param("apiVersion: v1\nkind: Service\nmetadata:\n  name: a.b", 5, ["[invalid-name]"], id="of a Service"),
        pytest.param(
            "apiVersion: extensions/v1beta1\nkind: Ingress",
            2,
            ["[unknown-api-group]", "'networking.k8s.io/v1'"],
            id="gone",
        ),
        pytest.param(
            "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler",
            2,
            ["[unknown-api-version]", "'autoscaling/v2'"],
            id="gone from a group that is there",
        ),
        pytest.param(
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources:\n      limits:\n        memory: 128M1",
            8,
            ["[wrong-value]", "128M1"],
            id="no quantity",
        ),
        pytest.param(
            "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources:\n      limits:\n        memory: 128m",
            8,
            ["[wrong-value]", "128m"],
            id="thousandths of a byte",
        ),
    ],
)
def test_blocks_for_readers(found: Found, shown: Wrap, text: str, line: int, words: list[str]) -> None:
    (finding,) = found(manifest.check, shown(text))

    assert finding.startswith(f"page.md:{line}: error")
    assert all(word in finding for word in words)


@pytest.mark.parametrize("amount", ["128Mi", "1", "0.5", "1e3", "1Gi", "2k", '"1"', "<amount>"])
def test_quantities(found: Found, shown: Wrap, amount: str) -> None:
    head = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources:\n      limits:\n        memory: "

    assert found(manifest.check, shown(f"{head}{amount}")) == []


@pytest.mark.parametrize("name", ["NAME", "a-...", "<name>", "a.b"])
def test_names_that_a_reader_replaces(found: Found, shown: Wrap, name: str) -> None:
    assert found(manifest.check, shown(f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}")) == []


@pytest.mark.parametrize(
    ("output", "findings"),
    [
        pytest.param("apiVersion: v1\nkind: Configmap\nmetadata:\n  name: a", ["9: warning ConfigMap"], id="a kind"),
        pytest.param("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  x\n    b", [], id="broken lines"),
        pytest.param("apiVersion: v1\nmetadata:\n  name: a\n  uid: b", ["6: warning kind"], id="no kind"),
        pytest.param(
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  uid: b", ["9: warning name"], id="no name, though stored"
        ),
        pytest.param("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  uid:b\n  name: a", ["9: warning YAML"], id="YAML"),
        pytest.param("metadata:\n  uid: b", [], id="a part of one"),
        pytest.param("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  uid: b\n  ...", [], id="a part left out"),
        pytest.param('{\n  "a": 1\n  "b": 2\n}', ["9: warning ,"], id="JSON without a comma"),
        pytest.param('{\n  "a": 1,\n  ...\n}', [], id="JSON with a part left out"),
        pytest.param('{"a": 1', [], id="JSON that ends early"),
    ],
)
def test_expected_outputs(found: Found, output: str, findings: list[str]) -> None:
    text = f"<!-- {{{{< -->\n\n```console\n$ kubectl get cm a -o yaml\n{output}\n```\n"

    seen = found(manifest.check, text)

    assert len(seen) == len(findings)
    for finding, expected in zip(seen, findings, strict=True):
        place, word = expected.rsplit(" ", 1)
        assert place.split(": ")[1] in finding
        assert word in finding


INNER = """apiVersion: v1
kind: ConfigMap
metadata:
  name: oven
data:
  KEY: |
    LINES
"""


@pytest.mark.parametrize(
    ("key", "lines", "expected"),
    [
        pytest.param("oven.yaml", ["trays:", "- rye", "- wheat"], [], id="right"),
        pytest.param("oven.yaml", ["door: front", "tray:", "  a: b: c"], [10], id="a fault"),
        pytest.param("oven.yaml", ["not: {closed", "tray: 1"], [9], id="an open brace"),
        pytest.param("doors", ["-name: front", "  side: left", "  lock: true"], [9], id="a lost blank"),
        pytest.param("doors", ["- name: front", "side: left", "  lock: true"], [9], id="a lost indent"),
        pytest.param("doors", ["server {", "  root: a: b", "}"], [], id="another language"),
        pytest.param("mail", ["From: a", "To: b", "Hello: see you: soon"], [], id="a letter"),
        pytest.param(
            "oven.yaml", ["From: a", "To: b", "Hello: see you: soon"], [10], id="a letter that is called YAML"
        ),
        pytest.param("doors", ["GET: a: b", "PUT: a: c"], [], id="no YAML"),
        pytest.param("oven.yaml", ["... keep the rest ...", "  - tray: 1"], [], id="left out"),
        pytest.param("oven.yaml", ["tray: {{ .Tray }}", "  door: 1"], [], id="a template"),
        pytest.param("pod.yaml", ["apiVersion: v1", "kind: Podd"], [9], id="a resource"),
        pytest.param("readme.md", ["First: the oven: it is hot.", "- and so is the bread"], [], id="text"),
    ],
)
def test_files_in_values(found: Found, shown: Wrap, key: str, lines: list[str], expected: list[int]) -> None:
    text = INNER.replace("KEY", key).replace("LINES", "\n    ".join(lines))
    findings = [each for each in found(manifest.check, shown(text)) if ": note: " not in each]
    assert [int(each.split(":")[1]) for each in findings] == expected
    assert all(": warning: " in each for each in findings)
