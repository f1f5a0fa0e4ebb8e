"""Reads, plans and checks real pages with random mistakes in them: ``python bench/fuzz_pages.py [COUNT [SEED]]``.

Any exception that is no finding, any lost character, any id given twice, and any page that takes longer than a second
is a bug; the page is then kept as ``fuzz-failure.md``.
"""

import random
import sys
import time
from contextlib import suppress
from pathlib import Path

from harness.errors import PageError
from harness.parse import parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateTexts
from harness.plan.overrides.override_file import load_overrides
from harness.plan.page_plan import plan_page
from harness.session import checking
from harness.settings import Settings, read_settings

REPOSITORY = Path(__file__).resolve().parents[1]
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "content"
PIECES = (
    "{{< text bash >}}", "{{< /text >}}", "{{<", ">}}", "{{%", "<!--", "-->", "```", "\n", "\r\n", "    ", "\t", "\xa0",
    "$ ", "<<EOF", "EOF\n", "\\\n", "'", '"', "`", "$(", ")", "{{< tip >}}", "{{< /tab >}}", "{{< boilerplate x >}}",
    "## ", "---\n", "> ", "- ", "@", "\0", "\ufeff", "\u2028",
)  # fmt: skip
SLOWEST = 1.0


def mutate(text: str, pick: random.Random, others: list[str]) -> str:
    for _ in range(pick.randint(1, 8)):
        start = pick.randrange(len(text) + 1)
        end = min(len(text), start + pick.choice((0, 1, 10, 200)))
        match pick.randrange(4):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + pick.choice(PIECES) + text[start:]
            case 2:
                text = text[:end] + text[start:end] * pick.randint(1, 3) + text[end:]
            case _:
                other = pick.choice(others)
                at = pick.randrange(len(other) + 1)
                text = text[:start] + other[at : at + pick.choice((5, 50, 500))] + text[start:]
    return text


def check(text: str, settings: Settings) -> None:
    start = time.process_time()
    page = parse_page(text, path=Path("fuzz.md"), boilerplates=BoilerplateTexts(texts={"en": {"x": text}}))
    with suppress(PageError):  # a mistake in front matter
        plan = plan_page(page, settings, overrides=load_overrides(page, settings))
        checking.check(plan, settings)
    seconds = time.process_time() - start
    ids = [snippet.id for snippet in page.snippets]
    assert "".join(node.text for node in page.nodes) == text, "a character is lost"
    assert len(set(ids)) == len(ids), "an id comes twice"
    assert seconds < SLOWEST, f"{seconds:.1f} s"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    pages = [path.read_text() for path in sorted(CORPUS.rglob("*.md"))]
    if not pages:
        sys.exit(f"no real pages: {CORPUS} is missing")
    settings = read_settings(file=None)
    pick = random.Random(seed)
    start = time.perf_counter()
    for number in range(count):
        text = mutate(pick.choice(pages), pick, pages)
        try:
            check(text, settings)
        except Exception:
            Path("fuzz-failure.md").write_text(text, newline="")
            print(f"page {number} of seed {seed} fails; it is in fuzz-failure.md")
            raise
    print(f"{count} pages with mistakes read, planned and checked in {time.perf_counter() - start:.0f} s, seed {seed}")


if __name__ == "__main__":
    main()
