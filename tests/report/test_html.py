"""What a notebook shows, and a record in words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import hwextract
from hwextract.records import RECORD_TYPES
from hwextract.report import AROUND, ROWS, SENTENCES
from hwextract.report.values import describe, visible

HOSTILE = [
    'We trained on <script>alert(1)</script> a <b>V100</b> GPU & a "TPU" for 3 h.',
    "Trained on a V100<img src=x onerror=alert(1)> GPU.",
    "</p></div></style>on a GPU",
    "on a GPU\0\ud800 & &amp; &lt;script&gt;",
]


class Tags(HTMLParser):
    """The tags of a page, and what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data


def parse(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    assert tags.seen <= {"style", "div", "p", "b", "strong", "mark", "table", "tr", "th", "td"}
    return tags


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_from_the_text_is_escaped(text: str) -> None:
    result = hwextract.extract(hwextract.Document(text=text, doc_id="<i>id</i>"))
    assert result.records
    tags = parse(result._repr_html_())
    assert "<i>id</i>" in tags.shown
    for record in result.records:
        assert visible(record.sentence) in tags.shown


def test_mentions_are_marked() -> None:
    page = hwextract.extract("We trained on a V100. No TPU was used. GPUs are commonly used.")._repr_html_()
    assert re.findall(r'<mark class="(\w+)"[^>]*>([^<]*)</mark>', page) == [
        ("used", "V100"),
        ("negated", "TPU"),
        ("background", "GPUs"),
    ]
    parse(page)


@pytest.mark.parametrize("text", ["", "Birds were counted."])
def test_nothing_found(text: str) -> None:
    page = hwextract.extract(text)._repr_html_()
    assert "No mention of hardware" in page
    parse(page)


def test_a_long_text_is_shortened() -> None:
    page = hwextract.extract("We trained on a V100. " * (ROWS + 300))._repr_html_()
    assert re.search(rf"\b{ROWS + 300 - SENTENCES}\b[^<]*\bsentences\b", page)
    assert re.search(r"\b300\b[^<]*\brecords\b", page)
    assert page.count("<mark") == SENTENCES
    assert page.count("<td>V100</td>") == ROWS
    parse(page)


def test_a_long_sentence_is_shortened_around_its_mentions() -> None:
    filler = "birds and trees and " * 30
    page = hwextract.extract(f"We trained on a V100 GPU, and counted {filler} more.")._repr_html_()
    assert len(parse(page[page.index("<div") :]).shown) < 3 * AROUND
    assert "V100 GPU</mark>" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b\nc", "a b c"),
        ("\x1b[31mGPU", "\ufffd[31mGPU"),
        ("\ud800\udc00", "\ufffd\ufffd"),
        ("a\u202eb", "a\ufffdb"),
        ("naïve – 用 µs", "naïve – 用 µs"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_errors_are_shown() -> None:
    (result,) = hwextract.extract_many([("<a>", None)])  # type: ignore[list-item]
    tags = parse(result._repr_html_())
    assert "InputTypeError" in tags.shown
    assert "<a>" in tags.shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We trained on two V100 (16 GB).", ["2 x NVIDIA Tesla V100, 16 GB"]),
        ("Training took about 2 to 3 h.", ["about 2 to 3 h"]),
        ("Each epoch took less than 20 min on a GPU.", ["< 1200 s per epoch", "1 x (gpu)"]),
        ("Training cost 310 USD.", ["310 USD"]),
        ("Training took 1,200 GPU hours.", ["1200 device-hours"]),
        ("Training took 28 kWh and emitted 3 kg of CO2.", ["28 kWh", "3 kg CO2e"]),
        ("We trained on an Intel Core i7-9700K with 64 GB RAM.", ["1 x Intel Core i7-9700K", "64 GB"]),
    ],
)
def test_describe(text: str, expected: list[str]) -> None:
    assert [describe(record) for record in hwextract.extract(text).records] == expected


@pytest.mark.parametrize("kind", list(RECORD_TYPES))
def test_every_type_can_be_described_when_its_fields_are_null(kind: str) -> None:
    assert isinstance(describe(RECORD_TYPES[kind]()), str)
