"""Quantities: numbers with units, as drafts of records or as values for the devices beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hwextract.batches import BLOCKS
from hwextract.expressions import guarded
from hwextract.lexicon import words
from hwextract.pipeline import device_hours
from hwextract.pipeline.amounts import AROUND, SIGNS, carbon, costs, energy, sharing_unit, speaks_of_computing
from hwextract.pipeline.draft import Draft, Size
from hwextract.pipeline.durations import durations, has_duration
from hwextract.pipeline.literals import in_markup
from hwextract.pipeline.numbers import FIRST, NUMBER, WORD, parse_count, parse_value
from hwextract.pipeline.spending import is_spent
from hwextract.pipeline.tokenizer import vocabulary_of
from hwextract.units import currencies, spellings, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hwextract.pipeline.draft import Window

__all__ = ["counters", "find_all", "find_quantities", "has_amount", "hedges", "may_count", "may_last"]


@cache
def _measure(dimension: str, gap: str = r"[ -]{0,2}") -> re.Pattern[str]:
    return guarded(rf"(?P<value>{NUMBER}){gap}(?P<unit>{spellings(dimension)})(?!(?!x ?\d)[A-Za-z0-9]|-?\d)")


#: A numeral in words where no time unit is near; any of these in a text without digits may be of a quantity.
_WITHOUT_DIGITS = guarded(
    r"(?:hours?|hrs?|days?|weeks?|fortnights?|months?|years?|minutes?|mins?|seconds?|secs?|milliseconds?|cores?|dollars|euros|bytes)\b",
    re.IGNORECASE,
)
_PREFIX = {
    "": 1.0,
    "k": 1e3,
    "kilo": 1e3,
    "m": 1e6,
    "mega": 1e6,
    "g": 1e9,
    "giga": 1e9,
    "t": 1e12,
    "tera": 1e12,
    "p": 1e15,
    "peta": 1e15,
    "e": 1e18,
    "exa": 1e18,
    "z": 1e21,
    "zetta": 1e21,
    "y": 1e24,
    "yotta": 1e24,
}
#: "770±50"
_SPREAD = rf"(?: ?(?:\u00b1|\+/?-) ?{NUMBER})?"
_FLOP = guarded(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}|10 ?\^? ?\d\d){_SPREAD} ?-?(?:total |training )?(?i:(?P<prefix>kilo|mega|giga|tera|peta|exa|zetta|yotta|[KMGTPEZY])?[ -]?(?:FLOPs?|FLOPS|floating[ -]point operations))(?!\w|/| ?/ ?s| per| ?s\^?-1|-?s\b)"
)
_FLOP_DAYS = guarded(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}){_SPREAD}[ -]?(?i:(?P<prefix>peta|exa|tera|[PTE])[ -]?f(?:lops?)?(?: ?/ ?s(?:ec)?)?(?:[ -]s)?[ *\u00b7\u22c5-](?P<unit>days?|hours?|years?))\b"
)
_SIZE = re.compile(
    rf"(?=[\d.])(?<![\w.,])(?:(?<!/)|(?<=[A-Za-z)]/)(?!\d{{1,3}} ?T\b)|(?<=\d{{3}}/)|(?<= /))(?:(?P<times>\d{{1,3}}) ?[x*] ?)?(?P<value>{NUMBER})[ -]{{0,2}}(?P<unit>{spellings('bytes')})(?![A-Za-z0-9]|/s| ?/ ?s\b)(?P<after_times> ?[x*] ?(?P<times2>\d{{1,3}})(?: ?(?:EA|ea))?\b(?! ?gi?b))?"
)
_RAM_AFTER = re.compile(
    r"^\+?(?P<mid>(?: \((?:GB|\d{1,2} ?[x*] ?\d{1,3}(?: ?GB)?)\))?(?: of| de| installed| total| free| available| -| ?\()?(?: (?:high-? ?speed|main|system|host|cpu|physical|total|running|installed|random|access|ecc|fast|available|shared|unified|working|free|reg|dual-channel|usable|registered|quad-channel|operating|server|computer|internal|local|node)){0,4}[ -]?(?:(?:lp)?ddr\d\w?(?:[ -]?\d{3,4})?(?: mhz)?[ -]?(?:sdram )?|\d{4} ?mhz )?(?:of )?(?:system |main |unified |host |physical |ecc )?)(?P<word>s?ram\b|memory\b|memories\b|rams\b|dram\b|(?:ddr )?sdram\b|dimms?\b|random[ -]access memory(?: \(ram\))?|(?:lp)?ddr\d\w{0,3}\b(?: ram| memory| sdram)?|(?:2133|2400|266[67]|2933|3200|3600|4800|5200|5600|6000|6400) ?mhz\b)",
    re.IGNORECASE,
)
_RAM_BEFORE = guarded(
    r"(?<!\bpeak )(?<!\bmaximum )(?<!\bused )(?<!\bflash )(?:\bRAM\b|\bmemory\b|\bDRAM\b|\bDDR\d)\)?(?P<link> ?(?:\(| of (?:the|our|this|that|each|its) (?:[\w-]+ ){0,2}?(?:computer|workstation|machine|server|laptop|desktop|pc|node|system)s?(?= (?:was|is)\b)| of|:|=|@|was| was| is| with| sized?| capacity| size of| capacity of|-|\||,)* ?(?:about |up to |approximately |~ ?)?)$",
    re.IGNORECASE,
)
#: What makes a memory another thing than that of a computer: "32 GB memory card", "100 T memory cells".
_NO_MEMORY = re.compile(
    r" ?(?:card|stick|bandwidth|footprint|usage|consumption|foam)| (?:[tb][ -]?)?(?:cells?|lymphocytes?|phenotypes?|subsets?)\b",
    re.IGNORECASE,
)
_VRAM_AFTER = re.compile(
    r"^\+?(?: of)?(?: (?:gpu|graphics|video|dedicated|on-?board|device|graphic|high-bandwidth|its|own|internal|local|on-chip|card)){0,3}[ -]?(?:vram|v-ram|gddr\d\w?|hbm\d?\w?|gpu memory|gpu ram|video memory|video ram|graphics? memory|graphics ram|device memory|onboard memory|dedicated (?:video |gpu |graphics )?memory|memory per (?:gpu|card|device)|(?:of )?(?:memory|ram) per (?:gpu|card|device|chip|unit|board|gcd)"
    r"|(?:of )?(?:memory|ram)(?= (?:on|of|in) (?:an?|the|your|our|each|every|one|a single) (?:nvidia |cuda |single )?(?:gpu|(?:graphics |video )?card)\b(?! (?:server|node|machine|instance|workstation|cluster))))"
    r"\b(?: (?:memory|vram|ram|graphics memory))?",
    re.IGNORECASE,
)
_VRAM_BEFORE = guarded(
    r"(?:\bVRAM|GPU memory|video memory|graphics memory|memory per GPU|GPU RAM|video RAM|per-GPU memory|\b(?<!sd )cards? (?:produced|made|built|sold) by \w+ with(?: (?:at least|more than|over|up to|only))?(?=[ ~]*$)|(?:gpu|graphics card|card)(?:'s?)? (?:own )?(?:memory|ram)|\bmemory (?:capacity |size )?of (?:the|our|each|this|its) (?:gpu|(?:graphics |video )?card|accelerator))(?: ?(?:\([^()]*\)|\(| of|:|=| size| capacity| was| is))* ?$",
    re.IGNORECASE,
)
_DISK_AFTER = re.compile(
    r"^(?: of)?(?: ?-? ?(?:(?:free|local|fast|internal|external|usb|sata|m\.2|pcie|samsung|western|digital|attached|solid[ -]state|flash|persistent|scratch|network|shared|available|temporary|temp|ephemeral|the|premium|nvme|mechanical|managed|gp[23]|micro-?|raid[ -]?\d?|\d{4,5} ?rpm|hard|elastic|block|standard|spinning|class[ -]\d+|lustre|parallel|boot|system|root|its|ssd)[ -]?)){0,4}[ -]?(?:ssds?(?: space| storage| disk| drive)?|hdds?|disks?(?: array| space| storage)?|drives?|hard[ -]disks?(?: drives?)?|hard[ -]drives?|nvme(?: ssds?| drives?| storage)?|solid[ -]state(?: (?:drive|disk)s?)?|storage(?: space)?|emmc|sd[ -]?cards?|micro-?sd(?:[ -]cards?)?|sas\b|flash(?: memory| storage)?|scratch(?: space| disk)?|ebs|volume|memory card|raid(?:[- ]?\d)?(?: arrays?| systems?| storage)|[mu]\.2)\b",
    re.IGNORECASE,
)
_DISK_BEFORE = guarded(
    r"(?:\bSSDs?|\bHDDs?|\bRAID(?:[- ]?\d)?(?: array)?|hard (?:disk|drive)s?|\bstorage|\bdisk|\b(?:disks|(?:hard|nvme|sata|sas|ssd|solid-state|external|local|storage|optane) drives?)(?= of\b|:| ?\()|\bNVMe|\b(?:micro-? ?)?SD card)(?: ?(?:\(| of|:|=| size| capacity| drive| with| space|,|\|))* ?$",
    re.IGNORECASE,
)
#: What was written takes up so much of a disk: "the features are cached on disk (340 GB)".
_WRITTEN = re.compile(r"\b(?:to|on|onto) (?:local )?(?:disk|storage) ?\( ?$", re.IGNORECASE)
_CORES = re.compile(
    r"(?<![\w.])(?:(?<!,)(?<!\w-)(?!(?:(?<=(?<![\w-])\d, )|(?<=(?<![\w-])\d\d, ))0\d\d\b)(?P<n>\d{1,4}|(?i:single|dual|quad|hexa|octa|octo|deca|dodeca|two|four|six|eight|ten|twelve|sixteen|twenty|twenty-four|thirty-two|sixty-four|one|a(?! core i?\d| Core (?:i\d|Ultra|2|Duo)|-core)))[ -]{1,3}(?!(?i:intel core (?:i\d|ultra|2 |duo|m\d)))(?:(?i:physical|logical|real|actual|cpu|processor|processing|virtual|compute|computing|performance|efficiency|x86|intel|amd|arm|xeon|high-performance)[ -]){0,2}(?i:cores?|vcpus?)\b(?! ?-? ?(?:hours|days|h\b|\((?!s\)|(?i:\d+ threads|intel|amd|xeon|ryzen|epyc))))|(?P<n2>\d{1,3})(?:[cC]| C)(?=/\d| ?@|[,;)]|\.(?!\d)|$| (?i:cpu|processor))|(?P<n3>\d{1,3}|(?i:dual|quad|hexa|octa|octo|deca))cores?\b"
    r"|(?<!,)(?P<n4>\d{1,2}) ?x ?(?=\d[\d.]* ?[Gg][Hh]z))"
)
_CORE_WORDS = {"single": 1, "dual": 2, "quad": 4, "hexa": 6, "octa": 8, "octo": 8, "deca": 10, "dodeca": 12}
#: A number behind a label is none of its, but a time: "for 90 epochs: 24 h".
_NO_TIME = rf"(?! ?-?(?:{spellings('time')})(?![A-Za-z]))"
_EPOCHS = guarded(
    # Neither begins behind a letter or digit: that is known before the rest.
    rf"(?<!\w)(?:(?<![.,])(?={FIRST})(?P<n>{NUMBER}|(?i:(?:{WORD}|an?) (?:thousand|million)|half a million|{WORD}|one|(?:a|one) hundred)(?= ))[ -]{{1,2}}(?:(?:training|full|fine-tuning|total|complete|further|more|additional|whole) ){{0,2}}(?:(?P<what>epochs?|iterations?|(?:(?:gradient|training|optimi[sz]ation|optimi[sz]er|update) )?steps?|(?:mini-? ?)?batches|updates)\b(?! ?[:=] ?\d[\d,.]*+{_NO_TIME})|(?P<pass>passes (?:over|through) (?:the|all|our)\b))|(?P<what2>epochs?|iterations?|steps?)(?: ?[:=]| was set to| were set to| set to| is| was|) (?P<n2>\d[\d,]*+k?)(?!\d|\.\d|%){_NO_TIME})",
    re.IGNORECASE,
)
_APPROX = guarded(
    r"(?:\babout|\baround|\broughly|\bapproximately|\bapprox\.?|\bca\.?|\bcirca|\bsome|\bnearly|\balmost|~|\bon the order of|\bin the order of|\bon average|\bestimated(?: at)?|\bclose to|\ba little over|\bc\.|\broughly|\bor so) ?(?:a total of )?$",
    re.IGNORECASE,
)
#: Characters before a quantity in which these stand; they have 27 at most.
_LONGEST_HEDGE = 30
_BOUND = guarded(
    r"(?:(?P<lt>\b(?:less|fewer|shorter|lower|no more|not more) than|\bunder|\bbelow|<(?!=))|(?P<le>\bwithin|\bup to|\bat most|\ba maximum of|\bmaximum|\bno more than|\bnot more than|\bno longer than|<=)|(?P<gt>\b(?:more|longer|greater|higher) than|\bover|\babove|\bexceeding|>(?!=)|\bbeyond)|(?P<ge>\bat least|\ba minimum of|\bminimum(?: of)?|\bno less than|\bno fewer than|\bupwards of|>=)) ?(?:about |only |a total of |just )?$",
    re.IGNORECASE,
)


#: The signs of bounds.
_OF_BOUNDS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}


#: "Memory 128 GB Disk 2 TB": a word between two sizes labels the second, unless that has a word of its own behind it.
_LABELS_NEXT = guarded(
    rf" ?[:|]? ?{NUMBER} ?[gt]i?b\b(?! ?(?:of )?(?:[a-z]+ )?(?:ram|memory|vram|ssd|hdd|disk|storage|nvme|hard|drive|gpu|graphics?|nvidia|geforce|"
    r"[rg]tx|tesla|quadro|gddr\w*|hbm\w*|each|per|x)\b)",
    re.IGNORECASE,
)


def find_quantities(window: Window) -> None:
    """Put a draft for every quantity into the window; sizes and clocks of devices are kept for `links`."""
    text = window.text
    if not _DIGIT.search(text) and not _WITHOUT_DIGITS.search(text):
        return
    found = find_all(text, window)
    for draft in found:
        if draft.type not in ("memory", "storage"):
            draft.approx, draft.bound = hedges(draft.start, text)
    amounts = [draft for draft in found if draft.rule == device_hours.RULE or draft.type == "cost"]
    if amounts:
        window.drafts = [draft for draft in window.drafts if not (draft.bare and _inside(draft, amounts))]
    if any(draft.type == "cpu" for draft in window.drafts) and (
        _has(text, "frequency") or _CORE_WORD.search(text) or _NUMBER_OF_CORES.search(text)
    ):
        _processor_values(text, window)
    window.drafts = sorted(window.drafts + found, key=lambda d: (d.start, d.end))
    if window.drafts or window.hints:
        # Nobody reads the other blocks.
        _counters(text, window)


def _inside(draft: Draft, others: list[Draft]) -> bool:
    return any(other.start <= draft.start and draft.end <= other.end for other in others)


def find_all(text: str, window: Window) -> list[Draft]:
    """A draft for every quantity of a text, but for those that are part of a product in the window."""
    quantities = _computing_hours(text, window)
    if window.counted:
        quantities += _amounts(text, window.before, window.after) + _times(text)
    sized = window.counted and _has(text, "bytes")
    if not quantities and not sized:
        return []
    taken: list[tuple[int, int]] = [
        (d.start, d.end) for d in window.drafts if not d.bare and d.type in ("accelerator", "cpu", "instance", "system")
    ]
    found: list[Draft] = []
    for draft in quantities:
        bought = bool(draft.context) and _is_price(draft, window.drafts, text)
        if draft.context and not bought and not _may_be_paid(draft, window):
            continue
        if not any(
            draft.start < end and start < draft.end for start, end in (*taken, *((d.start, d.end) for d in found))
        ) or (
            draft.type in ("compute", "cost")
            and not any(start < draft.start < end for start, end in taken)
            and not any(draft.start < d.end and d.start < draft.end for d in found)
        ):
            own = draft.copy()
            own.context = 0
            if bought and own.fields["per"] == "total":
                own.fields["per"] = "device"
            found.append(own)
    if sized:
        found += (size for size in _sizes(text, window, taken) if not in_markup(size.start, text))
    return found


def has_amount(text: str, window: Window) -> bool:
    """Whether `find_all` gives what is no time, in a window without products.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Window
    >>> has_amount("It took 3 GPU hours.", Window()), has_amount("It took 3 hours.", Window())
    (True, False)
    """
    # Money that needs a context is paid for a product, if at all.
    return (
        bool(_computing_hours(text, window))
        or any(not draft.context or _is_around(draft, window) for draft in _amounts(text, window.before, window.after))
        or (_has(text, "bytes") and bool(_sizes(text, window, [])))
    )


#: What joins a product to its price: "the DGX-1 cost us 129,000 USD".
_COST_OF_IT = re.compile(
    r" (?:alone )?cost(?:s|ing)? (?:us )?(?:(?:about|around|some|only|roughly|over|under|nearly) )?"
)


def _is_price(cost: Draft, drafts: list[Draft], text: str) -> bool:
    """Whether money is said to be what a product cost."""
    return any(
        draft.type in ("accelerator", "system")
        and not draft.bare
        and _COST_OF_IT.fullmatch(text, draft.end, cost.start) is not None
        for draft in drafts
    )


def _may_be_paid(cost: Draft, window: Window) -> bool:
    """Whether money that no word of computing stands with is for an instance, or for hours or the purchase of a product.

    Where a word stands with it that may be of computing, any product will do, or that computing is named around it.
    """
    types = {draft.type for draft in window.drafts if not draft.bare}
    if "instance" in types or (
        cost.fields["per"] in ("hour", "device") and not types.isdisjoint(("accelerator", "system"))
    ):
        return True
    return cost.context == AROUND and (any(_is_computer(draft) for draft in window.drafts) or _is_around(cost, window))


def _is_computer(draft: Draft) -> bool:
    """Whether a draft is a product by a name that is no ordinary word."""
    return not draft.bare and (draft.type in ("accelerator", "cpu") or (draft.type == "system" and not draft.context))


def _is_around(cost: Draft, window: Window) -> bool:
    """Whether money may be of computing, which is named around it."""
    return cost.context == AROUND and speaks_of_computing(window)


def _computing_hours(text: str, window: Window) -> tuple[Draft, ...]:
    """The times of devices in a text; those of devices of any kind only where computing is spoken of."""
    found = _device_hours(text)
    if not any(draft.context for draft in found):
        return found
    return tuple(
        replace(draft, context=0)
        for draft in found
        if not draft.context or is_spent(text, draft.start, draft.end, window.before, window.after)
    )


# The gate asks first, then the pipeline.
@lru_cache(maxsize=BLOCKS)
def _device_hours(text: str) -> tuple[Draft, ...]:
    return tuple(device_hours.find(text)) if device_hours.may_stand(text, vocabulary_of(text)) else ()


@lru_cache(maxsize=BLOCKS)
def _amounts(text: str, before: str, after: str) -> tuple[Draft, ...]:
    return tuple(draft for finder in _finders(text) for draft in finder(text, before, after))


@lru_cache(maxsize=BLOCKS)
def _times(text: str) -> tuple[Draft, ...]:
    return tuple(time for time in durations(text) if not in_markup(time.start, text)) if may_last(text) else ()


@lru_cache(maxsize=BLOCKS)
def may_last(text: str) -> bool:
    """Whether a text may have a time; far cheaper than to look for it.

    Examples
    --------
    >>> may_last("It took 3 h."), may_last("It took long.")
    (True, False)
    """
    return has_duration(text, vocabulary_of(text))


_RUN = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_CORE_WORD = guarded(r"core|vcpu", re.IGNORECASE)
_NUMBER_OF_CORES = re.compile(r"\d(?: ?c\b|\.\dg\b| ?x ?\d[\d.]* ?ghz)", re.IGNORECASE)
_COUNTERS = ("epoch", "iteration", "step", "batch", "update", "passes")
_CARBON = ("CO", "arbon", "greenhouse")


@cache
def _vocabulary(dimension: str) -> frozenset[str]:
    """Runs of letters of which every quantity of a dimension has one; of money, if it has none of the `SIGNS`."""
    if dimension == "money":
        forms = [form for form in currencies() if SIGNS.isdisjoint(form)]
    else:
        forms = spellings(dimension).replace("\\", "").split("|")
    # Of "us dollars" the second one: most texts have the first.
    return frozenset(min(_RUN.findall(form) or [form], key=words("frequent").__contains__) for form in forms)


def _has(text: str, dimension: str) -> bool:
    """Whether a text has a run of letters without which it has no quantity of a dimension."""
    return not _vocabulary(dimension).isdisjoint(vocabulary_of(text))


def _finders(text: str) -> Iterator[Callable[[str, str, str], list[Draft]]]:
    """The finders but those of times that can find something in a text; a finder costs more than this question."""
    lower = text.lower()
    if "flop" in lower or "floating" in lower:
        yield _compute
    if any(map(text.__contains__, _CARBON)):
        yield carbon
    if _has(text, "energy"):
        yield energy
    if any(map(text.__contains__, SIGNS)) or _has(text, "money"):
        yield costs


def hedges(start: int, text: str) -> tuple[bool, str | None]:
    """Whether what starts at a place is said to be about so much, and the sign of the bound that it is said to be.

    Examples
    --------
    >>> hedges(6, "about 3 h"), hedges(10, "more than 3 h"), hedges(5, "took 3 h")
    ((True, None), (False, '>'), (False, None))
    """
    before = text[max(0, start - _LONGEST_HEDGE) : start]
    bound = _BOUND.search(before)
    return _APPROX.search(before) is not None, _OF_BOUNDS[str(bound.lastgroup)] if bound else None


def _compute(text: str, before: str, after: str) -> list[Draft]:
    found = []
    for match in _FLOP_DAYS.finditer(text):
        value = parse_value(match["value"])
        prefix = _PREFIX[match["prefix"].lower()]
        seconds = {"d": 86400.0, "h": 3600.0, "y": 31536000.0}[match["unit"][0].lower()]
        if value is not None:
            found.append(
                Draft(
                    "compute",
                    match.start(),
                    match.end(),
                    "flop-days",
                    fields={"amount": value * prefix * seconds, "unit": "flop"},
                )
            )
    for match in _FLOP.finditer(text):
        if re.search(r"\bpeak\b|per second|throughput|forward pass|/s\b", text[match.start() : match.end() + 24]):
            continue
        least = 1e17 if match.group().endswith("FLOPS") else 1e14
        for start, end in (*((at, to) for at, to, _ in sharing_unit(match.start(), text, match.end())), match.span()):
            amount = _flop(match["value"] if end == match.end() else text[start:end], match["prefix"] or "")
            if amount is not None and least <= amount < 1e30:
                found.append(Draft("compute", start, end, "flop", fields={"amount": amount, "unit": "flop"}))
    return found


def _flop(written: str, prefix: str) -> float | None:
    """An amount of operations; an exponent that lost its height ("3.2 x 1023") is put right."""
    flat = re.fullmatch(r"(?:(?P<m>[\d.]+) ?[x*·] ?)?10 ?\^? ?(?P<e>\d\d)", written.strip())
    if flat:
        value: float | None = float(flat["m"] or 1) * 10.0 ** int(flat["e"])
    else:
        value = parse_value(written)
    return None if value is None else value * _PREFIX.get(prefix.lower(), 1.0)


def _gigabytes(value: float, spelling: str) -> float:
    """A size in GB; megabytes of a power of two are counted as the maker does ("11264 MB" is 11 GB)."""
    factor = unit("bytes", spelling).factor
    return (
        value / 1024
        if factor == _MEGABYTE and value >= _MANY_MB and (value % 512 == 0 or spelling == "MiB")
        else value * factor
    )


_MEGABYTE = 0.001
_MANY_MB = 2048


def _sizes(text: str, window: Window, taken: list[tuple[int, int]]) -> list[Draft]:
    found = []
    for match in _SIZE.finditer(text):
        # A size is no number of thousands: "x 20, 125.5 GiB" is a list.
        written = match["value"].rpartition(", ")[2]
        written = text[
            _start_of_line(match.end("value") - len(written), match.end("value"), window) : match.end("value")
        ]
        value = parse_value(written)
        if value is None or (match["unit"] == "G" and "." in written and value < _MOST_GHZ):
            continue
        spelling = match["unit"]
        gb = _gigabytes(value, spelling)
        start, end = match.start() if match["times"] else match.end("value") - len(written), match.end()
        if gb < _LEAST_SHARED and _SHARED.match(text, match.end("unit")):
            continue  # of a block of threads
        inside = any(s <= start and match.end("unit") <= e for s, e in taken)
        after = text[match.end("unit") : _end_of_cell(start, text, window.lines)]
        times = parse_count(match["times2"] or "") if match["after_times"] else None
        if inside:
            window.sizes.append(Size(start, match.end("unit"), gb, times=times))
            continue
        short = spelling in ("G", "T", "Go", "To", "g")
        disk = _DISK_AFTER.match(after)
        if (
            disk
            and not re.match(r" ?(?:of )?(?:the )?(?:data|image)", after)
            and not _labels_next(after, disk.end(), match.end("unit"), window)
        ):
            drives = _drives(match, start, text) if gb >= _LEAST_DRIVE else 1
            found.append(_storage(start, match.end("unit") + disk.end(), gb * drives, text))
            continue
        vram = _VRAM_AFTER.match(after)
        if vram or _VRAM_BEFORE.search(text, max(0, start - 60), start):
            window.sizes.append(Size(start, match.end("unit") + (vram.end() if vram else 0), gb, True, times))
            continue
        ram = _RAM_AFTER.match(after)
        if ram and _TAKES_UP.search(text, max(0, start - 120), start) and not _BESIDE_MACHINE.match(after, ram.end()):
            continue
        if (
            ram
            and not _NO_MEMORY.match(after, ram.end())
            and not _labels_next(after, ram.end(), match.end("unit"), window)
        ):
            stop = match.end("unit") + ram.end()
            stop += "(" in ram["mid"] and text.startswith(")", stop)
            multiplied = re.match(r" ?[x*] ?(\d{1,3})\b", text[stop:])
            if multiplied:
                stop, times = stop + multiplied.end(), int(multiplied[1])
            total = gb * (times or 1) * (parse_count(match["times"]) or 1 if match["times"] else 1)
            found.append(
                Draft(
                    "memory",
                    start,
                    stop,
                    "ram",
                    fields={"gb": total, "_one": gb, "_word": ram["word"].lower(), "_times": match["times"]},
                )
            )
            continue
        labelled = _RAM_BEFORE.search(text, max(0, start - 60), start)
        if labelled and not (found and found[-1].type == "memory" and labelled.start() < found[-1].end):
            total = gb * (times or parse_count(match["times"] or "") or 1)
            colon = re.search(r"[:=|]", labelled["link"])
            found.append(
                Draft(
                    "memory",
                    labelled.start() if colon else start,
                    end,
                    "ram",
                    fields={"gb": total, "_one": gb, "_word": "label", "_times": None},
                )
            )
            continue
        if found and found[-1].type == "memory" and _goes_on(found[-1], start, window):
            fields = {**found[-1].fields, "gb": gb, "_one": gb, "_word": "label"}
            found.append(replace(found[-1], start=start, end=end, fields=fields))
            continue
        labelled = _DISK_BEFORE.search(text, max(0, start - 60), start)
        if labelled and not short and not _WRITTEN.search(text, max(0, start - 24), start):
            several = _SOME_DRIVES.search(text, max(0, labelled.start() - 24), labelled.start())
            units = _UNITS.match(text, match.end("unit"))
            many = several is not None and _MANY_DRIVES.search(labelled.group()) is not None
            drives = times or parse_count(match["times"] or (units["n"] if units else "")) or 0
            drives = drives or (_number(several) if several and many else 1)
            begin = labelled.start() if ":" in labelled.group() else start
            found.append(_storage(begin, match.end("unit"), gb * drives, text))
            continue
        if gb <= _MOST_OF_MACHINE and _is_cell_of_memory(start, end, window):
            found.append(Draft("memory", start, end, "ram-in-cell", "low", {"gb": gb * (times or 1)}))
            continue
        if gb <= _MOST_OF_MACHINE and (
            (_MACHINE_HAS.search(text, max(0, start - 60), start) and _ENDS_ITEM.match(text, end))
            or (_MACHINE_OF.match(text, end) and _OPENS_MACHINE.search(text, max(0, start - 16), start))
        ):
            fields = {
                "gb": gb * (times or parse_count(match["times"] or "") or 1),
                "_one": gb,
                "_word": "",
                "_times": times,
            }
            found.append(Draft("memory", start, end, "ram-of-machine", "medium", fields))
            continue
        end = match.end("unit")
        window.sizes.append(Size(start, end + text.startswith("+", end), gb, times=times))
    return found


#: The memory that the threads of a device share, and how small it is: "96 KB of shared memory".
_SHARED = re.compile(r" (?:of )?shared memory\b")
_LEAST_SHARED = 0.001
#: How much of the memory data or a program take up: "the index of all cells takes less than 1 GB of memory".
_TAKES_UP = guarded(
    r"\b(?:(?:index|indices|indexes|cache|buffers?|database|table|embeddings|data ?sets?) (?:(?:of|for|with) (?:[\w-]+ ){1,5}?)?(?:(?:only|itself|alone) )?(?:takes?|took)(?: up)?"
    r"|(?:training|inference|models?|networks?|methods?|algorithms?|approach|baseline|implementation|process|(?:takes?|took) [\d.,]+ [a-z]+(?: per [a-z]+)? and) (?:only )?us(?:es?|ed(?= (?:less|more|under|over|at|up|only)\b))|(?:takes?|took) up|consum(?:es?|ed|ing)|occup(?:y|ies|ied|ying)|sav(?:es?|ed|ing)|never (?:uses?|used|needs?|needed))"
    r"(?: (?:about|only|less|more|than|under|over|some|nearly|up to))* ?~?$",
    re.IGNORECASE,
)
#: What shows that the memory is one of the parts of a machine: "models use 32 GB RAM and a V100".
_BESIDE_MACHINE = re.compile(
    r"(?:,? and|,| with| on| of)(?: (?:an?|our|the|one|two|four|eight|single|\d+x?|\d+ x))*(?: [\w-]+){0,3}? (?:[GCT]PUs?|cores?|[vV]CPUs?|[VATKPHL]\d{1,3}0|Intel|AMD|NVIDIA|[GR]TX|Xeon|EPYC|workstation|desktop|laptop|server|PC)\b"
)
#: What stands between the sizes of a row, and the label that it begins with.
_NEXT_SIZE = re.compile(r"(?:-\d{4})?(?: | / | \| )")
_ROW_OF_MEMORY = re.compile(r"(?:(?:system|main|installed|computer) )?(?:ram|memory)\b", re.IGNORECASE)


def _goes_on(memory: Draft, start: int, window: Window) -> bool:
    """Whether a size stands behind that of another machine in the row of a table."""
    if _NEXT_SIZE.fullmatch(window.text, memory.end, start) is None:
        return False
    row = max((line[0] for line in window.lines if line[0] <= memory.start), default=0)
    return memory.fields.get("_word") == "label" or _ROW_OF_MEMORY.match(window.text, row) is not None


def _labels_next(after: str, end: int, at: int, window: Window) -> bool:
    """Whether the word that ends so far behind a size labels another size behind it, in its line."""
    return _LABELS_NEXT.match(after[: max(end, _end_of_line(at + end, window) - at)], end) is not None


def _start_of_line(start: int, end: int, window: Window) -> int:
    """Where what stands in one line begins: "Machine 3" and "128 GB" or "Core i9" below it are two."""
    return max((line[0] for line in window.lines if start < line[0] < end), default=start)


def _end_of_line(at: int, window: Window) -> int:
    return next((line[1] for line in window.lines if line[0] < at <= line[1]), len(window.text))


#: Labels of the cells of a table of hardware, among them that of its memory.
_MEMORY_LABEL = re.compile(
    r"(?:^|\n) ?(?:(?:system|main|installed|computer|internal|operating|running|server|(?P<graphics>video|graphics|gpu|graphics card)) )?(?:ram|memory|ram memory|memory \(ram\))"
    r"(?: (?:size|capacity))? ?:? ?(?=\n)",
    re.IGNORECASE,
)
_HARDWARE_LABEL = re.compile(
    r"(?:^|\n) ?(?:[gc]pu|processor|graphics? cards?|graphics processing unit|video card|hard disk|operating system|ssd)\b[^\n]{0,12}(?=\n)",
    re.IGNORECASE,
)
_LONE_SIZE = re.compile(r"\n ?\d{1,4}(?:[.,]\d)? ?G(?:i?B)? ?(?=\n)", re.IGNORECASE)
#: How far above a cell its label may stand.
_ABOVE = 500


def _is_cell_of_memory(start: int, end: int, window: Window) -> bool:
    """Whether a lone size stands in a table of hardware whose labels were torn from their cells."""
    text, above, below = window.text, window.before[-_ABOVE:], window.after[:_ABOVE]
    if (start, end) in window.lines:
        above = "\n".join([above.rstrip(), *(text[slice(*line)] for line in window.lines if line[1] <= start), ""])
        below = "\n".join([*(text[slice(*line)] for line in window.lines if line[0] >= end), below])
    elif (text[:start] + text[end:]).strip():
        return False
    above = re.sub(r"[ \t]+", " ", above)
    labels = list(_MEMORY_LABEL.finditer(above))
    if not labels or not (_HARDWARE_LABEL.search(above) or _HARDWARE_LABEL.search(below)):
        return False
    if not above[labels[-1].end() :].strip():
        return labels[-1]["graphics"] is None
    # The sizes stand in the order of their labels, of which one may be of the graphics card.
    at = len(_LONE_SIZE.findall(above, labels[-1].end()))
    return labels[min(at, len(labels) - 1)]["graphics"] is None


#: The label of a size at the beginning of its line.
_LABEL = re.compile(
    r"(?:[\w()-]+ ){0,2}(?:ram|memory|vram|disk|ssd|hdd|storage|drive)\)?(?: (?:size|capacity))?(?: ?[:=|])? $",
    re.IGNORECASE,
)


def _end_of_cell(start: int, text: str, lines: Sequence[tuple[int, int]]) -> int:
    """Where the words end that may belong to a size: at the end of its line, where that begins with its label."""
    line = next((line for line in lines if line[0] <= start < line[1]), None)
    return line[1] if line is not None and _LABEL.fullmatch(text, line[0], start) else len(text)


#: A size that says of a machine how much memory it has: "a laptop with 16 GB and an i7", "a 16-GB laptop".
_MACHINE = (
    r"(?:laptops?|notebooks?|desktops?|pcs?|computers?|machines?|workstations?|(?<!data )servers?|vms?|virtual machines?"
    r"|(?:hpc|gpu|cpu|compute|computing|cluster|single) nodes?)"
)
_MOST_OF_MACHINE = 2048
_MACHINE_HAS = guarded(
    rf"\b{_MACHINE},? (?:\(|(?:with|having|equipped with|offering|featuring) (?:only |just |about )?)"
    r"(?:\d{1,3}[ -](?:cpu |physical |logical |virtual )?(?:cores?|threads|v?cpus?)(?:,| and|, and) )?$",
    re.IGNORECASE,
)
_ENDS_ITEM = re.compile(r" ?(?:[,;)+]|\.(?!\d)|$)| (?:and|plus|was|were|running|under) ")
_MACHINE_OF = re.compile(
    rf"[ -](?:gaming |desktop |linux |windows |ubuntu )?{_MACHINE}\b(?! (?:data|image|file))", re.IGNORECASE
)
#: What stands before the size in such a name: an article, or the machine's processor ("an i7-4790, 16 GB machine").
_OPENS_MACHINE = re.compile(
    r"\b(?:an?|the|our|my|his|her|one) $|(?:\bi[3579](?:-\w{4,7})?|[ \d-]cores?|\d ?ghz|\bcpu|\bprocessor|ryzen \d),? $",
    re.IGNORECASE,
)


#: Drives are not smaller; "two 4 TB hard drives".
_LEAST_DRIVE = 16
_SOME_DRIVES = re.compile(
    r"\b(?P<n>two|three|four|five|six|eight|ten|twelve|dual|a pair of|2|3|4|5|6|8) (?:x )?(?:\w+ )?$", re.IGNORECASE
)
_MANY_DRIVES = re.compile(r"(?:disks|drives|hdds|ssds)\b", re.IGNORECASE)
#: "4 TB HDD x2", "SSD 4 TB (2 units)".
_UNITS = re.compile(r" ?\(?(?:x ?)?(?P<n>[2-9]|1\d) ?(?:units|pieces|pcs|drives|disks)\b", re.IGNORECASE)
_UNITS_BEHIND = re.compile(
    r"[ -]?(?:[\w.]+ ){0,2}(?:ssds?|hdds?|disks?|drives?) ?\(?x ?(?P<n>[2-9]|1\d)(?!\w)", re.IGNORECASE
)
_SEVERAL = re.compile(r"[^,;.()]{0,40}(?:ssds|hdds|disks|drives|nvmes)\b", re.IGNORECASE)


def _drives(match: re.Match[str], start: int, text: str) -> int:
    """How many drives of a size there are: "2 x 4 TB HDD", "two 4 TB hard drives"."""
    if match["times"]:
        return parse_count(match["times"]) or 1
    units = _UNITS_BEHIND.match(text, match.end("unit"))
    if units:
        return parse_count(units["n"]) or 1
    said = _SOME_DRIVES.search(text, max(0, start - 24), start)
    return _number(said) if said is not None and _SEVERAL.match(text, match.end("unit")) else 1


def _number(said: re.Match[str]) -> int:
    return parse_count(said["n"].lower().replace("a pair of", "two").replace("dual", "two")) or 1


_ITEM_ENDS = re.compile(r"[,;/+)]| (?:and|with) ")


def _storage(start: int, end: int, gb: float, text: str) -> Draft:
    words = text[start:end].lower() + _ITEM_ENDS.split(text[end : end + 12])[0].lower()
    kind = (
        "nvme"
        if "nvme" in words
        else "ssd"
        if re.search(r"ssd|solid", words)
        else "hdd"
        if re.search(r"hdd|hard|rpm", words)
        else "other"
    )
    return Draft("storage", start, end, "disk", fields={"gb": gb, "kind": kind})


#: Clocks of memory and of radio, and those that a processor comes up to.
_OTHER_CLOCK_AFTER = re.compile(r"(?: (?:ddr\d?|memory|ram)(?! ?[:=(|]| ?\d)| dual-?channel)", re.IGNORECASE)
_OTHER_CLOCK_BEFORE = re.compile(
    r"(?:DDR\d ?-? ?|(?:ram|memory|ddr\d) (?:running )?at |WiFi |overclock\w* (?:to )?)$", re.IGNORECASE
)
_TURBO = re.compile(
    r"\b(?:boost (?:clock )?(?:speed )?(?:of |frequency )?|turbo (?:boost )?(?:of |up to )?|up to )$", re.IGNORECASE
)
#: "3.4-4.0 GHz": a range begins with the clock at base.
_BASE_CLOCK = re.compile(r"(?<![\w.])(?P<value>\d[.,]\d{1,2}) ?[-\u2013/] ?$")
#: Cores that are not the processor's.
_OF_GRAPHICS = re.compile(r" ?-? ?(?:gpu|graphics)", re.IGNORECASE)


#: "(12C, 2.6G)": a clock without its unit's end.
_SHORT_CLOCK = re.compile(r"(?P<value>\d(?<![\w.]\d)\.\d{1,2})G(?!\w)")
_MOST_GHZ = 6.0


def _processor_values(text: str, window: Window) -> None:
    for match in _SHORT_CLOCK.finditer(text):
        if float(match["value"]) < _MOST_GHZ:
            window.clocks.append((match.start(), match.end(), float(match["value"])))
    for match in _measure("frequency").finditer(text):
        # No clock has a comma between its thousands: "Cortex-M4, 168 MHz" ends a name before it.
        value = parse_value(match["value"].rpartition(", ")[2])
        if value is None or _OTHER_CLOCK_AFTER.match(text, match.end(), _end_of_line(match.end(), window)):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        base = _BASE_CLOCK.search(before)
        if base is not None:
            value = parse_value(base["value"]) or value
        if not _OTHER_CLOCK_BEFORE.search(before):
            clocks = window.turbo_clocks if _TURBO.search(before) else window.clocks
            clocks.append((match.start(), match.end(), value * unit("frequency", match["unit"]).factor))
    for match in _CORES.finditer(text):
        if text.startswith("Core ", _start_of_line(match.start(), match.end(), window)):
            continue
        word = (match["n"] or match["n2"] or match["n3"] or match["n4"]).lower()
        stop = _end_of_line(match.end(), window) if match.group().endswith("s") else len(text)
        of_graphics = _OF_GRAPHICS.match(text, match.end(), stop)
        if (match["n4"] or of_graphics) and not any(
            d.type == "cpu" and not d.bare and text[d.end : match.start()] in (" ", " (", ", ") for d in window.drafts
        ):
            # "Ryzen 7 2700 (8 x 3.2 GHz)" has cores, "2 x 3.2 GHz Xeon" counts processors; "a 10-core GPU".
            continue
        count = _CORE_WORDS.get(word) or parse_count(word)
        if count and not re.match(
            r" ?(?:cuda|tensor)", text[match.end("n") if match["n"] else match.end() :], re.IGNORECASE
        ):
            window.cores.append((match.start(), match.end(), count))


def _counters(text: str, window: Window) -> None:
    for start, end, count, column in counters(text):
        (window.epochs if column == "epochs" else window.steps).append((start, end, count))


def may_count(text: str) -> bool:
    """Whether a text may have a number of epochs or steps: a look at its letters.

    Examples
    --------
    >>> may_count("It took 40 epochs."), may_count("It took 40 hours.")
    (True, False)
    """
    return any(map(text.lower().__contains__, _COUNTERS))


def counters(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Numbers of epochs and of steps, with their place and the column of a setup that they belong to."""
    for match in _EPOCHS.finditer(text):
        count = parse_count((match["n"] or match["n2"]).replace("k", " thousand") if match["n2"] else match["n"])
        what = (match["what"] or match["what2"] or "epochs").lower()
        if count and (count > 1 or match["n"] == "1") and not (what.startswith("batch") and count < 100):
            yield match.start(), match.end(), count, "epochs" if what.startswith("epoch") else "steps"
