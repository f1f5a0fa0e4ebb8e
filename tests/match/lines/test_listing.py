import pytest

from harness.match.lines.listing import listing
from harness.match.rules import ALL_RULES

EXPECTED = "certs:\na.crt          b.key\na.key c.key\n\nmore:\nz.crt"


@pytest.mark.parametrize(
    ("actual", "rules"),
    [
        pytest.param(EXPECTED, [], id="the same"),
        pytest.param("certs:\na.crt  a.key  b.key  c.key\n\nmore:\nz.crt\n", ["listing"], id="other columns"),
        pytest.param("certs:\na.crt\na.key\nb.key\nc.key\n\nmore:\nz.crt\n", ["listing"], id="one a line"),
        pytest.param("more:\nz.crt\n\ncerts:\na.crt a.key b.key c.key", ["listing"], id="another order of folders"),
    ],
)
def test_agrees(actual: str, rules: list[str]) -> None:
    match = listing(EXPECTED, actual)
    assert (match.agrees, match.telling) == (True, "")
    assert sorted({rule for one in match.differences for rule in one.rules}) == rules


@pytest.mark.parametrize(
    ("actual", "telling"),
    [
        pytest.param(
            "certs:\na.crt a.key b.key\nmore:\nz.crt", "line 3 is missing: `certs/c.key`", id="a file is missing"
        ),
        pytest.param(
            "certs:\na.crt a.key b.key c.key x\nmore:\nz.crt",
            "the output has a line that the page does not show: `certs/x`",
            id="one more",
        ),
        pytest.param(
            "certs:\na.crt a.key b.key c.key z.crt\nmore:",
            "line 6: expected `more/z.crt`, got `certs/z.crt`",
            id="in another folder",
        ),
    ],
)
def test_disagrees(actual: str, telling: str) -> None:
    match = listing(EXPECTED, actual)
    assert not match.agrees
    assert match.telling == telling


def test_without_the_rule_columns_count() -> None:
    assert not listing("a b\nc", "a b c", rules=ALL_RULES.without({"listing"})).agrees
