from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
BAD = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: b\n    c: d\n"


def page(body: str, above: str = "The map:", below: str = "") -> str:
    return f"{above}\n\n{{{{< text yaml >}}}}\n{body}{{{{< /text >}}}}\n\n{below}\n"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("This is incorrect YAML because of its blanks.", "", id="above"),
        pytest.param("It looks well.\nBut this won't work:", "", id="in the second line above"),
        pytest.param("The map:", "`c` is incorrectly indented. Move it.", id="below"),
    ],
)
def test_an_example_of_what_is_wrong(found: Found, above: str, below: str) -> None:
    assert found(manifest.check, page(BAD, above, below)) == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param("The map:", "", id="nothing said"),
        pytest.param("An invalid map is refused.\n\nThis is the map:", "", id="said of another"),
        pytest.param("The map:", "Now apply it. A malformed one is refused.", id="said later"),
    ],
)
def test_a_fault_that_nobody_meant(found: Found, above: str, below: str) -> None:
    assert ["manifest-syntax" in line for line in found(manifest.check, page(BAD, above, below))] == [True]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('a: b\n  {{ if eq .Values.c "d" }}e: "f"{{ end }}\n', id="a condition in a line"),
        pytest.param("  {{- range $k, $v := .Values.a }}\n  {{ $k }}: {{ $v }}\n  {{- end }}\nb\n", id="a loop"),
        pytest.param('{{- define "a" }}\n  x: y\n{{- end }}\nz: 1\n', id="a named template"),
        pytest.param("{{/* for all\n  of them */}}\na: b\n", id="a comment"),
        pytest.param("{% include 'gateway.yaml' %}\n", id="of Jinja"),
        pytest.param("image: {{ .a }}: {{ .b }}\n", id="an unknown part"),
    ],
)
def test_templates_are_for_their_program(found: Found, body: str) -> None:
    assert found(manifest.check, page(f"apiVersion: v1\nkind: ConfigMap\n{body}")) == []
