"""Labels and headings that say of a time whether it is one of computing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.expressions import guarded
from hwextract.pipeline.cells import columns, headings, row, said_around
from hwextract.pipeline.computing.around import BEFORE
from hwextract.pipeline.computing.cues import ELSEWHERE, HEADS, STRONG, has_word
from hwextract.pipeline.computing.measures import INSTANT
from hwextract.pipeline.periods import period_named
from hwextract.pipeline.strangers import names_duration

if TYPE_CHECKING:
    from hwextract.knowledge import Knowledge
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["OWN_LABEL", "headings_over", "is_scored", "labelled", "may_head_computing", "read_heading"]

#: What begins a time that is its own label of computing: "Training time: 3 h", "Hours: 3".
OWN_LABEL = re.compile(r"(?i)hours|training|total|time|duration|run")
#: A label that says what was computed ("Test: 6 min").
_LABEL = guarded(
    r"\b(?:test|testing|inference|prediction|evaluation|training|fine-?tuning|pre-?training)(?: time)?: ", re.IGNORECASE
)
#: A score and the time in which it is reached: "34.4% at 30 ms", "an AP of 41 at 50 ms".
_SCORE = guarded(
    r"(?:\d ?%|\b(?:m?AP|m?IoU|accuracy|F1)(?: of)? [\d.]+)(?: (?:m?AP|m?IoU|accuracy|F1))?(?: on [\w-]+)? at "
)
_APPROX = re.compile(r"(?:about |~ ?)?")


def labelled(text: str, start: int | None = None) -> bool:
    """Whether a label says what was computed in the time that starts at a place, or stands anywhere.

    Examples
    --------
    >>> labelled("Test: 6 min", 6), labelled("Lunch: 6 min", 7), labelled("Test: 6 min")
    (True, False, True)
    """
    return _leads_to(_LABEL, text, start, reach=30)


def is_scored(text: str, start: int | None = None) -> bool:
    """Whether a time that starts at a place, or any, is what a score takes.

    Examples
    --------
    >>> is_scored("34.4% at 30 ms", 9), is_scored("seen at 30 ms", 8), is_scored("34.4% at 30 ms")
    (True, False, True)
    """
    return _leads_to(_SCORE, text, start, reach=60)


def _leads_to(what: re.Pattern[str], text: str, start: int | None, *, reach: int) -> bool:
    """Whether an expression stands right before a time that starts at a place, or anywhere."""
    if start is None:
        return what.search(text) is not None
    return any(_APPROX.fullmatch(text, one.end(), start) for one in what.finditer(text, max(0, start - reach), start))


def may_head_computing(text: str, before: str, after: str, knowledge: Knowledge) -> bool:
    """Whether a block is a row of a table that what stands around it may make one of computing times."""
    return row(text) is not None and any(has_word(side, knowledge, *HEADS) for side in (before, after))


#: What the heading of a time of an instant would say.
_PER_SAMPLE = "inference time"


def headings_over(times: list[Draft], window: Window, text: str) -> dict[int, list[str] | None]:
    """The headings over each time of a window that speak of computing, by its place; None where one says of what else it is."""
    here = row(text)
    if here is None:
        found = columns(text, [(draft.start, draft.end) for draft in times])
        over = [[] if one is None else [one] for one in found]
    else:
        over = [headings(text, window.before, draft.start) for draft in times]
    if here is None or any(over):
        return {draft.start: _telling(above, window) for draft, above in zip(times, over, strict=True)}
    said = [one for one in said_around(text, window.before, window.after) if _is_of_computing(one, window, weak=False)]
    # What is over in an instant is no training that others speak of.
    return {draft.start: said if draft.fields["low_s"] >= INSTANT else [_PER_SAMPLE] * bool(said) for draft in times}


def _telling(above: list[str], window: Window) -> list[str] | None:
    """The headings over a time, if they all speak of computing; None where one says of what else it is."""
    if all(_is_of_computing(one, window) for one in above):
        return above
    return None if _names_other(above) else []


_UNIT_BEHIND = re.compile(r" ?[(\[][^()\[\]]*[)\]]$")


def _names_other(above: list[str]) -> bool:
    """Whether the one heading over a time names one of something else: "Lead time", "Recording time (h)"."""
    said = _UNIT_BEHIND.sub("", above[0]).lower() if len(above) == 1 else ""
    return names_duration(said)


def _is_of_computing(heading: str, window: Window, *, weak: bool = True) -> bool:
    """Whether a heading speaks of computing; a weak word of it does where something before it speaks of computing."""
    knowledge = window.knowledge
    if has_word(heading, knowledge, *ELSEWHERE):
        return False
    return has_word(heading, knowledge, *STRONG) or (
        weak
        and has_word(heading, knowledge, "computing_weak")
        and has_word(f"{window.before[-BEFORE:]} {window.text}", knowledge, *STRONG)
    )


_PHASES = ("training", "inference", "other")
#: The rank from which a cue tells a phase by itself.
_TELLING = 60
_PER = re.compile(r"(?i)\b(?:per|each|every|one|single|(?:of|for) an?)\b|/")


def read_heading(draft: Draft, above: list[str], knowledge: Knowledge) -> None:
    """A heading says the phase of a time, and what it is counted per; several do where they agree."""
    phases = {phase for one in above for phase in _PHASES if has_word(one, knowledge, phase, rank=_TELLING)}
    if len(phases) == 1:
        draft.prior, draft.heading = phases.pop(), above[0]
    periods = {period_named(one) for one in above}
    if len(periods) == 1 and draft.fields["per"] == "total":
        period = periods.pop()
        named = draft.fields["low_s"] < INSTANT or _PER.search(above[0]) is not None
        draft.fields["per"] = period if named else "total"
