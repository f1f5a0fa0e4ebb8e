from collections.abc import Callable

import pytest

from harness.check.manifests import manifest

Found = Callable[..., list[str]]
Wrap = Callable[[str], str]


def kinds(*resources: str) -> str:
    """Manifests of one page, each in three lines."""
    return "\n---\n".join(
        f"apiVersion: {version}\nkind: {kind}" for version, kind in (each.split() for each in resources)
    )


@pytest.mark.parametrize(
    ("resources", "places"),
    [
        pytest.param(["bread.zebra.dev/v1 Oven", "bread.zebra.dev/v1 Shop"], ["2 note Oven Shop"], id="once a group"),
        pytest.param(["bread.zebra.dev/v1 Oven"] * 3, ["2 note Oven"], id="once a kind"),
        pytest.param(["a.zebra.dev/v1 Oven", "b.zebra.dev/v1 Shop"], ["2 note Oven", "5 note Shop"], id="two groups"),
        pytest.param(["metallb.io/v1beta1 Oven"], ["2 note Oven"], id="a new kind of another project"),
        pytest.param(["metallb.io/v1beta1 IPAddressPol"], ["3 error IPAddressPool"], id="a kind mistyped"),
        pytest.param(["netwroking.istio.io/v1 Gateway"], ["2 error networking.istio.io"], id="a group mistyped"),
        pytest.param(["traffic.istio.io/v1 VirtualService"], ["2 warning networking.istio.io"], id="of one domain"),
        pytest.param(["networking/v1 Ingress"], ["2 error networking.k8s.io"], id="a group cut off"),
        pytest.param(["oven/v2 Bread"], ["2 note Bread"], id="a configuration file of a program"),
        pytest.param(
            [*["a.zebra.dev/v1 BreadOven"] * 2, "a.zebra.dev/v1 BraedOven"],
            ["2 note BreadOven", "9 warning BreadOven"],
            id="a kind one slip off another one of the page",
        ),
        pytest.param(
            [*["a.zebra.dev/v1 BreadOven"] * 2, "a.zebra.dev/v1 Breadoven"],
            ["2 note BreadOven", "9 warning BreadOven"],
            id="a kind with a small letter",
        ),
        pytest.param(
            [*["a.zebra.dev/v1 BreadOven"] * 2, "a.zebra.dev/v7 BreadOven"],
            ["2 note BreadOven", "8 warning a.zebra.dev/v1"],
            id="a version that is there once",
        ),
        pytest.param([*["a.zebra.dev/v1 BreadOven"] * 2, "a.zebra.dev/v1 BreadOvens"], ["2 note"], id="a plural"),
    ],
)
def test_what_is_not_checked(found: Found, shown: Wrap, resources: list[str], places: list[str]) -> None:
    findings = found(manifest.check, shown(kinds(*resources)))
    assert len(findings) == len(places)
    for finding, place in zip(findings, places, strict=True):
        line, severity, *words = place.split()
        assert finding.startswith(f"page.md:{line}: {severity}")
        assert all(word in finding for word in words)


def test_a_group_one_slip_off_another_one_of_the_page(found: Found, shown: Wrap) -> None:
    findings = found(manifest.check, shown(kinds(*["a.zebra.dev/v1 Oven"] * 2, "a.zebar.dev/v1 Oven")))

    assert ["did you mean 'a.zebra.dev'" in each for each in findings].count(True) == 1


@pytest.mark.parametrize(
    ("field", "count"),
    [
        pytest.param("hot: ture", 1, id="no truth value"),
        pytest.param("timeout: 5sec", 1, id="no time"),
        pytest.param("range: 10.0.0.0/33", 1, id="no range of addresses"),
        pytest.param("ref: {kind: Deploymnt}", 1, id="no kind"),
        pytest.param("resources: {limits: {memory: 128m}}", 1, id="no amount"),
        pytest.param("timeout: 5s", 0, id="a time"),
        pytest.param("ref: {kind: BreadOven}", 0, id="a kind of its own"),
    ],
)
def test_values_of_a_kind_of_which_nothing_is_known(found: Found, shown: Wrap, field: str, count: int) -> None:
    findings = found(manifest.check, shown(f"{kinds('a.zebra.dev/v1 BreadOven')}\nspec:\n  {field}"))
    assert ["[wrong-value]" in each for each in findings if "note" not in each.partition("[")[0]] == [True] * count


OVEN = """apiVersion: zebra.dev/v1
kind: Oven
metadata:
  name: oven
  namespace: shop
  labels:
    baker: a
spec:
  heat: 7"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("spec:\n", "", "error: Oven metadata has no field 'heat'", id="a lost spec"),
        pytest.param("baker: a", "baker: 7", "error: Oven metadata.labels.baker must be text", id="a number"),
        pytest.param("baker: a", "baker: a b!", "error: a label of the Oven cannot be 'a b!'", id="a label"),
        pytest.param("  name: oven\n", "", "warning: the Oven has no name", id="no name"),
        pytest.param("heat: 7", "template: {metadata: {lables: {a: b}}}", "did you mean 'labels'", id="of a template"),
        pytest.param("heat: 7", "template: {metadata: {heat: 7}}", "", id="a field of a template"),
        pytest.param("heat: 7", "template: {spec: {containers: [{imgae: a}]}}", "did you mean 'image'", id="of a pod"),
        pytest.param("heat: 7", "template: {spec: {containers: [{heat: 7}]}}", "", id="a field of a pod"),
        pytest.param("heat: 7", "selector: {matchExpressions: [{operator: in}]}", "write 'In'", id="an operator"),
        pytest.param(
            "heat: 7",
            "livenessProbe: {grpc: {port: 7}, timeoutSeconds: 1, periodSecond: 7}",
            "did you mean 'periodSeconds'",
            id="a probe",
        ),
        pytest.param("heat: 7", "livenessProbe: {every: 7, at: 9}", "", id="another probe"),
        pytest.param("heat: 7", "resources: {limits: {memory: 5Gb}}", "that is no quantity", id="an amount"),
        pytest.param("heat: 7", "resources: [{kind: Bread, limits: 7}]", "", id="other resources"),
        pytest.param("heat: 7", "securityContext: {runAsUser: '7'}", "runAsUser must be a whole number", id="a user"),
        pytest.param("heat: 7", "securityContext: {fsGroup: '7'}", "fsGroup must be a whole number", id="a group"),
        pytest.param("heat: 7", "doors: {matchLabels: {a: true}}", "matchLabels.a must be text", id="a selector"),
        pytest.param("heat: 7", "doors: {matchLabels: {a: b}, side: left}", "", id="a selector with more"),
        pytest.param(
            "heat: 7", "doors:\n    matchLabels:\n    door: b", "has no field 'door'", id="labels beside their key"
        ),
        pytest.param("heat: 7", "weight: '7'", "that is no whole number", id="a number in quotes"),
        pytest.param("heat: 7", "weight: 7x", "that is no whole number", id="a letter in a number"),
        pytest.param("heat: 7", "weight: 7%", "", id="a share"),
        pytest.param("heat: 7", "weight: heavy", "", id="a word"),
        pytest.param("heat: 7", "size: '7'", "", id="what is a number here and there"),
        pytest.param("spec:\n  heat", "spec:\nheat", "beside 'spec', which is empty", id="a spec beside its key"),
        pytest.param("  heat: 7", "  affinity:\n  weight: 7", "", id="an empty key above a usual one"),
    ],
)
def test_parts_that_every_kind_has(found: Found, shown: Wrap, old: str, new: str, words: str) -> None:
    findings = [each for each in found(manifest.check, shown(OVEN.replace(old, new))) if ": note: " not in each]
    assert len(findings) == bool(words)
    assert all(words in each for each in findings)


def test_values_of_a_chart_are_its_own(found: Found, shown: Wrap) -> None:
    assert found(manifest.check, shown("oven:\n  weight: '7'\n  tray: 1")) == []


@pytest.mark.parametrize(
    ("group", "count"),
    [
        pytest.param("ovens.zebra.dev", 0, id="the same"),
        pytest.param("ovnes.zebra.dev", 1, id="one slip off"),
        pytest.param("shops.zebra.dev", 0, id="another one"),
    ],
)
def test_groups_of_references(found: Found, shown: Wrap, group: str, count: int) -> None:
    oven = "apiVersion: ovens.zebra.dev/v1\nkind: Oven"
    reference = f"apiVersion: a.zebra.dev/v1\nkind: Shop\nspec:\n  ref:\n    apiVersion: {group}/v1\n    kind: Oven"
    findings = found(manifest.check, shown(f"{oven}\n---\n{oven}\n---\n{reference}"))
    assert sum("did you mean 'ovens.zebra.dev'?" in each for each in findings) == count
