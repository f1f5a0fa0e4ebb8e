from collections.abc import Callable

import pytest

from harness.check.commands import fragment

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("$ helm install a b/c\n    --set x=y", 6, "lost-backslash", id="an option"),
        pytest.param(
            "$ kubectl exec pod -c curl\n    -- curl example.org", 6, "lost-backslash", id="the program inside"
        ),
        pytest.param("$ kubectl get pods | \\ # all\n  grep a", 5, "lost-backslash", id="a remark behind a backslash"),
        pytest.param("$ kubectl get pods\n  | grep front", 6, "lost-backslash", id="a pipe"),
        pytest.param("$ kubectl get pods | /\n  grep front", 5, "lost-backslash", id="a slash behind a pipe"),
        pytest.param("$ rm one two\n  three four", 6, "lost-backslash", id="more words of a silent program"),
        pytest.param("$ curl -s\n  example", 6, "lost-backslash", id="an address"),
        pytest.param("$ kubectl get pods -n\n  foo", 6, "lost-backslash", id="a flag's value"),
        pytest.param("$ kubectl get ns\nkubectl get pods", 6, "lost-prompt", id="a command of a known program"),
        pytest.param("$ export A=1\nexport B=$(date)", 6, "lost-prompt", id="a variable"),
        pytest.param('$ echo a\ncurl -s "$URL"', 6, "lost-prompt", id="a command of a usual program"),
    ],
)
def test_cut(found: Found, text: str, line: int, code: str) -> None:
    (finding,) = found(fragment.check, text)

    assert finding.startswith(f"page.md:{line}: warning")
    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("$ ls -l\n-rw-r--r-- 1 a a 0 b", id="permissions"),
        pytest.param("$ cat a.yaml\n---\n- name: a\n  b: c", id="YAML"),
        pytest.param("$ cat key.pem\n-----BEGIN KEY-----", id="a key"),
        pytest.param("$ mysql -e x\n| id | name |\n| 1 | a |", id="a table"),
        pytest.param("$ kubectl create ns a\n  namespace/a created", id="an output that is indented"),
        pytest.param("$ helm install a b\nkubectl is needed for what follows", id="a sentence"),
        pytest.param("$ bake a\nNext run:\n\nkubectl get pods -n a", id="what a program says to run next"),
        pytest.param("$ helm install a b \\\n    --set x=y", id="with its backslash"),
        pytest.param("$ kubeadm token create --print-join-command\nkubeadm join a:1 --token b", id="a printed command"),
    ],
)
def test_right(found: Found, text: str) -> None:
    assert found(fragment.check, text) == []


def test_a_fragment_of_a_block_of_commands(found: Found) -> None:
    (finding,) = found(
        fragment.check, "{{< text yaml >}}\n{{< /text >}}\n```bash\ndocker run \\\n  -v a:b\n  -p 8:8 c\n```\n"
    )

    assert finding.startswith("page.md:6: warning")


def test_a_prompt_without_its_blank(found: Found) -> None:
    (finding,) = found(fragment.check, "$ kubectl create ns a\nnamespace/a created\n$kubectl get ns a")

    assert finding.startswith("page.md:7: warning")
    assert "[lost-prompt]" in finding


@pytest.mark.parametrize(
    ("prompts", "line"),
    [
        pytest.param(("$ ", "$ ", "$"), ["page.md:12"], id="one"),
        pytest.param(("$ ", "$", "$"), [], id="most"),
    ],
)
def test_prompts_without_a_blank(found: Callable[..., list[str]], prompts: tuple[str, ...], line: list[str]) -> None:
    fences = "".join(f"```console\n{prompt}kubectl get pods\n```\n" for prompt in prompts)
    findings = found(fragment.check, f"{{{{< tip >}}}}\nA\n{{{{< /tip >}}}}\n\n{fences}")
    assert [each.split(": ")[0] for each in findings] == line
