"""What is different between two forms, or two versions of one, in sentences for whoever looks after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from drafter.model.form import DirectoryEntry, Form

_SHOWN = 60
"""Letters of a text that a sentence quotes; what is longer is only said to differ."""


@dataclass(frozen=True, slots=True)
class FormChange:
    """`place` is where in the form: "form", "field title", "rule short_notice"."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def form_changes(old: Form, new: Form) -> tuple[FormChange, ...]:
    """Every difference, in the order of the new form; what is gone stands last in its group."""
    return (*_own(old, new), *_sections(old, new), *_fields(old, new), *_rules(old, new),
            *_parts("paper", {one.id: one for one in old.outputs}, {one.id: one for one in new.outputs}),
            *_members("calendar", old.conventions, new.conventions), *_members("clock", old.clock, new.clock),
            *_directory(old.directory, new.directory), *_clauses(old, new))


def _own(old: Form, new: Form) -> Iterator[FormChange]:
    for name in ("id", "version", "title", "council", "title_field", "number_field", "decision_maker_field"):
        yield from _differs("form", name, getattr(old, name), getattr(new, name))
    yield from _lists("form", "an ignored label", old.ignored_labels, new.ignored_labels)


def _sections(old: Form, new: Form) -> Iterator[FormChange]:
    before, after = ({section.id: section for section in form.sections} for form in (old, new))
    for section in new.sections:
        was = before.get(section.id)
        if was is None:
            yield FormChange(f"section {section.id}", f"New: \"{section.title}\".")
            continue
        for name in ("title", "name", "introduction"):
            yield from _differs(f"section {section.id}", name, getattr(was, name), getattr(section, name))
    for section in old.sections:
        if section.id not in after:
            yield FormChange(f"section {section.id}", f"Gone: \"{section.title}\".")
    kept = [[section.id for section in form.sections if section.id in before and section.id in after]
            for form in (old, new)]
    if kept[0] != kept[1]:
        yield FormChange("form", f"The sections stand in another order: {', '.join(kept[1])}.")


def _fields(old: Form, new: Form) -> Iterator[FormChange]:
    for section, one in new.places():
        was, place = old.field(one.id), f"field {one.id}"
        if was is None:
            yield FormChange(place, f"New in the section '{section.id}': \"{one.label}\".")
            continue
        before = old.section_of(one.id)
        if before is not None and before.id != section.id:
            yield FormChange(place, f"Moved from the section '{before.id}' to '{section.id}'.")
        if was.kind != one.kind:
            yield FormChange(place, f"Its kind was {was.kind}, and is {one.kind} now.")
        else:
            yield from _members(place, was, one)
    for one in old.fields:
        if new.field(one.id) is None:
            yield FormChange(f"field {one.id}", f"Gone: \"{one.label}\".")


def _rules(old: Form, new: Form) -> Iterator[FormChange]:
    """A form may switch one rule on several times: they are told apart by what they are set to look at."""
    before, after = list(old.rules), list(new.rules)
    for entry in list(after):
        if entry in before:
            before.remove(entry)
            after.remove(entry)
    for entry in after:
        was = next((one for one in before if one.rule == entry.rule), None)
        if was is None:
            yield FormChange(f"rule {entry.rule}", "Switched on.")
            continue
        before.remove(was)
        yield from _members(f"rule {entry.rule}", was, entry)
    for gone in before:
        yield FormChange(f"rule {gone.rule}", "Switched off.")


def _directory(old: Mapping[str, tuple[DirectoryEntry, ...]],
               new: Mapping[str, tuple[DirectoryEntry, ...]]) -> Iterator[FormChange]:
    for name in dict.fromkeys((*new, *old)):
        words = [[_standing(one) for one in lists.get(name, ())] for lists in (old, new)]
        yield from _lists(f"directory {name}", "an entry", words[0], words[1])


def _clauses(old: Form, new: Form) -> Iterator[FormChange]:
    for clause in new.clauses:
        was, place = old.clause(clause.id), f"clause {clause.id}"
        if was is None:
            yield FormChange(place, f"New: \"{clause.title}\".")
            continue
        if was.retired is None and clause.retired is not None:
            yield FormChange(place, f"Retired on {clause.retired}: \"{clause.title}\". "
                                    + (f"'{clause.instead}' takes its place." if clause.instead else clause.note))
        for member in fields(clause):
            before, after = getattr(was, member.name), getattr(clause, member.name)
            if member.name == "slots":
                yield from _parts(f"{place}, slot", {one.field.id: one for one in before},
                                  {one.field.id: one for one in after})
            elif member.name not in ("retired", "instead", "note") or was.retired is not None:
                yield from _differs(place, member.name, before, after)
    for clause in old.clauses:
        if new.clause(clause.id) is None:
            yield FormChange(f"clause {clause.id}", f"Gone: \"{clause.title}\". Drafts made from it are told nothing; "
                                                    "retire it instead.")


def _standing(entry: DirectoryEntry) -> str:
    since = f" from {entry.since}" if entry.since else ""
    return f"{entry.title}{since}{f' to {entry.until}' if entry.until else ''}"


def _parts(kind: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[FormChange]:
    for name, one in new.items():
        if name in old:
            yield from _members(f"{kind} {name}", old[name], one)
        else:
            yield FormChange(f"{kind} {name}", "New.")
    for name in old:
        if name not in new:
            yield FormChange(f"{kind} {name}", "Gone.")


def _members(place: str, old: object, new: object) -> Iterator[FormChange]:
    """Member by member, of two values of the same kind; nested parts with an id by that id."""
    if not is_dataclass(new) or type(old) is not type(new):
        yield from _differs(place, "content", old, new)
        return
    for member in fields(new):
        before, after = getattr(old, member.name), getattr(new, member.name)
        by_id = [{one.id: one for one in value} for value in (before, after)] if _have_ids(before, after) else None
        if by_id:
            yield from _parts(f"{place}, {member.name.rstrip('s')}", by_id[0], by_id[1])
        elif isinstance(after, Mapping) and isinstance(before, Mapping):
            for name in dict.fromkeys((*after, *before)):
                yield from _differs(place, str(name), before.get(name), after.get(name))
        else:
            yield from _differs(place, member.name, before, after)


def _have_ids(*values: object) -> bool:
    parts = [one for value in values if isinstance(value, tuple) for one in value]
    return bool(parts) and all(is_dataclass(one) and hasattr(one, "id") for one in parts)


def _lists(place: str, what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[FormChange]:
    for one in new:
        if one not in old:
            yield FormChange(place, f"New is {what}: {one}.")
    for one in old:
        if one not in new:
            yield FormChange(place, f"Gone is {what}: {one}.")


def _differs(place: str, name: str, old: object, new: object) -> Iterator[FormChange]:
    if old == new:
        return
    words = name.replace("_", " ")
    before, after = _told(old), _told(new)
    if len(before) > _SHOWN or len(after) > _SHOWN:
        yield FormChange(place, f"Its {words} is worded or set otherwise.")
    else:
        yield FormChange(place, f"Its {words} was {before}, and is {after} now.")


def _told(value: object) -> str:
    if value is None or value in ("", (), frozenset()) or value == {}:
        return "empty"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return f"\"{value}\""
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) if all(isinstance(one, str | int) for one in value) else "x" * (_SHOWN + 1)
    return str(value)
