"""The typed records: one per mention, one class per type.

This module is the data contract. `hwextract.tables` lays the same fields out in columns; no other module repeats
a list of fields. Units are part of a field's name (``gb``, ``clock_ghz``, ``low_s``); null (None) means that the
text does not say.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from hwextract.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pint

__all__ = [
    "RECORD_TYPES",
    "Accelerator",
    "Carbon",
    "Certainty",
    "Compute",
    "Cost",
    "Cpu",
    "Duration",
    "Energy",
    "Hint",
    "Instance",
    "Memory",
    "Phase",
    "Record",
    "Status",
    "Storage",
    "System",
    "fill_in_setup",
    "from_dict",
]

Status = Literal["used", "negated", "background"]
Phase = Literal["training", "inference", "other"]
Certainty = Literal["high", "medium", "low"]


def _field(doc: str, default: Any = None) -> Any:
    """A dataclass field with its documentation, from which tables and docs are made."""
    return dataclasses.field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every mention has: its place, its evidence, and what was decided about it.

    Examples
    --------
    >>> import hwextract
    >>> record = hwextract.extract("We trained on two NVIDIA V100 GPUs.").records[0]
    >>> record.text, record.name, record.count, record.status, record.phase
    ('NVIDIA V100 GPUs', 'NVIDIA Tesla V100', 2, 'used', 'training')
    """

    type: ClassVar[str] = "record"

    doc_id: str = _field("the document", "")
    record_id: int = _field("number of the record within its document, from 0 in order of place", 0)
    text: str = _field("the mention, exactly as the source has it", "")
    start: int = _field("where the mention starts, in characters of the source", 0)
    end: int = _field("where the mention ends, in characters of the source (exclusive)", 0)
    status: Status = _field("used, negated (said not to have been used) or background (anything else)", "used")
    cue: str | None = _field("the words that decided the status; null where nothing spoke against `used`")
    phase: Phase = _field("training, inference or other", "training")
    phase_cue: str | None = _field("the words that decided the phase")
    sentence: str = _field("the evidence: the sentence around the mention", "")
    sentence_start: int = _field("where the sentence starts, in characters of the source", 0)
    sentence_end: int = _field("where the sentence ends, in characters of the source (exclusive)", 0)
    section: str | None = _field("heading of the section, where the source has one")
    page: int | None = _field("page, from 1, where the source has pages")
    rule: str = _field("id of the pattern or grammar that found the mention", "")
    certainty: Certainty = _field("high, medium or low, by the kind of rule: the order in which to review", "high")
    setup: int | None = _field("number of the setup that the record belongs to")
    approx: bool = _field('whether the quantity is marked as approximate ("about", "~")', False)
    bound: str | None = _field("<, <=, > or >= where the text bounds the quantity instead of giving it")
    flags: tuple[str, ...] = _field("what does not fit, as short codes", ())

    def to_dict(self) -> dict[str, Any]:
        """One flat dict: ``type`` and every field of the record's type, in the order of the contract."""
        out: dict[str, Any] = {"type": self.type}
        for f in dataclasses.fields(self):
            value = getattr(self, f.name)
            out[f.name] = list(value) if isinstance(value, tuple) else value
        return out

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The record's quantity as a `pint.Quantity`, or None where it has none.

        A range gives its lower end; see `Duration.high`. Devices give their count in ``device``.
        """
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Product(Record):
    """A record that names a product, with what the catalogue knows of it kept apart from what the text states."""

    name: str | None = _field("canonical product name; null for a bare class word")
    vendor: str | None = _field("maker of the product")
    catalog_id: str | None = _field("row of the catalogue; null where the product is not in it")
    catalog_memory_gb: float | None = _field("catalogue: memory in GB")
    catalog_tdp_w: float | None = _field("catalogue: thermal design power in watts")
    catalog_cores: int | None = _field("catalogue: cores of the CPU")
    catalog_vcpus: int | None = _field("catalogue: vCPUs of the instance")
    catalog_accelerator: str | None = _field("catalogue: accelerator of the instance")
    catalog_accelerator_count: int | None = _field("catalogue: number of accelerators of the instance")
    catalog_release_date: str | None = _field("catalogue: release date, ISO 8601")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerator(_Product):
    """A GPU, TPU, NPU, IPU, FPGA or the like."""

    type: ClassVar[str] = "accelerator"

    kind: str | None = _field("gpu, tpu, npu, ipu, fpga or other")
    count: int | None = _field("devices stated at this mention (per node where `nodes` is given)")
    nodes: int | None = _field("nodes that hold `count` devices each")
    memory_gb: float | None = _field("memory of one device in GB")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The count, in ``device``."""
        return _quantity(self.count, "device")

    @property
    def memory(self) -> pint.Quantity[Any] | None:
        """Memory of one device, in gigabytes."""
        return _quantity(self.memory_gb, "gigabyte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cpu(_Product):
    """A processor."""

    type: ClassVar[str] = "cpu"

    count: int | None = _field("physical CPUs")
    cores: int | None = _field("cores per CPU (vCPUs are cores)")
    clock_ghz: float | None = _field("clock frequency in GHz")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The count, in ``device``."""
        return _quantity(self.count, "device")

    @property
    def clock(self) -> pint.Quantity[Any] | None:
        """The clock frequency, in gigahertz."""
        return _quantity(self.clock_ghz, "gigahertz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory(Record):
    """Main memory (RAM) of a machine."""

    type: ClassVar[str] = "memory"

    gb: float | None = _field("size in GB")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The size, in gigabytes."""
        return _quantity(self.gb, "gigabyte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage(Record):
    """Disk, SSD or card of a machine that computes."""

    type: ClassVar[str] = "storage"

    gb: float | None = _field("size in GB")
    kind: str | None = _field("ssd, hdd, nvme or other")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The size, in gigabytes."""
        return _quantity(self.gb, "gigabyte")


@dataclass(frozen=True, slots=True, kw_only=True)
class System(_Product):
    """A named machine or platform that computes."""

    type: ClassVar[str] = "system"

    kind: str | None = _field("cloud, service, supercomputer, cluster, server, workstation, laptop, board or phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance(_Product):
    """A type of cloud instance (virtual machine)."""

    type: ClassVar[str] = "instance"

    provider: str | None = _field("aws, azure, gcp or other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(Record):
    """Money for computing or hardware."""

    type: ClassVar[str] = "cost"

    amount: float | None = _field("amount in `currency`")
    currency: str | None = _field("ISO 4217 code")
    per: str | None = _field("hour, month, device, total or other")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The amount in its currency; currencies are never converted."""
        return _quantity(self.amount, self.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Record):
    """How long a computation took."""

    type: ClassVar[str] = "duration"

    low_s: float | None = _field("seconds, lower end")
    high_s: float | None = _field("seconds, upper end (equal to `low_s` unless the text gives a range)")
    spread_s: float | None = _field('seconds after the sign of "9.6 ± 1.2 h"')
    per: str | None = _field("total, epoch, step, sample or other")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The lower end, in seconds."""
        return _quantity(self.low_s, "second")

    @property
    def high(self) -> pint.Quantity[Any] | None:
        """The upper end, in seconds."""
        return _quantity(self.high_s, "second")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compute(Record):
    """An amount of computing."""

    type: ClassVar[str] = "compute"

    amount: float | None = _field("amount in `unit`")
    unit: str | None = _field("device_hours or flop")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The amount, in ``device * hour`` or ``operation``."""
        return _quantity(self.amount, {"device_hours": "device * hour", "flop": "operation"}.get(self.unit or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Energy(Record):
    """Electrical energy."""

    type: ClassVar[str] = "energy"

    kwh: float | None = _field("energy in kWh")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The energy, in kilowatt hours."""
        return _quantity(self.kwh, "kilowatt_hour")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carbon(Record):
    """Emissions."""

    type: ClassVar[str] = "carbon"

    kg_co2e: float | None = _field("kilograms of CO2 equivalents")

    @property
    def quantity(self) -> pint.Quantity[Any] | None:
        """The mass of CO2 equivalents, in kilograms."""
        return _quantity(self.kg_co2e, "kilogram")


@dataclass(frozen=True, slots=True)
class Hint:
    """Words that tell of hardware without naming a thing ("trained using GPU acceleration")."""

    text: str
    start: int
    end: int
    kind: str
    status: Status
    phase: Phase
    sentence: str
    sentence_start: int
    sentence_end: int

    def to_dict(self) -> dict[str, Any]:
        """The hint as a flat dict."""
        return dataclasses.asdict(self)


#: The record class of every type, in the order of the contract.
RECORD_TYPES: dict[str, type[Record]] = {
    cls.type: cls
    for cls in (Accelerator, Cpu, Memory, Storage, System, Instance, Cost, Duration, Compute, Energy, Carbon)
}


def fill_in_setup(record: Record, setup: int) -> None:
    """Complete a record with the number of its setup, which is known once all records of its document are there.

    For the maker of records, before anybody else has seen them; whoever has got one takes `dataclasses.replace`.
    """
    # A copy would cost as much as the record itself.
    object.__setattr__(record, "setup", setup)


def from_dict(row: Mapping[str, Any]) -> Record:
    """The record that `Record.to_dict` made ``row`` from.

    Raises
    ------
    ColumnError
        If ``row["type"]`` is no record type, or a key is no field of that type.
    """
    fields = dict(row)
    kind = str(fields.pop("type", None))
    if kind not in RECORD_TYPES:
        raise ColumnError("record type", kind, tuple(RECORD_TYPES))
    cls = RECORD_TYPES[kind]
    known = tuple(f.name for f in dataclasses.fields(cls))
    for name in fields:
        if name not in known:
            raise ColumnError(f"field of {kind}", name, known)
    if "flags" in fields:
        fields["flags"] = tuple(fields["flags"])
    return cls(**fields)


def _quantity(value: float | None, unit: str | None) -> pint.Quantity[Any] | None:
    if value is None or unit is None:
        return None
    from hwextract.units import quantity

    return quantity(value, unit)
