"""Images that nodes are to have before anything pulls: archives as `docker save` writes them, and local images."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from harness.cluster.containers.engine import Engine
from harness.cluster.runner import CommandError
from harness.errors import ClusterError

IMPORT = ("ctr", "--namespace", "k8s.io", "images", "import", "--digests", "-")
SECONDS = 600.0  # an archive may hold gigabytes


def archives(names: Sequence[str], engine: Engine, *, folder: Path, state: Path, table: str) -> tuple[Path, ...]:
    """Files to import: archives by path or glob, relative to ``folder``; other names are images of ``engine``.

    Local images are saved to ``state`` together, so that layers they share are copied once. ``table`` of the settings
    is where names come from.
    """
    files: list[Path] = []
    images: list[str] = []
    for name in names:
        found = sorted(matching(name, folder))
        files.extend(found)
        if not found:
            images.append(name)
    if images:
        saved = state / "images.tar"
        save(images, engine, saved, table=table)
        files.append(saved)
    return tuple(files)


def matching(name: str, folder: Path) -> Iterator[Path]:
    """The files that a name or glob stands for, none when it names no file."""
    path = folder / Path(name).expanduser()
    return Path(path.anchor).glob(str(path.relative_to(path.anchor)))


def save(images: Sequence[str], engine: Engine, file: Path, *, table: str) -> None:
    for image in images:
        try:
            engine.run("image", "inspect", "--format", "{{.Id}}", image)
        except CommandError as error:
            raise ClusterError(
                f"{image!r} is neither a file nor an image that {engine.name} has",
                expected=f"archives or local images: images in [{table}] and [cluster.metallb]",
                remedy=f"get it ({engine.name} pull {image}), or correct the path of the archive",
            ) from error
    engine.save(images, file, timeout=SECONDS)


def load(files: Sequence[Path], engine: Engine, node: str) -> None:
    """Import every archive into the container runtime of a node."""
    for file in files:
        engine.run_in(node, *IMPORT, stdin=file, timeout=SECONDS)
