"""What needs the whole document: sections and references, phases that continue, setups and the main run."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from hwextract import __version__
from hwextract.checks import add_flags
from hwextract.expressions import guarded, lazy
from hwextract.extraction import Extraction
from hwextract.lexicon import any_of, one_of, words
from hwextract.notes import adopt, complete, disown, is_terse
from hwextract.pipeline.phase import TRAINED_THING, simulates_devices
from hwextract.pipeline.status import DEVICES
from hwextract.records import RECORD_TYPES, Hint, Phase, Record, Status, fill_in_setup
from hwextract.references import is_reference
from hwextract.setups import build_setups
from hwextract.stance import continue_status, goes_on, speaks_of
from hwextract.summary import summarise
from hwextract.topics import speaks_of_learning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hwextract.catalog import Catalog
    from hwextract.document import Document
    from hwextract.engine import Block
    from hwextract.pipeline.draft import Cue, Draft

__all__ = ["resolve"]

_HEADING = re.compile(
    r"\n[ \t#*\d.]{0,12}(?P<h>references|bibliography|literature cited|works cited|reference list|acknowledge?ments?|"
    r"related works?|keywords?|appendix.{0,40}|supplement.{0,40}|introduction|methods?|materials and methods|results|"
    r"discussion|conclusions?|data availability.{0,30}|funding|author contributions)[ \t:]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCES = re.compile(r"references|bibliography|literature cited|works cited|reference list", re.IGNORECASE)
_KEYWORDS_ABOVE = re.compile(r"(?:^|\n)\W*(?:key ?words?|index terms)\W*$", re.IGNORECASE)
_KEYWORDS = re.compile(r"\W*(?:(?:key ?words?|index terms)\b|tags ?:)", re.IGNORECASE)
#: What a finished network does, where "this took" so long.
_APPLICATION = guarded(rf"\b(?:{any_of('says-application')})\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?;]\s")
#: What a time was taken on, and the time.
_TIMED = ("duration", *DEVICES, "memory")
#: Without a word of learning in the passage a time of computing is one of other computing; how far to look.
_PASSAGE = 1500
#: How far what is said of no run is told to be of training or of what a finished model does.
_ABOUT = 1000
#: What is said to be needed for a tool.
_TOOLS = (*DEVICES, "memory")
#: How far another block may stand that speaks of the same.
_NEAR = 200
#: Characters of a text that says enough for its silence to say something.
_SPOKEN = 150
#: What was done, and is no plan ("to train on a GPU cluster").
_DONE = re.compile(r"(?:ed|ing|ments?)$", re.IGNORECASE)
_WAS_DONE = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_LEAD_IN = guarded(
    r"(?:^|\n)[^\n]{0,80}\b(?:requirements?|prerequisites?|recommended|minimum|you (?:will )?need)\b[^\n]{0,80}:?[ \t]*\n(?:[-=~ \t]*\n)?"
    r"(?:[ \t]*[-*\u2022][^\n]*\n(?:[ \t]*[^-*\u2022\s][^\n]*\n){0,3})*[ \t]*$",
    re.IGNORECASE,
)
#: Items of a list of requirements without a heading: "- Python >= 3.8".
_VERSIONS = re.compile(
    r"(?:^|\n)[ \t]*[-*\u2022][^\n]*(?:(?:>=|\u2265) ?\d|\d\.\d+\+|\d or (?:above|higher|newer|later)\b)[^\n]*\n(?:[ \t]*[-*\u2022][^\n]*\n){0,6}[ \t]*$"
)
#: An item of a list, and what says that one is of the authors' own.
_ITEM = re.compile(r"[ \t]*[-*\u2022]")
_OF_OURS = lazy(r"\b(?:our|we|tested (?:on|with))\b", re.IGNORECASE)


def resolve(
    document: Document,
    found: list[Block],
    status: str,
    language: str | None,
    *,
    max_records: int,
    catalog: Catalog,
    note: bool = False,
) -> Extraction:
    """The extraction of a document, from what the pipeline found in its blocks; whether it is a note on others' work."""
    text = document.text
    if note:
        adopt(found)
    brief = note or (bool(found) and is_terse(text))
    if brief:
        complete(found)
        disown(found)
    read = [*_read(document, found, note=note, brief=brief)]
    records = _records(document, read, catalog)[:max_records]
    hints = [hint for block, _ in read for hint in _hints(block, text)]
    counters = [counter for block, _ in read for counter in _counters(block)]
    windows = {(block.start, block.end): block.repaired for block in found}
    setups, belongs = build_setups(document.doc_id, text, records, counters, windows, note=brief)
    for record in records:
        if (setup := belongs.get(record.record_id)) is not None:
            fill_in_setup(record, setup)
    records = add_flags(records, document.year, catalog.look_up)
    return Extraction(
        doc_id=document.doc_id,
        status=status,
        records=tuple(records),
        setups=setups,
        hints=tuple(hints),
        summary=summarise(records, setups, hints, status, note=brief),
        meta=_meta(document, records, hints, language, catalog),
    )


def _read(document: Document, found: list[Block], *, note: bool, brief: bool) -> Iterator[tuple[Block, str | None]]:
    """The blocks that say something, each with its section, once what stands around a block has told of its drafts."""
    text = document.text
    used = frozenset(
        str(draft.fields["name"])
        for block in found
        for draft in block.window.drafts
        if draft.status == "used" and draft.fields.get("name")
    )
    headings: list[tuple[int, str]] | None = None
    previous: Block | None = None
    for block, following in zip_longest(found, found[1:]):
        if not (block.window.drafts or block.window.hints):
            continue
        if headings is None:
            headings = [] if document.sections else _headings(text, found[-1].start)
        section = _section(document, headings, block.start)
        if _is_no_prose(text, block, section):
            continue
        _continue_phase(text, block, previous, following, note=note)
        if not note:
            _other_computing(text, block)
            _recorders(text, block)
        if not brief:
            continue_status(text, block, previous, section, used=used)
        previous = block if block.window.drafts else previous
        _background_list(text, block)
        if not note:
            _of_tools(text, block, following)
        yield block, section


def _is_no_prose(text: str, block: Block, section: str | None) -> bool:
    """Whether a block is a reference or a list of keywords, where nothing is said of hardware."""
    return (
        (section is not None and _REFERENCES.fullmatch(section) is not None)
        or is_reference(text, block.start, block.end)
        or _KEYWORDS.match(text, block.start, block.end) is not None
        or _KEYWORDS_ABOVE.search(text[max(0, block.start - 40) : block.start]) is not None
    )


def _records(document: Document, read: list[tuple[Block, str | None]], catalog: Catalog) -> list[Record]:
    """The records of some blocks, in order."""
    records: list[Record] = []
    for block, section in read:
        if block.window.drafts:
            shared = _shared(document, block, section)
            records += [
                _record(document, block, draft, number, shared, catalog=catalog)
                for number, draft in enumerate(block.window.drafts, len(records))
            ]
    return records


def _counters(block: Block) -> Iterator[tuple[int, int, int, str]]:
    """The numbers of epochs and steps of a block, with their places in the document and the column that each is of."""
    for column, values in (("epochs", block.window.epochs), ("steps", block.window.steps)):
        for start, end, number in values:
            yield *block.repaired.span(start, end), number, column


def _meta(
    document: Document, records: Sequence[Record], hints: Sequence[Hint], language: str | None, catalog: Catalog
) -> dict[str, Any]:
    """What is said of a document as a whole beside its summary."""
    statuses = [record.status for record in records]
    return {
        "n_records": len(records),
        **{f"n_{status}": statuses.count(status) for status in ("used", "negated", "background")},
        "n_hints": len(hints),
        "n_chars": len(document.text),
        "language": language,
        "full_text": document.full_text,
        "title": document.title,
        "year": document.year,
        "doi": document.doi,
        "version": __version__,
        "catalog": catalog.fingerprint,
    }


def _headings(text: str, last: int) -> list[tuple[int, str]]:
    """The headings of a text down to the line of a last place, with the places of their lines."""
    end = text.find("\n", last)
    first = text.find("\n") + 1 or len(text)
    found = [*_HEADING.finditer("\n" + text[:first])]
    return [(0, m["h"]) for m in found[:1]] + [
        (m.start() + 1, m["h"]) for m in _HEADING.finditer(text, 0, end if end >= 0 else len(text))
    ]


def _section(document: Document, headings: list[tuple[int, str]], at: int) -> str | None:
    if document.sections:
        return document.section_of(at)
    above = bisect_right(headings, at, key=lambda heading: heading[0])
    return headings[above - 1][1] if above else None


def _continue_phase(text: str, block: Block, previous: Block | None, following: Block | None, *, note: bool) -> None:
    """Give drafts without a phase cue in their sentence the phase that the sentences before speak of.

    A time has the phase of the device before it in its own sentence, and a device that of the time; else the words
    decide, else the mentions of the sentence directly before.
    """
    sure: dict[bool, Draft] = {}
    for draft in block.window.drafts:
        if draft.type not in _TIMED:
            continue
        timed = draft.type == "duration"
        if draft.phase_sure:
            sure[timed] = draft
        elif (not timed) in sure and draft.phase_cue is None:
            draft.phase, draft.phase_cue = sure[not timed].phase, sure[not timed].phase_cue
            draft.phase_sure = True
    _share_phase_of_times(block.window.drafts)
    unsure = [d for d in block.window.drafts if not d.phase_sure and d.phase_cue is None]
    if not unsure:
        return
    own = block.repaired.text
    before = text[max(0, block.start - 260) : block.start]
    spoken = _spoken_of(before)
    phase, cue = (spoken[-1].lastgroup, spoken[-1].group()) if spoken else (None, None)
    done = [*_APPLICATION.finditer(before, _last_sentence(before))] if speaks_of("event", own) else []
    if done and not any(m.lastgroup == "training" and m.start() > _last_sentence(before) for m in spoken):
        phase, cue = "inference", done[-1].group()
    if (
        phase is None
        and previous is not None
        and block.start - previous.end < 120
        and "\n\n" not in text[previous.end : block.start]
    ):
        on = goes_on(own)
        beside = [d for d in previous.window.drafts if d.phase_cue or (d.phase_sure and (on or not d.prior))]
        if beside:
            phase, cue = beside[-1].phase, beside[-1].phase_cue
    if phase is None and not note and following is not None and _is_applied(text, block, following):
        phase = "inference"
    if note and phase == "other":
        # What a note goes on about is the training.
        return
    for draft in unsure:
        draft.phase, draft.phase_cue = phase or draft.phase, cue


@cache
def _backward() -> re.Pattern[str]:
    """The words for each phase."""
    phases = "|".join(f"(?P<{phase}>{one_of(f'says-{phase}')})" for phase in ("inference", "training", "other"))
    return lazy(rf"\b(?:{phases})\b(?! {one_of('training-material')}\b)", re.IGNORECASE)


def _share_phase_of_times(drafts: list[Draft]) -> None:
    """Devices before a time have its phase if it trained: "the code ran on one A100; it took 3 h to train the model"."""
    times = [draft for draft in drafts if draft.type == "duration" and draft.phase_sure]
    if times and all(time.phase == "training" for time in times):
        for draft in drafts:
            if draft.type in _TIMED and not (draft.phase_sure or draft.phase_cue or draft.prior):
                draft.phase, draft.phase_cue, draft.phase_sure = "training", times[0].phase_cue, True


def _spoken_of(before: str) -> list[re.Match[str]]:
    """The words for phases in what stands before a block, in its paragraph; the last tell what is spoken of."""
    spoken = [*_backward().finditer(before, before.rfind("\n\n") + 1)]
    if spoken:
        things = [match.span("t") for match in TRAINED_THING.finditer(before)]
        spoken = [m for m in spoken if m.span() not in things and not simulates_devices(before, m.start())]
    if not spoken:
        return spoken
    # Who trains a network to predict something trains: training wins inside the last sentence that says anything.
    border = max((stop.end() for stop in _STOP.finditer(before, 0, spoken[-1].start())), default=0)
    return [match for match in spoken if match.start() >= border and match.lastgroup == "training"] or spoken


def _is_applied(text: str, block: Block, following: Block) -> bool:
    """Whether the block behind one times a finished network, on nothing else, where nothing speaks of training."""
    low, high = max(0, block.start - _NEAR), following.end + _NEAR
    return (
        following.start - block.end < _NEAR
        and "\n\n" not in text[block.end : following.start]
        and bool(following.window.drafts)
        and all(d.type == "duration" and d.phase == "inference" and d.phase_sure for d in following.window.drafts)
        and not any(match.lastgroup == "training" for match in _backward().finditer(text, low, high))
    )


def _last_sentence(before: str) -> int:
    """Where the last sentence of what stands before a block starts."""
    ends = [match.end() for match in _STOP.finditer(before.rstrip())]
    return ends[-1] if ends else 0


def _other_computing(text: str, block: Block) -> None:
    """A time without a cue in a passage that nowhere speaks of learning is one of other computing."""
    unsure = [d for d in block.window.drafts if not d.phase_sure and d.phase_cue is None]
    if (
        unsure
        and len(text) >= _SPOKEN
        and all(d.type == "duration" for d in block.window.drafts)
        and not speaks_of_learning(text, max(0, block.start - _PASSAGE), block.end + _PASSAGE)
    ):
        for draft in unsure:
            draft.phase = "other"


@cache
def _talk() -> re.Pattern[str]:
    return lazy(
        rf"\b(?:(?P<training>{one_of('talk-of-training')})|(?P<application>{one_of('talk-of-application')}))\b",
        re.IGNORECASE,
    )


def _of_tools(text: str, block: Block, following: Block | None) -> None:
    """What is said of no run ("if you have a GPU") is of inference in a passage on what a finished model does, on that alone.

    It is not so where the inference that is spoken of has a device of its own.
    """
    unsure = [
        d
        for d in block.window.drafts
        if d.type in _TOOLS and d.status != "used" and d.phase == "training" and not (d.phase_cue or d.phase_sure)
    ]
    if not unsure:
        return
    beside = [*block.window.drafts, *(() if following is None else following.window.drafts)]
    if any(d.type in DEVICES and d.phase == "inference" and d.phase_sure for d in beside):
        return
    spoken = {match.lastgroup for match in _talk().finditer(text, max(0, block.start - _ABOUT), block.end + _ABOUT)}
    if spoken == {"application"}:
        for draft in unsure:
            draft.phase = "inference"


#: What a device does that records, and what one does that runs a model; how far around it is told.
_RECORDS = guarded(
    r"\b(?:record(?:s|ed|ers?|ings?|ing)?|microphones?|camera module|captur\w+|photograph\w*|time-?lapse|transmit\w*"
    r"|upload\w*|sends?|sent|stor(?:es|ed|ing)|logg\w+|SD cards?|gateways?|modem|sensors?|pumps?|batter\w+|playback|loudspeakers?)\b",
    re.IGNORECASE,
)
_INFERS = re.compile(
    r"(?i)detect|classif|infer|predict|recogni|identif|neural|network|deep|learn|algorithm|tflite|tensorflow|yolo|birdnet"
    r"|\bfps|real-?time|\bedge\b|\bmodels?\b(?! ?(?:\d|[AB]\b))|\bAI\b"
)
#: What a device does that is told of it itself: "a NUC (i5, 8 GB), which stores the pictures".
_WHICH_RECORDS = re.compile(
    r"[^.;()]{0,20}(?:\([^()]{0,120}\))?[^.;()]{0,20}[ ,](?:that|which) (?:\w+ly )?"
    r"(?:sampl|stor|sav|record|logg|wr[io]t|transmit|collect|tak|took|captur|control)\w*\b"
)
_AROUND = 300


def _recorders(text: str, block: Block) -> None:
    """A small board of which is only told that it records or sends, and what is built into it, runs no model."""
    drafts = block.window.drafts
    boards = [d for d in drafts if d.prior == "inference" and d.phase_cue is None and not _runs_models(d)]
    if not boards or any(d.phase == "inference" and d.phase_cue is not None for d in drafts):
        return
    own = block.repaired.text
    told = any(_WHICH_RECORDS.match(own, board.end) for board in boards)
    around = 0 if told else _AROUND
    low, high = max(0, block.start - around), block.end + around
    if _RECORDS.search(text, low, high) and not _INFERS.search(text, low, high):
        for draft in drafts:
            if draft.phase == "inference" and draft.phase_cue is None and not _runs_models(draft):
                draft.phase = "other"


def _runs_models(draft: Draft) -> bool:
    """Whether a device is made to run models."""
    name = str(draft.fields.get("name")).lower()
    return any(board in name for board in words("boards-for-models"))


def _background_list(text: str, block: Block) -> None:
    """Items of a list of requirements are background."""
    if not _ITEM.match(text, block.start, block.start + 4):
        return
    before = text[max(0, block.start - 900) : block.start]
    if _LEAD_IN.search(before) or _VERSIONS.search(before):
        for draft in block.window.drafts:
            if draft.status == "used" and not _OF_OURS.search(block.repaired.text, 0, draft.start):
                draft.status, draft.cue = "background", "requirements"


def _shared(document: Document, block: Block, section: str | None) -> dict[str, Any]:
    """What all records of a block have, by their columns."""
    return {
        "doc_id": document.doc_id,
        "sentence": document.text[block.start : block.end],
        "sentence_start": block.start,
        "sentence_end": block.end,
        "section": section,
        "page": document.page_of(block.start),
    }


def _record(
    document: Document, block: Block, draft: Draft, number: int, shared: dict[str, Any], *, catalog: Catalog
) -> Record:
    start, end = block.repaired.span(draft.start, draft.end)
    cls = RECORD_TYPES[draft.type]
    fields = {key: value for key, value in draft.fields.items() if not key.startswith("_")}
    fields.update(_known(draft, catalog))
    if "_range" in draft.fields:
        fields["count"] = None
    return cls(
        record_id=number,
        text=document.text[start:end],
        start=start,
        end=end,
        status=draft.status,  # type: ignore[arg-type]
        cue=draft.cue,
        phase=draft.phase,  # type: ignore[arg-type]
        phase_cue=draft.phase_cue,
        rule=draft.rule,
        certainty=draft.certainty,  # type: ignore[arg-type]
        approx=draft.approx,
        bound=draft.bound,
        flags=tuple([flag for flag in draft.flags if flag != "vendor_only"]),
        **shared,
        **fields,
    )


def _known(draft: Draft, catalog: Catalog) -> dict[str, Any]:
    """What the catalogue knows of the product that a draft names, by the columns of the record."""
    name = draft.fields.get("name")
    product = catalog.look_up(draft.type, name) if name else None
    if product is None:
        return {}
    known = product.with_memory(draft.fields.get("memory_gb"))
    cores, vcpus, devices = map(known.value, ("cores", "vcpus", "accelerator_count"))
    return {
        "vendor": draft.fields.get("vendor") or known.value("vendor"),
        "catalog_id": known.id,
        "catalog_memory_gb": known.value("memory_gb"),
        "catalog_tdp_w": known.value("tdp_w"),
        "catalog_cores": None if cores is None else int(cores),
        "catalog_vcpus": None if vcpus is None else int(vcpus),
        "catalog_accelerator": known.value("accelerator"),
        "catalog_accelerator_count": None if devices is None else int(devices),
        "catalog_release_date": known.value("release_date"),
    }


def _hints(block: Block, text: str) -> list[Hint]:
    """The hints of a block. One is used only where the authors' own doing, or a network or its training, stands with it."""
    found = []
    for cue in block.window.hints:
        start, end = block.repaired.span(cue.start, cue.end)
        near = [
            c
            for c in block.window.cues
            if c.row["category"] in ("negated", "background", "used")
            and (c.end <= cue.start or cue.end <= c.start)
            and _reaches(c, cue, block)
        ]
        near.sort(key=lambda c: (-c.row.get("rank", 1), abs(c.start - cue.start)))
        status: Status = near[0].row["category"] if near else "background"
        phases = [c for c in block.window.cues if c.row["category"] in ("training", "inference", "other")]
        phases.sort(key=lambda c: min(abs(c.start - cue.end), abs(cue.start - c.end)))
        trains = any(
            c.row["category"] == "training" and _DONE.search(c.text) and _reaches(c, cue, block) for c in phases
        )
        learns = trains or (
            bool(near)
            and _WAS_DONE.search(near[0].text) is not None
            and (speaks_of_learning(text, block.start, start) or speaks_of_learning(text, end, block.end))
        )
        if status == "used" and near[0].row.get("rank", 1) < 4 and not learns:
            status = "background"
        phase: Phase = phases[0].row["category"] if phases else "training"
        sentence = text[block.start : block.end]
        kind = str(cue.row["hint"])
        found.append(Hint(text[start:end], start, end, kind, status, phase, sentence, block.start, block.end))
    return found


def _reaches(cue: Cue, hint: Cue, block: Block) -> bool:
    """Whether a status cue reaches a hint: forward cues only within their words."""
    if "accelerator" not in cue.row.get("only", ("accelerator",)):
        return False
    if cue.row["direction"] != "forward":
        return True
    scope = cue.row.get("scope")
    return cue.end <= hint.start and (
        not isinstance(scope, int) or block.repaired.text.count(" ", cue.end, hint.start) <= scope
    )
