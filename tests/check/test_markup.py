from collections.abc import Callable

import pytest

from harness.check import markup

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("##Before you begin\n", 3, id="a heading"),
        pytest.param("##Error: `no oven`\n", 3, id="a heading with a colon"),
        pytest.param("Ask htps://oven.example/a.\n", 3, id="a scheme"),
        pytest.param('```json\n{"a": "htp://oven.example"}\n```\n', 4, id="a scheme in a block"),
        pytest.param("Read [the guide] (/docs/guide/).\n", 3, id="a link in two"),
        pytest.param("Read (the guide)[/docs/guide/].\n", 3, id="a link the other way round"),
        pytest.param("One.\n\n<<<<<<< HEAD\nTwo.\n", 5, id="a mark of a merge"),
        pytest.param("One.\n<<<<<<< HEAD\nTwo.\n>>>>>>> main\n", 4, id="both marks of a merge"),
        pytest.param("One.\n\n=======\n\nTwo.\n", 5, id="the middle of a merge"),
        pytest.param("Use `oven to bake.\n", 3, id="a lost backtick"),
        pytest.param("```bash\nls\n\n```yaml\na: 1\n```\n", 3, id="a block that goes on"),
        pytest.param("a\n\n``bash\nls\n```\n", 5, id="two backticks"),
        pytest.param("{{< tip >}\nA tip.\n", 3, id="a brace at the end of a tag"),
        pytest.param("{{< tip >}}\nA tip.\n{< /tip >}}\n", 5, id="a brace at its start"),
        pytest.param("- a\n\n    {{< tip >}}\n    b\n{{< /tip >}}\n", 7, id="a closing tag at the margin"),
    ],
)
def test_one_character_off(found: Found, text: str, line: int) -> None:
    findings = found(markup.check, f"<!-- {{{{< -->\n\n{text}")

    assert findings[0].startswith(f"page.md:{line}: warning")
    assert "[broken-markup]" in findings[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Before\n\n#tag and ##\n", id="a heading"),
        pytest.param(
            "Ask http://a.example, https://a.example, ftp://a.example and git+https://a.example.\n", id="schemes"
        ),
        pytest.param("Read [the guide](/docs/guide/), or [1] (twice).\n", id="links"),
        pytest.param("Call f(x)[0] or (a)[b].\n", id="an index"),
        pytest.param("A title\n=======\n", id="a heading below its text"),
        pytest.param("````md\n```bash\nls\n```\n````\n", id="a block in a longer one"),
        pytest.param("```\n``bash\n~~~sh\n```\n", id="other marks in a block"),
        pytest.param("~~~sh\n```sh\n~~~\n", id="marks of another sort"),
        pytest.param("```text\n##oven\n<<<<<<< HEAD\n```\n", id="code"),
        pytest.param("Use `oven` and\n`mixer`, or `` a`b ``.\n", id="backticks"),
        pytest.param("П`ять слів.\n", id="an apostrophe"),
        pytest.param("See ```oven.go``` and ``` a``b ```.\n", id="three backticks"),
        pytest.param("Write {{</* tip */>}}.\n", id="a tag that is shown"),
    ],
)
def test_right(found: Found, text: str) -> None:
    assert found(markup.check, f"<!-- {{{{< -->\n\n{text}") == []
