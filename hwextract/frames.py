"""The way of a table to pandas: column by column, without a dict for every row.

A column is made of parts, (rows, values): what all records have is one part; what only some types have is a part for
each of those types, and the rows between are missing.
"""

from __future__ import annotations

import dataclasses
import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from hwextract.records import Record
from hwextract.tables import columns, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from pandas.api.extensions import ExtensionArray

    from hwextract.extraction import Extraction

__all__ = ["frame"]

#: Values with the rows that they stand in; all rows where it is a slice.
_Part = tuple["NDArray[np.intp] | slice", "Sequence[Any]"]

_SURROGATES = re.compile("[\ud800-\udfff]")
_MASKED: dict[str, tuple[type[Any], Any]] = {
    "Int64": (np.int64, pd.arrays.IntegerArray),
    "Float64": (np.float64, pd.arrays.FloatingArray),
    "boolean": (np.bool_, pd.arrays.BooleanArray),
}


def frame(results: Iterable[Extraction], table: str) -> pd.DataFrame:
    """The table of extractions; see `hwextract.to_frame`."""
    size, parts = _of_records(results) if table == "records" else _of_rows(results, table)
    layout = columns(table)
    return pd.DataFrame(
        {column.name: _array(parts.get(column.name, []), column.dtype, size) for column in layout}, copy=False
    )


def _of_records(results: Iterable[Extraction]) -> tuple[int, dict[str, list[_Part]]]:
    records = [record for result in results for record in result.records]
    parts: dict[str, list[_Part]] = {}
    places: dict[type[Record], list[int]] = {}
    for place, record in enumerate(records):
        places.setdefault(type(record), []).append(place)
    common = ["type", *(field.name for field in dataclasses.fields(Record))]
    _add(parts, common, slice(None), records)
    for cls, own in places.items():
        specific = [field.name for field in dataclasses.fields(cls) if field.name not in common]
        _add(parts, specific, np.array(own), [records[place] for place in own])
    parts["flags"] = [(where, [list(flags) for flags in values]) for where, values in parts.get("flags", [])]
    return len(records), parts


def _add(
    parts: dict[str, list[_Part]], names: list[str], where: NDArray[np.intp] | slice, records: list[Record]
) -> None:
    for name in names:
        parts.setdefault(name, []).append((where, list(map(attrgetter(name), records))))


def _of_rows(results: Iterable[Extraction], table: str) -> tuple[int, dict[str, list[_Part]]]:
    found = [row for result in results for row in rows(result, table)]
    everywhere = slice(None)
    return len(found), {
        column.name: [(everywhere, [row.get(column.name) for row in found])] for column in columns(table)
    }


def _array(parts: list[_Part], dtype: str, size: int) -> ExtensionArray | NDArray[np.object_]:
    if dtype in _MASKED:
        return _masked(parts, dtype, size)
    found = np.full(size, None, dtype=object)
    for where, values in parts:
        clean = _clean(values) if dtype == "string" else values
        found[where] = np.fromiter(clean, dtype=object, count=len(values))
    return found if dtype == "object" else pd.array(found, dtype="string")


def _masked(parts: list[_Part], dtype: str, size: int) -> ExtensionArray:
    """A column of numbers or truth values with a mask of what is missing."""
    kind, array = _MASKED[dtype]
    data, missing = np.zeros(size, dtype=kind), np.ones(size, dtype=bool)
    everywhere = np.arange(size)
    for where, values in parts:
        objects = np.fromiter(values, dtype=object, count=len(values))
        present = ~pd.isna(objects)
        if present.any():
            at = everywhere[where][present]
            data[at] = np.array(objects[present].tolist()).astype(kind, casting="same_kind")
            missing[at] = False
    made: ExtensionArray = array(data, missing)
    return made


def _clean(values: Sequence[str | None]) -> Sequence[str | None]:
    """Strings that any writer can encode: lone surrogates become U+FFFD."""
    together = "".join(filter(None, values))
    try:
        _ = together.isascii() or together.encode("utf-8")
    except UnicodeEncodeError:
        return [value if value is None else _SURROGATES.sub("\ufffd", value) for value in values]
    return values
