"""Checks: what the text states is held against what the catalogue knows. They add flags, and never change a value.

A flag is a reason to look at a record, so a check speaks only where no usual way of writing explains the difference:
memory in GB or GiB, of one die or of the board; threads called cores; a turbo clock; several instances at once.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from hwextract.catalog.products import devices_in
from hwextract.pipeline.numbers import parse_count
from hwextract.records import Accelerator, Cpu, Instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hwextract.catalog.products import Product
    from hwextract.records import Record

    LookUp = Callable[[str, str], Product | None]

__all__ = ["FLAGS", "add_flags"]

#: Every flag that a record can get here, and what it says.
FLAGS = {
    "memory_not_of_product": "no variant of the product has the memory that the text states",
    "cores_not_of_product": "the CPU has fewer cores than stated, and neither threads nor several CPUs explain it",
    "clock_not_of_product": "the stated clock is below half of the CPU's base clock, or above that of any CPU",
    "count_not_of_instance": "the text states more accelerators than the instance has",
    "cores_not_of_instance": "the text states more CPU cores than the instance has vCPUs",
    "younger_than_document": "the product was released after the year of the document",
}

#: How far a stated memory may be from the catalogue's: GB for GiB is 7 %, and drivers report less than is sold.
_MEMORY_SHARE, _MEMORY_GB = 0.08, 0.5
#: Chips of a TPU host; the memory of all of them is often given as that of "a TPU".
_CHIPS_OF_A_HOST = 4
#: Threads of a core and sockets of a board come in these multiples.
_MULTIPLES = (1, 2, 4, 8)
#: GHz that no CPU is sold with.
_HIGHEST_GHZ = 6.5
_SLICE = re.compile(r"v\d[a-z]{0,2}-(\d{1,5})\b", re.IGNORECASE)
_MANY_AFTER = re.compile(r"[ -]?(?:\w+ )?(?:instances|nodes|machines|vms|servers|workers|hosts)\b|s\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|[\s(])(\w+)[ -]{0,2}(?:[x×*] ?|aws |amazon |ec2 |azure |google |gcp )*$", re.IGNORECASE)


def add_flags(records: Sequence[Record], year: int | None, look_up: LookUp) -> list[Record]:
    """The records of a document, with the flags of what does not fit.

    Parameters
    ----------
    records : sequence of Record
        With their setups.
    year : int or None
        Of the document's publication.
    look_up : callable
        The catalogue: record type and canonical name to the product, or None.

    Examples
    --------
    >>> import hwextract
    >>> hwextract.extract("Trained on one Tesla K80 (16 GB).").records[0].flags
    ('memory_not_of_product',)
    >>> hwextract.extract("Trained on one Tesla K80 (12 GB).").records[0].flags
    ()
    """
    instances = [record for record in records if isinstance(record, Instance) and record.catalog_id]
    return [_flagged(record, _flags(record, year, look_up, instances)) for record in records]


def _flagged(record: Record, flags: Iterable[str]) -> Record:
    new = tuple(flag for flag in flags if flag not in record.flags)
    return dataclasses.replace(record, flags=(*record.flags, *new)) if new else record


def _flags(record: Record, year: int | None, look_up: LookUp, instances: Sequence[Instance]) -> Iterable[str]:
    name = getattr(record, "name", None)
    product = look_up(record.type, name) if name else None
    if product is not None:
        memory_gb = getattr(record, "memory_gb", None)
        if isinstance(record, Accelerator) and memory_gb is not None and not _has_memory(product, memory_gb, record):
            yield "memory_not_of_product"
        if isinstance(record, Cpu):
            if record.cores is not None and not _has_cores(product, record.cores, record.count or 1):
                yield "cores_not_of_product"
            if record.clock_ghz is not None and not _has_clock(product, record.clock_ghz):
                yield "clock_not_of_product"
        if year is not None and record.status != "background" and _is_younger(product.with_memory(memory_gb), year):
            yield "younger_than_document"
    instance = _instance_of(record, instances)
    known = None if instance is None else look_up("instance", str(instance.name))
    if known is not None:
        if isinstance(record, Accelerator) and record.count is not None and product is not None:
            has = known.value("accelerator_count")
            if known.value("accelerator") == product.name and has is not None and record.count > max(has, 1):
                yield "count_not_of_instance"
        if isinstance(record, Cpu) and record.cores is not None and record.name is None:
            has = known.value("vcpus")
            if has is not None and record.cores > has:
                yield "cores_not_of_instance"


def _has_memory(product: Product, stated: float, record: Accelerator) -> bool:
    sizes = set(product.values("memory_gb"))
    if not sizes or not all(row.get("memory_gb") for row in product.variants):
        return True
    devices = devices_in(product.name)
    whole = set(sizes)
    sizes |= {size / devices for size in whole}
    if record.kind == "tpu":
        sizes |= {size * _CHIPS_OF_A_HOST for size in whole}
        cut = _SLICE.search(record.text)
        sizes |= {size / devices * int(cut[1]) for size in whole if cut}
    return any(abs(stated - size) <= max(_MEMORY_SHARE * size, _MEMORY_GB) for size in sizes)


def _has_cores(product: Product, stated: int, count: int) -> bool:
    cores = product.values("cores")
    return (
        not cores
        or stated <= max(cores)
        or any(stated == n * k * c for n in cores for k in _MULTIPLES for c in {1, count})
    )


def _has_clock(product: Product, stated_ghz: float) -> bool:
    bases = product.values("base_clock_ghz")
    return stated_ghz <= _HIGHEST_GHZ and (not bases or stated_ghz >= min(bases) / 2)


def _is_younger(product: Product, year: int) -> bool:
    """Whether the product's first release, where the catalogue knows that of all its variants, is after a year.

    The date of a CPU may be that of its family, so that a product is never called younger than it is.
    """
    column = "year" if product.type == "system" else "release_date"
    if not all(row.get(column) for row in product.variants):
        return False
    return min(int(str(row[column])[:4]) for row in product.variants) > year


def _instance_of(record: Record, instances: Sequence[Instance]) -> Instance | None:
    """The one instance of a record's sentence, or else of its setup; None where there are several, or many of one."""
    for key in ("sentence_start", "setup"):
        place = getattr(record, key)
        beside = [i for i in instances if place is not None and getattr(i, key) == place and i.status == record.status]
        if beside:
            alone = len({i.name for i in beside}) == 1 and not any(_is_many(i) for i in beside)
            return beside[0] if alone else None
    return None


def _is_many(instance: Instance) -> bool:
    """Whether the text speaks of several instances of the type ("four p3.2xlarge", "p3.2xlarge nodes")."""
    start = instance.start - instance.sentence_start
    before, after = instance.sentence[max(0, start - 40) : start], instance.sentence[start + len(instance.text) :]
    number = _BEFORE.search(before)
    count = parse_count(number[1]) if number else None
    return bool(_MANY_AFTER.match(after)) or (count is not None and count > 1)
