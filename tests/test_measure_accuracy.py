"""The measure of accuracy counts what it says, right and wrong."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "measure_accuracy.py"
spec = importlib.util.spec_from_file_location("measure_accuracy", SCRIPT)
assert spec is not None
assert spec.loader is not None
measure_accuracy = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = measure_accuracy
spec.loader.exec_module(measure_accuracy)


def passage(**gpu: Any) -> dict[str, Any]:
    record = {"type": "accelerator", "text": "V100", "nth": 1, "status": "used", "phase": "training", "count": 2, **gpu}
    return {"id": "1", "text": "We trained on two V100 for 3 h.", "hardware_stated": True, "records": [record]}


def test_right_record_counts_as_right() -> None:
    counts = measure_accuracy.measure([passage()]).types["accelerator"]

    assert (counts["annotated"], counts["matched"], counts["right"]) == (1, 1, 1)


def test_what_nobody_annotated_lowers_precision_only() -> None:
    tally = measure_accuracy.measure([passage()])

    assert tally.types["duration"]["found"] == 1
    assert tally.types["duration"]["matched"] == 0
    assert "| duration | 0 | 0.00 | - |" in measure_accuracy.by_type(tally)


def test_wrong_field_and_status_are_told_apart() -> None:
    tally = measure_accuracy.measure([passage(count=3), passage(status="background")])

    assert tally.fields == {("accelerator", "count"): 1}
    assert tally.status["background", "used"] == 1
    assert tally.types["accelerator"]["right"] == 0


def test_widest_overlap_is_paired_first() -> None:
    want = [{"type": "cpu", "start": 0, "end": 10}]
    found = [{"type": "cpu", "start": 8, "end": 20}, {"type": "cpu", "start": 0, "end": 9}]

    assert measure_accuracy.pairs(want, found) == [(want[0], found[1])]
