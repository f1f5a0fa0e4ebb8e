# ruff: noqa: RUF001 - other languages have letters of their own
"""Parts of a page that exclude one another by their own words, and those that only look so."""

from pathlib import Path

import pytest

from harness.parse import parse_page
from harness.plan.alternatives.choice import choices_of
from harness.plan.alternatives.not_taken import not_taken

Branches = list[list[str]]


def page_of(text: str) -> str:
    """``[x]`` on a line of its own, indented as it is, is a block whose command is ``x``."""
    lines = []
    for line in text.splitlines():
        indent, rest = line[: len(line) - len(line.lstrip())], line.strip()
        if rest.startswith("[") and rest.endswith("]"):
            lines += [f"{indent}```bash", f"{indent}{rest[1:-1]}", f"{indent}```"]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def taken_of(text: str, *, number: int = 0) -> tuple[Branches, dict[str, str]]:
    """The branches of each choice by their commands, and what is left out with its reason."""
    page = parse_page(page_of(text), path=Path("page.md"))
    commands = {snippet.id: snippet.body for snippet in page.snippets}
    choices = choices_of(page)
    left = not_taken(choices, number=number, runs=lambda _: True)
    branches = [[" ".join(commands[one] for one in each.snippets) for each in choice.branches] for choice in choices]
    return branches, {commands[one]: said.reason for one, said in left.items()}


@pytest.mark.parametrize(
    ("text", "branches", "left"),
    [
        pytest.param(
            "If you have the flag on, run:\n\n[a]\n\nOtherwise, run this:\n\n[b]\n\nThen go on:\n\n[c]",
            [["a", "b"]],
            ["b"],
            id="if and otherwise",
        ),
        pytest.param(
            "1. Start it.\n\n    If you have the flag on, run:\n\n    [a]\n\n    Otherwise, run this:\n\n    [b]\n",
            [["a", "b"]],
            ["b"],
            id="in an item of a list",
        ),
        pytest.param(
            "Knead it:\n\n[a]\n\nIf you want to skip the kneading, you can bake the same loaf by machine:\n\n[b]",
            [["a", "b"]],
            ["b"],
            id="another way to the same thing",
        ),
        pytest.param(
            "## One\n\nBake it:\n\n[a]\n\nAlternatively, by machine:\n\n[b]\n\n## Two\n\n[c]",
            [["a", "b"]],
            ["b"],
            id="to the end of its section",
        ),
        pytest.param("如果您启用了它，运行：\n\n[a]\n\n否则，运行：\n\n[b]", [["a", "b"]], ["b"], id="Chinese"),
        pytest.param(
            "Якщо увімкнено, виконайте:\n\n[a]\n\nІнакше виконайте:\n\n[b]", [["a", "b"]], ["b"], id="Ukrainian"
        ),
        pytest.param(
            "*   部署它，以用作测试源。\n    如果您启用了它，\n    运行：\n\n    [a]\n\n    否则，运行：\n\n    [b]",
            [["a", "b"]],
            ["b"],
            id="Chinese, behind another sentence",
        ),
        pytest.param("Either:\n\n[a]\n\nOr:\n\n[b]", [["a", "b"]], ["b"], id="or"),
        pytest.param("Застосуйте:\n\n[a]\n\nАбо ви можете розгорнути:\n\n[b]", [["a", "b"]], ["b"], id="Ukrainian: or"),
        pytest.param(
            "* Якщо у вас є домен:\n\n[a]\n\n* Якщо у вас немає домену, ви можете так:\n\n[b]",
            [["a", "b"]],
            ["a"],
            id="Ukrainian: another case of the same word",
        ),
        pytest.param(
            "* If you own a domain (say a.b):\n\n[a]\n\n* If you do not own a domain, use this. It is slower.\n\n[b]",
            [["a", "b"]],
            ["a"],
            id="what holds here is taken: there is no domain",
        ),
        pytest.param(
            "If your cluster has no load balancer, run:\n\n[a]\n\nIf there is a load balancer, run:\n\n[b]",
            [["a", "b"]],
            ["a"],
            id="what holds here is taken: there is a load balancer",
        ),
        pytest.param(
            "If you have enabled automatic sidecar injection, run:\n\n[a]\n\nOtherwise, inject it by hand:\n\n[b]",
            [["a", "b"]],
            ["a"],
            id="nobody has enabled injection",
        ),
        pytest.param(
            "部署它。\n如果您启用了自动 Sidecar 注入，运行：\n\n[a]\n\n否则，手动注入：\n\n[b]",
            [["a", "b"]],
            ["a"],
            id="nobody has enabled injection, in Chinese",
        ),
        pytest.param(
            "Label it:\n\n[kubectl label ns shop istio-injection=enabled]\n\nThen go on.\n\n[c]\n\n"
            "If you have automatic sidecar injection enabled, run:\n\n[a]\n\nOtherwise, run:\n\n[b]",
            [["a", "b"]],
            ["b"],
            id="the page enables injection",
        ),
        pytest.param("Label it:\n\n[a]\n\nAlternatively, do this:\n\n[b]", [["a", "b"]], ["b"], id="alternatively"),
        pytest.param("Using Helm:\n\n[a]\n\nUsing `kubectl`:\n\n[b]", [["a", "b"]], ["b"], id="by other means"),
        pytest.param("Using Helm:\n\n[a]\n\nLook at it:\n\n[b]", [], [], id="by one means"),
        pytest.param(
            "## Option 1: a file\n\n[a]\n\n## Option 2: flags\n\n[b]\n\n[c]\n\n## Clean up\n\n[d]",
            [["a", "b c"]],
            ["b", "c"],
            id="numbered sections",
        ),
        pytest.param(
            "Do one of the following:\n\n* With a file:\n\n    [a]\n\n* With flags:\n\n    [b]\n\nGo on:\n\n[c]",
            [["a", "b"]],
            ["b"],
            id="one of the following",
        ),
        pytest.param(
            "## Manual sidecar injection\n\n[a]\n\n## Automatic sidecar injection\n\n[b]",
            [["a", "b"]],
            ["a"],
            id="kinds of one thing",
        ),
        pytest.param(
            "## Оновлення Canary (рекомендовано)\n\n[a]\n\n## Мітки\n\n[b]\n\n## Оновлення на місці\n\n[c]",
            [["a", "c"]],
            ["c"],
            id="kinds of one thing, with something between",
        ),
        pytest.param(
            "## GKE\n\n[a]\n\n## kind\n\n[b]\n\n## IBM Cloud Private\n\n[c]",
            [["a", "b", "c"]],
            ["a", "c"],
            id="platforms",
        ),
        pytest.param("If you use GKE, run:\n\n[a]\n\nGo on:\n\n[b]", [["a"]], ["a"], id="a platform we have not got"),
        pytest.param(
            "* `minikube` - run this elsewhere:\n\n    [a]\n\n* `kind` - run this:\n\n    [b]",
            [["a", "b"]],
            ["a"],
            id="items that begin with a platform",
        ),
        pytest.param(
            "Set it:\n\n[X=1 Y=2]\n\nIf you installed it by Helm, its name is another one:\n\n[X=3]",
            [["X=1 Y=2", "X=3"]],
            ["X=3"],
            id="a variable set anew under a condition",
        ),
        pytest.param(
            "Set it:\n\n[X=$(a)]\n\nIn certain environments, there is a host name. Correct it:\n\n[export X=$(b)]",
            [["X=$(a)", "export X=$(b)"]],
            ["export X=$(b)"],
            id="a variable set anew in some environments",
        ),
        pytest.param(
            "Get it:\n\n[X=$(a)]\n\nYou can use similar commands for others. For example, for yours:\n\n[X=$(a yours)]",
            [["X=$(a)", "X=$(a yours)"]],
            ["X=$(a yours)"],
            id="an example of others",
        ),
        pytest.param(
            "设置：\n\n[X=1]\n\n在某些环境中，会有主机名。请使用：\n\n[X=2]",
            [["X=1", "X=2"]],
            ["X=2"],
            id="Chinese: some",
        ),
        pytest.param(
            "## Node ports\n\nYou should not use these instructions if your environment has a load balancer.\n"
            "\nSet it:\n\n[a]\n\n### More\n\n[b]\n\n## Next\n\n[c]",
            [["a b"]],
            ["a", "b"],
            id="a section that is of no use here",
        ),
        pytest.param(
            "## 节点端口\n\n如果您的环境有外部负载均衡器，则不应使用这些说明。\n\n[a]",
            [["a"]],
            ["a"],
            id="Chinese: of no use here",
        ),
        pytest.param(
            "## By address\n\nIf you applied the Service with type: `LoadBalancer`, it has one.\n\n1. Ask:\n\n    [a]",
            [["a"]],
            ["a"],
            id="a section for what the page does not do",
        ),
    ],
)
def test_one_of_them_is_taken(text: str, branches: Branches, left: list[str]) -> None:
    found, reasons = taken_of(text)
    assert (found, list(reasons)) == (branches, left)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("If it is slow, look:\n\n[a]\n\nOtherwise requests fail with 503 errors.\n\n[b]", id="a warning"),
        pytest.param("Label it:\n\n[a]\n\nOtherwise, do this:\n\n[b]", id="otherwise without a condition"),
        pytest.param("## A\n\nIf it is on, run:\n\n[a]\n\n## B\n\nOtherwise, run:\n\n[b]", id="another section"),
        pytest.param(
            "## Services of type NodePort\n\n[a]\n\n## Services of type LoadBalancer\n\n[b]", id="a topic each"
        ),
        pytest.param(
            "[kubectl expose deploy a --type=LoadBalancer]\n\n## By address\n\nIf its type is LoadBalancer:\n\n[b]",
            id="a section for what the page does",
        ),
        pytest.param("If you see no pods, wait:\n\n[a]\n\nIf you want logs, run:\n\n[b]", id="two conditions"),
        pytest.param("1. First:\n\n    [a]\n\n1. Second:\n\n    [b]", id="steps"),
        pytest.param("Set it:\n\n[X=1]\n\nNow set it to another value:\n\n[X=2]", id="a variable set anew"),
        pytest.param("Set it:\n\n[X=1]\n\nIf it is slow, set more:\n\n[Y=2]", id="another variable"),
        pytest.param("Set it:\n\n[X=1]\n\nIf it is slow, run:\n\n[X=2 a]", id="set for one program"),
        pytest.param(
            "If you use Helm:\n\n[a]\n\nLook:\n\n[b]\n\nIf there is none, see below. Otherwise, run this:\n\n[c]",
            id="otherwise than its own paragraph says",
        ),
        pytest.param(
            "## A\n\nYou should not use these instructions if your cluster has no load balancer.\n\n[a]",
            id="of use here",
        ),
        pytest.param(
            "## A\n\nYou should not use these instructions if you are new to it.\n\n[a]", id="of use to some, maybe"
        ),
        pytest.param("## Deploy to kind\n\n[a]\n\n## Clean up\n\n[b]", id="the platform that is there"),
        pytest.param("```bash\n# Option 1\na\n# Option 2\nb\n```", id="comments in a block"),
    ],
)
def test_what_only_looks_so_is_run(text: str) -> None:
    assert taken_of(text)[1] == {}


def test_the_reason_names_what_is_taken() -> None:
    _, reasons = taken_of("If it is on, run:\n\n[a]\n\nOtherwise, run this:\n\n[b]")
    assert "line 1" in reasons["b"]
    assert "If it is on, run:" in reasons["b"]


def test_another_path_takes_the_other_one() -> None:
    text = "If it is on, run:\n\n[a]\n\nOtherwise, run this:\n\n[b]"
    assert list(taken_of(text, number=1)[1]) == ["a"]


def test_a_way_that_cannot_be_run_is_none() -> None:
    page = parse_page(page_of("If it is on, run:\n\n[a]\n\nOtherwise, run this:\n\n[b]"), path=Path("page.md"))
    first = page.snippets[0].id
    assert not_taken(choices_of(page), number=0, runs=lambda one: one != first).keys() == {first}
