"""What stands in entries of bibliographies."""

from __future__ import annotations

from hwextract.pipeline.literals import in_markup


def test_an_open_brace_reaches_no_further_than_its_field() -> None:
    near, far = "title = {Training on a GPU", "title = {Training " + "of a tagger " * 30 + "on a GPU"
    assert in_markup(near.index("GPU"), near)
    assert not in_markup(far.index("GPU"), far)
