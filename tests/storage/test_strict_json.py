"""JSON that two readers could understand differently is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.storage.strict_json import NotJson, strict_json


@pytest.mark.parametrize("content", [
    b'{"a": 1, "a": 2}', b"NaN", b"1e999", b'"\\ud800"', b'{"\\uDC00": 1}', b'["\\ud83d", "\\ude00"]', b"\xff",
    b"[" * 200, b"1" * 5000, b'{"a":'])
def test_what_is_not_plain_is_refused_without_a_word_of_it(content: bytes) -> None:
    with pytest.raises(NotJson) as refused:
        strict_json(content)
    assert content.decode("latin-1") not in str(refused.value)


def test_a_character_written_in_two_halves_is_one() -> None:
    assert strict_json(b'"\\ud83d\\ude00 \\\\ud800"') == "\U0001f600 \\ud800"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4)))
def test_what_was_written_reads_back(value: object) -> None:
    assert strict_json(json.dumps(value).encode()) == value
