"""Marks of LaTeX: what they are, what is money, and what is read between them."""

from __future__ import annotations

import pytest

import hwextract
from hwextract.engine import Engine
from hwextract.repair import repair


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        (r"$8\times$ V100", "8x V100"),
        (r"8$\times$V100", "8xV100"),
        (r"$\sim$12 h", "~12 h"),
        (r"$3\,$h", "3 h"),
        (r"$2.5\times10^{18}$ FLOP", "2.5x10^{18} FLOP"),
        (r"$3.5\pm0.2$ h", "3.5±0.2 h"),
        ("$5,000$ iterations", "5,000 iterations"),
        (r"$90\%$", "90%"),
        (r"$12\,\mathrm{h}$", "12 h"),
        ("with $k=1, ..., K$ and $1$", "with k=1, ..., K and 1"),
        ("45$^o$ of CO$_2$", "45^o of CO_2"),
        ("$$R^2$$", "R^2"),
        (r"64\,GB on 8~GPUs", "64 GB on 8 GPUs"),
        (r"cost \$5 or US\$6", "cost $5 or US$6"),
        (r"$\approx\$400$", "~$400"),
        (r"a \\$5$", r"a \\5"),
        # Money, shells and paths keep their dollars.
        ("$3 to $5", "$3 to $5"),
        ("5$ or 8$", "5$ or 8$"),
        ("$2,000 and\n$3,000", "$2,000 and $3,000"),
        ("| $12 | $13 |", "| $12 | $13 |"),
        ("$5/$6", "$5/$6"),
        ("$5-$8", "$5-$8"),
        ("'$3' per hour, in all 15$.", "'$3' per hour, in all 15$."),
        ("$5 for x_1 and $7", "$5 for x_1 and $7"),
        ("Price ($) | Cost ($)", "Price ($) | Cost ($)"),
        ("fit$a + fit$b", "fit$a + fit$b"),
        ("took ~3 h", "took ~3 h"),
        ("$one\n\npage$", "$one  page$"),
    ],
)
def test_what_is_read(text: str, becomes: str) -> None:
    assert repair(text, 0, len(text)).text.replace("  ", " ") == becomes.replace("  ", " ")


def test_only_the_part_asked_for_is_read() -> None:
    text = "$5$ or $6"

    assert repair(text, 2, len(text)).text == "$ or $6"


@pytest.mark.parametrize("scanner", ["re", "none"])
def test_quantities_of_a_source_are_found_far_into_it(scanner: str) -> None:
    engine = Engine(scanner="re", gated=scanner == "re")
    birds = "Gulls were counted on the cliffs. " * 300
    text = rf"{birds} Training of the network took $3\,$h on $8\times$ V100 and cost 12 \$ in all. {birds}"

    time, device, cost = engine(text).to_dicts()

    assert (time["text"], time["low_s"]) == (r"3\,$h", 10_800)
    assert (device["text"], device["count"]) == ("V100", 8)
    assert (cost["text"], cost["amount"]) == (r"12 \$", 12)


def test_mathematics_is_no_money() -> None:
    text = r"The model was trained with $J=2$ and $1$, ..., $K$ classes; $R^2$ was $0.9$, and $90\%$ of $5,000$ runs ended."

    assert not hwextract.extract(text).records
