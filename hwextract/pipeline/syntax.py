"""The events of a block, and the clauses, subjects and noun phrases in which they stand."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hwextract.alternatives import Worded
from hwextract.lexicon import any_of
from hwextract.pipeline.phase import TRAINED_THING
from hwextract.pipeline.programs import NET, programs

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Window

__all__ = ["AUXILIARY", "CLOSED", "COMPOUND", "DONE_TO", "FRONTED", "Event", "Syntax"]


class Event(NamedTuple):
    """Something that lasts, or somebody who does it.

    ``category`` is that of its cue: ``computing`` and ``computing_weak`` compute, the others do not. ``phase`` is that
    of events of its kind, where they have one.
    """

    start: int
    end: int
    category: str
    phase: str | None = None

    @property
    def computes(self) -> bool:
        """Whether a computer does it."""
        return self.category in ("computing", "computing_weak")


#: Categories of cues that name an event or who does it.
_EVENTS = frozenset({"computing", "computing_weak", "people", "by_hand", "activity"})
#: What was done with a thing before, no event: "the extracted phrases", "images used for training".
_DONE_THING = Worded(
    r"(?i)\b(?:(?:(?<![^.;:(] )(?<![^.;:( ])|(?:the|an?|each|every|all|our|these|those|both|of|between|from|\d+) (?:\w+ly )?)(?P<t>(?:detect|predict|extract|simulat|track|estimat|classifi|identifi|recogni[sz]|segment|process|calculat|comput|optimi[sz])ed) "
    r"(?!(?:in|on|with|by|to|for|at|from|using|and|or|as|was|were|is|are|it|them|the|an?|all|annealing|within|over|after|during|through|via|(?:images|photos|photographs|recordings|videos|files|data|models?|networks?)\b))[a-z]"
    r"|(?:images|photos|photographs|pictures|recordings|videos|files|tiles|clips|data|samples|boxes|polygons|labels|masks|points|scenes|frames|sites|plots|years|individuals|specimens) (?:used|needed|required|intended|reserved) (?:for|to) (?:the )?(?P<u>[a-z-]+))"
)
#: Categories of cues that tell of computing, or of what computers work on.
_KNOWN = frozenset({"computing", "computing_weak", "computing_near", "data", "used"})
#: What begins a noun phrase of its own.
_DETERMINER = re.compile(r"(?:the|our|this|that|each|an?) ", re.IGNORECASE)
#: What stands between people and what is done to them: "observers were trained".
DONE_TO = re.compile(r" (?:was|were|is|are|had been|have been|has been) (?:\w+ )?")
#: What is put into brackets or between commas.
CLOSED = re.compile(r"\([^()]*\)|, (?:which|whose|who|as) [^,;:.()]*,")
#: What ends a clause: a mark or a space, at which alone it is tried, ...
_CLAUSE = re.compile(
    r"[;:.!?,( ](?:(?<=[;:])(?= |$)|(?<=[.!?]) (?=[A-Z(])|(?:(?<= )\(|(?<=^\())(?:[a-h]|[ivx]{1,4}|\d)\) "
    r"|(?<=\w )(?:when|if) |(?:(?<=,) |(?<= ))\b(?:but|while|whereas|although|though|because|since|whilst|before|until)\b"
    r"|(?<=,) (?:so|hence|therefore|thus|i\.e\. (?!(?:after|in|within|for|less|more|about|only|over) )|by contrast|in contrast|compared|as)\b)"
)
#: ... or words, in which no such mark begins one, nor they in it.
_CLAUSE_WORDS = Worded(
    r"\b(?:observed?|found?|find|noted?|show(?:s|n|ed)?|report(?:ed|s)?|estimated?|see|seen|means?|given|ensures?|suggest(?:s|ed)?|indicat(?:es?|ed)|reveal(?:s|ed)?|assum(?:es?|ed)) that\b"
    r"|\b(?:where|(?:for|in|on|with|of|from|at|during) which) (?=(?:the|an?|our|its|we|it|each|all|both|one|every|this)\b|[A-Z])"
)
_PRONOUN = re.compile(r"(?:it|this|that|these|they)\b")
#: A verb that says that a clause has its own.
AUXILIARY = re.compile(r"\b(?:was|were|is|are|has|have|had|can|could|did|do|does|be|been|being|got|gets)\b")
#: A verb by what it governs: "weighs 80 g", "holds up to 200 insects", "reached an F1 of 0.9".
_GOVERNS = re.compile(
    r"\b[a-z]{3,}(?:s|ed) (?:(?:about|around|only|just|up to|at least|less than|more than|nearly|almost) )?(?:\d|(?:an?|its|the) [a-z])"
)
_JOINT = re.compile(r",? and (?:then |finally |subsequently |also )?|, (?:then )?")
#: What a sentence puts before its subject: "For the third survey, training took 3 h."
FRONTED = re.compile(
    r"\W*(?:(?:in|for|on|with|after|during|at|when|if|using|compared|by|from|to|as|given|even|within|under|depending|regarding|concerning|once|of|unlike|while|whereas|although|though|because|since)\b|[A-Z][a-z]+ed (?:on|in|with|at|for|by|from|to)\b)(?:[^,]|,(?=\d))*, ",
    re.IGNORECASE,
)
#: Where a subject stands behind a list that is put before it: "With three models, ten seeds and five folds, the search ..."
_FURTHER = re.compile(r", (?=(?:the|an?|our|its|their|this|that|each|every|one|it|they|we)\b)")
#: What may stand between the nouns of a compound.
COMPOUND = re.compile(
    r"[ -](?:(?!of\b|for\b|in\b|on\b|with\b|by\b|and\b|from\b|to\b|at\b|the\b|an?\b|our\b|its\b|their\b|each\b|every\b|all\b)[a-z-]+ )?"
)
#: People whom something is done to or for are not those who do it.
_INDIRECT = re.compile(
    r"(?:\b(?:to|for|from|among|between)|(?<!^)(?<![.,;] )\bwith) (?:(?:the|a|an|our|all|each|every) )?(?:\w+ )?$"
)
#: Neither are those who get what was done.
_RECEIVES = re.compile(rf" (?:(?:then|will|can|could|also|now|must|usually) )*(?:{any_of('receiving-verbs')})\b")
#: What a participle governs, and the noun that it may belong to.
_GOVERNED = re.compile(r" (?:with|by|on|in|from|at|using) ")
_NOUN = re.compile(
    r"(?i)(?<![\w'-])(?!(?:was|were|is|are|been|being|be|has|have|had|get|gets|got|and|or|we|they|he|she|it|i|who|that|which|then|also|the|an?)\b|\w+ly\b)[a-z][a-z-]{2,} $"
)
_BY = re.compile(r"(?:\bby|(?:^|[.,;] )with) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_REPLACED = re.compile(
    r"\b(?:unlike|than|instead of|compared (?:with|to)|in contrast to|rather than|without)\b[^,;]*$", re.IGNORECASE
)


def _infinitive(text: str) -> int:
    """Characters of the "to" of an infinitive, which is no part of its event."""
    return len("to ") if text.startswith("to ") else 0


class Syntax:
    """The events of a block, in order, and how its clauses are built around them."""

    def __init__(self, window: Window, text: str) -> None:
        self.text = text
        trained = {match.start("t") for match in TRAINED_THING.finditer(text)}
        trained |= {match.start(match.lastgroup or 0) for match in _DONE_THING.finditer(text)}
        found = [
            Event(cue.start + _infinitive(cue.text), cue.end, cue.row["category"], cue.row.get("implies"))
            for cue in window.cues
            if cue.row["category"] in _EVENTS and cue.start not in trained
        ]
        found += [Event(*place, "computing") for place in programs(text)]
        nets = [Event(*match.span(), "computing") for match in NET.finditer(text)]
        self._nets = {net.start for net in nets}
        found += nets
        found.sort(key=lambda event: (event.start - event.end, event.start))
        kept: list[Event] = []
        for event in found:
            if not any(event.start < other.end and other.start < event.end for other in kept):
                kept.append(event)
        kept.sort()
        self._trained, self._cues = trained, window.cues
        self._events = kept
        self._takes = sorted((cue.start, cue.end) for cue in window.cues if cue.row["category"] == "takes")

    @cached_property
    def _known(self) -> list[tuple[int, int]]:
        """The words that tell of computing, or of what computers work on."""
        return [
            (cue.start, cue.end)
            for cue in self._cues
            if cue.row["category"] in _KNOWN and cue.start not in self._trained
        ]

    def _knows(self, start: int, end: int) -> bool:
        """Whether a word of computing or of its data stands in a stretch of text, outside of the brackets in it."""
        closed = [match.span() for match in CLOSED.finditer(self.text, start, end)]
        return any(
            left < end and start < right and not any(a <= left < b for a, b in closed) for left, right in self._known
        )

    def _clause(self, place: int) -> int:
        """Where the clause of a place begins."""
        low = max(0, place - 400)
        found = [*_CLAUSE.finditer(self.text, low, place)]
        if _CLAUSE_WORDS.may_match(self.text):
            found += _CLAUSE_WORDS.expression.finditer(self.text, low, place)
        return max((end for match in found if (end := match.end()) < place - 2), default=low)

    def _between(self, start: int, end: int) -> list[Event]:
        return [event for event in self._events if start <= event.start < end and not self._indirect(event, start)]

    def _subjects(self, start: int, end: int) -> list[Event]:
        """The events of a subject, of which one at least stands outside of the brackets in it."""
        closed = [match.span() for match in CLOSED.finditer(self.text, start, end)]
        events = self._between(start, end)
        outside = any(not any(a <= e.start and e.end <= b for a, b in closed) for e in events)
        return events if outside else []

    def _indirect(self, event: Event, start: int) -> bool:
        return event.category == "people" and (
            _INDIRECT.search(self.text, max(start, event.start - 24), event.start) is not None
            or _RECEIVES.match(self.text, event.end) is not None
            or self.text.startswith(("'s ", "\u2019s "), event.end)
        )

    def _subject(self, start: int, end: int) -> int:
        """Where the subject of a verb begins: behind what is put before it, and behind a clause that "and" ends."""
        fronted = FRONTED.match(self.text, start, end)
        if fronted and (self._between(fronted.end(), end) or _PRONOUN.match(self.text, fronted.end())):
            start = fronted.end()
            for further in _FURTHER.finditer(self.text, start, end):
                if not self._predicate(start, further.start()) and self._between(further.end(), end):
                    start = further.end()
        for joint in reversed(list(_JOINT.finditer(self.text, start, end))):
            goes_on = next((event for event in self._events if event.start == joint.end()), None)
            if joint[0].startswith(", and") and goes_on is not None and self._is_gerund(goes_on):
                return joint.end()
            if self._predicate(start, joint.start()) and self._between(joint.end(), end):
                return joint.end()
        return start

    def _predicate(self, start: int, end: int) -> bool:
        return (
            AUXILIARY.search(self.text, start, end) is not None
            or any(start <= left and right <= end for left, right in self._takes)
            or _GOVERNS.search(self.text, start, end) is not None
        )

    def _is_gerund(self, event: Event) -> bool:
        return self.text[event.start : event.end].endswith("ing")

    def _head(self, events: list[Event]) -> Event:
        """The head of a noun phrase: the last noun of a compound, the first word of what goes on.

        A compound that says that it is by hand ("manual counting") is. What says more of a noun that is no event is no
        head ("birds fitted with loggers returned").
        """
        head = events[1] if len(events) > 1 and self._restricts(events[0]) else events[0]
        if head.category == "by_hand" or self._is_gerund(head):
            return head
        while (noun := self._noun_of(head)) is not None and (head.category != "people" or noun.category == "computing"):
            told = noun.phase is None or noun.category == "computing_weak"
            head = noun._replace(phase=head.phase) if told and head.computes and head.phase is not None else noun
        return head

    def _doer(self, events: list[Event], verb: int) -> Event:
        """The subject of a verb: people right before it, or what a comma parts from the rest, else the head of its noun phrase."""
        head, last = self._head(events), events[-1]
        if verb - last.end > 1 or self._is_gerund(head):
            return head
        apart = last.category == "activity" and self.text.find(", ", head.end, last.start) >= 0
        return last if apart or last.category == "people" else head

    def _restricts(self, event: Event) -> bool:
        """Whether an event is a participle behind the noun of which it says more: "birds fitted with loggers"."""
        if not self.text.endswith("ed", event.start, event.end) or not _GOVERNED.match(self.text, event.end):
            return False
        return _NOUN.search(self.text, max(0, event.start - 24), event.start) is not None

    def _noun_of(self, event: Event) -> Event | None:
        """The noun of a compound that an event begins."""
        after = next((other for other in self._events if other.start >= event.end), None)
        if after is None or after.start in self._nets or _DETERMINER.match(self.text, after.start):
            return None
        if self.text.endswith("ed", after.start, after.end) and not DONE_TO.fullmatch(
            self.text, event.end, after.start
        ):
            return None
        return after if COMPOUND.fullmatch(self.text, event.end, after.start) else None

    def _phased(self, event: Event, beside: list[Event]) -> Event:
        """An event with the phase of those named with it, if it has none: "running the detector"."""
        if event.phase is not None or not event.computes:
            return event
        if event.category == "computing" and _BY.search(self.text, max(0, event.start - 24), event.start):
            return event._replace(phase="inference")
        others = (other for other in beside if other.computes and other.phase and other.end != event.start - 1)
        return event._replace(phase=next((other.phase for other in others), None))

    def _by_hand(self, event: Event, subject: int) -> bool:
        """Whether an event is a way of people, or people by whom something is done.

        Those by whom something else is done stand before the subject: "on the tablet used by rangers, ...".
        """
        before = self.text[max(0, event.start - 40) : event.start]
        if event.category == "by_hand":
            return _REPLACED.search(before) is None and self._noun_of(event) is None
        by = _BY.search(before) if event.category == "people" else None
        return by is not None and (event.start >= subject or not by[0].startswith("by"))
