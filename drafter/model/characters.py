"""Which characters a record can hold. Word's XML refuses control characters and halves of surrogate pairs."""

from __future__ import annotations

import re

LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def printable(text: str) -> tuple[str, int]:
    """The text as a record can hold it, and how many characters had to go.

    Every kind of line break becomes "\n"; pairs of surrogates are joined; what Word cannot hold is left out.
    """
    text = LINE_BREAKS.sub("\n", text)
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return UNPRINTABLE.subn("", text)
