"""What the harness says of many pages before and after a change: plans, findings and snippet files, to be compared.

Usage: python bench/golden.py record FOLDER PAGES...
       python bench/golden.py compare FOLDER OTHER

``record`` writes what the harness of the environment says of each folder of ``PAGES``: one JSON file for its plans, one
for its findings, and its snippet files. With ``PYTHONPATH`` set to another checkout, the harness of that one is asked.
``compare`` prints the differences between two records, and exits with 1 where there are any.
"""

import difflib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 60  # lines of difference that are shown of one file
ASK = "from harness.cli.main import main; raise SystemExit(main())"


def asked(*arguments: str | Path, folder: Path) -> str:
    command = [sys.executable, "-c", ASK, *map(str, arguments)]
    return subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True).stdout


def record(out: Path, pages: list[Path]) -> None:
    shutil.rmtree(out, ignore_errors=True)
    for number, folder in enumerate(pages):
        into = out / f"{number}-{folder.name}"
        into.mkdir(parents=True)
        for name, command in {"plan": ("plan", "--json"), "check": ("check", "--format", "json")}.items():
            said = asked(*command, folder, folder=folder)
            (into / f"{name}.json").write_text(json.dumps(json.loads(said), indent=1, sort_keys=True), encoding="utf-8")
        asked("snips", folder, "--out", into.resolve() / "snips", folder=folder)


def files_of(folder: Path) -> dict[str, Path]:
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}


def differences(one: Path, other: Path) -> Iterator[str]:
    ours, theirs = files_of(one), files_of(other)
    yield from (f"only in one record: {name}" for name in sorted(ours.keys() ^ theirs.keys()))
    for name in sorted(ours.keys() & theirs.keys()):
        before, after = (file.read_text(encoding="utf-8").splitlines() for file in (ours[name], theirs[name]))
        if before != after:
            changed = difflib.unified_diff(before, after, f"{one}/{name}", f"{other}/{name}", lineterm="", n=3)
            yield from (line for line, _ in zip(changed, range(MOST), strict=False))


def main() -> int:
    action, folder, *rest = sys.argv[1:]
    if action == "record":
        record(Path(folder), [Path(each).resolve() for each in rest])
        return 0
    found = list(differences(Path(folder), Path(rest[0])))
    print("\n".join(found) or "the same")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
