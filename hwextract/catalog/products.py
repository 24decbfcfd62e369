"""Products: the rows of the catalogue, looked up by name in a dictionary.

Rows are variants; a product is all rows of one name. What variants differ in is not known of the product.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hwextract.catalog.grammar import grammars
from hwextract.errors import ColumnError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Product", "find", "fingerprint", "key_of", "look_up", "suggest", "to_frame"]

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
    >>> product = find("V100")
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
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.replace("™", "")) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]", "", plain.lower().replace("+", "plus"))


@cache
def _index(kind: str) -> tuple[dict[str, list[dict[str, str]]], dict[str, str]]:
    """The rows of a type by the key of their name, and the key of every alias to that of its name."""
    by_name: dict[str, list[dict[str, str]]] = {}
    aliases: dict[str, str] = {}
    with files(__package__).joinpath("data", f"{TABLES[kind]}.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            key = key_of(row["name"])
            by_name.setdefault(key, []).append(row)
            for alias in filter(None, row["aliases"].split("|")):
                aliases[key_of(alias)] = key
    return by_name, aliases


@cache
def look_up(kind: str, name: str) -> Product | None:
    """The product of a record type with a name or alias, in any spelling that differs in case and marks alone.

    Examples
    --------
    >>> look_up("cpu", "amd epyc 7452").value("cores")
    32.0
    >>> look_up("cpu", "AMD EPYC 9999Z") is None
    True
    """
    by_name, aliases = _index(kind)
    key = key_of(name)
    rows = by_name.get(key) or by_name.get(aliases.get(key, ""))
    return Product(kind, rows[0]["name"], tuple(rows)) if rows else None


def find(text: str) -> Product | None:
    """The product that a text names, or None.

    A name or alias of the catalogue comes first, then what a grammar reads ("GTX 2080ti" is an RTX 2080 Ti). No
    product is found by likeness: see `suggest`.

    Examples
    --------
    >>> find("2080ti").name, find("Standard_NC6s_v3").value("accelerator_count")
    ('NVIDIA GeForce RTX 2080 Ti', 1.0)
    >>> find("RTX 2081") is None
    True
    """
    for kind in TABLES:
        product = look_up(kind, text)
        if product is not None:
            return product
    plain = " ".join(re.sub(r"[®™]|\((?:R|TM)\)", "", text, flags=re.IGNORECASE).split())
    for grammar in grammars():
        match = grammar.pattern.fullmatch(plain)
        product = look_up(grammar.type, grammar.canonical_name(match)) if match and match.group() else None
        if product is not None:
            return product
    return None


def suggest(text: str, most: int = 5) -> list[tuple[str, float]]:
    """The names of the catalogue nearest to a text, with a score from 0 to 1, best first.

    Examples
    --------
    >>> "NVIDIA GeForce RTX 3090" in dict(suggest("RTX 3009"))
    True
    """
    key = key_of(text)
    names: dict[str, str] = {}
    for kind in TABLES:
        by_name, aliases = _index(kind)
        names |= {alias: by_name[name][0]["name"] for alias, name in aliases.items()}
        names |= {name: rows[0]["name"] for name, rows in by_name.items()}
    matcher = difflib.SequenceMatcher(b=key, autojunk=False)
    scores: dict[str, float] = {}
    for candidate, name in names.items():
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6:
            scores[name] = max(scores.get(name, 0.0), round(matcher.ratio(), 3))
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def to_frame(table: str) -> pd.DataFrame:
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

    if table not in TABLES.values():
        raise ColumnError("catalogue table", table, tuple(TABLES.values()))
    kind = next(kind for kind, name in TABLES.items() if name == table)
    frame = pd.DataFrame([row for rows in _index(kind)[0].values() for row in rows], dtype="string")
    for column in frame.columns:
        frame[column] = frame[column].mask(frame[column] == "")
        if column in _NUMBERS:
            frame[column] = frame[column].astype("Float64")
    return frame


@cache
def fingerprint() -> str:
    """Twelve characters that change whenever the catalogue does."""
    digest = hashlib.sha256()
    for name in ("grammars.jsonl", "spellings.jsonl", *(f"data/{table}.csv" for table in TABLES.values())):
        digest.update(files(__package__).joinpath(*name.split("/")).read_bytes())
    return digest.hexdigest()[:12]
