"""Shortcodes of a site's own that hold code, known by their names."""

from pathlib import Path

import pytest

from harness.parse.parser import parse_page
from harness.sites.docsy import DOCSY
from harness.sites.hugo import HUGO

FENCE = "```bash\nkubectl get pods\n```"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("{{< terminal >}}\nkubectl get pods\n{{< /terminal >}}", [("kubectl get pods", None)], id="typed"),
        pytest.param("{{% cli %}}\n$ bake\nrye\n{{% /cli %}}", [("bake", "rye")], id="a session"),
        pytest.param("{{< copy >}}kubectl get pods{{< /copy >}}", [("kubectl get pods", None)], id="on one line"),
        pytest.param('{{< codeblock lang="sh" >}}\nbake\n{{< /codeblock >}}', [("bake", None)], id="a syntax"),
        pytest.param("{{< clipboard >}}\nkind: Pod\n{{< /clipboard >}}", [], id="a manifest"),
        pytest.param(
            "{{< cmd >}}\nbake\n{{< /cmd >}}\n\n{{< output >}}\nrye\n{{< /output >}}", [("bake", "rye")], id="an output"
        ),
        pytest.param(
            f"{{{{< terminal >}}}}\n{FENCE}\n{{{{< /terminal >}}}}", [("kubectl get pods", None)], id="a fence"
        ),
        pytest.param("Type {{< command >}}kubectl get pods{{< /command >}} now.", [], id="in a sentence"),
        pytest.param(f"{{{{< clipboard >}}}}\n\n{FENCE}", [("kubectl get pods", None)], id="one that is not closed"),
    ],
)
def test_blocks_by_their_names(text: str, found: list[tuple[str, str | None]]) -> None:
    page = parse_page(f"{text}\n", path=Path("page.md"), site=HUGO)
    assert [(one.command, one.expected) for snippet in page.snippets for one in snippet.segments] == found
    assert page.diagnostics == ()


def test_cards_of_docsy_hold_code_or_text() -> None:
    cards = (
        '{{< card code=true header="Run" lang="bash" >}}\necho loaf\n{{< /card >}}\n'
        '{{< card code=true header="Output" lang="text" >}}\nloaf\n{{< /card >}}\n'
        f'{{{{< card header="Text" >}}}}\nRead this:\n\n{FENCE}\n{{{{< /card >}}}}\n'
    )
    page = parse_page(cards, path=Path("page.md"), site=DOCSY)
    found = [(one.command, one.expected) for snippet in page.snippets for one in snippet.segments]
    assert found == [("echo loaf", "loaf"), ("kubectl get pods", None)]
