"""A document: a text with what its source knows about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Document", "Section"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and where the text under it starts and ends, in characters of `Document.text`."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text, and what is known about it.

    `hwextract.read` makes one from a file; make one yourself where you have more than the text.

    Attributes
    ----------
    text : str
        The text; offsets of records count its characters.
    doc_id : str
        Name of the document in every table.
    sections : tuple of Section
        Headings with their extent, in order; empty where the source has none (headings are then looked for in the
        text).
    pages : tuple of int
        Where each page starts, in characters of `text`.
    source : str or None
        The file that the document was read from.
    title, year, doi : optional
        Of the publication.
    full_text : bool or None
        False where `text` is only an abstract.
    question, answer : str or None
        Of a transcript: what was asked, and what a language model answered. Neither is evidence.

    Examples
    --------
    >>> document = Document(text="We used one GPU.", doc_id="10.1000/1", year=2020)
    >>> document.page_of(3) is None
    True
    """

    text: str
    doc_id: str = ""
    sections: tuple[Section, ...] = ()
    pages: tuple[int, ...] = ()
    source: str | None = None
    title: str | None = None
    year: int | None = None
    doi: str | None = None
    full_text: bool | None = None
    question: str | None = None
    answer: str | None = None

    def page_of(self, offset: int) -> int | None:
        """The page, from 1, of a place in the text, or None where the source has no pages."""
        return bisect_right(self.pages, offset) or 1 if self.pages else None

    def section_of(self, offset: int) -> str | None:
        """The innermost heading above a place in the text, where the source has headings."""
        last = bisect_right(self.sections, offset, key=lambda section: section.start)
        for section in reversed(self.sections[:last]):
            if offset < section.end:
                return section.heading
        return None
