"""Fields that pick from a list, of the form or of its directory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.draft import CellEntry, Entry, Row, Rows
from drafter.model.fields.base import FieldBase, Value, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`since` and `until` bound the time in which it may be chosen; outside it stays readable in older drafts. A post
    of the directory also knows its directorate, and where it is reached."""

    id: str
    label: str = ""
    since: date | None = None
    until: date | None = None
    directorate: str = ""
    email: str = ""
    phone: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def words(self) -> str:
        """What the choice is called in print: its label, or else its id."""
        return self.label or self.id

    def is_current(self, day: date) -> bool:
        """Whether it may be chosen on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFieldBase(FieldBase):
    """Choices stand in the form, or in the dated `directory` list of that name (then the id is the title itself).

    With a directory, any other text is kept and read too: titles change, and a record quotes the one of its day. A
    rule compares it with the directory.
    """

    choices: tuple[Choice, ...] = ()
    directory: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    def choice(self, text: str) -> Choice | None:
        """The form's own choice that the text names by its id or its label; None where there is none such."""
        wanted = folded(text)
        return next((c for c in self.choices if wanted in (folded(c.id), folded(c.words))), None)

    def choice_id(self, text: str) -> str | None:
        """The id of the choice that the text names; with a directory, the text itself where it names none."""
        found = self.choice(text)
        if found is not None:
            return found.id
        return " ".join(text.split()) if self.directory else None

    def words(self, choice_id: str) -> str:
        """What the choice of that id is called in print; a title of the directory is its own name."""
        found = next((choice for choice in self.choices if choice.id == choice_id), None) or self.choice(choice_id)
        return found.words if found else choice_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(ChoiceFieldBase):
    """One of several. The value is the id of the choice.

    Where a title of the directory is picked, what else is known of it answers two further fields that are still empty:
    its directorate the field `directorate_into`, how it is reached the people of `contact_into`.
    """

    kind: ClassVar[str] = "choice"
    directorate_into: str = ""
    contact_into: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    def brings(self, choice: Choice) -> dict[str, Entry]:
        """What picking the choice answers elsewhere, by field."""
        brought: dict[str, Entry] = {}
        if self.directorate_into and choice.directorate:
            brought[self.directorate_into] = choice.directorate
        reached: dict[str, CellEntry] = {name: words for name, words in (("email", choice.email),
                                                                         ("phone", choice.phone)) if words}
        if self.contact_into and reached:
            brought[self.contact_into] = Rows((Row({"post": choice.words, **reached}),))
        return brought

    def read(self, entry: Entry) -> Value | None:
        return self.choice_id(entry) if isinstance(entry, str) else None

    def display(self, value: Value) -> str:
        return self.words(str(value))

    def entry_from_text(self, text: str) -> Entry:
        return self.choice_id(text) or text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiChoiceField(ChoiceFieldBase):
    """Any of several. The value is the ids of the choices, as they were ticked."""

    kind: ClassVar[str] = "multi_choice"
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        if not isinstance(entry, tuple):
            return None
        ids = tuple(self.choice_id(text) for text in entry)
        return None if None in ids else tuple(i for i in ids if i is not None)

    def display(self, value: Value) -> str:
        return "; ".join(self.words(i) for i in value) if isinstance(value, tuple) else str(value)

    def entry_from_text(self, text: str) -> Entry:
        parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        return tuple(self.choice_id(part) or part for part in parts)
