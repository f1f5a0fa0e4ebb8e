import pytest

from harness.match.lines.tolerant import tolerant
from harness.match.rules import ALL_RULES
from harness.settings import tolerance

ONE = 'Error from server (Forbidden): pods "two" is forbidden: exceeded quota: small, used: memory=600Mi, limited: 1Gi'


@pytest.mark.parametrize(
    ("page", "agrees"),
    [
        pytest.param(ONE.replace("quota: ", "quota:\n"), True, id="broken at a blank"),
        pytest.param(ONE.replace(", ", ",\n"), True, id="broken twice"),
        pytest.param(ONE.replace(", used", ",used").replace(", lim", ",\nlim"), True, id="with a blank less"),
        pytest.param(ONE.replace("600Mi, ", "700Mi,\n"), False, id="another value"),
        pytest.param(f"{ONE}\nmore", False, id="a line more"),
        pytest.param(ONE.partition(", used")[0] + "\nwhile", False, id="a part only"),
    ],
)
def test_a_long_line_may_be_broken(page: str, *, agrees: bool) -> None:
    assert tolerant(page, ONE).agrees is agrees


def test_a_short_line_is_not_broken() -> None:
    assert not tolerant("two\nwords", "two words").agrees


def test_lines_around_it_count() -> None:
    broken = ONE.replace("quota: ", "quota:\n")
    assert tolerant(f"first\n{broken}\nlast", f"first\n{ONE}\nlast").agrees
    assert not tolerant(f"first\n{broken}\nlast", f"first\n{ONE}\nother").agrees


def test_without_the_rule_each_line_counts() -> None:
    broken = ONE.replace("quota: ", "quota:\n")
    assert not tolerant(broken, ONE, rules=ALL_RULES - {tolerance.WRAPPED}).agrees
