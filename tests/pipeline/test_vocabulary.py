"""The vocabulary of the private pipeline stays small, whatever is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract import engine, pipeline
from hwextract.engine import Engine

if TYPE_CHECKING:
    import pytest

#: More strings than a block can add: half as many as it has characters, with their lower-case forms.
A_BLOCK = 2_000


def word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def test_a_stream_of_ever_new_words_leaves_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    start = len(pipeline.build().vocab.strings)
    limit = start + 3_000
    monkeypatch.setattr(engine, "MAX_STRINGS", limit)
    run = Engine()
    sizes: list[int] = []
    for number in range(300):
        names = " ".join(f"{word(number)}q{word(n)}" for n in range(50))
        records = run(f"We trained {names} on two V100 GPUs.").records
        assert [record.name for record in records] == ["NVIDIA Tesla V100"]  # type: ignore[attr-defined]
        sizes.append(len(run.nlp.vocab.strings))
    assert max(sizes) <= limit + A_BLOCK
    assert sizes[-1] < start + sum(50 for _ in range(300))


def test_without_new_words_the_pipeline_stays() -> None:
    run = Engine()
    run("We trained on two V100 GPUs.")
    nlp, size = run.nlp, len(run.nlp.vocab.strings)
    for _ in range(3):
        run("We trained on two V100 GPUs.")
    assert run.nlp is nlp
    assert len(run.nlp.vocab.strings) == size


def test_a_token_has_only_what_the_pipeline_needs() -> None:
    before = len(pipeline.build().vocab.strings)
    nlp = pipeline.build()
    nlp.make_doc("Unheardofword")
    assert len(nlp.vocab.strings) - before == 2
    assert "unheardofword" in nlp.vocab.strings
