"""Regular expressions that are compiled when they are first used: a first text needs a few of hundreds."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

__all__ = ["lazy"]


class _Lazy:
    """Stands in for a `re.Pattern`; its methods are the pattern's own from their first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Reached only for what the instance has not got yet: from its second use on, a method costs nothing more.
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(self._compiled, name)
        self.__dict__[name] = value
        return value

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""What `re.compile` gives, but compiled on first use; so is the error of a pattern that is none.

    Raises
    ------
    re.error
        When it is first used, if the pattern cannot be compiled.

    Examples
    --------
    >>> number = lazy(r"\d+")
    >>> number.search("8 GPUs").group(), number.pattern
    ('8', '\\d+')
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
