from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.check.catalogue.catalogue import Catalogue, builtin_catalogue
from harness.check.check_plan import check_plan
from harness.check.selection import RuleSelection
from harness.diagnostic import Severity
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.settings import Settings

Plan = Callable[[str], PagePlan]

PAGE = """\
$ kubectl gett pods
$ cat <<EOF > a.yaml
apiVersion: insall.istio.io/v1alpha1
kind: IstioOperator
EOF
$ echo $ZEBRA"""


def codes(plan: PagePlan, **options: object) -> list[tuple[int, str]]:
    found = check_plan(plan, catalogue=builtin_catalogue(), known_variables=frozenset(), **options)  # type: ignore[arg-type]
    return [(each.at.line, each.code) for each in found]


def test_findings_come_in_the_order_of_the_page(plan: Plan) -> None:
    assert codes(plan(PAGE)) == [(5, "unknown-subcommand"), (7, "unknown-api-group"), (10, "unknown-variable")]


def test_rules_can_be_off(plan: Plan) -> None:
    rules = RuleSelection(off=frozenset({"unknown-api-group", "unknown-variable"}))

    assert codes(plan(PAGE), rules=rules) == [(5, "unknown-subcommand")]


def test_rules_can_count_more(plan: Plan) -> None:
    rules = RuleSelection(severity={"unknown-variable": Severity.ERROR})
    found = check_plan(plan(PAGE), catalogue=builtin_catalogue(), known_variables=frozenset(), rules=rules)

    assert {each.severity for each in found} == {Severity.ERROR}


def test_what_a_cluster_serves_is_known(plan: Plan) -> None:
    discovery = Catalogue.named({"insall.istio.io/v1alpha1": ["IstioOperator"]})

    assert (7, "unknown-api-group") not in codes(plan(PAGE), discovery=discovery)


def test_known_variables_have_a_value(plan: Plan) -> None:
    found = check_plan(plan(PAGE), catalogue=builtin_catalogue(), known_variables={"ZEBRA"})

    assert "unknown-variable" not in {each.code for each in found}


def test_a_page_without_commands_is_well(plan: Plan) -> None:
    assert codes(plan("{{< tip >}}\nText.\n{{< /tip >}}\n")) == []


PIECES = st.sampled_from(
    [
        *(
            "apiVersion: v1\n",
            "kind: Pod\n",
            "metadata:\n",
            "  name: a\n",
            "spec:\n",
            "  - x: &a [*a]\n",
            "---\n",
            "...\n",
        ),
        *(
            "$ kubectl apply -f - <<EOF\n",
            "EOF\n",
            "$ for i in $A; do \\\n",
            "done\n",
            "$ echo '",
            '"',
            "$(",
            ")",
            "\t",
            "é",
        ),
        *(
            "--set a.b[0]=c,d",
            "--context=$A ",
            " | xargs kubectl get ",
            "> f.yaml\n",
            "<name>",
            "`",
            "\\",
            "{",
            "[",
            "%",
        ),
    ]
)


@settings(deadline=None)  # each page asks bash, and a busy machine is no failure
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_page_is_checked_without_a_crash(text: str) -> None:
    for block in ("bash", "yaml"):
        page = f"{{{{< text {block} >}}}}\n{text}\n{{{{< /text >}}}}\n"
        plan = plan_page(parse_page(page, path=Path("page.md")), Settings(), overrides=Overrides())

        for each in check_plan(plan, catalogue=builtin_catalogue(), known_variables=frozenset()):
            assert 1 <= each.at.line <= page.count("\n") + 1
