import pytest

from harness.match.match import Difference, Mark
from harness.match.rules import ALL_RULES
from harness.match.tables.table import table

PODS = """\
NAME                             READY   STATUS    RESTARTS   AGE
details-v1-68868454f5-8nbjv      2/2     Running   0          26s
productpage-v1-6dcdf77948-6tcbf  2/2     Running   0          26s
reviews-v1-76f4c9765f-khlvv      2/2     Running   0          26s"""

SERVICE = """\
NAME                    TYPE           CLUSTER-IP    EXTERNAL-IP    PORT(S)   AGE
istio-eastwestgateway   LoadBalancer   10.80.6.124   34.75.71.237   ...       51s"""


def came(*changes: tuple[str, str]) -> str:
    """The pods as another cluster has them, with parts replaced."""
    text = """\
NAME                              READY   STATUS    RESTARTS      AGE
details-v1-5b7d9c6f4-x2x9z        2/2     Running   0             51s
productpage-v1-789ffff8-f2fkt     2/2     Running   1 (40s ago)   51s
reviews-v1-9cc9fd96f-jpc7n        2/2     Running   0             51s
"""
    for old, new in changes:
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("expected", "actual", "rules"),
    [
        pytest.param(PODS, PODS, [], id="equal"),
        pytest.param(PODS, came(), ["age", "pod-hash", "restarts"], id="another cluster"),
        pytest.param(
            PODS,
            "\n".join([PODS.splitlines()[0], *PODS.splitlines()[:0:-1]]),
            ["row-order"],
            id="another order of rows",
        ),
        pytest.param(
            SERVICE,
            "NAME                    TYPE           CLUSTER-IP    EXTERNAL-IP    PORT(S)                          AGE\n"
            "istio-eastwestgateway   LoadBalancer   10.96.84.19   172.18.200.1   15021:31781/TCP,15443:30498/TCP   2s",
            ["age", "elision", "ip"],
            id="addresses, and ports left out",
        ),
        pytest.param(
            "NAME   PORT(S)\na      80:31234/TCP,443:31235/TCP",
            "NAME   PORT(S)\na      80:30001/TCP,443:30002/TCP",
            ["port"],
            id="node ports",
        ),
        pytest.param(
            "NAME   AGE\na      1m\n...", "NAME   AGE\nb      1m\na      1m", ["extra-row"], id="rows left out"
        ),
        pytest.param("NAME   AGE\na      1m", "NAME   AGE   IP\na      1m    ::1", ["extra-column"], id="a new column"),
        pytest.param(
            "NAME   AGE\na      1m", "NAME   X   AGE\na      y   9d", ["age", "extra-column"], id="in between"
        ),
        pytest.param("NAME   AGE\na      1m", "Warning: x\nNAME   AGE\na      1m", ["warning"], id="a warning before"),
        pytest.param(
            "NAME   NODE     IP\na      node-1   10.0.0.1",
            "NAME   NODE              IP\na      kind-worker   10.244.0.7",
            ["ip", "machine"],
            id="nodes",
        ),
        pytest.param(
            "NAME       STATUS   ROLES           VERSION\nminikube   Ready    control-plane   v1.33.0",
            "NAME      STATUS   ROLES           VERSION\nkind-cp   Ready    control-plane   v1.34.4",
            ["machine"],
            id="a list of nodes",
        ),
        pytest.param("NAME   CPU(cores)\na      5m", "NAME   CPU(cores)\na      212m", ["usage"], id="usage"),
        pytest.param("NAME   SERIAL NUMBER\na      1", "NAME   SERIAL NUMBER\na      ab34", ["serial"], id="serials"),
        pytest.param("NAME  X\n...-a  1", "NAME     X\nprod-a   1", ["elision"], id="a name with dots"),
        pytest.param("NAME   AGE\na      <some-time>", "NAME   AGE\na      7s", ["elision"], id="a placeholder"),
        pytest.param(
            "NAME   READY  ...  IP          NODE\na      1/1    ...  10.1.0.4    n1\nb      1/1    ...  10.1.0.5    n2",
            "NAME   READY   AGE   IP          NODE   GATES\nb      1/1     4s    10.2.0.4    m      <none>\n"
            "a      1/1     4s    10.2.0.5    m      <none>",
            ["elision", "ip", "machine", "row-order"],
            id="columns left out",
        ),
        pytest.param(
            "NAME   TYPE   EXTERNAL-IP   PORT(S)\na      LB     <pending>     80/TCP",
            "NAME   TYPE   EXTERNAL-IP   PORT(S)\na      LB     198.51.100.7  80/TCP",
            ["pending"],
            id="an address where the page still waits for one",
        ),
        pytest.param(
            "NAME   AGE\na      1m\n\nNAME   READY\nb      1/1",
            "NAME   AGE\na      2m\n\nNAME   READY\nb      1/1",
            ["age"],
            id="two tables",
        ),
        pytest.param("first:\nNAME   AGE\na      1m", "first:\n\nNAME   AGE\na      1m", [], id="a line before"),
        pytest.param(
            "NAME   STATUS\na      Running\n...\n\nx\n...",
            "NAME   STATUS\na      Running\n\nx\ny",
            ["elision"],
            id="lines left out after a table",
        ),
        pytest.param(
            "TAG   REVISION NAMESPACES\na     b   ...", "TAG   REVISION NAMESPACES\na     b", ["elision"], id="ragged"
        ),
        pytest.param(
            "TAG   REVISION   NAMESPACES\na     b",
            "TAG   REVISION NAMESPACES\na     b",
            [],
            id="columns one blank apart, as the page says",
        ),
        pytest.param(
            "NAME          STATUS\na             Active",
            "NAME             STATUS\na                Active\nmetallb-system   Active",
            ["add-on"],
            id="what clusters bring along",
        ),
        pytest.param(
            "NAME          STATUS\na             Active",
            "NAME              STATUS\na                 Active\nkube-node-lease   Active\nkube-system       Active",
            ["add-on"],
            id="namespaces that every cluster has",
        ),
        pytest.param(
            "NAME   IMAGES\na      curl,x/y:2",
            "NAME   IMAGES\na      docker.io/library/curl:8.1,x/y:2",
            ["image"],
            id="images without a tag",
        ),
        pytest.param(
            "NAME   STATUS\na-1    Terminating\na-2    Running",
            "NAME   STATUS\na-2    Running",
            ["gone"],
            id="what was ending on the page",
        ),
    ],
)
def test_table_agrees(expected: str, actual: str, rules: list[str]) -> None:
    match = table(expected, actual)
    assert (match.agrees, match.telling, match.score) == (True, "", 1.0)
    assert sorted({rule for one in match.differences for rule in one.rules}) == rules


@pytest.mark.parametrize(
    ("expected", "actual", "telling"),
    [
        pytest.param(PODS, "", "expected 4 lines, got no output", id="nothing"),
        pytest.param(
            PODS,
            "No resources found in default namespace.",
            "no table with the column NAME; the output begins with `No resources found in default namespace.`",
            id="no table",
        ),
        pytest.param(
            PODS,
            came(("f2fkt     2/2", "f2fkt     1/2")),
            "productpage-v1 READY: expected 2/2, got 1/2",
            id="not ready",
        ),
        pytest.param(
            PODS,
            came(("jpc7n        2/2     Running", "jpc7n        0/2     Pending")),
            "reviews-v1 READY: expected 2/2, got 0/2 (and 1 more)",
            id="two cells",
        ),
        pytest.param(
            PODS,
            came(("1 (40s ago)", "4 (40s ago)")),
            "productpage-v1 RESTARTS: expected 0, got 4 (40s ago)",
            id="too many restarts",
        ),
        pytest.param(
            PODS,
            came(("reviews-v1", "reviews-v3")),
            "NAME: expected reviews-v1-76f4c9765f-khlvv, got reviews-v3-9cc9fd96f-jpc7n",
            id="another version of a workload",
        ),
        pytest.param(PODS, "\n".join(PODS.splitlines()[:-1]), "row reviews-v1 is missing", id="a row less"),
        pytest.param(
            "NAME   IMAGES\na      curl:7",
            "NAME   IMAGES\na      docker.io/curl:8",
            "a IMAGES: expected curl:7, got docker.io/curl:8",
            id="another tag",
        ),
        pytest.param(
            PODS,
            f"{PODS}\nratings-v1-5b7d9c6f4-x2x9z       2/2     Running   0          26s",
            "row ratings-v1 is not on the page",
            id="a row more",
        ),
        pytest.param(
            SERVICE,
            SERVICE.replace("34.75.71.237", "<pending>   "),
            "istio-eastwestgateway EXTERNAL-IP: expected 34.75.71.237, got <pending>",
            id="pending is no address",
        ),
        pytest.param(
            SERVICE.replace("34.75.71.237", "<pending>   "),
            SERVICE.replace("34.75.71.237", "<none>      "),
            "istio-eastwestgateway EXTERNAL-IP: expected <pending>, got <none>",
            id="nothing is not pending",
        ),
        pytest.param(
            "NAME   AGE\na      <some-time>",
            "NAME   AGE\na      <unknown>",
            "a AGE: expected <some-time>, got <unknown>",
            id="a placeholder for something",
        ),
        pytest.param(
            "NAME   ...   IP\na      ...   10.1.0.4",
            "NAME   READY   IP\na      1/1     <none>",
            "a IP: expected 10.1.0.4, got <none>",
            id="a column beside those that are left out",
        ),
        pytest.param(
            "NAME   ...   IP\na      ...   10.1.0.4",
            "NAME   READY   NODE\na      1/1     n",
            "column IP is missing from the output",
            id="a missing column beside those that are left out",
        ),
        pytest.param(
            "NAME   NODE\na      node-1",
            "NAME   NODE\na      <none>",
            "a NODE: expected node-1, got <none>",
            id="no node is not any node",
        ),
        pytest.param(
            "NAME   X   Y\na      b   c", "NAME   X   Y\na      b", "a Y: expected c, got nothing", id="an empty cell"
        ),
        pytest.param(
            "NAME   X   Y\na      b", "NAME   X   Y\na      b   c", "a Y: expected nothing, got c", id="a full one"
        ),
        pytest.param(
            "NAMESPACE   NAME   X\nns          a      1",
            "NAMESPACE   NAME   X\nns          a      2",
            "ns/a X: expected 1, got 2",
            id="a row with a namespace",
        ),
        pytest.param(
            "NAME   X   Y\na      b   c",
            "NAME   X\na      b",
            "column Y is missing from the output",
            id="a column less",
        ),
        pytest.param(
            "NAME   AGE\na      1m",
            "NAME   AGE\na      1m\n\nNAME   READY\nb      1/1",
            "the output has a table that the page does not show: `NAME READY`",
            id="a table more",
        ),
        pytest.param(
            "NAME   AGE\na      1m",
            "NAME   AGE\na      1m\nError from server: x",
            "the output has a line that the page does not show: `Error from server: x`",
            id="a line more",
        ),
        pytest.param(
            "x\nNAME   AGE\na      1m\n\nlast",
            "x\nNAME   AGE\na      1m\n\nfirst",
            "line 5: expected `last`, got `first`",
            id="another line after",
        ),
        pytest.param(
            "LAST SEEN   TYPE\n3m          Normal",
            "LAST SEEN   TYPE\n5m          Warning",
            "TYPE: expected Normal, got Warning",
            id="rows without a name",
        ),
    ],
)
def test_table_tells_what_is_wrong(expected: str, actual: str, telling: str) -> None:
    match = table(expected, actual)
    assert (match.agrees, match.telling) == (False, telling)
    assert 0.0 <= match.score < 1.0


@pytest.mark.parametrize(
    ("rule", "expected", "actual", "telling"),
    [
        pytest.param(
            "age", PODS, PODS.replace("26s", "27s"), "details-v1 AGE: expected 26s, got 27s (and 2 more)", id="age"
        ),
        pytest.param(
            "restarts", "NAME  RESTARTS\na  0", "NAME  RESTARTS\na  1", "a RESTARTS: expected 0, got 1", id="restarts"
        ),
        pytest.param(
            "row-order",
            "NAME  X\na  1\nb  2",
            "NAME  X\nb  2\na  1",
            "row b comes later than on the page",
            id="row-order",
        ),
        pytest.param(
            "add-on",
            "NAME      STATUS\na         Active",
            "NAME                STATUS\na                   Active\nlocal-path-storage  Active",
            "row local-path-storage is not on the page",
            id="add-on",
        ),
        pytest.param(
            "image",
            "NAME  IMAGE\na     curl",
            "NAME  IMAGE\na     docker.io/curl:8",
            "a IMAGE: expected curl, got docker.io/curl:8",
            id="image",
        ),
        pytest.param(
            "gone",
            "NAME  STATUS\na     Terminating\nb     Running",
            "NAME  STATUS\nb     Running",
            "row a is missing",
            id="gone",
        ),
        pytest.param(
            "extra-row", "NAME  X\na  1\n...", "NAME  X\na  1\nb  2", "row b is not on the page", id="extra-row"
        ),
        pytest.param(
            "extra-column", "NAME  X\na  1", "NAME  X  Y\na  1  2", "column Y is not on the page", id="extra-column"
        ),
        pytest.param("machine", "NAME  NODE\na  n1", "NAME  NODE\na  n2", "a NODE: expected n1, got n2", id="machine"),
    ],
)
def test_a_rule_that_is_switched_off_accepts_nothing(rule: str, expected: str, actual: str, telling: str) -> None:
    assert table(expected, actual).agrees
    assert table(expected, actual, rules=ALL_RULES.without({rule})).telling == telling.replace(" (and 2 more)", "")


def test_a_wrong_cell_is_marked_and_the_others_are_named() -> None:
    actual = came(("f2fkt     2/2", "f2fkt     1/2"))
    assert table(PODS, actual).differences[2] == Difference(
        mark=Mark.WRONG,
        line=3,
        expected="productpage-v1-6dcdf77948-6tcbf  2/2     Running   0          26s",
        actual="productpage-v1-789ffff8-f2fkt     1/2     Running   1 (40s ago)   51s",
        rules=("pod-hash", "restarts", "age"),
        spans=((34, 37),),
    )


def test_thousands_of_rows_of_one_name_take_no_time() -> None:
    rows = [f"a-5b7d9c6f4-x2x9z   {number}" for number in range(2_000)]
    expected, actual = "\n".join(["NAME   X", *rows]), "\n".join(["NAME   X", *(f"{row}0" for row in rows)])
    assert not table(expected, actual).agrees


NODES = """\
NAME      STATUS   ROLES    AGE   VERSION   LABELS
worker0   Ready    <none>   1d    v1.30.0   ...,disk=ssd,kubernetes.io/hostname=worker0
worker1   Ready    <none>   1d    v1.30.0   ...,kubernetes.io/hostname=worker1"""


@pytest.mark.parametrize(
    ("row", "agrees"),
    [
        ("here   Ready   <none>   2m   v1.34.4   a=b,disk=ssd,kubernetes.io/hostname=here", True),
        ("here   Ready   <none>   2m   v1.34.4   a=b,kubernetes.io/hostname=here", False),
        ("here   NotReady   <none>   2m   v1.34.4   a=b,disk=ssd,kubernetes.io/hostname=here", False),
    ],
)
def test_nodes_of_another_cluster(row: str, *, agrees: bool) -> None:
    assert table(NODES, f"{NODES.splitlines()[0]}\n{row}").agrees is agrees


@pytest.mark.parametrize(
    ("head", "row", "agrees"),
    [
        ("NAME   DATA   AGE", "kube-root-ca.crt   1   1m", True),
        (
            "NAME   TYPE   CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE",
            "kubernetes   ClusterIP   10.0.0.1   <none>   443/TCP   1m",
            True,
        ),
        ("NAME   DATA   AGE", "kubernetes   1   1m", False),
    ],
)
def test_what_each_namespace_has_by_itself(head: str, row: str, *, agrees: bool) -> None:
    own = row.replace(row.split(maxsplit=1)[0], "web")
    assert table(f"{head}\n{own}", f"{head}\n{own}\n{row}").agrees is agrees
