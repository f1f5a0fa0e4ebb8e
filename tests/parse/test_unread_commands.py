from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.sites.istio_io import ISTIO_IO
from harness.sites.mkdocs_material import MKDOCS_MATERIAL

PAGE = Path("page.md")
READ = "```bash\necho read\n```\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("{{< highlight bash >}}\necho hi\n{{< /highlight >}}\n", 1, id="highlight"),
        pytest.param("{{< script lang=bash >}}\necho hi\n{{< /script >}}\n", 1, id="a shortcode of the site's own"),
        pytest.param("{{< typed >}}\n$ echo hi\n{{< /typed >}}\n", 2, id="a prompt in a shortcode"),
        pytest.param("{{< typed >}}\nkubectl get pods\n{{< /typed >}}\n", 1, id="calls in a shortcode"),
        pytest.param("<Tabs>\n<TabItem>\n$ helm list\n</TabItem>\n</Tabs>\n", 3, id="tags of a component"),
    ],
)
@pytest.mark.parametrize("beside", ["", READ], ids=["alone", "beside a block"])
def test_commands_that_no_block_holds(text: str, line: int, beside: str) -> None:
    page = parse_page(f"{text}\n{beside}", path=PAGE)
    assert [(odd.code, odd.at.line) for odd in page.diagnostics] == [("unread-commands", line)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Linux\n\n    ```bash\n    echo linux\n    ```\n", id="a fence that is indented as code"),
        pytest.param("Run:\n\n    $ kubectl get pods\n", id="indented code"),
        pytest.param("Run:\n\n    ```\n    kubectl get pods\n    ```\n", id="a fence without a syntax in it"),
    ],
)
@pytest.mark.parametrize("beside", ["", READ], ids=["alone", "beside a block"])
def test_indented_code_where_it_is_not_read(text: str, beside: str) -> None:
    page = parse_page(f"{text}\n{beside}", path=PAGE, site=ISTIO_IO)
    assert [(odd.code, odd.at.line) for odd in page.diagnostics] == [("unread-commands", 3)]
    assert parse_page(f"{text}\n{beside}", path=PAGE, site=MKDOCS_MATERIAL).diagnostics == ()


def test_one_finding_names_all_places() -> None:
    text = "    $ one\n    $ two\n\nText.\n\n    $ three\n"
    (odd,) = parse_page(text, path=PAGE, site=ISTIO_IO).diagnostics
    assert (odd.at.line, "line 6" in odd.message) == (1, True)


def test_fences_without_a_shell_matter_where_nothing_else_is_read() -> None:
    text = "```yaml\n$ echo hi\n```\n"
    assert [odd.code for odd in parse_page(text, path=PAGE).diagnostics] == ["unread-commands"]
    assert parse_page(text + "\n" + READ, path=PAGE).diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("    echo indented\n", id="indented code without a prompt"),
        pytest.param("<!--\n$ echo hidden\n-->\n", id="a comment"),
        pytest.param("It costs\n$ 5 a month.\n", id="money"),
        pytest.param("{{< text plain >}}\n$ echo shown\n{{< /text >}}\n", id="a block of plain text"),
        pytest.param("{{< remark >}}\nkubectl is a client.\n{{< /remark >}}\n", id="prose in a shortcode"),
        pytest.param("1.  In a list:\n\n    ```bash\n    echo a\n    ```\n", id="a fence in a list"),
    ],
)
def test_what_holds_no_commands(text: str) -> None:
    assert parse_page(f"{text}\n{READ}", path=PAGE).diagnostics == ()
