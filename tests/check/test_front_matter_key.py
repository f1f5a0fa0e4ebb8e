from collections.abc import Callable

import pytest

from harness.check import front_matter_key

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("front", "meant"),
    [
        pytest.param("tilte: Page", ["title"], id="a key"),
        pytest.param("title: Page\ntest: yess", ["yes"], id="whether the page is tested"),
        pytest.param("title: Page\nwieght: 2", ["weight"], id="letters swapped"),
        pytest.param("title: Page\nwieght: 2\nweight: 3", [], id="the right key is there, too"),
        pytest.param("title: Page\nlinkTitle: A\n_build: {}\noven: hot", [], id="other keys"),
        pytest.param("title: Page\ndata: a\ntext: b\ntag: c", [], id="words like a key"),
        pytest.param("title: Page\ntest: n/a", [], id="another answer"),
        pytest.param("title: Page\ntest: Yes", [], id="an answer in capital letters"),
    ],
)
def test_keys(found: Found, front: str, meant: list[str]) -> None:
    text = f"---\n{front}\n---\n\n{{{{< tip >}}}}a{{{{< /tip >}}}}\n"
    assert [each.rsplit("'", maxsplit=2)[1] for each in found(front_matter_key.check, text)] == meant
