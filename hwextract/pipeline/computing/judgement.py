"""The judgement whether a time is one of computing, by its event and by what stands near it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.phrasing import one_of
from hwextract.pipeline.computing.around import SENTENCE, said_of_computing, speaks_of_computing, stands_alone
from hwextract.pipeline.computing.cues import HEADS, WORDS, has_data, has_word
from hwextract.pipeline.computing.data import is_length
from hwextract.pipeline.computing.elsewhere import is_elsewhere, is_nearer_elsewhere, is_of_field
from hwextract.pipeline.computing.labels import is_scored, labelled
from hwextract.pipeline.computing.measures import LONG, NEAR, NONE, distance, distance_here
from hwextract.pipeline.computing.sharing import is_other_item, shares
from hwextract.pipeline.durations import is_labelled

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window
    from hwextract.pipeline.events import Bond, Event, Events

__all__ = ["is_computing"]

#: A label that is nothing but a unit.
_UNIT_ALONE = re.compile(r"(?i)(?:days|weeks) ?[:=]")
#: A time that people chose: "the interval was set to 60 min".
_SET_TO = Worded(
    r"\b(?:set (?:to|at)|(?:limited|restricted) to(?: (?:one|two|a single) [a-z]+ and)?|limit(?:s|ed) (?:the|its|their) [a-z]+(?: [a-z]+)? to"
    r"|fixed (?:to|at)|chosen as|defined as|assumed to be) (?:about )?$"
)
#: A stretch of data ("summed over 1 h"), unless something goes on over it ("training went on over two weeks").
_OVER = Worded(
    r"\b(?:\w{3,}(?<!last)(?<!need)(?<!requir)ed|looks? back|averages?|means?|medians?|sums?|totals?|closure|constant|images|photos|recordings|data|videos|observations|records|clips|segments|gaps|tracks|variations?|changes?|trends?|stability|repeatability|reproducibility|drift|(?:averag|aggregat|summ|pool|smooth|integrat|accumulat|binn)(?:ed|ing|e)(?: [\w-]+){1,4}) over (?:a (?:period|time|span) of )?(?:about )?$"
)
_GOES_ON = re.compile(
    r"\b(?:(?:re-?|pre-?)?train(?:ed|ing)|fine-?tun(?:ed|ing)|ran|run|runs|running|executed|performed|computations?|calculations?|experiments?)$"
)
#: "21 h (8 cores)", "21 h on 8 cores"
_ON_CORES = re.compile(
    r" ?(?:\((?:on |using |with )?|on |using |with )(?:an? |a single |the same )?(?:\w+)?[ -]?(?:[CG]PU |logical |physical |parallel )?(?:cores?|threads?|workers)\b"
)
#: Characters behind a time within which a device computes for so long ("5 days on 4 K80").
_BESIDE = 20
#: "No adult for 6 h", "not detected for 2 s", "the tracker lost it for 1 s"
_NONE_FOR = guarded(
    rf"\b{one_of('gone-verbs')} [^.;:]{{0,40}}\bfor (?:{one_of('approximately')} )?$"
    r"|\b(?:not|never|no longer) (?:been )?(?!improv|chang|decreas|increas|finish)\w+ for (?:about )?$"
    r"|\bno (?!improvement|progress|convergence|decrease|change|further|gain)[a-z]+ (?:for|within|in) (?:about )?$"
)
#: A member of a list of labels: "Resolution 1 km: 0:41:07; 500 m: 2:55:48".
_LABELS = re.compile(r"(?:^|; |, )(?:[\w.,-]+ ){0,5}[\w.+)-]+ ?[:=] ?(?:about |~ ?)?$")
#: The sentence that such a list follows: "Elapsed time was logged.", "The computation times were as follows."
_TIMES_SAID = re.compile(
    r"(?i)\b(?:elapsed|wall-clock|comput\w+|run(?:ning)?|processing|training|cpu|execution)(?: real)? ?times? [^.]{0,60}\b(?:was|were|are|is|as follows)\b[^.]{0,60}[.:]\s*$"
    r"|\b(?:table|fig\.|figure) \w{1,3}[.:] (?i:[^.]{0,30}\bcomput\w+ (?:times?|costs?)\b)[^.]{0,60}[.:]\s*$"
)
#: "It", for what was said before: "This was done within 4 days"; and a verb of what lasts by itself.
_ANAPHOR = re.compile(
    r"(?:^|[.;,(] |\band )(?:[Ii]t|[Tt]his|[Tt]hese|[Tt]hey|which) (?:\w+ly |all |then )?"
    r"(?:was|were|is|are|has|have|had|can|could|took|takes?|needs?|needed|lasts?|lasted|ran|runs?|requires?|required)\b[^.;:,()]{0,50}$"
)
#: Characters of "this takes about" at most.
_AT_ONCE = 28
#: What follows from a time of computing: "a slide was therefore finished in 5 min".
_HENCE = guarded(
    r"\b(?:therefore|thus|hence|consequently|accordingly|so that|amounts to|amounted to|adds? up to|added up to)\b[^.;:]*$"
)
#: "The weights of epoch 47 (after 7 h)"
_COUNTED_PASSES = Worded(
    r"\b(?:epochs?|iterations?)(?: \d[\d,]*)?(?: \(|,? (?:that is|i\.e\.|or|corresponding to),? )(?:after |about |~ ?|i\.e\.,? )?$"
)
#: What times are counted per that are compared: "A takes 2 s per image, while B requires 1 s per image".
_COUNTED = ("sample", "step", "epoch")
_BRIEF = 600
_CALENDAR = re.compile("month|year")
#: Training may take months: "we train for 4 epochs, which takes about 2 months".
_TOOK = re.compile(r"\b(?:took|takes?|lasted|lasts) (?:\w+ )?$")
_LASTS = guarded(r"\blast(?:s|ed|ing)? (?:[\w~<>]+ ){0,3}$")


def is_computing(
    draft: Draft,
    bond: Bond,
    before: tuple[int, bool] | None,
    window: Window,
    text: str,
    *,
    events: Events,
    headed: bool,
) -> bool:
    """Whether the event of a time computes; where none is named, that of the time before it, or what stands near it."""
    own = text[draft.start : draft.end]
    if is_labelled(draft, text):
        computes = has_word(own, window.knowledge, *HEADS)
        if computes or re.match(r"(?i)hours|training|total|time|duration|run", own) is not None:
            return True
        # A note gives the days beside the devices: "GPUs: 8, days: 3".
        return any(one.type == "accelerator" for one in window.drafts) and _UNIT_ALONE.match(own) is not None
    if labelled(text, draft.start) or is_scored(text, draft.start):
        return True
    if headed:
        return True
    event, by = bond
    if _SET_TO.search(text, 0, draft.start) and (event is None or event.phase != "training"):
        return False
    if is_of_field(draft, text) and not _says_computing(event, window):
        return False
    if _NONE_FOR.search(text, max(0, draft.start - 70), draft.start):
        return False
    if _OVER.search(text, 0, draft.start) and (event is None or not _GOES_ON.search(text, 0, event.end)):
        return False
    devices = [d for d in window.drafts if d.type in ("accelerator", "cpu", "instance", "compute")]
    on_cores = _ON_CORES.match(text, draft.end) is not None
    if event is None:
        years = draft.fields["low_s"] >= LONG and _CALENDAR.search(own) is not None
        if before is not None and not years and shares(text, before[0], draft.start, by):
            return before[1]
        if before is not None and before[1] and draft.fields["per"] in _COUNTED and by == "verb":
            return True
        if not devices and is_other_item(draft, window, text):
            return False
        if is_length(draft, window, text):
            return False
        refers = _ANAPHOR.search(text, max(0, draft.start - 80), draft.start)
        if (
            refers is not None
            and draft.start - refers.start() < _AT_ONCE
            and said_of_computing(window, text, refers.start())
        ):
            return True
        if _LABELS.search(text, 0, draft.start) and _TIMES_SAID.search(window.before[-SENTENCE:]):
            return True
        if not devices and (
            is_nearer_elsewhere(draft, window, text)
            or (by == "preposition" and events.has_stranger(draft, None))
            or (
                by == "verb"
                and not (before and before[1])
                and distance_here(draft, window, text) > NEAR
                and events.has_stranger(draft, None)
            )
        ):
            return False
        speaks = any(cue.row["category"] in WORDS for cue in window.cues)
        if before is not None and before[1] and _HENCE.search(text, before[0], draft.start):
            return True
        if _COUNTED_PASSES.search(text, 0, draft.start):
            return True
        if speaks and refers is not None and said_of_computing(window, text, refers.start()):
            return True
        brief = refers is None and draft.fields["low_s"] < _BRIEF
        lasts = brief and _LASTS.search(text, max(0, draft.start - 40), draft.start)
        if lasts and not devices and distance(draft, window, "computing", "computing_near") > NEAR / 2:
            return False
        if by == "bracket" and draft.fields["per"] == "total":
            beside = [max(device.start - draft.end, draft.start - device.end) for device in devices]
            return min(beside, default=NONE) <= NEAR / 2 or distance(draft, window, "computing_near") <= len(" (")
    elif not event.computes:
        used = (
            event.category in ("activity", "people")
            and not (draft.fields["low_s"] >= LONG and _CALENDAR.search(own))
            and (
                on_cores
                or any(
                    event.end <= device.start < draft.end + _BESIDE and text.find(";", draft.end, device.start) < 0
                    for device in devices
                )
            )
        )
        if not used and (by != "verb" or draft.fields["per"] != "epoch"):
            return False
    elif event.category == "computing_weak" and not devices and is_elsewhere(draft, event, window, before, text):
        return False
    elif (
        event.category == "computing_weak"
        and draft.fields["per"] == "sample"
        and draft.fields["low_s"] >= _BRIEF
        and not has_data(window)
    ):
        # What goes on for so long over one thing is more often done in a laboratory.
        return bool(devices) or on_cores or distance(draft, window, "computing", "computing_near") < NONE
    elif (
        by not in ("place", "bracket")
        and (draft.fields["low_s"] < LONG or (event.phase == "training" and _TOOK.search(text, 0, draft.start)))
        and (event.category == "computing" or has_data(window))
    ):
        return True
    if devices or on_cores or (stands_alone(text, window.before) and speaks_of_computing(window)):
        return True
    near = distance(draft, window, "computing", "computing_near")
    if draft.fields["per"] == "sample":
        # So long per image, on a phone.
        near = min(
            [near, *(max(d.start - draft.end, draft.start - d.end) for d in window.drafts if d.type == "system")]
        )
    if event is not None and event.category == "computing":
        near = min(near, max(draft.start - event.end, event.start - draft.end))
    if draft.fields["low_s"] >= LONG:
        return near <= NEAR / 2 and not _CALENDAR.search(own)
    if near <= NEAR:
        return True
    if by in ("verb", "preposition", "place") and events.has_stranger(draft, event):
        return False
    weak = distance(draft, window, "computing_weak", behind=event is None)
    if event is None:
        weak = min(weak, distance(draft, window, "takes", behind=True))
    likely = weak <= NEAR or by == "verb" or draft.fields["per"] in ("sample", "step", "epoch")
    return likely and (
        near < NONE or (min(weak, distance(draft, window, "takes")) < NONE and speaks_of_computing(window))
    )


def _says_computing(event: Event | None, window: Window) -> bool:
    """Whether an event is computing by its own word or the noun before it ("training ran"), not by that of a device."""
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
