"""``--prove``: what the expected outputs of a run prove, told at its end."""

from typing import Any

import pytest


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "workers"])
def test_weak_places_are_told(site: Any, text: Any, workers: list[str]) -> None:
    site.page("a.md", text("one", "$ echo up 3s\nup 7s"))
    run = site.run_apart if workers else site.run
    result = run("--prove", "a.md", *workers)
    assert result.status == 0
    assert "a.md:8: would also accept" in result.out
    assert "(rule: age)" in result.out


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--prove"], 1)], ids=["not asked for", "asked for"])
def test_a_state_that_nobody_looks_at_fails_the_run(site: Any, text: Any, options: list[str], status: int) -> None:
    site.page("a.md", text("one", "$ printf 'front\\nRunning\\n'\nfront\nRunning"))
    site.file("plans/a.yml", "snippets:\n  one:\n    match: first-line\n")
    assert site.run(*options, "a.md").status == status
