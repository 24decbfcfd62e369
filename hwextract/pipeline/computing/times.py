"""The times of a block that are times of computing; of a list all are, or none."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from hwextract.pipeline.computing.case import Case, Judged
from hwextract.pipeline.computing.cues import speaks_of_people
from hwextract.pipeline.computing.instead import does_the_same, is_instead, take_period
from hwextract.pipeline.computing.judgement import is_computing
from hwextract.pipeline.computing.labels import headings_over, read_heading
from hwextract.pipeline.computing.other import is_other
from hwextract.pipeline.computing.sharing import COMPARED, give_event, share_period
from hwextract.pipeline.events import Events

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window
    from hwextract.pipeline.events import Event

__all__ = ["times_of_computing"]


def times_of_computing(window: Window, text: str) -> list[Draft]:
    """The durations of a window that are computing time; of a list all are, or none."""
    times = [draft for draft in window.drafts if draft.type == "duration"]
    if not times:
        return []
    headed = headings_over(times, window, text)
    reader = _Reader(window, text)
    for members in _lists(times, text):
        reader.read(members, headed[members[0].start])
    for draft in reader.kept:
        above = headed[draft.start]
        if above:
            read_heading(draft, above, window.knowledge)
    return reader.kept


#: What joins the members of a list of times.
_JOINS = re.compile(
    r" ?(?:\((?:range|max(?:imum|\.)?|min(?:imum|\.)?|up to|mean|median|or|i\.e\.)[,:]?|,|/|;|,? ?\b(?:and|or|vs\.?|to|versus)\b) ?(?:about |only |just |~ ?)?"
)
#: How many times longer a time is than one behind it that is no other member of its list: "100 years, 4 h".
_MUCH = 1e4


def _lists(times: list[Draft], text: str) -> list[list[Draft]]:
    """The lists of a block's times: "2, 3 and 5 h" is one; a time that stands by itself is one of its own."""
    lists = [times[:1]]
    for before, after in pairwise(times):
        if _is_listed(before, after, text):
            lists[-1].append(after)
        else:
            lists.append([after])
    return lists


def _is_listed(before: Draft, after: Draft, text: str) -> bool:
    """Whether a time is the next member of the list of the one before it."""
    parted = text.startswith(",", before.end) and (
        text.endswith("every ", 0, before.start) or text.startswith(" of which", after.end)
    )
    alike = before.fields["low_s"] < _MUCH * after.fields["low_s"]
    return alike and not parted and _JOINS.fullmatch(text[before.end : after.start]) is not None


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
#: "11 h per day to resting and 3 h to grooming"
_LIKEWISE = re.compile(
    r" (?:per day )?(?:to|for|of|in|on|by|with|from|at) (?:(?:the|an?) )?[\w-]+(?: [\w-]+)?(?:, and|,| and) (?:of |for )?"
)
#: A time in brackets that is none of computing says nothing of those behind.
_CLOSES = re.compile(r"[^();]*\)")


class _Reader:
    """Reads the times of a block, list by list, and knows what those before tell of the next."""

    def __init__(self, window: Window, text: str) -> None:
        self.window = window
        self.text = text
        #: The times of computing.
        self.kept: list[Draft] = []
        #: The time before, if what is said of it may be said of the next.
        self._before: Judged | None = None
        #: Where the last list ends.
        self._passed = 0
        #: Where the last times end that the words beside them, or a heading, make times of something else.
        self._other: int | None = None
        #: Where the list before ends, if it is one of something else or of an activity.
        self._activity: int | None = None
        #: The time before, if it is one of people.
        self._by_people: Draft | None = None

    @cached_property
    def _events(self) -> Events:
        """The events of the block; most times that are none of computing are told without them."""
        return Events(self.window, self.text)

    def read(self, members: list[Draft], above: list[str] | None) -> None:
        """Keep the times of a list if they are times of computing; ``above`` are headings over it, none if of others."""
        if (
            above is None
            or self._goes_on(members[0])
            or any(is_other(draft, self.window, self.text) for draft in members)
        ):
            self._before = None
            self._passed = self._other = self._activity = members[-1].end
            return
        event, computes = self._judge(members, headed=bool(above))
        if computes:
            self._keep(members, event, headed=bool(above))
        self._remember(members, event, computes=computes)

    def _goes_on(self, first: Draft) -> bool:
        """Whether a list goes on with what those before it are that are none of computing."""
        text, start = self.text, first.start
        if self._other is not None and self._is_part(self._other, start):
            return True
        last_is_kept = bool(self.kept) and self.kept[-1].end == self._passed
        if not last_is_kept and _NEXT_SET.fullmatch(text, self._passed, start):
            return True
        return (
            self._activity is not None
            and _LIKEWISE.fullmatch(text, self._activity, start) is not None
            and not text.startswith(" of ", first.end)
        )

    def _is_part(self, other: int, start: int) -> bool:
        """Whether a time that starts at a place is a part or another of one of something else, or compared with it."""
        text = self.text
        return (
            _IN_BRACKET.fullmatch(text, other, start) is not None
            or _IN_TURN.fullmatch(text, other, start) is not None
            or _OF_WHICH.fullmatch(text, other, start) is not None
            or COMPARED.fullmatch(text, other, start) is not None
            or (speaks_of_people(self.window) and _A_DAY.fullmatch(text, other, start) is not None)
        )

    def _judge(self, members: list[Draft], *, headed: bool) -> tuple[Event | None, bool]:
        """The event of a list, and whether its times are times of computing."""
        first, before, events = members[0], self._before, self._events
        bond = events.of(first, -1 if before is None else before.end, self._passed)
        case = Case(first, bond, events, self.window, self.text, before=before, headed=headed)
        computes = is_computing(case) or (
            bond.event is None
            and self._by_people is not None
            and is_instead(self._by_people, members, events, self.text)
        )
        return bond.event, computes

    def _keep(self, members: list[Draft], event: Event | None, *, headed: bool) -> None:
        """Keep times of computing, with what they share with those before them."""
        last = self.kept[-1] if self.kept else None
        if last is not None and self._before is not None and self._before.end == last.end:
            share_period(last, members, self.text)
        if self._by_people is not None and does_the_same(self._by_people, members[0], self.text):
            take_period(self._by_people, members, self.text)
            if event is not None and event.phase is None:
                event = event._replace(phase="inference")
        if not headed:
            give_event(members, event, last, self.text)
        self.kept += members

    def _remember(self, members: list[Draft], event: Event | None, *, computes: bool) -> None:
        """What a list tells of the next one."""
        end = members[-1].end
        category = None if event is None or computes else event.category
        closed = not computes and (
            _CLOSES.match(self.text, end) is not None or self.text.endswith(" of ", 0, members[0].start)
        )
        self._before = None if closed else Judged(end, computes)
        self._passed = end
        self._activity = end if category == "activity" else None
        self._by_people = members[-1] if category in ("people", "by_hand") else None
