from collections.abc import Callable

import pytest

from harness.check import prose_value

Found = Callable[..., list[str]]
BLOCK = "\n{{< text yaml >}}\nimage: shop/oven:1.4.2\nports:\n- containerPort: 8080\n{{< /text >}}\n"


@pytest.mark.parametrize("text", ["It runs `shop/oven:1.4.1`.", "It listens on port 8180.", "Open port `8070`."])
def test_unlike(found: Found, text: str) -> None:
    (finding,) = found(prose_value.check, f"{text}\n{BLOCK}")

    assert finding.startswith("page.md:1: warning")
    assert "[unlike-manifest]" in finding


@pytest.mark.parametrize(
    "text",
    [
        "It runs `shop/oven:1.4.2`.",
        "It runs `shop/mixer:1.4.1`.",
        "It listens on port 8080.",
        "Port 9090 is another one.",
        "Its metrics are on port 8081, beside it.",
        "Its health is on port 8082.",
        "Change the image to `shop/oven:1.4.3`.",
        "From `shop/oven:1.4.2` to `shop/oven:1.4.3`.",
        "From `shop/oven:1.4.1` to `shop/oven:1.4.1`.",
        "It listens on `localhost:9411`.",
    ],
)
def test_alike(found: Found, text: str) -> None:
    assert found(prose_value.check, f"{text}\n{BLOCK}") == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("See `bakery-ovn`.", ["bakery-oven"], id="a name"),
        pytest.param("A `VirtualSevice` leads there.", ["VirtualService"], id="a kind"),
        pytest.param("See `bakeryoven`.", [], id="a name without its hyphen"),
        pytest.param("See `bakery-ovens`, `bakery-oven` and `florist`.", [], id="other names"),
        pytest.param("Rename `bakery-oven` to `bakery-api`.", [], id="another name"),
        pytest.param("Set `enable`, and `create` it.", [], id="a form of a word"),
        pytest.param("A `LoadBlancer` leads there.", ["LoadBalancer"], id="a value of a field"),
        pytest.param("Either `bakery-ovn` or `bakery-ovn`.", [], id="a name that is there again"),
    ],
)
def test_names_of_the_text(found: Found, text: str, meant: list[str]) -> None:
    blocks = "{{< text bash >}}\n$ kubectl get pod bakery-oven\n$ kubectl logs bakery-oven\n{{< /text >}}\n"
    blocks += "{{< text yaml >}}\na:\n  enabled: true\nb:\n  enabled: false\n{{< /text >}}\n"
    assert [each.rsplit("'", maxsplit=2)[1] for each in found(prose_value.check, f"{text}\n\n{blocks}")] == meant


@pytest.mark.parametrize(
    ("syntax", "body"),
    [
        pytest.param(
            "go", "err = Append(err, uint64(1))\nerr = Append(err, uint64(2))", id="names of a program's source"
        ),
        pytest.param("bash", "$ dockerd -H a\n$ dockerd -H b", id="a program"),
    ],
)
def test_words_of_blocks_that_are_no_names(found: Found, syntax: str, body: str) -> None:
    block = f"{{{{< text {syntax} >}}}}\n{body}\n{{{{< /text >}}}}\n"
    assert found(prose_value.check, f"Use `append`, `sint64` and `docker0`.\n\n{block}") == []
