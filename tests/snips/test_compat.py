import re
from pathlib import Path

import pytest
import yaml

from harness.snips.compat import compat

VALUES = {
    "github_file": "https://raw.example/branch",
    "istio_version": "2.1",
    "istio_full_version": "2.1.0",
    "istio_previous_version": "2.0",
    "istio_full_version_revision": "2-1-0",
    "istio_previous_version_revision": "2-0",
    "k8s_gateway_api_version": "v9",
}


def of(text: str, *, prefix: str = "snip") -> str | None:
    return compat(
        text,
        source="docs/a.md",
        prefix=prefix,
        values=VALUES,
        boilerplates={"one", "two"},
        boilerplate_folder="bp/snips",
    )


def out(name: str, *lines: str) -> str:
    return f"\n! IFS=$'\\n' read -r -d '' {name} <<\\ENDSNIP\n" + "".join(f"{line}\n" for line in lines) + "ENDSNIP\n"


def function(name: str, *lines: str) -> str:
    return f"\n{name}() {{\n" + "".join(f"{line}\n" for line in lines) + "}\n"


def block(*lines: str, tag: str = "text bash") -> str:
    return "".join(f"{line}\n" for line in ("{{< " + tag + " >}}", *lines, "{{< /text >}}"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(["$ ls"], function("snip__1", "ls"), id="a prompt is cut off"),
        pytest.param(["$ ls", "$ pwd"], function("snip__1", "ls", "pwd"), id="every prompt is"),
        pytest.param(["$ ls", "a", "b"], function("snip__1", "ls") + out("snip__1_out", "a", "b"), id="output"),
        pytest.param(["$ ls \\", "  -l"], function("snip__1", "ls \\", "  -l"), id="a backslash continues"),
        pytest.param(
            ["$ ls", "", "a"], function("snip__1", "ls") + out("snip__1_out", "", "a"), id="a blank line starts output"
        ),
        pytest.param(
            ["$ ls", "a", "$ pwd", "b"],
            function("snip__1", "ls") + out("snip__1_out", "a", "pwd", "b"),
            id="a command after output is output",
        ),
        pytest.param(["a"], function("snip__1") + out("snip__1_out", "a"), id="output without a command"),
        pytest.param(["$"], function("snip__1") + out("snip__1_out", "$"), id="a bare prompt is output"),
        pytest.param([], function("snip__1"), id="an empty block"),
        pytest.param(
            ["$ cat <<EOF", "a", "EOF", "b"],
            function("snip__1", "cat <<EOF", "a", "EOF") + out("snip__1_out", "b"),
            id="a heredoc is command to its end",
        ),
        pytest.param(
            ["$ cat << \\EOF | sort", "$ a", "EOF"],
            function("snip__1", "cat << \\EOF | sort", "a", "EOF"),
            id="prompts in a heredoc are cut off as well",
        ),
        pytest.param(
            ["$ cat <<'EOF'", "a", "EOF"],
            function("snip__1", "cat <<'EOF'") + out("snip__1_out", "a", "EOF"),
            id="a heredoc in quotes is not known",
        ),
        pytest.param(
            ["$ cat <<-EOF", "a", "EOF"],
            function("snip__1", "cat <<-EOF") + out("snip__1_out", "a", "EOF"),
            id="nor one with a dash",
        ),
        pytest.param(
            ["$ cat <<EOF", "a", " EOF", "EOF"],
            function("snip__1", "cat <<EOF", "a", " EOF", "EOF"),
            id="an indented end is none",
        ),
        pytest.param(
            ["$ ls", "<<EOF", "$ a", "b", "EOF", "c"],
            function("snip__1", "ls") + out("snip__1_out", "<<EOF", "a", "b", "EOF", "c"),
            id="a heredoc in the output changes nothing",
        ),
        pytest.param(
            ["$ ls @dir/a-b.yaml@ @c_d@"], function("snip__1", "ls dir/a-b.yaml c_d"), id="marks of sample files"
        ),
        pytest.param(
            ["$ mail me@here.org,you@there.org", "x@y@"],
            function("snip__1", "mail me@here.org,you@there.org") + out("snip__1_out", "x@y@"),
            id="not after a letter or digit",
        ),
        pytest.param(
            ["$ ls", " @a@"], function("snip__1", "ls") + out("snip__1_out", " a"), id="marks in output are cut, too"
        ),
        pytest.param(["$ ls @a@b@"], function("snip__1", "ls ab@"), id="the last pair of marks first"),
        pytest.param(
            ["$ kubectl exec a -it -- ls"],
            function(
                "snip__1",
                "kubectl exec a -it -- ls",
                ">>> ERROR: 'kubectl exec -it' will not work in test environment. Please remove -it from .md line: 2",
            ),
            id="an interactive exec is told of",
        ),
        pytest.param(
            ["$ kubectl exec -it a \\", "  -- ls"],
            function(
                "snip__1",
                "kubectl exec -it a \\",
                ">>> ERROR: 'kubectl exec -it' will not work in test environment. Please remove -it from .md line: 2",
            )
            + out("snip__1_out", "  -- ls"),
            id="and then no longer continued",
        ),
        pytest.param(
            ["$ kubectl delete gtw a", "kubectl delete gtw b"],
            function("snip__1", "kubectl delete gtw --cascade=foreground a")
            + out("snip__1_out", "kubectl delete gtw --cascade=foreground b"),
            id="a Gateway is deleted with all that belongs to it",
        ),
        pytest.param(
            ["$ a {{< github_file >}}/a {{< istio_full_version >}} {{< istio_version >}}", "{{<istio_version>}}"],
            function("snip__1", "a https://raw.example/branch/a 2.1.0 2.1") + out("snip__1_out", "{{<istio_version>}}"),
            id="values in one spelling",
        ),
        pytest.param(
            [
                "$ a {{< istio_previous_version >}} {{< istio_previous_version_revision >}}",
                "$ b {{< istio_full_version_revision >}} {{< k8s_gateway_api_version >}} {{< istio_docker_image x >}}",
            ],
            function("snip__1", "a 2.0 2-0", "b 2-1-0 v9 {{< istio_docker_image x >}}"),
            id="other values stay shortcodes",
        ),
        pytest.param(
            ["$ ls", "## Not a heading", "$ pwd"], function("snip__1", "ls", "pwd"), id="headings are dropped"
        ),
        pytest.param(["$ ls", "{{< boilerplate none >}}"], function("snip__1", "ls"), id="boilerplates, too"),
        pytest.param(
            ["$ ls", "{{< /text  >}} $ a"],
            function("snip__1", "ls") + out("snip__1_out", "{{< /text  >}} $ a"),
            id="a closing tag in another spelling closes nothing",
        ),
        pytest.param(["$ ls \\\\", "a"], function("snip__1", "ls \\\\", "a"), id="two backslashes continue as well"),
        pytest.param(["\t$ ls"], function("snip__1") + out("snip__1_out", "\t$ ls"), id="an indented prompt is none"),
    ],
)
def test_lines_of_a_shell_block(body: list[str], expected: str) -> None:
    assert of(block(*body)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        pytest.param("text bash", function("snip__1", "a"), id="syntax first"),
        pytest.param("text syntax=bash", function("snip__1", "a"), id="by name"),
        pytest.param('text syntax="bash"', function("snip__1", "a"), id="in quotes"),
        pytest.param('text syntax="bash yaml"', function("snip__1", "a"), id="the first word counts"),
        pytest.param("text bash yaml", function("snip__1", "a"), id="with the output's syntax"),
        pytest.param("text syntax=bash snip_id=mine", function("snip_mine", "a"), id="an id of its own"),
        pytest.param('text syntax=bash snip_id="mine"', function("snip__1", "a"), id="an id in quotes is not seen"),
        pytest.param("text syntax=bash snip_id=none", None, id="excluded"),
        pytest.param("text snip_id=mine syntax=bash", None, id="the syntax must come first"),
        pytest.param("text yaml", out("snip__1", "$ a"), id="any other syntax is text, with its prompts"),
        pytest.param("text bask", out("snip__1", "$ a"), id="a misspelt one too"),
        pytest.param("text", None, id="no syntax"),
        pytest.param("text  bash", None, id="one blank only"),
    ],
)
def test_opening_tags(tag: str, expected: str | None) -> None:
    assert of(block("$ a", tag=tag)) == expected


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{{< text bash>}}", id="no blank at the end"),
        pytest.param("{{< text bash >}} -->", id="something after it"),
        pytest.param("{{< text bash >}} ", id="a blank after it"),
        pytest.param("see {{< text bash >}}", id="something before it"),
        pytest.param("{{</* text bash */>}}", id="shown, not meant"),
    ],
)
def test_a_tag_that_is_not_seen_opens_nothing(line: str) -> None:
    assert of(f"{line}\n$ a\n{{{{< /text >}}}}\n") is None


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        pytest.param("## Before you begin", "before_you_begin", id="words"),
        pytest.param("### What's `new`, v1.2?", "whats_new_v12", id="signs are deleted"),
        pytest.param("## Clean_up  now {#end}", "clean_up__now", id="the anchor is no part"),
        pytest.param("## 清理 it up {#cleanup}", "_it_up", id="other letters are deleted"),
        pytest.param("## 清理", "", id="nothing left"),
        pytest.param("##### Deep", "deep", id="any level from two"),
        pytest.param("## With {{< gloss >}}a{{< /gloss >}}", "with", id="a shortcode at the end"),
    ],
)
def test_a_heading_names_the_section(heading: str, section: str) -> None:
    assert of(heading + "\n" + block("$ a")) == function(f"snip_{section}_1", "a")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("# One", id="level one"),
        pytest.param(" ## Two", id="indented"),
        pytest.param("##Two", id="no blank"),
        pytest.param("## Two {#a} more", id="text after the anchor"),
        pytest.param("## Two {{< gloss >}}a{{< /gloss >}} more", id="text after a shortcode"),
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert of("## Here\n" + line + "\n" + block("$ a")) == function("snip_here_1", "a")


def test_blocks_are_counted_by_section_whatever_their_ids_and_syntax() -> None:
    page = (
        "## A\n" + block("$ 1") + block("$ 2", tag="text syntax=bash snip_id=none") + block("3", tag="text yaml")
        + block("$ 4", tag="text syntax=bash snip_id=own") + block("$ 5") + "## B\n" + block("$ 6")
    )  # fmt: skip
    assert of(page) == (
        function("snip_a_1", "1") + out("snip_a_3", "3") + function("snip_own", "4") + function("snip_a_5", "5")
        + function("snip_b_1", "6")
    )  # fmt: skip


def test_the_tags_indent_is_cut_once_where_it_is() -> None:
    page = "    {{< text bash >}}\n    $ a \\\n        -b\n  c\n    d\n    {{< /text >}}\n"
    assert of(page) == function("snip__1", "a \\", "    -b") + out("snip__1_out", "  c", "d")


def test_boilerplates_are_sourced_once_in_the_order_of_the_page() -> None:
    names = ("two", '"one"', "two", "three")
    page = "\n  ".join(f"{{{{< boilerplate {name} >}}}}" for name in names)
    assert of(page) == 'source "bp/snips/two.sh"\nsource "bp/snips/one.sh"\n'


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{{< boilerplate one>}}", id="no blank at the end"),
        pytest.param("{{< boilerplate one  >}}", id="two blanks at the end"),
        pytest.param("see {{< boilerplate one >}}", id="text before it"),
        pytest.param("{{< boilerplate o_ne >}}", id="an underscore"),
    ],
)
def test_a_boilerplate_that_is_not_seen(line: str) -> None:
    assert of(line) is None


def test_an_unclosed_block_takes_in_the_rest_of_the_page() -> None:
    page = "{{< text bash >}}\n$ a\nout\nprose\n" + block("$ b", "c") + "prose\n"
    assert of(page) == (
        "\nsnip__1() {\na\n" + "}\n" + out("snip__1_out", "out", "prose").removesuffix("ENDSNIP\n")
        # The second block starts where the first has not ended: still in output.
        + "\nsnip__2() {\nb\nc\nENDSNIP\n"
    )  # fmt: skip


def test_a_block_left_out_does_not_end_one_that_is_open() -> None:
    page = "{{< text bash >}}\n$ a\n" + block("$ b", tag="text syntax=bash snip_id=none") + "prose\n"
    assert of(page) == function("snip__1", "a", "b")


def test_line_ends_of_other_systems_are_line_ends() -> None:
    assert of(block("$ a", "b").replace("\n", "\r\n")) == of(block("$ a", "b"))


def test_other_separators_are_text() -> None:
    assert of(block("$ a\x0b\u2028\x85b")) == function("snip__1", "a\x0b\u2028\x85b")


def test_the_header_names_the_source() -> None:
    text = compat(block("$ a"), source="docs/a.md", header="# {source} {x} %s\n")
    assert text == "# docs/a.md {x} %s\n" + function("snip__1", "a")


def test_a_page_without_snippets_has_no_file() -> None:
    assert compat("## A\n\ntext\n", source="a.md", header="# head\n") is None


def test_a_value_that_is_not_given_stays_as_written() -> None:
    text = compat(block("$ a {{< istio_version >}} {{< github_file >}}"), source="a.md")
    assert text == function("snip__1", "a {{< istio_version >}} {{< github_file >}}")


def test_the_prefix_is_that_of_boilerplates_where_asked() -> None:
    assert of(block("$ a"), prefix="bpsnip_one") == function("bpsnip_one__1", "a")


def site_values(shared: Path) -> dict[str, str]:
    given = yaml.safe_load((shared / "corpus/data/args.yml").read_text())
    return {
        "github_file": f"https://raw.githubusercontent.com/istio/istio/{given['source_branch_name']}",
        "istio_version": given["version"],
        "istio_full_version": given["full_version"],
        "istio_previous_version": given["previous_version"],
        "istio_full_version_revision": given["full_version"].replace(".", "-"),
        "istio_previous_version_revision": given["previous_version"].replace(".", "-"),
        "k8s_gateway_api_version": given["k8s_gateway_api_version"],
    }


def test_every_golden_file_of_the_site_is_reproduced(shared: Path) -> None:
    english = shared / "corpus/content/en"
    folder = english / "boilerplates/snips"
    golden = {path: path.read_text(encoding="utf-8") for path in english.rglob("*.sh")}
    header = re.split(r"^(?:source |$\n(?=!|\w+\(\)))", golden[folder / "args.sh"], maxsplit=1, flags=re.MULTILINE)[0]
    made = {}
    for page in sorted(english.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        boilerplate = page.parent == english / "boilerplates"
        if boilerplate or re.search("^test: yes$", text, re.MULTILINE):
            made[folder / f"{page.stem}.sh" if boilerplate else page.parent / "snips.sh"] = compat(
                text,
                source=page.relative_to(english).as_posix(),
                header=header.replace("boilerplates/args.md", "{source}"),
                prefix=f"bpsnip_{page.stem.replace('-', '_')}" if boilerplate else "snip",
                values=site_values(shared),
                boilerplates={path.stem for path in folder.glob("*.sh")},
                boilerplate_folder="content/en/boilerplates/snips",
            )
    # Its page has lost its snippet; the site's generator removes nothing, and pages go on sourcing the file.
    golden.pop(folder / "revision-tags-prologue.sh")
    assert {path: text for path, text in made.items() if text is not None} == golden
