"""What belongs to one run: sentence by sentence, all goes to the current run until the text plainly separates."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from hwextract.clauses import (
    POINTERS,
    clusters,
    drop_asides,
    is_multiple,
    label_of,
    numerals_before,
    pair,
    point,
    restate,
)
from hwextract.expressions import guarded
from hwextract.pipeline.numbers import parse_count
from hwextract.runs import DEVICE, MACHINE, TIMES, Item, Run, adds_up, compatible, same_product

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hwextract.discourse import Statement
    from hwextract.records import Phase

__all__ = ["Grouping"]

#: How many runs back a reader remembers; it bounds the work.
RECENT = 8
#: Columns that a sum over several runs may be stated for.
_SUMMED = ("hours_low", "device_hours", "cost_total")
#: Columns of which a sentence may give a list, with a value for each of the runs before.
_LISTED = (TIMES, ("device_hours",), ("cost_total",))
#: A list has one verb: not "renting cost 10 USD and storage cost 3 USD".
_OTHER_VERB = re.compile(r"\b(?:costs?|was|were|is|are|took|for)\b", re.IGNORECASE)
#: Roles of numbers of devices, which may stand without a noun.
_OF_COUNTS = frozenset(("count", "whole", "part", "chips"))
_ALL_CARDS = re.compile(r"both|all|(?:each|every|either) (?:of (?:the|these|our|those)|card|gpu|device)")
_IN_ALL = ("in total", "in all", "altogether", " total")
#: How many times the device-hours of a run's own devices and hours a sum over several runs is, at least.
_MORE = 1.3
#: Characters between a device and words on its memory.
_BESIDE = 12
#: So many chips that computed for a time: "32 chips for 9 hours".
_CHIPS = re.compile(r"[\w,]+ (?:tpu )?chips")
_FOR_A_TIME = re.compile(
    r"(?: (?:for|in|within|over)|,) (?:about |only |just |~ ?)?(?:\d|an?\b|one\b|two\b|three\b|four\b)", re.IGNORECASE
)
#: Where a clause starts that goes on with what was used of the nodes.
_NEXT_CLAUSE = re.compile(r"(?:;|,? and|, (?:of which|where)) [^;]*$")
#: "With these four it took 41 h"
_OF_THEM = re.compile(r"\b(?:these|those|remaining|other)\b")
#: More devices are hardly spoken of as "of them"; hours are.
_MOST_BY_PRONOUN = 64
#: Between the hardware of a run and what that run is called: "the same GPUs as in stage 1".
_AS_OF = re.compile(r" (?:as|that)(?: (?:we|that|those|was|were|used|of|in|for|with|during|the|our)){0,4} ")
#: "64 GPUs (8 nodes)", "64 A100 (40 GB) on 8 nodes"
_IN_NODES = re.compile(r"(?: \(\d{1,3} ?GB\))?(?: \(| (?:on|across|over|in) )", re.IGNORECASE)
#: "Without a single node failure"
_EXCLUDED = re.compile(r"\b(?:without|not|no) $", re.IGNORECASE)
#: What a text of corrections calls itself.
_ERRATUM = re.compile(r"erratum|errata|corrigend")
_OF_THE_STUDY = re.compile(r"experiments|project|study|paper")
#: Where a clause on another model starts, and what would be no training of it.
_ANOTHER = re.compile(
    r"(?:,|;|,? (?:and|while|whereas|but)) (?:for |in )?(?:the|an?|our|[A-Z][\w-]*|network|model|version|variant|stage"
    r"|fine-?tuning)\b"
)
_NOT_TRAINED = re.compile(
    r"infer|test|predict|deploy|evaluat|validat|batch|rate\b|layers|heads|size|dimension", re.IGNORECASE
)
#: "For 2 epochs each"
_OF_EACH = re.compile(r",? each\b(?! (?:of|epoch|step|iteration|taking|took|lasting|of which))", re.IGNORECASE)
#: Where a clause starts that tells of another training, which may have a length of its own.
_OF_ITS_OWN = re.compile(
    r"[;:]|, (?:and|then|but|we|it|the|another)\b|\b(?:then|while|whereas|followed by|trained|continued)\b"
    r"|fine-?tun|pre-?train",
    re.IGNORECASE,
)
#: "= 64 TPU v3 chips"
_EQUAL = guarded(
    r"(?:=|\(|\b(?:i\.e\.|that is|so|hence|equals?|equal to|equivalent to|correspond\w* to|meaning),?) ?"
    r"[\d,]+ (?:\w{1,12} )?$",
    re.IGNORECASE,
)
_OF_CHIPS = re.compile(r" ?-?chips?\b", re.IGNORECASE)
#: "384 TPUs in total", "a total of 384 TPUs"
_TOTAL = re.compile(r",? (?:in total|total|altogether|in all)\b", re.IGNORECASE)
_TOTAL_OF = guarded(
    r"\b(?:a total of|in total,?|altogether,?|in all,?) (?:about |some )?[\d,]+ (?:\w{1,12} )?$", re.IGNORECASE
)
#: What a machine has need not be used: "the cluster has a total of 64 GPUs", "64 GPUs in total are available".
_OWNED = re.compile(
    r"\b(?:cluster|server|node|machine|system|partition|workstation) "
    r"(?:has|have|had|contains?|comprises?|consists? of|offers?|provides?)\b[^.;]*$"
    r"| (?:in total )?(?:are|were|is) available\b",
    re.IGNORECASE,
)
#: How far before it the number of its parts is looked for.
_NUMBERS_BEFORE = 300
_NUMERAL = re.compile(r"(?<![\w.,])(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen)(?![\w,.]\w)")
#: Words of a sum over several runs, and those that may be said of one.
_IN_TOTAL = frozenset(("in total", "in all", "overall"))
_OF_SEVERAL = frozenset(("cumulative", "combined", "in aggregate", "altogether", "taken together"))


class Grouping:
    """The runs of a document, as they come up in its sentences."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.belongs: dict[int, int] = {}
        self._recent: dict[str, list[int]] = {}
        self._current: dict[str, int] = {}
        self._labels: dict[str, int | None] = {}
        self._nodes: float | None = None
        #: How many devices each node has, and the largest number of devices that was stated.
        self._per: int | None = None
        self._most = 0
        #: The text, and the run that was spoken of last.
        self._text, self._at = "", 0
        self._last: int | None = None
        self._corrected = False
        #: Whether the text is one of corrections.
        self._erratum = False
        #: Numbers of epochs and steps that stand before the first run in training.
        self._waiting: list[tuple[int, str, int, int]] = []
        #: ... of which all runs of the next sentence that tells of runs have the same.
        self._common: list[tuple[int, str, int, int]] = []
        #: What the sentence says: where each thing stands, and its run.
        self._places: list[tuple[int, int, int]] = []
        #: The runs of the sentence before that were parted by a contradiction.
        self._parted: tuple[int, int] | None = None

    def sentence(self, text: str, items: list[Item], said: Sequence[Statement]) -> None:
        """Take in a sentence: its items, in order of place, and its statements; places are those of ``text``."""
        self._places = []
        self.common_to_runs()
        if not (items or said):
            self._corrected = False
            return
        self._text, self._at = text, max((item.start for item in items), default=0)
        # A number that is the name of a card counts nothing: "the RTX 3090 and 4090 were used".
        cards = {item.start for item in items if "accelerator" in item.facts}
        said = [s for s in said if s.role != "part" or s.start not in cards]
        roles = {s.role for s in said}
        corrected = "correction" in roles
        if corrected and not self._erratum:
            self._erratum = any(s.role == "correction" and _ERRATUM.match(s.text) for s in said)
        if corrected or self._corrected or self._erratum:
            roles.add("correction")
        nodes: list[Statement] = []
        if "nodes" in roles:
            nodes = [s for s in said if s.role == "nodes" and (s.value or "single" in s.text)]
            nodes = [s for s in nodes if not _EXCLUDED.search(text, max(0, s.start - 12), s.start)]
            said = [s for s in said if s.role != "part" or not any(s.start < n.end and n.start < s.end for n in nodes)]
        if items:
            self._things(items, said, roles, nodes)
        else:
            self._beyond(said, roles, nodes)
        self._corrected = corrected

    def _beyond(self, said: Sequence[Statement], roles: set[str], nodes: Sequence[Statement]) -> None:
        """Take in a sentence that only tells something of what others speak of."""
        if "conflict" in roles and self._parted is not None:
            self._unite(*self._parted)
        self._statements(said, roles)
        if not nodes:
            return
        run = self.runs[self._current["training"]] if "training" in self._current else None
        if run is not None and run.each:
            self._on_so_many(run, list(dict.fromkeys(int(s.value or 1) for s in nodes)))
        self._nodes = nodes[-1].value

    def _on_so_many(self, run: Run, nodes: Sequence[int]) -> None:
        """A run on so many nodes, or as many runs as there are numbers: "8 nodes for the small model, 32 for ..."."""
        at, per = self._current["training"], int(run.values["count"])
        numbers = [*nodes] if "hours_low" not in run.values else [nodes[-1]]
        self._in_all(run, per * numbers[0])
        for number in numbers[1:]:
            self._new("training", {"count": per * number}, at)

    def _things(
        self, items: list[Item], said: Sequence[Statement], roles: set[str], nodes: Sequence[Statement]
    ) -> None:
        """Take in the items of a sentence, and what it says of them."""
        text = self._text
        items = sorted(items, key=attrgetter("start"))
        for item in items:
            if item.taken_over and item.phase == "other" and self._last is not None:
                item.phase = self.runs[self._last].phase
        for s in said:
            if s.role == "part":
                for item in items:
                    item.part = item.part or (s.start <= item.start and item.end <= s.end)
        if not roles.isdisjoint(_OF_COUNTS):
            said, items = self._elliptic(items, said)
        restate(text, items)
        if "per_node" in roles or any(item.on_each for item in items):
            self._of_whole(items, said)
        self._per_node(items, roles, nodes)
        self._in_so_many(items, nodes)
        if nodes and self._per:
            items = self._on_nodes(items, nodes, self._per)
        self._in_chips(items)
        self._of_each_run(items)
        self._most = max([self._most, *(item.facts.get("count") or 0 for item in items)])
        if "memory" in roles:
            self._memory_of_devices(items, said)
        drop_asides(text, items, said)
        self._parted = None
        first = min((item.start for item in items), default=len(text))
        like = next(self._likened(said), None) if "same" in roles else None
        if like is not None:
            said = [s for s in said if s is not like]
        if said:
            self._statements([s for s in said if s.start < first], roles)
            point(items, [s for s in said if s.role in POINTERS], text)
            self._of_all(items, said)
        pair(items)
        targets = self._targets(items, roles)
        for phase in dict.fromkeys(item.phase for item in items):
            own = [item for item in items if item.phase == phase]
            self._match_list(own)
            for cluster in clusters(text, own):
                self._take(cluster, phase, roles, said, targets)
                if like is not None and not any(item.facts.keys() & {"accelerator", "count"} for item in cluster):
                    self._equip(self._current[phase], self._labels.get(label_of(like.text)))
        if said:
            self._statements([s for s in said if s.start >= first], roles, items)
        self._nodes = nodes[-1].value if nodes else None

    def _likened(self, said: Sequence[Statement]) -> Iterator[Statement]:
        """What the run is called on whose hardware another ran: "on the same GPUs as in stage 1"."""
        same = [s.end for s in said if s.role == "same"]
        for s in said:
            if s.role == "label" and any(end < s.start and _AS_OF.fullmatch(self._text, end, s.start) for end in same):
                yield s

    def _equip(self, at: int, model: int | None) -> None:
        """Give a run the hardware of another."""
        if model is None or model == at:
            return
        own, known = self.runs[at].values, self.runs[model].values
        for key in (*DEVICE, *MACHINE):
            own.pop(key, None)
        self.runs[at].fill({key: known[key] for key in (*DEVICE, *MACHINE) if key in known})

    def number(self, value: int, column: str, start: int, end: int) -> None:
        """A number of epochs or steps, for the nearest run of its sentence, or for the current one in training."""
        at = min(self._places, key=lambda place: self._distance(start, end, place), default=(0, 0, None))[-1]
        if at is None or self.runs[at].phase != "training":
            at = self._current.get("training")
        if at is None:
            self._waiting.append((value, column, start, end))
        else:
            self._length(at, value, column, start, end)

    def number_of_all(self, value: int, column: str, start: int, end: int) -> None:
        """A number of epochs or steps that all runs in training have, where none is known, or the runs to come."""
        if not self._recent.get("training"):
            self._common.append((value, column, start, end))
        for at in self._recent.get("training", ()):
            self._length(at, value, column, start, end)

    def common_to_runs(self) -> None:
        """Give what all runs have to those of the sentence that told of runs, unless it says another number."""
        runs = self._recent.get("training", ())
        for at in runs:
            for number in self._common:
                self._length(at, *number)
        if runs:
            self._common = []

    def number_of_sentence(self, value: int, column: str, start: int, end: int) -> None:
        """A number of epochs or steps that all runs of its sentence have: "800 epochs took A 3 days and B 6 days"."""
        places = sorted(place for place in self._places if self.runs[place[-1]].phase == "training")
        parts = [(one[1], other[0]) for one, other in pairwise(places) if one[-1] != other[-1]]
        each = _OF_EACH.match(self._text, end) is not None
        first = bool(places) and end <= places[0][0]
        # "We trained on two V100 for 500 epochs; it took 4 days on A and 2 days on B."
        devices = {tuple(self.runs[place[-1]].values.get(key) for key in DEVICE) for place in places}
        same = len(devices) == 1 and bool(parts) and end <= parts[0][0]
        if each or ((first or same) and not any(_OF_ITS_OWN.search(self._text, *part) for part in parts)):
            for at in dict.fromkeys(place[-1] for place in places):
                self._length(at, value, column, start, end)

    def _length(self, at: int, value: int, column: str, start: int, end: int) -> None:
        if column not in self.runs[at].values:
            self.runs[at].values[column] = value
            self.runs[at].support.append([start, end, column])

    def _distance(self, start: int, end: int, place: tuple[int, int, int]) -> tuple[bool, int]:
        """How far something stands from a place: what a comma parts from it is farther than all of its own clause."""
        left, right = (end, place[0]) if end <= place[0] else (place[1], start)
        between = self._text[left:right]
        return ("," in between or ";" in between, abs(place[0] - start))

    def support(self, item: Item) -> None:
        """Something that may fill a gap, but is too weak to make a run of its own where there is one."""
        if not self._recent.get("training"):
            if item.phase == "training":
                self._take([item], item.phase, set(), (), {})
            return
        for at in reversed(self._recent.get(item.phase, ())):
            if compatible(self.runs[at].values, item.facts) and adds_up(self.runs[at].values, item.facts):
                self._into(at, [item])
                return

    # What is said beyond the sentence

    def _elliptic(self, items: list[Item], said: Sequence[Statement]) -> tuple[list[Statement], list[Item]]:
        """Numbers of devices without a noun ("with two it took 22 h"), where times stand and the device is known."""
        timed = [item for item in items if any(key in item.facts for key in (*TIMES, "device_hours"))]
        if not timed or not (self._with_devices() or any("kind" in item.facts for item in items)):
            others = list(_of_others(self._text, items, said))
            places = {item.start for item in others}
            return [s for s in said if s.start not in places], sorted([*items, *others], key=lambda item: item.start)
        found = []
        for s in said:
            count = (2 if "both" in s.text else self._most) if s.role == "whole" else int(s.value or 0)
            if s.role == "part" and count > _MOST_BY_PRONOUN and not self._most and self._spent_of(count):
                continue
            timed_chips = s.role == "chips" and _CHIPS.fullmatch(s.text) and _FOR_A_TIME.match(self._text, s.end)
            if (s.role in ("count", "whole", "part") or timed_chips) and count:
                nearest = min(timed, key=lambda item: abs(item.start - s.start))
                part = s.role == "part" or _OF_THEM.search(s.text) is not None
                found.append(Item(s.start, s.end, {"count": count}, nearest.phase, part=part))
        places = {item.start for item in found}
        said = [s for s in said if s.role != "part" and not (s.role == "chips" and s.start in places)]
        return said, sorted([*items, *found], key=lambda item: item.start)

    @staticmethod
    def _on_nodes(items: list[Item], nodes: Sequence[Statement], per: int) -> list[Item]:
        """Numbers of nodes ("on 64 of these nodes"), where the text has told how many devices each of them holds."""
        timed = [item for item in items if any(key in item.facts for key in TIMES)]
        if not timed or any("kind" in item.facts for item in items):
            return items
        found = [Item(s.start, s.end, {"count": int(per * (s.value or 1))}, timed[0].phase, nodes=True) for s in nodes]
        return sorted([*items, *found], key=lambda item: item.start)

    def _in_so_many(self, items: Sequence[Item], nodes: Sequence[Statement]) -> None:
        """How many devices each node has, where all are counted beside the nodes: "64 NPUs (8 nodes)"."""
        for item in items:
            whole = item.facts.get("count")
            if whole is None or item.nodes:
                continue
            for s in nodes:
                if s.value and whole % s.value == 0 and _IN_NODES.fullmatch(self._text, item.end, s.start):
                    self._per = int(whole // s.value)

    def _of_whole(self, items: list[Item], said: Sequence[Statement]) -> None:
        """Take back a number of devices of each node beside that of all: "256 A100 (8 GPUs per node)"."""
        behind = {s.start - 1 for s in said if s.role == "per_node"}
        for part in items:
            if "count" not in part.facts or not (part.on_each or part.end in behind):
                continue
            whole = next((item for item in items if _is_multiple(item, part)), None)
            if whole is not None:
                self._per, whole.nodes, part.nodes = part.facts.pop("count"), True, True

    def _per_node(self, items: list[Item], roles: set[str], nodes: Sequence[Statement]) -> None:
        """Devices of each node, where other words tell how many nodes there are, or how many devices in all."""
        for bare, named in pairwise(items):
            if bare.per is not None and "accelerator" not in bare.facts and named.facts.get("count") == bare.per:
                named.facts["count"] = bare.facts["count"]
        for item in items:
            count = item.facts.get("count")
            if item.per is not None:
                self._per = item.per
            if not (item.on_each or "per_node" in roles) or count is None or item.nodes or self._is_total(item):
                continue
            behind = [s.value for s in nodes if _NEXT_CLAUSE.search(self._text, item.end, s.start)]
            number = self._nodes or next((value for value in reversed(behind) if value), None)
            self._per = count
            at = self._current.get(item.phase)
            known = self.runs[at].values.get("count") if at is not None else None
            if known is not None and known > count and known % count == 0:
                item.facts["count"] = known
            elif number:
                item.facts["count"] = int(count * number)
            else:
                item.each = True

    def _in_chips(self, items: Sequence[Item]) -> None:
        """Where cores or a slice are put as so many chips ("128 TPU v3 cores = 64 TPU v3 chips"), chips are counted."""
        for number, item in enumerate(items):
            chips = item.facts.get("count")
            if (
                chips is None
                or item.facts.get("kind") != "tpu"
                or not _OF_CHIPS.match(self._text, item.end)
                or not _EQUAL.search(self._text, max(0, item.start - 40), item.start)
            ):
                continue
            for other in items[:number]:
                known = other.facts.get("count")
                if other.facts.get("kind") == "tpu" and known in ((2 * chips,) if other.cores else (1,)):
                    other.facts["count"], other.cores = chips, False
            self._chips(chips, "")

    def _of_each_run(self, items: Sequence[Item]) -> None:
        """Where so many times the only run's devices are all, its own were those of one part: "12 agents, each 32"."""
        for number, item in enumerate(items):
            whole = item.facts.get("count")
            if whole is None or not self._is_total(item) or self._owned(item.start, item.end):
                continue
            runs = [self.runs[at] for at in self._with_devices() if self.runs[at].phase == item.phase]
            parts = [other.facts for other in items[:number] if other.facts.get("count") and "kind" in other.facts]
            known = {facts["count"] for facts in parts} or {run.values.get("count") for run in runs}
            if len(runs) > 1 or len(known) != 1 or not self._are_parts(known.pop(), whole, item.start):
                continue
            for facts in parts:
                facts["count"] = whole
            if not parts:
                runs[0].each = True

    def _owned(self, start: int, end: int) -> bool:
        """Whether all devices are those that a machine has, used or not."""
        return bool(_OWNED.search(self._text, max(0, start - 60), start) or _OWNED.match(self._text, end))

    def _is_total(self, item: Item) -> bool:
        """Whether words say that a number of devices is that of all."""
        return bool(
            _TOTAL.match(self._text, item.end) or _TOTAL_OF.search(self._text, max(0, item.start - 60), item.start)
        )

    def _are_parts(self, part: int | None, whole: int, end: int) -> bool:
        """Whether a number of devices is a part of a larger one, and the text before tells how many parts there are."""
        if not part or whole <= part or whole % part:
            return False
        before = _NUMERAL.finditer(self._text, max(0, end - _NUMBERS_BEFORE), end)
        numbers = [parse_count(match[0]) for match in before]
        # The number of devices itself is none of parts.
        return numbers.count(whole // part) > (whole // part == part) + (whole // part == whole)

    @staticmethod
    def _of_all(items: list[Item], said: Sequence[Statement]) -> None:
        """Take back the pointer of what is said of all runs ("A took 3 h, B 5 h; both on eight GPUs")."""
        words = [s for s in said if s.role in (*POINTERS, "all")]
        for item in items:
            before = [s for s in words if s.start < item.start]
            if item.pointer and len(before) > 1 and before[-1].role == "all" and "hours_low" not in item.facts:
                item.pointer = None

    @staticmethod
    def _memory_of_devices(items: list[Item], said: Sequence[Statement]) -> None:
        """A size that is said of each card is no main memory."""
        spans = [(s.start, s.end) for s in said if s.role == "memory"]
        for item in items:
            if "ram_gb" in item.facts and any(a < item.end and item.start < b for a, b in spans):
                item.facts = {}

    def _statements(self, said: Iterable[Statement], roles: set[str], items: Sequence[Item] = ()) -> None:
        devices: list[int] = []
        if any(statement.role == "memory" for statement in said):
            devices = [at for at in self._with_devices() if self.runs[at].values.get("memory_gb") is None]
        own = [(item.end, item.facts["memory_gb"]) for item in items if "memory_gb" in item.facts]
        for statement in said:
            if statement.role == "memory" and any(
                0 <= statement.start - end < _BESIDE and size == statement.value for end, size in own
            ):
                # Said of the device that stands beside it.
                continue
            if statement.role == "memory" and statement.value:
                inner = next((w for w in ("former", "latter", "first", "second") if w in statement.text), None)
                word = {"former": "first", "latter": "second"}.get(inner or "", inner)
                chosen = devices
                if word is not None:
                    at = self._ordinal(word, self._with_devices(), roles)
                    chosen = [] if at is None else [at]
                elif not _ALL_CARDS.match(statement.text):
                    chosen = devices[-1:]
                for at in chosen:
                    self.runs[at].fill({"memory_gb": statement.value})
            elif statement.role == "chips" and statement.value:
                self._chips(int(statement.value), statement.text)
            elif statement.role == "spent" and statement.value:
                self._spent_of(statement.value)
            elif statement.role == "part" and statement.value and "use" in roles:
                self._part(int(statement.value), roles)

    def _chips(self, count: int, words: str) -> None:
        """So many chips in all, where the text counted slices or cores."""
        runs = [self.runs[at] for at in self._recent.get("training", ()) if self.runs[at].values.get("kind") == "tpu"]
        for run in runs:
            known, is_last = run.values.get("count"), run is runs[-1]
            of_cores = run.cores and known == 2 * count
            if of_cores or (is_last and (known in (None, 1) or words.startswith("cores") or words.endswith(_IN_ALL))):
                run.values["count"] = count
                run.cores = False

    def _spent_of(self, amount: float) -> bool:
        """Whether so many device-hours were used of those that the text has given before, of a grant or quota."""
        for at in reversed(self._recent.get("training", ())):
            known = self.runs[at].values.get("device_hours")
            if known is not None and amount < known:
                self.runs[at].values["device_hours"] = amount
                return True
        return False

    def _part(self, count: int, roles: set[str]) -> None:
        """So many of the devices: the run's own number, or another run once the first one has its time."""
        devices = self._with_devices()
        if not devices:
            return
        run = self.runs[devices[-1]]
        known = run.values.get("count")
        if known is None or count > known:
            # Of an amount that was granted it may be, and not of the devices.
            if known is None and not (count > _MOST_BY_PRONOUN and self._spent_of(count)):
                run.values["count"] = count
        elif count < known:
            if "correction" in roles:
                run.overwrite({"count": count})
            elif all(run.values.get(key) is None for key in TIMES):
                run.values["count"] = count
            else:
                self._new(run.phase, {"count": count}, devices[-1])

    def _with_devices(self) -> list[int]:
        at = sorted(n for numbers in self._recent.values() for n in numbers)
        return [n for n in at if self.runs[n].values.get("kind") is not None][-RECENT:]

    # Where a cluster goes

    def _targets(self, items: list[Item], roles: set[str]) -> dict[tuple[str, str], int]:
        """The runs that the pointers of a sentence mean, as the sentence finds them."""
        found: dict[tuple[str, str], int] = {}
        for item in items:
            if item.pointer is None:
                continue
            at = self._labels.get(item.pointer)
            if item.pointer in ("first", "second", "third"):
                at = self._ordinal(item.pointer, self._recent.get(item.phase, []), roles)
            if at is not None and self.runs[at].phase == item.phase:
                found[item.phase, item.pointer] = at
        return found

    @staticmethod
    def _ordinal(word: str, numbers: list[int], roles: set[str]) -> int | None:
        size = 3 if "third" in roles else 2
        return numbers[-size:][("first", "second", "third").index(word)] if len(numbers) >= size else None

    def _match_list(self, items: list[Item]) -> None:
        """A list of times, device-hours or costs goes, one by one, to as many runs that have none yet."""
        if len(items) < 2 or any(item.pair is not None for item in items):
            return
        for keys in _LISTED:
            listed = [item for item in items if any(key in item.facts for key in keys)]
            others = [item for item in items if item.facts.keys() & {*TIMES, "count"} and item not in listed]
            if keys is not TIMES and any(
                _OTHER_VERB.search(self._text, one.end, other.start) for one, other in pairwise(listed)
            ):
                continue
            if len(listed) < 2 or any(item.pointer for item in listed) or (others and keys is TIMES):
                continue
            key = next(key for key in keys if key in listed[0].facts)
            recent = self._recent.get(listed[0].phase, [])
            waiting = [at for at in recent if self.runs[at].values.get(key) is None]
            if len(waiting) == len(listed):
                for item, at in zip(listed, waiting, strict=True):
                    item.pointer = f"#{at}"

    def _take(
        self,
        cluster: list[Item],
        phase: Phase,
        roles: set[str],
        said: Sequence[Statement],
        targets: dict[tuple[str, str], int],
    ) -> None:
        cluster = self._without_sums([item for item in cluster if item.facts], phase, said)
        if not cluster:
            return
        facts: dict[str, Any] = {}
        for item in cluster:
            for key, value in item.facts.items():
                facts.setdefault(key, value)
        pointer = cluster[0].pointer
        part = any(item.part for item in cluster)
        self._give_up_sums(facts, phase)
        current = self._current.get(phase)
        given = cluster[0].given and self._is_another(facts, phase)
        if given and facts.keys() == {"system"}:
            return
        if cluster[0].apart or given:
            at = self._on_its_own(facts, phase)
        else:
            at = self._place(facts, phase, pointer, roles, targets, part=part)
        self._into(at, cluster)
        if given and current is not None:
            self._current[phase] = current
        if any(s.role == "sum" and s.text in _OF_SEVERAL for s in said):
            self.runs[at].sums |= facts.keys() & set(_SUMMED)
        if pointer is not None and pointer not in ("first", "second", "third") and not pointer.startswith("#"):
            self._labels[pointer] = at if self._labels.get(pointer, at) == at else None
        if "same" in roles or any(item.same for item in cluster):
            self.runs[at].refers = True
        if pointer is None and "all" in roles and not cluster[0].apart and len(self._recent[phase]) > 1:
            hardware = {key: value for key, value in facts.items() if key in (*DEVICE, *MACHINE)}
            for other in self._recent[phase]:
                known = self.runs[other].values
                if compatible(known, facts) and "accelerator" not in facts:
                    self.runs[other].fill(facts)
                elif known.get("kind") is None and compatible(known, hardware):
                    self.runs[other].fill(hardware)

    def _is_another(self, facts: dict[str, Any], phase: Phase) -> bool:
        """Whether hardware that was given is none of that which the text has named."""
        known = [self.runs[at].values for at in self._recent.get(phase, ())]
        product, system = facts.get("accelerator"), facts.get("system")
        if product is not None:
            named = [values["accelerator"] for values in known if values.get("accelerator") is not None]
            return bool(named) and not any(same_product(name, product) for name in named)
        equipped = any(values.get("kind") is not None for values in known)
        return system is not None and equipped and not any(values.get("system") == system for values in known)

    def _on_its_own(self, facts: dict[str, Any], phase: Phase) -> int:
        """The run on just this device, or a new one that takes over nothing."""
        for at in reversed(self._recent.get(phase, ())):
            known = self.runs[at].values
            same = known.get("kind") == facts.get("kind") and known.get("accelerator") == facts.get("accelerator")
            if same and (known.get("kind") or known.get("cpu_count") or known.get("cpu")) and compatible(known, facts):
                return at
        return self._new(phase, facts, None)

    def _without_sums(self, cluster: list[Item], phase: Phase, said: Sequence[Statement]) -> list[Item]:
        """A cluster without the amounts that are sums over several runs."""
        if all(item.facts.keys().isdisjoint(_SUMMED) for item in cluster):
            return cluster
        amounts = [(item.start, item.end) for item in cluster if "device_hours" in item.facts]
        device = any(
            "kind" in item.facts and not any(start <= item.start < end for start, end in amounts) for item in cluster
        )
        counts = {item.facts["count"] for item in cluster if "count" in item.facts}
        others = {self.runs[at].values.get("count") for at in self._recent.get(phase, ())}
        new = device and bool(counts) and None not in others and counts.isdisjoint(others)
        return [item for item in cluster if not self._is_sum(item, said, own_device=device, new_run=new)]

    def _place(
        self,
        facts: dict[str, Any],
        phase: Phase,
        pointer: str | None,
        roles: set[str],
        targets: dict[tuple[str, str], int],
        *,
        part: bool,
    ) -> int:
        recent = self._recent.get(phase, [])
        if not recent:
            return self._new(phase, facts, None)
        if pointer is not None:
            at = int(pointer[1:]) if pointer.startswith("#") else targets.get((phase, pointer))
            if at is not None and compatible(self.runs[at].values, facts):
                return at
        current = self._current[phase]
        known = self.runs[current].values
        self._in_all(self.runs[current], facts.get("count"))
        described = any(known.get(key) is not None for key in ("cpu", "ram_gb")) and "accelerator" not in facts
        part = "count" in facts and (part or described)
        if part and all(known.get(key) is None for key in TIMES) and (known.get("count") or 0) > facts["count"]:
            known["count"] = facts["count"]
        fits = compatible(known, facts)
        if fits and not _parted(known, facts):
            return current
        if "accelerator" in facts or "instance" in facts:
            for at in reversed(recent):
                values = self.runs[at].values
                named = any(key in facts and values.get(key) == facts[key] for key in ("accelerator", "instance"))
                if named and compatible(values, facts):
                    return at
        if not fits and "correction" in roles:
            self.runs[current].overwrite(facts)
            return current
        timed = facts.keys() == {"hours_low", "hours_high"} and known.get("hours_low") is not None
        if not fits and timed and ("portion" in roles or self._is_share(known["hours_low"], facts["hours_low"])):
            self.runs[current].values.update(facts)
            return current
        if not fits and "conflict" in roles:
            self.runs[current].doubt(facts)
            return current
        at = self._new(phase, facts, current)
        self._parted = (current, at)
        return at

    @staticmethod
    def _in_all(run: Run, count: int | None) -> None:
        """Turn the number of devices of each node into the number of all."""
        if run.each and count is not None and run.values["count"] < count and count % run.values["count"] == 0:
            run.values["count"] = count
            run.each = False

    def _give_up_sums(self, facts: dict[str, Any], phase: Phase) -> None:
        """Where the text goes on to give a part of what it gave as a sum, the sum was no run's own."""
        run = self.runs[self._current[phase]] if phase in self._current else None
        if run is None:
            return
        for key in run.sums & facts.keys():
            if facts[key] < run.values.get(key, 0.0):
                del run.values[key]
        run.sums -= facts.keys()

    def _is_sum(self, item: Item, said: Sequence[Statement], *, own_device: bool, new_run: bool) -> bool:
        """Whether an amount is a sum over several runs, by its words or by its value."""
        key = next((key for key in _SUMMED if key in item.facts), None)
        if key is None:
            return False
        runs = [self.runs[at] for at in self._recent.get(item.phase, ())]
        values = [run.values[key] for run in runs if run.values.get(key) is not None]
        named = key == "hours_low" or item.pointer is not None
        parts = [hours for hours in map(_spent, runs) if hours is not None] if key == "device_hours" else values
        whole = len(parts) > 1 and abs(sum(parts) - item.facts[key]) <= 0.02 * item.facts[key]
        if whole and (not named or key == "device_hours"):
            return True
        known = values if key == "hours_low" else parts
        if key != "cost_total" and is_multiple(self._text, item, known):
            return True
        sums = [s for s in said if s.role == "sum" and s.start < item.end + 40]
        if not sums or (new_run and key == "hours_low" and all(s.text in _IN_TOTAL for s in sums)):
            return False
        if not runs and not own_device and any(_OF_THE_STUDY.search(s.text) for s in sums):
            return True
        of_others = any("sum of" in s.text for s in sums)
        own = runs[-1].values if runs else {}
        if key == "device_hours" and own.get("count") and own.get("hours_low"):
            of_others = of_others or item.facts[key] > _MORE * own["count"] * own["hours_low"]
        return (len(runs) > 1 and not own_device) or bool(values) or of_others

    def _is_share(self, whole: float, part: float) -> bool:
        """Whether a time is that of each of several equal runs, which the text has given the sum of before."""
        times = round(whole / part) if part else 0
        return (
            times > 1 and abs(times * part - whole) <= 0.03 * whole and times in numerals_before(self._text, self._at)
        )

    def _unite(self, old: int, new: int) -> None:
        """Make one run of two, after all, when the text says that their values contradict each other."""
        kept, gone = self.runs[old], self.runs[new]
        kept.doubt(gone.values)
        kept.records += gone.records
        self.belongs.update(dict.fromkeys(gone.records, old))
        gone.records, gone.values = [], {}
        self._recent[gone.phase].remove(new)
        self._current[gone.phase] = old
        self._parted = None

    def _new(self, phase: Phase, facts: dict[str, Any], old: int | None) -> int:
        """A new run, which keeps what was said of the hardware where nothing speaks against it."""
        run = Run(phase)
        if old is not None:
            known = self.runs[old].values
            product = facts.get("accelerator")
            same = product is None or known.get("accelerator") is None or same_product(known["accelerator"], product)
            if "cpu" in facts and "kind" not in facts:
                same = False
            if known.get("kind") and facts.get("kind") and known["kind"] != facts["kind"]:
                same = False
            kept = dict(known if same else self.runs[old].shared)
            if "instance" in facts:
                kept = {"system": known.get("system")}
            run.values = {
                key: kept[key] for key in (*DEVICE, *MACHINE) if kept.get(key) is not None and key not in facts
            }
            run.shared = {key: value for key, value in kept.items() if key in self.runs[old].shared}
            run.cores = self.runs[old].cores and "count" in run.values
        self.runs.append(run)
        at = len(self.runs) - 1
        recent = self._recent.setdefault(phase, [])
        recent.append(at)
        del recent[:-RECENT]
        self._current[phase] = at
        run.fill(facts)
        if phase == "training":
            for value, column, start, end in self._waiting:
                self._length(at, value, column, start, end)
            self._waiting.clear()
        return at

    def _into(self, at: int, cluster: list[Item]) -> None:
        run = self.runs[at]
        for item in cluster:
            if run.values.get("kind") is None and "kind" not in item.facts:
                run.shared.update({key: value for key, value in item.facts.items() if key in MACHINE})
            run.fill(item.facts)
            run.each = run.each or item.each
            run.cores = run.cores or item.cores
            run.refers = run.refers or item.same or item.part
            self._places.append((item.start, item.end, at))
            if item.record_id is not None and item.record_id not in self.belongs:
                run.records.append(item.record_id)
                self.belongs[item.record_id] = at
        self._current[run.phase] = at
        self._last = at


def _of_others(text: str, items: list[Item], said: Sequence[Statement]) -> Iterator[Item]:
    """Numbers of devices that a clause gives for another model: "A was trained on four V100, B on one (of them)"."""
    device = next((item for item in reversed(items) if "count" in item.facts and "kind" in item.facts), None)
    for s in said:
        if (
            not (s.role == "count" or (s.role == "part" and " of " in s.text))
            or not s.value
            or device is None
            or device.phase != "training"
        ):
            continue
        if (
            s.start > device.end
            and _ANOTHER.search(text, device.end, s.end)
            and not _NOT_TRAINED.search(text, device.end, s.start)
        ):
            yield Item(s.start, s.end, {"count": int(s.value)}, device.phase)


def _is_multiple(whole: Item, part: Item) -> bool:
    """Whether devices stand before others of which they may be all."""
    count = whole.facts.get("count")
    return whole.end <= part.start and count is not None and count > (own := part.facts["count"]) and count % own == 0


def _spent(run: Run) -> float | None:
    """The device-hours of a run, as stated or from its devices and hours."""
    stated, count, hours = (run.values.get(key) for key in ("device_hours", "count", "hours_low"))
    return stated if stated is not None or count is None or hours is None else count * hours


def _parted(known: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Whether what would fit is said of another machine: another system, or devices after a run on processors alone."""
    timed = any(known.get(key) is not None for key in TIMES)
    if timed and facts.get("system") and known.get("system") and facts["system"] != known["system"]:
        return any(key in facts for key in ("kind", *TIMES))
    alone = known.get("kind") is None and known.get("cpu") is not None
    return alone and timed and facts.get("kind") is not None and any(key in facts for key in TIMES)
