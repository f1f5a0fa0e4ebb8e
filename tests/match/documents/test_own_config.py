import pytest

from harness.match.counterparts import counterparts
from harness.match.documents.own_config import own_config
from harness.settings import tolerance

VIEW = "kubectl config view"
CURRENT = "kubectl config current-context"
HEAD = "apiVersion: v1\nkind: Config\n"


def config(cluster: str, *contexts: str, current: str) -> str:
    listed = "".join(
        f"- context:\n    cluster: {cluster}\n    user: {cluster}\n"
        f"{f'    namespace: {name}' if name != cluster else ''}\n  name: {name}\n"
        for name in contexts
    )
    return (
        f"{HEAD}clusters:\n- cluster:\n    server: https://{cluster}.example\n  name: {cluster}\ncontexts:\n{listed}"
        f"current-context: {current}\nusers:\n- name: {cluster}\n  user:\n    token: {cluster}\n"
    )


@pytest.mark.parametrize(
    ("command", "page", "here"),
    [
        (VIEW, config("bakery", "bakery", current="bakery"), config("cluster1", "cluster1", current="cluster1")),
        (
            VIEW,
            config("bakery", "bakery", "dev", current="dev"),
            config("cluster1", "cluster1", "dev", "prod", current="dev"),
        ),
        (CURRENT, "bakery-1_kubernetes", "cluster1"),
        ("kubectl config use-context oven", 'to "oven".', 'to "cluster1".'),
        ("kubectl get pod a -o jsonpath='{}'", "a on oven-7", "a on fleet-cluster1-control-plane"),
    ],
    ids=["another cluster", "a context of the page", "the name of the current one", "in a message", "a node"],
)
def test_the_authors_cluster_is_another_one(command: str, page: str, here: str) -> None:
    found = own_config(command, page, here)
    assert found is not None
    assert found.agrees
    assert {rule for one in found.differences for rule in one.rules} == {"own-cluster"}


@pytest.mark.parametrize(
    ("command", "page", "here"),
    [
        (VIEW, config("bakery", "dev", current="dev"), config("cluster1", "prod", "dev", current="prod")),
        (VIEW, config("bakery", "dev", "prod", current="dev"), config("cluster1", "dev", current="dev")),
        (
            VIEW,
            config("bakery", "dev", current="dev"),
            config("cluster1", "dev", current="dev").replace("namespace: dev", "namespace: shop"),
        ),
        (
            VIEW,
            config("bakery", "bakery", current="bakery"),
            config("bakery", "bakery", current="bakery").replace("token: bakery", "token: oven"),
        ),
        (
            VIEW,
            config("bakery", "bakery", current="bakery"),
            config("bakery", "bakery", current="bakery").replace("token: bakery", "token: bakery\n    as: me"),
        ),
        (VIEW, "kind: Pod", "kind: Config"),
        (CURRENT, "dev", "prod"),
        (CURRENT, "cluster2", "cluster1"),
        ("cat names", "bakery", "cluster1"),
        ("kubectl get pod a -o jsonpath='{}'", "b on oven", "a on cluster1-node1"),
        ("kubectl get pod a -o jsonpath='{}'", "a on cluster2-node1", "a on cluster1-node1"),
    ],
    ids=[
        "another current context", "a context that is missing", "another namespace", "another value of a user",
        "one more value", "something else",
        "another context of the page", "another cluster of the run", "another command", "another pod",
        "another node of the run",
    ],
)  # fmt: skip
def test_what_the_page_sets_counts(command: str, page: str, here: str) -> None:
    assert own_config(command, page, here) is None


def test_a_rule_that_is_switched_off_accepts_nothing() -> None:
    rules = tolerance.BUILT_IN_TOLERANCES - {tolerance.OWN_CLUSTER}
    assert own_config(CURRENT, "bakery", "cluster1", rules=rules) is None


def test_later_commands_name_the_cluster_of_the_run() -> None:
    page = config("bakery-1_kubernetes", "bakery-1_kubernetes", current="bakery-1_kubernetes")
    found = own_config(VIEW, page, config("cluster1", "cluster1", current="cluster1"))
    assert found is not None
    assert counterparts(found)["bakery-1_kubernetes"] == "cluster1"
