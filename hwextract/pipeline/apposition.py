"""What stands between a class word and the product that it introduces: "a card (model: NVIDIA GTX 1080)".

Between the two are marks, the maker and its town, articles, words for a model, and the memory; no verb of doing, no
conjunction and no other device.
"""

from __future__ import annotations

import re

from hwextract.pipeline.abbreviations import ABBREVIATION

__all__ = ["apposes", "introducing"]

#: Words between a general name and that of the product.
_NAMELY = r"namely|specifically|in particular|particularly|that is|i\.e\.|viz\.?|to be (?:exact|precise|specific)"

_MAKER = r"(?:nvidia|amd|ati|intel|google|asus|msi|gigabyte|zotac|evga|palit|pny)\b(?: ?(?:corporation|corp|inc|ltd|co)\b\.?)?"
#: A town in brackets: "(Santa Clara, CA, USA)".
_PLACE = r"\((?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)?(?:, ?(?-i:[A-Z])[A-Za-z. ]{1,20}){1,3}\)"
_SHORT = r"\(? ?(?:[GTNIC]PU|RAM)s? ?[);,]"
_WORDS = (
    rf"(?:{_NAMELY}|model|type|brand|series|named|called|version|being|based on|with|using|at|which (?:is|was)|whose (?:model|type) is"
    r"|(?:manufactured|made|produced|developed|supplied|built|sold) by|from|by|of(?: (?:the )?(?:type|model|make|brand|kind|series|family))?"
    r"|an?|the|one|our|both|each|single|dedicated|discrete)\b\.?"
)
_SIZE = r"\d{1,3} ?gi?b\b(?: (?:of )?(?:[a-z]+ )?(?:vram|ram|memory|gddr\d\w?))?|(?:\d{1,3}|two|four|six|eight|ten|twelve|sixteen|dual|quad|hexa|octa)[ -]cores?\b|\d+(?:[.,]\d+)? ?[gm]hz\b|\d{1,2}(?:st|nd|rd|th)[ -]gen(?:eration|\.)?(?= )"
#: The code of the chip, as tools of the system print it.
_CHIP = r"(?-i:G[PVAMK]|TU|AD)\d{3}\w{0,3}\b"
_MARK = r"[(\[,;:=|\"'\u2018\u201c\u2013\u2014-]"
_GAP = re.compile(
    rf"(?:'s|[ -](?:cards?|units?|accelerators?)\b)?(?: ?(?:{_PLACE}|{_SHORT}|{_MAKER}|{_WORDS}|{_SIZE}|{_CHIP}|{_MARK})){{1,9}} ?",
    re.IGNORECASE,
)
#: Gaps that other words must tell: a list goes on so, too.
_UNSURE = re.compile(r" ?,? ?")
#: A product behind a comma alone, and before it a class word with an article or a number ("two GPUs, NVIDIA A40").
_BEHIND_COMMA = re.compile(r", (?:which (?:is|was) )?(?:an? )?")
#: The maker and its town first in a bracket ("GPU (NVIDIA, TITAN V)"), the number of a device ("GPU 0: Tesla V100").
_MAKER_FIRST = re.compile(rf" ?\((?:{_MAKER}(?:[^();]{{0,40}};|,))|(?: of| from| by) {_MAKER}(?=, )", re.IGNORECASE)
_NUMBERED = re.compile(r" #?\d{1,2} ?[:=] | \d{1,2}(?: ?x ?| )", re.IGNORECASE)
#: Words that are said of the class or tell that the product follows ("the GPU in our laboratory was a GTX 1080").
_SAID = re.compile(
    rf"(?: of the [\w-]+ (?:generation|family|series|architecture|type|class)|(?: [a-z]+(?:'s?|\u2019s?|-\w{{1,4}})?){{0,9}}) ?"
    rf"(?:\((?: ?(?:GPU|CPU)s? ?[),;] ?\(?)?|[,:;|=\u2014-]|; ?model ?:|of|from|is|was|were|are)? ?(?:(?:{_NAMELY}|e\.g\.|for (?:example|instance)),? )?"
    r"(?:(?:named|called) )?(?:a single |an? |the )?(?:two |four |eight |one |\d{1,3}[ -]cores? |custom |modified |either |model ?:? |type ?:? "
    r"|\d{1,2} ?[x*]? ?|\d+(?:[.,]\d+)?[ -]?[gm]hz |of type |\d{1,2}(?:st|nd|rd|th)[ -]gen(?:eration)? )?",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"[(:;|]|, (?:an?|the|{_NAMELY}),? |both |\b(?:was|were|is|are|being|model|type|named|called|{_NAMELY})\b|=|-"
)
_JOINING = re.compile(r"\b(?:and|or|with|on|than|as)\b")

#: The class words that may introduce a product of a type.
_CLASS = {
    "accelerator": re.compile(
        r"\b(?:GPGPUs?|[GTNI]PUs?|FPGAs?|(?:graphics?|video|display|GPU) (?:cards?|adapters?|accelerators?)|graphic(?:s|al)? process(?:ing|or) units?"
        r"|graphic(?:s|al)? processors?|processors?|accelerators?|cards?|(?:super)?chips?|devices|boards|modules)(?![\w-])",
        re.IGNORECASE,
    ),
    "cpu": re.compile(
        r"\b(?:CPU processors?|central processing units?|micro-?processors?|CPUs?|processors?|chips?)(?![\w-])",
        re.IGNORECASE,
    ),
}
#: "A single GPU model (RTX 3080)" counts models.
_OF_MODELS = re.compile(r" (?:model|type|series|brand)s? ?[(\[]")
#: How far a class word may stand before its product.
_REACH = 110


def apposes(gap: str, *, counted: bool = False) -> bool:
    """Whether what stands between a class word and a product makes them one.

    Parameters
    ----------
    gap : str
        What stands between the two.
    counted : bool
        Whether an article or a number stands before the class word, so that a comma may be enough.

    Examples
    --------
    >>> apposes(" from NVIDIA Corp. (Santa Clara, CA, USA), "), apposes(" [model: "), apposes(" and a ")
    (True, True, False)
    """
    gap = _MAKER_FIRST.sub(" (", gap, count=1)
    if _UNSURE.fullmatch(gap) is None and _GAP.fullmatch(gap) is not None:
        return True
    if counted and _BEHIND_COMMA.fullmatch(gap):
        return True
    return (
        _TELLING.search(gap) is not None and _SAID.fullmatch(gap) is not None and _JOINING.search(gap) is None
    ) or _NUMBERED.fullmatch(gap) is not None


def introducing(type_: str, before: str) -> re.Match[str] | None:
    """The class word that introduces a product of a type which stands behind a text.

    Examples
    --------
    >>> introducing("accelerator", "trained on two graphics cards (NVIDIA ").group()
    'graphics cards'
    """
    for word in _CLASS[type_].finditer(before, max(0, len(before) - _REACH)):
        gap = ABBREVIATION.sub("", before[word.end() :], count=1)
        if apposes(gap, counted=True) and not _OF_MODELS.match(gap):
            return word
    return None
