import os
from pathlib import Path

import pytest

from harness.cluster.containers.engine import Engine
from harness.cluster.containers.images import archives
from harness.cluster.runner import Runner
from harness.errors import ClusterError

NODE_LABEL = "example.com/cluster"

# Knows one image, and writes down how it was called.
DOCKER = """#!/bin/sh
echo "$@" >>"$(dirname "$0")/calls"
case "$1 $5" in
  "image local/node:1") echo sha256:1 ;;
  image*) echo "Error: No such image" >&2; exit 1 ;;
esac
"""


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    program = tmp_path / "docker"
    program.write_text(DOCKER)
    program.chmod(0o755)
    return Engine(name="docker", program=program, runner=Runner({"PATH": os.environ["PATH"]}), node_label=NODE_LABEL)


def test_archives_by_path_and_glob(tmp_path: Path, engine: Engine) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for name in ("b.tar", "a.tar", "c.tgz"):
        (folder / name).touch()
    found = archives(
        ["images/*.tar", str(folder / "c.tgz")], engine, folder=tmp_path, state=tmp_path, table="cluster.kind"
    )
    assert found == (folder / "a.tar", folder / "b.tar", folder / "c.tgz")


def test_local_images_are_saved_once(tmp_path: Path, engine: Engine) -> None:
    assert archives(["local/node:1"], engine, folder=tmp_path, state=tmp_path / "state", table="cluster.kind") == (
        tmp_path / "state/images.tar",
    )
    assert (tmp_path / "calls").read_text().splitlines() == [
        "image inspect --format {{.Id}} local/node:1",
        f"save --output {tmp_path}/state/images.tar local/node:1",
    ]


def test_neither_file_nor_image(tmp_path: Path, engine: Engine) -> None:
    with pytest.raises(ClusterError) as caught:
        archives(["imags/a.tar"], engine, folder=tmp_path, state=tmp_path, table="cluster.kind")
    assert str(caught.value) == (
        "'imags/a.tar' is neither a file nor an image that docker has\n"
        "  expected: archives or local images: images in [cluster.kind] and [cluster.metallb]\n"
        "  to fix:   get it (docker pull imags/a.tar), or correct the path of the archive"
    )
