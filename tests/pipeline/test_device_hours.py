"""Amounts in time of devices, in the ways they are written."""

from __future__ import annotations

import pytest

from hwextract.pipeline.device_hours import find, may_stand


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("480 K80 hours", 480.0),
        ("120K H20-hrs", 120_000.0),
        ("12 T4 hours", 12.0),
        ("60/90 GPU hours", 90.0),
        ("512 TPU v3 core-days", 12_288.0),
        ("1.5k RTX 3090 hours", 1_500.0),
        ("24 2080 Ti days", 576.0),
        ("900 Xeon core-hours", 900.0),
        ("20,000 Summit node-hours", 20_000.0),
        ("150 (A100) GPU hours", 150.0),
        ("3,000 (NVIDIA H100 80GB) GPU-hours", 3_000.0),
        ("4x24 A100 GPU hours", 96.0),
        ("1 048 576 TPU core-hours", 1_048_576.0),
        ("2,500 GPU (V100) hours", 2_500.0),
        ("Total (H100) GPU hours: 3,000", 3_000.0),
        ("a TPU v3 core time of 300 h", 300.0),
        ("12.5 GPU \u00b7 hours", 12.5),
        ("100 h of CPU time", 100.0),
        ("12 M3 hours", 12.0),
        ("12 m3 max hours", 12.0),
    ],
)
def test_a_device_is_a_class_word_or_a_product_of_the_catalogue(text: str, hours: float) -> None:
    assert [draft.fields["amount"] for draft in find(text)] == [hours]
    assert may_stand(text, {*text.lower().replace("-", " ").replace(":", " ").split(), "hours", "days", "h"})


@pytest.mark.parametrize(
    "text",
    [
        *("3 patient days", "in 4 weeks", "a 64-GPU H800 cluster", "8 GPUs for 3 days"),
        *(
            "70 m3/day",
            "20 m3 h",
            "12 m2 days",
            "5 per 1,000 GPU hours",
            "2 kWh/10 GPU hours",
            "3 images per 2 GPU h-1",
        ),
    ],
)
def test_other_times_are_none(text: str) -> None:
    assert not list(find(text))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3 GPU hour\u017f", 3),
        ("60 GPU m\u0131nutes", 1),
        ("2 GPU wee\u212as", 336),
        ("GPU hours (thou\u017fand\u017f): 3", 3e3),
    ],
)
def test_letters_that_count_as_those_of_ascii_are_read(text: str, hours: float) -> None:
    assert [draft.fields["amount"] for draft in find(text)] == [hours]


def test_devices_of_any_kind_need_a_context() -> None:
    found = [draft.context for text in ("12 device days", "12 TPU device days", "12 GPU days") for draft in find(text)]
    assert found == [1, 0, 0]
