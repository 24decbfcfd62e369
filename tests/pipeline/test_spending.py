"""Whether it is computing that spent energy, or emitted carbon."""

from __future__ import annotations

import pytest

from hwextract.pipeline.spending import computes, is_kind_of_energy, is_not_spent, is_spent

FIELD = "Leaves were collected along the river and dried in the oven of the institute."


@pytest.mark.parametrize(
    "text",
    [
        "Training of it",
        "an inference",
        "two GPUs",
        "the trained model",
        "a data centre",
        "U-Nets",
        "an MCMC chain",
        "MegaDetector",
    ],
)
def test_what_computes(text: str) -> None:
    assert computes(text)


@pytest.mark.parametrize(
    "text", ["strength training", "Aerobic training", "a trainee", "a model", "a blast", "computed tomography", "ran"]
)
def test_what_does_not(text: str) -> None:
    assert not computes(text)


@pytest.mark.parametrize(
    ("text", "before", "after", "spent"),
    [
        ("The run took 3 kWh and more than we had thought.", "", "", True),
        ("The run took 3 kWh and more than we had thought.", f"{FIELD} ", "", False),
        ("The run took 3 kWh and more than we had thought.", f"{FIELD} We trained it. ", "", True),
        ("The run took 3 kWh and more than we had thought.", f"{FIELD} ", " GPU: A100", True),
        ("The pump of the basin took 3 kWh and more than was thought.", f"{FIELD} We trained it. ", "", False),
        ("That is 3 kWh.", f"{FIELD} We trained it. ", "", True),
        ("That is 3 kWh.", f"{FIELD} ", "", False),
        ("Training took 3 kWh.", f"{FIELD} ", "", True),
    ],
)
def test_it_is_spent_where_something_computes(text: str, before: str, after: str, spent: bool) -> None:
    start = text.index("3 kWh")
    assert is_spent(text, start, start + len("3 kWh"), before, after) is spent


@pytest.mark.parametrize(
    "before",
    [
        "a pulse energy of ",
        "the activation energies were 12 and ",
        "free energy: ",
        "The energy density is ",
        "energy intakes of ",
    ],
)
def test_kinds_of_energy(before: str) -> None:
    assert is_kind_of_energy(f"{before}3 kJ", len(before))


@pytest.mark.parametrize(
    "before",
    [
        "an energy of ",
        "the total energy was ",
        "energy use: ",
        "To predict the energy density used ",
        "Free energy. It is ",
    ],
)
def test_other_energy(before: str) -> None:
    assert not is_kind_of_energy(f"{before}3 kJ", len(before))


def test_less_is_none() -> None:
    for before, saved in (
        ("Pruning saves about ", True),
        ("It fell by ", True),
        ("It fell to ", False),
        ("It used ", False),
    ):
        assert is_not_spent(f"{before}3 kJ", len(before)) is saved
