"""Catalogue files of one's own: found, read and checked, row by row."""

from __future__ import annotations

import csv
import hashlib
import math
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from hwextract.catalog.grammar import Grammar, parse_own
from hwextract.errors import CatalogError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["NUMBERS", "TABLES", "Own", "read_own"]

#: Record type to the file of its products.
TABLES = {"accelerator": "accelerators", "cpu": "cpus", "instance": "instances", "system": "systems"}
#: Columns that hold a number or nothing.
NUMBERS = frozenset(
    "memory_gb memory_bandwidth_gb_s tdp_w fp32_tflops fp16_tflops launch_price_usd cores base_clock_ghz vcpus "
    "accelerator_count year".split()
)
_GRAMMARS = "grammars.jsonl"
_NAMES = (*(f"{table}.csv" for table in TABLES.values()), _GRAMMARS)
#: Columns in which only these values may stand.
_CHOICES = {
    ("accelerators", "kind"): ("gpu", "tpu", "npu", "ipu", "fpga", "other"),
    ("instances", "provider"): ("aws", "azure", "gcp", "other"),
    ("systems", "kind"): (
        *("cloud", "service", "supercomputer", "cluster", "server", "workstation", "laptop", "board", "phone"),
    ),
    ("systems", "ambiguous"): ("", "0", "1"),
}
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(slots=True)
class Own:
    """What own files hold: rows by record type, grammars, and a digest of their bytes."""

    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    grammars: list[Grammar] = field(default_factory=list)
    digest: bytes = b""


def read_own(paths: Sequence[str]) -> Own:
    """The rows of own files, or of folders of such.

    Raises
    ------
    CatalogError
        If a path is no such file or folder, or a row of a table is wrong.
    LexiconError
        If a row of ``grammars.jsonl`` is wrong.
    """
    own = Own()
    digest = hashlib.sha256()
    seen: dict[tuple[str, str], str] = {}
    for path in _files(paths):
        data = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + data)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CatalogError(
                str(path), "is not in UTF-8; save it as UTF-8", data[: error.start].count(b"\n") + 1
            ) from None
        if path.name == _GRAMMARS:
            own.grammars += parse_own(text, str(path))
            continue
        kind = next(kind for kind, table in TABLES.items() if table == path.stem)
        for line, row in _rows(text, path):
            if (kind, row["id"]) in seen:
                raise CatalogError(
                    str(path), f"{row['id']!r} is in {seen[kind, row['id']]} already; choose another", line, "id"
                )
            seen[kind, row["id"]] = f"line {line}" if len(paths) == 1 else f"line {line} of {path}"
            own.tables.setdefault(kind, []).append(row)
    own.digest = digest.digest()
    return own


def _files(paths: Iterable[str]) -> Iterable[Path]:
    for path in map(Path, paths):
        found = [path / name for name in _NAMES if (path / name).is_file()] if path.is_dir() else [path]
        if not found or not all(one.is_file() for one in found):
            what = "has none of the files of a catalogue" if path.is_dir() else "is no file"
            raise CatalogError(str(path), f"{what}; give {', '.join(_NAMES)}, or a folder that holds some of them")
        if found[0].name not in _NAMES:
            raise CatalogError(str(path), f"its name does not say what it holds; call it one of {', '.join(_NAMES)}")
        yield from found


@cache
def _columns(table: str) -> tuple[str, ...]:
    """The columns of a file, which are those of ours."""
    with files(__package__).joinpath("data", f"{table}.csv").open(encoding="utf-8") as stream:
        return tuple(next(csv.reader(stream)))


def _rows(text: str, path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines; columns that are left out are empty."""
    columns = _columns(path.stem)
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        header = reader.fieldnames or ()
        for name in header:
            if name not in columns or header.count(name) > 1:
                problem = "is there twice" if name in columns else f"is no column; the columns are {', '.join(columns)}"
                raise CatalogError(str(path), problem, 1, name)
        chosen = [column for (table, column), choices in _CHOICES.items() if table == path.stem and "" not in choices]
        for name in ("id", "name", *chosen):
            if name not in header:
                raise CatalogError(str(path), "is missing; every row needs it", 1, name)
        for row in reader:
            if None in row or None in row.values():
                problem = (
                    f"has {'more' if None in row else 'fewer'} cells than the {len(header)} columns of the first line"
                )
                raise CatalogError(str(path), f"{problem}; put cells with a comma in quotes", reader.line_num)
            whole = dict.fromkeys(columns, "") | {name: cell.strip() for name, cell in row.items()}
            for name, cell in whole.items():
                problem = _problem(path.stem, name, cell)
                if problem:
                    raise CatalogError(str(path), problem, reader.line_num, name)
            yield reader.line_num, whole
    except csv.Error as error:
        raise CatalogError(str(path), f"{error}; save it as CSV with commas", reader.reader.line_num) from None


def _problem(table: str, column: str, cell: str) -> str:
    """What is wrong with a cell, and what to do; empty where nothing is."""
    choices = _CHOICES.get((table, column))
    if choices is not None:
        return "" if cell in choices else f"{cell!r} is none of {', '.join(filter(None, choices))}"
    if column in ("id", "name") and not cell:
        return "is empty; every row needs it"
    if column in ("name", "aliases") and not all(re.search(r"[A-Za-z0-9]", one) for one in cell.split("|") if one):
        return f"{cell!r} has neither Latin letters nor digits, by which names are looked up; write it in them"
    if column in NUMBERS and cell:
        try:
            good = math.isfinite(float(cell)) and float(cell) >= 0
        except ValueError:
            good = False
        return "" if good else f"{cell!r} is no number; write 1.5, without a unit, or leave it empty"
    if column == "release_date" and cell and not _DATE.fullmatch(cell):
        return f"{cell!r} is no date; write 2026, 2026-11 or 2026-11-21"
    return ""
