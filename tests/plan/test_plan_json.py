import json
from collections.abc import Callable

from harness.plan.plan_json import plan_to_json
from harness.plan.step import PagePlan

PAGE = """
---
test: yes
---
## Deploy

{{< text bash >}}
$ istioctl install --context="${CTX_CLUSTER1}"
{{< /text >}}
"""


def test_the_documented_shape(plan: Callable[..., PagePlan]) -> None:
    shape = plan_to_json(plan(PAGE.lstrip()))
    assert json.loads(json.dumps(shape)) == {
        "version": 1,
        "path": "site/docs/page/index.md",
        "language": "en",
        "runnable": True,
        "tested": True,
        "variants": [
            {
                "name": "",
                "tabs": {},
                "read_only": False,
                "needs": {
                    "clusters": 1,
                    "networks": 1,
                    "contexts": ["CTX_CLUSTER1"],
                    "tools": ["istioctl"],
                    "capabilities": ["api", "controllers", "pods"],
                },
                "steps": [
                    {
                        "id": "deploy_1",
                        "at": "site/docs/page/index.md:6",
                        "role": "page",
                        "added": False,
                        "skip": None,
                        "commands": [
                            {
                                "at": "site/docs/page/index.md:7",
                                "text": 'istioctl install --context="${CTX_CLUSTER1}"',
                                "documented": 'istioctl install --context="${CTX_CLUSTER1}"',
                                "expected": None,
                                "matcher": None,
                                "effect": "changes",
                                "read_only": False,
                                "background": False,
                                "stays": None,
                                "ports": [],
                                "timeout": 600.0,
                                "retry": 60.0,
                                "expect_failure": False,
                                "may_fail": False,
                                "answers": [{"prompt": "[(\\[][yY]/[nN][)\\]]", "reply": "y"}],
                                "reads": ["CTX_CLUSTER1"],
                                "contexts": ["CTX_CLUSTER1"],
                                "settles": [],
                                "fills": [],
                                "tools": ["istioctl"],
                                "needs": ["api", "controllers", "pods"],
                                "replaced": [],
                                "skip": None,
                                "notes": [],
                            }
                        ],
                    }
                ],
            }
        ],
        "unreached": [],
        "before": [],
        "topology": None,
        "variables": {},
        "boilerplates": [],
        "diagnostics": [],
    }


def test_diagnostics_are_carried(plan: Callable[..., PagePlan]) -> None:
    [diagnostic] = plan_to_json(plan("{{< boilerplate x >}}\n"))["diagnostics"]
    assert diagnostic["at"] == "site/docs/page/index.md:1"
    assert diagnostic.keys() == {"code", "severity", "at", "column", "message", "expected", "remedy"}
