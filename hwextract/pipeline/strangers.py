"""Subjects and doers that tell nothing of computing: people, animals and things."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.lexicon import any_of, words
from hwextract.pipeline.syntax import CLOSED, COMPOUND, DONE_TO, FRONTED, Event, Syntax
from hwextract.topics import speaks_of_learning

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["PASSIVE", "Strangers", "names_duration"]

#: Characters before a block in which what it speaks of as known may be named.
_SAID = 200
#: A verb of what goes on, and whom something takes so long.
_FINITE = re.compile(r"(?:ran|learned|learnt|learns?|searched|responded|responds?)", re.IGNORECASE)
#: What somebody did, by its form.
_DID = re.compile(
    r"(?<!the )(?<!an )(?<!\ba )\b(?:(?:was|were|is|are|had been|have been) (?:\w+ly )?)?(?P<verb>\w{3,}ed|went|came|left|flew|became|fell|grew|kept|stood|sat|began)\b"
)
#: What goes on by itself, or a state: "the station records for 10 min per hour", "nets were open for 5 h".
_STATE = guarded(
    r" (?P<verb>[a-z]{3,}s|(?:was|were|is|are|remain(?:s|ed)?|stay(?:s|ed)?) (?!(?:up|about|around|over|in)\b)[a-z]+) for (?:about |only |just |up to |at least )?$"
)
_WHOM = re.compile(
    r" (?P<whom>(?:an?|the|our|each|every) (?!(?:total|mean|average|median|maximum|minimum|little|bit|few|further|mere|whole|good|full|order|same)\b)[a-z]+(?: [a-z]+)?)"
    r" (?:(?:about|around|approximately|only|some|roughly|up to|at least|nearly|almost|over|less than|more than) )*$"
)
_WHO = re.compile(r"\bwho (?:(?:had|have|has) (?:\w+ )?been|were|was|are) (?:\w+ly |previously |first )?$")
_OBJECT_PEOPLE = re.compile(
    r" (?:(?:an?|the|our|two|three|four|five|six|ten|\d{1,3}|all|both|local|new|several) ){1,2}"
)
#: Whom somebody trained, counted or known; what is named for what it does may be a network.
_PUPILS = re.compile(
    r" (?:the |these |those |all |both |our )?(?:(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|adult|naive|naïve|captive|wild"
    r"|juvenile|male|female|individual|domestic|free-flying) ){1,3}(?P<whom>[a-z]+)\b(?! of\b|-)"
)
_PLURAL = re.compile(r"[a-z]+(?<![eo]r)(?<!o)s")
_WERE = re.compile(r"(?P<whom>\b[A-Za-z][a-z-]+(?<!er)(?<!or)s) (?:were|are|had been|have been) (?:\w+ )?$")
#: One animal, by the words that mean no model: "training of a bee", "one dog was retrained".
_PUPIL = rf"(?:an?|one|each|every|the) (?:[a-z]+ )?(?:{any_of('trained-animals')})"
_OF_PUPIL = re.compile(rf" of {_PUPIL} (?:took|takes?|lasted|lasts|needed|needs|required|requires|went|was|is)\b")
_PUPIL_WAS = re.compile(
    rf"(?:^|[.,;:(] |\b(?:but|while|when|after|before) )(?i:{_PUPIL}) (?:was|is|had been|has been|being) (?:first )?$"
)
#: A training that only people and animals have: "strength training", "a training course".
_LESSON = re.compile(rf"(?<![\w-])(?:{any_of('trainings-of-people')})[ -]$", re.IGNORECASE)
_LESSON_BEHIND = re.compile(r" (?:courses?|workshops?|camps?|seminars?|lessons?)\b")
#: Who has one: "volunteers received a short training"; a network that is called a student has runs.
_ATTENDS = re.compile(
    r" (?:(?:\w+ly|also|all|each|then|first|have|has|had|were|was|will|must) ){0,2}"
    r"(?:receiv|attend|undergo|underw|undert|get|got|given|offered|participat|took part)\w*"
    r" (?:(?!(?:who|which|that|and|or|but|of|for|from|with|by)\b)[\w-]+ |(?<=[a-z] )of ){0,5}"
)
_LEARNERS = frozenset(("student", "teacher", "learner", "expert"))
_RUN = re.compile(r"[ -](?:times?|runs?|data|sets?|jobs?|loss|scripts?|costs?|speed)\b")
_OF_WHOM = re.compile(r" (?:of|for|with) (?:[\w-]+ ){0,3}")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_NAME = re.compile(r"[A-Z]|\d")
_FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or our its their his her some any other another such about more most only"
    " also then thus hence therefore however usually typically often on average mean approximately was were is are has have"
    " had be been first second third two three four five six seven eight nine ten several".split()
)
_PRONOUNS = frozenset(
    "it ones this that these those they we i one both each all which who latter former same whole total totals process"
    " rounds baseline variant version experiment experiments procedure operation operations task tasks time times everything nothing rest remainder part parts"
    " them longest shortest slowest fastest quickest".split()
)
#: What makes a participle behind it a passive.
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|get|gets|got) (?:\w+ly |then |also |all |first |thus |only |not )?$"
)
#: What a model tells is no time that it took: "predictions of the model were 13 days", "the memory length was 30 days".
_RESULT = re.compile(
    rf"\b(?:predictions|estimates|values|forecasts|results|errors?|(?:{any_of('measures-of-results')})s?)\b(?: (?:of|for|by|from|in) (?:[\w-]+ ){{1,4}}| )(?:\w+ (?:to )?)?$"
)
#: "The mean track duration"
_DURATION = re.compile(
    r"\b(?!(?:total|mean|average|median|overall|whole|entire|real|longest|shortest|maximum|minimum|required|needed|additional|extra|actual|net|effective|start|loading|compilation|build|turnaround|the|a|our|its|their|of|this|this|that|expected|typical|usual|corresponding)\b)"
    r"(?P<what>[a-z]+) (?:duration|time)s? $|\b(?:duration|length)s? of (?:[\w-]+ )?(?P<whose>[a-z]+) $"
)
#: Verbs of things that have a measure, and a thing that was computed.
_MEASURES = re.compile(r"(?:was|were|is|are|last|averag|rang|var)")
_COMPUTED_THING = re.compile(
    r"(?P<noun>[a-z]{3,}),? (?:comput|calculat|estimat|extract|deriv|obtain|detect|predict|measur|determin|track|identifi)ed (?:with|by|on|in|from|using|for|through|via) [^;:]*$"
)
#: What was done for a time, and verbs of which any process may be the subject.
_WAS_DONE = re.compile(
    r"\b(?:was|were|been) (?:\w+ly )?(?P<verb>[a-z]+(?:ed|en|ft|wn|pt)) (?:(?!to\b)\w+ ){0,2}(?:in|within|for|after|during) (?:[\w~<>]+ ){0,2}$"
)
_PERFORMED = re.compile(
    r"(?:complet|finish|perform|carri|us|execut|conduct|implement|obtain|achiev|reach|reduc|need|requir|produc|creat|accomplish|manag|stopp|terminat|abort|continu|interrupt|resum|repeat|distribut|deliver|return|solv|made|done|generat|handl|updat|launch|start)ed"
)
_WITH = re.compile(r"\b(?:with|by|near|beside|containing|carrying) (?:[\w-]+ ){0,2}$")
#: "A fish that is hidden for longer than 2 s": a time in a relative clause.
_DONE_IN_RELATIVE = Worded(
    r"(?P<noun>\w+) (?:that|which|who) (?:is|are|was|were|has been|have been|had been) (?:not )?(?P<verb>\w+(?:ed|en)) (?:\w+ ){0,3}$"
)


def names_duration(text: str) -> bool:
    """Whether a text ends with the duration of something that it names.

    Examples
    --------
    >>> names_duration("lead time"), names_duration("mean time"), names_duration("lead")
    (True, False, False)
    """
    return _DURATION.search(f"{text} ") is not None


class Strangers(Syntax):
    """Events, and whether what stands beside them computes nothing."""

    def __init__(self, window: Window, text: str) -> None:
        super().__init__(window, text)
        self._before = window.before[-_SAID:]
        self._events = [self._of_people(event, self._events) for event in self._events]

    def _of_people(self, event: Event, events: list[Event]) -> Event:
        """The training of people is none of computing: "training of field staff", "observers were trained"."""
        if self.text.endswith("trained", event.start, event.end):
            if _WHO.search(self.text, max(0, event.start - 30), event.start):
                return event._replace(category="people", phase=None)
            whom = next((other for other in reversed(events) if other.end < event.start), event)
            done = DONE_TO.fullmatch(self.text, whom.end, event.start) is not None
            taught = done and whom.category == "people"
            tamed = taught or self._is_one_animal(event) or self._is_tamed(event) or self._tames(event, events)
            return event._replace(category="people", phase=None) if tamed else event
        if not self.text.endswith("raining", event.start, event.end):
            return event
        if _OF_PUPIL.match(self.text, event.end):
            return event._replace(category="people", phase=None)
        behind = [other for other in events if other.start >= event.end][:2]
        computes = bool(behind) and behind[0].computes and _OF_WHOM.fullmatch(self.text, event.end, behind[0].start)
        if not computes and (
            any(other.category == "people" and other.end == event.start - 1 for other in events)
            or self._is_lesson(event, events)
        ):
            return event._replace(category="people", phase=None)
        if not behind or behind[0].category != "people":
            return event
        whom, after = behind[0], behind[-1]
        if not _OF_WHOM.fullmatch(self.text, event.end, whom.start):
            return event
        if after.computes and COMPOUND.fullmatch(self.text, whom.end, after.start):
            return event
        return event._replace(category="people", phase=None)

    def _is_lesson(self, event: Event, events: list[Event]) -> bool:
        """Whether a training is one of people by its kind, or by those who get it: "strength training"."""
        text = self.text
        if _LESSON.search(text, max(0, event.start - 24), event.start) or _LESSON_BEHIND.match(text, event.end):
            return True
        whom = next((other for other in reversed(events) if other.end <= event.start), event)
        return (
            whom.category == "people"
            and text[whom.start : whom.end].lower() not in _LEARNERS
            and _ATTENDS.fullmatch(text, whom.end, event.start) is not None
            and not _RUN.match(text, event.end)
        )

    def _is_one_animal(self, event: Event) -> bool:
        """Whether it is an animal that was trained: "one dog was retrained for 6 weeks"."""
        return (
            self.text.endswith(("was ", "is ", "been ", "being ", " first "), 0, event.start)
            and _PUPIL_WAS.search(self.text, max(0, event.start - 60), event.start) is not None
        )

    def _is_tamed(self, event: Event) -> bool:
        """Whether those that were trained are none that compute: "the dolphins were trained for 3 weeks".

        Of one alone it is not known: a captioner is a network, a beaver is not.
        """
        done = _WERE.search(self.text, max(0, event.start - 60), event.start)
        if done is None or done["whom"].lower() in words("trained-things"):
            return False
        start = self._clause(event.start)
        fronted = FRONTED.match(self.text, start, done.start())
        return self._strange(fronted.end() if fronted else start, done.end("whom"))

    def _tames(self, event: Event, events: list[Event]) -> bool:
        """Whether the object of "trained" is people, animals, or others that compute nothing: "we trained 12 chickadees"."""
        whom, *further = [*(other for other in events if other.start >= event.end), event][:2]
        if whom.category == "people" and _OBJECT_PEOPLE.fullmatch(self.text, event.end, whom.start):
            return not any(one.computes and COMPOUND.fullmatch(self.text, whom.end, one.start) for one in further)
        pupils = _PUPILS.match(self.text, event.end)
        return (
            pupils is not None
            and (pupils["whom"] in words("plurals-without-s") or _PLURAL.fullmatch(pupils["whom"]) is not None)
            and pupils["whom"] not in words("trained-things")
            and not speaks_of_learning(pupils.group())
            and self._strange(*pupils.span("whom"))
        )

    @cached_property
    def lessons(self) -> frozenset[int]:
        """Where trainings of people are named."""
        return frozenset(
            event.start
            for event in self._events
            if event.category == "people" and self.text.endswith("raining", event.start, event.end)
        )

    def has_stranger(self, time: Draft, event: Event | None) -> bool:
        """Whether nothing in the subject of a time's verb, or in whom it takes so long, tells of computing or its data.

        "Leaf unfolding took 12 days", "it takes a fox 2 h", "the mice ran for 1 h"; pronouns and names may stand for
        anything, and tell of none, and so may what is known from the sentence before.
        """
        text, end = self.text, time.start
        start = self._clause(end)
        if event is not None:
            finite = _FINITE.fullmatch(text, event.start, event.end) is not None
            passive = PASSIVE.search(text, max(0, event.start - 24), event.start)
            return finite and not passive and self._strange(self._subject(start, end), event.start)
        taken = [place for place in self._takes if start <= place[0] and place[1] <= end]
        if not taken:
            subject = self._subject(start, end)
            done = next((verb for verb in reversed(list(_DID.finditer(text, subject, end)))), None)
            done = done or _STATE.search(text, max(subject, end - 60), end)
            return (
                done is not None
                and not _PERFORMED.match(done["verb"])
                and not any(event.start == done.start("verb") for event in self._events)
                and self._strange(subject, done.start())
            )
        whom = _WHOM.match(text, taken[-1][1], end)
        if whom is not None:
            return self._strange(*whom.span("whom"))
        return self._strange(self._subject(start, end), taken[-1][0])

    def _strange(self, start: int, end: int) -> bool:
        if self._knows(start, end):
            return False
        said = _WORD.findall(CLOSED.sub(" ", self.text[start:end]))
        words = [word for word in said if word.lower() not in _FUNCTION_WORDS]
        if said[:1] and said[0].lower() == "the" and words and words[-1] in _WORD.findall(self._before):
            return False
        return bool(words) and not any(
            word.lower() in _PRONOUNS or _NAME.search(word if at else word[1:]) for at, word in enumerate(said)
        )

    def _in_relative(self, start: int, end: int) -> bool:
        """Whether a time tells how long something was in a state that is none of computing: "a fish that is hidden for 2 s"."""
        relative = _DONE_IN_RELATIVE.search(self.text, max(start, end - 80), end)
        return (
            relative is not None and not self._knows(*relative.span("verb")) and not self._knows(*relative.span("noun"))
        )

    def _lasts_by_itself(self, start: int, verb: int, *, copula: bool) -> bool:
        """Whether the subject of a verb is none that computes, though computing is spoken of before or in it.

        That is so for what a model tells ("predictions were 13 days"), the duration of something else ("the mean track
        duration was 7 s"), what was computed ("intervals between calls, computed with Raven, were 0.4 s"), and what
        follows on words that are put first ("after training, dolphins needed 12 s").
        """
        text = self.text
        if copula and _RESULT.search(text, start, verb):
            return True
        lasts = _DURATION.search(text, start, verb) if copula else None
        if lasts is not None and not self._knows(*lasts.span(lasts.lastgroup or 0)):
            return True
        said = _COMPUTED_THING.search(text, start, verb) if _MEASURES.match(text, verb) else None
        if said is not None and not self._knows(*said.span("noun")) and not self._between(start, said.start("noun")):
            return True
        fronted = FRONTED.match(text, start, verb)
        return (
            fronted is not None
            and bool(self._between(start, fronted.end()))
            and not self._between(fronted.end(), verb)
            and self._strange(fronted.end(), verb)
        )

    def _is_left(self, subject: int, end: int, found: list[Event]) -> bool:
        """Whether a time is that of an unknown verb whose subject only has something that computes: "traps with a CNN were exposed for 14 days"."""
        done = _WAS_DONE.search(self.text, max(subject, end - 60), end)
        if done is None or self._knows(*done.span("verb")) or _PERFORMED.match(done["verb"]):
            return False
        return all(_WITH.search(self.text, subject, event.start) or event.start > done.start() for event in found)
