"""Notes on how others trained a model: there, what is said of "the authors" is said of the model at hand.

Who takes such notes quotes the authors and estimates the amount of computing from what they say. In a paper of one's
own, "they trained on four cards" tells of others' work; in a note it is the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hwextract.pipeline.draft import Draft

__all__ = ["adopt", "is_note"]

#: Notes are short; a longer text is a paper.
LONGEST = 20_000

_QUOTED = re.compile(r"\"[^\"]{1,2000}\"|\u201c[^\u201d]{1,2000}\u201d")
#: What a note-taker calls his own: "for our estimate we take 30%".
_ESTIMATE = re.compile(
    r"\b[Oo]ur (?:[\w-]+ )?(?:estimat\w+|calculations?|assumptions?|guess|methods? above)|https?://\S+"
)
_FIRST_PERSON = re.compile(r"\b(?:[Oo]urs?|[Ww]e|us)\b")
_OWN = re.compile(r"\b(?:[Oo]urs?|us)\b")
#: Numbers that are multiplied, and what makes their product one of operations in so many seconds.
_TIMES = re.compile(r"[\w)\]%] ?[*\u00d7x\u00b7] ?[\d(]|\d ?[*\u00d7x\u00b7] ?[\w(]")
_OPERATIONS = re.compile(
    r"\d ?e ?\+?\d\d|\b10 ?\^|10[\u00b9\u00b2\u2070-\u2079]|FLOP|\b(?:3600|86400|60 ?\* ?60)\b|\b6 ?(?:ND|NC|CN)\b"
    r"|tili[sz]ation"
)
#: A line that starts with words of the authors, what an estimate comes to, and an amount of operations that it gives.
_QUOTATION = re.compile(r"(?:^|\n)\W{0,3}[\"\u201c](?=\w)")
_RESULT = re.compile(r"[*\u00d7x] ?\d+ ?= ?[\d,.]+ ?(?:h\b|hours)|(?:->|=>) ?~?\d")
_AMOUNT = re.compile(r"[=~\u2248] ?\d[\d.]*[eE]\+?\d\d")
#: Cues of others' work and of what is supposed, and those of a possibility that may be the model at hand's.
_OTHERS = frozenset(
    "modal general others others-subject others-relative reported known-models own-earlier assumption assumed".split()
)
_ABLE = re.compile(r"can be (?:trained|run|fine ?- ?tuned|fitted)", re.IGNORECASE)


def is_note(text: str) -> bool:
    r"""Whether a text is a note on others' work: nobody speaks of his own work in it but where he is quoted.

    Examples
    --------
    >>> is_note("They used 4 GPUs for 2 days.\n4 * 1.1e13 * 2 * 86400 * 0.3 = 2.3e18 FLOP")
    True
    >>> is_note("They used 4 GPUs for 2 days. Ours took longer.")
    False
    """
    if len(text) > LONGEST:
        return False
    if _AMOUNT.search(text):
        return True
    rest = _ESTIMATE.sub(" ", _QUOTED.sub(" ", text))
    if _OWN.search(rest):
        return False
    if not _FIRST_PERSON.search(rest) and (
        _QUOTATION.search(text)
        or _RESULT.search(rest)
        or "://" in text
        or any(map(_FIRST_PERSON.search, _QUOTED.findall(text)))
    ):
        return True
    return any(len(_TIMES.findall(line)) > 1 and _OPERATIONS.search(line) for line in text.splitlines())


def adopt(drafts: Iterable[Draft]) -> None:
    """Count what a note says of others as used, unless it says so much of the model at hand itself."""
    drafts = list(drafts)
    own = [draft for draft in drafts if draft.status == "used" and draft.phase == "training"]
    names = {draft.fields.get("name") for draft in own if draft.type == "accelerator"} - {None}
    known = {draft.type for draft in own if draft.type != "accelerator"}
    for draft in drafts:
        if draft.status != "background" or draft.type in known or not _adoptable(draft):
            continue
        if draft.type == "accelerator" and names and not draft.bare and draft.fields.get("name") not in names:
            continue
        draft.status, draft.cue, draft.status_cue = "used", None, None


def _adoptable(draft: Draft) -> bool:
    return draft.cited or draft.status_row in _OTHERS or bool(draft.cue and _ABLE.match(draft.cue))
