"""Clusters whose nodes are containers of this machine: what kind and programs like it have in common."""

from harness.cluster.containers.container_provider import CAPABILITIES, ContainerOptions, ContainerProvider
from harness.cluster.containers.tool import ClusterTool, Making

__all__ = ["CAPABILITIES", "ClusterTool", "ContainerOptions", "ContainerProvider", "Making"]
