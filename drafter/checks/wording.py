"""Words as checks compare them: without case and punctuation, and whether they say anything."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\W_]+")
_NO_REASON = frozenset((
    "", "n a", "na", "nil", "no", "none", "nothing", "not applicable", "not relevant", "there are none",
    "there is none", "none applicable", "no reason", "no reason given", "see above", "as above", "x",
))
_LONGEST = 40
_LONGEST_TITLE = 200


def folded(text: str) -> str:
    """The words alone, to compare titles: punctuation, case and "&" make no difference, words do."""
    return _folded_title(text) if len(text) <= _LONGEST_TITLE else _fold(text)


def _fold(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.replace("&", " and ").casefold()).strip()


_folded_title = lru_cache(maxsize=4096)(_fold)


def gives_no_reason(text: str) -> bool:
    """Whether what stands where a reason is due is none: "-", "n/a", "None"."""
    return len(text) <= _LONGEST and folded(text) in _NO_REASON
