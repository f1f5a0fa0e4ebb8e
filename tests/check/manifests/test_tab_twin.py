from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
OVEN = """apiVersion: zebra.dev/v1
kind: Oven
metadata:
  name: north
  namespace: shops
spec:
  size: small
  bread:
  - rye
  - wheat"""


def page(second: str, *, command: bool = True) -> str:
    """A tabset whose second tab has its manifest in lines 20 to 29, or 18 to 27 where the first is a block as well."""
    first = f"{{{{< text bash >}}}}\n$ kubectl apply -f - <<EOF\n{OVEN}\nEOF\n{{{{< /text >}}}}"
    if not command:
        first = f"{{{{< text yaml >}}}}\n{OVEN}\n{{{{< /text >}}}}"
    tab = '{{{{< tab name="{}" >}}}}\n{}\n{{{{< /tab >}}}}\n'.format
    file = f"{{{{< text yaml >}}}}\n{second}\n{{{{< /text >}}}}"
    return f"{{{{< tabset >}}}}\n{tab('Input', first)}{tab('File', file)}{{{{< /tabset >}}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        pytest.param("name: north", "name: south", "23", id="another value"),
        pytest.param("size:", "sizes:", "26", id="another field"),
        pytest.param("\n  - wheat", "", "28", id="an entry that one lacks"),
        pytest.param("\n  size: small", "", "26", id="a field that one lacks"),
        pytest.param("small", '"small"', "", id="quotes"),
        pytest.param("small", "$SIZE", "", id="what only running tells"),
        pytest.param("name: north", "name: north # or another", "", id="a remark"),
    ],
)
def test_one_difference(found: Found, old: str, new: str, place: str) -> None:
    findings = [each for each in found(manifest.check, page(OVEN.replace(old, new))) if "[unlike-tab]" in each]
    assert [each.split(": ")[0] for each in findings] == [f"page.md:{place}"] * bool(place)


@pytest.mark.parametrize(
    ("new", "count"),
    [
        pytest.param("south", 0, id="two environments"),
        pytest.param("norht", 1, id="a slip"),
    ],
)
def test_two_blocks_for_readers(found: Found, new: str, count: int) -> None:
    text = page(OVEN.replace("north", new), command=False)
    assert sum("[unlike-tab]" in each for each in found(manifest.check, text)) == count


def test_more_than_two_differences_are_two_things(found: Found) -> None:
    other = OVEN.replace("north", "south").replace("small", "large").replace("rye", "spelt")
    assert not [each for each in found(manifest.check, page(other)) if "[unlike-tab]" in each]
