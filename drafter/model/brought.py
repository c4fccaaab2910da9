"""A draft brought to another form, or to another version of its own. No word of it is ever lost on the way.

What the other form has no question for stays in the draft under the name it had: it is shown beside the form, printed
nowhere, and is an answer again where a form asks it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from drafter.model.answers import Answers, read_answers
from drafter.model.draft import CellEntry, Draft, Entry, Implication, Path, Rows, Unread, plain_entry
from drafter.model.fields import ChoiceFieldBase, FieldBase, ImplicationField, RowsField, is_blank
from drafter.model.form import Form
from drafter.model.rich_text import RichText

Held = TypeVar("Held", Entry, CellEntry)
KEPT = "What you wrote is kept with the draft, and not printed."
What = Literal["gone", "unfit", "choice", "exempt", "renamed", "new"]


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What the other form means for one answer. `holds` is what was written there, where that is not in its place."""

    what: What
    path: Path
    sentence: str
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """The draft on the other form, and what that changes for it."""

    draft: Draft
    changes: tuple[DraftChange, ...]


def brought_to(draft: Draft, old: Form | None, new: Form) -> Brought:
    """`old` is the form that the draft was written on; None where nobody has it any more."""
    if draft.form == new.form_version or old == new:
        return Brought(replace(draft, form=new.form_version), ())
    moved = _renamed(draft, new)
    entries = moved.entries if old is None else _all_fitted(moved.entries, new)
    after = replace(moved, form=new.form_version, entries=entries)
    after = replace(after, exempt=(*after.exempt, *_newly_public(after, old, new)))
    before = read_answers(old, draft) if old is not None else None
    return Brought(after, tuple(_changes(before, moved, read_answers(new, after))))


def beside_the_form(draft: Draft, form: Form) -> tuple[tuple[Path, Entry], ...]:
    """What the draft holds and the form has no question for: whole answers, and cells of columns that are gone."""
    found: list[tuple[Path, Entry]] = []
    for name, entry in draft.entries.items():
        field = form.field(name)
        if field is None:
            found.append((Path(name), entry))
        elif isinstance(field, RowsField) and isinstance(entry, Rows):
            found += [(Path(name, row.id, column), cell) for row in entry.rows for column, cell in row.cells.items()
                      if field.column(column) is None]
    return tuple((path, entry) for path, entry in found if not is_blank(entry))


# -- what becomes of the entries -------------------------------------------------------------------------------------

def _renamed(draft: Draft, form: Form) -> Draft:
    """Answers under the ids that the form has for them now; with them their marks, and what was said to findings."""
    names = _names(form.fields, draft.entries)
    entries = _under(names, draft.entries)
    columns: dict[tuple[str, str | None], dict[str, str]] = {}
    for field in form.fields:
        entry = entries.get(field.id)
        if isinstance(field, RowsField) and isinstance(entry, Rows):
            for row in entry.rows:
                columns[field.id, row.id] = _names(field.fields, row.cells)
            entries[field.id] = replace(entry, rows=tuple(
                replace(row, cells=_under(columns[field.id, row.id], row.cells)) for row in entry.rows))

    def path(text: str) -> str:
        try:
            there = Path.parse(text)
        except ValueError:  # said of the whole draft
            return text
        field = names.get(there.field, there.field)
        column = columns.get((field, there.row), {}).get(there.column or "", there.column)
        return str(Path(field, there.row, column))

    return replace(draft, entries=entries, exempt=tuple(map(path, draft.exempt)),
                   explanations=tuple(replace(one, path=path(one.path)) for one in draft.explanations),
                   stale=tuple(names.get(name, name) for name in draft.stale),
                   unknown={_place(place, names): value for place, value in draft.unknown.items()})


def _names(fields: Iterable[FieldBase], entries: Mapping[str, Held]) -> dict[str, str]:
    """The new name of each old one that a field says it had, unless something else is written under the new one."""
    asked = {field.id for field in fields}
    names: dict[str, str] = {}
    for field in fields:
        old = next((name for name in field.was if name in entries and name not in asked), None)
        if old is not None and is_blank(entries.get(field.id)):
            names[old] = field.id
    return names


def _under(names: Mapping[str, str], entries: Mapping[str, Held]) -> dict[str, Held]:
    """The same under the new names; what is replaced there was blank."""
    taken = set(names.values())
    return {names.get(name, name): entry for name, entry in entries.items() if name not in taken}


def _place(place: str, names: Mapping[str, str]) -> str:
    """Where something that this version does not know stands, in an answer that got another name."""
    steps = json.loads(place)
    at = steps.index("entries") + 1 if "entries" in steps else len(steps)
    if at >= len(steps) or steps[at] not in names:
        return place
    return json.dumps([*steps[:at], names[steps[at]], *steps[at + 1:]], separators=(",", ":"), ensure_ascii=False)


def _all_fitted(entries: Mapping[str, Entry], form: Form) -> dict[str, Entry]:
    fitted = dict(_fitted(entries, form.field))
    for name, entry in fitted.items():
        field = form.field(name)
        if isinstance(field, RowsField) and isinstance(entry, Rows):
            fitted[name] = replace(entry, rows=tuple(
                replace(row, cells=dict(_fitted(row.cells, field.column))) for row in entry.rows))
    return fitted


def _fitted(entries: Mapping[str, Held], field_of: Callable[[str], FieldBase | None]) -> Iterator[tuple[str, Held]]:
    """Each in the shape that its question takes now. One that does not go into it whole is kept as it was, too."""
    for name, entry in entries.items():
        field = field_of(name)
        if field is None or is_blank(entry) or isinstance(entry, Unread) or _is_shape_of(field, entry):
            yield name, entry
            continue
        made = _carried(field, entry)
        if made is not None and field.read(made) is not None:
            yield name, made  # type: ignore[misc]  # a column takes no rows, so its cells stay cells
            if _says_all(made, entry):
                continue
        yield _free(f"{name}_before", entries), entry


def _is_shape_of(field: FieldBase, entry: Entry) -> bool:
    return type(field.entry_from_text("")) is type(entry)


def _carried(field: FieldBase, entry: Entry) -> Entry | None:
    """The same words as the field takes them; a formatted text keeps its formats between an answer and an implication.
    What waits for somebody, or is none because of something, is no answer to another sort of question."""
    if isinstance(entry, RichText) and isinstance(field, ImplicationField):
        return Implication("answered", entry)
    if isinstance(entry, Implication):
        if entry.state not in ("", "answered"):
            return None
        entry = entry.text
        if _is_shape_of(field, entry):
            return entry
    text = plain_entry(entry)
    return field.entry_from_text(text) if text else None


def _says_all(made: Entry, entry: Entry) -> bool:
    """Whether nothing of the entry is missing in what was made of it, its formats included."""
    match made, entry:
        case Implication(), RichText():
            return True
        case RichText(), Implication():
            return not entry.because and not entry.waiting_for
        case _, str() | tuple():
            words = plain_entry(made.text) if isinstance(made, Implication) else plain_entry(made)
            return words.split() == plain_entry(entry).split()
    return False


def _free(name: str, taken: Mapping[str, Held]) -> str:
    return name if name not in taken else _free(f"{name}_", taken)


def _newly_public(draft: Draft, old: Form | None, new: Form) -> Iterator[str]:
    """What the old form kept out of public papers stays out of them until the officer takes the mark away."""
    for field in new.fields:
        was = _origin(field, old)
        if (was is not None and was.exempt and not field.exempt and field.id not in draft.exempt
                and not is_blank(draft.entries.get(field.id))):
            yield field.id


def _origin(field: FieldBase, old: Form | None) -> FieldBase | None:
    """The question of the old form that this one was."""
    names = (field.id, *field.was) if old is not None else ()
    return next((one for name in names if old is not None and (one := old.field(name)) is not None), None)


# -- what is told of it ----------------------------------------------------------------------------------------------

def _changes(before: Answers | None, moved: Draft, after: Answers) -> Iterator[DraftChange]:
    old = before.form if before is not None else None
    yield from _gone(old, after)
    for field in after.form.fields:
        was = _origin(field, old)
        if Path(field.id) in after.asked:
            yield from _told(field, was, moved.entries.get(field.id), after, before)
    if before is not None:
        yield from (DraftChange("gone", path, f"“{field.label}” is not asked beside your other answers now. {KEPT}",
                                _written(after.draft.entries[path.field]))
                    for path, field in before.asked.items()
                    if path.row is None and path.column is None and after.form.field(path.field) is not None
                    and path not in after.asked and not is_blank(after.draft.entries.get(path.field)))


def _gone(old: Form | None, after: Answers) -> Iterator[DraftChange]:
    known = {path for path, _ in beside_the_form(after.draft, old)} if old is not None else set()
    for path, entry in beside_the_form(after.draft, after.form):
        if path in known:
            continue  # it stood beside the old form too
        field = (old.at(path) or old.field(path.field)) if old is not None else None
        label = field.label if field is not None else words_of(path)
        yield DraftChange("gone", path, f"“{label}” is not asked any more. {KEPT}", _written(entry))


def _told(field: FieldBase, was: FieldBase | None, entry: Entry | None, after: Answers,
          before: Answers | None) -> Iterator[DraftChange]:
    path = Path(field.id)
    if is_blank(entry):
        asked_before = before is not None and was is not None and Path(was.id) in before.asked
        if not asked_before and before is not None:
            due = "An answer is due." if path in after.required else "It may stay empty."
            yield DraftChange("new", path, f"“{field.label}” is asked now. {due}")
        return
    if after.draft.entries.get(field.id) != entry:
        fits = field.id in after.draft.entries
        yield DraftChange("unfit", path, f"“{field.label}” is answered in another way now. " + (
            "Your words were carried over: look whether they fit." if fits else
            "Your answer does not fit it, and is kept beside the form: answer the question again."), _written(entry))
    for place in sorted(one for one in after.unreadable if one.field == field.id):
        earlier = place._replace(field=was.id) if was is not None else place
        if before is None or earlier not in before.unreadable:
            read = before.text(*earlier) if before is not None else ""
            asked = after.form.at(place) or field
            words = "is not offered any more" if isinstance(asked, ChoiceFieldBase) else "does not fit any more"
            yield DraftChange("choice", place, f"“{asked.label}”: your answer {words}. It is kept until you give "
                              "another.", read or _written(after.draft.entry(place)))
    if was is not None and was.label != field.label:
        yield DraftChange("renamed", path, f"“{was.label}” is called “{field.label}” now.")
    if was is not None and was.exempt and not field.exempt:
        yield DraftChange("exempt", path, f"“{field.label}” was never in public papers, and may be now. It is marked "
                          "as exempt; take the mark away where it may be public.")


def _written(entry: Entry | None) -> str:
    """The words that the officer wrote."""
    return plain_entry(replace(entry, state="") if isinstance(entry, Implication) else entry)


def words_of(path: Path) -> str:
    """A name for an answer whose question nobody has any more."""
    words = " ".join(path.field.split("_"))
    return f"{words[:1].upper()}{words[1:]}" + (f", {path.column.replace('_', ' ')}" if path.column else "")
