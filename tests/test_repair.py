"""Repair of broken text, and the way back to the caller's characters."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwextract.lexicon import rows
from hwextract.repair import SEAMS, Repaired, repair, seam, single_spaced

PIECES = [
    "GPU",
    "pro",
    "-\n",
    "- ",
    "\n",
    "  ",
    "ﬁ",
    "×",
    "Ã—",
    "®",
    "(R)",
    "\u00ad",
    "10²³",
    "１",
    "\u200b",
    " ",
    "and",
    "a",
    "\u00a0",
    "3",
    ".",
    "\ud800",
    "fine - tuned",
    " ,",
    "( ",
    " ) ",
    "~",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


def whole(text: str) -> Repaired:
    return repair(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("on a GPU", "on a GPU"),
        ("on a\nGPU", "on a GPU"),
        ("on  a \t GPU", "on a GPU"),
        ("on a\u00a0GPU", "on a GPU"),
        ("16~GB on a Core~i5", "16 GB on a Core i5"),
        ("16~GB on a Core~i5  (R)", "16 GB on a Core i5 "),
        ("16\\,GB in 3\\ h", "16 GB in 3 h"),
        ("~3 h on 2~3 GPUs of org/~user", "~3 h on 2~3 GPUs of org/~user"),
        ("graphics process-\ning unit", "graphics processing unit"),
        ("graphics process-\r\n  ing unit", "graphics processing unit"),
        ("graphics process- ing unit", "graphics processing unit"),
        ("graphics process\u00ading unit", "graphics processing unit"),
        ("fine-\ntuned", "fine-tuned"),
        ("multi-\nGPU", "multi-GPU"),
        ("i7-\n9700K", "i7-9700K"),
        ("Cortex-\nA57", "Cortex-A57"),
        ("Max-\nQ", "Max-Q"),
        ("four-\nteen", "fourteen"),
        ("NVI- DIA", "NVIDIA"),
        ("GPUwith", "GPU with"),
        ("pre- and post-training", "pre- and post-training"),
        ("the ﬁnal ﬂow", "the final flow"),
        ("8 × V100", "8 x V100"),
        ("8 Ã— V100", "8 x V100"),
        ("Intel(R) Xeon(R) CPU", "Intel Xeon CPU"),
        ("Intel® Core™ i7", "Intel Core i7"),
        ("3.2 x 10²³ FLOPs", "3.2 x 10^23 FLOPs"),
        ("10⁻³", "10^-3"),
        ("１６ＧＢ", "16GB"),
        ("zero\u200bwidth", "zerowidth"),
        ("fine - tuned ( V100 - SXM2 ) , cf . [ 3 ] .", "fine-tuned (V100-SXM2), cf. [3]."),
        ("pre - trained at 3 samples / s : the model 's head .", "pre-trained at 3 samples/s: the model's head."),
        (
            "a GPU - based model - an ensemble - was state - of - the - art",
            "a GPU-based model - an ensemble - was state-of-the-art",
        ),
        ("GPU - RTX 3090 , RAM - 32 GB", "GPU - RTX 3090, RAM - 32 GB"),
        ("a well-known , fine - tuned net - ResNet - 50", "a well-known, fine - tuned net - ResNet - 50"),
        ("the ratio 12 : 30 ( see", "the ratio 12 : 30 ( see"),
        ("ratio of 1 : 4 , x", "ratio of 1 : 4, x"),
        ("64 A100 - trained on 2 GPUs - level 1", "64 A100 - trained on 2 GPUs - level 1"),
        ("a pre - trained net on 8 A100 - 10 days", "a pre-trained net on 8 A100 - 10 days"),
    ],
)
def test_repairs(text: str, expected: str) -> None:
    assert whole(text).text == expected


@pytest.mark.parametrize("row", rows("repairs"), ids=lambda row: row["id"])
def test_every_row(row: dict[str, Any]) -> None:
    source = f"a {row['text']}b"
    window = whole(source)
    assert " ".join(window.text.split()) == " ".join(f"a {row['becomes']}b".split())
    assert window.span(len(window.text) - 1, len(window.text)) == (len(source) - 1, len(source))


def test_a_span_of_repaired_text_is_found_in_the_source() -> None:
    source = "We used a NVI-\nDIA  Tesla® V100 (8 × 16 GB)."
    window = whole(source)
    for mention, expected in (
        ("NVIDIA Tesla V100", "NVI-\nDIA  Tesla® V100"),
        ("NVIDIA", "NVI-\nDIA"),
        ("Tesla", "Tesla"),
        ("8 x 16 GB", "8 × 16 GB"),
        ("We", "We"),
        (".", "."),
    ):
        at = window.text.index(mention)
        assert source[slice(*window.span(at, at + len(mention)))] == expected


def test_a_window_is_repaired_alone() -> None:
    source = "ﬁrst  part. The ﬁnal  part. ﬁn"
    start, end = source.index("The"), source.index(" ﬁn", 20)
    window = repair(source, start, end)
    assert window.text == "The final part."
    assert window.span(0, len(window.text)) == (start, end)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_map(source: str, before: int, behind: int) -> None:
    start = min(before, len(source))
    end = max(start, len(source) - behind)
    window = repair(source, start, end)
    assert len(window.starts) == len(window.sources) == len(window.kept)
    assert window.starts == sorted(set(window.starts))
    left = start
    for at in range(len(window.text)):
        first, last = window.span(at, at + 1)
        assert left <= first < last <= end
        left = first
        if last == first + 1 and window.kept[sum(begin <= at for begin in window.starts) - 1]:
            assert source[first] == window.text[at]
    for at in range(0, len(window.text), 7):
        first, last = window.span(at, len(window.text))
        assert start <= first < last <= end


MARKS = [
    "’",
    "“",
    "”",
    "–",
    "−",
    "∼",
    "n ’ t",
    "×",
    "≤",
    "é",
    "n",
    "word",
    "- ",
    "-\n",
    "_ ",
    " ",
    "\n",
    "(R)",
    "\\%",
    " ,",
    "( ",
    " )",
]


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(MARKS), max_size=9).map("".join))
def test_marks_that_keep_their_places_need_no_map(source: str) -> None:
    window = whole(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hwextract.repair._plain", lambda _: None)
        mapped = whole(source)
    assert window.text == mapped.text
    for at in range(len(window.text)):
        assert window.span(at, at + 1) == mapped.span(at, at + 1)
    assert [*map(window.place, range(len(source)))] == [*map(mapped.place, range(len(source)))]


def test_what_is_put_in_has_the_place_of_what_stands_behind_it() -> None:
    source = "on a TeslaV100"
    assert whole(source).text == "on a Tesla V100"
    assert [whole(source).place(at) for at in (9, 10, 11)] == [9, 10, 12]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(texts)
def test_repaired_text_has_single_spaces(source: str) -> None:
    text = whole(source).text
    assert "\n" not in text
    assert "\t" not in text


@settings(deadline=None)
@given(st.text(st.sampled_from("aB1-_( )RTM\n\t\r\u00ad\u200b®é–\uff21\x02"), max_size=16))
def test_where_no_seam_is_no_letter_changes(source: str) -> None:
    if not any(seam(match) for expression in SEAMS for match in expression.finditer(source)):
        plain = "".join(char for char in source if char.isalnum() and char.isascii())
        repaired = "".join(char for char in repair(source, 0, len(source)).text if char.isalnum() and char.isascii())
        assert repaired == plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("on oneTesla V100", "on one Tesla V100"),
        ("usingGPU of an Nvidia", "using GPU of an Nvidia"),
        ("aNVIDIAGeForceRTX 3060", "a NVIDIA GeForce RTX 3060"),
        ("16 GBof memory", "16 GB of memory"),
        ("multiGPU and myGPU", "multiGPU and myGPU"),
    ],
)
def test_a_space_was_lost(source: str, text: str) -> None:
    window = repair(source, 0, len(source))

    assert window.text == text
    at = text.index(text.rsplit(maxsplit=1)[-1])
    assert source[slice(*window.span(at, len(text)))] == text.rsplit(maxsplit=1)[-1]


def test_seams_are_where_a_space_was_lost() -> None:
    source = "on oneTesla V100, aNVIDIAGeForceRTX 3060 and 16 GBof memory"
    found = [seam(match) for expression in SEAMS for match in expression.finditer(source)]

    assert found == [(6, 6), (19, 19), (25, 25), (32, 32), (50, 50)]


@pytest.mark.parametrize("white", [chr(code) for code in range(0x110000) if chr(code).isspace()])
def test_all_white_space_becomes_a_single_space(white: str) -> None:
    assert single_spaced(f"{white}on a{white}V100{white}") == "on a V100"


@given(st.text(alphabet=["a", " ", "\n", "\u00a0", "\u2009", "\x1c", "\u200b", "."]))
def test_spaces_are_single_whatever_the_text(text: str) -> None:
    assert single_spaced(text) == " ".join(text.split())


@pytest.mark.parametrize(("space", "text"), [(1000, "a net-work"), (999, "a net - work")])
def test_compounds_tell_of_tokens_on_a_page_and_those_beside_it(space: int, text: str) -> None:
    source = f"{'fine - tuned'.rjust(space + len(' - tuned'), '.')}".ljust(2100, ".") + "a net - work"
    assert source[space : space + 3] == " - "
    assert repair(source, 2100, len(source)).text == text
