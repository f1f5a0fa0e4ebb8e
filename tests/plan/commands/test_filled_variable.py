"""Variables to which a command gives what another one prints."""

import pytest

from harness.plan.commands.filled_variable import filled, filled_by_functions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("X=$(a) Y=1; export Z=`b`", ("X", "Z"), id="each of them"),
        pytest.param("X=http://$(a)/ Y=$(a)$(b)", ("X", "Y"), id="what is a part, or several"),
        pytest.param("X=$X:$(a) Y+=$(b)", (), id="not what goes on from what it was"),
        pytest.param("X=$(a):$(b 2>/dev/null)", (), id="nor where one of several is silenced"),
        pytest.param("X=$(a || true) Y=$(b 2>/dev/null)", (), id="not what may be empty"),
        pytest.param("X=$(a 2>/dev/null | b)", (), id="nor where a part is silenced"),
        pytest.param("read X < <(a)", (), id="nothing else"),
        pytest.param(
            "if a; then X=$(b); fi; case a in b) Y=$(c);; esac; for i in a; do Z=$(b); done", (), id="what need not run"
        ),
    ],
)
def test_variables_that_are_to_have_a_value(text: str, names: tuple[str, ...]) -> None:
    assert filled(text) == names


@pytest.mark.parametrize(
    ("body", "text", "names"),
    [
        pytest.param("{ X=$(a); }", "bake", ("X",), id="called"),
        pytest.param("{ X=$(a); }", "bake rye > b; cool", ("X",), id="called among others"),
        pytest.param("{ local X=$(a); Y=$(b); }", "bake", ("Y",), id="what is its own"),
        pytest.param("{ local X; X=$(a); }", "bake", (), id="what it says before to be its own"),
        pytest.param("{ if a; then X=$(a); fi; }", "bake", (), id="what need not run"),
        pytest.param("{ X=$(a); }", "Y=$(bake); bake | cat; (bake)", (), id="in another shell"),
        pytest.param("{ X=$(a); }", "cool", (), id="not called"),
    ],
)
def test_variables_that_a_function_sets(body: str, text: str, names: tuple[str, ...]) -> None:
    assert filled_by_functions(text, {"bake": body}) == names
