"""Whether a time is one of computing: of all that lasts, little is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hwextract.lexicon import expand

if TYPE_CHECKING:
    from hwextract.knowledge import Knowledge
    from hwextract.pipeline.draft import Cue, Draft, Window

__all__ = ["is_computing"]

#: What may stand between a hyphened time and its noun ("a 3-hour training run" computes, "a 3-year study" does not).
_COMPUTING_NOUN = frozenset(
    "run runs training job jobs budget fine pre finetuning pretraining search compute of on for with per to and using".split()
)
#: "Fine-tuning on 10 h of Welsh": an amount of data.
_ON_DATA = re.compile(r"\b(?:on|from) (?:about |only |just |another )?$", re.IGNORECASE)
_OF_DATA = re.compile(
    r" of (?!(?:\w+ )?(?:train|comput|fine|run|process|search|optimi|gpu|cpu|tpu|wall))", re.IGNORECASE
)
_CUT_OFF = re.compile(r"\b(?:per|on|for|to|using|with|a|an|the|each|every)\b|[,;(]")
_LONG = 40 * 86400


def is_computing(draft: Draft, window: Window, text: str) -> bool:
    """Whether a duration is computing time: something computes near it, and nothing says that it is something else."""
    own = text[draft.start : draft.end]
    noun = re.match(r"[ -](?:long )?([a-z]+)", text[draft.end : draft.end + 40])
    hyphened = "-" in own and re.search(r"\d-[a-z]|[a-z]-[a-z]+$", own)
    if hyphened and noun and noun[1] not in _COMPUTING_NOUN:
        return False
    if _OF_DATA.match(text, draft.end) and _ON_DATA.search(text, max(0, draft.start - 20), draft.start):
        return False
    near, weak = (_distance(draft, window, category) for category in ("computing", "computing_weak"))
    if any(_is_other_time(cue, draft, near, text) for cue in window.cues if cue.row["category"] == "not_computing"):
        return False
    if re.search(r"\bat $", text[max(0, draft.start - 4) : draft.start]) and draft.fields["low_s"] >= 60:
        return False
    if draft.rule == "duration" and re.match(r"(?i)hours|training|total|time|duration|run", own):
        return True
    if any(d.type in ("accelerator", "cpu", "instance", "compute") for d in window.drafts):
        return True
    if draft.fields["low_s"] >= _LONG:
        return near <= _NEAR / 2 and not re.search("month|year", own)
    if near <= _NEAR:
        return True
    likely = weak <= _NEAR or draft.fields["per"] in ("sample", "step", "epoch")
    return likely and (near < _NONE or (weak < _NONE and _speaks_of_computing(window)))


def _distance(draft: Draft, window: Window, category: str) -> int:
    """Characters between a mention and the nearest cue of a category."""
    places = ((cue.start, cue.end) for cue in window.cues if cue.row["category"] == category)
    return min((max(start - draft.end, draft.start - end, 0) for start, end in places), default=_NONE)


#: The distance of a cue that is not there.
_NONE = 999
#: Characters beyond which a word of the laboratory says nothing of a time.
_FAR = 90
#: Characters within which a word of computing makes a time one of computing.
_NEAR = 60


@cache
def _computing_words(knowledge: Knowledge) -> re.Pattern[str]:
    """The words of computing, for what stands before a block."""
    rows = [row for row in knowledge.lexicon.rows("cues") if row["category"] == "computing"]
    phrases = {phrase for row in rows for pattern in row["patterns"] for phrase in expand(pattern)}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})\b", re.IGNORECASE)


def _speaks_of_computing(window: Window) -> bool:
    """Whether the text before a block speaks of computing, so that "it took 3 hours" does, too.

    A text that starts with the block has the benefit of the doubt.
    """
    return not window.before.strip() or _computing_words(window.knowledge).search(window.before) is not None


def _is_other_time(cue: Cue, draft: Draft, near: int, text: str) -> bool:
    """Whether a cue says that a time is no computing time.

    It is its noun behind it, its subject or preposition before it, or a word of the laboratory that is nearer than any
    word of computing.
    """
    if cue.row["direction"] == "both":
        between = text[min(cue.end, draft.end) : max(cue.start, draft.start)]
        return len(between) < min(near, _FAR) and not re.search(r"[;:]|\. ", between)
    if cue.row["direction"] == "backward":
        return 0 <= cue.start - draft.end <= 22 and not _CUT_OFF.search(text[draft.end : cue.start])
    between = text[cue.end : draft.start]
    return cue.end <= draft.start and between.count(" ") <= cue.row["scope"] and not re.search("[.;,]", between)
