"""Units that another unit goes on with."""

from __future__ import annotations

import pytest

from hwextract.pipeline.densities import is_divided


@pytest.mark.parametrize(
    "rest",
    [
        *(" kg-1", " m-2 d-1", " K-2 mol-1", " min-1", ".mol-1", " m^-2", " s^{-1}", " L(-1)"),
        *(
            "\u00b7m-3",
            "\u2219kg-1",
            " \u22c5 mol-1",
            "/m2",
            " / kg",
            "/GB",
            " per m3",
            " per litre",
            " per cubic metre",
        ),
        *(" per 100 g", " per 1,000 L", " per kWh"),
    ],
)
def test_another_unit_goes_on(rest: str) -> None:
    assert is_divided(f"3 J{rest}", 3)


@pytest.mark.parametrize(
    "rest",
    [
        *(
            " per epoch",
            " per run",
            " per token",
            " per 1K tokens",
            "/inference",
            "/day",
            " per day",
            "/km2",
            " per hectare",
        ),
        *(" in 3 d", " m", ", per m3", " T-1000", " gold-1", " per meal", " GPU-1", ". K-means", " / 1 kg of CO2e", ""),
    ],
)
def test_nothing_goes_on(rest: str) -> None:
    assert not is_divided(f"3 J{rest}", 3)
