"""Programs by the shape of their names."""

from __future__ import annotations

import pytest

from hwextract.pipeline.programs import names_program


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CoralNet needs 4 s.", True),
        ("The old CoralNet2 took 4 s.", True),
        ("The re-CoralNet took 4 s.", True),
        ("It was run with CoralNet.", True),
        ("Coralnet needs 4 s.", False),
        ("It needs 4 s, and CoralNet is slow.", False),
        ("my_CoralNet needs 4 s.", False),
        ("CoralNet\n took 4 s.", False),
        ("CoralNet  took 4 s.", False),
    ],
)
def test_a_program_is_known_by_its_name_before_a_verb(text: str, named: bool) -> None:
    assert names_program(text) is named
