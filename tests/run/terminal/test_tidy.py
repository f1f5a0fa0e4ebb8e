import pytest

from harness.run.terminal.tidy import tidy, without_goodbye

EPILOGUE = "{ _harness; }"


@pytest.mark.parametrize(
    ("text", "command", "tidied"),
    [
        pytest.param("[1] 4711\n", "sleep 9 &", "", id="a job was started"),
        pytest.param("[1] 42\n", "Rscript x.R", "[1] 42\n", id="output that looks like it"),
        pytest.param("[1] 42\n", "a && b 2>&1", "[1] 42\n", id="no job by && and 2>&1"),
        pytest.param("a\n[1]+  Done                    sleep 1\nb\n", "echo", "a\nb\n", id="a job has ended"),
        pytest.param("[2]-  Exit 3                  false\n", "echo", "", id="a job has failed"),
        pytest.param(
            'a\n[1]+  Done                    ( for i in 1 2;\ndo\n    echo "$i";\ndone )\nb\n',
            "echo",
            "a\nb\n",
            id="a job of several lines",
        ),
        pytest.param("[1]+  Done                    (it's\nb\n", "echo", "b\n", id="a text that never ends"),
        pytest.param("[1]+  Done    x\n", "jobs", "[1]+  Done    x\n", id="asked for"),
        pytest.param("[1]+  Stopped    vi\n", "vi", "[1]+  Stopped    vi\n", id="a stopped job is news"),
        pytest.param("++ echo x\nx\n", "set -x; echo x", "+ echo x\nx\n", id="a trace is as deep as at a prompt"),
        pytest.param("++ b\n", "git diff --cc", "++ b\n", id="two plus signs without a trace"),
        pytest.param(f"set -v\n\n{EPILOGUE}\n", "set -v", "set -v\n", id="our own line, shown by set -v"),
    ],
)
def test_what_the_shell_says_about_itself_is_taken_out(text: str, command: str, tidied: str) -> None:
    assert tidy(text, command=command, epilogue=EPILOGUE) == tidied


def test_traces_go_on_in_later_commands() -> None:
    assert tidy("++ echo x\nx\n", command="echo x", epilogue=EPILOGUE, traced=True) == "+ echo x\nx\n"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        pytest.param("out\nexit\n", "out\n", id="at the end"),
        pytest.param("exit\nsaid by a trap\n", "said by a trap\n", id="before a trap"),
        pytest.param("out\n", "out\n", id="no goodbye"),
        pytest.param("do not exit\n", "do not exit\n", id="a word in a line"),
    ],
)
def test_goodbye(text: str, without: str) -> None:
    assert without_goodbye(text) == without
