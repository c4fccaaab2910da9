"""A published record as plain text to a draft. Every line lands in a field or in what was left over, and the draft
keeps which; nothing is moved to another field, and nothing disappears."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafter.model.base import STAGES, Stage
from drafter.model.characters import printable
from drafter.model.conditions import AllOf, Condition, StageFrom
from drafter.model.draft import Draft, Entry, Imported, LeftOver, Repeated, plain_entry
from drafter.model.fields import FieldBase, LineField, RichTextField, RowsField
from drafter.model.form import Form
from drafter.reading.entries import Part, read_parts
from drafter.reading.labels import Columns, Found, Labels
from drafter.reading.lines import Line, Taken, is_wrapped

BYTE_ORDER_MARK = "\ufeff"
_PAGE_NUMBER = re.compile(r"(?i)\s*(?:page\s+\d{1,3}(?:\s+of\s+\d{1,3})?|\d{1,3}\s+of\s+\d{1,3})\s*")
_LAST_PAGE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_BY = re.compile(r"by\s+(\S.*)", re.DOTALL)


@dataclass(slots=True)
class _Reading:
    """What has been found so far: the parts of each field, where each line went, what was left over."""

    parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    trail: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    left: list[LeftOver] = field(default_factory=list)
    labels: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    headings: list[tuple[Line, tuple[str, str]]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    order: list[tuple[str, int]] = field(default_factory=list)
    """The parts as they stand in the record: each by its field and its place among the field's parts."""


def read_record(text: str, form: Form, source: str) -> Draft:
    """The draft that a record makes on the form. `source` is the name of the file it came from."""
    kept, removed = printable(text.removeprefix(BYTE_ORDER_MARK))
    lines = _filled_lines(kept)
    reading = _Reading()
    _sort_lines(lines, form, reading)
    _read_fields(form, reading, is_wrapped([line.text for line in lines]))
    _read_headings(form, reading)
    left = tuple(sorted(reading.left, key=lambda one: one.line))
    imported = Imported(source, _spans(lines, reading), left, tuple(_repeated(reading)), removed)
    return Draft(form.form_version, stage=_stage(form, reading.entries), entries=reading.entries, imported=imported)


def _filled_lines(text: str) -> list[Line]:
    found: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            found.append(Line(number, line, len(line), after_blank=bool(found) and found[-1].number < number - 1))
    return found


def _sort_lines(lines: Sequence[Line], form: Form, reading: _Reading) -> None:
    """Each line to the label above it; those before any label, or below furniture, are left over.

    Within a field with rows, "Reason: ..." names its column, unless a longer label stands there.
    """
    labels = Labels(form)
    page_numbers = _page_numbers(lines)
    following = _following(lines, page_numbers)
    current: FieldBase | None = None
    columns: Columns | None = None
    label, gathered = "", list[Line]()

    def close() -> None:
        if current is not None:
            reading.order.append((current.id, len(reading.parts[current.id])))
            reading.parts[current.id].append(Part(label, tuple(gathered)))

    for line in lines:
        if line.number in page_numbers:
            _leave(reading, line)
            continue
        found = labels.find(line.text, following[line.number])
        if found is not None and not (found.words == 1 and columns and columns.named(line.text)):
            close()
            current, label, gathered = _begin(reading, found, line)
            columns = Columns(current) if isinstance(current, RowsField) else None
        elif current is not None:
            gathered.append(line)
            reading.trail[line.number].append(current.id)
        elif heading := _heading(form, line.text):
            reading.headings.append((line, heading))
        else:
            _leave(reading, line)
    close()


def _begin(reading: _Reading, found: Found, line: Line) -> tuple[FieldBase | None, str, list[Line]]:
    if not found.fields:
        _leave(reading, line)
        return None, "", []
    if found.more:
        reading.left.append(LeftOver(line.number, found.more))
    for one in found.fields:
        reading.trail[line.number].append(one.id)
        reading.labels[one.id].append((line.number, found.text))
    for one in found.fields[:-1]:
        reading.order.append((one.id, len(reading.parts[one.id])))
        reading.parts[one.id].append(Part(found.text, ()))
    return found.fields[-1], found.text, [line._replace(text=found.rest)]


def _leave(reading: _Reading, line: Line) -> None:
    reading.trail[line.number].append("")
    reading.left.append(LeftOver(line.number, line.text))


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Page x of y anywhere, and a number alone at the very end."""
    found = {line.number for line in lines if _PAGE_NUMBER.fullmatch(line.text)}
    if lines and _LAST_PAGE_NUMBER.fullmatch(lines[-1].text):
        found.add(lines[-1].number)
    return found


def _following(lines: Sequence[Line], page_numbers: set[int]) -> dict[int, str]:
    """For each line the next one, page numbers passed over; "" after the last."""
    found: dict[int, str] = {}
    later = ""
    for line in reversed(lines):
        found[line.number] = later
        if line.number not in page_numbers:
            later = line.text
    return found


def _heading(form: Form, text: str) -> tuple[str, str] | None:
    """The number and the title of "26/00041 - Library opening hours", as published pages head a record."""
    number, title = form.field(form.number_field), form.field(form.title_field)
    if not isinstance(number, LineField) or not number.pattern or title is None:
        return None
    match = re.fullmatch(rf"\s*({number.pattern})\s*[-–—:]\s*(?P<title_>\S.*?)\s*", text)
    return (match[1], match["title_"]) if match else None


def _read_fields(form: Form, reading: _Reading, wrapped: bool) -> None:
    """Tables first: what stands below one goes on with the text it interrupted, which is read after it."""
    fields = [one for name in reading.parts if (one := form.field(name)) is not None]
    for one in sorted(fields, key=lambda one: not isinstance(one, RowsField)):
        taken = read_parts(one, reading.parts[one.id], wrapped)
        if taken.entry is not None:
            reading.entries[one.id] = taken.entry
        _leave_rest(reading, one.id, taken)
        for line in taken.after:
            _go_on(form, reading, one.id, line)
    _read_decision_maker(form, reading)


def _go_on(form: Form, reading: _Reading, table: str, line: Line) -> None:
    """The line to the text above the table it stands under; left over where no text stands there."""
    before: tuple[str, int] | None = None
    for name, place in reading.order:
        if name == table and line in reading.parts[name][place].lines:
            break
        before = name, place
    text = form.field(before[0]) if before else None
    if before is None or not isinstance(text, RichTextField):
        reading.trail[line.number] = [""]
        reading.left.append(LeftOver(line.number, line.text))
        return
    part = reading.parts[text.id][before[1]]
    reading.parts[text.id][before[1]] = replace(part, lines=(*part.lines, line))
    reading.trail[line.number] = [text.id]


def _leave_rest(reading: _Reading, field_id: str, taken: Taken) -> None:
    kept = taken.part_of_a_line | {number for number, _ in reading.labels[field_id]}
    for rest in taken.left:
        reading.left.append(rest)
        if rest.line not in kept:
            reading.trail[rest.line] = [""]


def _read_decision_maker(form: Form, reading: _Reading) -> None:
    """"Decision due: Not before 1 May 2026 by the Leader" names who decides, beside the date."""
    maker = form.field(form.decision_maker_field)
    for rest in list(reading.left):
        match = _BY.fullmatch(rest.text.strip())
        fields = [one for name in reading.trail[rest.line] if (one := form.field(name)) is not None]
        if maker is None or match is None or not any(one.kind == "date" for one in fields):
            continue
        entry = maker.entry_from_text(match[1])
        if reading.entries.setdefault(maker.id, entry) == entry:
            reading.trail[rest.line].append(maker.id)
            reading.left.remove(rest)


def _read_headings(form: Form, reading: _Reading) -> None:
    for line, (number, title) in reading.headings:
        texts = ((form.number_field, number), (form.title_field, title))
        pairs = [(name, one.entry_from_text(text)) for name, text in texts if (one := form.field(name)) is not None]
        if all(reading.entries.get(name, entry) == entry for name, entry in pairs):
            reading.entries.update(pairs)
            reading.trail[line.number] += [name for name, _ in pairs]
        else:
            _leave(reading, line)


def _repeated(reading: _Reading) -> Iterator[Repeated]:
    """One a field, for where its label came a second time."""
    for field_id, met in reading.labels.items():
        for number, label in met[1:2]:
            yield Repeated(field_id, number, label, plain_entry(reading.entries.get(field_id)))


def _spans(lines: Sequence[Line], reading: _Reading) -> dict[str, str]:
    """Runs of lines that went to one place, as "12" or "12-15"; empty lines belong to the run around them."""
    spans: dict[str, str] = {}
    for place, run in groupby((line.number for line in lines), key=lambda number: ", ".join(reading.trail[number])):
        numbers = list(run)
        spans[str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"] = place
    return spans


def _stage(form: Form, entries: dict[str, Entry]) -> Stage:
    """A record that answers what is asked only from a stage on has reached it: a publication date is no proposal."""
    later = [one for one in form.fields if one.id in entries and _asked_from(one.when) != STAGES[0]]
    reached = [_asked_from(condition) for one in later for condition in (one.when, one.required_when)]
    return STAGES[max(map(STAGES.index, reached), default=0)]


def _asked_from(condition: Condition | None) -> Stage:
    match condition:
        case StageFrom(stage):
            return stage
        case AllOf(inner):
            return STAGES[max((STAGES.index(_asked_from(one)) for one in inner), default=0)]
    return STAGES[0]
