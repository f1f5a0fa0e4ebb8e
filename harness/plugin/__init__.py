"""The only place that knows pytest: pages are collectors, snippets are items."""

from harness.plugin.hooks import (
    pytest_addoption,
    pytest_collect_file,
    pytest_collection,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_configure_node,
    pytest_make_collect_report,
    pytest_runtest_makereport,
    pytest_testnodedown,
    pytest_xdist_node_collection_finished,
)

__all__ = [
    "pytest_addoption",
    "pytest_collect_file",
    "pytest_collection",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_configure_node",
    "pytest_make_collect_report",
    "pytest_runtest_makereport",
    "pytest_testnodedown",
    "pytest_xdist_node_collection_finished",
]
