import re

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
        pytest.param("apt-get install x", None, True, id="apt-get"),
    ],
)
def test_confirmations(text: str, expected: str | None, *, asked: bool) -> None:
    assert answers_of(read_script(text), text, expected, ()) == ((CONFIRM,) if asked else ())


@pytest.mark.parametrize(
    ("text", "expected", "line", "reply"),
    [
        pytest.param("bash ask.sh", "Your name: Ann\nhello Ann", "Your name: ", "Ann", id="a name"),
        pytest.param("rm -i a", "rm: remove 'a'? y", "rm: remove 'a'? ", "y", id="a confirmation"),
        pytest.param("tool", "Proceed? (y/n) n", "Proceed? (y/n) ", "n", id="a refusal"),
        pytest.param("tool", "Password: ****", "Password: ", None, id="a secret"),
        pytest.param("tool", "Name: ...", "Name: ", None, id="a gap"),
        pytest.param("tool", "Name: Ann", "Other name: ", None, id="another question"),
        pytest.param("tool", "===> READING", "===> ", None, id="an arrow"),
        pytest.param("tool", "[tool] reading 1", "[tool] ", None, id="the prefix of a log"),
        pytest.param("tool", "ERROR: failed: 6", "ERROR: failed: ", None, id="a message"),
        pytest.param("kubectl get a -o yaml", "kind: Pod", "kind: ", None, id="a command that reads"),
        pytest.param("helm install a ./b", "NAME: a", "NAME: ", None, id="what a program prints that asks nobody"),
    ],
)
def test_what_the_page_types(text: str, expected: str, line: str, reply: str | None) -> None:
    found = answers_of(read_script(text), text, expected, ())
    assert next((each.reply for each in found if re.search(each.prompt, line)), None) == reply


def test_prompts_of_settings_come_first_and_only_for_their_commands() -> None:
    prompts = (PromptSetting(pattern="Name:", reply="me"), PromptSetting(pattern="Sure", reply="yes", command="^helm"))
    text = "istioctl install"
    assert answers_of(read_script(text), text, None, prompts) == (Answer(prompt="Name:", reply="me"), CONFIRM)
