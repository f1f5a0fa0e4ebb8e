"""Expected outputs of commands that change objects: lines that their command cannot print, such as another name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import yaml

from harness.check.catalogue.catalogue import group_of
from harness.check.commands.command_line import CommandLine, command_line, filled_script, segments
from harness.check.commands.forgotten_cleanup import UNSURE, files_of
from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.consistency import node_at
from harness.check.manifests.manifest_text import ManifestText, plain_name
from harness.check.manifests.page_documents import page_texts, printed_texts, resources_in
from harness.check.manifests.page_names import Named, names_made
from harness.check.manifests.page_resource import resources_of
from harness.check.manifests.yaml_text import text_of
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, only_slip, typo_of
from harness.diagnostic import Diagnostic
from harness.parse.page import Page, Segment
from harness.programs.names import KUBECTL_CHANGING_OBJECTS, KUBECTL_NAMING_ANEW, KUBECTL_OF_PARTS
from harness.programs.resource_names import plural_of, resource_words, resources
from harness.shell.heredoc import heredocs
from harness.source import Location

OUTPUT: Final = Rule.named("impossible-output")
RULES: Final = (OUTPUT,)

_VERBS: Final = (
    *("created", "configured", "unchanged", "deleted", "patched", "labeled", "unlabeled", "annotated", "scaled"),
    *("exposed", "restarted", "autoscaled", "updated", "replaced", "edited", "tainted", "untainted", "cordoned"),
    *("uncordoned", "drained", "evicted", "paused", "resumed", "approved", "denied", "pruned"),
)
_RESOURCE: Final = r"\b[a-z][a-z0-9]*(?:\.[a-z0-9.-]+)?"
_CHANGED: Final = re.compile(rf"({_RESOURCE})/([a-z0-9][\w.-]*) (?:image |env |resource requirements )?([a-z]{{4,}})")
_DELETED: Final = re.compile(rf"({_RESOURCE}) \"([a-z0-9][a-z0-9.-]*)\" ()deleted(?: from [\w-]+ namespace)?")
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
Object = tuple[str, str]  # the resource as kubectl prints it, and the name


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    yield from of_documents(page)
    shown = [each for each in segments(page) if each.expected and each.expected_at and is_change(each)]
    if not shown:
        return
    names = Named(made=names_made(list(resources_of(page)), page), page=page)
    files = objects_by_file(page)
    for segment in shown:
        if not shows_all(segment, page):
            yield from of_segment(segment, files, names)


def of_documents(page: Page) -> Iterator[Diagnostic]:
    """The object that ``kubectl get KIND NAME -o yaml`` prints has that name, and the namespace that is asked for."""
    outputs = {text.at: (text, read.documents) for text, read in printed_texts(page)}
    for segment in segments(page) if outputs else ():
        text, documents = outputs.get(segment.expected_at or segment.at, (None, ()))
        calls = filled_script(segment.command).calls
        line = command_line(calls[0].words) if len(calls) == 1 else None
        if text is None or len(documents) != 1 or line is None or line.command.name != "kubectl get":
            continue
        names = [name for _, name in named_in(line)]
        space = line.value("-n", "--namespace") or "default"
        for field, wanted in (("name", names[0] if len(names) == 1 else ""), ("namespace", space)):
            node = node_at(documents[0], "metadata", field)
            seen = text_of(node) or ""
            other = field == "name" or line.has("-n", "--namespace") or is_one_slip(seen, wanted)
            if node is not None and seen and wanted and seen != wanted and other and _NAME.fullmatch(wanted):
                message = f"the command cannot print the {field} '{seen}'"
                yield OUTPUT.slip(text.start(node), message, seen, wanted, expected=f"'{wanted}'")


def named_in(line: CommandLine) -> Sequence[tuple[str, str]]:
    """The words for the kind and the names of the objects that a command gets."""
    if "/" in "".join(line.arguments[:1]):
        pairs = [word.split("/", 1) for word in line.arguments]
        return [(pair[0], pair[-1]) for pair in pairs]
    return [(line.arguments[0], name) for name in line.arguments[1:]]


def shows_all(segment: Segment, page: Page) -> bool:
    """Whether an output of several lines is that of all commands together: the first of their block shows none."""
    above = next((one.segments for one in page.snippets if segment in one.segments), ())
    first = next(iter(above), segment)
    lines = [line for line in (segment.expected or "").split("\n") if line_of(line)]
    return len(lines) > 1 and first is not segment and first.expected is None


def is_change(segment: Segment) -> bool:
    return "kubectl" in segment.command and any(map(line_of, (segment.expected or "").split("\n")))


def line_of(text: str) -> re.Match[str] | None:
    return _CHANGED.fullmatch(text.rstrip()) or _DELETED.fullmatch(text.rstrip())


def of_segment(segment: Segment, files: Mapping[str, Sequence[Object]], names: Named) -> Iterator[Diagnostic]:
    objects = objects_of(segment, files)
    lines = (segment.expected or "").split("\n")
    seen: list[Object] = []
    for number, text in enumerate(lines):
        found = line_of(text)
        if found is None:
            continue
        resource, name, verb = found.groups()
        seen.append((resource, name))
        if verb and verb not in _VERBS and (meant := typo_of(verb, _VERBS)):
            yield odd(segment, number, found.start(3), verb, meant)
        elif objects is None:
            yield from by_page(segment, number, found, names)
        elif (resource, name) not in objects:
            yield from by_command(segment, number, found, objects)
    missing = [each for each in objects or () if each not in seen]
    whole = "..." not in lines and len(seen) == len([line for line in lines if line.strip()])
    if len(missing) == 1 and len(seen) > 1 and whole and all(each in (objects or ()) for each in seen):
        yield OUTPUT.found(
            place(segment, 0, 0),
            f"the output lacks the line of {missing[0][0]}/{missing[0][1]}, which the command changes too",
            expected="a line for each object of the manifest",
            remedy="add the line",
        )


def by_page(segment: Segment, number: int, found: re.Match[str], names: Named) -> Iterator[Diagnostic]:
    """Nobody knows what the command changes: a word for no resource, or a name one slip off the page's."""
    resource, name, _ = found.groups()
    short, dot, group = resource.partition(".")
    kind = resource_words().get(short)
    own = next((each for each in names.made if each.lower() == short), "") if kind is None else kind.kind
    if not own and (meant := typo_of(resource, full_names() if dot else resource_words())):
        yield odd(segment, number, found.start(1), resource, meant)
    elif kind is not None and dot and group not in groups() and (near := only_slip(group, groups())):
        yield odd(segment, number, found.start(1), resource, f"{short}.{near}")
    elif own and (meant := names.meant(name, (own,))):
        yield odd(segment, number, found.start(2), name, meant)


def by_command(segment: Segment, number: int, found: re.Match[str], objects: Sequence[Object]) -> Iterator[Diagnostic]:
    """All that the command changes is known, and this is none of it."""
    resource, name, _ = found.groups()
    same_resource = [other for kind, other in objects if kind == resource]
    same_name = {like for kind, other in objects if other == name and (like := meant_for(resource, kind))}
    meant = nearest_slip(name, same_resource) or next((each for each in same_resource if is_one_slip(name, each)), "")
    if not meant and len(objects) == len(same_resource) == 1 and "\n" not in (segment.expected or "").strip():
        meant = same_resource[0]
    if meant:
        yield odd(segment, number, found.start(2), name, meant)
    elif len(same_name) == 1:
        yield odd(segment, number, found.start(1), resource, next(iter(same_name)))


def meant_for(resource: str, kind: str) -> str:
    """The kind where a word is it with another group, or a slip of it; kubectl may print the plural."""
    short, (other, dot, group) = resource.partition(".")[0], kind.partition(".")
    known = resource_words().get(short)
    if known is None:
        return typo_of(resource, [kind, f"{plural_of(other)}{dot}{group}"])
    right = f"{short}{dot}{group}"
    return right if known == resource_words().get(other) and right != resource else ""


def odd(segment: Segment, number: int, column: int, old: str, new: str) -> Diagnostic:
    at = place(segment, number, column)
    return OUTPUT.slip(at, f"the command cannot print '{old}' here", old, new, expected=f"'{new}'")


def place(segment: Segment, number: int, column: int) -> Location:
    at = segment.expected_at or segment.at
    return at.down(number, column=at.column + column)


@cache
def full_names() -> frozenset[str]:
    return frozenset(
        f"{word}.{each.group}" for each in resources() if each.group for word in (each.singular, each.plural)
    )


@cache
def groups() -> frozenset[str]:
    return frozenset(each.group for each in resources() if each.group)


def printed(kind: str, group: str) -> str:
    return f"{kind.lower()}.{group}".rstrip(".")


def objects_of(segment: Segment, files: Mapping[str, Sequence[Object]]) -> Sequence[Object] | None:
    """What the command changes; ``None`` where that is not known."""
    script = filled_script(segment.command)
    found: list[Object] = []
    for call in script.calls:
        line = command_line(call.words)
        if line is None and call.program == "cat" and call.heredoc is not None:
            continue
        changes = line is not None and line.verb in KUBECTL_CHANGING_OBJECTS
        if line is None or line.program != "kubectl" or not changes or script.branches or call.times > 1:
            return None
        objects = named(line) if not any(files_of(line)) and not piped(line) else from_files(segment, line, files)
        if objects is None:
            return None
        found.extend(objects)
    return found or None


def piped(line: CommandLine) -> bool:
    return any(name in {"-f", "--filename", "-k", "--kustomize"} for name, _ in line.flags)


def named(line: CommandLine) -> Sequence[Object] | None:
    """The objects of a command with words for them."""
    words = [word for word in line.arguments if "=" not in word and not word.endswith("-")]
    words = words[1:] if line.verb in KUBECTL_OF_PARTS and words and words[0] in line.command.name else words
    if any(UNSURE.intersection(word) or "PLACEHOLDER" in word for word in line.arguments) or not words:
        return None
    if line.verb in KUBECTL_NAMING_ANEW or line.has("--all", "-l", "--selector", "-o", "--output"):
        return None
    if line.verb == "create":
        sort = line.command.name.split()[2:3]
        words = [*sort, words[-1]]
    pairs = [word.split("/", 1) for word in words if "/" in word] or [[words[0], word] for word in words[1:]]
    found = []
    for word, name in pairs:
        resource = resource_words().get(word.partition(".")[0].lower())
        if resource is None or "," in word:
            return None
        found.append((f"{resource.singular}.{resource.group}".rstrip("."), name))
    return found


def from_files(segment: Segment, line: CommandLine, files: Mapping[str, Sequence[Object]]) -> Sequence[Object] | None:
    given = [value for name, value in line.flags if name in {"-f", "--filename"} and value]
    texts = [each.line for each in heredocs(segment.command)]
    names = [f"{segment.at.line + texts[0]}" if each == "-" and len(texts) == 1 else plain_name(each) for each in given]
    if not names or line.has("-k", "--kustomize", "-l", "--selector", "--prune", "-o", "--output") or line.arguments:
        return None
    if any(name not in files for name in names):
        return None
    return [each for name in names for each in files[name]]


def objects_by_file(page: Page) -> Mapping[str, Sequence[Object]]:
    """What the page's here-documents describe, by the file that they write once, or else by their line."""
    texts = {(text.at.path, text.at.line): (text, read.documents) for text, read in page_texts(page) if not read.fault}
    found: dict[str, Sequence[Object]] = {}
    often: set[str] = set()
    for segment in segments(page):
        for each in heredocs(segment.command):
            text, documents = texts.get((segment.at.path, segment.at.line + each.line), (None, ()))
            objects = described(text, documents) if text is not None else None
            if objects is None:
                continue
            for name in (f"{segment.at.line + each.line}", *map(plain_name, each.head.writes)):
                often.update([name] if name in found else [])
                found[name] = objects
    changed = {
        name
        for segment in segments(page)
        for name in found
        if re.search(rf">>\s*\S*{re.escape(name)}|sed -i", segment.command)
    }
    return {name: objects for name, objects in found.items() if name not in often | changed}


def described(text: ManifestText, documents: Sequence[yaml.Node]) -> Sequence[Object] | None:
    found = []
    for document in documents:
        if not isinstance(document, yaml.MappingNode):
            return None
        for each in resources_in(document):
            version, kind, name = (
                text_of(node_at(each, *path)) for path in (("apiVersion",), ("kind",), ("metadata", "name"))
            )
            if not version or not kind or not name or text.wrong:
                return None
            found.append((printed(kind, group_of(version)), name))
    return found
