"""Names in a snippet file: what bash takes, and what hides no command."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# What bash itself knows: `compgen -bk`, without the signs.
_COMMANDS: Final = frozenset(
    """
    alias bg bind break builtin caller case cd command compgen complete compopt continue coproc declare dirs disown do
    done echo elif else enable esac eval exec exit export false fc fg fi for function getopts hash help history if in
    jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return select set shift shopt
    source suspend test then time times trap true type typeset ulimit umask unalias unset until wait while
    """.split()  # noqa: SIM905 - eighty quoted words would hide that this is bash's own list
)
_NO_WORD: Final = re.compile(r"\W", re.ASCII)
_BUNDLE: Final = re.compile(r"_?index(?P<language>\.[\w-]+)?\.md")


def function_name(snippet_id: str, commands: str) -> str:
    """The id, with ``_`` in front where it starts with a digit or would hide a command that the page uses."""
    name = word(snippet_id)
    called = name in commands and re.search(rf"(?:^|[|;&(]\s*){name}(?![\w./-])", commands, re.ASCII | re.MULTILINE)
    return f"_{name}" if name in _COMMANDS or called else name


def word(text: str) -> str:
    """Text as a name: letters, digits and ``_`` of ASCII, no digit in front."""
    name = _NO_WORD.sub("_", text)
    return name if name and not name[0].isdigit() else f"_{name}"


def bundle_suffix(page: Path) -> str | None:
    """For the page of a bundle the language in its name, as ``.zh``, or nothing; ``None`` for any other page."""
    bundle = _BUNDLE.fullmatch(page.name)
    return None if bundle is None else bundle["language"] or ""


def page_name(page: Path, language: str) -> str:
    """What a page is called: its bundle's folder, or its file; translations beside a page share its name."""
    return page.stem.removesuffix(f".{language}") if bundle_suffix(page) is None else page.parent.name


def snips_name(page: Path) -> str:
    """What the snippet file in the page's own folder is called."""
    suffix = bundle_suffix(page)
    return f"{page.stem}_snips.sh" if suffix is None else f"snips{suffix}.sh"


def distinct_words(texts: Iterable[str]) -> list[str]:
    """Each text as a name; one that a text before it has already got is numbered."""
    names: list[str] = []
    for name in map(word, texts):
        names.append(name if name not in names else f"{name}_{len(names) + 1}")
    return names
