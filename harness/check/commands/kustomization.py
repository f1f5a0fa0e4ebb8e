"""Folders that a page makes and writes into, with a kustomization or without: what commands read and make of them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

import yaml

from harness.check.commands.command_line import call_place, page_calls, program_lines, segments
from harness.check.commands.file_name import FILE, files_made
from harness.check.commands.flags import place
from harness.check.commands.namespace_name import nearest_slip
from harness.check.manifests.manifest_text import plain_name
from harness.check.manifests.page_resource import items
from harness.check.manifests.yaml_text import read_yaml, text_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Page, Segment
from harness.shell.heredoc import Heredoc, heredocs
from harness.shell.script import Call

RULES: Final[tuple[Rule, ...]] = ()  # the findings are those of names of files

_NAME: Final = re.compile(r"kustomization\.ya?ml|Kustomization")
_FOLDER: Final = re.compile(r"[\w.][\w./-]*")
_MANIFEST: Final = re.compile(r"[\w-]+\.ya?ml")
_OF_FOLDERS: Final = ("-k", "--kustomize")
Folders = Mapping[str, tuple[Segment, Heredoc]]


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    made = {plain_name(file) for segment in segments(page) for file in files_made(segment.command)}
    if "mkdir" in page.text:
        yield from other_folders(page, made)
    folders = written(page) if "ustomization" in page.text else {}
    if folders:
        yield from of_commands(page, folders)
        for folder, (segment, heredoc) in folders.items():
            own = {PurePosixPath(file).name for file in made if folder_of(file) == folder}
            yield from of_resources(segment, heredoc, {each for each in own if not _NAME.fullmatch(each)})


def written(page: Page) -> Folders:
    """The folders with a kustomization that a here-document writes."""
    found = {}
    for segment in segments(page):
        for heredoc in heredocs(segment.command):
            for file in heredoc.head.writes:
                if _NAME.fullmatch(PurePosixPath(file).name) and "$" not in file:
                    found[folder_of(plain_name(file))] = segment, heredoc
    return found


def folder_of(file: str) -> str:
    return str(PurePosixPath(file).parent)


def other_folders(page: Page, made: set[str]) -> Iterator[Diagnostic]:
    """``mkdir`` of a folder that nothing is written into, one slip off one that has files and is made nowhere."""
    calls = [
        (segment, call, word) for segment, call in page_calls(page) for word in call.words[1:] if is_made(call, word)
    ]
    paths = [PurePosixPath(word) for _, _, word in calls]
    folders = {str(folder) for path in paths for folder in (path, *path.parents)}
    filled = {folder_of(file) for file in made} - {"."}
    for segment, call, word in calls:
        own = str(PurePosixPath(word))
        used = any(each == own or each.startswith(f"{own}/") for each in filled)
        meant = "" if used else nearest_slip(word, filled - folders)
        if meant and page.text.count(word) == 1:
            at, message = place(segment, call, word), f"nothing is written into the folder '{word}'"
            yield FILE.slip(at, message, word, meant, expected=f"'{meant}', which has files", severity=Severity.WARNING)


def is_made(call: Call, word: str) -> bool:
    return call.program == "mkdir" and _FOLDER.fullmatch(word) is not None


def of_commands(page: Page, folders: Folders) -> Iterator[Diagnostic]:
    """``-k`` takes one of the folders, and ``-f`` none of them."""
    known = {*folders, *(str(each) for one in folders for each in PurePosixPath(one).parents)}
    for segment, call, line in program_lines(page, "kubectl"):
        for flag, value in line.flags:
            folder = str(PurePosixPath(value or "$"))
            if flag == "-f" and folder in folders and folder != ".":
                at, message = place(segment, call, "-f"), f"'{value}' has a kustomization, which -f cannot read"
                yield FILE.mended(at, message, "-f", "-k", severity=Severity.WARNING)
            if flag in _OF_FOLDERS and _FOLDER.fullmatch(value or "") and folder not in known:
                near = nearest_slip(folder, folders)
                meant = near or (next(iter(folders)) if len(folders) == 1 and page.text.count(folder) == 1 else "")
                if meant:
                    yield FILE.found(
                        at := place(segment, call, value or ""),
                        f"nothing on the page makes the folder '{value}'",
                        expected=f"a folder with a kustomization: '{meant}'",
                        remedy=f"did you mean '{meant}'?",
                        severity=Severity.WARNING,
                        fix=swap(at, value or "", meant, safe=bool(near)),
                    )


def of_resources(segment: Segment, heredoc: Heredoc, own: set[str]) -> Iterator[Diagnostic]:
    """Files of the folder are those that the page writes there."""
    nodes = [
        each
        for document in read_yaml(heredoc.text).documents
        for field in ("resources", "bases")
        for each in items(document, field)
    ]
    named = {text_of(each) for each in nodes}
    for node in nodes if own else ():
        name = text_of(node) or ""
        if isinstance(node, yaml.ScalarNode) and _MANIFEST.fullmatch(name) and name not in own:
            left = sorted(own - named)
            meant = nearest_slip(name, left) or (left[0] if len(left) == 1 else "")
            at = call_place(segment, heredoc).down(node.start_mark.line)
            at = at.down(0, column=at.column + node.start_mark.column)
            message, expected = f"nothing on the page makes the file '{name}'", ", ".join(sorted(own))
            yield FILE.slip(
                at, message, name, meant, expected=f"one of its files: {expected}", severity=Severity.WARNING
            )
