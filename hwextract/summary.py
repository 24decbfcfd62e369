"""The document in one mapping, and the answer to the competency question."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from hwextract.catalog.products import device_of
from hwextract.expressions import guarded
from hwextract.pipeline.numbers import parse_count
from hwextract.runs import compatible, general

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hwextract.extraction import Extraction
    from hwextract.records import Hint, Record

__all__ = ["answer", "summarise"]

#: Fewer runs are no stages.
_LEAST_STAGES = 2
#: What marks the main run among several.
_FINAL = guarded(
    r"\b(?:final|main|definitive|full|production) (?:[\w-]+ )?"
    r"(?:model|models|run|training|network|version|checkpoint|configuration|classifier|detector)\b",
    re.IGNORECASE,
)
_HARDWARE = ("accelerator", "cpu", "memory", "system", "instance")
#: What nothing can be said of, and the words of an answer at most.
_UNREAD, _MOST_WORDS = ("empty", "unreadable", "not_english"), 400
#: Columns of setups that name what ran.
_MACHINE = ("kind", "cpu", "cpu_count", "system", "instance")


def _names(records: Iterable[Any], kind: str) -> list[str]:
    """The products of one type in order, without families of which a member is named."""
    names = dict.fromkeys(r.name for r in records if r.type == kind and r.name)
    return [name for name in names if not any(general(name, other) for other in names)]


def _of_machines(records: Iterable[Any]) -> list[str]:
    """The accelerators that the names of machines tell of, where no accelerator is named."""
    return list(dict.fromkeys(filter(None, map(device_of, _names(records, "system")))))


def _together(values: Iterable[Any], training: Iterable[dict[str, Any]], column: str) -> list[Any]:
    """What records say, and what setups in training have beyond it by words that point back."""
    known = list(dict.fromkeys(values))
    more = (s[column] for s in training if s[column] is not None)
    return known + [v for v in dict.fromkeys(more) if not any(v == other or general(v, other) for other in known)]


def summarise(
    records: Sequence[Record],
    setups: list[dict[str, Any]],
    hints: Sequence[Hint],
    status: str,
    *,
    note: bool = False,
) -> dict[str, Any]:
    """The summary, by columns of ``documents``; scalars are those of the main run.

    In a note on one model, all runs are stages of it, and their sum is that of the model where it is stated.
    """
    used: list[Any] = [r for r in records if r.status == "used" and r.phase == "training"]
    devices = [r for r in used if r.type == "accelerator"]
    training = [s for s in setups if s["phase"] == "training" and s["status"] == "used"]
    main = _main(training, used)
    first = _first([main, *(s for s in training if compatible(_device(main), _device(s)))] if main else [])
    if note:
        first = _only(first, training)
    hours = _hours(first, used, training, note=note)
    paid: Any = _largest([r for r in used if r.type == "cost" and r.per == "total" and r.setup is None])
    return {
        "hardware_stated": _is_stated(used, training, hints, status),
        "accelerators": _together(_names(devices, "accelerator") or _of_machines(used), training, "accelerator"),
        "accelerator_kinds": _together([r.kind for r in devices if r.kind], training, "kind"),
        "accelerator_count": first("count"),
        "memory_gb": first("memory_gb"),
        "cpus": _names(used, "cpu"),
        "ram_gb": first("ram_gb"),
        "systems": _names(used, "system"),
        "instances": _names(used, "instance"),
        "training_hours": hours.low if hours.low == hours.high else None,
        "training_hours_low": hours.low,
        "training_hours_high": hours.high,
        "device_hours": hours.of_devices,
        "cost_total": first("cost_total") if first("cost_total") is not None or paid is None else paid.amount,
        "currency": first("currency") or (paid.currency if paid is not None else None),
        "derived": ["device_hours"] if hours.derived else [],
    }


def _is_stated(
    used: Sequence[Any], training: Sequence[dict[str, Any]], hints: Sequence[Hint], status: str
) -> bool | None:
    """Whether hardware of the training is stated; not known of a text that was not read."""
    if status in _UNREAD:
        return None
    # Words that point back ("on the same card") tell of hardware of training, too, which has no record in it.
    return (
        any(r.type in _HARDWARE for r in used)
        or any(s[column] is not None for s in training for column in _MACHINE)
        or any(h.status == "used" and h.phase == "training" for h in hints)
        or any(r.type == "compute" and r.unit == "device_hours" for r in used)
    )


class _Hours(NamedTuple):
    """How long a training took, and its device-hours, which may be derived."""

    low: float | None
    high: float | None
    of_devices: float | None
    derived: bool


def _hours(first: Any, used: Sequence[Any], training: list[dict[str, Any]], *, note: bool) -> _Hours:
    """The hours of the main run; in a note, those of all stages of the training."""
    low, high, hours = first("hours_low"), first("hours_high"), first("device_hours")
    derived = any(s["device_hours"] == hours and s["derived"] for s in training)
    spent: Any = _largest([r for r in used if r.type == "compute" and r.unit == "device_hours" and r.setup is None])
    if note:
        if spent is not None and _is_sum(spent.amount, [s["device_hours"] for s in training]):
            hours = spent.amount
        whole = _of_stages(used, training)
        if whole is not None:
            low = high = whole
            count = first("count")
            hours, derived = (hours, derived) if count is None else (round(count * whole, 6), True)
        stated = {r.amount for r in used if r.type == "compute" and r.unit == "device_hours"}
        if derived and len(stated) == 1:
            hours, derived = stated.pop(), False
    if hours is None and spent is not None:
        hours = spent.amount
    return _Hours(low, high, hours, derived)


def _main(setups: list[dict[str, Any]], records: Sequence[Any]) -> dict[str, Any]:
    """The main one of several runs; no columns where there is none."""
    if len(setups) < 2:
        return setups[0] if setups else {}
    final = {r.setup for r in records if _FINAL.search(r.sentence)}
    later = _tuned(records)
    return max(setups, key=lambda setup: (setup["setup"] in final, setup["setup"] not in later, *_weight(setup)))


_PRETRAINED = re.compile(r"pre-? ?train", re.IGNORECASE)
_TUNED = re.compile(r"fine-? ?tun", re.IGNORECASE)


def _tuned(records: Sequence[Any]) -> set[int]:
    """The runs that only tune what another run has trained before."""
    cues: dict[int, list[str]] = {}
    for record in records:
        if record.setup is not None and record.phase_cue and record.phase_cue.lower() in record.sentence.lower():
            cues.setdefault(record.setup, []).append(record.phase_cue)
    if not any(_PRETRAINED.search(cue) for own in cues.values() for cue in own):
        return set()
    return {setup for setup, own in cues.items() if all(map(_TUNED.search, own))}


def _device(setup: dict[str, Any]) -> dict[str, Any]:
    return {key: setup[key] for key in ("accelerator", "kind", "count", "cpu", "instance")}


def _first(setups: list[dict[str, Any]]) -> Any:
    """Gives a column from the main run, or from the first other one on the same hardware that has it."""
    if not setups:
        return lambda _: None
    return lambda key: next((s[key] for s in setups if s[key] is not None), None)


def _only(first: Any, setups: list[dict[str, Any]]) -> Any:
    """Gives a column as ``first`` does, or the only value that the setups of a note have for it."""

    def value(key: str) -> Any:
        known = first(key)
        values = {s[key] for s in setups if s[key] is not None} if known is None else set()
        return next(iter(values)) if len(values) == 1 else known

    return value


def _is_sum(amount: float, parts: Sequence[float | None]) -> bool:
    """Whether an amount is the sum of those of several stages, of which each is known."""
    known = [part for part in parts if part is not None]
    return len(known) > 1 and len(known) == len(parts) and abs(sum(known) - amount) <= 0.02 * amount


#: What names a stage of one training, and a time that comes on top of another.
_STAGE = re.compile(
    r"\b(?:stage|phase|round)s? ?(?:\d|I{1,3}\b|one\b|two\b|three\b|[A-D]\b)"
    r"|\b(?:1st|2nd|3rd|first|second|third|fourth|final|last|initial|next) (?:\w+ )?(?:stage|phase|round)\b",
    re.IGNORECASE,
)
_STAGES = re.compile(r"\b(?P<n>two|three|four|[2-4]) (?:\w+ )?(?:stages|phases|rounds)\b", re.IGNORECASE)
_ON_TOP = re.compile(r"\b(?:another|additional|further|an extra|plus)(?: about| around)? ~?$", re.IGNORECASE)
_MORE = re.compile(r" (?:more|longer)\b")
_ADDED = re.compile(r"\b(?:additional|further|more|extra)\b", re.IGNORECASE)
#: Another number of devices behind a time: "plus 336 hours on 3072 chips".
_ON_OTHERS = re.compile(r" (?:on|with|using|across) (?:just |only )?(?P<n>\d[\d,]*|one|two|three|four|eight)\b")


def _of_stages(records: Sequence[Any], setups: Sequence[dict[str, Any]]) -> float | None:
    """The hours of a training in stages on the same devices: runs are stages by their words, or by a stated sum."""
    timed: dict[int, float] = {
        s["setup"]: s["hours_low"] for s in setups if s["hours_low"] and s["hours_low"] == s["hours_high"]
    }
    if len(timed) < _LEAST_STAGES or len({(s["accelerator"], s["count"]) for s in setups if s["setup"] in timed}) > 1:
        return None
    counts = {s["count"] for s in setups if s["setup"] in timed}
    times = [r for r in records if r.type == "duration" and r.setup in timed]
    whole = sum(timed.values())
    longest = max(timed.values())
    if len(timed) > _LEAST_STAGES and abs(whole - 2 * longest) < 1e-6:
        # One time is the sum of all others: a total, which stands on a line of its own and makes a run of its own.
        return longest
    if any(r.type == "duration" and r.setup is None and r.low_s == r.high_s == whole * 3600 for r in records):
        return whole
    stages: dict[str, float] = {}
    on_top = 0.0
    for _, group in groupby(times, key=lambda time: time.sentence_start):
        own = list(group)
        sentence = own[0].sentence
        places = [(r.start - r.sentence_start, r.end - r.sentence_start) for r in own]
        names = [list(_STAGE.finditer(sentence, a, b)) for a, b in pairwise([0, *(start for start, _ in places)])]
        if not names[0]:
            # "20 days for stage 1, 9 days for stage 2"
            starts = [*(start for start, _ in places[1:]), len(sentence)]
            names = [list(_STAGE.finditer(sentence, end, stop)) for (_, end), stop in zip(places, starts, strict=True)]
        others = (_ON_OTHERS.match(sentence, end) for _, end in places)
        if any(match and parse_count(match["n"]) not in counts for match in others):
            return None
        all_of = _STAGES.search(sentence)
        for number, (time, (start, end), name) in enumerate(zip(own, places, names, strict=True)):
            if _ON_TOP.search(sentence, 0, start) or _MORE.match(sentence, end) or _ADDED.search(sentence, start, end):
                on_top += timed[time.setup]
            elif name or (all_of and parse_count(all_of["n"]) == len(own)):
                stages.setdefault(name[-1].group().lower() if name else str(number), timed[time.setup])
    if len(stages) >= _LEAST_STAGES:
        return sum(stages.values()) + on_top
    return whole if on_top and whole - on_top == max(timed.values()) else None


def _largest(records: Sequence[Any]) -> Any:
    """The largest amount that is no run's own: a sum over several."""
    return max((r for r in records if r.amount is not None), key=lambda r: r.amount, default=None)


def _weight(setup: dict[str, Any]) -> tuple[float, float]:
    """How much of a run a setup is: device-hours, then devices."""
    return (setup["device_hours"] or 0.0, float(setup["count"] or 0))


#: Characters of evidence that are quoted on each side of a mention.
AROUND = 120


def _quotes(records: Sequence[Record]) -> list[str]:
    """The evidence of records, in quotation marks: sentences, of long ones what is near the mentions."""
    spans: list[list[Any]] = []
    for record in records:
        start = max(record.sentence_start, record.start - AROUND)
        end = min(record.sentence_end, record.end + AROUND)
        if spans and spans[-1][0] == record.sentence_start and start <= spans[-1][2]:
            spans[-1][2] = max(end, spans[-1][2])
        else:
            spans.append([record.sentence_start, start, end, record])
    quotes = []
    for sentence_start, start, end, record in spans:
        left = "" if start == sentence_start else "... "
        right = "" if end == record.sentence_end else " ..."
        words = record.sentence[start - sentence_start : end - sentence_start].split()
        quotes.append(f'"{left}{" ".join(words[bool(left) : len(words) - bool(right)])}{right}"')
    return list(dict.fromkeys(quotes))


def _named(name: str | None, kind: str) -> str:
    """A product in words; a maker alone names none.

    Examples
    --------
    >>> _named("NVIDIA A100", "gpu"), _named("Intel", "cpu"), _named(None, "gpu")
    ('NVIDIA A100', 'Intel CPU', 'GPU')
    """
    if name is None:
        return kind.upper()
    return name if " " in name else f"{name} {kind.upper()}"


def _counted(count: int | None, name: str | None, kind: str) -> str:
    """So many devices in words.

    Examples
    --------
    >>> _counted(8, "NVIDIA A100", "gpu"), _counted(1, None, "gpu"), _counted(None, None, "tpu")
    ('8 NVIDIA A100', '1 GPU', 'TPUs')
    """
    words = _named(name, kind) + ("s" if count != 1 and " " not in (name or "") else "")
    return words if count is None else f"{count} {words}"


def _processors(setup: dict[str, Any]) -> str | None:
    """The CPUs of a setup in words, or None where it says nothing of them."""
    count, cores = setup["cpu_count"], setup["cores"]
    if setup["cpu"] is None and count is None and cores is None:
        return None
    many = count is not None and count > 1
    words = _counted(count, setup["cpu"], "cpu") if many else _named(setup["cpu"], "cpu")
    return words + ("" if cores is None else f" ({cores} cores{' each' if many else ''})")


def _describe(record: Any) -> str:
    """What a record names, in words; a number only of several."""
    if record.type in ("accelerator", "cpu"):
        count = (record.count or 1) * (getattr(record, "nodes", None) or 1)
        return _counted(count if count > 1 else None, record.name, getattr(record, "kind", None) or record.type)
    if record.type in ("memory", "storage"):
        return f"{record.gb:g} GB {'RAM' if record.type == 'memory' else 'of storage'}"
    return str(record.name)


def answer(result: Extraction) -> str:
    """The answer to the competency question, from records and hints alone."""
    if result.status in _UNREAD:
        return f"Answer: The text cannot be read ({result.status.replace('_', ' ')}), so nothing can be said."
    text = " ".join(["Answer:", *_stated(result), *_doubts(result), *_not_used(result)])
    words = text.split()
    return text if len(words) <= _MOST_WORDS else " ".join(words[: _MOST_WORDS - 2]) + " ..."


def _stated(result: Extraction) -> Iterator[str]:
    """What the text states of hardware used for training, with the evidence; or that it states nothing."""
    used = [r for r in result.records if r.status == "used" and r.phase == "training" and r.type in _HARDWARE]
    runs = [setup for setup in result.setups if setup["phase"] == "training"]
    named = list(dict.fromkeys(_equipment(used, runs)))
    if named:
        numbers = {setup["setup"] for setup in runs}
        # What words point back to ("on the same card") is quoted with them.
        own = [r for r in result.records if r.status == "used"]
        evidence = used or [r for r in own if r.setup in numbers or r.type in ("accelerator", "cpu")]
        yield f"The text states that this hardware was used for training: {'; '.join(named)}."
        if not any(r.type == "accelerator" for r in evidence):
            yield "Accelerators such as GPUs or TPUs are not stated to have been used."
        yield "Evidence: " + " ".join(_quotes(evidence)[:4])
        return
    hint = next((h for h in result.hints if h.status == "used" and h.phase == "training"), None)
    if hint is None:
        yield "The hardware used for training is not stated in the text."
    else:
        yield f'The text names no device, but it tells of hardware: "{" ".join(hint.sentence.split())[:220]}"'


def _equipment(used: Sequence[Any], runs: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The devices and processors of runs, and what records name of the machines around them."""
    yield from (_counted(setup["count"], setup["accelerator"], setup["kind"]) for setup in runs if setup["kind"])
    processors = [words for words in map(_processors, runs) if words is not None]
    yield from processors or (["CPUs"] if any(r.type == "cpu" for r in used) else [])
    for kind in ("instance", "system", "memory"):
        yield from (_describe(r) for r in used if r.type == kind and (kind == "memory" or r.name))


def _doubts(result: Extraction) -> Iterator[str]:
    """What the text contradicts itself about."""
    flags = dict.fromkeys(flag for setup in result.setups for flag in setup["flags"] if setup["phase"] == "training")
    doubts = [flag.removeprefix("contradicting_").replace("_", " ") for flag in flags if "contradicting_" in flag]
    if doubts:
        yield f"The text contradicts itself about: {', '.join(doubts)}."


def _not_used(result: Extraction) -> Iterator[str]:
    """What the text says was not used, and what it only mentions: other products, and kinds of which none was used."""
    negated = [r for r in result.records if r.status == "negated" and r.type in (*_HARDWARE, "storage")]
    if negated:
        yield f"Explicitly not used: {'; '.join(dict.fromkeys(map(_describe, negated)))}."
    used: list[Any] = [r for r in result.records if r.status == "used" and r.phase == "training"]
    own = {name for r in used for name in (getattr(r, "name", None), _kind(r))}
    others: list[Any] = [r for r in result.records if r.status == "background" and r.type in _HARDWARE]
    names = (getattr(r, "name", None) or _kind(r) for r in others)
    general = dict.fromkeys(name for name in names if name not in own)
    if general:
        yield f"Mentioned only in general, not as used: {'; '.join(general)}."


def _kind(record: Any) -> str:
    """What a record is one of, in the plural."""
    return f"{(getattr(record, 'kind', None) or record.type).upper()}s"
