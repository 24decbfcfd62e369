"""Notes on how a model was trained, with what their summary must say (``cases/notes.jsonl``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hwextract
from hwextract.notes import is_note, is_terse

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


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("According to the authors, two K80 were used.\n2 * 8.7e12 * 50 * 3600 * 0.3 = 9.4e17 FLOP", True),
        ('"We trained on two K80." Their appendix gives 50 hours.', True),
        ("They used two K80.", False),
        ("They used two K80. Our network is smaller.\n2 * 8.7e12 * 50 * 3600 * 0.3 FLOP", False),
        ("The authors had two K80; our own estimate:\n2 * 8.7e12 * 50 * 3600 * 0.3 FLOP", True),
        ("The authors had two K80 (https://tell.us/our page), see our guess.\n2 * 8.7e12 * 3600 * 0.3 FLOP", True),
        ("The authors had two K80 (https://x.org); it took us long.\n2 * 8.7e12 * 50 * 3600 * 0.3 FLOP", False),
        (
            "Traps ran for 6 days.\n\nOddo, P., 2019. Moths at light. J. Lepid. 2 (1), 1-9. https://doi.org/10.0000/x.",
            False,
        ),
        ("They trained it for 6 days (https://github.com/none/none).", True),
        ("Traps ran for 6 days (https://github.com/none/none). Moths came late (Oddo et al., 2019).", False),
        ("It trains for 6 days ([read me](https://github.com/none/none)).", False),
        ('Stops after 6 days.\nclock = Clock(end="06:00:00:00")', False),
        ('"We trained on two K80 (`--gpus 2`)." Their appendix gives 50 hours.', True),
    ],
)
def test_in_a_note_others_are_the_authors(text: str, note: bool) -> None:
    assert is_note(text) is note
    if "They used" in text:
        assert hwextract.extract(text).summary["hardware_stated"] is False


def test_a_note_names_one_models_hardware() -> None:
    text = 'They report: "we trained on 16 A100 for 50 hours". The original authors used 4 K80.\n16 * 3.12e14 * 50 * 3600 * 0.3'
    assert hwextract.extract(text).summary["accelerators"] == ["NVIDIA A100"]


@pytest.mark.parametrize("heading", ["2.3. Field work", "2.3 | Field work", "1. Introduction"])
def test_a_heading_begins_no_telegraphic_text(heading: str) -> None:
    assert not is_terse(f"{heading}\n\nThe PCR was run for 2 h on four plates.")
    assert not is_terse("# 4 V100\n```\nrun.sh\n```")
    assert is_terse("4 V100, 2 h on four plates.")
