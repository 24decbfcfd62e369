"""What text extraction does to a passage changes no record: broken and joined lines, hyphens, ligatures, marks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hwextract

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent / "cases"
#: The passages that a noise changes still, as "noise: id", one a line.
OPEN = CASES / "open_noise.txt"
LONG = re.compile(r"\b[a-z]{8,}\b")
COLUMN = re.compile(r"(.{20,44}) (?=\S)")


def passages() -> dict[str, str]:
    """Passages of one paragraph of whole sentences that are understood and name hardware, by the id of their case."""
    not_understood = frozenset((CASES / "open.txt").read_text(encoding="utf-8").split())
    rows = (
        json.loads(line)
        for name in ("fields", "links", "negation", "quantities", "systems")
        for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    whole = re.compile(r"[^\n]*\.")
    return {
        row["id"]: row["text"]
        for row in rows
        if row["id"] not in not_understood and row["records"] and whole.fullmatch(row["text"])
    }


def broken(text: str) -> str:
    """A long word in each column is parted at the line's end."""
    return LONG.sub(lambda word: f"{word[0][:4]}-\n{word[0][4:]}", text)


def hyphens_apart(text: str) -> str:
    """Hyphens and strokes have spaces around them, as all that is around the passage tells."""
    return "Two state - of - the - art models.\n\n" + re.sub(r"(?<=\w)([-/])(?=\w)", r" \1 ", text)


def tokenised(text: str) -> str:
    """All marks have spaces around them."""
    return re.sub(r" {2,}", " ", re.sub(r"([();!?\[\]]|,(?!\d)|\.(?=\s|$)|:(?=\s)|'s\b)", r" \1 ", hyphens_apart(text)))


#: What stands around a passage of a paper in Markdown, as documentation of software has it, too.
MARKDOWN = """## 3.1 Data

Owls were recorded at 40 sites [\\[12\\]](#page-3-1) (Okafor et al. 2020).<sup>2</sup> See [the notes](https://osf.io/abcd).

{}

| Site | Owls |
|------|------|
| A<br>B | 9 |

The package `birdlib` reads the files with `load()`; it is on [GitHub](https://github.com/okafor/birds). Figure 3 shows it.
"""

NOISE: dict[str, Callable[[str], str]] = {
    "column": lambda text: COLUMN.sub(r"\1\n", text),
    "column with spaces": lambda text: COLUMN.sub(r"\1 \n", text),
    "justified": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "hyphenated": broken,
    "soft hyphens": lambda text: LONG.sub(lambda word: f"{word[0][:5]}\u00ad{word[0][5:]}", text),
    "ligatures": lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02"),
    "no-break hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
    "marks": lambda text: re.sub(r"\b(NVIDIA|Intel|GeForce|Xeon|Core|Ryzen|EPYC)(?= )", "\\1\u00ae", text),
    "broken maker": lambda text: text.replace("NVIDIA", "NVI- DIA").replace("GeForce", "GeFor-\nce"),
    "hyphens apart": hyphens_apart,
    "tokenised": tokenised,
    "bold": lambda text: re.sub(r"(?<![\w.,*-])\d+(?:\.\d+)?(?= [A-Za-z])", r"**\g<0>**", text),
    "italics": lambda text: re.sub(r"\b(?:[GT]PUs?|RAM|hours?|days?)\b(?![-/*])", r"_\g<0>_", text),
    "code": lambda text: re.sub(r"(?<![\w-])[A-Z]\d{2,3}(?![\w-]| -)", r"`\g<0>`", text),
    "paper in Markdown": MARKDOWN.format,
    "paragraphs around": lambda text: f"The sites were visited in May.\n\n{text}\n\nBadgers were seen at most of them.",
}


def letters(text: str) -> str:
    """What is left of a mention without the noise."""
    return re.sub(r"[\W_]+", "", text.replace("\ufb01", "fi").replace("\ufb02", "fl"))


def records(text: str) -> list[dict[str, Any]]:
    kept = (
        "name",
        "count",
        "memory_gb",
        "cores",
        "clock_ghz",
        "gb",
        "amount",
        "unit",
        "low_s",
        "high_s",
        "per",
    )
    return [
        {
            **{key: row.get(key) for key in ("type", "status", "phase", *kept)},
            "text": letters(row["text"]),
        }
        for row in hwextract.extract(text).to_dicts()
    ]


@pytest.mark.parametrize("noise", NOISE)
def test_noise_changes_no_record(noise: str) -> None:
    texts = passages()
    noisy = {one: changed for one, text in texts.items() if (changed := NOISE[noise](text)) != text}
    known = {
        line.partition(": ")[2]
        for line in OPEN.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"{noise}: ")
    }

    assert noisy
    assert {one for one, changed in noisy.items() if records(changed) != records(texts[one])} == known
