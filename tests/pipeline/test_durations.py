"""Times as texts write them, with what is none."""

from __future__ import annotations

import pytest

from hwextract.pipeline.durations import durations

HOUR, DAY = 3600.0, 86400.0


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("1 h 30 min", 1.5 * HOUR, 1.5 * HOUR),
        ("2 days and 4 hours", 52 * HOUR, 52 * HOUR),
        ("3 min: 30 sec", 210, 210),
        ("1:45 h", 1.75 * HOUR, 1.75 * HOUR),
        ("00:12:30", 750, 750),
        ("1 1/2 hours", 1.5 * HOUR, 1.5 * HOUR),
        ("2½ h", 2.5 * HOUR, 2.5 * HOUR),
        ("three (3) days", 3 * DAY, 3 * DAY),
        ("5 more days", 5 * DAY, 5 * DAY),
        ("10+ hours", 10 * HOUR, 10 * HOUR),
        ("1-2d", DAY, 2 * DAY),
        ("10h-12h", 10 * HOUR, 12 * HOUR),
        ("3 -4 h", 3 * HOUR, 4 * HOUR),
        ("between 10 and 12 h", 10 * HOUR, 12 * HOUR),
        ("from 10 to 12 h", 10 * HOUR, 12 * HOUR),
        ("one or two weeks", 7 * DAY, 14 * DAY),
        ("20.5 (±1.2) s", 20.5, 20.5),
        ("took (1.2 ± 0.3) s", 1.2, 1.2),
        ("(mean = 3.2 ± 0.4) min", 192, 192),
        ("3.2 (SD 0.4) s", 3.2, 3.2),
        ("3 h ± 10 min", 3 * HOUR, 3 * HOUR),
        ("5 x 10-3 s", 0.005, 0.005),
        ("1.2e-3 s", 0.0012, 0.0012),
        ("40 ns", 4e-8, 4e-8),
        ("8 Mins", 480, 480),
        ("1h02m03s", 3723, 3723),
        ("4 h 10'", 4 * HOUR + 600, 4 * HOUR + 600),
        ("12 h 30", 12.5 * HOUR, 12.5 * HOUR),
        ("4 hours & 10 minutes", 4 * HOUR + 600, 4 * HOUR + 600),
        ("one hundred twenty hours", 120 * HOUR, 120 * HOUR),
        ("two-and-a-half days", 2.5 * DAY, 2.5 * DAY),
        ("2/3 of a day", 16 * HOUR, 16 * HOUR),
        ("10^4 s", 1e4, 1e4),
        ("2000s", 2000, 2000),
        ("20 min (±2 min)", 1200, 1200),
        ("72 h - 96 h", 72 * HOUR, 96 * HOUR),
        ("12 hour(s)", 12 * HOUR, 12 * HOUR),
    ],
)
def test_one_time(written: str, low: float, high: float) -> None:
    (found,) = durations(f"Training the network took {written} on our GPU.")
    assert (found.fields["low_s"], found.fields["high_s"]) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("The three runs took 20, 22 and 31 s.", [20, 22, 31]),
        ("It took 7 vs. 9 h.", [7 * HOUR, 9 * HOUR]),
        ("The time was cut from 90 to 35 min.", [5400, 2100]),
        ("With a batch size of 16, 20 h were enough.", [20 * HOUR]),
    ],
)
def test_several_times(text: str, seconds: list[float]) -> None:
    assert [draft.fields["low_s"] for draft in durations(text)] == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Training hours: 31", 31 * HOUR),
        ("Training time (h): 12.5", 12.5 * HOUR),
        ("Training duration [min] 95", 95 * 60),
        ("Minutes per epoch: 3.5", 210),
        ("Training days: 4", 4 * DAY),
        ("Inference time (ms per image) = 45", 0.045),
        ("Time for training in hours: 30", 30 * HOUR),
        ("Hours used: 72", 72 * HOUR),
    ],
)
def test_the_label_has_the_unit(text: str, seconds: float) -> None:
    (found,) = durations(text)
    assert (text[found.start : found.end], found.fields["low_s"]) == (text, pytest.approx(seconds))


@pytest.mark.parametrize(
    "text",
    [
        "It took a second network.",
        "We took 300d embeddings.",
        "It took 10 -3 s.",
        "It took 0·5 s.",
        "From the 1990s on.",
        "It took 8 m.",
        "We use second-order methods.",
        "It took several hours.",
        "GPU hours: 3,072",
        "Survey hours: 12",
        "Between the 1930s - 40s it was rare.",
        "Minutes: 45",
        "3600 s / hour = 24",
        "In section (3) days are compared.",
        "Of all sites (n = 5) hours were lost.",
        "2021-03-08 18:04:09 | INFO",
        "Mar 8, 18:04:09 started",
        "The API returns 500s and 404s.",
    ],
)
def test_no_time(text: str) -> None:
    assert durations(text) == []


@pytest.mark.parametrize("label", ["Training hour\u017f", "Tra\u0131ning hours"])
def test_letters_that_count_as_those_of_ascii_are_read(label: str) -> None:
    assert [time.fields["low_s"] for time in durations(f"{label}: 2")] == [7200]
