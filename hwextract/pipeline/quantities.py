"""Quantities: numbers with units, as drafts of records or as values for the devices beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hwextract.pipeline import device_hours
from hwextract.pipeline.draft import Draft, Size
from hwextract.pipeline.durations import durations, has_duration
from hwextract.pipeline.numbers import NUMBER, VALUE, WORD, parse_count, parse_value
from hwextract.units import spellings, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hwextract.pipeline.draft import Window

__all__ = ["CURRENCIES", "counters", "find_all", "find_quantities"]

_EDGE = r"(?<![\w.,/^-])(?<!\d[:])"


@cache
def _measure(dimension: str, gap: str = r"[ -]{0,2}") -> re.Pattern[str]:
    return re.compile(rf"(?P<value>{NUMBER}){gap}(?P<unit>{spellings(dimension)})(?!(?!x ?\d)[A-Za-z0-9]|-?\d)")


#: A numeral in words where no time unit is near; any of these in a text without digits may be of a quantity.
_WITHOUT_DIGITS = re.compile(
    r"(?:hours?|hrs?|days?|weeks?|fortnights?|months?|years?|minutes?|mins?|seconds?|secs?|milliseconds?|cores?|dollars|euros|bytes)\b",
    re.IGNORECASE,
)
#: A look at the first character spares most of the attempts.
_NUMERAL_AHEAD = r"(?=[\d.]|(?<!\w)[AaEeFfHhNnOoSsTt])"
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
_FLOP = re.compile(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}|10 ?\^? ?\d\d) ?-?(?:total |training )?(?i:(?P<prefix>kilo|mega|giga|tera|peta|exa|zetta|yotta|[KMGTPEZY])?[ -]?(?:FLOPs?|FLOPS|floating[ -]point operations))(?!\w|/| ?/ ?s| per| ?s\^?-1|-?s\b)"
)
_FLOP_DAYS = re.compile(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER})[ -]?(?i:(?P<prefix>peta|exa|tera|[PTE])[ -]?f(?:lops?)?(?: ?/ ?s(?:ec)?)?(?:[ -]s)?[ -](?P<unit>days?|hours?|years?))\b"
)
_CARBON = re.compile(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}) ?(?:(?P<unit>{spellings('mass')}) ?(?:of )?(?:net )?(?:CO ?_?\{{?2\}}? ?-?(?:e(?:q(?:uiv(?:alents?|\.)?)?\.?)?\b|equivalents?|-equivalents?)?|carbon(?: dioxide)?(?: ?-?equivalents?)?(?: emissions?)?|greenhouse gas(?:es)?)|(?P<glued>kg|g|t|Mt|kt|lbs?|tons?)CO ?2(?:e(?:q)?)?)(?:[ -](?:equivalents?|eq\.|eq\b|e\b))?(?![A-Za-z])"
)
#: "Carbon emitted: 4.1 kg": the label says of what.
_CARBON_LABEL = re.compile(
    rf"(?i:\bcarbon (?:emitted|emissions?|footprint)) ?[:=|][ *|]*(?P<of>(?P<value>{NUMBER}) ?(?P<unit>{spellings('mass')}))(?![A-Za-z]| ?(?:of )?(?:CO|carbon))"
)
_ENERGY = re.compile(
    rf"{_NUMERAL_AHEAD}(?<![\w.,])(?P<value>{NUMBER}|(?i:{VALUE}))[ -]?(?P<unit>{spellings('energy')})(?![A-Za-z/])"
)
_SYMBOLS = {
    "US$": "USD",
    "USD$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "CA$": "CAD",
    "C$": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "₹": "INR",
    "₩": "KRW",
    "R$": "BRL",
    "CN¥": "CNY",
    "Rs.": "INR",
    "Rs": "INR",
}
_CODES = {
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "jpy": "JPY",
    "cny": "CNY",
    "rmb": "CNY",
    "chf": "CHF",
    "inr": "INR",
    "cad": "CAD",
    "aud": "AUD",
    "krw": "KRW",
    "brl": "BRL",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "dollars": "USD",
    "dollar": "USD",
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "us-dollars": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "yuan": "CNY",
    "yen": "JPY",
    "francs": "CHF",
    "swiss francs": "CHF",
    "rupees": "INR",
    "cents": "USD",
    "us cents": "USD",
    "canadian dollars": "CAD",
    "australian dollars": "AUD",
    "kr": "SEK",
    "won": "KRW",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "us$": "USD",
    "pln": "PLN",
    "zar": "ZAR",
    "mxn": "MXN",
    "czk": "CZK",
    "nzd": "NZD",
    "hkd": "HKD",
    "twd": "TWD",
    "rub": "RUB",
    "try": "TRY",
    "thb": "THB",
}
_SIGNS = frozenset("$€£¥₹₩")
#: Every spelling of a currency, with its code.
CURRENCIES = {**_CODES, **_SYMBOLS}
_CODE_ALT = "|".join(re.escape(c) for c in sorted((c for c in _CODES if c not in "$€£kr try"), key=len, reverse=True))
_COST = re.compile(
    rf"(?:(?P<symbol>US\$|USD\$|CA\$|C\$|AU\$|A\$|R\$|CN¥|[$€£¥₹₩]|Rs\.?(?= ?\d)|\b(?:USD|EUR|GBP|CHF|CNY|RMB|JPY|INR|CAD|AUD|SEK|NOK|DKK|KRW)(?= ?\d)) ?(?P<amount>{NUMBER})(?![\d$])(?P<code1> ?(?:USD|CAD|AUD)\b)?"
    rf"|(?<![\w.,$€£])(?P<amount2>{NUMBER}|(?i:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred)(?= (?i:us |u\.s\. |canadian |australian )?(?i:dollar|euro|pound|cent|yuan|franc|rupee))) ?-?(?P<code>(?i:{_CODE_ALT})|[€$£])(?![A-Za-z]))"
    r"(?P<per>(?: ?/ ?| (?:per|an?|each|every|the|for each|for an?|for every|apiece) ?)(?:(?:[GCT]PU|\w{0,12}\d\w*|instance|node|core|chip|device|card|machine|server|wall|compute|billed|thousand|1,?000|single|additional|training)[ -]?){0,3}(?:hours?|hr|h|months?|mo|day|week|year|minute|second|cards?|devices?|gpus?|units?|machines?|boards?|kits?|images?|samples?|runs?|epochs?|trials?|folds?|models?|requests?|predictions?|documents?|sites?|stations?|km2|km|ha|million|tokens?|jobs?|experiments?|replicates?|seeds?|pages?|sequences?|structures?|molecules?|scans?|patients?|cameras?|workstations?|computers?|nodes?|servers?|pc|pieces?)\b|,? hourly| each\b| apiece\b)?"
)
_SIZE = re.compile(
    rf"(?=[\d.])(?<![\w.,/])(?:(?P<times>\d{{1,3}}) ?[x*] ?)?(?P<value>{NUMBER})[ -]{{0,2}}(?P<unit>{spellings('bytes')})(?![A-Za-z0-9]|/s| ?/ ?s\b)(?P<after_times> ?[x*] ?(?P<times2>\d{{1,3}})\b(?! ?gi?b))?"
)
_RAM_AFTER = re.compile(
    r"^(?P<mid>(?: \((?:GB|\d{1,2} ?[x*] ?\d{1,3}(?: ?GB)?)\))?(?: of| installed| total| free| available| -| \()?(?: (?:high-? ?speed|main|system|host|cpu|physical|total|installed|random|access|ecc|fast|available|shared|unified|working|free|reg|dual-channel|usable|registered|quad-channel|operating|server|computer|internal|local|node)){0,4}[ -]?(?:(?:lp)?ddr\d\w?(?:[ -]?\d{3,4})?(?: mhz)?[ -]?(?:sdram )?|\d{4} ?mhz )?(?:of )?(?:system |main |unified |host |physical |ecc )?)(?P<word>ram\b|memory\b|memories\b|dram\b|sdram\b|dimms?\b|random[ -]access memory(?: \(ram\))?|(?:lp)?ddr\d\w{0,3}\b(?: ram| memory| sdram)?)",
    re.IGNORECASE,
)
_RAM_BEFORE = re.compile(
    r"(?:\bRAM\b|\bmemory\b|\bDRAM\b|\bDDR\d)\)?(?P<link> ?(?:\(| of|:|=|was| is| size| capacity| size of| capacity of|-|\||,)* ?(?:about |up to |approximately |~ ?)?)$",
    re.IGNORECASE,
)
_VRAM_AFTER = re.compile(
    r"^(?: of)?(?: (?:gpu|graphics|video|dedicated|on-?board|device|graphic|high-bandwidth|its|own|internal|local|on-chip|card)){0,3}[ -]?(?:vram|v-ram|gddr\d\w?|hbm\d?\w?|gpu memory|gpu ram|video memory|video ram|graphics? memory|graphics ram|device memory|onboard memory|dedicated (?:video |gpu |graphics )?memory|memory per (?:gpu|card|device)|(?:of )?(?:memory|ram) per (?:gpu|card|device|chip|unit|board|gcd))\b(?: (?:memory|vram|ram|graphics memory))?",
    re.IGNORECASE,
)
_VRAM_BEFORE = re.compile(
    r"(?:\bVRAM|GPU memory|video memory|graphics memory|memory per GPU|GPU RAM|video RAM|per-GPU memory)(?: ?(?:\(| of|:|=| size| capacity))* ?$",
    re.IGNORECASE,
)
_DISK_AFTER = re.compile(
    r"^(?: of)?(?: ?-? ?(?:(?:free|local|fast|internal|external|usb|sata|m\.2|pcie|samsung|western|digital|attached|solid[ -]state|flash|persistent|scratch|network|shared|available|the|premium|nvme|micro-?|raid[ -]?\d?|\d{4,5} ?rpm|hard|elastic|block|standard|spinning|class[ -]\d+|lustre|parallel|boot|system|root|its|ssd)[ -]?)){0,4} ?(?:ssds?(?: space| storage| disk| drive)?|hdds?|disks?(?: array| space| storage)?|drives?|hard[ -]disks?(?: drives?)?|hard[ -]drives?|nvme(?: ssds?| drives?| storage)?|solid[ -]state(?: (?:drive|disk)s?)?|storage(?: space)?|emmc|sd[ -]?cards?|micro-?sd(?:[ -]cards?)?|sas\b|flash(?: memory| storage)?|scratch(?: space| disk)?|ebs|volume|memory card)\b",
    re.IGNORECASE,
)
_DISK_BEFORE = re.compile(
    r"(?:\bSSD|\bHDD|\bRAID(?:[- ]?\d)?|hard (?:disk|drive)|\bstorage|\bdisk|\bNVMe|\bSD card)(?: ?(?:\(| of|:|=| size| capacity| drive| with| space|,|\|))* ?$",
    re.IGNORECASE,
)
_NOT_DISK = re.compile(
    r"\b(?:data ?sets?|corpus|images|files|checkpoints?|footage|recordings|archive|compressed|downloaded|stored as|of (?:data|images|text|audio|video|files|raw))\b",
    re.IGNORECASE,
)
_CORES = re.compile(
    r"(?<![\w.,])(?<!\w-)(?P<n>\d{1,4}|(?i:single|dual|quad|hexa|octa|octo|deca|dodeca|two|four|six|eight|ten|twelve|sixteen|twenty|twenty-four|thirty-two|sixty-four|one|a(?! core i?\d| Core (?:i\d|Ultra|2|Duo)|-core)))[ -]{1,3}(?!(?i:intel core (?:i\d|ultra|2 |duo|m\d)))(?:(?i:physical|logical|real|actual|cpu|processor|processing|virtual|compute|computing|performance|efficiency|x86|intel|amd|arm|xeon|high-performance)[ -]){0,2}(?i:cores?|vcpus?)\b(?! ?-? ?(?:hours|days|h\b|\((?!s\)|(?i:\d+ threads|intel|amd|xeon|ryzen|epyc))))|(?<![\w.])(?P<n2>\d{1,3})(?:[cC]| C)(?=/\d|[,;)]|$| (?i:cpu|processor))|(?<![\w.])(?P<n3>\d{1,3}|(?i:dual|quad|hexa|octa|octo|deca))cores?\b"
    r"|(?<![\w.,])(?P<n4>\d{1,2}) ?x ?(?=\d[\d.]* ?[Gg][Hh]z)"
)
_CORE_WORDS = {"single": 1, "dual": 2, "quad": 4, "hexa": 6, "octa": 8, "octo": 8, "deca": 10, "dodeca": 12}
_EPOCHS = re.compile(
    rf"(?<![\w.,])(?P<n>{NUMBER}|(?i:{WORD}|one|(?:a|one) hundred)(?= ))[ -]{{1,2}}(?:(?:training|full|fine-tuning|total|complete|further|more|additional|whole) ){{0,2}}(?:(?P<what>epochs?|iterations?|(?:(?:gradient|training|optimi[sz]ation|optimi[sz]er|update) )?steps?|(?:mini-? ?)?batches|updates)\b|(?P<pass>passes (?:over|through) (?:the|all|our)\b))|\b(?P<what2>epochs?|iterations?|steps?)(?: ?[:=]| was set to| were set to| set to| is| was|) (?P<n2>\d[\d,]*k?)(?!\d|\.\d|%)",
    re.IGNORECASE,
)
_APPROX = re.compile(
    r"(?:\babout|\baround|\broughly|\bapproximately|\bapprox\.?|\bca\.?|\bcirca|\bsome|\bnearly|\balmost|~|\bon the order of|\bin the order of|\bon average|\bestimated(?: at)?|\bclose to|\ba little over|\bc\.|\broughly|\bor so) ?(?:a total of )?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?P<lt>\b(?:less|fewer|shorter|lower|no more|not more) than|\bunder|\bbelow|<(?!=))?(?P<le>\bwithin|\bup to|\bat most|\ba maximum of|\bmaximum|\bno more than|\bnot more than|\bno longer than|<=)?(?P<gt>\b(?:more|longer|greater|higher) than|\bover|\babove|\bexceeding|>(?!=)|\bbeyond)?(?P<ge>\bat least|\ba minimum of|\bminimum(?: of)?|\bno less than|\bno fewer than|\bupwards of|>=)? ?(?:about |only |a total of |just )?$",
    re.IGNORECASE,
)


#: "Memory 128 GB Disk 2 TB": a word between two sizes labels the second, unless that has a word of its own behind it.
_LABELS_NEXT = re.compile(
    rf" ?[:|]? ?{NUMBER} ?[gt]i?b\b(?! ?(?:of )?(?:[a-z]+ )?(?:ram|memory|vram|ssd|hdd|disk|storage|nvme|hard|drive|gpu|graphics?|nvidia|geforce|"
    r"[rg]tx|tesla|quadro|gddr\w*|hbm\w*|each|per|x)\b)",
    re.IGNORECASE,
)


#: What makes money, energy and emissions those of computing.
_MONEY = re.compile(
    r"\b(?:train\w*|comput\w*|cloud|[gtc]pus?|[gtc]pu-hours?|instances?|hardware|bill(?:ed|s|ing)?|rent\w*|inference|servers?|machines?|"
    r"cards?|boards?|nodes?|runs?|experiments?|spot|on-demand|credits|processors?|workstations?|models?|aws|azure|gcp|ec2|colab|kwh|"
    r"cost of|fine-?tun\w*|raspberry|jetson|nvidia|epochs?|predict\w*|api|charged?|billing|fees?|leas\w*|hire[sd]?)\b",
    re.IGNORECASE,
)
#: What makes a sentence on money speak of what the sentences before it do.
_COSTS = re.compile(
    r"\b(?:costs?|paid|bill|price|spent|charged|amounts? to|amounted to|thus|hence|i\.e)\b", re.IGNORECASE
)
_NOT_COMPUTING = re.compile(
    r"\b(?:per (?:km|ha|ton|tonne)|(?:prediction |forecast |mean |absolute )+errors?|rmse|mae|households?|per hectare|hectares?|flights?|passengers?|per capita|peat|soils?|forests?|livestock|annotators?|"
    r"participants?|per household|fish\w*|car|cars|diet|field (?:assistants?|trips?|work|seasons?|teams?)|fieldwork|technicians?|taxonomists?|manual(?:ly)? (?:identif|annotat|label|count|sort|inspect|review)\w*|audiomoths?|recording units?|by hand|salar\w+|wages?|per kg|camera traps?|fuel|crops?|farm\w*|emission factor)\b",
    re.IGNORECASE,
)


def find_quantities(window: Window) -> None:
    """Put a draft for every quantity into the window; sizes and clocks of devices are kept for `links`."""
    text = window.text
    if not any(char.isdigit() for char in text) and not _WITHOUT_DIGITS.search(text):
        return
    found = find_all(text, window)
    for draft in found:
        if draft.type not in ("memory", "storage"):
            _hedges(draft, text)
    amounts = [draft for draft in found if draft.rule == device_hours.RULE]
    if amounts:
        window.drafts = [draft for draft in window.drafts if not (draft.bare and _inside(draft, amounts))]
    words = _words(text)
    if words & _vocabulary("frequency") or _HAS_CORES.search(text):
        _processor_values(text, window)
    _counters(text, window)
    window.drafts = sorted(window.drafts + found, key=lambda d: (d.start, d.end))


def _inside(draft: Draft, others: list[Draft]) -> bool:
    return any(other.start <= draft.start and draft.end <= other.end for other in others)


def find_all(text: str, window: Window, *, times: bool = True) -> list[Draft]:
    """A draft for every quantity of a text, but for those that are part of a product in the window.

    Without ``times``, none is looked for.
    """
    taken: list[tuple[int, int]] = [
        (d.start, d.end) for d in window.drafts if not d.bare and d.type in ("accelerator", "cpu", "instance", "system")
    ]
    found: list[Draft] = []
    for draft in _candidates(text, window.before, times):
        if not any(
            draft.start < end and start < draft.end for start, end in (*taken, *((d.start, d.end) for d in found))
        ) or (
            draft.type in ("compute", "cost")
            and not any(start < draft.start < end for start, end in taken)
            and not any(draft.start < d.end and d.start < draft.end for d in found)
        ):
            found.append(replace(draft, fields={**draft.fields}))
    return found + (_sizes(text, window, taken) if _words(text) & _vocabulary("bytes") else [])


@lru_cache(maxsize=2)
def _candidates(text: str, before: str, times: bool) -> tuple[Draft, ...]:
    """What the finders see in a block; the gate asks first, then the pipeline."""
    finders = (finder for finder in _finders(text, _words(text)) if times or finder is not _durations)
    return tuple(draft for finder in finders for draft in finder(text, before))


_RUN = re.compile(r"[^\W\d_]+")
_HAS_CORES = re.compile(r"core|vcpu|\d ?c\b|\d ?x ?\d[\d.]* ?ghz", re.IGNORECASE)
_COUNTERS = ("epoch", "iteration", "step", "batch", "update", "passes")
_HAS_FLOP = re.compile(r"flop|floating", re.IGNORECASE)
_HAS_CARBON = re.compile(r"CO|[Cc]arbon|greenhouse")


@lru_cache(maxsize=2)
def _words(text: str) -> set[str]:
    """The distinct runs of letters of a text, as they are and in lower case."""
    words = set(_RUN.findall(text))
    return words | {word.lower() for word in words}


@cache
def _vocabulary(dimension: str) -> frozenset[str]:
    """Runs of letters of which every quantity of a dimension has one."""
    forms = CURRENCIES if dimension == "money" else spellings(dimension).replace("\\", "").split("|")
    return frozenset(run for form in forms for run in (_RUN.findall(form) or [form])[:1])


def _finders(text: str, words: set[str]) -> Iterator[Callable[[str, str], list[Draft]]]:
    """The finders that can find something in a text with some words; a finder costs more than this question."""
    if device_hours.may_stand(text, words):
        yield _device_hours
    if _HAS_FLOP.search(text):
        yield _compute
    if _HAS_CARBON.search(text):
        yield _carbon
    if words & _vocabulary("energy"):
        yield _energy
    if words & _vocabulary("money") or not _SIGNS.isdisjoint(text):
        yield _cost
    if has_duration(text, words):
        yield _durations


def _hedges(draft: Draft, text: str) -> None:
    """Approximation and bounds that stand directly before a quantity."""
    before = text[max(0, draft.start - 40) : draft.start]
    if _APPROX.search(before):
        draft.approx = True
    bound = _BOUND.search(before)
    if bound:
        sign = next((s for key, s in (("ge", ">="), ("le", "<="), ("lt", "<"), ("gt", ">")) if bound[key]), None)
        draft.bound = draft.bound or sign


def _device_hours(text: str, before: str) -> list[Draft]:
    return list(device_hours.find(text))


def _compute(text: str, before: str) -> list[Draft]:
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
        amount = _flop(match["value"], match["prefix"] or "")
        if (
            amount is not None
            and (1e17 if match.group().endswith("FLOPS") else 1e14) <= amount < 1e30
            and not re.search(
                r"\bpeak\b|per second|throughput|forward pass|/s\b", text[match.start() : match.end() + 24]
            )
        ):
            found.append(
                Draft("compute", match.start(), match.end(), "flop", fields={"amount": amount, "unit": "flop"})
            )
    return found


def _flop(written: str, prefix: str) -> float | None:
    """An amount of operations; an exponent that lost its height ("3.2 x 1023") is put right."""
    flat = re.fullmatch(r"(?:(?P<m>[\d.]+) ?[x*·] ?)?10 ?\^? ?(?P<e>\d\d)", written.strip())
    if flat:
        value: float | None = float(flat["m"] or 1) * 10.0 ** int(flat["e"])
    else:
        value = parse_value(written)
    return None if value is None else value * _PREFIX.get(prefix.lower(), 1.0)


#: What ends a clause on an amount: the next one, or with what the amount is compared ("2 kg, or 12 km by car").
_COMPARISON = re.compile(
    r"[;]|, (?:while|whereas|but|or|which|equivalent|comparable|roughly|about|as much as|the same|i\.e\.|similar|less|more)\b"
    r"|\b(?:equivalent|comparable|equal|corresponding) to\b|\bcorresponds? to\b"
)


def _clause_around(text: str, start: int, end: int, reach: int) -> str:
    """What stands around a place in its clause, at most `reach` characters on each side."""
    left, right = text[max(0, start - reach) : start], text[end : end + reach]
    return re.split(r"[;:]|, (?:while|whereas|but|and)\b", left)[-1] + text[start:end] + _COMPARISON.split(right)[0]


def _carbon(text: str, before: str) -> list[Draft]:
    found = []
    for match in _CARBON.finditer(text):
        if _NOT_COMPUTING.search(_clause_around(text, match.start(), match.end(), 50)):
            continue
        value = parse_value(match["value"])
        spelling = match["unit"] or match["glued"]
        if value is not None and not re.match(r" ?(?:/|per) ?k?wh| ?e?q?/kwh", text[match.end() :], re.IGNORECASE):
            fields = {"kg_co2e": value * unit("mass", spelling).factor}
            found.append(Draft("carbon", match.start(), match.end(), "mass-of-carbon", fields=fields))
    for match in _CARBON_LABEL.finditer(text):
        value = parse_value(match["value"])
        if value is not None:
            fields = {"kg_co2e": value * unit("mass", match["unit"]).factor}
            found.append(Draft("carbon", match.start("of"), match.end("of"), "mass-behind-label", fields=fields))
    return found


def _energy(text: str, before: str) -> list[Draft]:
    found = []
    for match in _ENERGY.finditer(text):
        value = parse_value(match["value"])
        around = text[max(0, match.start() - 60) : match.end() + 40]
        if value is None or (
            re.search(r"\bbatter(?:y|ies)\b(?! was)|household|solar|power ?bank|per kwh", around, re.IGNORECASE)
            and not re.search(r"train|inferenc|run|consum|drain|comput|detector", around, re.IGNORECASE)
        ):
            continue
        if _NOT_COMPUTING.search(_clause_around(text, match.start(), match.end(), 50)):
            continue
        if re.search(
            r"(?:[$€£]|cents?|ct|eur|usd) ?(?:per|/|a) ?$",
            text[max(0, match.start() - 60) : match.start()],
            re.IGNORECASE,
        ):
            continue
        fields = {"kwh": round(value * unit("energy", match["unit"]).factor, 9)}
        found.append(Draft("energy", match.start(), match.end(), "energy", fields=fields))
    return found


def _cost(text: str, before: str) -> list[Draft]:
    found = []
    for match in _COST.finditer(text):
        value = parse_value(match["amount"] or match["amount2"])
        if not value:
            continue
        code = (match["code"] or "").lower()
        symbol = (match["symbol"] or "").strip()
        currency = _SYMBOLS.get(symbol) or _CODES.get(symbol.lower()) or _CODES.get(code)
        if match["code1"]:
            currency = match["code1"].strip()
        if currency is None or (code == "pounds" and re.search(r"\b(?:CO ?2|carbon|emi[st]|weigh)", text)):
            continue
        if "cent" in code:
            value /= 100
        if re.match(r" ?(?:/|per) ?k?Wh\b", text[match.end() :]):
            continue
        start = match.start()
        computing = _MONEY.search(text) or (_COSTS.search(text) and _MONEY.search(before[-300:]))
        if not computing or _NOT_COMPUTING.search(_clause_around(text, match.start(), match.end(), 60)):
            continue
        draft = Draft(
            "cost",
            start,
            match.end(),
            "money",
            fields={"amount": value, "currency": currency, "per": _per_cost(match["per"] or "", text, match)},
        )
        found.append(draft)
    return found


def _per_cost(per: str, text: str, match: re.Match[str]) -> str:
    per = per.lower()
    if not per:
        before = text[max(0, match.start() - 40) : match.start()].lower()
        after = text[match.end() : match.end() + 30].lower()
        if re.search(
            r"\d ?(?:hours?|hrs?|h) (?:of (?:an? )?[\w.-]+ )?(?:at|@) (?:only )?$|hourly (?:price|rate|cost|fee)|(?:price|rate|cost|fee|charge)s? per (?:\w+ )?hour",
            before,
        ) or re.match(r"[^.;]{0,12}(?:per|an) hour", after):
            return "hour"
        if re.search(
            r"(?:bought|purchased|second-hand|retail(?:s|ed)?|card|gpu|board|picked up|acquired|price of) (?:\w+ ){0,4}(?:for|at|of|costs?) (?:about |around |some |only )?$",
            before,
        ):
            return "device"
        return "total"
    if re.search(r"hour|hr\b|\bh$|/ ?h\b", per) or per.strip(" ,") == "hourly":
        return "hour"
    if "month" in per or per.endswith("mo"):
        return "month"
    if re.search(r"runs?$|epochs?$ x", per) or re.search(
        r"(?:runs?|models?|experiments?|trials?|folds?|jobs?|seeds?|replicates?)$", per
    ):
        return "total"
    if re.search(
        r"cards?$|devices?$|gpus?$|units?$|machines?$|boards?$|kits?$|each$|apiece$|workstations?$|computers?$|servers?$|pc$|nodes?$|pieces?$",
        per,
    ):
        return "device"
    return "other"


def _durations(text: str, before: str) -> list[Draft]:
    return durations(text)


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
        value = parse_value(written)
        if value is None:
            continue
        spelling = match["unit"]
        gb = _gigabytes(value, spelling)
        start, end = match.start() if match["times"] else match.end("value") - len(written), match.end()
        inside = any(s <= start and match.end("unit") <= e for s, e in taken)
        after = text[match.end("unit") :]
        times = parse_count(match["times2"] or "") if match["after_times"] else None
        if inside:
            window.sizes.append(Size(start, match.end("unit"), gb, times=times))
            continue
        short = spelling in ("G", "T", "Go", "To", "g")
        disk = _DISK_AFTER.match(after)
        if (
            disk
            and not re.match(r" ?(?:of )?(?:the )?(?:data|image)", after)
            and not _LABELS_NEXT.match(after, disk.end())
        ):
            found.append(
                _storage(
                    start,
                    match.end("unit") + disk.end(),
                    gb * (parse_count(match["times"]) or 1 if match["times"] else 1),
                    text,
                )
            )
            continue
        vram = _VRAM_AFTER.match(after)
        if vram or _VRAM_BEFORE.search(text, max(0, start - 60), start):
            window.sizes.append(Size(start, match.end("unit") + (vram.end() if vram else 0), gb, True, times))
            continue
        ram = _RAM_AFTER.match(after)
        if (
            ram
            and not re.match(r" ?(?:card|bandwidth|footprint|usage|consumption)", after[ram.end() :])
            and not _LABELS_NEXT.match(after, ram.end())
        ):
            stop = match.end("unit") + ram.end()
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
        if labelled:
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
        labelled = _DISK_BEFORE.search(text, max(0, start - 60), start)
        if labelled and not short:
            found.append(_storage(labelled.start() if ":" in labelled.group() else start, match.end("unit"), gb, text))
            continue
        window.sizes.append(Size(start, match.end("unit"), gb, times=times))
    return found


def _storage(start: int, end: int, gb: float, text: str) -> Draft:
    words = text[start : end + 12].lower()
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
_OTHER_CLOCK_AFTER = re.compile(r"(?: (?:ddr|memory|ram)(?! ?[:=(|]| ?\d)| dual-?channel)", re.IGNORECASE)
_OTHER_CLOCK_BEFORE = re.compile(
    r"(?:DDR\d ?-? ?|(?:ram|memory|ddr\d) (?:running )?at |WiFi |overclock\w* (?:to )?)$", re.IGNORECASE
)
_TURBO = re.compile(
    r"\b(?:boost (?:clock )?(?:speed )?(?:of |frequency )?|turbo (?:boost )?(?:of |up to )?|up to )$", re.IGNORECASE
)
#: Cores that are not the processor's.
_OF_GRAPHICS = re.compile(r" ?-? ?(?:gpu|graphics)", re.IGNORECASE)


def _processor_values(text: str, window: Window) -> None:
    for match in _measure("frequency").finditer(text):
        value = parse_value(match["value"])
        if value is None or _OTHER_CLOCK_AFTER.match(text, match.end()):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if not _OTHER_CLOCK_BEFORE.search(before):
            clocks = window.turbo_clocks if _TURBO.search(before) else window.clocks
            clocks.append((match.start(), match.end(), value * unit("frequency", match["unit"]).factor))
    for match in _CORES.finditer(text):
        word = (match["n"] or match["n2"] or match["n3"] or match["n4"]).lower()
        of_graphics = _OF_GRAPHICS.match(text, match.end())
        if (match["n4"] or of_graphics) and not any(
            d.type == "cpu" and not d.bare and text[d.end : match.start()] in (" ", " (") for d in window.drafts
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


def counters(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Numbers of epochs and of steps, with their place and the column of a setup that they belong to."""
    lower = text.lower()
    if not any(word in lower for word in _COUNTERS):
        return
    for match in _EPOCHS.finditer(text):
        count = parse_count((match["n"] or match["n2"]).replace("k", " thousand") if match["n2"] else match["n"])
        what = (match["what"] or match["what2"] or "epochs").lower()
        if count and (count > 1 or match["n"] == "1") and not (what.startswith("batch") and count < 100):
            yield match.start(), match.end(), count, "epochs" if what.startswith("epoch") else "steps"
