"""What a wording may say: its syntax tree, read before it is ever rendered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from drafter.model.failure import did_you_mean

MAX_LOOPS = 3
_STYLE_IN_SOURCE = re.compile(r"(?m)^[ \t]*(?:\{%[^\n]*?%\})*[ \t]*\[([^\[\]{}\n]+)\][ \t]+(?=\S)")
LOOP_WORDS = frozenset(("index", "first", "last", "length"))
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


def forbidden(tree: nodes.Template, filters: Collection[str]) -> Iterator[WordingSlip]:
    """Whatever reaches beyond the answers: calls, includes, arithmetic, loops that could run long."""
    yield from _forbidden_nodes(tree, filters)
    yield from _loop_slips(tree)


def _forbidden_nodes(tree: nodes.Template, filters: Collection[str]) -> Iterator[WordingSlip]:
    for node in tree.find_all(nodes.Node):
        line = getattr(node, "lineno", 0) or 0
        if isinstance(node, nodes.Test):
            yield WordingSlip(line, f"'is {node.name}' is not used in wordings. An answer that is missing is not true: "
                                    "write {% if name %}.")
        elif isinstance(node, nodes.Filter) and (node.name not in filters or node.kwargs or node.dyn_args
                                                 or node.dyn_kwargs or node.node is None):
            yield WordingSlip(line, f"'{node.name}' is not used like this in wordings. The filters are "
                                    f"{', '.join(filters)}.")
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


def free_names(node: nodes.Node, bound: frozenset[str] = frozenset()) -> Iterator[tuple[str, int]]:
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


def only_name(tree: nodes.Template) -> str:
    """The name that a wording prints and nothing else; "" for one that says more."""
    printed = [node for part in tree.body for node in (part.nodes if isinstance(part, nodes.Output) else [part])]
    said = [node for node in printed if not (isinstance(node, nodes.TemplateData) and not node.data.strip())]
    return said[0].name if len(said) == 1 and isinstance(said[0], nodes.Name) else ""


def _names_in(node: nodes.Node, bound: frozenset[str]) -> Iterator[tuple[str, int]]:
    if isinstance(node, nodes.Name):
        if node.name not in bound and node.ctx == "load":
            yield node.name, node.lineno
    elif isinstance(node, nodes.For):
        wrapper = nodes.Template([node], lineno=node.lineno)
        yield from free_names(wrapper, bound)
    else:
        yield from free_names(node, bound)


def unknown_words(tree: nodes.Template, source: str, shapes: Mapping[str, Shape],
                  styles: Sequence[str] | None) -> Iterator[WordingSlip]:
    """What the wording names and the form, or the layout, does not have. Without `styles` any style will do."""
    yield from _unknown(tree, shapes)
    if styles is None:
        return
    known = {style.casefold() for style in styles}
    for match in _STYLE_IN_SOURCE.finditer(source):
        if match[1].strip().casefold() not in known:
            line = source.count("\n", 0, match.start(1)) + 1
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
    inside = {**scope, "loop": Shape(LOOP_WORDS)} | ({loop.target.name: row}
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
