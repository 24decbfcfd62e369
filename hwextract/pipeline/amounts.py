"""Money, energy and emissions, where it is computing that cost them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.expressions import guarded
from hwextract.lexicon import any_of
from hwextract.pipeline.densities import is_divided
from hwextract.pipeline.draft import Draft
from hwextract.pipeline.numbers import FIRST, NUMBER, VALUE, listed, parse_value
from hwextract.pipeline.spending import is_kind_of_energy, is_not_spent, is_spent
from hwextract.units import currencies, spellings, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.pipeline.draft import Window

__all__ = ["AROUND", "SIGNS", "carbon", "costs", "energy", "sharing_unit", "speaks_of_computing"]


def _longest_first(forms: set[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


_SPELLED = currencies()
_CODES = {*(code for code in _SPELLED.values()), "RMB"}
_SIGNS = {form for form in _SPELLED if not form.isascii() or "$" in form}
#: The characters of which every sign of money has one.
SIGNS = frozenset(char for form in _SIGNS for char in form if not char.isalpha())
#: Signs of letters stand before digits only.
_WRITTEN = {form for form in _SPELLED if form.startswith("Rs")}
_NAMES = set(_SPELLED) - _SIGNS - _WRITTEN
#: An amount in digits, also in groups of two before the last thousand, as in India: "1,05,000".
_DIGITS = rf"(?:\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)|{NUMBER})"
_FEW = "a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred"
_DEVICES = r"cards?|devices?|gpus?|units?|machines?|boards?|kits?|workstations?|computers?|servers?|pc|nodes?|pieces?"
_RUNS = r"runs?|models?|experiments?|trials?|folds?|jobs?|seeds?|replicates?"
_THINGS = (
    r"images?|samples?|epochs?|requests?|predictions?|documents?|sites?|stations?|km2|km|ha|million|tokens?|pages?|sequences?|"
    r"structures?|molecules?|scans?|patients?|cameras?"
)
_COST = re.compile(
    rf"(?:(?P<sign>{_longest_first(_SIGNS)}|(?:{_longest_first(_WRITTEN)})(?= ?\d)|\b(?:{_longest_first(_CODES)})(?= ?\d)) ?(?P<amount>{_DIGITS})(?![\d$])(?P<code> ?(?:{_longest_first(_CODES)})\b)?"
    rf"|(?<![\w.,$€£])(?<![A-Za-z]-)(?P<amount2>{_DIGITS}|(?i:{_FEW})(?= (?i:us |u\.s\. |canadian |australian )?(?i:dollar|euro|pound|cent|yuan|franc|rupee))) ?-?(?P<name>(?i:{_longest_first(_NAMES)})|{_longest_first(_SIGNS)})(?![A-Za-z]|(?<= [^\w\s])\d))"
    r"(?P<per>(?: ?/ ?| (?:per|an?|each|every|the|for each|for an?|for every|apiece) ?)"
    r"(?:(?:[GCT]PU|\w{0,12}\d\w*|instance|node|core|chip|device|card|machine|server|wall|compute|billed|thousand|1,?000|single|additional|training|accelerator)"
    r"(?: (?:(?:and|per|an?) (?!\d))?| ?/ ?|-)?){0,3}"
    rf"(?:hours?|hr|h|months?|mo|day|week|year|minute|second|(?:(?<=per )|(?<=/))[GT]PU|{_DEVICES}|{_RUNS}|{_THINGS})\b(?:(?<=hour) (?:and|per) (?:[GCT]PU|node|card|device|instance)\b)?|,? hourly| each\b| apiece\b)?"
)
_BY_THE_HOUR = re.compile(
    r"\d ?(?:hours?|hrs?|h) (?:of (?:an? )?[\w.-]+ )?(?:at|@) (?:only )?$|hourly (?:price|rate|cost|fee)"
    r"|(?:price|rate|cost|fee|charge)s? per (?:\w+ )?hour"
)
_COMPUTERS = r"computer|machine|pc|raspberry pi(?: \d\w?)?|jetson(?: [a-z]+)?(?: nx)?|[gr]tx \d{3,4}(?: ?ti)?"
_MACHINES = rf"card|gpu|board|server|workstation|laptop|{_COMPUTERS}"
_ABOUT = r"(?:(?:about|around|some|only|roughly|approximately|nearly|just|under|over|in excess of|more than|less than|up to) )?"
_BOUGHT = re.compile(
    r"(?:bought|purchased|second-hand|retail(?:s|ed|ing)?|sold|sells|priced|picked up|acquired|price of)"
    rf" (?:\w+ ){{0,4}}?(?:for|at|of|costs?)(?: us)? {_ABOUT}$"
    rf"|(?<!hourly )(?<!monthly )(?<!-demand )(?<!rental )(?<!spot )\bprice (?:of|for) (?:(?!train|cloud|spot|leas|on-|virtual|us|rent|run|hir|on\b)\w+ ){{0,4}}?(?:{_MACHINES})s? (?:was|were|is|are) {_ABOUT}$"
)
#: What a bracket says of a machine between it and its price: "the server (two A40) for 9,000 EUR".
_ASIDE = re.compile(r" \([^()]*\)")
#: A machine before its price, which is that of its hire where the clause says so.
_MACHINE_AT = re.compile(
    r"(?:card|gpu|board|server|workstation|laptop)"
    rf" (?:\w+ ){{0,4}}?(?:for|at|of|costs?)(?: us)? {_ABOUT}$"
    rf"|\b(?:{_COMPUTERS}) (?:\w+ ){{0,2}}?costs? {_ABOUT}$"
    rf"|\b(?:{_COMPUTERS}), {_ABOUT}$"
    rf"|\b(?:{_MACHINES})s?(?: of this kind)?(?: ?\(|, (?:which |each )(?:\w+ )?(?:costs?|sold for|sells for)(?: us)? ){_ABOUT}$"
)
#: The amounts before one with which they share the unit: "they cost 3.06 and 12.24 USD per hour", "used 2, 3 or 5 kWh".
_SHARED = re.compile(
    rf"(?:\b(?:costs?|was|were|is|are|at|of|for|with|paid|spends?|spent|emit(?:s|ted)?|caused?|produced?|consumed?|used?|took|needed|required|drew|estimated?)|[:=]) (?P<items>{NUMBER}(?:, {NUMBER}){{0,8}}),? (?:and|(?P<choice>or)|/) $"
)
#: A price behind which the machine stands: "420 EUR for the Jetson".
_FOR_MACHINE = re.compile(
    rf" (?:(?:was |were )?for|(?:was|is) the (?:(?:purchase|list|retail|market|total|full) )?price (?:of|for)) (?:the|an?|one|each|our) (?:[\w-]+ ){{0,2}}?(?:{_MACHINES}|pi)\b(?! (?:hours?|time|instances?|rental|use|usage|cluster|per))",
    re.IGNORECASE,
)
#: What makes a price beside a machine that of its use, and not its own.
_HIRED = guarded(rf"\b(?:{any_of('hired')})\b", re.IGNORECASE)
_PER_KWH = re.compile(r" ?(?:/|per) ?(?:k?Wh|[MGT]B|SMS)\b")
#: What a price is counted per that is no computing: "the Raspberry Pi sends alerts at 0.11 USD per message".
_PER_GOODS = guarded(rf" (?:per|for each|for every) (?:[a-z]+ )?(?:{any_of('goods')})\b", re.IGNORECASE)
#: ... unless a model is what is paid for: "GPT-4 costs 0.02 USD per label".
_OF_MODELS = guarded(
    r"\b(?:(?:train|infer|comput|predict|fine-?tun)\w*"
    r"|(?:chatgpt|gpt-?\d\w*|openai|llms?|api|models?|cloud|[gtc]pus?|aws|azure|gcp|ec2|colab|instances?)\b)",
    re.IGNORECASE,
)
#: What makes a sentence on money speak of what the sentences before it do.
_GOES_ON = guarded(rf"\b(?:{any_of('costs')})\b", re.IGNORECASE)
#: What makes money that of computing by itself, what does where no people are trained, and what may elsewhere, too.
_MACHINERY = (
    rf"{any_of('paid-computing')}|\d{{1,4}}(?-i:[BM]) (?:parameter )?models?|(?<!for )instances?|rent(?:ed|ing|al)? (?:\w+ ){{0,3}}(?:machine|card|node)s?"
    r"|computer(?![ -](?:adaptive|aided|assisted|based|generated|literacy|model|program|simulat|tomogra)\w*)"
)
_COMPUTING = guarded(rf"\b(?:{_MACHINERY})\b", re.IGNORECASE)
_TRAINING = guarded(rf"\b(?:{any_of('paid-training')})\b", re.IGNORECASE)
_PERHAPS = guarded(rf"\b(?:{any_of('paid-perhaps')}|{any_of('ways-of-paying')})\b", re.IGNORECASE)
_TRAINED = guarded(rf"\b(?:{any_of('people-trained')})\b", re.IGNORECASE)
#: What money is paid for or counted in where models are of patients and budgets.
_CARE = guarded(rf"\b(?:{any_of('paid-care')})\b", re.IGNORECASE)
#: What costs in research that computes, where no patient is spoken of.
_RESEARCH = guarded(rf"\b(?:{any_of('paid-research')})\b", re.IGNORECASE)
#: Whatever may be computing.
_PAID = rf"{_MACHINERY}|{any_of('paid-training')}|{any_of('paid-perhaps')}"
_MAY_COMPUTE = guarded(rf"\b(?:{_PAID})\b", re.IGNORECASE)
#: What makes an amount that of something else.
_OTHER = guarded(
    rf"\b(?:{any_of('amounts-of-others')}|(?:prediction |forecast |mean |absolute )+errors?"
    r"|(?<!(?:in|at) our )(?:office buildings|offices)"
    r"|manual(?:ly)? (?:identif|annotat|label|count|sort|inspect|review)\w*)\b",
    re.IGNORECASE,
)
#: What ends a clause on an amount: the next one, or with what the amount is compared ("2 kg, or 12 km by car").
_COMPARISON = re.compile(
    r"[;]|, (?:while|whereas|but|or|which|equivalent|comparable|roughly|about|as much as|the same|i\.e\.|similar|less|more)\b"
    r"|\b(?:equivalent|comparable|equal|corresponding) to\b|\bcorresponds? to\b|\bcompared (?:with|to)\b|\b(?:versus|against|instead of|than|like|as much as)\b"
)
_CLAUSE_START = re.compile(
    r"[;:]|, (?:while|whereas|but|and)\b|\bcompared (?:with|to)\b|\b(?:versus|against|instead of)\b"
)
#: Goods and work that others are paid for, not what was recorded with them ("drone images").
_GOODS = guarded(
    rf"\b(?:{any_of('goods')})\b(?!(?<!ing) (?:\w+ )?(?:images?|imagery|photos?|videos?|recordings?|data|footage|clips?|scenes?|frames?)\b)",
    re.IGNORECASE,
)
#: What looks like a word of computing: the cards of cameras, a maker of tags.
_NO_MACHINE = re.compile(r"(?<!graphics )(?<!gpu )(?<!video )\bcards?\b|\bWildlife Computers\b", re.IGNORECASE)
_OPENED = re.compile(r"\([^()]*$")
#: A price before this one and what is said of it: "310 EUR for the board and 400 EUR for the housing".
_LAST_PRICE = re.compile(rf"(?:{_longest_first(_SIGNS)}|\b(?:{_longest_first(_CODES)})\b).*?(?:,| and) ")
_CLAUSE_END = re.compile(r"[,;:()]|\.(?!\d)|\band\b")
_EACH = re.compile(r"(?:each|apiece)$")
_OF_COMPUTING = re.compile(rf" (?:of|for|in|on) (?:\w+ )?(?:{_PAID})\b", re.IGNORECASE)


def _is_other(match: re.Match[str], text: str, reach: int) -> bool:
    """Whether the clause around an amount, at most ``reach`` characters on each side, says what else it is of."""
    if _OF_COMPUTING.match(text, match.end()):
        return False
    return _is_of_goods(match, text, reach) or _OTHER.search(_clause(match, text, reach)) is not None


def _clause(match: re.Match[str], text: str, reach: int) -> str:
    """The clause around an amount, at most ``reach`` characters on each side."""
    start, end = match.span()
    left, right = text[max(0, start - reach) : start], text[end : end + reach]
    return _CLAUSE_START.split(left)[-1] + match.group() + _COMPARISON.split(right)[0]


#: The year of whose money prices are: "in 2013 euros". What is glued to one digit is a name: "DKK1", a gene.
_IN_YEAR = re.compile(
    r"\b(?:in|(?:convert|inflat|adjust|discount|updat|express)\w* (?:in|to|into)) (?:constant |year |fiscal )?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = re.compile(rf"(?!USD|EUR|GBP)(?:{_longest_first(_CODES)})\d(?![\d.,]\d)")


def _is_no_amount(match: re.Match[str], text: str) -> bool:
    """Whether the number beside a currency is a year, or part of a name."""
    if match["amount"]:
        return not match["per"] and _NAMED.match(text, match.start()) is not None
    return (
        _YEAR.fullmatch(match["amount2"]) is not None
        and _IN_YEAR.search(text, max(0, match.start() - 30), match.start()) is not None
    )


#: What money needs to be of computing: nothing more, a product that it is paid for, or one beside it or computing around.
_SAID, _PRODUCT, AROUND = range(3)


def _context(text: str, before: str) -> int:
    """What money in a text needs to be of computing; ``before`` is what stands before the text.

    A model, a network or a bill is not of computers alone; nor is a training, where people have one.
    """
    if _names_computing(text):
        return _SAID
    if _CARE.search(text):
        return _PRODUCT
    if _RESEARCH.search(text):
        return _SAID
    said = before[-300:] if _GOES_ON.search(text) else ""
    if said and _TRAINED.search(text) is None and _names_computing(said):
        return _SAID
    may_compute = any(one.search(part) for one in (_PERHAPS, _TRAINING) for part in (text, said))
    return AROUND if may_compute else _PRODUCT


def _names_computing(text: str) -> bool:
    """Whether a text names what of computing is paid for."""
    return _COMPUTING.search(text) is not None or (_TRAINING.search(text) is not None and _TRAINED.search(text) is None)


def speaks_of_computing(window: Window) -> bool:
    """Whether computing is named around a text.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Window
    >>> speaks_of_computing(Window(before="We used a server.")), speaks_of_computing(Window(before="We used a ship."))
    (True, False)
    """
    return any(_COMPUTING.search(part) is not None for part in (window.before, window.after))


def _is_of_goods(match: re.Match[str], text: str, reach: int) -> bool:
    """Whether the clause around an amount of money names goods or work of others, and no computing."""
    if "per" not in match.re.groupindex:
        return False
    left = text[max(0, match.start() - reach) : match.start()]
    if _OPENED.search(left) is None:
        left = _LAST_PRICE.split(_CLAUSE_START.split(left)[-1])[-1]
    right = _CLAUSE_END.split(text[match.end() : match.end() + reach])[0]
    clause = _NO_MACHINE.sub("", left + match.group() + right)
    goods = [one.start() for one in _GOODS.finditer(clause)]
    # "240 USD each" is said of the nearest thing, whatever stands before it.
    since = goods[-1] if goods and _EACH.search(match.group()) else 0
    return bool(goods) and _MAY_COMPUTE.search(clause, since) is None


def _is_per_goods(match: re.Match[str], text: str) -> bool:
    """Whether a price is counted per goods, and its clause names a machine at most, no model and no computing."""
    return _PER_GOODS.match(text, match.end()) is not None and _OF_MODELS.search(_clause(match, text, 60)) is None


#: What a command puts in the place of "$(date)" or "$1".
_SUBSTITUTED = re.compile(r"\$[({]")
_ARGUMENT = re.compile(r"\$\d(?!\d|[.,]\d)")


def _is_code(match: re.Match[str], text: str) -> bool:
    """Whether the dollar of an amount is a sign of a shell, and none of money."""
    sign = match.start() if match["sign"] else match.start("name")
    if text[sign : sign + 1] != "$":
        return False
    if match["sign"]:
        quoted = text[sign - 1 : sign] in ('"', "'") and text[match.end() : match.end() + 1] == text[sign - 1]
        return quoted and _ARGUMENT.match(text, sign) is not None and not text.startswith(" per ", match.end() + 1)
    return not text[sign - 1 : sign].isdigit() and _SUBSTITUTED.match(text, sign) is not None


#: Yuan have the sign of yen where money of China or one of its clouds is named.
_CHINESE = guarded(
    r"\b(?:yuan|rmb|cny|renminbi|alibaba|aliyun|tencent|huawei|baidu|autodl|china|chinese (?:yuan|cloud|market|price))\b",
    re.IGNORECASE,
)


def costs(text: str, before: str, after: str) -> list[Draft]:
    """A draft for every amount of money for computing; ``before`` and ``after`` are what stands around the text.

    Where no word of computing stands with it, it has a ``context``: it counts beside a product that computes, or, where
    that is `AROUND`, if computing is named around the text, too.

    Examples
    --------
    >>> [
    ...     (d.fields["amount"], d.fields["currency"], d.fields["per"])
    ...     for d in costs("The GPU cost us $2.4 per hour.", "", "")
    ... ]
    [(2.4, 'USD', 'hour')]
    """
    found = []
    context = None
    for match in _COST.finditer(text):
        value = parse_value(match["amount"] or match["amount2"])
        if not value or _is_code(match, text) or _is_no_amount(match, text):
            continue
        name = (match["name"] or match["sign"]).strip()
        currency = _SPELLED.get(name) or _SPELLED.get(name.lower()) or name
        if match["code"]:
            currency = match["code"].strip()
        if name == "\u00a5" and _CHINESE.search(before[-300:] + text) is not None:
            currency = "CNY"
        if name.lower() == "pounds" and re.search(r"\b(?:CO ?2|carbon|emi[st]|weigh)", text):
            continue
        scale = 0.01 if "cent" in name.lower() else 1.0
        if _PER_KWH.match(text, match.end()) or _is_other(match, text, 80) or _is_per_goods(match, text):
            continue
        context = _context(text, before) if context is None else context
        per = _per(match, text)
        for start, end, amount in (*_sharing(match, text), (*match.span(), value)):
            fields = {"amount": amount * scale, "currency": currency, "per": per}
            found.append(Draft("cost", start, end, "money", fields=fields, context=context))
    return found


def _sharing(match: re.Match[str], text: str) -> Iterator[tuple[int, int, float]]:
    """The places and values of the numbers before an amount that are of the same money; "3 or 4 USD" is one amount."""
    start = match.start()
    shared = _SHARED.search(text, max(0, start - 60), start) if match["amount2"] else None
    if shared is not None and (not shared["choice"] or ", " in shared["items"] or match["per"]):
        yield from listed(text, *shared.span("items"))


_SUBJECT = re.compile(r"[^,;.()]{0,24}? (?:was|were|is|are)\b| of ")


def sharing_unit(start: int, text: str, end: int) -> Iterator[tuple[int, int, float]]:
    """The places and values of the numbers of a list before its last, at a place, that have its unit, too.

    Examples
    --------
    >>> list(sharing_unit(19, "They used 2, 3 and 5 kWh.", 24))
    [(10, 11, 2.0), (13, 14, 3.0)]
    """
    shared = _SHARED.search(text, max(0, start - 60), start)
    # "The accuracy was 91 and 12 kWh were used": a number alone belongs to another clause.
    if shared is not None and ("," in shared["items"] or shared["choice"] or not _SUBJECT.match(text, end)):
        yield from listed(text, *shared.span("items"))


def _per(match: re.Match[str], text: str) -> str:
    """What a price is for: the words behind it, else those before it."""
    per = (match["per"] or "").lower()
    if not per:
        before = _ASIDE.sub("", text[max(0, match.start() - 160) : match.start()])[-40:].lower()
        after = text[match.end() : match.end() + 50].lower()
        if _BY_THE_HOUR.search(before) or re.match(r"[^.;]{0,12}(?:per|an) hour", after):
            return "hour"
        if _BOUGHT.search(before):
            return "device"
        of_machine = _MACHINE_AT.search(before) or _FOR_MACHINE.match(after)
        return "device" if of_machine and not _HIRED.search(_clause(match, text, 60)) else "total"
    for period, ending in (
        ("hour", r"hour|hr\b|\bh$|/ ?h\b"),
        ("month", r"month|mo$"),
        ("total", rf"(?:{_RUNS})$"),
        ("device", rf"(?:{_DEVICES}|each|apiece)$"),
    ):
        if re.search(ending, per):
            return period
    return "other"


_ENERGY = re.compile(
    rf"(?={FIRST})(?<![\w.,])(?P<value>{NUMBER}|(?i:{VALUE}))[ -]?(?P<unit>{spellings('energy')})"
    # No rate, unless it is one per thing; no initial ("12 J. Smith") and no product of units ("34 J.s").
    rf"(?<! J(?=\.? ?[A-Z]))(?<! J(?=\.\w))(?![A-Za-z]|/(?! ?(?:{_THINGS}|inferences?|frames?|quer(?:y|ies)|clips?)\b))"
)
#: How the unit of an energy ends of which there is a lot in nature.
_JOULE = ("J", "oule", "oules")
#: Characters on each side of energy and carbon that may say of what they are.
_CLAUSE = 50
_STORED = guarded(r"\bbatter(?:y|ies)\b(?! was)|household|solar|power ?bank|per kwh", re.IGNORECASE)
#: What joules are of, which a single letter does not say; and what others may be spent by, of which nature has many.
_JOULES = guarded(r"energy|inferenc|consum|dissipat", re.IGNORECASE)
_SPENDS = guarded(
    r"energy|inferenc|consum|dissipat|electric|\b(?:us(?:e[ds]?|ing)|dr[ae]w\w*|drain\w*|cost(?:s|ing)?|spent|spends?|took|takes?|need\w*|requir\w*)\b",
    re.IGNORECASE,
)
_SPENT = guarded(r"train|inferenc|run|consum|drain|comput|detector", re.IGNORECASE)
#: "0.4 Wh per hour" is a power.
_RATE = re.compile(
    r"(?: ?/ ?| per | an? | each )(?:hours?|h|day|d|night|week|month|year|minute|second|s)\b| (?:daily|hourly)\b"
)
_PRICE_OF = re.compile(r"(?:[$€£]|cents?|ct|eur|usd) ?(?:per|/|a) ?$", re.IGNORECASE)


def energy(text: str, before: str, after: str) -> list[Draft]:
    """A draft for every amount of energy that computing took; ``before`` and ``after`` are what stands around the text.

    Examples
    --------
    >>> [d.fields["kwh"] for d in energy("Training consumed 900 Wh.", "", "")]
    [0.9]
    """
    found = []
    for match in _ENERGY.finditer(text):
        value = parse_value(match["value"])
        around = text[max(0, match.start() - 60) : match.end() + 40]
        stored = _STORED.search(around) and not _SPENT.search(around)
        rate = _RATE.match(text, match.end())
        price = rate or _PRICE_OF.search(text, max(0, match.start() - 60), match.start())
        if match["unit"].endswith(_JOULE) and not (_JOULES if match["unit"] == "J" else _SPENDS).search(text):
            continue
        if is_divided(text, match.end()) or is_kind_of_energy(text, match.start()):
            continue
        if value is not None and not stored and not price and _is_of_spending(match, text, before, after):
            factor = unit("energy", match["unit"]).factor
            for start, end, amount in (*sharing_unit(match.start(), text, match.end()), (*match.span(), value)):
                found.append(Draft("energy", start, end, "energy", fields={"kwh": float(f"{amount * factor:.9g}")}))
    return found


def _is_of_spending(match: re.Match[str], text: str, before: str, after: str) -> bool:
    """Whether computing may have spent an amount of energy or carbon, and its clause does not say what else did."""
    emitted = match.re is not _ENERGY
    return not (_is_other(match, text, _CLAUSE) or is_not_spent(text, match.start(), carbon=emitted)) and is_spent(
        text, match.start(), match.end(), before, after
    )


_CARBON = re.compile(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}) ?(?:net )?(?:(?P<unit>{spellings('mass')}) ?(?:of )?(?:net )?"
    r"(?:CO ?_?\{?2\}? ?-?(?:e(?:q(?:uiv(?:alents?|\.)?)?\.?)?\b|equivalents?|-equivalents?)?"
    r"|carbon(?: dioxide)?(?: ?-?equivalents?)?(?: emissions?)?|greenhouse gas(?:es)?)"
    r"|(?P<glued>kg|g|t|Mt|kt|lbs?|tons?)CO ?2(?:e(?:q)?)?)(?:[ -](?:equivalents?|eq\.|eq\b|e\b))?(?![A-Za-z])"
)
#: "Carbon emitted: 4.1 kg", "CO2 emissions (estimate): 12 kg", "CO2eq: 3.1 g": the label says of what.
_CARBON_LABEL = guarded(
    r"(?i:\b(?:(?:carbon(?: dioxide)?|CO ?2(?: ?-?e(?:q\b\.?)?)?|greenhouse gas) (?:emitted|emissions?|footprint)"
    r"(?:, [^\d.;:|=()]{1,40}| \([^\d.;:|=()]{1,40}\))?|(?P<bare>CO ?2(?: ?-?e(?:q\b\.?)?)?)(?: \([^\d.;:|=()]{1,40}\))?)) ?[:=|][ *|]*(?:(?:about|approx\.|approximately|ca\.|roughly) |~ ?)?"
    rf"(?P<of>(?P<value>{NUMBER}) ?(?P<unit>{spellings('mass')}))(?![A-Za-z]| ?(?:of )?(?:CO|carbon))"
)
#: A label with its unit: "CO2 Emissions (in grams): 42.1".
_CARBON_LABELLED = guarded(
    rf"(?i:\b(?:carbon|CO ?2(?: ?-?eq?)?)) (?i:emissions?|emitted|footprint) [(\[](?:in )?(?P<unit>{spellings('mass')})"
    r"(?: (?:of )?CO ?2(?: ?-?eq?)?)?[)\]] ?[:=|] ?\**(?!(?:19|20)\d\d\b)(?P<value>\d+(?:\.\d+)?(?:[eE]-?\d{1,2})?)(?![\w%])"
)
#: What stands before "CO2e: 4 kg", which does not say what emitted it: nothing, or an energy or a time. Behind that of
#: cattle or of goods stands what it is for: "CO2e: 5 t per head".
_BARE_BEHIND = re.compile(rf"(?:^|\d ?-?(?:{spellings('energy')}|{spellings('time')})\b)(?:[^\w:]|and ){{0,8}}$")
_PER_ONE = re.compile(r" ?(?:/|per\b|for each|for every)")
#: A mass behind one of carbon, of which it is too where nothing else is named: "12 kg of CO2eq for A and 31 kg for B".
_MASS = guarded(
    r"(?:[,;:|]|(?:(?<=CO2)|(?<=e)|(?<=eq)|(?<=emissions)|(?<=carbon)) \(|\b(?:and|or|but|to|vs\.?|versus|emit(?:s|ted)?|caused?|produced?|required?|used?|needed|estimated at|against))"
    r" ?(?:(?:about|around|roughly|approximately|only|some|nearly|just|another|up to|less than|more than) |~ ?)?"
    rf"(?P<of>(?P<value>(?<![\w.])(?=\d){NUMBER}) ?(?P<unit>{spellings('mass')}))"
    r"(?=[.,;)](?!\w)| ?\||$| \(| (?:if|for|when|in|and|or|on|at|during|over|while|whereas|after|emitted)\b)"
)
_ELLIPSIS = 160
#: What may stand before the unit of a figure of the grid: "400 g CO2 eq/kWh".
_EQUIVALENT = re.compile(r" ?e?q?(?=/)")


def carbon(text: str, before: str, after: str) -> list[Draft]:
    """A draft for every amount of emissions of computing; ``before`` and ``after`` are what stands around the text.

    Examples
    --------
    >>> [d.fields["kg_co2e"] for d in carbon("Training emitted 1.5 t of CO2e.", "", "")]
    [1500.0]
    """
    found = []
    for match in _CARBON.finditer(text):
        value = parse_value(match["value"])
        if value is not None and not _is_per_unit(match, text) and _is_of_spending(match, text, before, after):
            for start, end, amount in (*sharing_unit(match.start(), text, match.end()), (*match.span(), value)):
                fields = {"kg_co2e": _kilograms(amount, match["unit"] or match["glued"])}
                found.append(Draft("carbon", start, end, "mass-of-carbon", fields=fields))
    for match in _CARBON_LABEL.finditer(text):
        value = parse_value(match["value"])
        if match["bare"] and not _is_beside_computing(match, text):
            continue
        if value is not None and not _is_per_unit(match, text) and _is_of_spending(match, text, before, after):
            fields = {"kg_co2e": _kilograms(value, match["unit"])}
            found.append(Draft("carbon", *match.span("of"), "mass-behind-label", fields=fields))
    for match in _CARBON_LABELLED.finditer(text):
        value = parse_value(match["value"])
        if value and _is_of_spending(match, text, before, after):
            fields = {"kg_co2e": _kilograms(value, match["unit"])}
            found.append(Draft("carbon", *match.span(), "mass-behind-label", fields=fields))
    for match in _MASS.finditer(text, min((draft.end for draft in found), default=len(text))):
        last = max((draft.end for draft in found if draft.end <= match.start("of")), default=None)
        if last is not None and match.start("of") - last < _ELLIPSIS and _is_of_spending(match, text, before, after):
            fields = {"kg_co2e": _kilograms(parse_value(match["value"]) or 0.0, match["unit"])}
            found.append(Draft("carbon", *match.span("of"), "mass-of-carbon", fields=fields))
    return found


def _is_per_unit(match: re.Match[str], text: str) -> bool:
    """Whether carbon is counted per unit of something, as that of the grid is: "400 g CO2 per kWh"."""
    equivalent = _EQUIVALENT.match(text, match.end())
    return is_divided(text, match.end()) or (equivalent is not None and is_divided(text, equivalent.end()))


def _is_beside_computing(match: re.Match[str], text: str) -> bool:
    """Whether a label of nothing but CO2 equivalents is a line of a report on computing."""
    return (
        _BARE_BEHIND.search(text, max(0, match.start() - 40), match.start()) is not None
        and _PER_ONE.match(text, match.end()) is None
    )


def _kilograms(value: float, spelling: str) -> float:
    return float(f"{value * unit('mass', spelling).factor:.9g}")
