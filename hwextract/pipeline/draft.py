"""What the stations of a block hand on: its window with drafts of records and cues, in characters of the repaired text."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from hwextract.documentation import is_documentation
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.laboratory import names_machine, speaks_of_laboratory
from hwextract.pipeline.definitions import Definitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Cue", "Draft", "Size", "Surroundings", "Window"]


@dataclass(slots=True)
class Draft:
    """A record in the making.

    ``core`` is the end of the name without the class word behind it; ``bare`` marks a class word alone.
    """

    type: str
    start: int
    end: int
    rule: str
    certainty: str = "high"
    fields: dict[str, Any] = field(default_factory=dict)
    bare: bool = False
    context: int = 0
    flags: tuple[str, ...] = ()
    approx: bool = False
    bound: str | None = None
    status: str = "used"
    cue: str | None = None
    status_cue: str | None = None
    status_score: float = 0.0
    status_row: str | None = None
    cited: bool = False
    phase: str = "training"
    phase_cue: str | None = None
    phase_sure: bool = False
    phase_score: float = -999.0
    #: The phase that the kind of thing speaks for, and the heading that says it, if one does.
    prior: str | None = None
    heading: str | None = None
    #: Of a time: where the event stands that it belongs to, and the phase of such events, if they have one.
    event: tuple[int, int] | None = None
    event_phase: str | None = None

    def copy(self) -> Draft:
        """Another one that says the same, with fields of its own; a fifth of the work of `dataclasses.replace`.

        Examples
        --------
        >>> draft = Draft("duration", 0, 4, "duration", fields={"low_s": 3600.0})
        >>> other = draft.copy()
        >>> other == draft, other.fields is draft.fields
        (True, False)
        """
        other = Draft(*_values(self))
        other.fields = {**self.fields}
        return other


_values = attrgetter(*(field.name for field in fields(Draft)))


class Cue(NamedTuple):
    """A cue that was found: its place and its row of the lexicon; its reach, where that is known."""

    start: int
    end: int
    text: str
    row: dict[str, Any]
    reach: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """A size of memory that is no main memory by its own words; ``graphics`` where they say that it is a device's."""

    start: int
    end: int
    gb: float
    graphics: bool = False
    times: int | None = None


class Surroundings(Protocol):
    """What stands before a block in its document, and behind it; a window has it."""

    @property
    def before(self) -> str:
        """What stands before the block."""
        ...

    @property
    def after(self) -> str:
        """What stands behind the block."""
        ...


@dataclass(slots=True)
class Window:
    """What the stations share for one block, and the knowledge that they work with."""

    knowledge: Knowledge = SHIPPED
    #: The repaired text of the block.
    text: str = ""
    #: The phrases of hardware that stand in it, in order: (start, end, label, id).
    phrases: list[tuple[int, int, str, str]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    #: The places of its lines in the source.
    lines: Sequence[tuple[int, int]] = ()
    #: What stands before the block in its document, and behind it.
    before: str = ""
    after: str = ""
    #: The block as it stands there, with the marks that repair takes out.
    source: str = ""
    #: What abbreviations stand for in its document; in the block alone, where nobody tells of that.
    definitions: Definitions | None = field(default=None, compare=False, repr=False)
    #: Whether a quantity other than a time of devices may stand in it; not where a scan saw no place of one.
    counted: bool = True
    cues: list[Cue] = field(default_factory=list)
    #: Numbers of cores and clocks that stand beside a processor: (start, end, value).
    cores: list[tuple[int, int, float]] = field(default_factory=list)
    clocks: list[tuple[int, int, float]] = field(default_factory=list)
    #: Clocks that a processor only comes up to.
    turbo_clocks: list[tuple[int, int, float]] = field(default_factory=list)
    #: Sizes of memory without a word that makes them main memory.
    sizes: list[Size] = field(default_factory=list)
    hints: list[Cue] = field(default_factory=list)
    #: Times that nothing in the block makes times of computing, and codes that it does not make devices.
    idle: list[Draft] = field(default_factory=list)
    epochs: list[tuple[int, int, int]] = field(default_factory=list)
    steps: list[tuple[int, int, int]] = field(default_factory=list)
    #: Whether others are named in it; not known where nobody has looked.
    others: bool | None = None
    #: Whether its passage is one of the clinic or the laboratory; not known where nobody has asked.
    _laboratory: bool | None = field(default=None, init=False, repr=False)
    #: Whether its passage names machines that compute; not known where nobody has asked.
    _machines: bool | None = field(default=None, init=False, repr=False)
    #: Whether the block stands in documentation of software; not known where nobody has asked.
    _documents: bool | None = field(default=None, init=False, repr=False)

    def means_another(self, short: str, names: Iterable[str]) -> bool:
        """Whether the document says that an abbreviation stands for nothing of some names.

        Examples
        --------
        >>> window = Window(text="The waitlist control group (WLCG) waited.")
        >>> window.means_another("WLCG", ["Worldwide LHC Computing Grid"])
        True
        """
        if self.definitions is None:
            self.definitions = Definitions(self.text)
        return self.definitions.means_another(short, names)

    def documents(self) -> bool:
        """Whether the block stands in documentation of software; it is read once, when the first cue asks.

        Examples
        --------
        >>> Window(text="Use 4 GPUs.", source="Use 4 GPUs.", before="Set `--gpus`. ").documents()
        True
        """
        if self._documents is None:
            self._documents = is_documentation(self.passage)
        return self._documents

    @property
    def passage(self) -> str:
        """The block as it stands in its document, with what stands before it and behind it."""
        return f"{self.before}{self.source or self.text}{self.after}"

    def speaks_of_laboratory(self) -> bool:
        """Whether its passage is one of the clinic or the laboratory; it is read once, when the first time asks.

        Examples
        --------
        >>> text = "The training of the rats lasted 8 weeks; insulin was injected after the surgery."
        >>> Window(text=text).speaks_of_laboratory()
        True
        """
        if self._laboratory is None:
            self._laboratory = speaks_of_laboratory(self.passage)
        return self._laboratory

    def names_machine(self) -> bool:
        """Whether its passage has a word of machines that compute; it is read once, when the first time asks.

        Examples
        --------
        >>> Window(text="It took 3 h.", before="We trained a neural network. ").names_machine()
        True
        """
        if self._machines is None:
            self._machines = any(map(names_machine, (self.text, self.before, self.after)))
        return self._machines
