"""What abbreviations stand for in a document."""

from __future__ import annotations

import pytest

from hwextract import extract
from hwextract.pipeline.definitions import Definitions

FAR = "\n\n" + "Samples were weighed and dried in the field. " * 100 + "\n\n"


@pytest.mark.parametrize(
    ("text", "short", "words"),
    [
        ("on gas chromatography plates (GCP) here", "GCP", ("gas chromatography plates",)),
        ("GCP (gas chromatography plates) here", "GCP", ("gas chromatography plates",)),
        ("GCP: gas chromatography plates; x", "GCP", ("gas chromatography plates",)),
        ("gas chroma-\ntography plates (GCP) here", "GCP", ("gas chromatography plates",)),
        ('gas chromatography plates ("GCP"), here', "GCP", ("gas chromatography plates",)),
        ("gas chromatography on large plates (GCP)", "GCP", ()),
        ("gas. Chromatography plates (GCP)", "GCP", ()),
        ("speed on graph inputs (GPU)", "GPU", ()),
        ("We ran it (GPU) on one node", "GPU", ()),
    ],
)
def test_definitions(text: str, short: str, words: tuple[str, ...]) -> None:
    assert Definitions(text).of(short) == words


@pytest.mark.parametrize(
    ("defined", "used"),
    [
        ("Sheets of tear-proof polyurethane (TPU) were cut.", "Training on the TPU took 3 h."),
        ("The waiting-list comparison group (WLCG) came later.", "The WLCG got the training after 6 months."),
        ("We fit generalised estimating equations (GEE).", "All images were processed with GEE."),
        ("Sections show the caudal putamen (CPu).", "The network was trained on the CPu."),
    ],
)
def test_an_abbreviation_is_none_of_the_catalogue_where_the_document_defines_it(defined: str, used: str) -> None:
    types = {"accelerator", "cpu", "system"}
    assert not types & {record.type for record in extract(f"{defined}{FAR}{used}").records}


@pytest.mark.parametrize(
    ("defined", "used"),
    [
        ("We had a tensor processing unit (TPU).", "Training on the TPU took 3 h."),
        ("Runs on general matrices (GPU) are reported.", "Training on the GPU took 3 h."),
        (
            "Composites come from Google Earth Engine (GEE).",
            "All composites were computed with Google Earth Engine (GEE).",
        ),
        ("We thank the Night Owls Time-Sharing Service (NOTS) cluster.", "We trained on the NOTS cluster."),
    ],
)
def test_an_abbreviation_of_what_computes_stands(defined: str, used: str) -> None:
    text = f"{defined}{FAR}{used}"
    assert any(record.start > text.index(used) and record.type != "duration" for record in extract(text).records)


def test_a_bounded_number_of_abbreviations_is_looked_for() -> None:
    names = [f"A{first}{last}" for first in "BCDEFGHIJKL" for last in "BCDEFGHIJKL"]
    definitions = Definitions(
        " ".join(f"a{name[1:].lower()} (X) abacus {name[1]}x {name[2]}x ({name})" for name in names)
    )
    assert sum(bool(definitions.of(name)) for name in names) == 64
