from typing import Any

import pytest

from harness.parse.shortcodes.tag import read_tags
from harness.parse.shortcodes.values import UnknownValueError, Values, values_of
from harness.sites.istio_io import ISTIO_IO

DATA: dict[str, Any] = {
    "version": "1.27",
    "full_version": "1.27.0",
    "previous_version": "1.26",
    "full_version_release_year": 2025,
    "source_branch_name": "master",
    "k8s_gateway_api_version": "v1.3.0",
    "k8s_gateway_api_inference_extension_version": "v0.5.1",
    "preliminary": True,
    "compatibility": {"supportStatus": [{"k8sVersions": ["9"]}, {"k8sVersions": ["1.31", "1.32"]}]},
}
EXPANSIONS = {
    "github_blob": "https://github.com/istio/istio/blob/master",
    "github_file": "https://raw.githubusercontent.com/istio/istio/master",
    "github_raw": "https://github.com/istio/istio",
    "github_tree": "https://github.com/istio/istio/tree/master",
    'istio_docker_image "pilot"': "docker.io/istio/pilot:1.27.0-rc.1",
    "istio_full_version": "1.27.0",
    "istio_full_version_release_year": "2025",
    "istio_full_version_revision": "1-27-0",
    "istio_previous_version": "1.26",
    "istio_previous_version_revision": "1-26",
    "istio_release_name": "1.27",
    "istio_release_url": "https://github.com/istio/istio/releases/",
    "istio_version": "1.27",
    "istio_version_revision": "1-27",
    "istioctl": "istioctl",
    "k8s_gateway_api_inference_extension_version": "v0.5.1",
    "k8s_gateway_api_version": "v1.3.0",
    "source_branch_name": "master",
    "supported_kubernetes_versions": "1.31, 1.32",
}


def expand(written: str, values: Values) -> str:
    (tag,) = read_tags(f"{{{{< {written} >}}}}")
    return values.expand(tag)


@pytest.mark.parametrize(("written", "expected"), EXPANSIONS.items(), ids=EXPANSIONS)
def test_istio_io(written: str, expected: str) -> None:
    assert expand(written, values_of(ISTIO_IO, DATA)) == expected


def test_every_shortcode_of_istio_io_is_tried_above() -> None:
    assert {written.split()[0] for written in EXPANSIONS} == set(ISTIO_IO.values)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("istio_docker_image proxyv2", "docker.io/istio/proxyv2:1.27.0", id="image"),
        pytest.param("istio_release_url", "https://github.com/istio/istio/releases/tag/1.27.0", id="release"),
    ],
)
def test_what_is_released_is_called_otherwise(written: str, expected: str) -> None:
    assert expand(written, values_of(ISTIO_IO, {**DATA, "preliminary": False})) == expected


@pytest.mark.parametrize(
    ("template", "written", "expected"),
    [
        pytest.param("v{major.minor}", "x", "v3", id="nested data"),
        pytest.param("{0}@{1}", "x a b", "a@b", id="arguments"),
        pytest.param("as it is", "x", "as it is", id="no field"),
        pytest.param("{major.minor:nothing}", "x", "3", id="an unknown filter changes nothing"),
    ],
)
def test_templates_of_settings(template: str, written: str, expected: str) -> None:
    assert expand(written, Values(data={"major": {"minor": 3}}, shortcodes={"x": template})) == expected


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param("other", None, id="no template"),
        pytest.param("x", "argument 1", id="a missing argument"),
        pytest.param("y", "no.data", id="missing data"),
        pytest.param("z", "compatibility.supportStatus", id="data of another shape"),
    ],
)
def test_what_has_no_value_is_named(written: str, key: str | None) -> None:
    values = Values(
        data={"no": 1, "compatibility": {"supportStatus": []}},
        shortcodes={"x": "{0}", "y": "{no.data}", "z": "{compatibility.supportStatus:versions}"},
    )
    with pytest.raises(UnknownValueError) as raised:
        expand(written, values)
    assert raised.value.key == key
