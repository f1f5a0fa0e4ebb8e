"""Write the catalogue of kinds that ``harness check`` knows: ``python tools/catalogue/generate.py`` (needs Go)."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import readers
from sources import ISTIO_API, REPOSITORY, SOURCES, Source
from usual import USUAL

from harness.check.catalogue.schema_shapes import Shapes

TARGET = REPOSITORY / "harness/check/catalogue/kinds.json"


def files(folder: Path, globs: tuple[str, ...]) -> list[Path]:
    return [path for glob in globs for path in sorted(folder.glob(glob))]


def required_version(go_mod: Path, module: str) -> str:
    found = re.search(rf"^\s*{re.escape(module)} (\S+)", go_mod.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise SystemExit(f"{go_mod} does not require {module}")
    return found[1]


def read(source: Source, shapes: Shapes) -> list[readers.Kind]:
    folder = source.fetch()
    paths = files(folder, source.files)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    match source.kind:
        case "crd":
            return [kind for text in texts for kind in readers.crd(text)]
        case "kubernetes":
            definitions, kinds = readers.kubernetes(*texts)
            shapes.definitions |= definitions
            return kinds
        case "istio-operator":
            version = required_version(folder / "go.mod", ISTIO_API.module)
            api = Source(name="", module=ISTIO_API.module, version=version, kind="", files=()).fetch()
            protos = [*api.glob("mesh/**/*.proto"), *api.glob("networking/**/*.proto"), *api.glob("type/**/*.proto")]
            definitions, kind = readers.istio_operator(*texts, sorted(protos))
            shapes.definitions |= definitions
            return [kind]
        case "go":
            definitions, kinds = readers.go_kinds(texts, source.api_version, source.roots)
            shapes.definitions |= definitions
            return kinds
    raise SystemExit(f"nothing reads {source.kind}")


def catalogue() -> dict[str, Any]:
    shapes, kinds = Shapes(), {}
    for source in SOURCES:
        for api_version, kind, schema in read(source, shapes):
            of_version = kinds.setdefault(api_version, {})
            place = shapes.resource(schema)
            of_version[kind] = shapes.merged(of_version[kind], place) if kind in of_version else place
        print(f"{source.name} {source.module}@{source.version}", file=sys.stderr)
    for group, kind, path, values in USUAL:
        for of_version in (
            kinds[version] for version in kinds if version.startswith(f"{group}/") and kind in kinds[version]
        ):
            of_version[kind] = shapes.with_usual(of_version[kind], path.split("."), values)
    return {
        "format": 1,
        "licence": "Apache-2.0, like the modules that it was made from",
        "sources": [f"{each.name}: {each.module}@{each.version}" for each in SOURCES],
        "kinds": {version: dict(sorted(of_version.items())) for version, of_version in sorted(kinds.items())},
        "nodes": shapes.nodes,
    }


def main() -> None:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(rendered(catalogue()), encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes", file=sys.stderr)


def rendered(found: dict[str, Any]) -> str:
    """JSON with a line for each apiVersion and each shape, so that a new version of a module can be read as a diff."""

    def compact(value: object) -> str:
        return json.dumps(value, separators=(",", ":"))

    head = {key: value for key, value in found.items() if key not in {"kinds", "nodes"}}
    kinds = ",\n".join(f"{compact(version)}:{compact(kinds)}" for version, kinds in found["kinds"].items())
    nodes = ",\n".join(map(compact, found["nodes"]))
    return f'{json.dumps(head, indent=0)[:-2]},\n"kinds":{{\n{kinds}\n}},\n"nodes":[\n{nodes}\n]}}\n'


if __name__ == "__main__":
    main()
