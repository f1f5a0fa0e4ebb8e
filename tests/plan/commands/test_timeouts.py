import math

import pytest

from harness.plan.commands.effect import effect_of
from harness.plan.commands.timeouts import may_take, seconds, surely_takes, timeout_of
from harness.settings.sections import Timeouts
from harness.shell.script_reader import read_script

TIMES = Timeouts(command=100, read_only=50, wait=300, install=600)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("unknown", 100, id="any command"),
        pytest.param("export X=1", 100, id="no program at all"),
        pytest.param("kubectl get pods", 50, id="a reading one"),
        pytest.param("istioctl install", 600, id="istioctl install"),
        pytest.param("helm upgrade x y", 600, id="helm upgrade"),
        pytest.param("kubectl wait --for=x y", 300, id="wait"),
        pytest.param("kubectl rollout status x", 300, id="rollout status"),
        pytest.param("kubectl delete ns x", 300, id="delete waits for finalizers"),
        pytest.param("kubectl wait --for=x y --timeout=10s", 300, id="a shorter time of its own"),
        pytest.param("kubectl wait --for=x y --timeout=10m", 650, id="a longer time of its own"),
        pytest.param("kubectl wait a --timeout=5m && kubectl wait b --timeout=5m", 650, id="two in a row"),
        pytest.param("helm install x y --timeout 20m", 1250, id="helm's own"),
        pytest.param("while ! curl x; do sleep 1; done", 300, id="a loop that waits"),
        pytest.param("until grep -q x y; do sleep 1; done", 100, id="a loop that waits for what is here"),
        pytest.param("a | while read x; do b; done", 100, id="a loop over input"),
        pytest.param("sleep 200", 250, id="sleep"),
        pytest.param("python3 -c 'import time; time.sleep(200)'", 250, id="sleep in Python"),
        pytest.param("python3 -c 'from time import sleep; sleep(1.5)' a", 100, id="a short one in Python"),
        pytest.param("perl -e 'sleep 200; print 1'", 250, id="sleep in Perl"),
        pytest.param("ruby -e 'sleep(200)'", 250, id="sleep in Ruby"),
        pytest.param("perl -e '$sleep 200'", 100, id="a name that is like it"),
        pytest.param("for i in $(seq 1 10); do curl x; sleep 10; done", 160, id="sleep in each round"),
        pytest.param("for i in {1..100}; do kubectl exec a -- curl b; done", 150, id="many rounds"),
        pytest.param("for i in 1 2; do curl -m 5 x; done", 62, id="a limit for each round"),
    ],
)
def test_timeout(text: str, expected: float) -> None:
    script = read_script(text)
    assert timeout_of(script, effect_of(script), TIMES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("90s", 90), ("1m30s", 90), ("1.5h", 5400), ("5", 5), ("500ms", 0.5), ("-1s", 0), ("", 0), ("$T", 0), ("5 s", 0)],
)
def test_seconds(text: str, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize(
    ("text", "surely", "at_most"),
    [
        ("sleep 1h", 3600, 3600),
        ("/bin/sleep 60; sleep 30", 90, 90),
        ("sleep infinity", math.inf, 0),
        ("timeout 5 sleep 60", 5, 5),
        ("sleep 60 &", 0, 0),
        ("(sleep 3; echo) > /dev/null 2>&1 &", 0, 0),
        ("curl x || sleep 60", 0, 60),
        ("if a; then sleep 60; fi", 0, 60),
        ("until a; do sleep 60; done", 0, 60),
        ("f() { sleep 60; }", 0, 60),
        ("x=$(sleep 60)", 60, 60),
        ("sh -c 'sleep 60'", 60, 60),
        ("python3 -c 'import time; time.sleep(60)'", 60, 60),
        ("python3 -c 'import time\nif a: time.sleep(60)'", 0, 0),
        ("node -e 'setTimeout(() => console.log(1), 60_000)'", 60, 60),
        ("node -e 'if (a) { setTimeout(b, 60000) }'", 0, 0),
        ("python3 - <<END\nimport time\ntime.sleep(60)\nEND", 60, 60),
        ("python3 a.py <<END\ntime.sleep(60)\nEND", 0, 0),
        ("bash <<END\nsleep 60\nEND", 60, 60),
        ("sleep $N", 0, 0),
        ("kubectl exec a -- sleep 60", 60, 60),
        ("kubectl wait --timeout=2m pod/a", 0, 120),
        ("kubectl get pods", 0, 0),
    ],
)
def test_what_a_text_takes_by_its_own_words(text: str, surely: float, at_most: float) -> None:
    script = read_script(text)
    assert (surely_takes(script), may_take(script)) == (surely, at_most)


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("sleep $N", 60),
        ('sleep "${N}m"', 3600),
        ("nap", 120),
        ("for i in 1 2; do nap; done", 240),
        ("sleep ${M}", 0),
        ("loop", 0),
        ("sleep ${N:-5}", 0),
    ],
)
def test_what_a_text_takes_by_what_earlier_ones_set(text: str, takes: float) -> None:
    functions = {"nap": "{ sleep $N; sleep 1m; }", "loop": "{ loop; }"}
    assert surely_takes(read_script(text), {"N": "60"}, functions) == takes
