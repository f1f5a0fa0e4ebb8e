import yaml

from harness.cluster.containers.real_metallb import documents

MANIFEST = """
apiVersion: v1
kind: Namespace
metadata: {name: metallb-system}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: controller, generation: 1}
spec:
  template:
    spec:
      containers:
      - name: controller
        livenessProbe: {initialDelaySeconds: 10, periodSeconds: 10}
        readinessProbe: {initialDelaySeconds: 10, periodSeconds: 10, failureThreshold: 3}
---
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: speaker}
spec: {template: {spec: {containers: [{name: speaker}]}}}
"""


def test_workloads_come_last_and_say_sooner_that_they_are_ready() -> None:
    rest, workloads = documents(MANIFEST)
    published = [document for document in yaml.safe_load_all(MANIFEST) if document]
    assert rest == published[:1]
    assert workloads[1] == published[2]
    container = workloads[0]["spec"]["template"]["spec"]["containers"][0]
    assert container["readinessProbe"] == {"initialDelaySeconds": 1, "periodSeconds": 1, "failureThreshold": 3}
    assert container["livenessProbe"] == {"initialDelaySeconds": 10, "periodSeconds": 10}
