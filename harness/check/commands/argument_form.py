"""Arguments that their commands refuse: too few, in the wrong order, or not in the form that they take."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from harness.check.commands.argument_slip import Slip
from harness.check.commands.command_line import CommandLine, command_line, page_calls
from harness.check.commands.file_mode import mode_slips
from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_words
from harness.check.commands.missing_argument import APPENDS
from harness.check.commands.object_argument import object_slips
from harness.check.manifests.consistency import better_name
from harness.check.placeholder_value import is_placeholder
from harness.check.rule import Rule, Subject
from harness.check.typo import only_slip, typo_of
from harness.diagnostic import Diagnostic
from harness.programs.flag_values import access_verbs
from harness.programs.invocation import base_name
from harness.programs.kubectl import kubectl_words
from harness.programs.names import TAKING_PAIRS
from harness.programs.resource_names import is_resource

ARGUMENT: Final = Rule.named("wrong-argument")
RULES: Final = (ARGUMENT,)

_FILLED_IN: Final = re.compile(r"[$`<>{*]|PLACEHOLDER|^\[")
_KEY_PRESSED: Final = re.compile(r"\[[a-z]+\]|<(?i:tab|enter|return)>")  # where a shell completes the rest
_EFFECTS: Final = ("NoSchedule", "PreferNoSchedule", "NoExecute")
_TAINT: Final = re.compile(r"(?P<key>[\w./-]+?)(?:=(?P<value>[\w.-]*))?(?::(?P<effect>\w+))?(?P<gone>-?)")
_SELECTS: Final = ("-l", "--selector")
_CHOOSING: Final = ("--all", *_SELECTS, "--field-selector", "-f", "--filename", "-k", "--kustomize", "--raw")
_URL: Final = re.compile(r"(?:https?|oci|file|s3|gs)://")
_FILE: Final = re.compile(r"[\w./-]+\.(?:ya?ml|json)")
_OBJECT: Final = re.compile(r"[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?")
_STATUS_LINE: Final = re.compile(r"HTTP/[\d.]+")
_KEY: Final = re.compile(r"[A-Za-z0-9][\w.-]*\.key")
_CERTIFICATE: Final = re.compile(r"[\w./-]+\.(?:crt|cert)")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call in page_calls(subject.plan.page):
        line = command_line(call.words) if APPENDS.isdisjoint(map(base_name, call.words)) else None
        found = () if line is None else list(doubled(line, call.words)) or list(without_dashes(line)) or slips_of(line)
        found = [*found, *(slip for words in inner_words(call) for slip in (*output_behind(words), *mode_slips(words)))]
        found = found or ([] if line is None else [*object_slips(line)])
        for slip in found:
            at = place(segment, call, slip.old)
            otherwise = "correct the arguments"
            yield ARGUMENT.slip(at, slip.message, slip.old, slip.new, expected=slip.expected, otherwise=otherwise)


def doubled(line: CommandLine, words: Sequence[str]) -> Iterator[Slip]:
    """A program or a subcommand that is there twice."""
    if is_name(line):
        return
    depth = len(line.command.name.split())
    for word, after in itertools.pairwise(words):
        if word == after and (word in line.command.name.split() or word in words[1:depth]):
            yield Slip(message=f"'{word}' is there twice", expected=f"'{word}'", old=f"{word} {word}", new=word)


def output_behind(words: Sequence[str]) -> Iterator[Slip]:
    """``curl URL HTTP/1.1 200 OK``: the output begins where the command ends."""
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if "://" in before and _STATUS_LINE.fullmatch(word) and after.isdigit():
            message = f"the output begins on the line of the command: {word}"
            yield Slip(message=message, expected="the output on a line of its own", old=word)


def without_dashes(line: CommandLine) -> Iterator[Slip]:
    """``helm install web ./web set a=b``: a flag with a value that is an argument; or the heading of the output."""
    headings = [word for word in line.arguments if word in kubectl_words().headings]
    if len(headings) > len("ab"):
        message = f"the output begins on the line of the command: {headings[0]}"
        yield Slip(message=message, expected="the heading on a line of its own", old=headings[0])
    for word in line.arguments if line.verb not in TAKING_PAIRS else ():
        flag, equals, _ = word.partition("=")
        if equals and f"--{flag}" in line.command.valued:
            message = f"'{word}' is an argument of '{line.command.name}' here, and no option"
            yield Slip(message=message, expected=f"--{word}", old=flag, new=f"--{flag}")
    first = 0 if not FORMS.get(line.command.name) and line.verb not in kubectl_words().resource_first else 1
    for word, after in itertools.pairwise(line.arguments[first:]):
        if line.program == "kubectl" and "=" not in after and "-" not in word:
            continue  # the name of an object may be anything
        if f"--{word}" in line.command.valued and not is_resource(word) and not line.command.commands:
            message = f"'{word}' is an argument of '{line.command.name}' here, and no option"
            yield Slip(message=message, expected=f"--{word}", old=f"{word} {after}", new=f"--{word} {after}")


def both(line: CommandLine, names: Sequence[str]) -> Iterator[Slip]:
    """Names or a selector: kubectl refuses both."""
    selectors = [value for flag, value in line.flags if flag in _SELECTS and value]
    selector = next((each for each in selectors if "=" not in each), "".join(selectors[:1]))
    if not selector or len(names) != 1 or "/" in line.arguments[0] or _FILLED_IN.search(f"{selector} {names[0]}"):
        return
    message = f"'{line.command.name}' gets a selector and the name '{names[0]}', which it refuses"
    space = names[0].endswith("-system") or names[0] in kubectl_words().namespaces
    new = f"-n {names[0]}" if space else "" if "=" in selector else f"{selector}={names[0]}"
    old = names[0] if space or not new else f"{selector} {names[0]}"
    yield Slip(message=message, expected="a name, or -l KEY=VALUE", old=old, new=new)


def is_name(line: CommandLine) -> bool:
    """Whether the only argument is the name of what is created: ``kubectl create job job``."""
    *_, last = line.command.name.split()
    return len(line.command.name.split()) > len(("kubectl", "create")) and line.arguments == (last,)


def slips_of(line: CommandLine) -> Iterator[Slip]:
    form = FORMS.get(line.command.name)
    known = all(is_known(name, line) or value is not None for name, value in line.flags)
    known = known and not any(_KEY_PRESSED.search(value or "") for _, value in line.flags)
    if form is None or not known or line.has("-h", "--help"):
        return
    # A pod is often named by a variable; anything else that is filled in may be several words, or flags.
    words = line.arguments if form is not label else (*line.arguments[:1], *line.arguments[2:])
    if not any(_FILLED_IN.search(word) or is_placeholder(word) for word in words):
        yield from form(line)


def is_known(flag: str, line: CommandLine) -> bool:
    """Whether a flag is the command's, or short ones written together; else an argument may be its value."""
    short = not flag.startswith("--") and {f"-{letter}" for letter in flag[1:]} <= {*line.command.flags}
    return flag in line.command.flags or short or flag[:2] in line.command.valued


def label(line: CommandLine) -> Iterator[Slip]:
    """``kubectl label`` and ``annotate`` take KEY=VALUE, or KEY- to remove one."""
    words, name = line.arguments, line.command.name
    changes = [at for at, word in enumerate(words) if "=" in word or word.endswith("-")]
    if not words or line.has("--list", "-f", "--filename", "-k"):
        return
    if changes:
        key = words[changes[0]].partition("=")[0].removesuffix("-")
        if name == "kubectl annotate" and kubectl_words().label_values.get(key):
            message = f"{key} is a label, which nothing reads from an annotation"
            yield Slip(message=message, expected="'kubectl label'", old=line.verb, new="label")
        yield from label_order(line, changes[0])
        return
    colon = [word for word in words[1:] if re.fullmatch(r"[\w./-]+:[\w.-]+", word)]
    expected = f"'{name} RESOURCE NAME KEY=VALUE', or 'KEY-' to remove it"
    if colon:
        message = f"'{colon[0]}' has a colon where '{name}' takes '='"
        yield Slip(message=message, expected=expected, old=colon[0], new="=".join(colon[0].rsplit(":", 1)))
    elif len(words) > 1:
        yield Slip(message=f"'{name}' has no KEY=VALUE", expected=expected, old=words[-1])


def label_order(line: CommandLine, first: int) -> Iterator[Slip]:
    """The objects come before the first change."""
    words, name = line.arguments, line.command.name
    expected = f"'{name} RESOURCE NAME KEY=VALUE'"
    behind = [word for word in words[first:] if "=" not in word and not word.endswith("-")]
    if behind and first == 1:
        old, new = " ".join(words[1:]), " ".join((*behind, *(word for word in words[1:] if word not in behind)))
        yield Slip(message=f"'{behind[0]}' is behind the change", expected=expected, old=old, new=new)
    elif first == 1 and "/" not in words[0] and not line.has(*_CHOOSING):
        yield Slip(message=f"'{name}' has no name of an object", expected=expected, old=words[1])


def named(line: CommandLine) -> Iterator[Slip]:
    """``kubectl delete`` and what changes objects take a resource and names, or a flag that chooses."""
    words, name = line.arguments, line.command.name
    yield from both(line, line.arguments[1:])
    if words and (_URL.match(words[0]) or _FILE.fullmatch(words[0])) and not line.has(*_CHOOSING):
        yield Slip(message=f"'{name}' takes a file behind -f", expected="-f FILE", old=words[0], new=f"-f {words[0]}")
        return
    if len(words) == 1 and not line.has(*_CHOOSING) and "/" not in words[0] and line.rest is None:
        message = f"'{name}' has a resource or a name, not both"
        yield Slip(message=message, expected=f"'{name} RESOURCE NAME'", old=words[0])


def listed(line: CommandLine) -> Iterator[Slip]:
    """``kubectl get`` and ``describe`` take a resource."""
    yield from both(line, line.arguments[1:])
    printed = any(flag.startswith(("-o", "--output")) for flag, _ in line.flags)
    for file in line.arguments[1:] if printed else ():
        if _FILE.fullmatch(file):
            message = f"'{file}' is the name of an object here, and no file: a '>' is missing"
            yield Slip(message=message, expected=f"> {file}", old=file, new=f"> {file}")
    if not line.arguments and line.flags and not line.has("-f", "--filename", "-k", "--kustomize", "--raw"):
        verb = line.verb
        yield Slip(message=f"'{line.command.name}' has no resource", expected=f"'kubectl {verb} RESOURCE'", old=verb)


def created(line: CommandLine) -> Iterator[Slip]:
    name = line.command.name
    given = line.arguments[-1] if line.arguments else ""
    if not given and not line.has("-f", "--filename"):
        yield Slip(message=f"'{name}' has no name", expected=f"'{name} NAME'", old=name.rpartition(" ")[2])
    elif given and not _OBJECT.fullmatch(given):
        message = f"'{name}' cannot create '{given}'"
        yield Slip(message=message, expected=f"a name such as '{better_name(given)}'", old=given)


def wait(line: CommandLine) -> Iterator[Slip]:
    if line.arguments and not line.has("--for"):
        expected = "--for=condition=NAME, --for=delete or --for=jsonpath=PATH"
        yield Slip(
            message="'kubectl wait' has no --for: it does not know what to wait for", expected=expected, old="wait"
        )


def taint(line: CommandLine) -> Iterator[Slip]:
    words = line.arguments[1:] if line.has("--all", "-l", "--selector") else line.arguments[2:]
    expected = f"KEY=VALUE:EFFECT with one of the effects {', '.join(_EFFECTS)}"
    for word in words:
        found = _TAINT.fullmatch(word)
        effect = (found["effect"] or "") if found else ""
        if found and (effect in _EFFECTS or (found["gone"] and not effect)):
            continue
        meant = typo_of(effect, _EFFECTS) if effect else ""
        lost = re.fullmatch(rf"([\w./-]+=[\w.-]+)=({'|'.join(_EFFECTS)})", word)
        new = f"{lost[1]}:{lost[2]}" if lost else word.replace(effect, meant) if meant else ""
        yield Slip(message=f"'{word}' is no taint", expected=expected, old=word, new=new)


def tls_secret(line: CommandLine) -> Iterator[Slip]:
    certificate, key = line.value("--cert") or "", line.value("--key") or ""
    for flag, value in (("--cert", certificate), ("--key", key)):
        if not value and not any(name.startswith((flag, "-f")) for name, _ in line.flags):
            message = f"'{line.command.name}' has no {flag}"
            yield Slip(message=message, expected="--cert=FILE and --key=FILE", old="tls")
    if _KEY.fullmatch(certificate.rpartition("/")[2]) and _CERTIFICATE.fullmatch(key):
        yield Slip(message="--cert has the key, and --key the certificate", expected="each its own", old="--cert")


def bounds(line: CommandLine) -> Iterator[Slip]:
    least, most = line.value("--min") or "", line.value("--max") or ""
    if least.isdigit() and most.isdigit() and int(least) > int(most):
        yield Slip(message=f"--min={least} is more than --max={most}", expected="--min below --max", old="--min")


def copy(line: CommandLine) -> Iterator[Slip]:
    words = line.arguments
    if len(words) == len("ab") and not any(":" in word for word in words):
        expected = "POD:PATH for the one that is in a pod"
        yield Slip(message="neither path of 'kubectl cp' is in a pod", expected=expected, old=words[0])


def run(line: CommandLine) -> Iterator[Slip]:
    if line.arguments and not any(name in {"--image", "-f", "--filename", "--overrides"} for name, _ in line.flags):
        yield Slip(message="'kubectl run' has no --image", expected="--image=IMAGE", old="run")


def access(line: CommandLine) -> Iterator[Slip]:
    verbs = access_verbs()
    verb = line.arguments[0] if line.arguments else ""
    if verb and verb not in verbs and (near := only_slip(verb, verbs)):
        yield Slip(message=f"there is no verb '{verb}'", expected=", ".join(verbs), old=verb, new=near)


def repository(line: CommandLine) -> Iterator[Slip]:
    words, expected = line.arguments, "'helm repo add NAME URL'"
    if len(words) == 1:
        yield Slip(message="'helm repo add' has a name or an address, not both", expected=expected, old=words[0])
    elif len(words) > 1 and _URL.match(words[0]) and not _URL.match(words[1]):
        old, new = " ".join(words[:2]), f"{words[1]} {words[0]}"
        yield Slip(message="the name comes before the address", expected=expected, old=old, new=new)


def release(line: CommandLine) -> Iterator[Slip]:
    words, expected = line.arguments, f"'{line.command.name} RELEASE CHART'"
    if len(words) == 1 and not line.has("--generate-name", "-g", "--name", "--name-template"):
        yield Slip(message=f"'{line.command.name}' has a release or a chart, not both", expected=expected, old=words[0])
    elif len(words) > 1 and "/" in words[0] and "/" not in words[1] and "." not in words[1]:
        old, new = " ".join(words[:2]), f"{words[1]} {words[0]}"
        yield Slip(message="the release comes before the chart", expected=expected, old=old, new=new)
    elif len(words) > len("ab"):
        yield Slip(message=f"'{words[2]}' is one argument too many", expected=expected, old=words[2])


FORMS: Final[Mapping[str, Callable[[CommandLine], Iterator[Slip]]]] = MappingProxyType(
    {
        "kubectl label": label,
        "kubectl annotate": label,
        **dict.fromkeys(("kubectl delete", "kubectl expose", "kubectl patch", "kubectl scale"), named),
        "kubectl get": listed,
        "kubectl describe": listed,
        "kubectl logs": lambda line: both(line, line.arguments),
        **dict.fromkeys(("kubectl create namespace", "kubectl create serviceaccount"), created),
        **dict.fromkeys(("kubectl create configmap", "kubectl create deployment"), created),
        "kubectl wait": wait,
        "kubectl taint": taint,
        "kubectl create secret tls": tls_secret,
        "kubectl autoscale": bounds,
        "kubectl cp": copy,
        "kubectl run": run,
        "kubectl auth can-i": access,
        "helm repo add": repository,
        "helm install": release,
        "helm upgrade": release,
    }
)
