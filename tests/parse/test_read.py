from pathlib import Path

import pytest

from harness.errors import PageError, SettingsError
from harness.parse import Page, ParseOptions, read_page

BLOCK = "{{< text bash >}}\n$ a {{< istio_version >}}\n{{< /text >}}\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def said(page: Page) -> list[tuple[str, str]]:
    return [(odd.code, odd.severity.value) for odd in page.diagnostics]


SITE = {
    "data/args.yml": 'version: "1.27"\nfull_version: "1.27.0"\n',
    "data/compatibility.yml": "supportStatus:\n- {k8sVersions: [a]}\n- {k8sVersions: [b, c]}\n",
    "content/en/boilerplates/note.md": f"## Note\n\n{BLOCK}",
    "content/en/boilerplates/english.md": BLOCK,
    "content/zh/boilerplates/note.md": f"## 注意\n\n{BLOCK}",
    "content/en/docs/a/index.md": f"## Clean up\n\n{BLOCK}{{{{< boilerplate note >}}}}\n",
    "content/zh/docs/a/index.md": (
        f"## 清理\n\n{BLOCK}{{{{< boilerplate note >}}}}\n\n{{{{< boilerplate english >}}}}\n"
    ),
}


def test_a_site(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    page = read_page(tmp_path / "content/zh/docs/a/index.md")
    assert page.language == "zh"
    assert [(snippet.id, snippet.body, snippet.heading) for snippet in page.snippets] == [
        ("clean_up_1", "$ a 1.27", "清理"),
        ("note_note_1", "$ a 1.27", "注意"),
        ("english__1", "$ a 1.27", ""),
    ]
    assert page.diagnostics == ()


def test_values_of_a_second_file(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "content/en/docs/b.md": "```bash\n{{< supported_kubernetes_versions >}}\n```\n"})
    (snippet,) = read_page(tmp_path / "content/en/docs/b.md").snippets
    assert snippet.body == "b, c"


def test_a_folder_for_all_languages(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "docs/boilerplates/note.md": "```bash\nenglish\n```\n",
            "docs/boilerplates/note.zh.md": "```bash\nchinese\n```\n",
            "docs/boilerplates/other.md": "```bash\nother\n```\n",
            "docs/a/index.md": "## A\n\n{{< boilerplate note >}}\n",
            "docs/a/index.zh.md": "## 一\n\n{{< boilerplate note >}}\n{{< boilerplate other >}}\n\n```bash\nx\n```\n",
        },
    )
    english, chinese = (read_page(tmp_path / "docs/a" / name) for name in ("index.md", "index.zh.md"))
    assert (english.language, [snippet.body for snippet in english.snippets]) == ("en", ["english"])
    assert (chinese.language, [snippet.body for snippet in chinese.snippets]) == ("zh", ["chinese", "other", "x"])
    assert chinese.snippets[-1].id == "a_1"


def test_what_is_found_from_a_relative_path_is_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"docs/boilerplates/note.md": "```bash\nx\n```\n", "docs/a/index.md": "{{< boilerplate note >}}\n"})
    monkeypatch.chdir(tmp_path)
    (snippet,) = read_page(Path("docs/a/index.md")).snippets
    assert str(snippet.at) == "docs/boilerplates/note.md:1 (included at docs/a/index.md:1)"


@pytest.mark.parametrize(
    ("name", "text", "options", "language"),
    [
        pytest.param("content/uk/docs/a.md", "", ParseOptions(), "uk", id="by folder"),
        pytest.param("content/pt-br/a.md", "", ParseOptions(), "pt-br", id="by folder, with a country"),
        pytest.param("content/docs/a.md", "", ParseOptions(), "en", id="a folder that is no language"),
        pytest.param("a.zh.md", "", ParseOptions(), "zh", id="by suffix"),
        pytest.param("a.b.c.md", "", ParseOptions(), "en", id="a suffix that is no language"),
        pytest.param("a.md", "---\nlanguage: fr\n---\n", ParseOptions(), "fr", id="by front matter"),
        pytest.param("a.zh.md", "---\nlanguage: fr\n---\n", ParseOptions(), "zh", id="a suffix comes first"),
        pytest.param("a.md", "", ParseOptions(language="de"), "de", id="by settings"),
    ],
)
def test_languages(tmp_path: Path, name: str, text: str, options: ParseOptions, language: str) -> None:
    write(tmp_path, {name: text})
    assert read_page(tmp_path / name, options).language == language


def test_explicit_folders_and_files_come_first(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **SITE,
            "other/note.md": "```bash\nother {{< istio_version >}} {{< own >}}\n```\n",
            "other.yml": "version: 2\nown: {it: 3}\n",
            "more.yml": "it: 4\n",
        },
    )
    options = ParseOptions(
        boilerplates={"en": (tmp_path / "other",)},
        value_files=(tmp_path / "other.yml", tmp_path / "more.yml"),
        shortcodes={"own": "{own.it}{more.it}"},
    )
    page = read_page(tmp_path / "content/en/docs/a/index.md", options)
    assert [snippet.body for snippet in page.snippets] == ["$ a 2", "other 2 34"]


def test_on_another_site_its_shortcodes_are_unknown(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    page = read_page(tmp_path / "content/en/boilerplates/note.md", ParseOptions(site="plain"))
    assert said(page) == [("unknown-shortcode", "warning")]


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"boilerplates/note.md": "", "repository/.git/HEAD": "", "repository/a.md": "{{< boilerplate note >}}"},
    )
    assert said(read_page(tmp_path / "repository/a.md")) == [("boilerplate-folder", "warning")]


def test_a_missing_file_in_a_known_folder_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"boilerplates/note.md": "", "a.md": "{{< boilerplate nite >}}"})
    (odd,) = read_page(tmp_path / "a.md").diagnostics
    assert (odd.code, odd.severity, odd.expected) == ("boilerplate-missing", "error", "'note', perhaps")


def test_boilerplates_in_folders_of_their_folder(tmp_path: Path) -> None:
    write(tmp_path, {"boilerplates/more/note-1.md": "```bash\nx\n```\n", "a.md": "{{< boilerplate more/note-1 >}}\n"})
    assert [snippet.id for snippet in read_page(tmp_path / "a.md").snippets] == ["more_note_1__1"]


@pytest.mark.parametrize("name", ["../a", "note/../../a", ".hidden", "/etc/passwd", "a//b", "n" * 300, "\0"])
def test_boilerplates_stay_in_their_folder(tmp_path: Path, name: str) -> None:
    write(
        tmp_path, {"boilerplates/note.md": "", "boilerplates/.hidden.md": "", "a.md": f"{{{{< boilerplate {name} >}}}}"}
    )
    assert said(read_page(tmp_path / "a.md")) == [("boilerplate-missing", "error")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"# A\n\nb\xc3\xbc \xff\n",
            "a.md:3: error: byte 0xff (offset 9) is not UTF-8 [not-utf-8]\n"
            "  expected: a page in UTF-8\n"
            "  to fix:   convert the page: iconv -f ENCODING -t UTF-8",
            id="a byte",
        ),
        pytest.param(
            "# A".encode("utf-16"),
            "a.md:1: error: byte 0xff (offset 0) is not UTF-8 [not-utf-8]\n"
            "  expected: a page in UTF-8\n"
            "  to fix:   convert the page: iconv -f ENCODING -t UTF-8",
            id="UTF-16",
        ),
    ],
)
def test_pages_that_are_not_utf_8(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(PageError) as raised:
        read_page(tmp_path / "a.md")
    assert str(raised.value) == f"{tmp_path}/{message}"


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PageError) as raised:
        read_page(tmp_path / "a.md")
    assert str(raised.value) == (
        f"{tmp_path}/a.md:1: error: the file cannot be opened: No such file or directory [unreadable]\n"
        "  to fix:   name a file that exists and that you may read"
    )


def test_a_boilerplate_that_is_not_utf_8_is_the_pages_error(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "{{< boilerplate note >}}"})
    (tmp_path / "boilerplates").mkdir()
    (tmp_path / "boilerplates/note.md").write_bytes(b"\xff")
    assert said(read_page(tmp_path / "a.md")) == [("not-utf-8", "error")]


def test_an_english_page_that_cannot_be_read_does_not_stop_its_translation(tmp_path: Path) -> None:
    write(tmp_path, {"a.zh.md": "## 清理 {#clean-up}\n\n```bash\nx\n```\n"})
    (tmp_path / "a.md").write_bytes(b"\xff")
    assert [snippet.id for snippet in read_page(tmp_path / "a.zh.md").snippets] == ["clean_up_1"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(
            ParseOptions(site="istioio"),
            "there is no kind of site 'istioio'\n"
            "  expected: one of cert_manager, docsy, docusaurus, gitbook, hugo, istio_io, jekyll, knative, "
            "kubernetes_io, mdbook, mkdocs_material, myst, nextra, plain, starlight, vitepress\n"
            "  to fix:   set site = 'istio_io'",
            id="site",
        ),
        pytest.param(
            ParseOptions(value_files=(Path("nowhere.yml"),)),
            "nowhere.yml: the value file cannot be opened: No such file or directory\n"
            "  to fix:   correct the path in the settings, or remove it",
            id="missing value file",
        ),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, options: ParseOptions, message: str) -> None:
    write(tmp_path, {"a.md": ""})
    with pytest.raises(SettingsError) as raised:
        read_page(tmp_path / "a.md", options)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("- a\n", "cannot be read: it is a list, not a map", id="no map"),
        pytest.param("a: [\n", "cannot be read: ", id="no YAML"),
    ],
)
def test_value_files_that_cannot_be_used(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, {"a.md": "", "data/args.yml": text})
    with pytest.raises(SettingsError, match=f"args.yml: the value file {message}"):
        read_page(tmp_path / "a.md")


def test_what_changed_is_read_again(tmp_path: Path) -> None:
    """Within the same clock tick and with the same size, too."""
    bodies = []
    for one, two, three in ("abc", "xyz"):
        write(
            tmp_path,
            {
                "data/args.yml": f"version: {one}\n",
                "boilerplates/note.md": f"```bash\n{two}\n```\n",
                "a.md": f"```bash\n{three} {{{{< istio_version >}}}}\n```\n\n{{{{< boilerplate note >}}}}\n",
            },
        )
        bodies.append([snippet.body for snippet in read_page(tmp_path / "a.md").snippets])
    assert bodies == [["c a", "b"], ["z x", "y"]]


@pytest.mark.parametrize(
    "fence",
    [
        pytest.param("```console\n    $ bake rye\n    rye\n\n    $ bake oat\n    oat\n```\n", id="of a session"),
        pytest.param(
            "```\n  # all of them\n  $ bake rye\n  rye\n  $ bake oat\n  oat\n```\n", id="that names no syntax"
        ),
    ],
)
def test_a_fence_whose_lines_are_all_indented(tmp_path: Path, fence: str) -> None:
    write(tmp_path, {"docs/a.md": f"# A\n\n{fence}"})
    (snippet,) = read_page(tmp_path / "docs/a.md").snippets
    indent = fence.index("$") - fence.rindex("\n", 0, fence.index("$"))
    assert [(each.command, each.expected, each.at.column) for each in snippet.segments] == [
        ("bake rye", "rye", indent),
        ("bake oat", "oat", indent),
    ]
