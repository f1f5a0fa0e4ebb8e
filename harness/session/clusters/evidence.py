"""What clusters tell about a failure, written down before anything is cleaned up."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from harness.capability import Capability, Fidelity
from harness.cluster.provider import Fleet
from harness.errors import ClusterError
from harness.match.verdict import OWN_FAILURES, Verdict
from harness.session.clusters.command_targets import Touched, touched
from harness.session.clusters.pods import Pod, read_pods, shown_pods
from harness.session.clusters.questions import Question, first_questions, hook_questions, kubectl, log_questions
from harness.session.clusters.redaction import redacted

ALL_SECONDS: Final = 30.0  # for all requests about one failure; what is not asked by then is not asked
AT_ONCE: Final = 4
ANSWER: Final = 60_000  # characters of one answer
FILE: Final = 200_000
IN_ALL: Final = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found: ``files`` that were written, and ``pods`` that cannot start, a sentence each."""

    files: tuple[str, ...] = ()
    pods: tuple[str, ...] = ()


class Run(Protocol):
    """Runs a program in the page's environment; ``ClusterError`` when it fails."""

    def __call__(
        self,
        command: Sequence[str | Path],
        /,
        *,
        timeout: float,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> str: ...


def collect_evidence(
    verdict: Verdict,
    fleet: Fleet,
    folder: Path,
    *,
    run: Run,
    variables: Mapping[str, str],
    hooks: Sequence[str] = (),
    clock: Callable[[], float] = time.monotonic,
) -> Evidence:
    """Files written below ``folder``, this failure's own; nothing for a verdict without a failed command.

    ``variables`` are those of the page's shell. ``hooks`` are shell commands that are asked for more; they find
    ``CONTEXT`` and ``NAMESPACE`` set. Whatever cannot be had is told in the place where it would stand.
    """
    failed = next((result for result in verdict.results if result.failure is not None), None)
    if failed is None or verdict.outcome not in OWN_FAILURES:
        return Evidence()
    contexts = [cluster.context for cluster in fleet.clusters]
    places = touched(failed.command.text, variables, contexts)
    asker = Asker(run=run, deadline=clock() + ALL_SECONDS, clock=clock)
    found = asker.ask([question for place in places for question in first_questions(place)])
    if fleet.capabilities.get(Capability.LOGS) is Fidelity.REAL:
        found += asker.ask(
            [one for place in places for one in log_questions(place, pods_in(found, place), failed.command.text)]
        )
    found += asker.ask([question for place in places for question in hook_questions(place, hooks)], hooks=True)
    pods = dict.fromkeys(line for place in places for line in troubled(pods_in(found, place), place.context))
    return Evidence(files=write_files(folder, files_of(found)), pods=tuple(pods))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks several questions at a time, until ``deadline``."""

    run: Run
    deadline: float
    clock: Callable[[], float]

    def ask(self, questions: Sequence[Question], *, hooks: bool = False) -> list[tuple[Question, str]]:
        """Each question with its answer, or with the reason why there is none."""

        def one(question: Question) -> str:
            left = question.seconds if hooks else min(question.seconds, self.deadline - self.clock())
            if left <= 0:
                return f"not collected: {ALL_SECONDS:.0f} s were over"
            try:
                return self.run(question.command, timeout=left, env=question.env)
            except ClusterError as error:
                return f"not available: {error.message}"

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(zip(questions, pool.map(one, questions), strict=True))


def pods_in(found: Iterable[tuple[Question, str]], place: Touched) -> list[Pod]:
    wanted = kubectl(place, "pods").topic
    return [pod for question, answer in found if question.topic == wanted for pod in read_pods(answer) or ()]


def troubled(pods: Iterable[Pod], context: str) -> Iterator[str]:
    """Pods that cannot start, each with its cluster unless that is the current one."""
    where = f"{context}: " if context else ""
    for pod in pods:
        if pod.troubles:
            yield f"{where}{pod.namespace}/{pod.name}: {redacted('; '.join(pod.troubles))}"


def files_of(found: Iterable[tuple[Question, str]]) -> dict[str, str]:
    """The text of each file by its name: the command and its output, without secrets and not too long."""
    files: dict[str, list[str]] = {}
    for question, answer in found:
        pods = read_pods(answer) if question.topic.endswith("-pods") else None
        text = (answer if pods is None else shown_pods(pods)).strip() or "nothing"
        files.setdefault(question.topic, []).append(f"{question}\n{shortened(redacted(text), ANSWER)}\n")
    texts = {topic: shortened("\n".join(parts), FILE) for topic, parts in files.items()}
    room = IN_ALL
    for topic, text in texts.items():
        texts[topic] = shortened(text, room)
        room -= len(texts[topic])
    return texts


def shortened(text: str, limit: int) -> str:
    """Both ends of a text: what was asked stands at the beginning, what happened last at the end."""
    if len(text) <= limit:
        return text
    note = "\n[{} characters left out]\n"
    half = max(0, limit - len(note) - 10) // 2
    return f"{text[:half]}{note.format(len(text) - 2 * half)}{text[len(text) - half :]}"


def write_files(folder: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Write each text; a folder that cannot be written is no reason to lose the verdict."""
    written: list[str] = []
    for topic, text in texts.items():
        path = folder / f"{''.join(letter if letter.isalnum() or letter in '-_.' else '-' for letter in topic)}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            return (*written, f"not written: {path}: {error.strerror}")
        written.append(str(path))
    return tuple(written)
