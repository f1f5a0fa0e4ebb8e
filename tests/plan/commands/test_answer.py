import pytest

from harness.plan.commands.answer import CONFIRM, answers_of
from harness.plan.step import Answer
from harness.settings.sections import PromptSetting
from harness.shell.script_reader import read_script


@pytest.mark.parametrize(
    ("text", "expected", "asked"),
    [
        pytest.param("istioctl install -f x", None, True, id="install"),
        pytest.param('istioctl --context="$C" install', None, True, id="flags before the verb"),
        pytest.param("istioctl x uninstall --purge", None, True, id="experimental"),
        pytest.param("istioctl tag remove x", None, True, id="a tag removed"),
        pytest.param("istioctl install -y", None, False, id="-y"),
        pytest.param("istioctl install --skip-confirmation", None, False, id="--skip-confirmation"),
        pytest.param("echo y | istioctl install", None, False, id="answered by a pipe"),
        pytest.param("istioctl tag list", None, False, id="a verb that does not ask"),
        pytest.param("kubectl delete ns x", None, False, id="a program that does not ask"),
        pytest.param("unknown", "Proceed? (y/N) y", True, id="the page shows a question"),
        pytest.param("apt-get install x", None, True, id="apt-get"),
    ],
)
def test_confirmations(text: str, expected: str | None, *, asked: bool) -> None:
    assert answers_of(read_script(text), text, expected, ()) == ((CONFIRM,) if asked else ())


def test_prompts_of_settings_come_first_and_only_for_their_commands() -> None:
    prompts = (PromptSetting(pattern="Name:", reply="me"), PromptSetting(pattern="Sure", reply="yes", command="^helm"))
    text = "istioctl install"
    assert answers_of(read_script(text), text, None, prompts) == (Answer(prompt="Name:", reply="me"), CONFIRM)
