"""The four tables: their columns, dtypes and documentation. `hwextract.frames` is the way to pandas.

The columns of ``records`` are those of `hwextract.records`; those of the other tables are defined here and nowhere
else. Every table has the same columns and dtypes for any input, and for none.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from hwextract.errors import ColumnError
from hwextract.records import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from hwextract.extraction import Extraction

__all__ = ["TABLES", "Column", "columns", "rows", "to_frame"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its pandas dtype (``object`` holds lists), and what it means."""

    name: str
    dtype: str
    doc: str


def _dtype(annotation: str) -> str:
    """The pandas dtype of a record's field, from its annotation."""
    bare = annotation.removesuffix(" | None")
    return {"int": "Int64", "float": "Float64", "bool": "boolean", "tuple[str, ...]": "object"}.get(bare, "string")


def _record_columns() -> tuple[Column, ...]:
    found = {"type": Column("type", "string", "type of the record")}
    late: dict[str, Column] = {}
    for cls in RECORD_TYPES.values():
        for f in dataclasses.fields(cls):
            into = late if f.name.startswith("catalog_") else found
            into.setdefault(f.name, Column(f.name, _dtype(str(f.type)), f.metadata["doc"]))
    first = [found.pop("doc_id"), found.pop("record_id")]
    return (*first, *found.values(), *late.values())


def _parse(text: str) -> tuple[Column, ...]:
    return tuple(Column(*(part.strip() for part in line.split("|"))) for line in text.strip().splitlines())


SETUPS = _parse("""
doc_id | string | the document
setup | Int64 | number of the setup within its document, from 0
phase | string | training, inference or other
status | string | used, negated or background
accelerator | string | canonical name of the accelerator
kind | string | gpu, tpu, npu, ipu, fpga or other
count | Int64 | accelerators in all
memory_gb | Float64 | memory of one accelerator in GB
cpu | string | canonical name of the CPU
cpu_count | Int64 | CPUs in all
cores | Int64 | cores per CPU
ram_gb | Float64 | main memory in GB
system | string | canonical name of the system
instance | string | canonical name of the cloud instance
hours_low | Float64 | length of the run in hours, lower end
hours_high | Float64 | length of the run in hours, upper end
epoch_s_low | Float64 | length of an epoch in seconds, lower end
epoch_s_high | Float64 | length of an epoch in seconds, upper end
epochs | Int64 | epochs of the run
steps | Int64 | steps (iterations) of the run
device_hours | Float64 | device-hours of the run
price_per_hour | Float64 | price per hour in `currency`
cost_total | Float64 | cost of the run in `currency`
currency | string | ISO 4217 code
flags | object | list of short codes: what does not fit
support | object | list of [start, end, column]: where epochs and steps, which are no records, were read
record_ids | object | list of the records that the setup was made of
derived | object | list of the columns that were computed, not stated
""")

DOCUMENTS = _parse("""
doc_id | string | the document
status | string | ok, empty, unreadable, not_english or truncated
hardware_stated | boolean | whether the text names hardware used for training; null where nothing could be read
accelerators | object | list of canonical names, all that were used in training
accelerator_kinds | object | list of kinds, all that were used in training
accelerator_count | Int64 | main run: accelerators in all
memory_gb | Float64 | main run: memory of one accelerator in GB
cpus | object | list of canonical names of CPUs used in training
ram_gb | Float64 | main run: main memory in GB
systems | object | list of canonical names of systems used in training
instances | object | list of canonical names of instances used in training
training_hours | Float64 | main run: length in hours; null where low and high differ
training_hours_low | Float64 | main run: length in hours, lower end
training_hours_high | Float64 | main run: length in hours, upper end
device_hours | Float64 | main run: device-hours
cost_total | Float64 | cost of training in `currency`
currency | string | ISO 4217 code
derived | object | list of the columns that were computed, not stated
n_records | Int64 | records in all
n_used | Int64 | records with status used
n_negated | Int64 | records with status negated
n_background | Int64 | records with status background
n_hints | Int64 | hints
n_chars | Int64 | length of the text in characters
language | string | ISO 639-1 code, where it could be told
full_text | boolean | false where only the abstract was given; null where not known
title | string | title, where the source has one
year | Int64 | year of publication, where the source has one
doi | string | DOI, where the source has one
version | string | version of hwextract
catalog | string | fingerprint of the catalogue
""")

ERRORS = _parse("""
doc_id | string | the document
source | string | the file or item
kind | string | name of the exception
message | string | what went wrong
""")

#: Every table with its columns.
TABLES: dict[str, tuple[Column, ...]] = {
    "records": _record_columns(),
    "setups": SETUPS,
    "documents": DOCUMENTS,
    "errors": ERRORS,
}


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table.

    Raises
    ------
    ColumnError
        If there is no such table.

    Examples
    --------
    >>> [column.name for column in columns("errors")]
    ['doc_id', 'source', 'kind', 'message']
    """
    try:
        return TABLES[table]
    except KeyError:
        raise ColumnError("table", table, tuple(TABLES)) from None


def rows(result: Extraction, table: str) -> Sequence[dict[str, Any]]:
    """The rows that one extraction adds to a table, as dicts."""
    if table == "records":
        return result.to_dicts()
    if table == "setups":
        return result.setups
    if table == "documents":
        return [result.document_row()]
    columns(table)
    return result.errors


def to_frame(results: Extraction | Iterable[Extraction], table: str = "records") -> pd.DataFrame:
    """One table of many extractions.

    Parameters
    ----------
    results : iterable of Extraction
        What `hwextract.extract` and `hwextract.extract_many` give; a single one is taken too.
    table : str
        ``records``, ``setups``, ``documents`` or ``errors``.

    Returns
    -------
    pandas.DataFrame
        One row a record (setup, document, error), with the columns and dtypes of the table also when it is empty.
        Lone surrogates in strings are U+FFFD.

    Raises
    ------
    ColumnError
        If there is no such table.

    Examples
    --------
    >>> import hwextract
    >>> result = hwextract.extract("Training took 3 hours on a Tesla T4.")
    >>> hwextract.to_frame([result])[["type", "name", "low_s"]].values.tolist()
    [['duration', <NA>, 10800.0], ['accelerator', 'NVIDIA Tesla T4', <NA>]]
    """
    from hwextract.extraction import Extraction

    columns(table)
    every = iter([results] if isinstance(results, Extraction) else results)
    first = [*islice(every, 1)]
    # Worker processes are at work from the first result on, also while pandas is imported.
    from hwextract.frames import frame

    return frame(chain(first, every), table)
