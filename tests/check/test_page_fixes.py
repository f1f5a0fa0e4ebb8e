"""What ``--fix`` makes of a page: the page as it was meant, to the letter."""

from pathlib import Path

import pytest

from harness.check.mending import fixes_in
from harness.diagnostic import Diagnostic, Severity
from harness.edit.text_edits import compatible, edited
from harness.session.checking import check
from harness.session.fixing import verified
from harness.session.site import Site


def bash(*commands: str) -> str:
    body = "\n".join(commands)
    return f"{{{{< text bash >}}}}\n{body}\n{{{{< /text >}}}}\n\n"


def yaml(body: str) -> str:
    return f"{{{{< text yaml >}}}}\n{body}\n{{{{< /text >}}}}\n\n"


def mended(text: str, folder: Path) -> str:
    """The page after all its sure fixes."""
    page, site = folder / "content/en/docs/a/index.md", Site(plan_files=False)
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data/args.yml").write_text("version: 1\n")

    def findings(text: str) -> tuple[Diagnostic, ...]:
        found = check(site.plan(page, text=text), site.settings(page))
        return tuple(one for one in found if one.severity is not Severity.NOTE)

    fixes = compatible(fixes_in(findings(text), unsafe=False))
    return edited(text, [edit for fix in verified(text, fixes, findings) for edit in fix.edits])


APPLY = "$ kubectl apply -f - <<EOF"
CONFIG = ("apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: a")
POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a\n"
    "    resources:\n      limits:\n"
)
SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    app: {}\n  ports:\n  - port: {}\n"
)
DEPLOYMENT = (
    "---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  selector:\n    matchLabels:\n"
    "      app: shopfront\n  template:\n    metadata:\n      labels:\n        app: {}\n    spec:\n      containers:\n"
    "      - name: shop\n        image: shop"
)
TWINS = bash(
    '$ kubectl create --context="${CTX_CLUSTER1}" namespace shop',
    "$ kubectl create(X) namespace shop",
    '$ kubectl get ns --context="${CTX_CLUSTER2}"',
    '$ kubectl get ns --context="${CTX_CLUSTER1}"',
)
ROUTES_OF = (
    "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n  hosts:\n  - a\n"
    "  http:\n  - route:\n    - destination:\n        host: a"
)
ROUTES = "".join(
    yaml(
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n  hosts:\n  - a\n"
        f"  http:\n  - route:\n    - destination:\n        host: a\n        subset: {subset}"
    )
    for subset in ("v1", "v1", "{}")
)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(bash("$ kubectl get pods -n shop") + bash("(X)kubectl get svc -n shop"), id="of a block"),
        pytest.param(bash("(X)kubectl apply -n a -f - <<EOF", *CONFIG, "EOF"), id="above a here-document"),
        pytest.param(bash("(X)kubectl get pods -n shop", "$ kubectl get svc -n shop"), id="of the first line"),
    ],
)
def test_prompts(tmp_path: Path, page: str) -> None:
    assert mended(page.replace("(X)", ""), tmp_path) == page.replace("(X)", "$ ")


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [
        pytest.param(
            bash('$ kubectl exec "$(kubectl get pod -o name(X)" -c a -- ls'), ")", "", id="a quoted substitution"
        ),
        pytest.param(bash("$ export HOST=$(kubectl get svc a -o name(X)"), ")", "", id="an assignment"),
        pytest.param(
            bash("$ kubectl get pod a -o jsonpath='{.status.phase(X)'"), "}", "", id="the brace of a template"
        ),
        pytest.param(
            bash("$ kubectl get pod -o jsonpath='{range .items[*](X){.metadata.name}{end}'"),
            "}",
            "",
            id="an inner brace",
        ),
        pytest.param(bash("""$ kubectl patch svc a -p '{"spec":{"type":"NodePort"}(X)'"""), "}", "", id="of a patch"),
        pytest.param(
            bash("""$ kubectl patch svc a --type json -p '[{"op":"replace","(X)":"/spec/type","value":"NodePort"}]'"""),
            *("path", "patth"),
            id="the key of an operation",
        ),
        pytest.param(bash("$ kubectl delete -f a.yaml(X)"), "", " service", id="a file and a resource"),
        pytest.param(
            bash("$ kubectl create secret generic a \\(X)", "  --from-file=b=c.key \\", "  --from-file=d=e.crt"),
            "",
            " # and then",
            id="a remark behind a backslash",
        ),
        pytest.param(yaml(POD + "        cpu: 100(X)"), "m", "mq", id="a unit with a letter too many"),
        pytest.param(yaml(POD + "        memory: 64(X)"), "Mi", "MiB", id="a unit with bytes"),
        pytest.param(yaml(POD + "        cpu: 100(X)"), "m", "Mb", id="thousandths of a processor"),
        pytest.param(yaml(SERVICE.format("a", "(X)")), "80", '"80"', id="a number in quotes"),
        pytest.param(yaml(SERVICE.format("a", "(X)")), "80", "[80]", id="a number in brackets"),
        pytest.param(
            yaml("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a(X)"), "", "\xa0", id="a blank at the end"
        ),
        pytest.param(
            bash(APPLY, "apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: (X)", "EOF"),
            '"a-b"',
            "“a-b”",
            id="quotes",
        ),
        pytest.param(
            bash(APPLY, "a:", "- (X)", "kind: Gateway", "apiVersion: networking.istio.io/v1", "EOF"),
            *('"a.${DOMAIN}"', "“a.${DOMAIN}”"),
            id="quotes around a variable",
        ),
        pytest.param(
            yaml("apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: a")
            + yaml("apiVersion: networking.istio.io/(X)\nkind: Gateway\nmetadata:\n  name: b"),
            *("v1", "v7"),
            id="the version that the page has",
        ),
        pytest.param(
            bash("$ kubectl get cm shop-config") + yaml("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: (X)"),
            *("shop-config", "Shop_Config"),
            id="the name that the page has",
        ),
        pytest.param(
            bash("$ cat > (X).yaml <<EOF", *CONFIG, "EOF")
            + "The tracing of it.\n\n"
            + bash("$ kubectl apply -f tracing.yaml"),
            *("tracing", "tacing"),
            id="the file that is written",
        ),
        pytest.param(
            bash("$ cat > tracing.yaml <<EOF", *CONFIG, "EOF")
            + "The tracing of it.\n\n"
            + bash("$ kubectl apply -f (X).yaml"),
            *("tracing", "tacing"),
            id="the file that is read",
        ),
        pytest.param(
            yaml(SERVICE.format("shopfront", "80") + DEPLOYMENT.format("(X)")),
            "shopfront",
            "shopfrnt",
            id="labels of pods",
        ),
        pytest.param(
            bash("$ export (X)=a", "$ curl $GATEWAY_URL/a", "$ curl $GATEWAY_URL/b"),
            *("GATEWAY_URL", "GATEWAY_URRL"),
            id="the variable that is set",
        ),
        pytest.param(
            bash("$ export GATEWAY_URL=a", "$ curl $(X)/a", "$ curl $GATEWAY_URL/b"),
            *("GATEWAY_URL", "GATEWY_URL"),
            id="the variable that is read",
        ),
        pytest.param(
            bash(
                "$ export CTX_ONE1=a CTX_ONE2=b",
                "$ kubectl get pod --context $CTX_ONE1",
                "$ kubectl get pod --context $(X)",
            ),
            *("CTX_ONE2", "CTX_OONE2"),
            id="a variable with the same number",
        ),
        pytest.param(
            TWINS,
            ' --context="${CTX_CLUSTER2}"',
            "",
            id="its twin's",
        ),
        pytest.param(ROUTES.replace("{}", "(X)"), "v1", "v1x", id="a short subset"),
        pytest.param(
            bash("$ kubectl create ns store-north", "$ kubectl create ns store-south")
            + bash("$ kubectl get pods -n (X)", "$ kubectl get pods -n store-south"),
            *("store-north", "store-noth"),
            id="the nearest namespace",
        ),
        pytest.param(
            bash("$ helm install istio a/b", "$ helm upgrade istio a/b", "$ helm install istiod a/c")
            + bash("$ helm upgrade (X) a/c", "$ helm status istiod"),
            *("istiod", "istioed"),
            id="the nearest release",
        ),
        pytest.param(bash(f"{APPLY}", *CONFIG, "(X)"), "EOF", "EFO", id="the end of a here-document"),
        pytest.param(bash(f"{APPLY}", *CONFIG, "(X)"), "EOF", "  EOF", id="its indent"),
        pytest.param(
            bash("$ cat <<EOF > a.yaml", *CONFIG, "EOF", "$ kubectl apply -f (X)"),
            "a.yaml",
            "a",
            id="the ending of a file",
        ),
        pytest.param(bash("$ kubectl apply -f(X) <<EOF", *CONFIG, "EOF"), " -", "", id="the dash of -f -"),
        pytest.param(bash("$ kubectl get pod -o jsonpath=(X).items..metadata.name}"), "{", "", id="an opening brace"),
        pytest.param(bash("$ kubectl get pod -o jsonpath='{.items[0(X).kind}'"), "]", "", id="a bracket"),
        pytest.param(bash("$ export P=$(kubectl get svc a -o jsonpath='{.spec}(X))"), "'", "", id="a single quote"),
        pytest.param(bash("$ ls a").replace("text", "(X)", 1), "text", "txet", id="the name of a tag"),
        pytest.param(bash("$ ls a").replace("/text", "/(X)"), "text", "txt", id="the name of a closing tag"),
        pytest.param(bash("$ ls a").replace("{{<", "{{(X)", 1), "<", "", id="the sign of a tag"),
        pytest.param(bash("$ ls a").replace("bash", "(X)"), "bash", "bsh", id="a syntax"),
        pytest.param("{{< text bash >}}\n$ ls a\n(X)\n\nThe next part.\n", "{{< /text >}}", "", id="a closing tag"),
        pytest.param(
            "{{< text bash >}}\n$ ls a\n(X)\nThe next part.\n", "{{< /text >}}\n", "", id="the line of a closing tag"
        ),
        pytest.param(yaml(SERVICE.format("a", "80").replace("name: shop", "name(X) shop")), ":", "", id="a colon"),
        pytest.param(yaml(SERVICE.format("a", "80").replace("- port", "-(X)port")), " ", "", id="a blank"),
        pytest.param(
            yaml(ROUTES_OF.replace("networking.istio.io/v1", "(X)")), "networking.istio.io/v1", "v1", id="a group"
        ),
    ],
)
def test_put_back(tmp_path: Path, page: str, right: str, wrong: str) -> None:
    assert mended(page.replace("(X)", wrong), tmp_path) == page.replace("(X)", right)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(bash("kubectl get pods", "kubectl get svc -n a"), id="prompts of several commands"),
        pytest.param(yaml(SERVICE.format("a", "ten")), id="a word for a number"),
        pytest.param(bash("$ echo $(date) $(date"), id="a substitution that may end anywhere"),
        pytest.param(bash("$ kubectl get pod -o jsonpath='{.a{.b{.c}'"), id="two braces"),
    ],
)
def test_left_to_a_person(tmp_path: Path, page: str) -> None:
    assert mended(page, tmp_path) == page


GATEWAY = (
    "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: a\nspec:\n  selector:\n    a: b\n"
    "  servers:\n  - hosts:\n    - a.dev\n    port:\n      number: 80\n      name: http\n      protocol: HTTP"
)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        pytest.param(GATEWAY, "metadata:\n", id="metadata"),
        pytest.param(GATEWAY, "spec:\n", id="spec"),
        pytest.param(f"{GATEWAY}\n---\n{ROUTES_OF}", "---\n", id="a separator"),
    ],
)
def test_lost_lines(tmp_path: Path, text: str, lost: str) -> None:
    page = yaml(text)
    assert mended(page.replace(lost, "", 1), tmp_path) == page


@pytest.mark.parametrize("text", [SERVICE.format("a", "80").rstrip("\n"), POD.rstrip("\n") + " {}"])
def test_the_version_of_a_kind(tmp_path: Path, text: str) -> None:
    page = bash(APPLY, text, "EOF")
    assert mended(page.replace("apiVersion: v1\n", ""), tmp_path) == page


def test_the_version_that_the_page_has_for_a_kind(tmp_path: Path) -> None:
    page = bash(APPLY, GATEWAY, "EOF") + bash(APPLY, GATEWAY.replace("name: a", "name: b"), "EOF")
    lost = page.replace("apiVersion: networking.istio.io/v1\n", "", 1)
    assert mended(lost, tmp_path) == page


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [
        pytest.param(bash("$ for i in 1 2(X) do ls a; done"), ";", "", id="a semicolon of a loop"),
        pytest.param(bash("$ for i in 1 2;(X) ls a; done"), " do", "", id="the start of a loop"),
        pytest.param(bash("$ for i in 1 2; do ls a(X)"), "; done", "", id="the end of a loop"),
        pytest.param(bash("$ ls 'a b(X) c"), "'", '"', id="another quote"),
        pytest.param(bash("$ ls a(X)"), "", " \\", id="a backslash too many"),
        pytest.param(bash("$ ls a (X)", "  --all"), "\\", "/", id="a slash for a backslash"),
        pytest.param(bash("$(X)kubectl get pods"), " ", "", id="the blank of a prompt"),
        pytest.param(bash("$ A=b", '$ ls "${A(X)"'), "}", "", id="the brace of a variable"),
        pytest.param(bash("$ ls a").replace("{{< /", "{{(X) /") + "Next.\n", "<", "", id="the sign of a closing tag"),
        pytest.param(bash("$ kubectl get pods").replace("bash", "(X)"), "bash", "yaml", id="the syntax of commands"),
        pytest.param(bash("$ ls a").rstrip("\n") + "\n(X)", "", "{{< /text >}}\n", id="a tag that is there twice"),
        pytest.param(bash("$ kubectl apply -f (X)- <<EOF", *CONFIG, "EOF"), "", "-f ", id="a flag that is there twice"),
        pytest.param(
            bash('$ kubectl patch svc a -p \'{"spec(X):{"type":"NodePort"}}\''), '"', "", id="a quote of a patch"
        ),
        pytest.param(
            bash('$ kubectl patch svc a -p \'{"spec"(X){"type":"NodePort"}}\''), ":", "", id="a colon of a patch"
        ),
    ],
)
def test_one_sign(tmp_path: Path, page: str, right: str, wrong: str) -> None:
    assert mended(page.replace("(X)", wrong), tmp_path) == page.replace("(X)", right)
