from pathlib import Path

import pytest

from harness.parse import parse_page
from harness.sites.istio_io import ISTIO_IO
from harness.sites.mkdocs_material import MKDOCS_MATERIAL
from harness.sites.plain import PLAIN
from harness.sites.site_profile import SiteProfile

PAGE = Path("page.md")


def fence(syntax: str, *lines: str) -> str:
    return "\n".join((f"```{syntax}", *lines, "```"))


def expected(text: str, site: SiteProfile = PLAIN) -> list[str | None]:
    """What each command of a page is expected to print."""
    page = parse_page(f"## One\n\n{text}\n", path=PAGE, site=site)
    return [segment.expected for snippet in page.snippets for segment in snippet.segments]


GET = fence("shell", "kubectl get pods")
TABLE = fence("", "NAME   READY", "oven   1/1")
SHOWN = "NAME   READY\noven   1/1"


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        pytest.param(f"{GET}\n\n{TABLE}", [SHOWN], id="directly below"),
        pytest.param(f"{GET}\n{TABLE}", [SHOWN], id="without a blank line"),
        pytest.param(f"{GET}\n\nThe output is similar to this:\n\n{TABLE}", [SHOWN], id="announced"),
        pytest.param(
            f"{fence('shell', 'kubectl logs oven')}\n\nIt should look like this:\n\n{fence('', '{}')}",
            ["{}"],
            id="a log",
        ),
        pytest.param(
            f"{GET}\n\nIf you see a `URL` similar to the `URL` in the output below:\n\n{TABLE}", [SHOWN], id="if below"
        ),
        pytest.param(f"{GET}\n\n输出类似于\uff1a\n\n{TABLE}", [SHOWN], id="announced in Chinese"),
        pytest.param(
            f"{GET}\n\nThe output shows the values:\n\n{fence('', 'minikube', 'oven')}",
            ["minikube\noven"],
            id="a program's name as a value",
        ),
        pytest.param(
            f"{GET}\n\nWhen the pod runs, the command `ls /etc` produces the output below:\n\n{TABLE}",
            [None],
            id="of another command",
        ),
        pytest.param(f"{GET}\n\nOutput of `ovenctl list`:\n\n{TABLE}", [None], id="the output of another program"),
        pytest.param(f"{GET}\n\nThe output of `kubectl get po` is:\n\n{TABLE}", [SHOWN], id="of the same, cut short"),
        pytest.param(
            f"{fence('shell', 'grpcurl -plaintext localhost:80 oven.Oven/Get')}\n\n{fence('json', '{}')}",
            ["{}"],
            id="what a client prints",
        ),
        pytest.param(
            f"{fence('shell', 'helm list --format=json')}\n\n{fence('json', '[]')}", ["[]"], id="a format of documents"
        ),
        pytest.param(
            f"{GET}\n\nIn your shell, list the files:\n\n{fence('shell', '# Run this inside', 'ls /')}",
            [None, None],
            id="an order to list, and comments above a command",
        ),
        pytest.param(
            f"{GET}\n\n{fence('toml', '# oven.toml', 'a = 1')}", [None], id="a file that begins with its name"
        ),
        pytest.param(f"{GET}\n\n{fence('toml title=oven.toml', 'a = 1')}", [None], id="a file by its title"),
        pytest.param(
            f"{fence('shell', 'cat oven.toml')}\n\n{fence('toml title=oven.toml', 'a = 1')}",
            ["a = 1"],
            id="a file that is printed",
        ),
        pytest.param(
            '=== ":x: Call"\n\n    ```sh\n    kubectl x\n    ```\n\n=== ":y: Output"\n\n    ```sh\n    hot\n    ```',
            ["hot"],
            id="a tab that is called so",
        ),
        pytest.param(
            "> ```sh\n> kubectl get pods\n> ```\n>\n> Output:\n>\n> ```\n> NAME   READY\n> oven   1/1\n> ```",
            [SHOWN],
            id="in a quote",
        ),
        pytest.param(
            f"{fence('sh', 'kubectl get ns -o name')}\n{fence('sh', 'namespace/oven')}", ["namespace/oven"], id="a name"
        ),
        pytest.param(
            f"{fence('sh', 'make ovens')}\n\n{fence('', 'kubectl apply -f ovens/', 'oven/big created')}",
            ["kubectl apply -f ovens/\noven/big created"],
            id="a command that make echoes",
        ),
        pytest.param(
            f"{fence('sh', 'make ovens')}\n\n{fence('', 'kubectl get ovens')}", [None, None], id="the next command"
        ),
        pytest.param(f"{GET}\n\n<!-- note -->\n\nOutput:\n\n{TABLE}", [SHOWN], id="a comment between"),
        pytest.param(
            f"{GET}\n\nYou should see the oven now.\n\nFor example:\n\n{fence('', 'oven ready')}",
            ["oven ready"],
            id="announced above an example",
        ),
        pytest.param(
            f"{fence('shell', 'tree shop')}\n\n{fence('none', 'docker-compose', '└── Chart.yaml')}",
            ["docker-compose\n└── Chart.yaml"],
            id="a tree of files",
        ),
        pytest.param(
            fence("bash", "tree ~/shop/", "~/shop/", "└── Chart.yaml"), ["~/shop/\n└── Chart.yaml"], id="one inside"
        ),
        pytest.param(
            fence("shell", "bakectl status", "Oven summary", "Loaves: 3"),
            ["Oven summary\nLoaves: 3"],
            id="a report inside",
        ),
        pytest.param(
            fence("shell", "cat <EOF", "[[oven]]", 'id = "rye"'), ['[[oven]]\nid = "rye"'], id="settings inside"
        ),
        pytest.param(f"{GET}\n\nSave this as `a.txt`:\n\n{TABLE}", [None], id="a file"),
        pytest.param(
            f"{fence('sh', './ask.sh')}\n\nResponse:\n\n{fence('json', '{1}')}",
            ["{1}"],
            id="of any program",
        ),
        pytest.param(f"{GET}\n\nThe output is:\n\n## Two\n\n{TABLE}", [None], id="another section"),
        pytest.param(f"{GET}\n\n{TABLE}\n\n{TABLE}", [SHOWN], id="one output a command"),
        pytest.param(f"{GET}\n\n{fence('console', 'oven 1')}", ["oven 1"], id="a console without a prompt"),
        pytest.param(f"{GET}\n\n{fence('console', '$ echo 1', '1')}", [None, "1"], id="a console with one"),
        pytest.param(f"{GET}\n\n{fence('shell', 'echo 1')}", [None, None], id="commands"),
        pytest.param(f"{GET}\n\nOutput:\n\n{fence('bash', 'NAME', 'oven')}", ["NAME\noven"], id="as bash"),
        pytest.param(f"{GET}\n\n{fence('go', 'package main')}", [None], id="a program's source"),
        pytest.param(f"{GET}\n\n{fence('yaml', 'kind: Pod')}", [None], id="YAML of who prints none"),
        pytest.param(
            f"{fence('sh', 'kubectl get pod a -o yaml')}\n\n{fence('yaml', 'kind: Pod')}", ["kind: Pod"], id="YAML"
        ),
        pytest.param(
            f"{fence('sh', 'echo 1', 'echo 2')}\n\nOutput:\n\n{fence('none', '2')}", [None, "2"], id="of the last"
        ),
        pytest.param(f"{GET}\n\nWell.\n\n{fence('output', 'x = 1')}", ["x = 1"], id="the syntax says it"),
        pytest.param(f"{GET}\n\nNotice that one of them bakes.\n\n{TABLE}", [SHOWN], id="a table below any words"),
        pytest.param(
            f"{GET}\n\nA `kubectl get nodes -o wide` tells of the nodes:\n\n{TABLE}", [None], id="a command in the text"
        ),
        pytest.param(
            f"{fence('sh', 'kubectl create cm rye')}\n\nFind rye in the shop.\n\n{fence('', 'configmap/rye created')}",
            ["configmap/rye created"],
            id="what became of an object below any words",
        ),
        pytest.param(
            f"{GET}\n\nYou should see a table. It is long. It has a line for each.\n\n{TABLE}",
            [SHOWN],
            id="announced some sentences above",
        ),
        pytest.param(
            f"{fence('sh', 'cat rye.conf')}\n\nCheck that it looks like the following:\n\n{fence('', 'flour rye')}",
            ["flour rye"],
            id="a file that is said to look like this",
        ),
        pytest.param(
            f"{fence('sh', 'cat rye.conf')}\n\nAdd lines like the following:\n\n{fence('', 'flour rye')}",
            [None],
            id="lines to add",
        ),
        pytest.param(
            f"{fence('sh', 'kubectl apply -f a')}\n\nRun `kubectl get pods` to see.\n\nThe output is:\n\n{TABLE}",
            [None],
            id="the text has another command run",
        ),
        pytest.param(f"{GET}\n\nRun `kubectl get pods` to see. Output:\n\n{TABLE}", [SHOWN], id="the same command"),
        pytest.param(f"{GET}\n\n{fence('', '/etc/oven/rye')}", ["/etc/oven/rye"], id="a path"),
        pytest.param(f"{GET}\n\n{fence('', './bake.sh --all')}", [None], id="a script"),
        pytest.param(
            f"{GET}\n\nThe output is:\n\n{fence('', 'declare -x RYE=1')}", ["declare -x RYE=1"], id="variables"
        ),
        pytest.param(
            f"{GET}\n\nThe output shows two things:\n\n* an oven,\n* and its state.\n\n{TABLE}",
            [SHOWN],
            id="a list between",
        ),
        pytest.param(
            f"{GET}\n\nThe output is `hot`.\n\nHere is an oven. Create the file `oven.yaml`:\n\n"
            + fence("yaml", "apiVersion: v1", "kind: Pod"),
            [None],
            id="an output within the text, and a file",
        ),
        pytest.param(
            f"{GET}\n\nThis is the expected output.\n\nNote: ovens differ.\n\n{TABLE}", [SHOWN], id="a remark between"
        ),
        pytest.param(
            f"{fence('sh', 'cat key')}\n\nUse its output to create a file as follows:\n\n{fence('yaml', 'oven: rye')}",
            [None],
            id="an output that a file is made of",
        ),
        pytest.param(
            f"{GET}\n\n{fence('', 'https://oven.example.org/')}", ["https://oven.example.org/"], id="an address"
        ),
        pytest.param(
            f"{fence('', 'echo cnll | base64 -d')}\n\nThe output is:\n\n{fence('', 'rye')}", ["rye"], id="of a pipeline"
        ),
        pytest.param(f"{GET}\n\n{fence('', 'yes')}", ["yes"], id="an answer"),
        pytest.param(f"{GET}\n\n{fence('', 'true')}", ["true"], id="another answer"),
        pytest.param(f"{GET}\n\n{fence('bash', 'false')}", [None, None], id="a command that prints nothing"),
    ],
)
def test_outputs_in_a_fence_of_their_own(text: str, outputs: list[str | None]) -> None:
    assert expected(text) == outputs


IN_TABS = """=== "Rye"

    ```bash
    bake rye
    ```

=== "Oat"

    ```bash
    bake oat
    {}```

"""


@pytest.mark.parametrize(
    ("inside", "below", "outputs"),
    [
        pytest.param("", "The output is:\n\n```\nbread\n```\n", ["bread", "bread"], id="announced"),
        pytest.param(
            "", '!!! note "Expected output"\n    ```\n    bread\n    ```\n', ["bread", "bread"], id="in a note"
        ),
        pytest.param("", "```\nbread\n```\n", [None, None], id="without a word"),
        pytest.param("2 loaves\n    ", "The output is:\n\n```\nbread\n```\n", [None, "2 loaves"], id="one has its own"),
    ],
)
def test_an_output_below_tabs_is_that_of_each(inside: str, below: str, outputs: list[str | None]) -> None:
    assert expected(IN_TABS.format(inside) + below, MKDOCS_MATERIAL) == outputs


def test_a_class_can_say_it() -> None:
    assert expected(f"{GET}\n\nWell.\n\n{fence('{ .bash .no-copy }', 'oven')}", MKDOCS_MATERIAL) == ["oven"]


def test_other_sites_have_outputs_in_the_block() -> None:
    assert expected(f"{GET}\n\nThe output is:\n\n{TABLE}", ISTIO_IO) == [None]


def test_fences_below_keep_their_ids() -> None:
    page = parse_page(f"## One\n\n{GET}\n\n{TABLE}\n\n{GET}\n", path=PAGE, site=PLAIN)
    assert [snippet.id for snippet in page.snippets] == ["one_1", "one_3"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(("kubectl get pods", "NAME   READY", "oven   1/1"), [("kubectl get pods", SHOWN)], id="a table"),
        pytest.param(
            ("kubectl apply -f a.yaml", "pod/a created", "kubectl get pods", "NAME", "a"),
            [("kubectl apply -f a.yaml", "pod/a created"), ("kubectl get pods", "NAME\na")],
            id="each its own",
        ),
        pytest.param(("echo a", "", "hi"), [("echo a", None)], id="in doubt"),
        pytest.param(("cat <<EOF", "NAME   READY", "EOF"), [("cat <<EOF\nNAME   READY\nEOF", None)], id="heredocs"),
        pytest.param(("kubectl auth can-i get pods", "yes"), [("kubectl auth can-i get pods", "yes")], id="an answer"),
        pytest.param(
            ("kubectl get pods", "NAME   READY", "oven   1/1", "", "$ echo hot", "hot"),
            [("kubectl get pods", SHOWN), ("echo hot", "hot")],
            id="a prompt further down",
        ),
        pytest.param(("NAME", "", "$ echo hot", "hot"), [("echo hot", "hot")], id="an output above the first prompt"),
        pytest.param(("kubectl get pods", "# all", "NAME"), [("kubectl get pods", "NAME")], id="a comment between"),
    ],
)
def test_outputs_among_commands(lines: tuple[str, ...], found: list[tuple[str, str | None]]) -> None:
    page = parse_page(fence("bash", *lines), path=PAGE, site=PLAIN)
    assert [(one.command, one.expected) for snippet in page.snippets for one in snippet.segments] == found


def test_lines_in_doubt_are_said() -> None:
    page = parse_page(fence("bash", "echo a", "hi", "", "hum", "ho"), path=PAGE, site=PLAIN)
    assert [(odd.code, odd.at.line, "nor are the 2 lines below" in odd.message) for odd in page.diagnostics] == [
        ("unclear-line", 3, True)
    ]


@pytest.mark.parametrize(
    ("prompt", "above"),
    [
        pytest.param("baker@shop:~/rolls$ ", "", id="user, host and folder"),
        pytest.param("root@shop:/# ", "", id="root of a container"),
        pytest.param("[baker@shop rolls]$ ", "", id="in brackets"),
        pytest.param("~ $ ", "", id="a folder"),
        pytest.param("\u279c  ~ ", "", id="an arrow"),
        pytest.param("# ", "As root:\n\n", id="root"),
    ],
)
def test_prompts(prompt: str, above: str) -> None:
    page = parse_page(above + fence("console", f"{prompt}echo 1", "1"), path=PAGE, site=PLAIN)
    assert [(one.command, one.expected) for snippet in page.snippets for one in snippet.segments] == [("echo 1", "1")]


@pytest.mark.parametrize(
    ("command", "above", "shown"),
    [
        pytest.param(
            "openssl x509 -noout -dates", "output:", fence("console", "notBefore=Feb 13 05:57:47 2026 GMT"), id="dates"
        ),
        pytest.param("openssl x509 -noout -subject", "", fence("", "subject=CN = oven, O = bread"), id="a subject"),
        pytest.param(
            "kubectl exec oven -- env", "The output is:", fence("shell", "HOME=/root", "OVEN=hot"), id="settings"
        ),
        pytest.param("diff a b", "", fence("diff", "1c1", "< x", "---", "> y"), id="what differs"),
        pytest.param("kubectl get --raw /ovens", "", fence("json", '{"hot": true}'), id="what the API answers"),
    ],
)
def test_outputs_that_look_like_assignments(command: str, above: str, shown: str) -> None:
    [output] = expected(f"{fence('sh', command)}\n\n{above}\n\n{shown}")
    assert output == "\n".join(shown.split("\n")[1:-1])


@pytest.mark.parametrize(
    ("text", "outputs"),
    [
        pytest.param(f"{GET}\n\n### Expected output\n\n{fence('', 'hot')}", ["hot"], id="a heading"),
        pytest.param(f"{GET}\n\n### Outputs of ovens\n\n{TABLE}", [None], id="a heading about something else"),
        pytest.param(f"{GET}\n\n### Results\n\n{fence('yaml', 'kind: Pod')}", [None], id="a manifest below one"),
        pytest.param(f'=== "Command"\n\n{GET}\n\n=== "Output"\n\n{TABLE}', [SHOWN], id="tabs"),
        pytest.param(f'=== "Oven"\n\n{GET}\n\n=== "Rye"\n\n{TABLE}', [None], id="tabs that are alternatives"),
    ],
)
def test_what_is_called_an_output(text: str, outputs: list[str | None]) -> None:
    indented = "\n".join(
        line if line.startswith(("===", "#")) or "===" not in text else f"    {line}" for line in text.split("\n")
    )
    assert expected(indented, MKDOCS_MATERIAL) == outputs
