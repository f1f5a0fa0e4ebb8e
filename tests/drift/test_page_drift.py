"""What differs between two languages of a page, and what is noise."""

from pathlib import Path

import pytest

from harness.check.drift_kind import Kind
from harness.drift.drift import PageDrift
from harness.drift.page_drift import drift_of
from harness.parse.parser import parse_page


def bash(*lines: str, own: str = "") -> str:
    body = "\n".join(lines)
    syntax = f"syntax=bash snip_id={own}" if own else "bash"
    return f"{{{{< text {syntax} >}}}}\n{body}\n{{{{< /text >}}}}\n"


def block(syntax: str, body: str) -> str:
    return f"{{{{< text {syntax} >}}}}\n{body}\n{{{{< /text >}}}}\n"


def drift(base: str, translation: str, language: str = "zh") -> PageDrift:
    one = parse_page(base, path=Path("content/en/p.md"))
    other = parse_page(translation, path=Path(f"content/{language}/p.md"), language=language, english=one)
    return drift_of(one, other)


def kinds(found: PageDrift) -> list[Kind]:
    return [kind for one in found.blocks for kind in one.kinds]


@pytest.mark.parametrize(
    ("base", "translation", "kind"),
    [
        pytest.param('kubectl get po --context="$A"', "kubectl get po", Kind.CONTEXT, id="a dropped context"),
        pytest.param('kubectl get po --context="$A"', 'kubectl get po --context="$B"', Kind.CONTEXT, id="a context"),
        pytest.param('helm ls --kube-context "$A"', "helm ls", Kind.CONTEXT, id="a context of helm"),
        pytest.param("kubectl get po -n blue", "kubectl get po -n green", Kind.NAMESPACE, id="a namespace"),
        pytest.param("kubectl get po -n blue", "kubectl get po", Kind.NAMESPACE, id="a dropped namespace"),
        pytest.param("X=$(kubectl get po -n a)", "X=$(kubectl get po -n b)", Kind.NAMESPACE, id="a namespace in $()"),
        pytest.param("kubectl apply -f a.yaml", "kubectl apply -f b.yaml", Kind.FILE, id="a file"),
        pytest.param("kubectl apply -f a.yaml", "kubectl create -f a.yaml", Kind.ARGUMENT, id="a verb"),
        pytest.param("kubectl get svc", "kubectl get pods", Kind.ARGUMENT, id="a resource"),
        pytest.param("kubectl get po -l app=a", "kubectl get po -l app=b", Kind.FLAG, id="a selector"),
        pytest.param("kubectl get po -w", "kubectl get po", Kind.FLAG, id="a dropped option"),
        pytest.param("curl http://a/x", "curl http://a/y", Kind.URL, id="an address"),
        pytest.param("curl http://a/v1.2.3/x", "curl http://a/v1.2.4/x", Kind.VERSION, id="a version"),
        pytest.param("export A=1", "export A=2", Kind.VARIABLE, id="a value"),
        pytest.param("echo a > b.txt", "echo a >> b.txt", Kind.REDIRECTION, id="a redirection"),
        pytest.param("cat a | sort", "cat a && sort", Kind.SHELL, id="a pipe"),
        pytest.param("curl -s a", "wget -s a", Kind.PROGRAM, id="a program"),
        pytest.param('echo "$A"', "echo '$A'", Kind.ARGUMENT, id="quotes that keep a variable"),
        pytest.param("kubectl get --all po", "kubectl get \u2013all po", Kind.TYPOGRAPHY, id="a dash"),
        pytest.param('echo "a b"', "echo \u201ca b\u201d", Kind.TYPOGRAPHY, id="typographic quotes"),
        pytest.param("kubectl get cm", "kubectl get \u0441m", Kind.TYPOGRAPHY, id="a Cyrillic letter"),
        pytest.param(
            "kubectl apply -f - <<EOF\na: 1 # one\nEOF",
            "kubectl \u0430pply -f - <<EOF\na: 1 # \u4e00\nEOF",
            Kind.TYPOGRAPHY,
            id="a Cyrillic letter above a translated comment",
        ),
        pytest.param("sh -c 'kubectl get po -n a'", "sh -c 'kubectl get po'", Kind.NAMESPACE, id="in a script"),
        pytest.param(
            "kubectl exec p -- sh -c 'curl http://a'", "kubectl exec p -- sh -c 'curl http://b'", Kind.URL, id="in exec"
        ),
        pytest.param('echo "Hello" --context=x', 'echo "你好"', Kind.CONTEXT, id="an option beside translated words"),
    ],
)
def test_a_difference_of_a_command_has_a_word(base: str, translation: str, kind: Kind) -> None:
    found = drift(bash(f"$ {base}"), bash(f"$ {translation}"))
    assert kinds(found) == [kind]
    assert found.blocks[0].functional


@pytest.mark.parametrize(
    ("base", "translation"),
    [
        pytest.param("kubectl get po  -A", "kubectl get po -A ", id="blanks"),
        pytest.param("kubectl get po # all", "kubectl get po # 全部", id="a comment"),
        pytest.param("kubectl get po", "kubectl get po # 全部", id="a comment that is added"),
        pytest.param("kubectl get \\\n  po", "kubectl get po", id="a continued line"),
        pytest.param("kubectl get po -n a", "kubectl get -n a po", id="the order of options"),
        pytest.param("kubectl get po -n a", "kubectl get po --namespace=a", id="the spelling of options"),
        pytest.param('kubectl get po -l "a=b"', "kubectl get po -l a=b", id="quotes"),
        pytest.param("curl https://x.io/latest/docs/a/", "curl https://x.io/latest/zh/docs/a/", id="a link"),
        pytest.param("kubectl logs <pod-name>", "kubectl logs <Pod 名称>", id="a placeholder"),
        pytest.param('echo "Hello, world"', 'echo "你好世界"', id="translated words"),
        pytest.param("export NAME=your-name", "export NAME=您的名字", id="a translated value"),
    ],
)
def test_noise_of_a_command(base: str, translation: str) -> None:
    assert kinds(drift(bash(f"$ {base}"), bash(f"$ {translation}"))) == []


MANIFEST = """\
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: front
  namespace: blue
spec:
  # the port
  port: 80
  image: a/b:1.0"""


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        pytest.param("io/v1", "io/v1alpha3", Kind.API_VERSION, id="an older apiVersion"),
        pytest.param("kind: Gateway", "kind: Gatway", Kind.RESOURCE_KIND, id="a kind"),
        pytest.param("namespace: blue", "namespace: green", Kind.NAMESPACE, id="a namespace"),
        pytest.param("  namespace: blue\n", "", Kind.NAMESPACE, id="no namespace"),
        pytest.param("1.0", "1.1", Kind.IMAGE, id="an image"),
        pytest.param("port: 80", "port: '80'", Kind.FIELD, id="a number in quotes"),
        pytest.param("  port: 80", "   port: 80", Kind.FIELD, id="an indent that breaks it"),
        pytest.param("name: front", "name: \u201cfront\u201d", Kind.TYPOGRAPHY, id="typographic quotes"),
        pytest.param("# the port", "# 端口", None, id="a comment"),
        pytest.param("  port: 80\n  image: a/b:1.0", "  image: a/b:1.0\n  port: 80", None, id="the order of keys"),
        pytest.param("port: 80", 'port:   80  # "80"', None, id="blanks"),
    ],
)
@pytest.mark.parametrize("heredoc", [True, False])
def test_a_difference_of_a_manifest_has_a_word(old: str, new: str, kind: Kind | None, *, heredoc: bool) -> None:
    assert old in MANIFEST
    texts = [MANIFEST, MANIFEST.replace(old, new)]
    pages = [bash(f"$ kubectl apply -f - <<EOF\n{text}\nEOF") if heredoc else block("yaml", text) for text in texts]
    expected = [] if kind is None else [kind]
    assert kinds(drift(*pages)) == expected


A, B, C = (bash(f"$ kubectl create ns {name}", f"$ kubectl label ns {name} a={name}") for name in ("red", "sea", "sky"))


@pytest.mark.parametrize(
    ("base", "translation", "expected"),
    [
        pytest.param([A, B, C], [A, C], [Kind.MISSING_BLOCK], id="missing"),
        pytest.param([A, C], [A, B, C], [Kind.ADDED_BLOCK], id="added"),
        pytest.param([A, B, C], [B, C, A], [Kind.MOVED_BLOCK], id="moved"),
        pytest.param([A, B], [A, block("plain", "kubectl create ns sea")], [Kind.BLOCK_SYNTAX], id="no commands"),
        pytest.param(["$ x"], ["说明"], [], id="no blocks"),
        pytest.param([A, block("plain", "Hello!")], [A, block("plain", "您好")], [], id="translated text"),
        pytest.param(
            [block("plain", "port 80")], [block("plain", "端口 81.5")], [Kind.TEXT], id="a number in translated text"
        ),
    ],
)
def test_blocks(base: list[str], translation: list[str], expected: list[Kind]) -> None:
    assert kinds(drift("\n".join(base), "\n".join(translation))) == expected


@pytest.mark.parametrize(
    ("base", "translation", "expected"),
    [
        pytest.param(["$ a 1", "$ b 2"], ["$ a 1"], [Kind.MISSING_COMMAND], id="missing"),
        pytest.param(["$ a 1"], ["$ a 1", "$ b 2"], [Kind.ADDED_COMMAND], id="added"),
        pytest.param(["$ a 1", "$ b 2"], ["$ b 2", "$ a 1"], [Kind.COMMAND_ORDER], id="in another order"),
        pytest.param(["$ a 1"], ["$ # 备注", "$ a 1"], [], id="a comment at a prompt"),
        pytest.param(["$ a 1"], [""], [Kind.MISSING_COMMAND], id="an empty block"),
    ],
)
def test_commands_of_a_block(base: list[str], translation: list[str], expected: list[Kind]) -> None:
    assert kinds(drift(bash(*base, own="one"), bash(*translation, own="one"))) == expected


@pytest.mark.parametrize(
    ("base", "translation", "differs"),
    [
        pytest.param("pod/a created", "pod/b created", True, id="another name"),
        pytest.param("HTTP/1.1 200 OK", "HTTP/1.1 403 Forbidden", True, id="another status"),
        pytest.param("all is well", "一切正常", False, id="translated"),
        pytest.param("web-7d4c8f9b6-x2x4z 1/1 5m", "web-5f6b8d7c9-k8k2w 1/1 12m", False, id="names of pods and ages"),
        pytest.param("a\nb\nc", "a\n...\nc", False, id="a gap"),
        pytest.param("pod/a created\npod/b created", "pod/a created", True, id="a row less"),
    ],
)
def test_expected_outputs(base: str, translation: str, *, differs: bool) -> None:
    found = drift(bash("$ kubectl get po", base), bash("$ kubectl get po", translation))
    assert kinds(found) == ([Kind.EXPECTED_OUTPUT] if differs else [])
    assert not any(one.functional for one in found.blocks)


def test_a_missing_block_is_reported_behind_the_block_before_it() -> None:
    found = drift(f"{A}\n{B}", f"文字\n\n{A}")
    assert (found.blocks[0].near.line, found.blocks[0].translation) == (3, None)
