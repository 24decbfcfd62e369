"""The way of a text: scan, blocks, repair, gate, pipeline, resolve. The only implementation."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from hwextract import gate
from hwextract.batches import batches
from hwextract.blocks import around, blocks
from hwextract.document import Document
from hwextract.errors import InputTypeError
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.language import readability
from hwextract.pipeline import STATIONS, build
from hwextract.pipeline.definitions import Definitions
from hwextract.pipeline.draft import Window
from hwextract.repair import Repaired, lines, repair
from hwextract.scan import scanner as scanner_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from spacy.language import Language

    from hwextract.extraction import Extraction
    from hwextract.scan import Places

__all__ = ["MAX_RECORDS", "Block", "Engine"]

#: A text that is nothing but mentions is cut here.
MAX_RECORDS = 100_000

#: Characters before and behind a block that tell whether its times are computing times.
BEFORE, BEHIND = 1500, 700
#: Characters of blocks of one text that are read together: those of most papers, and few of a text without end.
TOGETHER = 30_000

#: The status of a text that is read.
_READ = ("ok", "not_english")

T = TypeVar("T")


class Block:
    """A block that went through the pipeline: its place, its repaired text, and what was found in it."""

    __slots__ = ("end", "repaired", "start", "window")

    def __init__(self, start: int, end: int, repaired: Repaired, window: Window) -> None:
        self.start = start
        self.end = end
        self.repaired = repaired
        self.window = window


class _Look(NamedTuple):
    """What the gate looks for in a block: names at some places of the text, and quantities, if there may be any."""

    names: list[int]
    counted: bool


#: The place of a block, and what the gate looks for in it; nothing where it is open.
_Candidate = tuple[int, int, _Look | None]


class _Repaired(NamedTuple):
    """A candidate after repair: its document's text, its own, and the places of its lines."""

    source: str
    start: int
    end: int
    look: _Look | None
    repaired: Repaired
    lines: Sequence[tuple[int, int]]

    @property
    def before(self) -> str:
        """What stands before it; few blocks are asked for it."""
        return self.source[max(0, self.start - BEFORE) : self.start]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.source[self.end : self.end + BEHIND]


class Engine:
    """Turns a Document into an Extraction.

    Parameters
    ----------
    max_records : int
        How many records one document may give; its status is ``truncated`` when there are more.
    gated : bool
        Whether scan and gate choose the blocks; without them all pass, and the records are the same. Only a
        quantity in digits beyond ASCII is not seen by the scan.
    scanner : str
        What scans the text: ``re`` (Python and numpy), ``hyperscan`` (the extra ``fast``), or ``auto``, which reads the
        first pages whole, then is the first, and the second once enough text has passed to pay for compiling it. The
        records are the same.
    knowledge : Knowledge
        The catalogue and the lexicon.

    Raises
    ------
    ExtraError
        If hyperscan is asked for and is not installed.
    ChoiceError
        If there is no such scanner.
    """

    def __init__(
        self,
        *,
        max_records: int = MAX_RECORDS,
        gated: bool = True,
        scanner: str = "auto",
        knowledge: Knowledge = SHIPPED,
    ) -> None:
        self.max_records = max_records
        self.knowledge = knowledge
        self._scanner = scanner_of(scanner, knowledge) if gated else None
        self._stations = STATIONS
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The stations as a private spaCy pipeline, made on first use, for a look inside."""
        if self._nlp is None:
            self._nlp = build(self.knowledge)
        return self._nlp

    def __call__(self, source: str | Document) -> Extraction:
        """The extraction of a text or document.

        Raises
        ------
        InputTypeError
            If ``source`` is neither a str nor a Document.
        """
        return self.together([source])[0]

    def together(self, sources: Iterable[str | Document]) -> list[Extraction]:
        """The extractions of some texts or documents, in their order: those that each gives alone, but sooner.

        Each step is taken for all of them before the next one is. The rules are many more than a processor has at hand
        at a time; so they are fetched once for some texts, and not anew for each. It raises what a text alone raises.

        Examples
        --------
        >>> [len(result.records) for result in Engine().together(["on one V100", "We counted birds."])]
        [1, 0]
        """
        documents = [*map(_document, sources)]
        readable = [readability(document.text) for document in documents]
        texts = [
            document.text if status in _READ else "" for document, (status, _) in zip(documents, readable, strict=True)
        ]
        return _in_step([*map(self._way, documents, readable, self._places(texts))])

    def _places(self, texts: Sequence[str]) -> Sequence[Places | None]:
        """What the scan finds in each text; nothing where all blocks are to be read."""
        return [None] * len(texts) if self._scanner is None else self._scanner.places(texts)

    def _way(
        self, document: Document, readable: tuple[str, str | None], places: Places | None
    ) -> Generator[None, None, Extraction]:
        """The way of a document after the scan; it halts after each step."""
        from hwextract.notes import is_note, is_terse
        from hwextract.resolve import resolve

        text = document.text
        status, language = readable
        found: list[Block] = []
        if status in _READ:
            found, status = yield from self._read(text, _candidates_at(text, places), status)
        yield
        note = bool(found) and is_note(text)
        if found and status == "ok" and self._scanner is not None and (note or is_terse(text)):
            # What a note says without a word of computing is of computing, too.
            every = ((start, end, None) for start, end in blocks(text))
            found, status = yield from self._read(text, every, status)
        yield
        return resolve(
            document,
            found,
            status,
            language,
            max_records=self.max_records,
            catalog=self.knowledge.catalog,
            note=note,
        )

    def blocks(self, text: str) -> Iterator[tuple[int, int]]:
        """The places of the blocks that are worth a look; without a gate, of all.

        Examples
        --------
        >>> list(Engine(scanner="re").blocks("Birds sang. We used a GPU."))
        [(12, 26)]
        """
        return ((start, end) for start, end, _ in self._candidates(text))

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        """The blocks of a text, and what the gate is to look for in each; nothing where it is open."""
        (places,) = self._places([text])
        return _candidates_at(text, places)

    def _read(
        self, text: str, candidates: Iterable[_Candidate], status: str
    ) -> Generator[None, None, tuple[list[Block], str]]:
        """The blocks that the gate lets pass, with what the pipeline finds in them, and the status of the text.

        It ends where the text gives too many records. It halts after each step, which is taken for some blocks of the
        text before the next one is.
        """
        found: list[Block] = []
        count = 0
        definitions = Definitions(text)
        for together in batches(candidates, _size, chars=TOGETHER):
            yield
            repaired = [self._repair(text, *candidate) for candidate in together]
            yield
            passed = [self._block(one, definitions) for one in repaired if self._passes(one)]
            for station in self._stations:
                yield
                for block in passed:
                    station(block.window)
            for block in passed:
                found.append(block)
                count += len(block.window.drafts)
                if count > self.max_records:
                    return found, "truncated"
        return found, status

    def _repair(self, text: str, start: int, end: int, look: _Look | None) -> _Repaired:
        """A block without what its document's form has done to it."""
        repaired = repair(text, start, end)
        broken = lines(text, start, end, repaired) if text.find("\n", start, end) >= 0 else ()
        return _Repaired(text, start, end, look, repaired, broken)

    def _passes(self, one: _Repaired) -> bool:
        """Whether the gate lets a block pass."""
        look, repaired = one.look, one.repaired
        return look is None or gate.passes(
            repaired.text,
            one,
            lines=one.lines,
            knowledge=self.knowledge,
            names=[*map(repaired.place, look.names)],
            counted=look.counted,
        )

    def _block(self, one: _Repaired, definitions: Definitions) -> Block:
        """A block in which the pipeline has found nothing yet."""
        window = Window(
            self.knowledge,
            one.repaired.text,
            lines=one.lines,
            before=one.before,
            after=one.after,
            source=one.source[one.start : one.end],
            definitions=definitions,
            counted=one.look is None or one.look.counted,
        )
        return Block(one.start, one.end, one.repaired, window)


def _document(source: str | Document) -> Document:
    if isinstance(source, str):
        return Document(text=source)
    if not isinstance(source, Document):
        raise InputTypeError("extract", type(source).__name__)
    return source


def _candidates_at(text: str, places: Places | None) -> Iterator[_Candidate]:
    """The blocks with places of the scan, and what the gate is to look for in each; nothing where it is open."""
    if places is None:
        yield from ((start, end, None) for start, end in blocks(text))
        return
    for start, end in around(text, places.all):
        yield start, end, _Look(_among(places.names, start, end), bool(_among(places.quantities, start, end)))


def _in_step(ways: Sequence[Generator[None, None, T]]) -> list[T]:
    """What some generators return, where each goes to where it halts next before any goes on."""
    ends: dict[int, T] = {}
    going = dict(enumerate(ways))
    while going:
        for number, way in [*going.items()]:
            try:
                next(way)
            except StopIteration as end:
                ends[number] = end.value
                del going[number]
    return [ends[number] for number in range(len(ways))]


def _size(candidate: _Candidate) -> int:
    return candidate[1] - candidate[0]


def _among(places: list[int], start: int, end: int) -> list[int]:
    """Those of some places, in order, that lie in a block."""
    first = bisect_left(places, start)
    return places[first : bisect_left(places, end, first)]
