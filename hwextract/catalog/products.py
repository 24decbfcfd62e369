"""Products: the rows of the catalogue, looked up by name in a dictionary.

Rows are variants; a product is all rows of one name. What variants differ in is not known of the product.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hwextract.catalog.grammar import Grammar, grammars, literal
from hwextract.catalog.own import NUMBERS, TABLES, read_own
from hwextract.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

__all__ = [
    "SHIPPED",
    "Catalog",
    "Product",
    "System",
    "devices_in",
    "find",
    "fingerprint",
    "key_of",
    "look_up",
    "suggest",
    "systems",
    "to_frame",
]


@dataclass(frozen=True, slots=True)
class System:
    """A named machine or platform. ``ambiguous`` marks names that are ordinary words, people or places too."""

    id: str
    name: str
    vendor: str | None
    kind: str
    aliases: tuple[str, ...]
    ambiguous: bool

    @staticmethod
    def of(row: Mapping[str, str]) -> System:
        """The system of a row of ``systems.csv``."""
        aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
        return System(row["id"], row["name"], row["vendor"] or None, row["kind"], aliases, row["ambiguous"] == "1")


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
        return tuple(sorted(map(float, found))) if column in NUMBERS else tuple(sorted(found))

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


#: The rows of a type by the key of their name, and the key of every alias to that of its name.
_Index = tuple[dict[str, list[dict[str, str]]], dict[str, str]]


def _indexed(rows: Iterable[dict[str, str]]) -> _Index:
    by_name: dict[str, list[dict[str, str]]] = {}
    aliases: dict[str, str] = {}
    for row in rows:
        key = key_of(row["name"])
        by_name.setdefault(key, []).append(row)
        for alias in filter(None, row["aliases"].split("|")):
            aliases[key_of(alias)] = key
    return by_name, aliases


@cache
def _shipped(kind: str) -> _Index:
    with files(__package__).joinpath("data", f"{TABLES[kind]}.csv").open(encoding="utf-8") as stream:
        return _indexed(csv.DictReader(stream))


class Catalog:
    """The products that hwextract knows, and those of one's own beside them.

    An own product takes the place of ours of the same name, an own row that of ours with the same id.

    Parameters
    ----------
    *paths : str or path
        Own files, or folders of such: ``accelerators.csv``, ``cpus.csv``, ``instances.csv``, ``systems.csv`` (one row
        a product, with the columns of ours) and ``grammars.jsonl``. They are read once, here.

    Raises
    ------
    CatalogError
        If a file cannot be used; it has the file, the line and the column, and says what to do.
    LexiconError
        If a row of ``grammars.jsonl`` is wrong.

    Examples
    --------
    >>> Catalog().find("Tesla P100").name
    'NVIDIA Tesla P100'
    """

    def __init__(self, *paths: str | Path) -> None:
        self.paths = tuple(str(Path(path).resolve()) for path in paths)
        self._own = read_own(self.paths) if paths else None
        self._indexes: dict[str, _Index] = {}

    def __reduce__(self) -> tuple[type[Catalog], tuple[str, ...]]:
        return type(self), self.paths

    def _index(self, kind: str) -> _Index:
        if self._own is None or not self._own.tables.get(kind):
            return _shipped(kind)
        if kind not in self._indexes:
            self._indexes[kind] = self._merged(kind, self._own.tables[kind])
        return self._indexes[kind]

    @staticmethod
    def _merged(kind: str, rows: Sequence[dict[str, str]]) -> _Index:
        shipped, shipped_aliases = _shipped(kind)
        own, own_aliases = _indexed(rows)
        ids = {row["id"] for row in rows}
        kept = {key: [row for row in variants if row["id"] not in ids] for key, variants in shipped.items()}
        by_name = {key: variants for key, variants in kept.items() if variants and key not in own} | own
        aliases = {alias: key for alias, key in shipped_aliases.items() if key in by_name and alias not in own}
        return by_name, aliases | own_aliases

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """Every system."""
        return tuple(System.of(row) for rows in self._index("system")[0].values() for row in rows)

    @cached_property
    def grammars(self) -> tuple[Grammar, ...]:
        """Every grammar: ours, one's own, and one for each own product that none of them reads."""
        if self._own is None:
            return grammars()
        read = {grammar.id: grammar for grammar in (*grammars(), *self._own.grammars)}
        families = tuple(read.values())
        for kind in ("accelerator", "cpu", "instance"):
            for rows in _indexed(self._own.tables.get(kind, ()))[0].values():
                row, names = (
                    rows[0],
                    {spelling for row in rows for spelling in (row["name"], *row["aliases"].split("|"))},
                )
                unread = sorted(name for name in names - {""} if not _reads(families, kind, name, row["name"]))
                if unread:
                    fields = {key: row.get(key) or None for key in ("vendor", "kind", "provider")}
                    own = literal(row["name"], unread, id=f"own:{kind}:{row['id']}", type=kind, **fields)
                    read[own.id] = own
        return tuple(read.values())

    @cached_property
    def fingerprint(self) -> str:
        """Twelve characters that change whenever the catalogue does."""
        if self._own is None:
            return fingerprint()
        return hashlib.sha256(fingerprint().encode() + self._own.digest).hexdigest()[:12]

    def look_up(self, kind: str, name: str) -> Product | None:
        """The product of a record type with a name or alias; see the function `look_up`."""
        return _look_up(self, kind, name)

    def find(self, text: str) -> Product | None:
        """The product that a text names, or None; see the function `find`."""
        for kind in TABLES:
            product = self.look_up(kind, text)
            if product is not None:
                return product
        plain = " ".join(re.sub(r"[®™]|\((?:R|TM)\)", "", text, flags=re.IGNORECASE).split())
        for grammar in self.grammars:
            match = grammar.pattern.fullmatch(plain)
            product = self.look_up(grammar.type, grammar.canonical_name(match)) if match and match.group() else None
            if product is not None:
                return product
        return None

    def suggest(self, text: str, most: int = 5) -> list[tuple[str, float]]:
        """The names nearest to a text, with a score from 0 to 1, best first; see the function `suggest`."""
        key = key_of(text)
        names: dict[str, str] = {}
        for kind in TABLES:
            by_name, aliases = self._index(kind)
            names |= {alias: by_name[name][0]["name"] for alias, name in aliases.items()}
            names |= {name: rows[0]["name"] for name, rows in by_name.items()}
        matcher = difflib.SequenceMatcher(b=key, autojunk=False)
        scores: dict[str, float] = {}
        for candidate, name in names.items():
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6:
                scores[name] = max(scores.get(name, 0.0), round(matcher.ratio(), 3))
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:most]

    def to_frame(self, table: str) -> pd.DataFrame:
        """One table, one row a variant; see the function `to_frame`."""
        import pandas as pd

        if table not in TABLES.values():
            raise ColumnError("catalogue table", table, tuple(TABLES.values()))
        kind = next(kind for kind, name in TABLES.items() if name == table)
        frame = pd.DataFrame([row for rows in self._index(kind)[0].values() for row in rows], dtype="string")
        for column in frame.columns:
            frame[column] = frame[column].mask(frame[column] == "")
            if column in NUMBERS:
                frame[column] = frame[column].astype("Float64")
        return frame


#: What hwextract ships, without anything of one's own. It is read when it is first asked.
SHIPPED = Catalog()


@lru_cache(maxsize=65_536)
def _look_up(catalog: Catalog, kind: str, name: str) -> Product | None:
    by_name, aliases = catalog._index(kind)
    key = key_of(name)
    rows = by_name.get(key) or by_name.get(aliases.get(key, ""))
    return Product(kind, rows[0]["name"], tuple(rows)) if rows else None


def _reads(known: Iterable[Grammar], kind: str, spelling: str, name: str) -> bool:
    """Whether a grammar reads a spelling as the product of a name."""
    for grammar in known:
        match = grammar.pattern.fullmatch(spelling) if grammar.type == kind else None
        if match is not None and key_of(grammar.canonical_name(match)) == key_of(name):
            return True
    return False


def systems() -> tuple[System, ...]:
    """Every system of the catalogue."""
    return SHIPPED.systems


def look_up(kind: str, name: str) -> Product | None:
    """The product of a record type with a name or alias, in any spelling that differs in case and marks alone.

    Examples
    --------
    >>> look_up("cpu", "amd epyc 7452").value("cores")
    32.0
    >>> look_up("cpu", "AMD EPYC 9999Z") is None
    True
    """
    return SHIPPED.look_up(kind, name)


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
    return SHIPPED.find(text)


def suggest(text: str, most: int = 5) -> list[tuple[str, float]]:
    """The names of the catalogue nearest to a text, with a score from 0 to 1, best first.

    Examples
    --------
    >>> "NVIDIA GeForce RTX 3090" in dict(suggest("RTX 3009"))
    True
    """
    return SHIPPED.suggest(text, most)


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
    return SHIPPED.to_frame(table)


@cache
def _shares() -> dict[str, int]:
    text = files(__package__).joinpath("shares.jsonl").read_text(encoding="utf-8")
    return {row["name"]: row["devices"] for row in map(json.loads, text.splitlines())}


def devices_in(name: str) -> int:
    """How many devices software sees in one product of a canonical name: 2 where each die or core is one, else 1.

    Examples
    --------
    >>> devices_in("Google TPU v3"), devices_in("NVIDIA A100")
    (2, 1)
    """
    return _shares().get(name, 1)


@cache
def fingerprint() -> str:
    """Twelve characters that change whenever the catalogue does."""
    digest = hashlib.sha256()
    for name in (
        "grammars.jsonl",
        "spellings.jsonl",
        "shares.jsonl",
        *(f"data/{table}.csv" for table in TABLES.values()),
    ):
        digest.update(files(__package__).joinpath(*name.split("/")).read_bytes())
    return digest.hexdigest()[:12]
