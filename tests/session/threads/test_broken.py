"""Which failures hang on an earlier one, by what commands make and need and by what programs say is missing."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.lines.tolerant import tolerant
from harness.match.thread import Sort, Thing
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.effect import effect_of
from harness.plan.step import AbsentPage, Command, GivenObject
from harness.run.output import Ended, Output
from harness.session.threads.broken import Broken
from harness.shell.script_reader import read_script
from harness.source import Location

PAGE = Path("page.md")


def command(text: str, line: int = 1) -> Command:
    return Command(
        at=Location(path=PAGE, line=line),
        text=text,
        documented=text,
        expected=None,
        effect=effect_of(read_script(text)),
    )


def ended(command: Command, said: str, failure: Failure | None = Failure.STATUS) -> CommandResult:
    status = 1 if failure is Failure.STATUS else 0
    output = Output(text=said, status=status, ended=Ended.EXITED, seconds=0.0)
    return CommandResult(command=command, output=output, failure=failure)


def failed(text: str, said: str = "", broken: Broken = Broken(), failure: Failure = Failure.STATUS) -> Broken:  # noqa: B008 - frozen
    """The state behind a command that failed and follows from nothing."""
    one = command(text)
    return broken.after("first", one, ended(one, said, failure), None)


def passed(text: str, broken: Broken) -> Broken:
    one = command(text)
    return broken.after("well", one, ended(one, "", None), None)


def thing_behind(broken: Broken, text: str, said: str = "") -> str | None:
    later = command(text, line=9)
    thread = broken.behind(later, ended(later, said))
    return None if thread is None else str(thread.thing)


ASKS = "kubectl exec $POD -- curl -sS https://shop.example-mall.org/"
UNKNOWN_HOST = "curl: (6) Could not resolve host: shop.example-mall.org"


@pytest.mark.parametrize(
    ("later", "expected", "failure", "thing"),
    [
        pytest.param(
            "kubectl exec $P -- stats | grep example-mall.org", None, Failure.INFRASTRUCTURE, True, id="counts"
        ),
        pytest.param(
            "kubectl logs $P | tail -1", '"GET www.example-mall.org" 200', Failure.INFRASTRUCTURE, True, id="a log"
        ),
        pytest.param("kubectl logs $P | tail -1", '"GET /" 200', Failure.INFRASTRUCTURE, False, id="of another host"),
        pytest.param("kubectl get pods", "not-example-mall.org", Failure.INFRASTRUCTURE, False, id="another domain"),
        pytest.param(
            "kubectl logs $P | grep example-mall.org", None, Failure.STATUS, False, id="the page's own failure"
        ),
    ],
)
def test_what_came_of_a_host_that_could_not_be_asked(
    later: str, expected: str | None, failure: Failure, *, thing: bool
) -> None:
    broken = failed(ASKS, UNKNOWN_HOST, failure=failure)
    one = replace(command(later, line=9), expected=expected, read_only=True)
    thread = broken.behind(one, ended(one, "nothing of the kind"))
    assert (thread is not None and thread.thing == Thing(sort=Sort.HOST, name="shop.example-mall.org")) == thing


@pytest.mark.parametrize(
    ("later", "expected", "address"),
    [
        pytest.param("curl http://10.85.0.4", None, "10.85.0.4", id="asked"),
        pytest.param("curl http://10.85.0.40", None, None, id="another one"),
        pytest.param("curl http://localhost", "10.85.0.4", None, id="only shown"),
    ],
)
def test_an_address_that_only_the_author_of_a_page_had(later: str, expected: str | None, address: str | None) -> None:
    shown = replace(command("curl http://localhost:10255/pods"), expected='"podIP": "10.85.0.4"')
    broken = Broken().after("first", shown, ended(shown, "no answer"), None)
    one = replace(command(later, line=9), expected=expected, read_only=True)
    thread = broken.behind(one, ended(one, "", Failure.OUTPUT))
    assert (thread and thread.thing.name) == address


@pytest.mark.parametrize(
    ("first", "second", "thing"),
    [
        pytest.param(("cat a.ini", "p = 1", "p = 2"), ("grep p a.ini", "p = 1", "p = 2"), "file a.ini", id="a file"),
        pytest.param(
            ("kubectl get cm a -o yaml", "p: 1\nq: 3", "p: 2\nq: 4"),
            ("kubectl get cm a -o jsonpath='{.data.q}'", "3", "4"),
            "configmap a in namespace default",
            id="an object",
        ),
        pytest.param(("cat a.ini", "p = 1", "p = 2"), ("cat b.ini", "p = 1", "p = 2"), None, id="another file"),
        pytest.param(("cat a.ini", "p = 1", "p = 2"), ("cat a.ini", "p = 3", "p = 2"), None, id="another value"),
        pytest.param(("cat a.ini", "p = 1", "p = 2"), ("cat a.ini", "p = 1\nq", "p = 2"), None, id="and more"),
        pytest.param(("cat a.ini", "p\nq", "p"), ("cat a.ini", "p\nq", "p"), None, id="no values"),
    ],
)
def test_what_expects_the_same_of_a_thing(
    first: tuple[str, str, str], second: tuple[str, str, str], thing: str | None
) -> None:
    one, other = (
        replace(ended(command(text), here, Failure.OUTPUT), match=tolerant(page, here))
        for text, page, here in (first, second)
    )
    broken = Broken().after("first", one.command, one, None)
    thread = broken.behind(other.command, other)
    assert (None if thread is None else str(thread.thing), thread is not None and thread.alike) == (
        thing,
        thing is not None,
    )


UNKNOWN_FLAG = "error: unknown flag: --wide"


@pytest.mark.parametrize(
    ("first", "said", "later", "later_said", "thing"),
    [
        # the shell
        pytest.param("N=$(cat n.txt)", "", 'expr "$N" + 1', "expr: syntax error", "variable N", id="a variable"),
        pytest.param("export A=$(cat n)", "", "echo ${A:-1} | grep 2", "", "variable A", id="with a default"),
        pytest.param(
            "source ./env",
            "env: No such file",
            "echo $HOST",
            "bash: HOST: unbound variable",
            "a variable",
            id="sourced",
        ),
        pytest.param(
            "kubectl exe -it oven -- /bin/bash",
            'error: unknown command "exe" for "kubectl"',
            "curl localhost",
            "curl: (7) Failed to connect to localhost port 80 after 0 ms",
            "a server",
            id="a shell elsewhere",
        ),
        pytest.param("mkdir rooms", "", "for f in rooms/*.txt; do cat $f; done", "", "file rooms", id="gone over"),
        pytest.param(
            "pip install --no-index oven==3",
            "ERROR: No matching distribution found for oven==3",
            "python3 bake.py",
            "ModuleNotFoundError: No module named 'oven'",
            "what package managers made of oven",
            id="a package",
        ),
        pytest.param(
            "npm ci",
            "npm error",
            "node bake.js",
            "Error: Cannot find module '@shop/oven'",
            "what package managers made",
            id="packages of a file",
        ),
        pytest.param(
            "sqlite3 shop.db < tables.sql",
            "bash: tables.sql: No such file or directory",
            "sqlite3 shop.db 'select * from bread'",
            "Error: no such table: bread",
            "what sqlite3 made",
            id="a table",
        ),
        pytest.param(
            "docker build -t oven:1 .",
            "lstat Dockerfile: no such file or directory",
            "kind load docker-image oven:1",
            'ERROR: image: "oven:1" not present locally',
            "what docker made of oven:1",
            id="an image",
        ),
        pytest.param("pushd rooms", "", "popd", "bash: popd: directory stack empty", "working directory", id="a stack"),
        pytest.param(
            "source ./env",
            "env: No such file",
            "cat rye.txt",
            "cat: rye.txt: No such file or directory",
            None,
            id="a script sets",
        ),
        pytest.param(
            "bash ./env",
            "env: No such file",
            "cat rye.txt",
            "cat: rye.txt: No such file or directory",
            "a file",
            id="a script makes",
        ),
        pytest.param(
            "greet() { echo; } && false", "", "greet", "greet: command not found", "function greet", id="a function"
        ),
        # files and folders
        pytest.param("mkdir rooms/kitchen", "", "cd rooms/kitchen", "", "file rooms/kitchen", id="a folder"),
        pytest.param("mkdir rooms", "", "touch rooms/a", "", "file rooms", id="what is in it"),
        pytest.param(
            "cd rooms",
            "",
            "cat plan.txt",
            "cat: plan.txt: No such file or directory",
            "working directory",
            id="where one is",
        ),
        pytest.param("cd rooms", "", "ls", "", "working directory", id="a listing of it"),
        pytest.param("sort names > sorted", "", "head sorted", "", "file sorted", id="a redirection"),
        pytest.param(
            "curl -fsSLO https://x.example/tool.tgz", "", "tar xzf tool.tgz", "", "file tool.tgz", id="a download"
        ),
        pytest.param(
            "wget -q https://x.example/a.yaml",
            "",
            "kubectl apply -f a.yaml",
            'error: the path "a.yaml" does not exist',
            "file a.yaml",
            id="applied",
        ),
        pytest.param(
            "tar xzf tool.tgz", "", "./tool/run", "bash: ./tool/run: No such file or directory", "a file", id="unpacked"
        ),
        pytest.param(
            "git clone https://x.example/shop.git",
            "",
            "cd shop",
            "bash: cd: shop: No such file or directory",
            "file shop",
            id="a clone",
        ),
        pytest.param("cp a b/", "cp: a", "wc -l b/a", "", "file b", id="a copy"),
        pytest.param(
            "curl -Lo ./kind https://x.example/kind",
            "",
            "kind version",
            "kind: command not found",
            "file kind",
            id="a program",
        ),
        pytest.param("sudo-less apt-get install jq", "", "jq . a", "jq: parse error", None, id="which is there"),
        pytest.param(
            "apt-get install -y jq", "", "jq . a", "bash: jq: command not found", "program jq", id="of a package"
        ),
        pytest.param(
            "mv kubectl-foo_bar /opt/bin/kubectl-foo_bar",
            "",
            "kubectl foo-bar",
            'error: unknown command "foo-bar" for "kubectl"',
            "file /opt/bin/kubectl-foo_bar",
            id="a plug-in of kubectl",
        ),
        pytest.param(
            "mv git-tidy /opt/bin/git-tidy",
            "",
            "git tidy",
            "git: 'tidy' is not a git command. See 'git --help'.",
            "file /opt/bin/git-tidy",
            id="a plug-in of git",
        ),
        pytest.param(
            "./setup.sh", "", "cat made.conf", "cat: made.conf: No such file or directory", "a file", id="by a script"
        ),
        pytest.param("openssl genrsa -out key.pem 1", "", "openssl req -key key.pem", "", "file key.pem", id="a key"),
        # clusters
        pytest.param(
            "kubectl create ns demo",
            "",
            "kubectl get pods -n demo",
            "No resources found in demo namespace.",
            "namespace demo",
            id="ns",
        ),
        pytest.param(
            "kubectl create namespace demo",
            "",
            "kubectl run web --image=a -n demo",
            'namespaces "demo" not found',
            "namespace demo",
            id="not found",
        ),
        pytest.param(
            "kubectl create deployment web --image=a",
            "",
            "kubectl rollout status deploy/web",
            "",
            "deployment web in namespace default",
            id="short names",
        ),
        pytest.param(
            "kubectl create deployment web --image=a",
            "",
            "kubectl get pods",
            "",
            "deployment web in namespace default",
            id="its pods",
        ),
        pytest.param(
            "kubectl apply -f - <<EOF\nkind: Service\nmetadata: {name: shop, namespace: x}\nEOF",
            "",
            "kubectl -n x get svc shop",
            'services "shop" not found',
            "service shop in namespace x",
            id="a here-document",
        ),
        pytest.param(
            "kubectl apply -f shop.yaml",
            "",
            "kubectl get svc shop",
            'services "shop" not found',
            "objects",
            id="a file of anything",
        ),
        pytest.param(
            "kubectl apply -f crds.yaml",
            "",
            "kubectl get rooms",
            'the server doesn\'t have a resource type "rooms"',
            "a kind",
            id="its kinds",
        ),
        pytest.param(
            "helm repo add shop https://x.example",
            "",
            "helm install a shop/web",
            "Error: repo shop not found",
            "Helm repository shop",
            id="repository",
        ),
        pytest.param(
            "helm install ./web --name-template=a",
            "",
            "helm uninstall a",
            "Release not loaded: a: release: not found",
            "Helm release a",
            id="a release by its flag",
        ),
        pytest.param(
            "kubectl apply -f - <<EOF\nkind: Oven\nmetadata: {name: big}\nEOF",
            "",
            "kubectl -n tea get configmap big",
            'configmaps "big" not found',
            "oven big in namespace default",
            id="what is called as a custom object",
        ),
        pytest.param(
            "helm install a ./web",
            "",
            "helm uninstall a",
            "Release not loaded: a: release: not found",
            "Helm release a",
            id="release",
        ),
        pytest.param(
            "kubectl apply \u2013f web.yaml",
            "error: Unexpected args: [\u2013f web.yaml]",
            "kubectl get service web",
            'Error from server (NotFound): services "web" not found',
            "objects",
            id="a dash that is none",
        ),
        pytest.param(
            "kubectl agply -f web.yaml",
            'error: unknown command "agply" for "kubectl"',
            "kubectl delete -f web.yaml",
            'Error from server (NotFound): services "web" not found',
            "objects",
            id="what a misspelt subcommand was to make",
        ),
        pytest.param(
            "kubectl apply -f - <<EOF\nkind: Service\nmetadata:\n  name: web\n spec: {}\nEOF",
            "error: error parsing STDIN: error converting YAML to JSON: yaml: line 4: did not find expected key",
            "kubectl delete service web",
            'Error from server (NotFound): services "web" not found',
            "objects web",
            id="a manifest that is no YAML",
        ),
        pytest.param(
            "kubectl apply -f - <<EOF\napiVersion: v1\nknd: Service\nmetadata:\n  name: web\nEOF",
            'error: error validating "STDIN": error validating data: kind not set',
            "kubectl delete service web",
            'Error from server (NotFound): services "web" not found',
            "objects web",
            id="a manifest without a kind",
        ),
        pytest.param(
            "kubectl apply -f - <<EOF\napiVersion: v1\nkind: Sevrice\nmetadata:\n  name: web\nEOF",
            'error: resource mapping not found: no matches for kind "Sevrice" in version "v1"',
            "kubectl delete service web",
            'Error from server (NotFound): services "web" not found',
            "sevrice web in namespace default",
            id="a misspelt kind",
        ),
        pytest.param(
            "kubectl apply -f - <<EOF\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shpo\nEOF",
            'Error from server (NotFound): error when creating "STDIN": namespaces "shpo" not found',
            "kubectl delete service web -n shop",
            'Error from server (NotFound): services "web" not found',
            "service web",
            id="a misspelt namespace",
        ),
        pytest.param(
            "helmx install tea ./web",
            "bash: helmx: command not found",
            "helm uninstall tea",
            "Release not loaded: tea: release: not found",
            "Helm release tea",
            id="what a misspelt program was to make",
        ),
        pytest.param(
            "istioctl install -y",
            "",
            "kubectl get gateway",
            'no matches for kind "Gateway"',
            "a kind",
            id="a mesh's kinds",
        ),
        pytest.param(
            "istioctl install -y",
            "",
            "kubectl get deploy -n istio-system",
            "",
            "objects in namespace istio-system",
            id="its objects",
        ),
        pytest.param(
            "istioctl install -y",
            "",
            "kubectl apply -f a.yaml -n istio-system",
            'namespaces "istio-system" not found',
            "namespace istio-system",
            id="its namespace",
        ),
        pytest.param(
            "kind create cluster --name a",
            "",
            "kubectl --context kind-a get nodes",
            "",
            "context kind-a",
            id="a cluster",
        ),
        pytest.param("kind create cluster --name a", "", "kubectl get nodes", "", None, id="the cluster that is given"),
        pytest.param("kubectl config use-context east", "", "kubectl get ns", "", "context current", id="a context"),
        pytest.param(
            "kubectl apply -f route.yaml", "", "curl -s http://$ADDRESS/", "", "traffic through objects", id="traffic"
        ),
        pytest.param(
            "docker build -t shop:1 .", "", "docker run shop:1", "", "what docker made of shop:1", id="an image"
        ),
        pytest.param(
            "git init", "", "git commit -m a", "fatal: not a git repository", "what git made", id="a repository"
        ),
        pytest.param("python3 -m http.server 8123", "", "curl localhost:8123", "", "server 8123", id="a server"),
        pytest.param(
            "python3 -m venvv .env",
            "No module named venvv",
            "source .env/bin/activate",
            "bash: .env/bin/activate: No such file or directory",
            "file .env",
            id="a folder that an interpreter was to make",
        ),
        pytest.param(
            "baker new shop --plain",
            "baker: no such template",
            "cd shop",
            "bash: cd: shop: No such file or directory",
            "file shop",
            id="a project that a program was to make",
        ),
        pytest.param(
            "helm template a b/c | kubectl apply -f -",
            "",
            "istioctl tag list",
            "TAG REVISION NAMESPACES",
            "objects",
            id="a table without rows",
        ),
        pytest.param(
            "kubectl apply -f a.yaml",
            "",
            "istioctl tag list",
            "No Istio revision tags found.",
            "objects",
            id="no rows, in words",
        ),
        # the same thing is missing
        pytest.param(
            "cat list",
            "cat: list: No such file or directory",
            "wc list",
            "wc: list: No such file or directory",
            "file list",
            id="same file",
        ),
        pytest.param(
            "tool a",
            "bash: tool: command not found",
            "tool b",
            "bash: tool: command not found",
            "program tool",
            id="same program",
        ),
        pytest.param(
            "mkdir -p rooms && cd rooms",
            "",
            "cat b",
            "cat: b: No such file or directory",
            "working directory",
            id="a folder behind another command",
        ),
        pytest.param("cd rooms", "", 'basename "$PWD"', "", "working directory", id="where the shell is"),
        pytest.param(
            "(cd rooms && touch a && cd blue && tar cf b.tar a)",
            "bash: cd: rooms: No such file or directory",
            "ls rooms/blue/b.tar",
            "ls: cannot access 'rooms/blue/b.tar': No such file or directory",
            "file rooms/blue/b.tar",
            id="a folder of a subshell",
        ),
        pytest.param(
            "(cd rooms && echo a > note)",
            "bash: cd: rooms: No such file or directory",
            "cat rooms/note",
            "cat: rooms/note: No such file or directory",
            "file rooms/note",
            id="what a subshell writes",
        ),
        pytest.param("cut -c1 none > a", "", "read -r b < a && echo $b", "", "file a", id="what is read in"),
        pytest.param(
            "tar xf a.tgz", "", "cat b/c", "cat: b/c: No such file or directory", "a file", id="what an archive has"
        ),
        pytest.param(
            "tar xf a.tgz -C /opt/a",
            "",
            "cat /opt/a/b",
            "cat: /opt/a/b: No such file or directory",
            "file /opt/a",
            id="what an archive has, unpacked elsewhere",
        ),
    ],
)
def test_a_thread(first: str, said: str, later: str, later_said: str, thing: str | None) -> None:
    assert thing_behind(failed(first, said), later, later_said) == thing


@pytest.mark.parametrize(
    ("first", "said", "later", "later_said"),
    [
        pytest.param(
            "grep -c a /etc/none",
            "grep: /etc/none: No such file or directory",
            "sort --nope /etc/hostname",
            "sort: unrecognized option '--nope'",
            id="two programs",
        ),
        pytest.param(
            "sort --nope a",
            "sort: unrecognized option",
            "date -d 'no date'",
            "date: invalid date \u2018no date\u2019",
            id="no files",
        ),
        pytest.param(
            "cat a", "cat: a: No such file or directory", "cat b", "cat: b: No such file or directory", id="two files"
        ),
        pytest.param("cd a", "", "head -n x b", "head: invalid number of lines: 'x'", id="a folder and a number"),
        pytest.param("cd a", "", "basename", "basename: missing operand", id="a folder and no word at all"),
        pytest.param("mkdir a/b", "", "date -d 'no date'", "date: invalid date", id="a folder and a date"),
        pytest.param("cd rooms", "", "wc /etc/none", "wc: /etc/none: No such file or directory", id="elsewhere"),
        pytest.param("cd rooms", "", "date -d x", "", id="nowhere"),
        pytest.param("A=$(cat a)", "", "expr $B + 1", "expr: syntax error", id="two variables"),
        pytest.param(
            "kubectl get svc gatway",
            'services "gatway" not found',
            "kubectl get deploy nope",
            'deployments.apps "nope" not found',
            id="what only reads",
        ),
        pytest.param("kubectl create ns demo", "", "kubectl get pods -n shop", "", id="two namespaces"),
        pytest.param(
            "istioctl proxy-config log deploy/web.shop --level debug",
            "",
            "kubectl annotate pod web -n shpo tea=black",
            'namespaces "shpo" not found',
            id="a proxy's log and a namespace",
        ),
        pytest.param(
            "kubectl create ns demo", "", "kubectl get pods -n demo --wide", UNKNOWN_FLAG, id="a flag that never was"
        ),
        pytest.param(
            "kubectl create ns demo",
            "",
            "kubectl apply -n demo -f nope.yaml",
            'error: the path "nope.yaml" does not exist',
            id="something else is missing",
        ),
        pytest.param(
            "kubectl create ns demo",
            "",
            "kubectl apply -n demo -f - <<EOF\nkind: Pod\nEOF",
            "error validating data: unknown field",
            id="a manifest that is wrong",
        ),
        pytest.param(
            "kubectl create ns demo",
            "",
            "cat /etc/none",
            "cat: /etc/none: No such file or directory",
            id="a cluster and a file",
        ),
        pytest.param(
            "kubectl create deploy web --image=a",
            "",
            "kubectl get deploy shop",
            'deployments.apps "shop" not found',
            id="two objects",
        ),
        pytest.param(
            "kubectl --context=east apply -f a.yaml", "", "kubectl --context=west get pods", "", id="two clusters"
        ),
        pytest.param(
            "helm repo add shop https://x.example",
            "",
            "helm install a bitnami/web",
            "Error: repo bitnami not found",
            id="two repositories",
        ),
        pytest.param(
            "kubectl create ns demo",
            'namespaces "demo" already exists',
            "kubectl get pods -n demo",
            "",
            id="it is there already",
        ),
        pytest.param(
            "mkdir a",
            "mkdir: cannot create directory \u2018a\u2019: File exists",
            "cat a/b",
            "cat: a/b: No such file or directory",
            id="a folder is",
        ),
        pytest.param("./setup.sh", "", "date -d 'no date'", "date: invalid date", id="a script and a date"),
        pytest.param(
            "python3 -c 'import none'",
            "No module named 'none'",
            "cat b",
            "cat: b: No such file or directory",
            id="a program in a program",
        ),
        pytest.param(
            "gawk 'BEGIN{'", "gawk: syntax error", "gawk 'END{'", "gawk: syntax error", id="one program twice"
        ),
        pytest.param("kubectl apply -f shop.yaml", "", "grep -c a /etc/hostname", "", id="objects and a file"),
        pytest.param("python3 -m http.server 8123", "", "curl localhost:9000", "", id="two ports"),
        pytest.param(
            "awk '{print $1}' table",
            "awk: cannot open table (No such file or directory)",
            "tar xf rye.tar",
            "tar: rye.tar: Cannot open: No such file or directory",
            id="a program on the command line of awk makes nothing",
        ),
        pytest.param(
            "perl -ne 'print' table",
            "Can't open table: No such file or directory",
            "tar xf rye.tar",
            "tar: rye.tar: Cannot open: No such file or directory",
            id="nor one on that of perl",
        ),
        pytest.param(
            "export H=$(cd rooms && pwd)",
            "bash: cd: rooms: No such file or directory",
            "cat b",
            "cat: b: No such file or directory",
            id="a folder that only a substitution is in",
        ),
        pytest.param("(cd rooms && ls)", "", "cat b", "cat: b: No such file or directory", id="one of a subshell"),
        pytest.param(
            "tar xf a.tgz",
            "",
            "git clone /none/repo",
            "fatal: repository '/none/repo' does not exist",
            id="an archive and a path from the root",
        ),
        pytest.param(
            "tar xf a.tgz",
            "",
            "cp ../c/b b",
            "cp: cannot stat '../c/b': No such file or directory",
            id="an archive and a path above",
        ),
        pytest.param(
            "unzip a.zip -d a",
            "",
            "cat b/c",
            "cat: b/c: No such file or directory",
            id="an archive in a folder and another folder",
        ),
        pytest.param(
            "brew install oven",
            "bash: brew: command not found",
            "choco install oven",
            "bash: choco: command not found",
            id="two package managers",
        ),
        pytest.param(
            "cd project",
            "",
            "npm test --prefix /none",
            "npm error enoent: no such file or directory, open '/none/package.json'",
            id="a folder and a path below one from the root",
        ),
        pytest.param(
            "kubectl apply -f none.yaml",
            'error: the path "none.yaml" does not exist',
            "kubectl label node east a=b",
            'Error from server (NotFound): nodes "east" not found',
            id="a manifest and a machine",
        ),
        pytest.param(
            "kubectl create namespace Shop_One",
            'The Namespace "Shop_One" is invalid',
            "kubectl create cm x -n shop-two",
            'error: failed to create configmap: namespaces "shop-two" not found',
            id="a name that is refused and another one",
        ),
        pytest.param(
            "sqlite3 shop.db < tables.sql",
            "bash: tables.sql: No such file or directory",
            "sqlite3 shop.db 'selekt 1'",
            'Error: near "selekt": syntax error',
            id="a query that is wrong by itself",
        ),
        pytest.param(
            "pip install oven",
            "ERROR: No matching distribution found for oven",
            "python3 -c 'import jsn'",
            "ModuleNotFoundError: No module named 'jsn'",
            id="another package",
        ),
    ],
)
def test_no_thread(first: str, said: str, later: str, later_said: str) -> None:
    assert thing_behind(failed(first, said), later, later_said) is None


NO_FILE = 'the path "queue.yaml" does not exist'
REFUSED = "curl: (7) Failed to connect to 127.0.0.1 port 51234 after 0 ms: Couldn't connect to server"
NO_PLUGIN = "error: unable to find any kubectl plugins in your PATH"


MAKES_FILES = ("genmanifests .", "wrote queue.yaml")
TELLS_ADDRESS = ("viewer service web --url", "http://127.0.0.1:51234")
LISTS_PODS = ("kubectl get pods", "NAME        READY   STATUS    RESTARTS   AGE\nbake-fdhq5  1/1     Running   0   4s")
NO_POD = 'Error from server (NotFound): pods "bake-fdhq5" not found'


@pytest.mark.parametrize("run", ["failed", "not run"])
@pytest.mark.parametrize(
    ("first", "later", "said", "thing"),
    [
        pytest.param(MAKES_FILES, "kubectl apply -f queue.yaml", NO_FILE, "file queue.yaml", id="file"),
        pytest.param(TELLS_ADDRESS, "kubectl apply -f queue.yaml", NO_FILE, None, id="another-file"),
        pytest.param(TELLS_ADDRESS, "curl 127.0.0.1:51234", REFUSED, "server 51234", id="port"),
        pytest.param(MAKES_FILES, "curl 127.0.0.1:51234", REFUSED, None, id="another-port"),
        pytest.param(LISTS_PODS, "kubectl logs bake-fdhq5", NO_POD, "objects bake-fdhq5", id="pod"),
        pytest.param(MAKES_FILES, "kubectl logs bake-fdhq5", NO_POD, None, id="another-pod"),
        pytest.param(("nano queue.yaml", ""), "kubectl apply -f queue.yaml", NO_FILE, "file queue.yaml", id="edited"),
    ],
)
def test_what_an_output_was_to_show(first: tuple[str, str], later: str, said: str, thing: str | None, run: str) -> None:
    one = replace(command(first[0]), expected=first[1])
    if run == "failed":
        broken = Broken().after("first", one, ended(one, "went wrong"), None)
    else:
        broken = Broken().without("first", one, reason="needs administrator rights")
    assert thing_behind(broken, later, said) == thing


@pytest.mark.parametrize(
    ("shown", "thing"),
    [
        pytest.param("/opt/bin/kubectl-tidy", "file /opt/bin/kubectl-tidy", id="shown"),
        pytest.param("/opt/bin/kubectl-neat", None, id="another"),
        pytest.param("/opt/bin/kubectl-tidy-up", None, id="a-longer-name"),
    ],
)
def test_what_an_output_lacks_that_was_not_made(shown: str, thing: str | None) -> None:
    broken = Broken().without("first", command("mv kubectl-tidy /opt/bin"), reason="needs administrator rights")
    later = replace(command("kubectl plugin list", line=9), expected=f"plugins are available:\n{shown}")
    thread = broken.behind(later, ended(later, NO_PLUGIN))
    assert (None if thread is None else str(thread.thing)) == thing


@pytest.mark.parametrize(
    ("run", "later", "thing"),
    [
        pytest.param("source bake.sh", "echo $OVEN", "variable OVEN", id="read in"),
        pytest.param("bash bake.sh", "echo $OVEN", None, id="not in this shell"),
        pytest.param("bash bake.sh", "cat rye.txt", "file rye.txt", id="what it writes"),
        pytest.param("./bake.sh", "cat oat.txt", None, id="and nothing else"),
    ],
)
def test_behind_a_script_that_the_page_wrote(run: str, later: str, thing: str | None) -> None:
    written = passed("cat > bake.sh <<'EOF'\nexport OVEN=$(cat oven)\necho $OVEN > rye.txt\nEOF", Broken())
    assert thing_behind(failed(run, "cat: oven: No such file or directory", written), later) == thing


def test_a_chain_leads_to_its_first_failure() -> None:
    broken = failed("mkdir a")
    second = command("cp /etc/hostname a/name", line=5)
    thread = broken.behind(second, ended(second, ""))
    assert thread is not None
    broken = broken.after("second", second, ended(second, ""), thread)
    third = command("NAME=$(cat a/name)", line=7)
    thread = broken.behind(third, ended(third, ""))
    broken = broken.after("third", third, ended(third, ""), thread)
    last = command('expr "$NAME" + 1', line=9)
    found = broken.behind(last, ended(last, ""))
    assert found is not None
    assert (found.cause, found.at.line, found.thing) == ("first", 1, Thing(sort=Sort.VARIABLE, name="NAME"))


def test_a_passed_command_carries_a_wrong_value_on() -> None:
    broken = passed("URL=http://$HOST/", failed("HOST=$(cat none)"))
    assert thing_behind(broken, "curl $URL") == "variable URL"


@pytest.mark.parametrize(
    ("first", "mending", "later"),
    [
        pytest.param("HOST=$(cat none)", "HOST=localhost", "curl $HOST/x", id="a variable"),
        pytest.param("cd rooms", "cd /tmp", "cat x", id="a directory"),
        pytest.param("kubectl create ns demo", "kubectl create ns demo", "kubectl get pods -n demo", id="a namespace"),
        pytest.param(
            "kubectl create ns demo", "kubectl run a --image=b -n demo", "kubectl get pods -n demo", id="it is used"
        ),
        pytest.param("sort names > out", "sort -r names > out", "head out", id="a file"),
    ],
)
def test_what_is_made_later_is_well(first: str, mending: str, later: str) -> None:
    broken = failed(first)
    assert thing_behind(broken, later) is not None
    assert thing_behind(passed(mending, broken), later) is None


def test_what_a_passed_command_made_is_not_what_an_unknown_manifest_lacks() -> None:
    broken = passed("kubectl create deployment web --image=a", failed("kubectl apply -f shop.yaml"))
    assert thing_behind(broken, "kubectl rollout status deployment web") is None
    assert thing_behind(broken, "kubectl rollout status deployment shop") == "objects"


def test_values_of_variables_are_known() -> None:
    broken = failed("kubectl create ns demo", broken=passed("export NS=demo", Broken()))
    assert thing_behind(broken, "kubectl get pods -n $NS") == "namespace demo"


def test_a_file_from_the_page_says_what_is_in_it() -> None:
    text = "cat > a.yaml <<EOF\nkind: ConfigMap\nmetadata: {name: rooms}\nEOF"
    broken = failed("kubectl apply -f a.yaml", broken=passed(text, Broken()))
    assert thing_behind(broken, "kubectl get cm rooms") == "configmap rooms in namespace default"
    assert thing_behind(broken, "kubectl get cm others") is None


@pytest.mark.parametrize(
    ("first", "later", "thing"),
    [
        pytest.param("kubectl get pods", "kubectl get pods", None, id="a listing"),
        pytest.param("cat a", "wc a", None, id="a file that is read"),
        pytest.param("echo pears | tee fruit", "cat fruit", "file fruit", id="what was printed is read"),
        pytest.param(
            "kubectl create deployment web --image=a",
            "kubectl get deploy web",
            "deployment web in namespace default",
            id="an object",
        ),
        pytest.param("./setup.sh", "cat made", None, id="a script"),
        pytest.param("kubectl apply -f a.yaml", "curl http://$ADDRESS/", None, id="traffic"),
    ],
)
def test_behind_an_output_that_differs(first: str, later: str, thing: str | None) -> None:
    assert thing_behind(failed(first, failure=Failure.OUTPUT), later, "") == thing


@pytest.mark.parametrize(
    ("unrun", "later", "said"),
    [
        pytest.param("docker login", "cat ~/.docker/config.json", "/home/me/.docker/config.json", id="credentials"),
        pytest.param("kubectl cp web:/etc/motd ./motd", "cat ./motd", "./motd", id="a copy from a pod"),
    ],
)
def test_a_file_of_what_was_not_run(unrun: str, later: str, said: str) -> None:
    broken = Broken().without("first", command(unrun), unsupported=True)
    assert thing_behind(broken, later, f"cat: {said}: No such file or directory") is not None


def test_a_copy_of_a_pod_that_was_not_made() -> None:
    broken = Broken().without("debug", command("kubectl debug web -it --copy-to=web-copy -- sh"), unsupported=True)
    assert thing_behind(broken, "kubectl delete pod web web-copy", 'pods "web-copy" not found') is not None


def test_what_fails_as_its_page_says_in_other_words_was_not_to_make_anything() -> None:
    page, here = "error: pear is too big", "error: the pear is too big"
    one = replace(command("kubectl apply -f pear.yaml"), expected=page, may_fail=True)
    result = replace(ended(one, here), failure=Failure.OUTPUT, match=tolerant(page, here))
    assert Broken().after("first", one, result, None).lost == ()


@pytest.mark.parametrize(
    ("later", "expected", "said", "hangs"),
    [
        pytest.param(
            "istioctl tag list", "TAG  REVISION\nprod-canary  1-27-0", "TAG  REVISION\n  canary", True, id="named"
        ),
        pytest.param(
            "istioctl tag list", "TAG  REVISION\nother  1-20-0", "TAG  REVISION\n  canary", False, id="another name"
        ),
        pytest.param(
            "istioctl tag list", "TAG\nprod-canary  1-27-0", "TAG\nprod-canary  1-26-0", False, id="the name is there"
        ),
        pytest.param("cat tags", "prod-canary", "canary", False, id="not of a cluster"),
    ],
)
def test_an_output_that_lacks_what_an_unknown_manifest_was_to_make(
    *, later: str, expected: str, said: str, hangs: bool
) -> None:
    first = 'helm template a b/c --set tags="{prod-canary}" | kubectl apply -f -'
    one = replace(command(later, line=9), expected=expected, read_only=True)
    thread = failed(first, "error: no objects passed to apply").behind(one, ended(one, said, Failure.OUTPUT))
    assert (thread is not None) is hangs


@pytest.mark.parametrize(
    ("later", "thing"),
    [
        pytest.param(
            "kubectl exec web-6d4b9c8f7-x2x4z -- ls", "pod web-6d4b9c8f7-x2x4z in namespace default", id="pod"
        ),
        pytest.param("kubectl exec deploy/web -- ls", "deployment web in namespace default", id="its deployment"),
        pytest.param("kubectl exec deploy/other -- ls", None, id="another one"),
        pytest.param("kubectl exec -n shop deploy/web -- ls", None, id="another namespace"),
        pytest.param("curl http://$GATEWAY_URL/", "traffic through deployment web", id="traffic"),
    ],
)
def test_what_hangs_on_an_image_that_cannot_be_had(later: str, thing: str | None) -> None:
    first = command("kubectl wait --for=condition=Ready pod -l app=web")
    note = "stopped: pod default/web-6d4b9c8f7-x2x4z: container web of image nginx:no: ErrImagePull: not found"
    broken = Broken().after("first", first, replace(ended(first, ""), note=note), None)
    assert thing_behind(broken, later, "command terminated with exit code 7") == thing


@pytest.mark.parametrize(
    ("image", "thing"),
    [
        pytest.param(
            "pod default/web-6d4b9c8f7-x2x4z: container web of image nginx:no", "pod web-6d4b9c8f7-x2x4z", id="same"
        ),
        pytest.param("pod default/db-5b8cd7f6-9kx2q: container db of image redis:no", None, id="of another pod"),
    ],
)
def test_an_image_that_cannot_be_had_is_told_once(image: str, thing: str | None) -> None:
    first, later = command('kubectl exec "$POD" -- date'), command('kubectl exec "$POD" -- ls', line=9)
    note = "not tried again: pod default/web-6d4b9c8f7-x2x4z: container web of image nginx:no: ErrImagePull: not found"
    broken = Broken().after("first", first, replace(ended(first, ""), note=note), None)
    thread = broken.behind(later, replace(ended(later, "container not found"), note=f"{image}: ImagePullBackOff"))
    assert (None if thread is None else str(thread.thing).partition(" in ")[0]) == thing


def test_what_a_dry_run_does_not_make() -> None:
    broken = Broken().without("first", command("kubectl create ns demo"))
    later = command("kubectl create cm a -n demo", line=5)
    thread = broken.behind(later, ended(later, 'namespaces "demo" not found'))
    assert thread is not None
    assert (thread.unmade, thread.cause) == (True, "first")
    assert thing_behind(broken, "kubectl create cm a -n demo --wide", UNKNOWN_FLAG) is None


@pytest.mark.parametrize(
    ("text", "said", "found"),
    [
        pytest.param("kubectl get pods -n demo", 'namespaces "demo" not found', True, id="an object"),
        pytest.param("kubectl apply -f a.yaml", 'no matches for kind "Widget"', True, id="a kind"),
        pytest.param(
            "helm install web shop/web", "Error: INSTALLATION FAILED: repo shop not found", True, id="a repository"
        ),
        pytest.param("kubectl get pods", "No resources found in default namespace.", True, id="a list"),
        pytest.param("kubectl get pods -o yaml", "apiVersion: v1\nitems: []\nkind: List", True, id="an empty list"),
        pytest.param("kubectl apply -f a.yaml", 'error: the path "a.yaml" does not exist', False, id="a file"),
        pytest.param("kubectl get pods --wide", UNKNOWN_FLAG, False, id="a wrong command"),
        pytest.param("kubectl get pods", "web 0/1 Pending", False, id="another output"),
    ],
)
def test_what_a_page_should_have_made_that_is_not_here(text: str, said: str, *, found: bool) -> None:
    absent = AbsentPage(link="/docs/other/", at=Location(path=PAGE, line=3))
    broken = Broken().without_pages([absent])
    later = command(text, line=9)
    thread = broken.behind(later, ended(later, said))
    assert broken.before(later) is None
    assert (thread is not None and thread.unmade and "/docs/other/" in thread.absent) is found


@pytest.mark.parametrize(
    ("made", "said", "found"),
    [
        pytest.param("", 'deployments.apps "loaf" not found', True, id="the object"),
        pytest.param("", 'deployments.apps "crumb" not found', False, id="another one"),
        pytest.param("kubectl create deployment loaf --image=x", 'deployments.apps "loaf" not found', False, id="made"),
    ],
)
def test_what_a_page_takes_to_be_there(made: str, said: str, *, found: bool) -> None:
    broken = Broken().without_given([GivenObject(name="loaf", at=Location(path=PAGE, line=3))])
    broken = passed(made, broken) if made else broken
    later = command("kubectl scale deployment loaf --replicas=2", line=9)
    thread = broken.behind(later, ended(later, said))
    assert (thread is not None and "loaf" in thread.absent) is found


@pytest.mark.parametrize(
    ("first", "found"),
    [("", True), ("kubectl -n kitchen apply -f loaf.yaml", False)],
    ids=["an object of the reader", "one that the page should have made"],
)
def test_what_is_only_edited_was_to_be_there(first: str, *, found: bool) -> None:
    broken = failed(first, "refused") if first else Broken()
    broken = broken.without("second", command("kubectl edit deployment loaf", line=5), reason="opens an editor")
    later = command("kubectl scale deployment loaf --replicas=5", line=9)
    thread = broken.behind(later, ended(later, 'deployments.apps "loaf" not found'))
    assert (thread is not None and thread.edits) is found


def test_before_it_runs_only_the_text_counts() -> None:
    broken = failed("kubectl create ns demo", "quota")
    assert broken.before(command("kubectl get pods -n demo")) is not None
    assert broken.before(command("kubectl get pods -n shop")) is None


NO_POD = 'Error from server (NotFound): pods "web" not found'


@pytest.mark.parametrize(
    ("first", "said", "later", "later_said", "waits"),
    [
        pytest.param("kubectl run web --image=x", "", "kubectl get pod web", NO_POD, False, id="by its name"),
        pytest.param("kubectl apply -f a.yaml -n a", "", "kubectl get pod web -n a", NO_POD, False, id="manifest"),
        pytest.param("kubectl apply -f a.yaml -n b", "", "kubectl get pod web -n a", NO_POD, True, id="elsewhere"),
        pytest.param("kubectl run other --image=x", "", "kubectl get pod web", NO_POD, True, id="another one"),
        pytest.param("kubectl run web --image=x", "", "kubectl get pod web", "connection refused", True, id="else"),
        pytest.param("kubectl get pod web", NO_POD, "kubectl get pod web", NO_POD, True, id="both miss the same"),
    ],
)
def test_what_will_not_come(first: str, said: str, later: str, later_said: str, *, waits: bool) -> None:
    assert (failed(first, said).never_made(command(later), later_said) is None) is waits


def test_what_other_commands_made_may_still_come() -> None:
    broken = failed("kubectl apply -f a.yaml", broken=passed("kubectl create deployment web --image=x", Broken()))
    said = 'Error from server (NotFound): pods "web-1" not found'
    assert broken.never_made(command("kubectl get pod web-1"), said) is None
