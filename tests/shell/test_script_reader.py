import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.shell.script import Call, Use
from harness.shell.script_reader import read_script


def programs(text: str) -> list[tuple[str, ...]]:
    return [call.words for call in read_script(text).calls]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("kubectl get pods", [("kubectl", "get", "pods")], id="words"),
        pytest.param("echo \"a b\" 'c d' e\\ f", [("echo", "a b", "c d", "e f")], id="quotes go"),
        pytest.param(
            'echo "$A" ${B} "$(date)x"', [("date",), ("echo", "$A", "${B}", "$(date)x")], id="what bash fills in stays"
        ),
        pytest.param("a \\\n  --b \\\n  c", [("a", "--b", "c")], id="continuation lines"),
        pytest.param("a | b && c || d; e", [("a",), ("b",), ("c",), ("d",), ("e",)], id="pipes and lists"),
        pytest.param("X=1 Y=$(a) b c", [("a",), ("b", "c")], id="assignments before a program are none of its words"),
        pytest.param("cmd > out -n foo 2>&1", [("cmd", "-n", "foo")], id="arguments behind a redirection"),
        pytest.param("echo 'a | b; c'", [("echo", "a | b; c")], id="no commands in quotes"),
        pytest.param(
            "cat <<EOF\na | b\n$(date)\nEOF", [("date",), ("cat",)], id="no commands in heredocs but substitutions"
        ),
        pytest.param("cat <<'EOF'\n$(date)\nEOF", [("cat",)], id="nothing at all in quoted heredocs"),
        pytest.param("cat <<EOF | a -\nx\nEOF\nb", [("cat",), ("a", "-"), ("b",)], id="a pipe behind a heredoc"),
        pytest.param("cat <<EOF > f && a f\nx\nEOF", [("cat",), ("a", "f")], id="a list behind a heredoc"),
        pytest.param("a -f - <<EOF -n x\ny\nEOF", [("a", "-f", "-", "-n", "x")], id="arguments behind a heredoc"),
        pytest.param("diff <(a) <(b)", [("a",), ("b",), ("diff", "<(a)", "<(b)")], id="process substitutions"),
        pytest.param("for i in $(a); do b; done", [("a",), ("b",)], id="loops"),
        pytest.param("if a; then b; else c; fi", [("a",), ("b",), ("c",)], id="conditions"),
        pytest.param("# a comment", [], id="comments"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_calls(text: str, words: list[tuple[str, ...]]) -> None:
    assert programs(text) == words


def test_a_call_tells_its_surroundings() -> None:
    assert read_script("X=$(a $Q | b)\nc <<EOF\n$V\nEOF\nd &").calls == (
        Call(words=("a", "$Q"), line=0, reads=("Q",), gives="X"),
        Call(words=("b",), line=0, fed=True, gives="X"),
        Call(words=("c",), line=1, reads=("V",), heredoc="$V\n", fed=True),
        Call(words=("d",), line=4, background=True),
    )


def test_a_job_with_a_heredoc() -> None:
    script = read_script("python3 - <<'EOF' &\nserve()\nEOF")
    assert (script.background, script.broken) == (True, False)
    assert [(call.background, call.heredoc) for call in script.calls] == [(True, "serve()\n")]


def test_a_heredoc_that_is_never_closed_is_input() -> None:
    assert [call.fed for call in read_script("psql shop <<SQL\nselect 1;").calls] == [True]


@pytest.mark.parametrize(
    ("text", "reads", "sets"),
    [
        pytest.param("echo $A ${B} \"$C\" '$D'", ("A", "B", "C"), (), id="reads, but not in single quotes"),
        pytest.param(r'echo \$A "\$B"', (), (), id="escaped dollars"),
        pytest.param("echo $1 $? $$ $@ $#", (), (), id="parameters have no names"),
        pytest.param("export A=1 B=$C", ("C",), ("A", "B"), id="export with a value"),
        pytest.param("export \"A=b c\" 'D=e'", (), ("A", "D"), id="export in quotes"),
        pytest.param("export A", (), (), id="export alone says nothing new"),
        pytest.param("A=1; echo $A", (), ("A",), id="read after being set"),
        pytest.param("A=1 env", (), (), id="for one program only"),
        pytest.param("for i in 1 2; do echo $i $J; done", ("J",), ("i",), id="a loop's variable"),
        pytest.param("read -r A B <<< $C", ("C",), ("A", "B"), id="read"),
        pytest.param("printf -v A %s $B", ("B",), ("A",), id="printf -v"),
        pytest.param("coproc A { cat; }", (), ("COPROC", "A", "COPROC_PID", "A_PID"), id="coproc"),
        pytest.param("mapfile LINES_", (), ("LINES_",), id="mapfile"),
        pytest.param("(A=1; echo $A $B)", ("B",), (), id="a subshell keeps its variables"),
        pytest.param("a | while read X; do echo $X; done", (), (), id="so does a pipe"),
        pytest.param("X=$(Y=1; echo $Y)", (), ("X",), id="and a substitution"),
        pytest.param("A=1; unset A", (), (), id="unset"),
        pytest.param("cat <<EOF\n$A\nEOF", ("A",), (), id="heredocs are filled in"),
        pytest.param("cat <<\\EOF\n$A\nEOF", (), (), id="unless quoted"),
        pytest.param("A[$I]=$B", ("I", "B"), ("A",), id="array elements"),
        pytest.param("echo ${A:=1}", ("A",), ("A",), id="a default that stays"),
        pytest.param("f() { echo $A $1; }", ("A",), (), id="functions"),
    ],
)
def test_variables(text: str, reads: tuple[str, ...], sets: tuple[str, ...]) -> None:
    script = read_script(text)
    assert (script.reads, script.sets) == (reads, sets)


@pytest.mark.parametrize(
    "text",
    ["echo ${A:-x}", "echo ${A+x}", '[ -z "$A" ]', "[[ $A ]]", 'test -z "$A"', "echo $((A + 1))", "f() { echo $A; }"],
)
def test_reads_that_provide_for_nothing_there(text: str) -> None:
    assert [(each.name, each.optional) for each in read_script(text).mentions] == [("A", True)]


def test_mentions_come_in_order_with_lines_and_sources() -> None:
    mentions = read_script("A=$B\necho $A\nunset A").mentions
    assert [(each.name, each.line, each.use, each.sources) for each in mentions] == [
        ("B", 0, Use.READ, ()),
        ("A", 0, Use.SET, ("B",)),
        ("A", 1, Use.READ, ()),
        ("A", 2, Use.UNSET, ()),
    ]


@pytest.mark.parametrize(
    ("text", "writes"),
    [
        pytest.param("a > b", ("b",), id="to a file"),
        pytest.param("a >> b 2>c", ("b", "c"), id="appended, errors"),
        pytest.param("a &> b", ("b",), id="both"),
        pytest.param("a >/dev/null 2>&1", (), id="sent away"),
        pytest.param("a < b", (), id="read"),
        pytest.param("cat <<EOF > b\nx > y\nEOF", ("b",), id="behind a heredoc"),
        pytest.param("(a; b) > c", ("c",), id="of a group"),
        pytest.param("echo 'a > b'", (), id="in quotes"),
    ],
)
def test_writes(text: str, writes: tuple[str, ...]) -> None:
    assert read_script(text).writes == writes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("kubectl logs <pod-name>", ("<pod-name>",), id="a bare word"),
        pytest.param('a <节点名称> "<你的/令牌>"', ("<节点名称>", "<你的/令牌>"), id="in Chinese"),
        pytest.param("a <імʼя вузла>", ("<імʼя вузла>",), id="in Ukrainian"),
        pytest.param("a <вхід >вихід", (), id="files with names in Ukrainian"),
        pytest.param("a --b <your namespace>:<x>", ("<your namespace>", "<x>"), id="with a blank"),
        pytest.param("a <in >out", (), id="two redirections"),
        pytest.param("a <in.txt>out", (), id="two redirections, without blanks"),
        pytest.param('grep "<title>"', (), id="markup in quotes"),
        pytest.param(
            "a \"<your-project>\" '<PROJECT_ID>'", ("<your-project>", "<PROJECT_ID>"), id="plain ones in quotes"
        ),
        pytest.param("cat <<EOF\n<a>\n<your key>\nEOF", ("<your key>",), id="in heredocs"),
        pytest.param("diff <(a) <(b)", (), id="process substitution"),
        pytest.param("a ...", ("...",), id="an ellipsis"),
        pytest.param("export X='some_server_name'", ("some_server_name",), id="some name"),
        pytest.param("X=some-text", (), id="some text"),
        pytest.param("go test ./...", (), id="an ellipsis in a path"),
        pytest.param("curl http://{OVEN_HOST}:80", ("{OVEN_HOST}",), id="in braces"),
        pytest.param("curl -w '%{HTTP_CODE}' $A ${OVEN_HOST} '{{OVEN_HOST}}' {A,B}", (), id="other braces"),
        pytest.param(
            "oven {oven-name} {{oven_name}} {{ your oven }}",
            ("{oven-name}", "{{oven_name}}", "{{ your oven }}"),
            id="in braces, small",
        ),
        pytest.param("a --format {{.Names}} {{json .}} {{end}} stash@{u_v} ${{ a }}", (), id="braces of templates"),
        pytest.param(
            'a "{{ your oven }}" "[your-oven]" [YOUR_OVEN]',
            ("{{ your oven }}", "[your-oven]", "[YOUR_OVEN]"),
            id="of the reader, in quotes",
        ),
        pytest.param("sed 's/{{oven}}/x/' [a-z]* [A-Z_]*", (), id="patterns"),
        pytest.param("curl %OVEN_HOST%/a", ("%OVEN_HOST%",), id="between percent signs"),
        pytest.param("date +%Y%m%d_%FT%T; a %E4%B8%AD '%START_TIME%'", (), id="other percent signs"),
        pytest.param("a <path/to/oven.pem>", ("<path/to/oven.pem>",), id="a path"),
        pytest.param("a -f <oven.yaml>", ("<oven.yaml>",), id="a file"),
        pytest.param("a <oven.yaml> out.yaml", (), id="a file that is read"),
        pytest.param('cat "/path/to/oven.pem" /path/to', ("/path/to/oven.pem",), id="somewhere"),
        pytest.param("cat <<E\n/path/to/oven\nE", (), id="somewhere in a file"),
        pytest.param(
            "a pass:INSERT_OVEN_KEY_HERE REPLACE_WITH_OVEN", ("INSERT_OVEN_KEY_HERE", "REPLACE_WITH_OVEN"), id="spelt"
        ),
        pytest.param("X=xxxx", ("xxxx",), id="crossed out"),
        pytest.param("a https://oven.example/vX.Y.Z/a.yaml X.Y", ("vX.Y.Z",), id="a version"),
        pytest.param("bake [flags] [a-z]* [ -f a ]", ("[flags]",), id="what a usage leaves open"),
        pytest.param("a oven-vx.y.z.tgz | jq .x.y.z", ("vx.y.z",), id="a version in small letters"),
        pytest.param("a --key={base64 encoded key}", ("{base64 encoded key}",), id="words in braces"),
        pytest.param("{ a b; } && f() { a b; } && a {b,c} ${d e}", (), id="braces of the shell"),
        pytest.param('export X="..."', ("...",), id="left out"),
        pytest.param("X=oven-key...", ("oven-key...",), id="a value that is cut short"),
        pytest.param("X=$(mktemp oven.XXXXXX)\nY=/tmp/oven.XXXXXX", (), id="a template of a file's name"),
        pytest.param("git clone git@example.com:your-bakery/oven.git", ("your-bakery",), id="the reader's account"),
        pytest.param('curl "https://your-bakery.example.com/x"', ("your-bakery.example.com",), id="the reader's host"),
        pytest.param("mkdir your-bakery && cd your-bakery", (), id="a name that will do"),
        pytest.param("cat <<EOF\nhttps://your-bakery.example.com {{ x }} %START_TIME%\nEOF", (), id="data"),
        pytest.param('curl -H "Authorization: Bearer <token>" x', ("<token>",), id="in a header"),
        pytest.param("curl -H 'X-Oven-Key: <key>' x", ("<key>",), id="a key in a header"),
        pytest.param('curl -u "<user>:<password>" x', ("<user>:<password>",), id="a name and a password"),
        pytest.param("""a '{"key": "<oven-key>"}'""", ("<oven-key>",), id="a value of JSON"),
        pytest.param('echo "token: <none>"; grep "<title>" a', (), id="no value, and markup"),
    ],
)
def test_placeholders(text: str, found: tuple[str, ...]) -> None:
    assert read_script(text).placeholders == found


@pytest.mark.parametrize(
    ("text", "endless"),
    [
        pytest.param("while true; do a; done", True, id="while true"),
        pytest.param("while :; do a; sleep 1; done", True, id="while :"),
        pytest.param("until false; do a; done", True, id="until false"),
        pytest.param("while sleep 5; do a; done", True, id="while sleep"),
        pytest.param("while true; do a && break; done", False, id="with a way out"),
        pytest.param("while ! a; do sleep 1; done", False, id="until something holds"),
        pytest.param("for i in 1 2; do a; done", False, id="for"),
        pytest.param("echo 'while true; do a; done'", False, id="in quotes"),
    ],
)
def test_loops_that_never_end(text: str, *, endless: bool) -> None:
    assert read_script(text).endless is endless


@pytest.mark.parametrize(
    ("text", "background"),
    [
        pytest.param("a &", True, id="one command"),
        pytest.param("a && b &", True, id="a list"),
        pytest.param("a & b", False, id="not the last"),
        pytest.param("a > b 2>&1", False, id="no ampersand of a redirection"),
    ],
)
def test_background(text: str, *, background: bool) -> None:
    assert read_script(text).background is background


@pytest.mark.parametrize(
    ("text", "broken"), [("a 'b", True), ("for i in a; do", True), ("a | b", False), ("a <<EOF\nx\nEOF", False)]
)
def test_broken(text: str, *, broken: bool) -> None:
    assert read_script(text).broken is broken


def test_functions() -> None:
    script = read_script("f() { a; }\nfunction g { b; }")
    assert (script.functions, programs("f() { a; }")) == (("f", "g"), [("a",)])


@given(st.text(alphabet=st.sampled_from(list("ab$(){}[]<>|&;'\"`\\ \n=#EOF1é!~*?:-")), max_size=60))
@example("\x00")
@example("é <<É\nx\nÉ")
def test_any_text_gives_a_script(text: str) -> None:
    script = read_script(text)
    assert all(call.words and 0 <= call.line <= text.count("\n") for call in script.calls)


@given(st.text(max_size=40))
def test_single_quotes_hide_everything(text: str) -> None:
    quoted = "'" + text.replace("'", "").replace("\x00", "") + "'"
    script = read_script(f"echo {quoted}")
    assert (len(script.calls), script.mentions, script.writes) == (1, (), ())


@pytest.mark.parametrize(
    ("text", "fed"),
    [
        pytest.param("cat > a <<'A' && cat > b <<'B'\n1\nA\n2\nB", [True, True], id="two on a line"),
        pytest.param("cat <<A > a; cat <<B > b\n1\nA\n2\nB", [True, True], id="two statements"),
        pytest.param("cat <<A\n1", [True], id="one that is not closed"),
        pytest.param("cat > a; cat <<B\n2\nB", [False, True], id="one, of the second"),
    ],
)
def test_what_a_heredoc_feeds(text: str, fed: list[bool]) -> None:
    assert [call.fed for call in read_script(text).calls] == fed


@pytest.mark.parametrize("character", ["\U0001f680", "\U00032811", "\U000f387b", "\U00099601"], ids=ascii)
def test_what_the_grammar_has_no_table_for_ends_nothing(character: str) -> None:
    """Elsewhere than behind a brace it stays as it is; the places of all that follows do."""
    calls = read_script(f"echo {character} {{{character}}}; b").calls
    assert (calls[0].words[1], calls[1].words) == (character, ("b",))
