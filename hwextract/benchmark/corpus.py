"""The texts of a benchmark: those of a file or folder, or a small corpus made from sentences of our own."""

from __future__ import annotations

import gzip
import json
import random
import re
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hwextract.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hwextract.extraction import Extraction

__all__ = ["SAMPLE", "Corpus", "dense", "load", "sample"]

#: Name of the corpus that ships with the package.
SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts under a name; ``skipped`` counts the files of a folder that could not be read.

    Examples
    --------
    >>> corpus = Corpus("two", ("One text.", "Another text."))
    >>> corpus.size, corpus.cut(12).texts
    (22, ('One text.', 'Ano'))
    """

    name: str
    texts: tuple[str, ...]
    skipped: int = 0

    @property
    def size(self) -> int:
        """Bytes of UTF-8."""
        return sum(len(encoded(text)) for text in self.texts)

    def cut(self, chars: int) -> Corpus:
        """The first texts, with so many characters in all."""
        kept: list[str] = []
        for text in self.texts:
            if chars <= 0:
                break
            kept.append(text[:chars])
            chars -= len(kept[-1])
        return replace(self, texts=tuple(kept))

    def slices(self, chars: int, length: int = 2000) -> Corpus:
        """Pieces of ``length`` characters, spread evenly over the texts, with about so many characters in all."""
        wanted = max(1, chars // length)
        step = max(1, len(self.texts) // wanted)
        pieces = [text[len(text) // 3 :][:length] for text in self.texts[::step][:wanted]]
        return replace(self, texts=tuple(piece for piece in pieces if piece))


def encoded(text: str) -> bytes:
    """UTF-8 of any str; lone surrogates become question marks."""
    return text.encode("utf-8", "replace")


def load(path: str | Path | None) -> Corpus:
    """The corpus of a path: a .jsonl or .jsonl.gz file with one ``{"text": ...}`` a line, a text file, or a folder.

    Of a folder every file that `hwextract.read` reads is taken, and the others are counted. Without a path it is the
    corpus that ships with the package.

    Raises
    ------
    ReadError
        If there is no such file, a line is no object with a text, or nothing in it has text.
    """
    if path is None:
        return sample()
    path = Path(path)
    skipped = 0
    if path.is_dir():
        texts, skipped = _folder(path)
    elif path.name.endswith((".jsonl", ".jsonl.gz")):
        texts = list(_lines(path))
    else:
        from hwextract.readers import read

        texts = [read(path).text]
    texts = [text for text in texts if text.strip()]
    if not texts:
        raise ReadError(str(path), "has no text that could be measured on")
    return Corpus(path.name, tuple(texts), skipped)


def _folder(path: Path) -> tuple[list[str], int]:
    from hwextract.readers import read

    texts: list[str] = []
    skipped = 0
    for file in sorted(entry for entry in path.rglob("*") if entry.is_file()):
        try:
            texts += _lines(file) if file.name.endswith((".jsonl", ".jsonl.gz")) else [read(file).text]
        except ReadError:
            skipped += 1
    return texts, skipped


def _lines(path: Path) -> Iterator[str]:
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    except (OSError, EOFError, ValueError) as error:
        raise ReadError(str(path), getattr(error, "strerror", None) or f"cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ReadError(str(path), f"line {number} is no JSON: {error}") from error
        text = row.get("text") if isinstance(row, dict) else None
        if not isinstance(text, str):
            raise ReadError(str(path), f'line {number} is no object with a "text"')
        yield text


def sample(papers: int = 16, sentences: int = 300) -> Corpus:
    """Papers put together from sentences of our own: sparse in hardware, and the same ones every time.

    Examples
    --------
    >>> first, second = sample(papers=2, sentences=20).texts
    >>> first.split()[0], first == second, first == sample(papers=1, sentences=20).texts[0]
    ('Introduction', False, True)
    """
    template: dict[str, Any] = json.loads(files(__package__).joinpath("sample.json").read_text(encoding="utf-8"))
    return Corpus(SAMPLE, tuple(_paper(template, number, sentences) for number in range(papers)))


def _paper(template: dict[str, Any], seed: int, sentences: int) -> str:
    chance = random.Random(seed)  # noqa: S311  nothing is kept secret with it

    def pick(choices: Sequence[str]) -> str:
        # The one method of Random that is promised to stay the same between versions of Python.
        return choices[int(chance.random() * len(choices))]

    def fill(sentence: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: pick(template["slots"][match[1]]), sentence)

    titles: list[str] = template["sections"]
    per_section = -(-sentences // len(titles))
    sections: list[str] = []
    number = 0
    for title in titles:
        written: list[str] = []
        while len(written) < per_section and number < sentences:
            number += 1
            hardware = number % template["every"] == template["every"] // 2
            written.append(fill(pick(template["hardware" if hardware else "sentences"])))
        paragraphs = (" ".join(written[at : at + 6]) for at in range(0, len(written), 6))
        sections.append("\n\n".join((title, *paragraphs)))
    return "\n\n".join(sections)


def dense(corpus: Corpus, results: Sequence[Extraction]) -> Corpus:
    """The dense part of a corpus: of each text only the blocks with a record of its extraction.

    Examples
    --------
    >>> import hwextract
    >>> text = "Birds were counted. We used one V100. It rained."
    >>> dense(Corpus("", (text,)), [hwextract.extract(text)]).texts
    ('We used one V100.',)
    """
    from hwextract.blocks import blocks

    texts: list[str] = []
    for text, result in zip(corpus.texts, results, strict=True):
        starts = [record.start for record in result.records]
        if not starts:
            continue
        kept = [text[start:end] for start, end in blocks(text) if any(start <= at < end for at in starts)]
        texts.append("\n\n".join(kept))
    return Corpus(f"{corpus.name}, dense", tuple(texts), corpus.skipped)
