"""``harness check --fix``: what has one sure remedy is mended, and nothing else of the page changes."""

import json
import subprocess
from pathlib import Path

import pytest

from harness.cli.main import main

HEAD = "---\ntitle: A\ntest: yes\n---\n\n"


def page(tmp_path: Path, body: str, name: str = "page.md") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD}{body}\n", encoding="utf-8")
    return path


def shell(text: str) -> str:
    return f"{{{{< text bash >}}}}\n{text}\n{{{{< /text >}}}}"


def yaml(text: str) -> str:
    return shell(f"$ kubectl apply -f - <<EOF\n{text}\nEOF")


SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n  - port: 80"
)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param(shell('$ curl "http://a.example/ -s'), shell('$ curl "http://a.example/" -s'), id="lost quote"),
        pytest.param(shell("$ cat <EOF\na\nEOF"), shell("$ cat <<EOF\na\nEOF"), id="sign of a here-document"),
        pytest.param(
            shell("$ kubectl create ns shop\n$ kubectl create ns shop"), shell("$ kubectl create ns shop"), id="twice"
        ),
        pytest.param(
            shell("$ kubectl get po -o json  jq '.a'"), shell("$ kubectl get po -o json | jq '.a'"), id="lost pipe"
        ),
        pytest.param(
            shell("$ kubectl exec web -c curl curl -s a"), shell("$ kubectl exec web -c curl -- curl -s a"), id="dashes"
        ),
        pytest.param(shell("$ kubectl get sevrice"), shell("$ kubectl get service"), id="resource"),
        pytest.param(shell("$ kubectl aply -f x.yaml"), shell("$ kubectl apply -f x.yaml"), id="subcommand"),
        pytest.param(shell("$ kubectl get po --namespce a"), shell("$ kubectl get po --namespace a"), id="flag"),
        pytest.param(shell("$ kubect get pods"), shell("$ kubectl get pods"), id="program"),
        pytest.param(shell("$ kubectl get pods \u2013n a"), shell("$ kubectl get pods -n a"), id="short dash"),
        pytest.param(
            shell("$ kubectl get pods \u2013all-namespaces"),
            shell("$ kubectl get pods --all-namespaces"),
            id="long dash",
        ),
        pytest.param(shell("$ kubectl get pods \u2212n a"), shell("$ kubectl get pods -n a"), id="minus"),
        pytest.param(shell("$ echo \u201ca b\u201d"), shell('$ echo "a b"'), id="typographic quotes"),
        pytest.param(shell("$ kubectl get\u200b pods"), shell("$ kubectl get pods"), id="zero-width blank"),
        pytest.param(shell("$ kubectl get\xa0pods"), shell("$ kubectl get pods"), id="no-break blank"),
        pytest.param(shell("$ echo a \\ \n    b"), shell("$ echo a \\\n    b"), id="blank after a backslash"),
        pytest.param(
            shell("$ kubectl get pods\n    --namespace a"),
            shell("$ kubectl get pods \\\n    --namespace a"),
            id="lost backslash",
        ),
        pytest.param(
            shell("$ kubectl get pods -n a\nkubectl get svc -n a"),
            shell("$ kubectl get pods -n a\n$ kubectl get svc -n a"),
            id="lost prompt",
        ),
        pytest.param(
            shell("$ kubectl exec web ls -l"), shell("$ kubectl exec web -- ls -l"), id="dashes before what runs inside"
        ),
        pytest.param(
            shell("$ kubectl apply -f https://github.com/o/r/blob/v1/a.yaml"),
            shell("$ kubectl apply -f https://raw.githubusercontent.com/o/r/v1/a.yaml"),
            id="web page",
        ),
        pytest.param(
            shell("$ curl http://example.com/?a=1&b=2"), shell('$ curl "http://example.com/?a=1&b=2"'), id="ampersand"
        ),
        pytest.param(shell("$ cat <<EOF\na\n"), shell("$ cat <<EOF\na\nEOF"), id="end of a here-document"),
        pytest.param(yaml(SERVICE.replace("selector", "selektor")), yaml(SERVICE), id="field"),
        pytest.param(yaml(SERVICE.replace("Service", "Sevrice")), yaml(SERVICE), id="kind"),
        pytest.param(yaml(SERVICE.replace("  name", "\tname")), yaml(SERVICE), id="tab"),
        pytest.param(yaml(SERVICE.replace("    app", "  app")), yaml(SERVICE), id="indent of a label"),
        pytest.param(yaml(f" {SERVICE}"), yaml(SERVICE), id="indent of the first key"),
        pytest.param(
            yaml(SERVICE.replace("  name: web", "  name: web\n  name: web")),
            yaml(SERVICE),
            id="a key that is there twice",
        ),
    ],
)
def test_what_is_mended(tmp_path: Path, wrong: str, right: str) -> None:
    path = page(tmp_path, wrong)
    main(["check", str(path), "--fix"])
    assert path.read_text(encoding="utf-8") == f"{HEAD}{right}\n"


def test_diff_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = page(tmp_path, shell("$ kubectl get sevrice"))
    before = path.read_bytes()
    assert main(["check", str(path), "--diff"]) == 1
    assert path.read_bytes() == before
    assert "+$ kubectl get service\n" in capsys.readouterr().out


def test_what_is_not_sure_is_mended_when_asked(tmp_path: Path) -> None:
    wrong, right = yaml(SERVICE.replace("name: web", "name: Web_1")), yaml(SERVICE.replace("name: web", "name: web-1"))
    path = page(tmp_path, wrong)
    main(["check", str(path), "--fix"])
    assert path.read_text(encoding="utf-8") == f"{HEAD}{wrong}\n"
    main(["check", str(path), "--fix", "--unsafe-fixes"])
    assert path.read_text(encoding="utf-8") == f"{HEAD}{right}\n"


@pytest.mark.parametrize("option", ["", "--translations"])
def test_translations_are_mended_when_asked(tmp_path: Path, option: str) -> None:
    own = page(tmp_path, shell("$ kubectl get sevrice"), "content/en/docs/a/index.md")
    other = page(tmp_path, f"Vse.\n\n{shell('$ kubectl get sevrice')}", "content/uk/docs/a/index.md")
    main(["check", str(own), "--fix", *filter(None, [option])])
    assert "get service" in own.read_text(encoding="utf-8")
    assert ("get service" in other.read_text(encoding="utf-8")) is bool(option)


def test_a_boilerplate_is_mended_in_its_file(tmp_path: Path) -> None:
    include = "{{< boilerplate part >}}"
    paths = [page(tmp_path, include, f"content/en/docs/{name}/index.md") for name in ("a", "b")]
    part = tmp_path / "content/en/boilerplates/part.md"
    part.parent.mkdir()
    part.write_text(f"---\n---\n{shell('$ kubectl get sevrice')}\n", encoding="utf-8")
    before = [path.read_bytes() for path in paths]
    main(["check", *map(str, paths), "--fix"])
    assert part.read_text(encoding="utf-8") == f"---\n---\n{shell('$ kubectl get service')}\n"
    assert [path.read_bytes() for path in paths] == before


def test_an_uncommitted_page_is_written_by_force_only(tmp_path: Path) -> None:
    path = page(tmp_path, shell("$ kubectl get sevrice"))
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    before = path.read_bytes()
    assert main(["check", str(path), "--fix"]) == 2
    assert path.read_bytes() == before
    main(["check", str(path), "--fix", "--force"])
    assert path.read_bytes() != before


def test_codes_are_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = page(tmp_path, shell("$ kubectl get sevrice\n$ kubect get pods"))

    def reported(*options: str) -> list[str]:
        main(["check", str(path), "--format", "json", *options])
        return [each["code"] for each in json.loads(capsys.readouterr().out)["findings"]]

    assert reported() == ["unknown-resource", "unknown-program"]
    assert reported("--select", "unknown-program") == ["unknown-program"]
    assert reported("--ignore", "unknown-program,no-prompt") == ["unknown-resource"]
    assert main(["check", str(path), "--select", "unknown-programm"]) == 2


def test_compact_lines_and_a_file_for_them(tmp_path: Path) -> None:
    path, out = page(tmp_path, shell("$ kubectl get sevrice")), tmp_path / "out/findings.txt"
    main(["check", str(path), "--format", "compact", "--output-file", str(out)])
    assert out.read_text(encoding="utf-8").startswith(f"{path}:7:15: unknown-resource ")


def test_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "unknown-resource"]) == 0
    assert "kubectl get sevrice" in capsys.readouterr().out
    assert main(["check", "--explain", "unknown-resorce"]) == 2


def test_a_fix_that_would_leave_a_new_finding_is_not_made(tmp_path: Path) -> None:
    policy = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: b\ndata:\n  c: d"
    path = page(tmp_path, yaml(policy.replace("  namespace: b", "  namespace:\xa0b")))
    main(["check", str(path), "--fix"])
    assert path.read_text(encoding="utf-8") == f"{HEAD}{yaml(policy)}\n"


@pytest.mark.parametrize(
    ("link", "fixed"),
    [
        pytest.param("#inatall-it", "#install-it", id="one that is near"),
        pytest.param("#step-oneone", "#step-oneone", id="none that is near"),
    ],
)
def test_links_are_mended(tmp_path: Path, link: str, fixed: str) -> None:
    path = page(tmp_path, f"See [it]({link}).\n\n## Install it\n\nText.")
    main(["check", str(path), "--fix"])
    assert f"]({fixed})" in path.read_text(encoding="utf-8")
