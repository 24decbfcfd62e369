"""``nlp.add_pipe("hwextract")``: the engine as one component of a user's own pipeline."""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray
    from spacy.vocab import Vocab

    from hwextract.document import Document
    from hwextract.extraction import Extraction

    #: Is called with a component's name, the component, the Docs that failed, and the error.
    _Handler = Callable[[str, Any, list[Doc], Exception], None]

__all__ = ["HardwareComponent", "from_doc", "make_component"]

#: The private extension with plain data, the public one, and the key of the spans.
_STORED, _SHOWN, SPANS = "_hwextract", "hwextract", "hwextract"


def _register() -> None:
    """Register the extensions; done again in every process, and never by force."""
    if not Doc.has_extension(_STORED):
        Doc.set_extension(_STORED, default=None)
    if not Doc.has_extension(_SHOWN):
        Doc.set_extension(_SHOWN, getter=from_doc)


def from_doc(doc: Doc) -> Extraction | None:
    """The extraction that the component ``hwextract`` left in a Doc, or None where it did not run.

    Works on a Doc that came out of `Doc.to_bytes` or a `DocBin` (with ``store_user_data=True``), also in a process
    that never saw the pipeline.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("hwextract")
    >>> from_doc(nlp("Trained on one A100.")).records[0].name
    'NVIDIA A100'
    """
    _register()
    stored = doc._.get(_STORED)
    if stored is None:
        return None
    from hwextract.extraction import Extraction

    return Extraction.from_dict(stored)


class _Words:
    """The words of a vocabulary, in a table by the last bits of their ids, as long as they are short.

    Of two words with the same last bits the one that was seen last is kept, so that the table never grows. From it
    arrays put a text together, all its words at once, in a fraction of the time of ``doc.text``.
    """

    SLOTS = 1 << 18
    #: Bytes of a word in the table. With its id and its length they are 32: what a processor fetches at once.
    WIDTH = 23
    _ROW = Struct(f"<QB{WIDTH}s")
    _BLANK = b" " * WIDTH

    def __init__(self, vocab: Vocab) -> None:
        import numpy as np

        self.vocab = vocab
        self._table = bytearray(self.SLOTS * self._ROW.size)
        self._rows = np.frombuffer(self._table, [("id", "<u8"), ("length", "u1"), ("word", f"S{self.WIDTH}")])
        # The id 0 is that of the empty word, and its row is not filled yet.
        self._rows["id"][0] = 2**64 - 1

    def text(self, tokens: NDArray[np.uint64]) -> str:
        """The text of what `_tokens` gives.

        Each word is written with spaces behind it that fill its row up, and over these the next one.
        """
        import numpy as np

        ids, spaces = tokens.T
        rows = self._rows.take((ids & (self.SLOTS - 1)).view(np.intp))
        words, lengths = rows["word"], rows["length"].astype(np.intp)
        (unknown,) = (rows["id"] != ids).nonzero()
        others = self._learn(ids[unknown].tolist())
        words[unknown] = self._BLANK
        lengths[unknown] = [*map(len, others)]
        places = np.zeros(len(ids) + 1, np.intp)
        (lengths + spaces.view(np.intp)).cumsum(out=places[1:])
        length = int(places[-1])
        text = bytearray(self._BLANK) * (length // self.WIDTH + 2)
        np.ndarray((length + 1,), words.dtype, text, 0, (1,))[places[:-1]] = words
        for place, word in zip(places[unknown].tolist(), others, strict=True):
            text[place : place + len(word)] = word
        return str(memoryview(text)[:length], "utf-8")

    def _learn(self, ids: list[int]) -> list[bytes]:
        """The words of some ids, which the table has from now on if they are short."""
        words = {key: self.vocab.strings[key].encode() for key in {*ids}}
        for key, word in words.items():
            if len(word) <= self.WIDTH:
                place = (key & (self.SLOTS - 1)) * self._ROW.size
                self._ROW.pack_into(self._table, place, key, len(word), word.ljust(self.WIDTH))
        return [words[key] for key in ids]


def _tokens(doc: Doc) -> NDArray[np.uint64]:
    """The ids of a Doc's words, and whether there is a space behind each: all that is known of its text."""
    return doc.to_array(["ORTH", "SPACY"]).view("uint64")


def _length(pair: tuple[Doc, Any]) -> int:
    """How long the text of a Doc is, up to the end of its last word."""
    doc, _ = pair
    return doc[-1].idx + len(doc[-1]) if len(doc) else 0


class HardwareComponent:
    """Runs the engine on ``doc.text``.

    The result is kept as plain data in a private extension, shown typed as ``doc._.hwextract``, and projected onto
    the Doc's own tokens as ``doc.spans["hwextract"]``, with the record's type as label.

    Parameters
    ----------
    nlp : Language
        The pipeline.
    name : str
        The component's name in it.
    max_records : int
        How many records one document may give.
    catalog, lexicon : str or list of str, optional
        Paths of an own catalogue and lexicon; see `hwextract.Extractor`.
    """

    def __init__(
        self,
        nlp: Language,
        name: str,
        max_records: int,
        catalog: str | list[str] | None = None,
        lexicon: str | list[str] | None = None,
    ) -> None:
        self.name = name
        self.settings: dict[str, Any] = {"max_records": max_records, "catalog": catalog, "lexicon": lexicon}
        self._on_error: _Handler = nlp.default_error_handler
        self._extractor: Any = None
        self._words: _Words | None = None
        _register()
        if catalog or lexicon:
            self._make()  # so that a wrong file is noticed here, and not at the first text

    def _make(self) -> Any:
        if self._extractor is None:
            from hwextract.api import Extractor

            self._extractor = Extractor(**self.settings)
        return self._extractor

    def __call__(self, doc: Doc) -> Doc:
        """Extract from a Doc and leave the result in it."""
        return self._fill(doc, self._make().extract(self._document(doc, _tokens(doc))))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Extract from many Docs, of which some are read together.

        What their texts are made of is taken as they come, while their tokens are at hand; the texts are made together.
        What fails is told to the error handler, Doc by Doc.
        """
        from hwextract.batches import batches

        results: list[Extraction | None]
        for some in batches(self._pairs(stream), _length, most=batch_size):
            pairs = [*self._documents(some)]
            try:
                results = [*self._make().extract_together([document for _, document in pairs])]
            except Exception:  # noqa: BLE001  one by one, they tell which of them fails
                results = [None] * len(pairs)
            for (doc, document), result in zip(pairs, results, strict=True):
                try:
                    yield self._fill(doc, result or self._make().extract(document))
                except Exception as error:  # noqa: BLE001  spaCy has its user say what an error is to do
                    self._on_error(self.name, self, [doc], error)

    def _pairs(self, docs: Iterable[Doc]) -> Iterator[tuple[Doc, NDArray[np.uint64]]]:
        for doc in docs:
            try:
                yield doc, _tokens(doc)
            except Exception as error:  # noqa: BLE001  as above
                self._on_error(self.name, self, [doc], error)

    def _documents(self, docs: Iterable[tuple[Doc, NDArray[np.uint64]]]) -> Iterator[tuple[Doc, Document]]:
        for doc, tokens in docs:
            try:
                yield doc, self._document(doc, tokens)
            except Exception as error:  # noqa: BLE001  as above
                self._on_error(self.name, self, [doc], error)

    def _document(self, doc: Doc, tokens: NDArray[np.uint64]) -> Document:
        from hwextract.document import Document

        if self._words is None or self._words.vocab is not doc.vocab:
            self._words = _Words(doc.vocab)
        return Document(text=self._words.text(tokens), doc_id=str(doc.user_data.get("doc_id", "")))

    def _fill(self, doc: Doc, result: Extraction) -> Doc:
        """The Doc with what its text says."""
        _register()
        doc._.set(_STORED, result.to_plain())
        spans = (
            doc.char_span(record.start, record.end, label=record.type, alignment_mode="expand")
            for record in result.records
        )
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc

    def set_error_handler(self, error_handler: _Handler) -> None:
        """Take what is to be called for a Doc that fails in `pipe`; see ``Language.set_error_handler``."""
        self._on_error = error_handler

    def get_error_handler(self) -> _Handler:
        """What is called for a Doc that fails in `pipe`; at first it is the pipeline's."""
        return self._on_error

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "settings": self.settings, "on_error": self._on_error}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.name = state["name"]
        self.settings = state["settings"]
        self._on_error = state["on_error"]
        self._extractor = None
        self._words = None
        _register()

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing beside the settings, which are in the pipeline's config."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> HardwareComponent:
        """The component itself: there is nothing to restore."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing beside the settings, which are in the pipeline's config."""

    def from_disk(self, _path: Any, **_: Any) -> HardwareComponent:
        """The component itself: there is nothing to restore."""
        return self


@Language.factory(
    "hwextract",
    assigns=["doc._.hwextract", "doc.spans"],
    default_config={"max_records": 100_000, "catalog": None, "lexicon": None},
)
def make_component(
    nlp: Language, name: str, max_records: int, catalog: str | list[str] | None, lexicon: str | list[str] | None
) -> HardwareComponent:
    """Make the component; spaCy calls this for ``nlp.add_pipe("hwextract")``.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("hwextract")
    >>> doc = nlp("Trained on one A100.")
    >>> [(span.text, span.label_) for span in doc.spans["hwextract"]]
    [('A100', 'accelerator')]
    """
    return HardwareComponent(nlp, name, max_records, catalog, lexicon)
