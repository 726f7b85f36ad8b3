"""Sealed values: shredding keeps every digest, and nobody can guess their way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.foundation.history.sealed import Pair, canonical, digests, seal, shredded, unseal

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
pairs = st.dictionaries(st.text(min_size=1, max_size=8), st.builds(Pair, json_values, json_values), max_size=5)


@given(pairs)
def test_what_is_sealed_comes_back(values: dict[str, Pair]) -> None:
    assert unseal(seal(values)) == values


@given(pairs, st.data())
def test_shredding_keeps_all_digests_and_the_other_values(values: dict[str, Pair], data: st.DataObject) -> None:
    sealed = seal(values)
    gone = data.draw(st.sets(st.sampled_from(sorted(values)))) if values else set()
    left = shredded(sealed, gone)
    assert digests(left) == digests(sealed)
    assert unseal(left) == {name: None if name in gone else pair for name, pair in values.items()}
    assert shredded(left, gone) == left


@given(pairs.filter(bool))
def test_the_same_values_never_have_the_same_digest_twice(values: dict[str, Pair]) -> None:
    one, other = digests(seal(values)), digests(seal(values))
    assert not set(one.values()) & set(other.values())


def test_shredded_text_holds_neither_value_nor_salt() -> None:
    sealed = seal({"name": Pair("Site", "Market hall")})
    left = shredded(sealed, ["name"])
    assert "Market" not in left
    assert sealed.split('"')[3] not in left


@given(json_values)
def test_one_value_has_one_text(value: object) -> None:
    import json

    assert canonical(json.loads(canonical(value))) == canonical(value)


@pytest.mark.parametrize("text", ["", "[]", '{"a":1}', '{"a":["00",1]}', '{"a":[1,2,3]}', '{"a":["zz",1,2]}'])
def test_what_is_not_sealed_is_told_apart(text: str) -> None:
    with pytest.raises((ValueError, AttributeError)):
        digests(text)
