"""The times of a block that are times of computing; of a list all are, or none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hwextract.pipeline.computing.cues import speaks_of_people
from hwextract.pipeline.computing.judgement import is_computing
from hwextract.pipeline.computing.labels import headings_over, read_heading
from hwextract.pipeline.computing.other import is_other
from hwextract.pipeline.computing.sharing import COMPARED, OF_BOTH, give_event, reduces, share_period, take_period
from hwextract.pipeline.events import Events

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["times_of_computing"]

#: What joins the members of a list of times.
_JOINS = re.compile(
    r" ?(?:\((?:range|max(?:imum|\.)?|min(?:imum|\.)?|up to|mean|median|or|i\.e\.)[,:]?|,|/|;|,? ?\b(?:and|or|vs\.?|to|versus)\b) ?(?:about |only |just |~ ?)?"
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
    headed = headings_over(times, window, text)
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
            or COMPARED.fullmatch(text, other, members[0].start)
            or (speaks_of_people(window) and _A_DAY.fullmatch(text, other, members[0].start))
        )
        of_data |= not (kept and kept[-1].end == passed) and bool(_NEXT_SET.fullmatch(text, passed, members[0].start))
        of_data |= (
            told is not None
            and _LIKEWISE.fullmatch(text, told, members[0].start) is not None
            and not text.startswith(" of ", members[0].end)
        )
        if of_data or any(is_other(draft, window, text) for draft in members):
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
        computes = is_computing(members[0], bond, before_it, window, text, events=events, headed=bool(above))
        if not computes and by_people is not None and bond.event is None:
            computes = (
                _WITH_TOOL.match(text, members[-1].end) is not None
                or events.names_tool(members[-1].end)
                or reduces(by_people, members[0], text)
            )
        if computes and kept and before_it is not None and before_it[0] == kept[-1].end:
            share_period(kept[-1], members, text)
        apart = not computes and (_CLOSES.match(text, members[-1].end) or text.endswith(" of ", 0, members[0].start))
        before_it = None if apart else (members[-1].end, computes)
        if computes:
            event = bond.event
            if by_people is not None and OF_BOTH.fullmatch(text, by_people.end, members[0].start):
                take_period(by_people, members, text)
                if event is not None and event.phase is None:
                    event = event._replace(phase="inference")
            if not above:
                give_event(members, event, kept[-1] if kept and before_it is not None else None, text)
            kept += members
        told = (
            members[-1].end if bond.event is not None and bond.event.category == "activity" and not computes else None
        )
        people = bond.event is not None and bond.event.category in ("people", "by_hand")
        by_people = members[-1] if people and not computes else None
    for draft in kept:
        above = headed[draft.start]
        if above:
            read_heading(draft, above, window.knowledge)
    return kept
