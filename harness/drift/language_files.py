"""Which files are languages of one page, by their paths; no file is opened here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from harness.parse.neighbours import LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """``untranslated`` are pages of the base alone, ``alone`` those of the translation that have no base."""

    pairs: tuple[tuple[Path, Path], ...]
    untranslated: tuple[Path, ...] = ()
    alone: tuple[Path, ...] = ()


def pair(base: Path, base_pages: Collection[Path], translation: Path, pages: Iterable[Path]) -> Paired:
    """Pages of two folders, or two pages.

    A page and its translation have the same path below the two folders, or they are ``index.md`` and ``index.zh.md``.
    """
    if base in base_pages and translation in (known := tuple(pages)):
        return Paired(pairs=tuple((base, page) for page in known if page != base))
    own = frozenset(base_pages)
    pairs: list[tuple[Path, Path]] = []
    alone: list[Path] = []
    for page in pages:
        partner = next((one for one in _candidates(base, page.relative_to(translation)) if one in own), None)
        if partner is not None and partner != page:
            pairs.append((partner, page))
        elif page not in own:
            alone.append(page)
    met = {path for pair in pairs for path in pair}
    return Paired(
        pairs=tuple(pairs), untranslated=tuple(one for one in base_pages if one not in met), alone=tuple(alone)
    )


def _candidates(base: Path, inside: Path) -> list[Path]:
    """Where the base of a translation may be; a name that says its language first."""
    stem, _, language = inside.stem.rpartition(".")
    same = base / inside
    if not stem or LANGUAGE.fullmatch(language) is None:
        return [same]
    return [
        base / inside.with_name(f"{stem}{inside.suffix}"),
        base / inside.with_name(f"{stem}.en{inside.suffix}"),
        same,
    ]


def language_named(translation: Path, page: Path) -> str:
    """The language that a page's name or a folder's name says, empty where neither does."""
    language = page.stem.rpartition(".")[2] if "." in page.stem else ""
    words = (language, translation.name)
    return next((word for word in words if LANGUAGE.fullmatch(word)), "")
