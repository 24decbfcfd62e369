"""What a run reports, on the terminal and as JSON. No figure is held against a clock."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hwextract.benchmark import BASELINES, Report, benchmark, load
from hwextract.benchmark.growth import HOSTILE
from hwextract.benchmark.measure import in_child, interleaved
from hwextract.benchmark.report import Row, markdown, tables, targets
from hwextract.cli import Baseline, app
from hwextract.errors import BenchmarkError, HwextractError
from hwextract.pipeline import STATIONS

ROWS = [
    "tokenizer-compiled",
    "tokenizer-plain",
    "rulers",
    "quantulum3",
    "bare-scan",
    "dense",
    "component",
    "import",
    "first-result",
    "frame",
    "workers",
    "memory-paper",
    "memory-stream",
]
#: What runs without any extra.
ALWAYS = {"tokenizer-plain", "rulers", "dense", "component", "import", "first-result"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    """The output of a quick run, and its JSON."""
    path = tmp_path_factory.mktemp("benchmark") / "figures.json"
    arguments = ["benchmark", "--quick", "--json", str(path)]
    for name in ("tokenizer", "rulers", "bare-scan"):
        arguments += ["--baseline", name]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"}, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output, json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_every_row_of_the_targets_is_there(run: tuple[str, dict[str, Any]]) -> None:
    rows = run[1]["targets"]
    assert [row["id"] for row in rows] == ROWS
    for row in rows:
        if row["measured"] is None:
            assert row["note"]
            assert row["met"] is row["goal_met"] is None
        else:
            reached = row["measured"] >= row["must"] if row["better"] == "more" else row["measured"] <= row["must"]
            assert row["met"] is reached
    assert {row["id"] for row in rows if row["measured"] is not None} >= ALWAYS


@pytest.mark.slow
def test_what_was_not_measured_says_why(run: tuple[str, dict[str, Any]]) -> None:
    (row,) = (row for row in run[1]["targets"] if row["id"] == "quantulum3")
    assert row["measured"] is None
    assert row["note"] == "quantulum3: not asked for"
    assert "not measured" in run[0]


@pytest.mark.slow
def test_speeds_of_all_contenders_on_both_parts(run: tuple[str, dict[str, Any]]) -> None:
    speeds = run[1]["speeds"]
    ours = {"hwextract (re)", "hwextract (hyperscan)"}
    assert {one["name"] for one in speeds} == {*ours, *BASELINES, "tokenizer + hwextract"}
    assert {one["part"] for one in speeds} == {"sparse", "dense"}
    for one in speeds:
        assert (one["mb_per_s"] is None) == (one["seconds"] is None) == bool(one["note"])
        assert one["size"] > 0


@pytest.mark.slow
def test_stations_add_up(run: tuple[str, dict[str, Any]]) -> None:
    stations = run[1]["stations"]
    around = {"engine", "readability", "scan", "around", "repair", "gate", "resolve", "frame"}
    assert {one["name"] for one in stations} == around | {station.__name__ for station in STATIONS}
    assert sum(one["share"] for one in stations) == pytest.approx(1)


@pytest.mark.slow
def test_growth_of_length_and_number(run: tuple[str, dict[str, Any]]) -> None:
    growth = run[1]["growth"]
    hostile = [f"run of {name}" for name in HOSTILE]
    assert [(one["what"], one["times"]) for one in growth] == [
        (what, times) for what in ("length of a text", "number of texts", *hostile) for times in (1, 10, 100)
    ]
    assert all(one["ratio"] == 1 for one in growth if one["times"] == 1)


@pytest.mark.slow
def test_corpus_and_environment_are_named(run: tuple[str, dict[str, Any]]) -> None:
    data = run[1]
    assert data["corpus"]["name"] == "sample"
    assert data["corpus"]["records"] > 0
    assert 0 < data["corpus"]["dense_bytes"] < data["corpus"]["bytes"]
    assert data["settings"]["quick"] is True
    assert {"hwextract", "spacy", "pandas"} <= data["environment"]["versions"].keys()


@pytest.mark.slow
def test_json_is_the_whole_report(run: tuple[str, dict[str, Any]]) -> None:
    report = Report.from_dict(run[1])
    assert json.loads(report.to_json()) == run[1]
    output = " ".join(run[0].split())
    for table in tables(report):
        assert table.title in output
        assert len(markdown(table).splitlines()) == 2 + len(table.rows)


@pytest.mark.parametrize(
    ("better", "must", "goal", "measured", "says"),
    [
        ("more", 6, 20, 5.9, "no"),
        ("more", 6, 20, 6.0, "yes"),
        ("more", 6, 20, 31.0, "goal"),
        ("less", 5, 2, 5.1, "no"),
        ("less", 5, 2, 2.1, "yes"),
        ("less", 5, 2, 2.0, "goal"),
        ("less", 5, 2, None, ""),
    ],
)
def test_whether_a_target_is_met(better: str, must: float, goal: float, measured: float | None, says: str) -> None:
    row = Row("a", "against a snail", "x", better, must, goal, measured, "")
    (shown,) = tables(Report(corpus={}, environment={}, settings={}, targets=(row,)))[0].rows
    assert shown[4] == says


def test_targets_are_well_formed() -> None:
    for row in targets():
        assert row.keys() == {"id", "label", "unit", "better", "must", "goal"}
        assert (row["goal"] > row["must"]) == (row["better"] == "more")


def test_command_knows_every_baseline() -> None:
    assert [one.value for one in Baseline] == list(BASELINES)


@pytest.mark.parametrize("arguments", [["missing.jsonl"], ["--baseline", "abacus"]])
def test_wrong_use(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["benchmark", "--quick", *arguments])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_unknown_baseline() -> None:
    with pytest.raises(BenchmarkError, match="no baseline abacus; there are tokenizer"):
        benchmark(load(None), baselines=["abacus"])


def test_warm_up_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0, 100, 100, 103, 103, 108, 108, 112])
    monkeypatch.setattr("hwextract.benchmark.measure.time.process_time", lambda: next(clock))
    assert interleaved({"one": lambda: lambda: None}, repeats=3) == {"one": 4}


def test_a_process_that_fails() -> None:
    with pytest.raises(HwextractError, match="could not be measured: ValueError: why"):
        in_child("raise ValueError('why')")
