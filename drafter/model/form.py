"""What is asked: sections, fields, the rules switched on, the papers it makes. Read from files; never changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from drafter.model.base import REFUSE_UNKNOWN, Stage
from drafter.model.clause_library import ApprovedClause
from drafter.model.conditions import Condition
from drafter.model.draft import FormVersion, Path
from drafter.model.fields import FieldBase, ImplicationField, RowsField
from drafter.model.problem import Severity
from drafter.model.timetable import Conventions


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One page of the form. `name` is its short name in the list of sections."""

    id: str
    title: str
    name: str = ""
    introduction: str = ""
    fields: tuple[FieldBase, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def short_name(self) -> str:
        """What the list of sections calls it."""
        return self.name or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule switched on by the form. `settings` are the rule's own: the fields it looks at, numbers, patterns.

    What is left empty here the rule says itself. `message` is the council's own wording of the sentence, `waiver` who
    may let a finding stand.
    """

    rule: str
    severity: Severity | None = None
    stages: tuple[Stage, ...] = ()
    law: str = ""
    local: bool = False
    message: str = ""
    waiver: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A paper the form makes: layout and wordings stand in templates/<form>/<id>.

    `file_name` is a pattern of field ids in braces: "{decision_number} Proposed record - {title}". A `public` output
    gets the answers without anything exempt. `signed` says that it is made for signature: only when nothing must be
    fixed; `whole` that it has a place for every answer that is always due. Where `when` does not hold the paper is not
    made, and `not_when` is the sentence that says why. `needs` are fields that this paper cannot go without, although a
    draft may leave them empty.
    """

    id: str
    title: str
    file_name: str
    public: bool = True
    signed: bool = False
    whole: bool = False
    formats: tuple[str, ...] = ("docx",)
    when: Condition | None = None
    not_when: str = ""
    needs: tuple[str, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A title in a list of the council's directory (a portfolio, a post, a directorate), with the time it stood, and
    for a post its directorate and where it is reached."""

    title: str
    since: date | None = None
    until: date | None = None
    directorate: str = ""
    email: str = ""
    phone: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    def is_current(self, day: date) -> bool:
        """Whether the title stood on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFields:
    """Which fields hold the days of a decision's way, and what else decides how they are counted: whether it is key,
    whether it can be called in, and the route of its notice with the choice that stands for each. "" where the form has
    none such."""

    key: str = ""
    notice: str = ""
    route: str = ""
    normal: str = ""
    exception: str = ""
    urgent: str = ""
    agreed: str = ""
    committee: str = ""
    due: str = ""
    decision: str = ""
    publication: str = ""
    call_in: str = ""
    effective: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingWords:
    """`words` are the council's own: its places, its jargon. `names` are fields that hold names, references or
    addresses: they are not checked, and what is written there may stand anywhere in the draft."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Form:
    """A council's form. `ignored_labels` are lines of published records that are furniture, not answers; `clock` says
    which fields the timetable is made of, `contact_field` where a new draft names the officer, if the form has it;
    `clauses` are the council's approved wordings. An `example` is offered to officers only where there is no other
    form.

    `sha256` names the exact files it was read from.
    """

    id: str
    version: str
    title: str
    council: str
    sections: tuple[Section, ...]
    rules: tuple[RuleEntry, ...] = ()
    outputs: tuple[Output, ...] = ()
    directory: Mapping[str, tuple[DirectoryEntry, ...]] = field(default_factory=dict)
    conventions: Conventions = field(default_factory=Conventions)
    clock: ClockFields = field(default_factory=ClockFields)
    spelling: SpellingWords = field(default_factory=SpellingWords)
    clauses: tuple[ApprovedClause, ...] = ()
    title_field: str = "title"
    number_field: str = "decision_number"
    decision_maker_field: str = "decision_maker_title"
    contact_field: str = "contact"
    ignored_labels: tuple[str, ...] = ()
    example: bool = False
    sha256: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    @cached_property
    def fields(self) -> tuple[FieldBase, ...]:
        """All fields, in the order the officer meets them."""
        return tuple(one for section in self.sections for one in section.fields)

    @cached_property
    def _by_id(self) -> dict[str, FieldBase]:
        return {one.id: one for one in self.fields}

    @cached_property
    def _section_of(self) -> dict[str, Section]:
        return {one.id: section for section in self.sections for one in section.fields}

    @property
    def form_version(self) -> FormVersion:
        """What a draft notes about the form that it was edited with."""
        return FormVersion(self.id, self.version, self.sha256)

    def field(self, field_id: str) -> FieldBase | None:
        """The field of that id; None where the form has none."""
        return self._by_id.get(field_id)

    def section_of(self, field_id: str) -> Section | None:
        """The section that a field stands in; None where the form has no such field."""
        return self._section_of.get(field_id)

    def at(self, path: Path) -> FieldBase | None:
        """The field, column or part that the path names; None where the form has none such."""
        whole = self.field(path.field)
        if path.column is None:
            return whole
        if isinstance(whole, RowsField):
            return (whole.part(path.column) if path.row is None else None) or whole.column(path.column)
        return whole.part(path.column) if isinstance(whole, ImplicationField) else None

    def clause(self, clause_id: str) -> ApprovedClause | None:
        """The approved wording of that id; None where the library has none such."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def output(self, output_id: str) -> Output | None:
        """The paper of that id; None where the form makes none such."""
        return next((output for output in self.outputs if output.id == output_id), None)

    def places(self) -> Iterator[tuple[Section, FieldBase]]:
        """Every field with its section, in the order the officer meets them."""
        for section in self.sections:
            for one in section.fields:
                yield section, one
