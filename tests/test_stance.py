"""Whose doing a passage speaks of."""

from __future__ import annotations

import pytest

import hwextract
from hwextract.stance import Passage, stance_before, stance_of


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("In [7], a network with 3 layers was trained.", "others"),
        ("Several earlier studies have used drones.", "others"),
        ("The network of [7] has 3 layers.", "thing"),
        ("For comparison, Haas and Lind (2020) needed 3 days.", "others"),
        ("The card was discontinued.", "product"),
        ("A new station is planned.", "plan"),
        ("Unlike [7], we trained nothing.", "own"),
    ],
)
def test_a_sentence_says_whose_doing_it_speaks_of(sentence: str, whose: str) -> None:
    stance = stance_of(sentence)
    assert stance is not None
    assert stance.whose == whose


@pytest.mark.parametrize(
    ("before", "sentence", "status"),
    [
        ("Haas et al. trained a transformer.", "Training took 3 days on 8 V100.", "background"),
        ("Haas et al. proposed a transformer.", "They trained it on 8 V100.", "background"),
        ("Haas et al. proposed a transformer.", "Training took 3 days on 8 V100.", "used"),
        ("Haas et al. trained a transformer.", "All models were trained on 8 V100.", "used"),
        ("Haas et al. trained a transformer. We adopted it.", "It was trained on 8 V100.", "used"),
        ("Haas et al. trained a transformer.\n\n", "It was trained on 8 V100.", "used"),
    ],
)
def test_what_goes_on_is_of_the_same_stance(before: str, sentence: str, status: str) -> None:
    records = hwextract.extract(f"{before} {sentence}").records
    assert {record.status for record in records} == {status}


def test_only_a_passage_is_read() -> None:
    text = "Haas et al. trained it. " + "It was long. " * 2000
    assert stance_before(Passage(text, len(text)), "It took long.") is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Below we provide an example script that trains on 2 GPUs with `ddp`.", "background"),
        ("For models too large for one GPU, our `Trainer` shards the weights.", "background"),
        ("In our repository we use `ddp` on 4 A100.", "used"),
        ("`serve()` uses a GPU. The base model trains in 3 h on an A100.", "used"),
    ],
)
def test_what_documentation_says_of_us_is_weighed(text: str, status: str) -> None:
    assert hwextract.extract(text).records[-1].status == status
