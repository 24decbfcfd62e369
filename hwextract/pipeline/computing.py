"""Whether a time is one of computing: of all that lasts, little is."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded, tree
from hwextract.lexicon import expand, words
from hwextract.phrasing import one_of
from hwextract.pipeline.cells import columns, headings, row, said_around
from hwextract.pipeline.durations import is_labelled
from hwextract.pipeline.events import ASIDE, OF_A_MOMENT, Bond, Event, Events, names_duration, names_program
from hwextract.pipeline.periods import period_named
from hwextract.topics import speaks_of_learning

if TYPE_CHECKING:
    from hwextract.knowledge import Knowledge
    from hwextract.pipeline.draft import Cue, Draft, Window

__all__ = ["WORDS", "is_of_other", "is_scored", "labelled", "may_head_computing", "stands_alone", "times_of_computing"]

#: Categories of cues without which a time is none of computing, unless it is labelled or hardware stands beside it.
WORDS = frozenset({"computing", "computing_near", "computing_weak", "takes"})

#: What may stand between a hyphened time and its noun ("a 3-hour training run" computes, "a 3-year study" does not).
#: Things that last so long: "10 s calls".
_THINGS = re.compile(
    r" (?!(?:is|was|has|as|this|its|thus|plus|minus|less|unless|across|versus|days|hours|minutes|seconds|perhaps|besides|towards|always|us|pass|passes|goes|https|"
    r"(?:gpu|cpu|tpu)s?)\b)[a-z]{3,}s\b"
)
_COMPUTING_NOUN = frozenset(
    "run runs training job jobs budget fine pre finetuning pretraining search compute of on for with per to and using".split()
)
#: "Fine-tuning on 10 h of Welsh": an amount of data.
_ON_DATA = re.compile(r"\b(?:on|from) (?:about |only |just |another )?$", re.IGNORECASE)
#: "The training time on 300 h"
_TRAINS_ON = Worded(r"\btrain(?:ed|ing)(?: times?| costs?)? on (?:about |only |just )?$", re.IGNORECASE)
_OF_DATA = re.compile(
    r" of (?!(?:\w+ )?(?:train|comput|fine|run|process|search|optimi|gpu|cpu|tpu|wall))", re.IGNORECASE
)
#: A label that says what was computed ("Test: 6 min").
_LABEL = guarded(
    r"\b(?:test|testing|inference|prediction|evaluation|training|fine-?tuning|pre-?training)(?: time)?: ", re.IGNORECASE
)
_APPROX = re.compile(r"(?:about |~ ?)?")
_CUT_OFF = re.compile(r"\. |^,? and (?:the )?$|\b(?:per|on|for|to|using|with|a|an|the|each|every|or)\b|[,;()]")
_LONG = 40 * 86400
#: Seconds from which a time behind "at" is a point in time, unless it is "at 50 min each".
_MOMENT = 60
_PACED = Worded(r"\b(?:slow|fast|quick)est\b[^.;:()]{0,30} at $")
_APIECE = re.compile(r" (?:each|apiece|per)\b")
#: Characters behind a time within which a device computes for so long ("5 days on 4 K80").
_BESIDE = 20
_BRACKET = re.compile(r" \((?:(?:about|approx\.|ca\.|~|i\.e\.,?|in total|up to) ?)?")
#: What joins the members of a list of times.
_JOINS = re.compile(
    r" ?(?:\((?:range|max(?:imum|\.)?|min(?:imum|\.)?|up to|mean|median|or|i\.e\.)[,:]?|,|/|;|,? ?\b(?:and|or|vs\.?|to|versus)\b) ?(?:about |only |just |~ ?)?"
)
#: What may stand between a time and one that shares its verb: "A took 3 h, and B 4 h".
_ELLIPSIS = re.compile(
    r"(?!.*\b(?:was|were|is|are|has|have|had|can|could|did|do|does|be|been|being)\b)(?:[^.;:]|(?<=\d)\.(?=\d)|\b(?:i\.e|ca|approx)\.|; (?=(?:with|without|for|on|using|by)\b)){0,110}"
)

#: How many times longer a time is than one behind it that is no other member of its list: "100 years, 4 h".
_MUCH = 1e4
#: A time in brackets that is none of computing says nothing of those behind.
_CLOSES = re.compile(r"[^();]*\)")
#: What parts the members of a list of data: "22 h (12 h from A, 10 h from B)".
_IN_BRACKET = re.compile(r" (?:from|of|by|in|at) [^().;:,]*,(?: and)? ")
#: What parts alternatives, each with a bracket of its own: "every 2 h (summer) or 6 h (winter)".
_IN_TURN = re.compile(r" ?\([^()\d]{1,30}\)(?:,| and| or|, and|, or) ")
#: What takes a part of such data, or is done with more: "8 h of calls, of which 2 h were kept", "... and tested it with 2 h".
_OF_WHICH = re.compile(
    r"[^.;:()]{0,40},? (?:of which (?:[a-z]+ )?|and (?:tested|evaluated|validated)(?: it| them)? (?:with|on|by|using) (?:another )?)"
)
#: How long something went on that took so long a day: "for 30 min per day over two weeks".
_A_DAY = re.compile(r" (?:per|a|each|every) day (?:over|for|during|on|in) (?:about )?")
#: How much of the data another part of them has: "the training set comprised 25 h, the validation set 5 h".
_NEXT_SET = re.compile(
    r"(?:,|,? and) the (?:validation|test|testing|evaluation) (?:data ?)?(?:set|subset|split) (?:of )?"
)
#: A tool by the shape of its name: "6 min by hand, but only 2 s with ml-morph".
_WITH_TOOL = re.compile(r" (?:per \w+ )?(?:with|using|by) (?:the |our )?(?:[a-z]+-[a-z]+|[A-Z]?[a-z]*[A-Z]\w*)\b")
#: "11 h per day to resting and 3 h to grooming"
_LIKEWISE = re.compile(
    r" (?:per day )?(?:to|for|of|in|on|by|with|from|at) (?:(?:the|an?) )?[\w-]+(?: [\w-]+)?(?:, and|,| and) (?:of |for )?"
)
#: What says that a time is of the whole.
_WHOLE = re.compile(
    r"(?i)\b(?:total|altogether|overall|all|whole|entire|full|complete|\d[\d,]* epochs|train\w*|hence|download\w*|load\w*)\b|\bin sum|\bfor the \d|->|="
)
#: What may stand between two times of a list, each in brackets: "A (6 ms), followed by B (19 ms)".
_NEXT_BRACKET = re.compile(
    r"(?!.*\b(?:was|were|is|are|has|have|had)\b)[^().;:]{0,25}\)(?:,| and|, and|,? or|,? followed by) [^().;:]{0,60}\("
)
#: What may stand between a time and one in brackets with which it is compared: "3 h, which is less than A (4 h)".
_COMPARED = re.compile(r"[^.:;]{0,70}\b(?:than|vs\.|versus|compared|as (?:that|those|for))\b[^.:;]{0,40}\(")


def times_of_computing(window: Window, text: str) -> list[Draft]:
    """The durations of a window that are computing time; of a list all are, or none."""
    times = [draft for draft in window.drafts if draft.type == "duration"]
    if not times:
        return []
    lists: list[list[Draft]] = [times[:1]]
    for before, after in pairwise(times):
        parted = text.startswith(",", before.end) and (
            text.endswith("every ", 0, before.start) or text.startswith(" of which", after.end)
        )
        alike = before.fields["low_s"] < _MUCH * after.fields["low_s"]
        if alike and not parted and _JOINS.fullmatch(text[before.end : after.start]):
            lists[-1].append(after)
        else:
            lists.append([after])
    events: Events | None = None
    headed = _headings(times, window, text)
    kept: list[Draft] = []
    before_it: tuple[int, bool] | None = None
    other: int | None = None
    told: int | None = None
    passed = 0
    by_people: Draft | None = None
    for members in lists:
        of_data = other is not None and bool(
            _IN_BRACKET.fullmatch(text, other, members[0].start)
            or _IN_TURN.fullmatch(text, other, members[0].start)
            or _OF_WHICH.fullmatch(text, other, members[0].start)
            or _COMPARED.fullmatch(text, other, members[0].start)
            or (_speaks_of_people(window) and _A_DAY.fullmatch(text, other, members[0].start))
        )
        of_data |= not (kept and kept[-1].end == passed) and bool(_NEXT_SET.fullmatch(text, passed, members[0].start))
        of_data |= (
            told is not None
            and _LIKEWISE.fullmatch(text, told, members[0].start) is not None
            and not text.startswith(" of ", members[0].end)
        )
        if of_data or any(_is_other(draft, window, text) for draft in members):
            before_it, other = None, members[-1].end
            passed = told = other
            continue
        above = headed[members[0].start]
        if above is None:
            before_it, other = None, members[-1].end
            passed = told = other
            continue
        # Most times that are none of computing are told without them.
        events = events or Events(window, text)
        bond = events.of(members[0], before_it[0] if before_it is not None else -1, passed)
        passed = members[-1].end
        computes = _is_computing(members[0], bond, before_it, window, text, events=events, headed=bool(above))
        if not computes and by_people is not None and bond.event is None:
            computes = (
                _WITH_TOOL.match(text, members[-1].end) is not None
                or events.names_tool(members[-1].end)
                or _reduces(by_people, members[0], text)
            )
        if computes and kept and before_it is not None and before_it[0] == kept[-1].end:
            _share_period(kept[-1], members, text)
        apart = not computes and (_CLOSES.match(text, members[-1].end) or text.endswith(" of ", 0, members[0].start))
        before_it = None if apart else (members[-1].end, computes)
        if computes:
            event = bond.event
            if by_people is not None and _OF_BOTH.fullmatch(text, by_people.end, members[0].start):
                _take_period(by_people, members, text)
                if event is not None and event.phase is None:
                    event = event._replace(phase="inference")
            if not above:
                _give_event(members, event, kept[-1] if kept and before_it is not None else None, text)
            kept += members
        told = (
            members[-1].end if bond.event is not None and bond.event.category == "activity" and not computes else None
        )
        people = bond.event is not None and bond.event.category in ("people", "by_hand")
        by_people = members[-1] if people and not computes else None
    for draft in kept:
        above = headed[draft.start]
        if above:
            _read_heading(draft, above, window.knowledge)
    return kept


def _reduces(by_people: Draft, after: Draft, text: str) -> bool:
    """Whether a time is what that of people was brought down to: "reduces the time from 6 min (manual) to 8 s"."""
    return (
        text.endswith("from ", 0, by_people.start)
        and after.fields["low_s"] < by_people.fields["low_s"]
        and _BROUGHT_TO.fullmatch(text, by_people.end, after.start) is not None
    )


#: What stands between the times of a change.
_BROUGHT_TO = re.compile(r"[^.;:]{0,40}\bto (?:about |only |just |less than |under )?")


def _give_event(members: list[Draft], event: Event | None, before: Draft | None, text: str) -> None:
    """What lasted so long, and its phase; where none is named, that of the time before it in the same clause.

    Training goes through all samples, though it is said that there is one model for each of them.
    """
    behind = text[members[-1].end : members[-1].end + _REACH]
    trains = event is not None and event.phase == "training" and _TRAINS.search(text, 0, event.end) is not None
    if event is None:
        trains = before is not None and before.event_phase == "training" and before.fields["per"] == "total"
    for draft in members:
        if trains and draft.fields["per"] == "sample" and draft.fields["low_s"] >= _INSTANT:
            draft.fields["per"] = "sample" if _BEHIND.match(behind) and period_named(behind) == "sample" else "total"
        if event is not None:
            draft.event, draft.event_phase = event[:2], event.phase
        elif before is not None:
            draft.event_phase = before.event_phase


def _read_heading(draft: Draft, above: list[str], knowledge: Knowledge) -> None:
    """A heading says the phase of a time, and what it is counted per; several do where they agree."""
    phases = {phase for one in above for phase in _PHASES if _has_word(one, knowledge, phase, rank=_TELLING)}
    if len(phases) == 1:
        draft.prior, draft.heading = phases.pop(), above[0]
    periods = {period_named(one) for one in above}
    if len(periods) == 1 and draft.fields["per"] == "total":
        period = periods.pop()
        named = draft.fields["low_s"] < _INSTANT or _PER.search(above[0]) is not None
        draft.fields["per"] = period if named else "total"


_PHASES = ("training", "inference", "other")
#: The rank from which a cue tells a phase by itself.
_TELLING = 60
#: Seconds below which an inference is that of a sample where nothing says so.
_INSTANT = 2.0
_PER = re.compile(r"(?i)\b(?:per|each|every|one|single|(?:of|for) an?)\b|/")


def is_of_other(draft: Draft, window: Window, text: str) -> bool:
    """Whether words say that a time is one of something else than computing: its noun, or the event that it is of.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Draft, Window
    >>> draft = Draft("duration", 0, 7, "duration", fields={"low_s": 259200.0, "per": "total"})
    >>> is_of_other(draft, Window(text="3-week excursion"), "3 weeks")
    False
    """
    event, _ = Events(window, text).of(draft, -1)
    return _is_other(draft, window, text) or (event is not None and not event.computes)


#: Training that goes on, not what was trained before.
_TRAINS = re.compile(r"(?:ing|\b(?:was|were|is|are|been|be) (?:\w+ )?\w+)$")
#: Characters behind a time that may say what it is counted per.
_REACH = 30
#: What says behind a time what it is counted per.
_BEHIND = re.compile(r"[ -]?(?:per|each|every|/|for (?:one|each|every))")
#: How many times longer one method may take than another for the same thing.
_ALIKE = 100


def _share_period(before: Draft, members: list[Draft], text: str) -> None:
    """In "20 ms per image with A, and with B 35 ms" the second time is per image too."""
    period, first = before.fields["per"], members[0]
    joined = any(_shares(text, before.end, first.start, by) for by in ("verb", "bracket"))
    if period in ("sample", "step", "epoch", "other") and joined:
        around = text[before.end : first.end + 30]
        behind = _BEHIND.match(text, members[-1].end)
        for draft in members:
            like = before.fields["low_s"] / _ALIKE <= draft.fields["low_s"] <= before.fields["low_s"] * _ALIKE
            if like and draft.fields["per"] == "total" and behind is None and not _WHOLE.search(around):
                draft.fields["per"] = period


#: What stands between the time of people and that of a machine which does the same.
_OF_BOTH = re.compile(r"(?!.*\b(?:train|label|annotat|fit)).{0,120}", re.DOTALL)


def _take_period(by_people: Draft, members: list[Draft], text: str) -> None:
    """In "experts need 3 min per image, whereas the network needs 2 s" the machine's time is per image, too."""
    period = by_people.fields["per"]
    if period not in ("sample", "other") or _WHOLE.search(text, by_people.end, members[-1].end + _REACH):
        return
    for draft in members:
        if draft.fields["per"] == "total" and draft.fields["low_s"] < by_people.fields["high_s"]:
            draft.fields["per"] = period


#: The noun behind a time.
_NOUN_BEHIND = re.compile(r"[ -](?:long )?\.?([a-z]+)")


def _is_other(draft: Draft, window: Window, text: str) -> bool:
    """Whether the words beside a time say that it is none of computing."""
    if not (draft.fields["low_s"] or draft.fields["high_s"]):
        return True  # "a gap of 0 s"
    own = text[draft.start : draft.end]
    noun = _NOUN_BEHIND.match(text, draft.end, draft.end + 40)
    hyphened = "-" in own and re.search(r"\d ?- ?[a-z]|[a-z] ?- ?[a-z]+$", own)
    if noun and noun[1] not in _COMPUTING_NOUN and (hyphened or _THINGS.match(text, draft.end)):
        return True
    if any(_is_amount(cue, draft, text) for cue in window.cues if cue.row["category"] == "data"):
        return True
    if _SET_HAS.search(text, max(0, draft.start - 60), draft.start) or (
        _TOOK_THEM.search(text, 0, draft.start) and _speaks_of_people(window)
    ):
        return True
    if _OF_DATA.match(text, draft.end) and _ON_DATA.search(text, max(0, draft.start - 20), draft.start):
        return True
    if _TRAINS_ON.search(text, max(0, draft.start - 40), draft.start):
        return True
    behind = _BEHIND.match(text, draft.end)
    if behind is not None and period_named(text[draft.end : draft.end + _REACH]) in ("epoch", "step"):
        return False
    if any(_is_other_time(cue, draft, text) for cue in window.cues if cue.row["category"] == "not_computing"):
        return True
    if _is_gone_through(draft, window, text) or (
        draft.fields["low_s"] >= _LONG and _RUN_OVER.search(text, max(0, draft.start - 40), draft.start)
    ):
        return True
    if OF_A_MOMENT.match(text, draft.end) and _DONE.search(text, max(0, draft.start - 40), draft.start):
        return True
    filled = _FILLED.match(text, draft.end)
    if filled is not None and not _may_compute(*filled.span("what"), window, text):
        return True
    at = text.endswith("at ", max(0, draft.start - 4), draft.start) and not _PACED.search(text, 0, draft.start)
    return at and draft.fields["low_s"] >= _MOMENT and _APIECE.match(text, draft.end) is None


def _is_gone_through(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is what a computation goes through in a much shorter one: "it simulates 100 years in 36 s"."""
    return any(
        draft.fields["low_s"] > _FASTER * other.fields["high_s"] and _WITHIN.fullmatch(text, draft.end, other.start)
        for other in window.drafts
        if other.type == "duration" and 0 < other.start - draft.end < _NEAR
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


def _speaks_of_people(window: Window) -> bool:
    return any(cue.row["category"] == "people" for cue in window.cues)


def _is_of_field(draft: Draft, text: str) -> bool:
    """Whether the words beside a time tell how long a device was out, switched on or on its battery."""
    return (
        _OF_A_CYCLE.match(text, draft.end) is not None
        or (draft.fields["low_s"] >= _DAY and _PER_PLACE.match(text, draft.end) is not None)
        or _ON_BATTERY.search(text, 0, draft.start) is not None
    )


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
#: How much of the data a part of them has: "the training set comprised 25 h".
_SET_HAS = Worded(
    r"\b(?:training|validation|test|testing|evaluation) (?:data ?)?(?:set|subset|split|data)s? (?:\w+ )?"
    r"(?:compris(?:es|ed)|contain(?:s|ed)|consist(?:s|ed) of|amount(?:s|ed) to|had|has|held|of|with) (?:about )?$"
)
#: What it took people of whom the sentence spoke.
_TOOK_THEM = Worded(r"\bit (?:took|takes|cost) them (?:\w+ )?$")
#: The years that a model goes through: "one run of 150 years".
_RUN_OVER = re.compile(
    r"\b(?:runs?|simulations?|integrations?|spin-?ups?|hindcasts?|projections?|forecasts?|chronosequences?) "
    r"(?:of|over|for|covering|spanning) (?:the )?$"
)
#: What stands between a time and that in which it is gone through, and how many times shorter that is.
_WITHIN = re.compile(
    r" (?:(?!and\b|or\b|then\b)[a-z-]+ ){0,2}?(?:in|within) (?:about |only |just |less than |under |~ ?)?"
)
_FASTER = 20
#: When something was done: "evaluated 5 h after application".
_DONE = re.compile(r"\b(?:was|were|is|are|been) (?:\w+ly )?\w+(?:ed|en) (?:about )?$")
#: What fills a time: "10 s of continuous movement".
_FILLED = re.compile(
    r" of (?!(?:the|our|this|that|these|those|it|them|all|each|an?|its|their|which|\d+)\b)(?P<what>[a-z-]+(?: [a-z-]+){0,2}?)"
    r"(?=[.,;:)]|$| (?:was|were|is|are|in|on|for|per|with|and|to|from|at|by|when|which|that|before|after)\b)"
)


def _may_compute(start: int, end: int, window: Window, text: str) -> bool:
    """Whether what fills a time may be done by a computer, or is but another word for time."""
    if words("nouns-of-time").intersection(text[start:end].split()):
        return True
    return any(cue.row["category"] in WORDS and cue.start < end and start < cue.end for cue in window.cues) or any(
        other.start < end and start < other.end for other in window.drafts if other.type != "duration"
    )


def _is_amount(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether data lasts so long: "a month of images"."""
    return _OF.fullmatch(text, draft.end, cue.start) is not None and _OF_DATA_NOUN.match(text, cue.end) is None


_OF = re.compile(r" of (?:(?!the\b)[\w-]+ ){0,2}")
_OF_DATA_NOUN = re.compile(r" (?:process|analy|classif|segment|generat|annotat|download|preparation|load|augment)")


def _is_computing(
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
        computes = _has_word(own, window.knowledge, *_HEADS)
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
    if _is_of_field(draft, text) and not _says_computing(event, window):
        return False
    if _NONE_FOR.search(text, max(0, draft.start - 70), draft.start):
        return False
    if _OVER.search(text, 0, draft.start) and (event is None or not _GOES_ON.search(text, 0, event.end)):
        return False
    devices = [d for d in window.drafts if d.type in ("accelerator", "cpu", "instance", "compute")]
    on_cores = _ON_CORES.match(text, draft.end) is not None
    if event is None:
        years = draft.fields["low_s"] >= _LONG and _CALENDAR.search(own) is not None
        if before is not None and not years and _shares(text, before[0], draft.start, by):
            return before[1]
        if before is not None and before[1] and draft.fields["per"] in _COUNTED and by == "verb":
            return True
        if not devices and _is_other_item(draft, window, text):
            return False
        if _is_length(draft, window, text):
            return False
        refers = _ANAPHOR.search(text, max(0, draft.start - 80), draft.start)
        if (
            refers is not None
            and draft.start - refers.start() < _AT_ONCE
            and _said_of_computing(window, text, refers.start())
        ):
            return True
        if _LABELS.search(text, 0, draft.start) and _TIMES_SAID.search(window.before[-_SENTENCE:]):
            return True
        if not devices and (
            _is_nearer_elsewhere(draft, window, text)
            or (by == "preposition" and events.has_stranger(draft, None))
            or (
                by == "verb"
                and not (before and before[1])
                and _distance_here(draft, window, text) > _NEAR
                and events.has_stranger(draft, None)
            )
        ):
            return False
        speaks = any(cue.row["category"] in WORDS for cue in window.cues)
        if before is not None and before[1] and _HENCE.search(text, before[0], draft.start):
            return True
        if _COUNTED_PASSES.search(text, 0, draft.start):
            return True
        if speaks and refers is not None and _said_of_computing(window, text, refers.start()):
            return True
        brief = refers is None and draft.fields["low_s"] < _BRIEF
        lasts = brief and _LASTS.search(text, max(0, draft.start - 40), draft.start)
        if lasts and not devices and _distance(draft, window, "computing", "computing_near") > _NEAR / 2:
            return False
        if by == "bracket" and draft.fields["per"] == "total":
            beside = [max(device.start - draft.end, draft.start - device.end) for device in devices]
            return min(beside, default=_NONE) <= _NEAR / 2 or _distance(draft, window, "computing_near") <= len(" (")
    elif not event.computes:
        used = (
            event.category in ("activity", "people")
            and not (draft.fields["low_s"] >= _LONG and _CALENDAR.search(own))
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
    elif event.category == "computing_weak" and not devices and _is_elsewhere(draft, event, window, before, text):
        return False
    elif (
        event.category == "computing_weak"
        and draft.fields["per"] == "sample"
        and draft.fields["low_s"] >= _BRIEF
        and not _has_data(window)
    ):
        # What goes on for so long over one thing is more often done in a laboratory.
        return bool(devices) or on_cores or _distance(draft, window, "computing", "computing_near") < _NONE
    elif (
        by not in ("place", "bracket")
        and (draft.fields["low_s"] < _LONG or (event.phase == "training" and _TOOK.search(text, 0, draft.start)))
        and (event.category == "computing" or _has_data(window))
    ):
        return True
    if devices or on_cores or (stands_alone(text, window.before) and _speaks_of_computing(window)):
        return True
    near = _distance(draft, window, "computing", "computing_near")
    if draft.fields["per"] == "sample":
        # So long per image, on a phone.
        near = min(
            [near, *(max(d.start - draft.end, draft.start - d.end) for d in window.drafts if d.type == "system")]
        )
    if event is not None and event.category == "computing":
        near = min(near, max(draft.start - event.end, event.start - draft.end))
    if draft.fields["low_s"] >= _LONG:
        return near <= _NEAR / 2 and not _CALENDAR.search(own)
    if near <= _NEAR:
        return True
    if by in ("verb", "preposition", "place") and events.has_stranger(draft, event):
        return False
    weak = _distance(draft, window, "computing_weak", behind=event is None)
    if event is None:
        weak = min(weak, _distance(draft, window, "takes", behind=True))
    likely = weak <= _NEAR or by == "verb" or draft.fields["per"] in ("sample", "step", "epoch")
    return likely and (
        near < _NONE or (min(weak, _distance(draft, window, "takes")) < _NONE and _speaks_of_computing(window))
    )


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
#: A member of a list of labels: "Resolution 1 km: 0:41:07; 500 m: 2:55:48".
_LABELS = re.compile(r"(?:^|; |, )(?:[\w.,-]+ ){0,5}[\w.+)-]+ ?[:=] ?(?:about |~ ?)?$")
#: The sentence that such a list follows: "Elapsed time was logged.", "The computation times were as follows."
_TIMES_SAID = re.compile(
    r"(?i)\b(?:elapsed|wall-clock|comput\w+|run(?:ning)?|processing|training|cpu|execution)(?: real)? ?times? [^.]{0,60}\b(?:was|were|are|is|as follows)\b[^.]{0,60}[.:]\s*$"
    r"|\b(?:table|fig\.|figure) \w{1,3}[.:] (?i:[^.]{0,30}\bcomput\w+ (?:times?|costs?)\b)[^.]{0,60}[.:]\s*$"
)
#: The marks of the items of a list: "(b) training 9 h (c) tests 2 h".
_ITEM = re.compile(r"(?:^| )\((?:[a-h]|[ivx]{1,4}|\d)\) ")


def _shares(text: str, start: int, end: int, by: str) -> bool:
    """Whether nothing but a new condition or device stands between two times: they share what is said of the first."""
    if by == "bracket":
        return (
            _COMPARED.fullmatch(text, start, end) is not None or _NEXT_BRACKET.fullmatch(text, start, end) is not None
        )
    between = ASIDE.sub("", text[start:end])
    return _ITEM.search(between) is None and _ELLIPSIS.fullmatch(between) is not None


#: Verbs of what is so long: "recordings that exceed 10 h", "images span 30 years".
_SPANS_TIME = guarded(r"\b(?:last|exceed|span|cover|comprise|total)(?:s|d|n?ed|l?ed|ing)? (?:[\w~<>]+ ){0,3}$")


def _is_length(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is how long data or anything else is: "videos lasted 4 h", "nights were 9 h long"."""
    if text.startswith(" long", draft.end):
        return True
    lasted = _SPANS_TIME.search(text, max(0, draft.start - 40), draft.start)
    return lasted is not None and any(
        cue.row["category"] == "data" and cue.end + 1 == lasted.start() for cue in window.cues
    )


def _is_other_item(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time stands in an item of a list that says nothing of computing."""
    marks = [mark.end() for mark in _ITEM.finditer(text, 0, draft.start)]
    if not marks or not _LETTERS.search(text, marks[-1], draft.start):
        return False
    return not any(cue.row["category"] in WORDS and marks[-1] <= cue.start < draft.start for cue in window.cues)


#: "It", for what was said before: "This was done within 4 days"; and a verb of what lasts by itself.
_ANAPHOR = re.compile(
    r"(?:^|[.;,(] |\band )(?:[Ii]t|[Tt]his|[Tt]hese|[Tt]hey|which) (?:\w+ly |all |then )?"
    r"(?:was|were|is|are|has|have|had|can|could|took|takes?|needs?|needed|lasts?|lasted|ran|runs?|requires?|required)\b[^.;:,()]{0,50}$"
)
#: What follows from a time of computing: "a slide was therefore finished in 5 min".
_HENCE = guarded(
    r"\b(?:therefore|thus|hence|consequently|accordingly|so that|amounts to|amounted to|adds? up to|added up to)\b[^.;:]*$"
)
#: "The weights of epoch 47 (after 7 h)"
_COUNTED_PASSES = Worded(
    r"\b(?:epochs?|iterations?)(?: \d[\d,]*)?(?: \(|,? (?:that is|i\.e\.|or|corresponding to),? )(?:after |about |~ ?|i\.e\.,? )?$"
)
#: "No adult for 6 h", "not detected for 2 s", "the tracker lost it for 1 s"
_NONE_FOR = guarded(
    rf"\b{one_of('gone-verbs')} [^.;:]{{0,40}}\bfor (?:{one_of('approximately')} )?$"
    r"|\b(?:not|never|no longer) (?:been )?(?!improv|chang|decreas|increas|finish)\w+ for (?:about )?$"
    r"|\bno (?!improvement|progress|convergence|decrease|change|further|gain)[a-z]+ (?:for|within|in) (?:about )?$"
)
#: What times are counted per that are compared: "A takes 2 s per image, while B requires 1 s per image".
_COUNTED = ("sample", "step", "epoch")
#: Characters of "this takes about" at most.
_AT_ONCE = 28
_BRIEF = 600
_CALENDAR = re.compile("month|year")
#: Training may take months: "we train for 4 epochs, which takes about 2 months".
_TOOK = re.compile(r"\b(?:took|takes?|lasted|lasts) (?:\w+ )?$")
_LASTS = guarded(r"\blast(?:s|ed|ing)? (?:[\w~<>]+ ){0,3}$")
_CONTRAST = re.compile(
    r"[;!?]|\.\s|, (?:and|so|hence|where|which)\b|\b(?:but|while|whereas|than|instead|unlike|compared)\b"
)
#: Categories of cues that name what is done elsewhere than in a computer.
_ELSEWHERE = ("activity", "people", "by_hand")
#: Words that say nothing of what lasted.
_BARE = frozenset(
    "for in over about approximately approx roughly around some took takes of or and to a x per total time day days week"
    " weeks month months hour hours hr hrs h d minute minutes min second seconds sec s".split()
)
#: Characters of a fragment, and what stands before one.
_SHORT = 24
_SENTENCE_BEFORE = re.compile(r"[.!?;][\"\u201d)]? $")
_LETTERS = re.compile(r"[^\W\d_]+")
_RESULT = guarded(r"[=\u2248]|->|^\W*[\"\u201c].*[\"\u201d]\W*$", re.DOTALL)


def _leads_to(what: re.Pattern[str], text: str, start: int | None, *, reach: int) -> bool:
    """Whether an expression stands right before a time that starts at a place, or anywhere."""
    if start is None:
        return what.search(text) is not None
    return any(_APPROX.fullmatch(text, one.end(), start) for one in what.finditer(text, max(0, start - reach), start))


def labelled(text: str, start: int | None = None) -> bool:
    """Whether a label says what was computed in the time that starts at a place, or stands anywhere.

    Examples
    --------
    >>> labelled("Test: 6 min", 6), labelled("Lunch: 6 min", 7), labelled("Test: 6 min")
    (True, False, True)
    """
    return _leads_to(_LABEL, text, start, reach=30)


#: A score and the time in which it is reached: "34.4% at 30 ms", "an AP of 41 at 50 ms".
_SCORE = guarded(
    r"(?:\d ?%|\b(?:m?AP|m?IoU|accuracy|F1)(?: of)? [\d.]+)(?: (?:m?AP|m?IoU|accuracy|F1))?(?: on [\w-]+)? at "
)


def is_scored(text: str, start: int | None = None) -> bool:
    """Whether a time that starts at a place, or any, is what a score takes.

    Examples
    --------
    >>> is_scored("34.4% at 30 ms", 9), is_scored("seen at 30 ms", 8), is_scored("34.4% at 30 ms")
    (True, False, True)
    """
    return _leads_to(_SCORE, text, start, reach=60)


def stands_alone(text: str, before: str = "") -> bool:
    """Whether a block is nothing but a time that somebody quotes or works out: what lasted was said before.

    So is a time that follows a sentence on the same line.

    Examples
    --------
    >>> stands_alone("14*24 = 336 hours"), stands_alone('"for 12 days"'), stands_alone("after 3 days")
    (True, True, False)
    >>> stands_alone("12 days.", "It was trained on one GPU. ")
    True
    """
    follows = len(text) < _SHORT and _SENTENCE_BEFORE.search(before) is not None
    return (follows or _RESULT.search(text) is not None) and _BARE.issuperset(_LETTERS.findall(text.lower()))


def _is_elsewhere(draft: Draft, event: Event, window: Window, before: tuple[int, bool] | None, text: str) -> bool:
    """Whether an event is of the field, the laboratory or people: what is said before it since the last time, or its place."""
    start = 0 if before is None else before[0]
    others = [cue for cue in window.cues if cue.row["category"] in _ELSEWHERE]
    clause = text.rfind("; ", start, event.start)
    if clause >= 0 and any(cue.row["category"] == "data" and clause < cue.start < draft.start for cue in window.cues):
        # What computers work on is named in the clause itself.
        start = clause
    if not any(
        (start <= cue.start and cue.end <= event.start)
        or (event.end <= cue.start < draft.start and _BY_OR_IN.search(text, event.end, cue.start))
        for cue in others
    ):
        return False
    return not any(
        cue.row["category"] in ("computing", "computing_near")
        and cue.text.lower() not in words("counted-in-the-field")
        and (
            cue.start < draft.start
            or not (_CONTRAST.search(text, draft.end, cue.start) or _is_behind(cue, draft, window))
        )
        for cue in window.cues
    )


def _is_behind(cue: Cue, draft: Draft, window: Window) -> bool:
    """Whether another time stands between a time and a cue behind it."""
    return any(one.type == "duration" and draft.end <= one.start < cue.start for one in window.drafts)


#: The place or means of an event: "processing of each sample in the laboratory", "identification by barcoding".
_BY_OR_IN = re.compile(r" (?:on|in|under|by|at|through|with) (?:(?:the|an?|our) )?(?:\w+ )?$")


def _is_nearer_elsewhere(draft: Draft, window: Window, text: str) -> bool:
    """Whether a word of the field, the laboratory or people is near a time in its clause, and none of computing nearer."""
    nearest: dict[bool, int] = {True: _NONE, False: _NONE}
    for cue in window.cues:
        elsewhere = cue.row["category"] in _ELSEWHERE
        computes = cue.row["category"] in ("computing", "computing_near") and not cue.text.startswith("per ")
        if elsewhere or computes:
            if cue.row["category"] == "activity" and _COUNTED_IN_BRACKETS.search(
                text, max(0, cue.start - 12), cue.start
            ):
                # How much of it there is, is none of what lasted: "one replicate (100 simulated years) took 3 h".
                continue
            left, right = (cue.end, draft.start) if cue.start < draft.start else (draft.end, cue.start)
            if not _CONTRAST.search(text, left, right) and not (
                left == draft.end and text.find(", ", left, right) >= 0
            ):
                nearest[elsewhere] = min(nearest[elsewhere], right - left)
    return nearest[True] <= _NEAR and nearest[True] < nearest[False]


_COUNTED_IN_BRACKETS = re.compile(r"\(\d[\d,.]* $")


def _has_data(window: Window) -> bool:
    """Whether a block speaks of what computers work on."""
    return any(cue.row["category"] == "data" for cue in window.cues)


def _distance(draft: Draft, window: Window, *categories: str, behind: bool = False) -> int:
    """Characters between a mention and the nearest cue of some categories, or the nearest behind it."""
    start = draft.end if behind else 0
    places = ((cue.start, cue.end) for cue in window.cues if cue.row["category"] in categories and cue.start >= start)
    return min((max(start - draft.end, draft.start - end, 0) for start, end in places), default=_NONE)


def _distance_here(draft: Draft, window: Window, text: str) -> int:
    """Characters between a time and the nearest word of computing of its own clause."""
    places = (
        (cue.end, draft.start) if cue.start < draft.start else (draft.end, cue.start)
        for cue in window.cues
        if cue.row["category"] in ("computing", "computing_near")
    )
    return min(
        (right - left for left, right in places if left <= right and not _OTHER_CLAUSE.search(text, left, right)),
        default=_NONE,
    )


#: What begins another clause, also without a comma.
_OTHER_CLAUSE = re.compile(rf"{_CONTRAST.pattern}|\b(?:that|which|who)\b")
#: "It added another 5 h" is no difference, and a label no noun: "time per batch of 64: 0.3 s".
_TAKEN = re.compile(
    r"\b(?:took|takes?|needs?|needed|required?s?|for) (?:about |only |another |a further |less than )?$"
)
_NO_SPAN = re.compile(
    r"[.;,:]|\b(?:first|last|second) and\b|\badd(?:s|ed|ing) (?:another|a further|up to)\b|\b(?:took|takes|lasted|lasts|needed|needs|required|requires|ran for)\b"
)
#: The distance of a cue that is not there.
_NONE = 999
#: Characters within which a word of computing makes a time one of computing.
_NEAR = 60


@cache
def _words(knowledge: Knowledge, category: str, rank: int) -> re.Pattern[str]:
    cues = knowledge.lexicon.rows("cues")
    rows = [row for row in cues if row["category"] == category and row.get("rank", rank) >= rank]
    phrases = {phrase for row in rows for pattern in row["patterns"] for phrase in expand(pattern)}
    return re.compile(rf"\b{tree(map(_PARTS.findall, phrases), _WRITTEN)}\b", re.IGNORECASE)


def _has_word(text: str, knowledge: Knowledge, *categories: str, rank: int = 0) -> bool:
    """Whether a text that is no part of a block has a cue of one of some categories, and of a rank at least."""
    return any(_words(knowledge, category, rank).search(text) for category in categories)


#: A hyphen between the words of a cue, which may have spaces around it; any other character.
_PARTS = re.compile(" - |.", re.DOTALL)
_WRITTEN = {" - ": " ?- ?"}


#: Characters of a sentence at most.
_SENTENCE = 250
#: Characters before a block in which something may speak of computing.
_BEFORE = 600


def _speaks_of_computing(window: Window) -> bool:
    """Whether the text before a block speaks of computing, so that "it took 3 hours" does, too.

    A text that starts with the block has the benefit of the doubt.
    """
    before = window.before[-_BEFORE:]
    return not before.strip() or _has_word(before, window.knowledge, *_HEADS[:2]) or speaks_of_learning(window.text)


def _said_of_computing(window: Window, text: str, place: int) -> bool:
    """Whether the sentence or clause before a place speaks of computing, and of nothing else that lasts."""
    before = text[:place]
    if len(before.strip()) < _SHORT:
        before = window.before[-_SENTENCE:] + before
    said = re.split(r"[.!?] (?=[A-Z])|;", before.rstrip(" .;"))[-1]
    computes = _has_word(said, window.knowledge, "computing") or names_program(said)
    return computes and not _has_word(said, window.knowledge, *_ELSEWHERE)


def may_head_computing(text: str, before: str, after: str, knowledge: Knowledge) -> bool:
    """Whether a block is a row of a table that what stands around it may make one of computing times."""
    return row(text) is not None and any(_has_word(side, knowledge, *_HEADS) for side in (before, after))


#: Categories of cues that may make a heading one of computing.
_HEADS = ("computing", "computing_near", "computing_weak")


def _headings(times: list[Draft], window: Window, text: str) -> dict[int, list[str] | None]:
    """The headings over each time of a window that speak of computing, by its place; None where one says of what else it is."""
    here = row(text)
    if here is None:
        found = columns(text, [(draft.start, draft.end) for draft in times])
        over = [[] if one is None else [one] for one in found]
    else:
        over = [headings(text, window.before, draft.start) for draft in times]
    if here is None or any(over):
        return {
            draft.start: above
            if all(_is_of_computing(one, window) for one in above)
            else None
            if _names_other(above)
            else []
            for draft, above in zip(times, over, strict=True)
        }
    said = [one for one in said_around(text, window.before, window.after) if _is_of_computing(one, window, weak=False)]
    # What is over in an instant is no training that others speak of.
    return {draft.start: said if draft.fields["low_s"] >= _INSTANT else [_PER_SAMPLE] * bool(said) for draft in times}


def _names_other(above: list[str]) -> bool:
    """Whether the one heading over a time names one of something else: "Lead time", "Recording time (h)"."""
    said = _UNIT_BEHIND.sub("", above[0]).lower() if len(above) == 1 else ""
    return names_duration(said)


_UNIT_BEHIND = re.compile(r" ?[(\[][^()\[\]]*[)\]]$")
#: What the heading of a time of an instant would say.
_PER_SAMPLE = "inference time"


def _is_of_computing(heading: str, window: Window, *, weak: bool = True) -> bool:
    """Whether a heading speaks of computing; a weak word of it does where something before it speaks of computing."""
    knowledge = window.knowledge
    if _has_word(heading, knowledge, *_ELSEWHERE):
        return False
    return _has_word(heading, knowledge, *_HEADS[:2]) or (
        weak
        and _has_word(heading, knowledge, *_HEADS[2:])
        and _has_word(f"{window.before[-_BEFORE:]} {window.text}", knowledge, *_HEADS[:2])
    )


#: Nouns of time, and how computing is said to fill them: "the training period", "a period of pre-training".
_ALL_DATA = re.compile(r"\b(?:whole|entire|full|complete|all|all the) (?:data|dataset)$")
#: "An inference time of 0.05 s was recorded"
_TIME_OF = re.compile(
    r"\b(?:training|inference|processing|prediction|execution|comput\w+|run(?:ning)?) times? of (?:about |only |~ ?)?$",
    re.IGNORECASE,
)
#: "Training was completed in a single night (9 h)"
_DONE_IN = re.compile(r"\b(?:in|within|over) (?:one|an?|a single|two|three) (?:nights?|days?|weeks?)$")
_SPANS = frozenset(("period", "window", "interval"))
_COMPUTED_IN = re.compile(
    r"\b(?:train|pre-?train|fine-?tun|comput)\w* (?:period|window|interval)\b"
    r"|\b(?:period|window) of (?:[a-z-]+ )?(?:pre-?)?(?:training|fine-?tuning|comput)",
    re.IGNORECASE,
)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"^(?: {one_of('approximately')})+(?= )")


def _is_other_time(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether a cue beside a time says that it is no computing time: its noun behind it, or what measures it.

    A noun says so, too, before a bracket: "a recording (3 h)". A capital behind a time begins another cell or sentence.
    """
    direction = cue.row["direction"]
    if cue.text.lower() in _SPANS and _COMPUTED_IN.search(text, max(0, cue.start - 24), cue.end + 24):
        return False
    if cue.start >= draft.end:
        if cue.text.lower().startswith(("before", "after the ")) and _TAKEN.search(
            text, max(0, draft.start - 30), draft.start
        ):
            return False
        return (
            direction != "forward"
            and cue.start - draft.end <= 22
            and not _CUT_OFF.search(text[draft.end : cue.start])
            and not _TIME_OF.search(text, max(0, draft.start - 40), draft.start)
        )
    between = _about().sub("", text[cue.end : draft.start])
    added = text[cue.start : draft.start]
    if direction == "both":
        whole = _ALL_DATA.search(text, max(0, cue.start - 12), cue.end) is not None
        whole |= _DONE_IN.search(text, max(0, cue.start - 24), cue.end) is not None
        return not whole and _BRACKET.fullmatch(between) is not None
    return direction == "forward" and between.count(" ") <= cue.row["scope"] and not _NO_SPAN.search(added)
