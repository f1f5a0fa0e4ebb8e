"""Values that a schema calls text and an API server reads: schedules, addresses, images, names of ports, base64."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from harness.check.manifests.consistency import node_at
from harness.check.manifests.fields import MISSING_FIELD, WRONG_VALUE
from harness.check.manifests.manifest_text import LEFT_OUT, Reader
from harness.check.manifests.odd_value import is_cidr
from harness.check.manifests.page_resource import Resource, at_path
from harness.check.manifests.reference_name import keys_of_secrets
from harness.check.manifests.yaml_text import entries, known, text_of
from harness.check.placeholder_value import is_placeholder
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic

_FIELDS: Final = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))  # of a schedule: minute, hour, day, month, weekday
_CRON_NAME: Final = re.compile(r"(?i)jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat")
_CRON_PART: Final = re.compile(r"(?:\*|\?|(\d+)(?:-(\d+))?)(?:/\d+)?")
_CRON_WORD: Final = re.compile(r"@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)")
_BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_FILLED_IN: Final = re.compile(r"[<>\[\]{}$…]|\.\.|(?i:base64|encoded|redacted|your)|^[A-Z_-]+$|^[xX*-]+$")
_IMAGE: Final = re.compile(
    r"(?:[A-Za-z0-9.-]+(?::\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]+)?"
)
_PORT_NAME: Final = re.compile(r"(?=.*[a-z])(?=.{1,15}$)[a-z0-9]+(?:-[a-z0-9]+)*")
_PERCENT: Final = re.compile(r"\d+%?")


def is_schedule(value: str) -> bool:
    parts = _CRON_NAME.sub("1", value.removeprefix("TZ=").removeprefix("CRON_TZ=")).split()
    if _CRON_WORD.fullmatch(value):
        return True
    return len(parts) == len(_FIELDS) and all(map(_fits_field, parts, _FIELDS))


def _fits_field(part: str, bounds: tuple[int, int]) -> bool:
    found = [_CRON_PART.fullmatch(each) for each in part.split(",")]
    numbers = [int(number) for each in found if each is not None for number in each.groups() if number]
    return all(found) and all(bounds[0] <= number <= bounds[1] for number in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Values at ``path`` below a resource, or below the spec of its pods where ``pod`` says so.

    ``kinds`` is empty for all. ``words`` are all values that there are, where there are few.
    """

    path: tuple[str, ...]
    expected: str
    fits: Callable[[str], bool]
    kinds: frozenset[str] = frozenset()
    pod: bool = False
    words: tuple[str, ...] = ()


def _form(path: str, expected: str, fits: Callable[[str], bool], *kinds: str, pod: bool = False) -> Form:
    return Form(path=tuple(path.split(".")), expected=expected, fits=fits, kinds=frozenset(kinds), pod=pod)


def _words(path: str, words: str, *kinds: str, pod: bool = False) -> Form:
    allowed = tuple(words.split())
    expected = f"{', '.join(allowed[:-1])} or {allowed[-1]}" if len(allowed) > 1 else allowed[0]
    return Form(
        path=tuple(path.split(".")),
        expected=expected,
        fits=allowed.__contains__,
        kinds=frozenset(kinds),
        pod=pod,
        words=allowed,
    )


_WORKLOADS: Final = ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet")
_BINDINGS: Final = ("RoleBinding", "ClusterRoleBinding")
_HOST_PATH: Final = "spec.rules.*.http.paths.*.path"
_IN_A_BLOCK: Final = "an address with the length of its prefix, such as 10.0.0.0/16"
_AN_IMAGE: Final = "an image in small letters, with one tag: HOST/PATH:TAG"
_A_PORT: Final = "at most 15 small letters, digits and single '-'"
FORMS: Final = (
    _form("spec.schedule", "five fields, minute to weekday, such as '*/5 * * * *'", is_schedule, "CronJob"),
    _form("spec.ingress.*.from.*.ipBlock.cidr", _IN_A_BLOCK, is_cidr, "NetworkPolicy"),
    _form("spec.egress.*.to.*.ipBlock.cidr", _IN_A_BLOCK, is_cidr, "NetworkPolicy"),
    _form(_HOST_PATH, "a path that starts with '/'", lambda path: path.startswith("/"), "Ingress"),
    _form(
        "spec.minAvailable", "a number, or one with '%'", lambda n: bool(_PERCENT.fullmatch(n)), "PodDisruptionBudget"
    ),
    _form("containers.*.image", _AN_IMAGE, lambda image: bool(_IMAGE.fullmatch(image)), pod=True),
    _form("initContainers.*.image", _AN_IMAGE, lambda image: bool(_IMAGE.fullmatch(image)), pod=True),
    _form("containers.*.ports.*.name", _A_PORT, lambda name: bool(_PORT_NAME.fullmatch(name)), pod=True),
    _words("spec.metrics.*.resource.target.type", "Utilization Value AverageValue", "HorizontalPodAutoscaler"),
    _words("spec.clusterIP", "None", "Service"),
    _words("roleRef.apiGroup", "rbac.authorization.k8s.io", *_BINDINGS),
    _words("restartPolicy", "Always", *_WORKLOADS, pod=True),
    _words("restartPolicy", "OnFailure Never", "Job", "CronJob", pod=True),
)
_ADDRESS: Final = re.compile(r"[\d.]+|[0-9a-fA-F:]+|")


def value_forms(resource: Resource) -> Iterator[Diagnostic]:
    for form in FORMS:
        if form.kinds and resource.kind not in form.kinds:
            continue
        for node in at_path(resource.pod if form.pod else resource.document, form.path):
            value = text_of(node)
            if value and not form.fits(value) and not is_for_reader(value, resource, form):
                yield wrong(resource, node, ".".join(form.path).replace(".*", ""), form.expected, meant_by(value, form))
    if resource.kind == "Secret":
        yield from secret_data(resource)


def is_for_reader(value: str, resource: Resource, form: Form) -> bool:
    """Whether a reader is to replace the value, an injector does, or an address is where a word may be."""
    if form.path[-1] == "clusterIP" and _ADDRESS.fullmatch(value):
        return True
    example = form.path[-1] == "image" and re.fullmatch(r"[A-Za-z]+", value) is not None  # myImage
    if example or (is_placeholder(value) and not form.words):
        return True
    return resource.text.reader is Reader.READER and _FILLED_IN.search(value) is not None


def meant_by(value: str, form: Form) -> str:
    if form.words:
        same = [word for word in form.words if value.casefold() == word.casefold() or value.startswith(f"{word}/")]
        only = form.words[0] if len(form.words) == 1 and form.path[-1] != "clusterIP" else ""
        return same[0] if same else typo_of(value, form.words) or only
    near = (value.lower(), value.replace(" ", ""), f"/{value}")
    return next((each for each in near if form.path[-1] != "schedule" and each != value and form.fits(each)), "")


def secret_data(resource: Resource) -> Iterator[Diagnostic]:
    """Values of ``data`` are base64, those of ``stringData`` are not; a type has keys of its own."""
    data = node_at(resource.document, "data")
    maps = [each for part in ("data", "stringData") if (each := node_at(resource.document, part)) is not None]
    given = {name for each in maps if isinstance(each, yaml.MappingNode) for name, _, _ in entries(each)}
    wanted = keys_of_secrets().get(text_of(node_at(resource.document, "type")) or "", frozenset())
    whole = resource.text.reader is Reader.APPLY or len(given) >= len(wanted)  # else a reader sees a part of it
    for lost in sorted(wanted - given) if given and whole and not LEFT_OUT.search(resource.text.text) else ():
        at, message = resource.text.start(maps[0]), f"a Secret of this type has no key '{lost}'"
        yield MISSING_FIELD.found(at, message, expected=f"the keys {' and '.join(sorted(wanted))}")
    for name, _, node in entries(data) if isinstance(data, yaml.MappingNode) else ():
        value = "".join((text_of(node) or "").split())
        if known(node) and not _BASE64.fullmatch(value) and not _FILLED_IN.search(value):
            yield wrong(resource, node, f"data.{name}", "base64, or the text itself below 'stringData'", "")


def wrong(resource: Resource, node: yaml.Node, field: str, expected: str, meant: str) -> Diagnostic:
    written = text_of(node) or ""
    message = f"{resource.kind} {field} cannot be {written.strip()!r}"
    return resource.found(WRONG_VALUE, node, message, expected=expected, meant="" if "\n" in written else meant)
