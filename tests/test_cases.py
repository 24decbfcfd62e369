"""Sentences with the records that must come out of them (``cases/*.jsonl``), and those not understood yet.

A case passes when its mentions, with place, type, fields, status and phase, and its `hardware_stated` are all right.
Cases that are known to fail are listed in ``cases/open.txt``, one id a line; they are strict: a case that starts to
pass must leave the list.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hwextract

CASES = Path(__file__).parent / "cases"
OPEN = frozenset((CASES / "open.txt").read_text(encoding="utf-8").split())
FILES = ("negation", "background", "phase", "quantities", "times", "links", "fields", "systems", "traps")


def read(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.xfail(reason="not understood yet", strict=True)] if row["id"] in OPEN else [],
        )
        for row in rows
    ]


def place(text: str, record: dict[str, Any]) -> tuple[int, int]:
    start = -1
    for _ in range(record["nth"]):
        start = text.index(record["text"], start + 1)
    return start, start + len(record["text"])


def rounded(value: Any) -> Any:
    return round(value, 3 - len(str(int(value)))) if isinstance(value, float | int) and value else value


def wanted(case: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for record in case["records"]:
        fields = {key: rounded(value) for key, value in record.items() if key not in ("nth", "text")}
        fields["place"] = place(case["text"], record)
        found.append(fields)
    return sorted(found, key=lambda r: r["place"])


@pytest.mark.parametrize("case", [case for name in FILES for case in read(name)])
def test_case(case: dict[str, Any]) -> None:
    result = hwextract.extract(case["text"])

    expected = wanted(case)
    found = [
        {key: rounded({**row, "place": (row["start"], row["end"])}[key]) for key in want}
        for row, want in zip(result.to_dicts(), expected, strict=False)
        if row["type"] == want["type"]
    ]
    assert len(result.records) == len(expected)
    assert found == expected
    assert result.summary["hardware_stated"] is case["hardware_stated"]


@pytest.mark.parametrize("name", FILES)
def test_ranges_go_up(name: str) -> None:
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        for record in hwextract.extract(json.loads(line)["text"]).to_dicts():
            assert record.get("low_s") is None or record["low_s"] <= record["high_s"]


@pytest.mark.parametrize("case", read("setups"))
def test_setups(case: dict[str, Any]) -> None:
    found = [setup for setup in hwextract.extract(case["text"]).setups if setup["status"] == "used"]

    for want in case["setups"]:
        assert any(all(rounded(setup[key]) == rounded(value) for key, value in want.items()) for setup in found), want
    assert len(found) == len(case["setups"])


def test_every_open_case_exists() -> None:
    ids = {param.id for name in (*FILES, "setups", "notes") for param in read(name)}
    assert ids >= OPEN
