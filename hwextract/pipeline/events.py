"""The event that a time belongs to: what "took", "ran for" or "was done in" it.

A noun before it ("a runtime of 3 h"), the verb's subject or object ("training took 3 h", "it took the observer 3 h"),
what was done in it ("was trained in 3 h") and the task behind it ("3 h to train") name it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.lexicon import any_of, words
from hwextract.pipeline.strangers import PASSIVE, Strangers
from hwextract.pipeline.syntax import AUXILIARY, Event

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft

__all__ = ["ASIDE", "OF_A_MOMENT", "Bond", "Event", "Events"]


class Bond(NamedTuple):
    """How a time belongs to an event, and to which: by a verb, a preposition or as its task; else it is near at most."""

    event: Event | None
    by: Literal["verb", "preposition", "task", "bracket", "place"]


class _Place(NamedTuple):
    """Where a time stands: its clause starts at ``start``, and the time itself at ``end``.

    ``previous`` is where the time before it ends whose event it may share, ``passed`` where any ends. Its task is what
    stands right behind it: "3 h of training".
    """

    time: Draft
    start: int
    end: int
    previous: int
    passed: int
    task: Event | None


#: A clause between the members of a list: "22 s, and once the cache had been filled, 3 s".
ASIDE = re.compile(r"\b(?:as soon as|once|when|if|after|where|because|since|as)\b[^.;:,()]{0,80},")
_AND_ONLY = re.compile(r"[^.;:()]{0,40}?,? (?:and|or|but),? ")
#: A relative clause, whose subject stands before it.
_RELATIVE = re.compile(r"(?:,| -)? (?:which|that)(?: itself| alone| usually| in turn| then| only)? $")
#: "Events that lasted 4 s".
_RESTRICTIVE = re.compile(r"(?<=\w) that (?:last(?:ed|s)?|took|takes?)\b")
#: From what is put first to the subject.
_THEN = re.compile(r", (?:[\w-]+ ){0,2}")
#: The task behind a time: "3 h to process the files", "3 h of training", "3 h (training)".
_TASK = re.compile(
    r" (?:(?:on average|in total|each|only|alone|per \w+|suffic(?:e|es|ed)|(?:was|were|is|are) (?:spent|needed|required|used|taken|enough|sufficient)) )?"
    r"(?:(?:to|for|of|on|in order to|per) |\((?=[^()\d]*\)))(?:(?:the|a|an|our|each|all) )?(?:[a-z-]+ )?$"
)
#: ... with nothing between, where it ends what is said: "(4 GPUs; 36 h training)".
_BARE_TASK = re.compile(r" (?:training|fine-?tuning|pre-?training|inference|processing)(?: time)?(?=[),;.]|$)")
#: A time that is said to be one: "the runtime was about 3 h".
_COPULA = re.compile(
    r"\b(?:was|were|is|are) (?:(?:found|estimated|determined|considered|shown|reported|capped|limited|restricted|fixed|set) (?:to be|at|as|to) )?(?:(?:about|around|approximately|roughly|only|just|some|nearly|almost|less|more|shorter|longer|lower|higher|than|over|under|up|to|at|least|most|on|average|between|\w+ly) ){0,3}[~<>]? ?$"
)
#: "..., lasting": its subject is that of the whole clause.
_TRAILING = re.compile(r", [a-z]+ing$")
#: A time of which nothing but "and" says what it is of: that of the one before it.
_LISTED = re.compile(r"\b(?:and|or) (?:about |only |just |then )?$")
#: A time with which the one before it is compared is of the same event: "2 s with the embedding, against 50 s by hand".
_AGAINST = re.compile(
    r"\b(?:against|versus|vs\.|compared (?:with|to)|instead of|rather than|as opposed to|down from|up from) (?:about |only |just |the )?$"
)
#: What may stand between "took" and its time.
_OBJECT = re.compile(r"(?:[^.;:()]|\b(?:ca|approx|avg)\.){0,48}")
_ADVERBIAL = re.compile(
    r"\b(?:in|within|for|after|during|over|under|than|about|around|to|at most|only|just|another)\b[^,;:.()]{0,20}$"
)
_BY_PREPOSITION = re.compile(
    r" (?:only |just |automatically |then |there )?(?:in|within|for|after|during|over)(?: (?:about|approximately|approx\.|ca\.|around|less than|more than|up to|at least|only|just|another|~))? ?"
)
#: "A recording length from 1 min"
_FROM = re.compile(r" (?:from|between) (?:about )?")
#: What stands before a noun.
_NOMINAL = re.compile(
    r"(?i)\b(?:the|an?|our|each|every|of|this|that|one|two|three|all|both|on|in|with|from|by|to|for|and|or|\w+ed|\d+)[ -](?:[\w-]+[ -])?$"
)
#: "The 4 weeks that the staff need", and how far their subject may be.
_OBJECT_OF = re.compile(r" (?:that|which) ")
_REACH = 40
#: What such a clause says of its subject: "the 3 days that training takes", "the 12 h that the night lasts".
_OBJECT_TAKES = re.compile(
    r" (?:that|which) (?P<subject>(?:[\w-]+ ){0,2}[\w-]+) (?:takes?|took|(?P<lasts>last(?:s|ed)?)|needs?|needed|requires?|required)\b"
)
#: "Calls shorter than 80 ms": a limit for things, unless they compute.
_LIMIT = Worded(
    r"\b(?!(?:was|is|has|lasts|takes|runs|times|epochs|needs|requires|always|this|us|thus|trainings|jobs|simulations|models|networks)\b)\w+s (?:(?:shorter|longer|less|more|closer|nearer|further|farther)(?: together| apart)? than|exceeding|of (?:at least|more than|less than|up to)) (?:about )?$"
)
#: "Snippets lasting 5 s": what lasts by itself is no computing, unless its name says so.
_LASTING = Worded(
    rf"\b(?!(?:{any_of('computing-plurals')})\b)[a-z]{{3,}}s (?:(?:each )?lasting|that last(?:ed)?) (?:[\w~<>]+ ){{0,2}}$"
)
#: "Fishing events had a median duration of 4 h"
_HAD_DURATION = Worded(r"\b(?:had|has|have|with) an? (?:\w+ )?(?:duration|length) of (?:about )?$")
#: When something began is no time that it took.
_STARTED = Worded(
    r"\b(?:started|began|begun|starts|begins) (?:\w+ly |only |about )?(?:after|within) (?:[\w~<>]+ ){0,2}$"
)
#: A sentence about times of computing that ends in a colon: "The CPU time grew with the number of knots: 8 min (50 knots), ...".
_LISTS = Worded(
    r"\b(?:(?:[CG]PU|comput\w+|run(?:ning)?|processing|training|fitting|wall(?:-clock)?) times?|run-?times?) [^.;:()]{0,80}: $"
)
#: What was measured, and its mean: "100 runs of the segmentation were timed: median 1.9 s, maximum 2.6 s".
_MEAN = r"(?:the )?(?:median|mean|average|min(?:imum)?|max(?:imum)?|shortest|longest|fastest|slowest)\.?:? ?(?:was |of |= ?)?"
_STATISTIC = guarded(rf": {_MEAN}$")
_NEXT_STATISTIC = re.compile(rf",? (?:and )?{_MEAN}")
#: "After thawing for 20 min"
_AFTER_DOING = Worded(r"(?i)\b(?:after|before|following|while) (?P<what>[a-z]+ing) (?:for|over) (?:about )?$")
#: "Within 2 h of sunrise" is when, not how long.
OF_A_MOMENT = re.compile(
    rf" (?:of|after|before|following) (?!(?:(?:an?|the|each|every|its|their) )?(?:{any_of('moments-of-use')})\b)"
)
_WITHIN_OF = re.compile(r"\b[Ww]ithin (?:about |approximately |ca\. |~ ?)?$")
#: What stands between a transfer and where it goes.
_TO_PLACE = re.compile(r" (?:back )?(?:to|from) (?:the |an? |our )?(?:\w+ )?")
#: What may stand between an event and the bracket with its time.
_MEASURED = re.compile(r" ?(?:(?:times?|durations?|periods?|lengths?) )?")
#: What was done with the subject, right before a bracket: "A grid search was conducted (3 h)."
_PARTICIPLE = re.compile(
    r" (?:\w+ly |also |then )?(?:\w+ed|run|done|made|carried out) (?:overnight |only once |once |\w+ly |in parallel |(?:in|within|over) (?:(?:an?|one|the|a single) )?(?:night|day|weekend|week) )?"
)
#: How long something takes, in words: "takes a little while", "needs much longer", "took some hours".
_LONG = (
    r"(?:takes?|took|needs?|needed|requires?|required) (?:quite |rather )?"
    r"(?:(?:an? (?:\w+ )?while|(?:a few|several|some) (?:seconds|minutes|hours|days)|(?:some|more|less|much) time|an? (?:\w+ )?(?:moment|long time)|(?:\w+ )?longer)\b)"
)
#: What a time in brackets measures though no noun stands right before it: "Training was slow (3 h)".
_SLOW = re.compile(
    rf"\b{_LONG} $|"
    r"\b(?:instantly|immediately|quickly|rapidly|slowly) $|\b(?:immediate|instant|instantaneous|quickest|fastest|slowest|longest|shortest) $|\b(?:was|were|is|are|been|remains?|became|becomes?|got|gets) (?:[a-z]+ ){0,2}?(?:[a-z]*demanding|similar|slow\w*|fast\w*|expensive|costl\w+|cheap\w*|long\w*|short\w*|low\w*|high\w*"
    r"|(?:a matter of|(?:done|finished|completed|over) (?:in|within)) (?:[a-z]+ ){0,2}(?:seconds|minutes|hours|days|weeks)"
    r"|(?:the )?(?:slow\w*|costl\w+|limiting|critical) (?:part|step|one)|(?:that|those|the one) (?:for|of|on|with|in) [^()]{2,40}|(?:the|a) bottleneck|quick\w*|comparable|moderate|acceptable|negligible|[a-z-]*intensive|efficient|time[ -]consuming) $"
)
#: "The slowest step was cropping (3 h)"
_SLOWEST = re.compile(
    r"\b(?:slow(?:est)?|limiting|longest|costliest|(?:most )?(?:time[- ]consuming|expensive|costly|demanding)) (?:part|step|stage|operation) (?:was|is) (?:the )?(?:[\w-]+ ){1,4}$"
)
#: A noun of which a time is the measure: "a night of 9 h", "a runtime of 3 h".
_NOUN_OF = guarded(
    r"([\w-]++(?<=[A-Za-z])) of (?:(?:an?|the|about|around|approximately|approx\.|ca\.|roughly|only|just|some|nearly|almost|less|more|than|over|under|up|to|at|least|most|on|average|over) ){0,3}[~<>]? ?$"
)
#: "Times per plot of 3 min".
_TIME_PER = re.compile(r"(?:times?|durations?|costs?) (?:per|for (?:a|an|one|each)) (?:[\w-]+ )?[\w-]+$")
#: By whom or what something is done: "labelled by the network", "with three volunteers, the count ...".
_AGENT_BEHIND = re.compile(
    r"(?: (?:per|each|every) \w+| on average| each)? (?P<by>by|(?:of which )?(?:is|are|was|were) (?:due to|(?:spent|used|taken up|needed) (?:by|in|on|for))|for(?= (?:two|three|four|five|six|\d+|one|a single|each) (?:\w+ )?(?:persons?|people|observers?|experts?|assistants?|students?))) (?:(?:the|our|an?|one|two|three) )?(?:\w+ )?"
)
#: By what means a time was reached, and what may stand before the noun.
_WITH_BEHIND = re.compile(r"(?: per [a-z]+)? (?:with|using|by) (?:the |our |an? )?")
_MODIFIERS = re.compile(r"(?:[\w-]+ ){0,2}")
_BRACKETED = re.compile(r"(?: (?:per|each) [a-z]+)? \((?:(?:the|an?|one|two|three) )?(?:[a-z]+ )?")
#: "310 h to go through the videos by hand"
_TO_DO = re.compile(r" to [^.,;:()]{0,60}\b(?=(?:by|manually|visually)\b)")
_AUTOMATIC = re.compile(r" \((?:fully )?automat(?:ic|ed|ically)\b")
_WITH_TOOL = re.compile(r" [^.;,:()]{0,50}\b(?:in|with|using|by|through) ")
_AGENT = re.compile(r" by (?:[\w-]+ ){0,3}")


class Events(Strangers):
    """The events of a block, in order, as its times ask for them."""

    def of(self, time: Draft, previous: int, passed: int = 0) -> Bond:
        """The event that a time belongs to, if its clause names one, or the network that does it.

        ``previous`` is where the time before it ends whose event it may share, ``passed`` where any ends. An event that is
        no computing is named ``activity``.
        """
        bond = self._bond(time, previous, passed)
        event = bond.event
        beside = _BRACKETED.match(self.text, time.end)
        hand = beside and next((e for e in self._events if beside.end() <= e.start < beside.end() + _REACH), None)
        if (
            hand is not None
            and hand.category in ("by_hand", "people")
            and self.text[hand.end : hand.end + 1] in (")", ",")
        ):
            return Bond(hand, "verb")
        to_do = _TO_DO.match(self.text, time.end)
        if to_do is not None:
            hand = next((e for e in self._events if time.end < e.start <= to_do.end()), None)
            if hand is not None and hand.category == "by_hand":
                return Bond(hand, "verb")
        automatic = _AUTOMATIC.match(self.text, time.end)
        if automatic is not None:
            return Bond(Event(*automatic.span(), "computing"), "verb")
        behind = _AGENT_BEHIND.match(self.text, time.end)
        if behind is not None:
            agent_behind = next((e for e in self._events if behind.start("by") <= e.start <= behind.end()), None)
            if agent_behind is not None:
                head = self._head([agent_behind])
                return Bond(self._does(head, event) if head.computes else head, "verb")
        if event is None or event.category not in ("activity", "computing_weak"):
            return bond
        tool = next((e for e in self._events if e.start >= event.end and e.start < time.start), None)
        if (
            tool is not None
            and (tool.category, tool.phase, event.phase) == ("computing", "other", "inference")
            and self.text[tool.start].isupper()
            and _WITH_TOOL.fullmatch(self.text, event.end, tool.start)
        ):
            return bond._replace(event=tool)
        agent = _AGENT.match(
            self.text, event.end - len(" by") if self.text.endswith(" by", 0, event.end) else event.end
        )
        doers = [] if agent is None else [e for e in self._events if event.end < e.start <= agent.end() and e.computes]
        doers = [doer for doer in doers if doer.start not in self._nets] or doers
        return Bond(self._does(doers[-1], event), bond.by) if doers else bond

    def names_tool(self, end: int) -> bool:
        """Whether what stands behind a time says that it was reached by something that computes: "3 min with our algorithm"."""
        behind = _WITH_BEHIND.match(self.text, end)
        if behind is None:
            return False
        start = behind.end()
        event = next((event for event in self._events if start <= event.start < start + _REACH), None)
        return (
            event is not None
            and event.category == "computing"
            and _MODIFIERS.fullmatch(self.text, start, event.start) is not None
        )

    @staticmethod
    def _does(doer: Event, event: Event | None) -> Event:
        """A network that does something: what it does says its phase, else that it is used."""
        return doer._replace(phase=doer.phase or (event and event.phase) or "inference")

    def _object_of(self, time: Draft) -> Event | None:
        """The event that the clause behind a time says to take it; "lasts" may be said of a night, too."""
        takes = _OBJECT_TAKES.match(self.text, time.end)
        if takes is None:
            return None
        start, end = takes.span("subject")
        computing = [event for event in self._between(start, end) if event.category == "computing"]
        if computing:
            return self._phased(self._head(computing), computing)
        return Event(end, end, "activity") if takes["lasts"] and not self._knows(start, end) else None

    def _bond(self, time: Draft, previous: int, passed: int) -> Bond:
        place = _Place(time, self._clause(time.start), time.start, previous, passed, self._task(time))
        for way in (self._by_task, self._by_object, self._by_nothing, self._by_list, self._by_noun, self._by_brackets):
            bond = way(place)
            if bond is not None:
                return bond
        place = place._replace(previous=self._behind_aside(place))
        return self._by_ellipsis(place) or self._by_clause(place)

    def _by_task(self, place: _Place) -> Bond | None:
        """What a time is of: "2 weeks of training"."""
        task = place.task
        if task is None or not self.text.startswith(" of ", place.time.end):
            return None
        who = self._between(place.start, place.end)
        trained = self.text.endswith("raining", task.start, task.end) and who and who[-1].category == "people"
        if trained or (pupils := self._pupils(task)) is None:
            return Bond(who[-1] if trained else self._phased(task, who), "task")
        return Bond(pupils, "task")

    def _by_object(self, place: _Place) -> Bond | None:
        """What the clause behind a time says to take it: "it was 2 h before the training ended"."""
        text, time, end = self.text, place.time, place.end
        if _WITHIN_OF.search(text, max(0, end - 24), end) and OF_A_MOMENT.match(text, time.end):
            return Bond(Event(end, end, "activity"), "preposition")
        if not _OBJECT_OF.match(text, time.end):
            return None
        person = next((event for event in self._events if event.start >= time.end), None)
        if person is not None and person.category == "people" and person.start - time.end <= _REACH:
            return Bond(person, "verb")
        going_on = self._object_of(time)
        return None if going_on is None else Bond(going_on, "verb")

    def _by_nothing(self, place: _Place) -> Bond | None:
        """No computing: a limit, what is said to last by itself, or how long ago something was done."""
        text, start, end = self.text, place.start, place.end
        if _LIMIT.search(text, max(start, end - 50), end):
            return Bond(Event(end, end, "activity"), "preposition")
        if (
            _LASTING.search(text, max(start, end - 50), end)
            or self._in_relative(start, end)
            or (
                (after := _AFTER_DOING.search(text, max(start, end - 50), end)) and not self._knows(*after.span("what"))
            )
            or _STARTED.search(text, max(start, end - 40), end)
            or ((had := _HAD_DURATION.search(text, start, end)) and not self._subjects(start, had.start()))
        ):
            return Bond(Event(end, end, "activity"), "verb")
        return None

    def _by_list(self, place: _Place) -> Bond | None:
        """What stands before a list of times, or before a colon and its statistics: "Training: mean 3 h, at most 9 h"."""
        text, end = self.text, place.end
        said = _LISTS.search(text, max(0, end - 140), end)
        if said is not None:
            before = [event for event in self._between(said.start(), end) if event.computes]
            if before:
                return Bond(self._phased(before[0], before), "verb")
        statistic = _STATISTIC.search(text, max(0, end - 30), end) or (
            place.passed and place.previous == place.passed and _NEXT_STATISTIC.fullmatch(text, place.previous, end)
        )
        if statistic and (colon := text.rfind(": ", 0, end)) >= 0:
            measured = [event for event in self._between(self._clause(colon), colon) if event.computes]
            if measured:
                return Bond(self._phased(self._head(measured), measured), "verb")
        return None

    def _by_noun(self, place: _Place) -> Bond | None:
        """The noun that a time is said of: "a training of 3 h", "a delay of 3 h"."""
        text, start, end = self.text, place.start, place.end
        noun = _NOUN_OF.search(text, max(start, end - 60), end)
        if noun is None:
            return None
        named = [event for event in self._between(start, noun.end(1)) if noun.start(1) - 1 <= event.end]
        if named:
            return Bond(named[-1], "preposition")
        if (
            noun[1].lower() in words("nouns-of-time")
            or _TIME_PER.search(text, start, noun.end(1))
            or (noun[1] == "period" and text.endswith(" a ", 0, noun.start()))
        ):
            return None
        return Bond(Event(*noun.span(1), "activity"), "preposition")

    def _by_brackets(self, place: _Place) -> Bond | None:
        """What a time in brackets stands behind, or what it is of there: "(3 h per training)"."""
        text, time, task = self.text, place.time, place.task
        opened = text.rfind("(", place.start, place.end)
        if opened < 0 or ")" in text[opened : place.end]:
            return None
        if place.passed > opened and _AGAINST.search(text, place.passed, place.end):
            return Bond(None, "bracket")
        within = task is not None and (
            (text.find(")", time.end, task.start) < 0 and text.startswith(" per ", time.end))
            or _BARE_TASK.match(text, time.end) is not None
        )
        return Bond(task, "task") if within else self._bracketed(place.start, opened, place.end, place.passed)

    def _behind_aside(self, place: _Place) -> int:
        """The end of the time before, or of the aside behind that."""
        aside = ASIDE.search(self.text, place.previous, place.end) if place.previous > place.start else None
        if aside is not None and _AND_ONLY.fullmatch(self.text, place.previous, aside.start()):
            return aside.end()
        return place.previous

    def _by_ellipsis(self, place: _Place) -> Bond | None:
        """What a time is of that shares its verb with the time before: "training took 3 h, and testing 5 min"."""
        text, previous, end = self.text, place.previous, place.end
        if previous <= place.start or self._predicate(previous, end):
            return None
        shared = _LISTED.search(text, previous, end) or _AGAINST.search(text, previous, end)
        own = [] if shared else self._subjects(previous, end)
        if len(own) > 1 and text.endswith("ed", own[0].start, own[0].end) and self._governs(own[-1], end):
            # "They were photographed and classified within 5 s."
            own = own[-1:]
        return Bond(place.task, "task") if place.task is not None else Bond(self._head(own) if own else None, "verb")

    def _by_clause(self, place: _Place) -> Bond:
        """The subject or the object of the verb of its clause, or what else stands nearest."""
        start, end, task = place.start, place.end, place.task
        subject = self._subject(start, end)
        since = self._between(max(start, place.previous), end)
        by_hand = next((event for event in since if self._by_hand(event, subject)), None)
        if by_hand is not None:
            return Bond(by_hand, "verb")
        taken = [span for span in self._takes if start <= span[0] and span[1] <= end]
        copula = _COPULA.search(self.text, max(start, end - 40), end)
        if copula is not None:
            taken.append(copula.span())
        if not (taken and _OBJECT.fullmatch(self.text, taken[-1][1], end)):
            bond = self._by_place(subject, end)
        else:
            verb, behind = taken[-1]
            objects = self._between(behind, end)
            if not objects and _RELATIVE.search(self.text, 0, verb):
                return Bond(self._antecedent(verb), "verb")
            if not objects and self._lasts_by_itself(start, verb, copula=copula is not None):
                return Bond(Event(end, end, "activity"), "verb")
            trailing = _TRAILING.search(self.text, 0, behind)
            found = objects or self._subjects(start if trailing else subject, verb)
            bond = Bond(self._phased(self._doer(found, verb), found) if found else None, "verb")
        if task is not None and (bond.event is None or self._is_other_task(task, bond.event)):
            return Bond(task, "task")
        return bond if bond.event is None or task is None else bond._replace(event=self._phased(bond.event, [task]))

    def _by_place(self, subject: int, end: int) -> Bond:
        """What stands nearest before a time in its clause: "we trained the network for 3 h"."""
        found = self._subjects(subject, end)
        adverbial = _ADVERBIAL.search(self.text, max(0, end - 30), end) is not None
        by: Literal["preposition", "place"] = "preposition" if adverbial else "place"
        if not found:
            return Bond(None, by)
        passive = [event for event in found if PASSIVE.search(self.text, max(0, event.start - 24), event.start)]
        if self._governs(found[-1], end) or _FROM.fullmatch(self.text, found[-1].end, end):
            chosen = found[-1]
        else:
            chosen = passive[-1] if passive and adverbial else self._head(found)
        if adverbial and self._is_left(subject, end, found):
            chosen = Event(end, end, "activity")
        return Bond(self._phased(chosen, found), by)

    def _governs(self, event: Event, end: int) -> bool:
        """Whether an event is the verb right before the preposition of a time: "they rested for 3 h"."""
        text = self.text
        if _BY_PREPOSITION.fullmatch(text, event.end, end) is None:
            return False
        joined = text.endswith(" and ", 0, event.start) and text.endswith("ed", event.start, event.end)
        return joined or not _NOMINAL.search(text, max(0, event.start - 24), event.start)

    def _pupils(self, task: Event) -> Event | None:
        """The people who go on after a training put first: "after 2 weeks of training, observers agreed"."""
        after = next((event for event in self._events if event.start >= task.end), None)
        if after is None or after.category != "people" or not self.text.endswith("raining", task.start, task.end):
            return None
        return after if _THEN.fullmatch(self.text, task.end, after.start) else None

    def _is_other_task(self, task: Event, event: Event) -> bool:
        """Whether a device does something for so long that is no computing: "the Raspberry Pi needs 24 s for booting"."""
        return event.computes and event.phase is None and task.category == "activity" and self._is_gerund(task)

    def _task(self, time: Draft) -> Event | None:
        """The task behind a time."""
        event = next((event for event in self._events if event.start >= time.end), None)
        if event is None:
            return None
        task = event.start == time.end + 1 and _BARE_TASK.match(self.text, time.end)
        return event if task or _TASK.fullmatch(self.text, time.end, event.start) else None

    def _bracketed(self, start: int, opened: int, end: int, passed: int) -> Bond:
        """The event of a time in brackets: one that they name, or that of the noun or verb before them."""
        inside = self._between(opened, end)
        if inside:
            return Bond(self._head(inside), "verb")
        verb = max((m.end() for m in AUXILIARY.finditer(self.text, start, opened)), default=start)
        low = max(start, opened - 90)
        before = (
            self._between(max(verb, low, passed), opened)
            or self._between(max(verb, low), opened)
            or self._between(max(low, opened - 20), opened)
        )
        before = [event for event in before if event.start not in self._nets] or before
        if not before and verb > start and _PARTICIPLE.fullmatch(self.text, verb, opened):
            before = self._between(self._subject(start, opened), verb)
        beside = before and _MEASURED.fullmatch(self.text, before[-1].end, opened) is not None
        if len(before) > 1 and _TO_PLACE.fullmatch(self.text, before[-2].end, before[-1].start):
            # The place of a transfer is no event of its own: "sent to the server (2 s)".
            before = before[:-1]
        slow = _SLOW.search(self.text, start, opened)
        if slow is not None and all(event.start >= slow.start() for event in before):
            # "Cropping was the slowest step (9 h)" is about cropping.
            before = self._between(low, slow.start()) or before
        if not before and _SLOWEST.search(self.text, start, opened):
            return Bond(Event(opened, opened, "computing_weak"), "bracket")
        if not before:
            return Bond(None, "bracket")
        return Bond(self._phased(before[-1] if beside else self._head(before), before), "bracket")

    def _antecedent(self, end: int) -> Event | None:
        """What "which" stands for: the noun before it, or what its sentence says."""
        text = self.text
        relative = _RELATIVE.search(text, 0, end)
        place = relative.start() if relative else end
        before = self._between(self._subject(self._clause(place), place), place)
        adjacent = bool(before) and place - before[-1].end <= 1
        if not adjacent and relative and _RESTRICTIVE.match(text, relative.start()):
            return Event(place, place, "activity")
        return None if not before else before[-1] if adjacent else self._head(before)
