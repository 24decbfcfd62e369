"""Running heads between the lines of a sentence."""

from __future__ import annotations

import pytest

import hwextract
from hwextract.pages import running_heads
from hwextract.records import Accelerator

HEADS = [
    "14 of 17          HAUGEN et al.",
    "OKAFOR ET AL. 1187",
    "M. Okafor et al.",
    "M. Okafor et al.    Ecological Informatics 61 (2021) 101215",
    "Okafor et al. 10.3389/fevo.2021.660000",
    "Okafor et al. (2021), PeerJ, DOI 10.7717/peerj.9999 7/23",
    "Remote Sens. 2021, 13, 455 7 of 21",
    "Methods in Ecology and Evolution | 1187",
    "PLOS ONE | https://doi.org/10.1371/journal.pone.0220000 August 7, 2019 7 / 21",
    "Scientific Reports | (2020) 10:1234 | https://doi.org/10.1038/s41598-020-12345-6",
    "Page 7 of 21",
    "14 of 17\nLEE et al.",
    "LEE et al.\nPLOS ONE | https://doi.org/10.1371/journal.pone.0220000\n14 of 17",
]

#: Lines that are none, though they have a part of one.
OTHERS = [
    "Number of GPUs | 4",
    "GPU memory | 1024",
    "Okafor et al. trained it on",
    "by Okafor et al. (2021) on",
    "4",
    "2 of 8",
    "RTX 3090 | 24 GB",
    "EPYC 7742 et al. 2",
    "from 2019, 2020, 2021",
]


@pytest.mark.parametrize("head", HEADS)
def test_a_running_head_is_no_part_of_the_sentence_around_it(head: str) -> None:
    text = f"We counted gulls.\nThe network was trained by us on two\n{head}\nRTX 2080 Ti GPUs for 31 hours."
    card, time = hwextract.extract(text).records
    assert isinstance(card, Accelerator)
    assert (card.text, card.status, card.count) == ("RTX 2080 Ti GPUs", "used", 2)
    assert (time.text, time.status) == ("31 hours", "used")


@pytest.mark.parametrize("line", OTHERS)
def test_other_lines_stay(line: str) -> None:
    text = f"It was trained on\n{line}\ncards for 3 h."
    assert not list(running_heads(text, 0, len(text)))


def test_a_head_between_the_halves_of_a_word_stays() -> None:
    text = "We trained it on a GPU with mixed preci-\nPage 7 of 21\nsion for 3 h."
    assert not list(running_heads(text, 0, len(text)))
    assert [record.text for record in hwextract.extract(text).records] == ["GPU", "3 h"]


def test_a_first_or_last_line_is_no_head() -> None:
    text = "Page 7 of 21\nGPUs were used, as by\nM. Okafor et al."
    assert not list(running_heads(text, 0, len(text)))
