"""A time that is judged, and what the rules of the judgement look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hwextract.laboratory import names_tool
from hwextract.pipeline.computing.measures import LONG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hwextract.pipeline.draft import Draft, Window
    from hwextract.pipeline.events import Bond, Events

__all__ = ["Case", "Judged", "Rule", "first_answer"]

#: "21 h (8 cores)", "21 h on 8 cores"
_ON_CORES = re.compile(
    r" ?(?:\((?:on |using |with )?|on |using |with )(?:an? |a single |the same )?(?:\w+)?[ -]?(?:[CG]PU |logical |physical |parallel )?(?:cores?|threads?|workers)\b"
)
_CALENDAR = re.compile("month|year")


class Judged(NamedTuple):
    """Where a time before ends, and whether it is one of computing."""

    end: int
    computes: bool


class Case:
    """A time that is judged, and what the rules of the judgement look at; what few of them need is found when one asks.

    ``before`` is the time before it, if what is said of that may be said of this, too; ``headed`` says whether a
    heading over it speaks of computing.
    """

    def __init__(
        self,
        draft: Draft,
        bond: Bond,
        events: Events,
        window: Window,
        text: str,
        *,
        before: Judged | None,
        headed: bool,
    ) -> None:
        self.draft = draft
        self.event, self.by = bond
        self.events = events
        self.window = window
        self.text = text
        self.before = before
        self.headed = headed
        self.own = text[draft.start : draft.end]
        self.per: str = draft.fields["per"]
        self.seconds: float = draft.fields["low_s"]

    @cached_property
    def devices(self) -> list[Draft]:
        """The devices of the block, and the time of devices."""
        return [one for one in self.window.drafts if one.type in ("accelerator", "cpu", "instance", "compute")]

    @cached_property
    def on_cores(self) -> bool:
        """Whether cores are said behind the time."""
        return _ON_CORES.match(self.text, self.draft.end) is not None

    @property
    def names_tool(self) -> bool:
        """Whether the block names a tool that computes, of which passages of the laboratory speak, too."""
        return names_tool(self.text)

    @property
    def is_seasonal(self) -> bool:
        """Whether it is so long as a season, and told in months or years."""
        return self.seconds >= LONG and _CALENDAR.search(self.own) is not None

    @property
    def follows_computing(self) -> bool:
        """Whether the time before it is one of computing."""
        return self.before is not None and self.before.computes


#: What a rule says of a time: it is one of computing, it is none, or the next rule has to tell.
Rule = Callable[[Case], bool | None]


def first_answer(rules: Iterable[Rule], case: Case) -> bool | None:
    """What the first rule says that has an answer; none of those behind it is asked."""
    return next((answer for rule in rules if (answer := rule(case)) is not None), None)
