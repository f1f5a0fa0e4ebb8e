"""Words for resources in kubectl commands: misspelt ones."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue
from harness.check.commands.command_line import CommandLine, program_lines
from harness.check.commands.flags import place
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_documents import page_documents
from harness.check.manifests.page_names import names_made
from harness.check.manifests.page_resource import resources_of
from harness.check.manifests.yaml_text import text_of, value_of
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.programs.kubectl import kubectl_words
from harness.programs.registry import program
from harness.programs.resource_names import plural_of, resource_words

UNKNOWN: Final = Rule.named("unknown-resource")
RULES: Final = (UNKNOWN,)

_WORD: Final = re.compile(r"[A-Za-z][a-z]*")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VERSIONS: Final = frozenset({"v1", "v1beta1", "v1alpha1", "v2"})
# In two or three letters a slip of one of these is likelier than a short name that nobody knows.
_SHORT: Final = ("all", "deploy", "node", "nodes", "pod", "pods", "svc")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    known = known_words(subject.catalogue) | own_words(page)
    used = used_on(page)
    for segment, call, line in program_lines(page, "kubectl"):
        name = strange_word(line, known) if not call.in_function else ""
        is_made = name and any(name in names for names in names_made([*resources_of(page)], page).values())
        message = f"kubectl takes the name '{name}' for a resource"
        word = next(iter(line.arguments[1:2]), "")
        behind = resource_words().get(word)
        if name and behind is not None and (is_made or "." not in behind.group):
            written, severity = f"{name} {word}", None if is_made or "-" in name else Severity.WARNING
            at = place(segment, call, written)
            yield UNKNOWN.mended(at, message, written, f"{word} {name}", severity=severity)
            continue
        # What is called for many may be a kind of another project.
        if is_made or ("-" in name and len(line.arguments) == 1 and not name.endswith("s")):
            yield UNKNOWN.found(
                place(segment, call, name),
                message,
                expected=f"a resource before the name, such as 'service {name}'",
                remedy="write the resource before the name",
                severity=Severity.WARNING,
            )
        first, dot, rest = next(iter(line.arguments), "").partition(".")
        if dot and line.verb in kubectl_words().resource_first and first in resource_words() and is_name_of(rest):
            message = f"kubectl takes '{rest}' for the API group of '{first}'"
            at = place(segment, call, f"{first}.{rest}")
            yield UNKNOWN.mended(at, message, f"{first}.{rest}", f"{first}/{rest}")
        for word in dict.fromkeys(words_of(line)):
            if (
                word not in known
                and plural_of(word) not in known
                and (meant := meant_by(word, known) or beside(word, used, known))
            ):
                at = place(segment, call, word)
                yield UNKNOWN.slip(
                    at,
                    f"kubectl knows no resource {word!r}",
                    word,
                    meant,
                    expected=f"a resource, such as '{meant}'",
                    severity=None if len(word) > len("pods") and is_one_slip(word, meant) else Severity.WARNING,
                )


def is_name_of(rest: str) -> bool:
    """Whether what is behind the dot of a resource is no API group: only Kubernetes has those without a dot."""
    return (
        _NAME.fullmatch(rest) is not None and rest not in {each.group for each in resource_words().values()} | _VERSIONS
    )


def strange_word(line: CommandLine, known: frozenset[str]) -> str:
    """The first argument, where that would be a resource and nothing is called so; else empty."""
    subcommand = line.command.name.partition(" ")[2]
    first = (*line.arguments, "")[0]
    if subcommand not in kubectl_words().resource_first or first == subcommand or line.has("-f", "--filename"):
        return ""
    return first if _NAME.fullmatch(first) and first not in known else ""


def known_words(catalogue: Catalogue) -> frozenset[str]:
    """What kubectl, the catalogue's definitions, common operators and the settings bring."""
    kubectl = program("kubectl")
    own = frozenset() if kubectl is None else kubectl.resources
    return catalogue.words.union(resource_words(), kubectl_words().others, own)


def own_words(page: Page) -> frozenset[str]:
    """What definitions on the page bring, and the kinds of its manifests."""
    words: set[str] = set()
    for _, document in page_documents(page):
        kind = text_of(value_of(document, "kind"))
        words |= {kind.lower(), plural_of(kind)} if kind else set()
        names = node_at(document, "spec", "names") if kind == "CustomResourceDefinition" else None
        if isinstance(names, yaml.MappingNode):
            words |= {text for _, value in names.value if (text := text_of(value))}
            for key in ("shortNames", "categories"):
                short = value_of(names, key)
                words |= (
                    {t for e in short.value if (t := text_of(e))} if isinstance(short, yaml.SequenceNode) else set()
                )
    return frozenset(word.lower() for word in words)


def words_of(line: CommandLine) -> Iterator[str]:
    """The words of a call that stand for resources, without group and name, in small letters."""
    subcommand = line.command.name.partition(" ")[2]
    words = kubectl_words()
    first, *others = line.arguments or ("",)
    if subcommand in words.resource_first and "/" not in first:
        yield from (bare(word) for word in first.split(",") if _plain(word))
    elif subcommand in words.resource_first | words.pod_first:
        pairs = (first, *others) if subcommand in words.resource_first else (first,)
        yield from (bare(word.partition("/")[0]) for word in pairs if "/" in word and _plain(word.partition("/")[0]))


def _plain(word: str) -> bool:
    return _WORD.fullmatch(word.partition(".")[0]) is not None and "PLACEHOLDER" not in word


def bare(word: str) -> str:
    return word.partition(".")[0].lower()


@lru_cache(maxsize=1024)
def meant_by(word: str, known: frozenset[str]) -> str:
    if len(word) in range(len("pods") + 1, len("gateway")):  # short names of operators look like one another
        known = frozenset(each for each in known if each in resource_words() or len(each) >= len(word))
    if len(word) > len("pods"):
        # A known name behind other letters is a kind of its own more often than a slip: kservice, pgcluster.
        behind = () if word[0] == word[1] else (word[1:], word[2:])
        return typo_of(word, (each for each in known if len(each) > len("svc") and each not in behind))
    if len(word) == len("pods"):
        core = [each for each in _SHORT if is_one_slip(word, each)]
        return core[0] if core else typo_of(word, (each for each in resource_words() if len(each) > len("svc")))
    near = [each for each in _SHORT if slipped(word, each)]
    return near[0] if len(near) == 1 or (near and len(word) > 1) else ""


def used_on(page: Page) -> Counter[str]:
    return Counter(word for _, _, line in program_lines(page, "kubectl") for word in words_of(line))


def beside(word: str, used: Counter[str], known: frozenset[str]) -> str:
    """A short word of other commands of the page, where this one is there once: ``prd`` for ``pod``."""
    if used[word] > 1 or len(word) > len("pods"):
        return ""
    usual = {"svc", "pod"} if len(word) == len("svc") else {word[::-1]} & {"ns", "po"}
    near = [each for each in {*used, *usual} if each in known and len(each) > 1 and is_one_slip(word, each)]
    return max(near, key=lambda each: (used[each], each), default="")


def slipped(word: str, other: str) -> bool:
    """Two letters swapped, or one lost: a short word has no room for more."""
    return Counter(word) == Counter(other) or (len(word) == len(other) - 1 > 1 and is_one_slip(word, other))
