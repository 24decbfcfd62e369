"""A class word and the product that it introduces are one mention, with the count of the phrase."""

from __future__ import annotations

from itertools import product

import pytest

from hwextract import extract
from hwextract.pipeline.apposition import apposes

CARDS = ("graphics card", "video card", "GPU card", "graphics processor", "graphics processing unit (GPU)")
OF_CARDS = (
    "{} of the type GeForce GTX 1080",
    "{}, NVIDIA model GTX 1080",
    "{} from NVIDIA Corp. (Santa Clara, CA, USA), GeForce GTX 1080",
    "{} manufactured by NVIDIA (GTX 1080)",
    "{} (NVIDIA Corporation GP104 GeForce GTX 1080)",
    "{} (8 GB GeForce GTX 1080)",
    "{} [NVIDIA GeForce GTX 1080]",
    '{} "GeForce GTX 1080"',
    "{} with the NVIDIA GeForce GTX 1080",
    "{} (NVIDIA; GTX 1080; 8 GB)",
)
PROCESSORS = ("CPU", "processor", "central processing unit (CPU)", "CPU processor", "microprocessor")
OF_PROCESSORS = (
    "{} (3.2 GHz Intel Core i7-8700)",
    "{} with six cores (Intel Core i7-8700)",
    "{} [Intel Core i7-8700]",
    "{} manufactured by Intel (Core i7-8700)",
    "{}, model Core i7-8700",
)


@pytest.mark.parametrize(("word", "phrase"), [*product(CARDS, OF_CARDS), *product(PROCESSORS, OF_PROCESSORS)])
def test_one_mention(word: str, phrase: str) -> None:
    text = f"The network was trained on one {phrase.format(word)} in our laboratory."
    devices = [record for record in extract(text).to_dicts() if record["type"] in ("accelerator", "cpu")]
    assert [(device["name"], device["count"]) for device in devices] in (
        [("NVIDIA GeForce GTX 1080", 1)],
        [("Intel Core i7-8700", 1)],
    )


@pytest.mark.parametrize(
    "gap", [", ", " ", " and a ", " or the ", " is slower than the ", " took twice as long as the "]
)
def test_two_mentions(gap: str) -> None:
    assert not apposes(gap)


def test_a_number_of_models_is_none_of_devices() -> None:
    [card] = extract("All timings refer to a single GPU model (RTX 3080).").records
    assert card.to_dict()["count"] is None
