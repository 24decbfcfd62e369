"""Setups: which records belong together, in one way of running each."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hwextract.catalog.products import device_of
from hwextract.discourse import Statement, may_tell, statements, tells
from hwextract.expressions import guarded
from hwextract.grouping import Grouping
from hwextract.pipeline.numbers import parse_count
from hwextract.pipeline.quantities import counters as find_counters
from hwextract.pipeline.quantities import may_count
from hwextract.repair import Repaired, repair, single_spaced
from hwextract.runs import DEVICE, MACHINE, Item, Run, compatible
from hwextract.tables import SETUPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hwextract.records import Record

__all__ = ["build_setups"]

#: Characters behind and before a sentence with a record that are read for what else they say of its run.
BEHIND, BEFORE = 600, 300
#: Where a sentence ends; white space is looked for first, which few characters are.
_SENTENCE = re.compile(
    r"\s(?:(?<=[.!?]\s)(?<!\bapprox\.\s)(?<!\bca\.\s)\s*(?=[A-Z0-9\"'(])|(?<=\n)(?=\s*[-*\u2022]|[A-Z][\w ]{2,40}:))"
)
#: A list of numbers right before a device ("1, 2 and 4 RTX A5000").
_NUMERAL = r"(?:\d{1,5}|one|two|three|four|six|eight|sixteen)"
_COUNTS = guarded(
    r"(?:^|\b(?:on|with|using|used|use|by|to|over|across|of|needed|were|was|had) )"
    rf"({_NUMERAL}(?:, {_NUMERAL}){{0,6}}),? and (?:on |with |to )?({_NUMERAL}) ?(?:\w{{1,12}} )?$",
    re.IGNORECASE,
)
#: ... with the names of runs between them ("model S on one, model M on two and model L on four Gaudi 2").
_OF_RUN = r"(?:(?!\w{1,20}ed\b)[\w.-]{1,20} ){1,4}(?:on|with|using) "
_COUNTS_OF_RUNS = guarded(
    rf"\b(?:on|with|using) ({_NUMERAL})((?:, {_OF_RUN}{_NUMERAL}){{0,3}}),? and {_OF_RUN}({_NUMERAL}) ?"
    r"(?:\w{1,12} )?$",
    re.IGNORECASE,
)
#: A part of the devices ("one of the four GTX 1080 Ti", "two of the GPUs").
_PART = guarded(
    rf"\b({_NUMERAL}) of (?:(?:the|our|its|these|those|their) (?:{_NUMERAL} )?|{_NUMERAL} )(?:\w{{1,12}} )?$",
    re.IGNORECASE,
)
#: "Of the 400 V100 of the cluster we had 48"
_OUT_OF = guarded(rf"\b(?:of|from) (?:the|our|all|its|their|these) (?:{_NUMERAL} )(?:\w{{1,12}} )?$", re.IGNORECASE)
_TOOK = re.compile(
    rf"[^.;:]{{0,60}}?\b(?:we|only|just)\b (?:had|used|took|got|needed|occupied|could use|were (?:given|granted)) "
    rf"(?:only |just )?({_NUMERAL})\b(?![.,]\d| ?(?:h|GB|%|hours|days|weeks|months|epochs|\w+ epochs)\b)",
    re.IGNORECASE,
)
#: A device that the text has named before ("the same A100"), and words before one device ("our RTX 4090").
_SAME = guarded(r"\b(?:same|this|that|these|those) (?:[\w-]+ )?$", re.IGNORECASE)
#: A kind of device is named and no device ("cards of the type H100").
_KIND = r"(?:type|kind|sort|model|series|generation|family|brand|make|line|class|name)"
_ARTICLE = r"(?:the|our|its|my|his|her|their|this|that)"
_ONE = guarded(
    rf"\b{_ARTICLE} (?:(?!{_KIND}\b)[\w-]+ ){{0,2}}$"
    rf"|\b(?:{_ARTICLE}|an?) (?:[\w-]+ ){{0,2}}(?:gpu|card|accelerator|device|chip) of (?:the )?{_KIND} $"
    r"|\b(?:gpu|card|computer|pc|laptop|workstation|desktop|system|machine)(?: [A-Z\d])? ?\( ?$"
    r"|\b(?:computer|pc|laptop|workstation|desktop|system|machine)(?: [A-Z\d])?: ?$",
    re.IGNORECASE,
)
#: A card for one computer that a list names by its name alone: "(RTX A2000, 12 GB; 6 hours)", "GTX 1080, 3 h".
_LISTED = re.compile(r"(?:[(\[:;,]|^) ?(?:nvidia )?$", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"(?: \(\d{1,3} ?GB\))?(?:[,;)\]]|\.?(?:\s|$))")
_FOR_ONE = re.compile(r"GeForce|Quadro|TITAN|NVIDIA RTX|Radeon RX")
_OWN_COMPUTER = guarded(
    r"\b(?:an?|one|the|our|my|his|her|own|single) (?:[\w-]+ ){0,3}(?:pc|computer|laptop|workstation|desktop|notebook)\b"
    r"(?:[^.]|\.\d){0,120}$"
    r"|\b(?:colab|kaggle)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"s\b|[ -](?:[\w-]+ )?(?:gpus|cards|nodes?|clusters?|servers|machines|partition|queue|generation|series|"
    r"famil\w+|pods?|architecture|instances|systems?)\b",
    re.IGNORECASE,
)
#: "GPU nodes (4 A100 each)": a number of devices of each node.
_IN_NODES = guarded(rf"\b(?:nodes|servers|machines) \((?:with )?{_NUMERAL} ?x? (?:\w{{1,12}} )?$", re.IGNORECASE)
_EACH = re.compile(r"(?:,? \(?\d{1,3} ?GB\)?)? each\b", re.IGNORECASE)
_PER_NODE = re.compile(r"(?:,? \(?\d{1,3} ?GB\)?)? ?/ ?(?:node|server|machine|host)\b", re.IGNORECASE)
#: Each of the epochs that the sentence before gave the number of.
_OF_EPOCHS = re.compile(
    r"\s*(?:each|every one|one)(?: of (?:these|them))? (?:took|takes|lasted|lasts|needed|needs|required|requires)\b",
    re.IGNORECASE,
)
#: What sets a clause on one device against one on another, which runs on it: "while ours are trained on a CPU".
_CONTRAST = re.compile(
    r"\b(?:while|whereas|but|in\scontrast|compared\s(?:to|with))\b[^;]{1,60}"
    r"\b(?:trained|fitted|learned|ran|run|computed|evaluated|tested)\s(?:[\w-]+\s){0,2}(?:on|using)\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
#: Thanks for hardware.
_GIVEN = guarded(
    r"donat|grateful|\bthanks?\b(?! to (?:an?|the|our|these|this|its)\b)|acknowledg|\bgift of\b|\bcredits\b",
    re.IGNORECASE,
)
#: Columns of the computer around the devices.
_HOST = ("cpu", "cpu_count", "cores", "ram_gb", "system")
#: What takes the value behind it back.
_REJECTED = guarded(r"\b(?:not|rather than|instead of) (?:the |on |in |about |after |for )?$", re.IGNORECASE)
#: Devices that are counted by their cores ("on 32 TPU v3 cores").
_CORES = re.compile(r"\s?-?cores?\b", re.IGNORECASE)
_OPERATOR = re.compile(r"(?<!\*)[*\u00d7\u00b7](?!\*) ?[\d(]|[\w)] ?(?<!\*)[*\u00d7](?!\*) ?\d")
#: Fewer steps are stages: "in two steps".
_FEWEST_STEPS = 10
#: Characters before a number of epochs or steps that may say what it is of.
_SCHEDULE = 90
#: What makes a number of epochs or steps another thing than the length of a run: a part of it, the interval of a
#: schedule ("every 15 epochs (600k steps)"), a warm-up, patience, and the steps of a test.
_OF_A_PART = (
    r"\b(?:every|per|each|first|last|next|initial|final|remaining)\s|\bevery\s[^().]{1,30}\(|\d ?/ ?"
    r"|\bwarm-? ?up\s(?:on|over|of|in)\s"
    r"|\bno\s(?:further\s)?(?:improvement|gain|change|progress|decrease)\b[^.;]{0,60}\b(?:after|for|within|over|in)\s"
)
_NO_LENGTH = re.compile(rf"(?:{_OF_A_PART})$", re.IGNORECASE)
_SCHEDULED = re.compile(rf"(?:{_OF_A_PART}|\b(?:after|at|and|or|until|of|warm-?up)\s)$", re.IGNORECASE)
_NO_GAIN = re.compile(
    r"\s(?:without|with no|of no|of patience|of warm|(?:at|during) (?:test|inference))", re.IGNORECASE
)
#: Seconds (of two years) that nobody waits for a run: "150,000 hours" are those of all devices.
_NO_WALL_CLOCK = 2 * 8760 * 3600.0
#: Seconds that only convert units.
_WELL_KNOWN = (60.0, 3600.0, 86400.0)


def _facts(record: Record) -> dict[str, Any]:
    """What a record says of its setup, by column."""
    r: Any = record
    facts: dict[str, Any] = {}
    if record.type == "accelerator":
        count = r.count * (r.nodes or 1) if r.count is not None else None
        facts = {"accelerator": r.name, "kind": r.kind, "count": count, "memory_gb": r.memory_gb}
    elif record.type == "cpu":
        facts = {"cpu": r.name, "cpu_count": r.count, "cores": r.cores}
    elif record.type == "memory":
        facts = {"ram_gb": r.gb}
    elif record.type in ("system", "instance"):
        facts = {record.type: r.name}
    elif record.type == "duration" and r.per == "total" and r.low_s > _NO_WALL_CLOCK:
        facts = {"device_hours": r.low_s / 3600}
    elif record.type == "duration" and r.per == "total":
        facts = {"hours_low": r.low_s / 3600, "hours_high": r.high_s / 3600}
    elif record.type == "duration" and r.per == "epoch":
        facts = {"epoch_s_low": r.low_s, "epoch_s_high": r.high_s}
    elif record.type == "compute" and r.unit == "device_hours":
        facts = {"device_hours": r.amount}
    elif record.type == "cost" and r.per in ("hour", "total"):
        facts = {"price_per_hour" if r.per == "hour" else "cost_total": r.amount, "currency": r.currency}
    return {key: value for key, value in facts.items() if value is not None}


def build_setups(
    doc_id: str,
    text: str,
    records: list[Record],
    counters: list[tuple[int, int, int, str]],
    windows: Mapping[tuple[int, int], Repaired],
    *,
    note: bool = False,
) -> tuple[list[dict[str, Any]], dict[int, int]]:
    """The setups of a document, and the setup of each record by its id.

    The ``windows`` are the sentences of the records as they were read, by their places.

    All that is said of one phase goes to one run, until a value contradicts it or words part it; words such as "the
    former" lead back. What stands in a formula fills gaps, and makes no run where there is one. In a note on one
    run, a time is that of the run.
    """
    used = [(record, _facts(record)) for record in records if record.status == "used"]
    facts = {record.record_id: own for record, own in used if own or _is_of_sample(record)}
    said = [record for record, _ in used if record.record_id in facts]
    if not said:
        return [], {}
    counters = sorted(counters)
    grouping = Grouping()
    formulas: list[Record] = []
    #: Whether the sentence before gave a number of epochs.
    epochs = False
    for start, window, own in _sentences(text, said, windows):
        if window is None:
            grouping.sentence(text, [], [])
            epochs = False
            continue
        end = window.end
        plain = [record for record in own if not _in_formula(text, record)]
        formulas += [record for record in own if record not in plain] if len(plain) < len(own) else []
        if plain:
            numbers = counters[bisect_left(counters, (start,)) : bisect_left(counters, (end,))]
        else:
            numbers = [(*window.span(a, b), value, column) for a, b, value, column in find_counters(window.text)]
        says = plain or numbers or may_tell(window.text)
        told = statements(window.text, beyond=not plain) if says else []
        # The number of a product is no number of devices: "Ascend 910 accelerators".
        found = [Statement(role, *window.span(a, b), words, value) for role, a, b, words, value in told]
        found = [s for s in found if not any(record.start < s.start < record.end for record in own)]
        items = [item for record in plain for item in _items(text, start, record, facts[record.record_id])]
        if epochs and _OF_EPOCHS.match(text, start, end):
            items = _per_epoch(items)
        if any(s.role == "same" for s in found):
            items = _of_samples(items, plain)
        _set_apart(items, plain)
        _set_against(text, items)
        if items and _GIVEN.search(window.text):
            for item in items:
                item.given = True
        grouping.sentence(text, items, found)
        other = _SCHEDULED if any(s.role == "schedule" for s in found) else _NO_LENGTH
        numbers = [
            (a, b, value, column)
            for a, b, value, column in numbers
            if not other.search(text, max(0, a - _SCHEDULE), a)
            and not _NO_GAIN.match(text, b)
            and (column != "steps" or value >= _FEWEST_STEPS)
        ]
        epochs = any(column == "epochs" for *_, column in numbers)
        listed = len(items) > len({item.record_id for item in items})
        _number(grouping, numbers, everywhere=listed or any(s.role == "all" for s in found))
    for item in _unequivocal(formulas):
        grouping.support(item)
    return _finish(doc_id, grouping, records, note=note)


def _is_of_sample(record: Record) -> bool:
    """Whether a record is the time of a sample in inference."""
    return record.type == "duration" and getattr(record, "per", None) == "sample" and record.phase == "inference"


def _per_epoch(items: list[Item]) -> list[Item]:
    """The items of a sentence whose first time is that of an epoch ("Each of them took 3 min")."""
    timed = next((item for item in items if "hours_low" in item.facts), None)
    if timed is not None:
        low, high = timed.facts.pop("hours_low"), timed.facts.pop("hours_high")
        timed.facts |= {"epoch_s_low": low * 3600, "epoch_s_high": high * 3600}
    return items


def _of_samples(items: list[Item], records: list[Record]) -> list[Item]:
    """The items of a sentence that points back to hardware, times of samples among them: they tell that it ran."""
    for item in items:
        if any(record.record_id == item.record_id and _is_of_sample(record) for record in records):
            item.facts["ran"] = True
    return items


#: Devices of which each has its own time of a sample: the times first, or the devices.
_TIMED_EACH = re.compile(r"(?:SD+){2,}|(?:D+S){2,}")


def _set_apart(items: list[Item], records: list[Record]) -> None:
    """Set devices apart that a sentence times one by one: "12 ms per image on a T4 and 85 ms on a CPU"."""
    if sum(map(_is_of_sample, records)) < 2:
        return
    devices = ("accelerator", "cpu", "system")
    said = [r for r in records if r.phase == "inference" and (_is_of_sample(r) or r.type in devices)]
    kinds = "".join("S" if _is_of_sample(record) else "D" for record in said)
    if not _TIMED_EACH.fullmatch(kinds):
        return
    parted = {record.record_id for at, record in enumerate(said) if kinds[max(0, at - 1) : at + 1] == "SD"}
    first = next(record.record_id for record, kind in zip(said, kinds, strict=True) if kind == "D")
    for item in items:
        item.apart = item.record_id in parted - {first}


def _set_against(text: str, items: list[Item]) -> None:
    """Set devices apart that a sentence sets against processors: "the CNN ran on a GPU, but the SVM ran on a CPU"."""
    for one, other in pairwise([item for item in items if item.facts.keys() & {"kind", "cpu_count", "cpu"}]):
        if ("kind" in one.facts) != ("kind" in other.facts) and _CONTRAST.search(text, one.end, other.start):
            one.apart = other.apart = True


def _unequivocal(records: list[Record]) -> Iterator[Item]:
    """What formulas say, without factors that convert units, and without columns of several values in one formula."""
    values: dict[tuple[int, str], set[Any]] = {}
    items = []
    for record in records:
        facts = _facts(record)
        if record.type != "duration" or facts.get("hours_low", 0.0) * 3600 not in _WELL_KNOWN:
            items.append(Item(record.start, record.end, facts, record.phase, record.record_id))
            for key, value in facts.items():
                values.setdefault((record.sentence_start, key), set()).add(value)
    starts: dict[int | None, int] = {record.record_id: record.sentence_start for record in records}
    for item in items:
        at = starts[item.record_id]
        if all(len(values[at, key]) == 1 for key in item.facts):
            yield item


#: Where a sentence starts, what it says, if it says anything, and its records.
_Sentence = tuple[int, "Repaired | None", "list[Record]"]


def _sentences(text: str, records: list[Record], windows: Mapping[tuple[int, int], Repaired]) -> Iterator[_Sentence]:
    """Sentences with records, and the sentences around them, as far as a reader links them."""
    by_sentence: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        by_sentence.setdefault((record.sentence_start, record.sentence_end), []).append(record)
    read = 0
    places = sorted(by_sentence)
    for number, (start, end) in enumerate(places):
        gap = text[max(read, start - BEFORE) : start]
        yield from _parts(text, start - len(gap) + gap.rfind("\n\n") + 1, start)
        yield start, windows[start, end], by_sentence[start, end]
        stop = min(end + BEHIND, places[number + 1][0] if number + 1 < len(places) else len(text))
        blank = text.find("\n\n", end, stop)
        read = blank if blank >= 0 else stop
        yield from _parts(text, end, read)


def _parts(text: str, start: int, end: int) -> Iterator[_Sentence]:
    """The sentences of a part without records; all as one where none says anything."""
    if start >= end:
        return
    if text[start:end].isspace():
        yield start, None, []
        return
    whole = repair(text, start, end)
    counts, may_say = may_count(whole.text), may_tell(whole.text)
    if not (counts or may_say):
        yield start, None, []
        return
    at = start
    for match in (*_SENTENCE.finditer(text, start, end), None):
        stop = match.start() if match else end
        if match or at < stop:
            first, last = whole.place(at), whole.place(stop) if stop < end else len(whole.text)
            says = (counts and may_count(whole.text[first:last])) or (may_say and tells(whole.text, first, last))
            yield at, repair(text, at, stop) if says else None, []
        at = match.end() if match else end


def _number(grouping: Grouping, numbers: list[tuple[int, int, int, str]], *, everywhere: bool) -> None:
    """Give numbers of epochs and steps to the run that stands nearest in their sentence, or to all."""
    for start, end, value, column in numbers:
        grouping.number(value, column, start, end)
        if sum(other == column for *_, other in numbers) > 1:
            continue
        if everywhere:
            grouping.number_of_all(value, column, start, end)
        else:
            grouping.number_of_sentence(value, column, start, end)


def _items(text: str, start: int, record: Record, facts: dict[str, Any]) -> Iterator[Item]:
    """What a record says, by its facts; a list of counts before a device speaks of as many runs."""
    before = single_spaced(text[max(start, record.start - 120) : record.start]) + " "
    if _REJECTED.search(before):
        return
    counts: list[int] = []
    if record.type == "accelerator" and "count" in facts and not getattr(record, "nodes", None):
        counts = list(_listed_counts(before))
    part = _PART.search(before) if record.type == "accelerator" else None
    if part is None and record.type == "accelerator" and _OUT_OF.search(before):
        part = _TOOK.match(text, record.end)
    if part is not None:
        facts = {**facts, "count": parse_count(part[1])}
    for count in counts if len(counts) > 1 and counts[-1] == facts.get("count") else (facts.get("count"),):
        own = {**facts, "count": count} if count is not None else dict(facts)
        item = Item(record.start, record.end, own, record.phase, record.record_id, part=part is not None)
        item.nodes = getattr(record, "nodes", None) is not None
        item.per = getattr(record, "count", None) if item.nodes else None
        item.taken_over = (record.phase_cue or "").lower() not in record.sentence.lower()
        item.cores = facts.get("kind") == "tpu" and _CORES.match(text, record.end) is not None
        if record.type == "accelerator":
            item.same = _SAME.search(before) is not None
            item.on_each = _PER_NODE.match(text, record.end) is not None or (
                _EACH.match(text, record.end) is not None and _IN_NODES.search(before) is not None
            )
            if (
                "count" not in own
                and "accelerator" in own
                and not record.text.endswith("s")
                and not _MANY.match(text, record.end)
                and (
                    _ONE.search(before)
                    or (
                        _FOR_ONE.search(own["accelerator"])
                        and _LISTED.search(before)
                        and _LIST_GOES_ON.match(text, record.end)
                    )
                    or _OWN_COMPUTER.search(text, max(start, record.start - 180), record.start)
                )
            ):
                own["one"] = 1
        yield item


def _listed_counts(before: str) -> Iterator[int]:
    """The numbers of a list that ends before a device: "1, 2 and 4", "model S on one and model L on four"."""
    listed = _COUNTS.search(before)
    words = [*listed[1].split(", "), listed[2]] if listed is not None else []
    of_runs = _COUNTS_OF_RUNS.search(before) if listed is None else None
    if of_runs is not None:
        words = [of_runs[1], *(part.split()[-1] for part in of_runs[2].split(", ")[1:]), of_runs[3]]
    yield from (number for number in map(parse_count, words) if number)


def _in_formula(text: str, record: Record) -> bool:
    """Whether a record stands in a line that computes something."""
    first, last = record.start - 300, record.end + 300
    if text.find("=", max(0, first), last) < 0:
        return False
    left = max(text.rfind("\n", max(0, first), record.start), first)
    right = text.find("\n", record.end, last)
    line = text[left + 1 : right if right >= 0 else last]
    return "=" in line and len(_OPERATOR.findall(line)) > 1


def _finish(
    doc_id: str, grouping: Grouping, records: list[Record], *, note: bool
) -> tuple[list[dict[str, Any]], dict[int, int]]:
    by_id = {record.record_id: record for record in records}
    grouping.common_to_runs()
    runs = grouping.runs
    devices = [record for record in records if record.type == "accelerator" and record.status == "used"]
    sentences = [{by_id[number].sentence_start for number in run.records} for run in runs]
    _name_bare_devices(runs, [device for device in devices if getattr(device, "name", None)], sentences)
    _count_one(runs)
    _share(runs, devices, sentences)
    times = [record for record in records if record.type == "duration" and record.phase == "training"]
    timed = {record.sentence_start for record in times if record.phase_cue is not None}
    numbers: dict[int, int] = {}
    setups: list[dict[str, Any]] = []
    for at, run in sorted(enumerate(runs), key=lambda pair: min(pair[1].records, default=len(records))):
        if not _is_run(run, [by_id[number] for number in run.records], timed, note=note):
            continue
        numbers[at] = len(setups)
        setups.append(_setup(doc_id, len(setups), run))
    return setups, {number: numbers[at] for number, at in grouping.belongs.items() if at in numbers}


_NOTHING_KNOWN = dict.fromkeys(column.name for column in SETUPS)


def _setup(doc_id: str, number: int, run: Run) -> dict[str, Any]:
    setup: dict[str, Any] = {**_NOTHING_KNOWN}
    run.values.pop("ran", None)
    for key, value in run.values.items():
        setup[key] = round(value, 6) if isinstance(value, float) else value
    setup.update(doc_id=doc_id, setup=number, phase=run.phase, status="used", flags=list(dict.fromkeys(run.flags)))
    setup.update(support=run.support, record_ids=sorted(run.records), derived=list(run.derived))
    _derive(setup)
    return setup


def _is_run(run: Run, records: list[Record], timed: set[int], *, note: bool) -> bool:
    """Whether something ran: not a device that only records, nor a time alone that no word ties to computing.

    ``timed`` are the sentences in which a word does so for a time; it holds for the others of its list.
    """
    types = {record.type for record in records}
    if run.values.keys() <= {"cpu_count", "currency"}:
        return False
    if run.phase == "other":
        return bool(types & {"accelerator", "cpu", "instance", "compute"})
    if run.values.get("ran") and not run.values.keys() & {*_HOST, "kind", "hours_low"}:
        return False
    if types == {"duration"} and run.values.get("kind") is None:
        tied = any(record.phase_cue is not None for record in records)
        return note or tied or (run.phase == "training" and records[0].sentence_start in timed)
    return bool(records) or run.values.get("kind") is not None


#: What speaks of all times of a text: "all timings refer to this computer".
_ALL_TIMES = guarded(
    r"\b(?:all|any|every|these|the|our)\s(?:[\w-]+\s){0,3}(?:timings?|times|run-?times|latencies|measurements|experiments)\b",
    re.IGNORECASE,
)


def _name_bare_devices(runs: list[Run], devices: list[Any], sentences: list[set[int]]) -> None:
    """A bare "GPU" is the one that the document names, where it names just one of its kind."""
    names: dict[str, set[str]] = {}
    for device in devices:
        if device.name and device.kind:
            names.setdefault(device.kind, set()).add(device.name)
    for run, own in zip(runs, sentences, strict=True):
        inside = device_of(run.values.get("system") or "")
        if inside and run.values.get("kind") == "gpu" and run.values.get("accelerator") is None:
            run.values["accelerator"] = inside
            run.derived.append("accelerator")
        named = names.get(run.values.get("kind", ""), set())
        if run.values.get("accelerator") is None and len(named) == 1 and _may_have_run(run, own, devices):
            run.values["accelerator"] = next(iter(named))


def _may_have_run(run: Run, sentences: set[int], devices: list[Any]) -> bool:
    """Whether a run can have been on the devices that the text names somewhere.

    A model that was tested on a device need not have been trained on it: one of the devices must be said to have
    trained, stand in a sentence of the run, or have given all times of the text.
    """
    return (
        run.phase != "training"
        or run.refers
        or any(
            device.phase == "training" or device.sentence_start in sentences or _ALL_TIMES.search(device.sentence)
            for device in devices
        )
    )


def _count_one(runs: list[Run]) -> None:
    """A device with an article and no number is one ("our RTX 4090"), which is understood and not stated."""
    for run in runs:
        if run.values.pop("one", None) and run.values.get("kind") and run.values.get("count") is None:
            run.values["count"] = 1
            run.derived.append("count")


def _share(runs: list[Run], devices: list[Any], sentences: list[set[int]]) -> None:
    """A run whose hardware is not named ran on what a word points back to, or on the only device of the document."""
    if len(runs) < 2:
        return
    memories: dict[str, set[float]] = {}
    for run in runs:
        if run.values.get("accelerator") and run.values.get("memory_gb"):
            memories.setdefault(run.values["accelerator"], set()).add(run.values["memory_gb"])
    known = {tuple(run.values.get(key) for key in DEVICE) for run in runs if run.values.get("kind") is not None}
    only = next(iter(known)) if len(known) == 1 else None
    machines = {tuple(run.values.get(key) for key in _HOST) for run in runs if run.values.get("kind") is not None}
    host = next(iter(machines)) if len(machines) == 1 else None
    last: Run | None = None
    for run, own in zip(runs, sentences, strict=True):
        named = memories.get(run.values.get("accelerator") or "", set())
        if len(named) == 1:
            run.fill({"memory_gb": next(iter(named))})
        if any(run.values.get(key) is not None for key in ("kind", "cpu", "cpu_count", "instance")):
            if run.refers and last is not None and _same_device(last, run):
                run.fill({key: value for key, value in last.values.items() if key in (*DEVICE, *MACHINE)})
            last = run
            continue
        if run.phase == "other":
            continue
        timed = run.values.get("hours_low") is not None or run.values.get("epoch_s_low") is not None
        if run.refers and last is not None:
            run.fill({key: value for key, value in last.values.items() if key in (*DEVICE, *MACHINE)})
        elif timed and only is not None and _may_have_run(run, own, devices):
            run.fill({key: value for key, value in zip(DEVICE, only, strict=True) if value is not None})
            if host is not None:
                run.fill({key: value for key, value in zip(_HOST, host, strict=True) if value is not None})


def _same_device(one: Run, other: Run) -> bool:
    """Whether two runs can have been on the same devices."""
    columns = ("accelerator", "kind", "count")
    return None not in (one.values.get("kind"), other.values.get("kind")) and compatible(
        {key: one.values.get(key) for key in columns}, {key: other.values.get(key) for key in columns}
    )


def _derive(setup: dict[str, Any]) -> None:
    """Device-hours from devices and hours, marked as derived; implausible machines are flagged."""
    low, high = setup["hours_low"], setup["hours_high"]
    if setup["device_hours"] is None and setup["count"] is not None and low is not None and low == high:
        setup["device_hours"] = round(setup["count"] * low, 6)
        setup["derived"].append("device_hours")
    if (setup["cpu_count"] or 1) * (setup["cores"] or 1) > 1024 and setup["cpu_count"]:
        setup["flags"].append("implausible_cores")
