"""Write the words that kubectl takes for resources, as a control plane and the catalogue's CRDs say.

``kubectl api-resources -o json | python tools/resources/generate.py`` writes
``harness/programs/data/resources.json``. The API server should run with ``--runtime-config=api/all=true``; the
CRDs are those of ``tools/catalogue`` (needs Go).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
TARGET = REPOSITORY / "harness/programs/data/resources.json"
sys.path.insert(0, str(REPOSITORY / "tools/catalogue"))

from sources import SOURCES  # noqa: E402 - found by the line above


def of_server(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in answer["resources"]:
        yield resource(
            each["name"], each.get("singularName", ""), each.get("group", ""), each["kind"], each.get("shortNames", ())
        ) | {"namespaced": each["namespaced"], "categories": sorted(each.get("categories", ()))}


def of_definitions(text: str) -> Iterator[dict[str, Any]]:
    for document in yaml.load_all(text, Loader=yaml.CBaseLoader):
        if document and document.get("kind") == "CustomResourceDefinition":
            spec, names = document["spec"], document["spec"]["names"]
            yield resource(
                names["plural"], names.get("singular", ""), spec["group"], names["kind"], names.get("shortNames", ())
            ) | {"namespaced": spec["scope"] == "Namespaced", "categories": sorted(names.get("categories", ()))}


def resource(plural: str, singular: str, group: str, kind: str, short: Any) -> dict[str, Any]:
    return {
        "plural": plural,
        "singular": singular or kind.lower(),
        "short": sorted(short),
        "group": group,
        "kind": kind,
    }


def main() -> None:
    found = list(of_server(json.load(sys.stdin)))
    for source in SOURCES:
        if source.kind == "crd":
            folder = source.fetch()
            for path in sorted(path for glob in source.files for path in folder.glob(glob)):
                found += of_definitions(path.read_text(encoding="utf-8"))
    by_name = {(each["group"], each["plural"]): each for each in found}
    lines = ",\n".join(json.dumps(by_name[name], separators=(",", ":")) for name in sorted(by_name))
    TARGET.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{TARGET}: {len(by_name)} resources", file=sys.stderr)


if __name__ == "__main__":
    main()
