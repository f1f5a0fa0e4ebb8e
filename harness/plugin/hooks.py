"""pytest's hooks. What they change begins with the first page of a run: projects without pages do not notice them."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from harness.plugin.all_pages import settings_want_all
from harness.plugin.closing import Closing
from harness.plugin.link_loop import leads_back
from harness.plugin.options import WORKER_KEY, add_options
from harness.plugin.recorder import MISTAKE, UNTESTED_KEY, Recorder
from harness.plugin.tested_page import says_tested
from harness.source import PAGE_ENDINGS, is_no_page

if TYPE_CHECKING:
    from harness.plugin.state import Harness

RECORDER: Final = pytest.StashKey[Recorder]()


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RECORDER] = Recorder(config)
    config.pluginmanager.register(config.stash[RECORDER], "harness-recorder")
    config.pluginmanager.register(Closing(config.stash[RECORDER]), "harness-closing")


def harness_of(config: pytest.Config) -> "Harness":
    """The run's one object, made for the first page."""
    from harness.plugin.state import HARNESS, Harness  # noqa: PLC0415 - see the module's docstring

    if HARNESS not in config.stash:
        config.stash[HARNESS] = Harness.of(config)
        config.stash[RECORDER].start(config.stash[HARNESS])
        config.addinivalue_line("markers", "needs_cluster: the page of this snippet needs at least one cluster")
    return config.stash[HARNESS]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker whose fleets it shares."""
    node.workerinput[WORKER_KEY] = os.getpid()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    """The process that started the workers does not see their pages: it answers for their fleets and options."""
    config = node.config
    config.stash[RECORDER].collected = len(ids)
    names = sorted(
        {node_id.partition("::")[0] for node_id in ids if Path(node_id.partition("::")[0]).suffix in PAGE_ENDINGS}
    )
    pages = [page for page in (config.rootpath / name for name in names) if is_page(page, config)]
    if pages:
        harness_of(config).answer_for(pages)
        from harness.plugin.scheduling import keep_pages_together  # noqa: PLC0415 - only where there are workers

        keep_pages_together(config, harness_of(config).durations)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker has seen the same pages."""
    told = getattr(node, "workeroutput", {}).get(UNTESTED_KEY, 0)
    recorder = node.config.stash[RECORDER]
    recorder.untested = max(recorder.untested, told)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Markdown pages that say ``test: yes``, and any that is named on the command line."""
    if file_path.suffix not in PAGE_ENDINGS or leads_back(file_path.parent):
        return None
    if is_no_page(file_path, parent.config.rootpath) and not parent.config.stash[RECORDER].is_named(file_path):
        return None
    if not is_page(file_path, parent.config):
        parent.config.stash[RECORDER].untested += parent.config.stash[RECORDER].is_chosen(file_path)
        return None
    recorder = parent.config.stash[RECORDER]
    try:
        if recorder.is_named(file_path) or recorder.is_chosen(file_path):
            harness_of(parent.config).require_settings(file_path)
    except pytest.UsageError as error:
        recorder.mistake = error
        raise
    recorder.pause_garbage_collection()
    from harness.plugin.collect import PageFile  # noqa: PLC0415 - see the module's docstring

    page: pytest.Collector = PageFile.from_parent(parent, path=file_path)
    return page


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """What the first page paused ends with the last one."""
    try:
        return (yield)
    finally:
        recorder = session.config.stash[RECORDER]
        recorder.resume_garbage_collection()
        if recorder.started:
            harness_of(session.config).kept_plans.save()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A mistake of whoever called pytest ends the run; pytest would take it for a folder that cannot be collected.

    A worker could only end itself: the process that started it raises what the worker reports.
    """
    report = yield
    mistake = collector.config.stash[RECORDER].mistake
    if mistake is not None:
        if not hasattr(collector.config, "workerinput"):
            raise mistake
        report.longrepr = str(mistake)
        setattr(report, MISTAKE, str(mistake))
    return report


def is_page(path: Path, config: pytest.Config) -> bool:
    """Whether a Markdown file is a page to be tested; the answer is the same in all processes of a run."""
    if config.option.harness_all_pages or config.stash[RECORDER].is_named(path):
        return True
    option = config.option.harness_settings
    chosen = None if option is None else Path(option)
    return says_tested(path, chosen) or settings_want_all(path.parent, chosen)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.stash[RECORDER].started:
        from harness.plugin.order import chain_of, group_of, sort_items  # noqa: PLC0415 - see the module's docstring

        sort_items(items)
        config.stash[RECORDER].require_variants(items)
        if config.option.harness_shard:
            harness_of(config).take_shard(items, group_of, chain_of)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.config.stash[RECORDER].started:
        from harness.plugin.item_record import attach  # noqa: PLC0415 - see the module's docstring

        attach(report, item, call)
    return report
