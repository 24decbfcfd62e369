"""Scope, in ConText's terms: where clauses end, and whether a mention lies in the reach of a cue."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded, lazy
from hwextract.lexicon import one_of
from hwextract.pipeline.literals import in_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwextract.pipeline.draft import Cue, Window

__all__ = ["Clauses", "drop_kinds_of_data", "drop_pseudo", "drop_taught_networks", "in_scope"]

#: Each of its ways begins with a mark, so that it is tried at these alone.
_CLAUSE_MARKS = re.compile(
    r", (?:and|an?) (?=[^,;.]{3,60} (?:would|could|might|can(?: [a-z]+ly)? be|(?:is|are) (?:planned|foreseen|envisaged|left (?:to|for) future))\b)|, (?=(?:what (?:corresponds?|would|means?|equals?|amounts?)|we|our|so|then|the|this|these|it|they|their|its|I|one(?! of the)|after|before|and (?:so|therefore|thus|hence)|hence|therefore)\b)|;|: |\. (?=[A-Z])"
)
#: The same, and what begins with a space, of which there are many.
_CLAUSE_MARKS_AND_SUMS = lazy(rf"{_CLAUSE_MARKS.pattern}| (?<=\w )\+ (?=\d)")
#: Where a clause with a verb of its own starts.
_CLAUSE_STARTS = Worded(
    r"\b(?:that|in order to|in an attempt to|to (?:verify|show|see|demonstrate|ensure|avoid|reduce|obtain|allow|keep|make|confirm))\b"
    # A reason that lies in what cannot be: "split over 4 GPUs, since it does not fit on one".
    r"|\b(?:since|because|as) (?:(?:the|this|our|one|each|a) (?:[\w-]+ ){1,3}|it |they )(?:(?:does|do|did|would|will|could|can) (?:not|n't)|cannot)\b",
    re.IGNORECASE,
)
_COORDINATED = Worded(
    r"\band (?:then |also |subsequently |finally |performance |afterwards |later )*(?:(?:was|were|is|are) )?(?:re)?(?:trained|evaluated|tested|fine-?tuned|deployed|validated|runs|takes|works|uses"
    r"|(?:deploys? (?:on|in|with|using)|(?:test|evaluate|predict)s? (?:on|with|using) (?:an?|one|two|\d+|the (?:same )?[CG]PUs?)))\b",
    re.IGNORECASE,
)
_WHICH = Worded(r"\bwhich\b", re.IGNORECASE)
#: What stands before the comma that ends a part of a sentence, numbers with marks of their own included ("2,500", "0.5").
_TO_COMMA = r"(?:[^,;.]|(?<=\d)[,.](?=\d)){3,90}"
#: The end of a relative clause: "..., which nobody would lend us, ..."
_RELATIVE = Worded(rf", (?:which|who|whose|where)\b{_TO_COMMA}(,)(?!\d)")
#: What a sentence puts first with a preposition belongs to its clause: "On a CPU, the training would take a week." So
#: does what says how often something is so: "As a rule, the GPU waits for the disk."
_PUT_FIRST = lazy(
    r"(?:(?:Even )?(?:[Oo]n|[Ww]ith|Using|Via|By using) (?:an? (?:cluster|node|couple|pair|number) of )?"
    r"(?:(?!(?:of|on|in|at|with|for|as)\b)[\w+-]++ ?){1,6}"
    r"|(?:Extrapolat|Assum|Estimat|Project|Scal)(?:ed|ing)\b[^,;:.()]{3,70}"
    r"|As a (?:general )?rule|In (?:general|principle|theory|most cases|many cases)|Generally|Typically|Usually|Normally"
    r"|Commonly|Traditionally|Conventionally|Often|Ideally|Theoretically|Nowadays)(?=,)"
)
#: What parts the sentences and long clauses of a block.
_STOP = re.compile(r"[.;] ")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|that|which|who|we|it|they|can|could|would|may|might|will)\b")
#: The comma behind what a sentence sets aside first: "Instead of the planned A100s, two V100s were used."
_INTRODUCTION = Worded(
    r"(?:^|[.;] )\W*(?:instead of|rather than|in place of|unlike|without|in contrast to|as opposed to|in lieu of|compared (?:to|with))\b"
    r"(?:[^,;]|(?<=\d),(?=\d)){3,90}(?:, (?:which|who|whose|where)\b(?:[^,;]|(?<=\d),(?=\d)){3,90})?(,)(?!\d)",
    re.IGNORECASE,
)
#: The comma behind a reason or a concession: "Since training would have taken months, a card was bought."
_SUBORDINATE = Worded(
    r"(?:^|[.;] )\W*(?:since|because|although|though|whereas|while|where)\b(?:[^,;.]|\bal ?\.|(?<=\d)[,.](?=\d)){3,110}(,)(?!\d)",
    re.IGNORECASE,
)
#: A relative clause that speaks of the mention before it: "41 min that the authors report".
_RESTRICTIVE = re.compile(r" (?:that|which) ")
#: ... or the cue: "the original authors (Li, 2020), who used".
_WHOSE = re.compile(r"(?: ?[(\[][^()\[\]]{1,40}[)\]])?,? (?:which|whose|who|where|(?:on|in|with|for) which)\b")
#: "Unlike that of [12], which needed ...": what a sentence sets aside is spoken of up to its comma.
_ASIDE = re.compile(r"unlike|in contrast (?:to|with)|compared (?:to|with)(?: ?\[)?|as opposed to", re.IGNORECASE)
_ASIDE_WHOSE = re.compile(r"[^,;]{2,60}, (?:which|whose|who|where|(?:on|in|with|for) which)\b")
_BRACKET = re.compile(r"[()]")
#: What ends the reach of a cue that negates the noun behind it.
_NOUN_ENDS = guarded(
    r"\b(?:we|was|were|is|are|took|ran|runs|used|had|so|that|over|than|did|does)\b|[,)]|\band (?:therefore |thus |so |instead )?(?:relied|used|ran|trained|worked|fitted|resorted|made|took|turned|had)\b"
)
#: A negated noun that is no device: "no problem on the GPU".
_OTHER_NOUN = re.compile(r"\w (?:on|in|for|between|at|by|when|during|from) ")
#: What is negated is something of the authors' own device: "did not exceed the memory of our GPU".
_OF_OURS = re.compile(r"\w (?:\w+ )*our\b")
#: A new predicate of the same subject: a cue behind it does not speak of the object before it.
_NEW_PREDICATE = re.compile(
    r"(?:\band (?:then |also |thus |therefore |still |even )?|, (?:then|also|thus|therefore|still|even) )$",
    re.IGNORECASE,
)


@cache
def _none_uses() -> re.Pattern[str]:
    """What stands between a negated noun that might have a device, and that: "none of the runs used a GPU"."""
    noun = r"(?: (?!(?:we|it|they|when|if|that|which|because|was|were|is|are|and|but|than)\b)[\w-]+){1,8}"
    return re.compile(
        rf"{noun} (?:{one_of('uses-verbs')}|(?:was|were) \w+ (?:on|with|using|by))(?: (?:an?|any|the|this|that))? ?",
        re.IGNORECASE,
    )


class Clauses:
    """Where clauses end: for every cue, and only for cues that stand behind a mention.

    What precedes a "that" reaches into it ("they report that ..."); what stands in it does not reach out. Many
    sentences are decided without a look at their clauses, which are looked for when they are first asked for.

    Parameters
    ----------
    cues : sequence of Cue
        The cues of a text, of which some end a clause.
    text : str
        The text.

    Examples
    --------
    >>> ends = Clauses([], "We found that it ran, which took 3 h; then it failed.")
    >>> ends.both, ends.behind
    ([36, 22], [9])
    >>> ends.between(0, 30), ends.between(0, 30, forward=False)
    (1, 2)
    """

    def __init__(self, cues: Sequence[Cue], text: str) -> None:
        self._cues, self._text = cues, text

    @cached_property
    def both(self) -> list[int]:
        """The ends for every cue: terminating cues, marks, and the commas of relative clauses and introductions."""
        text = self._text
        both = [cue.start for cue in self._cues if cue.row["category"] == "terminate"]
        ends = _CLAUSE_MARKS_AND_SUMS if " + " in text else _CLAUSE_MARKS
        marks = [match.start() for match in ends.finditer(text)]
        if marks:
            starts = [0, *(stop.end() for stop in _STOP.finditer(text))]
            first = {
                match.end()
                for start in starts
                if (match := _PUT_FIRST.match(text, start)) and not _FINITE.search(match.group())
            }
            both += [mark for mark in marks if mark not in first]
        both += [match.start() for match in _COORDINATED.finditer(text)]
        both += [match.start() for match in _WHICH.finditer(text)]
        both += [match.start(1) for match in _RELATIVE.finditer(text)]
        both += [match.start(1) for match in _INTRODUCTION.finditer(text)]
        both += [match.start(1) for match in _SUBORDINATE.finditer(text)]
        return both

    @cached_property
    def behind(self) -> list[int]:
        """The ends for cues that stand behind a mention: where a clause with a verb of its own starts."""
        return [match.start() for match in _CLAUSE_STARTS.finditer(self._text)]

    def between(self, left: int, right: int, *, forward: bool = True) -> int:
        """How many clauses end between two places."""
        if left >= right:
            return 0
        count = 0
        for stop in self.both if forward else (*self.both, *self.behind):
            if left <= stop < right:
                count += 1
        return count


def in_scope(cue: Cue, start: int, end: int, ends: Clauses, text: str) -> bool:
    """Whether a mention lies in the scope of a cue.

    The direction says on which side; the scope is the clause, the sentence, or a number of words. A cue inside
    brackets does not reach out of them, unless they hold nothing else: "on an A100 (assumed)".
    """
    if cue.reach is not None:
        return cue.reach[0] <= start and end <= cue.reach[1]
    direction = cue.row["direction"]
    if cue.start < end and start < cue.end:
        return False
    forward = cue.end <= start
    if (direction == "forward" and not forward) or (direction == "backward" and forward):
        return False
    left, right = (cue.end, start) if forward else (end, cue.start)
    between = text[left:right]
    scope = cue.row.get("scope", "clause")
    if scope != "sentence":
        if ends.between(left, right, forward=forward) and ends.between(
            left + _relative(cue, between, forward=forward), right, forward=forward
        ):
            return False
        if forward and cue.row["category"] == "negated" and between.count("(") > between.count(")"):
            return False
        if _leaves_brackets(between, forward=forward) and (
            forward or not (between.endswith("(") and text.startswith(")", cue.end))
        ):
            return False
        if not forward and _NEW_PREDICATE.search(between):
            return False
    if isinstance(scope, int):
        if forward and cue.row["id"] == "no-device" and _none_uses().fullmatch(between):
            return True
        if between.count(" ") > scope:
            return False
        if forward and cue.row["category"] == "negated":
            if cue.row["id"] == "no-device" and _OTHER_NOUN.search(between):
                return False
            return not (_NOUN_ENDS.search(between) or _OF_OURS.search(between))
    return True


def _relative(cue: Cue, between: str, *, forward: bool) -> int:
    """Characters of the words of a relative clause, or before one, that do not part a cue and a mention beside it."""
    if not forward:
        relative = _RESTRICTIVE.match(between)
    else:
        relative = _WHOSE.match(between) or (_ASIDE_WHOSE.match(between) if _ASIDE.fullmatch(cue.text) else None)
    return 0 if relative is None else relative.end()


def _leaves_brackets(between: str, *, forward: bool) -> bool:
    """Whether a cue stands in brackets that close, or open, before the mention."""
    inner, outer = "()" if forward else ")("
    if outer not in between:
        return False
    depth = 0
    for mark in _BRACKET.findall(between) if forward else reversed(_BRACKET.findall(between)):
        depth += (mark == inner) - (mark == outer)
        if depth < 0:
            return True
    return False


def drop_pseudo(window: Window) -> None:
    """Remove the cues that start inside a pseudo-cue; a longer one from the same place stays, and what is no computing.

    Words inside a link say nothing either.
    """
    if "://" in window.text:
        window.cues = [cue for cue in window.cues if not in_link(cue.start, window.text)]
    pseudo = [cue for cue in window.cues if cue.row["category"] == "pseudo"]
    if not pseudo:
        return
    window.cues = [
        cue
        for cue in window.cues
        if cue.row["category"] in ("pseudo", "not_computing", "data")
        or not any(p.start <= cue.start < p.end and (cue.start > p.start or cue.end <= p.end) for p in pseudo)
    ]


#: Networks that one is taught by another are called as people are.
_TAUGHT = frozenset(["student", "students", "teacher", "teachers"])
_DISTILLED = re.compile(
    r"distil|\b(?:student|teacher)s?(?:[- ](?:network|model|encoder|decoder|detector|classifier)|-(?:student|teacher))\b"
    r"|\b(?:student and (?:the )?teacher|teacher and (?:the )?student)\b",
    re.IGNORECASE,
)
#: Characters before a block that tell whether networks are meant.
_SAID_BEFORE = 600


def drop_taught_networks(window: Window) -> None:
    """Remove "teacher" and "student" from the people where networks are distilled: "the student was trained for 3 h".

    Examples
    --------
    >>> from hwextract.pipeline.draft import Cue, Window
    >>> cue = Cue(4, 11, "student", {"category": "people"})
    >>> window = Window(text="The student was trained for 3 h.", before="A teacher network is distilled. ", cues=[cue])
    >>> drop_taught_networks(window)
    >>> window.cues
    []
    """
    taught = [cue for cue in window.cues if cue.row["category"] == "people" and cue.text.lower() in _TAUGHT]
    if taught and (_DISTILLED.search(window.text) or _DISTILLED.search(window.before[-_SAID_BEFORE:])):
        window.cues = [cue for cue in window.cues if cue not in taught]


#: Where data come from: "the recordings of one deployment".
_OF_DATA = re.compile(r" (?:of|from|by) (?:(?:the|an?|one|all|our|each|every|two|three|\d+) )?(?:\w+ )?")
#: What stands before a noun that says of what kind data are; before a participle, it must be an article or the like.
_OF_A_KIND = re.compile(
    r"(?i)(?:^|[.;:,(] ?|\b(?:the|all|our|an?|these|those|of|from|in|with|for|on|by|per|each|every|\d+) (?:\w+ )?)$"
)
#: A verb in the form of a noun: "the microscope scans it".
_ACTS_ON = re.compile(r"(?<=s) (?:it|them|each|every|an?|the)\b")
_OF_THESE = re.compile(r"(?i)\b(?:the|all|our|these|those|\d+) (?:\w+ly )?$")


def drop_kinds_of_data(window: Window) -> None:
    """Remove the cues of the field that only say what kind of data these are: "drone images", "the collected videos"."""
    text = window.text
    kinds = [cue for cue in window.cues if cue.row["category"] == "data"]
    if not kinds or all(cue.row["category"] != "activity" for cue in window.cues):
        return
    data = {cue.start for cue in kinds if not _ACTS_ON.match(text, cue.end)}
    ends = [cue.end for cue in kinds]
    window.cues = [
        cue
        for cue in window.cues
        if cue.row["category"] != "activity"
        or cue.text.endswith("ing")
        or not (
            (
                cue.end + 1 in data
                and (_OF_THESE if cue.text.endswith("ed") else _OF_A_KIND).search(
                    text, max(0, cue.start - 40), cue.start
                )
            )
            or any(_OF_DATA.fullmatch(text, end, cue.start) for end in ends)
        )
    ]
