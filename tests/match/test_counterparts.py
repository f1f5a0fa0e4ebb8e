import pytest

from harness.match.counterparts import counterparts
from harness.match.lines.tolerant import tolerant
from harness.match.tables.table import table

PAGE, HERE = "front-6bb5f6f8d4-2xkcw", "front-86c5d7c9bd-w7d9q"


@pytest.mark.parametrize(
    ("page", "here", "found"),
    [
        pytest.param(f"{PAGE}  1/1", f"{HERE}  1/1", {PAGE: HERE}, id="a pod of a Deployment"),
        pytest.param("set-b2zdv 1/1", "set-x7k2p 1/1", {"set-b2zdv": "set-x7k2p"}, id="a pod of a ReplicaSet"),
        pytest.param("map-m9dm2f92bt", "map-tbg7c4gc77", {"map-m9dm2f92bt": "map-tbg7c4gc77"}, id="by Kustomize"),
        pytest.param("job-4111706356", "job-29402311", {"job-4111706356": "job-29402311"}, id="a CronJob's Job"),
        pytest.param("at 203.0.113.7", "at 10.4.0.1", {"203.0.113.7": "10.4.0.1"}, id="an address"),
        pytest.param("80:31460/TCP", "80:30911/TCP", {"31460": "30911"}, id="a node port"),
        pytest.param(f"{PAGE} up", "back-86c5d7c9bd-w7d9q up", {}, id="of another owner"),
        pytest.param(f"{PAGE} x\n{HERE}", f"{HERE} x\n{PAGE}", {}, id="what is there itself"),
        pytest.param("at 1a2b3c4 x", "at 5d6e7f8 x", {"1a2b3c4": "5d6e7f8"}, id="a commit"),
        pytest.param("node/a b", "node/c b", {}, id="a node in a message"),
        pytest.param("at 127.0.0.1", "at 10.4.0.1", {}, id="a loopback address"),
        pytest.param("kept for 5m", "kept for 6m", {}, id="an age"),
        pytest.param(
            f"{PAGE} at 10.4.0.1,10.4.0.2", f"{HERE} at 10.4.0.9", {PAGE: HERE}, id="a name in lines of other forms"
        ),
        pytest.param("at 10.4.0.1,10.4.0.2", "at 10.4.0.9", {}, id="an address in lines of other forms"),
        pytest.param(f"{PAGE} {PAGE}", f"{HERE} {HERE} up", {}, id="two names of an owner"),
    ],
)
def test_what_stands_for_a_value_of_the_page(page: str, here: str, found: dict[str, str]) -> None:
    assert counterparts(tolerant(page, here)) == found


def test_nodes_are_called_as_here() -> None:
    page = "NAME     STATUS   ROLES           AGE   VERSION\noven-1   Ready    control-plane   10d   v1.28.3"
    here = "NAME   STATUS   ROLES    AGE   VERSION\nn1     Ready    <none>   5s    v1.34.1"
    assert counterparts(table(page, here)) == {"oven-1": "n1"}
