import pytest

from harness.parse.blocks.info_string import Info, read_info


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        pytest.param("", Info(), id="nothing"),
        pytest.param("bash", Info("bash"), id="a syntax"),
        pytest.param("Shell", Info("shell"), id="in any case"),
        pytest.param("{ .bash .no-copy }", Info("bash", {"class": "no-copy"}), id="MkDocs: classes"),
        pytest.param("{.bash}", Info("bash"), id="MkDocs: one class"),
        pytest.param('yaml title="a b.yaml"', Info("yaml", {"title": "a b.yaml"}), id="MkDocs: a title with a blank"),
        pytest.param("bash {snip_id=install}", Info("bash", {"snip_id": "install"}), id="an attribute in braces"),
        pytest.param(
            'bash {linenos=table,hl_lines=["1-2",4]}',
            Info("bash", {"linenos": "table", "hl_lines": '["1-2",4]'}),
            id="Hugo: a list",
        ),
        pytest.param("{linenos=table}", Info("", {"linenos": "table"}), id="attributes alone"),
        pytest.param("jsx {1,4-6} showLineNumbers", Info("jsx"), id="Docusaurus: lines"),
        pytest.param("bash,editable", Info("bash"), id="mdBook: a comma"),
        pytest.param("sh:line-numbers=4 {1}", Info("sh"), id="VitePress: numbers of lines"),
        pytest.param("c++", Info("c++"), id="a name with signs"),
    ],
)
def test_info_strings(info: str, expected: Info) -> None:
    assert read_info(info) == expected
