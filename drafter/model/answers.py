"""What a draft means against its form: what is asked now, what is due, what each entry reads as, what cannot be read.

The only place that decides what counts. Checks, documents and the screen all read Answers, so they cannot disagree
about a hidden field or a half-typed date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from drafter.model import rich_text
from drafter.model.conditions import holds
from drafter.model.draft import Draft, Implication, Path, Row, Rows
from drafter.model.fields import (
    PART_IN_STATE,
    ChoiceFieldBase,
    FieldBase,
    ImplicationField,
    RowsField,
    Value,
    is_blank,
    is_blank_row,
)
from drafter.model.form import Form, Output


@dataclass(frozen=True, slots=True)
class Answers:
    """`asked` is in the order the officer meets the fields. A row that holds nothing is not asked about."""

    form: Form
    draft: Draft
    asked: Mapping[Path, FieldBase]
    required: frozenset[Path]
    values: Mapping[Path, Value]
    unreadable: frozenset[Path]

    def value(self, field: str, row: str | None = None, column: str | None = None) -> Value | None:
        """What is answered there; None where nothing is, where it cannot be read, or where it is not asked."""
        return self.values.get(Path(field, row, column))

    def row_ids(self, field: str) -> tuple[str, ...]:
        """The rows of the field that hold anything, in order; none where the field is not asked."""
        value = self.values.get(Path(field))
        return value if isinstance(value, tuple) and isinstance(self.asked.get(Path(field)), RowsField) else ()

    def text(self, field: str, row: str | None = None, column: str | None = None) -> str:
        """The answer as plain words; "" where there is none."""
        path = Path(field, row, column)
        value = self.values.get(path)
        return "" if value is None else self.asked[path].display(value)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every answer that is words (not dates, numbers, choices), as plain text, by path."""
        for path, value in self.values.items():
            if isinstance(value, rich_text.RichText):
                yield path, rich_text.plain(value)
            elif isinstance(value, str) and not isinstance(self.asked[path], ChoiceFieldBase):
                yield path, value


def read_answers(form: Form, draft: Draft) -> Answers:
    """Reads the whole draft against the form. Entries for which the form has no field are passed over."""
    reader = _Reader(form, draft)
    for field in form.fields:
        reader.read(field)
    return Answers(form, draft, reader.asked, frozenset(reader.required), reader.values,
                   frozenset(reader.unreadable))


def why_not(answers: Answers, output: Output) -> str:
    """The sentence why the paper is not made of these answers; "" where it is."""
    applies = holds(output.when, lambda name: answers.values.get(Path(name)), answers.draft.stage)
    return "" if applies else output.not_when


def without_exempt(answers: Answers) -> Answers:
    """The answers for a public document: nothing that the form or the draft marks exempt is there at all.

    What was typed is not there either: a public document is made from values, never from entries.
    """
    marked = set(answers.draft.exempt)
    marked |= {text.partition(".")[0] for text in marked if _is_part_of_implication(text, answers.form)}

    def is_exempt(path: Path, asked: FieldBase) -> bool:
        whole = answers.form.field(path.field)
        return (asked.exempt or (whole is not None and whole.exempt)
                or (bool(marked) and not marked.isdisjoint({str(path), path.field, str(Path(path.field, path.row))})))

    asked = {path: field for path, field in answers.asked.items() if not is_exempt(path, field)}
    values = {path: value for path, value in answers.values.items() if path in asked}
    for path, value in list(values.items()) if marked else ():
        if isinstance(asked[path], RowsField) and isinstance(value, tuple):
            values[path] = tuple(row for row in value if str(Path(path.field, row)) not in marked)
    draft = replace(answers.draft, entries={}, imported=None, explanations=(), unknown={})
    return Answers(answers.form, draft, asked, answers.required & asked.keys(), values,
                   answers.unreadable & asked.keys())


def _is_part_of_implication(text: str, form: Form) -> bool:
    """An implication's value holds all its parts, so a mark on one of them counts for the whole."""
    name, _, part = text.partition(".")
    return bool(part) and isinstance(form.field(name), ImplicationField)


class _Reader:
    """One walk over the form, in its order; a condition looks only at fields that came before."""

    def __init__(self, form: Form, draft: Draft) -> None:
        self.form, self.draft = form, draft
        self.asked: dict[Path, FieldBase] = {}
        self.required: set[Path] = set()
        self.values: dict[Path, Value] = {}
        self.unreadable: set[Path] = set()

    def read(self, field: FieldBase) -> None:
        path = Path(field.id)
        if not holds(field.when, self._value, self.draft.stage):
            return
        entry = self.draft.entry(path)
        self._ask(path, field)
        if isinstance(field, RowsField):
            self._read_rows(path, field)
        elif isinstance(field, ImplicationField) and isinstance(value := self.values.get(path), Implication):
            self._read_implication(path, field, value)
        if isinstance(entry, Rows) and isinstance(field, RowsField):
            self._read_parts(field, {"introduction": entry.introduction, "none_because": entry.none_because})

    def _ask(self, path: Path, field: FieldBase, row: Row | None = None) -> None:
        def value(name: str) -> object:
            return self._cell(path, row, name) if row is not None else self._value(name)

        self.asked[path] = field
        if field.required or (field.required_when is not None
                              and holds(field.required_when, value, self.draft.stage)):
            self.required.add(path)
        entry = self.draft.entry(path)
        if entry is None or is_blank(entry):
            return
        read = field.read(entry)
        if read is None:
            self.unreadable.add(path)
        elif read != ():
            self.values[path] = read

    def _read_rows(self, path: Path, field: RowsField) -> None:
        for row in self.draft.rows(field.id).rows:
            if is_blank_row(row):
                continue
            for column in field.fields:
                if holds(column.when, lambda name, row=row: self._cell(path, row, name),  # type: ignore[misc]
                         self.draft.stage):
                    self._ask(Path(field.id, row.id, column.id), column, row)

    def _read_parts(self, field: RowsField, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            part = field.part(name)
            if part is not None and text.strip():
                self.asked[Path(field.id, None, name)] = part
                self.values[Path(field.id, None, name)] = " ".join(text.split())

    def _read_implication(self, path: Path, field: ImplicationField, value: Implication) -> None:
        column = PART_IN_STATE.get(value.state)
        part = field.part(column) if column else None
        if part is None:
            self.values.pop(path, None)
            return
        part_path = Path(field.id, None, part.id)
        self.asked[part_path] = part
        self.required.add(part_path)
        text = getattr(value, part.id)
        if not is_blank(text):
            self.values[part_path] = text if isinstance(text, rich_text.RichText) else " ".join(text.split())

    def _cell(self, path: Path, row: Row, name: str) -> object:
        """A condition on a column looks at its own row first, then at the form."""
        field = self.asked[Path(path.field)]
        if isinstance(field, RowsField) and field.column(name) is not None:
            return self.values.get(Path(path.field, row.id, name))
        return self._value(name)

    def _value(self, name: str) -> object:
        return self.values.get(Path(name))
