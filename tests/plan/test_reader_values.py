"""Values that only the reader of a page has, and those that the page gives for example."""

from pathlib import Path

import pytest

from harness.parse import parse_page
from harness.plan.overrides.override import Overrides
from harness.plan.page_plan import plan_page
from harness.settings.sections import Settings

FILL = 'NAME="<the name of your service>"'


def planned(text: str, **settings: object) -> dict[str, str | None]:
    """What each command of a page is typed as, and why it is not run."""
    page = parse_page(text, path=Path("page.md"))
    plan = plan_page(page, Settings(pages="all", **settings), overrides=Overrides())  # type: ignore[arg-type]
    steps = plan.variants[0].steps
    return {command.text: step.skip or command.skip for step in steps for command in step.commands}


def blocks(*parts: str) -> str:
    """Those with words and a colon at their end are prose, others blocks."""
    return "\n\n".join(part if part.endswith((":", ".")) else f"```bash\n{part}\n```" for part in parts) + "\n"


NEEDED = "needs a value: NAME (plan file or settings)"


@pytest.mark.parametrize(
    ("page", "command", "skip"),
    [
        pytest.param((FILL, "echo $NAME"), "echo $NAME", NEEDED, id="what reads it"),
        pytest.param((FILL, "X=a-$NAME", "echo $X"), "echo $X", NEEDED, id="what reads what is made of it"),
        pytest.param((FILL, "echo $NAME > f", "cat f"), "cat f", NEEDED, id="what reads a file that it is in"),
        pytest.param((FILL, "echo a"), "echo a", None, id="what has nothing to do with it"),
        pytest.param((FILL, "NAME=a", "echo $NAME"), "echo $NAME", None, id="a value that comes later"),
        pytest.param((FILL, "echo ${NAME:-a}"), "echo ${NAME:-a}", None, id="a default"),
        pytest.param(("TOKEN=YOUR_TOKEN", FILL, "echo $NAME"), "echo $NAME", NEEDED, id="each by its name"),
        pytest.param(("NAME=CHANGEME", "echo $NAME"), "echo $NAME", NEEDED, id="a word that says so"),
        pytest.param(
            ("echo $YOUR_OVEN",),
            "echo $YOUR_OVEN",
            "needs a value: YOUR_OVEN (plan file or settings)",
            id="by its name",
        ),
        pytest.param(
            ("echo $NAME", "Make sure `NAME` is set to your\noven's name."), "echo $NAME", NEEDED, id="as the page says"
        ),
        pytest.param(
            ("Replace `$NAME` with the name of your oven:", "echo $NAME"), "echo $NAME", NEEDED, id="to replace"
        ),
        pytest.param(("将 `NAME` 设置为你的名字:", "echo $NAME"), "echo $NAME", NEEDED, id="in another language"),
        pytest.param(
            ("`NAME` now holds the oven's name.", "echo $NAME"), "echo $NAME", None, id="what only tells of it"
        ),
        pytest.param(
            ("Make sure `NAME` is set to your oven:", "NAME=a", "echo $NAME"), "echo $NAME", None, id="told, and set"
        ),
        pytest.param(("YOUR_OVEN=a", "echo $YOUR_OVEN"), "echo $YOUR_OVEN", None, id="by its name, with a value"),
        pytest.param(("NAME=your-project", "echo $NAME"), "echo $NAME", NEEDED, id="your project"),
        pytest.param(("NAME=$(gcloud info)", "echo $NAME"), "echo $NAME", NEEDED, id="what a cloud's program prints"),
    ],
)
def test_what_needs_a_value_is_not_run(page: tuple[str, ...], command: str, skip: str | None) -> None:
    assert planned(blocks(*page))[command] == skip


def test_an_assignment_that_its_author_excludes_leaves_its_readers_without_a_value() -> None:
    text = "{{< text syntax=bash snip_id=none >}}\n$ NAME=a\n{{< /text >}}\n\n```bash\necho $NAME\n```\n"
    assert planned(text)["echo $NAME"] == NEEDED
    assert planned(text, variables={"NAME": "b"})["echo $NAME"] is None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(("The name, for example `vm`:", FILL, "echo $NAME"), id="above its block"),
        pytest.param(('Set the variables (e.g., `NAME="vm"`):', FILL, "echo $NAME"), id="as code"),
        pytest.param((FILL, "Choose any for `NAME`, such as `vm`.", "echo $NAME"), id="below, by its name"),
        pytest.param((f"{FILL} # for example vm", "echo $NAME"), id="in a comment"),
    ],
)
def test_an_example_of_the_page_is_used(page: tuple[str, ...]) -> None:
    found = planned(blocks(*page))
    assert found['export NAME="vm"'] is None
    assert found["echo $NAME"] is None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param((FILL, "A pod has another, such as `vm`.", "echo $NAME"), id="another thing"),
        pytest.param(("The name, for example `<name>`:", FILL, "echo $NAME"), id="a placeholder again"),
        pytest.param((f"Run `{FILL}` first:", FILL, "echo $NAME"), id="the same in the text"),
    ],
)
def test_what_is_no_example_of_it_is_not(page: tuple[str, ...]) -> None:
    assert planned(blocks(*page))["echo $NAME"] == NEEDED
