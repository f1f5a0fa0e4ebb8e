import pytest

from harness.match.documents.part import part_of_document
from harness.match.rules import ALL_RULES

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: one
    image: nginx
    resources:
      limits:
        memory: 200Mi
      requests:
        memory: 100Mi
  - name: two
    image: redis
"""


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("resources:\n  requests:\n    memory: 100Mi\n  limits:\n    memory: 200Mi", id="in another order"),
        pytest.param("...\nresources:\n  limits:\n    memory: 200Mi\n...", id="with gaps around it"),
        pytest.param(
            "  containers:\n  - name: one\n    image: nginx\n  - name: two", id="indented, with less of items"
        ),
        pytest.param("spec:\n  containers:", id="cut behind a key"),
        pytest.param("metadata:\n  name: web\n# ...\nspec:\n  containers:", id="a gap in a comment"),
        pytest.param("- name: one\n  image: nginx\n- name: two\n  image: redis", id="the items of a list"),
        pytest.param(
            '  "kind": "Pod",\n  "spec": {\n    "containers": [\n      {"name": "one"},\n  ...',
            id="JSON that is cut off",
        ),
    ],
)
def test_a_part_is_found_where_it_is(shown: str) -> None:
    match = part_of_document(shown, POD, rules=ALL_RULES)
    assert match is not None
    assert match.agrees


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("resources:\n  limits:\n    memory: 300Mi", id="another value"),
        pytest.param("resources:\n  limits:\n    cpu: 1", id="a key that is not there"),
        pytest.param("containers:\n- name: two\n  image: redis", id="an item in another place"),
        pytest.param("...\n...", id="nothing but gaps"),
        pytest.param("plain text", id="no document"),
        pytest.param('"kind": "Pod",\n"metadata": {\n  "name": "other",\n  ...', id="another value of JSON"),
    ],
)
def test_what_is_not_there_is_no_part(shown: str) -> None:
    assert part_of_document(shown, POD, rules=ALL_RULES) is None
