"""Failures behind an exit status of 0, judged by what a real shell tells of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.compare import compare
from harness.match.hidden_failure import ends_cut_off, hidden_failure
from harness.match.judge import judge
from harness.plan.step import Command
from harness.run.output import Ended, FailedPart, Output
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.source import Location

HERE = Location(path=Path("page.md"), line=1)


def command(text: str, expected: str | None = None) -> Command:
    return Command(at=HERE, text=text, documented=text, expected=expected)


def printed(text: str, *parts: FailedPart) -> Output:
    return Output(text=text, status=0, ended=Ended.EXITED, seconds=0.0, failed_parts=parts)


def judged(text: str, output: Output, expected: str | None = None) -> str | None:
    asked = command(text, expected)
    return hidden_failure(asked, output, None if expected is None else compare(asked, output.text))


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PexpectShell]:
    folder = tmp_path_factory.mktemp("shell")
    path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    with PexpectShell(ShellOptions(environment=path, workdir=folder, home=folder)) as shell:
        shell.run("kubectl() { echo 'Error from server (NotFound): no such thing' >&2; return 1; }", timeout=10)
        yield shell


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("export PORT=$(kubectl get x)", ["`kubectl get x`", "$PORT", "(NotFound)"], id="export"),
        pytest.param("readonly R_$RANDOM=$(cat none)", ["`cat none`", "none: No such file"], id="readonly"),
        pytest.param("declare -x A='b' C=\"$(ls none)\"", ["`ls none`", "$C", "2"], id="declare, the second"),
        pytest.param("kubectl get x | base64 -d", ["`kubectl get x`", "1"], id="a pipeline"),
        pytest.param("cat none | sort | tee copy", ["`cat none`"], id="with tee"),
        pytest.param("export A=$(cat none | sort)", ["`cat none`", "$A"], id="a pipeline in a substitution"),
        pytest.param('echo "http://$(cat none)/"', ["`cat none`"], id="in a word"),
        pytest.param("true && cat none | sort", ["`cat none`"], id="behind &&"),
        pytest.param("(exit 3) | sort; echo done", ["`(exit 3)`", "3"], id="a statement before the last"),
        pytest.param("for f in a b; do (exit 3) | sort; done", ["`(exit 3)`"], id="a silent part in a loop"),
        pytest.param("if true; then (exit 3) | sort; echo; fi", ["`(exit 3)`"], id="a silent part under a condition"),
        pytest.param("tee a >&2 <<E\n$(sort none | cut -c1)\nE", ["none: No such file"], id="in a here-document"),
        pytest.param("if grep -q a none; then echo; fi", ["none: No such file"], id="a question without an answer"),
        pytest.param("if ! diff a none; then echo; fi", ["No such file"], id="and its contrary"),
        pytest.param("if (exit 0); then a=1; elif cmp none a; then echo; fi; cmp none a", ["none"], id="and another"),
        pytest.param("cat none; echo done", ["none: No such file"], id="a command before the last"),
        pytest.param("for f in none; do cat $f; done; echo", ["none: No such file"], id="in a loop over names"),
        pytest.param("for f in *.none; do echo $f; done", ["no file matches `*.none`"], id="a loop over no files"),
        pytest.param("A=$(for f in x/*; do echo $f; done)", ["no file matches `x/*`"], id="and in a substitution"),
        pytest.param("if [ $NONE -gt 1 ]; then echo; fi", ["unary operator expected"], id="a test without its value"),
        pytest.param("if ! none_at_all -s; then echo; fi", ["none_at_all: command not found"], id="no such program"),
        pytest.param("sh -c '[ $NONE -gt 1 ]; echo'", ["unexpected operator"], id="a test of another shell"),
        pytest.param("mapfile -t ITEMS < <(cat none); true", ["none: No such file"], id="in a process substitution"),
        pytest.param("find /etc/passwd -exec cp {} none/a/ \\;", ["cp: "], id="a program that find calls"),
        pytest.param(
            "mkdir f; echo { > f/a.json; find f -name '*.json' -exec jq . {} +; rm -r f",
            ["parse error"],
            id="what it says",
        ),
        pytest.param("bash -c 'cat none | sort'", ["none: No such file"], id="what bash -c runs"),
        pytest.param("echo a | sort --nosuch | cat", ["`sort --nosuch`", "'--nosuch'"], id="what a part complains of"),
        pytest.param("perl -ne 'print' none", ["none: No such file"], id="perl, which ends well all the same"),
        pytest.param(
            "python3 -c 'print({}[\"oven\"])' | cat", ["`python3", "KeyError: 'oven'"], id="the end of a traceback"
        ),
        pytest.param("cat none & wait", ["none: No such file"], id="a job that is waited for"),
        pytest.param("nosuchprogram; true", ["nosuchprogram: command not found"], id="an unknown program"),
        pytest.param("printf './none.sh\\n' > a.sh; bash a.sh; rm a.sh", ["./none.sh: No such file"], id="by its path"),
        pytest.param(
            "cat none 2>&1 >/dev/null || echo 'could not read it'", ["`could not read it`"], id="says so behind ||"
        ),
        pytest.param("if (exit 1); then echo ok; else echo '❌ bad'; fi", ["`❌ bad`"], id="says so behind else"),
        pytest.param('(exit 1) && echo ok || { N=3; echo "failed: $N"; }', ["`failed: 3`"], id="with a value"),
        pytest.param("awk '{print $9}' /etc/passwd | cut -c1-3", ["finds nothing"], id="a field that is not there"),
        pytest.param("echo 5 | awk '{print $1/$2, -$1/$2}'", ["inf"], id="divided by a field that is not there"),
    ],
)
def test_it_is_named(shell: PexpectShell, text: str, words: list[str]) -> None:
    said = judged(text, shell.run(text, timeout=10))
    assert said is not None
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("yes | head -n 1", id="head closes its pipe"),
        pytest.param("seq 100000 | grep -q 5", id="grep -q"),
        pytest.param("X=$(seq 100000 | head -n 1)", id="in a substitution"),
        pytest.param("cat none | sort || true", id="|| true"),
        pytest.param("export X=$(cat none || echo fallback)", id="a fallback"),
        pytest.param("cat none 2>/dev/null | sort", id="2>/dev/null"),
        pytest.param("export X=$(cat none 2>/dev/null)", id="2>/dev/null in a substitution"),
        pytest.param("if cat none | grep -q x; then echo; fi", id="if"),
        pytest.param("while cat none | grep -q x; do echo; done", id="while"),
        pytest.param("! cat none | grep -q x", id="!"),
        pytest.param("echo a | grep b | sort", id="grep finds nothing"),
        pytest.param("diff /etc/passwd /etc/group | head -n 1", id="diff finds something"),
        pytest.param("diff <(echo a) <(echo b) | wc -l", id="diff of what other commands print"),
        pytest.param("timeout 0.1 sleep 5 | cat", id="timeout ends what it is to end"),
        pytest.param(
            "echo 'Error from server: x'; echo 'cat: x: No such file or directory'", id="other programs' words"
        ),
        pytest.param("yes | head -n 1; seq 100000 | grep -q 5; echo", id="pipes that are closed in statements"),
        pytest.param("for f in a; do (exit 3) 2>/dev/null | sort; done", id="silenced in a loop"),
        pytest.param("for f in /etc/host*; do echo $f; done", id="a loop over files"),
        pytest.param("for f in ./none*; do [ -e $f ] || continue; cat $f; done", id="a loop that tests for files"),
        pytest.param("(shopt -s nullglob; for f in *.none; do cat $f; done)", id="a loop over nothing, as set"),
        pytest.param("(set -f; for f in *.none; do echo $f; done)", id="a loop over words, as set"),
        pytest.param("none_at_all || echo", id="a program that need not be there"),
        pytest.param("if ! command -v none_at_all; then echo; fi", id="a question for a program"),
        pytest.param("until [ $N -gt 0 ] 2>&1; do N=1; done", id="a test that is tried again"),
        pytest.param("f() { cat none | sort; }", id="a function that is not called"),
        pytest.param("[ -f none ] || echo 'no such file yet'", id="an answer behind ||"),
        pytest.param("echo failed", id="words that are no answer"),
        pytest.param("for i in 1 2; do [ $i = 2 ] || echo failed; done", id="a round of a loop that fails"),
        pytest.param("if true; then echo 'no errors'; fi", id="that there are no errors"),
        pytest.param(
            "python3 -c 'print(\"x\\n\" * 100000)' | head -n 1", id="a traceback of a part whose reader had enough"
        ),
    ],
)
def test_it_is_none(shell: PexpectShell, text: str) -> None:
    assert judged(text, shell.run(text, timeout=10)) is None


def test_a_page_that_shows_the_error(shell: PexpectShell) -> None:
    shown = "cat: none: No such file or directory"
    assert judged("cat none | sort", shell.run("cat none | sort", timeout=10), shown) is None


def test_a_page_that_shows_the_error_in_other_words(shell: PexpectShell) -> None:
    text = "cat none | sort"
    assert judged(text, shell.run(text, timeout=10), "cat: cannot open none: No such file or directory") is None


def test_a_page_that_shows_what_a_silent_part_leaves(shell: PexpectShell) -> None:
    text = "(echo a; exit 3) | sort"
    output = shell.run(text, timeout=10)
    assert (judged(text, output, "a"), judged(text, output) is None) == (None, False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("kubectl apply -f a.yaml", 'Warning: unknown field "spec.x"', id="a field of a manifest"),
        pytest.param("kubectl patch a b -p '{}'", 'Warning: unknown field "spec.x"', id="a field of a patch"),
        pytest.param("kubectl get a; true", 'error: the server doesn\'t have a resource type "a"', id="kubectl"),
        pytest.param("helm get values a; true", "Error: release: not found", id="helm"),
        pytest.param("curl x; true", "curl: (7) Failed to connect", id="curl"),
        pytest.param("git clone x; true", "fatal: repository 'x' does not exist", id="git"),
        pytest.param("docker ps; true", "Error response from daemon: x", id="docker"),
    ],
)
def test_error_lines(text: str, line: str) -> None:
    said = judged(text, printed(f"a\n{line}\nb\n"))
    assert said is not None
    assert line[:20] in said
    assert judged(text, printed(f"{line}\n"), line) is None


@pytest.mark.parametrize(
    ("text", "lines", "fails"),
    [
        pytest.param("bakectl on", "a\nerror: no oven", True, id="a program that nobody knows"),
        pytest.param("./bake.sh", "Error: no oven", True, id="of the page"),
        pytest.param("python3 bake.py", "Error: no oven\n", True, id="in another language"),
        pytest.param("bakectl on", "Error: no oven\nall baked", False, id="not its last word"),
        pytest.param("bakectl on", "error: 0.01", False, id="a number"),
        pytest.param("bakectl on || true", "error: no oven", False, id="it may fail"),
        pytest.param("python3 -c 'print(x)'", "Error: no oven", False, id="a text that is to be printed"),
        pytest.param("awk 1 log", "Error: no oven", False, id="what it reads"),
        pytest.param("bakectl on 2>&1 | grep oven", "Error: no oven", False, id="what was looked for"),
        pytest.param("echo 'Error: no oven'", "Error: no oven", False, id="echo"),
        pytest.param(
            "go run bake.go", "failed to load menu: open menu: no such file", True, id="built and run at once"
        ),
        pytest.param("python3 - <<E\nx\nE", "error: no oven", True, id="a program that is fed to its interpreter"),
        pytest.param("bakectl on", "ERROR:root:no oven", True, id="a log of Python"),
        pytest.param("bakectl on", "2026-01-02 03:04:05,6 [ERROR] no oven", True, id="a log with a time"),
        pytest.param("bakectl on", 'time="03:04" level=error msg="no oven"', True, id="logfmt"),
        pytest.param("bakectl on", '{"time": 3, "level": "fatal", "msg": "no oven"}', True, id="a log in JSON"),
        pytest.param("bakectl on", 'level=info msg="errors: 0"', False, id="a log of no error"),
        pytest.param("bakectl test", "✖ the door cannot be opened", True, id="a cross"),
        pytest.param("bakectl test", "✔ the door opens", False, id="a tick"),
        pytest.param("python3 test.py 2>&1 | tail -1", "FAILED (failures=2)", True, id="a test runner in a pipeline"),
        pytest.param("./test.sh", "tests: 3 passed, 1 failed", True, id="a count of failures"),
        pytest.param("./test.sh", "4 passed, 0 failed", False, id="a count of none"),
        pytest.param("./test.sh", "10 failed-over nodes", False, id="a word that begins so"),
        pytest.param("./log.sh", "[ERROR] 0 found", False, id="a number of errors"),
        pytest.param("./bake.sh", "Failed to light the oven", True, id="without a reason"),
        pytest.param("./bake.sh", "baking failed!", True, id="that it failed"),
        pytest.param("./bake.sh", "Baking was unsuccessful", True, id="or did not succeed"),
        pytest.param("./bake.sh", "Could not find a recipe, using the usual one", False, id="it goes on"),
        pytest.param("./bake.sh", "no loaf has failed", False, id="that none failed"),
        pytest.param("./bake.sh", "Error: no oven\nSee the log for details.", True, id="with a pointer below"),
    ],
)
def test_the_last_word_of_a_program_that_is_not_known(text: str, lines: str, *, fails: bool) -> None:
    assert (judged(text, printed(lines)) is not None) is fails


def test_the_last_word_that_the_page_shows_in_part() -> None:
    assert judged("bakectl on", printed("ERROR: bakectl 3: no oven"), "...bakectl 3: no oven") is None


def test_the_last_word_of_a_function_of_the_page() -> None:
    asked = replace(command("bake"), bodies=('{ echo "error: $1"; }',))
    assert hidden_failure(asked, printed("error: no oven"), None) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("kubectl logs a", "Error from server: what the log says", id="a log"),
        pytest.param("kubectl exec a -- b", "error: what a pod says", id="a pod"),
        pytest.param("kubectl get a || true", "Error from server (NotFound): x", id="|| true"),
        pytest.param(
            "kubectl get a || kubectl create a",
            "Error from server (NotFound): x\na created",
            id="|| of the same program",
        ),
        pytest.param(
            "if ! kubectl get a; then kubectl create a; fi",
            "Error from server (NotFound): x\na created",
            id="a condition of the same program",
        ),
        pytest.param("kubectl get a", "Warning: x is deprecated", id="another warning"),
        pytest.param("cat log", "Error: x", id="a file"),
        pytest.param("curl -s x", "an Error: x", id="what a server answers"),
    ],
)
def test_lines_that_are_none(text: str, line: str) -> None:
    assert judged(text, printed(f"{line}\n")) is None


@pytest.mark.parametrize(
    ("text", "text_printed", "nothing"),
    [
        pytest.param("kubectl get a b -o jsonpath='{.c}'", "", True, id="jsonpath"),
        pytest.param("kubectl get a b -o jsonpath='{.c}'; echo", "\n", True, id="with a line end"),
        pytest.param("kubectl get a b -o jsonpath='{.c}' | base64 -d", "", True, id="decoded"),
        pytest.param("kubectl get a b --template='{{.c}}'", "<no value>", True, id="a template"),
        pytest.param("kubectl get a -o custom-columns=C:.c", "C\n<none>\n<none>\n", True, id="a column"),
        pytest.param("kubectl get a -o custom-columns=C:.c --no-headers", "<none>\n", True, id="without its head"),
        pytest.param(
            "kubectl get a -o custom-columns=C:.c,D:.d", "C   D\nx   <none>\n", False, id="one of two columns"
        ),
        pytest.param("kubectl get a -o custom-columns=C:.c", "C\n", False, id="no rows"),
        pytest.param("kubectl get a -o wide", "<none>", False, id="a table"),
        pytest.param("kubectl get a b -o jsonpath='{.c}'", "x", False, id="a value"),
        pytest.param("kubectl get a b -o jsonpath='{.c}' > file", "", False, id="into a file"),
        pytest.param("kubectl get a -o jsonpath='{range .items[*]}{.c}{end}'", "", False, id="a range may be empty"),
        pytest.param("kubectl get a -o jsonpath='{range .items[*]}{.c}{end}'", "\n\n", True, id="a range of nothing"),
        pytest.param("kubectl get a b -o name", "", False, id="no query"),
        pytest.param("[ -z \"$(kubectl get a b -o jsonpath='{.c}')\" ]", "", False, id="a test"),
    ],
)
def test_a_query_that_finds_nothing(*, text: str, text_printed: str, nothing: bool) -> None:
    assert (judged(text, printed(text_printed)) is not None) is nothing


def test_curl_whose_reader_has_read_enough() -> None:
    part = FailedPart(text="curl -s x", status=23, piped=True)
    assert judged("curl -s x | head -n 1", printed("a\n", part)) is None


@pytest.mark.parametrize(
    ("text", "text_out", "fails"),
    [
        pytest.param("jq -r .spec.prt a.json", "null\n", True, id="jq finds nothing"),
        pytest.param("cat a.json | yq .spec.prt", "null\n", True, id="yq finds nothing"),
        pytest.param("echo null", "null\n", False, id="another program's word"),
        pytest.param("jq -r .spec.port a.json", "80\n", False, id="jq finds something"),
    ],
)
def test_a_filter_that_finds_nothing(text: str, text_out: str, fails: bool) -> None:  # noqa: FBT001 - a column
    assert (judged(text, printed(text_out)) is not None) == fails


@pytest.mark.parametrize(
    ("text", "status", "cut_off"),
    [
        pytest.param("yes | head -n 2", 141, True, id="a signal"),
        pytest.param("LINE=$(yes | head -n 2)", 141, True, id="in a substitution"),
        pytest.param("(exit 3) | cat", 3, False, id="another status"),
        pytest.param("yes | (read -r line; exit 4)", 4, False, id="the reader fails"),
    ],
)
def test_what_pipefail_makes_of_a_reader_that_has_read_enough(
    shell: PexpectShell, text: str, status: int, *, cut_off: bool
) -> None:
    shell.run("set -o pipefail", timeout=10)
    output = shell.run(text, timeout=10)
    shell.run("set +o pipefail", timeout=10)
    assert (output.status, ends_cut_off(output)) == (status, cut_off)
    assert (judge(command(text), output).failure is None) is cut_off


def test_a_silent_curl_in_a_pipeline() -> None:
    said = judged("curl -s x | jq .", printed("", FailedPart(text="curl -s x", status=7, piped=True)))
    assert said is not None
    assert said.endswith("nothing listens there")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("python3 -m http.serve &", "/usr/bin/python3: No module named http.serve", id="python"),
        pytest.param(
            "python3 -m a.serve &",
            "/usr/bin/python3: Error while finding module specification for 'a.serve' (ModuleNotFoundError)",
            id="a module of python's in a package",
        ),
        pytest.param("kubectl proxy --port=x &", "error: strconv.ParseInt: parsing", id="kubectl"),
        pytest.param("nosuchserver & PID=$!", "bash: nosuchserver: command not found", id="an unknown program"),
    ],
)
def test_a_job_that_fails_at_once(text: str, line: str) -> None:
    asked = replace(command(text), background=True)
    said = hidden_failure(asked, printed(f"{line}\n"), None)
    assert said is not None
    assert line[:20] in said


@pytest.mark.parametrize(
    ("body", "fails"),
    [
        pytest.param('{ local x=$(cat none); echo "$x"; }', True, id="local hides it"),
        pytest.param("{ cat none || echo; }", False, id="the function provides for it"),
        pytest.param("{ if cat none; then echo; fi; }", False, id="the function asks whether it works"),
    ],
)
def test_a_function_of_the_page(*, body: str, fails: bool) -> None:
    asked = replace(command("bake"), bodies=(body,))
    output = printed("cat: none: No such file or directory\n\n")
    assert (hidden_failure(asked, output, None) is not None) is fails


@pytest.mark.parametrize(
    ("line", "fails"),
    [
        pytest.param("bake.sh: line 2: oven: command not found", True, id="bash"),
        pytest.param("./bake.sh: 2: oven: not found", True, id="dash"),
        pytest.param("oven: not found", False, id="no word of a shell"),
        pytest.param("cat: none: No such file or directory", False, id="a program that it does not call"),
    ],
)
def test_a_script_of_the_page(line: str, *, fails: bool) -> None:
    asked = replace(command("bash bake.sh"), bodies=("oven on\necho warm",))
    assert (hidden_failure(asked, printed(f"{line}\n"), None) is not None) is fails


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param('local v=$(false); echo "v is $v"', ["`false`", "$v", "1"], id="a value"),
        pytest.param("(exit 4); echo end", ["`( exit 4 )`", "4"], id="a command in its middle"),
        pytest.param("(exit 5) | sort; echo end", ["`( exit 5 )`", "5"], id="a pipeline"),
        pytest.param("inner; echo end", ["`( exit 6 )`", "inner()"], id="in a function that it calls"),
    ],
)
def test_what_fails_unheard_in_a_function(shell: PexpectShell, body: str, words: list[str]) -> None:
    shell.run("inner() { (exit 6); echo inner; }", timeout=10)
    shell.run(f"outer() {{ {body}; }}", timeout=10)
    shown = shell.run("declare -f outer", timeout=10).text
    said = judged("outer", shell.run("outer", timeout=10))
    assert said is not None
    assert [word for word in words if word not in said] == []
    assert shell.run("declare -f outer", timeout=10).text == shown


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("v=$(cat none 2>/dev/null) || v=other; echo $v", id="an alternative"),
        pytest.param("v=$(false); if [ $? = 1 ]; then echo one; fi", id="its status is asked for"),
        pytest.param("grep -q x /dev/null; echo", id="a question"),
        pytest.param("until v=$(true); do sleep 1; done; echo", id="it tries"),
        pytest.param("(exit 3) || return 0; echo", id="it returns"),
    ],
)
def test_what_may_fail_in_a_function(shell: PexpectShell, body: str) -> None:
    shell.run(f"careful() {{ {body}; }}", timeout=10)
    output = shell.run("careful", timeout=10)
    assert (output.status, judged("careful", output)) == (0, None)


def test_a_function_that_may_fail_where_it_is_called(shell: PexpectShell) -> None:
    shell.run('failing() { v=$(false); echo "v is $v"; }', timeout=10)
    for text in ("failing || true", "if failing; then echo; fi"):
        assert judged(text, shell.run(text, timeout=10)) is None


def test_a_function_is_as_it_was_after_an_interruption(shell: PexpectShell) -> None:
    shell.run("slow() { sleep 30; (exit 3); echo; }", timeout=10)
    shown = shell.run("declare -f slow", timeout=10).text
    assert shell.run("slow", timeout=0.5).ended is Ended.TIMED_OUT
    assert shell.run("declare -f slow", timeout=10).text == shown


@pytest.mark.parametrize(
    ("expected", "failed"),
    [
        pytest.param("done", True, id="what echo prints proves nothing"),
        pytest.param("a line\ndone", False, id="what the command prints is shown"),
    ],
)
def test_a_silent_status_beside_output_that_agrees(shell: PexpectShell, expected: str, failed: bool) -> None:  # noqa: FBT001 - a table
    first = "(exit 3)" if failed else "(cat <<< 'a line'; exit 3)"
    text = f"{first}; echo done"
    assert (judged(text, shell.run(text, timeout=10), expected) is not None) is failed
