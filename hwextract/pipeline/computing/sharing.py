"""What a time shares with another of its clause: its event, what it is counted per, and whether it is one of computing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.pipeline.computing.cues import LETTERS, WORDS
from hwextract.pipeline.computing.measures import INSTANT, counted_per
from hwextract.pipeline.events import ASIDE

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window
    from hwextract.pipeline.events import Event

__all__ = ["COMPARED", "WHOLE", "give_event", "is_other_item", "share_period", "shares"]

#: What may stand between a time and one that shares its verb: "A took 3 h, and B 4 h".
_ELLIPSIS = re.compile(
    r"(?!.*\b(?:was|were|is|are|has|have|had|can|could|did|do|does|be|been|being)\b)(?:[^.;:]|(?<=\d)\.(?=\d)|\b(?:i\.e|ca|approx)\.|; (?=(?:with|without|for|on|using|by)\b)){0,110}"
)
#: What may stand between two times of a list, each in brackets: "A (6 ms), followed by B (19 ms)".
_NEXT_BRACKET = re.compile(
    r"(?!.*\b(?:was|were|is|are|has|have|had)\b)[^().;:]{0,25}\)(?:,| and|, and|,? or|,? followed by) [^().;:]{0,60}\("
)
#: What may stand between a time and one in brackets with which it is compared: "3 h, which is less than A (4 h)".
COMPARED = re.compile(r"[^.:;]{0,70}\b(?:than|vs\.|versus|compared|as (?:that|those|for))\b[^.:;]{0,40}\(")
#: What may stand between a time in brackets and the one there with which it is compared: "takes longer (3 h rather than 2 h)".
_AGAINST = re.compile(
    r"[^().;:]{0,25}\b(?:rather than|instead of|as opposed to|compared (?:with|to)|versus|vs\.|not) (?:about |only |just )?"
)
#: The marks of the items of a list: "(b) training 9 h (c) tests 2 h".
_ITEM = re.compile(r"(?:^| )\((?:[a-h]|[ivx]{1,4}|\d)\) ")


def shares(text: str, start: int, end: int, by: str) -> bool:
    """Whether nothing but a new condition or device stands between two times: they share what is said of the first."""
    if by == "bracket":
        return any(way.fullmatch(text, start, end) for way in (COMPARED, _NEXT_BRACKET, _AGAINST))
    between = ASIDE.sub("", text[start:end])
    return _ITEM.search(between) is None and _ELLIPSIS.fullmatch(between) is not None


def is_other_item(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time stands in an item of a list that says nothing of computing."""
    marks = [mark.end() for mark in _ITEM.finditer(text, 0, draft.start)]
    if not marks or not LETTERS.search(text, marks[-1], draft.start):
        return False
    return not any(cue.row["category"] in WORDS and marks[-1] <= cue.start < draft.start for cue in window.cues)


#: What says that a time is of the whole.
WHOLE = re.compile(
    r"(?i)\b(?:total|altogether|overall|all|whole|entire|full|complete|\d[\d,]* epochs|train\w*|hence|download\w*|load\w*)\b|\bin sum|\bfor the \d|->|="
)
#: How many times longer one method may take than another for the same thing.
_ALIKE = 100


def share_period(before: Draft, members: list[Draft], text: str) -> None:
    """In "20 ms per image with A, and with B 35 ms" the second time is per image too."""
    period, first = before.fields["per"], members[0]
    joined = any(shares(text, before.end, first.start, by) for by in ("verb", "bracket"))
    if period in ("sample", "step", "epoch", "other") and joined:
        around = text[before.end : first.end + 30]
        counted = counted_per(text, members[-1].end)
        for draft in members:
            like = before.fields["low_s"] / _ALIKE <= draft.fields["low_s"] <= before.fields["low_s"] * _ALIKE
            if like and draft.fields["per"] == "total" and counted is None and not WHOLE.search(around):
                draft.fields["per"] = period


#: Training that goes on, not what was trained before.
_TRAINS = re.compile(r"(?:ing|\b(?:was|were|is|are|been|be) (?:\w+ )?\w+)$")


def give_event(members: list[Draft], event: Event | None, before: Draft | None, text: str) -> None:
    """What lasted so long, and its phase; where none is named, that of the time of computing before it.

    Training goes through all samples, though it is said that there is one model for each of them.
    """
    trains = event is not None and event.phase == "training" and _TRAINS.search(text, 0, event.end) is not None
    if event is None:
        trains = before is not None and before.event_phase == "training" and before.fields["per"] == "total"
    for draft in members:
        if trains and draft.fields["per"] == "sample" and draft.fields["low_s"] >= INSTANT:
            draft.fields["per"] = "sample" if counted_per(text, members[-1].end) == "sample" else "total"
        if event is not None:
            draft.event, draft.event_phase = event[:2], event.phase
        elif before is not None:
            draft.event_phase = before.event_phase
