import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.session.clusters.redaction import redacted

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nb",
            "a\n-----BEGIN RSA PRIVATE KEY----- [redacted]\nb",
            id="a private key",
        ),
        pytest.param("-----BEGIN CERTIFICATE-----\nMIIE", "-----BEGIN CERTIFICATE----- [redacted]", id="cut off"),
        pytest.param("x: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "x: [redacted]", id="in base64"),
        pytest.param("client-key-data: TUlJRQ==", "client-key-data: [redacted]", id="a kubeconfig"),
        pytest.param('"caBundle": "TUlJRQ=="', '"caBundle": "[redacted]"', id="a webhook"),
        pytest.param("Authorization: Bearer abcdefgh123", "Authorization: Bearer [redacted]", id="a bearer"),
        pytest.param("authorization: basic dXNlcjpwYXNz", "authorization: basic [redacted]", id="basic"),
        pytest.param(f"got {TOKEN} from", "got [redacted] from", id="a web token"),
        pytest.param("key AKIAABCDEFGHIJKLMNOP", "key [redacted]", id="of Amazon"),
        pytest.param("use ghp_0123456789abcdef", "use [redacted]", id="of GitHub"),
        pytest.param("release H4sI" + "A" * 60, "release [redacted]", id="a Helm release"),
        pytest.param("GET https://me:pass@host/x", "GET https://me:[redacted]@host/x", id="in an address"),
        pytest.param("DB_PASSWORD=abc,x=1", "DB_PASSWORD=[redacted],x=1", id="set in an environment"),
        pytest.param("--from-literal=api-key='a b'", "--from-literal=api-key='[redacted] b'", id="in quotes"),
        pytest.param('{"token": "abc", "x": 1}', '{"token": "[redacted]", "x": 1}', id="in JSON"),
        pytest.param("  password:   abc", "  password:   [redacted]", id="in YAML"),
        pytest.param(r"{\"clientSecret\":\"abc\"}", r"{\"clientSecret\":\"[redacted]\"}", id="in JSON in a string"),
        pytest.param(
            "kind: Secret\ndata:\n  a: QQ==\n  b: |\n    long\nmetadata:\n  name: s",
            "kind: Secret\ndata:\n  a: [redacted]\n  b: [redacted]\nmetadata:\n  name: s",
            id="a Secret in YAML",
        ),
        pytest.param(
            "items:\n- stringData:\n    a: x\n  kind: Secret",
            "items:\n- stringData:\n    a: [redacted]\n  kind: Secret",
            id="in a list",
        ),
        pytest.param(
            '{"kind": "Secret", "data": {"a": "QQ=="}}', '{"kind": "Secret", "data": [redacted]}', id="a Secret in JSON"
        ),
        pytest.param(
            r"last-applied: {\"data\":{\"a\":\"QQ==\"},\"kind\":\"Secret\"}",
            r"last-applied: {\"data\":[redacted],\"kind\":\"Secret\"}",
            id="in an annotation",
        ),
    ],
)
def test_secrets_are_taken_out(text: str, expected: str) -> None:
    assert redacted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kind: ConfigMap\ndata:\n  a: b", id="data of a ConfigMap"),
        pytest.param("SecretName:  istio-ca-secret", id="the name of a Secret"),
        pytest.param("automountServiceAccountToken: true", id="a switch"),
        pytest.param('MountVolume failed: secret "web" not found', id="a missing Secret"),
        pytest.param("Mountable secrets:   <none>\nTokens:   <none>", id="lists"),
        pytest.param("http://host:8080/path", id="a port"),
    ],
)
def test_the_rest_stays(text: str) -> None:
    assert redacted(text) == text


@given(st.text())
def test_any_text_can_be_redacted_twice(text: str) -> None:
    assert redacted(redacted(text)) == redacted(text)
