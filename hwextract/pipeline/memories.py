"""Memory sizes: which accelerator a size belongs to, and which is the main memory of a machine.

A size is the accelerator's in whose noun phrase it stands. What stands between the two decides: marks and words of
having lead on, while another device, a machine, or a verb of its own ends the phrase. The catalogue is heard as a
witness, for a product has few sizes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.expressions import guarded
from hwextract.pipeline.draft import Draft

if TYPE_CHECKING:
    from hwextract.catalog import Catalog
    from hwextract.pipeline.draft import Size, Window

__all__ = ["link_memory"]

#: No device has more or less.
_MOST, _LEAST = 600.0, 0.1
#: So little is a logger's, where no computer stands beside it.
_LOGGER = 0.1
#: What records only, and its memory.
_RECORDER = guarded(
    r"\b(?:garmin|gps\w*|cameras?|loggers?|recorders?|tags?|collars?|audiomoths?|song ?meters?|drones?|uavs?|hydrophones?|receivers?|sensors?)\b[^.;]*(?:\((?:[^().]|\.\d)*)?$",
    re.IGNORECASE,
)
#: A memory that is so many times what the catalogue knows of a product is its machine's.
_TOO_MUCH = 2.0
#: So little memory no computer with a graphics card has; a version of the card that the catalogue has not may.
_SMALLEST = 3.0
#: How far a size may stand from its device, in characters and in words beside the marks.
_REACH, _WORDS = 130, 8
_GRAPHICS_WORDS = 16

#: "four GPUs with a combined memory of 64 GB" says nothing of each.
_POOLED = re.compile(
    r"\b(?:combined|aggregated?|pooled|total|overall|cumulative)(?: of)? (?:[\w-]+ ){0,2}(?:(?:memory|vram|ram)(?: of)? )?$",
    re.IGNORECASE,
)
_ALTOGETHER = re.compile(r" ?(?:of )?(?:[\w-]+ ){0,2}?(?:in total|altogether|total|combined|overall|in all)\b", re.I)
#: What parts a size from the device behind it: "an 8 GB Quadro", "11 GB of memory on our RTX 2080 Ti".
_LEADS_TO = re.compile(
    r"\)?(?:-| ?)(?:of |version of (?:the |an? )?|variant of (?:the |an? )?)?(?:(?:memory|vram|ram)[ -](?:version |variant )?)?"
    r"(?:(?:of |on |in |per |from |available (?:on|to|in|from) |(?:provided|offered) by )?(?:(?:the|an?|our|your|my|any|each|every|one|its|their|this|that|these|those|single|both|two|same) ){0,2})?"
    r"(?:(?:gaming|pcie|sxm\d?|nvidia(?:'s)?|amd|intel|consumer|desktop|laptop|mobile|\w+-grade|dedicated|discrete|\w+-end) ){0,2}",
    re.IGNORECASE,
)
#: "8 GB of VRAM (RTX 3070)", "with 8 GB of VRAM and 2944 CUDA cores, this GPU"
_BRACKET = re.compile(
    r"(?:,? and [\d,]+ (?:\w+ )?cores)?(?: each| apiece)? ?(?:\(|, )(?:an? |the |one |this |our )?", re.IGNORECASE
)
_CLASS_OPENS = re.compile(
    r"(?:[gt]pus?|cards?|units?)(?: ?\(| (?:of|with|having) (?:an? )?)$"
    r"|(?:gpu|graphics|video) (?:memory|ram)(?: (?:size|capacity|limit\w*|constraints?|restrictions?))? ?\($",
    re.IGNORECASE,
)
#: The label before a size ("whose memory is 11 GB").
_LABEL = re.compile(r"\b(?:memory|ram)(?: (?:size|capacity))?(?: (?:is|was|of))? $", re.IGNORECASE)
_LABELS_LINE = re.compile(
    r"(?:(?:system|main|installed|computer|internal|operating|running|server|total|physical|ddr\d) )?(?:memory|ram)"
    r"(?: ?\(ram\))?(?: (?:size|capacity))? ?[:=|]? ?",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"\b(?:of|on|in|per|from|to|by) ", re.IGNORECASE)
#: Words of having, behind which a device's own memory is named.
_HAS = re.compile(
    r"\b(?:with|having|has|have|had|of|each|per|featur\w+|offer\w*|carr(?:y\w*|ies)|contain\w*|equipped|hold\w*|provid\w*|com(?:es|ing)|includ\w+|"
    r"possess\w*|boast\w*|deliver\w*|whose|its|apiece|at)\b",
    re.IGNORECASE,
)
#: What ends the phrase of a device: a machine, a verb, another part.
_ENDS = re.compile(
    r"; |\. (?-i:[A-Z])|\b(?:computers?|machines?|workstations?|servers?|pcs?|laptops?|desktops?|notebooks?|nodes?|clusters?|hosts?|instances?|vms?|"
    r"systems?|platforms?|environment|main|cpus?|processors?|host|ram|ssd|hdd|disks?|drives?|storage|batch(?:es)?|images?|data|datasets?|models?|networks?|weights|"
    r"checkpoints?|was|were|is|are|been|train\w*|use|used|uses|took|takes|run|ran|runs|running|need\w*|requir\w*|consum\w*|occup\w*|"
    r"perform\w*|implement\w*|fits?|because(?! of its)|while|whereas|but(?! \d)|so|then|than|if|when|where)\b",
    re.IGNORECASE,
)
#: What stands between a device, its size, and the next device in a row of a table.
_RIGHT_BEHIND = re.compile(r" \(?|, | with ")
_NEXT_CELL = re.compile(r"\)? (?:\| )?(?:\d{1,2} ?x? ?)?")
#: What may stand between a processor and a memory size behind it.
_PROPERTIES = re.compile(
    r"(?:[ ,;(/|@+)x]|- |(?:\d{1,2} ?x ?)?\d+(?:[.,]\d+)? ?[gm]hz|(?:\d+|dual|quad|two|four|six|eight|ten|twelve|sixteen)[ -]?(?:cores?|threads?|c|t)\b|\d{1,2}(?:st|nd|rd|th)[ -]gen(?:eration|\.)?(?= ?[,;(/|])|\b(?:and|with|cores?|threads?|frequency|processors?|cpus?|each|clock(?:ed)?|at|base|speed|laptops?|notebooks?|desktops?|pc|machines?|computers?|workstations?|box|server|nodes?|having)\b)+",
    re.IGNORECASE,
)
#: "A node (48 cores, 192 GB)"
_CORES_BEFORE = re.compile(r"\b\d{1,3} (?:CPU |physical |virtual )?(?:cores|threads|v?CPUs)(?:,| and|, and) $")
#: Computers whose versions differ in their memory.
_SOLD_BY_MEMORY = frozenset(["board", "phone", "laptop", "workstation"])
_OF_COMPUTER = re.compile(r",? (?:\(|(?:with|having|equipped with) )?|: ?")
_COMMAS = (", ", "; ", " / ", "/", " | ")
#: A list goes on with a mark, a row of a table with the number of the next column.
_LIST_GOES_ON = re.compile(
    r" ?(?:[,;)/|+]|-|\.(?!\d)|$| ?\(\d| \()| (?:and|with|plus|was|were|is|are|running|under|per (?:\w+ )?node)\b| \d+(?:\.\d+)? "
)
_LISTED = re.compile(r" ?[,;/|+] ?(?:an? |one )?(?:CPU ?:? )?")
#: "an NVIDIA GPU (Tesla V100; 32 GB)"
_NEXT_IN_BRACKET = re.compile(r" ?[;,] ?")
_CLOSED = re.compile(r" ?\([^()]*\)")
#: A size without a word from which on it is a disk's in a machine's list, and what closes its item.
_LEAST_DISK = 240.0
_DISK_LIST_ENDS = re.compile(r" ?(?:[,;)]|$)")
#: "the card we used has 8 GB": the clause only says which card.
_RELATIVE = re.compile(
    r"^,? (?:that |which )?(?:we|i|they) (?:have |had )?\w+(?= (?:has|had|have|with|offers?)\b)", re.IGNORECASE
)
#: "the GPU of our desktop has 6 GB": where the device is.
_WHERE = re.compile(
    r"^ (?:of|in|inside|on) (?:the|our|my|this|that) (?:[\w-]+ )?(?:computer|workstation|machine|server|laptop|desktop|pc)(?= (?:only |just )?(?:has|had|with|offers?)\b)",
    re.IGNORECASE,
)
#: What leads to a further part of a machine: "two GPUs and 8 GB memory", "a CPU, two GPUs".
_FURTHER_ITEM = re.compile(r",? and (?:an? |the )?")
_NEXT_PART = re.compile(r", (?:and )?(?:an? |one |two |three |four |\d{1,2} ?x? ?)?", re.IGNORECASE)
_CUDA_CORES = re.compile(
    r"\d[\d,.]* ?(?:cuda|tensor|stream|shader|rt|graphics|gpu|nvidia)? ?(?:cores?|processors|shaders)\b", re.I
)
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Mentions behind a device that end its phrase.
_CLOSE_PHRASES = ("accelerator", "cpu", "memory", "storage", "system", "instance", "compute", "energy", "carbon")
_ONLY_MARKS = re.compile(r"[ -]*|/ ?|: ?")
#: Memory that is in use says nothing of the device's own.
_IN_USE = re.compile(
    r" ?(?:usage|consumption|footprint|requirements?|in use|utili[sz]ation|budget|limit|bandwidth)\b", re.I
)
_EACH = re.compile(
    r" ?,? ?\(?(?:of (?:memory|ram|vram) )?(?:each|apiece|per (?:gpu|card|device|chip|unit|board)|on each)\b", re.I
)
_MAIN = re.compile(r"\b(?:main|system|host|ddr\d?|unified|physical|cpu|computer|operating)\b", re.IGNORECASE)
_COMPUTER = re.compile(
    r"\b(?:machines?|workstations?|computers?|servers?|pcs?|laptops?|desktops?|nodes?|notebooks?)\b", re.IGNORECASE
)
_RAM_OF_MACHINE = re.compile(r"\d ?g(?:i?b|o|bytes?)? (?:of )?(?:[\w-]+ )?(?:ram|memory)\b", re.IGNORECASE)


#: "A100-40"
_VARIANT = re.compile(r"-(?P<gb>\d{2})(?![-\w]|\.\d)")


def link_memory(window: Window, text: str) -> None:
    """Give every accelerator its memory; what is the machine's is a record of its own."""
    accelerators = [d for d in window.drafts if d.type == "accelerator"]
    if not (accelerators or window.sizes or any(d.type == "memory" for d in window.drafts)):
        return
    for draft in accelerators:
        draft.fields.setdefault("memory_gb", None)
        inside = [s for s in window.sizes if draft.start <= s.start and s.end <= draft.end]
        if inside:
            draft.fields["memory_gb"] = inside[0].gb
    reader = _Reader(window, text, accelerators)
    for draft in accelerators:
        reader.read_variant(draft)
    for size in window.sizes:
        if not reader.give(size.start, size.end, size.gb, "graphics" if size.graphics else "", size.times):
            reader.keep(size)
    computers = any(
        d.type in ("accelerator", "cpu", "instance") or (d.type == "system" and not d.context) for d in window.drafts
    )
    for draft in [d for d in window.drafts if d.type == "memory"]:
        fields = draft.fields
        one, word, times = (fields.pop(key, None) for key in ("_one", "_word", "_times"))
        of_recorder = not computers and (
            fields["gb"] < _LOGGER or _RECORDER.search(text, max(0, draft.start - 90), draft.start)
        )
        if of_recorder or (word is not None and reader.give(draft.start, draft.end, one, word, times)):
            window.drafts.remove(draft)


class _Reader:
    """Finds the device of a size in one window."""

    def __init__(self, window: Window, text: str, accelerators: list[Draft]) -> None:
        self.window = window
        self.text = text
        self.accelerators = accelerators
        self.catalog: Catalog = window.knowledge.catalog

    def give(self, start: int, end: int, gb: float, word: str, times: int | None) -> bool:
        """Whether a size is no memory of a machine: it went to its device, or tells of several devices together."""
        if (
            not self.accelerators
            or not _LEAST <= gb <= _MOST
            or any(d.start <= start and end <= d.end for d in self.accelerators)
        ):
            return False
        text = self.text
        if (_MAIN.search(text, start, end) and not self._is_old(start, end, gb)) or _IN_USE.match(text, end):
            return False
        behind = None if self._is_in_cell(start, end) else self._behind(start, end, gb, word)
        device = behind or self._before(start, end, gb, word)
        if device is None:
            return False
        count = device.fields.get("count") or 1
        pooled = _POOLED.search(text, max(device.end, start - 50), start) or _ALTOGETHER.match(text, end)
        if count > 1 and times is None and (pooled or self._is_total(device, gb, count)):
            return True
        if device.fields["memory_gb"] is not None:
            return word == "graphics"
        device.fields["memory_gb"] = gb
        return True

    def _is_in_cell(self, start: int, end: int) -> bool:
        """Whether a size stands right behind a device that has none yet, and the next device right behind it, as in a row."""
        before = next((d for d in reversed(self.accelerators) if d.end <= start), None)
        behind = next((d for d in self.accelerators if d.start >= end), None)
        return (
            before is not None
            and behind is not None
            and before.fields["memory_gb"] is None
            and _RIGHT_BEHIND.fullmatch(self.text, before.end, start) is not None
            and _NEXT_CELL.fullmatch(self.text, end, behind.start) is not None
        )

    def _is_old(self, start: int, end: int, gb: float) -> bool:
        """Whether a size stands right behind an old card that is sold with it and has memory as a machine's ("GT 730 2GB DDR3")."""
        return self.text[start:end].lower().endswith(("ddr2", "ddr3")) and any(
            self.text[d.end : start] in (" ", " (") and gb in self._sizes(d) for d in self.accelerators
        )

    def read_variant(self, device: Draft) -> None:
        """Take a bare number behind a name that is one of the memory sizes it is sold with ("A100-40")."""
        number = _VARIANT.match(self.text, device.end)
        if number and device.fields["memory_gb"] is None and float(number["gb"]) in self._sizes(device):
            device.fields["memory_gb"] = float(number["gb"])

    def keep(self, size: Size) -> None:
        """Make main memory of a size without a word, where it stands in a machine's list: "i7-8700, 32 GB, GTX 1080"."""
        if (
            size.graphics
            or size.gb < _LEAST
            or any(d.start < size.end and size.start < d.end for d in self.window.drafts)
        ):
            return
        cell = (size.start, size.end) in self.window.lines and self._below_hardware(size.start)
        if self._is_disk(size, cell=cell):
            self.window.drafts.append(
                Draft("storage", size.start, size.end, "disk-in-list", "low", {"gb": size.gb, "kind": "other"})
            )
            self.window.drafts.sort(key=lambda d: (d.start, d.end))
            return
        if not (
            self._processor_before(size.start)
            or self._processor_behind(size.end)
            or self._is_of_computer(size)
            or cell
            or self._is_in_list(size)
            or _CORES_BEFORE.search(self.text, max(0, size.start - 30), size.start)
        ) or not (
            cell
            or _LIST_GOES_ON.match(self.text, size.end)
            or any(size.end <= d.start <= size.end + 1 for d in self.accelerators)
        ):
            return
        self.window.drafts.append(
            Draft("memory", size.start, size.end, "ram-in-list", "medium", {"gb": size.gb * (size.times or 1)})
        )
        self.window.drafts.sort(key=lambda d: (d.start, d.end))

    def _below_hardware(self, start: int) -> bool:
        """Whether the line above a cell with a size names a processor or a graphics card."""
        above = max((line for line in self.window.lines if line[1] <= start), default=(0, 0))
        return any(above[0] <= d.start < above[1] for d in self.window.drafts if d.type in ("accelerator", "cpu"))

    def _is_disk(self, size: Size, *, cell: bool) -> bool:
        """Whether a large size without a word stands next to the main memory in a machine's list ("32 GB RAM, 1 TB")."""
        if size.gb < _LEAST_DISK:
            return False
        memories = [d for d in self.window.drafts if d.type == "memory" and d.end <= size.start]
        return (cell and bool(memories)) or (
            any(self.text[d.end : size.start] in (", ", " / ") for d in memories)
            and _DISK_LIST_ENDS.match(self.text, size.end) is not None
        )

    def _is_in_list(self, size: Size) -> bool:
        """Whether a size that is not the card's before it ends the list of a computer ("HP Omen 17, RTX 2070, 16 GB")."""
        before = [d for d in self.window.drafts if d.end <= size.start]
        return (
            bool(before)
            and before[-1].type == "accelerator"
            and self.text[before[-1].end : size.start] in _COMMAS
            and self._is_of_list(before[-1])
        )

    def _is_of_list(self, device: Draft) -> bool:
        """Whether a computer or a processor stands before a device in its list."""
        before = [d for d in self.window.drafts if d.end <= device.start and d.type in ("system", "cpu", "accelerator")]
        return bool(before) and before[-1].type != "accelerator" and self.text[before[-1].end : device.start] in _COMMAS

    def _is_of_computer(self, size: Size) -> bool:
        """Whether a size stands directly behind a computer ("a Raspberry Pi 4 (4 GB)", "a Jetson TX2 with 8 GB")."""
        return any(
            d.type == "system"
            and d.fields.get("kind") in _SOLD_BY_MEMORY
            and _OF_COMPUTER.fullmatch(self.text, d.end, size.start)
            for d in self.window.drafts
        )

    def _processor_before(self, start: int) -> Draft | None:
        """The processor that stands before a size with nothing but its own properties between."""
        before = next((d for d in reversed(self.window.drafts) if d.end <= start), None)
        if before is None or before.type != "cpu" or not _PROPERTIES.fullmatch(self.text, before.end, start):
            return None
        return before

    def _processor_behind(self, end: int) -> Draft | None:
        """The processor that a list goes on with behind a size ("Windows 10, 32 GB, i7-9700")."""
        behind = next((d for d in self.window.drafts if d.start >= end), None)
        if behind is None or behind.type != "cpu" or not _LISTED.fullmatch(self.text, end, behind.start):
            return None
        return behind

    def _sizes(self, device: Draft) -> tuple[float, ...]:
        """The memory sizes that the catalogue knows of a product."""
        name = device.fields.get("name")
        product = self.catalog.look_up("accelerator", name) if name else None
        return product.values("memory_gb") if product is not None else ()

    def _is_total(self, device: Draft, gb: float, count: int) -> bool:
        sizes = self._sizes(device)
        return bool(sizes) and gb > _TOO_MUCH * sizes[-1] and any(abs(gb / count - s) < 0.05 * s for s in sizes)

    def _behind(self, start: int, end: int, gb: float, word: str) -> Draft | None:
        """The device that follows a size and is told by it."""
        device = next((d for d in self.accelerators if d.start >= end), None)
        if device is None:
            return None
        if (word == "graphics" or _CLASS_OPENS.search(self.text, max(0, start - 40), start)) and _BRACKET.fullmatch(
            self.text, end, device.start
        ):
            return device
        if not _LEADS_TO.fullmatch(self.text, end, device.start):
            return None
        said = _OF_IT.search(self.text, end, device.start)
        if word in ("memory", "memories", "ram", "label") and not said:
            return None
        sizes = self._sizes(device)
        if word == "" and sizes and gb not in sizes and self._processor_before(start):
            return None
        return device

    def _before(self, start: int, end: int, gb: float, word: str) -> Draft | None:
        """The device in whose phrase a size follows."""
        text = self.text
        device = next((d for d in reversed(self.accelerators) if d.end <= start), None)
        if device is None or start - device.end > _REACH:
            return None
        gap = text[device.end : start]
        crossed = ("accelerator",) if word == "graphics" else _CLOSE_PHRASES
        if any(
            device.end <= d.start and d.end <= start and not (d.type == "system" and d.context)
            for d in self.window.drafts
            if d.type in crossed
        ):
            return None
        sizes = self._sizes(device)
        known = any(abs(gb - s) <= 0.05 * s for s in sizes) or (bool(sizes) and gb <= min(_SMALLEST, sizes[-1]))
        if word == "" and _NEXT_IN_BRACKET.fullmatch(gap) and text.startswith(")", end):
            return device if known or not sizes or not self._is_of_list(device) else None
        gap = _LABEL.sub("", gap) if word == "label" else gap
        opened = gap.rfind("(")
        bracket = opened >= 0 and ")" not in gap[opened:]
        plain = _RELATIVE.sub("", _WHERE.sub("", _CUDA_CORES.sub("", _CLOSED.sub("", gap))))
        ends = _ENDS.search(_company(plain) if bracket else plain)
        each = _EACH.match(text, end) is not None
        words = len(_WORD.findall(plain))
        if word == "graphics":
            return None if re.search(r"\. [A-Z]", plain) or words > _GRAPHICS_WORDS else device
        if ends or words > _WORDS:
            return None
        if sizes and gb > _TOO_MUCH * sizes[-1] and not (word == "" and plain.strip() in ("", "(", "[")):
            return None
        if each or bracket or text[device.end : device.end + 2].strip().startswith("("):
            return device
        has = _HAS.search(plain) is not None
        if word and not has and (_FURTHER_ITEM.fullmatch(gap) or self._ends_list(device, start)):
            return None
        if word == "ram":
            return device if self._is_own_ram(device, start, gb, has, known) else None
        if word == "label" and (";" in gap or ("," in gap and not known) or self._labelled_below(device, start)):
            return None
        if has or known or (word == "" and _ONLY_MARKS.fullmatch(plain)):
            return device
        if word == "" and plain.strip() == "," and not sizes:
            return device
        return None

    def _labelled_below(self, device: Draft, start: int) -> bool:
        """Whether the label of a size begins a line below that of the device, as that of main memory does in a table."""
        below = [line for line in self.window.lines if device.end <= line[0] <= start]
        return any(_LABELS_LINE.fullmatch(self.text, line[0], start) is not None for line in below[-2:])

    def _ends_list(self, device: Draft, start: int) -> bool:
        """Whether a size behind a comma is the only one of a machine's list ("an i7-8700 CPU, a GTX 1080, 8 GB memory")."""
        before = [d for d in self.window.drafts if d.end <= device.start and d.type in ("cpu", "memory", "accelerator")]
        return (
            self.text[device.end : start] == ", "
            and bool(before)
            and before[-1].type == "cpu"
            and _NEXT_PART.fullmatch(self.text, before[-1].end, device.start) is not None
            and not any(d.type == "memory" and d.start != start for d in self.window.drafts)
        )

    def _is_own_ram(self, device: Draft, start: int, gb: float, has: bool, known: bool) -> bool:
        """Whether RAM behind a device is its own: "a GPU with 8 GB of RAM", unless it may be a machine's."""
        if not has:
            # Main memory comes in powers of two: "GTX 1080 Ti, 11 GB RAM", unless it is told in brackets of a card alone.
            beside = self.text[device.end : start] == ", "
            bracketed = _CARD_OPENS.search(self.text, max(0, device.start - 30), device.start) is not None
            return known and (start == device.end + 1 or (beside and (bracketed or not _is_power(gb))))
        of_machine = _COMPUTER.search(self.text, 0, device.start)
        if of_machine and _RAM_OF_MACHINE.search(self.text, of_machine.end(), device.start):
            return known or device.fields.get("name") is None
        return known and not of_machine if device.fields.get("name") else not of_machine


#: A bracket behind a class word, which tells of the card: "a GPU (Tesla P4, 8 GB RAM)".
_CARD_OPENS = re.compile(r"\b(?:gpus?|cards?) ?\($", re.IGNORECASE)


def _is_power(gb: float) -> bool:
    return gb == int(gb) and int(gb) & (int(gb) - 1) == 0


def _company(text: str) -> str:
    """A text without the marks that part a maker from its city."""
    return re.sub(r"[;.]", ",", text)
