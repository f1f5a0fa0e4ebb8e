# ruff: noqa: RUF001 - other languages have letters of their own
"""What pages say of each other, as edges."""

from pathlib import Path

import pytest

from harness.graph.edge import Edge, Why, edges_of, normal
from harness.graph.tree import SiteTree

HEAD = "---\ntitle: T\n---\n"


def site(root: Path, pages: dict[str, str]) -> Path:
    """A site of pages by their path below ``content``; returns that folder."""
    for name, text in pages.items():
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if text.startswith("---") else HEAD + text, encoding="utf-8")
    return root / "content"


def edges(root: Path, text: str, language: str = "en", **more: str) -> list[tuple[str, bool]]:
    pages = {f"{language}/docs/a/index.md": text, "en/docs/b/index.md": "B\n", "en/docs/concepts/c/index.md": "C\n"}
    content = site(root, pages | {f"{language}/boilerplates/{name}.md": body for name, body in more.items()})
    return [(one.target, one.runs) for one in edges_of(content / language / "docs/a/index.md", SiteTree())]


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        pytest.param("## Before you begin\n\n* Set up [B](/docs/b/).\n", "en", True, id="a verb of doing"),
        pytest.param("## Prerequisites\n\n1. [B](/docs/b/)\n", "en", True, id="a bare link"),
        pytest.param(
            '## {{% heading "prerequisites" %}}\n\nDeploy [B](/docs/b/).\n', "en", True, id="a heading shortcode"
        ),
        pytest.param("## Start here {#before-you-begin}\n\nRun [B](/docs/b/).\n", "en", True, id="an anchor"),
        pytest.param("## Before you begin\n\n* Read about [B](/docs/b/).\n", "en", False, id="a verb of reading"),
        pytest.param("## Before you begin\n\n* Set up [B](/docs/b/).\n", "en", True, id="in a list"),
        pytest.param("## Before you begin\n\nIf you like, run [B](/docs/b/).\n", "en", False, id="a condition"),
        pytest.param(
            "## Before you begin\n\n{{< tip >}}\nRun [B](/docs/b/).\n{{< /tip >}}\n", "en", False, id="an aside"
        ),
        pytest.param(
            "Before continuing, be sure to complete\nthe steps under [B](/docs/b/).\n", "en", True, id="an introduction"
        ),
        pytest.param("## 开始之前\n\n* 参阅[B](/zh/docs/b/)安装它。\n", "zh", True, id="Chinese"),
        pytest.param("## Перш ніж розпочати\n\n* Розгорніть [B](/docs/b/).\n", "uk", True, id="Ukrainian"),
        pytest.param(
            "## 开始之前\n\n* 有关安装的文档，请参阅[安装 B](/zh/docs/b/)。\n", "zh", False, id="Chinese: see"
        ),
        pytest.param(
            "## 开始之前\n\n* 确保它按照[此处](/zh/docs/b/)描述的方式运行。\n", "zh", False, id="Chinese: as said"
        ),
        pytest.param("## Передумови\n\n* Застосунки описані [тут](/docs/b/).\n", "uk", False, id="Ukrainian: a noun"),
        pytest.param(
            "## Налаштування {#configuration}\n\n* Розгорніть [B](/docs/b/).\n", "uk", None, id="an anchor says more"
        ),
        pytest.param("## Prerequisites\n\n* See [Install B](/docs/b/).\n", "en", True, id="a title of doing"),
        pytest.param("## Prerequisites\n\n* See [About B](/docs/b/).\n", "en", False, id="a title of reading"),
        pytest.param("Before reading this, take the steps in [B](/docs/b/).\n", "en", True, id="before reading"),
        pytest.param(
            "Before continuing, install [A](/docs/x/) and read the [B](/docs/b/) guide.\n", "en", False, id="two verbs"
        ),
        pytest.param("Follow [B](/docs/b/) first.\n", "en", True, id="first, at the end"),
        pytest.param("First, complete [B](/docs/b/).\n", "en", True, id="first, at the start"),
        pytest.param("> **Note**: Finish [B](/docs/b/) first.\n", "en", True, id="in a quote"),
        pytest.param("If you have not already done so, follow [B](/docs/b/).\n", "en", True, id="unless it is done"),
        pytest.param("You should already have deployed [B](/docs/b/).\n", "en", True, id="what should be done"),
        pytest.param("We assume you have installed it by [B](/docs/b/).\n", "en", True, id="an assumption"),
        pytest.param("Once you have [set up B](/docs/b/), go on here.\n", "en", True, id="once it is done"),
        pytest.param("After [installing B](/docs/b/), go on here.\n", "en", True, id="after it is done"),
        pytest.param("Install it as described in [B](/docs/b/).\n", "en", True, id="as it is described"),
        pytest.param("**Prerequisite**: [B](/docs/b/).\n", "en", True, id="a prerequisite"),
        pytest.param("Requires [B](/docs/b/).\n", "en", True, id="what is required"),
        pytest.param("In the [previous tutorial](/docs/b/), a file was written.\n", "en", True, id="the one before"),
        pytest.param("In the [previous tutorial](/docs/b/) you learned it.\n", "en", False, id="what was only read"),
        pytest.param("The pot is [installed](/docs/b/).\n", "en", True, id="what is installed"),
        pytest.param("You have [set up the pot](/docs/b/).\n", "en", True, id="what is set up"),
        pytest.param("You need two pots, [installed](/docs/b/) in each room.\n", "en", True, id="what is needed"),
        pytest.param("Used in this example and needed: [B](/docs/b/).\n", "en", None, id="what else needs it"),
        pytest.param("These recipes need the pot of [B](/docs/b/).\n", "en", True, id="what they need"),
        pytest.param("The following steps expect that you did [B](/docs/b/).\n", "en", True, id="what steps expect"),
        pytest.param("This page goes on after [B](/docs/b/).\n", "en", True, id="what it goes on after"),
        pytest.param("This guide picks up where [B](/docs/b/) ended.\n", "en", True, id="where it picks up"),
        pytest.param("You'll need a running [pot](/docs/b/).\n", "en", True, id="what will be needed"),
        pytest.param("The pot is up and running, as [deployed here](/docs/b/).\n", "en", True, id="what runs"),
        pytest.param("See how the pot is [configured](/docs/b/).\n", "en", False, id="how it is configured"),
        pytest.param("If you need more, [B](/docs/b/) has it.\n", "en", None, id="what only some need"),
        pytest.param("You need to know [B](/docs/b/).\n", "en", None, id="what is to be known"),
    ],
)
def test_what_a_sentence_says_of_a_link(tmp_path: Path, text: str, language: str, *, runs: bool | None) -> None:
    found = [edge for edge in edges(tmp_path, text, language) if edge[0] == "/docs/b/"]
    assert found == ([] if runs is None else [("/docs/b/", runs)])


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        ("如果你还没有安装 B，请先按照[安装指南](/docs/b/)操作。", "zh", True),
        ("安装好 [B](/docs/b/) 之后，就可以继续。", "zh", True),
        ("学习本教程之前，你需要先[安装 B](/docs/b/)。", "zh", True),
        ("需要先部署 [B](/docs/b/)。", "zh", True),
        ("开始前，请完成[基础指南](/docs/b/)。", "zh", True),
        ("前提：已安装 [B](/docs/b/)。", "zh", True),
        ("本教程接着[上一篇](/docs/b/)继续。", "zh", True),
        ("完成[基础指南](/docs/b/)后，运行以下命令。", "zh", True),
        ("假设你已经按照[基础指南](/docs/b/)安装了 B。", "zh", True),
        ("我们假定你已经安装了 [B](/docs/b/)。", "zh", True),
        ("参照[说明](/docs/b/)安装 B。", "zh", True),
        ("先完成[基础指南](/docs/b/)。", "zh", True),
        ("你应该已经完成[基础指南](/docs/b/)。", "zh", True),
        ("本指南假定你已经完成了[基础指南](/docs/b/)。", "zh", True),
        ("**前提条件：** [基础指南](/docs/b/)。", "zh", True),
        ("本页以[基础指南](/docs/b/)为基础。", "zh", True),
        ("请先执行[基础指南](/docs/b/)中的步骤。", "zh", True),
        ("在[上一个教程](/docs/b/)中，我们写了一个文件。现在来读取它。", "zh", True),
        ("请确保已经安装 [B](/docs/b/)。", "zh", True),
        ("确认你已完成[基础指南](/docs/b/)中的步骤。", "zh", True),
        ("集群中已[安装 B](/docs/b/)。", "zh", True),
        ("更多信息参见[基础指南](/docs/b/)。", "zh", False),
        ("如果你想了解 B，请阅读[基础指南](/docs/b/)。", "zh", False),
        ("本页介绍与[基础指南](/docs/b/)不同的方法。", "zh", False),
        ("如果不想使用 X，可以改用[基础指南](/docs/b/)。", "zh", False),
        ("完成本页后，可以继续学习[基础指南](/docs/b/)。", "zh", False),
        ("[基础指南](/docs/b/)说明了如何安装。", "zh", False),
        ("Якщо ви ще цього не зробили, виконайте [базовий посібник](/docs/b/).", "uk", True),
        ("Після того, як ви [встановили B](/docs/b/), можна продовжувати.", "uk", True),
        ("Щоб виконати ці кроки, вам потрібно [встановити B](/docs/b/).", "uk", True),
        ("Потрібен [B](/docs/b/).", "uk", True),
        ("Перш ніж почати, виконайте [базовий посібник](/docs/b/).", "uk", True),
        ("Передумова: встановлений [B](/docs/b/).", "uk", True),
        ("Продовжуємо з того місця, де закінчився [базовий посібник](/docs/b/).", "uk", True),
        ("Після [встановлення B](/docs/b/) виконайте наступне.", "uk", True),
        ("Ми припускаємо, що ви встановили B за [базовим посібником](/docs/b/).", "uk", True),
        ("Встановіть B згідно з [інструкціями](/docs/b/).", "uk", True),
        ("Спочатку виконайте [базовий посібник](/docs/b/).", "uk", True),
        ("Ви вже маєте виконати [базовий посібник](/docs/b/).", "uk", True),
        ("Цей посібник передбачає, що ви виконали [базовий посібник](/docs/b/).", "uk", True),
        ("**Передумови:** [базовий посібник](/docs/b/).", "uk", True),
        ("Ця сторінка спирається на [базовий посібник](/docs/b/).", "uk", True),
        ("У [попередньому посібнику](/docs/b/) ми записали файл. Тепер прочитаємо його.", "uk", True),
        ("Переконайтеся, що ви встановили [B](/docs/b/).", "uk", True),
        ("У кластері вже [встановлено B](/docs/b/).", "uk", True),
        ("Докладніше див. [базовий посібник](/docs/b/).", "uk", False),
        ("Якщо ви хочете дізнатися про B, прочитайте [базовий посібник](/docs/b/).", "uk", False),
        ("Ця сторінка описує інший спосіб, ніж [базовий посібник](/docs/b/).", "uk", False),
        ("Після цієї сторінки ви можете перейти до [базового посібника](/docs/b/).", "uk", False),
        ("[Базовий посібник](/docs/b/) описує, як встановити B.", "uk", False),
    ],
)
def test_what_introductions_say_in_other_languages(tmp_path: Path, text: str, language: str, *, runs: bool) -> None:
    found = [edge for edge in edges(tmp_path, f"{text}\n", language) if edge[0] == "/docs/b/"]
    assert any(each for _, each in found) is runs


@pytest.mark.parametrize(
    ("sentence", "runs"),
    [
        ("Continue with the cluster of [B](/docs/b/).", True),
        ("Keep the terminal of [B](/docs/b/) open.", True),
        ("The commands below use the namespace made in [B](/docs/b/).", True),
        ("We reuse the setup from [B](/docs/b/).", True),
        ("The same cluster as in [B](/docs/b/) is used here.", True),
        ("In [B](/docs/b/) you deployed the oven; now you bake.", True),
        ("In [the previous lesson](/docs/b/) we made an oven.", True),
        ("Now that the oven runs (see [B](/docs/b/)), bake.", True),
        ("It is assumed that you did [B](/docs/b/).", True),
        ("You should already have [the oven](/docs/b/) running.", True),
        ("Make sure the steps of [B](/docs/b/) are done.", True),
        ("Your cluster must be set up as in [B](/docs/b/).", True),
        ("Set your cluster up as shown in [B](/docs/b/).", True),
        ("Deploy the oven as [described](/docs/b/).", True),
        ("Start with [B](/docs/b/).", True),
        ("Start from the oven of [B](/docs/b/).", True),
        ("Carry on from [B](/docs/b/).", True),
        ("Pick up where [B](/docs/b/) ends.", True),
        ("You need the oven of the [README](/docs/b/).", True),
        ("Depends on [B](/docs/b/).", True),
        ("This page needs a cluster with an oven, see [B](/docs/b/).", True),
        ("You need to know what an oven is, see [B](/docs/b/).", False),
        ("See [B](/docs/b/) for a cluster to play with.", False),
        ("For background read [B](/docs/b/).", False),
        ("If you want to do it by hand, see [B](/docs/b/).", False),
        ("Unlike the oven of [B](/docs/b/), this one is small.", False),
    ],
)
def test_what_introductions_say(tmp_path: Path, sentence: str, *, runs: bool) -> None:
    assert [each for target, each in edges(tmp_path, f"{sentence}\n") if target == "/docs/b/" and each] == [True] * runs


@pytest.mark.parametrize(
    ("link", "one"), [("/docs/b/", "/docs/b"), ("/docs/b/#c", "/docs/b#c"), ("/", "/"), ("/#c", "/#c"), ("", "")]
)
def test_links_have_one_spelling(link: str, one: str) -> None:
    assert normal(link) == one


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("See [B](/docs/b/).\n", id="an introduction that only names"),
        pytest.param("## Use\n\nRun [B](/docs/b/).\n", id="another section"),
        pytest.param("## Before you begin\n\n```sh\necho '[B](/docs/b/)'\n```\n", id="a fence"),
        pytest.param("## Before you begin\n\n<!-- Run [B](/docs/b/). -->\n", id="a comment"),
        pytest.param("## Before you begin\n\nRun [B]({{< tree >}}/samples).\n", id="a value"),
        pytest.param("## Before you begin\n\nInstall [B](https://example.com/b).\n", id="another site"),
    ],
)
def test_what_is_no_edge(tmp_path: Path, text: str) -> None:
    assert edges(tmp_path, text) == []


def test_a_link_in_a_boilerplate_counts_where_it_is_included(tmp_path: Path) -> None:
    content = site(
        tmp_path,
        {
            "en/docs/a/index.md": "{{< boilerplate begin >}}\n",
            "en/docs/b/index.md": "B\n",
            "en/boilerplates/begin.md": "---\n---\n## Before you begin\n\n* Install [B](/docs/b/#part).\n",
        },
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data/args.yml").write_text("version: '1'\n")
    (edge,) = edges_of(content / "en/docs/a/index.md", SiteTree())
    assert (edge.page, edge.part, edge.at.line) == (content / "en/docs/b/index.md", "part", 5)
    assert edge.at.included_from is not None


def test_knowledge_is_not_run(tmp_path: Path) -> None:
    assert edges(tmp_path, "## Before you begin\n\nInstall [C](/docs/concepts/c/).\n") == [("/docs/concepts/c/", False)]


def previous(page: Path) -> list[tuple[str, Why]]:
    return [(one.target, one.why) for one in edges_of(page, SiteTree())]


def test_series_by_prev_and_next(tmp_path: Path) -> None:
    content = site(
        tmp_path,
        {
            "en/docs/s/_index.md": "---\nweight: 1\nnext: /docs/s/one/\n---\n",
            "en/docs/s/one/index.md": "---\nweight: 2\nnext: /docs/elsewhere/\n---\n",
            "en/docs/s/two/index.md": "---\nweight: 3\nprev: /docs/s/one/\n---\n",
            "en/docs/s/bare/index.md": "---\nweight: 5\nprev: one\n---\n",
            "en/docs/s/three/index.md": "---\nweight: 4\n---\n",
        },
    )
    assert previous(content / "en/docs/s/_index.md") == []
    assert previous(content / "en/docs/s/one/index.md") == [("/docs/s/", Why.PREVIOUS)]
    assert previous(content / "en/docs/s/two/index.md") == [("/docs/s/one/", Why.PREVIOUS)]
    assert previous(content / "en/docs/s/bare/index.md") == [("/docs/s/one/", Why.PREVIOUS)]
    assert previous(content / "en/docs/s/three/index.md") == [("/docs/s/two/", Why.ORDER)]


def test_weights_alone_are_no_series_unless_the_page_says_so(tmp_path: Path) -> None:
    content = site(
        tmp_path,
        {
            "en/docs/s/one/index.md": "---\nweight: 1\n---\nOne\n",
            "en/docs/s/two/index.md": "---\nweight: 2\n---\nTwo\n",
            "en/docs/s/three/index.md": "---\nweight: 3\n---\nYou deployed it in the previous module.\n",
            "en/docs/s/four/index.md": "---\nweight: 4\n---\n```sh\ntrue\n```\n\nIn the previous step it ran.\n",
            "en/docs/s/five/index.md": "---\ntitle: Clean up\nweight: 5\n---\nFive\n",
            "en/docs/s/six/index.md": "---\ntitle: Clean up ovens\nweight: 6\n---\nSix\n",
        },
    )
    assert previous(content / "en/docs/s/four/index.md") == []
    assert previous(content / "en/docs/s/five/index.md") == [("/docs/s/four/", Why.ORDER)]
    assert previous(content / "en/docs/s/six/index.md") == []
    assert previous(content / "en/docs/s/two/index.md") == []
    assert previous(content / "en/docs/s/three/index.md") == [("/docs/s/two/", Why.ORDER)]


@pytest.mark.parametrize(
    ("folder", "before"),
    [
        pytest.param("workshop", "one", id="a course"),
        pytest.param("mesh-workshop", "one", id="a course about something"),
        pytest.param("workshops", None, id="several courses"),
        pytest.param("tasks", None, id="no course"),
    ],
)
def test_the_pages_of_a_course_are_done_in_their_order(tmp_path: Path, folder: str, before: str | None) -> None:
    pages = {"one": "---\nweight: 1\n---\nOne\n", "two": "---\nweight: 2\n---\nTwo\n"}
    content = site(tmp_path, {f"en/docs/{folder}/{name}/index.md": text for name, text in pages.items()})
    expected = [] if before is None else [(f"/docs/{folder}/{before}/", Why.ORDER)]
    assert previous(content / f"en/docs/{folder}/two/index.md") == expected


def test_a_changed_page_is_read_again(tmp_path: Path) -> None:
    page = site(tmp_path, {"en/docs/a/index.md": "## Prerequisites\n\nRun [B](/docs/b/).\n"}) / "en/docs/a/index.md"
    first: tuple[Edge, ...] = edges_of(page, SiteTree())
    page.write_text(HEAD + "Nothing before it.\n")
    assert [len(first), len(edges_of(page, SiteTree()))] == [1, 0]


def test_a_page_that_says_nothing_stands_on_what_its_section_does(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/args.yml").write_text("version: '1'\n")
    content = site(
        tmp_path,
        {
            "en/docs/tasks/a/index.md": "Nothing.\n",
            "en/docs/tasks/b/index.md": "## Before you begin\n\nInstall [it](/docs/setup/getting-started/).\n",
            "en/docs/ambient/usage/c/index.md": "Nothing.\n",
            "en/docs/ambient/getting-started/_index.md": "It.\n",
            "en/docs/ambient/getting-started/cleanup/index.md": "Away with it.\n",
            "en/docs/reference/d/index.md": "Nothing.\n",
        },
    )
    found = {page.parent.name: edges_of(page, SiteTree()) for page in content.rglob("*.md")}
    assert {name: [(one.target, one.why) for one in edges] for name, edges in found.items()} == {
        "a": [("/docs/setup/", Why.IMPLIED)],
        "b": [("/docs/setup/getting-started/", Why.PREPARES)],
        "c": [("/docs/ambient/getting-started/secure-and-visualize/", Why.IMPLIED)],
        "getting-started": [],
        "cleanup": [("/docs/ambient/getting-started/manage-traffic/", Why.IMPLIED)],
        "d": [],
    }


def test_the_basics_of_kubernetes_stand_on_their_first_part(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://kubernetes.io"\ntheme = ["docsy"]\n', encoding="utf-8")
    (tmp_path / ".git").mkdir()
    basics = "docs/tutorials/kubernetes-basics"
    parts = {f"en/{basics}/{part}/{part}-intro.md": "Text\n" for part in ("scale", "update")}
    content = site(tmp_path, parts)
    tree = SiteTree()
    found = {part: edges_of(content / f"en/{basics}/{part}/{part}-intro.md", tree) for part in ("scale", "update")}
    assert {part: [(one.target, one.runs) for one in edges] for part, edges in found.items()} == {
        "scale": [(f"/{basics}/deploy-app/deploy-intro/", True)],
        "update": [(f"/{basics}/scale/scale-intro/", True)],
    }


def test_a_page_that_is_linked_in_two_ways_comes_once(tmp_path: Path) -> None:
    text = "You have [installed B](../b/index.md), see [the steps](/docs/b/) to install it.\n"
    assert edges(tmp_path, text, "en") == [("/docs/b/", True)]
