"""Every message that reading a page can give, in full, and the place that it names."""

from pathlib import Path

import pytest

from harness.parse import parse_page
from harness.parse.codes import CODES
from harness.parse.shortcodes.boilerplate import BoilerplateTexts, NoBoilerplates
from harness.parse.shortcodes.values import Values

PAGE = Path("page.md")
SITE = BoilerplateTexts(
    texts={
        "en": {
            "note": "A note.\n\n{{< text bash >}}\n$ note\n{{< /text >}}\n",
            "round": "{{< boilerplate about >}}\n",
            "about": "\n{{< boilerplate round >}}\n",
            "twice": "{{< boilerplate note >}}{{< boilerplate note >}}\n" * 251,
        }
    }
)


def block(*lines: str, tag: str = "text bash") -> str:
    return "\n".join((f"{{{{< {tag} >}}}}", *lines, "{{< /text >}}", ""))


MESSAGES = {
    "unclosed block": (
        "\n{{< text bash >}}\n$ a\n",
        """\
page.md:2: error: shortcode 'text' is opened on line 2 and never closed [unclosed-shortcode]
  expected: {{< /text >}} before the text ends on line 3
  to fix:   add the closing tag, or write {{</* text */>}} to show the opening tag as text""",
    ),
    "unclosed block before another": (
        "{{< text bash >}}\n$ a\n\n" + block("$ b"),
        """\
page.md:1: error: shortcode 'text' is opened on line 1 and never closed [unclosed-shortcode]
  expected: {{< /text >}} before the text ends on line 6
  to fix:   add the closing tag, or write {{</* text */>}} to show the opening tag as text""",
    ),
    "unclosed wrapper": (
        "{{< tip >}}\n{{< warning >}}\n{{< /tip >}}\n",
        """\
page.md:2: error: shortcode 'warning' is opened on line 2 and never closed [unclosed-shortcode]
  expected: {{< /warning >}} before the text ends on line 3
  to fix:   add the closing tag, or write {{</* warning */>}} to show the opening tag as text""",
    ),
    "stray closing tag": (
        "a\n  {{< /text >}}\n",
        """\
page.md:2: error: the closing tag 'text' closes nothing [stray-close]
  expected: {{< text >}} before it
  to fix:   remove it, or add the opening tag""",
    ),
    "tag that does not end": (
        "{{< boilerplate x\n\n{{< tip >}}\n{{< /tip >}}\n",
        """\
page.md:1: error: the shortcode tag 'boilerplate' does not end [unterminated-tag]
  expected: '>}}' (or '%}}' for '{{%')
  to fix:   end the tag, or write {{</* ... */>}} to show it as text""",
    ),
    "tag without a name": (
        "{{< >}}",
        """\
page.md:1: warning: a shortcode tag has no name [malformed-shortcode]
  to fix:   name the shortcode, or write {{</* ... */>}} to show the tag as text""",
    ),
    "tab outside a tabset": (
        '{{< tab name="a" >}}\n{{< /tab >}}\n',
        """\
page.md:1: error: the tab is outside any tabset [tab-outside-tabset]
  expected: {{< tabset >}}, {{< tabs >}} or {{< tabpane >}} around the tabs
  to fix:   put the tabs into one of these, and close each tab before the next; [shortcodes] names others""",
    ),
    "tabset without tabs": (
        "{{< tabset >}}\n{{< /tabset >}}\n",
        """\
page.md:1: warning: the tabset has no tab [empty-tabset]
  to fix:   add its tabs, or remove it""",
    ),
    "comment": (
        "a\n\n<!-- b\n",
        """\
page.md:3: error: the comment opened on line 3 is never closed: all below it is not shown [unclosed-comment]
  expected: -->
  to fix:   close the comment""",
    ),
    "fence": (
        "a\n\n```bash\nb\n",
        """\
page.md:3: error: the fence opened on line 3 is never closed [unclosed-fence]
  expected: a line with the same fence before the page, or the list's item, ends
  to fix:   add the closing fence, indented like the opening one""",
    ),
    "shortcode in a fence": (
        "```plain\n{{< text bash >}}\n$ a\n{{< /text >}}\n```\n",
        """\
page.md:2: warning: the shortcode 'text' is inside a fence, so it is shown and not read [shortcode-in-fence]
  to fix:   write {{</* ... */>}} to show it, or take the fence away""",
    ),
    "front matter": (
        "---\ntitle: [\n---\n",
        """\
page.md:3: error: the front matter cannot be read: did not find expected node content [front-matter]
  expected: a map of keys and values
  to fix:   correct it; the page is read as if it had none""",
    ),
    "front matter never closed": (
        "---\ntitle: a\n",
        """\
page.md:1: error: the front matter is never closed [front-matter]
  expected: a line --- after its last key
  to fix:   add the line ---""",
    ),
    "no syntax": (
        block("a", tag="text"),
        """\
page.md:1: error: the block does not say its syntax [missing-syntax]
  expected: {{< text bash >}} or {{< text syntax=bash >}}
  to fix:   add the syntax; 'plain' is text without one""",
    ),
    "shell that is not bash": (
        block("$ a", tag="text bask"),
        """\
page.md:1: warning: the syntax 'bask' is read as 'bash'; the site knows only 'bash' for commands [shell-syntax]
  expected: bash
  to fix:   write bash""",
    ),
    "unknown syntax": (
        block("a", tag="text ymal"),
        """\
page.md:1: warning: the syntax 'ymal' is not known, so no command of the block is found [unknown-syntax]
  expected: 'yml', perhaps
  to fix:   correct it; 'plain' is text without a syntax""",
    ),
    "output of a block that has none": (
        block("a: b", tag="text yaml json"),
        """\
page.md:1: warning: the block's syntax is 'yaml', so it has no output whose syntax could be 'json' [output-syntax]
  to fix:   remove the output's syntax, or make the block one of commands""",
    ),
    "commands in YAML": (
        block("kubectl get pods -o yaml", "a: b", tag="text yaml"),
        """\
page.md:2: warning: the block's syntax is 'yaml', and it starts with the command 'kubectl' [commands-in-data]
  expected: bash, with a prompt before the command
  to fix:   write bash and the prompt; outputis names the syntax of the output""",
    ),
    "unknown attribute": (
        block("$ a", tag="text syntax=bash snipid=x"),
        """\
page.md:1: warning: the attribute 'snipid' of a block is not known [unknown-attribute]
  expected: 'snip_id', perhaps
  to fix:   correct or remove it""",
    ),
    "one line": (
        "{{< text bash >}}$ a{{< /text >}}",
        """\
page.md:1: error: the block opens and closes on one line, so it has no body [one-line-block]
  expected: the tags on lines of their own, the body between them
  to fix:   put the body on lines of its own""",
    ),
    "text beside a tag": (
        "{{< text bash >}} $ a\n$ b\n{{< /text >}}",
        """\
page.md:1: warning: text on the line of a block's opening or closing tag is not shown [text-beside-tag]
  expected: tags on lines of their own
  to fix:   move the text into the block""",
    ),
    "indent": (
        "1.  x\n\n    {{< text bash >}}\n$ a\n    {{< /text >}}\n",
        """\
page.md:4: warning: the tag is indented by 4 and 0 is taken off the body [dedent]
  expected: a body that is indented by 4 like its tag
  to fix:   indent the block as far as its tags; Hugo takes off 16, 12, 8 or 4 spaces""",
    ),
    "indent of tabs": (
        "\t{{< text bash >}}\n\t$ a\n\t{{< /text >}}\n",
        """\
page.md:2: warning: the block is indented by tabs or no-break spaces, which Hugo keeps [indent-characters]
  expected: spaces, a multiple of four
  to fix:   indent the block by spaces, as far as its tags""",
    ),
    "no prompt": (
        block("a"),
        """\
page.md:2: warning: no line of this block of commands starts with a prompt, so none is a command [no-prompt]
  expected: '$ ' before each command
  to fix:   add the prompts, or name the syntax that the block really has""",
    ),
    "bare prompt": (
        block("$ a", "$"),
        """\
page.md:3: note: a prompt has no command [empty-prompt]
  to fix:   remove it, or write the command after it""",
    ),
    "output first": (
        block("out", "$ a"),
        """\
page.md:2: warning: no command comes before these lines, so nothing can be compared with them [output-before-command]
  expected: a line that starts with a prompt, '$ '
  to fix:   add the prompt, or the command whose output this is""",
    ),
    "output under a comment": (
        block("$ # a", "out"),
        """\
page.md:3: warning: no command comes before these lines, so nothing can be compared with them [output-before-command]
  expected: a line that starts with a prompt, '$ '
  to fix:   add the prompt, or the command whose output this is""",
    ),
    "output fence without a command": (
        "<!-- harness: output -->\n```\na\n```\n",
        """\
page.md:2: warning: no command without an output comes before this output, so nothing can be compared with it \
[output-before-command]
  expected: a block of commands directly before it
  to fix:   remove the comment that calls it an output, or move it below its command""",
    ),
    "interleaved": (
        block("$ a", "out", "$ b", "$ c"),
        """\
page.md:4: note: a command follows the output of an earlier one in the same block [interleaved]
  expected: all commands of a block before its output
  to fix:   give it a block of its own: the site's copy button leaves it out""",
    ),
    "quote": (
        block("$ echo it's", "out"),
        """\
page.md:2: warning: the command is not complete: a quote is open at the end of line 2 [incomplete-command]
  expected: a command that ends before its output starts
  to fix:   close the quote, or end each line that the command continues with a backslash""",
    ),
    "loop": (
        block("$ for a in b; do", "$ c"),
        """\
page.md:2: warning: the command is not complete: a compound command or a bracket is open at the end of line 3 \
[incomplete-command]
  expected: a command that ends before its output starts
  to fix:   close it, or start each further line of the command with a prompt""",
    ),
    "pipe": (
        block("$ a |"),
        """\
page.md:2: warning: the command is not complete: an operator, or the head of a function, at the end of its line is \
open at the end of line 2 \
[incomplete-command]
  expected: a command that ends before its output starts
  to fix:   end the line with a backslash, or remove the operator""",
    ),
    "backslash": (
        block("$ a \\", "$ b"),
        """\
page.md:2: warning: the command is not complete: a backslash at the end of its line is open at the end of line 2 \
[incomplete-command]
  expected: a command that ends before its output starts
  to fix:   remove the backslash, or add the line that it announces""",
    ),
    "blanks after a backslash": (
        block("$ a \\ ", "  b"),
        """\
page.md:2: warning: blanks after the backslash keep it from continuing the line [blank-after-backslash]
  to fix:   remove the blanks at the end of the line""",
    ),
    "here-document": (
        block("$ cat <<EOF", "a", "EOF "),
        """\
page.md:2: warning: the here-document 'EOF' is never closed [unclosed-heredoc]
  expected: a line 'EOF', not indented and without blanks after it
  to fix:   add the line; without it everything below is part of the document""",
    ),
    "no-break space": (
        block("$ a \\", "  b\xa0c"),
        """\
page.md:3: warning: the command holds a no-break space, which bash takes as part of a word [no-break-space]
  expected: a plain space
  to fix:   replace it: it looks the same and is another character (U+00A0)""",
    ),
    "unknown shortcode in a block": (
        block("$ a {{< istio_versoin >}}"),
        """\
page.md:2: warning: the shortcode 'istio_versoin' inside a block has no known value [unknown-shortcode]
  expected: 'istio_version', perhaps
  to fix:   correct its name, give it a template in the settings, or write {{</* ... */>}} to show it""",
    ),
    "shortcode without its data": (
        block("$ a {{< istio_version >}}"),
        """\
page.md:2: warning: the shortcode 'istio_version' in a block has no value: 'version' is not given [unknown-shortcode]
  expected: 'version' in the site's value files, or as the shortcode's argument
  to fix:   name the value files in the settings, or add the value""",
    ),
    "same id": (
        block("$ a", tag="text syntax=bash snip_id=x") + block("$ b", tag="text syntax=bash snip_id=x"),
        """\
page.md:4: warning: the id 'x' is also that of the block on line 1; here the block is called 'x_2' [duplicate-id]
  expected: an id that occurs once on the page
  to fix:   give one of the blocks an id of its own, snip_id=...""",
    ),
    "text from elsewhere": (
        '{{< text_import file="a.yaml" syntax="yaml" >}}',
        """\
page.md:1: note: the text of this block comes from a.yaml, which is not read [imported-text]""",
    ),
    "commands from elsewhere": (
        '{{< text_import url="http://a/b.sh" syntax="bash" >}}',
        """\
page.md:1: warning: the text of this block comes from http://a/b.sh, which is not read [imported-commands]
  to fix:   to have it run, write the commands on the page""",
    ),
    "boilerplate without a name": (
        "{{< boilerplate >}}",
        """\
page.md:1: error: the shortcode does not say which boilerplate it includes [missing-name]
  expected: {{< boilerplate name >}}
  to fix:   add the name of a file in the boilerplate folder, without its ending""",
    ),
    "line in doubt": (
        "```bash\necho a\nhi\n```\n",
        """\
page.md:3: warning: 'hi' is neither a known command nor clearly output, so it is not run [unclear-line]
  expected: commands only, or a prompt, '$ ', before each command and the output below it
  to fix:   add the prompts, or add the program to [programs]""",
    ),
    "loop after one prompt": (
        "{{< text bash >}}\n$ for x in 1 2; do\n  a\ndone\n{{< /text >}}\n",
        """\
page.md:2: note: the command goes on in lines without a prompt, which the site's copy button leaves out [partly-copied]
  expected: a backslash at the end of each line that goes on, and no '> ' before the next
  to fix:   end the lines with backslashes, or write the prompt before each of them""",
    ),
    "boilerplate that is not there": (
        "{{< boilerplate notes >}}",
        """\
page.md:1: error: there is no boilerplate 'notes' [boilerplate-missing]
  expected: 'note', perhaps
  to fix:   correct the name, or add the file""",
    ),
    "boilerplate in a circle": (
        "\n\n{{< boilerplate round >}}",
        """\
boilerplates/about.md:2 (included at boilerplates/round.md:1 (included at page.md:3)): error: the boilerplate 'round' \
includes itself: round -> about -> round [boilerplate-cycle]
  to fix:   remove one of the inclusions""",
    ),
    "boilerplate included twice": (
        "{{< boilerplate note >}}\n{{< boilerplate note >}}",
        """\
boilerplates/note.md:3 (included at page.md:2): note: the block 'note__1' is included a second time, after \
boilerplates/note.md:3 (included at page.md:1); here it is called 'note__1_2' [duplicate-boilerplate]""",
    ),
}


def said(text: str) -> list[str]:
    return [str(odd) for odd in parse_page(text, path=PAGE, boilerplates=SITE).diagnostics]


@pytest.mark.parametrize(("text", "message"), MESSAGES.values(), ids=MESSAGES)
def test_messages(text: str, message: str) -> None:
    assert said(text) == [message]


def test_a_boilerplate_without_any_folder_is_a_warning() -> None:
    (odd,) = parse_page("{{< boilerplate note >}}", path=PAGE, boilerplates=NoBoilerplates()).diagnostics
    assert str(odd) == (
        "page.md:1: warning: the boilerplate 'note' was not read: no boilerplate folder is known [boilerplate-folder]\n"
        "  expected: a folder 'boilerplates' beside or above the page\n"
        "  to fix:   name the folder in the settings"
    )


def test_boilerplates_beyond_all_measure_are_not_read() -> None:
    page = parse_page("{{< boilerplate twice >}}", path=PAGE, boilerplates=SITE)
    (message,) = (str(odd) for odd in page.diagnostics if odd.code == "too-many-boilerplates")
    assert message == (
        "boilerplates/twice.md:250 (included at page.md:1): error: the page includes more than 500 boilerplates; "
        "the rest is not read [too-many-boilerplates]\n"
        "  to fix:   look for boilerplates that include each other many times"
    )
    assert len(page.snippets) == 499


FROM_FILES = {"not-utf-8", "unreadable"}  # see test_read.py
ELSEWHERE = {"boilerplate-folder", "too-many-boilerplates"}  # above
APART = {"file-missing", "output-in-comment", "unread-commands"}  # each has a module of its own


def test_every_code_has_a_message_above() -> None:
    codes = {
        odd.code for text, _ in MESSAGES.values() for odd in parse_page(text, path=PAGE, boilerplates=SITE).diagnostics
    }
    assert codes | FROM_FILES | ELSEWHERE | APART == set(CODES)


def test_diagnostics_come_in_the_order_of_the_page() -> None:
    text = block("$ a", "$") + "{{< boilerplate notes >}}\n\n```bash\n"
    page = parse_page(text, path=PAGE, boilerplates=SITE, values=Values())
    assert [odd.code for odd in page.diagnostics] == ["empty-prompt", "boilerplate-missing", "unclosed-fence"]
