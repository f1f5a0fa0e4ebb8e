"""Names of objects in kubectl commands, and labels that select them: one slip off those that the page uses."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from harness.check.commands.command_line import CommandLine, place_of, program_lines
from harness.check.commands.flags import place
from harness.check.commands.namespace_name import is_slip, letter_lost, nearest_slip
from harness.check.manifests.page_names import Named, names_made
from harness.check.manifests.page_resource import Resource, resources_of
from harness.check.odd_one import count, is_odd_one
from harness.check.rule import Rule, Subject
from harness.check.site_words import is_slip_of_word
from harness.check.typo import is_plural, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Segment
from harness.programs.known import known_names
from harness.programs.kubectl import kubectl_words
from harness.programs.names import KUBECTL_OF_ONE_NAME, MADE_BY_USERS
from harness.programs.resource_names import resource_words
from harness.shell.script import Call

NAME: Final = Rule.named("unknown-object")
LABEL: Final = Rule.named("unknown-label")
RULES: Final = (NAME, LABEL)

_NAME_TO_FILL_IN: Final = re.compile(r"(?:-l|--selector)[ =]([<{\[]*([a-zA-Z]+)[-_ ](?:name|NAME)[>}\]]+)(?=\s|$)")
_LONG: Final = 6  # letters of a name that is no usual word
Called = Mapping[tuple[str, str], int]  # how many commands name each object, with the word for its kind
_MADE_BY_OTHERS: Final = frozenset({"node", "nodes", "no", "replicaset", "replicasets", "rs"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    resources = list(resources_of(page))
    names = Named(made=names_made(resources, page), page=page)
    labels = labels_on(resources)
    lines = list(program_lines(page, "kubectl"))
    called = Counter(each for _, _, line in lines for each in objects(line))
    for segment, call, line in lines:
        yield from without_verb(segment, call, line, called)
        yield from name_for_label(segment, call, line, called)
        for kind, name in objects(line):
            if is_space(kind, name, line, names):
                at, message = place(segment, call, name), f"'{name}' is a namespace, and no {kind}"
                yield NAME.mended(at, message, name, f"-n {name}", severity=Severity.WARNING)
                continue
            near = meant_name(name, kind, names)
            if meant := near or sole(name, kind, line, names) or longer(name, kind, called, names):
                at = place(segment, call, name)
                yield NAME.found(
                    at,
                    f"nothing on the page makes the {kind} '{name}'",
                    expected=f"one that the page makes or uses, such as '{meant}'",
                    remedy=f"did you mean '{meant}'?",
                    fix=swap(at, name, meant, safe=bool(near)),
                )
        found = [(key, value, meant_label(key, value, labels, names)) for key, value in selected(line)]
        found += [(key, value, meant_key(key, value, labels, names)) for key, value in labels_set(line)]
        found += [
            (key, value, f"{key}={near}") for key, value in labels_set(line) if (near := said_often(value, names))
        ]
        known = kubectl_words().label_values
        found += [
            (key, value, f"{key}={meant}")
            for key, value in (*labels_set(line), *selected(line))
            if (meant := meant_value(value, known.get(key, ())))
        ]
        for key, value, meant in found:
            if meant:
                label = f"{key}={value}".removesuffix("=")
                at = place(segment, call, label)
                usual = {meant.partition("=")[0], label.partition("=")[0]} & kubectl_words().labels
                sure = bool(usual) or not is_odd_one(meant, label, page.text)
                yield LABEL.found(
                    at,
                    f"nothing on the page has the label {label}",
                    expected=f"a label that is there: {meant}",
                    remedy=f"did you mean '{meant}'?",
                    fix=swap(at, label, meant) if sure else None,
                )


def objects(line: CommandLine) -> Iterator[tuple[str, str]]:
    """The words for kinds and the names of objects of a call, those that other programs name left out."""
    if (source := line.value("--from") or "").count("/") == 1 and "PLACEHOLDER" not in source:
        yield source.partition("/")[0].lower(), source.partition("/")[2]
    for kind, name in objects_named(line):
        word = kind.partition(".")[0].lower()
        if word and word not in _MADE_BY_OTHERS and "PLACEHOLDER" not in name and name.replace("-", "").isalnum():
            yield word, name


def objects_named(line: CommandLine) -> Sequence[tuple[str, str]]:
    """The words for kinds and the names as they are written: ``pod web-1 web-2`` or ``deployment/web service/web``."""
    subcommand, words = line.command.name.partition(" ")[2], kubectl_words()
    first, *others = line.arguments or ("",)
    if subcommand not in words.resource_first | words.pod_first:
        return []
    if subcommand in words.resource_first and "/" not in first and "," not in first:
        named = others[:1] if subcommand in KUBECTL_OF_ONE_NAME else others
        return [(first, name) for name in named if "=" not in name]
    pairs = (word.partition("/") for word in (first, *others) if word.count("/") == 1)
    return [(kind, name) for kind, _, name in pairs]


def is_space(kind: str, name: str, line: CommandLine, names: Named) -> bool:
    """Whether the name of an object is a namespace whose ``-n`` is lost: nothing else is called so."""
    resource = resource_words().get(kind)
    if resource is None or not resource.namespaced or line.has("-n", "--namespace", "-A"):
        return False
    others = any(name in made for each, made in names.made.items() if each != "Namespace")
    text = "\n".join(snippet.body for snippet in names.page.snippets)
    used = len(re.findall(rf"(?:-n|[nN]amespaces?:?|ns)[ =]{re.escape(name)}(?![\w-])", text))
    only = used > 1 and count(name, text) == used + 1
    return not others and (only or (name.endswith("-system") and name in kubectl_words().namespaces))


def meant_name(name: str, word: str, names: Named) -> str:
    """A name of this kind that the page makes; else a word that it uses again and again, where this one is alone."""
    resource = resource_words().get(word)
    made = names.made.get(resource.kind, frozenset()) if resource is not None else frozenset()
    if name in made or names.counts.get(name, 0) > 1:
        return ""
    near = nearest_slip(name, made)
    often = names.often(name)
    often = "" if often in known_names() or often in resource_words() else often
    usual = kubectl_words().objects
    return near or often or (nearest_slip(name, usual) if name not in usual and names.words.get(name) == 1 else "")


def sole(name: str, word: str, line: CommandLine, names: Named) -> str:
    """The only object of its kind that the page makes, where a command names another one that is nowhere else on it."""
    resource = resource_words().get(word)
    users = resource is not None and resource.kind in MADE_BY_USERS
    made = names.made.get(resource.kind, frozenset()) if users and resource is not None else frozenset()
    only = next(iter(made)) if len(made) == 1 else ""
    space = line.value("-n", "--namespace")
    if not only or name in made or names.words.get(name, 0) != 1 or names.words.get(only, 0) < len("12"):
        return ""
    own = re.compile(rf"{re.escape(only)}\b.* {space}\b|[ =]{space}\b.*{re.escape(only)}\b|namespace: {space}\n")
    return only if space is None or own.search(names.page.text) else ""


def longer(name: str, word: str, called: Called, names: Named) -> str:
    """The only name of this kind in other commands that ends so, where nothing makes or says the shorter one."""
    resource = resource_words().get(word)
    made = resource is not None and name in names.made.get(resource.kind, ())
    in_code = sum(len(_words_of(name).findall(snippet.body)) for snippet in names.page.snippets)
    printed = any(name in (each.expected or "") for snippet in names.page.snippets for each in snippet.segments)
    said = len(_words_of(name).findall(names.page.text)) > in_code
    if made or printed or said or "-" not in name or called[word, name] > 1:
        return ""
    others = [other for kind, other in called if kind == word and other.endswith(f"-{name}")]
    return others[0] if len(others) == 1 and called[word, others[0]] > 1 else ""


def _words_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def without_verb(segment: Segment, call: Call, line: CommandLine, called: Called) -> Iterator[Diagnostic]:
    """``kubectl oven-1``, where other commands have a pod of this name."""
    name = line.arguments[0] if line.command.name == line.program and line.arguments else ""
    kind = next((kind for kind, other in called if other == name), "")
    if kind and name not in kubectl_words().plugins:
        at, message = place(segment, call, name), f"'{name}' is a {kind}, and no subcommand of kubectl"
        yield NAME.found(at, message, expected=f"such as 'kubectl get {kind} {name}'", remedy="add what is lost")


def name_for_label(segment: Segment, call: Call, line: CommandLine, called: Called) -> Iterator[Diagnostic]:
    """``-l oven-1``: a selector that is the name of an object, or stands for one."""
    value = line.value("-l", "--selector") or ""
    spelt = _NAME_TO_FILL_IN.search(segment.command) if "PLACEHOLDER" in value and "=" not in value else None
    kind = spelt[2].lower() if spelt else next((kind for kind, name in called if name == value), "")
    if kind in resource_words() and value not in kubectl_words().labels:
        shown = spelt[1] if spelt else value
        yield LABEL.found(
            place(segment, call, value) if spelt is None else place_of(spelt.start(1), segment.command, segment.at),
            f"{shown} is the name of a {kind}, and no label",
            expected="a label, such as app=NAME",
            remedy="select by a label, or leave '-l' out",
        )


def selected(line: CommandLine) -> Iterator[tuple[str, str]]:
    joined = (name[len("-l") :] + "=" + value for name, value in line.flags if name.startswith("-l") and value)
    selector = line.value("-l", "--selector") or next(joined, "")
    for part in selector.split(","):
        key, equals, value = part.replace("==", "=").partition("=")
        if equals and not key.endswith("!") and not any(sign in part for sign in "$<({`") and "PLACEHOLDER" not in part:
            yield key.strip(), value.strip()


def labels_set(line: CommandLine) -> Iterator[tuple[str, str]]:
    """What ``kubectl label`` sets; its values are anybody's choice, its keys rarely are."""
    for word in line.arguments if line.verb == "label" else ():
        key, equals, value = word.partition("=")
        key = key if equals else key.removesuffix("-")  # `key-` removes it
        if key != word and "PLACEHOLDER" not in word and not any(sign in word for sign in "$<({`"):
            yield key, value


Labels = Mapping[str, frozenset[str]]


def labels_on(resources: list[Resource]) -> Labels:
    values: dict[str, set[str]] = {}
    for resource in resources:
        for key, value in resource.labels.items():
            values.setdefault(key, set()).add(value)
    return {key: frozenset(found) for key, found in values.items()}


def meant_key(key: str, value: str, labels: Labels, names: Named) -> str:
    """The key that was meant by one that nothing has: one of the page's resources, or one that is usual everywhere."""
    known = kubectl_words().labels
    used = re.findall(rf"(?<![\w./-]){re.escape(key)}([=:])", names.page.text)
    if key in labels or key in known or len(used) > 1 or ":" in used:
        return ""
    slips = (is_slip, letter_lost, long_slip)
    near = (each for each in sorted({*labels, *known}) if any(is_near(key, each) for is_near in slips))
    other = next(near, "") or names.on_site(key)
    return f"{other}={value}".removesuffix("=") if other else ""


def meant_value(value: str, values: Sequence[str]) -> str:
    """The value of a label that was meant by another one, where only some can be."""
    begun = [each for each in values if value and each.startswith(value)]
    return "" if value in values else begun[0] if len(begun) == 1 else typo_of(value, values)


def said_often(value: str, names: Named) -> str:
    """A long name that the page has in its code otherwise."""
    return names.coded(value) if "-" in value or len(value) > _LONG else ""


def long_slip(key: str, other: str) -> bool:
    """One letter off in a key of several words, however short the word: ``r8s-app``."""
    return len(other) > len("app.io") and is_slip_of_word(key, other)


def meant_label(key: str, value: str, labels: Labels, names: Named) -> str:
    if meant := meant_key(key, value, labels, names):
        return meant
    if value in labels.get(key, frozenset()) or names.begins_one(value):
        return ""
    near = nearest_slip(value, labels.get(key, frozenset()))
    near = near or names.said(value) or names.on_site(value)
    if near and not is_plural(near, value):  # default and defaults
        return f"{key}={near}"
    others = [each for each in sorted(labels) if value in labels[each]]
    other = next((each for each in others if is_slip(key, each)), "")
    if (
        not other
        and len(others) == 1
        and key not in kubectl_words().labels
        and len(re.findall(rf"\b{re.escape(key)}[=:]", names.page.text)) == 1
    ):
        other = others[0]
    return f"{other}={value}" if other and key not in labels else ""
