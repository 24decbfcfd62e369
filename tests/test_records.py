"""The typed records: fields, dicts, quantities."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Any

import pytest

import hwextract
from hwextract.errors import ColumnError
from hwextract.records import (
    RECORD_TYPES,
    Accelerator,
    Carbon,
    Compute,
    Cost,
    Cpu,
    Duration,
    Energy,
    Instance,
    Memory,
    Record,
    Storage,
    System,
    fill_in_setup,
    from_dict,
)

TYPES = "accelerator cpu memory storage system instance cost duration compute energy carbon".split()
each_type = pytest.mark.parametrize("kind", TYPES)
FULL = "We trained on AWS (p3.2xlarge, 8 vCPUs) with two V100 GPUs, an Intel Xeon Gold 6248 CPU, 64 GB RAM and a 1 TB SSD. Training took 3 h, 28 kWh, 3 kg of CO2e, 600 GPU hours and 310 USD."


def test_types() -> None:
    assert list(RECORD_TYPES) == TYPES
    assert all(cls.type == kind for kind, cls in RECORD_TYPES.items())


@each_type
def test_every_field_is_documented(kind: str) -> None:
    assert RECORD_TYPES[kind].__doc__
    for field in dataclasses.fields(RECORD_TYPES[kind]):
        assert field.metadata["doc"], field.name


@each_type
def test_dict_and_back(kind: str) -> None:
    record = RECORD_TYPES[kind](doc_id="a", text="x", start=3, end=4, flags=("odd", "new"), bound="<")
    row = record.to_dict()
    assert list(row) == ["type", *(field.name for field in dataclasses.fields(record))]
    assert row["type"] == kind
    assert row["flags"] == ["odd", "new"]
    assert from_dict(row) == record
    assert type(from_dict(row)) is type(record)
    assert pickle.loads(pickle.dumps(record)) == record


def test_every_type_is_found_in_text() -> None:
    result = hwextract.extract(FULL)
    assert {record.type for record in result.records} == set(TYPES)
    for record in result.records:
        assert from_dict(record.to_dict()) == record
        if record.type not in ("system", "instance"):
            assert record.quantity is not None or record.type in ("cpu", "accelerator")


@pytest.mark.parametrize("row", [{}, {"type": None}, {"type": "toaster"}, {"type": "record"}])
def test_unknown_type(row: dict[str, Any]) -> None:
    with pytest.raises(ColumnError) as caught:
        from_dict(row)
    assert caught.value.what == "record type"
    assert caught.value.known == tuple(TYPES)
    assert "accelerator" in str(caught.value)


def test_unknown_field() -> None:
    with pytest.raises(ColumnError, match="clock_ghz") as caught:
        from_dict({"type": "memory", "clock_ghz": 3.0})
    assert caught.value.name == "clock_ghz"
    assert caught.value.what == "field of memory"
    assert "gb" in caught.value.known


def test_missing_fields_have_their_defaults() -> None:
    record = from_dict({"type": "memory"})
    assert isinstance(record, Memory)
    assert (record.gb, record.status, record.flags) == (None, "used", ())


@pytest.mark.parametrize(
    ("record", "magnitude", "unit"),
    [
        (Accelerator(count=2), 2, "device"),
        (Cpu(count=32), 32, "device"),
        (Memory(gb=16.0), 16.0, "gigabyte"),
        (Storage(gb=1000.0), 1.0, "terabyte"),
        (Cost(amount=310.0, currency="USD"), 310.0, "USD"),
        (Cost(amount=5.0, currency="PLN"), 5.0, "PLN"),
        (Duration(low_s=5400.0, high_s=7200.0), 1.5, "hour"),
        (Compute(amount=1200.0, unit="device_hours"), 1200.0, "device * hour"),
        (Compute(amount=1e20, unit="flop"), 1e20, "operation"),
        (Energy(kwh=2.0), 7.2, "megajoule"),
        (Carbon(kg_co2e=1500.0), 1.5, "metric_ton"),
    ],
    ids=lambda value: value.type if isinstance(value, Record) else None,
)
def test_quantity(record: Record, magnitude: float, unit: str) -> None:
    quantity = record.quantity
    assert quantity is not None
    assert quantity.to(unit).magnitude == pytest.approx(magnitude)


@each_type
def test_no_quantity(kind: str) -> None:
    assert RECORD_TYPES[kind]().quantity is None


def test_names_have_no_quantity() -> None:
    assert System(name="Summit").quantity is None
    assert Instance(name="p3.2xlarge").quantity is None


def test_further_quantities() -> None:
    memory = Accelerator(memory_gb=32.0).memory
    clock = Cpu(clock_ghz=2.5).clock
    high = Duration(low_s=60.0, high_s=120.0).high
    assert memory is not None
    assert clock is not None
    assert high is not None
    assert memory.to("megabyte").magnitude == pytest.approx(32000)
    assert clock.to("megahertz").magnitude == pytest.approx(2500)
    assert high.to("minute").magnitude == pytest.approx(2)
    assert Accelerator().memory is None
    assert Cpu().clock is None
    assert Duration().high is None


def test_devices_and_bytes_do_not_mix() -> None:
    import pint

    count, memory = Accelerator(count=2).quantity, Accelerator(memory_gb=32.0).memory
    assert count is not None
    assert memory is not None
    with pytest.raises(pint.DimensionalityError):
        count + memory
    assert (count * memory).to("device * gigabyte").magnitude == pytest.approx(64)


def test_records_cannot_be_changed() -> None:
    record: Any = Memory(gb=1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.gb = 2.0
    with pytest.raises((AttributeError, TypeError)):
        record.other = 1


def test_a_setup_is_filled_in_and_nothing_else() -> None:
    record = Cost(doc_id="a", record_id=0, text="3 USD", start=0, end=5, amount=3.0)
    before = dataclasses.replace(record)
    fill_in_setup(record, 2)
    assert record.setup == 2
    assert dataclasses.replace(record, setup=None) == before
