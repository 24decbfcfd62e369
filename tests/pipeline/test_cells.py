"""Headings over the times of tables whose layout is lost."""

from __future__ import annotations

import pytest

from hwextract.pipeline.cells import Row, columns, headings, row, said_around


@pytest.mark.parametrize(
    ("line", "label", "cells"),
    [
        ("2 h 5 min", "", "2 h 5 min"),
        ("~3.5 h", "", "~3.5 h"),
        ("Very short  ~ 3 min", "Very short", "~ 3 min"),
        ("EfficientNet-B0 5.3 M 14 ms", "EfficientNet-B0", "5.3 M 14 ms"),
        ("MobileNetV2 (ours) 0.11 ± 0.02 s", "MobileNetV2 (ours)", "0.11 ± 0.02 s"),
        ("1.2 s\n1.4 s\n1.9 s", "", "1.2 s 1.4 s 1.9 s"),
    ],
)
def test_rows(line: str, label: str, cells: str) -> None:
    assert row(line) == Row(label, cells)


@pytest.mark.parametrize(
    "line", ["Model Training time", "It took us less than 3 min in all.", "The training took 3 h", "a total of 3 h"]
)
def test_no_rows(line: str) -> None:
    assert row(line) is None


CELL_BY_CELL = "Network\n\nParameters\n\nTraining time\n\nTime per image\n\nXception\n\n22.9 M\n\n"
COLUMN_BY_COLUMN = "Network\n\nU-Net\nSegFormer\n\nTraining time\n\n"
ROW_BY_ROW = "Network  Training time  Time per image\n\n"
ONE_HEADING = "Backbone\nmAP\nInference time\n\nResNet-18\nSwin-T\n\n0.61\n0.70\n\n"


@pytest.mark.parametrize(
    ("before", "block", "time", "heading"),
    [
        (CELL_BY_CELL, "5 h", "5 h", ["Training time"]),
        (CELL_BY_CELL + "5 h\n\n", "31 ms", "31 ms", ["Time per image"]),
        (CELL_BY_CELL + "5 h\n\n31 ms\n\n", "VGG 138 M 7 h", "7 h", ["Training time"]),
        (COLUMN_BY_COLUMN, "4 h 10 min 9 h 20 min", "9 h", ["Training time"]),
        (ROW_BY_ROW, "Xception 5 h 31 ms", "31 ms", ["Time per image"]),
        (ROW_BY_ROW, "Xception 5 h", "5 h", ["Training time", "Time per image"]),
        (ONE_HEADING, "22 ms 41 ms", "41 ms", ["Inference time"]),
        ("Table 2. Training and test times.\n\nModel Training Test\n\n", "SVM 41 s 3 s", "3 s", ["Test"]),
        ("Table 2\nRun times of both\nprograms.\n\nA 3 s\n\n", "B 4 s", "4 s", ["Table 2 Run times of both programs."]),
        ("We then trained the second network for a long time.\n\n", "5 h", "5 h", []),
        ("Site\n\nRecorder\n\nBog\n\nSM4\n\n", "5 h", "5 h", []),
    ],
)
def test_headings(before: str, block: str, time: str, heading: list[str]) -> None:
    assert headings(block, before, block.index(time)) == heading


@pytest.mark.parametrize(
    ("text", "times", "expected"),
    [
        ("Model Training time Test time A 3 h 2 s B 4 h 3 s", ("3 h", "2 s", "4 h", "3 s"), ["Training", "Test"] * 2),
        ("Model Training time Test time A 3 h B 4 h 3 s", ("3 h", "4 h", "3 s"), [None, "Training", "Test"]),
        ("The training time and the test time were 3 h and 2 s", ("3 h", "2 s"), [None, None]),
    ],
)
def test_columns(text: str, times: tuple[str, ...], expected: list[str | None]) -> None:
    places = [(text.index(time), text.index(time) + len(time)) for time in times]
    found = columns(text, places)
    assert len(found) == len(expected)
    assert all(
        (one is None) if part is None else part in (one or "") for one, part in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("block", "after", "said"),
    [
        ("0.12 s 0.34 s 0.52 s", "ResNet had the longest inference time.", ["the longest inference time"]),
        ("0.12 s", "ResNet had the longest inference time.", []),
        ("0.12 s 0.91 0.34 s", "ResNet had the longest inference time.", []),
        ("0.12 s 0.34 s", "ResNet was the slowest.", []),
    ],
)
def test_torn_columns(block: str, after: str, said: list[str]) -> None:
    assert said_around(block, "", after) == said
