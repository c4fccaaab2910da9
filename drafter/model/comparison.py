"""What differs between two drafts, section by section, in the words of their form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from drafter.model.draft import CellEntry, Draft, Entry, Implication, Path, Row, Rows, plain_entry
from drafter.model.fields import FieldBase, RowsField, is_blank
from drafter.model.form import Form
from drafter.model.rich_text import RichText, plain
from drafter.model.word_diff import Stretch, is_same, word_diff

What = Literal["added", "removed", "changed", "moved"]

WHOLE_DRAFT = "The draft as a whole"
NOT_ON_THE_FORM = "Not on this form"
_STATES = {"": "Not answered", "answered": "Answered", "none": "None, because", "waiting": "Waiting for"}
_STAGES = {"proposed": "Proposed", "decided": "Decided", "published": "Published"}


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs. `stretches` hold both texts, word by word; none where a row was only moved: then `label`
    says where to."""

    path: Path
    label: str
    what: What
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A section of the form with its changes; `id` is "" for what belongs to no section."""

    id: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Only what differs: sections without a change are left out."""

    sections: tuple[ChangedSection, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them, in the order of the form."""
        return tuple(change for section in self.sections for change in section.changes)

    @property
    def sentence(self) -> str:
        """How much differs, for a heading."""
        count, places = len(self.changes), len(self.sections)
        if not count:
            return "Nothing differs."
        return (f"{count} place{'s' if count > 1 else ''} differ{'' if count > 1 else 's'}, in {places} "
                f"section{'s' if places > 1 else ''}.")


def compare(before: Draft, after: Draft, form: Form) -> Comparison:
    """What would have to be done to `before` to make it say what `after` says. Ids of paragraphs do not count."""
    found = [ChangedSection("", WHOLE_DRAFT, tuple(_of_the_whole(before, after, form)))]
    for section in form.sections:
        changes = (change for field in section.fields for change in _of_field(before, after, Path(field.id), field))
        found.append(ChangedSection(section.id, section.title, tuple(changes)))
    strangers = [name for name in {**before.entries, **after.entries} if form.field(name) is None]
    found.append(ChangedSection("", NOT_ON_THE_FORM, tuple(
        change for name in strangers for change in _of_field(before, after, Path(name), None))))
    return Comparison(tuple(section for section in found if section.changes))


def _of_the_whole(before: Draft, after: Draft, form: Form) -> Iterator[Change]:
    whole = Path("")
    yield from _change(whole, "Stage", _STAGES[before.stage], _STAGES[after.stage])
    yield from _change(whole, "Form", f"{before.form.id}, version {before.form.version}",
                       f"{after.form.id}, version {after.form.version}")
    marks = [[place_name(Path.parse(mark), draft, form) for mark in draft.exempt] for draft in (before, after)]
    yield from _change(whole, "Marked as exempt", *("\n".join(sorted(one)) for one in marks))
    said = [[f"{place_name(Path.parse(one.path), draft, form)}: {one.reason or 'advice dismissed'}"
             for one in draft.explanations] for draft in (before, after)]
    yield from _change(whole, "Reasons given for findings", *("\n".join(one) for one in said))
    left = [[f"Line {one.line}: {one.text}" for one in draft.imported.left_over] if draft.imported else []
            for draft in (before, after)]
    yield from _change(whole, "Left over from an import", *("\n".join(one) for one in left))


def _of_field(before: Draft, after: Draft, path: Path, field: FieldBase | None) -> Iterator[Change]:
    old, new = before.entries.get(path.field), after.entries.get(path.field)
    if old == new:
        return
    label = _label(field, path.field)
    if isinstance(old, Rows | None) and isinstance(new, Rows | None):
        yield from _of_rows(old or Rows(()), new or Rows(()), path, field)
    elif isinstance(old, Implication | None) and isinstance(new, Implication | None):
        yield from _of_implication(old or Implication(""), new or Implication(""), path, label)
    else:
        yield from _change(path, label, _words(old, field), _words(new, field))


def _of_implication(old: Implication, new: Implication, path: Path, label: str) -> Iterator[Change]:
    yield from _change(path._replace(column="state"), label, *(
        "" if is_blank(one) else _STATES[one.state] for one in (old, new)))
    yield from _change(path._replace(column="text"), label, old.text, new.text)
    yield from _change(path._replace(column="because"), f"{label}: none, because", old.because, new.because)
    yield from _change(path._replace(column="waiting_for"), f"{label}: waiting for", old.waiting_for, new.waiting_for)


def _of_rows(old: Rows, new: Rows, path: Path, field: FieldBase | None) -> Iterator[Change]:
    label, kind = _label(field, path.field), field if isinstance(field, RowsField) else None
    yield from _change(path._replace(column="introduction"), f"{label}: opening sentence", old.introduction,
                       new.introduction)
    matched = _matched(old.rows, new.rows)
    kept = {before.id for before in matched.values()}
    moved = _moved([before.id for before in matched.values()], [row.id for row in old.rows])
    for row in old.rows:
        if row.id not in kept:
            yield from _whole_row(row, row_name(path.field, row.id, old, field), path, kind, "removed")
    for row in new.rows:
        name, before = row_name(path.field, row.id, new, field), matched.get(row.id)
        if before is None:
            yield from _whole_row(row, name, path, kind, "added")
            continue
        if before.id in moved:
            place = old.rows.index(before) + 1
            yield Change(Path(path.field, row.id), f"{label}, {name}: it was number {place}", "moved")
        for column in {**before.cells, **row.cells}:
            part = kind.column(column) if kind else None
            yield from _change(Path(path.field, row.id, column), f"{label}, {name}: {_label(part, column)}",
                               _words(before.cells.get(column), part), _words(row.cells.get(column), part))
    yield from _change(path._replace(column="none_because"), f"{label}: none, because", old.none_because,
                       new.none_because)


def _whole_row(row: Row, name: str, path: Path, field: RowsField | None, what: Literal["added", "removed"]
               ) -> Iterator[Change]:
    lines = []
    for column, cell in row.cells.items():
        part = field.column(column) if field else None
        words = plain_entry(cell) if isinstance(cell, RichText) else _words(cell, part)
        if words:
            lines.append(f"{_label(part, column)}: {words}")
    label = f"{_label(field, path.field)}, {name}"
    text = "\n".join(lines)
    stretches = word_diff(text, "") if what == "removed" else word_diff("", text)
    yield Change(Path(path.field, row.id), label, what, stretches)


def _matched(old: Sequence[Row], new: Sequence[Row]) -> Mapping[str, Row]:
    """The row of before for each row of after: that of the same id, or else one that says the very same."""
    by_id = {row.id: row for row in old}
    found = {row.id: by_id[row.id] for row in new if row.id in by_id}
    free = [row for row in old if row.id not in found]
    for row in new:
        twin = next((one for one in free if one.cells == row.cells), None) if row.id not in found else None
        if twin is not None:
            found[row.id] = twin
            free.remove(twin)
    return {row.id: found[row.id] for row in new if row.id in found}


def _moved(now: Sequence[str], then: Sequence[str]) -> set[str]:
    """The fewest rows that must have been moved, when those that came and went are left aside."""
    kept = set(now)
    before = [one for one in then if one in kept]
    blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    stayed = {before[block.a + n] for block in blocks for n in range(block.size)}
    return kept - stayed


def place_name(path: Path, draft: Draft, form: Form) -> str:
    """What an officer calls the place: "Options, option 2 (Do nothing): Reason rejected"."""
    field, rows = form.field(path.field), draft.rows(path.field)
    name = _label(field, path.field)
    if path.row is not None:
        name += f", {row_name(path.field, path.row, rows, field)}"
    return name if path.column is None else f"{name}: {_label(form.at(path), path.column)}"


def row_name(field_id: str, row_id: str, rows: Rows, field: FieldBase | None) -> str:
    """ "option 2 (Do nothing)": its number, and the first words in it."""
    name = field.row_name if isinstance(field, RowsField) else "row"
    number = next((n for n, row in enumerate(rows.rows, 1) if row.id == row_id), None)
    row = rows.row(row_id)
    if number is None or row is None:
        return name
    columns = [one.id for one in field.fields if one.id != "level"] if isinstance(field, RowsField) else [*row.cells]
    words = next((text for column in columns if (text := " ".join(plain_entry(row.cells.get(column)).split()))), "")
    short = words if len(words) <= 40 else words[:39].rstrip() + "…"
    return f"{name} {number}" + (f" ({short})" if short else "")


def _change(path: Path, label: str, old: str | RichText, new: str | RichText) -> Iterator[Change]:
    stretches = word_diff(old, new)
    if is_same(stretches):
        return
    kinds = {one.kind for one in stretches}
    what: What = "added" if kinds == {"added"} else "removed" if kinds == {"removed"} else "changed"
    yield Change(path, label, what, stretches)


def _words(entry: Entry | CellEntry | None, field: FieldBase | None) -> str | RichText:
    """As it reads where that is another word than was typed (a choice, a yes); else as typed."""
    if isinstance(entry, RichText):
        return entry
    if entry is None or is_blank(entry):
        return ""
    value = field.read(entry) if field is not None else None
    if value is None or field is None or isinstance(entry, Rows | Implication):
        return plain_entry(entry)
    return field.display(value)


def words_at(path: Path, entry: Entry | CellEntry | Row | None, form: Form) -> str:
    """What stands at a place, in plain words; "" for nothing."""
    field = form.at(path) if path.row is None or path.column is not None else form.field(path.field)
    if isinstance(entry, Row):
        return "\n".join(text for column in entry.cells if (text := words_at(
            path._replace(column=column), entry.cells[column], form)))
    if path.column == "state" and isinstance(entry, str):
        return _STATES.get(entry, entry)
    words = _words(entry, field)
    return plain(words) if isinstance(words, RichText) else words


def _label(field: FieldBase | None, fallback: str) -> str:
    return field.label.rstrip(":") if field is not None else fallback
