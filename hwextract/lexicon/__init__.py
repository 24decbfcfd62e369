"""Knowledge of language as data: cues, class words, units, repairs, word lists and whole statements.

Files have one JSON object a line, checked at load. Every row has an ``id``; rows that are matched in text have an
``example``, which the tests run.
"""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hwextract.errors import LexiconError
from hwextract.expressions import tree

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SHIPPED", "Lexicon", "any_of", "expand", "one_of", "parse", "rows", "words"]

#: The keys of each file: those that a row must have, and those that it may have.
SCHEMA: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(must.split()), frozenset(may.split()))
    for name, must, may in (
        ("repairs", "id text becomes", "example"),
        ("class_words", "id type phrases example", "kind"),
        ("units", "id dimension pint factor forms example", ""),
        ("currencies", "id words signs example", ""),
        ("cues", "id category direction patterns example", "scope rank only hint implies needs object unless in"),
        ("words", "id words example", ""),
        ("discourse", "id role patterns example", ""),
        ("attribution", "id role patterns example", ""),
        ("stance", "id stance place patterns example", ""),
        ("evidence", "id weight place patterns example", "documented"),
        ("periods", "id behind before example", ""),
    )
}


@cache
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of one lexicon file.

    Raises
    ------
    LexiconError
        If a row is no JSON object, lacks a key, has one too many, or repeats an id.

    Examples
    --------
    >>> rows("units")[0]["dimension"]
    'time'
    """
    return parse(files(__package__).joinpath(f"{name}.jsonl").read_text(encoding="utf-8"), name)


def parse(text: str, name: str, source: str | None = None) -> tuple[dict[str, Any], ...]:
    """The rows of JSONL text with the schema of the file ``name``; errors name the ``source``, where it is another."""
    must, may = SCHEMA[name]
    source = source or name
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise LexiconError(source, number, f"no JSON: {error}") from None
        if not isinstance(row, dict) or not must <= row.keys() or row.keys() - must - may:
            raise LexiconError(source, number, f"needs {sorted(must)} and may have {sorted(may)}")
        if row["id"] in found:
            raise LexiconError(source, number, f"id {row['id']!r} is there already")
        found[row["id"]] = row
    return tuple(found.values())


def expand(pattern: str) -> list[str]:
    """Every phrase that a pattern with alternatives in parentheses stands for; an empty alternative is optional.

    ``(@answers|)`` has the words of the list ``answers`` of ``words.jsonl`` for alternatives. A parenthesis of the text
    itself is written ``{`` or ``}``.

    Examples
    --------
    >>> expand("(was|were) (mainly|) trained")
    ['was mainly trained', 'was trained', 'were mainly trained', 'were trained']

    Raises
    ------
    LexiconError
        If parentheses are nested, or there is no such list.
    """
    if re.search(r"\([^()]*\(", pattern):
        raise LexiconError("pattern", 0, f"alternatives may not be nested: {pattern!r}")
    parts = [[form for one in part.split("|") for form in _forms(one)] for part in re.split(r"[()]", pattern)]
    phrases = (" ".join("".join(choice).split()) for choice in itertools.product(*parts))
    return [phrase.replace("{", "(").replace("}", ")") for phrase in phrases]


def _forms(alternative: str) -> Iterable[str]:
    """What an alternative stands for: the words of a list, or itself."""
    if not alternative.startswith("@"):
        return (alternative,)
    try:
        return sorted(words(alternative[1:]))
    except KeyError:
        raise LexiconError("pattern", 0, f"words.jsonl has no list {alternative[1:]!r}") from None


@cache
def words(row_id: str) -> frozenset[str]:
    """A word list of ``words.jsonl`` by its id."""
    return frozenset({row["id"]: row["words"] for row in rows("words")}[row_id])


def any_of(row_id: str) -> str:
    r"""An expression for any word of a list, longest first; ``*`` at the end of a word stands for the rest of it.

    Examples
    --------
    >>> re.findall(rf"\b(?:{any_of('paid-computing')})\b", "computing on a server")
    ['computing', 'server']
    """
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in _longest_first(row_id))


def one_of(row_id: str) -> str:
    r"""What `any_of` gives, as a tree: a passage without any word of a long list is read several times as fast.

    It has parentheses of its own. The end of a word should stand behind it, so that it does not matter which of two is
    tried first.

    Examples
    --------
    >>> re.findall(rf"\b{one_of('paid-computing')}\b", "computing on a server")
    ['computing', 'server']
    """
    branches = tree(_longest_first(row_id), {"*": r"\w*"})
    return f"(?:{branches})"


def _longest_first(row_id: str) -> list[str]:
    return sorted(words(row_id), key=lambda word: (-len(word), word))


#: The files that one's own lexicon may have; the others are worked into the patterns of the package.
OWN = ("class_words", "cues")
#: Keys whose values are those of our rows.
_CHOICES = ("type", "direction", "category", "unless", "in")


class Lexicon:
    """The cues and class words that hwextract knows, and those of one's own beside them.

    An own row takes the place of ours with the same id.

    Parameters
    ----------
    *paths : str or path
        Own files, or folders of such: ``cues.jsonl`` and ``class_words.jsonl``. They are read once, here.

    Raises
    ------
    LexiconError
        If a path is no such file or folder, or a row is wrong; it has the file and the line, and says what to do.

    Examples
    --------
    >>> Lexicon().rows("cues") == rows("cues")
    True
    """

    def __init__(self, *paths: str | Path) -> None:
        self.paths = tuple(str(Path(path).resolve()) for path in paths)
        self._own: dict[str, dict[str, dict[str, Any]]] = {}
        for path in _files(self.paths):
            try:
                text = path.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError as error:
                raise LexiconError(str(path), 0, f"is not in UTF-8; save it as UTF-8 ({error})") from None
            found = parse(text, path.stem, str(path))
            _check(found, path, text)
            self._own.setdefault(path.stem, {}).update((row["id"], row) for row in found)

    def __reduce__(self) -> tuple[type[Lexicon], tuple[str, ...]]:
        return type(self), self.paths

    def rows(self, name: str) -> tuple[dict[str, Any], ...]:
        """The rows of one lexicon file with one's own; see the function `rows`."""
        own = self._own.get(name)
        return tuple(({row["id"]: row for row in rows(name)} | own).values()) if own else rows(name)


def _files(paths: tuple[str, ...]) -> list[Path]:
    names = [f"{name}.jsonl" for name in OWN]
    found: list[Path] = []
    for path in map(Path, paths):
        within = [path / name for name in names if (path / name).is_file()] if path.is_dir() else [path]
        other = [path / f"{name}.jsonl" for name in SCHEMA if path.is_dir() and name not in OWN]
        wrong = next((one for one in (*other, *within) if one.name not in names and one.exists()), None)
        if wrong is not None:
            raise LexiconError(str(wrong), 0, f"is not for a lexicon of one's own; that has {', '.join(names)}")
        if not within or not within[0].is_file():
            raise LexiconError(str(path), 0, f"is not there, or empty; give {', '.join(names)}, or their folder")
        found += within
    return found


def _check(found: tuple[dict[str, Any], ...], path: Path, text: str) -> None:
    """What the tests of the package check of ours."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for number, row in zip(lines, found, strict=True):
        try:
            problem = _problem(row, path.stem)
        except LexiconError as error:
            problem = error.problem
        if problem:
            raise LexiconError(str(path), number, problem)


def _problem(row: dict[str, Any], name: str) -> str:
    """What is wrong with a row of a cue or class word, and what to do; empty where nothing is."""
    phrases = row.get("phrases", row.get("patterns"))
    if not isinstance(phrases, list) or not phrases or not all(isinstance(one, str) for one in phrases):
        return "phrases and patterns are lists of texts"
    if not all(way for one in phrases for way in expand(one)):
        return "a phrase, or one of its alternatives, is empty; put a word outside of the parentheses"
    for key in _CHOICES:
        allowed = sorted({ours[key] for ours in rows(name) if key in ours})
        if key in row and row[key] not in allowed:
            return f"{key} {row[key]!r} is none of {', '.join(allowed)}"
    if ("hint" in row) != (row.get("category") == "hint"):
        return "the key hint, the kind of hint, goes with the category hint alone"
    return ""


#: What hwextract ships, without anything of one's own.
SHIPPED = Lexicon()
