"""What only the documentation of software has."""

from __future__ import annotations

import pytest

from hwextract.documentation import has_code, is_documentation


@pytest.mark.parametrize(
    "text",
    [
        "# 32 GPUs\n```\nrun.sh\n```",
        'rate = Rate(kind="warm", steps=9)',
        "from torch import nn\nA GPU.",
        "import wavebird",
    ],
)
def test_lines_of_code(text: str) -> None:
    assert has_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "See the [guide](https://x.org/guide) for GPUs.",
        "See the [guide](guide.md) for GPUs.",
        "See the [guide](docs/guide.md#gpus) for GPUs.",
        "Set `device` to a GPU.",
        "GPUs are chosen with --gpus 4.",
        "- [Usage](#usage) with a GPU",
        "<summary>One GPU</summary>",
        "The model moves to a GPU by model.cuda().",
        ">>> place(model, 4)\n4 GPUs",
        'A <b class="gpu">GPU</b>.',
    ],
)
def test_marks_of_documentation(text: str) -> None:
    assert is_documentation(text)
    assert not has_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "We solve y = f(x) on 8 GPUs [12] (Table 2), from 2010--2020.",
        "Traps ran for 6 days -- in two years (https://x.org/a_b).",
        "4 * 1.1e13 * 2 * 86400 * 0.3 = 2.3e18 FLOP\nimport of goods took 2 days",
        "With p < 0.05, a > b and P`elach was right.",
        "On 8 `A100` for `3 days`, with `2.5 GHz`.",
        # Papers in Markdown.
        "| GPU | hours |\n|---|---|\n| A100 | 2 |",
        "A GPU<br>or none.<sup>2</sup>",
        "Owls were heard [\\[12\\]](#page-3-1).",
        "The package `birdlib` (Okafor et al., 2020) is on [GitHub](https://github.com/x/y).",
        "Calls of load() are in Table 2.",
        "Use of [a](b c) GPU.",
    ],
)
def test_papers_and_notes_have_none(text: str) -> None:
    assert not is_documentation(text)
    assert not has_code(text)
