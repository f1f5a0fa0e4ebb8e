"""What stands around a block, wherever it is on its page."""

import pytest

from harness.plan.alternatives.lead import leads_of


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param('{{% code_sample file="jar.yaml" %}}', id="a shortcode that stands alone"),
        pytest.param("{{< highlight bash >}}\nls\n{{< /highlight >}}", id="a shortcode with its own end"),
        pytest.param("```shell\nls\n```", id="a fence"),
    ],
)
def test_blocks_below_any_other_are_seen(shown: str) -> None:
    text = f"# Jam\n\nFirst:\n\n{shown}\n\nIn your shell:\n\n```shell\nls\n```\n"
    below = text.split("\n").index("In your shell:") + 3
    leads = leads_of(text, frozenset({5, below}))
    assert {line: lead.text for line, lead in leads.items()} == {5: "First:", below: "In your shell:"}


def test_what_a_shortcode_holds_is_no_text_above() -> None:
    text = "First:\n\n{{< highlight bash >}}\nNot me:\n{{< /highlight >}}\n\n```shell\nls\n```\n"
    assert leads_of(text, frozenset({3, 7}))[7].text == ""
