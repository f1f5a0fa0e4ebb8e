import pytest

from harness.match.lines.elided import contains, first_line
from harness.match.lines.tolerant import exact, in_any_order, tolerant
from harness.match.match import Difference, Mark, Match
from harness.match.matchers import matchers
from harness.match.rules import ALL_RULES

POD = "curl-5b7d9c6f4-x2x9z"
OTHER_POD = "curl-789ffff8-f2fkt"


@pytest.mark.parametrize(
    ("expected", "actual", "rules"),
    [
        pytest.param("a\nb", "a\nb\n", [], id="equal"),
        pytest.param("a\n\nb", "\na\nb\n\n", [], id="blank lines do not count"),
        pytest.param("a 10m\nb", "a 3s\nb", ["age"], id="by a rule"),
        pytest.param(f"pod/{POD} labeled", f"pod/{OTHER_POD} labeled", ["pod-hash"], id="a pod's name in a sentence"),
        pytest.param(
            "configmap/a-long-name-for-configmaps-8mbdf7882g created",
            "configmap/a-long-name-for-configmaps-g4hk9g2ff8 created",
            ["pod-hash"],
            id="the end of a name that is as long as base64",
        ),
        pytest.param("a", "Warning: old API\na", ["warning"], id="a warning before"),
        pytest.param("a", "2026/11/27 14:06:34 INFO GOMEMLIMIT is updated x=1\na", ["warning"], id="of Go programs"),
        pytest.param("a", 'Unable to read directory "/x" from your PATH: no\na', ["warning"], id="a machine's PATH"),
        pytest.param("a", 'Defaulted container "x" out of: x, y\na', ["warning"], id="a remark of kubectl"),
        pytest.param("a", "Info: namespace metallb-system\na", ["add-on"], id="about what clusters bring along"),
        pytest.param(
            "Name: a\nAnnotations: <none>\nEvents: <none>",
            "Name: a\nAnnotations: metallb.io/ip-allocated-from-pool: pool\nEvents:\n"
            "  Type  Reason  Age  From  Message\n"
            "  ----  ------  ---  ----  -------\n  Normal  IPAllocated  1s  metallb-controller  Assigned IP",
            ["add-on"],
            id="what clusters write at an object",
        ),
        pytest.param(
            "gone\nNo resources found in default namespace.",
            "gone\nNAME               DATA   AGE\nkube-root-ca.crt   1      17s",
            ["add-on"],
            id="nothing but what clusters bring along",
        ),
        pytest.param(
            "10.1.0.4 front\n10.1.0.5 back",
            "10.1.0.4 back\n10.1.0.9 front",
            ["ip", "line-order"],
            id="lines that are sorted by addresses",
        ),
        pytest.param(
            'The Oven "a" is invalid:\n* spec.b: Invalid value: 1\n* spec.a: Invalid value: 2',
            'The Oven "a" is invalid: \n* spec.a: Invalid value: 2\n* spec.b: Invalid value: 1',
            ["line-order"],
            id="errors of an object's fields",
        ),
        pytest.param("a", "W1123 06:12:01.000001 1 x.go:1] y\na", ["warning"], id="a line of a log"),
        pytest.param(
            "I0102 03:04:05.654321       1 x.go:1] y",
            "I0305 10:11:12.123456       1 x.go:1] y",
            ["date"],
            id="the date of a log",
        ),
        pytest.param(
            "I0102 03:04:05.654321       1 x.go:17] y",
            "I0305 10:11:12.123456   12345 x.go:1] y",
            ["date"],
            id="the line of the source of a log",
        ),
        pytest.param("Warning: old API\na", "Warning: old API\na", [], id="a warning that is expected"),
        pytest.param(
            "ok",
            "  % Total    % Received % Xferd  Average Speed\n"
            "                                 Dload  Upload   Total   Spent    Left  Speed\n"
            "100   123  100   123    0     0   1234      0 --:--:-- --:--:-- --:--:--  1234\nok",
            ["progress"],
            id="the progress of curl",
        ),
        pytest.param(
            'Waiting for deployment "a" rollout to finish: 0 of 1 updated replicas are available...\nrolled out',
            "rolled out",
            ["progress"],
            id="progress that was too fast to be seen",
        ),
        pytest.param(
            "Waiting for rollout to finish: 2 out of 3 new replicas have been updated...\nrolled out",
            "rolled out",
            ["progress"],
            id="that of an older version",
        ),
        pytest.param("Node:   kind-worker/172.18.0.3", "Node:  c1/127.0.0.1", ["machine"], id="the node of a pod"),
        pytest.param(
            "Successfully assigned default/a to kind-worker",
            "Successfully assigned default/a to c1",
            ["machine"],
            id="the node that an event tells",
        ),
        pytest.param("node/kind-worker tainted", "node/c1 tainted", ["machine"], id="what became of a node"),
        pytest.param('"nodeName": "gke-a-b",', '"nodeName": "c1",', ["machine"], id="a node in JSON"),
        pytest.param("eyJhbGciOiJSUzI1.eyJhdWQi.abc", "eyJhbGciOiJSUzI2.eyJhdWQiOl.xyz", ["base64"], id="a token"),
        pytest.param("rs oven-1564180365", "rs oven-8f98485c6", ["pod-hash"], id="the number of an old ReplicaSet"),
        pytest.param(
            "* TLSv1.2 (IN), TLS handshake, Finished (20):\n< HTTP/1.1 200 OK",
            "* ALPN: offers h2,http/1.1\n* SSL certificate verify ok.\n< HTTP/1.1 200 OK",
            ["trace"],
            id="what curl -v tells",
        ),
        pytest.param(
            "< HTTP/1.1 418\nI'm a teapot!",
            "< HTTP/1.1 418\nI'm a teapot!* Connection #0 to host httpbin left intact",
            ["trace"],
            id="what curl -v tells behind an answer that ends no line",
        ),
        pytest.param(
            "> GET / HTTP/1.1\n> User-Agent: curl/7.58.0\n> Host: a\nALPN, server accepted to use http/1.1\nok",
            "* ALPN: server accepted h2\n> GET / HTTP/1.1\n> Host: a\n> User-Agent: curl/8.5.0\n> Accept: */*\nok",
            ["trace"],
            id="what curl says of itself",
        ),
        pytest.param(
            "* SSL certificate verify ok.\n< HTTP/1.1 200 OK\nok",
            "* SSL certificate verify ok.\n> GET / HTTP/1.1\n> Host: a\n> X-Own: 1\n>\n< HTTP/1.1 200 OK\nok",
            ["trace"],
            id="what curl -v sends, where the page shows nothing of it",
        ),
        pytest.param(
            "ok* Connection #0 to host httpbin left intact",
            "ok\n* Closing connection",
            ["trace"],
            id="which the page may show as well",
        ),
        pytest.param(
            "* TLSv1.2 (OUT), TLS alert, Server hello (2):\n* curl: (35) error:04FFF06A:rsa routines:x",
            "* TLSv1.3 (OUT), TLS alert, decrypt error (563):\ncurl: (35) OpenSSL/3.0.19: error:0200008A:rsa::y",
            ["trace"],
            id="how curl fails",
        ),
        pytest.param("secret: ... end", "secret: abc def end", ["elision"], id="dots inside a line"),
        pytest.param(
            "-----BEGIN CERTIFICATE-----\nMIIC" + "Ab1" * 20 + "\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMIID" + "Xy9" * 20 + "\nQQ9x==\n-----END CERTIFICATE-----",
            ["base64"],
            id="a longer certificate",
        ),
        pytest.param(
            "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----\nMIID\nQQ9x==\n-----END CERTIFICATE-----",
            ["elision"],
            id="a certificate left out",
        ),
    ],
)
def test_tolerant_agrees(expected: str, actual: str, rules: list[str]) -> None:
    match = tolerant(expected, actual)
    assert (match.agrees, match.telling, match.score) == (True, "", 1.0)
    assert sorted({rule for one in match.differences for rule in one.rules}) == rules


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param("a\nb", "", "expected 2 lines, got no output", id="nothing"),
        pytest.param(
            "No resources found in default namespace.",
            "NAME   DATA   AGE\nmine   1      17s",
            "line 1: expected `No resources found in default namespace.`, got `NAME DATA AGE`",
            id="an object where the page shows none",
        ),
        pytest.param(
            "> GET / HTTP/1.1\n> Host: a\n< HTTP/1.1 200 OK",
            "> GET / HTTP/1.1\n> Host: a\n> X-Own: 1\n< HTTP/1.1 200 OK",
            "the output has a line that the page does not show: `> X-Own: 1`",
            id="a header sent that the page does not show among others",
        ),
        pytest.param(
            "a", "> b\na", "the output has a line that the page does not show: `> b`", id="a quotation is no request"
        ),
        pytest.param(
            "* SSL certificate verify ok.\nx",
            "* SSL certificate verify result: self signed certificate (18), continuing anyway.\nx",
            "line 1 is missing: `* SSL certificate verify ok.`",
            id="curl -v tells that a state is another one",
        ),
        pytest.param("a", " \n", "expected 1 line, got no output", id="only blanks"),
        pytest.param("a\nb", "a\nc", "line 2: expected `b`, got `c`", id="another line"),
        pytest.param(
            "reviews-v1", "reviews-v3", "line 1: expected `reviews-v1`, got `reviews-v3`", id="another version"
        ),
        pytest.param("a\nb\nc", "a\nc", "line 2 is missing: `b`", id="a line less"),
        pytest.param("a\nb\nc\nd", "a\nd", "line 2 is missing: `b` (and 1 more)", id="two lines less"),
        pytest.param("a", "a\nb", "the output has a line that the page does not show: `b`", id="a line more"),
        pytest.param(
            "a\nb",
            "Error from server (NotFound): x",
            "line 1: expected `a`, got `Error from server (NotFound): x`",
            id="something else altogether",
        ),
        pytest.param("a\nb", "b\na", "line 1: `a` does not come where the page shows it", id="another order"),
        pytest.param(
            "10.1.0.4 a\nb",
            "b\n10.1.0.4 a",
            "line 1: `10.1.0.4 a` does not come where the page shows it",
            id="another order, with an address in one line",
        ),
        pytest.param("Warning: old API\na", "a", "line 1 is missing: `Warning: old API`", id="an expected warning"),
        pytest.param(
            "x " * 80 + "one",
            "x " * 80 + "two",
            f"line 1: expected `…{'x ' * 48}one`, got `…{'x ' * 48}two`",
            id="the end of a long line",
        ),
        pytest.param(
            "I0102 03:04:05.654321       1 x.go:1] y",
            "E0305 10:11:12.123456       1 x.go:1] y",
            "line 1: expected `I0102 03:04:05.654321 1 x.go:1] y`, got `E0305 10:11:12.123456 1 x.go:1] y`",
            id="the gravity of a line of a log",
        ),
    ],
)
def test_tolerant_tells_what_is_wrong(expected: str, actual: str, telling: str) -> None:
    match = tolerant(expected, actual)
    assert (match.agrees, match.telling) == (False, telling)
    assert 0.0 <= match.score < 1.0


def test_a_difference_names_what_is_accepted_and_shows_what_is_wrong() -> None:
    match = tolerant(f"{POD}   2/2   Running   10m\nsame", f"{OTHER_POD}   1/2   Running   4s\nsame")
    assert match.differences == (
        Difference(
            mark=Mark.WRONG,
            line=1,
            expected=f"{POD}   2/2   Running   10m",
            actual=f"{OTHER_POD}   1/2   Running   4s",
            rules=("pod-hash", "age"),
            spans=((22, 23),),
        ),
        Difference(mark=Mark.SAME, line=2, expected="same", actual="same"),
    )


def test_lines_count_from_the_first_expected_one_blank_lines_included() -> None:
    assert tolerant("\na\n\nb", "a\nc").telling == "line 4: expected `b`, got `c`"


def test_closer_outputs_score_higher() -> None:
    expected = "NAME READY\na 2/2 Running\nb 2/2 Running"
    outputs = [
        "",
        "x",
        "NAME READY",
        "NAME READY\na 1/2 Running\nb 1/2 Running",
        "NAME READY\na 2/2 Running\nb 1/2 Running",
    ]
    scores = [tolerant(expected, output).score for output in outputs]
    assert scores == sorted(scores)
    assert scores[-1] > scores[0]


@pytest.mark.parametrize(
    ("expected", "actual", "agrees"),
    [
        pytest.param("a\nb", "a  \nb\n\n", True, id="blanks at ends"),
        pytest.param("a 10m", "a 11m", False, id="no rule holds"),
        pytest.param("a  b", "a b", False, id="blanks count"),
        pytest.param("a\n\nb", "a\nb", False, id="blank lines count"),
        pytest.param("...", "a", False, id="dots are dots"),
    ],
)
def test_exact(expected: str, actual: str, agrees: bool) -> None:  # noqa: FBT001 - a parameter
    assert exact(expected, actual).agrees == agrees


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param("a\nb 1m", "b 2m\na", "", id="another order"),
        pytest.param("a\na", "a\nb", "line 2: expected `a`, got `b`", id="one for two"),
        pytest.param("a", "a\na", "the output has a line that the page does not show: `a`", id="two for one"),
        pytest.param("  a\n  b", "b", "line 1 is missing: `a`", id="indented lines count, too"),
    ],
)
def test_lines_in_any_order(expected: str, actual: str, telling: str) -> None:
    assert in_any_order(expected, actual).telling == telling


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param("b\nc", "a\nb\nc\nd", "", id="lines in the middle"),
        pytest.param("b", "a b c", "", id="words of a line"),
        pytest.param("v1", "v10", "line 1 is missing: `v1`", id="not a part of a word"),
        pytest.param("b\nc", "a\nb\nx\nc", "line 2: expected `c`, got `x`", id="not with a line between"),
        pytest.param("b", "", "expected 1 line, got no output", id="not in nothing"),
    ],
)
def test_contains(expected: str, actual: str, telling: str) -> None:
    assert contains(expected, actual).telling == telling


@pytest.mark.parametrize(
    ("expected", "actual", "agrees"),
    [
        pytest.param("a 1m\nb", "Warning: x\na 2m\nc", True, id="the rest does not count, nor do remarks before"),
        pytest.param("a", "b\na", False, id="but it must be the first"),
    ],
)
def test_first_line(expected: str, actual: str, agrees: bool) -> None:  # noqa: FBT001 - a parameter
    assert first_line(expected, actual).agrees == agrees


@pytest.mark.parametrize("name", sorted(set(matchers()) - {"regex"}))
def test_every_matcher_accepts_what_is_expected_and_refuses_nothing_instead(name: str) -> None:
    text = "NAME   READY\na      2/2\nb      1/1"
    match = matchers()[name].compare(text, text)
    assert match == Match(matcher=match.matcher, agrees=True, differences=match.differences)
    assert not matchers()[name].compare(text, "").agrees


@pytest.mark.parametrize("name", sorted(set(matchers()) - {"regex"}))
def test_thousands_of_lines_take_no_time(name: str) -> None:
    """Would take long, were any matcher quadratic in lines that are all alike or all different."""
    alike, different = "a b\n" * 2_000, "\n".join(f"line {number}m" for number in range(2_000))
    for expected, came in [(alike, alike), (different, different), (alike, different), (different, alike)]:
        assert matchers()[name].compare(expected, came, rules=ALL_RULES).agrees == (expected == came)
