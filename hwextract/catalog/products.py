"""Products: the rows of the catalogue, looked up by name in a dictionary.

Rows are variants; a product is all rows of one name. What variants differ in is not known of the product.
"""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hwextract.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

__all__ = ["Product", "column", "fingerprint", "held_back", "key_of", "look_up", "names", "table", "to_frame"]

#: Record type to the file of its products.
TABLES = {"accelerator": "accelerators", "cpu": "cpus", "instance": "instances", "system": "systems"}
_NUMBERS = frozenset(
    "memory_gb memory_bandwidth_gb_s tdp_w fp32_tflops fp16_tflops launch_price_usd cores base_clock_ghz vcpus "
    "accelerator_count year".split()
)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the catalogue.

    Attributes
    ----------
    type : str
        The record type: accelerator, cpu, instance or system.
    name : str
        The canonical name.
    variants : tuple of dict
        Its rows, as strings by column; an empty string where a figure is not known.

    Examples
    --------
    >>> product = look_up("accelerator", "V100")
    >>> product.name, product.values("memory_gb"), product.value("tdp_w")
    ('NVIDIA Tesla V100', (16.0, 32.0), None)
    """

    type: str
    name: str
    variants: tuple[dict[str, str], ...]

    @property
    def id(self) -> str:
        """The row's id, or what the ids of several variants have in common."""
        ids = [row["id"] for row in self.variants]
        return ids[0] if len(ids) == 1 else ids[0].partition("--")[0]

    def values(self, column: str) -> tuple[Any, ...]:
        """Every value that variants have in a column, sorted; numbers as float."""
        found = {row[column] for row in self.variants if row.get(column)}
        return tuple(sorted(map(float, found))) if column in _NUMBERS else tuple(sorted(found))

    def value(self, column: str) -> Any:
        """The value of a column on which all variants agree, else None."""
        found = self.values(column)
        return found[0] if len(found) == 1 and all(row.get(column) for row in self.variants) else None

    def with_memory(self, memory_gb: float | None) -> Product:
        """The product with the variants of a memory size, where there are such; else itself."""
        kept = tuple(row for row in self.variants if row.get("memory_gb") and float(row["memory_gb"]) == memory_gb)
        return Product(self.type, self.name, kept) if kept else self


def key_of(name: str) -> str:
    """The form under which two spellings are one name: lower-case letters and digits, and "plus" for "+".

    Examples
    --------
    >>> key_of("Colab Pro+"), key_of("GeForce RTX™ 2080 Ti")
    ('colabproplus', 'geforcertx2080ti')
    """
    return "".join(_keys(name))


def _keys(lines: str) -> list[str]:
    """The key of every line; one pass over many names is much faster than one for each."""
    if not lines.isascii():
        lines = unicodedata.normalize("NFKD", lines.replace("™", ""))
    plain = lines.lower().replace("+", "plus").encode("ascii", "ignore").translate(None, _NOT_IN_A_KEY)
    return plain.decode("ascii").split("\n")


#: Names that are hidden; see `held_back`.
_HELD_BACK: ContextVar[frozenset[str]] = ContextVar("held_back", default=frozenset())
#: What a key leaves out; a line feed parts the names of a list.
_NOT_IN_A_KEY = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz0123456789\n"))


@cache
def _file(kind: str) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of a record type's file, which is read once. Few rows are ever needed as a mapping."""
    with files(__package__).joinpath("data", f"{TABLES[kind]}.csv").open(encoding="utf-8") as stream:
        reader = csv.reader(stream)
        return next(reader), list(reader)


def table(kind: str) -> list[dict[str, str]]:
    """The rows of a record type, as strings by column, in the order of their file.

    Examples
    --------
    >>> table("system")[0]["kind"]
    'board'
    """
    columns, rows = _file(kind)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def column(kind: str, name: str) -> list[str]:
    """One column of a record type's file.

    Examples
    --------
    >>> len(column("cpu", "name")) > 5000
    True
    """
    columns, rows = _file(kind)
    at = columns.index(name)
    return [row[at] for row in rows]


@cache
def names(kind: str) -> dict[str, str]:
    """Every name and alias of a record type by its key, with the name of the product.

    Examples
    --------
    >>> names("accelerator")["v100"]
    'NVIDIA Tesla V100'
    """
    aliases = dict(zip(column(kind, "name"), column(kind, "aliases"), strict=True))
    owners = [name for name, cell in aliases.items() for _ in range(cell.count("|") + 1)] + list(aliases)
    keys = _keys("\n".join([*aliases.values(), *aliases]).replace("|", "\n"))
    found = dict(zip(keys, owners, strict=True))
    found.pop("", None)
    return found


@cache
def _variants(kind: str) -> dict[str, list[int]]:
    """The places of a product's rows in its file, by name."""
    found: dict[str, list[int]] = {}
    for at, name in enumerate(column(kind, "name")):
        found.setdefault(name, []).append(at)
    return found


@contextmanager
def held_back(hidden: Iterable[str]) -> Iterator[None]:
    """Hide products, by name, from the look-up, so that only grammars can read them: to measure what grammars know.

    Examples
    --------
    >>> with held_back(["NVIDIA Tesla V100"]):
    ...     look_up("accelerator", "V100") is None
    True
    """
    token = _HELD_BACK.set(frozenset(hidden))
    try:
        yield
    finally:
        _HELD_BACK.reset(token)


def look_up(kind: str, name: str) -> Product | None:
    """The product of a record type with a name or alias, in any spelling that differs in case and marks alone.

    Examples
    --------
    >>> look_up("cpu", "amd epyc 7452").value("cores")
    32.0
    >>> look_up("cpu", "AMD EPYC 9999Z") is None
    True
    """
    product = _look_up(kind, name)
    return None if product is None or product.name in _HELD_BACK.get() else product


@lru_cache(maxsize=8192)
def _look_up(kind: str, name: str) -> Product | None:
    known = names(kind).get(key_of(name))
    if known is None:
        return None
    columns, rows = _file(kind)
    return Product(kind, known, tuple(dict(zip(columns, rows[at], strict=True)) for at in _variants(kind)[known]))


def to_frame(name: str) -> pd.DataFrame:
    """One file of the catalogue: ``accelerators``, ``cpus``, ``instances`` or ``systems``, one row a variant.

    Raises
    ------
    ColumnError
        If there is no such file.

    Examples
    --------
    >>> to_frame("accelerators").columns[0]
    'id'
    """
    import pandas as pd

    if name not in TABLES.values():
        raise ColumnError("catalogue table", name, tuple(TABLES.values()))
    kind = next(kind for kind, table_name in TABLES.items() if table_name == name)
    frame = pd.DataFrame(table(kind), dtype="string")
    for name_of in frame.columns:
        frame[name_of] = frame[name_of].mask(frame[name_of] == "")
        if name_of in _NUMBERS:
            frame[name_of] = frame[name_of].astype("Float64")
    return frame


@cache
def fingerprint() -> str:
    """Twelve characters that change whenever the catalogue does."""
    digest = hashlib.sha256()
    for path in ("grammars.jsonl", "spellings.jsonl", "slips.jsonl", *(f"data/{name}.csv" for name in TABLES.values())):
        digest.update(files(__package__).joinpath(*path.split("/")).read_bytes())
    return digest.hexdigest()[:12]
