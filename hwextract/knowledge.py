"""What an engine knows: a catalogue and a lexicon, as they are shipped or with rows of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hwextract import lexicon as words
from hwextract.catalog import products

if TYPE_CHECKING:
    from hwextract.catalog import Catalog, System
    from hwextract.catalog.grammar import Grammar
    from hwextract.lexicon import Lexicon

__all__ = ["SHIPPED", "Knowledge"]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A catalogue and a lexicon, and their rows by id; a station finds it in its window.

    Examples
    --------
    >>> SHIPPED.systems["summit"].kind
    'supercomputer'
    """

    catalog: Catalog = products.SHIPPED
    lexicon: Lexicon = words.SHIPPED

    @cached_property
    def grammars(self) -> dict[str, Grammar]:
        """The grammars of the catalogue."""
        return {grammar.id: grammar for grammar in self.catalog.grammars}

    @cached_property
    def systems(self) -> dict[str, System]:
        """The systems of the catalogue."""
        return {system.id: system for system in self.catalog.systems}

    @cached_property
    def cues(self) -> dict[str, dict[str, Any]]:
        """The cues of the lexicon."""
        return {row["id"]: row for row in self.lexicon.rows("cues")}

    @cached_property
    def class_words(self) -> dict[str, dict[str, Any]]:
        """The class words of the lexicon."""
        return {row["id"]: row for row in self.lexicon.rows("class_words")}


#: What hwextract ships.
SHIPPED = Knowledge()
