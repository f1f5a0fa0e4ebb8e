from collections.abc import Callable

import pytest

from harness.check.commands import file_name

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("commands", "severity", "meant"),
    [
        pytest.param("date\n$ kubectl apply -f oven.yamll", "error", "oven.yaml", id="an ending mistyped"),
        pytest.param(
            "kubectl apply -f tray.yaml\n$ kubectl apply -f oven.yml", "warning", "oven.yaml", id="another ending"
        ),
        pytest.param(
            "date\n$ kubectl apply -f hot/oven.yml -f hot/tray.yaml", "warning", "hot/oven.yaml", id="in a folder"
        ),
        pytest.param("kubectl apply -f tray.yaml\n$ kubectl apply -f oven", "warning", "oven.yaml", id="no ending"),
        pytest.param(
            "echo a > cluster.yaml\n$ istioctl install -f clutser.yaml", "error", "cluster.yaml", id="mistyped"
        ),
        pytest.param(
            "echo a > oven1.yaml\n$ kubectl apply -f oven.yaml", "warning", "oven1.yaml", id="without its number"
        ),
        pytest.param(
            "echo a > shop-oven.yaml\n$ kubectl delete -f oven.yaml",
            "warning",
            "shop-oven.yaml",
            id="a part of its name",
        ),
        pytest.param("echo a > shop-config.json\n$ cat shop-cfg.json", "warning", "shop-config.json", id="shortened"),
        pytest.param("echo a > orders.sql\n$ mysql -u root < ordres.sql", "error", "orders.sql", id="behind a sign"),
        pytest.param(
            "openssl req -keyout certs/oven.key -out certs/a.csr\n$ kubectl create secret tls a --key=certs/ovne.key",
            *("error", "certs/oven.key"),
            id="the value of a flag, in a folder",
        ),
        pytest.param("curl -LO http://a/menu.sql\n$ mysql < mneu.sql", "error", "menu.sql", id="under its remote name"),
        pytest.param("echo a > settings.ini\n$ cp setings.ini a.ini", "error", "settings.ini", id="what is copied"),
        pytest.param("echo a > settings.ini\n$ sed -n 1p setings.ini", "error", "settings.ini", id="a filter's"),
        pytest.param("curl -o menu.yml a\n$ kubectl apply -f mneu.yml", "error", "menu.yml", id="made by an option"),
    ],
)
def test_mistyped(found: Found, commands: str, severity: str, meant: str) -> None:
    (finding,) = found(file_name.check, f"$ {commands}")

    assert finding.startswith(f"page.md:6: {severity}")
    assert f"did you mean '{meant}'?" in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("kubectl apply -f oven.yml", id="alone"),
        pytest.param("kubectl apply -f oven.yml -f door.yml -f tray.yaml", id="two endings"),
        pytest.param("kubectl apply -f cold/oven.yml -f hot/tray.yaml", id="another folder"),
        pytest.param("kubectl apply -f oven\n$ ls oven/\n$ kubectl apply -f tray.yaml", id="a folder"),
        pytest.param("tar xf oven.tgz\n$ kubectl apply -f oven -f tray.yaml", id="files that no text names"),
        pytest.param("docker build -f Dockerfile .\n$ kubectl apply -f tray.yaml", id="a file without an ending"),
        pytest.param("kubectl apply -f <(cat oven.yaml)", id="what another command prints"),
        pytest.param("echo a > a1.yaml\n$ cat a1.yaml\n$ kubectl apply -f a2.yaml", id="made, read, and another"),
        pytest.param("echo a > menu.sql\n$ mysql < menu.sql > out.sql", id="made and read"),
        pytest.param("echo a > menu.sql\n$ cat <<EOF <menx.sql>", id="to fill in"),
        pytest.param("openssl x -out a/tls.csr\n$ openssl x -in a/tls.crt", id="of another sort, in a folder"),
        pytest.param("git clone x\n$ echo a > oven1.yaml\n$ cat oven.yaml", id="something brings files"),
        pytest.param("echo a > menu.yaml\n$ cat prices.yaml", id="like no other"),
        pytest.param("echo a > menu.yaml\n$ cat menu.json", id="of another sort"),
        pytest.param("echo a > menu.yaml\n$ cat menu.yaml\n$ vi menu.yml\n$ cat menu.yml", id="an editor makes it"),
    ],
)
def test_right(found: Found, commands: str) -> None:
    assert found(file_name.check, f"$ {commands}") == []


def test_a_file_that_the_text_names(found: Found) -> None:
    page = "<!-- {{< -->\n\nSave this as `bakery1.yml`.\n\n```bash\ncat bakery.yml\n```\n"

    (finding,) = found(file_name.check, page)

    assert "did you mean 'bakery1.yml'?" in finding


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("curl -o /dev/nul localhost", ["/dev/null"], id="a device"),
        pytest.param("curl -o /dev/null localhost 2> /dev/tty > /dev/full", [], id="devices"),
        pytest.param("echo a > ./ oven.yaml", ["./oven.yaml"], id="a path in two"),
        pytest.param("cp a/ oven.yaml", [], id="a folder and a file"),
        pytest.param("rm -f a/ oven.yaml", [], id="a folder and a file to remove"),
        pytest.param("kubectl apply -f a/ oven.yaml", ["a/oven.yaml"], id="a manifest's path in two"),
    ],
)
def test_devices_and_paths(found: Found, command: str, meant: list[str]) -> None:
    findings = found(file_name.check, f"$ {command}")
    assert [each.partition("expected: ")[2].partition("\n")[0] for each in findings] == meant


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("`bakery1.yml`:\n\n```yaml\na: b\n```\n", id="before a block"),
        pytest.param("```yaml\n# bakery1.yml\na: b\n```\n", id="in its first line"),
    ],
)
def test_a_title_names_a_file(found: Found, told: str) -> None:
    (finding,) = found(file_name.check, f"<!-- {{{{< -->\n\n{told}\n```bash\ncat bakery.yml\n```\n")

    assert "did you mean 'bakery1.yml'?" in finding


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("The `bread-oven` is made of steel, the `bread-oven` bakes.", "bread-oven.yaml", id="as the code"),
        pytest.param("The oven is made of steel.", "", id="no such word"),
        pytest.param("Ask for `bred-oven.yaml` elsewhere.", "", id="the text has it"),
    ],
)
def test_a_file_called_as_a_word_of_the_page(found: Found, text: str, meant: str) -> None:
    page = f"{text}\n\n{{{{< text bash >}}}}\n$ kubectl apply -f bred-oven.yaml\n{{{{< /text >}}}}\n"
    assert [f"'{meant}'?" in each for each in found(file_name.check, page)] == [True] * bool(meant)


@pytest.mark.parametrize(
    ("command", "count"),
    [
        pytest.param("helm install a b/c -f alues.yaml", 1, id="what many are called"),
        pytest.param("kubectl apply -f deployemnt.yaml", 1, id="a kind"),
        pytest.param("kubectl apply -f deployments.yaml", 0, id="a plural"),
        pytest.param("kubectl apply -f https://a.example/deployemnt.yaml", 0, id="an address"),
        pytest.param("cmctl convert -f oven.yaml > shop.yaml\n$ cmctl convert -f shpo.yaml", 1, id="of any program"),
    ],
)
def test_usual_files(found: Found, command: str, count: int) -> None:
    assert len(found(file_name.check, f"$ {command}")) == count


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        pytest.param('{{< sample file="hot/bread-oven.yaml" >}}', 1, id="in a tag"),
        pytest.param('See `bread-oven`, and {{< sample file="hot/bread-oven.yaml" >}}', 0, id="a word of the text"),
        pytest.param('In bread-oven/ is {{< sample file="hot/bread-oven.yaml" >}}', 0, id="a folder"),
    ],
)
def test_a_lost_ending(found: Found, shown: str, count: int) -> None:
    page = f"{shown}\n\n{{{{< text bash >}}}}\n$ kubectl create -f bread-oven\n{{{{< /text >}}}}\n"
    assert len(found(file_name.check, page)) == count
