"""The event that a time belongs to: what "took", "ran for" or "was done in" it.

A noun before it ("a runtime of 3 h"), the verb's subject or object ("training took 3 h", "it took the observer 3 h"),
what was done in it ("was trained in 3 h") and the task behind it ("3 h to train") name it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.lexicon import any_of, words
from hwextract.pipeline.phase import TRAINED_THING
from hwextract.topics import speaks_of_learning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.pipeline.draft import Draft, Window

__all__ = ["ASIDE", "OF_A_MOMENT", "Bond", "Event", "Events", "names_duration", "names_network", "names_program"]

#: Categories of cues that name an event or who does it.
_EVENTS = frozenset({"computing", "computing_weak", "people", "by_hand", "activity"})


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


class Bond(NamedTuple):
    """How a time belongs to an event, and to which: by a verb, a preposition or as its task; else it is near at most."""

    event: Event | None
    by: Literal["verb", "preposition", "task", "bracket", "place"]


#: What a program does, and the shape of the name right before it: "CoralNet needs 4 s". Few texts have such a verb.
_DOES = guarded(
    r" (?:took|takes?|needed|needs?|required|requires?|ran|runs|finished|does it|does so|did it|did so|manages it|managed it"
    r"|completed|processed|processes|simulat|detect|classif|segment|estimat|comput|analy[sz]|return|deliver)\w*\b"
)
_PROGRAM = re.compile(r"\b(?:[A-Z]?[a-z]++[A-Z][A-Za-z]+\d*|[A-Z]{2,}[a-z]+[A-Za-z]*\d*)\Z")
#: What is done with a program.
_DONE_WITH = Worded(
    r"\b(?:run|ran|performed|executed|implemented|processed|analy[sz]ed|done|computed|fitted|estimated|extracted|detected|mapped|segmented|delineated|aligned|assembled|simulated|carried out) (?:in|with|using|by) "
    r"(?P<name>[A-Z]\w*[A-Z]\w*)\b"
)
#: What was done with a thing before, no event: "the extracted phrases", "images used for training".
_DONE_THING = Worded(
    r"(?i)\b(?:(?:(?<![^.;:(] )(?<![^.;:( ])|(?:the|an?|each|every|all|our|these|those|both|of|between|from|\d+) (?:\w+ly )?)(?P<t>(?:detect|predict|extract|simulat|track|estimat|classifi|identifi|recogni[sz]|segment|process|calculat|comput)ed) "
    r"(?!(?:in|on|with|by|to|for|at|from|using|and|or|as|was|were|is|are|it|them|the|an?|all|annealing|within|over|after|during|through|via|(?:images|photos|photographs|recordings|videos|files|data|models?|networks?)\b))[a-z]"
    r"|(?:images|photos|photographs|pictures|recordings|videos|files|tiles|clips|data|samples|boxes|polygons|labels|masks|points|scenes|frames|sites|plots|years|individuals|specimens) (?:used|needed|required|intended|reserved) (?:for|to) (?:the )?(?P<u>[a-z-]+))"
)
#: A network by the shape of its name: "YOLOv5s", "ConvLSTM".
_NET = guarded(r"\b(?:YOLO\w+(?:-\w+)?|[A-Z]\w*(?:Net|Former|BERT|LSTM|CNN)(?:[-v]?\w{1,6})?)\b")
#: Categories of cues that tell of computing, or of what computers work on.
_KNOWN = frozenset({"computing", "computing_weak", "computing_near", "data", "used"})
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
#: What begins a noun phrase of its own.
_DETERMINER = re.compile(r"(?:the|our|this|that|each|an?) ", re.IGNORECASE)
_OBJECT_PEOPLE = re.compile(
    r" (?:(?:an?|the|our|two|three|four|five|six|ten|\d{1,3}|all|both|local|new|several) ){1,2}"
)
#: Whom somebody trained, counted or known; what is named for what it does may be a network.
_PUPILS = re.compile(
    r" (?:the |these |those |all |both |our )?(?:(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|adult|naive|naïve|captive|wild"
    r"|juvenile|male|female|individual|domestic|free-flying) ){1,3}(?P<whom>[a-z]+)\b(?! of\b|-)"
)
_PLURAL = re.compile(r"[a-z]+(?<![eo]r)(?<!o)s")
_DONE_TO = re.compile(r" (?:was|were|is|are|had been|have been|has been) (?:\w+ )?")
_WERE = re.compile(r"(?P<whom>\b[A-Za-z][a-z-]+(?<!er)(?<!or)s) (?:were|are|had been|have been) (?:\w+ )?$")
_OF_WHOM = re.compile(r" (?:of|for|with) (?:[\w-]+ ){0,3}")
_CLOSED = re.compile(r"\([^()]*\)|, (?:which|whose|who|as) [^,;:.()]*,")
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
#: A clause between the members of a list: "22 s, and once the cache had been filled, 3 s".
ASIDE = re.compile(r"\b(?:as soon as|once|when|if|after|where|because|since|as)\b[^.;:,()]{0,80},")
_AND_ONLY = re.compile(r"[^.;:()]{0,40}?,? (?:and|or|but),? ")
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
#: A relative clause, whose subject stands before it.
_RELATIVE = re.compile(r"(?:,| -)? (?:which|that)(?: itself| alone| usually| in turn| then| only)? $")
#: "Events that lasted 4 s".
_RESTRICTIVE = re.compile(r"(?<=\w) that (?:last(?:ed|s)?|took|takes?)\b")
_PRONOUN = re.compile(r"(?:it|this|that|these|they)\b")
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|has|have|had|can|could|did|do|does|be|been|being|got|gets)\b")
#: A verb by what it governs: "weighs 80 g", "holds up to 200 insects", "reached an F1 of 0.9".
_GOVERNS = re.compile(
    r"\b[a-z]{3,}(?:s|ed) (?:(?:about|around|only|just|up to|at least|less than|more than|nearly|almost) )?(?:\d|(?:an?|its|the) [a-z])"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|get|gets|got) (?:\w+ly |then |also |all |first |thus |only |not )?$"
)
_JOINT = re.compile(r",? and (?:then |finally |subsequently |also )?|, (?:then )?")
#: What a sentence puts before its subject: "For the third survey, training took 3 h."
_FRONTED = re.compile(
    r"\W*(?:(?:in|for|on|with|after|during|at|when|if|using|compared|by|from|to|as|given|even|within|under|depending|regarding|concerning|once|of|unlike|while|whereas|although|though|because|since)\b|[A-Z][a-z]+ed (?:on|in|with|at|for|by|from|to)\b)(?:[^,]|,(?=\d))*, ",
    re.IGNORECASE,
)
#: Where a subject stands behind a list that is put before it: "With three models, ten seeds and five folds, the search ..."
_FURTHER = re.compile(r", (?=(?:the|an?|our|its|their|this|that|each|every|one|it|they|we)\b)")
#: What may stand between the nouns of a compound.
_COMPOUND = re.compile(
    r"[ -](?:(?!of\b|for\b|in\b|on\b|with\b|by\b|and\b|from\b|to\b|at\b|the\b|an?\b|our\b|its\b|their\b|each\b|every\b|all\b)[a-z-]+ )?"
)
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
#: "..., lasting": its subject is that of the whole clause.
_TRAILING = re.compile(r", [a-z]+ing$")
#: A time of which nothing but "and" says what it is of: that of the one before it.
_LISTED = re.compile(r"\b(?:and|or) (?:about |only |just |then )?$")
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
#: What was done for a time, and verbs of which any process may be the subject.
_WAS_DONE = re.compile(
    r"\b(?:was|were|been) (?:\w+ly )?(?P<verb>[a-z]+(?:ed|en|ft|wn|pt)) (?:(?!to\b)\w+ ){0,2}(?:in|within|for|after|during) (?:[\w~<>]+ ){0,2}$"
)
_PERFORMED = re.compile(
    r"(?:complet|finish|perform|carri|us|execut|conduct|implement|obtain|achiev|reach|reduc|need|requir|produc|creat|accomplish|manag|stopp|terminat|abort|continu|interrupt|resum|repeat|distribut|deliver|return|solv|made|done|generat|handl|updat|launch|start)ed"
)
_WITH = re.compile(r"\b(?:with|by|near|beside|containing|carrying) (?:[\w-]+ ){0,2}$")
#: What stands before a noun.
_NOMINAL = re.compile(
    r"(?i)\b(?:the|an?|our|each|every|of|this|that|one|two|three|all|both|on|in|with|from|by|to|for|and|or|\w+ed|\d+)[ -](?:[\w-]+[ -])?$"
)
#: "The 4 weeks that the staff need", and how far their subject may be.
_OBJECT_OF = re.compile(r" (?:that|which) ")
_REACH = 40
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
#: "A fish that is hidden for longer than 2 s": a time in a relative clause.
_DONE_IN_RELATIVE = Worded(
    r"(?P<noun>\w+) (?:that|which|who) (?:is|are|was|were|has been|have been|had been) (?:not )?(?P<verb>\w+(?:ed|en)) (?:\w+ ){0,3}$"
)
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
#: What a time in brackets measures though no noun stands right before it: "Training was slow (3 h)".
_SLOW = re.compile(
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
_WITH_TOOL = re.compile(r" [^.;,:()]{0,50}\b(?:in|with|using|by|through) (?=[A-Z])")
_AGENT = re.compile(r" by (?:[\w-]+ ){0,3}")
_BY = re.compile(r"(?:\bby|(?:^|[.,;] )with) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_REPLACED = re.compile(
    r"\b(?:unlike|than|instead of|compared (?:with|to)|in contrast to|rather than|without)\b[^,;]*$", re.IGNORECASE
)


def names_duration(text: str) -> bool:
    """Whether a text ends with the duration of something that it names.

    Examples
    --------
    >>> names_duration("lead time"), names_duration("mean time"), names_duration("lead")
    (True, False, False)
    """
    return _DURATION.search(f"{text} ") is not None


def names_network(text: str) -> bool:
    """Whether a text names a network by the shape of its name.

    Examples
    --------
    >>> names_network("34 % at 39 ms (YOLOv3)"), names_network("34 % at 39 ms (Smith)")
    (True, False)
    """
    return _NET.search(text) is not None


def names_program(text: str) -> bool:
    """Whether a text names a program that does something, by the shape of its name.

    Examples
    --------
    >>> names_program("Shorelines were extracted by CoastSat."), names_program("They were drawn by Smith.")
    (True, False)
    """
    return next(_programs(text), None) is not None


def _programs(text: str) -> Iterator[tuple[int, int]]:
    """Where programs stand by the shape of their names, which do something or with which something is done."""
    for does in _DOES.finditer(text):
        name = _PROGRAM.search(text, text.rfind(" ", 0, does.start()) + 1, does.start())
        if name is not None:
            yield name.span()
    for done in _DONE_WITH.finditer(text):
        yield done.span("name")


def _infinitive(text: str) -> int:
    """Characters of the "to" of an infinitive, which is no part of its event."""
    return len("to ") if text.startswith("to ") else 0


class Events:
    """The events of a block, in order, as its times ask for them."""

    def __init__(self, window: Window, text: str) -> None:
        self.text, self._before = text, window.before[-_SAID:]
        trained = {match.start("t") for match in TRAINED_THING.finditer(text)}
        trained |= {match.start(match.lastgroup or 0) for match in _DONE_THING.finditer(text)}
        found = [
            Event(cue.start + _infinitive(cue.text), cue.end, cue.row["category"], cue.row.get("implies"))
            for cue in window.cues
            if cue.row["category"] in _EVENTS and cue.start not in trained
        ]
        found += [Event(*place, "computing") for place in _programs(text)]
        nets = [Event(*match.span(), "computing") for match in _NET.finditer(text)]
        self._nets = {net.start for net in nets}
        found += nets
        found.sort(key=lambda event: (event.start - event.end, event.start))
        kept: list[Event] = []
        for event in found:
            if not any(event.start < other.end and other.start < event.end for other in kept):
                kept.append(event)
        kept.sort()
        self._trained, self._cues = trained, window.cues
        self._events = [self._of_people(event, kept) for event in kept]
        self._takes = sorted((cue.start, cue.end) for cue in window.cues if cue.row["category"] == "takes")

    @cached_property
    def _known(self) -> list[tuple[int, int]]:
        """The words that tell of computing, or of what computers work on."""
        return [
            (cue.start, cue.end)
            for cue in self._cues
            if cue.row["category"] in _KNOWN and cue.start not in self._trained
        ]

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

    def _of_people(self, event: Event, events: list[Event]) -> Event:
        """The training of people is none of computing: "training of field staff", "observers were trained"."""
        if self.text.endswith("trained", event.start, event.end):
            if _WHO.search(self.text, max(0, event.start - 30), event.start):
                return event._replace(category="people", phase=None)
            whom = next((other for other in reversed(events) if other.end < event.start), event)
            done = _DONE_TO.fullmatch(self.text, whom.end, event.start) is not None
            taught = done and whom.category == "people"
            tamed = taught or self._is_tamed(event) or self._tames(event, events)
            return event._replace(category="people", phase=None) if tamed else event
        if not self.text.endswith("raining", event.start, event.end):
            return event
        behind = [other for other in events if other.start >= event.end][:2]
        computes = bool(behind) and behind[0].computes and _OF_WHOM.fullmatch(self.text, event.end, behind[0].start)
        if not computes and any(other.category == "people" and other.end == event.start - 1 for other in events):
            return event._replace(category="people", phase=None)
        if not behind or behind[0].category != "people":
            return event
        whom, after = behind[0], behind[-1]
        if not _OF_WHOM.fullmatch(self.text, event.end, whom.start):
            return event
        if after.computes and _COMPOUND.fullmatch(self.text, whom.end, after.start):
            return event
        return event._replace(category="people", phase=None)

    def _is_tamed(self, event: Event) -> bool:
        """Whether those that were trained are none that compute: "the dolphins were trained for 3 weeks".

        Of one alone it is not known: a captioner is a network, a beaver is not.
        """
        done = _WERE.search(self.text, max(0, event.start - 60), event.start)
        if done is None or done["whom"].lower() in words("trained-things"):
            return False
        start = self._clause(event.start)
        fronted = _FRONTED.match(self.text, start, done.start())
        return self._strange(fronted.end() if fronted else start, done.end("whom"))

    def _tames(self, event: Event, events: list[Event]) -> bool:
        """Whether the object of "trained" is people, animals, or others that compute nothing: "we trained 12 chickadees"."""
        whom, *further = [*(other for other in events if other.start >= event.end), event][:2]
        if whom.category == "people" and _OBJECT_PEOPLE.fullmatch(self.text, event.end, whom.start):
            return not any(one.computes and _COMPOUND.fullmatch(self.text, whom.end, one.start) for one in further)
        pupils = _PUPILS.match(self.text, event.end)
        return (
            pupils is not None
            and (pupils["whom"] in words("plurals-without-s") or _PLURAL.fullmatch(pupils["whom"]) is not None)
            and pupils["whom"] not in words("trained-things")
            and not speaks_of_learning(pupils.group())
            and self._strange(*pupils.span("whom"))
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
            passive = _PASSIVE.search(text, max(0, event.start - 24), event.start)
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
        said = _WORD.findall(_CLOSED.sub(" ", self.text[start:end]))
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

    def _knows(self, start: int, end: int) -> bool:
        """Whether a word of computing or of its data stands in a stretch of text, outside of the brackets in it."""
        closed = [match.span() for match in _CLOSED.finditer(self.text, start, end)]
        return any(
            left < end and start < right and not any(a <= left < b for a, b in closed) for left, right in self._known
        )

    def _bond(self, time: Draft, previous: int, passed: int) -> Bond:
        text, end = self.text, time.start
        start = self._clause(end)
        task = self._task(time)
        if task is not None and text.startswith(" of ", time.end):
            who = self._between(start, end)
            trained = text.endswith("raining", task.start, task.end) and who and who[-1].category == "people"
            if trained or (pupils := self._pupils(task)) is None:
                return Bond(who[-1] if trained else self._phased(task, who), "task")
            return Bond(pupils, "task")
        if _WITHIN_OF.search(text, max(0, end - 24), end) and OF_A_MOMENT.match(text, time.end):
            return Bond(Event(end, end, "activity"), "preposition")
        if _OBJECT_OF.match(text, time.end):
            person = next((event for event in self._events if event.start >= time.end), None)
            if person is not None and person.category == "people" and person.start - time.end <= _REACH:
                return Bond(person, "verb")
        if _LIMIT.search(text, max(start, end - 50), end):
            return Bond(Event(end, end, "activity"), "preposition")
        if (
            _LASTING.search(text, max(start, end - 50), end)
            or self._in_relative(start, end)
            or (
                (after := _AFTER_DOING.search(text, max(start, end - 50), end)) and not self._knows(*after.span("what"))
            )
        ):
            return Bond(Event(end, end, "activity"), "verb")
        had = _HAD_DURATION.search(text, start, end)
        if _STARTED.search(text, max(start, end - 40), end) or (had and not self._subjects(start, had.start())):
            return Bond(Event(end, end, "activity"), "verb")
        said = _LISTS.search(text, max(0, end - 140), end)
        if said is not None:
            before = [event for event in self._between(said.start(), end) if event.computes]
            if before:
                return Bond(self._phased(before[0], before), "verb")
        statistic = _STATISTIC.search(text, max(0, end - 30), end) or (
            passed and previous == passed and _NEXT_STATISTIC.fullmatch(text, previous, end)
        )
        if statistic and (colon := text.rfind(": ", 0, end)) >= 0:
            measured = [event for event in self._between(self._clause(colon), colon) if event.computes]
            if measured:
                return Bond(self._phased(self._head(measured), measured), "verb")
        noun = _NOUN_OF.search(text, max(start, end - 60), end)
        if noun is not None:
            named = [event for event in self._between(start, noun.end(1)) if noun.start(1) - 1 <= event.end]
            if named:
                return Bond(named[-1], "preposition")
            if (
                noun[1].lower() not in words("nouns-of-time")
                and not _TIME_PER.search(text, start, noun.end(1))
                and not (noun[1] == "period" and text.endswith(" a ", 0, noun.start()))
            ):
                return Bond(Event(*noun.span(1), "activity"), "preposition")
        opened = text.rfind("(", start, end)
        if opened >= 0 and ")" not in text[opened:end]:
            within = task is not None and (
                (text.find(")", time.end, task.start) < 0 and text.startswith(" per ", time.end))
                or _BARE_TASK.match(text, time.end) is not None
            )
            return Bond(task, "task") if within else self._bracketed(start, opened, end, passed)
        aside = ASIDE.search(text, previous, end) if previous > start else None
        if aside is not None and _AND_ONLY.fullmatch(text, previous, aside.start()):
            previous = aside.end()
        elliptic = previous > start and not self._predicate(previous, end)
        if elliptic:
            own = [] if _LISTED.search(text, previous, end) else self._subjects(previous, end)
            if len(own) > 1 and text.endswith("ed", own[0].start, own[0].end) and self._governs(own[-1], end):
                # "They were photographed and classified within 5 s."
                own = own[-1:]
            return Bond(task, "task") if task is not None else Bond(self._head(own) if own else None, "verb")
        subject = self._subject(start, end)
        from_here = max(start, previous)
        by_hand = next((event for event in self._between(from_here, end) if self._by_hand(event, subject)), None)
        if by_hand is not None:
            return Bond(by_hand, "verb")
        taken = [place for place in self._takes if start <= place[0] and place[1] <= end]
        copula = _COPULA.search(text, max(start, end - 40), end)
        if copula is not None:
            taken.append(copula.span())
        if taken and _OBJECT.fullmatch(text, taken[-1][1], end):
            objects = self._between(taken[-1][1], end)
            if not objects and _RELATIVE.search(text, 0, taken[-1][0]):
                return Bond(self._antecedent(taken[-1][0]), "verb")
            if not objects and self._lasts_by_itself(start, taken[-1][0], copula=copula is not None):
                return Bond(Event(end, end, "activity"), "verb")
            trailing = _TRAILING.search(text, 0, taken[-1][1])
            found = objects or self._subjects(start if trailing else subject, taken[-1][0])
            bond = Bond(self._phased(self._doer(found, taken[-1][0]), found) if found else None, "verb")
        else:
            found = self._subjects(subject, end)
            adverbial = _ADVERBIAL.search(text, max(0, end - 30), end) is not None
            governs = bool(found) and (
                self._governs(found[-1], end) or _FROM.fullmatch(text, found[-1].end, end) is not None
            )
            passive = [event for event in found if _PASSIVE.search(text, max(0, event.start - 24), event.start)]
            chosen = (
                found[-1] if governs else passive[-1] if passive and adverbial else self._head(found) if found else None
            )
            if adverbial and chosen is not None and self._is_left(subject, end, found):
                chosen = Event(end, end, "activity")
            chosen = chosen and self._phased(chosen, found)
            bond = Bond(chosen, "preposition" if adverbial else "place")
        if bond.event is None and task is not None:
            return Bond(task, "task")
        return bond if bond.event is None or task is None else bond._replace(event=self._phased(bond.event, [task]))

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
        fronted = _FRONTED.match(text, start, verb)
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
        verb = max((m.end() for m in _AUXILIARY.finditer(self.text, start, opened)), default=start)
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
        closed = [match.span() for match in _CLOSED.finditer(self.text, start, end)]
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
        fronted = _FRONTED.match(self.text, start, end)
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
            _AUXILIARY.search(self.text, start, end) is not None
            or any(start <= left and right <= end for left, right in self._takes)
            or _GOVERNS.search(self.text, start, end) is not None
        )

    def _by_hand(self, event: Event, subject: int) -> bool:
        """Whether an event is a way of people, or people by whom something is done.

        Those by whom something else is done stand before the subject: "on the tablet used by rangers, ...".
        """
        before = self.text[max(0, event.start - 40) : event.start]
        if event.category == "by_hand":
            return _REPLACED.search(before) is None and self._noun_of(event) is None
        by = _BY.search(before) if event.category == "people" else None
        return by is not None and (event.start >= subject or not by[0].startswith("by"))

    def _doer(self, events: list[Event], verb: int) -> Event:
        """The subject of a verb: people right before it, or what a comma parts from the rest, else the head of its noun phrase."""
        head, last = self._head(events), events[-1]
        if verb - last.end > 1 or self._is_gerund(head):
            return head
        apart = last.category == "activity" and self.text.find(", ", head.end, last.start) >= 0
        return last if apart or last.category == "people" else head

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

    def _restricts(self, event: Event) -> bool:
        """Whether an event is a participle behind the noun of which it says more: "birds fitted with loggers"."""
        if not self.text.endswith("ed", event.start, event.end) or not _GOVERNED.match(self.text, event.end):
            return False
        return _NOUN.search(self.text, max(0, event.start - 24), event.start) is not None

    def _phased(self, event: Event, beside: list[Event]) -> Event:
        """An event with the phase of those named with it, if it has none: "running the detector"."""
        if event.phase is not None or not event.computes:
            return event
        if event.category == "computing" and _BY.search(self.text, max(0, event.start - 24), event.start):
            return event._replace(phase="inference")
        others = (other for other in beside if other.computes and other.phase and other.end != event.start - 1)
        return event._replace(phase=next((other.phase for other in others), None))

    def _noun_of(self, event: Event) -> Event | None:
        """The noun of a compound that an event begins."""
        after = next((other for other in self._events if other.start >= event.end), None)
        if after is None or after.start in self._nets or _DETERMINER.match(self.text, after.start):
            return None
        if self.text.endswith("ed", after.start, after.end) and not _DONE_TO.fullmatch(
            self.text, event.end, after.start
        ):
            return None
        return after if _COMPOUND.fullmatch(self.text, event.end, after.start) else None
