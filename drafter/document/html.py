"""Blocks as HTML: clean, accessible, and with no look of its own. All words pass through the one escape of records."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from drafter.document.blocks import Block, Clause, Styled, plain
from drafter.document.word_blocks import safe_address
from drafter.document.word_text import escape, is_right_to_left
from drafter.model.rich_text import Cell, Item, Run, Table, plain_runs

HEADINGS = {"title": "h1", "heading 1": "h2", "heading 2": "h3", "heading 3": "h4"}
"""Elements by the style that a wording names; any other style is a paragraph."""
_LISTS = {"bullet": ("<ul>", "</ul>"), "decimal": ("<ol>", "</ol>"), "alpha": ('<ol type="a">', "</ol>"),
          "roman": ('<ol type="i">', "</ol>")}
_CLAUSES = ("alpha", "roman")


def blocks_html(blocks: Sequence[Block]) -> str:
    """The blocks, an element a line; a list with all inside it is one."""
    return "\n".join(_elements(blocks))


def words_html(blocks: Sequence[Block]) -> str:
    """The words alone, for a place inside other text."""
    return _text(plain(tuple(blocks)))


def _elements(blocks: Sequence[Block]) -> Iterator[str]:
    for in_list, group in itertools.groupby(blocks, lambda block: _sort_of(block) or id(block)):
        if isinstance(in_list, str):
            yield _lists(list(group))
            continue
        for block in group:
            match block:
                case Table():
                    if block.table:
                        yield _table(block)
                case Styled(style, runs):
                    yield _element(HEADINGS.get(style.casefold(), "p"), runs)
                case _:
                    yield _element("p", block.runs)


def _sort_of(block: Block) -> str:
    return "clauses" if isinstance(block, Clause) else "items" if isinstance(block, Item) else ""


def _element(tag: str, runs: tuple[Run, ...]) -> str:
    direction = ' dir="rtl"' if is_right_to_left(plain_runs(runs)) else ""
    return f"<{tag}{direction}>{_runs(runs)}</{tag}>"


def _lists(items: Sequence[Block]) -> str:
    """Items as lists within lists: one of a deeper level belongs to the item above it."""
    written: list[str] = []
    open_lists: list[tuple[int, str]] = []

    def close() -> None:
        written.append(f"</li>{_LISTS[open_lists.pop()[1]][1]}")

    for item in items:
        assert isinstance(item, Item | Clause)
        kind = item.list if isinstance(item, Item) else _CLAUSES[min(item.level, 2) - 1]
        starts = isinstance(item, Item) and item.starts
        while open_lists and open_lists[-1][0] > item.level:
            close()
        if open_lists[-1:] == [(item.level, kind)] and not starts:
            written.append("</li>")
        else:
            if open_lists and open_lists[-1][0] == item.level:
                close()
            open_lists.append((item.level, kind))
            written.append(_LISTS[kind][0])
        direction = ' dir="rtl"' if is_right_to_left(plain_runs(item.runs)) else ""
        written.append(f"<li{direction}>{_runs(item.runs)}")
    while open_lists:
        close()
    return "".join(written)


def _table(table: Table) -> str:
    head, *rows = table.table
    columns = max(len(row) for row in table.table)
    heading = 'th scope="col"'
    caption = f"<caption>{_text(table.title)}</caption>" if table.title else ""
    return (f"<table>{caption}<thead>{_row(head, columns, heading)}</thead>"
            f"<tbody>{''.join(_row(row, columns, 'td') for row in rows)}</tbody></table>")


def _row(row: tuple[Cell, ...], columns: int, tag: str) -> str:
    cells = (*row, *(Cell(()) for _ in range(columns - len(row))))
    end = tag.partition(" ")[0]
    return f"<tr>{''.join(f'<{tag}>{_inside(cell)}</{end}>' for cell in cells)}</tr>"


def _inside(cell: Cell) -> str:
    """The words of a cell; as blocks where there are several."""
    if len(cell.blocks) == 1 and not isinstance(cell.blocks[0], Item):
        return _runs(cell.blocks[0].runs)
    return "".join(_elements(cell.blocks))


def _runs(runs: tuple[Run, ...]) -> str:
    written = []
    for address, group in itertools.groupby(runs, lambda run: safe_address(run.link)):
        inside = "".join(map(_run, group))
        written.append(f'<a href="{escape(address)}">{inside}</a>' if address and inside else inside)
    return "".join(written)


def _run(run: Run) -> str:
    text = _text(run.text)
    for tag, wanted in (("u", run.underline), ("em", run.italic), ("strong", run.bold)):
        if wanted and text:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
