from collections.abc import Callable

import pytest

from harness.check import typography

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl get cm a -o go-template='{{index .data \u201ca.b\u201d}}'", id="quotes in a template"),
        pytest.param("curl -d '{\u201ca\u201d: 1}' localhost", id="quotes of a key"),
        pytest.param("curl -d '{\"a\": \u201cb\u201d}' localhost", id="quotes of a value"),
        pytest.param("kubectl run a \u2013image=b", id="an en dash for two"),
        pytest.param("kubectl get pods \u2212o wide", id="a minus sign"),
        pytest.param('kubectl exec "$(kubectl get pod \u2212l a=b)" -- ls', id="in a substitution in quotes"),
        pytest.param("cat <<EOF | kubectl apply \u2212f -\na: b\nEOF", id="behind a here-document"),
        pytest.param('kubectl exec a -- sh -c "curl \u2013s b"', id="in a script of a pod"),
        pytest.param("echo \u201cgood morning\u201d", id="typographic quotes"),
        pytest.param("kubectl patch a b -p \u2018{}\u2019", id="single ones"),
        pytest.param("kubectl get pods\u200b -A", id="a blank of no width"),
        pytest.param("kubectl apply -f - <<EOF\na: \u201cb\u201d\nEOF", id="quotes of a value in a manifest"),
        pytest.param("kubectl apply -f - <<EOF\na:\u00a0b\nEOF", id="a no-break space in a manifest"),
        pytest.param("kubectl get ns a-b\n$ kubectl get ns a\u2011b", id="a hyphen in a name"),
        pytest.param("for i in {1\u20263}; do ls; done", id="an ellipsis in a range"),
    ],
)
def test_typographic(found: Found, command: str) -> None:
    (finding,) = found(typography.check, f"$ {command}")

    assert "warning" in finding
    assert "U+" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param('curl -d \'{"a": "so \u201cfresh\u201d"}\' localhost', id="quotes in a value of JSON"),
        pytest.param('echo "it\u2019s open \u2013 until 6"', id="text in quotes"),
        pytest.param("echo '\u201cfresh\u201d' > a", id="quotes in quotes"),
        pytest.param("cat <<EOF > a.txt\nopen \u2013 until 6\nEOF", id="text in a here-document"),
        pytest.param("ls # one \u2013 two", id="a comment"),
        pytest.param("kubectl apply -f - <<EOF\na: b \u2013 c\nEOF", id="text in a manifest"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(typography.check, f"$ {command}") == []


@pytest.mark.parametrize(
    ("command", "plain"),
    [
        pytest.param("cat &lt;&lt;EOF\na\nEOF", ["<<"], id="two signs"),
        pytest.param("ls a &amp;&amp; ls b &gt; c", ["&&", ">"], id="an operator and a redirection"),
        pytest.param("echo '&lt;oven&gt;'", [], id="in quotes"),
    ],
)
def test_html(found: Found, command: str, plain: list[str]) -> None:
    findings = found(typography.check, f"$ {command}")
    assert [each.partition("expected: ")[2].partition("\n")[0] for each in findings] == plain


@pytest.mark.parametrize(
    ("command", "plain"),
    [
        pytest.param("kubectl get p\u043eds", ["pods"], id="a letter of a word"),
        pytest.param("\u0441url localhost", ["curl"], id="its first letter"),
        pytest.param("echo \u043a\u043e\u0440\u0430", [], id="a word of that alphabet"),
    ],
)
def test_letters_of_another_alphabet(found: Found, command: str, plain: list[str]) -> None:
    findings = found(typography.check, f"$ {command}")
    assert [each.partition("expected: ")[2].partition("\n")[0] for each in findings] == plain


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        pytest.param("kind\uff1a ConfigMap", 1, id="a key"),
        pytest.param("a: b\uff1ac", 0, id="a value"),
        pytest.param("a: |\n  b\uff1a c", 0, id="a text of several lines"),
        pytest.param("\u540d\u79f0\uff1a c", 0, id="a key in another alphabet"),
    ],
)
def test_colons_of_full_width(found: Found, shown: Callable[[str], str], body: str, findings: int) -> None:
    assert ["U+FF1A" in each for each in found(typography.check, shown(body))] == [True] * findings


@pytest.mark.parametrize(
    ("line", "count"),
    [
        pytest.param('\u201ca\u201d: "b",', 1, id="a key"),
        pytest.param('"a": \u201cb\u201d,', 1, id="a value"),
        pytest.param('"a": "b \u201cc\u201d",', 0, id="quotes in a value"),
        pytest.param("it says \u201cb\u201d", 0, id="text"),
    ],
)
def test_json_in_an_output(found: Found, line: str, count: int) -> None:
    assert len(found(typography.check, f"$ curl localhost\n{{\n  {line}\n}}")) == count


@pytest.mark.parametrize(
    ("name", "count"),
    [
        pytest.param("bread\u2011oven-2", 1, id="beside a hyphen"),
        pytest.param("bread\u2011oven", 0, id="alone"),
        pytest.param("bread-oven-2", 0, id="hyphens"),
    ],
)
def test_dashes_in_a_name(found: Found, name: str, count: int) -> None:
    assert len(found(typography.check, f"$ kubectl get pods\nNAME\n{name}")) == count
