"""A record's fields in one short phrase, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hwextract.records import Record

__all__ = ["describe"]


def describe(record: Record) -> str:
    """What a record says, in a few words.

    Examples
    --------
    >>> import hwextract
    >>> [describe(r) for r in hwextract.extract("Training took 2 to 3 h on two V100 (16 GB).").records]
    ['7200 to 10800 s', '2 x NVIDIA Tesla V100, 16 GB']
    """
    r: Any = record
    hedge = ("about " if r.approx else "") + (f"{r.bound} " if r.bound else "")
    if record.type == "accelerator":
        name = r.name or f"({r.kind})"
        count = f"{r.nodes} x " if r.nodes else ""
        count += f"{r.count} x " if r.count is not None else ""
        return hedge + count + name + (f", {r.memory_gb:g} GB" if r.memory_gb else "")
    if record.type == "cpu":
        parts = [f"{r.count} x {r.name or '(cpu)'}" if r.count is not None else r.name or "(cpu)"]
        parts += [f"{r.cores} cores"] if r.cores else []
        parts += [f"{r.clock_ghz:g} GHz"] if r.clock_ghz else []
        return ", ".join(parts)
    if record.type == "duration":
        span = f"{r.low_s:g}" if r.low_s == r.high_s else f"{r.low_s:g} to {r.high_s:g}"
        spread = f" ± {r.spread_s:g}" if r.spread_s else ""
        return f"{hedge}{span}{spread} s" + (f" per {r.per}" if r.per not in ("total", None) else "")
    values = {
        "memory": lambda: f"{r.gb:g} GB",
        "storage": lambda: f"{r.gb:g} GB {r.kind}",
        "cost": lambda: f"{r.amount:g} {r.currency}" + (f" per {r.per}" if r.per not in ("total", None) else ""),
        "compute": lambda: f"{r.amount:g} {(r.unit or '').replace('_', '-')}",
        "energy": lambda: f"{r.kwh:g} kWh",
        "carbon": lambda: f"{r.kg_co2e:g} kg CO2e",
        "instance": lambda: f"{r.name} ({r.provider})",
        "system": lambda: str(r.name),
    }
    return hedge + values[record.type]()
