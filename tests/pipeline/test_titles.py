"""What stands in titles and in the words of links."""

from __future__ import annotations

import pytest

from hwextract.pipeline.titles import in_button, in_title


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("[Small Steps for Large Batches on one GPU](https://arxiv.org/abs/0)", True),
        ("[Small Steps for Large Batches on one GPU](https://example.org)", False),
        ("[We ran all of our batches on one GPU](https://arxiv.org/abs/0)", False),
        ("[our GPU](https://arxiv.org/abs/0)", False),
        ('We followed "Small Steps: Training Taggers in 3 Hours" here.', True),
        ("Training Taggers in 3 Hours was new.", False),
        ("Training Phase Completed in 3 Hours.", False),
    ],
)
def test_titles_of_papers_hold_what_stands_in_them(text: str, is_title: bool) -> None:
    assert in_title(text.index("3" if "3" in text else "GPU"), text) is is_title


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("- Small Steps: Training Taggers in 3 hours: https://arxiv.org/abs/0", True),
        ('We read "Training Taggers in 3 hours", https://arxiv.org/abs/0', True),
        ("- Small Steps: Training Taggers in 3 hours: https://example.org", False),
        ("Ours was trained by Training Taggers in 3 hours: https://arxiv.org/abs/0", False),
        ("- Training Taggers in 3 hours (https://arxiv.org/abs/0)", False),
    ],
)
def test_times_stand_in_titles_before_an_address(text: str, is_title: bool) -> None:
    assert in_title(text.index("3"), text) is is_title


def test_buttons_say_what_opens_behind_them() -> None:
    button, prose = "[Launch it in Google Colab](page)", "We launch it in Google Colab [4](page)"
    assert in_button(button.index("Colab"), button)
    assert not in_button(prose.index("Colab"), prose)
