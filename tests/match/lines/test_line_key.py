import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.match.lines.line_key import scanner
from harness.match.rules import ALL_RULES
from harness.settings.tolerance import BLANKS, NO_TOLERANCES, Tolerances

SCAN = scanner(ALL_RULES)

LOGGED = (
    '[2020-11-25T21:26:18.409Z] "GET /status/418 HTTP/1.1" 418 - via_upstream - "-" {0} "-" "curl/7.73.0-DEV" '
    '"84961386-6d84-929d-98bd-c5aee93b5c88" "httpbin:8000" "{1}" outbound|8000||httpbin.foo.svc.cluster.local '
    "10.44.1.23:37652 {2} 10.44.1.23:46520 - default"
)
LOG_LINE = LOGGED.format("0 135 4 4", "10.44.1.27:80", "10.0.45.184:8000")

ACCEPTED = [
    pytest.param(
        LOG_LINE, LOGGED.format("0 13 1 -", "127.0.0.1:8080", "[fd00::1]:8000"), ("access-log",), id="access-log"
    ),
    pytest.param(
        LOG_LINE, LOG_LINE.replace("via_upstream", "via_other"), None, id="access-log: how the answer came about counts"
    ),
    pytest.param(LOG_LINE, LOG_LINE.replace('" 418', '" 200'), None, id="access-log: the status counts"),
    pytest.param(LOG_LINE, LOG_LINE.replace("|8000|", "|8080|"), None, id="access-log: the cluster's name counts"),
    pytest.param(
        LOG_LINE, LOGGED.format("0 135 4 4", "-", "10.0.45.184:8000"), None, id="access-log: no server answered"
    ),
    pytest.param("of 0 135 4 4 apples", "of 0 13 1 0 apples", None, id="access-log: no such line"),
    pytest.param("began with PID 4711", "began with PID 12", ("job",), id="job: a process behind its word"),
    pytest.param("Running 10m", "Running 3h18m", ("age",), id="age"),
    pytest.param("done after 59.8524ms", "done after 1.2s", ("age",), id="age: fractions"),
    pytest.param("Uptime: 3h", "Uptime: 2d5h", ("age",), id="age: after a word that announces one"),
    pytest.param("address 10.0.0.1", "address 172.18.200.7", ("ip",), id="ip: v4"),
    pytest.param("address fd00:10:244::5", "address fe80::42", ("ip",), id="ip: v6"),
    pytest.param("address 10.0.0.1", "address fd00:10:244::5", ("ip",), id="ip: v6 for v4"),
    pytest.param("http://10.0.0.1:80/x", "http://10.7.7.7:80/x", ("ip",), id="ip: in a URL"),
    pytest.param("x::10.0.0.1:443::y", "x::10.0.0.2:443::y", ("ip",), id="ip: between colons"),
    pytest.param("80:31234/TCP", "80:30001/TCP", ("port",), id="port: node port"),
    pytest.param("host:43215", "host:60123", ("port",), id="port: given out by the kernel"),
    pytest.param("pod/a-5b7d9c6f4-x2x9z up", "pod/a-789ffff8-f2fkt up", ("pod-hash",), id="pod-hash: Deployment"),
    pytest.param("a-5b7d9c6f4-x2x9z.ns", "a-789ffff8-f2fkt.ns", ("pod-hash",), id="pod-hash: before a namespace"),
    pytest.param("replicaset/a-9454cc476", "replicaset/a-7d46d8d9db", ("pod-hash",), id="pod-hash: ReplicaSet"),
    pytest.param("ztunnel-c2z4s", "ztunnel-zcdjp", ("pod-hash",), id="pod-hash: DaemonSet"),
    pytest.param("a-7d4f5a0b1c-abcde", "a-789ffff8-f2fkt", ("pod-hash",), id="pod-hash: invented by an author"),
    pytest.param("a-xxxxxxxxxx-xxxxx", "a-789ffff8-f2fkt", ("pod-hash",), id="pod-hash: x for each character"),
    pytest.param(
        "a,pod-template-hash=86d9b c", "a,pod-template-hash=f9f49588d c", ("pod-hash",), id="pod-hash: a label"
    ),
    pytest.param(
        '  "resourceVersion": "33074",',
        '  "resourceVersion": "306",',
        ("volatile-field",),
        id="volatile-field: in a line",
    ),
    pytest.param(
        "Kubernetes master is running at https://192.0.2.1/a",
        "Kubernetes master is running at https://127.0.0.1:6443/a",
        ("own-cluster",),
        id="own-cluster: where it runs",
    ),
    pytest.param(
        "NodePort:  <unset> 31496/TCP", "NodePort:  <unset> 32230/TCP", ("port",), id="port: as kubectl describes it"
    ),
    pytest.param("a-lnf4s-4744f", "a-764c46b9b6-f4lzr", ("pod-hash",), id="pod-hash: a short set"),
    pytest.param("a-2037891725-d5d0w", "a-789ffff8-f2fkt", ("pod-hash",), id="pod-hash: old decimal form"),
    pytest.param("client version: 1.27.0", "client version: 1.31.2", ("version",), id="version"),
    pytest.param("curl/7.73.0-DEV x", "curl/7.88.1 x", ("version",), id="version: a build of curl"),
    pytest.param("nginx/1.17.10", "nginx/1.29.0-alpine", None, id="version: but nothing behind it"),
    pytest.param("v1.31.0 x", "v1.34.4-rc.1 x", ("version",), id="version: v and a release candidate"),
    pytest.param("1.27-alpha.1fc6e x", "1.31.0 x", ("version",), id="version: a build between releases"),
    pytest.param("version 1.27.0", "version 1.31-dev", ("version",), id="version: a build of a developer"),
    pytest.param("on 2021-01-08", "on 2026/11/23", ("date",), id="date"),
    pytest.param("Sun Jun 11 11:44:18 UTC 2017", "Thu Jun  1 02:25:42 CET 2026", ("date",), id="date: of date"),
    pytest.param(
        "x 2024-04-17 22:14:45.9647 +0000 UTC y", "x 2026-01-01 00:00:00.1 +0200 CEST y", ("date",), id="date: Go"
    ),
    pytest.param("root 0 Mar  3 10:12 a", "root 0 Nov 27  2024 a", ("date",), id="date: of ls -l"),
    pytest.param("0 2020-03-03 10:12 a", "0 2026-11-27 03:27 a", ("date",), id="date: to the minute"),
    pytest.param("start May 27 14:18:47 2020 GMT", "start Jan  1 00:00:00 2030 GMT", ("date",), id="date: of openssl"),
    pytest.param("at 03:25:00", "at 23:59:59.123", ("time",), id="time"),
    pytest.param('"2021-01-29T18:07:21Z"', '"2026-11-19T20:20:48.733099Z"', ("rfc3339",), id="rfc3339"),
    pytest.param("2021-01-29T18:07:21+01:00", "2021-01-29T18:07:21Z", ("rfc3339",), id="rfc3339: another zone"),
    pytest.param(
        "id 18710783-58a1-9e5f-992c-9ceff05b74c5", "id 00000000-58a1-9e5f-992c-9ceff05b74c5", ("uuid",), id="uuid"
    ),
    pytest.param(f"sha256:{'c37fd83f' * 8}", f"sha256:{'0123abcd' * 8}", ("hex",), id="hex: digest"),
    pytest.param('"Traceid": "86a929a0e76cda37"', '"Traceid": "76a929a0e76cda3f"', ("hex",), id="hex: trace id"),
    pytest.param(":".join(["AB"] * 20), ":".join(["0C"] * 20), ("hex",), id="hex: fingerprint"),
    pytest.param("serial 251932493344649542420616421203546836446", "serial 140338888129799", ("serial",), id="serial"),
    pytest.param("[main (root-commit) 1a2b3c4] x", "[main (root-commit) 5d6e7f8] x", ("hex",), id="hex: a commit"),
    pytest.param("HEAD is now at 1a2b3c4 x", "HEAD is now at 5d6e7f8 x", ("hex",), id="hex: where git is"),
    pytest.param(
        f"commit {'1a2b' * 10}", f"commit {'5d6e' * 10} (HEAD -> main)", ("hex",), id="hex: a commit in git's log"
    ),
    pytest.param("on Mon Jun 5 10:00:00 2023 +0200", "on Sat Nov 28 09:00:00 2026 +0000", ("date",), id="date: git's"),
    pytest.param("2023-06-05 10:00:00.1 +0200", "2026-11-28 09:00:00.25 +0000", ("date",), id="date: of stat"),
    pytest.param("-rw-r--r-- 1 ann staff 0 a", "-rw-r--r-- 1 root root 0 a", ("owner",), id="owner"),
    pytest.param("a-2024-01-01.tgz", "a-2026-11-28.tgz", ("date",), id="date: in a file's name"),
    pytest.param("a-20240101/", "a-20261128/", ("date",), id="date: in a folder's name"),
    pytest.param("drwxrwxr-x 2 a a 0 b", "drwxr-xr-x 2 root root 0 b", ("owner",), id="owner: the group may write"),
    pytest.param("node/worker-1 cordoned", "node/cluster1-node1 cordoned", ("machine",), id="machine: a node"),
    pytest.param("done in 0.42 seconds", "done in 1.5 seconds", ("age",), id="age: measured"),
    pytest.param(
        f"256 SHA256:{'aB3/' * 10}xyz ann@oven (ED25519)",
        f"256 SHA256:{'Zy+1' * 10}xyz root@vm (ED25519)",
        ("base64",),
        id="base64: a key of ssh",
    ),
    pytest.param(f"key {'LS0tAb1' * 8}", f"key {'QUJDxy9' * 12}==", ("base64",), id="base64"),
    pytest.param("took 586 bytes", "took 12 bytes", ("size",), id="size"),
    pytest.param("used 10Mi", "used 1.5Gi", ("size",), id="size: binary"),
    pytest.param("date: Tue, 25 Feb 2020", "date: whenever", ("header",), id="header"),
    pytest.param('  "X-Request-Id": "a",', '  "X-Request-Id": "b",', ("header",), id="header: in JSON"),
    pytest.param("HTTP/2 418", "< HTTP/2 418", ("curl-prefix",), id="curl-prefix"),
    pytest.param("  subject: CN=a", "*  subject: CN=a", ("curl-prefix",), id="curl-prefix: and blanks"),
    pytest.param('{"a":1,"b":"x"}', '{"b": "x", "a": 1}', ("json-line",), id="a line of JSON"),
    pytest.param("opened 3 minutes ago", "opened about an hour ago", ("age",), id="an age in words"),
    pytest.param("Up 2 hours", "Up About a minute", ("age",), id="an age as docker says it"),
    pytest.param(
        "[01/Jan/2023:01:02:03 +0000] 200",
        "[05/Mar/2024:10:11:12 +0100] 200",
        ("date",),
        id="the date of an access log",
    ),
    pytest.param("on 5 March 2024", "on 1 January 2023", ("date",), id="a day in words"),
    *(
        pytest.param(one, other, ("date",), id=f"a day: {one}")
        for one, other in (
            ("at 03/05/2024 10:11:12 AM a", "at 1/1/2023, 1:02 PM a"),
            ("at 3/5/24, 10:11 PM a", "at 12/31/23 9:02 AM a"),
            ("at 05.03.2024 10:11 a", "at 01.01.2023 01:02:03 a"),
            ("until March 5, 2034 at 10:11 PM", "until Jan 12, 2029 9:00 AM"),
            ("Tue, Mar 5, 2024 a", "Sun, Jan 12, 2023 a"),
            ("5-Mar-2024 10:11:12 a", "1-Jan-2023 01:02:03 a"),
            ("2024年3月5日 星期二 10:11:12", "2023年11月1日 星期日 01:02:03"),
            ("вівторок, 5 березня 2024, 10:11", "Неділя, 1 січня 2023, 01:02"),
            ("03-05 10:11:12.123 I a", "01-01 01:02:03.004 I a"),
            ("on Tuesday, March 5, 2024", "on Sunday, January 12, 2023"),
            ("since Mon 2024-03-05 10:11:12 UTC", "since Sun 2023-01-01 01:02:03 CET"),
            ("a 20240305T101112Z b", "a 20230101T010203Z b"),
            ("a-20240305-101112.tgz", "a-20230101-010203.tgz"),
        )
    ),
    *(
        pytest.param(one, other, ("age",), id=f"an age: {one}")
        for one, other in (
            ("a; 1h 2min ago", "a; 5 days ago"),
            ("a 12s ago", "a 3min 2s ago"),
            ("更新于 3 分钟前", "更新于 2 小时前"),
            ("2 години тому", "5 хвилин тому"),
            ("total time: 1.234 s", "total time: 0.9 s"),
        )
    ),
    pytest.param("1/2/3 of 10/11/12", "1/2/4 of 10/11/12", None, id="a day: numbers alone are none"),
    pytest.param("03/05 passed", "04/05 passed", None, id="a day: nor is a share"),
    pytest.param("[10:11:12 AM] a", "[9:02:03 PM] a", ("time",), id="time: of half a day"),
    pytest.param("up 3 days, 2:01", "up 12 days, 14:11", ("age",), id="an age as uptime says it"),
    pytest.param(
        "[2024-03-05 10:11:12 +0100] [12] [INFO] a",
        "[2023-01-01 01:02:03 +0000] [9] [INFO] a",
        ("date", "job"),
        id="a process behind a date",
    ),
    pytest.param("Mar  5 10:11:12 host", "Jan 21 01:02:03 host", ("date",), id="the date of syslog"),
    pytest.param("1614834367", "1795773972", ("date",), id="seconds since 1970"),
    pytest.param("01:02:03 a b[7]: c", "04:05:06 a b[812]: c", ("time", "job"), id="a process in a log"),
    pytest.param("[notice] 7#7: start", "[notice] 12#12: start", ("job",), id="a process of nginx"),
    pytest.param('pod "a" deleted', 'pod "a" deleted from default namespace', ("deleted",), id="deleted"),
    pytest.param(
        'pod "a-5b7d9c6f4-x2x9z" deleted',
        'pod "a-5b7d9c6f4-k9lpt" deleted from b namespace',
        ("deleted", "pod-hash"),
        id="deleted: a pod",
    ),
    pytest.param('pod "a" deleted', 'pod "b" deleted from default namespace', None, id="deleted: another one"),
    pytest.param("a   b", "  a b", ("blanks",), id="blanks"),
    pytest.param("a\u00a0b", "a b", ("blanks",), id="blanks: NO-BREAK SPACE"),
    pytest.param("a b  ", "a b", (), id="blanks at the end never count"),
]


@pytest.mark.parametrize(("expected", "actual", "rules"), ACCEPTED)
def test_what_a_rule_accepts(expected: str, actual: str, rules: tuple[str, ...] | None) -> None:
    agree = SCAN.key(expected) == SCAN.key(actual)
    assert (SCAN.accepted(expected, actual) if agree else None) == rules


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        pytest.param("baseEjectionTime: 3m", "baseEjectionTime: 5m", id="the value of a setting is no age"),
        pytest.param("--timeout=10s", "--timeout=20s", id="nor that of an option"),
        pytest.param("memory: 64Mi", "memory: 128Mi", id="nor a size"),
        pytest.param("10m", "10", id="a number is no age"),
        pytest.param("10.0.0.1", "<pending>", id="pending is no address"),
        pytest.param("<none>", "10.0.0.1", id="an address is not none"),
        pytest.param("10.0.0.1", "localhost", id="nor is a name"),
        pytest.param("127.0.0.1", "10.0.0.1", id="a loopback address means itself"),
        pytest.param("0.0.0.0", "10.0.0.1", id="so does the unspecified one"),
        pytest.param("10.0.0.0/16", "10.1.0.0/16", id="a range is a setting"),
        pytest.param("999.0.0.1", "10.0.0.1", id="not every four numbers are an address"),
        pytest.param("a:8080", "a:9090", id="a port that somebody chose"),
        pytest.param("80:31234/TCP", "80/TCP", id="no node port at all"),
        pytest.param("10.0.0.1:5000", "10.0.0.1:6000", id="the port of an address"),
        pytest.param("reviews-v1", "reviews-v3", id="another version of a workload"),
        pytest.param("my-app-v2", "my-app-v1", id="another version of an app"),
        pytest.param("istio-system/reviews", "istio-system/ratings", id="another name in a namespace"),
        pytest.param("reviews-v1-5b7d9c6f4-x2x9z", "reviews-v3-5b7d9c6f4-x2x9z", id="the pod of another workload"),
        pytest.param("istiod-5b7d9c6f4-x2x9z", "istiod-canary-5b7d9c6f4-x2x9z", id="the pod of a revision"),
        pytest.param("web-0", "web-1", id="an ordinal is no hash"),
        pytest.param("svc-https", "svc-http2", id="a protocol is no hash"),
        pytest.param("node-alpha", "node-gamma", id="a word is no hash"),
        pytest.param("ztunnel-c2z4s", "ztunnel-5b7d9c6f4-x2x9z", id="a DaemonSet's pod is no Deployment's"),
        pytest.param("security.istio.io/v1", "security.istio.io/v1beta1", id="an API version"),
        pytest.param("1.27", "1.28", id="two numbers are no version of three parts"),
        pytest.param("1.2.3", "1.2.3.4", id="nor are four"),
        pytest.param("2/2", "1/2", id="readiness"),
        pytest.param("pid 1", "pid 4711", id="the first process"),
        pytest.param("200", "503", id="a status"),
        pytest.param("-rw-r--r-- 1 ann staff 0 a", "-rw----r-- 1 ann staff 0 a", id="what may be done to a file"),
        pytest.param("baked rye bread 3", "baked oat bread 3", id="words before a number"),
        pytest.param("tag 1a2b3c4", "tag 5d6e7f8", id="a short number that is no commit's"),
        pytest.param("2024-01-01-preview", "2025-01-01-preview", id="a date that is a version"),
        pytest.param("deadbeef1234", "deadbeef123456", id="hexadecimal numbers of another length"),
        pytest.param("server: envoy", "server: istio-envoy", id="a header that says something"),
        pytest.param("a\tb", "ab", id="a blank or none"),
        pytest.param("Running", "running", id="upper and lower case"),
    ],
)
def test_what_no_rule_accepts(expected: str, actual: str) -> None:
    assert SCAN.key(expected) != SCAN.key(actual)
    assert SCAN.key(actual) != SCAN.key(expected)


@pytest.mark.parametrize(("expected", "actual", "rules"), ACCEPTED)
def test_a_rule_that_is_switched_off_accepts_nothing(expected: str, actual: str, rules: tuple[str, ...] | None) -> None:
    scan = scanner(ALL_RULES.without(rules or ()))
    assert (scan.key(expected) == scan.key(actual)) == (rules == ())


LINES = st.text(st.sampled_from('ab19vx.:-/= \t"<>*_mshZT[]'), max_size=60)


@given(LINES, st.sampled_from([ALL_RULES, NO_TOLERANCES]))
def test_tokens_cover_the_line_and_say_the_same_as_its_key(line: str, rules: Tolerances) -> None:
    scan = scanner(rules)
    tokens = scan.tokens(line)
    assert [token.start for token in tokens[1:]] == [token.end for token in tokens[:-1]]
    if tokens:
        assert tokens[-1].end == len(line)
    joined = "".join(token.key for token in tokens)
    assert (" ".join(joined.split()) if BLANKS in rules else joined.rstrip()) == scan.key(line)


@given(LINES, LINES)
def test_lines_agree_by_named_rules_or_are_equal(expected: str, actual: str) -> None:
    if SCAN.key(expected) == SCAN.key(actual):
        assert (SCAN.accepted(expected, actual) == ()) == (expected.rstrip() == actual.rstrip())
