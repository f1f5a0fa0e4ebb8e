from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.parse import parse_page
from harness.parse.blocks.ids import EnglishIds, anchor_of, section_of_line, tell_apart
from harness.parse.page import Page

PAGE = Path("page.md")
BLOCK = "\n{{< text bash >}}\n$ true\n{{< /text >}}\n"


def ids(text: str, *, language: str = "en", english: Page | EnglishIds | None = None) -> list[str]:
    return [snippet.id for snippet in parse_page(text, path=PAGE, language=language, english=english).snippets]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        pytest.param("## Clean up", "clean_up", id="text"),
        pytest.param("### Use `kubectl`, v1.2", "use_kubectl_v12", id="only letters, digits, underscores"),
        pytest.param("## A  b ", "a__b", id="every blank counts"),
        pytest.param("## Clean up {#cleanup}", "clean_up", id="not the anchor"),
        pytest.param("## Version {{< istio_version >}}", "version", id="a shortcode at the end"),
        pytest.param("## The {{< x >}} version", None, id="a shortcode elsewhere hides the heading"),
        pytest.param("# Title", None, id="first level"),
        pytest.param("##Not a heading", None, id="no blank"),
        pytest.param("## 清理", "", id="no letter that ids can have"),
    ],
)
def test_sections(line: str, section: str | None) -> None:
    assert section_of_line(line) == section


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Clean up {#cleanup}", ("Clean up", "cleanup"), id="anchor"),
        pytest.param("清理{#cleanup}", ("清理", "cleanup"), id="no blank before it"),
        pytest.param("Clean up {.wide #cleanup}", ("Clean up", "cleanup"), id="among attributes"),
        pytest.param("Clean up", ("Clean up", None), id="none"),
        pytest.param("Use {#x} here", ("Use {#x} here", None), id="not at the end"),
        pytest.param("Use {{< x >}}", ("Use {{< x >}}", None), id="a shortcode"),
    ],
)
def test_anchors(text: str, parts: tuple[str, str | None]) -> None:
    assert anchor_of(text) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BLOCK, ["_1"], id="before any heading"),
        pytest.param(f"## A b\n{BLOCK}{BLOCK}## C\n{BLOCK}", ["a_b_1", "a_b_2", "c_1"], id="counted by section"),
        pytest.param(f"## A\n{BLOCK}### B\n{BLOCK}# C\n{BLOCK}", ["a_1", "b_1", "b_2"], id="the first level is none"),
        pytest.param(
            f"## A\n{BLOCK}{BLOCK.replace('bash', 'syntax=bash snip_id=x')}{BLOCK}",
            ["a_1", "x", "a_3"],
            id="own ids count",
        ),
        pytest.param(
            f"## A\n{BLOCK.replace('bash', 'syntax=bash snip_id=none')}{BLOCK}",
            ["a_1", "a_2"],
            id="what is left out counts",
        ),
        pytest.param(f"## A\n{BLOCK.replace('bash', 'yaml')}{BLOCK}", ["a_1", "a_2"], id="every syntax counts"),
        pytest.param(
            f"## A\n{BLOCK.replace('bash >', 'plain>')}{BLOCK}",
            ["a_uncounted_1", "a_1"],
            id="what the site's generator does not see has numbers of its own",
        ),
        pytest.param(f"## A\n\n```bash\nx\n```\n{BLOCK}", ["a_fence_1", "a_1"], id="so have fences beside blocks"),
        pytest.param("## A\n\n```bash\nx\n```\n\n```sh\ny\n```\n", ["a_1", "a_2"], id="fences alone"),
        pytest.param("```bash\nx\n```\n", ["page_1"], id="a fence before any heading: the page's name"),
        pytest.param("## 一\n\n```bash\nx\n```\n", ["page_1"], id="a fence below a heading without letters"),
        pytest.param(f"```bash\nx\n```\n{BLOCK}", ["_fence_1", "_1"], id="fences beside blocks"),
        pytest.param(f"A\n--\n{BLOCK}", ["a_1"], id="an underlined heading"),
        pytest.param(f"1. x\n\n    ## A\n{BLOCK}", ["_1"], id="a heading in a list starts no section"),
        pytest.param(f"<!--\n## A\n{BLOCK}\n-->\n{BLOCK}", ["a_2"], id="the site's generator reads comments"),
        pytest.param(f"## A\n{BLOCK}## A\n{BLOCK}", ["a_1", "a_1_2"], id="the same section twice"),
        pytest.param(f"## 清理 {{#clean-up}}\n{BLOCK}", ["clean_up_1"], id="no letters: the anchor"),
        pytest.param(f"# 清理 {{#x}}\n{BLOCK}", ["_1"], id="an anchor of the first level starts no section"),
        pytest.param(f"## 使用 Gateway {{#use-it}}\n{BLOCK}", ["use_it_1"], id="few letters: the anchor"),
    ],
)
def test_english_ids(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


ENGLISH = f"# T\n\n## Before you begin!\n{BLOCK}## Clean up\n{BLOCK}### Clean up\n{BLOCK}## Named {{#other}}\n{BLOCK}"
ENGLISH_IDS = ["before_you_begin_1", "clean_up_1", "clean_up_1_2", "named_1"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        pytest.param(
            ["## 一 {#before-you-begin}", "## 二 {#clean-up}", "## 三 {#clean-up-1}", "## 四 {#other}"],
            ENGLISH_IDS,
            id="by the anchors that English headings get by themselves",
        ),
        pytest.param(
            ["## 一 {#Before_you_begin}", "## 二 {#cleanup}", "## 三 {#cleanup1}", "## 四 {#other}"],
            ENGLISH_IDS,
            id="anchors are compared by letters and digits",
        ),
        pytest.param(
            ["## 一", "## 二 {#other-words}", "### 三", "## 四"], ENGLISH_IDS, id="by position among equal levels"
        ),
        pytest.param(
            ["### 一 {#before-you-begin}", "## 二 {#drifted-away}", "## Three", "## 四"],
            ["before_you_begin_1", "drifted_away_1", "three_1", "_1"],
            id="other levels: the anchor itself, else the text",
        ),
    ],
)
def test_translations_have_the_english_ids(headings: list[str], expected: list[str]) -> None:
    english = parse_page(ENGLISH, path=PAGE)
    text = "# T\n\n" + "".join(f"{heading}\n{BLOCK}" for heading in headings)
    assert [snippet.id for snippet in english.snippets] == ENGLISH_IDS
    assert ids(text, language="zh", english=english) == expected
    assert ids(text, language="zh", english=EnglishIds.of(english)) == expected


def test_a_translation_without_its_english_page_uses_anchors() -> None:
    assert ids(f"## 清理 {{#Clean-Up}}\n{BLOCK}## Text\n{BLOCK}", language="zh") == ["clean_up_1", "text_1"]


def test_what_shows_of_an_id_a_snippet_knows_too() -> None:
    (snippet,) = parse_page(f"## 清理 {{#cleanup}}\n{BLOCK}", path=PAGE, language="zh").snippets
    assert (snippet.heading, snippet.section) == ("清理", "cleanup")


@pytest.mark.parametrize(
    ("given_ids", "told_apart"),
    [
        pytest.param(["a", "b"], [("a", None), ("b", None)], id="all different"),
        pytest.param(["a", "a", "a"], [("a", None), ("a_2", 0), ("a_3", 0)], id="numbered"),
        pytest.param(["a", "a", "a_2"], [("a", None), ("a_3", 0), ("a_2", None)], id="no number that another id has"),
    ],
)
def test_ids_told_apart(given_ids: list[str], told_apart: list[tuple[str, int | None]]) -> None:
    assert tell_apart(given_ids) == told_apart


@given(st.lists(st.sampled_from(["a", "a_2", "a_2_2", "b", "_1"])))
def test_no_id_comes_twice_and_first_owners_keep_theirs(wanted: list[str]) -> None:
    result = tell_apart(wanted)
    assert len({own for own, _ in result}) == len(wanted)
    assert all(own == wanted[index] for index, (own, owner) in enumerate(result) if owner is None)


HEADINGS = st.sampled_from(
    ["## A\n", "### B b\n", "# C\n", "## A {#x}\n", "text\n", BLOCK, BLOCK.replace("bash", "yaml")]
)


@given(st.lists(HEADINGS, max_size=10))
def test_ids_stay_when_a_paragraph_is_added(parts: list[str]) -> None:
    assert ids("\n".join(parts)) == ids("\n\nA new paragraph.\n\n".join(parts))
