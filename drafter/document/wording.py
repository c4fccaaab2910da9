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
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.document.answer_words import Answer, AnswerList, AnswerRows, Gap, Printed, Word
from drafter.document.blocks import Block, Styled, plain
from drafter.model.failure import did_you_mean
from drafter.model.rich_text import Paragraph, Run

MAX_LENGTH = 20_000
MAX_LOOPS = 3
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_STYLE = re.compile(r"\[([^\[\]\ue000\ue001]+)\][ \t]+(?=\S)")
_STYLE_IN_SOURCE = re.compile(r"(?m)^[ \t]*(?:\{%[^\n]*?%\})*[ \t]*\[([^\[\]{}\n]+)\][ \t]+(?=\S)")
_PRINTED = " printed"
"""No wording can name this: the list of what one rendering printed."""
_LOOP_WORDS = frozenset(("index", "first", "last", "length"))
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.For,
            nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
            nodes.CondExpr, nodes.Tuple, nodes.List)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a name in a wording stands for: its parts, and the columns of its rows where it has any."""

    parts: frozenset[str] = frozenset()
    columns: Mapping[str, Shape] | None = None


@dataclass(frozen=True, slots=True)
class WordingSlip:
    line: int
    sentence: str


class WordingError(Exception):
    """The wording cannot be used; `slips` say why, by line."""

    def __init__(self, *slips: WordingSlip) -> None:
        super().__init__("; ".join(slip.sentence for slip in slips))
        self.slips = slips


class GapMet(Exception):
    """The wording prints an answer that is due and not there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A compiled wording. `names` are the names that it uses, each with its line."""

    source: str
    tree: nodes.Template
    code: Any
    names: Mapping[str, int]

    def render(self, words: Mapping[str, Word]) -> tuple[Block, ...]:
        """The blocks it makes of the answers. Raises WordingError, GapMet."""
        printed: list[Printed] = []
        context = self.code.new_context({**words, _PRINTED: printed})
        try:
            text = "".join(self.code.root_render_func(context))
        except (UndefinedError, TypeError) as error:
            raise WordingError(WordingSlip(0, f"{error}.")) from error
        return tuple(_blocks(text, printed))


def words_of(value: object) -> str:
    """The words of an answer, as plain text."""
    printed = value.printed if isinstance(value, Answer | AnswerList | AnswerRows) else value
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
}


@pass_context
def _as_token(context: Context, value: object) -> str:
    if isinstance(value, Undefined):
        str(value)
    printed = value.printed if isinstance(value, Answer | AnswerList | AnswerRows) else words_of(value)
    if isinstance(printed, Gap):
        raise GapMet(printed.sentence)
    said: list[Printed] = context.parent[_PRINTED]
    said.append(printed)
    return f"{_OPEN}{len(said) - 1}{_CLOSE}"


class _Environment(ImmutableSandboxedEnvironment):
    """Names lead to answers and nowhere else: no attribute of any Python object is within reach."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_as_token, cache_size=0)
        self.filters, self.tests = FILTERS, {}
        self.globals.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in _LOOP_WORDS:
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
        slips = [*_forbidden(tree), *_loop_slips(tree)]
        if slips:
            raise WordingError(*slips)
        code = _ENVIRONMENT.from_string(tree)
    except TemplateSyntaxError as error:
        raise WordingError(WordingSlip(error.lineno, f"{error.message}.")) from error
    except RecursionError as error:
        raise WordingError(WordingSlip(0, "Its conditions are nested too deep.")) from error
    return Wording(source, tree, code, dict(_free_names(tree, frozenset())))


def _forbidden(tree: nodes.Template) -> Iterator[WordingSlip]:
    for node in tree.find_all(nodes.Node):
        line = getattr(node, "lineno", 0) or 0
        if isinstance(node, nodes.Test):
            yield WordingSlip(line, f"'is {node.name}' is not used in wordings. An answer that is missing is not true: "
                                    "write {% if name %}.")
        elif isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.kwargs or node.dyn_args
                                                 or node.dyn_kwargs or node.node is None):
            yield WordingSlip(line, f"'{node.name}' is not used like this in wordings. The filters are "
                                    f"{', '.join(FILTERS)}.")
        elif isinstance(node, nodes.Filter) and not all(isinstance(arg, nodes.Const) for arg in node.args):
            yield WordingSlip(line, f"'{node.name}' takes only words in quotation marks.")
        elif isinstance(node, nodes.Getitem) and not (isinstance(node.arg, nodes.Const)
                                                      and isinstance(node.arg.value, str)):
            yield WordingSlip(line, "Square brackets take only a name in quotation marks.")
        elif isinstance(node, nodes.For) and (node.recursive or not isinstance(node.target, nodes.Name)):
            yield WordingSlip(line, "A loop goes over rows with one name: {% for option in alternatives %}.")
        elif isinstance(node, nodes.Name) and node.ctx == "store" and node.name == "loop":
            yield WordingSlip(line, "'loop' is taken: it counts the rows.")
        elif not isinstance(node, _ALLOWED):
            yield WordingSlip(line, f"'{type(node).__name__.lower()}' is not used in wordings.")


def _loop_slips(node: nodes.Node, rows: tuple[str, ...] = ()) -> Iterator[WordingSlip]:
    """Loops stay short: three deep at most, and an inner one goes over something of the outer one's row."""
    for child in node.iter_child_nodes():
        inner = rows
        if isinstance(child, nodes.For):
            root = _root(child.iter)
            if root is None:
                yield WordingSlip(child.lineno, "A loop goes over the rows of an answer.")
            elif rows and root not in rows:
                yield WordingSlip(child.lineno, "A loop inside a loop goes over an answer of the outer row.")
            if len(rows) >= MAX_LOOPS:
                yield WordingSlip(child.lineno, f"Loops are {MAX_LOOPS} deep at most.")
            inner = (*rows, child.target.name) if isinstance(child.target, nodes.Name) else rows
        yield from _loop_slips(child, inner)


def _root(node: nodes.Node) -> str | None:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _free_names(node: nodes.Node, bound: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Names that the wording takes from outside, the first place of each last."""
    for child in reversed(list(node.iter_child_nodes())):
        if isinstance(child, nodes.For) and isinstance(child.target, nodes.Name):
            inside = bound | {child.target.name, "loop"}
            for part in (*child.else_, child.iter):
                yield from _names_in(part, bound)
            for part in (*child.body, *((child.test,) if child.test is not None else ())):
                yield from _names_in(part, inside)
        else:
            yield from _names_in(child, bound)


def _names_in(node: nodes.Node, bound: frozenset[str]) -> Iterator[tuple[str, int]]:
    if isinstance(node, nodes.Name):
        if node.name not in bound and node.ctx == "load":
            yield node.name, node.lineno
    elif isinstance(node, nodes.For):
        wrapper = nodes.Template([node], lineno=node.lineno)
        yield from _free_names(wrapper, bound)
    else:
        yield from _free_names(node, bound)


def slips_against(wording: Wording, shapes: Mapping[str, Shape],
                  styles: Sequence[str] | None) -> Iterator[WordingSlip]:
    """What the wording names and the form, or the layout, does not have. Without `styles` any style will do."""
    yield from _unknown(wording.tree, shapes)
    if styles is None:
        return
    known = {style.casefold() for style in styles}
    for match in _STYLE_IN_SOURCE.finditer(wording.source):
        if match[1].strip().casefold() not in known:
            line = wording.source.count("\n", 0, match.start(1)) + 1
            yield WordingSlip(line, f"The layout has no paragraph style '{match[1]}'.{did_you_mean(match[1], styles)}")


def _unknown(node: nodes.Node, scope: Mapping[str, Shape]) -> Iterator[WordingSlip]:
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in scope:
        yield WordingSlip(node.lineno, f"'{node.name}' is not a field of the form.{did_you_mean(node.name, scope)}")
    elif isinstance(node, nodes.Getattr | nodes.Getitem):
        whole, part = _shape(node.node, scope), _part(node)
        known = {*whole.parts, *(whole.columns or ())} if whole is not None else {part}
        if part not in known:
            yield WordingSlip(node.lineno, f"'{_root(node)}' has no '{part}'.{did_you_mean(part, known)}")
    if isinstance(node, nodes.For):
        yield from _unknown_in_loop(node, scope)
    else:
        for child in node.iter_child_nodes():
            yield from _unknown(child, scope)


def _unknown_in_loop(loop: nodes.For, scope: Mapping[str, Shape]) -> Iterator[WordingSlip]:
    rows = _shape(loop.iter, scope)
    if rows is not None and rows.columns is None:
        yield WordingSlip(loop.lineno, f"'{_root(loop.iter)}' has no rows to go over.")
    row = Shape(columns=rows.columns if rows is not None else None)
    inside = {**scope, "loop": Shape(_LOOP_WORDS)} | ({loop.target.name: row}
                                                      if isinstance(loop.target, nodes.Name) else {})
    for part in (loop.iter, *loop.else_):
        yield from _unknown(part, scope)
    for part in (*loop.body, *((loop.test,) if loop.test is not None else ())):
        yield from _unknown(part, inside)


def _part(node: nodes.Getattr | nodes.Getitem) -> str:
    if isinstance(node, nodes.Getattr):
        return node.attr
    return str(node.arg.value) if isinstance(node.arg, nodes.Const) else ""


def _shape(node: nodes.Node, scope: Mapping[str, Shape]) -> Shape | None:
    """What an expression stands for; None where that cannot be told."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        whole = _shape(node.node, scope)
        return (whole.columns or {}).get(_part(node)) if whole is not None else None
    return None


def _blocks(text: str, printed: Sequence[Printed]) -> Iterator[Block]:
    """The lines of a rendered wording as blocks. A line is a paragraph; an empty one is nothing."""
    for line in text.split("\n"):
        line = line.strip(" \t")
        match = _STYLE.match(line)
        if match is not None:
            yield from _line_blocks(line[match.end():], printed, match[1].strip())
        elif line:
            yield from _line_blocks(line.removeprefix("\\") if line.startswith("\\[") else line, printed, "")


def _line_blocks(line: str, printed: Sequence[Printed], style: str) -> Iterator[Block]:
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
