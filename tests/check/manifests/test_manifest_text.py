from collections.abc import Callable

import pytest

from harness.check.manifests.manifest_text import Reader, files_given, manifest_texts
from harness.plan.step import PagePlan
from harness.shell.heredoc import UNKNOWN

Plan = Callable[[str], PagePlan]
MANIFEST = "apiVersion: v1\nkind: Pod"


@pytest.mark.parametrize(
    ("commands", "reader"),
    [
        pytest.param("$ kubectl apply -f - <<EOF\na: b\nEOF", Reader.APPLY, id="kubectl apply"),
        pytest.param("$ cat <<EOF | kubectl create -n x -f -\na: b\nEOF", Reader.APPLY, id="at the end of a pipe"),
        pytest.param("$ kubectl apply --server-side -f - <<EOF\na: b\nEOF", Reader.MANIFEST, id="a part is enough"),
        pytest.param("$ kubectl delete -f - <<EOF\na: b\nEOF", Reader.MANIFEST, id="kubectl delete"),
        pytest.param("$ istioctl install -y -f - <<EOF\na: b\nEOF", Reader.MANIFEST, id="istioctl"),
        pytest.param("$ helm install x y --values=- <<EOF\na: b\nEOF", Reader.YAML, id="values of a chart"),
        pytest.param("$ kind create cluster --config=- <<EOF\na: b\nEOF", Reader.MANIFEST, id="kind"),
        pytest.param("$ cat <<EOF > a.yaml\na: b\nEOF", Reader.YAML, id="a file with the ending"),
        pytest.param(
            "$ cat <<EOF > a.yaml\na: b\nEOF\n$ kubectl apply -f ./a.yaml", Reader.APPLY, id="a file used later"
        ),
        pytest.param("$ tee a.yaml <<EOF\na: b\nEOF\n$ kubectl apply -f a.yaml", Reader.APPLY, id="a file made by tee"),
        pytest.param(
            "$ cat <<EOF > a\na: b\nEOF\n$ istioctl analyze -f a", Reader.MANIFEST, id="a use without the ending"
        ),
        pytest.param(f"$ cat <<EOF > a\n{MANIFEST}\nEOF", Reader.MANIFEST, id="known by what is in it"),
        pytest.param("$ cat <<EOF > openssl.conf\na: b\nEOF", None, id="no YAML"),
        pytest.param("$ kubectl exec -i x -- sh <<EOF\necho\nEOF", None, id="a script"),
    ],
)
def test_who_reads_a_here_document(plan: Plan, commands: str, reader: Reader | None) -> None:
    texts = list(manifest_texts(plan(commands).page))

    assert [each.reader for each in texts] == ([] if reader is None else [reader])


def test_blocks_of_yaml_are_for_the_reader_of_the_page(plan: Plan) -> None:
    texts = list(manifest_texts(plan("{{< text yaml >}}\na: b\n{{< /text >}}\n").page))

    assert [(each.text, each.reader, each.at.line) for each in texts] == [("a: b", Reader.READER, 2)]


def test_lines_that_only_running_would_fill_are_empty(plan: Plan) -> None:
    (text,) = manifest_texts(plan("$ kubectl apply -f - <<EOF\na: $B\n$(cat more)\nEOF").page)

    assert text.text == f"a: {UNKNOWN}\n"
    assert str(text.place(1, 4)) == "page.md:7"


@pytest.mark.parametrize(
    ("words", "given"),
    [
        pytest.param("kubectl apply -f a -f b", [("a", Reader.APPLY), ("b", Reader.APPLY)], id="several flags"),
        pytest.param("kubectl apply --filename=a,b", [("a", Reader.APPLY), ("b", Reader.APPLY)], id="a list"),
        pytest.param("timeout 5 kubectl get -f a", [("a", Reader.MANIFEST)], id="behind a wrapper"),
        pytest.param("grep -f a", [], id="another program's flag"),
    ],
)
def test_files_that_a_call_reads(words: str, given: list[tuple[str, Reader]]) -> None:
    assert list(files_given(tuple(words.split()))) == given
