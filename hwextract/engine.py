"""The way of a text: blocks, gate, repair, pipeline, resolve. The only implementation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hwextract import gate
from hwextract.blocks import blocks
from hwextract.document import Document
from hwextract.errors import InputTypeError
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.language import readability
from hwextract.pipeline import MAX_STRINGS, build
from hwextract.repair import Repaired, repair

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from hwextract.extraction import Extraction

__all__ = ["MAX_RECORDS", "Block", "Engine"]

#: A text that is nothing but mentions is cut here.
MAX_RECORDS = 100_000

#: Characters before a block that tell whether its times are computing times.
BEFORE = 600


class Block:
    """A block that went through the pipeline: its place, its repaired text, and what was found in it."""

    __slots__ = ("end", "repaired", "start", "window")

    def __init__(self, start: int, end: int, repaired: Repaired, window: Any) -> None:
        self.start = start
        self.end = end
        self.repaired = repaired
        self.window = window


class Engine:
    """Turns a Document into an Extraction.

    Parameters
    ----------
    max_records : int
        How many records one document may give; its status is ``truncated`` when there are more.
    gated : bool
        Whether the gate chooses the blocks; without it all pass, and the records are the same.
    knowledge : Knowledge
        The catalogue and the lexicon.
    """

    def __init__(self, *, max_records: int = MAX_RECORDS, gated: bool = True, knowledge: Knowledge = SHIPPED) -> None:
        self.max_records = max_records
        self.knowledge = knowledge
        self.passes: Callable[[str, int, int], bool] = (
            partial(gate.passes, knowledge=knowledge) if gated else lambda *_: True
        )
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The private spaCy pipeline, made on first use, and anew when its vocabulary has grown too large."""
        if self._nlp is None or len(self._nlp.vocab.strings) > MAX_STRINGS:
            self._nlp = build(self.knowledge)
        return self._nlp

    def __call__(self, source: str | Document) -> Extraction:
        """The extraction of a text or document.

        Raises
        ------
        InputTypeError
            If ``source`` is neither a str nor a Document.
        """
        if isinstance(source, str):
            source = Document(text=source)
        if not isinstance(source, Document):
            raise InputTypeError("extract", type(source).__name__)
        from hwextract.resolve import resolve

        status, language = readability(source.text)
        found: list[Block] = []
        count = 0
        if status in ("ok", "not_english"):
            for start, end in blocks(source.text):
                if not self.passes(source.text, start, end):
                    continue
                block = self._block(source.text, start, end)
                if block.window is None:
                    continue
                found.append(block)
                count += len(block.window.drafts)
                if count > self.max_records:
                    status = "truncated"
                    break
        return resolve(source, found, status, language, max_records=self.max_records, catalog=self.knowledge.catalog)

    def _block(self, text: str, start: int, end: int) -> Block:
        from hwextract.pipeline.draft import Window

        repaired = repair(text, start, end)
        doc = self.nlp.make_doc(repaired.text)
        Window.of(doc).before = text[max(0, start - BEFORE) : start]
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return Block(start, end, repaired, doc.user_data.get("hwextract"))
