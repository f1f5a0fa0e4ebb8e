"""What servers answer that do not give what they are asked for."""

from pathlib import Path

import pytest

from harness.match.server_answer import final_answer, refused_request, server_error
from harness.plan.step import Command
from harness.source import Location

PAGE = "<html>\n<head><title>503 Service Unavailable</title></head>\n<body>\n</body>\n</html>\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("404: Not Found", "404: Not Found", id="github"),
        pytest.param("404 page not found\n", "404 page not found", id="go"),
        pytest.param("404", "404", id="a status alone"),
        pytest.param("Unauthorized", "Unauthorized", id="a phrase alone"),
        pytest.param("Not found.", "Not found.", id="with a full stop"),
        pytest.param("Internal Server Error\nat bake.js:3", "", id="the first of several lines"),
        pytest.param("RBAC: access denied", "RBAC: access denied", id="envoy"),
        pytest.param(PAGE, "503 Service Unavailable", id="nginx"),
        pytest.param("<!DOCTYPE html>\n<h1>Forbidden</h1>", "Forbidden", id="a heading"),
        pytest.param("<html><title>Oven</title><h1>Not Found</h1>", "Not Found", id="a heading below a title"),
        pytest.param("<html><body><pre>Cannot GET /x</pre></body>", "Cannot GET /x", id="express"),
        pytest.param('<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code>', '<?xml version="1.0"?>', id="s3"),
        pytest.param('{"message": "Not Found"}', '{"message": "Not Found"}', id="an api"),
        pytest.param('{"status": 401, "error": "no token"}', '{"status": 401, "error": "no token"}', id="a status"),
        pytest.param('{"error": {"code": 500}}', '{"error": {"code": 500}}', id="an object"),
        pytest.param('{\n"detail": "Not authenticated"\n}', '{ "detail": "Not authenticated" }', id="several lines"),
        pytest.param('{"success": false, "message": "no"}', '{"success": false, "message": "no"}', id="no success"),
        pytest.param(
            '{"kind": "Status", "status": "Failure"}', '{"kind": "Status", "status": "Failure"}', id="kubernetes"
        ),
        pytest.param('{"message": "Forbidden"}done', '{"message": "Forbidden"}', id="something behind it"),
        pytest.param("HTTP/1.1 301 Moved\n\nHTTP/1.1 404 Not Found\n", "HTTP/1.1 404 Not Found", id="redirected"),
        pytest.param("* x\n< HTTP/2 503 \n", "HTTP/2 503", id="told by curl -v"),
        pytest.param("HTTP/1.1 404 Not Found\n\nHTTP/1.1 200 OK\n", "", id="in the end a success"),
        pytest.param('{"message": "Hello"}', "", id="a message"),
        pytest.param('{"status": 200, "message": "ok", "error": null}', "", id="a status of success"),
        pytest.param('{"status": 404, "items": []}', "", id="an object of its own"),
        pytest.param('{"error": "", "message": "baked"}', "", id="no error"),
        pytest.param("500 lines of code", "", id="a number"),
        pytest.param("<html><title>Errors in Go</title>", "", id="a page on errors"),
        pytest.param("{not json", "", id="no json"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_errors(text: str, said: str) -> None:
    assert server_error(text) == said


@pytest.mark.parametrize(
    ("text", "expected", "fails"),
    [
        pytest.param("curl -s oven/menu", None, True, id="nothing is shown"),
        pytest.param("curl -s oven/menu | head -5", None, True, id="a part is printed"),
        pytest.param("curl -s oven/menu | jq .", None, True, id="it is laid out"),
        pytest.param("curl -s oven/menu", "...", True, id="anything is shown"),
        pytest.param("curl -s oven/menu", "<html>\n...\n</html>", True, id="what every page has is shown"),
        pytest.param("curl -s oven/menu", "<title>503 Service Unavailable</title>", False, id="it is shown"),
        pytest.param("curl -s oven/menu | grep title", None, False, id="it is looked at"),
        pytest.param("MENU=$(curl -s oven/menu)", None, False, id="it is kept"),
        pytest.param("curl -s oven/menu || true", None, False, id="it may fail"),
        pytest.param("for i in 1 2; do curl -s oven/menu; done", None, False, id="it is asked again and again"),
        pytest.param("cat menu", None, False, id="a file"),
    ],
)
def test_requests(text: str, expected: str | None, *, fails: bool) -> None:
    at = Location(path=Path("page.md"), line=1)
    command = Command(at=at, text=text, documented=text, expected=expected)
    assert refused_request(command, PAGE) == ("503 Service Unavailable" if fails else "")


@pytest.mark.parametrize(
    ("command", "text", "status"),
    [
        pytest.param("curl -s a", '{"code": 415, "message": "no"}', "415", id="an object"),
        pytest.param("curl -f a", "curl: (22) The requested URL returned error: 405", "405", id="told by curl"),
        pytest.param("curl -si a", "HTTP/1.1 422 Unprocessable Entity\n", "422", id="a head"),
        pytest.param("curl -w '%{http_code}' a", "400", "400", id="alone"),
        pytest.param("wget a", "2026-01-01 10:00:00 ERROR 410: Gone.", "410", id="told by wget"),
        pytest.param("curl -s a", "<p>Error code: 501</p>", "501", id="a page"),
        pytest.param("curl -si a", "HTTP/1.1 400 Bad\n\nHTTP/1.1 200 OK\n", "", id="not the last answer"),
        pytest.param("curl -s a", '{"code": 404, "message": "no"}', "", id="a route may come"),
        pytest.param("curl -s a", '{"code": 503, "message": "no"}', "", id="a server may start"),
        pytest.param("curl -w '%{http_code}' a", "403", "", id="a policy may change"),
        pytest.param("echo 400", "400", "", id="no client"),
    ],
)
def test_answers_that_another_try_does_not_change(command: str, text: str, status: str) -> None:
    assert final_answer(command, text)[:3] == status
