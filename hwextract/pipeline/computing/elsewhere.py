"""Times of the field, the laboratory and people: what is done elsewhere than in a computer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.lexicon import words
from hwextract.pipeline.computing.cues import ELSEWHERE, STRONG, speaks_of_people
from hwextract.pipeline.computing.measures import BRIEF, CONTRAST, NEAR, NONE

if TYPE_CHECKING:
    from hwextract.pipeline.computing.case import Judged
    from hwextract.pipeline.draft import Cue, Draft, Window
    from hwextract.pipeline.events import Event

__all__ = [
    "goes_on_in_field",
    "is_elsewhere",
    "is_nearer_elsewhere",
    "is_of_field",
    "is_of_people",
]

_DAY = 86400
#: How long a device works out of each cycle: "10 min per hour", "15 s in every quarter of an hour".
_OF_A_CYCLE = re.compile(
    r" (?:per|(?:out )?of (?:every|each)|in (?:every|each)|every|each) (?:hour|half[- ]hour|quarter of an hour)\b(?! (?:of|long)\b)"
)
#: How long something was out in the field: "55 to 60 days per site".
_PER_PLACE = re.compile(
    r" (?:per|at each|in each|on each) (?:sampling |study )?(?:site|station|location|transect|camera|colony|nest|point)\b"
)
#: How long a battery lasts: "on a power bank, it ran for 31 h".
_ON_BATTERY = Worded(
    r"\b(?:mAh|Ah|batter(?:y|ies)|power ?banks?|(?:single|full|one|per) charge)\b,?[^.,;:]{0,80}"
    r"\b(?:ran|runs?|last(?:s|ed)?|work(?:s|ed)?|operat(?:es|ed)|enough|sufficient|suffices|powered)\b[^.,;:]{0,24}\bfor (?:about )?$"
)


def is_of_field(draft: Draft, text: str) -> bool:
    """Whether the words beside a time tell how long a device was out, switched on or on its battery."""
    return (
        _OF_A_CYCLE.match(text, draft.end) is not None
        or (draft.fields["low_s"] >= _DAY and _PER_PLACE.match(text, draft.end) is not None)
        or _ON_BATTERY.search(text, 0, draft.start) is not None
    )


#: What it took people of whom the sentence spoke.
_TOOK_THEM = Worded(r"\bit (?:took|takes|cost) them (?:\w+ )?$")


def is_of_people(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is what it took people of whom the sentence spoke."""
    return _TOOK_THEM.search(text, 0, draft.start) is not None and speaks_of_people(window)


def _is_work_of_people(draft: Draft, event: Event, text: str) -> bool:
    return draft.fields["low_s"] >= BRIEF and text[event.start : event.end].lower() in words("done-by-people")


#: "Emptying a trap took 12 min, and sorting 2 h"
_AND_THEN = re.compile(r"(?:,|,? and|;) (?:(?:the|their|its) )?$")
#: What may stand right behind it; with a network it is none of the field.
_ENDS = (".", ",", ";", "")


def goes_on_in_field(draft: Draft, event: Event, before: Judged | None, text: str) -> bool:
    """Whether an event follows on a time of the field or the laboratory, whose verb it has."""
    return (
        before is not None
        and not before.computes
        and text.endswith(" ", event.end, draft.start)
        and draft.start - event.end <= len(" another ")
        and _is_work_of_people(draft, event, text)
        and _AND_THEN.fullmatch(text, before.end, event.start) is not None
        and text[draft.end : draft.end + 1] in _ENDS
    )


#: The place or means of an event: "processing of each sample in the laboratory", "identification by barcoding".
_BY_OR_IN = re.compile(r" (?:on|in|under|by|at|through|with) (?:(?:the|an?|our) )?(?:\w+ )?$")


def is_elsewhere(draft: Draft, event: Event, window: Window, before: Judged | None, text: str) -> bool:
    """Whether an event is of the field, the laboratory or people: what is said before it since the last time, or its place."""
    start = _speaking_from(draft, event, window, 0 if before is None else before.end, text)
    return any(
        (start <= cue.start and cue.end <= event.start)
        or (event.end <= cue.start < draft.start and _BY_OR_IN.search(text, event.end, cue.start))
        for cue in window.cues
        if cue.row["category"] in ELSEWHERE
    ) and not any(_computes_with(cue, draft, window, text) for cue in window.cues if cue.row["category"] in STRONG)


def _speaking_from(draft: Draft, event: Event, window: Window, start: int, text: str) -> int:
    """From where on what is said belongs to an event: its own clause, if what computers work on is named in that."""
    clause = text.rfind("; ", start, event.start)
    named = clause >= 0 and any(
        cue.row["category"] == "data" and clause < cue.start < draft.start for cue in window.cues
    )
    return clause if named else start


#: Another subject and verb, of which nothing is said before: "measured within 4 h and the results were classified".
_NEXT_SUBJECT = re.compile(r"\band (?:the|its|their|all) (?:[a-z]+ ){1,2}(?:is|are|was|were|has|have)\b")


def _computes_with(cue: Cue, draft: Draft, window: Window, text: str) -> bool:
    """Whether a word of computing may be said of a time: it stands before it, or behind it in the same clause."""
    if cue.text.lower() in words("counted-in-the-field"):
        return False
    if cue.start < draft.start:
        return True
    return not (
        CONTRAST.search(text, draft.end, cue.start)
        or _NEXT_SUBJECT.search(text, draft.end, cue.start)
        or _is_behind(cue, draft, window)
    )


def _is_behind(cue: Cue, draft: Draft, window: Window) -> bool:
    """Whether another time stands between a time and a cue behind it."""
    return any(one.type == "duration" and draft.end <= one.start < cue.start for one in window.drafts)


_COUNTED_IN_BRACKETS = re.compile(r"\(\d[\d,.]* $")


def is_nearer_elsewhere(draft: Draft, window: Window, text: str) -> bool:
    """Whether a word of the field, the laboratory or people is near a time in its clause, and none of computing nearer."""
    nearest: dict[bool, int] = {True: NONE, False: NONE}
    for cue in window.cues:
        elsewhere = cue.row["category"] in ELSEWHERE
        computes = cue.row["category"] in STRONG and not cue.text.startswith("per ")
        if elsewhere or computes:
            if cue.row["category"] == "activity" and _COUNTED_IN_BRACKETS.search(
                text, max(0, cue.start - 12), cue.start
            ):
                # How much of it there is, is none of what lasted: "one replicate (100 simulated years) took 3 h".
                continue
            left, right = (cue.end, draft.start) if cue.start < draft.start else (draft.end, cue.start)
            if not CONTRAST.search(text, left, right) and not (left == draft.end and text.find(", ", left, right) >= 0):
                nearest[elsewhere] = min(nearest[elsewhere], right - left)
    return nearest[True] <= NEAR and nearest[True] < nearest[False]
