"""Charts that a copy of a repository has in another version only."""

from pathlib import Path

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.page.chart_copies import ChartCopies
from harness.source import Location

URL = "http://127.0.0.1:4000"
BY_NAME = "Error: INSTALLATION FAILED: chart \"base\" matching 1.2.0 not found in shop index. (try 'helm repo update')"


@pytest.fixture
def copies(tmp_path: Path) -> ChartCopies:
    config = tmp_path / ".config" / "helm"
    config.mkdir(parents=True)
    known = [f"- {{name: shop, url: '{URL}/'}}", "- {name: public, url: 'https://charts.example.com'}"]
    (config / "repositories.yaml").write_text("\n".join(["repositories:", *known]))
    (tmp_path / "base-1.3.0.tgz").touch()
    return ChartCopies(home=tmp_path, urls={URL: tmp_path})


@pytest.mark.parametrize(
    ("said", "blames_page"),
    [
        pytest.param(BY_NAME, False, id="by name"),
        pytest.param(f'Error: chart "base" version "1.2.0" not found in {URL} repository', False, id="by URL"),
        pytest.param(BY_NAME.replace("shop", "public"), True, id="the repository itself"),
        pytest.param(BY_NAME.replace("shop", "other"), True, id="unknown repository"),
        pytest.param(BY_NAME.replace("base", "bsae"), True, id="no such chart"),
        pytest.param(
            'Error: chart "base" version "1.2.0" not found in https://charts.example.com repository',
            True,
            id="another URL",
        ),
        pytest.param("Error: repo other not found", True, id="something else"),
    ],
)
def test_whose_fault_a_missing_version_is(copies: ChartCopies, said: str, *, blames_page: bool) -> None:
    text = "helm install base shop/base --version 1.2.0"
    command = Command(at=Location(path=Path("page.md"), line=1), text=text, documented=text, expected=None)
    output = Output(text=said, status=1, ended=Ended.EXITED, seconds=0.0)
    result = copies.judged(CommandResult(command=command, output=output, failure=Failure.STATUS))
    assert result.failure is (Failure.STATUS if blames_page else Failure.INFRASTRUCTURE)
