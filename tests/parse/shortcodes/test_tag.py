from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.parse.shortcodes.tag import Role, Tag, read_tags

PIECES = st.lists(
    st.sampled_from(
        ["{{<", "{{%", ">}}", "%}}", "/", "/*", "*/", '"', "`", "=", " ", "\n", "text", "tip", "a b", "\\", "{"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        pytest.param("{{< tip >}}", [Tag(0, 11, Role.OPEN, "tip")], id="opening tag"),
        pytest.param("{{<tip>}}", [Tag(0, 9, Role.OPEN, "tip")], id="no blanks at all"),
        pytest.param("{{< /text  >}}", [Tag(0, 14, Role.CLOSE, "text")], id="closing tag with two blanks"),
        pytest.param("{{</ gloss >}}", [Tag(0, 14, Role.CLOSE, "gloss")], id="blank after the slash"),
        pytest.param("{{< text plain>}}", [Tag(0, 17, Role.OPEN, "text", ("plain",))], id="no blank before the end"),
        pytest.param("{{% note %}}", [Tag(0, 12, Role.OPEN, "note")], id="percent signs"),
        pytest.param(
            "{{< img src=a/b.png />}}", [Tag(0, 24, Role.ALONE, "img", (), {"src": "a/b.png"})], id="self-closed"
        ),
        pytest.param("{{</* text bash */>}}", [Tag(0, 21, Role.ESCAPE, "")], id="escaped"),
        pytest.param("{{< >}}", [Tag(0, 7, Role.NAMELESS, "")], id="without a name"),
        pytest.param(
            '{{< text syntax="bash yaml" snip_id=a outputis = "x" >}}',
            [Tag(0, 56, Role.OPEN, "text", (), {"syntax": "bash yaml", "snip_id": "a", "outputis": "x"})],
            id="named arguments",
        ),
        pytest.param(
            '{{< gloss "primary cluster" >}}',
            [Tag(0, 31, Role.OPEN, "gloss", ("primary cluster",))],
            id="quoted positional argument",
        ),
        pytest.param(
            "{{< image\n    link=`a b`\n    >}}",
            [Tag(0, 32, Role.OPEN, "image", (), {"link": "a b"})],
            id="over several lines, in back quotes",
        ),
        pytest.param(
            r'{{< tab name="say \"hi\"" >}}',
            [Tag(0, 29, Role.OPEN, "tab", (), {"name": 'say "hi"'})],
            id="escaped quotes",
        ),
        pytest.param("{{<\xa0text\xa0bash\xa0>}}", [Tag(0, 17, Role.OPEN, "text", ("bash",))], id="no-break spaces"),
        pytest.param(
            '{{< image\ncaption="now {{< version >}}"\n>}} after',
            [Tag(0, 38, Role.OPEN, "image", (), {"caption": "now {{< version "})],
            id="the first end mark ends a tag, also inside quotes",
        ),
        pytest.param(
            "{{< text bash\n{{< /text >}}",
            [Tag(0, 13, Role.OPEN, "text", ("bash",), terminated=False), Tag(14, 27, Role.CLOSE, "text")],
            id="another tag on a later line: the first never ended",
        ),
        pytest.param(
            "a {{< tip\nb",
            [Tag(2, 9, Role.OPEN, "tip", terminated=False)],
            id="no end mark at all: the line is the tag",
        ),
        pytest.param("{{ .Values.x }} {{- if }}", [], id="other braces are text"),
    ],
)
def test_tags(text: str, tags: list[Tag]) -> None:
    assert list(read_tags(text)) == tags


def test_reading_starts_where_it_is_told_to() -> None:
    assert [tag.start for tag in read_tags("{{< a >}}{{< b >}}", 5)] == [9]


@given(PIECES)
def test_tags_stand_in_order_and_do_not_overlap(text: str) -> None:
    tags = list(read_tags(text))
    assert all(0 <= tag.start < tag.end <= len(text) for tag in tags)
    assert all(first.end <= second.start for first, second in pairwise(tags))
    assert all(text[tag.start : tag.start + 3] in {"{{<", "{{%"} for tag in tags)


@given(
    st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
    st.lists(st.from_regex(r"[a-z0-9./-]{0,5}[a-z0-9]", fullmatch=True), max_size=3),
    st.dictionaries(
        st.from_regex(r"[a-z][a-z_-]{0,5}", fullmatch=True),
        st.text(st.characters(exclude_characters='"\\>%'), max_size=8),
    ),
)
def test_reading_undoes_writing(name: str, positional: list[str], named: dict[str, str]) -> None:
    words = [name, *positional, *(f'{key}="{value}"' for key, value in named.items())]
    text = f"{{{{< {' '.join(words)} >}}}}"
    (tag,) = read_tags(text)
    assert (tag.name, tag.positional, tag.named) == (name, tuple(positional), named)
