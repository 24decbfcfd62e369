"""Products: the rows of the catalogue, looked up by name in a dictionary.

Rows are variants; a product is all rows of one name. What variants differ in is not known of the product.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hwextract.catalog.grammar import Grammar, grammars, literal
from hwextract.catalog.own import NUMBERS, TABLES, read_own
from hwextract.errors import ColumnError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from hwextract.catalog.search import Suggestion

__all__ = [
    "SHIPPED",
    "Catalog",
    "Product",
    "System",
    "Table",
    "devices_in",
    "fingerprint",
    "held_back",
    "key_of",
    "look_up",
    "systems",
    "to_frame",
]


#: A name of several parts, one of which is an abbreviation, or a word with a letter behind it: "LONI QB2", "Cirrus-A".
_WHOLE_NAME = re.compile(r"(?=.*\b[A-Z]{3,})[\w/-]+[ /][\w /-]+|[A-Z][a-z]{4,}-[A-Z]")


@dataclass(frozen=True, slots=True)
class System:
    """A named machine or platform. ``ambiguous`` marks names that are ordinary words, people or places too."""

    id: str
    name: str
    vendor: str | None
    kind: str
    aliases: tuple[str, ...]
    ambiguous: bool

    @property
    def ordinary(self) -> bool:
        """Whether it goes by an ordinary word, which names a machine only beside words of computing ("Summit")."""
        if self.vendor and self.name.startswith(f"{self.vendor} "):
            return False
        return self.ambiguous and (self.kind not in ("cloud", "service") or " " not in self.name)

    def is_ordinary(self, written: str) -> bool:
        """Whether it goes by an ordinary word where it is written so; a whole name of several parts is none.

        Examples
        --------
        >>> system = System.of(
        ...     {
        ...         **dict.fromkeys(("id", "vendor"), ""),
        ...         "name": "LONI",
        ...         "aliases": "LONI QB2",
        ...         "kind": "cluster",
        ...         "ambiguous": "1",
        ...     }
        ... )
        >>> system.is_ordinary("LONI"), system.is_ordinary("LONI QB2")
        (True, False)
        """
        return self.ordinary and (written == self.name.upper() or _WHOLE_NAME.fullmatch(written) is None)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its name and aliases, and a name that is an ordinary word in capitals, too ("IDUN")."""
        written = (self.name, *self.aliases)
        return written if not self.ordinary else tuple(dict.fromkeys((*written, self.name.upper())))

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
    return "".join(_keys(name))


#: What a key leaves out; a line feed parts the names of a list.
_NOT_IN_A_KEY = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz0123456789\n"))


def _keys(lines: str) -> list[str]:
    """The key of every line; one pass over many names is much faster than one for each."""
    if not lines.isascii():
        lines = unicodedata.normalize("NFKD", lines.replace("™", ""))
    plain = lines.lower().replace("+", "plus").encode("ascii", "ignore").translate(None, _NOT_IN_A_KEY)
    return plain.decode("ascii").split("\n")


class Table:
    """The rows of one record type, in the order of their file. Few rows are ever needed as a mapping."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.columns = columns
        self.rows = rows

    def __iter__(self) -> Iterator[dict[str, str]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[str]:
        """The values of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name and alias by its key, with the name of the product.

        Examples
        --------
        >>> SHIPPED.table("accelerator").names["v100"]
        'NVIDIA Tesla V100'
        """
        names, aliases = self.column("name"), self.column("aliases")
        owners = [name for name, cell in zip(names, aliases, strict=True) for _ in range(cell.count("|") + 1)] + names
        keys = _keys("\n".join([*aliases, *names]).replace("|", "\n"))
        found = dict(zip(keys, owners, strict=True))
        found.pop("", None)
        return found

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The places of a product's rows, by name."""
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self.column("name")):
            found.setdefault(name, []).append(at)
        return found

    def variants(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of a product, by its name."""
        return tuple(dict(zip(self.columns, self.rows[at], strict=True)) for at in self._places[name])


@cache
def _shipped(kind: str) -> Table:
    with files(__package__).joinpath("data", f"{TABLES[kind]}.csv").open(encoding="utf-8") as stream:
        reader = csv.reader(stream)
        return Table(next(reader), list(reader))


#: Names that are hidden; see `held_back`.
_HELD_BACK: ContextVar[frozenset[str]] = ContextVar("held_back", default=frozenset())


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
        self._tables: dict[str, Table] = {}

    def __reduce__(self) -> tuple[type[Catalog], tuple[str, ...]]:
        return type(self), self.paths

    def table(self, kind: str) -> Table:
        """The rows of a record type."""
        if self._own is None or not self._own.tables.get(kind):
            return _shipped(kind)
        if kind not in self._tables:
            self._tables[kind] = self._merged(kind, self._own.tables[kind])
        return self._tables[kind]

    @staticmethod
    def _merged(kind: str, own: Sequence[Mapping[str, str]]) -> Table:
        shipped = _shipped(kind)
        ids, names = {row["id"] for row in own}, {key_of(row["name"]) for row in own}
        columns = shipped.columns
        at_id, at_name = columns.index("id"), columns.index("name")
        kept = [row for row in shipped.rows if row[at_id] not in ids and key_of(row[at_name]) not in names]
        return Table(columns, [*kept, *([row.get(column, "") for column in columns] for row in own)])

    @cached_property
    def systems(self) -> tuple[System, ...]:
        """Every system."""
        return tuple(System.of(row) for row in self.table("system"))

    @cached_property
    def grammars(self) -> tuple[Grammar, ...]:
        """Every grammar: ours, one's own, and one for each own product that none of them reads."""
        if self._own is None:
            return grammars()
        read = {grammar.id: grammar for grammar in (*grammars(), *self._own.grammars)}
        families = tuple(read.values())
        for kind in ("accelerator", "cpu", "instance"):
            products: dict[str, list[dict[str, str]]] = {}
            for row in self._own.tables.get(kind, ()):
                products.setdefault(key_of(row["name"]), []).append(row)
            for rows in products.values():
                row, names = rows[0], {word for row in rows for word in (row["name"], *row["aliases"].split("|"))}
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
        product = _look_up(self, kind, name)
        return None if product is None or product.name in _HELD_BACK.get() else product

    def find(self, text: str) -> Product | None:
        """The product that a text names, or None; see `hwextract.catalog.find`."""
        from hwextract.catalog.search import find

        return find(text, self)

    def suggest(self, text: str, most: int = 5) -> list[Suggestion]:
        """The products nearest to a text, best first; see `hwextract.catalog.suggest`."""
        from hwextract.catalog.search import suggest

        return suggest(text, most, self)

    def to_frame(self, table: str) -> pd.DataFrame:
        """One table, one row a variant; see the function `to_frame`."""
        import pandas as pd

        if table not in TABLES.values():
            raise ColumnError("catalogue table", table, tuple(TABLES.values()))
        kind = next(kind for kind, name in TABLES.items() if name == table)
        frame = pd.DataFrame(list(self.table(kind)), dtype="string")
        for column in frame.columns:
            frame[column] = frame[column].mask(frame[column] == "")
            if column in NUMBERS:
                frame[column] = frame[column].astype("Float64")
        return frame


#: What hwextract ships, without anything of one's own. It is read when it is first asked.
SHIPPED = Catalog()


@lru_cache(maxsize=4_096)
def _look_up(catalog: Catalog, kind: str, name: str) -> Product | None:
    table = catalog.table(kind)
    known = table.names.get(key_of(name))
    return None if known is None else Product(kind, known, table.variants(known))


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
def device_of(system: str) -> str | None:
    """The accelerator that a machine is named after, or None; a machine around a single one stands for it.

    Examples
    --------
    >>> device_of("NVIDIA DGX Station A100"), device_of("Cerebras CS-2"), device_of("NVIDIA DGX-1")
    ('NVIDIA A100', 'Cerebras CS-2', None)
    """
    head, _, last = system.rpartition(" ")
    if head == _OF_ONE_DEVICE:
        return system
    product = look_up("accelerator", last) if head and not last.isdigit() else None
    return None if product is None else product.name


#: The maker of machines around one accelerator, which have no other name for it.
_OF_ONE_DEVICE = "Cerebras"


@cache
def fingerprint() -> str:
    """Twelve characters that change whenever the catalogue does."""
    digest = hashlib.sha256()
    for name in (
        "grammars.jsonl",
        "spellings.jsonl",
        "shares.jsonl",
        "slips.jsonl",
        *(f"data/{table}.csv" for table in TABLES.values()),
    ):
        digest.update(files(__package__).joinpath(*name.split("/")).read_bytes())
    return digest.hexdigest()[:12]
