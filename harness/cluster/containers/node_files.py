"""Files of nodes that workloads change: network plugins, such as those of meshes, write into /etc/cni/net.d."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from harness.cluster.containers.engine import Engine

FOLDER: Final = "/etc/cni/net.d"
DIGEST: Final = f"cd {FOLDER} && find . -type f -exec sha256sum {{}} + | sort"
PACK: Final = f"tar -C {FOLDER} -cf - . | base64"
# Changed files first, so that there is a network configuration all the time.
UNPACK: Final = f"""
fresh=$(mktemp -d)
base64 -d | tar -C "$fresh" -xf -
cp -a "$fresh"/. {FOLDER}/
for file in {FOLDER}/*; do [ -e "$fresh/${{file##*/}}" ] || rm -rf "$file"; done
rm -rf "$fresh"
"""


def remember_files(engine: Engine, nodes: Iterable[str], file: Path) -> None:
    """Keep the files of ``nodes`` in ``file``."""
    kept = {node: [engine.run_in(node, "sh", "-ec", DIGEST), engine.run_in(node, "sh", "-ec", PACK)] for node in nodes}
    file.write_text(json.dumps(kept), encoding="utf-8")


def put_back_files(engine: Engine, file: Path) -> list[str]:
    """Bring nodes back to what ``file`` keeps; the names of those that had changed."""
    changed: list[str] = []
    for node, (digest, packed) in json.loads(file.read_text(encoding="utf-8")).items():
        if engine.run_in(node, "sh", "-ec", DIGEST) != digest:
            engine.run_in(node, "sh", "-ec", UNPACK, stdin=packed)
            changed.append(node)
    return changed
