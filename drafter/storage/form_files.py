"""Reads a council's form from its folder. If it loads, everything it refers to is there.

All slips are told at once, each with its file, its place and a sentence, so that an author mends a form in one go.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.model.base import ID, Stage
from drafter.model.clause_library import ApprovedClause
from drafter.model.failure import Fault
from drafter.model.fields import Choice, ChoiceFieldBase, ClausesField, FieldBase, PeopleField, TableField
from drafter.model.form import ClockFields, DirectoryEntry, Form, Output, RuleEntry, Section, SpellingWords
from drafter.model.form_faults import faults
from drafter.model.form_words import unfit
from drafter.model.problem import Severity
from drafter.model.timetable import Conventions
from drafter.storage.clause_files import read_clauses
from drafter.storage.errors import FormError
from drafter.storage.form_tables import Place, read_as, read_fields, read_list

MOST_BYTES = 4_000_000
"""More than any form file holds; a larger file is something else."""

_AT_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)")
_RULE_KEYS = ("rule", "severity", "stages", "law", "local", "message", "waiver")


@dataclass(frozen=True, slots=True, kw_only=True)
class _FormFile:
    """What form.toml holds."""

    id: str
    version: str
    title: str
    council: str
    sections: tuple[str, ...]
    outputs: tuple[Output, ...] = ()
    title_field: str = "title"
    number_field: str = "decision_number"
    decision_maker_field: str = "decision_maker_title"
    contact_field: str = "contact"
    ignored_labels: tuple[str, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _SectionFile:
    """What a file in sections/ holds, apart from its fields."""

    title: str
    name: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleFile:
    """What a table of rules.toml holds, apart from the rule's own settings."""

    rule: str
    severity: Severity | None = None
    stages: tuple[Stage, ...] = ()
    law: str = ""
    local: bool = False
    message: str = ""
    waiver: str = ""


def load_form(folder: Path) -> Form:
    """The form in the folder. Raises FormError with every fault found."""
    return _FormFolder(folder).read()


class _FormFolder:
    """One reading of a folder: what it found, and the faults so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Fault] = []
        self.broken: set[str] = set()
        self.broken_lists: set[str] = set()
        self.has_unread_section = self.has_unread_directory = False

    def read(self) -> Form:
        head = self._read_head()
        directory = self._read_directory()
        sections = tuple(self._read_section(one, directory) for one in head.sections)
        conventions, clock = self._read_calendar()
        form = Form(
            id=head.id, version=head.version, title=head.title, council=head.council, sections=sections,
            rules=self._read_rules(), outputs=head.outputs, directory=directory,
            conventions=conventions, clock=clock, spelling=self._read_spelling(), title_field=head.title_field,
            number_field=head.number_field, decision_maker_field=head.decision_maker_field,
            contact_field=head.contact_field,
            ignored_labels=head.ignored_labels, example=head.example)
        form = replace(form, clauses=self._read_clauses(form))
        self._look_for_strays(head, form)
        unread = frozenset(self.broken)
        if not self.has_unread_section:
            self.found.extend(faults(form, unread))
        if self.found:
            raise FormError(f"The form in {self.folder} cannot be used:", self.found,
                            None if self.has_unread_section else form, unread)
        return form

    def _read_head(self) -> _FormFile:
        """form.toml. Without it nothing else can be judged, so its faults are raised at once."""
        if not (self.folder / "form.toml").is_file():
            raise FormError(f"{self.folder} is not a form.", [Fault("form.toml", "", "The file is missing.")])
        place = Place("form.toml", self.found)
        table = self._table("form.toml")
        head = read_as(_FormFile, table, place, "a form") if table is not None else None
        if head is None:
            raise FormError(f"The form in {self.folder} cannot be used:", self.found)
        if head.id != self.folder.resolve().name:
            place.at("id").fault(f"The form calls itself '{head.id}' but its folder is called "
                                 f"'{self.folder.resolve().name}'. Give both the same name.")
        return head

    def _read_section(self, section_id: str, directory: Mapping[str, tuple[DirectoryEntry, ...]]) -> Section:
        """The section, empty where its file cannot be read; what refers to its fields is then not judged."""
        unread = Section(id=section_id, title=section_id)
        if not ID.fullmatch(section_id):
            Place("form.toml", self.found).at("sections").fault(unfit(section_id))
            self.has_unread_section = True
            return unread
        name = f"sections/{section_id}.toml"
        place = Place(name, self.found)
        table = self._table(name)
        if table is None:
            self.has_unread_section = True
            return unread
        tables = table.pop("fields", [])
        head = read_as(_SectionFile, table, place, "a section")
        read = read_fields(tables, place, "field")
        ids = {str(one.get("id")) for one in tables if isinstance(one, dict)} if isinstance(tables, list) else set()
        self.broken |= ids - {field.id for field in read}
        for field in read:
            self._refuse_two_lists(field, place.at(f"field '{field.id}'"))
        self.broken |= {one.id for field in read for one in (field, *getattr(field, "columns", ()))
                        if self._is_unread(getattr(one, "directory", ""))}
        fields = tuple(_with_directory(field, directory) for field in read)
        if head is None:
            return replace(unread, fields=fields)
        return Section(id=section_id, title=head.title, name=head.name, introduction=head.introduction, fields=fields)

    def _is_unread(self, name: str) -> bool:
        """Whether that list of the directory has slips of its own, so that nothing can be said against its use."""
        return bool(name) and (self.has_unread_directory or name in self.broken_lists)

    def _refuse_two_lists(self, field: FieldBase, place: Place) -> None:
        for column in field.columns if isinstance(field, TableField) else ():
            self._refuse_two_lists(column, place.at(f"column '{column.id}'"))
        own = getattr(field, "choices", ()) or getattr(field, "posts", ())
        if own and getattr(field, "directory", ""):
            place.fault("What may be chosen stands both here and in 'directory'. Take one of them away.")

    def _read_rules(self) -> tuple[RuleEntry, ...]:
        if not (self.folder / "rules.toml").exists():
            return ()
        place = Place("rules.toml", self.found)
        table = self._table("rules.toml") or {}
        for key in table:
            if key != "rules":
                place.fault(f"'{key}' stands outside every rule. Each rule begins with [[rules]].")
        entries = table.get("rules", [])
        if not isinstance(entries, list):
            place.fault("Each rule begins with [[rules]].")
            entries = []
        read = []
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, dict):
                place.fault(f"Rule {number} is no table. Each rule begins with [[rules]].")
                continue
            own = {key: value for key, value in entry.items() if key in _RULE_KEYS}
            head = read_as(_RuleFile, own, place.at(f"rule '{entry.get('rule', number)}'"), "a rule")
            if head is not None:
                settings = {key: value for key, value in entry.items() if key not in _RULE_KEYS}
                read.append(RuleEntry(rule=head.rule, severity=head.severity, stages=head.stages, law=head.law,
                                      local=head.local, message=head.message, waiver=head.waiver, settings=settings))
        return tuple(read)

    def _read_clauses(self, form: Form) -> tuple[ApprovedClause, ...]:
        table = self._table("clauses.toml") if (self.folder / "clauses.toml").exists() else None
        read = read_clauses(table or {}, form, Place("clauses.toml", self.found))
        return tuple(replace(clause, slots=tuple(replace(slot, field=_with_directory(slot.field, form.directory))
                                                 for slot in clause.slots)) for clause in read)

    def _read_directory(self) -> dict[str, tuple[DirectoryEntry, ...]]:
        if not (self.folder / "directory.toml").exists():
            return {}
        place = Place("directory.toml", self.found)
        table = self._table("directory.toml")
        self.has_unread_directory = table is None
        directory = {}
        for name, entries in (table or {}).items():
            before = len(self.found)
            directory[name] = read_list(DirectoryEntry, entries, place.at(name), "an entry of the directory")
            if len(self.found) > before:
                self.broken_lists.add(name)
        return directory

    def _read_calendar(self) -> tuple[Conventions, ClockFields]:
        table = self._table("calendar.toml") if (self.folder / "calendar.toml").exists() else None
        place = Place("calendar.toml", self.found)
        clock = (table or {}).pop("fields", {})
        return (read_as(Conventions, table or {}, place, "a calendar") or Conventions(),
                read_as(ClockFields, clock, place.at("fields"), "the fields of a calendar") or ClockFields())

    def _read_spelling(self) -> SpellingWords:
        table = self._table("spelling.toml") if (self.folder / "spelling.toml").exists() else None
        return read_as(SpellingWords, table or {}, Place("spelling.toml", self.found), "a list of words"
                       ) or SpellingWords()

    def _look_for_strays(self, head: _FormFile, form: Form) -> None:
        """A file that nothing names is a slip too: its fields would silently never be asked.

        It is read all the same: its own slips are told, and who refers to its fields is right to.
        """
        for file in sorted((self.folder / "sections").glob("*.toml")):
            if file.stem not in head.sections and not file.name.startswith("."):
                Place(f"sections/{file.name}", self.found).fault(
                    f"form.toml does not list the section '{file.stem}'. Add it to 'sections', or take the file away.")
                if ID.fullmatch(file.stem):
                    self.broken |= {field.id for field in self._read_section(file.stem, form.directory).fields}

    def _table(self, name: str) -> dict[str, Any] | None:
        """The TOML of a file; None, with the fault told, where it cannot be read."""
        place = Place(name, self.found)
        try:
            with (self.folder / name).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                place.fault("The file is far too big for a part of a form.")
                return None
            return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
        except FileNotFoundError:
            place.fault("The file is missing.")
        except OSError as error:
            place.fault(f"The file cannot be read ({error.strerror}).")
        except UnicodeDecodeError:
            place.fault("The file is not text in UTF-8. Save it as UTF-8.")
        except tomllib.TOMLDecodeError as error:
            match = _AT_LINE.fullmatch(str(error))
            where, what = (f"Line {match[2]}", match[1]) if match else ("The end of the file", str(error))
            place.fault(f"{where} is not TOML: {what}.")
        except RecursionError:
            place.fault("Tables are nested too deeply.")
        return None


def _with_directory(field: FieldBase, directory: Mapping[str, tuple[DirectoryEntry, ...]]) -> FieldBase:
    """The field with the titles of its directory list as choices; a title is its own id."""
    if isinstance(field, TableField):
        return replace(field, columns=tuple(_with_directory(column, directory) for column in field.columns))
    entries = directory.get(getattr(field, "directory", ""), ())
    choices = tuple(Choice(id=one.title, since=one.since, until=one.until, directorate=one.directorate,
                           email=one.email, phone=one.phone) for one in entries)
    if isinstance(field, ChoiceFieldBase) and field.directory:
        return replace(field, choices=choices)
    if isinstance(field, ClausesField | PeopleField) and field.directory:
        return replace(field, posts=choices)
    return field
