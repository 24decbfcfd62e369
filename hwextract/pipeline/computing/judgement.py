"""The judgement whether a time is one of computing, by its event and by what stands near it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.lexicon import one_of, words
from hwextract.pipeline.computing.around import stands_alone, stands_behind_computing
from hwextract.pipeline.computing.case import Case, Rule, first_answer
from hwextract.pipeline.computing.cues import HEADS, STRONG, has_data, has_word
from hwextract.pipeline.computing.elsewhere import goes_on_in_field, is_elsewhere, is_of_field
from hwextract.pipeline.computing.labels import OWN_LABEL, is_scored, labelled
from hwextract.pipeline.computing.laboratories import is_of_laboratory
from hwextract.pipeline.computing.measures import BRIEF, COUNTED, LONG, NEAR, NONE, apart, distance
from hwextract.pipeline.computing.unnamed import of_no_event
from hwextract.pipeline.durations import is_labelled

if TYPE_CHECKING:
    from hwextract.pipeline.events import Event

__all__ = ["is_computing"]


def is_computing(case: Case) -> bool:
    """Whether the event of a time computes; where none is named, that of the time before it, or what stands near it."""
    answer = first_answer(_RULES, case)
    computes = _is_near_computing(case) if answer is None else answer
    return computes and not is_of_laboratory(case, near=answer is None)


#: A label that is nothing but a unit.
_UNIT_ALONE = re.compile(r"(?i)(?:days|weeks) ?[:=]")


def _by_own_label(case: Case) -> bool | None:
    """A time with a label of its own ("Training time (h): 3") is what that says."""
    if not is_labelled(case.draft, case.text):
        return None
    if has_word(case.own, case.window.knowledge, *HEADS) or OWN_LABEL.match(case.own):
        return True
    # A note gives the days beside the devices: "GPUs: 8, days: 3".
    return any(one.type == "accelerator" for one in case.window.drafts) and _UNIT_ALONE.match(case.own) is not None


def _by_label(case: Case) -> bool | None:
    """A label before a time, a score that it takes or a heading over it that speaks of computing makes it one."""
    start = case.draft.start
    return labelled(case.text, start) or is_scored(case.text, start) or case.headed or None


#: The years that a model goes through: "a run of the model (10 years) takes 40 min".
_YEARS = re.compile("year|yr")


def _by_years_in_bracket(case: Case) -> bool | None:
    """Years in a bracket are those that a model goes through."""
    return False if case.by == "bracket" and case.seconds >= LONG and _YEARS.search(case.own) else None


#: A time that people chose: "the interval was set to 60 min".
_SET_TO = Worded(
    r"\b(?:set (?:to|at)|(?:limited|restricted) to(?: (?:one|two|a single) [a-z]+ and)?|limit(?:s|ed) (?:the|its|their) [a-z]+(?: [a-z]+)? to"
    r"|fixed (?:to|at)|chosen as|defined as|assumed to be) (?:about )?$"
)


def _by_choice(case: Case) -> bool | None:
    """A time that people chose is none of computing, but for that of a training."""
    chosen = _SET_TO.search(case.text, 0, case.draft.start) is not None
    return False if chosen and (case.event is None or case.event.phase != "training") else None


def _by_device_of_field(case: Case) -> bool | None:
    """A time for which a device was out or switched on is none of computing, unless its event says so."""
    return False if is_of_field(case.draft, case.text) and not _says_computing(case) else None


#: "No adult for 6 h", "not detected for 2 s", "the tracker lost it for 1 s"
_NONE_FOR = guarded(
    rf"\b{one_of('gone-verbs')} [^.;:]{{0,40}}\bfor (?:{one_of('approximately')} )?$"
    r"|\b(?:not|never|no longer) (?:been )?(?!improv|chang|decreas|increas|finish)\w+ for (?:about )?$"
    r"|\bno (?!improvement|progress|convergence|decrease|change|further|gain)[a-z]+ (?:for|within|in) (?:about )?$"
)


def _by_absence(case: Case) -> bool | None:
    """A time for which nothing was there is none of computing."""
    start = case.draft.start
    return False if _NONE_FOR.search(case.text, max(0, start - 70), start) else None


#: A stretch of data ("summed over 1 h"), unless something goes on over it ("training went on over two weeks").
_OVER = Worded(
    r"\b(?:\w{3,}(?<!last)(?<!need)(?<!requir)ed|looks? back|averages?|means?|medians?|sums?|totals?|closure|constant|stable|images|photos|recordings|data|videos|observations|records|clips|segments|gaps|tracks|variations?|changes?|trends?|stability|repeatability|reproducibility|drift|(?:averag|aggregat|summ|pool|smooth|integrat|accumulat|binn)(?:ed|ing|e)(?: [\w-]+){1,4}) over (?:a (?:period|time|span) of |the )?(?:about )?$"
)
_GOES_ON = re.compile(
    r"\b(?:(?:re-?|pre-?)?train(?:ed|ing)|fine-?tun(?:ed|ing)|ran|run|runs|running|executed|performed|computations?|calculations?|experiments?)$"
)


def _by_stretch(case: Case) -> bool | None:
    """A stretch over which something is summed is none of computing."""
    if not _OVER.search(case.text, 0, case.draft.start):
        return None
    return False if case.event is None or not _GOES_ON.search(case.text, 0, case.event.end) else None


def _by_event(case: Case) -> bool | None:
    """What the event of a time says, or what was said before where none is named."""
    if case.event is None:
        return of_no_event(case)
    return _by_computing(case, case.event) if case.event.computes else _by_other_event(case, case.event)


#: Characters behind a time within which a device computes for so long ("5 days on 4 K80").
_BESIDE = 20


def _by_other_event(case: Case, event: Event) -> bool | None:
    """The time of an event that is no computing is none, unless it was done with devices or is counted per epoch."""
    if case.by == "verb" and case.per == "epoch":
        return None
    if event.category not in ("activity", "people") or case.is_seasonal:
        return False
    return None if case.on_cores or _has_device_beside(case, event.end) else False


def _has_device_beside(case: Case, start: int) -> bool:
    """Whether a device stands between a place and what is right behind a time."""
    end = case.draft.end
    return any(
        start <= device.start < end + _BESIDE and case.text.find(";", end, device.start) < 0 for device in case.devices
    )


#: Training may take months: "we train for 4 epochs, which takes about 2 months".
_TOOK = re.compile(r"\b(?:took|takes?|lasted|lasts) (?:\w+ )?$")


def _by_computing(case: Case, event: Event) -> bool | None:
    """The time of an event that computes is one of computing, unless the event is told of the field or a laboratory."""
    draft, window, text = case.draft, case.window, case.text
    if event.category == "computing_weak":
        if not case.devices and _is_of_others(case, event):
            return False
        if case.per == "sample" and case.seconds >= BRIEF and not has_data(window):
            # What goes on for so long over one thing is more often done in a laboratory.
            return bool(case.devices) or case.on_cores or distance(draft, window, *STRONG) < NONE
    if case.by in ("place", "bracket"):
        return None
    if case.seconds >= LONG and not (event.phase == "training" and _TOOK.search(text, 0, draft.start)):
        return None
    return True if event.category == "computing" or has_data(window) else None


def _is_of_others(case: Case, event: Event) -> bool:
    """Whether an event that may compute is one of people, the field or a laboratory."""
    draft, window, text = case.draft, case.window, case.text
    return is_elsewhere(draft, event, window, case.before, text) or goes_on_in_field(draft, event, case.before, text)


def _by_hardware(case: Case) -> bool | None:
    """A time beside devices is one of computing, and so is one that stands alone behind what speaks of computing."""
    if case.devices or case.on_cores:
        return True
    return True if stands_alone(case.text, case.window.before) and stands_behind_computing(case.window) else None


def _is_near_computing(case: Case) -> bool:
    """Whether a word of computing stands near a time; a weak one tells where computing is spoken of before."""
    near = _nearest_computing(case)
    if case.seconds >= LONG:
        return near <= NEAR / 2 and not case.is_seasonal
    if near <= NEAR:
        return True
    if case.by in ("verb", "preposition", "place") and case.events.has_stranger(case.draft, case.event):
        return False
    return _is_near_weak(case, near)


def _nearest_computing(case: Case) -> int:
    """Characters between a time and the nearest word of computing or event that computes."""
    near = distance(case.draft, case.window, *STRONG, but=case.events.lessons)
    if case.per == "sample":
        # So long per image, on a phone.
        near = min([near, *(apart(case.draft, one) for one in case.window.drafts if one.type == "system")])
    if case.event is not None and case.event.category == "computing":
        near = min(near, apart(case.draft, case.event))
    return near


def _is_near_weak(case: Case, near: int) -> bool:
    """Whether a weak word of computing, or that it took so long, makes a time one of computing."""
    draft, window = case.draft, case.window
    weak = distance(draft, window, "computing_weak", behind=case.event is None)
    if case.event is None:
        weak = min(weak, distance(draft, window, "takes", behind=True))
    likely = weak <= NEAR or case.by == "verb" or case.per in COUNTED
    return likely and (near < NONE or ((weak < NONE or _is_taken(case)) and stands_behind_computing(window)))


#: "This was reduced from 3 h to about 20 min"
_TO_SO_LONG = re.compile(r" (?:down )?(?:to|from) (?:[\w~<>]+ ){0,2}")


def _is_taken(case: Case) -> bool:
    """Whether a block says that something took so long, and not only what came of it: "growth was reduced after 4 weeks"."""
    text, start = case.text, case.draft.start
    return any(
        cue.text.lower() not in words("verbs-of-effects") or _TO_SO_LONG.fullmatch(text, cue.end, start)
        for cue in case.window.cues
        if cue.row["category"] == "takes"
    )


def _says_computing(case: Case) -> bool:
    """Whether an event is computing by its own word or the noun before it ("training ran"), not by that of a device."""
    event, window = case.event, case.window
    if event is None or not event.computes:
        return False
    if event.category == "computing_weak" and event.phase is not None:
        return True
    named = [event.start] if event.category == "computing" else []
    named += [
        cue.start
        for cue in window.cues
        if cue.row["category"] == "computing" and cue.start <= event.start <= cue.end + 1
    ]
    return any(not any(d.type == "system" and d.start <= at < d.end for d in window.drafts) for at in named)


#: The rules in the order in which they are asked.
_RULES: tuple[Rule, ...] = (
    _by_own_label,
    _by_label,
    _by_years_in_bracket,
    _by_choice,
    _by_device_of_field,
    _by_absence,
    _by_stretch,
    _by_event,
    _by_hardware,
)
