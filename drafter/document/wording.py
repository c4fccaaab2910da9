"""Wordings: what a paper says around the answers. Jinja text, read as data: no calls, no includes, no arithmetic.

Whatever is printed goes into the rendered text as a token between private characters, and its words stand in a list
beside. So nothing that was typed is ever part of a template's output, where it could be taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError, nodes, pass_context
from jinja2.runtime import Context, LoopContext, new_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.document.answer_words import Answer, AnswerList, AnswerRows, Gap, Word
from drafter.document.blocks import Block, Styled, plain
from drafter.document.wording_tree import (
    LOOP_WORDS,
    Shape,
    WordingSlip,
    forbidden,
    free_names,
    only_name,
    unknown_words,
)
from drafter.model.rich_text import Paragraph, Run

MAX_LENGTH = 20_000
MAX_RENDERED = 20_000_000
"""Letters of a wording, and of what it may become around the answers."""
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_STYLE = re.compile(r"\[([^\[\]\ue000\ue001]+)\][ \t]+(?=\S)")
_PRINTED = " printed"
"""No wording can name this: the list of what one rendering printed."""
_WORDS = (Answer, AnswerList, AnswerRows)


class WordingError(Exception):
    """The wording cannot be used; `slips` say why, by line."""

    def __init__(self, *slips: WordingSlip) -> None:
        super().__init__("; ".join(slip.sentence for slip in slips))
        self.slips = slips


class GapMet(Exception):
    """The wording prints an answer that is due and not there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A compiled wording. `names` are the names that it uses, each with its line; `only` is the one name that is all it
    says, as many wordings do."""

    source: str
    tree: nodes.Template
    code: Any
    names: Mapping[str, int]
    only: str = ""

    def slips_against(self, shapes: Mapping[str, Shape], styles: Sequence[str] | None) -> Iterator[WordingSlip]:
        """What it names and the form, or the layout, does not have. Without `styles` any style will do."""
        return unknown_words(self.tree, self.source, shapes, styles)

    def render(self, words: Mapping[str, Word], context: Context | None = None) -> tuple[Block, ...]:
        """The blocks it makes of the answers. `context` is that of the words, where several wordings meet them. Raises
        WordingError, GapMet."""
        if self.only in words:
            printed = _printed(words[self.only])
            return printed if isinstance(printed, tuple) else tuple(_paragraph([Run(printed)], ""))
        context = context or context_of(words)
        try:
            text = _joined(self.code.root_render_func(context))
        except (UndefinedError, TypeError) as error:
            raise WordingError(WordingSlip(0, f"{error}.")) from error
        return tuple(_blocks(text, context.parent[_PRINTED]))


def context_of(words: Mapping[str, Word]) -> Context:
    """The words as wordings meet them. No wording can change it: none sets a name outside its own loops."""
    return new_context(_ENVIRONMENT, None, {}, {**words, _PRINTED: []}, shared=True)


def _joined(pieces: Iterator[str]) -> str:
    """The rendered text, which no number of rows can make endless: answers are tokens, so it is short."""
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_RENDERED:
            raise WordingError(WordingSlip(0, "It says too much for each row."))
        kept.append(piece)
    return "".join(kept)


def words_of(value: object) -> str:
    """The words of an answer, as plain text."""
    printed = value.printed if isinstance(value, _WORDS) else value
    if isinstance(printed, Gap):
        raise GapMet(printed.sentence)
    if isinstance(printed, tuple):
        return plain(printed)
    if isinstance(printed, str) or (isinstance(printed, int) and not isinstance(printed, bool)):
        return str(printed)
    raise WordingError(WordingSlip(0, "It prints something that is no answer."))


def _lower_first(value: object) -> str:
    """The words with a small first letter, unless they begin with an abbreviation such as KCC."""
    text = words_of(value)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _listed(values: Sequence[object]) -> str:
    """Words as a sentence lists them: one, two and three."""
    words = _each(values)
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def _each(values: Sequence[object]) -> list[str]:
    if not isinstance(values, list | tuple):
        raise WordingError(WordingSlip(0, "It lists an answer that is not several."))
    return [words_of(value) for value in values]


FILTERS: dict[str, Any] = {
    "upper": lambda value: words_of(value).upper(),
    "lower": lambda value: words_of(value).lower(),
    "lower_first": _lower_first,
    "join": lambda values, between="": str(between).join(_each(values)),
    "listed": _listed,
    "count": len,
    "instead": lambda value, old="", new="": words_of(value).replace(str(old), str(new)) if old else words_of(value),
}


def _printed(word: Word) -> str | tuple[Block, ...]:
    if isinstance(word.printed, Gap):
        raise GapMet(word.printed.sentence)
    return word.printed


@pass_context
def _as_token(context: Context, value: object) -> str:
    if isinstance(value, Undefined):
        str(value)
    printed = _printed(value) if isinstance(value, _WORDS) else words_of(value)
    said: list[str | tuple[Block, ...]] = context.parent[_PRINTED]
    said.append(printed)
    return f"{_OPEN}{len(said) - 1}{_CLOSE}"


class _Environment(ImmutableSandboxedEnvironment):
    """Names lead to answers and nowhere else: no attribute of any Python object is within reach."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_as_token, cache_size=0)
        self.filters, self.tests = FILTERS, {}
        self.globals.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in LOOP_WORDS:
            return getattr(obj, attribute)
        inside = obj.parts if isinstance(obj, Answer | AnswerRows) else obj if isinstance(obj, dict) else {}
        if attribute in inside:
            return inside[attribute]
        return self.undefined(hint=f"'{attribute}' is no part of what stands before it")

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, argument)


_ENVIRONMENT = _Environment()


@lru_cache(maxsize=512)
def compile_wording(source: str) -> Wording:
    """The wording of a source text. Raises WordingError."""
    if len(source) > MAX_LENGTH:
        raise WordingError(WordingSlip(0, f"It is longer than {MAX_LENGTH} characters. Put long text into the layout."))
    if _OPEN in source or _CLOSE in source:
        raise WordingError(WordingSlip(0, "It holds private characters (U+E000, U+E001). Take them out."))
    try:
        tree = _ENVIRONMENT.parse(source)
        slips = list(forbidden(tree, FILTERS))
        if slips:
            raise WordingError(*slips)
        code = _ENVIRONMENT.from_string(tree)
    except TemplateSyntaxError as error:
        raise WordingError(WordingSlip(error.lineno, f"{error.message}.")) from error
    except RecursionError as error:
        raise WordingError(WordingSlip(0, "Its conditions are nested too deep.")) from error
    return Wording(source, tree, code, dict(free_names(tree)), only_name(tree))


def _blocks(text: str, printed: Sequence[str | tuple[Block, ...]]) -> Iterator[Block]:
    """The lines of a rendered wording as blocks. A line is a paragraph; an empty one is nothing."""
    for line in text.split("\n"):
        line = line.strip(" \t")
        match = _STYLE.match(line) if line.startswith("[") else None
        if match is not None:
            yield from _line_blocks(line[match.end():], printed, match[1].strip())
        elif line:
            yield from _line_blocks(line.removeprefix("\\") if line.startswith("\\[") else line, printed, "")


def _line_blocks(line: str, printed: Sequence[str | tuple[Block, ...]], style: str) -> Iterator[Block]:
    """One line. The first paragraph of a longer answer runs on from the words before it, its last to those after."""
    runs: list[Run] = []
    for odd, piece in enumerate(_TOKEN.split(line)):
        said = printed[int(piece)] if odd % 2 else piece
        if isinstance(said, str):
            if said:
                runs.append(Run(said))
        elif isinstance(said, tuple):
            first, *rest = said or (Paragraph(()),)
            if isinstance(first, Paragraph):
                runs += first.runs
            else:
                yield from _paragraph(runs, style)
                runs = []
                rest = [first, *rest]
            if rest:
                yield from _paragraph(runs, style)
                runs = list(rest[-1].runs) if isinstance(rest[-1], Paragraph) else []
                yield from rest[:-1] if isinstance(rest[-1], Paragraph) else rest
    yield from _paragraph(runs, style)


def _paragraph(runs: list[Run], style: str) -> Iterator[Block]:
    if any(run.text.strip() for run in runs):
        yield Styled(style, tuple(runs)) if style else Paragraph(tuple(runs), id="")
