"""The scanner in hyperscan finds the same in a long text, which it reads in pieces, and in some texts together."""

from __future__ import annotations

import pytest

from hwextract.scan import Places
from hwextract.scan.compiled import Compiled

pytest.importorskip("hyperscan", reason="the extra 'fast' is not installed")


@pytest.mark.parametrize("piece", [3, 16])
def test_a_long_text_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    scanner = Compiled()
    text = "We used a GTX 1080 Ti, 2 A100-SXM4 on a p3.2xlarge, and a Raspberry Pi 4 for 3 hours. " * 2
    (whole,) = scanner.places([text])
    monkeypatch.setattr("hwextract.scan.words._PIECE", piece)

    assert whole is not None
    assert len(whole.all) > 8
    assert scanner.places([text, "", text]) == [whole, Places([], [], []), whole]
