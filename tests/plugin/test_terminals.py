"""Pages with two terminals and with jobs in the background, run by real shells."""

import re
import socket
from typing import Any

import pytest


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


SCRIPT = """\
$ cat > app.py <<'END'
import http.server
class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"shop\\n")
print("open", flush=True)
http.server.HTTPServer(("127.0.0.1", {port}), Shop).serve_forever()
END"""


@pytest.mark.parametrize(
    "start",
    [
        pytest.param("$ python3 -m http.server {port} --directory www", id="a known server"),
        pytest.param("$ python3 -m http.server $PORT --directory www", id="a variable that is not exported"),
        pytest.param("$ shop", id="a function"),
        pytest.param(
            "$ python3 -m http.server {port} -d www\nServing HTTP on 0.0.0.0 port {port} (http://0.0.0.0:{port}/) ...",
            id="its first words",
        ),
        pytest.param(
            "$ cd www && python3 -m http.server {port}\n"
            "Serving HTTP on 0.0.0.0 port {port} (http://0.0.0.0:{port}/) ...\n"
            '127.0.0.1 - - [01/Jan/2024 10:00:00] "GET /index.txt HTTP/1.1" 200 -',
            id="what comes when it is used",
        ),
        pytest.param("$ python3 app.py", id="a script that listens"),
        pytest.param("$ python3 app.py\nopen", id="a script that says so"),
        pytest.param("$ python3 -m http.server {port} --directory www &", id="a job in the background"),
        pytest.param("$ python3 -m http.server {port} -d www &\n[1] 12345", id="a job with its number"),
    ],
)
def test_a_server_answers_later_snippets(site: Any, text: Any, start: str) -> None:
    port = free_port()
    answer = "shop" if "app.py" in start else "hello"
    site.page(
        "a.md",
        text("first", f"$ PORT={port}\n$ mkdir www; echo hello > www/index.txt\n{SCRIPT.format(port=port)}"),
        text("define", "$ shop() { python3 -m http.server $PORT --directory www; }"),
        text("serve", start.format(port=port)),
        text("ask", f"$ curl -s http://127.0.0.1:{port}/index.txt\n{answer}"),
        text("here", f"$ ls www; echo $PORT\nindex.txt\n{port}"),
    )
    result = site.run("a.md")
    assert set(result.words.values()) == {"PASSED"}, result.out
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_port_that_is_needed_again_is_given_up(site: Any, text: Any) -> None:
    port = free_port()
    serve = f"$ python3 -m http.server {port} --directory"
    ask = f"$ curl -s http://127.0.0.1:{port}/index.txt\n"
    site.page(
        "a.md",
        text("make", "$ mkdir a b; echo one > a/index.txt; echo two > b/index.txt"),
        text("first", f"{serve} a"),
        text("ask", f"{ask}one"),
        text("second", f"{serve} b"),
        text("again", f"{ask}two"),
    )
    result = site.run("a.md")
    assert set(result.words.values()) == {"PASSED"}, result.out


def test_a_server_that_does_not_say_what_is_expected(site: Any, text: Any) -> None:
    port = free_port()
    page = site.page(
        "a.md", text("serve", f"$ python3 -m http.server {port}\nServing FTP"), text("on", "$ echo on\non")
    )
    result = site.run("a.md")
    line = page.read_text().splitlines().index("Serving FTP") + 1
    assert (result.words["a.md::serve"], result.words["a.md::on"]) == ("FAILED", "PASSED")
    assert f"a.md:{line}: serve" in result.out


@pytest.mark.parametrize(
    ("shown", "word"), [pytest.param("one\ntwo", "PASSED", id="came"), pytest.param("one\nsix", "FAILED", id="did not")]
)
def test_a_watch_is_compared_at_the_end_of_the_page(site: Any, text: Any, shown: str, word: str) -> None:
    site.page(
        "a.md",
        text("make", "$ touch log"),
        text("watch", f"$ tail -f log\n{shown}"),
        text("one", "$ echo one >> log"),
        text("two", "$ echo two >> log"),
        "## Cleanup\n",
        text("clean", "$ rm log"),
    )
    result = site.run("a.md")
    names = [node.removeprefix("a.md::") for node in result.words]
    assert names == ["check", "make", "one", "two", "watch", "clean"]
    assert result.words["a.md::watch"] == word, result.out


def test_what_a_watch_shows_is_waited_for_before_it_is_taken_away(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        text("make", "$ echo one > log"),
        text("grow", "$ (sleep 3; test -e gone || echo two >> log; sleep 61) &"),
        text("watch", "$ tail -f log\none\ntwo"),
        text("end", "$ touch gone # as a delete would"),
    )
    result = site.run("a.md")
    assert set(result.words.values()) == {"PASSED"}, result.out


def test_what_a_job_prints_later_is_its_own(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        text("start", "$ (echo one; sleep 1; echo two; sleep 61) &\n[1] 4711\none"),
        text("other", "$ sleep 2; echo hi\nhi"),
        text("list", "$ jobs\n[1]+  Running                 ( echo one; sleep 1; echo two; sleep 61 ) &"),
        text("wait", "$ (echo three; sleep 1; echo four) &\n$ wait %2\nfour"),
        text("stop", "$ kill %1\n[1]+  Terminated              ( echo one; sleep 1; echo two; sleep 61 )"),
    )
    result = site.run("a.md")
    assert set(result.words.values()) == {"PASSED"}, result.out


def test_what_waits_for_input_is_ended_within_seconds(site: Any, text: Any) -> None:
    site.page("a.md", text("ask", "$ python3 -c 'input(\"Name: \")'"), text("on", "$ echo on\non"))
    result = site.run("a.md")
    assert (result.words["a.md::ask"], result.words["a.md::on"]) == ("FAILED", "PASSED")
    assert "`Name:`" in result.out
    assert not re.search(r"stopped at its limit", result.out)


def test_what_is_left_behind_belongs_to_the_snippet_that_began_it(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        text("first", "$ sleep 0.1\n$ echo one\none"),
        text("second", "$ sleep 41 &"),
        text("third", "$ (sleep 1; sleep 43) &"),
        text("fourth", "$ sleep 2; echo four\nfour"),
    )
    result = site.run("a.md")
    told = re.findall(r"by \w+ \(`.*`, line (\d+)\): process (sleep 4\d)\n +clean up: `kill \d+`", result.out)
    lines = (site.folder / "a.md").read_text().splitlines()
    assert [(lines[int(line) - 1], name) for line, name in told] == [
        ("$ sleep 41 &", "sleep 41"),
        ("$ (sleep 1; sleep 43) &", "sleep 43"),
    ], result.out


@pytest.mark.parametrize(
    ("prose", "status"),
    [
        pytest.param("Press Ctrl-C to stop the server.", 7, id="now"),
        pytest.param("按 Ctrl+C 停止服务器。", 7, id="in another language"),
        pytest.param("The server runs until you press Ctrl-C.", 0, id="not now"),
        pytest.param("When you are done, press Ctrl-C.", 0, id="when the page is through with it"),
    ],
)
def test_a_server_is_stopped_where_the_page_says_so(site: Any, text: Any, prose: str, status: int) -> None:
    port = free_port()
    site.page(
        "a.md",
        text("make", "$ mkdir www; echo hello > www/index.txt"),
        text("serve", f"$ python3 -m http.server {port} --directory www"),
        text("ask", f"$ curl -s http://127.0.0.1:{port}/index.txt\nhello"),
        f"{prose}\n",
        text("gone", f"$ curl -s http://127.0.0.1:{port}/ >/dev/null; echo $?\n{status}"),
    )
    assert set((result := site.run("a.md")).words.values()) == {"PASSED"}, result.out


def test_a_watch_that_the_page_stops_has_printed_what_it_shows(site: Any, text: Any) -> None:
    site.page(
        "a.md",
        text("make", "$ echo one > log.txt"),
        text("watch", "$ tail -f log.txt\none\ntwo"),
        text("write", "$ echo two >> log.txt; sleep 0.5"),
        "Press `Ctrl+C` to stop watching.\n",
        text("after", "$ echo three >> log.txt"),
    )
    assert set((result := site.run("a.md")).words.values()) == {"PASSED"}, result.out
