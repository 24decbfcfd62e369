"""Setups: which records belong together, in one way of running each."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from hwextract.tables import SETUPS

if TYPE_CHECKING:
    from hwextract.records import Record

__all__ = ["build_setups"]


def _new(doc_id: str, phase: str) -> dict[str, Any]:
    setup = dict.fromkeys((column.name for column in SETUPS), None)
    return {
        **setup,
        "doc_id": doc_id,
        "phase": phase,
        "status": "used",
        "flags": [],
        "support": [],
        "record_ids": [],
        "derived": [],
    }


def _facts(record: Record) -> dict[str, Any]:
    """What a record says of its setup, by column."""
    r: Any = record
    if record.type == "accelerator":
        count = r.count * (r.nodes or 1) if r.count is not None else None
        return {"accelerator": r.name, "kind": r.kind, "count": count, "memory_gb": r.memory_gb}
    if record.type == "cpu":
        return {"cpu": r.name, "cpu_count": r.count, "cores": r.cores}
    if record.type == "memory":
        return {"ram_gb": r.gb}
    if record.type in ("system", "instance"):
        return {record.type: r.name}
    if record.type == "duration":
        if r.per == "total":
            return {"hours_low": r.low_s / 3600, "hours_high": r.high_s / 3600}
        if r.per == "epoch":
            return {"epoch_s_low": r.low_s, "epoch_s_high": r.high_s}
    if record.type == "compute" and r.unit == "device_hours":
        return {"device_hours": r.amount}
    if record.type == "cost":
        return (
            {"price_per_hour" if r.per == "hour" else "cost_total": r.amount, "currency": r.currency}
            if r.per in ("hour", "total")
            else {}
        )
    return {}


#: Columns in which two values mean two setups; the others keep the first value.
_SPLITS = ("accelerator", "count", "hours_low", "epoch_s_low")


def build_setups(
    doc_id: str, text: str, records: list[Record], counters: list[tuple[int, int, int, str]]
) -> tuple[list[dict[str, Any]], dict[int, int]]:
    """The setups of a document, and the setup of each record by its id.

    Records of one phase are gathered in order of place; a value that contradicts what the setup has starts the
    next one, which keeps what was said of the hardware where nothing contradicts it.
    """
    setups: list[dict[str, Any]] = []
    belongs: dict[int, int] = {}
    current: dict[str, dict[str, Any]] = {}
    for record in records:
        facts = {k: v for k, v in _facts(record).items() if v is not None}
        if record.status != "used" or not facts:
            continue
        setup = current.get(record.phase)
        if setup is None:
            setup = current[record.phase] = _new(doc_id, record.phase)
            setups.append(setup)
        elif _contradicts(setup, facts):
            old = setup
            setup = current[record.phase] = _new(doc_id, record.phase)
            if "accelerator" not in facts or old["accelerator"] in (None, facts["accelerator"]):
                for key in (
                    "accelerator",
                    "kind",
                    "memory_gb",
                    *(("count",) if "count" not in facts else ()),
                    "cpu",
                    "cpu_count",
                    "cores",
                    "ram_gb",
                    "system",
                    "instance",
                    "price_per_hour",
                    "currency",
                ):
                    setup[key] = old[key]
            setups.append(setup)
        for key, value in facts.items():
            if setup[key] is None:
                setup[key] = round(value, 6) if isinstance(value, float) else value
        setup["record_ids"].append(record.record_id)
        belongs[record.record_id] = len(setups) - 1
    _name_bare_devices(setups, records)
    for number, setup in enumerate(setups):
        setup["setup"] = number
    _add_counters(setups, records, belongs, counters)
    for setup in setups:
        _derive(setup)
    return setups, belongs


def _add_counters(
    setups: list[dict[str, Any]],
    records: list[Record],
    belongs: dict[int, int],
    counters: list[tuple[int, int, int, str]],
) -> None:
    """Epochs and steps to the training setup of the record that stands nearest in their sentence."""
    by_sentence: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        if record.record_id in belongs:
            by_sentence.setdefault((record.sentence_start, record.sentence_end), []).append(record)
    sentences = sorted(by_sentence)
    for start, end, count, column in counters:
        at = bisect_right(sentences, (start, float("inf"))) - 1
        if at < 0 or start >= sentences[at][1]:
            continue
        nearest = min(by_sentence[sentences[at]], key=lambda r: abs(r.start - start))
        setup = setups[belongs[nearest.record_id]]
        if setup[column] is None and setup["phase"] == "training":
            setup[column] = count
            setup["support"].append([start, end, column])


def _name_bare_devices(setups: list[dict[str, Any]], records: list[Record]) -> None:
    """A bare "GPU" is the one that the document names, where it names just one of its kind."""
    used: list[Any] = [r for r in records if r.type == "accelerator" and r.status == "used"]
    names: dict[str, set[str]] = {}
    for record in used:
        if record.name and record.kind:
            names.setdefault(record.kind, set()).add(record.name)
    for setup in setups:
        named = names.get(setup["kind"], set())
        if setup["accelerator"] is None and len(named) == 1:
            setup["accelerator"] = next(iter(named))
    _share_the_only_device(setups)


def _share_the_only_device(setups: list[dict[str, Any]]) -> None:
    """A run whose device is not named ran on the one that the document names, where it names just one."""
    device = ("accelerator", "kind", "count", "memory_gb")
    known = {tuple(setup[key] for key in device) for setup in setups if setup["kind"] is not None}
    if len(known) != 1:
        return
    for setup in setups:
        timed = setup["hours_low"] is not None or setup["epoch_s_low"] is not None
        if timed and setup["kind"] is None and setup["cpu"] is None and setup["instance"] is None:
            setup.update(zip(device, next(iter(known)), strict=True))


def _contradicts(setup: dict[str, Any], facts: dict[str, Any]) -> bool:
    return any(key in facts and setup[key] is not None and setup[key] != facts[key] for key in _SPLITS)


def _derive(setup: dict[str, Any]) -> None:
    """Device-hours from devices and hours, marked as derived; implausible machines are flagged."""
    low, high = setup["hours_low"], setup["hours_high"]
    if setup["device_hours"] is None and setup["count"] is not None and low is not None and low == high:
        setup["device_hours"] = round(setup["count"] * low, 6)
        setup["derived"].append("device_hours")
    if (setup["cpu_count"] or 1) * (setup["cores"] or 1) > 1024 and setup["cpu_count"]:
        setup["flags"].append("implausible_cores")
