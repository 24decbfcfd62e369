"""Words beside a time that say that it is one of something else than computing: its noun, or what measures it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.lexicon import one_of, words
from hwextract.pipeline.computing.cues import WORDS
from hwextract.pipeline.computing.data import is_gone_through, is_of_data
from hwextract.pipeline.computing.elsewhere import is_of_people
from hwextract.pipeline.computing.measures import counted_per
from hwextract.pipeline.computing.schedules import is_scheduled
from hwextract.pipeline.events import OF_A_MOMENT, Events

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Cue, Draft, Window

__all__ = ["is_of_other", "is_other"]


def is_of_other(draft: Draft, window: Window, text: str) -> bool:
    """Whether words say that a time is one of something else than computing: its noun, or the event that it is of.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Draft, Window
    >>> draft = Draft("duration", 0, 7, "duration", fields={"low_s": 259200.0, "high_s": 259200.0, "per": "total"})
    >>> is_of_other(draft, Window(text="3-week excursion"), "3 weeks")
    False
    """
    event, _ = Events(window, text).of(draft, -1)
    return is_other(draft, window, text) or (event is not None and not event.computes)


def is_other(draft: Draft, window: Window, text: str) -> bool:
    """Whether the words beside a time say that it is none of computing."""
    if not (draft.fields["low_s"] or draft.fields["high_s"]):
        return True  # "a gap of 0 s"
    if _has_noun(draft, text) or is_of_data(draft, window, text) or is_of_people(draft, window, text):
        return True
    if counted_per(text, draft.end) in ("epoch", "step"):
        return is_scheduled(draft, text)
    return (
        any(_is_other_time(cue, draft, text) for cue in window.cues if cue.row["category"] == "not_computing")
        or is_gone_through(draft, window, text)
        or _is_behind_a_moment(draft, text)
        or _is_filled(draft, window, text)
        or _is_point_in_time(draft, text)
        or is_scheduled(draft, text)
    )


#: The noun behind a time.
_NOUN_BEHIND = re.compile(r"[ -](?:long )?\.?([a-z]+)")
#: Things that last so long: "10 s calls".
_THINGS = re.compile(
    r" (?!(?:is|was|has|as|this|its|thus|plus|minus|less|unless|across|versus|days|hours|minutes|seconds|perhaps|besides|towards|always|us|pass|passes|goes|https|"
    r"(?:gpu|cpu|tpu)s?)\b)[a-z]{3,}s\b"
)
#: What may stand between a hyphened time and its noun ("a 3-hour training run" computes, "a 3-year study" does not).
_COMPUTING_NOUN = frozenset(
    "run runs training job jobs budget fine pre finetuning pretraining search compute of on for with per to and using".split()
)
#: A time whose number or unit is joined by a hyphen: "3-hour".
_HYPHENED = re.compile(r"\d ?- ?[a-z]|[a-z] ?- ?[a-z]+$")


def _has_noun(draft: Draft, text: str) -> bool:
    """Whether a time stands before what lasts so long: "a 3-year study", "10 s calls"."""
    noun = _NOUN_BEHIND.match(text, draft.end, draft.end + 40)
    if noun is None or noun[1] in _COMPUTING_NOUN:
        return False
    own = text[draft.start : draft.end]
    return ("-" in own and _HYPHENED.search(own) is not None) or _THINGS.match(text, draft.end) is not None


#: When something was done: "evaluated 5 h after application".
_DONE = re.compile(r"\b(?:was|were|is|are|been) (?:\w+ly )?\w+(?:ed|en) (?:about )?$")


def _is_behind_a_moment(draft: Draft, text: str) -> bool:
    """Whether a time says when something was done: "evaluated 5 h after application"."""
    return (
        OF_A_MOMENT.match(text, draft.end) is not None
        and _DONE.search(text, max(0, draft.start - 40), draft.start) is not None
    )


#: What fills a time: "10 s of continuous movement".
_FILLED = re.compile(
    r" of (?!(?:the|our|this|that|these|those|it|them|all|each|an?|its|their|which|\d+)\b)(?P<what>[a-z-]+(?: [a-z-]+){0,2}?)"
    r"(?=[.,;:)]|$| (?:was|were|is|are|in|on|for|per|with|and|to|from|at|by|when|which|that|before|after)\b)"
)


def _is_filled(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is filled by what no computer does: "10 s of continuous movement"."""
    filled = _FILLED.match(text, draft.end)
    return filled is not None and not _may_compute(*filled.span("what"), window, text)


def _may_compute(start: int, end: int, window: Window, text: str) -> bool:
    """Whether what fills a time may be done by a computer, or is but another word for time."""
    if words("nouns-of-time").intersection(text[start:end].split()):
        return True
    return any(cue.row["category"] in WORDS and cue.start < end and start < cue.end for cue in window.cues) or any(
        other.start < end and start < other.end for other in window.drafts if other.type != "duration"
    )


#: Seconds from which a time behind "at" is a point in time, unless it is "at 50 min each".
_MOMENT = 60
_PACED = Worded(r"\b(?:slow|fast|quick)est\b[^.;:()]{0,30} at $")
_APIECE = re.compile(r" (?:each|apiece|per)\b")


def _is_point_in_time(draft: Draft, text: str) -> bool:
    """Whether a time is one at which something is: "at 24 h"."""
    return (
        draft.fields["low_s"] >= _MOMENT
        and text.endswith("at ", max(0, draft.start - 4), draft.start)
        and not _PACED.search(text, 0, draft.start)
        and _APIECE.match(text, draft.end) is None
    )


_CUT_OFF = re.compile(
    r"\. |^,? and (?:the )?$|\band (?:[a-z]+ )?(?:costs?|uses?d?|needs?|needed|requires?|required|saves?|saved) |\b(?:per|on|for|to|using|with|a|an|the|each|every|or)\b|[,;()]"
)
_BRACKET = re.compile(r" \((?:(?:about|approx\.|ca\.|~|i\.e\.,?|in total|up to) ?)?")
#: "It added another 5 h" is no difference, and a label no noun: "time per batch of 64: 0.3 s".
_TAKEN = re.compile(
    r"\b(?:took|takes?|needs?|needed|required?s?|for) (?:about |only |another |a further |less than )?$"
)
_NO_SPAN = re.compile(
    r"[.;,:]|\b(?:first|last|second) and\b|\badd(?:s|ed|ing) (?:another|a further|up to)\b|\b(?:took|takes|lasted|lasts|needed|needs|required|requires|ran for)\b"
)
#: Data that is gone through as a whole: "all the data (3 h)".
_ALL_DATA = re.compile(r"\b(?:whole|entire|full|complete|all|all the) (?:data|dataset)$")
#: "An inference time of 0.05 s was recorded"
_TIME_OF = re.compile(
    r"\b(?:training|inference|processing|prediction|execution|comput\w+|run(?:ning)?) times? of (?:about |only |~ ?)?$",
    re.IGNORECASE,
)
#: "Training was completed in a single night (9 h)"
_DONE_IN = re.compile(r"\b(?:in|within|over) (?:one|an?|a single|two|three) (?:nights?|days?|weeks?)$")
#: Nouns of time, and how computing is said to fill them: "the training period", "a period of pre-training".
_SPANS = frozenset(("period", "window", "interval"))
_COMPUTED_IN = re.compile(
    r"\b(?:train|pre-?train|fine-?tun|comput)\w* (?:period|window|interval)\b"
    r"|\b(?:period|window) of (?:[a-z-]+ )?(?:pre-?)?(?:training|fine-?tuning|comput)",
    re.IGNORECASE,
)


#: The pace at which something is gone through, and no interval: "classified at a rate of one image every 8 s".
_PACE_OF_WORK = Worded(
    r"\b(?:process|analy[sz]|classif|screen|infer)\w*(?: [\w.-]+){0,6} at (?:a|an|the) (?:\w+ )?(?:rate|speed|pace) of "
    r"(?:about |roughly |around |approximately |~ ?)?one (?:[a-z]+ )?every$",
    re.IGNORECASE,
)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"^(?: {one_of('approximately')})+(?= )")


def _is_other_time(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether a cue beside a time says that it is no computing time: its noun behind it, or what measures it.

    A noun says so, too, before a bracket: "a recording (3 h)". A capital behind a time begins another cell or sentence.
    """
    if cue.text.lower() in _SPANS and _COMPUTED_IN.search(text, max(0, cue.start - 24), cue.end + 24):
        return False
    return _is_noun_behind(cue, draft, text) if cue.start >= draft.end else _measures(cue, draft, text)


def _is_noun_behind(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether a cue behind a time is its noun: "3 h of recording time"; "it took 3 h before" has none."""
    if cue.text.lower().startswith(("before", "after the ")) and _TAKEN.search(
        text, max(0, draft.start - 30), draft.start
    ):
        return False
    return (
        cue.row["direction"] != "forward"
        and cue.start - draft.end <= 22
        and not _CUT_OFF.search(text[draft.end : cue.start])
        and not _TIME_OF.search(text, max(0, draft.start - 40), draft.start)
    )


def _measures(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether a cue before a time is what it measures: "a lag of 3 h", "a recording (3 h)"."""
    if cue.text == "every" and _PACE_OF_WORK.search(text, 0, cue.end) is not None:
        return False
    direction = cue.row["direction"]
    between = _about().sub("", text[cue.end : draft.start])
    if direction == "both":
        whole = _ALL_DATA.search(text, max(0, cue.start - 12), cue.end) or _DONE_IN.search(
            text, max(0, cue.start - 24), cue.end
        )
        return whole is None and _BRACKET.fullmatch(between) is not None
    added = text[cue.start : draft.start]
    return direction == "forward" and between.count(" ") <= cue.row["scope"] and not _NO_SPAN.search(added)
