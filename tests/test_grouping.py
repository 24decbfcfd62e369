"""What belongs to one run."""

from __future__ import annotations

from typing import Any

import pytest

from hwextract.discourse import statements
from hwextract.grouping import Grouping
from hwextract.runs import Item, compatible, general


def grouped(*sentences: tuple[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What is known of each run after sentences; facts stand where "_" stands in the text."""
    grouping = Grouping()
    for text, facts in sentences:
        places = [at for at, character in enumerate(text) if character == "_"]
        items = [Item(at, at + 1, fact, "training") for at, fact in zip(places, facts, strict=True)]
        grouping.sentence(text, items, statements(text))
    return [run.values for run in grouping.runs]


A100: dict[str, Any] = {"accelerator": "NVIDIA A100", "kind": "gpu"}
T4: dict[str, Any] = {"accelerator": "NVIDIA Tesla T4", "kind": "gpu"}


def test_all_goes_to_one_run_where_nothing_speaks_against_it() -> None:
    assert grouped(("On _.", [A100]), ("With _.", [{"ram_gb": 64}]), ("It took _.", [{"hours_low": 3.0}])) == [
        {**A100, "ram_gb": 64, "hours_low": 3.0}
    ]


def test_a_value_that_contradicts_starts_the_next_run_on_the_same_device() -> None:
    runs = grouped(("On _.", [A100]), ("It took _.", [{"hours_low": 3.0}]), ("It took _.", [{"hours_low": 9.0}]))
    assert runs == [{**A100, "hours_low": 3.0}, {**A100, "hours_low": 9.0}]


def test_lists_are_paired() -> None:
    runs = grouped(("On _ and _ it took _ and _.", [A100, T4, {"hours_low": 3.0}, {"hours_low": 9.0}]))
    assert runs == [{**A100, "hours_low": 3.0}, {**T4, "hours_low": 9.0}]


@pytest.mark.parametrize("words", ["The former took _, the latter _.", "It took _ for the former, _ for the latter."])
def test_the_former_and_the_latter(words: str) -> None:
    runs = grouped(("On _.", [A100]), ("On _.", [T4]), (words, [{"hours_low": 3.0}, {"hours_low": 9.0}]))
    assert runs == [{**A100, "hours_low": 3.0}, {**T4, "hours_low": 9.0}]


def test_a_correction_replaces() -> None:
    assert grouped(("On _.", [{**A100, "count": 8}]), ("In fact, it was _.", [{"count": 4}])) == [{**A100, "count": 4}]


def test_a_contradiction_leaves_the_value_open() -> None:
    runs = grouped(("On _.", [A100]), ("_ and, for the same run, _.", [{"hours_low": 3.0}, {"hours_low": 9.0}]))
    assert runs == [A100]


def test_a_sum_is_no_runs_own() -> None:
    runs = grouped(
        ("On _ for _.", [A100, {"device_hours": 30.0}]),
        ("On _ for _.", [T4, {"device_hours": 9.0}]),
        ("This makes _ in total.", [{"device_hours": 39.0}]),
    )
    assert [run["device_hours"] for run in runs] == [30.0, 9.0]


@pytest.mark.parametrize(
    ("known", "facts", "fits"),
    [
        ({"count": 8}, {"count": 8}, True),
        ({"count": 8}, {"count": 4}, False),
        ({"hours_low": 72.0}, {"hours_low": 73.0}, True),
        ({"accelerator": "NVIDIA", "kind": "gpu"}, {"accelerator": "NVIDIA A100", "kind": "gpu"}, True),
        ({"kind": "gpu"}, {"kind": "tpu"}, False),
        ({"cpu": "Intel Xeon", "kind": "gpu"}, {"cpu": "AMD EPYC 7452"}, True),
        ({"cpu": "Intel Core i7-9700K"}, {"cpu": "AMD EPYC 7452"}, False),
        ({"instance": "p3.2xlarge"}, {"instance": "p3.8xlarge"}, False),
    ],
)
def test_compatible(known: dict[str, Any], facts: dict[str, Any], fits: bool) -> None:
    assert compatible(known, facts) is fits


def test_general() -> None:
    assert general("Intel Xeon", "Intel Xeon Gold 6226R")
    assert not general("NVIDIA A100", "NVIDIA A100")
