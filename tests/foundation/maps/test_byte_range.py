"""A range of a request is what the RFC says, for every header that anyone could send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.foundation.maps.byte_range import ByteRange, Unsatisfiable, asked_range

SIZES = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=0-99", ByteRange(0, 99)),
        ("bytes=50-", ByteRange(50, 99)),
        ("bytes=-10", ByteRange(90, 99)),
        ("bytes=-1000", ByteRange(0, 99)),
        ("bytes=90-1000", ByteRange(90, 99)),
        ("bytes= 5 - 7 ", ByteRange(5, 7)),
    ],
)
def test_a_single_range_is_read(header: str, expected: ByteRange) -> None:
    assert asked_range(header, 100) == expected


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=7-5", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes 0-1"])
def test_what_is_no_single_range_gets_the_whole(header: str) -> None:
    assert asked_range(header, 100) is None


@pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)])
def test_what_lies_behind_the_end_is_refused(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        asked_range(header, size)


@given(st.text(max_size=40) | st.from_regex(r"bytes=[0-9]{0,12}-[0-9]{0,12}", fullmatch=True), SIZES)
def test_whatever_is_asked_the_answer_lies_within_the_file(header: str, size: int) -> None:
    try:
        found = asked_range(header, size)
    except Unsatisfiable:
        return
    if found is not None:
        assert 0 <= found.first <= found.last < size
        assert 1 <= found.length <= size


@given(st.data(), st.integers(1, 10_000))
def test_a_range_within_the_file_is_given_exactly(data: st.DataObject, size: int) -> None:
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size - 1))
    assert asked_range(f"bytes={first}-{last}", size) == ByteRange(first, last)
