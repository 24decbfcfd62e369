"""From extractions to pandas: every value arrives in its row and column, whatever types stand beside each other."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import hwextract
from hwextract.records import RECORD_TYPES
from hwextract.tables import columns

#: One record of every type, full or bare.
SOME: dict[str, dict[str, Any]] = {
    "accelerator": {"name": "NVIDIA A100", "count": 8, "memory_gb": 40.0, "flags": ("a", "b")},
    "cpu": {"cores": 16, "clock_ghz": 2.5},
    "memory": {"gb": 256},
    "storage": {"gb": 0.5, "kind": "ssd"},
    "system": {"name": "A\ud800B", "kind": "cluster"},
    "duration": {"low_s": 3.0, "high_s": 4.0, "approx": True, "setup": 2},
}


def extraction() -> hwextract.Extraction:
    kinds = [*RECORD_TYPES, *reversed(RECORD_TYPES)]
    records = tuple(RECORD_TYPES[kind](record_id=n, **SOME.get(kind, {})) for n, kind in enumerate(kinds))
    return hwextract.Extraction(doc_id="d", status="ok", records=records)


def test_every_value_is_in_its_place() -> None:
    result = extraction()
    frame = hwextract.to_frame([result, result])
    rows = [*result.to_dicts(), *result.to_dicts()]
    assert len(frame) == len(rows)
    for (_, found), row in zip(frame.iterrows(), rows, strict=True):
        for column in columns("records"):
            stated = row.get(column.name)
            if stated is None:
                assert found[column.name] is pd.NA
            elif isinstance(stated, str):
                assert found[column.name] == stated.replace("\ud800", "\ufffd")
            else:
                assert found[column.name] == stated


def test_lists_are_the_frames_own() -> None:
    frame = hwextract.to_frame(extraction())
    assert frame["flags"].iloc[0] == ["a", "b"]
    frame["flags"].iloc[1].append("mine")
    assert frame["flags"].iloc[2] == []


def test_a_number_that_is_no_whole_one_is_not_cut() -> None:
    record = RECORD_TYPES["accelerator"](count=2.5)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="float64"):
        hwextract.to_frame(hwextract.Extraction(doc_id="d", status="ok", records=(record,)))
