"""Times of data: how much of it there is, how long it lasts, and the years that a model goes through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded
from hwextract.pipeline.computing.measures import LONG, NEAR, counted_per

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Cue, Draft, Window

__all__ = ["is_gone_through", "is_length", "is_of_data"]

#: "Fine-tuning on 10 h of Welsh": an amount of data.
_ON_DATA = re.compile(
    r"\b(?:on|from|(?:train|fit|calibrat|initiali[sz]|tun)\w* (?:with|using)) (?:about |only |just |another )?$",
    re.IGNORECASE,
)
_OF_DATA = re.compile(
    r" of (?!(?:[\w-]+ ){0,2}?(?:train|comput|sampling|mcmc|fine|run|process|search|optimi|gpu|cpu|tpu|wall|times?\b))",
    re.IGNORECASE,
)
#: "The training time on 300 h"
_TRAINS_ON = Worded(r"\btrain(?:ed|ing)(?: times?| costs?)? on (?:about |only |just )?$", re.IGNORECASE)
#: How much of the data a part of them has: "the training set comprised 25 h".
_SET_HAS = Worded(
    r"\b(?:training|validation|test|testing|evaluation) (?:data ?)?(?:set|subset|split|data)s? (?:\w+ )?"
    r"(?:compris(?:es|ed)|contain(?:s|ed)|consist(?:s|ed) of|amount(?:s|ed) to|had|has|held|of|with) (?:about )?$"
)
#: A corpus by its name: "on all 960 h of LibriSpeech", "over the 300 h of Switchboard"; no method that runs so long.
_OF_NAMED = re.compile(
    r" of (?:the )?(?:(?:\w*labell?ed|\w*transcribed|annotated|clean|noisy|read) ){0,2}(?=[A-Z])"
    r"(?!(?:[\w.-]+ ){0,3}(?i:train|pre-?train|comput|fine|run|search|optimi|sampl|tuning|usage|time|carlo"
    r"|implement|baseline|model|network|version|code|method|approach))"
)
_GONE_OVER = re.compile(
    r"(?<!compared )(?<!contrast )\b(?:on|over|with|through|using|used?) (?:all |the ){1,2}(?:about |only |just |roughly |~ ?)?$",
    re.IGNORECASE,
)
_OF = re.compile(r" of (?:(?!the\b)[\w-]+ ){0,2}")
_OF_DATA_NOUN = re.compile(r" (?:process|analy|classif|segment|generat|annotat|download|preparation|load|augment)")


def is_of_data(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is how much data there is: "a month of images", "fine-tuned on 10 h of Welsh"."""
    if any(_is_amount(cue, draft, text) for cue in window.cues if cue.row["category"] == "data"):
        return True
    if _SET_HAS.search(text, max(0, draft.start - 60), draft.start):
        return True
    if _OF_DATA.match(text, draft.end) and _ON_DATA.search(text, max(0, draft.start - 20), draft.start):
        return True
    if _is_named(draft, window, text) or _is_each_so_long(draft, text) or _is_of_setting(draft, text):
        return True
    return _TRAINS_ON.search(text, max(0, draft.start - 40), draft.start) is not None


#: Things that last so long each: "300 videos, each 10 min long", "40 dives of 30 min each", "20 tracks (each 15 min)".
_RECORDED = (
    r"\b(?:clips|files|recordings|videos|tapes|tracks|dives|segments|chunks"
    r"|snippets|excerpts|films|movies|songs|sequences|surveys|nights|transects|deployments|flights)"
)
_EACH = re.compile(
    rf"{_RECORDED}(?:, | \(|,? with | )each (?:(?:about|around|approximately|roughly|ca\.|lasting|of|being|with|~) ?){{0,3}}$"
)
_OF_EACH = re.compile(rf"{_RECORDED} (?:of|lasting) (?:(?:about|around|approximately|roughly|ca\.|~) ?)?$")
_EACH_BEHIND = re.compile(r" (?:long )?each\b")


#: Times with a slash between them are settings of an instrument, where nothing before them takes time: "TR/TE 2 s/30 ms".
_SLASHED = re.compile(r"(?:\d ?(?:ms|s|min|h)/)(?:\d[\d.]* ?(?:ms|s|min|h)/)?$")
_SLASH_BEHIND = re.compile(r"/\d[\d.]* ?(?:ms|s|min|h)\b")
_TAKES_TIME = re.compile(
    r"\b(?:t(?:ake|ook|aking)|run-?times?|run times?|latenc|train|infer|speed|comput|process|need|requir|last|durations?:|(?<!echo )(?<!repetition )times?\b|done|fit)(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)


def _is_of_setting(draft: Draft, text: str) -> bool:
    """Whether a time is one of several with slashes between them, before which nothing takes time: "TR/TE 2 s/30 ms"."""
    before = _SLASHED.search(text, max(0, draft.start - 24), draft.start)
    if before is None and (not text[draft.end - 1].isalpha() or _SLASH_BEHIND.match(text, draft.end) is None):
        return False
    return _TAKES_TIME.search(text, max(0, draft.start - 90), draft.start) is None


def _is_each_so_long(draft: Draft, text: str) -> bool:
    """Whether a time is how long each of many recordings is: "300 videos, each 10 min long"."""
    low, start = max(0, draft.start - 60), draft.start
    if _EACH.search(text, low, start):
        return True
    return _EACH_BEHIND.match(text, draft.end) is not None and _OF_EACH.search(text, low, start) is not None


def _is_amount(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether data lasts so long: "a month of images"."""
    return _OF.fullmatch(text, draft.end, cue.start) is not None and _OF_DATA_NOUN.match(text, cue.end) is None


def _is_named(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is how much there is of a corpus with a name: "all 960 h of LibriSpeech"; a device has none."""
    named = _OF_NAMED.match(text, draft.end)
    if named is None or not _GONE_OVER.search(text, max(0, draft.start - 20), draft.start):
        return False
    return not any(one.start == named.end() for one in window.drafts)


#: Verbs of what is so long: "recordings that exceed 10 h", "images span 30 years".
_SPANS_TIME = guarded(r"\b(?:last|exceed|span|cover|comprise|total)(?:s|d|n?ed|l?ed|ing)? (?:[\w~<>]+ ){0,3}$")


def is_length(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is how long data or anything else is: "videos lasted 4 h", "nights were 9 h long"."""
    if text.startswith(" long", draft.end):
        return True
    lasted = _SPANS_TIME.search(text, max(0, draft.start - 40), draft.start)
    return lasted is not None and any(
        cue.row["category"] == "data" and cue.end + 1 == lasted.start() for cue in window.cues
    )


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


def is_gone_through(draft: Draft, window: Window, text: str) -> bool:
    """Whether a time is what a computation goes through: "a run of 150 years", "it simulates 100 years in 36 s"."""
    if draft.fields["low_s"] >= LONG and _RUN_OVER.search(text, max(0, draft.start - 40), draft.start):
        return True
    if _is_simulated(draft, text):
        return True
    return any(
        draft.fields["low_s"] > _FASTER * other.fields["high_s"] and _WITHIN.fullmatch(text, draft.end, other.start)
        for other in window.drafts
        if other.type == "duration" and 0 < other.start - draft.end < NEAR
    )


#: Seconds below which a time beside a simulation is rather that of atoms than that of a computer.
_ATOMIC = 1e-3
_OF_ATOMS = re.compile(
    r"\bMD\b|\b(?i:(?:molecular|atomistic|atomic|coarse-grained) (?:\w+ )?(?:dynamics|simulat)|production run)"
)
#: "A simulation of 600 ns", "to simulate 120 ns".
_SIMULATES = re.compile(r"\bsimulat\w+ (?:of |for |over )?(?:about |~ ?)?$")
#: How long a computer took so briefly: "a step of the simulation takes 800 ns", "is evaluated in 20 \u00b5s".
_TAKES = re.compile(
    r"\b(?:took|takes?|taking|needs?|needed|requires?d?|in|within|than|under|below|times?|costs?|latenc(?:y|ies)(?: of(?: [\w-]+){1,4}?)?)(?: (?:of|is|was|were|are))?"
    r" (?:(?:about|only|just|around|approximately|roughly|less than|at most|at least|~) ?)?$"
)


def _is_simulated(draft: Draft, text: str) -> bool:
    """Whether a time is what atoms go through in a simulation: "a simulation of 600 ns took 12 days"."""
    start, end = draft.start, draft.end
    if draft.fields["low_s"] >= _ATOMIC or counted_per(text, end) is not None:
        return False
    if _SIMULATES.search(text, max(0, start - NEAR), start):
        return True
    atoms = _OF_ATOMS.search(text, max(0, start - 2 * NEAR), end + NEAR)
    return atoms is not None and _TAKES.search(text, max(0, start - NEAR), start) is None
