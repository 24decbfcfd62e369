"""The stations as components of spaCy, for a look inside: a tokenizer, a span ruler, and each station on a Doc's window.

The engine runs the same stations without a Doc, for making one takes longer than any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.pipeline import STATIONS
from hwextract.pipeline.draft import Window
from hwextract.pipeline.ruler import RULED, ruled
from hwextract.pipeline.tokenizer import place

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["SPANS", "HardwareTokenizer", "pipeline"]

#: Key of the spans of phrases on a Doc.
SPANS = "hwextract_ruler"


class HardwareTokenizer:
    """The tokenizer of the private pipeline. It opens the window of each Doc, in which the stations work."""

    def __init__(self, vocab: Vocab, knowledge: Knowledge = SHIPPED) -> None:
        self.vocab = vocab
        self.knowledge = knowledge

    def __call__(self, text: str) -> Doc:
        """The Doc of a text, which is that of a repaired block."""
        words, ends = place(text)
        starts = [end - len(word) for word, end in zip(words, ends, strict=True)]
        spaces = [start > end for start, end in zip([*starts[1:], len(text)], ends, strict=False)]
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data["hwextract"] = Window(self.knowledge, text)
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> HardwareTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: Any, **_: Any) -> HardwareTokenizer:
        """Nothing to restore."""
        return self


def _component(station: Callable[[Window], None]) -> Callable[[Doc], Doc]:
    """A station as a component; the phrases of systems and cues are shown beside those of the ruler."""

    def run(doc: Doc) -> Doc:
        window: Window = doc.user_data["hwextract"]
        station(window)
        if station is STATIONS[0]:
            cues = [(cue.start, cue.end, "CUE", cue.row["id"]) for cue in (*window.cues, *window.hints)]
            shown = (*cues, *(phrase for phrase in window.phrases if phrase[2] not in RULED))
            spans = (doc.char_span(start, end, label, span_id=row_id) for start, end, label, row_id in shown)
            doc.spans[SPANS] = sorted([*doc.spans[SPANS], *filter(None, spans)])
        return doc

    return run


for _station in STATIONS:
    Language.component(f"hwextract_{_station.__name__}", func=_component(_station))


def pipeline(knowledge: Knowledge = SHIPPED) -> Language:
    """The private pipeline.

    Its vocabulary has the lower-case form of tokens and no other attribute: computing shapes and flags of every new
    word would cost more than all stations. English's own tokenizer is never made, for its exceptions take longer.
    """
    nlp = English(
        vocab=Vocab(lex_attr_getters={LOWER: str.lower}),
        create_tokenizer=lambda nlp: HardwareTokenizer(nlp.vocab, knowledge),
    )
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": SPANS, "phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(
        [{"label": label, "id": row_id, "pattern": phrase} for label, row_id, phrase in ruled(knowledge)]
    )
    for station in STATIONS:
        nlp.add_pipe(f"hwextract_{station.__name__}")
    return nlp
