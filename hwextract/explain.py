"""Why a sentence gave what it gave: which patterns and cues fired, which lost, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hwextract.blocks import blocks
from hwextract.engine import BEFORE, BEHIND
from hwextract.pipeline import STATIONS
from hwextract.pipeline.computing import WORDS
from hwextract.pipeline.definitions import Definitions
from hwextract.pipeline.draft import Cue, Draft, Window
from hwextract.pipeline.scope import Clauses, in_scope
from hwextract.pipeline.status import counts
from hwextract.repair import Repaired, lines, repair
from hwextract.report.values import describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwextract.records import Record

__all__ = ["CueNote", "Explanation", "LostMention", "explain", "lost"]

#: Cues that decide neither status nor phase.
_SILENT = {"terminate", "not_computing", "people", "by_hand", "activity", "data", *WORDS}


@dataclass(frozen=True, slots=True)
class CueNote:
    """What a cue did for a mention.

    It ``won``, ``lost`` (a stronger or nearer one won), was ``out of scope`` (or counts in documentation only, and this
    is none), or is ``masked`` by a longer expression
    (a pseudo-cue, which ``masks``) in which it means nothing. The scope ``document`` is that of words outside the
    sentence.
    """

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


@dataclass(frozen=True, slots=True)
class LostMention:
    """A mention that a pattern found and that is no record: its place in the text, its rule, and why it was dropped."""

    text: str
    start: int
    end: int
    type: str
    rule: str
    why: str


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

    found = []
    for record in extract(text).records:
        window = repair(text, record.sentence_start, record.sentence_end)
        state, steps = _run(window, text, record.sentence_start, record.sentence_end)
        draft = next((d for d in state.drafts if _is_of(d, record, window)), None)
        notes = [] if draft is None else _notes(record, draft, state, window)
        masked = [cue for cue in steps[-1].cues if cue not in state.cues and cue.row["category"] not in _SILENT]
        notes += [_note(cue, "masked") for cue in masked]
        found.append(Explanation(record, describe(record), tuple(notes)))
    return found


def lost(text: str) -> list[LostMention]:
    """The mentions of a text that a pattern found and that came to nothing, and why.

    Examples
    --------
    >>> [(m.text, m.type, m.why) for m in lost("The study took two years.")]
    [('two years', 'duration', 'nothing beside it speaks of computing')]
    """
    from hwextract.api import extract

    records = extract(text).records
    found: dict[tuple[int, int, str], LostMention] = {}
    for block in blocks(text):
        window = repair(text, *block)
        state, steps = _run(window, text, *block)
        for number, step in enumerate(steps):
            for draft in step.drafts:
                start, end = window.span(draft.start, draft.end)
                if any(start < r.end and r.start < end for r in records):
                    continue
                why = _why(draft, last=number == len(steps) - 1, decided=_overlaps(draft, state.drafts))
                found[start, end, draft.type] = LostMention(text[start:end], start, end, draft.type, draft.rule, why)
    return sorted(found.values(), key=lambda mention: (mention.start, mention.end))


@dataclass(frozen=True, slots=True)
class _Step:
    """What a station of the pipeline handed on."""

    drafts: tuple[Draft, ...]
    cues: tuple[Cue, ...]


def _run(window: Repaired, text: str, start: int, end: int) -> tuple[Window, list[_Step]]:
    """A window after the pipeline, and what each station before the last handed on."""
    before, after = text[max(0, start - BEFORE) : start], text[end : end + BEHIND]
    broken = lines(text, start, end, window)
    state = Window(
        text=window.text,
        lines=broken,
        before=before,
        after=after,
        source=text[start:end],
        definitions=Definitions(text),
    )
    steps: list[_Step] = []
    for station in STATIONS:
        steps.append(_Step(tuple(state.drafts), tuple(state.cues)))
        station(state)
    return state, steps


def _is_of(draft: Draft, record: Record, window: Repaired) -> bool:
    return draft.type == record.type and window.span(draft.start, draft.end) == (record.start, record.end)


def _overlaps(draft: Draft, others: Sequence[Draft]) -> bool:
    return any(draft.start < other.end and other.start < draft.end for other in others)


def _why(draft: Draft, *, last: bool, decided: bool) -> str:
    """Why a draft is no record, told from the station that was the last to have it."""
    if decided:
        return "it stands in a bibliography or a list of keywords"
    if not last:
        return "it belongs to another mention"
    if draft.type == "duration":
        return "nothing beside it speaks of computing"
    if draft.context:
        return "a short or common name, with nothing beside it that speaks of hardware"
    return "the sentence does not speak of it as hardware or money for computing"


def _notes(record: Record, draft: Draft, state: Window, window: Repaired) -> list[CueNote]:
    ends = Clauses(state.cues, window.text)
    winners = {(record.status, record.cue or draft.status_cue), (record.phase, record.phase_cue)}
    notes = []
    for cue in state.cues:
        if cue.row["category"] in _SILENT:
            continue
        if cue.row["category"] == "pseudo":
            notes.append(_note(cue, "masks"))
            continue
        reaches = in_scope(cue, draft.start, draft.end, ends, window.text) and counts(cue, state)
        won = (cue.row["category"], cue.text) in winners
        notes.append(_note(cue, "won" if won else "lost" if reaches else "out of scope"))
    for category, words in ((record.status, record.cue), (record.phase, record.phase_cue)):
        if words is not None and not any(note.outcome == "won" and note.category == category for note in notes):
            notes.append(CueNote(words, "", category, "", "document", "won"))
    return notes


def _note(cue: Cue, outcome: str) -> CueNote:
    row = cue.row
    return CueNote(cue.text, row["id"], row["category"], row["direction"], str(row.get("scope", "clause")), outcome)
