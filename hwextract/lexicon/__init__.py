"""Knowledge of language as data: class words, units, cues, repairs. One JSON object a line, checked at load.

Every row has an ``id``; rows that are matched in text have an ``example``, which the tests run.
"""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from hwextract.errors import LexiconError

__all__ = ["expand", "rows"]

#: The keys of each file: those that a row must have, and those that it may have.
SCHEMA: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(must.split()), frozenset(may.split()))
    for name, must, may in (
        ("repairs", "id text becomes", "example"),
        ("class_words", "id type phrases example", "kind name vendor"),
        ("units", "id dimension pint factor forms example", ""),
        ("cues", "id category direction patterns example", "scope rank only hint"),
        ("words", "id words example", ""),
        ("discourse", "id role patterns example", ""),
    )
}


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of one lexicon file.

    Raises
    ------
    LexiconError
        If a row is no JSON object, lacks a key, has one too many, or repeats an id.

    Examples
    --------
    >>> rows("units")[0]["dimension"]
    'time'
    """
    return parse(files(__package__).joinpath(f"{name}.jsonl").read_text(encoding="utf-8"), name)


def parse(text: str, name: str) -> tuple[dict[str, Any], ...]:
    """The rows of JSONL text with the schema of the file ``name``."""
    must, may = SCHEMA[name]
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise LexiconError(name, number, f"no JSON: {error}") from None
        if not isinstance(row, dict) or not must <= row.keys() or row.keys() - must - may:
            raise LexiconError(name, number, f"needs {sorted(must)} and may have {sorted(may)}")
        if row["id"] in found:
            raise LexiconError(name, number, f"id {row['id']!r} is there already")
        found[row["id"]] = row
    return tuple(found.values())


def expand(pattern: str) -> list[str]:
    """Every phrase that a pattern with alternatives in parentheses stands for; an empty alternative is optional.

    Examples
    --------
    >>> expand("(was|were) (mainly|) trained")
    ['was mainly trained', 'was trained', 'were mainly trained', 'were trained']

    Raises
    ------
    LexiconError
        If parentheses are nested.
    """
    if re.search(r"\([^()]*\(", pattern):
        raise LexiconError("pattern", 0, f"alternatives may not be nested: {pattern!r}")
    parts = [part.split("|") for part in re.split(r"[()]", pattern)]
    return [" ".join("".join(choice).split()) for choice in itertools.product(*parts)]


@cache
def words(row_id: str) -> frozenset[str]:
    """A word list of ``words.jsonl`` by its id."""
    return frozenset(next(row["words"] for row in rows("words") if row["id"] == row_id))
