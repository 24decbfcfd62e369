"""Cards whose series is said once."""

from __future__ import annotations

import pytest

from hwextract import extract


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tested on RTX 3060/3070/3080 GPUs.", ["3060", "3070", "3080"]),
        ("We had a GTX 1080 (8 GB) and a 2080 Ti (11 GB).", ["1080", "2080 Ti"]),
        ("Timed on an RTX A6000, 5090, and 4090 cards.", ["A6000", "5090", "4090"]),
        ("Sizes of 1920 x 1080, and a GTX 1080 Ti card.", ["1080 Ti"]),
        ("Trained with 4 RTX 3090, 2080 in the test set.", ["3090"]),
        ("On an RTX 3090, 4090 images were read.", ["3090"]),
        ("An RTX 2080 and 2080 pixels.", ["2080"]),
        ("An RTX 2080, 2048 and 3080 were tried.", ["2080"]),
        ("The mean was 3090 and 4090 g.", []),
    ],
)
def test_numbers_of_a_series_are_cards(text: str, names: list[str]) -> None:
    found = [str(row["name"]) for row in extract(text).to_dicts() if row["type"] == "accelerator"]
    assert [name.split("TX ")[1] for name in found] == names
