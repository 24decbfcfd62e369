"""Why a sentence gave what it gave: which patterns and cues fired, which lost, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hwextract.pipeline import build
from hwextract.pipeline.context import clause_ends, in_scope
from hwextract.repair import repair
from hwextract.report.values import describe

if TYPE_CHECKING:
    from hwextract.records import Record

__all__ = ["CueNote", "Explanation", "explain"]


@dataclass(frozen=True, slots=True)
class CueNote:
    """What a cue did for a mention: ``won``, ``lost`` (a stronger or nearer one did), or was ``out of scope``."""

    cue: str
    id: str
    category: str
    direction: str
    scope: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record, its value in words, and the cues of its sentence with what became of them."""

    record: Record
    value: str
    cues: tuple[CueNote, ...]


def explain(text: str) -> list[Explanation]:
    """For every record of a text the cues of its sentence, and what each did.

    Examples
    --------
    >>> found = explain("Instead of a TPU we used one V100.")
    >>> [(e.record.text, e.record.status) for e in found]
    [('TPU', 'negated'), ('V100', 'used')]
    >>> [note.cue for note in found[0].cues if note.outcome == "won" and note.category == "negated"]
    ['Instead of']
    """
    from hwextract.api import extract
    from hwextract.pipeline.draft import Window

    found = []
    for record in extract(text).records:
        window = repair(text, record.sentence_start, record.sentence_end)
        doc = build()(window.text)
        state = Window.of(doc)
        draft = next(
            (
                d
                for d in state.drafts
                if window.span(d.start, d.end) == (record.start, record.end) and d.type == record.type
            ),
            None,
        )
        if draft is None:
            continue
        ends = clause_ends(state, window.text)
        winners = {(record.status, record.cue or draft.status_cue), (record.phase, record.phase_cue)}
        notes = []
        for cue in state.cues:
            category = cue.row["category"]
            if category in ("terminate", "computing", "not_computing"):
                continue
            reaches = in_scope(cue, draft.start, draft.end, ends, window.text)
            outcome = "won" if (category, cue.text) in winners else "lost" if reaches else "out of scope"
            notes.append(
                CueNote(
                    cue.text,
                    cue.row["id"],
                    category,
                    cue.row["direction"],
                    str(cue.row.get("scope", "clause")),
                    outcome,
                )
            )
        found.append(Explanation(record, describe(record), tuple(notes)))
    return found
