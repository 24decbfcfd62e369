"""How much a benchmark measures, and what one measurement gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["FULL", "QUICK", "Figure", "Scale"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is measured.

    Attributes
    ----------
    repeats, children : int
        Rounds of what is measured here, and in processes of their own.
    chars : int or None
        The corpus is cut after so many characters.
    slice_chars : int
        Characters of the slice for what is too slow for the whole.
    records, stream : int
        Records that go into one frame, and texts of a stream (before there are ten times as many).
    paper_bytes : float
        Size of the one long paper.
    growth_chars, hostile_chars : int
        Longest text that growth starts from, and length of the run that it starts from in a hostile one.
    workers_s : float
        Seconds that one worker is to be busy for, by estimate; for less, workers are hardly worth their start.
    """

    repeats: int = 5
    children: int = 7
    chars: int | None = None
    slice_chars: int = 60_000
    records: int = 100_000
    stream: int = 5_000
    paper_bytes: float = 50e6
    growth_chars: int = 30_000
    hostile_chars: int = 1_000
    workers_s: float = 60.0


FULL = Scale()
#: Enough to see that everything runs.
QUICK = Scale(
    repeats=1,
    children=1,
    chars=30_000,
    slice_chars=2_000,
    records=1_000,
    stream=10,
    paper_bytes=2e5,
    growth_chars=1_000,
    hostile_chars=20,
    workers_s=0.0,
)


class Figure(NamedTuple):
    """A measured value, or None and the reason; with a value, the note says how it was measured."""

    value: float | None
    note: str = ""
