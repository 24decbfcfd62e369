"""Notes on how a model was trained, with what their summary must say (``cases/notes.jsonl``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hwextract

CASES = Path(__file__).parent / "cases"
OPEN = frozenset((CASES / "open.txt").read_text(encoding="utf-8").split())


def read() -> list[Any]:
    rows = [json.loads(line) for line in (CASES / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(
            row["text"],
            row["summary"],
            id=row["id"],
            marks=[pytest.mark.xfail(reason="not understood yet", strict=True)] if row["id"] in OPEN else [],
        )
        for row in rows
    ]


@pytest.mark.parametrize(("text", "wanted"), read())
def test_note(text: str, wanted: dict[str, Any]) -> None:
    summary = hwextract.extract(text).summary

    found = {key: summary[key] for key in wanted}
    assert found == {key: pytest.approx(value) if isinstance(value, float) else value for key, value in wanted.items()}
