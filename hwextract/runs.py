"""Runs in the making: what is said of one, by column, and whether more can be true of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hwextract.records import Phase

__all__ = ["DEVICE", "MACHINE", "TIMES", "Item", "Run", "adds_up", "compatible", "general", "narrows", "same_product"]

#: Columns that tell of the machine around the devices, and of the devices.
MACHINE = ("cpu", "cpu_count", "cores", "ram_gb", "system", "instance", "price_per_hour", "currency")
DEVICE = ("accelerator", "kind", "count", "memory_gb", "one")
#: Columns in which two values mean two runs, and how far two numbers may differ and still be one value.
_SPLITS = {"count": 0.0, "hours_low": 0.03, "epoch_s_low": 0.03, "device_hours": 0.03}
TIMES = ("hours_low", "epoch_s_low")


@dataclass(slots=True)
class Item:
    """Something said of a run, by column, at a place of the text."""

    start: int
    end: int
    facts: dict[str, Any]
    phase: Phase
    record_id: int | None = None
    #: Whether the number of devices is one of all nodes already.
    nodes: bool = False
    #: The number of devices of each node, where there are several.
    per: int | None = None
    #: Whether its own words say that the number is that of each node.
    on_each: bool = False
    #: Whether the number is that of each node, of which the text does not tell the number here.
    each: bool = False
    #: Whether the number is a part of devices that the text has named ("two of the GPUs").
    part: bool = False
    #: Whether words say that the device is the one of before ("the same A100").
    same: bool = False
    #: Whether the phase was taken over from a sentence before.
    taken_over: bool = False
    #: The words that point at a run, and the number of the pair in a list ("3 and 5 h, respectively").
    pointer: str | None = None
    pair: int | None = None
    #: Whether the number is one of cores.
    cores: bool = False
    #: Whether its sentence gives it a time of a sample of its own: "12 ms on a T4 and 85 ms on a CPU".
    apart: bool = False
    #: Whether its sentence thanks for it; what was given need not stand in the machine that the text described.
    given: bool = False


@dataclass(slots=True)
class Run:
    """A setup in the making."""

    phase: Phase
    values: dict[str, Any] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)
    support: list[list[Any]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    #: Columns for which the text gives two values and does not say which is right.
    undecided: set[str] = field(default_factory=set)
    #: Columns of the machine that were said before any device was.
    shared: dict[str, Any] = field(default_factory=dict)
    #: Whether something in the text refers to hardware that was named before.
    refers: bool = False
    #: Whether the number of devices is that of each node, of which the number is not known yet.
    each: bool = False
    #: Whether the number of devices is one of their cores.
    cores: bool = False
    #: Columns of which the value is a sum that some words give.
    sums: set[str] = field(default_factory=set)
    #: Columns that were computed or understood, not stated.
    derived: list[str] = field(default_factory=list)

    def fill(self, facts: dict[str, Any]) -> None:
        """Take what is not known yet; a product's own name replaces its family's, a time the range that it is in."""
        if None not in (self.values.get("hours_low"), facts.get("hours_low")) and narrows(self.values, facts):
            del self.values["hours_low"], self.values["hours_high"]
        for key, value in facts.items():
            if key in self.undecided:
                continue
            known = self.values.get(key)
            if known is None or (key in ("accelerator", "cpu") and general(known, value)):
                self.values[key] = value

    def overwrite(self, facts: dict[str, Any]) -> None:
        """Take what is said, whatever was said before."""
        self.values.update(facts)
        self.flags.append("corrected")

    def doubt(self, facts: dict[str, Any]) -> None:
        """Give up the columns in which the text contradicts itself."""
        for key, value in facts.items():
            known = self.values.get(key)
            if known is not None and known != value:
                self.undecided.add(key)
        if "hours_low" in self.undecided or "hours_high" in self.undecided:
            self.undecided |= {"hours_low", "hours_high"}
        for key in self.undecided:
            self.values.pop(key, None)
        self.fill(facts)
        names = {key.removesuffix("_low").removesuffix("_high") for key in self.undecided}
        self.flags += [f"contradicting_{name}" for name in sorted(names)]


#: A name that ends in the number of a model is no family's.
_MODEL = re.compile(r"\d\w*\d\w*$|[A-Z]\d+$")


def general(family: str, name: str) -> bool:
    """Whether a name is a family that another belongs to.

    Examples
    --------
    >>> general("NVIDIA", "NVIDIA A100"), general("NVIDIA A100", "NVIDIA A10")
    (True, False)
    >>> general("AMD Ryzen 7", "AMD Ryzen 7 3700X"), general("NVIDIA GeForce GTX 1080", "NVIDIA GeForce GTX 1080 Ti")
    (True, False)
    """
    return name.startswith(family + " ") and not _MODEL.search(family)


def same_product(one: str, other: str) -> bool:
    """Whether two names can be those of one product: one may be its family's.

    Examples
    --------
    >>> same_product("NVIDIA A100", "NVIDIA"), same_product("NVIDIA A100", "NVIDIA A10")
    (True, False)
    """
    return one == other or general(one, other) or general(other, one)


def compatible(known: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Whether what is said can be true of a run of which something is known.

    Examples
    --------
    >>> compatible({"accelerator": "NVIDIA A100", "count": 8}, {"count": 8, "memory_gb": 80})
    True
    >>> compatible({"accelerator": "NVIDIA A100", "hours_low": 3}, {"accelerator": "NVIDIA T4"})
    False
    """
    for key, slack in _SPLITS.items():
        one, other = known.get(key), facts.get(key)
        if one is not None and other is not None and abs(one - other) > slack * max(one, other):
            if key == "hours_low" and narrows(known, facts):
                continue
            return False
    if not _possible(known, facts):
        return False
    names = [("accelerator", True), ("cpu", known.get("kind") is None and facts.get("kind") is None)]
    for key, counts in names:
        one, other = known.get(key), facts.get(key)
        if counts and one is not None and other is not None and not same_product(one, other):
            return False
    return all(
        known.get(key) is None or facts.get(key) is None or known[key] == facts[key] for key in ("kind", "instance")
    )


def narrows(known: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Whether a time is one of a range that was given before.

    Examples
    --------
    >>> narrows({"hours_low": 5, "hours_high": 7}, {"hours_low": 6, "hours_high": 6})
    True
    """
    low, high, hours = known["hours_low"], known.get("hours_high"), facts["hours_low"]
    return high is not None and low < high and hours == facts.get("hours_high") and low <= hours <= high


def _possible(known: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Whether so many devices in so many hours can make so many device-hours, or about so many."""
    count, hours, spent = (facts.get(key, known.get(key)) for key in ("count", "hours_low", "device_hours"))
    return count is None or hours is None or spent is None or spent / 1.6 <= count * hours <= 1.25 * spent


def adds_up(known: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Whether device-hours that were worked out are those of a run of which devices and hours are known.

    Examples
    --------
    >>> adds_up({"count": 8, "hours_low": 3}, {"device_hours": 24})
    True
    """
    count, hours, spent = known.get("count"), known.get("hours_low"), facts.get("device_hours")
    return count is None or hours is None or spent is None or 0.9 * count * hours <= spent <= 1.1 * count * hours
