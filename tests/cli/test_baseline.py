"""A baseline has the findings of a day, by content; it only shrinks and never hides a new one."""

import json
from pathlib import Path

import pytest

from harness.cli.main import main

ONE = "$ kubectl get sevrice"
TWO = "$ kubectl get gaetway"
GOOD = "$ kubectl get pods"


def write(tmp_path: Path, *commands: str, above: str = "", name: str = "page.md") -> Path:
    path = tmp_path / name
    body = "".join(f"```bash\n{command}\n```\n\n" for command in commands)
    path.write_text(f"---\ntitle: A\ntest: yes\n---\n{above}\n{body}", encoding="utf-8")
    return path


def status(tmp_path: Path, *more: str) -> int:
    return main(["check", str(tmp_path), "--baseline", str(tmp_path / "baseline.json"), *more])


def known(tmp_path: Path) -> int:
    table = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
    return sum(each["count"] for each in table["findings"])


@pytest.mark.parametrize(
    ("commands", "above", "expected"),
    [
        pytest.param((ONE, TWO), "", 0, id="the same"),
        pytest.param((TWO, ONE), "More text.\n\n\n", 0, id="moved lines"),
        pytest.param((ONE,), "", 0, id="one is fixed"),
        pytest.param((ONE, TWO, ONE), "", 1, id="a second one like it"),
        pytest.param((ONE, "$ kubectl get sevrices"), "", 1, id="another one"),
    ],
)
def test_only_new_findings_count(tmp_path: Path, commands: tuple[str, ...], above: str, expected: int) -> None:
    write(tmp_path, ONE, TWO)
    assert (status(tmp_path, "--write-baseline"), known(tmp_path)) == (0, 2)
    write(tmp_path, *commands, above=above)
    assert status(tmp_path) == expected


def test_it_only_shrinks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, ONE, TWO)
    status(tmp_path, "--write-baseline")
    write(tmp_path, ONE, GOOD)
    assert status(tmp_path) == 0
    assert "1 of its findings" in capsys.readouterr().err
    assert (status(tmp_path, "--write-baseline"), known(tmp_path)) == (0, 1)
    write(tmp_path, ONE, TWO)
    assert (status(tmp_path, "--write-baseline"), known(tmp_path)) == (1, 1)


def test_what_was_not_looked_at_is_kept(tmp_path: Path) -> None:
    write(tmp_path, ONE)
    other = write(tmp_path, GOOD, name="other.md")
    status(tmp_path, "--write-baseline")
    main(["check", str(other), "--baseline", str(tmp_path / "baseline.json"), "--write-baseline"])
    status(tmp_path, "--write-baseline", "--ignore", "unknown-resource")
    assert known(tmp_path) == 1


def test_an_unread_page_is_never_known(tmp_path: Path) -> None:
    write(tmp_path, GOOD, above="{{< /tip >}}\n")
    assert status(tmp_path, "--write-baseline") == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 9, "findings": []}'])
def test_a_broken_file_is_an_error(tmp_path: Path, content: str) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "baseline.json").write_text(content, encoding="utf-8")
    assert status(tmp_path) == 2
