"""Grammars: how the names of product families are formed, so that a product is read by its form.

A grammar is a row of ``grammars.jsonl``. Its ``heads`` are the words that start such a name (the ruler looks for
them); its ``pattern`` is what the whole name looks like; its ``name`` is a template for the canonical name, filled
from the pattern's groups through the spellings of ``spellings.jsonl``. Where two read the same words, the first stands.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hwextract.errors import LexiconError
from hwextract.expressions import guarded, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwextract.pipeline.draft import Surroundings

__all__ = ["Grammar", "grammars", "literal", "parse", "parse_own"]

#: What parts of a name may stand apart by.
_PARTS = re.compile(r"[ -]+")
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
        "telling",
        "certainty",
        "choose",
        "flags",
        "needs_class",
        "requires",
        "wide",
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
    name, vendor : str
        Templates, filled from the groups of `pattern`.
    context : int
        What must be around a match: 0 nothing, 1 any word of computing, 2 a device or a count.
    telling : str or None
        The group of `pattern` with which a name can be nothing else, so that nothing need be around it.
    requires : pattern or None
        Words that must be near a match: in its block, or, where the grammar is `wide`, in the text around it, too.
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
    telling: str | None = None
    certainty: str = "high"
    choose: dict[str, Any] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    needs_class: bool = False
    requires: re.Pattern[str] | None = None
    wide: bool = False
    phase: str | None = None

    def is_required(self, text: str, around: Surroundings) -> bool:
        """Whether the words that a match needs are in its block, or around it if they may stand there."""
        if self.requires is None or self.requires.search(text):
            return True
        return self.wide and any(map(self.requires.search, (around.before, around.after)))

    def is_out_of_place(self, text: str) -> bool:
        """Whether the words that a match needs in its block are not in it: far cheaper than to look for the name."""
        return self.requires is not None and not self.wide and self.requires.search(text) is None

    def may_read(self, text: str, around: Surroundings) -> bool:
        """Whether it reads a name in a block, and the words that this needs are there."""
        return (
            not self.is_out_of_place(text) and self.pattern.search(text) is not None and self.is_required(text, around)
        )

    def canonical_name(self, match: re.Match[str]) -> str:
        """The canonical name of a match of `pattern`.

        Examples
        --------
        >>> geforce = next(g for g in grammars() if g.id == "nvidia-geforce-series")
        >>> geforce.canonical_name(geforce.pattern.search("a GRX 2080ti"))
        'NVIDIA GeForce RTX 2080 Ti'
        """
        return self._write(self.name, match)

    def vendor_name(self, match: re.Match[str]) -> str | None:
        """The vendor of a match: the grammar's own, or the maker that the name begins with.

        Examples
        --------
        >>> maker = next(g for g in grammars() if g.id == "chip-maker")
        >>> maker.vendor_name(maker.pattern.search("on a Tenstorrent Wormhole"))
        'Tenstorrent'
        """
        return self.vendor and self._write(self.vendor, match)

    def _write(self, template: str, match: re.Match[str]) -> str:
        if "{" not in template:
            return " ".join(template.split()).rstrip("- ")
        values = {group: text.strip(" -") if text else "" for group, text in match.groupdict().items()}
        for group, rule in self.choose.items():
            chosen = next((to for form, to in rule["table"] if re.search(form, values[rule["of"]])), "")
            values[group] = _fill(chosen, values)
        return " ".join(_fill(template, values).split()).rstrip("- ")


def _fill(template: str, values: dict[str, str]) -> str:
    return _SLOT.sub(lambda slot: _spell(values.get(slot[1]) or "", slot[2]), template)


@lru_cache(maxsize=4096)
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


def _text() -> str:
    return files(__package__).joinpath("grammars.jsonl").read_text(encoding="utf-8")


@cache
def grammars() -> tuple[Grammar, ...]:
    """Every grammar that hwextract ships, in the order of its file; see `parse`."""
    return tuple(parse(_text(), "grammars", _derived_macros()))


#: A device that is called by its code alone: "NVIDIA L40S", "NVIDIA Tesla M60".
_CODED = re.compile(r"NVIDIA (?:Tesla )?([A-Z]\d+[A-Z]?)")


def _derived_macros() -> dict[str, str]:
    """The macro that follows from the catalogue: ``devicecode``, the codes by which devices are called alone.

    Examples
    --------
    >>> code = re.compile(_derived_macros()["devicecode"])
    >>> [bool(code.fullmatch(name)) for name in ("L40S", "M60", "E2as", "D8s")]
    [True, True, False, False]
    """
    from hwextract.catalog.products import SHIPPED

    coded = map(_CODED.fullmatch, SHIPPED.table("accelerator").column("name"))
    return {"devicecode": f"(?:{tree({one[1] for one in coded if one})})"}


def parse_own(text: str, source: str) -> list[Grammar]:
    r"""The grammars of JSONL text of one's own, which may use our macros. The example of each must read as it says.

    Raises
    ------
    LexiconError
        If a row is wrong; see `parse`.

    Examples
    --------
    >>> row = '{"id": "zyx", "type": "accelerator", "heads": ["zyx"], "pattern": "zyx<s>(?P<n>q\\\\d{3})", '
    >>> row += '"name": "Zyx {n:upper}", "example": "a zyx q900", "canonical": "Zyx Q900"}'
    >>> [grammar] = parse_own(row, "mine.jsonl")
    >>> grammar.canonical_name(grammar.pattern.search("on a Zyx-q901"))
    'Zyx Q901'
    """
    macros = _derived_macros()
    for row in map(json.loads, _text().splitlines()):
        if "macro" in row:
            macros[row["macro"]] = _expand(row["pattern"], macros)
    return parse(text, source, macros, check=True)


def parse(text: str, source: str, macros: dict[str, str], *, check: bool = False) -> list[Grammar]:
    """The grammars of JSONL text; a row with ``macro`` adds a pattern to ``macros``, for the rows below it.

    Raises
    ------
    LexiconError
        If a row is no JSON object, has an unknown key, lacks or repeats one; with ``check`` also if its pattern does
        not compile, or its example does not give its canonical name.
    """
    found: dict[str, Grammar] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "macro" in row:
                macros[row["macro"]] = _expand(row["pattern"], macros)
                continue
            grammar = _grammar(row, macros)
            if check:
                _check(grammar)
        except KeyError as error:
            raise LexiconError(source, number, f"lacks, or names without there being one, {error}") from error
        except (re.error, TypeError, ValueError) as error:
            raise LexiconError(source, number, str(error)) from error
        if grammar.id in found:
            raise LexiconError(source, number, f"id {grammar.id!r} is there already")
        found[grammar.id] = grammar
    return list(found.values())


def _grammar(row: Any, macros: dict[str, str]) -> Grammar:
    if not isinstance(row, dict) or row.keys() - _KEYS:
        raise ValueError(f"unknown keys {sorted(row.keys() - _KEYS)}" if isinstance(row, dict) else "no JSON object")
    flags = 0 if row.pop("case", False) else re.IGNORECASE
    row["pattern"] = guarded(_expand(row["pattern"], macros), flags)
    row["requires"] = guarded(row["requires"], re.IGNORECASE) if "requires" in row else None
    row["heads"] = tuple(row["heads"])
    row["flags"] = tuple(row.get("flags", ()))
    return Grammar(**row)


def _check(grammar: Grammar) -> None:
    if grammar.type not in ("accelerator", "cpu", "instance", "system"):
        raise ValueError(f"type {grammar.type!r} is none of accelerator, cpu, instance, system")
    if not grammar.heads or any(head.lower() not in grammar.example.lower() for head in grammar.heads[:1]):
        raise ValueError("needs heads, words that start such a name; the first must be in the example")
    if grammar.requires is not None:
        grammar.requires.search("")  # what is compiled on first use fails here, and not in a text
    match = grammar.pattern.search(grammar.example)
    gives = None if match is None else grammar.canonical_name(match)
    if gives != grammar.canonical:
        raise ValueError(f"the example gives {gives!r}, and not {grammar.canonical!r}; change one of the two")


def literal(product: str, spellings: Sequence[str], **fields: Any) -> Grammar:
    """A grammar that reads a product in exactly these spellings, but for case, spaces and hyphens.

    Examples
    --------
    >>> grammar = literal("Zyx Q900", ["Zyx Q900", "Q900"], id="zyx-q900", type="accelerator")
    >>> [bool(grammar.pattern.search(text)) for text in ("four zyx-q900s", "8xQ900", "Q9000")]
    [True, True, False]
    """
    ways = sorted(spellings, key=len, reverse=True)
    pattern = "|".join("[ -]{0,3}".join(map(re.escape, _PARTS.split(way))) for way in ways)
    heads = (joint.join(_PARTS.split(way)) for way in ways for joint in (" ", "-", ""))
    return Grammar(
        heads=tuple(dict.fromkeys(heads)),
        pattern=guarded(rf"(?:{pattern})(?:s\b|(?![A-Za-z0-9]))", re.IGNORECASE),
        name=product,
        example=product,
        canonical=product,
        **fields,
    )


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """A pattern with its ``<macro>`` references replaced."""
    return re.sub(r"(?<!\(\?P)(?<!\(\?)<([a-z]+)>", lambda m: macros[m[1]], pattern)
