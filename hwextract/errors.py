"""Every exception that hwextract raises on purpose, with fields, and with a message that says what to do."""

from __future__ import annotations

from typing import Any

__all__ = [
    "BenchmarkError",
    "CatalogError",
    "ChoiceError",
    "ColumnError",
    "ExtraError",
    "HwextractError",
    "InputTypeError",
    "LexiconError",
    "ReadError",
]


class HwextractError(Exception):
    """Base of all exceptions of hwextract.

    The positional arguments are kept as fields, so that an exception survives pickling (and with it the way
    from a worker process to its parent).

    Examples
    --------
    >>> import pickle
    >>> pickle.loads(pickle.dumps(ReadError("a.pdf", "no reader for this format"))).path
    'a.pdf'
    """

    def __init__(self, *fields: Any) -> None:
        super().__init__(*fields)

    def __reduce__(self) -> tuple[type[HwextractError], tuple[Any, ...]]:
        return type(self), self.args


class InputTypeError(HwextractError, TypeError):
    """Something other than a text was given.

    Attributes
    ----------
    function : str
        The function that was called.
    kind : str
        Name of the type that it was given.
    """

    def __init__(self, function: str, kind: str) -> None:
        super().__init__(function, kind)
        self.function = function
        self.kind = kind

    def __str__(self) -> str:
        advice = {
            "bytes": "decode them first (data.decode('utf-8')), or pass the file's path to hwextract.read",
            "bytearray": "decode it first (bytes(data).decode('utf-8'))",
            "NoneType": "leave texts that are missing out, or pass '' for them: an empty text is a row in `documents`",
            "PosixPath": "pass hwextract.read(path)",
            "WindowsPath": "pass hwextract.read(path)",
            "list": "use hwextract.extract_many(texts)",
            "tuple": "use hwextract.extract_many(items)",
        }.get(self.kind, "pass str(value) if its text is what you mean")
        return f"{self.function}() takes a str or a hwextract.Document, not {self.kind}: {advice}"


class ColumnError(HwextractError, KeyError):
    """A table or a column was asked for that does not exist."""

    def __init__(self, what: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(what, name, known)
        self.what = what
        self.name = name
        self.known = known

    def __str__(self) -> str:
        return f"no {self.what} named {self.name!r}; choose one of {', '.join(self.known)}"


class LexiconError(HwextractError, ValueError):
    """A row of a lexicon or catalogue data file breaks the file's schema."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(file, line, problem)
        self.file = file
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.problem}"


class CatalogError(HwextractError, ValueError):
    """A catalogue of one's own cannot be used.

    Attributes
    ----------
    source : str
        The file or folder.
    problem : str
        What is wrong, and what to do.
    line : int or None
        The line of the file, from 1.
    column : str or None
        The column.
    """

    def __init__(self, source: str, problem: str, line: int | None = None, column: str | None = None) -> None:
        super().__init__(source, problem, line, column)
        self.source = source
        self.problem = problem
        self.line = line
        self.column = column

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        column = "" if self.column is None else f", column {self.column}"
        return f"{self.source}{line}{column}: {self.problem}"


class ReadError(HwextractError, OSError):
    """A file could not be read as a document."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class BenchmarkError(HwextractError, RuntimeError):
    """Something could not be measured."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"could not be measured: {self.problem}"


class ExtraError(HwextractError, ImportError):
    """A package was needed that only an extra installs.

    Attributes
    ----------
    package : str
        The package that is missing.
    extra : str
        The extra of hwextract that installs it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.package} is not installed: pip install 'hwextract[{self.extra}]'"


class ChoiceError(HwextractError, ValueError):
    """A setting has a value that is none of its choices.

    Attributes
    ----------
    setting : str
        The setting.
    value : str
        The value that it was given.
    choices : tuple of str
        The values that it may have.
    """

    def __init__(self, setting: str, value: str, choices: tuple[str, ...]) -> None:
        super().__init__(setting, value, choices)
        self.setting = setting
        self.value = value
        self.choices = choices

    def __str__(self) -> str:
        return f"{self.setting}={self.value!r} is unknown: use one of {', '.join(map(repr, self.choices))}"
