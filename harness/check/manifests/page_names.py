"""The names on a page: of the resources that it makes, and how often each word is in its blocks."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from harness.check.commands.command_line import program_lines
from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_resource import Resource, items
from harness.check.manifests.yaml_text import text_of
from harness.check.site_words import meant_on_site
from harness.check.typo import is_plural
from harness.parse.page import Page
from harness.programs.names import KUBECTL_MAKING
from harness.programs.resource_names import resource_words

_OFTEN: Final = 3
_LONG: Final = 5  # letters of a name that is no usual word
_CAPITALIZED: Final = re.compile(r"(?<=[^.!?\n#] )[A-Z][a-z]{4,}\b|\[[A-Z][a-z]{4,}\]")
_KEY: Final = re.compile(r"(?<![\w.-])([a-z][\w.-]*[a-z0-9])(?:=| *: )")
_SUBSET: Final = re.compile(r"\bsubset: [\"']?([\w-]+)")
_GENERATORS: Final = (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret"))
_INLINE: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_WORD: Final = re.compile(r"[a-z0-9][a-z0-9-]*[a-z0-9]")


@dataclass(frozen=True, kw_only=True)  # without slots: words are counted where a name is not known
class Named:
    """What the page names: the resources that it makes, by kind, and how often each word is in its blocks."""

    made: Mapping[str, frozenset[str]]
    page: Page
    served: frozenset[str] = frozenset()  # ports that sidecars open beside those of containers

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return Counter(word for snippet in self.page.snippets for word in _WORD.findall(snippet.body))

    @cached_property
    def words(self) -> Mapping[str, int]:
        return Counter(_WORD.findall(self.page.text))

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """What is before a ``=`` or a ``:``."""
        return Counter(_KEY.findall(self.page.text))

    @cached_property
    def shown(self) -> Mapping[str, int]:
        """Words of blocks and of code in the text."""
        text = "\n".join(_INLINE.findall(self.page.text))
        return Counter(self.counts) + Counter(_WORD.findall(text))

    def text_count(self, text: str) -> int:
        return len(re.findall(rf"{re.escape(text)}\b(?!-)", self.page.text))

    def coded(self, name: str) -> str:
        """A word that is code more than once on the page, where the name is there once; no plural of it."""
        if self.words.get(name, 0) > 1:
            return ""
        often = (word for word, count in self.shown.items() if count > 1 and not is_plural(name, word))
        return nearest_slip(name, often)

    def said(self, name: str) -> str:
        """A word that the page says more than once, its text too, where the name is there once."""
        if self.words.get(name, 0) > 1:
            return ""
        return nearest_slip(name, (word for word, count in self.words.items() if count > 1))

    @cached_property
    def subsets(self) -> frozenset[str]:
        """Subsets that the page's routes name more than once."""
        counts = Counter(_SUBSET.findall(self.page.text))
        return frozenset(name for name, count in counts.items() if count > 1)

    def begins_one(self, value: str) -> bool:
        """Whether a name on the page begins with it, as those of pods begin with that of what makes them."""
        return any(word.startswith(f"{value}-") for word in self.counts)

    def product(self, name: str) -> str:
        """A name that the text writes with a capital letter, where this one is there once: Prometheus."""
        if self.words.get(name, 0) > 1 or len(name) < _LONG:
            return ""
        return nearest_slip(
            name, {word.strip("[]").lower() for word in _CAPITALIZED.findall(self.page.text)} - {f"{name}s"}
        )

    def meant(self, name: str, kinds: Sequence[str]) -> str:
        """The resource of one of these kinds that was meant by a name that is none; else a word used far more often."""
        made = frozenset[str]().union(*(self.made.get(kind, frozenset()) for kind in kinds))
        if not name or name in made:
            return ""
        near = nearest_slip(name, made)
        if near or self.counts.get(name, 0) > 1:
            return near
        on_page = self.often(name) or self.coded(name) or (self.product(name) if "Service" in kinds else "")
        return on_page or self.on_site(name)

    def on_site(self, name: str) -> str:
        """A word that many pages have, where no other page has this one."""
        return "" if self.words.get(name, 0) > 1 else meant_on_site(name, self.page)

    def often(self, name: str) -> str:
        often = (word for word, count in self.counts.items() if count >= _OFTEN)
        return nearest_slip(name, (word for word in often if not is_plural(name, word) and not word.startswith(name)))


def ports_of_sidecars(resources: Sequence[Resource]) -> frozenset[str]:
    ingress = [port for each in resources if each.kind == "Sidecar" for port in items(each.document, "spec", "ingress")]
    return frozenset(text for each in ingress if (text := text_of(node_at(each, "port", "number"))))


def names_made(resources: Sequence[Resource], page: Page) -> Mapping[str, frozenset[str]]:
    """The names of resources by kind, as manifests and ``kubectl create`` make them."""
    names: dict[str, set[str]] = {}
    for each in resources:
        names.setdefault(each.kind, set()).add(each.name)
        for field, kind in _GENERATORS if each.kind == "Kustomization" else ():
            names.setdefault(kind, set()).update(
                text_of(node_at(one, "name")) or "" for one in items(each.document, field)
            )
        of_gateway = text_of(node_at(each.document, "spec", "gatewayClassName")) if each.kind == "Gateway" else None
        if of_gateway:  # its Service, by the convention of the Gateway API
            names.setdefault("Service", set()).add(f"{each.name}-{of_gateway}")
    for _, _, line in program_lines(page, "kubectl"):
        if line.verb in KUBECTL_MAKING and line.arguments:
            word = line.command.name.split()
            kind = "Service" if line.verb == "expose" else "Secret" if "secret" in word else _kind(word[-1])
            name = line.value("--name") or line.arguments[0] if kind == "Service" else line.arguments[0]
            names.setdefault(kind, set()).add(name or "")
    return {kind: frozenset(filter(None, found)) for kind, found in names.items()}


def _kind(word: str) -> str:
    resource = resource_words().get(word)
    return resource.kind if resource is not None else ""
