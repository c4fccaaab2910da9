"""The places of a layout, and the slips found in it, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.document.word_text import PLAIN_LOOK, RunLook

MARK = "drafter"
IF = "if:"
"""How the name of a control begins that keeps what it holds only when the answer named after it is there."""
END = "end"
"""What stands in the text, as [[end]], where that ends which began with [[if:field]]."""
TYPED = re.compile(r"\[\[([^\[\]]{1,80})\]\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to be filled. `names` are what it may be called, the better one first.

    A `block` slot takes paragraphs, lists and tables; its prose has the properties `before` and `after` (which Word's
    schema wants before and after `w:bidi`). Any other slot takes words within a paragraph. `alone` says that nothing
    else stands in its cell or header; `then_paragraph` that a paragraph follows.
    """

    names: tuple[str, ...]
    block: bool
    where: str
    look: RunLook = PLAIN_LOOK
    before: str = ""
    after: str = ""
    has_bidi: bool = False
    alone: bool = False
    after_table: bool = False
    then_paragraph: bool = True


@dataclass(frozen=True, slots=True)
class DraftOnly:
    """XML that only a draft has."""

    xml: str


@dataclass(frozen=True, slots=True)
class If:
    """Where something begins that is kept only when the answer to `field` is there; it ends at the next End that is
    not another's."""

    field: str
    where: str

    @property
    def name(self) -> str:
        return IF + self.field


@dataclass(frozen=True, slots=True)
class End:
    """Where what an If begins ends."""


Place = Slot | DraftOnly | If | End


@dataclass(frozen=True, slots=True)
class Slip:
    """Something in a layout that does not fit, and where."""

    where: str
    sentence: str
