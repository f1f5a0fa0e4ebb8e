from pathlib import Path, PurePath
from textwrap import dedent

import pytest

from harness.errors import PageError, SettingsError
from harness.parse.page import Page
from harness.plan.overrides.matcher_name import BUILT_IN_MATCHERS
from harness.plan.overrides.override import Addition, OverrideTable, SnippetOverride
from harness.plan.overrides.override_file import candidates, front_matter_line, load_overrides, plan_file
from harness.plan.page_plan import plan_page
from harness.plan.site_reading import read_site_page
from harness.settings import Settings
from harness.settings.placeholder import KNOWN
from harness.source import Location

BODY = """
## Deploy it

{{< text bash >}}
$ kubectl apply -f x
{{< /text >}}

{{< tabset category-name="install" >}}
{{< tab name="A" category-value="iop" >}}
{{< text bash >}}
$ istioctl install
{{< /text >}}
{{< /tab >}}
{{< tab name="B" category-value="helm" >}}
{{< text bash >}}
$ helm install x y
{{< /text >}}
{{< /tab >}}
{{< /tabset >}}

## Remove it {#remove-it}

{{< text bash >}}
$ kubectl delete -f x
{{< /text >}}
"""


class Site:
    """A folder with settings' defaults, pages and plan files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = Settings(root=root, plans=root / "plans")

    def page(self, *, front: str = "", name: str = "docs/a/page/index.md", body: str = BODY) -> Page:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: x\n{dedent(front)}---\n{body}", encoding="utf-8")
        return read_site_page(path, self.settings)

    def plan_file(self, text: str, name: str = "page.yml") -> Path:
        path = self.root / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    def mistake(self, page: Page) -> str:
        with pytest.raises(SettingsError) as caught:
            load_overrides(page, self.settings)
        return str(caught.value).replace(f"{self.root}/", "")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("/s/docs/a/index.md", ["s/docs/a/index", "s/docs/a", "docs/a/index", "docs/a", "a/index", "a"]),
        ("/s/docs/a/index.zh.md", ["s/docs/a/index", "s/docs/a", "docs/a/index", "docs/a", "a/index", "a"]),
        ("/s/docs/_index.md", ["s/docs/_index", "s/docs", "docs/_index", "docs"]),
        ("/s/docs/a.md", ["s/docs/a", "docs/a", "a"]),
    ],
)
def test_names_of_plan_files_longest_first(page: str, names: list[str]) -> None:
    assert list(candidates(Path(page))) == [PurePath(name + end) for name in names for end in (".yml", ".yaml")]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (["page.yml"], "page.yml"),
        (["page/index.yaml"], "page/index.yaml"),
        (["page.yml", "a/page.yml"], "a/page.yml"),
        (["docs/a/page.yml", "page/index.yml"], "docs/a/page.yml"),
        (["index.yml", "other.yml", "age.yml"], None),
        ([], None),
    ],
)
def test_the_longest_name_serves(site: Site, files: list[str], found: str | None) -> None:
    for name in files:
        site.plan_file("", name)
    expected = None if found is None else site.root / "plans" / found
    assert plan_file(site.root / "docs/a/page/index.md", site.settings) == expected


def test_a_translation_has_the_english_pages_plan_file(site: Site) -> None:
    path = site.plan_file("clusters: 2", "docs/page.yml")
    for name in ("content/en/docs/page/index.md", "content/zh/docs/page/index.md", "docs/page/index.zh.md"):
        assert load_overrides(site.page(name=name), site.settings).path == path


def test_a_whole_plan_file(site: Site) -> None:
    path = site.plan_file(
        """\
        clusters: 2
        networks: 2
        contexts: {CTX_EAST: cluster2}
        variables: {TAG: "1.0"}
        before:
        - kubectl create ns x
        - |
          cat <<EOF
          x
          EOF
        - "#deploy_it_1"
        after: [kubectl delete ns x]
        variants: {exclude: [iop]}
        cleanup: [remove-it]
        read-only: false
        snippets:
          deploy_it_1: {match: exact, timeout: 30, retry: 2.5, answer: {"Sure": "yes"}, expect: failure}
          remove_it_1: {skip: takes an hour}
        """
    )
    overrides = load_overrides(site.page(), site.settings)
    assert overrides.path == path
    assert overrides.table == OverrideTable(
        clusters=2,
        networks=2,
        contexts={"CTX_EAST": "cluster2"},
        variables={"TAG": "1.0"},
        before=("kubectl create ns x", "cat <<EOF\nx\nEOF\n", "#deploy_it_1"),
        after=("kubectl delete ns x",),
        variants=overrides.table.variants,
        cleanup=("remove-it",),
        read_only=False,
        snippets={
            "deploy_it_1": SnippetOverride(
                match="exact", timeout=30.0, retry=2.5, answer={"Sure": "yes"}, expect="failure"
            ),
            "remove_it_1": SnippetOverride(skip="takes an hour"),
        },
    )
    assert overrides.before == (
        Addition(at=Location(path=path, line=6), command="kubectl create ns x"),
        Addition(at=Location(path=path, line=7), command="cat <<EOF\nx\nEOF"),
        Addition(at=Location(path=path, line=11), snippet="deploy_it_1"),
    )
    assert overrides.after == (Addition(at=Location(path=path, line=12), command="kubectl delete ns x"),)
    assert overrides.places == {
        "deploy_it_1": Location(path=path, line=17),
        "remove_it_1": Location(path=path, line=18),
    }


def test_a_plan_file_wins_over_front_matter_key_by_key(site: Site) -> None:
    site.plan_file("clusters: 3\nsnippets: {deploy_it_1: {timeout: 5}}")
    page = site.page(front="harness: {clusters: 2, networks: 2, snippets: {deploy_it_1: {timeout: 9, retry: 1}}}\n")
    assert load_overrides(page, site.settings).table == OverrideTable(
        clusters=3, networks=2, snippets={"deploy_it_1": SnippetOverride(timeout=5.0, retry=1.0)}
    )


def test_nothing_said(site: Site) -> None:
    overrides = load_overrides(site.page(), site.settings)
    assert (overrides.path, overrides.table, overrides.before) == (None, OverrideTable(), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "clusters: 2\nnetwork: 2\n",
            "plans/page.yml:2: unknown key 'network'\n"
            "  expected: one of after, before, cleanup, clusters, contexts, ignore, networks, read-only, snippets, "
            "topology, variables, variables-from, variants\n"
            "  to fix:   did you mean 'networks'?",
            id="an unknown key",
        ),
        pytest.param(
            "snippets:\n  deploy_it_1:\n    timeouts: 3\n",
            "plans/page.yml:3: unknown key 'snippets.deploy_it_1.timeouts'\n"
            "  expected: one of after, answer, before, expect, match, read-only, retry, run, skip, timeout\n"
            "  to fix:   did you mean 'timeout'?",
            id="an unknown key of a snippet",
        ),
        pytest.param(
            "snippets:\n\n  deplyo_it_1: {timeout: 3}\n",
            "plans/page.yml:3: snippet 'deplyo_it_1' is not on docs/a/page/index.md\n"
            "  to fix:   did you mean 'deploy_it_1'?",
            id="a missing id, with the nearest",
        ),
        pytest.param(
            "snippets: {zzzz: {timeout: 3}}\n",
            "plans/page.yml:1: snippet 'zzzz' is not on docs/a/page/index.md\n"
            "  to fix:   see `harness plan` for the names on this page",
            id="a missing id like no other",
        ),
        pytest.param(
            "before:\n- ls\n- '#deploy-it-1'\n",
            "plans/page.yml:3: snippet 'deploy-it-1' is not on docs/a/page/index.md\n"
            "  to fix:   did you mean 'deploy_it_1'?",
            id="a missing id in before",
        ),
        pytest.param(
            "cleanup: [removeit]\n",
            "plans/page.yml:1: snippet or heading 'removeit' is not on docs/a/page/index.md\n"
            "  to fix:   did you mean 'remove_it'?",
            id="a missing heading",
        ),
        pytest.param(
            "clusters: 0\n",
            "plans/page.yml:1: key 'clusters': 0 is too small, expected at least 1",
            id="no cluster is no number of clusters",
        ),
        pytest.param(
            "clusters: two\n", "plans/page.yml:1: key 'clusters' is 'two'\n  expected: a whole number", id="a word"
        ),
        pytest.param(
            "snippets:\n  deploy_it_1: {expect: fail}\n",
            "plans/page.yml:2: key 'snippets.deploy_it_1.expect' is 'fail'\n"
            "  expected: one of 'success', 'failure'\n"
            "  to fix:   did you mean 'failure'?",
            id="a choice that there is not",
        ),
        pytest.param(
            "variants:\n  only: [hlem]\n",
            "plans/page.yml:2: path or tab 'hlem' is not on docs/a/page/index.md\n  to fix:   did you mean 'helm'?",
            id="a path that there is not",
        ),
        pytest.param(
            "variants:\n  named:\n    both: [iop, helm]\n",
            "plans/page.yml:3: no path takes the tabs iop, helm together\n  expected: values of tabs: iop, helm",
            id="tabs that do not go together",
        ),
        pytest.param(
            "variants: {exclude: [iop, helm]}\n",
            "plans/page.yml:1: no path of the page is left\n  to fix:   exclude less",
            id="no path left",
        ),
        pytest.param(
            "topology: big\n",
            "plans/page.yml:1: no topology 'big'\n  expected: one of none: settings define no topology",
            id="an unknown topology",
        ),
        pytest.param(
            "before: [docs/b.md]\n",
            "plans/page.yml:1: no such page: docs/b.md\n  expected: a page's path from {root}",
            id="a missing page",
        ),
        pytest.param(
            "before: []\nsnippets:\n  deploy_it_1: {timeout: 3}\n  deploy_it_1: {retry: 3}\n",
            "plans/page.yml:4: key 'deploy_it_1' occurs twice\n  to fix:   keep one of them",
            id="a key that occurs twice",
        ),
        pytest.param(
            "variables:\n  A: '{kubeconfig}'\n  B: '{cluster1.adress}'\n",
            "plans/page.yml:3: key 'variables.B': unknown placeholder {cluster1.adress}\n"
            f"  expected: one of {', '.join(f'{{{name}}}' for name in KNOWN)}\n"
            "  to fix:   did you mean {cluster1.node_address}?",
            id="an unknown placeholder",
        ),
        pytest.param(
            "variables:\n  B: '{west.context}'\n",
            "plans/page.yml:2: key 'variables.B': unknown cluster 'west'\n"
            "  expected: cluster1, cluster2 and so on: clusters with a number or of a topology",
            id="a cluster of no topology",
        ),
        pytest.param(
            "contexts:\n  CTX_EAST: cluster1\n  CTX_WEST: clutser2\n",
            "plans/page.yml:3: key 'contexts.CTX_WEST': unknown cluster 'clutser2'\n"
            "  expected: cluster1, cluster2 and so on: clusters with a number or of a topology\n"
            "  to fix:   did you mean 'cluster2'?",
            id="a mistyped cluster",
        ),
        pytest.param(
            "snippets:\n  deploy_it_1:\n    match: tabel\n",
            "plans/page.yml:3: key 'snippets.deploy_it_1.match': there is no matcher 'tabel'\n"
            f"  expected: one of {', '.join(BUILT_IN_MATCHERS)}\n"
            "  to fix:   did you mean 'table'?",
            id="a matcher that there is not",
        ),
        pytest.param("- a\n", "plans/page.yml:1: a plan file is a table of keys\n  expected: key: value", id="a list"),
    ],
)
def test_a_mistake_in_a_plan_file_is_named_with_its_line(site: Site, text: str, expected: str) -> None:
    site.plan_file(text)
    assert site.mistake(site.page()) == expected.replace("{root}", str(site.root))


def test_a_plan_file_that_is_not_yaml_is_named_with_its_line(site: Site) -> None:
    site.plan_file("a: [\n")
    assert site.mistake(site.page()).startswith("plans/page.yml:2: not YAML: ")


def test_a_mistake_in_front_matter_is_the_pages(site: Site) -> None:
    page = site.page(front="test: yes\nharness:\n  clusters: 2\n  snippets:\n    deploy_1: {timeout: 3}\n")
    with pytest.raises(PageError) as caught:
        load_overrides(page, site.settings)
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.at) == ("bad-override", Location(path=page.path, line=7))
    assert diagnostic.message == f"snippet 'deploy_1' is not on {page.path}"
    assert diagnostic.remedy == "did you mean 'deploy_it_1'?"


def test_an_unknown_placeholder_in_front_matter(site: Site) -> None:
    page = site.page(front="harness:\n  contexts:\n    CTX_A: cluster1\n    CTX_B: '{cluster1.contex}'\n")
    with pytest.raises(PageError) as caught:
        load_overrides(page, site.settings)
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.at) == ("bad-override", Location(path=page.path, line=6))
    assert diagnostic.message == "key 'contexts.CTX_B': unknown placeholder {cluster1.contex}"
    assert diagnostic.remedy == "did you mean {cluster1.context}?"


def test_front_matter_that_is_no_table(site: Site) -> None:
    page = site.page(front="harness: yes\n")
    with pytest.raises(PageError) as caught:
        load_overrides(page, site.settings)
    assert str(caught.value) == (
        f"{page.path}:3: error: 'harness' in front matter is True [bad-override]\n  expected: a table of keys"
    )


def test_a_plan_file_that_is_not_text(site: Site) -> None:
    site.plan_file("").write_bytes(b"clusters: \xff\n")
    assert site.mistake(site.page()) == "plans/page.yml:1: not UTF-8 text: invalid start byte"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: x\nharness:\n  clusters: 2\n---\n", 4),
        ("\ufeff---\nharness: {clusters: 2}\n---\n", 2),
        ("+++\ntitle = 'x'\n[harness]\nclusters = 2\n+++\n", 4),
        ('{"harness": {"clusters": 2}}\n', 1),
    ],
)
def test_line_in_front_matter(text: str, line: int) -> None:
    assert front_matter_line(text, ("harness", "clusters")) == line


OTHER = """
## Other

{{< text bash >}}
$ echo other
{{< /text >}}

## Cleanup

{{< text bash >}}
$ rm other
{{< /text >}}
"""


@pytest.mark.parametrize(
    ("entry", "ids"),
    [
        pytest.param("docs/b.md", ["before_1.other_1"], id="a page, from the settings' folder"),
        pytest.param("../../b.md", ["before_1.other_1"], id="a page, from the page"),
        pytest.param("docs/b.md#other_1", ["before_1.other_1"], id="a snippet of it"),
    ],
)
def test_other_pages_first(site: Site, entry: str, ids: list[str]) -> None:
    site.page(name="docs/b.md", body=OTHER)
    site.plan_file(f"before: ['{entry}']\n")
    page = site.page()
    plan = plan_page(page, site.settings, overrides=load_overrides(page, site.settings))
    assert [step.id for step in plan.variants[0].steps if step.role == "before"] == ids
    assert [path.resolve() for path in plan.before] == [site.root / "docs/b.md"]


def test_the_cleanup_of_a_page_run_first_comes_last(site: Site) -> None:
    site.page(name="docs/b.md", body=OTHER)
    site.page(name="docs/c.md", body=OTHER.replace("ther", "wn"))
    site.plan_file("before: [docs/b.md, docs/c.md]\n")
    page = site.page(body="## Cleanup\n\n{{< text bash >}}\n$ rm x\n{{< /text >}}\n")
    plan = plan_page(page, site.settings, overrides=load_overrides(page, site.settings))
    assert [(step.id, str(step.role), step.added) for step in plan.variants[0].steps] == [
        ("before_1.other_1", "before", True),
        ("before_2.own_1", "before", True),
        ("cleanup_1", "cleanup", False),
        ("before_2.cleanup_1", "cleanup", True),
        ("before_1.cleanup_1", "cleanup", True),
    ]


def test_pages_that_wait_for_each_other(site: Site) -> None:
    site.page(name="docs/b.md", body=OTHER)
    site.plan_file("before: [docs/a/page/index.md]\n", "b.yml")
    site.plan_file("before: [docs/b.md]\n")
    assert site.mistake(site.page()) == (
        "plans/b.yml:1: pages wait for each other: docs/a/page/index.md -> docs/b.md -> docs/a/page/index.md\n"
        "  to fix:   take one of them out of `before`"
    )


def test_a_missing_snippet_of_another_page(site: Site) -> None:
    site.page(name="docs/b.md", body=OTHER)
    site.plan_file("before: ['docs/b.md#othr_1']\n")
    assert site.mistake(site.page()) == (
        "plans/page.yml:1: snippet 'othr_1' is not on docs/b.md\n  to fix:   did you mean 'other_1'?"
    )
