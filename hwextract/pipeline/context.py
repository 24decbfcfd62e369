"""The last station: what is no hardware and no computing is dropped, the rest has its status and phase decided.

Both are decided by cues in ConText's terms: direction, scope, termination, pseudo-cues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.pipeline.ambiguity import has_context, holds_data, is_code, listed_with, only_source
from hwextract.pipeline.attribution import attribute
from hwextract.pipeline.computing import is_of_other, times_of_computing
from hwextract.pipeline.phase import TRAINED_THING, decide_phase, respective_phases, share_phase
from hwextract.pipeline.scope import Clauses, drop_kinds_of_data, drop_pseudo, drop_taught_networks
from hwextract.pipeline.status import decide_status, share_citation, share_status

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["decide", "take_back"]


def decide(window: Window) -> None:
    """Drop what the sentence does not speak of as hardware or computing, and decide status and phase of the rest."""
    text = window.text
    drop_pseudo(window)
    drop_kinds_of_data(window)
    drop_taught_networks(window)
    if not window.drafts and not window.hints:
        return
    times = {id(time) for time in times_of_computing(window, text)}
    window.idle = [d for d in window.drafts if d.type == "duration" and id(d) not in times]
    if window.idle:
        window.drafts = [d for d in window.drafts if d.type != "duration" or id(d) in times]
    kept = []
    for draft in window.drafts:
        if (
            draft.type == "system"
            and draft.fields.get("kind") in ("cloud", "service")
            and only_source(draft, window, text)
        ):
            continue
        if draft.context and not has_context(draft, window, text):
            continue
        kept.append(draft)
    if len(kept) < len(window.drafts):
        kept += listed_with(window.drafts, kept, text)
        window.idle += [draft for draft in window.drafts if is_code(draft) and not any(draft is one for one in kept)]
    kept.sort(key=lambda draft: (draft.start, draft.end))
    window.drafts = kept
    window.drafts = kept = [d for d in kept if d.type != "storage" or not holds_data(d, window, text)]
    if not kept and not window.hints:
        return
    ends = Clauses(window.cues, text)
    things = [match.span("t") for match in TRAINED_THING.finditer(text)]
    # Neither is a trained observer.
    things += [(cue.start, cue.end) for cue in window.cues if cue.row["category"] == "people"]
    attribute(window, ends, text)
    for draft in kept:
        decide_status(draft, window, ends, text)
    share_status(kept, text)
    share_citation(kept, ends)
    for draft in kept:
        decide_phase(draft, window, ends, things, text)
    share_phase(kept, ends, text)
    respective_phases(kept, window, text)


def take_back(window: Window) -> list[Draft]:
    """The devices and times of a block that are of computing if its document speaks of nothing else.

    They have status and phase; a device is one by its code alone ("V100").
    """
    text = window.text
    kept = [draft for draft in window.idle if draft.type == "accelerator" or not is_of_other(draft, window, text)]
    if not kept:
        return []
    ends = Clauses(window.cues, text)
    attribute(window, ends, text)
    for draft in kept:
        decide_status(draft, window, ends, text)
        decide_phase(draft, window, ends, [], text)
    return kept
