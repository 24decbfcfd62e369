"""Times whose event is not named: what the time before them says, or what was said before of computing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.pipeline.computing.around import SENTENCE, said_of_computing
from hwextract.pipeline.computing.case import first_answer
from hwextract.pipeline.computing.cues import STRONG, WORDS
from hwextract.pipeline.computing.data import is_length
from hwextract.pipeline.computing.elsewhere import is_nearer_elsewhere
from hwextract.pipeline.computing.measures import BRIEF, COUNTED, NEAR, NONE, apart, distance, distance_here
from hwextract.pipeline.computing.sharing import is_other_item, shares

if TYPE_CHECKING:
    from hwextract.pipeline.computing.case import Case, Rule

__all__ = ["of_no_event"]


def of_no_event(case: Case) -> bool | None:
    """Whether a time whose event is not named is one of computing, if the words before it tell."""
    return first_answer(_RULES, case)


def _as_before(case: Case) -> bool | None:
    """What shares the verb of the time before it is what that is."""
    before, draft = case.before, case.draft
    if before is None:
        return None
    if not case.is_seasonal and shares(case.text, before.end, draft.start, case.by):
        return before.computes
    # "A takes 2 s per image, while B requires 1 s per image".
    return True if before.computes and case.per in COUNTED and case.by == "verb" else None


def _by_item(case: Case) -> bool | None:
    """A time in another item of a list, or the length of data, is none of computing."""
    other = not case.devices and is_other_item(case.draft, case.window, case.text)
    return False if other or is_length(case.draft, case.window, case.text) else None


#: "It", for what was said before: "This was done within 4 days", "as it takes a while (4 min)"; a verb of what lasts by itself.
_ANAPHOR = re.compile(
    r"(?:^|[.;,(] |\band |\b(?:[Ss]ince|[Bb]ecause|[Aa]s) )(?:[Ii]t|[Tt]his|[Tt]hese|[Tt]hey|which) (?:\w+ly |all |then )?"
    r"(?:was|were|is|are|has|have|had|can|could|took|takes?|needs?|needed|lasts?|lasted|ran|runs?|requires?|required)\b[^.;:,()]{0,50}(?:\b(?:while|time|longer|moment) \()?$"
)
#: Characters of "this takes about" at most.
_AT_ONCE = 28


def _refers(case: Case) -> int | None:
    """Where a time's sentence begins with a word for what was said before."""
    start = case.draft.start
    refers = _ANAPHOR.search(case.text, max(0, start - 80), start)
    return None if refers is None else refers.start()


def _by_what_it_refers_to(case: Case) -> bool | None:
    """In "The model was trained. This took 3 h" the time is one of computing."""
    place = _refers(case)
    if place is None or case.draft.start - place >= _AT_ONCE:
        return None
    return said_of_computing(case.window, case.text, place) or None


#: A member of a list of labels: "Resolution 1 km: 0:41:07; 500 m: 2:55:48".
_LABELS = re.compile(r"(?:^|; |, )(?:[\w.,-]+ ){0,5}[\w.+)-]+ ?[:=] ?(?:about |~ ?)?$")
#: The sentence that such a list follows: "Elapsed time was logged.", "The computation times were as follows."
_TIMES_SAID = re.compile(
    r"(?i)\b(?:elapsed|wall-clock|comput\w+|run(?:ning)?|processing|training|cpu|execution)(?: real)? ?times? [^.]{0,60}\b(?:was|were|are|is|as follows)\b[^.]{0,60}[.:]\s*$"
    r"|\b(?:table|fig\.|figure) \w{1,3}[.:] (?i:[^.]{0,30}\bcomput\w+ (?:times?|costs?)\b)[^.]{0,60}[.:]\s*$"
)


def _by_list(case: Case) -> bool | None:
    """A time of a list of labels behind a sentence that announces times of computing is one."""
    listed = _LABELS.search(case.text, 0, case.draft.start)
    return True if listed and _TIMES_SAID.search(case.window.before[-SENTENCE:]) else None


def _by_stranger(case: Case) -> bool | None:
    """Where no device is named, what is done elsewhere or by nobody that computes takes no time of computing."""
    draft, window, text = case.draft, case.window, case.text
    if case.devices:
        return None
    if is_nearer_elsewhere(draft, window, text):
        return False
    alone = case.by == "preposition" or (
        case.by == "verb" and not case.follows_computing and distance_here(draft, window, text) > NEAR
    )
    return False if alone and case.events.has_stranger(draft, None) else None


#: What follows from a time of computing: "a slide was therefore finished in 5 min".
_HENCE = guarded(
    r"\b(?:therefore|thus|hence|consequently|accordingly|so that|amounts to|amounted to|adds? up to|added up to)\b[^.;:]*$"
)
#: "The weights of epoch 47 (after 7 h)"
_COUNTED_PASSES = Worded(
    r"\b(?:epochs?|iterations?)(?: \d[\d,]*)?(?: \(|,? (?:that is|i\.e\.|or|corresponding to),? )(?:after |about |~ ?|i\.e\.,? )?$"
)


def _by_consequence(case: Case) -> bool | None:
    """What follows from a time of computing is one, and so is the time of so many epochs."""
    text, start = case.text, case.draft.start
    if case.before is not None and case.before.computes and _HENCE.search(text, case.before.end, start):
        return True
    return True if _COUNTED_PASSES.search(text, 0, start) else None


def _by_reference(case: Case) -> bool | None:
    """In a block with a word of computing, the word for what was said before may stand farther from the time."""
    if not any(cue.row["category"] in WORDS for cue in case.window.cues):
        return None
    place = _refers(case)
    return (place is not None and said_of_computing(case.window, case.text, place)) or None


_LASTS = guarded(r"\blast(?:s|ed|ing)? (?:[\w~<>]+ ){0,3}$")


def _by_lasting(case: Case) -> bool | None:
    """What lasts so briefly, without a device or a word of computing beside it, is no computing."""
    draft = case.draft
    if case.seconds >= BRIEF or case.devices or not _LASTS.search(case.text, max(0, draft.start - 40), draft.start):
        return None
    far = distance(draft, case.window, *STRONG) > NEAR / 2
    return False if far and _refers(case) is None else None


def _in_brackets(case: Case) -> bool | None:
    """A time in brackets is one of computing if a device or a word of computing stands right beside it."""
    if case.by != "bracket" or case.per != "total":
        return None
    beside = min((apart(case.draft, device) for device in case.devices), default=NONE)
    return beside <= NEAR / 2 or distance(case.draft, case.window, "computing_near") <= len(" (")


#: The rules in the order in which they are asked.
_RULES: tuple[Rule, ...] = (
    _as_before,
    _by_item,
    _by_what_it_refers_to,
    _by_list,
    _by_stranger,
    _by_consequence,
    _by_reference,
    _by_lasting,
    _in_brackets,
)
