import pytest

from harness.errors import SettingsError
from harness.plan.step import Answer
from harness.run.output import PromptAnswered
from harness.run.terminal.question import DEFAULT_ANSWERS, HIDDEN, Prompter
from harness.run.terminal.screen import Screen


def prompter(text: str, answers: tuple[Answer, ...] = DEFAULT_ANSWERS) -> tuple[Prompter, Screen]:
    screen = Screen(limit=10_000)
    screen.feed(text.encode())
    return Prompter(screen, answers), screen


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        pytest.param("This will install Istio. Proceed? (y/N) ", "y", id="y/N in parentheses"),
        pytest.param("Overwrite existing file [Y/n]? ", "y", id="Y/n in brackets"),
        pytest.param("Delete (yes/no): ", "yes", id="yes/no is answered in full"),
        pytest.param("Are you sure you want to continue connecting (yes/no/[fingerprint])? ", "yes", id="ssh"),
        pytest.param("Proceed?", "y", id="proceed"),
        pytest.param("Do you want to continue? ", "y", id="continue"),
        pytest.param("Are you sure? ", "y", id="sure"),
        pytest.param("Press ENTER to go on", "", id="enter"),
        pytest.param("  Only 'yes' will be accepted to approve.\n\n  Enter a value: ", "yes", id="over several lines"),
        pytest.param("Really (Yes / No) ", "y", id="words and blanks"),
    ],
)
def test_confirmations_are_given(text: str, reply: str) -> None:
    answer = prompter(text)[0].pending()
    assert (answer and answer.reply) == reply


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Proceed? (y/N)\n", id="the line has ended"),
        pytest.param("Password: ", id="a secret"),
        pytest.param("Name? ", id="what only the page can know"),
        pytest.param("", id="silence"),
        pytest.param("Proceed? (y/N) y\nworking", id="asked and answered above"),
    ],
)
def test_nothing_else_is_answered(text: str) -> None:
    assert prompter(text)[0].pending() is None


def test_the_pages_answer_comes_before_the_usual_one() -> None:
    no = Answer(prompt="Proceed", reply="n")
    assert prompter("Proceed? (y/N) ", (no, *DEFAULT_ANSWERS))[0].pending() == no


def test_each_occurrence_is_answered_once() -> None:
    asked, screen = prompter("Proceed? (y/N) ")
    answers = []
    for later in (b"", b"y\r\nProceed? (y/N) ", b"", b"y\r\ndone\r\n"):
        screen.feed(later)
        if (answer := asked.pending()) is not None:
            asked.answered(answer, echoed=True)
            answers.append(answer.reply)
    assert answers == ["y", "y"]
    assert asked.given == [PromptAnswered(prompt="Proceed? (y/N)", reply="y")] * 2


def test_what_is_printed_behind_a_prompt_that_was_not_echoed_is_no_new_prompt() -> None:
    asked, screen = prompter("Password: ", (Answer(prompt="Password:", reply="s3cret"),))
    asked.answered(Answer(prompt="Password:", reply="s3cret"), echoed=False)
    screen.feed(b" checking")
    assert asked.pending() is None


@pytest.mark.parametrize(
    ("prompt", "echoed"),
    [
        pytest.param("Name: ", False, id="echo turned off"),
        pytest.param("Password: ", True, id="a word for a secret"),
        pytest.param("API token: ", True, id="another word"),
    ],
)
def test_secrets_are_not_recorded(prompt: str, *, echoed: bool) -> None:
    asked, _ = prompter(prompt)
    asked.answered(Answer(prompt=".", reply="s3cret"), echoed=echoed)
    assert asked.given == [PromptAnswered(prompt=prompt.strip(), reply=HIDDEN)]


def test_a_command_that_takes_no_answer_is_not_answered_for_ever() -> None:
    asked, screen = prompter("")
    count = 0
    for _ in range(200):
        screen.feed(b"Proceed? ")
        if (answer := asked.pending()) is not None:
            asked.answered(answer, echoed=True)
            count += 1
        screen.feed(b"\r\n")
    assert count == 50


def test_a_prompt_that_is_no_regular_expression() -> None:
    with pytest.raises(SettingsError) as caught:
        prompter("", (Answer(prompt="Continue (y/n", reply="y"),))
    assert str(caught.value) == (
        "the prompt 'Continue (y/n' of an answer is no regular expression:"
        " missing ), unterminated subpattern at position 9\n"
        "  expected: a Python regular expression that is found in the line at which the command waits\n"
        "  to fix:   to match it literally, write 'Continue\\\\ \\\\(y/n'"
    )
