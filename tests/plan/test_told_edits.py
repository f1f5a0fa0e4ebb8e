"""Diffs that a page tells its user to make in a file."""

from pathlib import Path

import pytest

from harness.parse.read import read_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings import Settings

MAKE = "```sh\ncat > bowl.yaml <<EOF\nsize: 4\nhot: no\nEOF\n```\n"
DIFF = "```diff\n-size: 4\n+size: 5\n hot: no\n```\n"
READ = "```sh\nkubectl apply -f bowl.yaml\n```\n"
EDIT = """git apply --unidiff-zero --recount - <<'END_OF_CHANGE'
--- a/bowl.yaml
+++ b/bowl.yaml
@@ -1 +1 @@
-size: 4
+size: 5
 hot: no
END_OF_CHANGE"""


def edits(tmp_path: Path, text: str) -> list[str]:
    page = tmp_path / "docs/a.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text)
    plan = plan_page(read_page(page), Settings(), overrides=Overrides())
    return [step.commands[0].text for step in plan.variants[0].steps if step.id.endswith(".edit")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f"{MAKE}\nEdit `bowl.yaml`:\n\n{DIFF}\n{READ}", [EDIT], id="of a file that the page makes"),
        pytest.param(f"{MAKE}\n将 `bowl.yaml` 修改为\uff1a\n\n{DIFF}\n{READ}", [EDIT], id="in another language"),
        pytest.param(f"Edit `bowl.yaml`:\n\n{DIFF}\n{READ}", [], id="of a file that is not there"),
        pytest.param(f"{MAKE}\nEdit `bowl.yaml`:\n\n{DIFF}", [], id="of a file that nothing reads"),
        pytest.param(f"{MAKE}\nWhat `bowl.yaml` was before:\n\n{DIFF}\n{READ}", [], id="only shown"),
        pytest.param(f"{MAKE}\nEdit `bowl.yaml`:\n\n```diff\n+size: 5\n```\n\n{READ}", [], id="nobody knows where"),
        pytest.param(
            f"{MAKE}\nEdit `bowl.yaml`:\n\n```diff\n size: 4\n ...\n+a: 5\n```\n\n{READ}", [], id="something left out"
        ),
        pytest.param(
            f"{MAKE}\nEdit `bowl.yaml`:\n\n```diff\nsize: 4\n+a: 5\n```\n\n{READ}", [], id="lines without their blank"
        ),
    ],
)
def test_edits(tmp_path: Path, text: str, found: list[str]) -> None:
    assert edits(tmp_path, text) == found


def test_a_file_of_the_checkout(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "bowl.yaml").write_text("size: 4\nhot: no\n")
    assert edits(tmp_path, f"Set the size in `bowl.yaml`:\n\n{DIFF}\n{READ}") == [EDIT]
