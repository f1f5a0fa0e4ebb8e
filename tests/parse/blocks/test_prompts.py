"""What terminals show before a command, and what only looks like it."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.sites.plain import PLAIN


def commands(text: str, syntax: str = "console", above: str = "") -> list[str]:
    page = parse_page(f"{above}\n\n```{syntax}\n{text}\n```\n", path=Path("p.md"), site=PLAIN)
    return [segment.command for snippet in page.snippets for segment in snippet.segments]


@pytest.mark.parametrize(
    "prompt",
    [
        "$ ",
        "~ $ ",
        "~ ",
        "~/work \u276f ",
        "% ",
        "➜  ~ ",
        "➜ ",
        "me@host:~$ ",
        "me@host:~/shop$ ",
        "me@host ~ % ",
        "me@host:~/shop (main) $ ",
        "(venv) $ ",
        "(base) me@host:~$ ",
        "[me@host ~]$ ",
        "[root@host ~]# ",
        "[root@host]# ",
        "[me@host] $ ",
        "root@host:/# ",
        "[ root@host-1-x:/ ]$ ",
        "shop$ ",
        "shop:~/rye$ ",
        "me@host shop % ",
        "me@host> ",
        "root# ",
        "/ # ",
        "/app # ",
        "bash-5.1$ ",
        "sh-4.2# ",
        "controlplane $ ",
        "node01 ~ ➜ ",
        "$> ",
        "-> ",
    ],
)
@pytest.mark.parametrize("syntax", ["console", "bash", "text", ""])
def test_prompts(prompt: str, syntax: str) -> None:
    assert commands(f"{prompt}kubectl get pods\nNAME   READY", syntax) == ["kubectl get pods"]


@pytest.mark.parametrize(
    ("text", "above", "expected"),
    [
        pytest.param("# kubectl get pods\nNAME", "As root:", ["kubectl get pods"], id="of root"),
        pytest.param("# list them\nkubectl get pods", "The root certificate:", ["kubectl get pods"], id="comments"),
        pytest.param("# kubectl get pods", "Type:", [], id="nobody is root"),
        pytest.param("# the rye\n$ kubectl get pods\nNAME", "", ["kubectl get pods"], id="a comment above a prompt"),
        pytest.param("> kubectl get pods", "", [], id="PowerShell"),
        pytest.param("PS C:\\> kubectl get pods", "", [], id="PowerShell with a folder"),
        pytest.param("C:\\shop> kubectl get pods", "", [], id="the command prompt of Windows"),
        pytest.param("% Total    % Received", "", [], id="what curl prints"),
    ],
)
def test_what_may_be_a_prompt(text: str, above: str, expected: list[str]) -> None:
    assert commands(text, "console", above) == expected


@pytest.mark.parametrize("text", ["$ echo text >> log", "$ 5 a month", "$PATH", "~ 5 minutes", "(main) branch"])
def test_text_without_a_command(text: str) -> None:
    assert commands(text, "text") == []


@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        pytest.param("> kubectl get pods\nNAME", "bash", ["kubectl get pods"], id="a shell that is named"),
        pytest.param("> kubectl get pods\nNAME", "console", [], id="perhaps PowerShell"),
        pytest.param("kubectl get pods\n> NAME", "bash", ["kubectl get pods"], id="below a command"),
        pytest.param("> 12 loaves", "bash", [], id="no command behind it"),
    ],
)
def test_an_angle_may_be_a_prompt(text: str, syntax: str, expected: list[str]) -> None:
    assert commands(text, syntax) == expected


@pytest.mark.parametrize(
    "text", ["127.0.0.1:6379> GET rye", "mysql> SELECT 1;", "bread=# SELECT 1;", ">>> print(1)", "sqlite> .tables"]
)
@pytest.mark.parametrize("syntax", ["console", "bash"])
def test_what_is_typed_into_a_client_is_nothing_for_a_shell(text: str, syntax: str) -> None:
    page = parse_page(f"```{syntax}\n{text}\n```\n", path=Path("p.md"), site=PLAIN)
    assert [(snippet.segments, page.diagnostics) for snippet in page.snippets] == [((), ())]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Usage:  bake loaf NAME", [], id="how a program is called"),
        pytest.param("sha256:0011aabbccdd", [], id="a value alone"),
        pytest.param("make bread oven-hot", [], id="a program whose name is a word"),
        pytest.param("NAME   READY\nkubectl get pods", ["no-prompt"], id="a command below what is printed"),
    ],
)
def test_a_session_without_commands_is_what_was_printed(text: str, codes: list[str]) -> None:
    page = parse_page(f"It is so.\n\n```console\n{text}\n```\n", path=Path("p.md"), site=PLAIN)
    assert [odd.code for odd in page.diagnostics] == codes


@pytest.mark.parametrize(
    ("text", "syntax", "found"),
    [
        pytest.param(
            "$kubectl get ns\n$bakery list -a\nrye", "text", ["kubectl get ns", "bakery list -a"], id="beside one"
        ),
        pytest.param("$bakery list\nrye", "console", ["bakery list"], id="first in a session"),
        pytest.param("$bakery list", "bash", ["$bakery list"], id="a variable of a script"),
    ],
)
def test_a_dollar_without_a_blank(text: str, syntax: str, found: list[str]) -> None:
    assert commands(text, syntax) == found
