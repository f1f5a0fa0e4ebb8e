from collections.abc import Callable
from textwrap import dedent

from harness.plan.overrides.override import OverrideTable, SnippetOverride
from harness.plan.plan_text import plan_lines
from harness.plan.step import PagePlan
from harness.settings import Settings

PAGE = """
## Deploy

{{< text bash >}}
$ cat <<EOF > x.yaml
a: 1
EOF
$ istioctl install --context="${CTX_CLUSTER2}" -f x.yaml
$ kubectl logs -f x
{{< /text >}}

{{< text bash >}}
$ export HOST=$(kubectl get svc x -o name)
$ kubectl get svc
NAME
$ kubectl port-forward svc/x 80
{{< /text >}}

{{< text bash >}}
$ curl -fsS https://x.org/a $HOST
{{< /text >}}

## Cleanup

{{< text syntax=bash snip_id=none >}}
$ rm x.yaml
{{< /text >}}
"""


def test_a_plan_as_a_person_reads_it(plan: Callable[..., PagePlan]) -> None:
    table = OverrideTable(before=(), snippets={"deploy_3": SnippetOverride(expect="failure")})
    lines = plan_lines(plan(PAGE, table, settings=Settings(urls={"https://x.org": "local"})))
    assert "\n".join(lines) == dedent(
        """\
        site/docs/page/index.md (not tested: its front matter does not say `test: yes`)

        the page: 3 snippets, 6 commands, 1 not run
          needs 2 clusters on 1 network (CTX_CLUSTER2)
          tools curl, istioctl, kubectl
          capabilities api, controllers, pods, port-forward
              4  deploy_1
                   $ cat <<EOF > x.yaml …
                   $ istioctl install --context="${CTX_CLUSTER2}" -f x.yaml
                     answers 'y' when asked for a confirmation (y/N)
                   $ kubectl logs -f x
                     not run: watches until interrupted: kubectl logs -f
             12  deploy_2
                   $ export HOST=$(kubectl get svc x -o name)
                     repeated until HOST has a value
                   $ kubectl get svc
                     repeated for 60 s until its output agrees
                   $ kubectl port-forward svc/x 80
                     serves until interrupted, in a terminal of its own
             19  deploy_3
                   $ curl -fsS https://x.org/a $HOST
                     must fail
                     https://x.org is replaced by local
             25  cleanup_1 [cleanup]  not run: excluded by its author (snip_id=none)"""
    )


def test_a_page_without_commands(plan: Callable[..., PagePlan]) -> None:
    assert list(plan_lines(plan("---\ntest: yes\n---\ntext\n"))) == [
        "site/docs/page/index.md",
        "",
        "the page: 0 snippets, 0 commands, read-only",
        "  needs no cluster",
    ]


def test_long_commands_are_cut(plan: Callable[..., PagePlan]) -> None:
    lines = list(plan_lines(plan(f"{{{{< text bash >}}}}\n$ echo {'x' * 200}\n{{{{< /text >}}}}\n")))
    assert lines[-1] == f"           $ echo {'x' * 94}…"
