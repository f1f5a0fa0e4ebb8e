from collections.abc import Callable

import pytest

from harness.check.commands import lost_sign

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("$ cat <EOF > a\nx\nEOF", 1, id="one sign"),
        pytest.param("$ kubectl apply -f - <'END'\nx\nEND", 1, id="quoted"),
        pytest.param("$ kubectl apply -f - <<EOF \\\nkind: A\nEOF", 1, id="a backslash before the text"),
        pytest.param("$ kubectl apply <<EOF \\\n  -f -\nkind: A\nEOF", 0, id="a command of two lines"),
        pytest.param("$ cat <<EOF > a\nx\nEOF", 0, id="two signs"),
        pytest.param("$ cat <<EOF a.yaml\nx\nEOF", 1, id="a file without its sign"),
        pytest.param("$ cat a.yaml <<EOF\nx\nEOF", 1, id="a file before the here-document"),
        pytest.param("$ oven 2&>1 | grep a", 1, id="signs swapped"),
        pytest.param("$ X=$(oven 2>$1)", 1, id="an argument of nothing"),
        pytest.param("$ oven > a 2>1", 1, id="a file that is called 1"),
        pytest.param("$ oven > a 2>&1", 0, id="errors to the output"),
        pytest.param("$ f() { oven 2>$1; }", 0, id="an argument of a function"),
        pytest.param("$ cat <<EOF | tee a.yaml\nx\nEOF", 0, id="a file of another program"),
        pytest.param("$ cat <<<EOF\nEOF", 0, id="three signs"),
        pytest.param("$ cat <FILE > a\n$ echo x", 0, id="a file of that name"),
        pytest.param("$ echo -n 'a' ./b.txt\n$ cat b.txt", 1, id="a file that is printed"),
        pytest.param("$ echo -n 'a' ./b.txt", 0, id="a file that nothing else names"),
    ],
)
def test_the_sign_of_a_here_document(found: Found, text: str, count: int) -> None:
    assert [each.startswith("page.md:5: error") for each in found(lost_sign.check, text)] == [True] * count
