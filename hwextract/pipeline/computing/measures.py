"""How long, how near and how far: what the rules of times measure with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.pipeline.computing.cues import STRONG
from hwextract.pipeline.periods import period_named

if TYPE_CHECKING:
    from collections.abc import Container

    from hwextract.pipeline.draft import Draft, Window
    from hwextract.pipeline.events import Event

__all__ = [
    "BRIEF",
    "CONTRAST",
    "COUNTED",
    "INSTANT",
    "LONG",
    "NEAR",
    "NONE",
    "REACH",
    "apart",
    "counted_per",
    "distance",
    "distance_here",
]

#: Seconds below which an inference is that of a sample where nothing says so.
INSTANT = 2.0
#: Seconds below which a time is brief.
BRIEF = 600
#: Seconds from which a time is rather one of a season than one of computing.
LONG = 40 * 86400
#: Characters within which a word of computing makes a time one of computing.
NEAR = 60
#: The distance of a cue that is not there.
NONE = 999
#: What times are counted per that are compared, and that a computer does one after the other.
COUNTED = ("sample", "step", "epoch")
#: Characters behind a time that may say what it is counted per.
REACH = 30
#: What says behind a time what it is counted per.
_COUNTED_PER = re.compile(r"[ -]?(?:per|each|every|/|for (?:one|each|every))")
#: What parts a time from what is said elsewhere in its sentence.
CONTRAST = re.compile(
    r"[;!?]|\.\s|, (?:and|so|hence|where|which)\b|\b(?:but|while|whereas|than|instead|unlike|compared)\b"
)
#: What begins another clause, also without a comma.
_OTHER_CLAUSE = re.compile(rf"{CONTRAST.pattern}|\b(?:that|which|who)\b")


def counted_per(text: str, end: int) -> str | None:
    """What a time that ends at a place is counted per, if the words behind it begin to say it.

    Examples
    --------
    >>> text = "3 h per epoch and 2 h in the field"
    >>> counted_per(text, 3), counted_per(text, 21)
    ('epoch', None)
    """
    return period_named(text[end : end + REACH]) if _COUNTED_PER.match(text, end) else None


def apart(draft: Draft, other: Draft | Event) -> int:
    """Characters between a time and something else; less than none where they overlap."""
    return max(other.start - draft.end, draft.start - other.end)


def distance(
    draft: Draft, window: Window, *categories: str, behind: bool = False, but: Container[int] = frozenset()
) -> int:
    """Characters between a mention and the nearest cue of some categories, or the nearest behind it.

    Those that start at places in ``but`` are left out.
    """
    start = draft.end if behind else 0
    places = (
        (cue.start, cue.end)
        for cue in window.cues
        if cue.row["category"] in categories and cue.start >= start and cue.start not in but
    )
    return min((max(start - draft.end, draft.start - end, 0) for start, end in places), default=NONE)


def distance_here(draft: Draft, window: Window, text: str) -> int:
    """Characters between a time and the nearest word of computing of its own clause."""
    places = (
        (cue.end, draft.start) if cue.start < draft.start else (draft.end, cue.start)
        for cue in window.cues
        if cue.row["category"] in STRONG
    )
    return min(
        (right - left for left, right in places if left <= right and not _OTHER_CLAUSE.search(text, left, right)),
        default=NONE,
    )
