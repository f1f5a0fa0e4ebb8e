from collections.abc import Callable

import pytest

from harness.check import shortcode_attribute

Found = Callable[..., list[str]]
TABS = "".join(f'{{{{< tab name="{name}" value-of="a" >}}}}\na\n{{{{< /tab >}}}}\n' for name in "AC")


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
    text = f"{{{{< tabset >}}}}\n{TABS}{tab}{{{{< /tabset >}}}}\n"
    assert [each[: len("page.md:8: ")] for each in found(shortcode_attribute.check, text)] == ["page.md:8: "] * findings


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        pytest.param("Helm chart", 0, id="the same"),
        pytest.param("Helm chrat", 1, id="one slip off"),
        pytest.param("Manifest", 0, id="another one"),
    ],
)
def test_values_of_attributes(found: Found, name: str, findings: int) -> None:
    text = "".join(
        f'{{{{< tabset >}}}}\n{{{{< tab name="{each}" >}}}}\na\n{{{{< /tab >}}}}\n{{{{< /tabset >}}}}\n'
        for each in ("Helm chart", "Helm chart", name)
    )
    assert ["[misspelt-attribute]" in each for each in found(shortcode_attribute.check, text)] == [True] * findings


@pytest.mark.parametrize(
    ("tag", "findings"),
    [
        pytest.param("boilerlate oven", ["boilerplate"], id="one that sites have"),
        pytest.param("carrd oven", [], id="a short one of the page"),
        pytest.param("recipe oven", [], id="one of its own"),
        pytest.param("boilerplates oven", [], id="a plural"),
    ],
)
def test_names_of_shortcodes(found: Found, tag: str, findings: list[str]) -> None:
    told = found(shortcode_attribute.check, f"{{{{< card a >}}}}\n{{{{< card b >}}}}\n{{{{< {tag} >}}}}\n")
    assert [each.partition("did you mean '")[2].rstrip("'?\n") for each in told] == findings


@pytest.mark.parametrize(("tag", "findings"), [("a syntax=bash oven snip_id=b", 1), ("a bash", 0), ('a b="c d"', 0)])
def test_words_without_a_name(found: Found, tag: str, findings: int) -> None:
    assert len(found(shortcode_attribute.check, f"{{{{< {tag} >}}}}\n")) == findings


@pytest.mark.parametrize(
    ("names", "findings"),
    [
        pytest.param(("Chart", "Manifest"), [], id="two"),
        pytest.param(("Chart", "Chart"), ["page.md:1: "], id="one name twice"),
    ],
)
def test_names_of_tabs(found: Found, names: tuple[str, ...], findings: list[str]) -> None:
    tabs = "".join(f'{{{{< tab name="{each}" >}}}}\na\n{{{{< /tab >}}}}\n' for each in names)
    text = f"{{{{< tabset >}}}}\n{tabs}{{{{< /tabset >}}}}\n"
    assert [each[: len("page.md:1: ")] for each in found(shortcode_attribute.check, text)] == findings
