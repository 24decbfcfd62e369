"""The scan finds the places that may count, in raw text, with work that grows with the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hwextract import gate, scan
from hwextract.blocks import CAP, around, blocks
from hwextract.engine import Engine
from hwextract.errors import ChoiceError, ExtraError
from hwextract.repair import repair
from hwextract.scan import Scanner, scanner
from hwextract.scan.compiled import Compiled


def all_places(of: scan.Scanner, text: str) -> list[int]:
    (found,) = of.places([text])
    assert found is not None
    return found.all


@pytest.fixture(params=["re", "hyperscan"])
def scan_of(request: pytest.FixtureRequest) -> Scanner:
    if request.param == "hyperscan":
        pytest.importorskip("hyperscan", reason="the extra 'fast' is not installed")
    return scanner(request.param)


@pytest.mark.parametrize(
    "text",
    [
        "a GPU",
        "8xV100",
        "an NVI-\nDIA card",
        "gra-\nphics   card",
        "a gra\u00adphics card",
        "G\u200bPU",
        "three\nhours",
        "a three-hour run",
        "264 chip-hours",
        "large - scale m5.large",
        "th-\nree hours",
        "Training hours: 31",
        "Minutes per\nepoch = 3.5",
        "Training time (h): 3.5",
        "Inference time [ms\nper image] was 20",
        "3\u00a0h",
        "16~GB",
        "three~hours",
        "16\\,GB",
        "Raspberry\\ Pi~4",
        "１６ hours",
        "it cost €5",
        "it cost $ 5",
        "USD 5",
        "two dollars",
        "1e20 FLOPs",
        "5 PF-days",
        "3 kg CO2",
        "3 kg CO₂",
        "GPU hours: 3",
        "training hours = 3",
        "Intel(R) Core (TM) i7",
        "Raspberry\n   Pi 4",
        "ﬁve gra\ufb03cs GPUs",
        "100×P1\u200b00",
        "V  -100",
        "V \n- 100",
        "2×G\u200bPU",
        "a P  -100",
        "an H\x02 100",
        "3\x02h",
        "it cost 5 million R$",
        "it cost 2.1k\nNZ$",
    ],
)
def test_what_counts_is_found(scan_of: Scanner, text: str) -> None:
    padded = f"Birds sang. We saw {text} there. It rained."
    assert any(12 <= place < len(padded) - 10 for place in all_places(scan_of, padded))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Birds sang in 1999.",
        "One of 3×3 kernels.",
        "One of 3×3×3 swiss kernels.",
        "the model’s “deep” layers",
        "x" * 500,
    ],
)
def test_other_text_holds_nothing(scan_of: Scanner, text: str) -> None:
    assert all_places(scan_of, text) == []


@pytest.mark.parametrize(
    ("text", "named", "counted"),
    [("a GPU", True, False), ("three hours", False, True), ("an NVI-\nDIA card", True, True), ("3 V100 h", True, True)],
)
def test_names_and_quantities_have_places_of_their_own(
    scan_of: Scanner, text: str, *, named: bool, counted: bool
) -> None:
    (places,) = scan_of.places([f"Birds sang. We saw {text} there. It rained."])
    assert places is not None
    assert (bool(places.names), bool(places.quantities)) == (named, counted)
    assert places.all == sorted({*places.names, *places.quantities})


@pytest.mark.parametrize("entry", gate.entries()[::60], ids=lambda entry: " ".join(entry.tokens))
def test_every_entry_is_found_in_raw_text(scan_of: Scanner, entry: gate.Entry) -> None:
    spelled = " ".join("4" if token == "#" else token for token in entry.tokens)
    assert all_places(scan_of, f"Birds sang. {spelled} sang.")


@pytest.mark.parametrize("name", ["Am\u00e1lka", "O 2", "S 824 L"])
def test_names_in_parts_are_found(scan_of: Scanner, name: str) -> None:
    assert all_places(scan_of, f"Birds sang. {name} sang.")


@pytest.mark.parametrize("text", ["GPU", "Birds sang. We used a GPU, and 3 h.", "\ud800GPU\udfff", "é" * 20 + "GPU"])
def test_places_are_of_the_text(scan_of: Scanner, text: str) -> None:
    places = all_places(scan_of, text)
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)
    assert "GPU" in text[max(0, places[0] - 2) : places[0] + 3]


@pytest.mark.parametrize("shift", [-20, -9, -1, 0, 3])
def test_a_name_between_two_pieces_of_a_long_text(scan_of: Scanner, shift: int) -> None:
    before = ("birds " * 20_000)[: 100_000 + shift]
    text = f"{before} neural" + " " * 200 + "compute stick"
    assert any(place >= 100_000 + shift for place in all_places(scan_of, text))


def test_the_scanners_let_the_same_blocks_pass() -> None:
    pytest.importorskip("hyperscan", reason="the extra 'fast' is not installed")
    text = "Birds sang. We used 8xV100. They sang for 3 days. It took 3 days.\n\nThe gra-\nphics card cost $5. " * 20
    passing = [
        [place for place in around(text, all_places(scanner(name), text)) if gate.passes(repair(text, *place).text)]
        for name in ("re", "hyperscan")
    ]
    assert passing[0] == passing[1]
    assert len(passing[0]) == 60


def test_compiling_waits_for_enough_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hyperscan", reason="the extra 'fast' is not installed")
    used: list[str] = []

    class Fake:
        def __init__(self, name: str) -> None:
            self.name = name

        def places(self, texts: list[str]) -> list[scan.Places]:
            used.append(self.name)
            return [scan.Places([], [], [])] * len(texts)

    monkeypatch.setattr(scan, "SCAN_AFTER", 0)
    monkeypatch.setattr(scan, "COMPILE_AFTER", 10)
    monkeypatch.setattr(scan, "_words", lambda _knowledge: Fake("re"))
    monkeypatch.setattr(scan, "_compiled", lambda _knowledge: Fake("hyperscan"))
    chosen = scanner()
    for _ in range(3):
        chosen.places(["x" * 4])
    assert used == ["re", "re", "hyperscan"]


def test_a_scanner_that_does_not_exist() -> None:
    with pytest.raises(ChoiceError, match="use one of 'auto', 're', 'hyperscan'"):
        Engine(scanner="grep")


def test_an_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hyperscan", None)
    with pytest.raises(ExtraError, match=r"pip install 'hwextract\[fast\]'"):
        Compiled()


class CountedText(str):
    """A text that counts the characters that are cut out of it."""

    __slots__ = ("cut",)
    cut: int

    def __getitem__(self, key: object) -> str:
        part = super().__getitem__(key)  # type: ignore[index]
        self.cut += len(part)
        return part


UNITS = [
    "1",
    "1 ",
    " ",
    "\n",
    "\t",
    "- ",
    "-\n",
    "(",
    ")",
    "[(",
    "GPU ",
    "gpu",
    "3 h ",
    "large ",
    "model ",
    "1:",
    "$",
    "Rs",
    "a\u00ad",
    "×",
    "1×",
    ". ",
    ".",
    "x" * 999 + " GPU ",
    "CO",
    "hour ",
    "?",
    "3 ?",
]


@pytest.mark.parametrize("unit", UNITS)
def test_places_grow_with_the_text(scan_of: Scanner, unit: str) -> None:
    """There is at most a place or two for each character, and twice the text has no more than twice as many."""
    few, many = (len(all_places(scan_of, unit * (length // len(unit)))) for length in (4000, 8000))
    assert few <= 2 * 4000
    assert many <= 2 * few + 4


@pytest.mark.parametrize("unit", UNITS)
def test_blocks_around_places_are_read_a_fixed_number_of_times(unit: str) -> None:
    """Whatever the text, each of its characters is cut out of it a few times at most."""
    counts = []
    for length in (6000, 12000):
        text = CountedText(unit * (length // len(unit)))
        text.cut = 0
        found = list(around(text, range(0, len(text), 7)))
        assert all(end - start <= CAP for start, end in found)
        counts.append(text.cut)
    assert counts[1] <= 2.2 * counts[0] + 10 * CAP


def holding(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end in blocks(text) if any(start <= place < end for place in places))


@pytest.mark.parametrize(
    "unit", [*UNITS, "We used it. ", "One\n\nTwo ", "word " * 600, "A. B et al. C. ", "- a\n- B: c\n"]
)
def test_blocks_around_places_are_blocks_of_the_text(unit: str) -> None:
    text = unit * (5000 // len(unit))
    for step in (1, 97, 1201):
        places = list(range(step // 2, len(text), step))
        assert list(around(text, places)) == list(holding(text, places))
    for place in range(0, len(text), 501):
        assert list(around(text, [place])) == list(holding(text, [place]))


def test_the_first_pages_are_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "SCAN_AFTER", 30)
    chosen = scanner()
    text = "We used a GPU. They sang again."
    assert chosen.places(["Birds sang.", text, text]) == [None, *scanner("re").places([text, text])]
    assert chosen.places([text]) == scanner("re").places([text])
