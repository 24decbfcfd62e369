"""Times of a machine that does what people did before: "6 min by hand, but only 2 s with the app"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.pipeline.computing.measures import REACH
from hwextract.pipeline.computing.sharing import WHOLE

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft
    from hwextract.pipeline.events import Events

__all__ = ["does_the_same", "is_instead", "take_period"]

#: A tool by the shape of its name: "6 min by hand, but only 2 s with ml-morph".
_WITH_TOOL = re.compile(r" (?:per \w+ )?(?:with|using|by) (?:the |our )?(?:[a-z]+-[a-z]+|[A-Z]?[a-z]*[A-Z]\w*)\b")


def is_instead(by_people: Draft, members: list[Draft], events: Events, text: str) -> bool:
    """Whether times whose event is not named are those of what does the work of people in their place."""
    end = members[-1].end
    return _WITH_TOOL.match(text, end) is not None or events.names_tool(end) or _reduces(by_people, members[0], text)


#: What stands between the time of people and that of a machine which does the same.
_OF_BOTH = re.compile(r"(?!.*\b(?:train|label|annotat|fit)).{0,120}", re.DOTALL)


def does_the_same(by_people: Draft, after: Draft, text: str) -> bool:
    """Whether a machine does in a time what people do in the one before it."""
    return _OF_BOTH.fullmatch(text, by_people.end, after.start) is not None


def take_period(by_people: Draft, members: list[Draft], text: str) -> None:
    """In "experts need 3 min per image, whereas the network needs 2 s" the machine's time is per image, too."""
    period = by_people.fields["per"]
    if period not in ("sample", "other") or WHOLE.search(text, by_people.end, members[-1].end + REACH):
        return
    for draft in members:
        if draft.fields["per"] == "total" and draft.fields["low_s"] < by_people.fields["high_s"]:
            draft.fields["per"] = period


#: What stands between the times of a change.
_BROUGHT_TO = re.compile(r"[^.;:]{0,40}\bto (?:about |only |just |less than |under )?")


def _reduces(by_people: Draft, after: Draft, text: str) -> bool:
    """Whether a time is what that of people was brought down to: "reduces the time from 6 min (manual) to 8 s"."""
    return (
        text.endswith("from ", 0, by_people.start)
        and after.fields["low_s"] < by_people.fields["low_s"]
        and _BROUGHT_TO.fullmatch(text, by_people.end, after.start) is not None
    )
