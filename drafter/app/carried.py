"""The draft as a Word file that goes out for comments carries it, so that it can come back into its fields."""

from __future__ import annotations

from dataclasses import replace

from drafter.model.answers import Answers, without_exempt
from drafter.model.draft import Draft, Entry, Path, Rows, Unread
from drafter.model.form import Output


def carried_draft(answers: Answers, output: Output) -> bytes:
    """What was typed into the fields that the paper may show, as a draft file holds it. Nothing else goes out: no
    left-over lines of an import, no hidden fields, nothing exempt in a public paper, nothing of unknown shape."""
    from drafter.storage.draft_files import format_draft

    shown = without_exempt(answers) if output.public else answers
    entries = {name: _shown(name, entry, shown) for name, entry in answers.draft.entries.items()
               if Path(name) in shown.asked and not isinstance(entry, Unread)}
    draft = answers.draft
    return format_draft(Draft(draft.form, draft.id, draft.stage, entries, () if output.public else draft.exempt))


def _shown(name: str, entry: Entry, shown: Answers) -> Entry:
    if not isinstance(entry, Rows):
        return entry
    rows = []
    for row in entry.rows:
        cells = {column: cell for column, cell in row.cells.items()
                 if Path(name, row.id, column) in shown.asked and not isinstance(cell, Unread)}
        if cells:
            rows.append(replace(row, cells=cells))
    kept = {part: text if Path(name, None, part) in shown.asked else ""
            for part, text in (("none_because", entry.none_because), ("introduction", entry.introduction))}
    return Rows(tuple(rows), **kept)
