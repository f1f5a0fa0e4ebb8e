"""A folder of this process is gone when it ends, whoever has lost sight of it."""

import subprocess
import sys
from pathlib import Path

MADE = (
    "from harness.session.workspace.temporary import make_folder; print(make_folder('page')); raise KeyboardInterrupt"
)


def test_a_folder_that_its_owner_has_lost(tmp_path: Path) -> None:
    environment = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", MADE], env=environment, capture_output=True, text=True, check=False)
    assert Path(done.stdout.strip()).parent == tmp_path
    assert list(tmp_path.iterdir()) == []
