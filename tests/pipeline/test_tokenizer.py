"""The tokenizer of the private pipeline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from hwextract.pipeline.components import HardwareTokenizer
from hwextract.pipeline.tokenizer import first_token, split

TOKENIZER = HardwareTokenizer(Vocab())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("8xV100", "8 x V 100"),
        ("8XV100", "8 X V 100"),
        ("RTX2080Ti", "RTX 2080 Ti"),
        ("16GB", "16 GB"),
        ("16 GB,", "16 GB ,"),
        ("i7-9700K", "i 7 - 9700 K"),
        ("p3.2xlarge", "p 3 . 2 xlarge"),
        ("Standard_E2as_v4", "Standard _ E 2 as _ v 4"),
        ("(GPU)", "( GPU )"),
        ("µs", "µs"),
        ("naïve", "naïve"),
    ],
)
def test_split(text: str, tokens: str | list[str]) -> None:
    assert split(text) == (tokens.split() if isinstance(tokens, str) else tokens)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("8xXVg \n-_.\u00b5\u00e9"), max_size=8))
def test_the_first_token_is_the_first_of_all(text: str) -> None:
    assert first_token(text) == "".join(split(text)[:1])


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_character_is_lost(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert "".join(split(text)) == text.replace(" ", "")


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(
    st.lists(st.sampled_from(["8xV100", "GPU", "16GB", "(", "i7-9700K", "±"]), min_size=1, max_size=10).map(" ".join)
)
def test_tokens_are_those_of_split(text: str) -> None:
    assert [token.text for token in TOKENIZER(text)] == split(text)


def test_it_has_no_state() -> None:
    other = HardwareTokenizer(Vocab()).from_bytes(TOKENIZER.to_bytes())
    assert [token.text for token in other("8xV100")] == ["8", "x", "V", "100"]
