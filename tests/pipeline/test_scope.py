"""Where clauses end."""

from __future__ import annotations

import pytest

from hwextract.pipeline.scope import Clauses


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It ran, and the net was trained here", []),
        ("It ran on a CPU and then was retrained here", [16]),
        ("a CPU and a GPU", []),
        ("a run of it which took 3 h", [12]),
        ("a CPU + 2 GPUs; it ran", [5, 14]),
        ("a CPU + GPUs", []),
    ],
)
def test_clauses_end_at_marks_and_before_new_predicates(text: str, ends: list[int]) -> None:
    assert sorted(Clauses([], text).both) == ends


def test_no_clause_ends_in_nothing() -> None:
    ends = Clauses([], "a CPU; a GPU")
    assert [ends.between(5, 6), ends.between(5, 5), ends.between(9, 2)] == [1, 0, 0]
