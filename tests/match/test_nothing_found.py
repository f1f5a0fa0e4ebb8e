import pytest

from harness.match.nothing_found import nothing_found


@pytest.mark.parametrize(
    "output",
    [
        pytest.param("No resources found in shop namespace.\n", id="kubectl, in a namespace"),
        pytest.param("No resources found\n", id="kubectl, everywhere"),
        pytest.param("No results found\n", id="helm search"),
        pytest.param("NAME\tNAMESPACE\tREVISION\tUPDATED\tSTATUS\tCHART\tAPP VERSION\n", id="helm list"),
        pytest.param("CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES\n", id="docker ps"),
        pytest.param("404 page not found\n", id="a server in Go"),
        pytest.param("<html>\n<head><title>404 Not Found</title></head>\n</html>\n", id="nginx"),
        pytest.param("<html>\n  <title>Error response</title>\n", id="a server in Python"),
        pytest.param("<body>\n<pre>Cannot GET /a</pre>\n", id="Express"),
        pytest.param('{"detail":"Not Found"}', id="FastAPI"),
        pytest.param('{\n  "status": "Failure",\n  "reason": "NotFound",\n}\n', id="an API server"),
    ],
)
def test_nothing_was_found(output: str) -> None:
    assert nothing_found(output) != ""


@pytest.mark.parametrize(
    "output",
    [
        pytest.param("", id="no output: most commands have none"),
        pytest.param("NAME   READY\na      1/1\n", id="a table with a row"),
        pytest.param("No resources found in a namespace.\npod/b deleted\n", id="something beside it"),
        pytest.param("HELLO\n", id="a word in capitals"),
        pytest.param("HELLO WORLD\n", id="two words in capitals"),
        pytest.param("<title>Ovens</title>\n<p>404 page not found</p>\n", id="a page about it"),
        pytest.param("No problems were detected\n", id="a check that is content"),
    ],
)
def test_something_was_found(output: str) -> None:
    assert nothing_found(output) == ""
