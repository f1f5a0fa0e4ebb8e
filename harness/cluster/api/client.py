"""The API of one cluster over HTTP, for every kind it serves, known to us or not."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from harness.errors import ClusterError

JSON = "application/json"
METADATA = f"{JSON};as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
EVENTS = f"{JSON};as=PartialObjectMetadata;g=meta.k8s.io;v=v1"  # of a watch, which tells of one object at a time
# One answer for all groups, served since Kubernetes 1.26 (v2beta1) and 1.30 (v2).
DISCOVERY = ",".join(
    f"{JSON};g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList" for version in ("v2", "v2beta1")
)


class ApiError(ClusterError):
    """A request that the API server refused (``status``), or could not be reached for (status 0).

    ``retry_after`` are the seconds after which it wants to be asked again, ``None`` when it does not say.
    """

    def __init__(self, message: str, *, status: int, retry_after: float | None = None) -> None:
        self.status, self.retry_after = status, retry_after
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ApiKind:
    """A kind as the API serves it, in its group's preferred version."""

    group: str  # "" for the core group
    plural: str
    version: str
    kind: str
    namespaced: bool
    verbs: frozenset[str]

    def path(self, namespace: str = "", name: str = "") -> str:
        """The URL path of the list (of a namespace, or of all), or of one object."""
        parts = ["/apis", self.group, self.version] if self.group else ["/api", self.version]
        parts += ["namespaces", namespace] * bool(namespace) + [self.plural] + [name] * bool(name)
        return "/".join(parts)

    def __str__(self) -> str:
        return f"{self.plural}.{self.group}" if self.group else self.plural


class Api:
    """Requests as ``context`` of ``kubeconfig``; objects are the tables that JSON gives. Threads may share it."""

    def __init__(self, kubeconfig: Path, context: str) -> None:
        # These take half a second to import, which no command without clusters should pay.
        from kubernetes import client, config, dynamic  # noqa: PLC0415 - see above

        load, dynamic_client = cast("Any", config).load_kube_config, cast("Any", dynamic).DynamicClient  # untyped

        self.context = context
        settings: Any = client.Configuration()
        # It writes keys to files, which a killed process leaves: beside the kubeconfig they go with the fleet.
        load(str(kubeconfig), context, client_configuration=settings, temp_file_path=str(kubeconfig.parent))
        settings.retries = False  # who waits asks again; urllib3 would hide how long it took
        # Its own discovery writes a cache file to the temporary folder and takes a request for each group.
        self._client = dynamic_client(client.ApiClient(settings), discoverer=lambda *_: None)

    def request(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        accept: str = JSON,
        content_type: str = JSON,
        query: Mapping[str, str] | None = None,
        timeout: float = 30.0,
    ) -> Any:
        """The answer's JSON; ``ApiError`` when it is refused or does not come."""
        query_params = list((query or {}).items())
        answer = self._answer(
            method, path, body=body, content_type=content_type, accept=accept, query=query_params, timeout=timeout
        )
        return json.loads(answer.data)

    def watch(self, path: str, *, seconds: int = 300) -> Iterator[Mapping[str, Any]]:
        """What is below ``path``, then what changes there, each as ``{"type": ..., "object": ...}`` with its metadata.

        Ends when the API server does, after ``seconds`` at the latest; ``ApiError`` when it is refused or breaks off.
        """
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - imported already, see __init__

        query = [("watch", "true"), ("timeoutSeconds", str(seconds))]
        answer = self._answer("GET", path, accept=EVENTS, query=query, timeout=seconds + 30.0)
        try:
            yield from map(json.loads, lines(answer.stream()))
        except HTTPError as error:
            raise ApiError(f"{self.context}: watch of {path}: broken off: {error}", status=0) from error
        finally:
            answer.close()

    def _answer(
        self,
        method: str,
        path: str,
        *,
        accept: str,
        query: list[tuple[str, str]],
        timeout: float,
        body: Any = None,
        content_type: str = JSON,
    ) -> Any:
        from kubernetes.dynamic.exceptions import DynamicApiError  # noqa: PLC0415 - imported already, see __init__
        from urllib3.exceptions import HTTPError  # noqa: PLC0415 - likewise

        try:
            return self._client.request(
                method,
                path,
                body=body,
                content_type=content_type,
                header_params={"Accept": accept},
                query_params=query,
                _request_timeout=timeout,
                serialize=False,
            )
        except DynamicApiError as error:
            message = f"{self.context}: {method} {path}: {error.status} {reason_of(error.body)}"
            raise ApiError(message, status=int(error.status), retry_after=retry_after(error.headers)) from error
        except HTTPError as error:
            raise ApiError(f"{self.context}: {method} {path}: no answer: {error}", status=0) from error

    def get(self, path: str, *, accept: str = JSON, timeout: float = 30.0) -> Any:
        return self.request("GET", path, accept=accept, timeout=timeout)

    def version(self) -> str:
        """Of the API server, such as ``v1.34.4``."""
        return str(self.get("/version")["gitVersion"])

    def kinds(self) -> tuple[ApiKind, ...]:
        """Every kind that can be listed and deleted, once: groups whose server does not answer are left out."""
        return tuple(
            sorted(
                kind
                for path in ("/api", "/apis")
                for kind in parse_discovery(self.get(path, accept=DISCOVERY))
                if {"list", "delete"} <= kind.verbs
            )
        )

    def found(self, path: str) -> Any:
        """As ``get``, with ``None`` for what is not there."""
        try:
            return self.get(path)
        except ApiError as error:
            if error.status != 404:
                raise
            return None

    def delete(self, path: str, *, grace: int | None = None) -> None:
        """Ask for deletion, and of what it owns or, for a pod, with ``grace`` seconds; what is gone already is fine."""
        query = {"propagationPolicy": "Background"} if grace is None else {"gracePeriodSeconds": str(grace)}
        try:
            self.request("DELETE", path, query=query)
        except ApiError as error:
            if error.status != 404:
                raise

    def create(self, path: str, body: Mapping[str, Any]) -> Any:
        return self.request("POST", path, body=dict(body))

    def replace(self, path: str, body: Mapping[str, Any]) -> Any:
        return self.request("PUT", path, body=dict(body))

    def merge(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change what ``body`` names; ``None`` removes a key."""
        return self.request("PATCH", path, body=dict(body), content_type="application/merge-patch+json")


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines without their ends, from chunks that end anywhere; what follows the last end is left out."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole


def parse_discovery(answer: Mapping[str, Any]) -> Iterator[ApiKind]:
    """Kinds of an aggregated discovery document; versions stand in order of preference."""
    for group in answer["items"]:
        seen: set[str] = set()
        for version in group["versions"]:
            if version.get("freshness") == "Stale":
                continue
            for resource in version["resources"]:
                if resource["resource"] in seen:
                    continue
                seen.add(resource["resource"])
                yield ApiKind(
                    group=group["metadata"].get("name", ""),
                    version=version["version"],
                    kind=resource.get("responseKind", {}).get("kind", ""),
                    plural=resource["resource"],
                    namespaced=resource["scope"] == "Namespaced",
                    verbs=frozenset(resource["verbs"]),
                )


def retry_after(headers: Mapping[str, str] | None) -> float | None:
    """Seconds; the header may also hold a date, which API servers do not send."""
    text = (headers or {}).get("Retry-After", "")
    return float(text) if text.isdecimal() else None


def reason_of(body: bytes | str | None) -> str:
    """The message of the API server's refusal."""
    text = body.decode(errors="replace") if isinstance(body, bytes) else body or ""
    try:
        return str(json.loads(text)["message"])
    except (ValueError, KeyError, TypeError):
        return text.strip()
