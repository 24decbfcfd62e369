"""Why a sentence gave what it gave."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

import hwextract
from hwextract.cli import app
from hwextract.explain import explain, lost

TEXTS = [
    "Instead of a TPU we used one V100 for 3 days.",
    "We trained the\n network.  It took 2 h on an NVI-\nDIA Titan Xp\ud800, not only once.",
    "No GPU was used; GPUs are commonly used.",
]


def outcomes(text: str, mention: str) -> dict[str, str]:
    (found,) = (one for one in explain(text) if one.record.text == mention)
    return {note.cue: note.outcome for note in found.cues if note.category in (found.record.status, "negated")}


@pytest.mark.parametrize("text", TEXTS)
def test_every_record_is_explained(text: str) -> None:
    result = hwextract.extract(text)
    assert tuple(one.record for one in explain(text)) == result.records
    for one in explain(text):
        if one.record.cue not in (None, one.record.text):
            assert one.record.cue in [note.cue for note in one.cues if note.outcome == "won"]
        decided = [note for note in one.cues if note.outcome == "won" and note.category == one.record.phase]
        assert (one.record.phase_cue is not None) == bool(decided)


def test_a_cue_wins_where_it_reaches() -> None:
    text = TEXTS[0]
    assert outcomes(text, "TPU")["Instead of"] == "won"
    assert outcomes(text, "V100")["Instead of"] == "out of scope"


def test_a_cue_of_an_earlier_sentence() -> None:
    text = "We trained the network. It took place on a Titan Xp."
    (found,) = explain(text)
    assert found.record.phase_cue == "trained"
    assert ("trained", "won", "document") in [(note.cue, note.outcome, note.scope) for note in found.cues]


@pytest.mark.parametrize(
    ("text", "mention", "why"),
    [
        ("The study took two years.", "two years", "computing"),
        ("Smith, J., & Lee, B. (2020). GPU use. Journal of Tests, 12(3), 45-50. doi:10.1/x", "GPU", "bibliography"),
    ],
)
def test_what_was_dropped(text: str, mention: str, why: str) -> None:
    assert hwextract.extract(text).records == ()
    (found,) = lost(text)
    assert (found.text, text[found.start : found.end]) == (mention, mention)
    assert found.rule
    assert why in found.why


@pytest.mark.parametrize("text", ["", "Birds were counted.", "\ud800", "(" * 3000])
def test_nothing_to_explain(text: str) -> None:
    assert explain(text) == []
    assert lost(text) == []


def test_records_are_never_lost() -> None:
    for text in TEXTS:
        places = [(record.start, record.end) for record in hwextract.extract(text).records]
        assert not [m for m in lost(text) if any(m.start < end and start < m.end for start, end in places)]


def test_the_command_line_shows_what_was_dropped() -> None:
    result = CliRunner().invoke(app, ["explain", "The study took [red]two years."])
    assert result.exit_code == 0
    assert "No mention found." in result.output
    assert "two years  duration, dropped" in result.output


def test_what_stands_before_a_sentence_decides_as_in_the_extraction() -> None:
    told = "The network was trained on our server. It took 2 h."
    untold = "The transect was walked twice. It took 2 h."
    assert [loss.text for loss in lost(told)] == []
    assert [(loss.text, loss.why) for loss in lost(untold)] == [("2 h", "nothing beside it speaks of computing")]
