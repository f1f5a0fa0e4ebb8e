import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.match.tables.columns import is_header
from harness.match.tables.table_search import read_tables


def read(text: str, known: frozenset[str] = frozenset()) -> list[list[str]]:
    """The one table of a text as rows of cells, the header first."""
    (table,), rest = read_tables(text, known)
    assert rest == []
    return [list(table.columns.names), *([cell.text for cell in row.cells] for row in table.rows)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            "NAME   READY   AGE\na      1/1     3m\n",
            [["NAME", "READY", "AGE"], ["a", "1/1", "3m"]],
            id="aligned",
        ),
        pytest.param(
            "CURRENT   NAME   NAMESPACE\n*         one    default\n          two    default",
            [["CURRENT", "NAME", "NAMESPACE"], ["*", "one", "default"], ["", "two", "default"]],
            id="the first cell is empty",
        ),
        pytest.param(
            "NAME    STATUS   AGE   MODE\na       Active   24h\nb       Active   24h   ambient",
            [["NAME", "STATUS", "AGE", "MODE"], ["a", "Active", "24h", ""], ["b", "Active", "24h", "ambient"]],
            id="the last cell is empty",
        ),
        pytest.param(
            "IP           NODE     NOMINATED NODE   READINESS GATES\n10.100.0.2   node-2   <none>           <none>",
            [["IP", "NODE", "NOMINATED NODE", "READINESS GATES"], ["10.100.0.2", "node-2", "<none>", "<none>"]],
            id="names of two words",
        ),
        pytest.param(
            "THIS THAT   OTHER\nx           y",
            [["THIS THAT", "OTHER"], ["x", "y"]],
            id="an unknown name of two words, by its rows",
        ),
        pytest.param(
            "NAMESPACE POD NAME   WAYPOINT PROTOCOL\ndefault   a-5b7d9c-x None     TCP",
            [["NAMESPACE", "POD NAME", "WAYPOINT", "PROTOCOL"], ["default", "a-5b7d9c-x", "None", "TCP"]],
            id="one blank between columns",
        ),
        pytest.param(
            "NAME                READY     STATUS\nistiod-7d46d8d9db-jz2mh      1/1       Running",
            [["NAME", "READY", "STATUS"], ["istiod-7d46d8d9db-jz2mh", "1/1", "Running"]],
            id="written by hand: not aligned",
        ),
        pytest.param(
            "NAME                     TYPE           CLUSTER-IP\ngateway    LoadBalancer   10.8.17.119",
            [["NAME", "TYPE", "CLUSTER-IP"], ["gateway", "LoadBalancer", "10.8.17.119"]],
            id="written by hand: shifted",
        ),
        pytest.param(
            "NAME       UPDATED                                 STATUS\n"
            "ambient       2024-04-17 22:14:45.96 +0000 UTC deployed",
            [["NAME", "UPDATED", "STATUS"], ["ambient", "2024-04-17 22:14:45.96 +0000 UTC", "deployed"]],
            id="written by hand: one blank after a date",
        ),
        pytest.param(
            "NAME     STATUS     AGE     MODE\nx      Active      1d",
            [["NAME", "STATUS", "AGE", "MODE"], ["x", "Active", "1d", ""]],
            id="written by hand: shifted, and a cell less",
        ),
        pytest.param(
            "NAME         \tNAMESPACE   \tREVISION\nistio-base   \tistio-system\t1       ",
            [["NAME", "NAMESPACE", "REVISION"], ["istio-base", "istio-system", "1"]],
            id="tabs, as helm writes them",
        ),
        pytest.param(
            "  NAME   AGE\n  a      3m",
            [["NAME", "AGE"], ["a", "3m"]],
            id="indented",
        ),
        pytest.param(
            "NAME   RESTARTS       AGE\na      1 (3m ago)     5m",
            [["NAME", "RESTARTS", "AGE"], ["a", "1 (3m ago)", "5m"]],
            id="a cell with blanks inside",
        ),
        pytest.param("NAME   AGE", [["NAME", "AGE"]], id="no rows"),
    ],
)
def test_cells(text: str, rows: list[list[str]]) -> None:
    assert read(text) == rows


def test_names_of_the_other_table_tell_columns_apart() -> None:
    text = "TAG         REVISION NAMESPACES\ndefault     1-26-0-1   ..."
    known = frozenset({"TAG", "REVISION", "NAMESPACES"})
    assert read(text, known) == [["TAG", "REVISION", "NAMESPACES"], ["default", "1-26-0-1", "..."]]


@pytest.mark.parametrize(
    ("line", "header"),
    [
        pytest.param("NAME   READY", True, id="two columns"),
        pytest.param("NAME   PORT(S)   CPU(cores)   MEMORY%", True, id="marks"),
        pytest.param("NAME", False, id="one column"),
        pytest.param("NAME READY", False, id="one blank: a sentence in capitals"),
        pytest.param("SYNCED   SYNCED", False, id="values"),
        pytest.param("NAME   ready", False, id="lower case"),
        pytest.param("HTTP/1.1 200 OK", False, id="a status line"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_headers(line: str, header: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_header(line) == header


def test_several_tables_and_what_stands_around_them() -> None:
    text = "* first:\nNAME   AGE\na      1m\nError from server\n...\n\nb\nNAME   READY\npod/a  1/1\nKIND   X\nc      d"
    tables, rest = read_tables(text)
    assert [(table.header.number, table.columns.names, len(table.rows), len(table.gaps)) for table in tables] == [
        (2, ("NAME", "AGE"), 1, 1),
        (8, ("NAME", "READY"), 1, 0),
        (10, ("KIND", "X"), 1, 0),
    ]
    assert [line.text for line in rest] == ["* first:", "Error from server", "b"]


NAMES = st.lists(st.sampled_from(["NAME", "READY", "PORT(S)", "CLUSTER-IP", "AGE", "MODE"]), min_size=2, unique=True)
CELLS = st.text("ab1/-<>.", min_size=1, max_size=12).filter(lambda text: text.strip(".") != "")


@given(NAMES, st.data())
def test_what_is_printed_in_columns_is_read_back(names: list[str], data: st.DataObject) -> None:
    cell = st.one_of(CELLS, st.just(""))
    rows = [[data.draw(CELLS), *(data.draw(cell) for _ in names[1:])] for _ in range(data.draw(st.integers(0, 4)))]
    rows = [row for row in rows if sum(map(bool, row)) > 1]
    widths = [max(len(row[column]) for row in [names, *rows]) for column in range(len(names))]
    text = "\n".join(
        "   ".join(f"{part:{width}}" for part, width in zip(row, widths, strict=True)) for row in [names, *rows]
    )
    assert read(text) == [names, *rows]
