from collections.abc import Callable

import pytest

from harness.check.commands import expected_table

Found = Callable[..., list[str]]
WORKLOAD = """
{{< text yaml >}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: oven
spec:
  replicas: 2
  template:
    metadata:
      labels:
        app: oven
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: clean
spec:
  schedule: "*/5 * * * *"
{{< /text >}}
"""
ROW = "1/1     Running   0          1m"
PODS = f"NAME     READY   STATUS    RESTARTS   AGE\noven-a   {ROW}\noven-b   {ROW}"
SCHEDULE = "NAME    SCHEDULE      SUSPEND\nclean   */1 * * * *   False"
BY_LABEL = "kubectl get pods -l app=oven"


def page(command: str, table: str) -> str:
    """The command is in line 2 and the table starts in line 3."""
    return f"{{{{< text bash >}}}}\n$ {command}\n{table}\n{{{{< /text >}}}}\n{WORKLOAD}"


@pytest.mark.parametrize(
    ("command", "table", "line"),
    [
        pytest.param(BY_LABEL, PODS.replace("READY", "REDAY"), 3, id="a heading"),
        pytest.param(BY_LABEL, PODS.replace("Running", "Runing", 1), 4, id="a state"),
        pytest.param(BY_LABEL, PODS.rpartition("\n")[0], 3, id="a row too few"),
        pytest.param("kubectl get deployment oven", "NAME   READY   UP-TO-DATE\noven   3/3     3", 4, id="replicas"),
        pytest.param("kubectl get deploy oven", "NAME   READY   UP-TO-DATE\novne   2/2     2", 4, id="a name"),
        pytest.param("kubectl get cronjob clean", SCHEDULE, 4, id="a schedule"),
    ],
)
def test_impossible(found: Found, command: str, table: str, line: int) -> None:
    (finding,) = found(expected_table.check, page(command, table))

    assert finding.startswith(f"page.md:{line}: warning")
    assert "[impossible-output]" in finding


@pytest.mark.parametrize(
    ("command", "table"),
    [
        pytest.param(BY_LABEL, PODS, id="as it is"),
        pytest.param(BY_LABEL, f"{PODS}\n...", id="a part"),
        pytest.param("kubectl get pods", PODS.rpartition("\n")[0], id="all pods"),
        pytest.param("kubectl get pods -l app=mixer", PODS.rpartition("\n")[0], id="another label"),
        pytest.param("kubectl get deployment oven", "NAME   READY   UP-TO-DATE\noven   1/2     2", id="not ready yet"),
        pytest.param(f"{BY_LABEL} | grep a", PODS.rpartition("\n")[0], id="a pipe"),
        pytest.param("helm list", "NAME   STATUS     CHART\noven   deployed   oven-1", id="states of another program"),
        pytest.param("kubectl api-resources", "NAME   NAMESPACED   KIND\na      true         A", id="resources"),
    ],
)
def test_possible(found: Found, command: str, table: str) -> None:
    assert found(expected_table.check, page(command, table)) == []


def test_a_page_that_scales(found: Found) -> None:
    text = page(BY_LABEL, PODS.rpartition("\n")[0]) + "\nLater you scale it.\n"

    assert found(expected_table.check, text) == []


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        pytest.param("NAME     READY   STATUS    RESTARTS   AGE", 0, id="all"),
        pytest.param("NAME     READY             RESTARTS   AGE", 1, id="one less than the rows"),
        pytest.param("NAME     READY   STATUS    RESTARTS   AG", 0, id="two letters"),
        pytest.param("NAME     READY   STTUS     RESTARTS   AGE", 1, id="a misspelt one"),
    ],
)
def test_headings(found: Found, heading: str, count: int) -> None:
    table = f"{heading}\noven-a   {ROW}\noven-b   {ROW}"
    assert ["[impossible-output]" in each for each in found(expected_table.check, page(BY_LABEL, table))] == [
        True
    ] * count


def test_the_ports_of_a_service(found: Found) -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: oven\nspec:\n  ports:\n  - port: {}\n  - port: 443\n"
    shown = "```console\n$ kubectl get svc oven\nNAME   PORT(S)\noven   80:30080/TCP,443/TCP\n```\n\n"
    text = f"<!-- {{{{{{{{< -->\n\n{shown}```yaml\n{{}}```\n"

    assert found(expected_table.check, text.format(service.format(80))) == []
    (finding,) = found(expected_table.check, text.format(service.format(90)))
    assert "did you mean '90:30080/TCP,443/TCP'?" in finding
