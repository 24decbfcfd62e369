"""What stands between a class word and the product that it introduces: "a card (model: NVIDIA GTX 1080)".

Between the two are marks, the maker and its town, articles, words for a model, and the memory; no verb of doing, no
conjunction and no other device.
"""

from __future__ import annotations

import re

__all__ = ["CLASS", "apposes"]

_MAKER = r"(?:nvidia|amd|ati|intel|google|asus|msi|gigabyte|zotac|evga|palit|pny)\b(?: ?(?:corporation|corp|inc|ltd|co)\b\.?)?"
#: A town in brackets: "(Santa Clara, CA, USA)".
_PLACE = r"\((?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)?(?:, ?(?-i:[A-Z])[A-Za-z. ]{1,20}){1,3}\)"
_SHORT = r"\(? ?(?:[GTNIC]PU|RAM)s? ?[);,]"
_WORDS = (
    r"(?:model|type|brand|series|named|called|version|namely|i\.e\.|viz\.?|being|based on|with|using|at|which (?:is|was)|whose (?:model|type) is"
    r"|(?:manufactured|made|produced|developed|supplied|built|sold) by|from|by|of(?: (?:the )?(?:type|model|make|brand|kind|series|family))?"
    r"|an?|the|one|our|single|dedicated|discrete)\b\.?"
)
_SIZE = r"\d{1,3} ?gi?b\b(?: (?:of )?(?:[a-z]+ )?(?:vram|ram|memory|gddr\d\w?))?|(?:\d{1,3}|two|four|six|eight|ten|twelve|sixteen|dual|quad|hexa|octa)[ -]cores?\b|\d+(?:[.,]\d+)? ?[gm]hz\b"
#: The code of the chip, as tools of the system print it.
_CHIP = r"(?-i:G[PVAMK]|TU|AD)\d{3}\w{0,3}\b"
_MARK = r"[(\[,;:=|\"'\u2018\u201c\u2013\u2014-]"
_GAP = re.compile(
    rf"(?:'s|[ -](?:cards?|units?|accelerators?)\b)?(?: ?(?:{_PLACE}|{_SHORT}|{_MAKER}|{_WORDS}|{_SIZE}|{_CHIP}|{_MARK})){{1,9}} ?",
    re.IGNORECASE,
)
#: Gaps that other words must tell: a list goes on so, too.
_UNSURE = re.compile(r" ?,? ?")

#: A class word that may introduce a product.
CLASS = re.compile(
    r"\b(?:GPGPUs?|CPU processors?|central processing units?|micro-?processors?|[GTNIC]PUs?|FPGAs?|(?:graphics?|video|display|GPU) (?:cards?|adapters?|accelerators?)|graphic(?:s|al)? process(?:ing|or) units?"
    r"|graphic(?:s|al)? processors?|processors?|accelerators?|cards?)(?![\w-])",
    re.IGNORECASE,
)


def apposes(gap: str) -> bool:
    """Whether what stands between a class word and a product makes them one.

    Examples
    --------
    >>> apposes(" from NVIDIA Corp. (Santa Clara, CA, USA), "), apposes(" [model: "), apposes(" and a ")
    (True, True, False)
    """
    return _UNSURE.fullmatch(gap) is None and _GAP.fullmatch(gap) is not None
