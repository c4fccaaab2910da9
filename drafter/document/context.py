"""Answers as printed words: what each name in a wording stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafter.document import facts
from drafter.document.answer_words import NOTHING, Answer, AnswerList, AnswerRows, Gap, Printed, Word
from drafter.document.blocks import Block, Clause, Styled
from drafter.document.facts import NO_FACTS, Facts, FactTable
from drafter.document.wording_tree import Shape
from drafter.model import rich_text
from drafter.model.answers import Answers, without_exempt
from drafter.model.draft import Implication, Path
from drafter.model.fields import (
    ChoiceFieldBase,
    ClausesField,
    DocumentsField,
    FieldBase,
    ImplicationField,
    LineField,
    MultiChoiceField,
    OptionsField,
    PeopleField,
    RowsField,
    Value,
    YesNoField,
)
from drafter.model.form import Form, Output
from drafter.model.rich_text import SAFE_LINK, Cell, Item, Paragraph, RichText, Run, Table

EXEMPT_WORDS = "[Exempt information: not for publication]"
"""What a public paper shows in the place of an answer that is left out of it."""
GENERAL = ("council", "form_title", "paper", "stage", "why_not")
"""Words that every paper has: the council, the form, the paper itself, how far the decision has come, and in a draft of
a paper that is not made why that is so."""
_BEYOND_FIELDS = frozenset((*GENERAL, *facts.WORDS, *facts.TABLES, "withheld"))
IMPLICATION_PARTS = ("state", "text", "because", "waiting_for")


def shapes(form: Form) -> dict[str, Shape]:
    """What wordings may name."""
    known: dict[str, Shape] = {name: Shape() for name in (*GENERAL, *facts.WORDS)}
    known |= {name: Shape(columns={column: Shape() for column in table.columns})
              for name, table in facts.TABLES.items()}
    known["withheld"] = Shape(columns={"label": Shape(), "text": Shape()})
    for field in form.fields:
        known[field.id] = _shape(field)
    return known


def is_word(form: Form, name: str) -> bool:
    """Whether wordings may name it."""
    return form.field(name) is not None or name in _BEYOND_FIELDS


def _shape(field: FieldBase) -> Shape:
    if isinstance(field, RowsField):
        return Shape(frozenset(("none_because", "introduction")),
                     {column.id: _shape(column) for column in field.fields})
    if isinstance(field, MultiChoiceField):
        return Shape(columns={})
    return Shape(frozenset(IMPLICATION_PARTS) if isinstance(field, ImplicationField) else frozenset())


@dataclass(frozen=True, slots=True)
class Words:
    """The answers of one paper. `public` is what it may show of `answers`; `as_draft` that gaps are shown as such."""

    answers: Answers
    public: Answers
    output: Output
    as_draft: bool
    facts: Facts = NO_FACTS
    why_not: str = ""

    def of(self, names: Iterable[str]) -> dict[str, Word]:
        """The word of each name. A name that the form does not have is left out."""
        form = self.answers.form
        said = dict(zip(GENERAL, (form.council, form.title, self.output.title, self.answers.draft.stage, self.why_not),
                        strict=True))
        found: dict[str, Word] = {}
        for name in names:
            if (field := form.field(name)) is not None:
                found[name] = self._field(field)
            elif name in facts.TABLES:
                found[name] = _fact_rows(facts.TABLES[name], self.facts.rows.get(name, ()))
            elif name == "withheld":
                found[name] = self._withheld_answers()
            elif name in said or name in facts.WORDS:
                found[name] = Answer(said.get(name) or self.facts.words.get(name, ""))
        return found

    def has(self, name: str) -> bool:
        """Whether an answer, or what stands for one that is left out, is there; in a draft also where one is due."""
        field = self.answers.form.field(name)
        path = Path(name)
        if field is None or (path in self.public.required and path not in self.public.values):
            return self.as_draft and field is not None
        if path in self.answers.asked and path not in self.public.asked and not field.exempt:
            return path in self.answers.values
        return any(one.field == name for one in self.public.values)

    def _withheld_answers(self) -> AnswerRows:
        """Everything that the public papers leave out, each with its place in the form."""
        public = without_exempt(self.answers)
        rows: list[Mapping[str, Answer]] = []
        for field in self.answers.form.fields:
            path = Path(field.id)
            if path in self.public.values and path not in public.asked:
                rows.append(_labelled(field.label, self._field(field).printed))
            elif isinstance(field, RowsField):
                rows += self._withheld_cells(field, public)
        return AnswerRows(rows, tuple(block for row in rows for block in (
            Styled("Heading 2", (Run(row["label"]),)), *_cell_blocks(row["text"]))), {})

    def _withheld_cells(self, field: RowsField, public: Answers) -> Iterator[Mapping[str, Answer]]:
        for number, row in enumerate(self.public.row_ids(field.id), 1):
            place = f"{field.label.strip(' :')}, {field.row_name} {number}"
            paths = {column: Path(field.id, row, column.id) for column in field.fields}
            hidden = {column: path for column, path in paths.items()
                      if path in self.public.values and path not in public.asked}
            if hidden and not any(path in public.asked for path in paths.values()):
                yield _labelled(place, _printed_rows(field, field.fields, [self._row(field, field.fields, row)]))
                continue
            for column, path in hidden.items():
                yield _labelled(f"{place}, {column.label}", self._answer(path, column).printed)

    def _field(self, field: FieldBase) -> Word:
        path = Path(field.id)
        if path not in self.answers.asked:
            return _not_asked(field)
        if path not in self.public.asked and not field.exempt:
            return self._withheld(field)
        if isinstance(field, RowsField):
            return self._rows(field)
        if isinstance(field, ImplicationField):
            return self._implication(field)
        return self._answer(path, field)

    def _withheld(self, field: FieldBase) -> Word:
        """An answer that was marked exempt: its place shows that something is left out."""
        blocks: Printed = (Paragraph((Run(EXEMPT_WORDS),), id=""),)
        if isinstance(field, RowsField):
            return AnswerRows([], blocks, dict.fromkeys(("none_because", "introduction"), NOTHING))
        if isinstance(field, MultiChoiceField):
            return AnswerList([], blocks)
        return Answer(EXEMPT_WORDS, blocks, dict.fromkeys(IMPLICATION_PARTS, NOTHING))

    def _answer(self, path: Path, field: FieldBase) -> Answer | AnswerList:
        value = self.public.values.get(path)
        if value is None:
            missing = self._gap(path, field)
            return AnswerList([], missing) if isinstance(field, MultiChoiceField) else Answer("", missing)
        if isinstance(field, MultiChoiceField) and isinstance(value, tuple):
            choices = [Answer(one, field.words(one)) for one in value]
            return AnswerList(choices, field.display(value))
        return _answered(field, value)

    def _gap(self, path: Path, field: FieldBase) -> Printed:
        """What stands for a missing answer: nothing, unless it is due or what was typed cannot be read."""
        due = path in self.public.required or (path in self.public.asked and str(path) in self.output.needs)
        if not due and path not in self.public.unreadable:
            return ""
        if self.as_draft:
            return f"[TO BE COMPLETED: {field.label.strip(' :')}]"
        return Gap(f"There is no answer for '{field.label.strip(' :')}'.")

    def _implication(self, field: ImplicationField) -> Answer:
        path = Path(field.id)
        value = self.public.values.get(path)
        if not isinstance(value, Implication) or not value.state:
            return Answer("", self._gap(path, field), dict.fromkeys(IMPLICATION_PARTS, NOTHING))
        parts: dict[str, Answer] = dict.fromkeys(IMPLICATION_PARTS, NOTHING)
        for part in field.fields:
            part_path = Path(field.id, None, part.id)
            if part_path in self.public.asked:
                answer = self._answer(part_path, part)
                assert isinstance(answer, Answer)
                parts[part.id] = answer
        printed: Printed
        said = str(parts["text"]) or field.display(value)
        match value.state:
            case "answered":
                printed = parts["text"].printed
            case "none":
                printed = _none_because(parts["because"])
            case _:
                printed = self._waiting(field, parts["waiting_for"])
        return Answer(said, printed, {**parts, "state": Answer(value.state)}, is_true=True)

    def _waiting(self, field: ImplicationField, waiting_for: Answer) -> Printed:
        if self.as_draft:
            return f"[AWAITING {waiting_for.upper() or field.label.upper()}]"
        return Gap(f"'{field.label.strip(' :')}' is still waiting for {waiting_for or 'an answer'}.")

    def _rows(self, field: RowsField) -> AnswerRows:
        columns = field.fields
        rows = [self._row(field, columns, row) for row in self.answers.row_ids(field.id)]
        parts = {name: self._part(field, name) for name in ("none_because", "introduction")}
        if rows:
            gaps = (cell.printed for row in rows for cell in row.values() if isinstance(cell.printed, Gap))
            return AnswerRows(rows, next(gaps, None) or _printed_rows(field, columns, rows), parts)
        if parts["none_because"]:
            return AnswerRows([], _none_because(parts["none_because"]), parts)
        return AnswerRows([], self._gap(Path(field.id), field), parts)

    def _part(self, field: RowsField, name: str) -> Answer:
        part = field.part(name)
        path = Path(field.id, None, name)
        if part is None or path not in self.answers.asked:
            return NOTHING
        answer = self._answer(path, part) if path in self.public.asked else Answer(EXEMPT_WORDS)
        assert isinstance(answer, Answer)
        return answer

    def _row(self, field: RowsField, columns: tuple[FieldBase, ...], row: str) -> Mapping[str, Answer]:
        """The cells of a row. One that is marked exempt shows that it is there and nothing of what it says."""
        paths = {column.id: Path(field.id, row, column.id) for column in columns}
        withheld = not any(path in self.public.asked for path in paths.values())
        cells: dict[str, Answer] = {}
        for column in columns:
            path = paths[column.id]
            if path in self.public.asked:
                answer = self._answer(path, column)
                cells[column.id] = (answer if isinstance(answer, Answer)
                                    else Answer(", ".join(answer), answer.printed))
            elif (column.id == field.main_column if withheld else path in self.answers.values and not column.exempt):
                cells[column.id] = Answer(EXEMPT_WORDS)
            else:
                cells[column.id] = NOTHING
        return cells


_NO_ROWS = AnswerRows([], "", dict.fromkeys(("none_because", "introduction"), NOTHING))
_NO_CHOICES = AnswerList([], "")
_NO_PARTS = Answer("", "", dict.fromkeys(IMPLICATION_PARTS, NOTHING))


def _not_asked(field: FieldBase) -> Word:
    """What stands for a field that does not apply."""
    if isinstance(field, RowsField):
        return _NO_ROWS
    return _NO_CHOICES if isinstance(field, MultiChoiceField) else _NO_PARTS


def _labelled(label: str, printed: Printed) -> Mapping[str, Answer]:
    return {"label": Answer(label.strip(" :")), "text": Answer("", printed, is_true=True)}


def _fact_rows(table: FactTable, rows: tuple[facts.Row, ...]) -> AnswerRows:
    cells = [{column: Answer(row.get(column, "")) for column in table.columns} for row in rows]
    columns = tuple(LineField(id=column, label=label) for column, label in table.columns.items())
    return AnswerRows(list(cells), (_table(table.title, columns, list(cells)),) if cells else "", {})


def _answered(field: FieldBase, value: Value) -> Answer:
    if isinstance(value, RichText):
        return Answer(rich_text.plain(value), _without_blanks(value))
    shown = field.display(value)
    if isinstance(field, YesNoField):
        return Answer("yes" if value else "no", shown, is_true=bool(value))
    return Answer(str(value), shown) if isinstance(field, ChoiceFieldBase) else Answer(shown)


def _none_because(because: Answer) -> Printed:
    """The sentence for "none", with the officer's reason as it was typed."""
    if isinstance(because.printed, Gap) or not because:
        return because.printed
    return f"None, because {because}" + ("" if because.rstrip().endswith((".", "!", "?")) else ".")


def _without_blanks(text: RichText) -> tuple[Block, ...]:
    """Its blocks without the empty lines between them: space is the layout's to set."""
    return tuple(block for block in text.blocks
                 if isinstance(block, Table) or rich_text.plain_runs(block.runs).strip())


def _printed_rows(field: RowsField, columns: tuple[FieldBase, ...],
                  rows: list[Mapping[str, Answer]]) -> tuple[Block, ...]:
    """How the rows of a kind read where no wording says otherwise."""
    if isinstance(field, ClausesField):
        return tuple(Clause((Run(field.sentence({name: _shown(cell) for name, cell in row.items()})),),
                            2 if row["level"] == "2" else 1) for row in rows)
    if isinstance(field, OptionsField):
        return tuple(block for row in rows for cell in row.values() for block in _cell_blocks(cell))
    if isinstance(field, DocumentsField):
        return tuple(Item("bullet", _document_runs(row), id="") for row in rows)
    if isinstance(field, PeopleField):
        return tuple(Paragraph((Run(", ".join(_shown(cell) for cell in row.values() if _shown(cell))),), id="")
                     for row in rows)
    return (_table(field.label.strip(" :"), columns, rows),)


def _document_runs(row: Mapping[str, Answer]) -> tuple[Run, ...]:
    """A document with its date; the title leads to it where it can be read on the web."""
    title, day, where = _shown(row["title"]), _shown(row["date"]), _shown(row["where"])
    after = "".join(f", {part}" for part in (day, "" if SAFE_LINK.fullmatch(where) else where) if part)
    link = where if SAFE_LINK.fullmatch(where) else ""
    return (Run(title, link=link), *((Run(after),) if after else ()))


def _table(title: str, columns: tuple[FieldBase, ...], rows: list[Mapping[str, Answer]]) -> Table:
    """A table of the columns that hold anything."""
    used = [column for column in columns if any(_shown(row[column.id]) for row in rows)]
    head = tuple(Cell((Paragraph((Run(column.label),), id=""),)) for column in used)
    body = (tuple(Cell(_paragraphs(row[column.id])) for column in used) for row in rows)
    return Table((head, *body), title, id="")


def _paragraphs(cell: Answer) -> tuple[Paragraph | Item, ...]:
    return tuple(block for block in _cell_blocks(cell) if isinstance(block, Paragraph | Item))


def _cell_blocks(cell: Answer) -> tuple[Block, ...]:
    if isinstance(cell.printed, tuple):
        return cell.printed
    shown = _shown(cell)
    return (Paragraph((Run(shown),), id=""),) if shown else ()


def _shown(cell: Answer) -> str:
    """The words of a cell in one line."""
    return cell.printed if isinstance(cell.printed, str) else str(cell)
