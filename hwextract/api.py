"""The public functions: from texts to extractions and tables."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hwextract.batches import BATCH, batches, chars_of
from hwextract.catalog import Catalog
from hwextract.document import Document
from hwextract.engine import MAX_RECORDS, Engine
from hwextract.errors import InputTypeError
from hwextract.extraction import Extraction
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd
    from spacy.language import Language

__all__ = ["Extractor", "extract", "extract_frame", "extract_many"]

#: Seconds for which texts are waited for that are read together.
_PATIENCE = 0.1

#: A path, or several.
Paths = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes an extractor: plain data, so that a worker process can make the same."""

    max_records: int = MAX_RECORDS
    catalog: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()


class Extractor:
    """An engine with settings of its own.

    Parameters
    ----------
    max_records : int
        How many records one document may give.
    catalog : path, sequence of paths, or Catalog; optional
        Own products beside ours; see `hwextract.catalog.Catalog`.
    lexicon : path or sequence of paths, optional
        Own cues and class words beside ours; see `hwextract.lexicon.Lexicon`.

    Raises
    ------
    CatalogError, LexiconError
        If a file cannot be used. Files are read once, here.

    Examples
    --------
    >>> Extractor().extract("on one NVIDIA V100").records[0].name
    'NVIDIA Tesla V100'
    """

    def __init__(
        self,
        *,
        max_records: int = MAX_RECORDS,
        catalog: Paths | Catalog | None = None,
        lexicon: Paths | Lexicon | None = None,
    ) -> None:
        own_catalog = catalog if isinstance(catalog, Catalog) else Catalog(*_paths(catalog))
        own_lexicon = lexicon if isinstance(lexicon, Lexicon) else Lexicon(*_paths(lexicon))
        own = own_catalog.paths or own_lexicon.paths
        knowledge = Knowledge(own_catalog, own_lexicon) if own else SHIPPED
        self.settings = Settings(max_records, own_catalog.paths, own_lexicon.paths)
        self._engine = Engine(max_records=max_records, knowledge=knowledge)

    def __reduce__(self) -> tuple[Callable[[Settings], Extractor], tuple[Settings]]:
        return extractor_of, (self.settings,)

    def extract(self, source: str | Document) -> Extraction:
        """The extraction of one text; see `hwextract.extract`."""
        return self._engine(source)

    def extract_many(
        self, items: Iterable[str | tuple[object, str] | Document], *, n_process: int = 1, progress: bool = False
    ) -> Iterator[Extraction]:
        """The extractions of many texts, in their order; see `hwextract.extract_many`.

        Worker processes read the files of an own catalogue and lexicon again.
        """
        if n_process > 1:
            from hwextract.corpus import in_processes

            results = in_processes(items, n_process, self)
        else:
            some = batches(enumerate(items), chars_of, most=BATCH, seconds=_PATIENCE)
            results = (result for numbered in some for result in extract_items(numbered, self))
        if progress:
            from hwextract.corpus.progress import tracked

            results = tracked(results, len(items) if isinstance(items, Sized) else None)
        # A generator that is closed closes what it reads from: workers end with the loop that used them.
        with closing(results):
            yield from results

    def extract_together(self, sources: Iterable[str | Document]) -> list[Extraction]:
        """The extractions of some texts that are at hand, in their order; faster than one by one.

        Raises
        ------
        InputTypeError
            If one of them is neither a str nor a Document.

        Examples
        --------
        >>> [len(result.records) for result in Extractor().extract_together(["on one V100", "We counted birds."])]
        [1, 0]
        """
        return self._engine.together(sources)

    @property
    def catalog(self) -> Catalog:
        """The catalogue, with one's own products."""
        return self._engine.knowledge.catalog

    @property
    def nlp(self) -> Language:
        """The private spaCy pipeline, for a look inside. It expects repaired text of one block."""
        return self._engine.nlp


def _paths(given: Paths | None) -> tuple[str | Path, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, (str, Path)) else tuple(given)


@lru_cache(maxsize=8)
def extractor_of(settings: Settings) -> Extractor:
    """The extractor of some settings, made once in a process."""
    return Extractor(max_records=settings.max_records, catalog=settings.catalog, lexicon=settings.lexicon)


def _default() -> Extractor:
    return extractor_of(Settings())


def extract(source: str | Document) -> Extraction:
    """What a text says about hardware, money and time of model training.

    Parameters
    ----------
    source : str or Document
        The text. No format is guessed: use `hwextract.read` for files.

    Returns
    -------
    Extraction
        Records with offsets in the text as given, setups, summary and hints.

    Raises
    ------
    InputTypeError
        (a TypeError) if it is neither a str nor a Document. No str raises, whatever it contains.

    Examples
    --------
    >>> result = extract("No GPU was used; training took 2 h on an Intel Core i7-9700K.")
    >>> [(r.text, r.status) for r in result.records]
    [('GPU', 'negated'), ('2 h', 'used'), ('Intel Core i7-9700K', 'used')]
    """
    return _default().extract(source)


def _document(item: Any, number: int) -> Document:
    if isinstance(item, Document):
        return item
    if isinstance(item, str):
        return Document(text=item, doc_id=str(number))
    if isinstance(item, tuple) and len(item) == 2:
        doc_id, text = item
        if isinstance(text, str):
            return Document(text=text, doc_id=str(doc_id))
        raise InputTypeError("extract_many", type(text).__name__)
    raise InputTypeError("extract_many", type(item).__name__)


def extract_items(items: Sequence[tuple[int, Any]], extractor: Extractor) -> list[Extraction]:
    """The extractions of some items with their positions; what fails becomes a row of ``errors``, not the end."""
    documents: dict[int, Document] = {}
    found: dict[int, Extraction] = {}
    for number, item in items:
        try:
            documents[number] = _document(item, number)
        except Exception as error:  # noqa: BLE001  one item of a million must not end the rest
            found[number] = failed(item, number, error, extractor)
    try:
        found |= zip(documents, extractor.extract_together(documents.values()), strict=True)
    except Exception:  # noqa: BLE001  one by one, they tell which of them fails
        for number, item in items:
            if number not in found:
                try:
                    found[number] = extractor.extract(documents[number])
                except Exception as error:  # noqa: BLE001
                    found[number] = failed(item, number, error, extractor)
    return [found[number] for number, _ in items]


def failed(item: Any, number: int, error: Exception, extractor: Extractor) -> Extraction:
    """The extraction of an item that could not be extracted: a row of ``errors``, and one of ``documents``."""
    if isinstance(item, Document):
        doc_id, source = item.doc_id, item.source
    else:
        doc_id, source = str(item[0]) if isinstance(item, tuple) and item else str(number), None
    row = {"doc_id": doc_id, "source": source, "kind": type(error).__name__, "message": str(error)}
    empty = extractor.extract("")
    return Extraction(doc_id=doc_id, status="unreadable", summary=empty.summary, meta=empty.meta, errors=[row])


def extract_many(
    items: Iterable[str | tuple[object, str] | Document], *, n_process: int = 1, progress: bool = False
) -> Iterator[Extraction]:
    """The extractions of many texts, in their order.

    Some texts are read together, which takes less time than one by one; what comes slowly (a tenth of a second) waits
    for one more item at most. Where an item depends on the result of the one before it, use `extract`.

    Parameters
    ----------
    items : iterable of str, (id, text) or Document
        A plain text gets its position as id.
    n_process : int
        Number of worker processes. They are started anew, so a script that asks for more than one needs the usual
        ``if __name__ == "__main__":``. Items and results are bounded in memory, whatever their number.
    progress : bool
        Whether to tell on stderr how far it is: a bar where ``items`` have a length, else a count.

    Yields
    ------
    Extraction
        One per item; an item that fails has a row in `Extraction.errors`.

    Examples
    --------
    >>> results = extract_many([("a", "on two V100 GPUs"), ("b", "nothing")])
    >>> [(r.doc_id, len(r.records)) for r in results]
    [('a', 1), ('b', 0)]
    """
    return _default().extract_many(items, n_process=n_process, progress=progress)


def extract_frame(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    id: str | None = None,  # noqa: A002  the name of the public contract
    table: str = "records",
) -> pd.DataFrame:
    """A table of what the texts of a frame's column say.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a document.
    text : str
        Column of the texts; missing values count as empty.
    id : str, optional
        Column of the document ids; without it the index is taken.
    table : str
        ``records``, ``setups``, ``documents`` or ``errors``.

    Raises
    ------
    ColumnError
        If a column or table does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> papers = pd.DataFrame({"doi": ["10.1/x"], "text": ["Trained on a Titan Xp."]})
    >>> extract_frame(papers, id="doi")[["doc_id", "name"]].values.tolist()
    [['10.1/x', 'NVIDIA TITAN Xp']]
    """
    import pandas as pd

    from hwextract.errors import ColumnError
    from hwextract.tables import to_frame

    for name in (text, id):
        if name is not None and name not in frame.columns:
            raise ColumnError("column", name, tuple(map(str, frame.columns)))
    ids = frame.index if id is None else frame[id]
    texts = ["" if pd.isna(value) else value for value in frame[text]]
    return to_frame(extract_many(zip(ids, texts, strict=True)), table)
