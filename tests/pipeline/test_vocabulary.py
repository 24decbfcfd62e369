"""The pipeline in spaCy: the same stations, and a vocabulary that stays small."""

from __future__ import annotations

import pytest

from hwextract.engine import Engine
from hwextract.pipeline import STATIONS, build
from hwextract.pipeline.draft import Window
from hwextract.pipeline.ruler import phrases

NLP = build()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " GPU",
        "We did not train on an ABCI node with a Tesla V100 GPU for 3 days.",
        "A GTX  1080 Ti, an i7-9700K and 16GB of RAM; nothing  else.",
        " ".join(phrase for _, _, phrase in phrases()[::97]),
    ],
)
def test_in_spacy_the_stations_find_the_same(text: str) -> None:
    window = Window(text=text)
    for station in STATIONS:
        station(window)
    doc = NLP(text)
    assert doc.user_data["hwextract"] == window
    assert doc.text == text
    shown = {(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans["hwextract_ruler"]}
    ruled = Window(text=text)
    STATIONS[0](ruled)
    cues = {(cue.start, cue.end, "CUE", cue.row["id"]) for cue in (*ruled.cues, *ruled.hints)}
    assert shown == {*ruled.phrases, *cues}


def test_reading_makes_no_vocabulary() -> None:
    run = Engine()
    assert run("We trained on two V100 GPUs.").records
    before = len(run.nlp.vocab.strings)
    assert run("We trained unheardofnames on two V100 GPUs.").records
    assert len(run.nlp.vocab.strings) == before


def test_a_token_has_only_what_the_pipeline_needs() -> None:
    before = len(build().vocab.strings)
    nlp = build()
    nlp.make_doc("Unheardofword")
    assert len(nlp.vocab.strings) - before == 2
    assert "unheardofword" in nlp.vocab.strings


def test_the_alternatives_of_no_cue_multiply_without_end() -> None:
    """Each alternative in parentheses multiplies the phrases of a pattern: many of them are few words and much memory."""
    assert len(phrases()) < 150_000
