"""Real pages: nothing is called an error that is none. Each error below was looked at, and is one on its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.check.catalogue.catalogue import builtin_catalogue
from harness.check.check_plan import check_plan
from harness.diagnostic import Diagnostic, Severity
from harness.parse.read import read_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings

ERRORS = {
    "en/docs/ops/common-problems/injection/index.md:196 shell-error",
    "en/docs/ops/common-problems/upgrade-issues/index.md:58 unknown-field",
    "en/docs/reference/config/analysis/ist0155/index.md:58 duplicate-key",
    "en/docs/reference/config/analysis/ist0155/index.md:141 duplicate-key",
    "uk/docs/ops/common-problems/injection/index.md:172 shell-error",
    "uk/docs/ops/common-problems/upgrade-issues/index.md:49 unknown-field",
    "zh/docs/ops/common-problems/injection/index.md:184 shell-error",
    "zh/docs/ops/common-problems/upgrade-issues/index.md:54 unknown-field",
    "zh/docs/reference/config/analysis/ist0155/index.md:64 duplicate-key",
    "zh/docs/reference/config/analysis/ist0155/index.md:148 duplicate-key",
    "zh/docs/tasks/observability/metrics/classify-metrics/index.md:105 manifest-syntax",
    "zh/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/index.md:133 unknown-field",
    "zh/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/index.md:134 unknown-field",
}


def findings(path: Path) -> tuple[Diagnostic, ...]:
    settings = Settings()
    plan = plan_page(read_page(path), settings, overrides=Overrides())
    return check_plan(plan, catalogue=builtin_catalogue(), known_variables=frozenset(settings.variables))


def errors(path: Path) -> Iterator[Diagnostic]:
    return (each for each in findings(path) if each.severity is Severity.ERROR)


def test_the_seed_page_has_two_errors(shared: Path) -> None:
    page = shared / "seed/multi-primary_multi-network/index.md"

    assert [str(each).removeprefix(str(page)) for each in errors(page)] == [
        f":{line}: error: unknown API group 'insall.istio.io' [unknown-api-group]\n"
        "  expected: install.istio.io/v1alpha1 for the kind IstioOperator\n"
        "  to fix:   did you mean 'install.istio.io'?"
        for line in (59, 210)
    ]


@pytest.mark.parametrize("language", ["en", "uk", "zh"])
def test_errors_of_real_pages(shared: Path, language: str) -> None:
    content = shared / "corpus/content"
    found = {
        f"{each.at.path.relative_to(content)}:{each.at.line} {each.code}"
        for path in sorted((content / language / "docs").glob("**/*.md"))
        for each in errors(path)
    }

    assert found == {error for error in ERRORS if error.startswith(f"{language}/")}
