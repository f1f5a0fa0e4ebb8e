"""What a kind of site calls the keys of its pages' front matter."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatterKeys:
    """Of several keys the first that a page has counts; ``a.b`` is ``b`` in the map ``a``."""

    tested: tuple[str, ...] = ("test",)  # whether the page is run
    answers: tuple[str, ...] = ("yes", "true")  # its values, in small letters, that say so
    language: tuple[str, ...] = ("language", "lang")
    weight: tuple[str, ...] = ("weight",)  # a whole number: the page's place in its section
    previous: tuple[str, ...] = ("prev",)  # the link of the page before it in a series
    next: tuple[str, ...] = ("next",)
    needs: tuple[str, ...] = ()  # a link, or a list of them, of pages that come before it
    path: tuple[str, ...] = ()  # where the site has the page, whatever its file is called: ``/docs/start/``
    others: tuple[str, ...] = ()  # what else the site reads

    def of(self, name: str, front_matter: Mapping[str, Any]) -> Any:
        """The value of the first key of the field ``name`` that a page has, ``None`` without any."""
        values = (_value(front_matter, key.split(".")) for key in getattr(self, name))
        return next((value for value in values if value is not None), None)

    def says_tested(self, front_matter: Mapping[str, Any]) -> bool:
        """YAML reads ``yes`` as true unless it is quoted."""
        return str(self.of("tested", front_matter)).casefold() in self.answers

    def links_before(self, front_matter: Mapping[str, Any]) -> tuple[str, ...]:
        value = self.of("needs", front_matter)
        return tuple(map(str, value)) if isinstance(value, list) else () if value is None else (str(value),)

    def first_words(self) -> frozenset[str]:
        """How the keys begin, in small letters."""
        keys = (key for each in fields(self) if each.name != "answers" for key in getattr(self, each.name))
        return frozenset(key.split(".")[0].casefold() for key in keys)


USUAL: Final = FrontMatterKeys()


def _value(front_matter: Mapping[str, Any], path: list[str]) -> Any:
    value: Any = front_matter
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
