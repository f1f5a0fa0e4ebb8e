from collections.abc import Callable
from pathlib import Path

import pytest

from harness.parse.read import read_page
from harness.plan.saved_files import saved_files
from harness.plan.step import PagePlan

Planner = Callable[..., PagePlan]
YAML = "```yaml\nloaf: rye\n```\n"
READ = "\n```console\n$ cat oven.yaml\n```\n"


def written(plan: Planner, text: str) -> list[str]:
    steps = plan(text).variants[0].steps
    return [step.commands[0].text.splitlines()[0] for step in steps if step.id.endswith(".file")]


WRITES = ["cat > oven.yaml <<'END_OF_FILE'"]


@pytest.mark.parametrize(
    ("text", "files"),
    [
        pytest.param(f"Create a file named `oven.yaml`:\n\n{YAML}{READ}", WRITES, id="create a file named"),
        pytest.param(f"Save this as **oven.yaml**.\n\n{YAML}{READ}", WRITES, id="in bold"),
        pytest.param(
            f"Save this as `~/.oven/rye.yaml`:\n\n{YAML}\n```console\n$ bake -f ~/.oven/rye.yaml\n```\n",
            ["mkdir -p ~/.oven && cat > ~/.oven/rye.yaml <<'END_OF_FILE'"],
            id="below the home folder",
        ),
        pytest.param(
            f"Save this as `~/.kube/rye.yaml`:\n\n{YAML}\n```console\n$ bake -f ~/.kube/rye.yaml\n```\n",
            [],
            id="beside the settings of clusters",
        ),
        pytest.param(f"`oven.yaml`:\n\n{YAML}{READ}", WRITES, id="nothing but its name"),
        pytest.param(
            "Put this into a file called `Makefile`:\n\n```make\nall:\n\techo hot\n```\n\n```console\n$ make\n```\n",
            ["cat > Makefile <<'END_OF_FILE'"],
            id="read by a program that looks for its name",
        ),
        pytest.param(f"{YAML}\nSave the above as oven.yaml.\n{READ}", WRITES, id="told below the block"),
        pytest.param(f"将以下内容保存为 `oven.yaml`:\n\n{YAML}{READ}", WRITES, id="in Chinese"),
        pytest.param(f"Збережіть це як `oven.yaml`:\n\n{YAML}{READ}", WRITES, id="in Ukrainian"),
        pytest.param(f'```yaml title="oven.yaml"\nloaf: rye\n```\n{READ}', WRITES, id="a title"),
        pytest.param(f"```yaml\n# oven.yaml\nloaf: rye\n```\n{READ}", WRITES, id="its name in a comment"),
        pytest.param(
            "Save this as `Dockerfile`:\n\n```\nFROM oven\n```\n\n```console\n$ docker build -t loaf .\n```\n",
            ["cat > Dockerfile <<'END_OF_FILE'"],
            id="what a build reads",
        ),
        pytest.param(
            "Copy this into a file called `oven.yaml.jinja2`:\n\n```liquid\n{{ loaf }}\n```\n\n"
            "```console\n$ cat oven.yaml.jinja2\n```\n",
            ["cat > oven.yaml.jinja2 <<'END_OF_FILE'"],
            id="a template",
        ),
        pytest.param(f"## oven.yaml\n\n{YAML}{READ}", WRITES, id="a heading"),
        pytest.param(f"File: `oven.yaml`\n\n{YAML}{READ}", WRITES, id="a label"),
        pytest.param(f"Contents of oven.yaml:\n\n{YAML}{READ}", WRITES, id="what is in it"),
        pytest.param(
            f"{YAML.replace('yaml', 'yaml title=oven.yaml', 1)}\nEdit `oven.yaml` so that it looks like this:\n\n"
            f"{YAML}{READ}",
            WRITES * 2,
            id="edited",
        ),
        pytest.param(f"Edit `oven.yaml` and add this line:\n\n{YAML}{READ}", [], id="a part of it"),
        pytest.param(
            "```bash\n# bake.sh\necho hot\n```\n\n```bash\nbash bake.sh\n```\n",
            ["cat > bake.sh <<'END_OF_FILE'"],
            id="a script that begins with its name",
        ),
        pytest.param(
            "```dockerfile\nFROM oven\n```\n\n```console\n$ docker build -t loaf .\n```\n",
            ["cat > Dockerfile <<'END_OF_FILE'"],
            id="what a build reads, by its syntax",
        ),
        pytest.param(f"## About `oven.yaml`\n\n{YAML}{READ}", [], id="a heading with more"),
        pytest.param(
            "Create your `bake` file:\n\n```\nrye\n```\n\n```console\n$ chmod +x bake\n```\n",
            ["cat > bake <<'END_OF_FILE'"],
            id="a name without an ending",
        ),
        pytest.param(
            "Create a file named `bake-now`:\n\n```bash\n#!/bin/bash\necho hot\n```\n\n"
            "```console\n$ sudo chmod +x bake-now\n```\n",
            ["cat > bake-now <<'END_OF_FILE'"],
            id="a program",
        ),
        pytest.param(
            "A program of its own:\n\n```bash\n#!/bin/bash\necho hot\n```\n\n"
            "```console\n$ sudo chmod +x ./bake-now\n$ sudo mv ./bake-now /usr/local/bin\n```\n",
            ["cat > bake-now <<'END_OF_FILE'"],
            id="a program that a later command names",
        ),
        pytest.param(
            "```bash\n#!/bin/bash\necho hot\n```\n\n```console\n$ echo cold\n```\n", [], id="a program without a name"
        ),
        pytest.param(
            "Create a file with the keys (oven-keys):\n\n```\nrye\n```\n\n```console\n$ bake --keys ./oven-keys\n```\n",
            [],
            id="no name of a file in parentheses",
        ),
        pytest.param(
            "Create the credentials file (oven-keys):\n\n```shell\n[oven]\nkey = rye\n```\n\n"
            "```console\n$ bake --keys ./oven-keys\n```\n",
            ["cat > oven-keys <<'END_OF_FILE'"],
            id="in parentheses",
        ),
        pytest.param(
            "Create `oven.yaml`:\n\n" + YAML + "\n```console\n$ kubectl apply -f ./\n```\n",
            WRITES,
            id="the folder is read",
        ),
        pytest.param(
            "Create `a/oven.yaml`:\n\n" + YAML + "\n```console\n$ kubectl apply -f a/\n```\n",
            ["mkdir -p a && cat > a/oven.yaml <<'END_OF_FILE'"],
            id="its folder is read",
        ),
        pytest.param(
            "Create `oven.yaml`:\n\n" + YAML + "\n```console\n$ kubectl apply -f a/\n```\n",
            [],
            id="another folder is read",
        ),
        pytest.param(f"Look at `oven.yaml`:\n\n{YAML}{READ}", [], id="only mentioned"),
        pytest.param(
            f"This is `oven.yaml`:\n\n```yaml\napiVersion: v1\nkind: Pod\n```\n{READ}",
            WRITES,
            id="a manifest, mentioned",
        ),
        pytest.param(f"Create a file named `oven.yaml`:\n\n{YAML}", [], id="nobody reads it"),
        pytest.param(
            f"```console\n$ touch oven.yaml; echo a > oven.yaml\n```\n\nCreate `oven.yaml`:\n\n{YAML}{READ}",
            [],
            id="a command made it",
        ),
        pytest.param(
            f"Create `oven.yaml`:\n\n{YAML}\n```console\n$ echo a > oven.yaml\n$ cat oven.yaml\n```\n",
            [],
            id="a command makes it before it is read",
        ),
        pytest.param(
            f"Create the file `../oven.yaml`:\n\n{YAML}\n```console\n$ cat ../oven.yaml\n```\n", [], id="outside"
        ),
        pytest.param(
            "Create it with `oven.sh`:\n\n```console\n$ make oven\n```\n\n```console\n$ sh oven.sh\n```\n",
            [],
            id="commands to type",
        ),
        pytest.param(
            "Save as `oven.sh`:\n\n```sh\necho hot\n```\n\n```console\n$ sh oven.sh\n```\n",
            ["cat > oven.sh <<'END_OF_FILE'"],
            id="a script",
        ),
        pytest.param(
            f"Create `a/oven.yaml`:\n\n{YAML}\n```console\n$ cat a/oven.yaml\n```\n",
            ["mkdir -p a && cat > a/oven.yaml <<'END_OF_FILE'"],
            id="in a folder",
        ),
    ],
)
def test_files_that_the_page_tells_to_make(plan: Planner, text: str, files: list[str]) -> None:
    assert written(plan, text) == files


def test_a_script_is_not_run_as_commands(plan: Planner) -> None:
    text = "Save as `oven.sh`:\n\n```sh\necho hot\n```\n\n```console\n$ sh oven.sh\n```\n"
    commands = [command.text for step in plan(text).variants[0].steps for command in step.commands]
    assert commands == ["cat > oven.sh <<'END_OF_FILE'\necho hot\nEND_OF_FILE", "sh oven.sh"]


POD = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {}\n```\n"
APPLY = "\n```shell\nkubectl apply -f ./pod.yaml\n```\n"


@pytest.mark.parametrize(
    ("text", "files"),
    [
        pytest.param(f"## One\n\nThe manifest:\n\n{POD}{APPLY}", ["pod.yaml"], id="the manifest above"),
        pytest.param(f"## One\n\n{POD}\n{POD}{APPLY}", ["pod.yaml"], id="the nearest of two"),
        pytest.param(f"## One\n\n{POD}{APPLY}{POD}{APPLY}", ["pod.yaml", "pod.yaml"], id="edited and applied again"),
        pytest.param(f"## One\n\n{POD}\n## Two\n{APPLY}", [], id="of another section"),
        pytest.param(
            f"## One\n\n`a.yaml`:\n\n{POD}\n{POD}\n```shell\nkubectl apply -f a.yaml -f b.yaml\n```\n",
            ["a.yaml", "b.yaml"],
            id="the name that is left",
        ),
        pytest.param(f"## One\n\n{YAML}{APPLY}", [], id="no manifest"),
        pytest.param(
            f"## One\n\n```shell\nkubectl get pod -o yaml > pod.yaml\n```\n\n{POD}{APPLY}", [], id="made by a command"
        ),
    ],
)
def test_a_manifest_without_a_name_is_what_the_command_below_reads(plan: Planner, text: str, files: list[str]) -> None:
    assert [line.split()[2] for line in written(plan, text)] == files


@pytest.mark.parametrize(
    ("told", "count"),
    [("Create (or replace) `oven.yaml`:", 2), ("Create `oven.yaml`:", 1)],
    ids=["replaced", "not said"],
)
def test_a_file_that_is_there_is_replaced_only_if_the_page_says_so(plan: Planner, told: str, count: int) -> None:
    first = "```console\n$ cat <<EOF > oven.yaml\nloaf: white\nEOF\n$ cat oven.yaml\n```\n"
    steps = plan(f"{first}\n{told}\n\n{YAML}{READ}").variants[0].steps
    assert sum("cat <<" in one.text or "cat > " in one.text for step in steps for one in step.commands) == count


RYE = '{{% code_sample file="bread/rye.yaml" %}}\n\n'


@pytest.mark.parametrize(
    ("text", "files"),
    [
        (f'{RYE}{{{{% code_sample file="bread/oat.yaml" %}}}}', ["rye.yaml", "oat.yaml"]),
        (f"```shell\necho > rye.yaml\n```\n\n{RYE}", []),
        (f"```shell\necho > rye.yaml\n```\n\nNow add a crust:\n\n{RYE}", ["rye.yaml"]),
    ],
    ids=["two files", "one that is there", "one that is changed"],
)
def test_a_file_of_the_checkout_has_its_own_name(tmp_path: Path, text: str, files: list[str]) -> None:
    read = "```shell\nkubectl apply -f rye.yaml\nkubectl apply -f ./oat.yaml\n```\n"
    checkout = {
        "hugo.toml": 'baseURL = "https://oven.example.org"\ntheme = ["docsy"]\n',
        "content/en/examples/bread/rye.yaml": "apiVersion: v1\nkind: Pod\n",
        "content/en/examples/bread/oat.yaml": "apiVersion: v1\nkind: Pod\n",
        "content/en/docs/a.md": f"{text}\n\n{read}",
    }
    for name, content in checkout.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    page = read_page(tmp_path / "content/en/docs/a.md")
    assert [file.path for file in saved_files(page, page.snippets)] == files


def test_an_included_file_is_saved_where_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("[book]\n")
    (tmp_path / "src/parts").mkdir(parents=True)
    (tmp_path / "src/parts/oven.yaml").write_text("apiVersion: v1\nkind: Pod\n")
    (tmp_path / "src/page.md").write_text(
        "Write a sample to `samples/oven.yaml`:\n\n```yaml\n{{#include parts/oven.yaml}}\n```\n\n"
        "```bash\nkubectl create -f samples/oven.yaml\n```\n"
    )
    page = read_page(tmp_path / "src/page.md")
    assert [file.path for file in saved_files(page, page.snippets)] == ["samples/oven.yaml"]


def test_a_part_of_a_file_does_not_take_its_place(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("[book]\n")
    (tmp_path / "src").mkdir()
    (tmp_path / "src/oven.yaml").write_text("apiVersion: v1\nkind: Pod\nspec:\n  loaf: rye\n")
    whole, part = ("```yaml\n{{#include oven.yaml" + lines + "}}\n```\n\n" for lines in ("", ":3:4"))
    (tmp_path / "src/page.md").write_text(f"{whole}{part}```bash\nkubectl create -f oven.yaml\n```\n")
    page = read_page(tmp_path / "src/page.md")
    assert [file.snippet.body.count("\n") for file in saved_files(page, page.snippets)] == [3]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        pytest.param(f"{READ}\nWhere `oven.yaml` looks like:\n\n{YAML}", [".file", ""], id="where it looks like"),
        pytest.param(f"{READ}\nThe `oven.yaml` file holds, for example:\n\n{YAML}", [".file", ""], id="holds"),
        pytest.param(f"{READ}\nThe oven has `oven.yaml`:\n\n{YAML}", [""], id="nothing is said"),
        pytest.param(f"{READ}\nWhere `a.yaml` and `oven.yaml` look like:\n\n{YAML}", [""], id="two"),
        pytest.param(f"{READ}\nWhere `rye.yaml` looks like:\n\n{YAML}", [""], id="another file"),
        pytest.param(
            f"```console\n$ bake > oven.yaml\n```\n{READ}\nWhere `oven.yaml` looks like:\n\n{YAML}",
            ["", ""],
            id="a command made it",
        ),
    ],
)
def test_files_below_what_reads_them(plan: Planner, text: str, order: list[str]) -> None:
    steps = plan(text).variants[0].steps
    assert [".file" if step.id.endswith(".file") else "" for step in steps] == order
