"""Shards: each group in exactly one part, the same for everybody who asks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import SettingsError
from harness.plan.shard import Shard, parse_shard, read_durations, share, write_durations


@pytest.mark.parametrize(
    ("text", "environ", "shard"),
    [
        pytest.param("1/4", {}, Shard(1, 4), id="the first"),
        pytest.param("4/4", {}, Shard(4, 4), id="the last"),
        pytest.param("1/1", {}, Shard(1, 1), id="the only one"),
        pytest.param("/4", {"JOB_COMPLETION_INDEX": "0"}, Shard(1, 4), id="the first pod of a job"),
        pytest.param("/4", {"JOB_COMPLETION_INDEX": "3"}, Shard(4, 4), id="the last pod of a job"),
        pytest.param("2/4", {"JOB_COMPLETION_INDEX": "0"}, Shard(2, 4), id="what is typed wins"),
    ],
)
def test_shards(text: str, environ: dict[str, str], shard: Shard) -> None:
    assert parse_shard(text, environ) == shard


@pytest.mark.parametrize(
    ("text", "environ"),
    [
        pytest.param("0/4", {}, id="counted from one"),
        pytest.param("5/4", {}, id="beyond the last"),
        pytest.param("1/0", {}, id="of nothing"),
        pytest.param("/4", {}, id="no job"),
        pytest.param("/4", {"JOB_COMPLETION_INDEX": "4"}, id="a job with too many pods"),
        pytest.param("/4", {"JOB_COMPLETION_INDEX": "x"}, id="no index"),
        pytest.param("1-4", {}, id="no fraction"),
        pytest.param("1/4 ", {}, id="a blank"),
        pytest.param("²/4", {}, id="no decimal digit"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_what_is_no_shard(text: str, environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_shard(text, environ)
    assert str(caught.value) == (
        f"--shard {text}: no part of a whole\n"
        "  expected: I/N with I from 1 to N, or /N in a pod of an Indexed Job (JOB_COMPLETION_INDEX)"
    )


NAMES = st.lists(st.text(min_size=1, max_size=3))


@given(NAMES, st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1000)), st.integers(1, 9))
def test_each_group_is_in_exactly_one_shard(groups: list[str], durations: dict[str, float], count: int) -> None:
    shards = [share(groups, durations, Shard(index, count)) for index in range(1, count + 1)]
    assert sorted(name for shard in shards for name in shard) == sorted(set(groups))
    assert [share(reversed(groups), durations, Shard(index, count)) for index in range(1, count + 1)] == shards


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=30), st.integers(1, 6))
def test_no_shard_is_longer_than_a_fair_part_and_the_longest_group(seconds: list[float], count: int) -> None:
    durations = {f"page{number}": value for number, value in enumerate(seconds)}
    for index in range(1, count + 1):
        mine = sum(durations[name] for name in share(durations, durations, Shard(index, count)))
        assert mine <= sum(seconds) / count + max(seconds) + 1e-6


@given(st.lists(st.sampled_from(["", "a", "ab"]), min_size=1, max_size=20), st.integers(1, 4))
def test_what_stands_on_the_same_is_in_as_few_shards_as_fairness_allows(chain: list[str], count: int) -> None:
    chains = {f"{number}.md": tuple(one) for number, one in enumerate(chain)}
    durations = dict.fromkeys(chains, 1.0)
    shards = [share(chains, durations, Shard(index, count), chains) for index in range(1, count + 1)]
    assert sorted(name for shard in shards for name in shard) == sorted(chains)
    fair = len(chain) / count
    assert max(map(len, shards)) <= 1.5 * fair + 1
    for own in {one for one in chains.values() if one}:
        pages = [name for name in chains if chains[name] == own]
        parts = sum(any(name in shard for name in pages) for shard in shards)
        assert parts <= -(-len(pages) // max(1, fair / 2))


def test_pages_that_stand_on_the_same_go_to_one_shard() -> None:
    names = [f"{number}.md" for number in range(8)]
    chains = {"1.md": ("istio",), "5.md": ("istio",)}
    shards = [share(names, {}, Shard(index, 2), chains) for index in (1, 2)]
    assert any({"1.md", "5.md"} <= shard for shard in shards)


def test_what_was_never_recorded_counts_as_usual() -> None:
    durations = {"a": 10.0, "b": 10.0, "c": 20.0}
    assert share(["a", "b", "c", "new"], durations, Shard(1, 2)) == {"c", "new"}
    assert share(["a", "b", "c", "new"], durations, Shard(2, 2)) == {"a", "b"}


def test_durations_are_read_as_written(tmp_path: Path) -> None:
    file = tmp_path / "durations.json"
    assert read_durations(file) == {}
    write_durations(file, {"b.md": 2.04, "a.md": 1.0})
    assert file.read_text() == '{\n "a.md": 1.0,\n "b.md": 2.0\n}\n'
    assert read_durations(file) == {"a.md": 1.0, "b.md": 2.0}


@pytest.mark.parametrize("text", ["", "[]", '{"a": "long"}', '{"a": null}'])
def test_what_is_no_record_of_durations(tmp_path: Path, text: str) -> None:
    file = tmp_path / "durations.json"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_durations(file)
    assert caught.value.message.startswith(f"{file}: not a record of durations: ")
    assert caught.value.remedy == "write it anew: harness merge --durations FILE"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-1"])
def test_durations_that_are_no_times(tmp_path: Path, value: str) -> None:
    file = tmp_path / "durations.json"
    file.write_text(json.dumps({"a": 1.0}).replace("1.0", value))
    with pytest.raises(SettingsError, match="not a record of durations"):
        read_durations(file)
