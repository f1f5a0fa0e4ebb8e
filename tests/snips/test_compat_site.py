from pathlib import Path

import pytest

from harness.snips.compat_site import CompatSite, compat_files
from harness.snips.disk import plan_files
from harness.snips.layout import Layout
from harness.snips.wanted import SnippetFile

BLOCK = "{{< text bash >}}\n$ ls\n{{< /text >}}\n"


def script(name: str) -> str:
    return f"\n{name}() {{\nls\n}}\n"


@pytest.fixture
def site(tmp_path: Path) -> CompatSite:
    content = tmp_path / "content/en"
    (content / "boilerplates").mkdir(parents=True)
    return CompatSite(
        layout=Layout(root=tmp_path, content=(content,)), header="# {source}\n", boilerplates=content / "boilerplates"
    )


def add(site: CompatSite, name: str, text: str) -> Path:
    path = site.layout.content[0] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def given(site: CompatSite, *pages: Path) -> dict[str, str | None]:
    wanted = compat_files(pages, site)
    assert wanted.diagnostics == ()
    return {file.path.relative_to(site.layout.content[0]).as_posix(): file.text for file in wanted.files}


@pytest.mark.parametrize(
    ("front_matter", "tested"),
    [
        pytest.param("test: yes", True, id="tested"),
        pytest.param("test: no", False, id="not tested"),
        pytest.param("test: n/a", False, id="nothing to test"),
        pytest.param("title: test: yes", False, id="elsewhere on a line"),
    ],
)
def test_tested_pages_have_files(site: CompatSite, front_matter: str, *, tested: bool) -> None:
    page = add(site, "docs/a/index.md", f"---\n{front_matter}\n---\n{BLOCK}")
    assert given(site, page) == ({"docs/a/snips.sh": "# docs/a/index.md\n" + script("snip__1")} if tested else {})


def test_boilerplates_have_files_of_their_own_and_pages_source_them(site: CompatSite) -> None:
    add(site, "boilerplates/before-you.md", BLOCK)
    words = add(site, "boilerplates/only-words.md", "words\n")
    page = add(
        site, "docs/a/b.md", "test: yes\n{{< boilerplate before-you >}}\n{{< boilerplate only-words >}}\n" + BLOCK
    )
    assert given(site, page, words) == {
        "boilerplates/snips/before-you.sh": "# boilerplates/before-you.md\n" + script("bpsnip_before_you__1"),
        "boilerplates/snips/only-words.sh": None,
        "docs/a/b_snips.sh": "# docs/a/b.md\n"
        'source "content/en/boilerplates/snips/before-you.sh"\n' + script("snip__1"),
    }


def test_boilerplates_source_each_other_in_any_order(site: CompatSite) -> None:
    for name, other in {"a": "b", "b": "c"}.items():
        add(site, f"boilerplates/{name}.md", f"{{{{< boilerplate {other} >}}}}\n")
    add(site, "boilerplates/c.md", BLOCK)
    assert given(site) == {
        "boilerplates/snips/a.sh": '# boilerplates/a.md\nsource "content/en/boilerplates/snips/b.sh"\n',
        "boilerplates/snips/b.sh": '# boilerplates/b.md\nsource "content/en/boilerplates/snips/c.sh"\n',
        "boilerplates/snips/c.sh": "# boilerplates/c.md\n" + script("bpsnip_c__1"),
    }


def test_a_boilerplate_file_without_snippets_now_is_sourced_and_kept(site: CompatSite) -> None:
    add(site, "boilerplates/old.md", "words\n")
    add(site, "boilerplates/snips/old.sh", "old() {\nls\n}\n")
    page = add(site, "docs/index.md", "test: yes\n{{< boilerplate old >}}\n")
    wanted = compat_files([page], site)
    assert wanted.files[1].text == '# docs/index.md\nsource "content/en/boilerplates/snips/old.sh"\n'
    changes = plan_files(wanted, site.layout, keep_stale=True)
    assert [change.path.name for change in changes.changes] == ["snips.sh"]


def test_files_can_be_written_elsewhere(site: CompatSite, tmp_path: Path) -> None:
    add(site, "boilerplates/a.md", BLOCK)
    page = add(site, "docs/a/index.md", "test: yes\n" + BLOCK)
    layout = Layout(root=tmp_path, content=site.layout.content, out=tmp_path / "out")
    wanted = compat_files([page], CompatSite(layout=layout, boilerplates=site.boilerplates))
    assert [file.path.relative_to(tmp_path).as_posix() for file in wanted.files] == [
        "out/boilerplates/snips/a.sh",
        "out/docs/a/snips.sh",
    ]


def test_a_page_that_is_not_utf_8_leaves_the_others_alone(site: CompatSite) -> None:
    bad = site.layout.content[0] / "bad.md"
    bad.write_bytes(b"test: yes\n\xff\n")
    page = add(site, "docs/index.md", "test: yes\n" + BLOCK)
    wanted = compat_files([bad, page], site)
    assert wanted.files == (
        SnippetFile(path=page.with_name("snips.sh"), page=page, text="# docs/index.md\n" + script("snip__1")),
    )
    assert [(one.code, one.at.path, one.at.line) for one in wanted.diagnostics] == [("not-utf-8", bad, 2)]


def test_a_site_without_boilerplates(tmp_path: Path) -> None:
    site = CompatSite(layout=Layout(root=tmp_path, content=(tmp_path,)))
    page = add(site, "index.md", "test: yes\n" + BLOCK)
    assert given(site, page) == {"snips.sh": script("snip__1")}


def test_a_site_that_is_not_laid_out_like_the_generators(tmp_path: Path) -> None:
    layout = Layout(root=tmp_path, content=(tmp_path / "docs",))
    site = CompatSite(layout=layout, header="# {source}\n", boilerplates=tmp_path / "parts")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/one.md").write_text(BLOCK)
    page = add(site, "a/index.md", "test: yes\n{{< boilerplate one >}}\n")
    assert compat_files([page], site).files[1] == SnippetFile(
        path=page.with_name("snips.sh"), page=page, text='# a/index.md\nsource "parts/snips/one.sh"\n'
    )
