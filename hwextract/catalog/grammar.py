"""Grammars: how the names of product families are formed, so that a product is read by its form.

A grammar is a row of ``grammars.jsonl``. Its ``heads`` are the words that start such a name (the ruler looks for
them); its ``pattern`` is what the whole name looks like; its ``name`` is a template for the canonical name, filled
from the pattern's groups through the spellings of ``spellings.jsonl``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from hwextract.errors import LexiconError

__all__ = ["Grammar", "grammars"]

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_KEYS = frozenset(
    [
        "id",
        "type",
        "heads",
        "pattern",
        "name",
        "example",
        "canonical",
        "vendor",
        "kind",
        "provider",
        "context",
        "certainty",
        "choose",
        "flags",
        "needs_class",
        "requires",
        "case",
        "phase",
    ]
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """One family of product names.

    Attributes
    ----------
    heads : tuple of str
        Words of every name, of which the ruler finds one; alternatives may stand in parentheses, and ``#`` is a
        number, with hyphens before it or not.
    context : int
        What must be around a match: 0 nothing, 1 any word of computing, 2 a device or a count.
    requires : pattern or None
        Words that must be near a match.
    phase : str or None
        What such a device is for where the text says nothing (an edge device infers).
    needs_class : bool
        Whether the match is only the maker in front of a class word ("NVIDIA GPU").
    """

    id: str
    type: str
    heads: tuple[str, ...]
    pattern: re.Pattern[str]
    name: str
    example: str
    canonical: str
    vendor: str | None = None
    kind: str | None = None
    provider: str | None = None
    context: int = 0
    certainty: str = "high"
    choose: dict[str, Any] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    needs_class: bool = False
    requires: re.Pattern[str] | None = None
    phase: str | None = None

    def canonical_name(self, match: re.Match[str]) -> str:
        """The canonical name of a match of `pattern`.

        Examples
        --------
        >>> geforce = next(g for g in grammars() if g.id == "nvidia-geforce-series")
        >>> geforce.canonical_name(geforce.pattern.search("a GRX 2080ti"))
        'NVIDIA GeForce RTX 2080 Ti'
        """
        values = {group: text.strip(" -") if text else "" for group, text in match.groupdict().items()}
        for group, rule in self.choose.items():
            chosen = next((to for form, to in rule["table"] if re.search(form, values[rule["of"]])), "")
            values[group] = _fill(chosen, values)
        return " ".join(_fill(self.name, values).split()).rstrip("- ")


def _fill(template: str, values: dict[str, str]) -> str:
    return _SLOT.sub(lambda slot: _spell(values.get(slot[1]) or "", slot[2]), template)


def _spell(text: str, spelling: str | None) -> str:
    if not text or spelling is None:
        return text
    row = _spellings()[spelling]
    text = {"upper": text.upper, "lower": text.lower, "title": text.title}.get(row.get("case", ""), lambda: text)()
    for form, becomes in row["subs"]:
        text = re.sub(form, becomes, text)
    return text


@cache
def _spellings() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("spellings.jsonl").read_text(encoding="utf-8")
    return {row["id"]: row for row in map(json.loads, text.splitlines())}


@cache
def grammars() -> tuple[Grammar, ...]:
    """Every grammar, in the order of its file.

    Raises
    ------
    LexiconError
        If a row has an unknown key, or its pattern does not compile.
    """
    found = []
    macros: dict[str, str] = {}
    text = files(__package__).joinpath("grammars.jsonl").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        row = json.loads(line)
        if "macro" in row:
            macros[row["macro"]] = _expand(row["pattern"], macros)
            continue
        if row.keys() - _KEYS:
            raise LexiconError("grammars", number, f"unknown keys {sorted(row.keys() - _KEYS)}")
        flags = 0 if row.pop("case", False) else re.IGNORECASE
        try:
            row["pattern"] = re.compile(_expand(row["pattern"], macros), flags)
            row["requires"] = re.compile(row["requires"], re.IGNORECASE) if "requires" in row else None
        except re.error as error:
            raise LexiconError("grammars", number, str(error)) from error
        row["heads"] = tuple(row["heads"])
        row["flags"] = tuple(row.get("flags", ()))
        found.append(Grammar(**row))
    return tuple(found)


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """A pattern with its ``<macro>`` references replaced."""
    return re.sub(r"(?<!\(\?P)(?<!\(\?)<([a-z]+)>", lambda m: macros[m[1]], pattern)
