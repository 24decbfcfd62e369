"""The phrase book: many phrases, found without regard to case, as spaCy's matcher would find them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher

from hwextract.pipeline import build
from hwextract.pipeline.components import SPANS, HardwareTokenizer
from hwextract.pipeline.draft import Window
from hwextract.pipeline.phrasebook import PhraseBook
from hwextract.pipeline.ruler import find_phrases, phrases
from hwextract.pipeline.tokenizer import split


def found(entries: list[tuple[str, str, str]], text: str) -> list[tuple[int, int, str, str]]:
    return list(flat(PhraseBook(entries), split(text.lower())))


def flat(book: PhraseBook, tokens: list[str]) -> Iterator[tuple[int, int, str, str]]:
    return ((first, end, *entry) for first, end, entries in book.find(tokens) for entry in entries)


def test_phrases_that_overlap_are_all_found() -> None:
    entries = [("A", "1", "did not use"), ("A", "2", "not"), ("B", "3", "use"), ("A", "4", "Not Use")]
    assert found(entries, "We did NOT use it") == [
        (1, 4, "A", "1"),
        (2, 3, "A", "2"),
        (2, 4, "A", "4"),
        (3, 4, "B", "3"),
    ]


def test_one_phrase_may_mean_several_things_and_each_counts_once() -> None:
    assert found([("A", "1", "x1"), ("B", "2", "X1"), ("A", "1", "X 1")], "an X1") == [
        (1, 3, "A", "1"),
        (1, 3, "B", "2"),
    ]


def test_what_ends_early_is_not_found() -> None:
    assert found([("A", "1", "did not use")], "did not") == []
    assert found([("A", "1", "")], "anything") == []
    assert found([], "anything") == []


def test_a_book_becomes_a_tree_only_as_far_as_its_tokens_are_met() -> None:
    book = PhraseBook([("A", "1", "did not use"), ("A", "2", "did not"), ("B", "3", "did run it")])
    assert [*flat(book, ["did"])] == []
    assert [*flat(book, ["did", "not"])] == [(0, 2, "A", "2")]
    pages: Any = book._pages
    assert pages["did"].after["run"] == [("B", "3", "did run it")]
    assert [*flat(book, ["did", "run", "it"])] == [(0, 3, "B", "3")]
    assert [*flat(book, ["did", "not", "use"])] == [(0, 2, "A", "2"), (0, 3, "A", "1")]


def test_a_book_gives_what_a_matcher_gives() -> None:
    chosen = random.Random(0)
    entries = [entry for entry in phrases() if entry[0] in ("SYSTEM", "CUE")]
    sample = dict.fromkeys(chosen.sample(entries, 300))
    nlp = English(create_tokenizer=lambda nlp: HardwareTokenizer(nlp.vocab))
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for label, row_id, phrase in sample:
        matcher.add(f"{label} {row_id}", [nlp.make_doc(" ".join(split(phrase.lower())))])
    text = " ".join(chosen.choice([phrase, phrase.upper(), phrase + " and"]) for _, _, phrase in sample)
    doc = nlp.make_doc(" ".join(split(text)))
    expected = {(start, end, nlp.vocab.strings[key]) for key, start, end in matcher(doc)}
    assert len(expected) >= len(sample)
    book = PhraseBook(sample)
    assert {(a, b, f"{label} {row}") for a, b, label, row in flat(book, [t.lower_ for t in doc])} == expected


def test_ruler_and_book_leave_their_spans_together() -> None:
    doc = build()("We did not train on an ABCI node with a Tesla V100 GPU.")
    labels = [span.label_ for span in doc.spans[SPANS]]
    assert {"CLASS", "HEAD", "SYSTEM", "CUE"} == set(labels)
    places = [(span.start_char, span.end_char) for span in doc.spans[SPANS]]
    assert places == sorted(places)
    ruled = {(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans[SPANS]}
    window = Window(text=doc.text)
    find_phrases(window)
    cues = {(cue.start, cue.end, "CUE", cue.row["id"]) for cue in (*window.cues, *window.hints)}
    assert ruled == {*window.phrases, *cues}
