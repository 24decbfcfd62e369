"""What records say, in short phrases for people; and text that is safe to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hwextract.records import Record

__all__ = ["describe", "visible"]

#: Characters that steer a terminal, turn the direction of what follows, or cannot be encoded.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""A text on one line, with U+FFFD for what would steer a terminal or a page instead of being shown.

    Examples
    --------
    >>> visible("V100\n  GPU \x1b[31m")
    'V100 GPU �[31m'
    """
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))


def describe(record: Record) -> str:
    """What a record says, in a few words.

    Examples
    --------
    >>> import hwextract
    >>> [describe(r) for r in hwextract.extract("Training took 2 to 3 h on two V100 (16 GB).").records]
    ['2 to 3 h', '2 x NVIDIA Tesla V100, 16 GB']
    """
    r: Any = record
    hedge = ("about " if r.approx else "") + (f"{r.bound} " if r.bound else "")
    return hedge + str(_PHRASES[record.type](r))


def _accelerator(r: Any) -> str:
    count = "".join(f"{number} x " for number in (r.nodes, r.count) if number is not None)
    return count + (r.name or f"({r.kind or r.type})") + ("" if r.memory_gb is None else f", {r.memory_gb:g} GB")


def _cpu(r: Any) -> str:
    parts = [("" if r.count is None else f"{r.count} x ") + (r.name or "(cpu)")]
    parts += [] if r.cores is None else [f"{r.cores} cores"]
    parts += [] if r.clock_ghz is None else [f"{r.clock_ghz:g} GHz"]
    return ", ".join(parts)


def _duration(r: Any) -> str:
    if r.low_s is None:
        return _per(r)
    high = r.low_s if r.high_s is None else r.high_s
    unit, seconds = ("h", 3600) if max(r.low_s, high) >= 3600 else ("s", 1)
    ends = dict.fromkeys(f"{end / seconds:g}" for end in (r.low_s, high))
    spread = "" if r.spread_s is None else f" ± {r.spread_s / seconds:g}"
    return f"{' to '.join(ends)}{spread} {unit}{_per(r)}"


def _per(r: Any) -> str:
    return "" if r.per in ("total", None) else f" per {r.per}"


def _amount(value: float | None, unit: str | None) -> str:
    return " ".join(part for part in ("" if value is None else f"{value:g}", unit) if part)


_PHRASES: dict[str, Any] = {
    "accelerator": _accelerator,
    "cpu": _cpu,
    "memory": lambda r: _amount(r.gb, "GB"),
    "storage": lambda r: _amount(r.gb, "GB") + (f" {r.kind}" if r.kind else ""),
    "system": lambda r: r.name or f"({r.kind or r.type})",
    "instance": lambda r: (r.name or "(instance)") + (f" ({r.provider})" if r.provider else ""),
    "cost": lambda r: _amount(r.amount, r.currency) + _per(r),
    "duration": _duration,
    "compute": lambda r: _amount(r.amount, (r.unit or "").replace("_", "-")),
    "energy": lambda r: _amount(r.kwh, "kWh"),
    "carbon": lambda r: _amount(r.kg_co2e, "kg CO2e"),
}
