"""Items of a stream are taken some at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hwextract.batches import batches


def test_bounded_in_items_and_in_characters() -> None:
    items = ["a", "b", "c", "x" * 10, "y" * 6, "z" * 4, "last"]
    assert list(batches(items, len, most=3, chars=10)) == [["a", "b", "c"], ["x" * 10], ["y" * 6, "z" * 4], ["last"]]


def test_nothing_gives_nothing() -> None:
    assert list(batches([], len)) == []


def test_what_comes_slowly_is_not_waited_for() -> None:
    assert list(batches("abc", len, seconds=-1.0)) == [["a"], ["b"], ["c"]]


def test_what_came_before_a_failure_is_given() -> None:
    def failing() -> Iterator[str]:
        yield "a"
        yield "b"
        raise OSError("gone")

    found = batches(failing(), len)
    assert next(found) == ["a", "b"]
    with pytest.raises(OSError, match="gone"):
        next(found)


def test_no_more_is_taken_than_is_asked_for() -> None:
    items = iter(range(100))
    found = batches(items, lambda _: 1, most=10)
    assert next(found) == list(range(10))
    assert next(items) == 10
