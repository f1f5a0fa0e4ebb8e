from collections.abc import Callable

import pytest

from harness.check.commands import patch

Found = Callable[..., list[str]]
PATCH = "$ kubectl patch deployment oven "


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("""-p '{"spec": {replicas": 3}}'""", id="a quote lost in a key"),
        pytest.param("""-p '{\\"spec\\": {\\"replicas\\": 3}}'""", id="escaped quotes in single quotes"),
        pytest.param("""-p '{\u201cspec\u201d: {\u201creplicas\u201d: 3}}'""", id="typographic quotes"),
        pytest.param("""-p '{"spec": {"replicas": 3}'""", id="a brace that is never closed"),
        pytest.param("""--patch='{"spec": {"replicas": 3}]}'""", id="a bracket too many"),
        pytest.param("-p spec", id="a word"),
        pytest.param("""--type=json -p '{"spec": {"replicas": 3}}'""", id="an object of type json"),
        pytest.param("""--type merge -p '[{"op": "remove", "path": "/a"}]'""", id="a list of type merge"),
        pytest.param("""--type=json -p '[{"op": "set", "path": "/a", "value": 1}]'""", id="no such operation"),
        pytest.param("""--type=json -p '[{"op": "add", "path": "a", "value": 1}]'""", id="no slash"),
        pytest.param("""--type=json -p '[{"op": "add", "path": "/a"}]'""", id="no value"),
    ],
)
def test_patches_that_cannot_be_read(found: Found, arguments: str) -> None:
    assert [each.partition(": ")[0] for each in found(patch.check, PATCH + arguments)] == ["page.md:5"]


@pytest.mark.parametrize(
    ("kind", "body", "count"),
    [
        pytest.param("json-patch+json", '[{"op": "ad", "path": "/a", "value": 1}]', 1, id="no such operation"),
        pytest.param("json-patch+json", '[{"op": "add", "path": "/a", "value": 1}]', 0, id="a patch"),
        pytest.param("json", '{a: "b"}', 1, id="a name without quotes"),
        pytest.param("json", '{"a": "b",}', 1, id="a comma at the end"),
        pytest.param("merge-patch+json", '{"a": "<name>", "b": null}', 0, id="JSON"),
        pytest.param("x-www-form-urlencoded", "{a}", 0, id="a form"),
    ],
)
def test_what_curl_sends(found: Found, kind: str, body: str, count: int) -> None:
    command = f"$ curl -X PATCH -H 'Content-Type: application/{kind}' -d '{body}' http://a.dev/"
    assert len(found(patch.check, command)) == count


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("""-p '{"spec": {"replicas": 3}}'""", id="JSON"),
        pytest.param("""-p 'spec: {replicas: 3}'""", id="YAML"),
        pytest.param("-p $'spec:\\n  replicas: 3'", id="YAML over two lines"),
        pytest.param('-p "{\\"spec\\": {\\"replicas\\": $COUNT}}"', id="quotes escaped in quotes, a variable"),
        pytest.param("""--type=json -p='[{"op": "replace", "path": "/spec/replicas", "value": 3}]'""", id="json"),
        pytest.param("""--type=json -p '[{"op": "remove", "path": "/spec/x"}]'""", id="removed"),
        pytest.param("""--type=merge -p '{"spec": {"seeds": null}}'""", id="merge"),
        pytest.param('-p "$PATCH"', id="in a variable"),
        pytest.param('-p "$(cat patch.yaml)"', id="from a file"),
        pytest.param("--patch-file patch.yaml", id="a file"),
    ],
)
def test_patches_that_are_fine(found: Found, arguments: str) -> None:
    assert found(patch.check, PATCH + arguments) == []
