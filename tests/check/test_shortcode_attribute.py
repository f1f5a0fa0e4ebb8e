from collections.abc import Callable

import pytest

from harness.check import shortcode_attribute

Found = Callable[..., list[str]]
TABS = '{{{{< tab name="A" value-of="a" >}}}}\na\n{{{{< /tab >}}}}\n' * 2


@pytest.mark.parametrize(
    ("attribute", "findings"),
    [
        pytest.param("valu-of", 1, id="one slip off"),
        pytest.param("value-of", 0, id="the same"),
        pytest.param("colour", 0, id="another one"),
    ],
)
def test_attributes_of_shortcodes(found: Found, attribute: str, findings: int) -> None:
    tab = f'{{{{< tab name="B" {attribute}="b" >}}}}\nb\n{{{{< /tab >}}}}\n'
    text = f"{{{{< tabset >}}}}\n{TABS.format()}{tab}{{{{< /tabset >}}}}\n"
    assert [each[: len("page.md:8: ")] for each in found(shortcode_attribute.check, text)] == ["page.md:8: "] * findings
